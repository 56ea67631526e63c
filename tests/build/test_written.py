"""What Pelican wrote of a site, as it tells of it file by file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.contents import Content, Page

from pipeline.build.written import Written
from pipeline.plugin.site import Site
from pipeline.plugin.sitemap import Entry
from pipeline.reports import BuiltPage
from tests.making import BASE, DE, EN, PROJECT
from tests.plugin.pages import content

A = "articles/a.md"
ENGLISH, GERMAN = (Site(PROJECT, language, BASE, published={"de": frozenset({A})}) for language in (EN, DE))


def wrote(site: Site, shown: Content | None = None, *, kind: str = "article", **context: Any) -> Written:
    """What is known after one page was written, of a list if none is `shown`."""
    written = Written(site)
    known = {"SITEURL": site.url, "output_file": shown.save_as if shown else "tags.html"}
    written.note_page("/out/x.html", {**known, **({kind: shown} if shown else {}), **context})
    return written


def test_a_page_of_the_sites_own_is_known_by_its_source_kind_and_file() -> None:
    assert wrote(ENGLISH, content(ENGLISH)).pages == [BuiltPage(A, "article", "a.html")]
    path, settings = str(PROJECT.content / "pages/p.md"), content(ENGLISH).settings
    page = Page("<p>x</p>", {"title": "P", "slug": "p"}, settings=settings, source_path=path)
    assert wrote(ENGLISH, page, kind="page").pages == [BuiltPage("pages/p.md", "page", "pages/p.html")]


def test_a_file_that_a_plugin_tells_of_with_the_variables_of_no_page_is_none() -> None:
    written = Written(ENGLISH)
    written.note_page("/out/search.js", {"SITEURL": ENGLISH.url})
    assert (written.pages, [*written.entries], written.paths) == ([], [], [Path("/out/search.js")])


def test_a_draft_is_no_page_and_its_file_is_remembered() -> None:
    draft = content(ENGLISH, status="draft")
    written = wrote(ENGLISH, draft)
    assert (written.pages, written.drafts) == ([], {A: draft.save_as})
    assert draft.save_as == "drafts/a.html"


def test_hidden_pages_and_the_one_for_what_is_not_found_are_in_no_list() -> None:
    assert wrote(ENGLISH, content(ENGLISH, status="hidden")).pages == [BuiltPage(A, "article", "a.html", hidden=True)]
    assert wrote(ENGLISH, content(ENGLISH, save_as="404.html")).pages == [
        BuiltPage(A, "article", "404.html", hidden=True)
    ]


def test_a_translation_by_hand_and_a_list_are_no_pages_of_the_sites_own() -> None:
    assert wrote(ENGLISH, content(ENGLISH, lang="de")).pages == []
    assert wrote(ENGLISH).pages == []
    assert wrote(ENGLISH, article=SimpleNamespace(lang="en", status="published")).pages == []


@pytest.mark.parametrize(
    ("head", "is_listed"),
    [
        ("", True),
        ('<meta name="robots" content="index, follow">', True),
        ('<meta name="robots" content="noindex,follow">', False),
        ("<meta content=none\n NAME=robots>", False),
        ('<!-- <meta name="robots" content="noindex"> -->', True),
        ('<meta name="description" content="noindex"><meta name="robots" content="noindexing">', True),
        (None, False),  # of a theme with an empty template
    ],
)
def test_a_page_that_search_engines_are_not_to_list_is_in_no_sitemap(
    head: str | None, is_listed: bool, tmp_path: Path
) -> None:
    page = f"<html><head>{head}</head></html>" if head is not None else "\n"
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    written = Written(ENGLISH)
    written.note_page(str(tmp_path / "x.html"), {"SITEURL": ENGLISH.url, "output_file": "tags.html"})
    assert bool(written.entries) is is_listed


def test_the_sitemap_has_a_page_with_its_versions_the_default_and_when_it_was_made_or_changed() -> None:
    english, german = f"{BASE}/a.html", f"{BASE}/de/a.html"
    versions = ("en", english), ("de", german)
    made = Entry(german, versions, english, "2026-01-02T00:00:00+00:00")
    assert [*wrote(GERMAN, content(GERMAN)).entries.values()] == [made]
    changed = content(ENGLISH, modified=datetime(2026, 3, 4, tzinfo=UTC))
    (entry,) = wrote(ENGLISH, changed).entries.values()
    assert entry == Entry(english, versions, english, "2026-03-04T00:00:00+00:00")


def test_the_sitemap_has_lists_without_a_date() -> None:
    assert [(entry.address, entry.modified) for entry in wrote(ENGLISH).entries.values()] == [
        (f"{BASE}/tags.html", None)
    ]


def test_the_sitemap_has_neither_drafts_nor_what_is_hidden_or_shown_in_others_places() -> None:
    for changes in ({"status": "draft"}, {"status": "hidden"}, {"save_as": "404.html"}):
        assert wrote(ENGLISH, content(ENGLISH, **changes)).entries == {}


def test_the_sitemap_has_no_page_that_the_language_does_not_publish() -> None:
    assert wrote(GERMAN, content(GERMAN, "b")).entries == {}


def test_all_that_was_told_of_is_known_files_too_wherever_a_link_has_put_them(tmp_path: Path) -> None:
    written = Written(ENGLISH)
    file = SimpleNamespace(save_as="images/a.png")
    written.note_files(SimpleNamespace(staticfiles=[file]))
    written.note_page(str(tmp_path / "tag" / ".." / "tags.html"), {"SITEURL": BASE, "output_file": "tags.html"})
    file.save_as = "posts/a.png"  # a page has attached it since
    assert written.files == [file]
    assert written.others(tmp_path) == {"tags.html", "posts/a.png"}
