"""Which pages are shown to more people than they are for, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.build.manifest import Manifest, Shown
from pipeline.build.withdrawn import Withdrawn, removed_sites
from pipeline.catalogs.addresses import Addresses
from pipeline.model import Document
from pipeline.natives import STATUSES, Native
from pipeline.reports import PageStatus
from pipeline.review import Assessment
from pipeline.rules import found
from tests.making import AR, DE, EN, PROJECT, article, extracted

PAGE = Shown("published", "de/a.html")


def assessment(*documents: Document, reason: str = "") -> Assessment:
    blockers = (found(reason, "de.po", "x"),) if reason else ()
    pages = tuple(PageStatus(document, "de", not reason, 2, 2, blockers) for document in documents)
    return Assessment(DE, pages, (), {}, {}, 0, 0, 0)


def withdrawn(
    *documents: Document, page: Shown = PAGE, natives: tuple[Native, ...] = (), reason: str = ""
) -> Withdrawn:
    extraction = extracted(*documents, natives=natives)
    published = {"de": {"articles/a.md": page}}
    return Withdrawn.of(PROJECT, extraction, {DE: assessment(*documents, reason=reason)}, published)


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("then", STATUSES[1:])
def test_a_page_is_withdrawn_that_is_for_fewer_people_than_it_was(then: str, now: str) -> None:
    documents = () if now == "skip" else (article("x", status=now),)
    told = withdrawn(*documents, page=Shown(then, "de/a.html"))
    assert bool(told.pages) is (STATUSES.index(now) < STATUSES.index(then))
    # Nothing leads to a hidden page any more, but its address is known.
    assert told.paths() == ({"de/a.html"} if told.pages and now != "hidden" else frozenset())


def test_so_is_one_whose_translation_may_not_be_published_any_more_hidden_or_not() -> None:
    for status in ("published", "hidden"):
        told = withdrawn(article("x", status=status), reason="critical-fuzzy")
        assert told.pages == {DE: {"articles/a.md": "de/a.html"}}
        assert told.paths() == {"de/a.html"}


def test_what_leads_to_a_withdrawn_page_from_an_address_it_had_goes_too_but_no_other_page() -> None:
    published = {"de": {"articles/a.md": PAGE, "articles/b.md": Shown("published", "de/b.html")}}
    lines = [("articles/a.md", "alt.html"), ("articles/a.md", "b.html"), ("articles/b.md", "was.html")]
    ledger = Addresses(frozenset(("de", source, address) for source, address in lines))
    extraction = extracted(article("x", name="b"))
    told = Withdrawn.of(PROJECT, extraction, {DE: assessment(article("x", name="b"))}, published, ledger)
    assert told.paths() == {"de/a.html", "de/alt.html"}
    assert told.leading_from(lambda path: path != "de/alt.html").paths() == {"de/a.html"}
    published["en"] = {"articles/a.md": Shown("published", "original.html")}
    told = Withdrawn.of(PROJECT, extraction, {DE: assessment(article("x", name="b"))}, published, ledger)
    assert told.paths() == {"original.html", "de/a.html", "de/alt.html", "de/original.html"}


def test_one_that_is_only_behind_waits_for_its_language() -> None:
    assert not withdrawn(article("x"), reason="below-threshold").pages


def test_a_translation_by_hand_counts_by_its_own_status() -> None:
    native = Native("articles/a.de.md", "articles/a.md", "de", "A", status="hidden")
    assert withdrawn(article("x"), natives=(native,)).pages
    assert not withdrawn(article("x")).pages


def test_what_is_known_of_the_source_counts_where_catalogs_cannot_be_read_and_in_the_source_language() -> None:
    published = {language.locale: {"articles/a.md": PAGE} for language in (EN, AR)}
    assert set(Withdrawn.of(PROJECT, extracted(), {}, published).pages) == {EN, AR}
    assert not Withdrawn.of(PROJECT, extracted(article("x")), {}, published).pages


def test_what_is_in_one_language_alone_is_no_document_and_stays() -> None:
    alone = Native("articles/a.md", "articles/a.md", "de", "A")
    assert not withdrawn(natives=(alone,)).pages
    assert withdrawn(natives=(replace(alone, status="hidden"),)).pages


def test_what_can_be_removed_is_none_of_what_a_site_has_that_stays() -> None:
    manifest = Manifest({"de": {"articles/a.md": PAGE, "articles/b.md": PAGE}})
    assert withdrawn(article("x", name="b")).without(manifest, DE) == {"articles/b.md": PAGE}
    assert withdrawn(article("x", status="hidden")).without(manifest, DE) == manifest.pages["de"]


def test_a_page_that_is_still_there_is_told_with_its_path() -> None:
    for page, place in ((PAGE, "de/a.html"), (Shown(), "de")):
        (told,) = withdrawn(page=page).told(DE, frozenset({"de/a.html"}), "de")
        assert (told.path, told.locale, told.rule) == (place, "de", "still-published")
        assert "articles/a.md is withdrawn and still published in German" in told.message
    (told,) = withdrawn().told(DE, frozenset(), "de")
    assert "its page removed, but lists and feeds in German still have it" in told.message


def test_of_a_site_that_was_built_as_well_it_is_said_why() -> None:
    (told,) = withdrawn().built_as_well(DE, "de")
    assert "the site in German was built as well, for it had what is withdrawn: articles/a.md" in told.message
    assert list(withdrawn(article("x")).built_as_well(DE, "de")) == []


def test_a_site_whose_language_the_settings_no_longer_name_is_told_of_once_it_is_gone() -> None:
    page = Shown("published", "ja/a.html")
    before = Manifest({"ja": {"articles/a.md": page}, "de": {"articles/a.md": PAGE}}, frozenset({"ja/a.html"}))
    (told,) = removed_sites(PROJECT, before, frozenset())
    assert (told.rule, told.path, told.locale) == ("no-longer-published", "pelicanconf.py", "ja")
    assert "the site in Japanese is removed" in told.message
    assert not [*removed_sites(PROJECT, before, before.files)], "it is still there"
    assert not [*removed_sites(PROJECT, Manifest(before.pages), frozenset())], "it was told before"
