"""Sitemap, versions and structured data: what search engines read, and that the witness sees when it is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.config import load_project, load_settings
from pipeline.model import BuiltPage, Language, SiteReport
from pipeline.plugin.sitemap import Entry, sitemap_files, sitemap_index
from pipeline.plugin.templating import og_locale
from pipeline.verify.evidence import read_pages
from pipeline.verify.sitemaps import verify_sitemaps
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_versions
from tests.conftest import SITES, Site

SETTINGS = SITES / "good" / "pelicanconf.py"
PROJECT = load_project(SETTINGS, load_settings(SETTINGS))
BASE = "https://tiny.example"
_ATOM = "{http://www.w3.org/2005/Atom}"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(text: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(text).iter(_LOC)]


def entry(name: str) -> Entry:
    versions = ("en", f"{BASE}/{name}"), ("de", f"{BASE}/de/{name}")
    return Entry(f"{BASE}/{name}", versions, f"{BASE}/{name}", "2026-01-02")


def sitemap(*entries: Entry) -> str:
    (text,) = sitemap_files(entries, Language.of("en")).values()
    return text


def test_a_large_sitemap_has_parts_and_the_index_names_them_all(tmp_path: Path) -> None:
    german, english = Language.of("de"), Language.of("en")
    files = sitemap_files([entry(f"a{number}.html") for number in range(5)], german, most=2)
    assert list(files) == [f"sitemap-de-{number}.xml" for number in (1, 2, 3)]
    assert [address for text in files.values() for address in locations(text)] == [
        f"{BASE}/a{number}.html" for number in range(5)
    ]
    (tmp_path / "de").mkdir()
    for language, folder in ((german, tmp_path / "de"), (english, tmp_path)):
        for name, text in sitemap_files([entry(f"a{number}.html") for number in range(3)], language, most=2).items():
            (folder / name).write_text(text, encoding="utf-8")
    assert locations(sitemap_index(tmp_path, BASE, PROJECT)) == [
        f"{BASE}/{name}"
        for name in ("sitemap-en-1.xml", "sitemap-en-2.xml", "de/sitemap-de-1.xml", "de/sitemap-de-2.xml")
    ]


def test_a_page_is_in_the_sitemap_once() -> None:
    assert locations(sitemap(entry("a.html"), entry("b.html"), entry("a.html"))) == [f"{BASE}/a.html", f"{BASE}/b.html"]


def test_all_versions_of_a_page_and_the_default_are_named_in_the_sitemap() -> None:
    versions = ("en", f"{BASE}/a.html"), ("de", f"{BASE}/de/a.html")
    url = ElementTree.fromstring(sitemap(Entry(f"{BASE}/a.html", versions, f"{BASE}/")))[0]
    links = [(link.get("hreflang"), link.get("href")) for link in url if link.tag.endswith("}link")]
    assert links == [*versions, ("x-default", f"{BASE}/")]


def test_a_page_in_one_language_has_no_alternates() -> None:
    text = sitemap(Entry(f"{BASE}/x & y", (("en", f"{BASE}/x & y"),), f"{BASE}/x & y"))
    assert "x &amp; y" in text
    assert "alternate" not in text


def test_the_sitemap_names_what_is_published_and_nothing_else(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    good_site.run("build")
    parts = locations(good_site.read("output/sitemap.xml"))
    assert parts == [f"{BASE}/sitemap-en.xml", f"{BASE}/ar/sitemap-ar.xml", f"{BASE}/de/sitemap-de.xml"]
    found = [place for part in parts for place in locations(good_site.read(f"output/{part.removeprefix(BASE)}"))]
    assert f"{BASE}/first.html" in found
    assert f"{BASE}/ar/first.html" in found
    assert f"{BASE}/de/first.html" not in found
    assert f"{BASE}/de/second.html" in found
    assert len(found) == len(set(found))
    assert f"Sitemap: {BASE}/sitemap.xml" in good_site.read("output/robots.txt")


def test_a_site_without_an_address_has_no_sitemap(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", f'SITEURL = "{BASE}"', 'SITEURL = ""')
    result = good_site.run("build")
    assert result.exit_code == 0
    assert "SITEURL does not say where the site will be: hreflang, canonical addresses and the sitemap" in result.output
    assert not (good_site.root / "output" / "sitemap.xml").exists()
    assert "hreflang" not in good_site.read("output/first.html").partition("</head>")[0]


def test_a_sites_own_robots_stays(good_site: Site) -> None:
    good_site.write("source/extra/robots.txt", "User-agent: *\nDisallow: /\n")
    good_site.replace("pelicanconf.py", 'STATIC_PATHS = ["images"]', 'STATIC_PATHS = ["images", "extra"]')
    extra = 'EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}\nPATH = "source"\n'
    good_site.replace("pelicanconf.py", 'PATH = "source"\n', extra)
    good_site.run("build")
    assert "Disallow: /" in good_site.read("output/robots.txt")


@pytest.mark.parametrize(
    ("locale", "wanted"), [("en", "en_US"), ("pt_BR", "pt_BR"), ("zh_Hans", "zh_CN"), ("ar", "ar_EG"), ("ja", "ja_JP")]
)
def test_opengraph_gets_a_region(locale: str, wanted: str) -> None:
    assert og_locale(Language.of(locale)) == wanted


def test_an_article_says_what_it_is_and_what_it_was_translated_from(clinic: Site) -> None:
    def data(path: str) -> dict:
        tree = LexborHTMLParser(clinic.read(path))
        (script,) = tree.css('script[type="application/ld+json"]')
        return json.loads(script.text())

    source, arabic = (data(f"output/{folder}how-monitoring-works.html") for folder in ("", "ar/"))
    assert (source["inLanguage"], arabic["inLanguage"]) == ("en", "ar")
    assert arabic["translationOfWork"]["@id"] == source["@id"]
    assert arabic["@id"] in [work["@id"] for work in source["workTranslation"]]
    assert arabic["headline"] != source["headline"]


def test_no_title_ends_the_script_it_stands_in(good_site: Site) -> None:
    good_site.replace(
        "theme/templates/article.html", "{% block content %}", "{% block content %}{{ structured_data(article) }}"
    )
    good_site.replace(
        "source/articles/first.md", "Title: First steps", "Title: x</script><script>alert(1)</script>&amp;"
    )
    good_site.run("build")
    tree = LexborHTMLParser(good_site.read("output/first.html"))
    (script,) = tree.css('script[type="application/ld+json"]')
    assert "alert(1)" in json.loads(script.text())["headline"]


def test_structured_data_names_both_languages_of_a_page_that_is_partly_translated(good_site: Site) -> None:
    good_site.replace(
        "theme/templates/article.html", "{% block content %}", "{% block content %}{{ structured_data(article) }}"
    )
    good_site.untranslate("locales/de/articles/first.po", "Take one tablet")
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "publish_at": 0,')
    good_site.run("build")
    for folder, languages in (("de/", ["de", "en"]), ("ar/", "ar"), ("", "en")):
        tree = LexborHTMLParser(good_site.read(f"output/{folder}first.html"))
        data = json.loads(tree.css_first('script[type="application/ld+json"]').text())
        assert data["inLanguage"] == languages
        assert data["mainEntityOfPage"] == data["@id"] == f"{BASE}/{folder}first.html"


CLEAN = """
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
DEFAULT_PAGINATION = 1
PAGINATED_TEMPLATES = {"index": None, "category": None}
FURTHER = "{base_name}/page/{number}/"
PAGINATION_PATTERNS = ((1, "{url}", "{save_as}"), (2, FURTHER, FURTHER + "index.html"))
"""


def head(site: Site, path: str) -> tuple[str | None, dict[str | None, str | None]]:
    """The address that a page names as its own, and those of its versions."""
    tree = LexborHTMLParser(site.read(f"output/{path}"))
    canonical = tree.css_first("link[rel=canonical]")
    versions = {node.attributes["hreflang"]: node.attributes["href"] for node in tree.css("head link[hreflang]")}
    return canonical.attributes["href"] if canonical else None, versions


@pytest.mark.parametrize("more", ["", CLEAN], ids=["file names", "clean addresses"])
def test_lists_have_their_folders_address_and_their_further_pages_no_versions(good_site: Site, more: str) -> None:
    """Languages divide their lists into pages by what each has published."""
    text = good_site.read("pelicanconf.py")
    good_site.write("pelicanconf.py", f'{text}DEFAULT_PAGINATION = 1\nPAGINATED_TEMPLATES = {{"index": None}}\n{more}')
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    versions = {
        tag: f"{BASE}/{folder}" for tag, folder in (("en", ""), ("ar", "ar/"), ("de", "de/"), ("x-default", ""))
    }
    assert head(good_site, "de/index.html") == (f"{BASE}/de/", versions)
    further = "de/page/2/index.html" if more else "de/index2.html"
    assert head(good_site, further) == (f"{BASE}/{further.removesuffix('index.html')}", {})
    listed = locations(good_site.read("output/de/sitemap-de.xml"))
    assert f"{BASE}/{further.removesuffix('index.html')}" in listed
    assert len(listed) == len(set(listed))
    category = "category/care/" if more else "category/care.html"
    source = f"{category}index.html" if more else category
    assert head(good_site, f"de/{source}")[1]["ar"] == f"{BASE}/ar/{category}"
    assert head(good_site, source)[0] == f"{BASE}/{category}"


def test_a_page_in_one_language_names_its_address_whatever_a_theme_has_in_a_comment(good_site: Site) -> None:
    good_site.replace("theme/templates/base.html", "<head>", '<head><!-- <link rel="canonical" href="x"> -->')
    for locale in ("ar", "de"):
        good_site.untranslate(f"locales/{locale}/articles/second.po", "Not even this.")
    good_site.run("build")
    assert head(good_site, "second.html") == (f"{BASE}/second.html", {})


def test_a_link_to_a_place_on_a_withheld_page_leads_to_the_original(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '"pages/reach-us.html"', '"pages/reach-us.html#x"')
    good_site.replace("source/pages/reach-us.md", "Send a letter.", "## Letters {#x}\n\nSend a letter.")
    good_site.untranslate("locales/de/pages/reach-us.po", "Send a letter.")
    good_site.run("update")
    result = good_site.run("build")
    assert "dead-link" not in result.output
    link = LexborHTMLParser(good_site.read("output/de/first.html")).css_first("nav a")
    assert link.attributes["href"] == "../pages/reach-us.html#x"


def test_addresses_are_encoded(good_site: Site) -> None:
    """As sitemaps.org has it, and as Pelican's feeds do (RFC 3986)."""
    good_site.replace("source/articles/second.md", "Slug: second", "Slug: zweite-schritte-für-alle")
    assert good_site.run("build").exit_code == 0
    address = f"{BASE}/de/zweite-schritte-f%C3%BCr-alle.html"
    canonical, versions = head(good_site, "de/zweite-schritte-für-alle.html")
    assert (canonical, versions["de"]) == (address, address)
    assert address in locations(good_site.read("output/de/sitemap-de.xml"))


def test_a_page_for_what_is_not_there_has_no_versions(good_site: Site) -> None:
    text = good_site.read("source/pages/reach-us.md")
    good_site.write("source/pages/404.md", f"Save_as: 404.html\n{text}".replace("Slug: reach-us", "Slug: 404"))
    good_site.run("update")
    good_site.run("build")
    assert head(good_site, "404.html") == (None, {})
    assert "404" not in good_site.read("output/sitemap-en.xml")


def test_a_hidden_page_has_no_versions(good_site: Site) -> None:
    good_site.replace("source/articles/second.md", "Category:", "Status: hidden\nCategory:")
    assert good_site.run("build").exit_code == 0
    assert head(good_site, "second.html") == head(good_site, "de/second.html") == (None, {})
    assert f"{BASE}/second.html" not in good_site.read("output/sitemap-en.xml")


def test_a_feeds_texts_say_their_direction_and_lead_to_the_pages_places(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Take one tablet", "[See](#contact). Take one tablet")
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "publish_at": 0,')
    good_site.run("build")
    feeds = [ElementTree.fromstring(good_site.read(f"output/{folder}feeds/all.atom.xml")) for folder in ("", "ar/")]
    source, arabic = ([node.text or "" for node in feed.iter(f"{_ATOM}content")] for feed in feeds)
    assert all(text.startswith('<div lang="ar" dir="rtl">') for text in arabic)
    assert any(f'href="{BASE}/ar/first.html#contact"' in text for text in arabic)
    assert not any("<div lang" in text for text in source)


# The witness


PAGE = """<!DOCTYPE html><html lang="{lang}"><head><link rel="canonical" href="{base}/{here}">{links}</head></html>"""


REPORTS = tuple(
    SiteReport(Language.of(locale), (BuiltPage("articles/a.md", "article", "a.html"),), published=True)
    for locale in ("en", "de")
)


def site(folder: Path, pages: dict[str, dict[str, str]], sitemap: str | None = None) -> list[str]:
    for here, versions in pages.items():
        links = "".join(
            f'<link rel="alternate" hreflang="{tag}" href="{urljoin(f"{BASE}/", to)}">' for tag, to in versions.items()
        )
        (folder / here).parent.mkdir(parents=True, exist_ok=True)
        (folder / here).write_text(
            PAGE.format(base=BASE, here=here, links=links, lang=here[:2] if here[2:3] == "/" else "en"),
            encoding="utf-8",
        )
    if sitemap is not None:
        (folder / "sitemap.xml").write_text(sitemap, encoding="utf-8")
    sites = tuple(report for report, path in zip(REPORTS, ("a.html", "de/a.html"), strict=True) if path in pages)
    tree = Tree(folder, BASE, read_pages(folder), PROJECT, sites)
    return [f"{finding.path}: {finding.message}" for finding in (*verify_versions(tree), *verify_sitemaps(tree))]


BOTH = {"en": "a.html", "de": "de/a.html", "x-default": "a.html"}


ENTRIES = entry("a.html"), replace(entry("a.html"), address=f"{BASE}/de/a.html")


def test_versions_that_name_each_other_are_right(tmp_path: Path) -> None:
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, sitemap(*ENTRIES)) == []


@pytest.mark.parametrize(
    ("english", "german", "faults"),
    [
        (
            BOTH,
            {"de": "de/a.html", "x-default": "de/a.html"},
            [
                f"a.html: {BASE}/de/a.html (de) does not name it in return",
                "de/a.html: its versions do not include en, where it is published",
            ],
        ),
        (
            {"de": "de/a.html", "x-default": "de/a.html"},
            BOTH,
            [
                "a.html: its versions do not include en, where it is published",
                "a.html: its versions do not include itself",
            ],
        ),
        (
            {"en": "a.html", "de": "de/a.html"},
            BOTH,
            ["a.html: there is no x-default among its versions"],
        ),
        (
            {**BOTH, "ar": "mailto:x"},
            BOTH,
            ["a.html: mailto:x (ar) is no absolute address"],
        ),
        (
            {},
            {},
            [
                f"{page}: {fault}"
                for page, missing in (("a.html", "de, en"), ("de/a.html", "de, en"))
                for fault in (
                    f"its versions do not include {missing}, where it is published",
                    "its versions do not include itself",
                    "there is no x-default among its versions",
                )
            ],
        ),
    ],
    ids=["no answer", "without itself", "without default", "not absolute", "none"],
)
def test_versions_that_are_wrong_are_found(
    tmp_path: Path, english: dict[str, str], german: dict[str, str], faults: list[str]
) -> None:
    assert site(tmp_path, {"a.html": english, "de/a.html": german}) == faults


def test_a_version_that_is_withheld_or_has_another_address_is_found(tmp_path: Path) -> None:
    put = {"a.html": {**BOTH, "ar": "ar/a.html", "es": "es/a.html"}, "de/a.html": BOTH}
    site(tmp_path, {"ar/a.html": {}, "es/a.html": {}})
    page = (tmp_path / "ar/a.html").read_text(encoding="utf-8")
    (tmp_path / "ar/a.html").write_text(page.replace("<head>", '<head><meta name="robots" content="noindex">'))
    page = (tmp_path / "es/a.html").read_text(encoding="utf-8")
    (tmp_path / "es/a.html").write_text(page.replace("es/a.html", "es/b.html"), encoding="utf-8")
    assert site(tmp_path, put) == [
        f"a.html: {BASE}/ar/a.html (ar) is withheld, or not for search engines",
        f"a.html: {BASE}/es/a.html (es) says that its address is {BASE}/es/b.html",
    ]


def test_a_page_that_names_no_address_or_another_pages_is_found(tmp_path: Path) -> None:
    site(tmp_path, {"b.html": {}})
    pages = {"a.html": BOTH, "de/a.html": BOTH}
    for old, new, fault in (
        (f'<link rel="canonical" href="{BASE}/a.html">', "", "it does not name its address"),
        (f"{BASE}/a.html", f"{BASE}/b.html", f"{BASE}/b.html is named as its address, which is another page's"),
    ):
        site(tmp_path, pages)
        path = tmp_path / "a.html"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, REPORTS)
        assert f"a.html: {fault}" in [f"{found.path}: {found.message}" for found in verify_versions(tree)]


def test_versions_whose_languages_are_swapped_are_found(tmp_path: Path) -> None:
    swapped = {"de": "a.html", "en": "de/a.html", "x-default": "a.html"}
    assert f"a.html: {BASE}/a.html (de) is in en" in site(tmp_path, {"a.html": swapped, "de/a.html": BOTH})


def test_an_empty_sitemap_is_found(tmp_path: Path) -> None:
    (found,) = site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, sitemap())
    assert found == "sitemap.xml: it leaves out 2 of the pages that are published, such as a.html"


def test_addresses_without_a_files_name_are_as_good(tmp_path: Path) -> None:
    clean = {"en": "a/", "de": "de/a/", "x-default": "a/"}
    pages = {"a/index.html": clean, "de/a/index.html": {"de": "de/a/", "x-default": "de/a/"}}
    site(tmp_path, pages)
    for path in tmp_path.rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8").replace("/index.html", "/"), encoding="utf-8")
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT)
    assert [found.message for found in verify_versions(tree)] == [f"{BASE}/de/a/ (de) does not name it in return"]


def test_a_sitemap_that_is_none_or_leads_nowhere_is_found(tmp_path: Path) -> None:
    assert "no well-formed XML" in site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, "<urlset>")[0]
    wrong = sitemap(entry("a.html"), entry("gone.html"))
    assert f"sitemap.xml: {BASE}/gone.html leads nowhere" in site(tmp_path, {}, wrong)


def test_a_page_that_the_sitemap_forgets_is_found(tmp_path: Path) -> None:
    text = sitemap(Entry(f"{BASE}/a.html"))
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, text) == [
        "sitemap.xml: it leaves out 1 of the pages that are published, such as de/a.html"
    ]


def test_a_page_that_only_its_versions_name_in_the_sitemap_is_found(tmp_path: Path) -> None:
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, sitemap(ENTRIES[0])) == [
        "sitemap.xml: it leaves out 1 of the pages that are published, such as de/a.html"
    ]


def test_a_sitemap_that_names_other_versions_than_the_page_is_found(tmp_path: Path) -> None:
    text = sitemap(ENTRIES[0], replace(ENTRIES[1], default=f"{BASE}/de/a.html"))
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, text) == [
        f"sitemap.xml: it names other versions of {BASE}/de/a.html than the page does"
    ]


def test_a_list_that_does_not_answer_is_found(tmp_path: Path) -> None:
    lists = {"en": "tags.html", "de": "de/tags.html", "x-default": "tags.html"}
    assert site(tmp_path, {"tags.html": lists, "de/tags.html": {}}) == [
        f"tags.html: {BASE}/de/tags.html (de) does not name it in return"
    ]


def test_a_withheld_page_in_the_sitemap_is_found(tmp_path: Path) -> None:
    text = sitemap(entry("b.html"))
    for name in ("b.html", "de/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('<html lang="en"><head><meta name="Robots" content="NOINDEX"></head></html>')
    assert site(tmp_path, {}, text) == [
        f"sitemap.xml: {BASE}/{folder}b.html is withheld, or not for search engines" for folder in ("", "de/")
    ]


def test_versions_that_a_theme_names_give_way_to_all_of_them(good_site: Site) -> None:
    good_site.replace(
        "theme/templates/base.html",
        "<head>",
        '<head><link rel="alternate" hreflang="de" href="https://tiny.example/de/{{ output_file }}">'
        '<link rel="alternate" type="application/atom+xml" hreflang="en" href="{{ SITEURL }}/feeds/all.atom.xml">',
    )
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    head = LexborHTMLParser(good_site.read("output/first.html")).head
    assert head is not None
    assert [node.attributes["hreflang"] for node in head.css("link[hreflang]:not([type])")] == [
        "en",
        "ar",
        "de",
        "x-default",
    ]
    assert len(head.css("link[type]")) == 1


def test_a_page_that_names_another_languages_address_as_its_own_is_found(good_site: Site) -> None:
    """It would take the whole language out of the search engines' indexes."""
    good_site.replace(
        "theme/templates/base.html",
        "<head>",
        '<head><link rel="canonical" href="https://tiny.example/{{ output_file }}">',
    )
    result = good_site.run("build")
    assert result.exit_code == 1
    wanted = "https://tiny.example/first.html is named as its address, which is in en, not in de [canonical]"
    assert f"de/first.html: error: {wanted}" in result.output


def test_feeds_have_their_own_address_and_that_of_their_site(good_site: Site) -> None:
    """Pelican's FEED_DOMAIN is the site's own, or one that the settings name, with the language's folder."""
    for domain, wanted in (("", BASE), ('FEED_DOMAIN = "https://feeds.example"\n', "https://feeds.example")):
        text = good_site.read("pelicanconf.py")
        good_site.write("pelicanconf.py", text.replace('PATH = "source"\n', f'PATH = "source"\n{domain}'))
        result = good_site.run("build")
        assert result.exit_code == 0, result.output
        for folder in ("", "de/"):
            feed = ElementTree.fromstring(good_site.read(f"output/{folder}feeds/all.atom.xml"))
            links = {link.get("rel"): link.get("href") for link in feed.findall(f"{_ATOM}link")}
            assert links == {"self": f"{wanted}/{folder}feeds/all.atom.xml", "alternate": f"{BASE}/{folder}"}


@pytest.mark.parametrize("siteurl", ["", "/clinic", "https://real.example/clinic"])
@pytest.mark.parametrize("root", ["source", "choose"])
def test_every_link_leads_somewhere_wherever_the_site_will_be(good_site: Site, siteurl: str, root: str) -> None:
    """Also where SITEURL is empty and addresses are not relative, as Pelican's quickstart has it."""
    good_site.replace("pelicanconf.py", f'SITEURL = "{BASE}"', f'SITEURL = "{siteurl}"')
    good_site.replace("pelicanconf.py", "RELATIVE_URLS = True", "RELATIVE_URLS = False")
    good_site.replace("pelicanconf.py", "GETTEXT = {", f'GETTEXT = {{\n    "root": "{root}",')
    good_site.replace("locales/de/articles/second.po", 'msgstr "Nicht einmal dies."', 'msgstr ""')
    versions = "{% for version in alternates() %}<a href='{{ version.url }}'>{{ version.language.tag }}</a>{% endfor %}"
    good_site.replace("theme/templates/base.html", "<nav>", f"<nav>{versions}")
    result = good_site.run("build")
    assert "dead-link" not in result.output
    folder = "/en" if root == "choose" else ""
    tree = LexborHTMLParser(good_site.read("output/de/first.html"))
    links = {node.attributes["href"] for node in tree.css("a[href]")}
    assert {f"{siteurl}{folder}/first.html", f"{siteurl}/de/first.html", f"{siteurl}/ar/first.html"} <= links
    assert all(link.startswith((f"{siteurl}/", "https:", "mailto:", "#")) for link in links if link)
