"""Sitemap, versions and structured data: what search engines read, and that the witness sees when it is wrong."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import Site
from tests.making import BASE

_ATOM = "{http://www.w3.org/2005/Atom}"


_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(text: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(text).iter(_LOC)]


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


@pytest.mark.parametrize(
    ("siteurl", "root"),
    [
        # Each of either; the others are for the long profile.
        ("", "source"),
        ("/clinic", "choose"),
        ("https://real.example/clinic", "source"),
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in (("", "choose"), ("/clinic", "source"), ("https://real.example/clinic", "choose"))
        ),
    ],
)
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


@pytest.mark.parametrize(
    ("siteurl", "path", "relative"),
    [
        # Each of either; the others are for the long profile.
        (BASE, "", True),
        (f"{BASE}/blog", "/blog", False),
        ("", "", True),
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in ((BASE, "", False), (f"{BASE}/blog", "/blog", True), ("", "", False))
        ),
    ],
)
def test_addresses_from_the_root_lead_to_the_readers_language(
    good_site: Site, siteurl: str, path: str, *, relative: bool
) -> None:
    """What an author wrote, in an article or a menu; the theme's own links from language to language stay."""
    links = f"[x]({path}/first.html#contact) [w]({path}/third.html) ![m]({path}/images/moon.svg) ![p]({{attach}}p.png)"
    for name in ("second", "third"):
        text = good_site.read("source/articles/second.md").replace("Slug: second", f"Slug: {name}")
        good_site.write(f"source/articles/{name}.md", text.replace("Go on.", f"{links}\n\nGo on."))
    for name in ("images/moon.de.svg", "images/moon.svg", "articles/p.png", "articles/p.de.png"):
        good_site.write(f"source/{name}", "<svg/>")
    conf = good_site.read("pelicanconf.py").replace(f'SITEURL = "{BASE}"', f'SITEURL = "{siteurl}"')
    conf = conf.replace('"pages/reach-us.html"', f'"{path}/pages/reach-us.html"')
    conf = conf.replace("RELATIVE_URLS = True", f"RELATIVE_URLS = {relative}")
    good_site.write("pelicanconf.py", conf.replace("GETTEXT = {", 'GETTEXT = {"publish_at": {"ar": 1, "de": 0},'))
    good_site.replace("theme/templates/base.html", "{{ link(path) }}", "{{ path }}")
    good_site.replace("theme/templates/base.html", "<nav>", f'<nav><a class="home" href="{path}/">English</a>')
    assert good_site.run("update").exit_code == 0
    good_site.write("locales/de/articles/third.po", good_site.read("locales/de/articles/second.po"))
    good_site.untranslate("locales/de/articles/third.po", "This is not advice.")
    result = good_site.run("build")
    assert "published output/de" in result.output, result.output
    tree = LexborHTMLParser(good_site.read("output/de/second.html"))
    assert [node.attributes["href"] for node in tree.css("nav a")] == [f"{path}/", f"{path}/de/pages/reach-us.html"]
    addresses = [node.attributes["href"] for node in tree.css("main p a")][-3:-1]
    assert addresses == [f"{path}/de/first.html#contact", f"{path}/third.html"]
    pictures = [str(node.attributes["src"]) for node in tree.css("main img")]
    assert pictures[0] == f"{path}/images/moon.de.svg"
    assert pictures[1].endswith("/p.de.png")
    assert (good_site.root / "output/p.de.png").is_file()
    source = LexborHTMLParser(good_site.read("output/second.html"))
    assert source.css_first("main img").attributes["src"] == f"{path}/images/moon.svg"
    assert f'href="{path}/de/first.html' in good_site.read("output/de/feeds/all.atom.xml").replace("&quot;", '"')
    assert "\ufdd2" not in good_site.read("output/de/index.html") + good_site.read("output/de/feeds/all.atom.xml")
