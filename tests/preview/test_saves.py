"""After whatever was saved, pages are those of a preview that has just been started."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.paths import real
from pipeline.preview.press import Press
from pipeline.preview.workshop import Workshop
from tests.conftest import Site

pytestmark = pytest.mark.whole

FIRST, SECOND = "locales/de/articles/first.po", "locales/de/articles/second.po"
LISTS = (
    'RELATIVE_URLS = False\nSITEURL = ""\nDEFAULT_PAGINATION = 1\n'
    'THEME = "notmyidea"\nMENUITEMS = ()\nFEED_ALL_RSS = "all.rss"\n'
)
#: So many of them change texts of pages alone; then pages come and go, and the theme has other texts.
OF_TEXTS = 5
#: What is saved, one after another: the catalog, the beginning of a message, its translation.
SAVES = [
    (FIRST, "Beginning", "Der Anfang"),
    (FIRST, "A *short* start.", "Ein *ganz kurzer* Anfang."),
    (FIRST, "First steps", "Die ersten Schritte"),
    (SECOND, "Second steps", "Die zweiten Schritte"),
    (FIRST, "Take one tablet", "Nehmen Sie eine Tablette, siehe [das zweite]({filename}second.md) oder ![den Mond]"
        "({static}/images/moon.svg)."),
    (FIRST, "Take one tablet", ""),
    (FIRST, "Contact", ""),
    (FIRST, "Beginning", "Noch ein Anfang"),
    (FIRST, "Contact", "Kontakt"),
    ("locales/de/theme.po", "Care", "Fürsorge"),
    (FIRST, "Beginning", ""),
]  # fmt: skip


def saved(site: Site, catalog: str, text: str, translation: str) -> Path:
    known = site.read(catalog)
    changed = re.sub(rf'(msgid "{re.escape(text)}.*\n)msgstr ".*"', rf'\1msgstr "{translation}"', known)
    assert changed != known, (catalog, text)
    site.write(catalog, changed)
    return real(site.root / catalog)


def workshop_of(site: Site) -> Workshop:
    return Workshop(real(site.root / "pelicanconf.py"), ("de",), "http://127.0.0.1:8000")


def pages(workshop: Workshop, press: Press) -> dict[str, bytes]:
    """All files of the German site, plain and marked, by what they are called."""
    now, found = workshop.now, dict[str, bytes]()
    language = now.languages()[1]
    for name in sorted(press.names(now, language)):
        for marked in (False, True):
            sheet = press.made(now, language, [name], marked=marked)
            found[f"{name} {marked}"] = sheet.data if sheet else b""
    return found


@pytest.fixture
def presses(tmp_path: Path) -> Iterator[list[Press]]:
    presses = [Press(tmp_path / str(number)) for number in range(3)]
    yield presses
    for press in presses:
        press.close()


def test_pages_after_any_saves_are_those_of_a_new_server(good_site: Site, presses: list[Press]) -> None:
    """With a theme and lists that show each text in many places."""
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + LISTS)
    workshop, (press, *others) = workshop_of(good_site), presses
    pages(workshop, press)
    for saves, other in zip((SAVES[:OF_TEXTS], SAVES[OF_TEXTS:]), others, strict=True):
        for save in saves:
            workshop.refresh([saved(good_site, *save)])
            assert press.made(workshop.now, workshop.now.languages()[1], ["first.html"], marked=False)
        shown = pages(workshop, press)
        if other is others[0]:  # nothing but contents was made anew
            assert {process._times for _, process in press._processes.values()} == {1}
        fresh = pages(workshop_of(good_site), other)
        assert shown.keys() == fresh.keys()
        assert [name for name, data in shown.items() if fresh[name] != data] == []
