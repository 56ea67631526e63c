"""Building real sites: what is published where, what is withheld, what stays when something fails."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree

import polib
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT, Site


def page(site: Site, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.read(f"output/{path}"))


def withhold_second(site: Site) -> None:
    site.replace("locales/de/articles/second.po", 'msgstr "Nicht einmal dies."', 'msgstr ""')


@pytest.mark.parametrize("character", ["\x0b", pytest.param("\x0c", marks=pytest.mark.long)])
def test_a_page_break_in_a_source_stops_no_feed(good_site: Site, character: str) -> None:
    first = "source/articles/first.md"
    for old in ("Take one", "First steps", "rest, sleep", "A *short*"):
        good_site.replace(first, old, old.replace(" ", character, 1))
    good_site.replace("pelicanconf.py", '"Tiny"', f'"Ti\\x{ord(character):02x}ny"')
    good_site.run("update")
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert not [path for path, data in good_site.files("output").items() if character.encode() in data]
    ElementTree.fromstring(good_site.read("output/feeds/all.atom.xml"))


def test_the_source_language_is_at_the_root_and_the_others_below_it(built_site: Site) -> None:
    assert page(built_site, "first.html").css_first("h1").text() == "First steps"
    assert page(built_site, "de/first.html").css_first("h1").text() == "Erste Schritte"
    root = page(built_site, "ar/first.html").css_first("html").attributes
    assert (root["lang"], root["dir"]) == ("ar", "rtl")


def test_the_source_site_is_what_pelican_builds_without_our_readers(built_site: Site, tmp_path: Path) -> None:
    """Identity on a whole site: feeds name their language, pages their versions, which Pelican's own do not."""
    plain = tmp_path / "plain"
    script = (
        "import pipeline.plugin as plugin; plugin.walk_in_readers = lambda generator: None;"
        "plugin.complete_feed = lambda context, feed: None;"
        f"from pelican import main; main(['-s', 'pelicanconf.py', '-o', r'{plain}', '-q'])"
    )
    subprocess.run([sys.executable, "-c", script], cwd=built_site.root, check=True)
    ours = built_site.files("output")
    for path, data in Site(plain).files().items():
        if path.endswith(".html") and "languages" in data.decode():
            data, ours[path] = _without_versions(data), _without_versions(ours[path])
        if path.endswith(".xml"):
            ours[path] = ours[path].replace(b' xml:lang="en"', b"")
        assert ours[path] == data, path


def _without_versions(html: bytes) -> bytes:
    """A page without its language menu and the links in its head."""
    return re.sub(rb'<link rel="(?:canonical|alternate)".*\n|<ul class="languages">.*?</ul>', b"", html)


def test_plain_pelican_builds_the_source_languages_site(good_site: Site) -> None:
    done = subprocess.run([sys.executable, "-m", "pelican", "-q"], cwd=good_site.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert page(good_site, "first.html").css_first("h1").text() == "First steps"
    assert [node.text() for node in page(good_site, "first.html").css(".languages a")] == ["English"]


def test_static_files_are_published_once_and_reached_from_every_language(built_site: Site) -> None:
    assert [path for path in built_site.files("output") if path.endswith((".svg", ".css"))] == [
        "images/moon.svg",
        "theme/style.css",
    ]
    assert page(built_site, "de/first.html").css_first("img").attributes["src"] == "./../images/moon.svg"


def test_an_attached_file_stays_with_the_source_site(good_site: Site) -> None:
    good_site.write("source/articles/leaflet.txt", "leaflet")
    for path in ("source/articles/first.md", "locales/de/articles/first.po", "locales/ar/articles/first.po"):
        text = good_site.read(path)
        good_site.write(path, text.replace("{static}/images/moon.svg", "{attach}leaflet.txt"))
    good_site.run("update")
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert [path for path in good_site.files("output") if path.endswith("leaflet.txt")] == ["leaflet.txt"]


def test_what_a_withheld_page_attaches_to_itself_is_reached_from_other_pages_of_its_language(good_site: Site) -> None:
    good_site.write("source/articles/leaflet.txt", "leaflet")
    moved = "Slug: second\nSave_as: more/second.html\nUrl: more/second.html"
    good_site.replace("source/articles/second.md", "Slug: second", moved)
    good_site.replace("source/articles/second.md", "Go on.", "Go [on]({attach}leaflet.txt).")
    for path in ("source/articles/first.md", "locales/de/articles/first.po", "locales/ar/articles/first.po"):
        good_site.write(path, good_site.read(path).replace("{static}/images/moon.svg", "{static}leaflet.txt"))
    good_site.run("update")
    good_site.untranslate("locales/de/articles/second.po", "This is not advice.")
    result = good_site.run("build")
    assert "withheld de: Second steps" in result.output
    assert page(good_site, "de/first.html").css_first("main img").attributes["src"] == "./../more/leaflet.txt"


@pytest.mark.parametrize("command", ["build", "coverage"])
def test_a_folder_that_is_named_as_pages_feeds_and_style_sheets_are_is_none_of_them(
    command: str, good_site: Site
) -> None:
    # As a plugin keeps a page's pictures below its address.
    names = "pictures/first.html", "theme/x.css", "feeds/x.xml", "feeds/x.atom"
    made = "".join(f'\n    (Path(writer.output_path) / "{name}").mkdir(parents=True)' for name in names)
    code = "from pathlib import Path\nfrom pelican import signals\n\n\ndef make(generator, writer):"
    connected = "signals.article_writer_finalized.connect(make)"
    good_site.write("plugins/pictures.py", f"{code}{made}\n\n\ndef register():\n    {connected}\n")
    good_site.replace("pelicanconf.py", "PLUGINS = [", 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["pictures", ')
    result = good_site.run(command)
    assert result.exit_code == 0, result.output


def test_with_absolute_addresses_links_lead_to_the_right_site(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "RELATIVE_URLS = True", "RELATIVE_URLS = False")
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    first = page(good_site, "de/first.html")
    assert first.css_first("img").attributes["src"] == "https://tiny.example/images/moon.svg"
    assert first.css_first("main p a").attributes["href"].startswith("https://tiny.example/de/tag/")
    assert first.css_first("link").attributes["href"] == "https://tiny.example/theme/style.css"
    assert [node.attributes["href"] for node in first.css(".languages a")] == [
        "https://tiny.example/first.html",
        "https://tiny.example/ar/first.html",
        "https://tiny.example/de/first.html",
    ]


def test_a_feed_is_in_its_language_and_leads_to_its_site(built_site: Site) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(built_site.read("output/de/feeds/all.atom.xml"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == [
        "Zweite Schritte",
        "Erste Schritte",
    ]
    links = [link.get("href") for link in feed.iter(f"{atom}link")]
    assert links
    assert all(link.startswith("https://tiny.example/de/") for link in links)


def test_names_are_translated_and_their_addresses_are_not(built_site: Site) -> None:
    links = {node.text(): node.attributes["href"] for node in page(built_site, "de/first.html").css("main p a")}
    assert links["Schlaf"] == "./tag/sleep.html"
    assert (built_site.root / "output/de/tag/sleep.html").is_file()


def test_dates_are_written_as_the_language_writes_them(built_site: Site) -> None:
    assert page(built_site, "de/first.html").css_first("time").text() == "2. Januar 2026"
    assert page(built_site, "ar/first.html").css_first("time").text() == "2 يناير 2026"


def leads_to(site: Site, path: str) -> str | None:
    """Where a page that only redirects leads; None for a page of its own."""
    refresh = page(site, path).css_first('meta[http-equiv="refresh"]')
    return refresh.attributes["content"].removeprefix("0; url=") if refresh is not None else None


def test_the_address_of_a_withheld_page_leads_to_the_original_and_is_not_indexed(good_site: Site) -> None:
    withhold_second(good_site)
    good_site.run("build")
    found = page(good_site, "de/second.html")
    assert found.css_first("html").attributes == {"lang": "de", "dir": "ltr"}
    assert found.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert found.css_first("h1").text() == found.css_first("title").text() == "Diese Seite ist noch nicht übersetzt."
    link = found.css_first("a")
    assert (link.text(), link.attributes["lang"], link.attributes["href"]) == ("Second steps", "en", "../second.html")
    assert 'content="0; url=../second.html"' in good_site.read("output/de/second.html")
    assert "de/second.html" not in good_site.read("output/sitemap.xml")
    assert leads_to(good_site, "ar/second.html") is None


def test_a_page_that_is_partly_translated_says_so_and_leads_to_the_original(good_site: Site) -> None:
    notice = '{% if partly_translated(article) %}<p class="notice">{{ (alternates()|first).url }}</p>{% endif %}'
    good_site.replace("theme/templates/article.html", "{% block content %}", "{% block content %}" + notice)
    good_site.replace("pelicanconf.py", '"locales"', '"publish_at": 0, "locales"')
    good_site.replace("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr ""')
    good_site.run("build")
    assert [node.text() for node in page(good_site, "de/first.html").css(".notice")] == ["../first.html"]
    for path in ("first.html", "ar/first.html", "de/second.html"):
        assert page(good_site, path).css(".notice") == []


def test_a_withheld_article_is_gone_from_pages_indexes_feeds_and_switcher(built_copy: Site) -> None:
    withhold_second(built_copy)
    result = built_copy.run("build")
    assert result.exit_code == 1
    output = built_copy.root / "output"
    assert leads_to(built_copy, "de/second.html") == "../second.html"
    assert (output / "second.html").exists()
    assert (output / "ar/second.html").exists()
    for path in ("de/index.html", "de/archives.html", "de/tag/sleep.html", "de/feeds/all.atom.xml"):
        assert "Zweite Schritte" not in built_copy.read(f"output/{path}"), path
        assert "Second steps" not in built_copy.read(f"output/{path}"), path
    for path in ("second.html", "ar/second.html"):
        assert [node.attributes["hreflang"] for node in page(built_copy, path).css(".languages a")] == ["en", "ar"]


def test_a_link_to_a_withheld_page_leads_to_the_source_languages_page(good_site: Site) -> None:
    withhold_second(good_site)
    good_site.run("build")
    links = {node.text(): node.attributes["href"] for node in page(good_site, "de/first.html").css("main a")}
    assert links["die zweiten"] == "./../second.html"


def test_a_menu_entry_of_a_withheld_page_leads_to_the_source_languages_page(good_site: Site) -> None:
    for text in ('msgstr "So erreichen Sie uns"', 'msgstr "Senden Sie einen Brief."'):
        good_site.replace("locales/de/pages/reach-us.po", text, 'msgstr ""')
    result = good_site.run("build")
    assert "below" not in result.output
    assert page(good_site, "de/first.html").css_first("nav a").attributes["href"] == "../pages/reach-us.html"


def test_a_list_without_articles_in_a_language_is_not_in_the_switcher(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    good_site.run("build")
    assert [node.attributes["hreflang"] for node in page(good_site, "tag/rest.html").css(".languages a")] == [
        "en",
        "ar",
    ]
    assert [node.attributes["hreflang"] for node in page(good_site, "tag/sleep.html").css(".languages a")] == [
        "en",
        "ar",
        "de",
    ]


def test_text_that_is_not_translated_is_shown_in_the_source_language_and_marked(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr ""')
    good_site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr ""')
    good_site.replace("pelicanconf.py", '"locales"', '"publish_at": 0.5, "locales"')
    assert good_site.run("build").exit_code == 0
    first = page(good_site, "de/first.html")
    for node in (first.css_first("h1"), first.css_first("main h2")):
        assert (node.attributes["lang"], node.attributes["dir"]) == ("en", "ltr")
    assert "lang" not in first.css_first("#contact").attributes


def test_a_page_below_the_threshold_is_withheld(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Nehmen Sie', 'msgstr ""\n#~ msgid "x"\n#~ msgstr "')
    result = good_site.run("build")
    assert result.exit_code == 0  # a site that is translated bit by bit is no fault
    assert " % of the words are translated, 80 % are needed" in result.output
    assert leads_to(good_site, "de/first.html") == "../first.html"
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "severities": {"below-threshold": "error"},')
    assert good_site.run("build").exit_code == 1


def test_a_fuzzy_translation_is_never_published(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgid "Beginning"', '#, fuzzy\nmsgid "Beginning"')
    good_site.run("build")
    assert "Anfang</h2>" not in good_site.read("output/de/first.html")


def test_a_language_that_fails_keeps_its_last_good_site_and_the_others_go_on(built_copy: Site) -> None:
    before = built_copy.files("output/de")
    built_copy.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "Erste Schritte')
    built_copy.replace("source/articles/first.md", "Title: First steps", "Title: New steps")
    built_copy.run("update", "ar")
    result = built_copy.run("build")
    assert result.exit_code == 2
    assert built_copy.files("output/de") == before
    assert page(built_copy, "first.html").css_first("h1").text() == "New steps"


def test_broken_input_leaves_everything_that_was_published_untouched(built_copy: Site) -> None:
    before = built_copy.files("output")
    built_copy.replace(
        "source/articles/first.md", "Take one tablet", "Take one tablet \udcff".encode("utf-8", "replace").decode()
    )
    (built_copy.root / "source/articles/first.md").write_bytes(b"Title: x\n\n\xff")
    assert built_copy.run("build").exit_code == 2
    assert built_copy.files("output") == before
    assert not [path.name for path in built_copy.root.iterdir() if path.name.startswith(".output.s")]


def test_one_language_can_be_built_alone(built_copy: Site) -> None:
    before = built_copy.files("output/ar")
    shutil.rmtree(built_copy.root / "output/de")
    assert built_copy.run("build", "de").exit_code == 0
    assert built_copy.files("output/ar") == before
    assert (built_copy.root / "output/de/index.html").is_file()


@pytest.mark.own_processes
def test_sites_built_side_by_side_equal_sites_built_in_turn(good_site: Site, tmp_path: Path) -> None:
    for jobs in ("1", "4"):
        good_site.run("build", "--jobs", jobs, "--output", str(tmp_path / jobs))
    assert Site(tmp_path / "1").files() == Site(tmp_path / "4").files()


HTML_ARTICLE = """<html><head>
<title>An older text</title>
<meta name="slug" content="older"><meta name="date" content="2026-01-01"><meta name="tags" content="sleep">
<meta name="summary" content="About &lt;em&gt;old&lt;/em&gt; things.">
</head><body>
<h2>Part</h2><p>Old <b>but</b> good, <a href="{filename}first.md">see</a>.</p>
<img src="{static}/images/moon.svg" alt="A moon">
<h2 id="contact">Contact</h2><p>Write to us.</p><h2 id="disclaimer">Disclaimer</h2><p>This is not advice.</p>
</body></html>
"""


def test_an_html_source_is_walked_as_it_is(good_site: Site) -> None:
    good_site.write("source/articles/older.html", HTML_ARTICLE)
    assert good_site.run("update").exit_code == 0
    template = good_site.read("locales/templates/articles/older.pot")
    for msgid in (
        "An older text",
        "About <em>old</em> things.",
        "A moon",
        'Old <b>but</b> good, <a href=\\"{filename}first.md\\">see</a>.',
    ):
        assert f'msgid "{msgid}"' in template, template
    path = "locales/de/articles/older.po"
    for msgid, text in (
        ("Part", "Teil"),
        ("A moon", "Ein Mond"),
        ("An older text", "Ein älterer Text"),
        ("Write to us.", "Schreiben Sie uns."),
    ):
        good_site.replace(path, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{text}"')
    good_site.replace("pelicanconf.py", '"locales"', '"publish_at": 0.1, "locales"')
    good_site.run("build")
    source, german = page(good_site, "older.html"), page(good_site, "de/older.html")
    assert source.css_first("main p b").text() == "but"
    assert german.css_first("h1").text() == "Ein älterer Text"
    assert german.css_first("main h2").text() == "Teil"
    assert german.css_first("img").attributes["alt"] == "Ein Mond"
    assert german.css_first("main span[lang=en] b").text() == "but"
    assert german.css_first("#disclaimer").text() == "Haftungsausschluss"


def test_a_source_in_a_language_that_is_no_target_is_left_to_pelican(good_site: Site) -> None:
    good_site.write("source/articles/natif.md", "Title: Natif\nSlug: natif\nLang: fr\nDate: 2026-01-05\n\nBonjour.\n")
    assert good_site.run("extract").exit_code == 0
    assert not (good_site.root / "locales/templates/articles/natif.pot").exists()
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert (good_site.root / "output/natif-fr.html").is_file()
    assert not list((good_site.root / "output/de").rglob("natif*"))


NATIVE = """Title: Von Hand
Slug: second
Lang: de
Date: 2026-01-03
Category: Pflege

Von Hand geschrieben, siehe [die ersten]({filename}first.md).

## Kontakt {#contact}

Schreiben Sie uns.

## Haftungsausschluss {#disclaimer}

Dies ist kein Rat.
"""


def test_a_translation_written_by_hand_wins_over_the_catalog(good_site: Site) -> None:
    good_site.write("source/articles/second.de.md", NATIVE)
    good_site.replace("locales/de/articles/second.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    assert good_site.run("update").exit_code == 0
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    german = page(good_site, "de/second.html")
    assert german.css_first("h1").text() == "Von Hand"
    assert "lang" not in german.css_first("main p").attributes
    assert german.css_first("main p a[href='./first.html']").text() == "die ersten"
    links = {node.text(): node.attributes["href"] for node in page(good_site, "de/first.html").css("main a")}
    assert links["die zweiten"] == "./second.html"
    for path in ("second.html", "ar/second.html", "de/second.html"):
        assert [node.attributes["hreflang"] for node in page(good_site, path).css(".languages a")] == ["en", "ar", "de"]
    assert not [path for path in good_site.files("output") if path.endswith("second-de.html")]
    assert page(good_site, "second.html").css_first("h1").text() == "Second steps"


def test_a_translation_written_by_hand_needs_the_required_sections_as_well(good_site: Site) -> None:
    good_site.write("source/articles/second.de.md", NATIVE.replace(" {#disclaimer}", ""))
    result = good_site.run("build")
    assert result.exit_code == 1
    assert "source/articles/second.de.md: the required section 'disclaimer' is missing" in result.output
    assert "published output/de" in result.output
    assert leads_to(good_site, "de/second.html") == "../second.html"
    assert page(good_site, "de/first.html").css_first("main a[href*=second]").attributes["href"] == "./../second.html"
    lists = good_site.read("output/de/index.html") + good_site.read("output/de/feeds/all.atom.xml")
    assert "de/second" not in lists + good_site.read("output/de/sitemap-de.xml")
    assert '"./second' not in lists
    checked = good_site.run("check", "de")
    assert "source/articles/second.de.md: error: the required section 'disclaimer' is missing" in checked.output
    good_site.write("source/articles/second.de.md", NATIVE)
    assert good_site.run("build").exit_code == 0
    assert page(good_site, "de/second.html").css_first("h1").text() == "Von Hand"


@pytest.mark.parametrize(
    ("category", "tags"),
    [
        ("Pflege", "Schlaf"),
        *(pytest.param(*one, marks=pytest.mark.long) for one in (("Care", "sleep"), ("Eigenes", "allein"))),
    ],
)
def test_names_in_a_translation_by_hand_are_those_of_the_language(good_site: Site, category: str, tags: str) -> None:
    """In the source's words or the language's, they are the same category and tags; its own are its own.

    That it says that it is a translation keeps it from no list of its language.
    """
    text = NATIVE.replace("Category: Pflege\n", f"Translation: true\nCategory: {category}\nTags: {tags}\n")
    good_site.write("source/articles/second.de.md", text)
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    folders = good_site.root / "output/de"
    names = {
        path.relative_to(folders).as_posix() for kind in ("category", "tag") for path in (folders / kind).iterdir()
    }
    if category == "Eigenes":
        assert {"category/eigenes.html", "tag/allein.html"} <= names
    else:
        assert names == {"category/care.html", "tag/rest.html", "tag/sleep.html"}
        assert '<category term="Pflege" />' in good_site.read("output/de/feeds/all.atom.xml").replace('"/>', '" />')
        assert "Von Hand" in good_site.read("output/de/tag/sleep.html")


def test_a_translation_by_hand_is_at_its_originals_address(good_site: Site) -> None:
    """Whatever date or slug it has: all versions name each other by one address."""
    settings = 'ARTICLE_URL = "{date:%Y}/{slug}/"\nARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"\n'
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + settings)
    good_site.write("source/articles/second.de.md", re.sub("Date: .*", "Date: 2020-01-01", NATIVE))
    good_site.replace("source/articles/first.md", "## Contact", "[In German]({filename}second.de.md).\n\n## Contact")
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + 'GETTEXT["publish_at"] = 0\n')
    good_site.run("update")
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    (path,) = (good_site.root / "output/de").glob("20*/second/index.html")
    assert "Von Hand" in path.read_text(encoding="utf-8")
    address = f"{path.relative_to(good_site.root / 'output/de').parent.as_posix()}/"
    for folder in ("", "ar/", "de/"):
        tree = page(good_site, f"{folder}{address}index.html")
        versions = [node.attributes["href"] for node in tree.css("head link[hreflang]")]
        assert f"https://tiny.example/de/{address}" in versions
    links = [node.attributes["href"] for node in page(good_site, f"{address}../first/index.html").css("main a")]
    assert f"../../de/{address}" in links


@pytest.mark.parametrize("tags", [pytest.param("rest", marks=pytest.mark.long), "Ruhe", "allein"])
def test_lists_know_which_names_a_translation_by_hand_has(good_site: Site, tags: str) -> None:
    """`rest` is on the first article alone: in German that has the tags of the translation by hand."""
    text = good_site.read("source/articles/first.md").replace("Tags: rest, sleep", f"Tags: {tags}\nLang: de")
    good_site.write("source/articles/first.de.md", text)
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    has_rest = tags != "allein"
    assert (good_site.root / "output/de/tag/rest.html").exists() == has_rest
    for folder in ("", "ar/", *(["de/"] if has_rest else [])):
        versions = page(good_site, f"{folder}tag/rest.html").css("head link[hreflang]")
        wanted = ["en", "ar", "de", "x-default"] if has_rest else ["en", "ar", "x-default"]
        assert [node.attributes["hreflang"] for node in versions] == wanted


def test_a_draft_waits_for_nothing_that_reports_speak_of(good_site: Site) -> None:
    good_site.replace("source/articles/second.md", "Category:", "Status: draft\nCategory:")
    good_site.untranslate("locales/de/articles/second.po", "Not even this.")
    for command in ("status", "build"):
        result = good_site.run(command)
        assert result.exit_code == 0
        assert "withheld" not in result.output
    rows = {line.split()[0]: line.split() for line in good_site.run("status").output.splitlines() if line}
    assert rows["de"][-3:] == ["2", "of", "2"]


def test_a_translation_that_is_not_safe_is_named_and_the_exit_code_says_so(good_site: Site) -> None:
    good_site.replace("locales/de/pages/reach-us.po", 'msgstr "Senden', 'msgstr "<script>alert(1)</script>Senden')
    result = good_site.run("build")
    assert result.exit_code == 1
    assert "locales/de/pages/reach-us.po:" in result.output
    assert "published output/de" in result.output
    assert "Until then it is not used." in result.output
    assert "alert" not in good_site.read("output/de/pages/reach-us.html")
    assert good_site.run("build", "ar").exit_code == 0


def test_a_summary_that_ends_before_its_footnote_is_a_warning(good_site: Site) -> None:
    """Pelican makes a summary of an article's first words; its theme shows it on lists, without the footnotes."""
    good_site.replace("source/articles/first.md", "Summary: A *short* start.\n", "")
    good_site.replace("source/articles/first.md", "## Beginning\n", "## Beginning\n\nWords[^1].\n\n[^1]: A note.\n")
    good_site.write(
        "pelicanconf.py", good_site.read("pelicanconf.py") + 'GETTEXT["publish_at"] = 0\nSUMMARY_MAX_LENGTH = 3\n'
    )
    good_site.run("update")
    result = good_site.run("-v", "build")
    assert result.exit_code == 0, result.output
    assert "warning: '#fn:1' names a place that the page does not have" in result.output
    assert "write a Summary for the article" in result.output


@pytest.mark.parametrize("status", ["draft", "hidden", pytest.param("skip", marks=pytest.mark.long)])
def test_drafts_hidden_and_skipped_articles_are_treated_as_pelican_treats_them(good_site: Site, status: str) -> None:
    good_site.replace("source/articles/second.md", "Slug: second", f"Slug: second\nStatus: {status}")
    good_site.replace("source/articles/first.md", "[the second]({filename}second.md)", "the second")
    good_site.run("update")
    result = good_site.run("build")
    assert "page-missing" not in result.output
    assert "page-unexpected" not in result.output
    assert (good_site.root / "output/de/second.html").exists() == (status == "hidden")
    assert "Zweite Schritte" not in good_site.read("output/de/index.html")


def test_a_hidden_page_that_is_withheld_leads_to_the_original_too(good_site: Site) -> None:
    """Whoever has its address has it from somewhere."""
    good_site.replace("source/articles/second.md", "Slug: second", "Slug: second\nStatus: hidden")
    good_site.replace("locales/de/articles/second.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    good_site.run("build")
    assert 'content="0; url=../second.html"' in good_site.read("output/de/second.html")


@pytest.mark.parametrize(
    "slug",
    [
        "../de-at/evil",
        "../../evil",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("../de/evil", "/tmp/evil")),
    ],
)
def test_no_slug_leads_out_of_a_sites_folder(good_site: Site, slug: str) -> None:
    good_site.replace("source/articles/second.md", "Slug: second", f"Slug: {slug}\nSave_as: {slug}.html")
    result = good_site.run("build")
    assert result.exit_code != 0
    assert not list(good_site.root.parent.rglob("evil*"))


RST_ARTICLE = """An older *text*
################

:slug: older
:date: 2026-01-01
:tags: sleep
:summary: About *old* things.

Old **but** good, `see <{filename}first.md>`_.

Contact
=======

Write to us.

Disclaimer
==========

This is not advice.
"""


def test_a_restructuredtext_source_is_walked_in_docutils_own_tree(good_site: Site) -> None:
    good_site.write("source/articles/older.rst", RST_ARTICLE)
    result = good_site.run("update")
    assert result.exit_code == 0, result.output
    template = good_site.read("locales/templates/articles/older.pot")
    assert (
        '#. critical: disclaimer\n#. page: /older.html\n#: source/articles/older.rst\nmsgid "This is not advice."'
        in template
    )
    path = "locales/de/articles/older.po"
    german_texts = {
        "About *old* things.": "Über *alte* Dinge.",
        "Old **but** good, `see <{filename}first.md>`_.": "`Siehe <{filename}first.md>`_: alt, **aber** gut.",
        "Write to us.": "Schreiben Sie uns.",
    }
    for msgid, text in german_texts.items():
        good_site.replace(path, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{text}"')
    good_site.replace("pelicanconf.py", '"locales"', '"publish_at": 0.1, "locales"')
    good_site.run("build")
    assert page(good_site, "older.html").css_first("main strong").text() == "but"
    german = page(good_site, "de/older.html")
    assert german.css_first("main strong").text() == "aber"
    assert german.css_first("main p a[href='./first.html']").text() == "Siehe"
    assert "Kontakt" in german.css_first("#contact").text()
    assert "<em>alte</em>" in good_site.read("output/de/index.html")


@pytest.mark.parametrize(
    "hostile",
    [
        "`x <javascript:alert(1)>`_",
        "|name|",
        ":raw-html:`<script>alert(1)</script>`",
        "`x <https://evil.example>`__",
        "other_",
        "[#a]_",
        "*never closed",
    ],
)
def test_a_hostile_translation_of_restructuredtext_is_not_used(good_site: Site, hostile: str) -> None:
    good_site.write("source/articles/older.rst", RST_ARTICLE)
    good_site.run("update")
    good_site.replace(
        "locales/de/articles/older.po", 'msgid "Write to us."\nmsgstr ""', f'msgid "Write to us."\nmsgstr "{hostile}"'
    )
    result = good_site.run("check", "de")
    assert result.exit_code == 1
    assert re.search("paragraph “Write to us.”: (?:<|it cannot be read: )", result.output), result.output


def test_identity_with_every_translation_equal_to_its_source_the_site_is_the_sources_own(good_site: Site) -> None:
    """What differs is what a site adds: its language, its dates, and addresses one folder further down."""
    good_site.write("source/articles/older.rst", RST_ARTICLE)
    good_site.write(
        "source/articles/oldest.html",
        HTML_ARTICLE.replace("older", "oldest"),
    )
    good_site.replace("pelicanconf.py", '"ar", "de"', '"en_001"')
    good_site.run("update")
    for path in sorted((good_site.root / "locales" / "en_001").rglob("*.po")):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if entry.msgid_plural:
                entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
            else:
                entry.msgstr = entry.msgid
        catalog.save(str(path))
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    source, same = good_site.files("output"), good_site.files("output/en-001")
    pages = [path for path in source if path.endswith(".html") and not path.startswith("en-001/")]
    assert sorted(path for path in same if path.endswith(".html")) == sorted(pages)
    for path in pages:
        assert _neutral(same[path].decode(), path) == _neutral(source[path].decode(), path), path


def _neutral(html: str, path: str) -> str:
    up = "../" * path.count("/") or "./"
    html = html.replace('lang="en-001"', 'lang="en"').replace(f'"{up}../', f'"{up}').replace('"../theme', f'"{up}theme')
    html = html.replace('"../../theme', f'"{up}theme')
    html = re.sub(r"(<time[^>]*>)[^<]*", r"\1", html)
    return _without_versions(html.encode()).decode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("word " * 5000, "24,999 characters in one block, more than 20,000"),
        pytest.param("<b>" * 60 + "x" + "</b>" * 60, "marks nested 60 deep, more than 50", marks=pytest.mark.long),
    ],
)
def test_a_block_over_the_bound_is_told_of_and_stays_in_the_source_language(
    good_site: Site, text: str, why: str
) -> None:
    good_site.write("source/pages/long.md", f"Title: Long\nSlug: long\n\n{text}\n\nShort.\n")
    assert good_site.run("update").exit_code == 0
    assert why in " ".join(good_site.run("check").output.split())
    assert {entry.msgid for entry in polib.pofile(good_site.root / "locales/de/pages/long.po")} == {"Long", "Short."}
    good_site.replace("pelicanconf.py", '"locales"', '"publish_at": 0, "locales"')
    good_site.run("build", "de")
    paragraph = page(good_site, "de/pages/long.html").css_first("main p")
    assert paragraph.attributes["lang"] == "en"
    assert not good_site.run("extract", "--check").exit_code


def test_many_small_marks_are_not_nested(good_site: Site) -> None:
    text = "<br>a [b](c.html) <b>d</b> " * 60
    good_site.write("source/pages/long.md", f"Title: Long\nSlug: long\n\n{text}\n")
    good_site.run("update")
    assert len(polib.pofile(good_site.root / "locales/de/pages/long.po")) == 2


def test_a_translation_by_hand_into_no_language_of_the_site_stays_with_the_source(good_site: Site) -> None:
    good_site.write(
        "source/articles/first-fr.md", "Title: Premiers pas\nSlug: first\nLang: fr\nDate: 2026-01-02\n\nBonjour.\n"
    )
    good_site.run("build")
    assert "Premiers pas" in good_site.read("output/first-fr.html")
    assert "Premiers pas" in good_site.read("output/feeds/all.atom.xml")
    assert "Premiers pas" not in good_site.read("output/de/feeds/all.atom.xml")
    assert not (good_site.root / "output/de/first-fr.html").exists()


def test_a_site_that_stays_as_it_was_is_still_one_of_the_versions(good_site: Site) -> None:
    """A quotation mark in one catalog must not take the language out of the others' menus, nor blame its old pages."""
    withhold_second(good_site)
    good_site.run("build")
    good_site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "Erste Schritte')
    result = good_site.run("build")
    assert result.exit_code == 2
    assert "hreflang" not in result.output
    languages = {
        path: [node.attributes["hreflang"] for node in page(good_site, path).css(".languages a")]
        for path in ("first.html", "second.html", "ar/first.html", "index.html")
    }
    assert languages == {
        "first.html": ["en", "ar", "de"],
        "second.html": ["en", "ar"],
        "ar/first.html": ["en", "ar", "de"],
        "index.html": ["en", "ar", "de"],
    }


def test_a_language_that_is_not_built_is_linked_as_it_stands(good_site: Site) -> None:
    complete = good_site.read("locales/de/articles/second.po")
    withhold_second(good_site)
    good_site.run("build")
    good_site.write("locales/de/articles/second.po", complete)
    assert good_site.run("build", "ar").exit_code == 0
    assert [node.attributes["hreflang"] for node in page(good_site, "second.html").css(".languages a")] == ["en", "ar"]
    assert good_site.run("build").exit_code == 0
    assert len(page(good_site, "second.html").css(".languages a")) == 3


def test_existing_themes_find_the_versions_of_a_page_where_pelican_has_its_translations(good_site: Site) -> None:
    """Title, address and language of each; also of one written by hand, and never of one that is withheld."""
    good_site.write(
        "theme/templates/article.html",
        "<!DOCTYPE html><html lang='{{ language.tag }}' dir='{{ language.dir }}'><head><title>x</title></head>"
        "{{ article.content }}{% for version in article.translations %}<a class='t' hreflang='{{ version.lang }}' "
        "href='{{ SITEURL }}/{{ version.url }}'>{{ version.title }}</a>{% endfor %}",
    )
    good_site.write("source/articles/second.de.md", NATIVE)
    good_site.run("update")
    good_site.replace("locales/ar/articles/second.po", '"ولا هذا."', '""')
    good_site.run("build")

    def versions(path: str) -> list[tuple[str | None, str | None, str]]:
        return [
            (node.attributes["hreflang"], node.attributes["href"], node.text())
            for node in page(good_site, path).css("a.t")
        ]

    assert versions("first.html") == [
        ("ar", "./ar/first.html", "الخطوات الأولى"),
        ("de", "./de/first.html", "Erste Schritte"),
    ]
    assert versions("de/first.html") == [
        ("en", "./../first.html", "First steps"),
        ("ar", "./../ar/first.html", "الخطوات الأولى"),
    ]
    assert versions("second.html") == [("de", "./de/second.html", "Von Hand")]
    assert versions("de/second.html") == [("en", "./../second.html", "Second steps")]


def test_publishconf_builds_on_the_settings_of_every_day(good_site: Site) -> None:
    good_site.write(
        "publishconf.py",
        "import sys\nsys.path.append('.')\nfrom pelicanconf import *\n"
        "SITEURL = 'https://real.example/clinic'\nRELATIVE_URLS = False\n",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "-s", "publishconf.py", "build"],
        cwd=good_site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    head = page(good_site, "de/first.html").head
    assert head is not None
    assert head.css_first("link[rel=canonical]").attributes["href"] == "https://real.example/clinic/de/first.html"
    assert "https://real.example/clinic/ar/sitemap-ar.xml" in good_site.read("output/sitemap.xml")


def test_pelicans_own_server_rebuilds_when_an_article_is_saved(good_site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pelican", "--listen", "--autoreload", "-b", "127.0.0.1", "-p", str(port)]
    # Pelican watches and serves in processes of its own, which outlive it: they are ended as a group.
    server = subprocess.Popen(
        command, cwd=good_site.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert _served(f"http://127.0.0.1:{port}/first.html", "This is not advice.")
        edited = good_site.read("source/articles/first.md").replace("not advice", "no advice at all")
        # Saved more than once: the first build may be there before Pelican begins to watch.
        for _ in range(10):
            good_site.write("source/articles/first.md", edited)
            if _served(f"http://127.0.0.1:{port}/first.html", "This is no advice at all.", seconds=3):
                break
        else:
            pytest.fail("the page is as it was")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)


def _served(address: str, text: str, seconds: int = 30) -> bool:
    for _ in range(seconds * 5):
        try:
            with urlopen(address, timeout=2) as answer:
                if text in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


@pytest.mark.parametrize(
    "text",
    [
        "Title: Von Hand\n",
        pytest.param("Title: Von Hand\nLang: de\n", marks=pytest.mark.long),
        pytest.param("Title: Von Hand\nSlug: second\n", marks=pytest.mark.long),
    ],
)
def test_a_translation_by_hand_may_say_by_its_name_alone_what_it_is(good_site: Site, text: str) -> None:
    """`second.de.md` beside `second.md`: its language and its original."""
    good_site.write("source/articles/second.de.md", NATIVE.replace(NATIVE.partition("Date")[0], text))
    assert good_site.run("update").exit_code == 0
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert "Pelican: There are 2" not in result.output
    assert page(good_site, "de/second.html").css_first("h1").text() == "Von Hand"
    assert page(good_site, "second.html").css_first("h1").text() == "Second steps"
    assert page(good_site, "de/first.html").css_first("main a[href*=second]").attributes["href"] == "./second.html"
    assert "no-original" not in good_site.run("check").output
    assert not list((good_site.root / "output").rglob("von-hand*"))


def test_plain_pelican_knows_such_a_translation_too(good_site: Site) -> None:
    good_site.write("source/articles/second.de.md", NATIVE.replace(NATIVE.partition("Date")[0], "Title: Von Hand\n"))
    done = subprocess.run([sys.executable, "-m", "pelican", "-q"], cwd=good_site.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert page(good_site, "second.html").css_first("h1").text() == "Second steps"
    assert page(good_site, "second-de.html").css_first("h1").text() == "Von Hand"
