"""The site as it is now, and anew as files change."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.paths import real
from pipeline.preview.index import identity
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.workshop import Workshop
from tests.conftest import Site

CATALOG = "locales/de/articles/first.po"


def workshop_of(site: Site, *locales: str) -> Workshop:
    return Workshop(real(site.root / "pelicanconf.py"), locales, "http://127.0.0.1:8000")


def german(now: Snapshot) -> Language:
    found = now.language("de")
    assert found is not None
    return found


def form(now: Snapshot, text: str) -> tuple[str, ...]:
    return now.assessments[german(now)].translations["articles/first"].get((None, text), ())


def test_a_catalog_that_changed_is_judged_anew_and_nothing_else(good_site: Site) -> None:
    workshop = workshop_of(good_site)
    before = workshop.now
    good_site.replace(CATALOG, 'msgstr "Anfang"', 'msgstr "Beginn"')
    now = workshop.refresh([real(good_site.root / CATALOG)])
    assert (form(before, "Beginning"), form(now, "Beginning")) == (("Anfang",), ("Beginn",))
    assert (now.revision, now.epoch) == (before.revision + 1, before.epoch)
    arabic = before.language("ar")
    assert arabic is not None
    assert now.assessments[arabic] is before.assessments[arabic]
    assert now.extraction is before.extraction


def test_what_is_known_already_is_no_news(good_site: Site) -> None:
    workshop = workshop_of(good_site)
    told: list[Snapshot] = []
    workshop.told = lambda now, _: told.append(now)
    before = workshop.now
    good_site.write(CATALOG, good_site.read(CATALOG).replace("# Translations of Tiny", "# Translations of  Tiny"))
    assert workshop.refresh([real(good_site.root / CATALOG)]).revision == before.revision + 1
    assert workshop.refresh([real(good_site.root / CATALOG)]).revision == before.revision + 1
    assert len(told) == 1


@pytest.mark.parametrize("path", ["theme/templates/base.html", "pelicanconf.py"])
def test_all_of_it_is_read_anew_for_any_other_file(good_site: Site, path: str) -> None:
    workshop = workshop_of(good_site)
    before = workshop.now
    good_site.write(path, good_site.read(path) + "\n")
    assert workshop.refresh([real(good_site.root / path)]).epoch == before.epoch + 1


def test_a_catalog_that_is_not_well_formed_stays_as_it_was_and_is_told_by_line(good_site: Site) -> None:
    workshop = workshop_of(good_site)
    told: list[PipelineError | None] = []
    workshop.told = lambda _, error: told.append(error)
    whole = good_site.read(CATALOG)
    good_site.write(CATALOG, whole.replace('msgstr "Anfang"', 'msgstr "Anfang'))
    now = workshop.refresh([real(good_site.root / CATALOG)])
    assert form(now, "Beginning") == ("Anfang",)
    assert told[-1] is not None
    assert (told[-1].path, told[-1].line is None) == (CATALOG, False)
    good_site.write(CATALOG, whole.replace("Anfang", "Beginn"))
    now = workshop.refresh([real(good_site.root / CATALOG)])
    assert form(now, "Beginning") == ("Beginn",)
    assert told[-1] is None


def test_a_catalog_that_is_broken_stays_told_of_while_others_are_saved(good_site: Site) -> None:
    workshop, other = workshop_of(good_site), "locales/de/articles/second.po"
    whole = good_site.read(CATALOG)
    good_site.write(CATALOG, whole.replace('msgstr "Anfang"', 'msgstr "Anfang'))
    workshop.refresh([real(good_site.root / CATALOG)])
    good_site.replace(other, "Zweite Schritte", "Andere Schritte")
    now = workshop.refresh([real(good_site.root / other)])
    assert [error.path for error in now.faults()] == [CATALOG]
    assert now.assessments[german(now)].translations["articles/second"][None, "Second steps"] == ("Andere Schritte",)
    good_site.write(CATALOG, whole)
    assert workshop.refresh([real(good_site.root / CATALOG)]).faults() == []
    assert workshop.error is None


def test_what_is_approved_is_known_without_all_being_read_anew(good_site: Site) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['require_approval'] = True\n")
    workshop = workshop_of(good_site)
    before = workshop.now
    assert "articles/first.md" in before.withheld(german(before)).values()
    assert good_site.run("approve", "de", "--by", "Amal", "--yes").exit_code == 0
    now = workshop.refresh([real(good_site.root / "locales/approvals.tsv")])
    assert (now.epoch, now.withheld(german(now))) == (before.epoch, {})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pelicanconf.py", "GETTEXT = ("),
        ("source/articles/first.md", "Title: x\nDate: never\n\nText"),
        ("locales/approvals.tsv", "a\tb\n"),
    ],
)
def test_whatever_is_wrong_is_told_and_the_last_state_stays(good_site: Site, path: str, text: str) -> None:
    workshop = workshop_of(good_site)
    told: list[PipelineError | None] = []
    workshop.told = lambda _, error: told.append(error)
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['require_approval'] = True\n")
    before = workshop.refresh([real(good_site.root / "pelicanconf.py")])
    good_site.write(path, text)
    now = workshop.refresh([real(good_site.root / path)])
    assert now.published == before.published or path.startswith("source")
    assert path.startswith("source") or told[-1] is not None


def test_a_site_that_cannot_be_read_at_the_start_is_refused(good_site: Site) -> None:
    good_site.write("pelicanconf.py", "GETTEXT = (")
    with pytest.raises(PipelineError, match="never closed"):
        workshop_of(good_site)


def test_a_catalog_that_cannot_be_read_at_the_start_costs_its_own_texts_alone(good_site: Site) -> None:
    good_site.write(CATALOG, "msgid")
    now = workshop_of(good_site).now
    assert german(now) in now.failures
    assert form(now, "Beginning") == ()
    assert now.site(german(now), whole=True, marked=False) is not None


def test_withheld_pages_are_in_the_whole_site_and_not_in_what_readers_get(good_site: Site) -> None:
    good_site.untranslate(CATALOG, "Contact")
    now = workshop_of(good_site).now
    assert now.withheld(german(now)) == {"first.html": "articles/first.md"}
    published = now.site(german(now), whole=False, marked=False)
    whole = now.site(german(now), whole=True, marked=False)
    assert published is not None
    assert whole is not None
    assert published.withholds("articles/first.md")
    assert not whole.withholds("articles/first.md")


def test_marks_are_on_what_is_translated_and_on_what_is_not(good_site: Site) -> None:
    good_site.untranslate(CATALOG, "Beginning")
    now = workshop_of(good_site).now
    marked = now.site(german(now), whole=False, marked=True)
    assert marked is not None
    forms = marked.translations["articles/first"]
    assert "Beginning⸣" in forms[None, "Beginning"][0]
    assert "Erste Schritte⸣" in forms[None, "First steps"][0]


def test_languages_that_were_asked_for_are_shown(good_site: Site) -> None:
    now = workshop_of(good_site, "ar").now
    assert [language.locale for language in now.languages()] == ["en", "ar"]


@pytest.mark.parametrize(
    ("relative", "siteurl", "is_here"),
    [(True, "https://tiny.example", False), (False, "https://tiny.example/blog", True), (False, "", False)],
)
def test_links_that_name_the_sites_address_lead_here(
    good_site: Site, relative: bool, siteurl: str, is_here: bool
) -> None:
    more = f"RELATIVE_URLS = {relative}\nSITEURL = {siteurl!r}\n"
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + more)
    now = workshop_of(good_site).now
    expected = "http://127.0.0.1:8000/blog" if is_here else siteurl
    assert now.published.base_url == expected
    assert now.path(german(now), "index.html") == f"{'/blog' if is_here else ''}/de/"


def test_names_of_messages_tell_domains_and_contexts_apart() -> None:
    keys = [("a", (None, "x")), ("b", (None, "x")), ("a", ("", "x")), ("a", ("x", "")), ("a", ("tag", "x"))]
    assert len({identity(domain, key) for domain, key in keys}) == len(keys)


@pytest.mark.parametrize("name", ["locales/de", "locales", "source", "locales/de/articles", "nothing.txt"])
def test_a_folder_that_is_told_of_is_read_anew(good_site: Site, name: str) -> None:
    workshop = workshop_of(good_site)
    assert workshop.refresh([real(good_site.root / name)]).epoch == 1


@pytest.mark.parametrize("text", ["raise SystemExit(3)", "import sys; sys.exit()", "1 / 0", "raise MemoryError"])
def test_settings_are_code_and_may_do_whatever(good_site: Site, text: str) -> None:
    workshop = workshop_of(good_site)
    told: list[PipelineError | None] = []
    workshop.told = lambda _, error: told.append(error)
    before = workshop.now
    good_site.write("pelicanconf.py", text)
    assert workshop.refresh([real(good_site.root / "pelicanconf.py")]) is before
    assert told[-1] is not None
    assert workshop.error is told[-1]


def test_a_source_that_cannot_be_read_is_told_by_line(good_site: Site) -> None:
    workshop = workshop_of(good_site)
    told: list[PipelineError | None] = []
    workshop.told = lambda _, error: told.append(error)
    good_site.replace("source/articles/first.md", "Date: ", "Date: never ")
    now = workshop.refresh([real(good_site.root / "source/articles/first.md")])
    assert [str(fault.path) for fault in now.faults()] == ["source/articles/first.md"]
    assert told[-1] is not None
    assert told[-1].line is not None


def test_a_text_with_marks_of_its_own_claims_to_be_no_other(good_site: Site) -> None:
    good_site.replace(CATALOG, 'msgstr "Anfang"', 'msgstr "x\ue000\ue019\ue001y\ue002"')
    now = workshop_of(good_site).now
    marked = now.site(german(now), whole=False, marked=True)
    assert marked is not None
    assert marked.translations["articles/first"][None, "Beginning"][0].count("\ue000") == 1


def test_a_file_that_goes_is_no_error(good_site: Site) -> None:
    workshop = workshop_of(good_site)
    path = Path(good_site.root / CATALOG)
    path.unlink()
    now = workshop.refresh([real(good_site.root / CATALOG)])
    assert "missing" in str(now.failures[german(now)])


def test_a_preview_of_many_languages_begins_with_the_first_and_ends_as_one_that_knew_all_of_them(
    good_site: Site,
) -> None:
    path, here = real(good_site.root / "pelicanconf.py"), "http://127.0.0.1:8000"
    at_once, told = Workshop(path, (), here), list[Snapshot]()
    workshop = Workshop(path, (), here, with_first=True)
    workshop.told = lambda now, _: told.append(now)
    first = workshop.now
    assert [language.locale for language in first.assessments] == ["ar"]
    assert [language.locale for language in first.coming] == ["de"]
    assert workshop.complete() is workshop.now is told[-1]
    assert (workshop.now.coming, workshop.now.assessments) == ((), at_once.now.assessments)
    assert workshop.now.published == at_once.now.published
    assert workshop.changed() == []
    workshop.complete()
    assert len(told) == 1


def test_a_language_that_is_not_known_yet_is_when_a_source_is_saved(good_site: Site) -> None:
    workshop = Workshop(real(good_site.root / "pelicanconf.py"), (), "http://127.0.0.1:8000", with_first=True)
    good_site.write("source/articles/first.md", good_site.read("source/articles/first.md") + "\n")
    assert workshop.refresh([real(good_site.root / "source/articles/first.md")]).coming == ()


def test_what_keeps_languages_from_being_known_is_told(good_site: Site) -> None:
    workshop, told = Workshop(real(good_site.root / "pelicanconf.py"), (), "", with_first=True), list[object]()
    workshop.told = lambda _, error: told.append(error)
    good_site.write(CATALOG, 'msgid "')
    workshop.complete()
    assert isinstance(told[-1], PipelineError)
    assert told[-1].path == CATALOG
