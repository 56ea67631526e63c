"""Sites that are edited, and the edits: each can be made and taken back again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pelican
import polib

from pipeline import cache
from tests.conftest import SITES, Site

_PLUGIN = """
from pathlib import Path
from pelican import signals

def say(generator):
    root = Path(__file__).parent.parent
    there = "there" if (root / "data" / "switch").exists() else "not there"
    generator.context["DATA"] = (root / "data.txt").read_text() + there

def register():
    signals.generator_init.connect(say)
"""
_SETTINGS = """
import os
from functools import partial
from pathlib import Path
EDITION = os.environ.get("EDITION", "first")
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["pipeline.plugin", "say"]
THEME_TEMPLATES_OVERRIDES = [str(Path(__file__).with_name("overrides"))]
JINJA_FILTERS = {"shout": lambda text: text.upper() + "!"}
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}, "pymdownx.snippets": {"base_path": ["snippets"]}}}
GETTEXT["locales"] = ["de"]
DIRECT_TEMPLATES = ["index", "tags", "archives"]
AUTHOR_SAVE_AS = ""
"""
_FOOTER = '<footer>{{ DATA }} {{ EDITION|shout }} {% include "part-%s.html"|format(EDITION) ignore missing %}</footer>'


def make(root: Path) -> Site:
    """A site with what is hard to see: an include by a variable, a plugin's data, a snippet, the surroundings."""
    shutil.copytree(SITES / "good", root)
    site = Site(root)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + _SETTINGS)
    site.write("plugins/say.py", _PLUGIN)
    site.write("data.txt", "one")
    site.write("snippets/s.md", "Some words.\n")
    (root / "overrides").mkdir()
    site.replace("theme/templates/base.html", "</body>", f"{_FOOTER}</body>")
    site.write("source/articles/third.md", 'Title: Third\nDate: 2026-01-03\n\nIt says:\n\n--8<-- "s.md"\n\n')
    site.write("source/articles/third.md", site.read("source/articles/third.md") + DISCLAIMER)
    assert site.run("update").exit_code == 0
    return site


DISCLAIMER = "## Please note {#disclaimer}\n\nThis is not advice.\n\n## Contact {#contact}\n\nCall us.\n"


_NASTY_SETTINGS = """
from datetime import date
from itertools import count
PLUGINS += ["pelican.plugins.neighbors", "pelican.plugins.related_posts"]
JINJA_GLOBALS = {"now": date.today, "new_each_time": count().__next__}
JINJA_FILTERS |= {"titles": lambda article: [one.title for one in getattr(article, "related_posts", [])]}
JINJA_TESTS = {"worded": lambda article, words: any(len(str(tag)) > words for tag in getattr(article, "tags", []))}
DIRECT_TEMPLATES = ["index", "authors", "categories", "tags", "archives"]
AUTHOR_SAVE_AS = "author/{slug}.html"
DEFAULT_PAGINATION = 2
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
FOOT = ["a", "b"]
"""
#: What is hard to see: other pages in a page, state in a page and between pages, what is new each time on a few.
_NASTY = """
{% import "macros.html" as tools %}
{% macro framed(name) %}<section id="{{ name }}">{{ caller(name|length) }}</section>{% endmacro %}
{% set count = namespace(all=0) %}{% set part = "part-" ~ (article.slug if article else "list")|length ~ ".html" %}
<aside>{% include [part, "none.html"] ignore missing %}
{% if article and article.slug == "second" %}
{{ now() }} {{ new_each_time() }} {{ article|titles|join(", ") }}{% endif %}
{% if page %}{{ new_each_time() }}{% endif %}
{% if article %}
{% for one in [article.prev_article, article.next_article] if one %}
<a href="{{ SITEURL }}/{{ one.url }}">{{ one.title }} {{ one.summary|striptags|truncate(30) }}</a>{% endfor %}
{% call(n) framed("related") %}{{ n }}{{ article.related_posts|map(attribute="title")|join }}{% endcall %}
{{ article|attr("subtitle") }}{{ article["modified"]|default("never") }}{{ tools.line(article) }}
{% for version in article.translations %}{{ version.lang }}{{ version.title }}{{ version.url }}{% endfor %}
{% endif %}
{% for tag, ones in tags|sort(attribute="0.name") %}{% set count.all = count.all + ones|length %}
<span style="--n: {{ ones|length }}">{{ tag }}{{ ones|map(attribute="title")|sort|first }}</span>{% endfor %}
{% for one in articles|selectattr("tags")|rejectattr("status", "eq", "draft") if one.date.day is odd %}
{{ loop.index }}/{{ loop.length }}{{ one.category }}{{ one.title|length }}{% endfor %}
{% for group in articles|groupby("category") %}{{ group.grouper }}{{ group.list|length }}{% endfor %}
{{ count.all }}{{ dates[0].title if dates }}{{ FOOT|join }}{{ articles_page.number if articles_page }}
{{ (articles|map(attribute="date")|max).year }}{{ pages|length }}</aside>
"""
_MACROS = '{% set sign = "*" %}{% macro line(one) %}{{ sign }}{{ one.category }}{{ _("Made with care") }}{% endmacro %}'
_WORDS = re.compile(r"(\]\(.*?\)|<.*?>|%\(\w+\)\w|\{.*?\})|[ae]")
_OTHERS = {"Call us.": "Rufen Sie uns an.", "This is not advice.": "Das ist kein Rat."}
#: Settings of sites in themes that know nothing of us, and link to authors.
_THEME = 'THEME = {!r}\nRELATIVE_URLS = False\nAUTHOR_SAVE_AS = "author/{{slug}}.html"\n'


def _make_plain(root: Path) -> Site:
    """The site without the filter of its own."""
    site = make(root)
    site.replace("theme/templates/base.html", "{{ EDITION|shout }}", "{{ EDITION }}")
    _translate(site)
    return site


def _translate(site: Site) -> None:
    """Translate all that lacks a translation, in words of no language."""
    assert site.run("update").exit_code == 0
    for path in (site.root / "locales/de").rglob("*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog.untranslated_entries():
            entry.msgstr = _OTHERS.get(entry.msgid) or _WORDS.sub(
                lambda found: found[1] or {"a": "ä", "e": "ë"}[found[0]], entry.msgid
            )
        catalog.save(str(path))


def _make_shouting(root: Path) -> Site:
    """The site with a filter of its own: nobody knows what it says, so that no page of it is kept."""
    site = make(root)
    _translate(site)
    return site


def _make_nasty(root: Path) -> Site:
    site = _make_plain(root)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + _NASTY_SETTINGS)
    site.replace("theme/templates/base.html", "<footer>", f"{_NASTY}<footer>")
    site.write("theme/templates/macros.html", _MACROS)
    for number, name in enumerate(("first", "second", "third")):
        path = f"source/articles/{name}.md"
        old = "Tags: " if "Tags: " in site.read(path) else "Title:"
        site.replace(path, old, f"Tags: tag, other{number % 2}" + (", " if old == "Tags: " else f"\n{old}"))
    site.write("overrides/part-5.html", "<i>{{ article.title }}</i>")
    _translate(site)
    return site


def _make_themed(theme: str) -> Callable[[Path], Site]:
    def make_themed(root: Path) -> Site:
        site = _make_plain(root)
        place = Path(pelican.__file__).parent / "themes" / theme
        site.write("pelicanconf.py", site.read("pelicanconf.py") + _THEME.format(str(place)))
        site.replace("pelicanconf.py", '"pages/reach-us.html"', '"https://tiny.example/pages/reach-us.html"')
        _translate(site)
        return site

    return make_themed


MAKERS: Mapping[str, Callable[[Path], Site]] = {
    "own": _make_plain,
    "shouting": _make_shouting,
    "nasty": _make_nasty,
    "simple": _make_themed("simple"),
    "notmyidea": _make_themed("notmyidea"),
}


def edit(path: str, old: str, new: str) -> Callable[[Site], None]:
    return lambda site: site.replace(path, old, new) if old in site.read(path) else site.replace(path, new, old)


def toggle(path: str, text: str) -> Callable[[Site], None]:
    def change(site: Site) -> None:
        if (site.root / path).exists():
            (site.root / path).unlink()
        else:
            site.write(path, text)

    return change


def rename(site: Site) -> None:
    old, new = site.root / "source/articles/second.md", site.root / "source/articles/zweitens.md"
    (old if old.exists() else new).rename(new if old.exists() else old)


def spoil_the_store(site: Site) -> None:
    if (path := cache.place()) is not None and path.exists():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change_an_output(site: Site) -> None:
    page = site.root / "output/de/index.html"
    if page.exists():
        page.write_text("<p>somebody's</p>", encoding="utf-8")


EDITS: dict[str, Callable[[Site], object]] = {
    "a translation": edit("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr "Beginn"'),
    "a fuzzy mark": edit("locales/de/articles/first.po", '\nmsgid "Beginning"', '\n#, fuzzy\nmsgid "Beginning"'),
    "a theme's translation": edit("locales/de/theme.po", 'msgstr "', 'msgstr "X'),
    "a source": edit("source/articles/first.md", "Take one tablet", "Take two tablets"),
    "a title": edit("source/articles/first.md", "Title: ", "Title: New "),
    "a disclaimer": edit("source/articles/first.md", "This is not advice", "This is no advice"),
    "a template": edit("theme/templates/base.html", "<footer>", "<footer id=f>"),
    "a template elsewhere": toggle("overrides/page.html", "<html><head></head><body>{{ page.content }}</body></html>"),
    "an include by a variable": toggle("overrides/part-first.html", "<b>part</b>"),
    "a plugin": edit("plugins/say.py", ".read_text()", ".read_text().upper()"),
    "what a plugin asks for": toggle("data/switch", ""),
    "a plugin's data": edit("data.txt", "one", "two"),
    "a snippet": edit("snippets/s.md", "Some words", "Other words"),
    "a setting": edit("pelicanconf.py", 'SITENAME = "Tiny"', 'SITENAME = "Large"'),
    "a filter": edit("pelicanconf.py", '+ "!"', '+ "?"'),
    "a style sheet": edit("theme/static/style.css", "}", "} /* */"),
    "a picture": toggle("source/images/sun.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a picture of a language": toggle("source/images/moon.de.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "an article": toggle("source/articles/new.md", f"Title: New\nDate: 2026-01-04\n\nWords.\n\n{DISCLAIMER}"),
    "a draft": toggle("source/articles/d.md", f"Title: D\nDate: 2026-01-04\nStatus: draft\n\nWords.\n\n{DISCLAIMER}"),
    "a translation by hand": toggle("source/articles/second.de.md", f"Title: Zwei\n\nWorte.\n\n{DISCLAIMER}"),
    "a name": rename,
    "a setting of ours": edit("pelicanconf.py", '"locales"] = ["de"]', '"locales"] = ["de", "ar"]'),
    "catalogs": lambda site: site.run("update"),
    "one language": lambda site: site.run("build", "de"),
    "the store": spoil_the_store,
    "the store is gone": lambda site: cache.forget(),
    "a published page": change_an_output,
    "a published page is gone": lambda site: (site.root / "output/first.html").unlink(missing_ok=True),
    "the output": lambda site: shutil.rmtree(site.root / "output", ignore_errors=True),
    "the record": lambda site: (site.root / ".output.published.json").unlink(missing_ok=True),
}


#: What withholds pages, so that later edits of them would not be seen.
GOING = ("a source", "a title", "a disclaimer", "a fuzzy mark")


def _if(path: str, change: Callable[[Site], object]) -> Callable[[Site], object]:
    return lambda site: change(site) if (site.root / path).exists() else None


def _edit(path: str, old: str, new: str) -> Callable[[Site], object]:
    """An edit of a source, wherever it is by now."""
    moved = {"source/articles/second.md": "source/articles/zweitens.md"}.get(path, path)

    def change(site: Site) -> None:
        for one in {path, moved}:
            if (site.root / one).exists() and (old in site.read(one) or new in site.read(one)):
                edit(one, old, new)(site)

    return change


def _in_nasty(change: Callable[[Site], object]) -> Callable[[Site], object]:
    return _if("theme/templates/macros.html", change)


#: Further edits, of what pages alone are made of.
PAGE_EDITS: dict[str, Callable[[Site], object]] = {
    **EDITS,
    "a translation by hand": toggle(
        "source/articles/second.de.md", f"Title: Zwei\nDate: 2026-01-03\nSlug: second\n\nWorte.\n\n{DISCLAIMER}"
    ),
    "tags": _edit("source/articles/third.md", "Title: ", "Tags: rest, new\nTitle: "),
    "a category": _edit("source/articles/third.md", "Title: ", "Category: Other\nTitle: "),
    "an order": _edit("source/articles/third.md", "2026-01-03", "2026-01-01"),
    "a summary": _edit("source/articles/second.md", "Slug: second", "Summary: In *short*.\nSlug: second"),
    "a date of change": _edit("source/articles/second.md", "Slug: second", "Modified: 2026-02-01\nSlug: second"),
    "a hidden article": _edit("source/articles/third.md", "Title: ", "Status: hidden\nTitle: "),
    "a field of its own": _edit("source/articles/third.md", "Title: ", "Subtitle: Below\nTitle: "),
    "a title's translation": _edit("locales/de/articles/second.po", 'msgstr "Zwei', 'msgstr "Neu'),
    "a link": _edit("source/articles/second.md", "Go on.", "Go [on]({filename}first.md)."),
    "a file that goes along": _edit("source/articles/second.md", "Go on.", "Go ![on]({attach}../images/moon.svg)."),
    "a link to nothing": _edit("source/articles/second.md", "Go on.", "Go [on]({filename}none.md)."),
    "a menu": edit("pelicanconf.py", '"Reach us", ', '"Reach me", '),
    "a page's title": _edit("source/pages/reach-us.md", "Title: ", "Title: Now "),
    "an included part": toggle("overrides/part-list.html", "x"),
    "a macro": _in_nasty(edit("theme/templates/macros.html", '"*"', '"+"')),
    "a part": _in_nasty(toggle("overrides/part-6.html", "<u>{{ article.title }} {{ tags|length }}</u>")),
    "more on a page": _in_nasty(edit("pelicanconf.py", "DEFAULT_PAGINATION = 2", "DEFAULT_PAGINATION = 3")),
}


#: What would have later edits not be seen: pages are withheld by it, or sites not published.
UNDONE = (*GOING, "a link to nothing", "a translation by hand", "a name", "an article", "a draft")
#: Edits of what one of the sites has alone.
ONLY_NASTY = frozenset({"a macro", "a part", "more on a page"})
