"""Which page is at an address."""

from __future__ import annotations

import pytest

from pipeline.files import real
from pipeline.preview.press import _place
from pipeline.preview.workshop import Workshop
from tests.conftest import Site


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", ("en", ["index.html"])),
        ("/first.html", ("en", ["first.html", "first.html.html", "first.html/index.html"])),
        ("/de/", ("de", ["index.html"])),
        ("/de/a%20b/", ("de", ["a%20b/index.html"])),
        ("/dekor", ("en", ["dekor", "dekor.html", "dekor/index.html"])),
        ("/de", None),
        ("", None),
        ("first.html", None),
        ("/ar/", None),
    ],
)
def test_an_address_is_in_one_languages_site(good_site: Site, address: str, expected: object) -> None:
    now = Workshop(real(good_site.root / "pelicanconf.py"), ("de",), "http://127.0.0.1:8000").now
    found = _place(now, address)
    assert (found and (found[0].locale, found[1])) == expected
