"""A page that would come out the same is kept as it stands; whatever happens in between, sites equal clean builds."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pelican
import polib
import pytest

from pipeline.plugin import traces
from pipeline.plugin.answers import Answers
from pipeline.plugin.tracing import Rendering, Tracer
from tests.conftest import Result, Site
from tests.forking import fork_sites
from tests.whole.test_kept_sites import (
    DISCLAIMER,
    EDITS,
    GOING,
    copy_of,
    edit,
    make,
    require_equal_to_a_clean_build,
    toggle,
)

_SETTINGS = """
from datetime import date
from itertools import count
PLUGINS += ["pelican.plugins.neighbors", "pelican.plugins.related_posts"]
JINJA_GLOBALS = {"now": date.today, "new_each_time": count().__next__}
JINJA_FILTERS |= {"titles": lambda article: [one.title for one in getattr(article, "related_posts", [])]}
JINJA_TESTS = {"worded": lambda article, words: any(len(str(tag)) > words for tag in getattr(article, "tags", []))}
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
#: Settings of sites in themes that know nothing of us.
_THEME = "THEME = {!r}\n"


def _make_plain(root: Path) -> Site:
    """The site of test_kept_sites without the filter of its own, of which nobody knows what it says."""
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


def _make_nasty(root: Path) -> Site:
    site = _make_plain(root)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + _SETTINGS)
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
        site.write(
            "pelicanconf.py", site.read("pelicanconf.py") + _THEME.format(str(place)) + "RELATIVE_URLS = False\n"
        )
        site.replace("pelicanconf.py", '"pages/reach-us.html"', '"https://tiny.example/pages/reach-us.html"')
        _translate(site)
        return site

    return make_themed


_MAKERS: Mapping[str, Callable[[Path], Site]] = {
    "own": _make_plain,
    "nasty": _make_nasty,
    "simple": _make_themed("simple"),
    "notmyidea": _make_themed("notmyidea"),
}


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
_GOING = (*GOING, "a link to nothing", "a translation by hand")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    known: dict[str, Site] = {}

    def make_once(name: str) -> Site:
        if name not in known:
            known[name] = _MAKERS[name](tmp_path_factory.mktemp(name) / "site")
        return known[name]

    return make_once


@pytest.fixture
def begin(made: Callable[[str], Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Site]:
    """A copy of a site, with a store of its own; processes of sites are forked."""
    fork_sites(monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def copied(name: str) -> Site:
        shutil.rmtree(tmp_path / "some", ignore_errors=True)
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        shutil.copytree(made(name).root, tmp_path / "some" / "site")
        return Site(tmp_path / "some" / "site")

    return copied


def pages_kept(result: Result) -> int:
    return sum(int(found) for found in re.findall(r"(\d+) pages? kept", " ".join(result.output.split())))


def require_equal(site: Site, name: str) -> Result:
    """The same as a clean build, and nothing that a comparison has found."""
    result = require_equal_to_a_clean_build(site, name)
    assert "would have been kept" not in result.output, (name, result.output)
    return result


#: The theme that does what is hard to see is enough for each run; the others are for the long one.
_THEMES = [pytest.param(name, marks=() if name == "nasty" else (pytest.mark.long,)) for name in _MAKERS]


@pytest.mark.parametrize("theme", _THEMES)
def test_after_each_edit_pages_equal_a_clean_builds(theme: str, begin: Callable[[str], Site]) -> None:
    site, kept = begin(theme), 0
    site.run("build")
    for name, change in PAGE_EDITS.items():
        change(site)
        kept += pages_kept(require_equal(site, f"{theme}: {name}"))
        if name in _GOING:
            change(site)
            kept += pages_kept(require_equal(site, f"{theme}: {name}, undone"))
    assert kept > len(PAGE_EDITS)


def test_of_one_word_an_article_and_what_shows_it_are_made_anew(begin: Callable[[str], Site]) -> None:
    site = begin("own")
    site.run("build")
    PAGE_EDITS["a translation"](site)
    result = require_equal(site, "a translation")
    assert pages_kept(result) >= 8, result.output


#: Sequences in the normal suite; in the long run `PELICAN_GETTEXT_SEQUENCES` says how many.
_FEW = 10
_SEQUENCES = int(os.environ.get("PELICAN_GETTEXT_SEQUENCES", "2000"))


def sequence(number: int) -> tuple[str, list[str]]:
    """A theme and some edits, the same for the same number."""
    dice = random.Random(number)
    return dice.choice(list(_MAKERS)), dice.choices(sorted(PAGE_EDITS), k=dice.randint(2, 6))


def _require_sequence(begin: Callable[[str], Site], number: int) -> None:
    theme, names = sequence(number)
    site = begin(theme)
    site.run("build")
    for count, name in enumerate(names):
        PAGE_EDITS[name](site)
        require_equal(site, f"{number} {theme}: {' > '.join(names[: count + 1])}")


@pytest.mark.parametrize("number", range(_FEW))
def test_sequences_of_edits_equal_clean_builds(number: int, begin: Callable[[str], Site]) -> None:
    _require_sequence(begin, number)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_many_sequences_of_edits_equal_clean_builds(begin: Callable[[str], Site]) -> None:
    for number in range(_FEW, _SEQUENCES):
        _require_sequence(begin, number)


#: What would go unnoticed if one thing was not noted any more, and the edit that shows it.
_BREAKS: Mapping[str, tuple[object, str, Callable[..., Any], str]] = {
    "attributes": (Rendering, "attribute", lambda *_: None, "a title"),
    "variables": (Tracer, "_resolved", lambda *_: None, "a plugin's data"),
    "templates": (Answers, "template", lambda *_: "", "a template"),
    "what lists hold": (Answers, "_words_of_list", lambda *_: "", "an order"),
    "what feeds are made of": (traces, "fed", lambda *_: (), "a title"),
}


@pytest.mark.parametrize("name", _BREAKS)
def test_what_is_not_noted_is_found_by_comparing_and_the_site_is_built_whole(
    name: str, begin: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, attribute, broken, change = _BREAKS[name]
    monkeypatch.setattr(owner, attribute, broken)
    site = begin("own")
    site.run("build")
    PAGE_EDITS[change](site)
    clean = copy_of(site)
    wrong = site.run("build", "--audit", "1.0")
    clean.run("build", "--fresh")
    told = " ".join(wrong.output.split())
    assert "would have been kept" in told, told
    assert "all of it was made: a page that would have been kept comes out otherwise" in told
    assert (wrong.exit_code, site.files("output")) == (1, clean.files("output"))


_HEARING = """
from pathlib import Path
from pelican import signals

def say(path, context):
    text = Path(path).read_text()
    Path(path).write_text(text.replace("</body>", "<p>Heard</p></body>"))

def register():
    signals.content_written.connect(say)
"""


def test_where_a_plugin_has_a_hand_in_files_all_is_made_and_it_is_named(begin: Callable[[str], Site]) -> None:
    site = begin("own")
    site.write("plugins/hearing.py", _HEARING)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + 'PLUGINS += ["hearing"]\n')
    site.run("build")
    PAGE_EDITS["a translation"](site)
    result = require_equal(site, "a plugin that hears")
    assert "all of it was made: hearing hears content_written" in " ".join(result.output.split())
    assert "<p>Heard</p>" in site.read("output/de/index.html")


def test_nothing_is_kept_that_another_build_or_somebody_else_has_written(
    begin: Callable[[str], Site],
) -> None:
    site = begin("own")
    site.run("build")
    for name in ("a translation", "a published page", "a translation", "the output", "a title", "a title"):
        PAGE_EDITS[name](site)
        require_equal(site, name)
