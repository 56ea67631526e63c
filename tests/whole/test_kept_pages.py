"""A page that would come out the same is kept as it stands; whatever happens in between, sites equal clean builds."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from pipeline.plugin import ahead, finish, traces
from pipeline.plugin.answers import Answers
from pipeline.plugin.remembered import Remembered
from pipeline.plugin.tracing import Rendering, Tracer
from tests.conftest import Result
from tests.editing import DISCLAIMER, MAKERS, PAGE_EDITS, UNDONE
from tests.sequences import Ground, digests, on_ground, sequence


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with on_ground(tmp_path_factory.mktemp("ground")) as here:
        yield here


def pages_kept(result: Result) -> int:
    return sum(int(found) for found in re.findall(r"(\d+) pages? kept", " ".join(result.output.split())))


@pytest.mark.long
@pytest.mark.parametrize("name", MAKERS)
def test_after_each_edit_pages_equal_a_clean_builds(name: str, ground: Ground) -> None:
    site, kept = ground.begin(name), 0
    site.run("build")
    for edit, change in PAGE_EDITS.items():
        for _ in range(2 if edit in UNDONE else 1):
            change(site)
            kept += pages_kept(ground.require_equal(site, f"{name}: {edit}"))
    assert kept > 20


def test_of_one_word_an_article_and_what_shows_it_are_made_anew(ground: Ground) -> None:
    site = ground.begin("own")
    site.run("build")
    PAGE_EDITS["a translation"](site)
    result = ground.require_equal(site, "a translation")
    assert pages_kept(result) >= 6, result.output


#: So many sequences have each edit and each site. In the normal suite are some of those by which most pages are kept,
#: with each site.
_FEW, _NORMAL = 30, (9, 14, 16, 19, 21)


@pytest.mark.parametrize(
    "number", [pytest.param(one, marks=[] if one in _NORMAL else pytest.mark.long) for one in range(_FEW)]
)
def test_sequences_of_edits_equal_clean_builds(number: int, ground: Ground) -> None:
    """`python -m tests.sequences` carries out as many as one likes."""
    ground.carry_out(number)


def test_each_edit_is_in_one_of_the_first_sequences() -> None:
    known = [sequence(number) for number in range(_FEW)]
    assert {edit for _, edits in known for edit in edits} == PAGE_EDITS.keys()
    assert {name for name, _ in known} == {known[number][0] for number in _NORMAL} == MAKERS.keys()


#: What would go unnoticed if one thing was not noted any more, and the edit that shows it.
_BREAKS: Mapping[str, tuple[object, str, Callable[..., Any], str]] = {
    "attributes": (Rendering, "attribute", lambda *_: None, "a title"),
    "variables": (Tracer, "_resolved", lambda *_: None, "a plugin's data"),
    "templates": (Answers, "template", lambda *_: "", "a template"),
    "what lists hold": (Answers, "_words_of_list", lambda *_: "", "an order"),
    "what feeds are made of": (traces, "fed", lambda *_: (), "a title"),
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=[] if one in ("attributes", "templates") else pytest.mark.long) for one in _BREAKS],
)
def test_what_is_not_noted_is_found_by_comparing_and_the_site_is_built_whole(
    name: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, attribute, broken, change = _BREAKS[name]
    monkeypatch.setattr(owner, attribute, broken)
    site = ground.begin("own")
    site.run("build")
    PAGE_EDITS[change](site)
    clean = ground.built_clean(site)
    wrong = site.run("build", "--audit", "1.0")
    told = " ".join(wrong.output.split())
    assert "would have been kept" in told, told
    assert "all of it was made: a page that would have been kept comes out otherwise" in told
    assert (wrong.exit_code, digests(site.root / "output")) == (1, clean[1])


_HEARING = """
from pathlib import Path
from pelican import signals

def say(path, context):
    text = Path(path).read_text()
    Path(path).write_text(text.replace("</body>", "<p>Heard</p></body>"))

def register():
    signals.content_written.connect(say)
"""


def test_where_a_plugin_has_a_hand_in_files_all_is_made_and_it_is_named(ground: Ground) -> None:
    site = ground.begin("own")
    site.write("plugins/hearing.py", _HEARING)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + 'PLUGINS += ["hearing"]\n')
    site.run("build")
    PAGE_EDITS["a translation"](site)
    result = ground.require_equal(site, "a plugin that hears")
    assert "all of it was made: hearing hears content_written" in " ".join(result.output.split())
    assert "<p>Heard</p>" in site.read("output/de/index.html")


def test_nothing_is_kept_that_another_build_or_somebody_else_has_written(
    ground: Ground,
) -> None:
    site = ground.begin("own")
    site.run("build")
    for name in ("a translation", "a published page", "a translation", "the output", "a title", "a title"):
        PAGE_EDITS[name](site)
        ground.require_equal(site, name)


def several_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have sites made by three processes each, however small they are."""
    monkeypatch.setattr(sys.modules["pipeline.build.run"], "hands", lambda tasks, _: [3] * tasks)
    for module in (ahead, sys.modules["pipeline.workers"]):
        monkeypatch.setattr(module, "cores", lambda: 3)
    for name, number in {"_MANY": 1, "_SOURCES_AT_A_TIME": 1, "_PAGES_AT_A_TIME": 2}.items():
        monkeypatch.setattr(ahead, name, number)


def findings(result: Result) -> list[str]:
    return sorted(re.findall(r"\S+: (?:warning|error): .*", result.output))


@pytest.mark.parametrize("name", MAKERS)
def test_several_processes_make_of_a_site_what_one_makes(
    name: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = ground.begin(name)
    clean = ground.built_clean(site)
    several_hands(monkeypatch)
    assert ground.built_clean(site) == clean
    assert site.run("build").exit_code == clean[0] == 0
    assert digests(site.root / "output") == clean[1]
    PAGE_EDITS["a translation"](site)
    assert pages_kept(ground.require_equal(site, "a translation")) > 0 or name == "shouting"


_HEAD = "Title: {0}\nDate: 2026-01-0{1}\nSave_as: {0}/index.html\nUrl: {0}/\n\n"
# What a page shows was asked for by nobody before it is written.
_NO_FEEDS = """
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
GETTEXT["severities"] = {"dead-link": "warning"}
"""
_TURNS = '{% set turns = cycler("a", "b", "c") %}{% macro turn() %}{{ turns.next() }}{% endmacro %}'


@pytest.mark.parametrize("link", ["{{attach}}/images/moon.svg", "{{filename}}missing-{0}.md", ""])
def test_what_depends_on_the_order_of_pages_or_has_something_to_say_is_made_when_it_is_its_turn(
    link: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = ground.begin("own")
    site.write("pelicanconf.py", site.read("pelicanconf.py") + _NO_FEEDS)
    for number, name in enumerate(("one", "two", "three"), 1):
        shown = f"[a]({link})" if link else "Text."
        site.write(f"source/articles/{name}.md", f"{_HEAD}{shown}\n\n".format(name, number) + DISCLAIMER)
    if not link:
        site.write("theme/templates/turns.html", _TURNS)
        turn = '{% from "turns.html" import turn %}<i>{{ turn() }}</i>'
        site.replace("theme/templates/article.html", "<time", f"{turn}<time")
    plain = site.run("build", "--fresh")
    before = digests(site.root / "output")
    assert before
    several_hands(monkeypatch)
    shared = site.run("build", "--fresh")
    assert digests(site.root / "output") == before
    assert (shared.exit_code, findings(shared)) == (plain.exit_code, findings(plain))


def test_sources_are_read_and_pages_made_ahead_and_what_stops_one_stops_the_site(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    several_hands(monkeypatch)
    site = ground.begin("own")
    with monkeypatch.context() as patched:
        patched.setattr(ahead, "completed", lambda *given: f"{finish.completed(*given)}<!-- ahead -->")
        site.run("build")
    pages = [path for path, text in site.files().items() if path.startswith("output/") and b"<!-- ahead -->" in text]
    assert {path.partition("/")[2].partition("/")[0] == "de" for path in pages} == {True, False}
    with monkeypatch.context() as patched:
        patched.setattr(Remembered, "know", lambda *_: 1 // 0)
        assert "ZeroDivisionError" in site.run("build", "--fresh").output
    site.replace("theme/templates/article.html", "<h1", "{{ 1 // (article.slug != 'first') }}<h1")
    result = site.run("build", "--fresh")
    assert "ZeroDivisionError" in result.output, result
