"""The overview: what is to do, for whom, and in whose words."""

from __future__ import annotations

import re

import pytest

from pipeline.paths import real
from pipeline.preview.overview import overview_page
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.words import words_for
from pipeline.preview.workshop import Workshop
from tests.conftest import Site

CATALOG = "locales/de/articles/first.po"


@pytest.fixture
def approved_site(good_site: Site) -> Site:
    """A site whose required sections wait for their approval."""
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['require_approval'] = True\n")
    return good_site


def now_of(site: Site) -> Snapshot:
    return Workshop(real(site.root / "pelicanconf.py"), ("de",), "http://127.0.0.1:8000").now


def shown(now: Snapshot, *, approves: bool = False) -> str:
    return overview_page(now, None, (), words_for("en"), approves=approves)


def tasks_in(page: str) -> list[tuple[str, str]]:
    """The pages that are to be done first, and why."""
    return re.findall(r'<li><a [^>]*><bdi>(.*?)</bdi></a> .*<span class="soft" dir="auto">(.*?)</span></li>', page)


def test_what_waits_for_approval_is_done_for_a_translator(approved_site: Site) -> None:
    now = now_of(approved_site)
    page = shown(now)
    assert tasks_in(page) == []
    assert "All pages are translated" in page
    assert "words to do" not in page
    assert "100 % translated" in page
    # It is said nevertheless why readers do not get it.
    assert re.findall(r"words to approve: \d+", page) == [f"words to approve: {n}" for n in (29, 13, 16)]
    assert page.count("no reviewer has approved it") == 2


def test_what_waits_for_approval_is_to_do_for_who_approves(approved_site: Site) -> None:
    tasks = tasks_in(shown(now_of(approved_site), approves=True))
    assert tasks == [("First steps", "words to approve: 13"), ("Second steps", "words to approve: 16")]


def test_what_is_not_translated_is_to_do_for_both(approved_site: Site) -> None:
    approved_site.untranslate(CATALOG, "Contact")
    approved_site.untranslate("locales/de/articles/second.po", "Second steps")
    now = now_of(approved_site)
    translator, reviewer = tasks_in(shown(now)), tasks_in(shown(now, approves=True))
    assert [title for title, _ in translator] == ["First steps", "Second steps"]
    assert "no translation" in translator[0][1]
    assert translator[1][1] == "words to do: 2"
    assert reviewer == [("First steps", "words to approve: 12"), ("Second steps", "words to approve: 16")]
