"""Where translated slugs put the pages of a language: at addresses of their own, which change never in silence."""

from __future__ import annotations

from dataclasses import replace

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.addresses import Addresses
from pipeline.exchange import WRITERS
from pipeline.model import ADDRESS, SLOT, Address, Document, Segment
from pipeline.natives import Native
from pipeline.review.slugs import Settled, address_findings, entries_of, settle
from pipeline.slugs import as_known_to_hosts
from tests.checking import configure, findings, rules
from tests.conftest import Site
from tests.making import DE, PROJECT, article, extracted

SECOND = "locales/de/articles/second.po"


def page(slug: str, name: str = "", pattern: str = f"{SLOT}.html") -> Document:
    document = article("x", name=name or slug, address=pattern.replace(SLOT, slug))
    segment = Segment(slug, ADDRESS, context=ADDRESS)
    return replace(document, slug=segment, pattern=Address(pattern, pattern))


def source(name: str) -> str:
    return f"articles/{name}.md"


def settled(
    slugs: dict[str, str], *documents: Document, ledger: tuple[tuple[str, str], ...] = (), **more: object
) -> Settled:
    """By the names of sources: their slugs, and lines of the ledger."""
    documents = documents or (page("one"), page("two"), page("three"))
    lists = frozenset({"index.html", "tags.html", "tag/x.html"})
    extraction = extracted(*documents, lists=lists, **more)  # type: ignore[arg-type]
    lines = Addresses(frozenset(("de", source(name), address) for name, address in ledger))
    return settle(extraction, DE, lines, {source(name): slug for name, slug in slugs.items()})


def test_a_page_is_where_its_slug_says_and_the_sources_address_is_a_former_one() -> None:
    found = settled({"one": "eins", "two": "two"})
    assert found.addresses == {source("one"): Address("eins.html", "eins.html")}
    assert found.former == {source("one"): {"one.html"}}
    assert found.refused == {}


TAKEN = {
    "another's, as the source has it": ({"one": "two"}, {}, "articles/two.md"),
    "another's, translated": ({"one": "x", "two": "x"}, {}, "articles/one.md"),
    "another's in other capitals": ({"one": "TWO"}, {}, "articles/two.md"),
    "another's, otherwise composed": (
        {"one": "u\u0308"},
        {"documents": (page("one"), page("\u00fc", "two"))},
        "articles/two.md",
    ),
    "what another was": ({"one": "alt"}, {"ledger": (("two", "alt.html"),)}, "articles/two.md"),
    "what another was, swapped": (
        {"one": "b", "two": "a"},
        {"ledger": (("one", "a.html"), ("two", "b.html"))},
        "articles/two.md",
    ),
    "a translation's by hand": (
        {"one": "hand"},
        {"natives": [Native("h.md", source("two"), "de", "H", has_own_address=True, address="hand.html")]},
        "articles/two.md",
    ),
    "in that language alone": (
        {"one": "hand"},
        {"natives": [Native("h.md", "h.md", "de", "H", address="hand.html")]},
        "h.md",
    ),
    "a list's": ({"one": "tags"}, {}, "a list's"),
    "a list's second page": ({"one": "index2"}, {}, "a list's"),
    "a folder of lists": ({"one": "tag"}, {"documents": (page("one", pattern=SLOT),)}, "a list's"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_an_address_that_is_taken_is_refused_and_told_whose_it_is(name: str) -> None:
    slugs, more, whose = TAKEN[name]
    found = settled(slugs, *more.get("documents", ()), **{key: more[key] for key in more if key != "documents"})
    refused = "two" if name == "another's, translated" else "one"
    assert whose in found.refused[source(refused)]
    assert source(refused) not in found.addresses


def test_of_two_that_want_the_same_the_one_keeps_it_that_had_it() -> None:
    found = settled({"one": "x", "two": "x"}, ledger=(("two", "x.html"),))
    assert found.addresses == {source("two"): Address("x.html", "x.html")}
    assert "articles/two.md" in found.refused[source("one")]


def test_what_a_page_had_before_no_line_on_another_takes_away() -> None:
    found = settled({"one": "x"}, ledger=(("one", "x.html"), ("two", "x.html")))
    assert found.addresses == {source("one"): Address("x.html", "x.html")}
    assert found.refused == {}
    assert found.former == {source("one"): {"one.html"}}


SHARED = {
    "the source's own of another": (("two", "one.html"),),
    "the source's own of another, in other capitals": (("two", "ONE.html"),),
    "another's slug": (("two", "eins.html"), ("one", "eins.html")),
    "two pages' lines": (("two", "alt.html"), ("three", "Alt.html")),
    "a list's": (("two", "tags.html"), ("two", "tag/x.html")),
    "a translation's by hand": (("two", "hand.html"),),
    "below a page": (("two", "four/x.html"),),
}


@pytest.mark.parametrize("name", SHARED)
def test_from_an_address_that_may_be_anothers_nobody_is_led(name: str) -> None:
    documents = (page("one"), page("two"), page("three"), page("four", pattern=SLOT))
    natives = [Native("h.md", source("three"), "de", "H", has_own_address=True, address="hand.html")]
    found = settled({"one": "eins"}, *documents, ledger=SHARED[name], natives=natives)
    assert found.addresses == {source("one"): Address("eins.html", "eins.html")}
    assert found.former == {source("one"): {"one.html"}}


def test_what_was_an_address_of_a_page_that_is_gone_is_free() -> None:
    assert settled({"one": "alt"}, ledger=(("gone", "alt.html"),)).addresses


NAMES = ("one", "two", "three")
SLUGS = st.sampled_from(["one", "two", "a", "A", "b", "index", "tags", "tags2", "ü", "u\u0308"])


@given(st.dictionaries(st.sampled_from(NAMES), SLUGS), st.lists(st.tuples(st.sampled_from(NAMES), SLUGS)))
def test_no_two_pages_lists_or_former_addresses_of_others_are_ever_at_the_same(
    slugs: dict[str, str], lines: list[tuple[str, str]]
) -> None:
    found = settled(slugs, ledger=tuple((name, f"{slug}.html") for name, slug in lines))
    now = {source(name): f"{name}.html" for name in NAMES}
    now |= {name: address.save_as for name, address in found.addresses.items()}
    assert len({as_known_to_hosts(path) for path in now.values()}) == len(NAMES)
    assert not {"index.html", "tags.html", "tags2.html"} & set(now.values())
    for name, address in found.addresses.items():
        others = {as_known_to_hosts(f"{slug}.html") for owner, slug in lines if source(owner) != name}
        own = {f"{slug}.html" for owner, slug in lines if source(owner) == name}
        assert as_known_to_hosts(address.save_as) not in others or address.save_as in own
    taken = {as_known_to_hosts(path): name for name, path in now.items()}
    taken |= {as_known_to_hosts(f"{name}.html"): source(name) for name in NAMES}
    led = [(as_known_to_hosts(path), name) for name, paths in found.former.items() for path in paths]
    assert all(taken.get(path, name) == name for path, name in led)
    assert len(dict(led)) == len(set(led))


def test_the_ledger_is_given_what_differs_from_the_source_or_did_once() -> None:
    extraction = extracted(page("one"), page("two"), page("three"))
    ledger = Addresses(frozenset({("de", source("two"), "zwei.html"), ("de", source("one"), "alt.html")}))
    found = settle(extraction, DE, ledger, {source("one"): "eins"})
    entries = set(entries_of(extraction, DE, ledger, found))
    assert entries == {("de", source("one"), "eins.html"), ("de", source("two"), "two.html")}
    told = [finding.message for finding in address_findings(PROJECT, extraction, DE, ledger, found)]
    assert told == [
        "articles/one.md is at /de/eins.html now; /de/alt.html leads there",
        "articles/two.md is at /de/two.html now; /de/zwei.html leads there",
    ]
    drafts = replace(
        extraction, documents=tuple(replace(document, status="draft") for document in extraction.documents)
    )
    assert not list(entries_of(drafts, DE, ledger, found))
    known = Addresses(ledger.entries | entries)
    assert not list(
        address_findings(PROJECT, extraction, DE, known, settle(extraction, DE, known, {source("one"): "eins"}))
    )
    new = settle(extraction, DE, Addresses(), {source("one"): "eins", source("two"): "zwei"})
    (finding,) = address_findings(PROJECT, extraction, DE, Addresses(), new)
    assert finding.message == "2 addresses of pages in German that the ledger does not have yet"


# --- In catalogs --------------------------------------------------------------------------------


def translate(site: Site, slug: str, *flags: str) -> None:
    catalog = polib.pofile(str(site.root / SECOND), wrapwidth=0)
    (entry,) = (entry for entry in catalog if entry.msgctxt == "address")
    entry.msgstr, entry.flags = slug, list(flags)
    catalog.save()


@pytest.fixture
def site(good_site: Site) -> Site:
    configure(good_site, '"slugs": True')
    assert good_site.run("update").exit_code == 0
    return good_site


def test_a_slug_is_offered_with_what_it_is_and_what_may_stand_there(site: Site) -> None:
    (entry,) = (entry for entry in polib.pofile(str(site.root / SECOND)) if entry.msgctxt == "address")
    assert entry.msgid == "second"
    notes = entry.comment.splitlines()
    assert notes[0].startswith("address of the page")
    assert "page: /second.html" in notes
    assert notes[-1].startswith("may have small letters from a to z, digits and hyphens")
    assert site.run("extract", "--check").exit_code == 0


def test_one_that_has_no_translation_or_a_fuzzy_one_is_nothing_to_speak_of(site: Site) -> None:
    assert findings(site) == []
    before = site.run("status", "--format", "json").output
    translate(site, "zweite", "fuzzy")
    assert findings(site) == []
    assert site.run("status", "--format", "json").output == before
    site.run("update")
    assert not (site.root / "locales/addresses.tsv").exists()


@pytest.mark.parametrize("slug", ["zweite-9-schritte", "ZWEITE.", "second-steps-second-steps", "zweite"])
def test_no_rule_for_prose_speaks_of_one(site: Site, slug: str) -> None:
    site.write("locales/de/glossary.csv", "term,translation\nsecond,Sekunde\n")
    translate(site, slug)
    assert set(rules(site, "de")) <= {"address", "address-unrecorded", "glossary"}
    assert not [
        finding for finding in findings(site, "de") if finding["rule"] == "glossary" and finding["msgid"] == "second"
    ]


@pytest.mark.parametrize("slug", ["../x", "first", "tags", "<b>x</b>"])
def test_one_that_is_refused_is_told_in_its_catalog_and_never_recorded(site: Site, slug: str) -> None:
    translate(site, slug)
    (finding,) = (finding for finding in findings(site, "de") if finding["rule"] == "address")
    assert finding["path"] == SECOND
    assert finding["severity"] == "error"
    assert slug in finding["message"]
    site.run("update")
    assert not (site.root / "locales/addresses.tsv").exists()


def test_update_records_addresses_once_and_says_which_change(site: Site) -> None:
    translate(site, "zweite")
    assert rules(site, "de") == ["address-unrecorded"]
    assert "locales/addresses.tsv: 1 more address" in site.run("update").output
    files = site.files("locales")
    assert "address" not in site.run("update").output
    assert site.files("locales") == files
    assert rules(site, "de") == []
    translate(site, "die-zweite")
    assert rules(site, "de") == ["address-changed"]
    told = "articles/second.md is at /de/die-zweite.html now; /de/zweite.html leads there"
    assert told in site.run("update").output
    translate(site, "")
    assert "articles/second.md is at /de/second.html now" in site.run("update").output
    assert rules(site, "de") == []


def test_pages_that_are_not_where_their_slug_says_offer_none(good_site: Site) -> None:
    configure(good_site, '"slugs": True')
    good_site.replace("source/articles/second.md", "Slug: second", "Slug: second\nSave_as: here.html\nUrl: here.html")
    good_site.write("source/pages/missing.md", "Title: Gone\nSlug: 404\n\nGone.\n")
    good_site.run("update")
    for name in ("articles/second", "pages/missing"):
        assert "msgctxt" not in good_site.read(f"locales/de/{name}.po"), name


def test_a_slug_by_hand_becomes_the_translation_of_the_address(site: Site) -> None:
    site.write("pelicanconf.py", site.read("pelicanconf.py") + 'ARTICLE_TRANSLATION_ID = "ref"\n')
    for name, ref in (("first", 6), ("second", 7)):
        site.replace(f"source/articles/{name}.md", "Slug:", f"Ref: {ref}\nSlug:")
    text = site.read("source/articles/second.md").replace("Slug: second", "Lang: de\nSlug: zweite")
    site.write("source/articles/zweite.md", text)
    assert site.run("import", "--accept").exit_code == 0
    (entry,) = (entry for entry in polib.pofile(str(site.root / SECOND)) if entry.msgctxt == "address")
    assert (entry.msgstr, entry.flags) == ("zweite", [])


@pytest.mark.parametrize("form", ["xliff", "xliff2", "csv"])
def test_it_goes_to_translators_programs_with_its_note_and_comes_back(site: Site, form: str) -> None:
    translate(site, "teil-zwei")
    path = site.root / f"de{WRITERS[form][1]}"
    assert site.run("export", "de", "--format", form, "--output", str(path)).exit_code == 0
    assert "may have small letters" in site.read(path.name)
    site.replace(path.name, "teil-zwei", "teil-2")
    assert site.run("import", str(path)).exit_code == 0
    (entry,) = (entry for entry in polib.pofile(str(site.root / SECOND)) if entry.msgctxt == "address")
    assert entry.msgstr == "teil-2"
