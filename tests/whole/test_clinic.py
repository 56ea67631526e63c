"""The clinic's own site: complete in nine languages, and no page without its disclaimer and contact."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.model import Language
from pipeline.settings import load_project, load_settings
from tests.conftest import ROOT, Site, copy_of_clinic

PROJECT = load_project(ROOT / "pelicanconf.py", load_settings(ROOT / "pelicanconf.py"))
ARTICLES = sorted(path.stem for path in (ROOT / "source" / "articles").glob("*.md"))
LANGUAGES = PROJECT.languages()
CATALOGS = sorted((ROOT / "locales").rglob("*.po*"), key=str)
every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.locale)


def page(clinic: Site, language: Language, name: str) -> LexborHTMLParser:
    folder = "" if language == PROJECT.source else f"{language.path}/"
    return LexborHTMLParser(clinic.read(f"output/{folder}{name}"))


def section(tree: LexborHTMLParser, anchor: str) -> tuple[LexborNode, str]:
    """The heading with this id and the text up to the next heading."""
    headings = [node for node in tree.css("h2") if node.attributes.get("id") == anchor]
    assert len(headings) == 1
    text, node = "", headings[0].next
    while node is not None and node.tag not in ("h1", "h2", "div"):
        text += node.text()
        node = node.next
    return headings[0], text.strip()


@every_language
@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("anchor", ["disclaimer", "contact"])
def test_every_article_in_every_language_has_its_required_sections(
    clinic: Site, language: Language, article: str, anchor: str
) -> None:
    heading, text = section(page(clinic, language, f"{article}.html"), anchor)
    source_heading, source_text = section(page(clinic, PROJECT.source, f"{article}.html"), anchor)
    assert len(text) > 15
    if language != PROJECT.source:
        assert heading.text() != source_heading.text() or language.locale == "fr"
        assert text != source_text
    assert "lang" not in heading.attributes


@every_language
def test_contact_sections_link_to_the_contact_page(clinic: Site, language: Language) -> None:
    for article in ARTICLES:
        tree = page(clinic, language, f"{article}.html")
        heading, _ = section(tree, "contact")
        paragraph = heading.next
        while paragraph is not None and paragraph.tag != "p":
            paragraph = paragraph.next
        assert paragraph is not None
        assert paragraph.css_first("a").attributes["href"] == "./contact.html"


@every_language
def test_pages_say_which_language_they_are_in(clinic: Site, language: Language) -> None:
    for name in ("index.html", "about.html", "contact.html", "404.html", "archives.html", f"{ARTICLES[0]}.html"):
        html = page(clinic, language, name).css_first("html").attributes
        assert (html["lang"], html["dir"]) == (language.tag, language.dir)


@every_language
def test_the_switcher_leads_to_the_same_page_in_every_language_by_its_own_name(
    clinic: Site, language: Language
) -> None:
    for article in ARTICLES:
        tree = page(clinic, language, f"{article}.html")
        links = tree.css(".language-menu a")
        assert [link.text() for link in links] == [other.endonym for other in LANGUAGES]
        folder = clinic.root / "output" / ("" if language == PROJECT.source else language.path)
        for link, other in zip(links, LANGUAGES, strict=True):
            target = (folder / (link.attributes["href"] or "")).resolve()
            assert target.is_file()
            root = LexborHTMLParser(target.read_text(encoding="utf-8")).css_first("html")
            assert root.attributes["lang"] == other.tag
            assert target.name == f"{article}.html"


@every_language
def test_no_text_is_left_in_the_source_language(clinic: Site, language: Language) -> None:
    if language == PROJECT.source:
        return
    folder = clinic.root / "output" / language.path
    for path in folder.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert not tree.css("main [lang=en]:not(.language-list *)"), path
        assert not re.search(r"\b(the|Jump back|Published on)\b", tree.css_first("main").text()), path


@every_language
def test_heading_ids_are_those_of_the_source(clinic: Site, language: Language) -> None:
    for article in ARTICLES:
        ids = [node.attributes.get("id") for node in page(clinic, language, f"{article}.html").css("article [id]")]
        source = [
            node.attributes.get("id") for node in page(clinic, PROJECT.source, f"{article}.html").css("article [id]")
        ]
        assert ids == source


@every_language
def test_abbreviations_are_explained_in_the_language(clinic: Site, language: Language) -> None:
    tree = page(clinic, language, "ketamine-recreational-and-medical.html")
    titles = {node.attributes["title"] for node in tree.css("abbr")}
    assert len(titles) == 6
    if language != PROJECT.source:
        assert "post-traumatic stress disorder" not in titles


@every_language
def test_every_language_has_a_feed_of_all_articles(clinic: Site, language: Language) -> None:
    folder = "" if language == PROJECT.source else f"{language.path}/"
    feed = ElementTree.fromstring(clinic.read(f"output/{folder}feeds/all.atom.xml"))
    assert len(list(feed.iter("{http://www.w3.org/2005/Atom}entry"))) == len(ARTICLES)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.relative_to(ROOT / "locales").as_posix())
def test_every_catalog_and_template_is_accepted_by_msgfmt(path: Path) -> None:
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "path",
    [path for path in CATALOGS if path.suffix == ".po"],
    ids=lambda path: path.relative_to(ROOT / "locales").as_posix(),
)
def test_every_catalog_is_complete(path: Path) -> None:
    catalog = polib.pofile(str(path))
    assert catalog.percent_translated() == 100
    assert not catalog.obsolete_entries()


def test_the_repository_is_in_step_and_nothing_is_wrong_with_it(clinic: Site) -> None:
    assert clinic.run("extract", "--check").exit_code == 0
    result = clinic.run("check", "--fail-on", "warning")
    assert result.exit_code == 0, result.output


def test_the_same_english_text_has_the_same_translation_everywhere() -> None:
    for language in PROJECT.targets:
        seen: dict[str, str] = {}
        for path in (ROOT / "locales" / language.locale).rglob("*.po"):
            for entry in polib.pofile(str(path)):
                if entry.msgctxt is None and not entry.msgid_plural:
                    assert seen.setdefault(entry.msgid, entry.msgstr) == entry.msgstr, (language.locale, entry.msgid)


def test_the_built_sites_ask_nothing_of_any_other_host(clinic: Site) -> None:
    for path in (clinic.root / "output").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in tree.css("img, script, link[rel=stylesheet], link[rel=icon], source, iframe"):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert "//" not in address, (path, address)
    for path in (clinic.root / "output").rglob("*.css"):
        addresses = re.findall(r"url\(\s*[\"']?([^)]*)", path.read_text(encoding="utf-8"))
        assert [address for address in addresses if not address.startswith("data:")] == [], path


def test_what_is_shared_is_published_once(clinic: Site) -> None:
    names = [path.name for path in (clinic.root / "output").rglob("*") if path.suffix in (".svg", ".css")]
    assert len(names) == len(set(names))


def _pages(folder: Path) -> set[str]:
    """The pages of a built site that are more than a way to another page."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    }


def test_deleting_one_disclaimer_withholds_that_article_in_that_language_only(clinic: Site, tmp_path: Path) -> None:
    """Of two languages of it: what goes on in the others is their own affair, and nine take three times as long."""
    path = "locales/pl/articles/how-monitoring-works.po"
    site = copy_of_clinic(tmp_path / "site")
    settings = site.read("pelicanconf.py")
    few = re.sub(r'"locales": \[[^]]*\]', '"locales": ["de", "pl"]', settings)
    assert few != settings
    site.write("pelicanconf.py", few)
    catalog = polib.pofile(site.read(path), wrapwidth=0)
    for entry in catalog:
        if entry.msgid.startswith("Reliable resources"):
            entry.msgstr = ""
    site.write(path, str(catalog))
    check, build = site.run("check"), site.run("build")
    assert check.exit_code == build.exit_code == 1
    assert f"{path}:" in check.output
    assert "required section 'disclaimer'" in check.output
    # By the gate, before it is built: where that passes it, the witness withholds it for the language on the page.
    assert re.search(rf"withheld pl: .*\n  {re.escape(path)}:\d+: .*: no translation\n", build.output), build.output
    there, here = _pages(clinic.root / "output"), _pages(site.root / "output")
    others = {f"{language.path}/" for language in PROJECT.targets if language.locale not in ("de", "pl")}
    wanted = {name for name in there if not name.startswith(tuple(others))}
    assert (wanted - here, len(here) > 40) == ({"pl/how-monitoring-works.html"}, True)


def test_editing_one_word_of_a_disclaimer_withholds_the_article_until_eight_translations_are_looked_at(
    tmp_path: Path,
) -> None:
    """What a build makes of a page that is to be withheld is seen at the one above."""
    site = copy_of_clinic(tmp_path / "site")
    source = "source/articles/how-monitoring-works.md"
    site.replace(source, "gives only a glimpse of the subject", "gives only a view of the subject")
    site.run("update")
    for language in PROJECT.targets:
        path = f"locales/{language.locale}/articles/how-monitoring-works.po"
        (fuzzy,) = polib.pofile(str(site.root / path)).fuzzy_entries()
        assert "glimpse" in fuzzy.previous_msgid
        assert fuzzy.msgstr
    assert site.run("check", "pl").exit_code == 1
    locales = json.loads(site.run("status", "--format", "json").output)["locales"]
    withheld = {(one["locale"], page["source"]) for one in locales for page in one["pages"] if not page["published"]}
    assert withheld == {(language.locale, source) for language in PROJECT.targets}
