"""A site in which hostile translations stand in messages of every kind, and what they added to its pages.

Each article is of one vector and one shape of source text: plain, with quotes, with markup. In each of its texts is the
same word, which no other article has (`mark`); a translation is its source with the vector after that word.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polib
from selectolax.lexbor import LexborHTMLParser

from pipeline.config import THEME_DOMAIN
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Notation
from pipeline.review.judgement import Judgement
from pipeline.rules import RULES
from pipeline.sources.extract import Extraction
from tests.cases import FOLDER
from tests.conftest import SITES, Site

VECTORS = tuple(
    vector
    for group in tomllib.loads((FOLDER / "hostile/vectors.toml").read_text(encoding="utf-8")).values()
    for vector in group
)
SHAPES = ("The {} one", 'The "{}" one', "The <em>{}</em> one")
_MARK = re.compile("q([a-j]{3})q")
_LETTERS = str.maketrans("0123456789", "abcdefghij")
_DIGITS = str.maketrans("abcdefghij", "0123456789")

_MARKDOWN = """\
Title: {text}
Slug: a{number}
Date: 2026-01-02
Category: Category{name}
Tags: Tag{name}
Author: Author{name}
Subtitle: {text}
{summary}
{text} opens it.

## Heading {text}

- item {text}

| head {text} | b |
|---|---|
| cell {text} | c |

A [link {text}]({{filename}}a{number}.md "title {mark}") and ![alt {mark}]({{static}}/images/moon.svg "title {mark}").

> A quotation {text} with `code {mark}`.

Raw <abbr title="long {mark}">short {mark}</abbr>, <kbd>key {mark}</kbd>, <input type="text" placeholder="name {mark}">.

<div class="raw">
<p>Raw {text}</p>
</div>

<iframe src="about:blank" title="frame {mark}">no frames {mark}</iframe>

<noscript>no script {mark}</noscript>

<textarea>area {mark}</textarea>

<xmp>example {mark}</xmp>

<noembed>no embedding {mark}</noembed>

<svg width="9" height="9"><title>picture {mark}</title><text>word {mark}</text></svg>

<details><summary>more {mark}</summary>hidden {mark}</details>
"""
_RST = """\
{text}
{line}

:slug: r{number}
:date: 2026-01-02
:category: Category{name}
:summary: {text}

Paragraph {text} with *emphasis {mark}* and ``code {mark}`` and `a link {mark} <{{filename}}a{number}.md>`_.

Section {text}
{under}

- item {text}

.. image:: {{static}}/images/moon.svg
   :alt: alt {mark}
"""
_SETTINGS = """\
AUTHOR = "Ada"
SITEURL = "https://tiny.example"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
OUTPUT_PATH = "output"
RELATIVE_URLS = True
DEFAULT_PAGINATION = False
SUMMARY_MAX_LENGTH = 20
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS = ["pipeline.plugin"]
CC_LICENSE = {}
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "extensions": ["tests.themes.NoAssets"]}
GETTEXT = {
    "locales": ["de"],
    "fields": ["subtitle"],
    "settings": ["SITENAME", "SITESUBTITLE", "MENUITEMS", "LINKS", "SOCIAL", "DESCRIPTION", "COPYRIGHT"],
    "publish_at": 0,
    "severities": SEVERITIES,
}
"""


def mark(number: int) -> str:
    """A word for the texts of a number."""
    return f"q{number:03d}q".translate(_LETTERS)


def number_of(text: str) -> int | None:
    """The number of a text, by its word."""
    found = _MARK.search(text)
    return int(found[1].translate(_DIGITS)) if found else None


def hostile(text: str, vectors: tuple[str, ...]) -> str:
    """The text as its translation: with its number's vector."""
    number = number_of(text)
    if number is None:
        return text
    vector = vectors[number % len(vectors)]
    return _MARK.sub(lambda match: f"{match[0]} {vector}", text)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A site of these vectors on a theme."""

    site: Site
    vectors: tuple[str, ...]
    messages: int = 0

    @classmethod
    def of(cls, site: Site, theme: Path, vectors: tuple[str, ...], turn: int, more: str) -> Matrix:
        """Write the site, with `more` settings. `turn` says which shape each vector meets, and which are in names."""
        lowered = {rule.id: "note" for rule in RULES.values() if not rule.fixed}
        links = [(f"Link {mark(n)}", f"https://links.example/{n}") for n in range(len(vectors))]
        names = ("SITENAME", "SITESUBTITLE", "DESCRIPTION", "COPYRIGHT")
        settings = [f'{name} = "{name.title()} {mark((turn + n) % len(vectors))}"\n' for n, name in enumerate(names)]
        settings.append(f"SEVERITIES = {lowered!r}\nMENUITEMS = LINKS = SOCIAL = {links!r}\nTHEME = {str(theme)!r}\n")
        site.write("pelicanconf.py", "".join(settings) + _SETTINGS + more)
        for number in range(len(vectors)):
            word = mark(number)
            text = SHAPES[(number + turn) % len(SHAPES)].format(word)
            named = word if (number // 2 + turn) % 3 == 0 else ""
            summary = f"Summary: {text}, in short.\n" if (number + turn) % 2 else ""
            words = {"number": number, "mark": word, "text": text, "name": f" {named}" * bool(named)}
            site.write(f"source/articles/a{number}.md", _MARKDOWN.format(**words, summary=summary))
            if (number + turn) % 2:
                site.write(f"source/articles/r{number}.rst", _RST.format(**words, line="=" * 60, under="-" * 60))
        site.write("source/images/moon.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
        return cls(site, vectors)

    def translate(self) -> int:
        """Write the hostile catalogs; how many messages there are."""
        result = self.site.run("update")
        assert result.exit_code == 0, result.output
        count = 0
        for path in sorted((self.site.root / "locales/de").rglob("*.po")):
            catalog = polib.pofile(str(path), wrapwidth=0)
            for entry in catalog:
                count += 1
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                if entry.msgid_plural:
                    forms = {0: entry.msgid, 1: entry.msgid_plural}
                    entry.msgstr_plural = {form: hostile(text, self.vectors) for form, text in forms.items()}
                else:
                    entry.msgstr = hostile(entry.msgid, self.vectors)
            catalog.save(str(path))
        return count

    def pages(self) -> list[str]:
        """The translated pages that the source's site has, too."""
        output = self.site.root / "output"
        pages = sorted(path.relative_to(output / "de").as_posix() for path in (output / "de").rglob("*.html"))
        return [page for page in pages if (output / page).exists()]

    def pages_to_open(self) -> list[str]:
        """Of these, all but most of the names', which differ in the name alone."""
        pages = self.pages()
        names = [page for page in pages if "/" in page]
        return [page for page in pages if "/" not in page] + names[:: max(1, len(names) // 12)]


def unjudged(judgement: Judgement, found: Catalog | PipelineError, extraction: Extraction) -> Judgement:
    """A catalog's worth where every translation of a value is used, whatever the rules say.

    A value that is a text of prose as well (a title that is the summary, too) is markup there: rules alone judge that.
    """
    assert isinstance(found, Catalog), found
    texts = [text for own in extraction.documents if own.domain == found.domain for text in own.segments]
    prose = {text.key for text in texts if text.notation is not Notation.TEXT}
    asked = {text.key for text in texts} - prose
    if found.domain == THEME_DOMAIN:
        asked |= {message.key for message in extraction.theme if "place " not in message.msgid}
    values = {
        key: message.translations for key, message in found.by_key().items() if key in asked and message.translated
    }
    return replace(judgement, translations={**judgement.translations, **values})


# What is on a page

_ADDRESSES = frozenset(
    "href src action formaction data poster cite background ping longdesc usemap manifest xlink:href srcset".split()
)
_RISKY = frozenset(
    "script iframe object embed base form link style frame frameset portal plaintext applet math foreignobject "
    "animate set marquee template xmp noembed noframes title textarea button input select dialog meta".split()
)
_ACTIVE = frozenset("autofocus srcdoc formaction contenteditable popover is".split())
#: Gather the same of a living page: what a browser has made of it, with scripting.
GATHER = """() => {
  const found = [];
  for (const node of document.querySelectorAll("*")) {
    const attributes = [];
    for (const {name, value} of node.attributes) attributes.push([name, value]);
    found.push([node.localName, attributes, node.localName === "script" ? node.textContent : ""]);
  }
  return found;
}"""

_HANDLER = re.compile("on[a-z]{3,}")

Fact = tuple[str, ...]
#: Our own, of the notice that a page is translated in part.
NOTICE_STYLE = "margin:1rem;padding:.75rem 1rem;border:1px solid;border-inline-start-width:.4rem"


def facts(nodes: Iterable[tuple[str, Iterable[tuple[str, str | None]], str]]) -> Counter[Fact]:
    """Handlers, scripts, hosts, schemes, styles and elements that can do something."""
    found: Counter[Fact] = Counter()
    for tag, attributes, script in nodes:
        own = {name.lower(): value or "" for name, value in attributes}
        if tag.lower() in _RISKY:
            found["element", tag.lower()] += 1
        if tag == "script":
            kind = "code" if "json" not in own.get("type", "") else "data" if _is_json(script) else "no JSON"
            found["script", kind] += 1
        if tag == "meta" and "refresh" in own.get("http-equiv", "").lower():
            found["refresh", own.get("content", "")] += 1
        for name, value in own.items():
            found.update(_attribute(tag, name, value))
    return found


def _attribute(tag: str, name: str, value: str) -> Iterator[Fact]:
    if _HANDLER.fullmatch(name):
        yield "handler", tag, name
    if name in _ACTIVE:
        yield "attribute", tag, name
    if name == "style" and value != NOTICE_STYLE:
        yield "style", value
    if name in _ADDRESSES:
        yield from _address(value)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _address(value: str) -> Iterator[Fact]:
    # As browsers read an address (URL standard, basic URL parser).
    plain = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33))))).replace("\\", "/").lower()
    if host := re.match(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)", plain):
        yield "host", host[1]
    elif scheme := re.match(r"([a-z][a-z0-9+.-]*):", plain):
        yield "scheme", scheme[1]


def facts_of(path: Path) -> Counter[Fact]:
    """The facts of a file, parsed without scripting."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    nodes = (
        (node.tag, list(node.attributes.items()), node.text(deep=True) if node.tag == "script" else "")
        for node in tree.css("*")
    )
    return facts(nodes)


def added(here: Counter[Fact], there: Mapping[Fact, int], kinds: frozenset[str] | None = None) -> Counter[Fact]:
    """What a page has more of than the source's page."""
    more = here - Counter(there)
    return Counter({fact: count for fact, count in more.items() if kinds is None or fact[0] in kinds})


# A theme of our own: messages in all the places that a template has for them.

_PLACES = (FOLDER / "hostile/places.html").read_text(encoding="utf-8")


def write_own_theme(site: Site, count: int) -> Path:
    """A theme that shows values wherever they may stand, and has messages in every place."""
    folder = site.root / "places"
    shutil.copytree(SITES / "good/theme", folder)
    base = (folder / "templates/base.html").read_text(encoding="utf-8")
    places = "".join(_PLACES.replace("@mark@", mark(one)).replace("@number@", str(one)) for one in range(count))
    archives = f'{{% extends "base.html" %}}{{% block content %}}{places}{{% endblock %}}'
    (folder / "templates/archives.html").write_text(archives, encoding="utf-8")
    head = """\
<meta name="description" content="{{ SITESUBTITLE|striptags }}"><meta name="author" content='{{ AUTHOR|e }}'>
{% if article is defined %}
<meta property="og:title" content="{{ article.title|striptags }}"><meta property="x" content='{{ article.title }}'>
<meta name="description" content="{{ article.summary|striptags|truncate(99) }}">
<meta name="subtitle" content="{{ article.subtitle }}"><meta name="tags" content="{{ article.tags|join(', ') }}">
<meta name="y" content="{{ article.title|striptags|e }}"><meta name="z" content="{{ article.category.name|title }}">
<script type="application/ld+json">
{"headline": {{ article.title|striptags|tojson }}, "author": {{ article.author.name|tojson }}}
</script>
{% endif %}
"""
    body = """\
{% if article is defined %}
<p>{{ article.title|safe }} {{ article.subtitle|safe }} {{ article.summary }} {{ article.title|upper }}</p>
<p title="{{ article.summary|striptags|forceescape }}">{{ article.title|replace("x", "y") }}</p>
<p>{{ article.title ~ SITENAME }}</p>
<p data-show="x == '{{ article.title }}'" data-class="{'a': x != `{{ article.subtitle }}`}">x</p>
<script>
for (const { dataset } of document.querySelectorAll("[data-show]"))
  for (const code of [dataset.show, dataset.class]) try { new Function("x", `return ${code}`)() } catch { }
</script>
{% endif %}
<p title="{{ SITENAME }} - {{ SITESUBTITLE|lower }}">{{ COPYRIGHT|safe }}</p>
"""
    base = base.replace("</head>", f"{head}</head>").replace("</main>", f"</main>{body}")
    (folder / "templates/base.html").write_text(base, encoding="utf-8")
    return folder
