"""Which page is at an address."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from pipeline.paths import real
from pipeline.preview.press import Press, _place
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


def test_what_pages_are_made_of_is_heard_but_not_the_folder_they_are_made_in(good_site: Site, tmp_path: Path) -> None:
    now = Workshop(real(good_site.root / "pelicanconf.py"), ("de",), "http://127.0.0.1:8000").now
    folder, heard = tmp_path / "press", list[Path]()
    press = Press(folder)
    press.heard = lambda read, written: heard.extend((*read, *written))
    try:
        assert press.sheet(now, "/de/first.html") is not None
    finally:
        press.close()
    assert [path for path in heard if path.is_relative_to(folder)] == []
    assert good_site.root / "source/articles/first.md" in heard


def test_a_press_that_is_closed_makes_nothing_more(good_site: Site, tmp_path: Path) -> None:
    now = Workshop(real(good_site.root / "pelicanconf.py"), ("de",), "http://127.0.0.1:8000").now
    press = Press(tmp_path / "press")
    press.close()
    assert press.sheet(now, "/de/first.html") is None
    assert multiprocessing.active_children() == []
