"""Sites whose translations try to run as scripts, on themes that know nothing of us: they are shown as texts."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SITES, Shared, Site, made_once
from tests.whole.conftest import tags_admitted
from tests.whole.test_themes import theme_folder

ARTICLE = """\
Title: The "best" one
Slug: hostile
Date: 2026-01-03
Category: R&D
Tags: it's

Hello world.

Say `code`, "it's" & *more*.
"""
TITLE = 'Die" autofocus tabindex=1 onfocus="alert(2)'
BODY = "Hallo Welt&quot;&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;."
CODE = "Sag `code`, l'un & *mehr*: `\"><script>alert(3)</script>`."
MARKED = "Das <em>beste</em>\" l'un R&D"
PLUGIN = """\
import html
import re
from pelican import signals

def take_text(content):
    content.taken = html.unescape(re.sub("<[^<>]*>", " ", content._content or ""))

def copy(generator):
    for article in generator.articles:
        article.short = article.title[:60]
        if article.slug == "hostile":
            generator.context["latest"] = article.title
            generator.context["taken"] = article.taken
            take_text(article)
            generator.context["taken_later"] = article.taken
    generator.context["names"] = [str(tag) for tag, _ in generator.tags.items()]
    generator.context["site_name"] = generator.settings["SITENAME"]

def register():
    signals.content_object_init.connect(take_text)
    signals.article_generator_finalized.connect(copy)
"""
SHOWN = "{% for article in articles %}{% if article.slug == 'hostile' %}@{% endif %}{% endfor %}"
TEMPLATES = {
    "copied.html": "<!doctype html><html><head><title>Copied</title></head><body>"
    "<p title='{{ latest }}'><script>/* {{ latest }} */ var a = \"{{ latest }}\", b = '{{ names|join }}';</script>"
    "<a href=\"javascript:f('{{ latest }}')\">{{ names|join(' ') }}</a>"
    "<h6>{{ taken }}</h6><h6>{{ taken_later }}</h6></body></html>",
    "data.json": '{"latest": {{ latest|tojson }}, "content": '
    + SHOWN.replace("@", "{{ article.content|tojson }}")
    + ', "encoded": "{{ latest|urlencode|urlencode }}"}',
    "script.js": SHOWN.replace("@", "var a = {{ article.content|tojson }};"),
    "feed.xml": "<a>" + SHOWN.replace("@", "{{ article.content|e }}") + "</a>",
    "plain.txt": SHOWN.replace("@", "{{ article.content }} {{ article.title|urlencode|urlencode|urlencode }}"),
}
TRANSLATIONS = {
    "articles/hostile": {'The "best" one': TITLE, "Hello world.": BODY, 'Say `code`, "it\'s" & *more*.': CODE},
    "articles/marked": {'The <em>best</em>" one': MARKED},
    "theme": {"R&D": "F&E l'un", "it's": "l'on"},
}


def translate(site: Site, catalog: str, texts: dict[str, str]) -> None:
    path = f"locales/de/{catalog}.po"
    for source, text in texts.items():
        quoted = [part.replace("\\", "\\\\").replace('"', '\\"') for part in (source, text)]
        site.replace(path, f'msgid "{quoted[0]}"\nmsgstr ""', f'msgid "{quoted[0]}"\nmsgstr "{quoted[1]}"')


@pytest.fixture
def hostile(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Shared:
    folder = theme_folder(request.param)
    return made_once(tmp_path_factory, f"hostile-{request.param}", lambda root: _built(root, folder))


def _built(root: Path, folder: Path) -> None:
    site = Site(root)
    shutil.copytree(SITES / "good", root, ignore=shutil.ignore_patterns("output", "*.lock", "theme"))
    theme = f"THEME = {str(folder)!r}\nFEED_ALL_RSS = 'feeds/all.rss.xml'\nCC_LICENSE = {{}}\n"
    site.replace("pelicanconf.py", 'THEME = "theme"', theme)
    site.replace("pelicanconf.py", 'MENUITEMS = (("Reach us", "pages/reach-us.html"),)', "MENUITEMS = ()")
    site.replace("pelicanconf.py", '"locales": ["ar", "de"]', '"locales": ["de"], "publish_at": 0')
    site.replace("pelicanconf.py", '{"disclaimer": "#disclaimer", "contact": "#contact"}', "{}")
    site.write("plugins/copying.py", PLUGIN)
    site.replace("pelicanconf.py", "PLUGINS = [", 'PLUGINS = ["copying", ')
    stems = {name: name.partition(".")[0] for name in TEMPLATES}
    saved = "".join(f"{stem.upper()}_SAVE_AS = {name!r}\n" for name, stem in stems.items())
    direct = f"DIRECT_TEMPLATES = {['index', *stems.values()]!r}\nPLUGIN_PATHS = ['plugins']\n"
    direct += f"THEME_TEMPLATES_OVERRIDES = [{str(site.root / 'own')!r}]\n"
    site.write("pelicanconf.py", site.read("pelicanconf.py") + direct + saved)
    for name, template in TEMPLATES.items():
        site.write(f"own/{stems[name]}.html", template)
    site.write("source/articles/hostile.md", ARTICLE)
    marked = ARTICLE.replace("hostile", "marked").replace('The "best" one', 'The <em>best</em>" one')
    site.write("source/articles/marked.md", marked)
    assert site.run("update", "de").exit_code == 0
    for catalog, texts in TRANSLATIONS.items():
        translate(site, catalog, texts)
    with tags_admitted():
        result = site.run("build", "de")
    assert result.exit_code == 0, result.output


def surface(text: str) -> set[tuple[str, str]]:
    """The elements and attributes of a page, but those that say which language a part is in."""
    root = LexborHTMLParser(text).root
    assert root is not None
    nodes = [node for node in root.traverse(include_text=False) if node.tag[:1].isalpha()]
    names = {(node.tag, name) for node in nodes for name in ("", *node.attributes)}
    return {(tag, name) for tag, name in names if name not in ("lang", "dir", "hreflang")}


@pytest.mark.parametrize("hostile", ["simple", "notmyidea", "pelican.themes.smallweb"], indirect=True)
def test_hostile_texts_are_shown_and_nothing_else_comes_of_them(hostile: Site) -> None:
    output = hostile.root / "output"
    original = {
        item for path in output.glob("**/*.html") if "de" not in path.parts for item in surface(path.read_text())
    }
    allowed = original | {("p", "role"), ("p", "style"), ("p", "class"), ("span", "")}  # the notice
    for path in sorted((output / "de").rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        assert surface(page) <= allowed, path
        assert not re.search("&amp;(?:#|quot|lt|gt|amp)|[\ufdd0-\ufdef\ua7f7]", page), path
    tree = LexborHTMLParser(hostile.read("output/de/hostile.html"))
    shown = tree.css_first("body").text()
    assert TITLE in tree.css_first("title").text()
    for text in (TITLE, html.unescape(BODY), "l'un & mehr: \"><script>alert(3)</script>.", "F&E l'un", "l'on"):
        assert text in shown, text
    marked = LexborHTMLParser(hostile.read("output/de/marked.html"))
    assert "Das beste\" l'un R&D" in marked.css_first("title").text()


@pytest.mark.parametrize("hostile", ["simple"], indirect=True)
def test_feeds_have_them_as_texts(hostile: Site) -> None:
    for name in ("all.atom.xml", "all.rss.xml"):
        feed = ElementTree.parse(hostile.root / "output/de/feeds" / name).getroot()
        texts = {text for element in feed.iter() for text in (element.text, *element.attrib.values()) if text}
        assert {TITLE, "Das beste\" l'un R&D", "F&E l'un", "l'on"} <= texts
        for text in texts:
            assert "script" not in {node.tag for node in LexborHTMLParser(text).css("*")}, text


#: Stand-ins, as they are and as JSON, XML and addresses have them.
LEFT = re.compile(
    r"[\ufdd0-\ufdef\ua7f7]|\\u(?:fd[de]|a7f7)"
    r"|&#(?:x(?:fd[de]|a7f7)|649[78]|6500|42999)|%(?:25)*E(?:F%(?:25)*B7|A%(?:25)*9F)",
    re.I,
)


@pytest.mark.parametrize("hostile", ["simple"], indirect=True)
def test_files_of_all_kinds_and_what_plugins_copied_hold_texts(hostile: Site) -> None:
    for path in (hostile.root / "output").rglob("*"):
        if path.is_file() and path.suffix not in (".png", ".jpg"):
            assert not LEFT.search(path.read_text(encoding="utf-8")), path
    original = ElementTree.fromstring(hostile.read("output/feed.xml")).text or ""
    data = json.loads(hostile.read("output/de/data.json"))
    made = [
        data["content"],
        json.loads(hostile.read("output/de/script.js").strip().removeprefix("var a = ").removesuffix(";")),
        ElementTree.fromstring(hostile.read("output/de/feed.xml")).text or "",
        hostile.read("output/de/plain.txt").rpartition("</p>")[0],
    ]
    for page in made:
        assert surface(page) - {("span", ""), ("p", "")} <= surface(original), page
        assert html.unescape(BODY) in LexborHTMLParser(page).css_first("body").text()
    assert data["latest"] == unquote(unquote(data["encoded"])) == TITLE
    copied = LexborHTMLParser(hostile.read("output/de/copied.html"))
    assert copied.css_first("body p").attributes == {"title": TITLE}
    assert json.loads(copied.css_first("body script").text().partition(" var a = ")[2].partition(", b")[0]) == TITLE
    assert "l'on" in copied.css_first("body a:not([hreflang])").text()
    for taken in copied.css("h6"):
        assert html.unescape(BODY) in taken.text()
