"""What is mechanical is mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogs.fixes import fixed
from tests.checking import FIRST, TITLE
from tests.conftest import Site
from tests.making import DE, catalog, message


def test_what_is_mechanical_is_shown_and_mended(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte "')
    result = good_site.run("check", "de", "--fix", "--yes")
    assert "- Erste  Schritte " in result.output
    assert "+ Erste Schritte" in result.output
    assert TITLE in good_site.read(FIRST)
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("source", "text", "mended"),
    [
        ("a", " b ", "b"),
        (" a", " b", " b"),
        ("a b", "c  d", "c d"),
        ("a  b", "c  d", "c  d"),
        ("“a”", '"b"', "„b“"),
        ('"a"', '"b"', '"b"'),
        ("“a”", 'b"', 'b"'),
        ("“a”", '"b" c"', '"b" c"'),
        ("“a”", '<b class="x">"y"</b>', '<b class="x">„y“</b>'),
    ],
)
def test_only_what_is_mechanical_is_mended(source: str, text: str, mended: str) -> None:
    (found,) = fixed(catalog(message(source, text)), DE).messages
    assert found.translations == (mended,)


def test_what_is_not_in_use_stays_as_it_is() -> None:
    old = replace(message("a", " b "), obsolete=True)
    assert fixed(catalog(old), DE).messages == (old,)
