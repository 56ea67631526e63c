"""Articles and pages that are in one language alone: published there, led to from everywhere, offered nowhere else."""

from __future__ import annotations

import shutil

import polib
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SITES, Site

SECTIONS = "\n\n## Kontakt {#contact}\n\nSchreiben Sie.\n\n## Hinweis {#disclaimer}\n\nKein Rat.\n"
HEAD = "Title: Neues\nSlug: neues\nLang: de\nDate: 2026-01-04\nCategory: Haus\nTags: rest, umbau\n"
NEWS = f"{HEAD}\nWir bauen um. ![Bau]({{attach}}bau.png){SECTIONS}"
RULES = "Title: Hausordnung\nSlug: hausordnung\nTranslation: false\n\nLeise.\n"
LINK = "Go on, see [the news]({filename}neues.md).\n"
EVERYWHERE = ("index.html", "archives.html", "category/haus.html", "tag/umbau.html", "author/ada.html")
PAIR = f"Title: Fest\nSlug: fest\nLang: LANG\nDate: 2026-01-05\nCategory: Haus\n\nEin Fest.{SECTIONS}"


@pytest.fixture(scope="module", params=[".html", ""])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """With Pelican's usual addresses, and with those of languages, in folders."""
    site = Site(tmp_path_factory.mktemp("alone") / "site")
    shutil.copytree(SITES / "good", site.root, ignore=shutil.ignore_patterns("output", "*.lock"))
    if not request.param:
        names = "".join(
            f'{kind}_{lang}URL = "{folder}{{slug}}/"\n{kind}_{lang}SAVE_AS = "{folder}{{slug}}/index.html"\n'
            for kind in ("ARTICLE", "PAGE")
            for lang, folder in (("", ""), ("LANG_", "{lang}/"))
        )
        site.write("pelicanconf.py", site.read("pelicanconf.py").replace("pages/reach-us.html", "reach-us/") + names)
    site.write("source/articles/neues.md", NEWS)
    site.write("source/pages/hausordnung.de.md", RULES)
    site.write("source/articles/bau.png", "PNG")
    for language in ("de", "ar"):
        site.write(f"source/articles/fest-{language}.md", PAIR.replace("LANG", language))
    site.replace("source/articles/second.md", "Go on.\n", LINK)
    assert site.run("update").exit_code == 0
    for locale, words in (("de", "Weiter, siehe [Neues]"), ("ar", "تابع، انظر [الجديد]")):
        catalog = polib.pofile(str(site.root / f"locales/{locale}/articles/second.po"))
        (entry,) = (entry for entry in catalog if entry.msgid == LINK.strip())
        entry.msgstr, entry.flags = f"{words}({{filename}}neues.md).", []
        catalog.save()
    result = site.run("build")
    assert result.exit_code == 0, result.output
    return site


def read(site: Site, path: str) -> LexborHTMLParser:
    name = path if (site.root / "output" / path).exists() else path.replace(".html", "/index.html")
    return LexborHTMLParser(site.read(f"output/{name}"))


def test_it_is_in_its_language_and_in_all_lists_there(built: Site) -> None:
    page = read(built, "de/neues.html")
    assert page.css_first("h1").text() == "Neues"
    assert page.root.attributes["lang"] == "de"
    assert len(list((built.root / "output/de").rglob("hausordnung*"))) == 1
    for name in EVERYWHERE:
        assert "Neues" in read(built, f"de/{name}").body.text(), name
    assert "Neues" in built.read("output/de/feeds/all.atom.xml")
    assert "neues" in built.read("output/de/sitemap-de.xml")


def test_it_is_in_no_other_and_offered_by_none(built: Site) -> None:
    for folder in ("", "ar/"):
        assert not list((built.root / "output" / folder).glob("*neues*.html"))
        assert not list((built.root / "output" / folder).glob("neues/*.html"))
        for name in ("index.html", "archives.html", "feeds/all.atom.xml"):
            assert "Neues" not in built.read(f"output/{folder}{name}")
    page = read(built, "de/neues.html")
    assert [link.attributes["hreflang"] for link in page.css("ul.languages a")] == ["de"]
    assert page.css("link[hreflang]") == []
    assert not (built.root / "output/category/haus.html").exists()


def test_links_of_all_languages_lead_there_and_say_so(built: Site) -> None:
    own = "neues.html" if (built.root / "output/de/neues.html").exists() else "neues/"
    for path, language in (("second.html", "de"), ("ar/second.html", "de"), ("de/second.html", None)):
        (link,) = (link for link in read(built, path).css("main a") if own in link.attributes["href"])
        assert link.attributes.get("hreflang") == language, path
        assert ("/de/" in link.attributes["href"]) is bool(language), path


def test_two_languages_without_the_sources_have_each_other(built: Site) -> None:
    for language in ("ar", "de"):
        page = read(built, f"{language}/fest.html")
        assert {link.attributes["hreflang"] for link in page.css("link[hreflang]")} == {"ar", "de", "x-default"}
    assert not list((built.root / "output").glob("fest*"))


def test_a_file_that_it_attaches_to_itself_is_where_it_links_to(built: Site) -> None:
    page = read(built, "de/neues.html")
    (picture,) = (node.attributes["src"] for node in page.css("main img"))
    folder = (built.root / "output/de/neues.html") if (built.root / "output/de/neues.html").exists() else None
    folder = folder.parent if folder else built.root / "output/de/neues"
    assert (folder / str(picture)).resolve().is_file()


def test_check_says_what_it_is_taken_for(built: Site) -> None:
    output = built.run("-v", "check").output
    assert "source/articles/neues.md: note: it is in German alone" in output
    assert "hausordnung" not in output


def test_translations_by_hand_may_have_another_slug_than_their_original(good_site: Site) -> None:
    """By ARTICLE_TRANSLATION_ID: each is at its own address, and all versions, links and sitemaps know that."""
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + 'ARTICLE_TRANSLATION_ID = "ref"\n')
    for name, ref in (("first", 6), ("second", 7)):
        good_site.replace(f"source/articles/{name}.md", "Slug:", f"Ref: {ref}\nSlug:")
    text = f"Title: Zweite\nSlug: zweite\nRef: 7\nLang: de\nDate: 2026-01-03\nCategory: Care\n\nWeiter.{SECTIONS}"
    good_site.write("source/articles/zweite.md", text)
    good_site.write("source/articles/neu.md", text.replace("zweite", "second").replace("Ref: 7", "Ref: 9"))
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    base = "https://tiny.example"
    wanted = {"en": f"{base}/second.html", "ar": f"{base}/ar/second.html", "de": f"{base}/de/zweite.html"}
    for path in ("second.html", "ar/second.html", "de/zweite.html"):
        tree = read(good_site, path)
        links = {node.attributes["hreflang"]: node.attributes["href"] for node in tree.css("head link[hreflang]")}
        assert {tag: links.get(tag) for tag in wanted} == wanted, path
        menu = {node.attributes["hreflang"]: node.attributes["href"] for node in tree.css(".languages a")}
        assert str(menu["de"]).endswith("zweite.html"), path
    assert read(good_site, "de/zweite.html").css_first("h1").text() == "Zweite"
    # An unrelated article in German alone has the original's slug.
    assert read(good_site, "de/second.html").css("head link[hreflang]") == []
    assert read(good_site, "de/first.html").css("main a[href='./zweite.html']")
    assert "/de/zweite.html" in good_site.read("output/de/sitemap-de.xml")


def test_what_is_left_of_a_page_that_is_gone_is_not_published(good_site: Site) -> None:
    """A translation by hand whose original was deleted or renamed."""
    text = f"Title: Zweite\nDate: 2026-01-03\nCategory: Care\n\nWeiter.{SECTIONS}"
    good_site.write("source/articles/second.de.md", text)
    assert good_site.run("build").exit_code == 0
    assert "Zweite" in good_site.read("output/de/second.html")
    (good_site.root / "source/articles/second.md").unlink()
    good_site.replace("source/articles/first.md", "{filename}second.md", "{filename}first.md")
    good_site.run("update")
    for _ in range(2):
        result = good_site.run("build")
        assert "second.de.md" in result.output
        assert "its original articles/second.md is gone" in result.output
    assert not (good_site.root / "output/de/second.html").exists()
    assert "Zweite" not in good_site.read("output/index.html")
    assert "[no-original]" in good_site.run("check", "de").output
    good_site.replace("source/articles/second.de.md", "Date:", "Translation: false\nDate:")
    for _ in range(2):
        good_site.run("build")
        assert (good_site.root / "output/de/zweite.html").exists()


def test_one_that_lacks_a_required_section_is_withheld(good_site: Site) -> None:
    good_site.write("source/articles/neues.md", NEWS.replace("{#disclaimer}", ""))
    good_site.write("source/articles/bau.png", "PNG")
    result = good_site.run("build")
    assert "section-missing" in good_site.run("check", "de").output
    assert "the required section 'disclaimer' is missing" in result.output
    assert not list((good_site.root / "output").rglob("neues*"))
    assert (good_site.root / "output/de/first.html").exists()
