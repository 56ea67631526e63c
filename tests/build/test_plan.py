"""The plan of a build: what each language is to have, decided from values alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build.plan import Plan, make_plan
from pipeline.catalogs.plurals import PluralRule, effective_rule, plural_rule
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import Address, Catalog, Document, Key, Language, Message, Segment
from pipeline.natives import Native, Stray
from pipeline.reports import PageStatus
from pipeline.review import Assessment, Settled, titles_of
from pipeline.settings import load_project
from pipeline.sources.assets import Assets
from pipeline.sources.extract import Extraction

ENGLISH, GERMAN, ARABIC = map(Language.of, ("en", "de", "ar"))
BASE = "https://tiny.example"
TITLE, SECTION = Segment("First", "title"), Segment("No advice.", "paragraph", anchors=("disclaimer",))
FIRST = Document("source/first.md", "first.md", "article", "first", "First", (TITLE, SECTION))
ABOUT = Document("source/about.md", "about.md", "page", "about", "About", (Segment("About", "title"),))


@pytest.fixture(scope="module")
def project() -> Project:
    settings = {
        "DEFAULT_LANG": "en",
        "SITENAME": "Tiny",
        "SITEURL": BASE,
        "PATH": "/p/source",
        "OUTPUT_PATH": "/p/output",
        "THEME": "/p/theme",
        "PLUGINS": ["pipeline.plugin"],
        "GETTEXT": {"locales": ["ar", "de"], "required_sections": {"disclaimer": "#disclaimer"}},
    }
    return load_project(Path("/p/pelicanconf.py"), settings)


def extraction(*natives: Native) -> Extraction:
    theme = (Message("Home", extracted=("template",)), Message("rest", "tag", extracted=("tag",)))
    assets = Assets({"de": {"a.svg": "a.de.svg"}, "ar": {}}, ())
    return Extraction((FIRST, ABOUT), natives, theme, "theme", assets, (), ())


def assessment(
    language: Language,
    published: set[str],
    *,
    titles: dict[str, str] | None = None,
    theme: dict[Key, tuple[str, ...]] | None = None,
    in_source: tuple[str, ...] = (),
    plurals: str = "",
) -> Assessment:
    pages = tuple(
        PageStatus(document, language.locale, document.source in published, 2, 1, in_source=in_source)
        for document in (FIRST, ABOUT)
    )
    translations = {
        "first": {(None, text): (other,) for text, other in (titles or {}).items()},
        "about": {},
        THEME_DOMAIN: theme or {},
    }
    catalog = Catalog(THEME_DOMAIN, language.locale, (), (("Plural-Forms", plurals),))
    rule, known = effective_rule(catalog, language.locale), titles_of((FIRST, ABOUT), translations)
    catalogs = {THEME_DOMAIN: catalog}
    return Assessment(language, pages, (), translations, catalogs, 0, 0, 0, titles=known, plurals=rule)


def plan(project: Project, *assessments: Assessment, extracted: Extraction | None = None, **more: object) -> Plan:
    known = {found.language: found for found in assessments}
    wanted = more.get("wanted", (project.source, *known))
    standing = more.get("standing", {})
    return make_plan(project, BASE, extracted or extraction(), known, standing, wanted)  # type: ignore[arg-type]


def test_a_language_is_to_have_what_its_gate_lets_through_and_the_source_language_all(project: Project) -> None:
    made = plan(project, assessment(GERMAN, {"first.md"}))
    assert made.published == {"de": frozenset({"first.md"})}
    assert made.expected == {
        ENGLISH: {"first.md": "article", "about.md": "page"},
        GERMAN: {"first.md": "article"},
    }
    assert list(made.sites) == [ENGLISH, GERMAN]
    assert all(site.published == made.published for site in made.sites.values())


def test_sites_are_planned_in_the_order_of_the_settings_whatever_was_asked_for_first(project: Project) -> None:
    both = assessment(GERMAN, {"first.md"}), assessment(ARABIC, {"first.md"})
    assert list(plan(project, *both, wanted=[GERMAN, ARABIC, ENGLISH]).sites) == [ENGLISH, ARABIC, GERMAN]


def test_of_a_language_that_is_not_built_anew_the_others_say_what_its_site_holds(project: Project) -> None:
    known = assessment(GERMAN, {"first.md", "about.md"}), assessment(ARABIC, {"about.md"})
    standing = {"de": frozenset({"first.md", "gone.md"})}
    made = plan(project, *known, standing=standing, wanted=[ENGLISH, ARABIC])
    assert made.published == {"ar": frozenset({"about.md"}), "de": frozenset({"first.md"})}
    assert GERMAN not in made.sites


def test_pages_are_at_their_own_addresses_and_in_a_site_that_stays_where_it_has_them(project: Project) -> None:
    project = replace(project, slugs=True)
    documents = tuple(replace(document, address=f"{document.domain}.html") for document in (FIRST, ABOUT))
    extracted = replace(extraction(), documents=documents)
    eins, neu = Address("eins.html", "eins.html"), Address("neu/", "neu/index.html")
    moved = Settled({"first.md": eins, "about.md": neu}, former={"first.md": frozenset({"first.html"})})
    known = replace(assessment(GERMAN, {"first.md", "about.md"}), settled=moved)
    held = {"first.md": "alt.html", "about.md": "neu/index.html"}

    def made(*wanted: Language, published: set[str] | None = None) -> Plan:
        own = known if published is None else replace(assessment(GERMAN, published), settled=moved)
        standing = {"de": frozenset({"first.md", "about.md"})}
        return make_plan(project, BASE, extracted, {GERMAN: own}, standing, wanted, {"de": held})

    both = made(ENGLISH, GERMAN)
    assert both.addresses == {"de": {"first.md": eins, "about.md": neu}, "ar": {}}
    assert all(site.addresses == both.addresses for site in both.sites.values())
    assert both.sites[GERMAN].former == {"first.md": {"first.html", "alt.html"}}
    assert both.sites[ENGLISH].former == {}
    # Nothing leads to where it would be now.
    assert made(ENGLISH).addresses["de"] == {"first.md": Address("alt.html", "alt.html"), "about.md": neu}
    # A draft is at its own address, which is for its authors.
    drafts = tuple(replace(document, status="draft") for document in documents)
    waiting = make_plan(project, BASE, replace(extracted, documents=drafts), {GERMAN: known}, {}, [ENGLISH, GERMAN])
    assert waiting.addresses == {"de": {}, "ar": {}}
    # What is withheld is at the original's address, and all others lead there.
    withheld = made(ENGLISH, GERMAN, published={"about.md"})
    assert withheld.addresses["de"] == {"about.md": neu}
    assert withheld.sites[GERMAN].former["first.md"] == {"alt.html", "eins.html"}


def test_a_language_without_a_site_publishes_nothing_while_it_is_not_built(project: Project) -> None:
    made = plan(project, assessment(GERMAN, {"first.md"}), wanted=[ENGLISH])
    assert made.published == {}
    assert made.sites[ENGLISH].languages() == [ENGLISH]


def test_of_a_site_that_nobody_remembers_its_gate_is_believed_if_there_is_one(project: Project) -> None:
    known = assessment(GERMAN, {"first.md"})
    assert plan(project, known, standing={"de": None, "ar": None}, wanted=[ENGLISH]).published == {
        "de": frozenset({"first.md"})
    }


def test_the_source_languages_site_has_neither_translations_nor_kept_texts(project: Project) -> None:
    source = plan(project, assessment(GERMAN, {"first.md"})).sites[ENGLISH]
    assert (source.translations, source.untranslated, source.partial, source.in_source) == (
        {},
        frozenset(),
        frozenset(),
        {},
    )
    assert source.base_url == BASE


def test_texts_of_the_theme_without_a_translation_are_kept(project: Project) -> None:
    german = plan(project, assessment(GERMAN, {"first.md"}, theme={(None, "Home"): ("Start",)})).sites[GERMAN]
    assert german.untranslated == frozenset({("tag", "rest")})


def test_sections_that_are_shown_in_the_source_language_are_known_by_their_ids(project: Project) -> None:
    german = plan(project, assessment(GERMAN, {"first.md"}, in_source=("disclaimer",))).sites[GERMAN]
    assert german.in_source["first.md"] == frozenset({"disclaimer"})
    assert german.partial == frozenset({"first.md", "about.md"})


def test_plural_forms_are_chosen_by_the_rule_of_the_catalog_or_else_by_cldrs(project: Project) -> None:
    own = assessment(GERMAN, {"first.md"}, plurals="nplurals=2; plural=n>1;")
    sites = plan(project, own, assessment(ARABIC, {"first.md"}, plurals="nplurals=N;")).sites
    assert sites[GERMAN].plurals == PluralRule(2, "n>1")
    assert sites[ARABIC].plurals == plural_rule("ar")


def test_titles_are_those_of_published_pages_translated_where_they_are(project: Project) -> None:
    made = plan(project, assessment(GERMAN, {"first.md", "about.md"}, titles={"First": "Erster"}))
    assert made.sites[ENGLISH].titles == {
        "en": {"first.md": "First", "about.md": "About"},
        "de": {"first.md": "Erster", "about.md": "About"},
    }
    assert plan(project, assessment(GERMAN, {"first.md"})).sites[GERMAN].titles["de"] == {"first.md": "First"}


def test_a_translation_by_hand_stands_for_its_original_with_its_title_and_names(project: Project) -> None:
    names = (Segment("Ruhe", "tag"), Segment("Neu", "tag"))
    native = Native("erster.md", "first.md", "de", "Von Hand", names=names)
    german = assessment(GERMAN, {"first.md"}, titles={"First": "Erster"}, theme={("tag", "rest"): ("Ruhe",)})
    made = plan(project, german, extracted=extraction(native))
    assert made.expected[GERMAN] == {"erster.md": "article"}
    site = made.sites[GERMAN]
    assert site.natives == {"de": {"first.md": "erster.md"}}
    assert site.titles["de"]["first.md"] == "Von Hand"
    assert site.native_names["de"]["first.md"] == frozenset({("tag", "rest"), ("tag", "Neu")})


def test_files_made_for_a_language_are_known_in_its_site_alone(project: Project) -> None:
    made = plan(project, assessment(GERMAN, {"first.md"}), assessment(ARABIC, {"first.md"}))
    assert [made.sites[language].assets for language in (ENGLISH, GERMAN, ARABIC)] == [{}, {"a.svg": "a.de.svg"}, {}]


def test_a_language_without_a_page_for_a_list_has_no_site_and_nothing_offers_it(project: Project) -> None:
    hidden = replace(ABOUT, status="hidden"), replace(FIRST, status="draft")
    known = assessment(GERMAN, {"first.md", "about.md"}), assessment(ARABIC, {"about.md"})
    for documents, empty in (((FIRST, hidden[0]), {ARABIC}), (hidden, {GERMAN, ARABIC}), ((FIRST, ABOUT), set())):
        made = plan(project, *known, extracted=replace(extraction(), documents=documents))
        assert made.empty == empty
        assert made.sites.keys() == made.expected.keys() == {ENGLISH, GERMAN, ARABIC} - empty
        assert made.published.keys() == {language.locale for language in (GERMAN, ARABIC)} - {
            language.locale for language in empty
        }
        assert made.sites[ENGLISH].languages() == [language for language in made.sites if language not in empty]


def test_a_standing_site_whose_sources_are_all_gone_is_not_offered(project: Project) -> None:
    made = plan(project, standing={"de": frozenset({"gone.md"})}, wanted=[ENGLISH])
    assert (made.published, made.empty) == ({}, frozenset())


def by_hand(status: str, own: str = "", original: str = "published") -> Native:
    return Native(
        "erster.md", "first.md", "de", "Von Hand", own_status=own or status, status=status, original_status=original
    )


def test_a_draft_by_hand_stands_for_nothing_and_is_in_its_language_alone(project: Project) -> None:
    made = plan(project, assessment(GERMAN, {"first.md"}), extracted=extraction(by_hand("draft")))
    german = made.sites[GERMAN]
    assert (german.natives, german.titles["de"]) == ({}, {"first.md": "First"})
    assert made.expected[GERMAN] == {"first.md": "article"}
    assert [site.withholds("erster.md") for site in made.sites.values()] == [True, False]
    assert german.is_native("erster.md")


def test_a_hidden_one_is_there_and_nothing_leads_to_it(project: Project) -> None:
    made = plan(project, assessment(GERMAN, {"first.md", "about.md"}), extracted=extraction(by_hand("hidden")))
    english, german = made.sites.values()
    assert made.expected[GERMAN] == {"erster.md": "article", "about.md": "page"}
    assert (english.languages_of("first.md"), german.languages_of("first.md")) == ([ENGLISH], [ENGLISH, GERMAN])
    assert not german.withholds("erster.md")
    alone = plan(project, assessment(GERMAN, {"first.md"}), extracted=extraction(by_hand("hidden")))
    assert alone.empty == {GERMAN}


def test_what_was_settled_counts_whatever_a_file_says(project: Project) -> None:
    stray = Stray("x.fr.md", "why"), Stray("y.md", "why", withheld=False)
    extracted = replace(extraction(by_hand("draft", "published", "draft")), strays=stray)
    assert plan(project, extracted=extracted, wanted=[ENGLISH]).sites[ENGLISH].statuses == {
        "erster.md": "draft",
        "x.fr.md": "skip",
    }


def test_the_same_is_planned_from_the_same(project: Project) -> None:
    known = assessment(GERMAN, {"first.md"})
    assert plan(project, known) == plan(project, replace(known))


@pytest.mark.parametrize(("address", "known"), [("https://x.example", True), ("", False), ("/blog", False)])
def test_an_address_has_a_scheme(project: Project, address: str, known: bool) -> None:
    assert make_plan(project, address, extraction(), {}, {}, [ENGLISH]).has_address is known
