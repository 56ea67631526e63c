"""What is mechanical is mended."""

from __future__ import annotations

from tests.checking import FIRST, TITLE
from tests.conftest import Site


def test_what_is_mechanical_is_shown_and_mended(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte "')
    result = good_site.run("check", "de", "--fix", "--yes")
    assert "- Erste  Schritte " in result.output
    assert "+ Erste Schritte" in result.output
    assert TITLE in good_site.read(FIRST)
    assert result.exit_code == 0
