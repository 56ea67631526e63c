"""What pages are answered is told by a digest; of what nobody knows what it would say next time there is none."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pelican.contents import Article
from pelican.urlwrappers import Tag

from pipeline.model import Language
from pipeline.pelican_internals import Paginator, forget_lists, list_when_asked, version_of
from pipeline.plugin.answers import Answers, UnknownError
from pipeline.plugin.names_in_source import Translated
from pipeline.plugin.site import Site
from tests.making import PROJECT, SETTINGS

SITE = Site(PROJECT, Language.of("de"), "https://tiny.example")


def article(source: str, **fields: Any) -> Article:
    metadata = {"title": source, "date": datetime(2026, 1, 2), **fields}
    return Article("<p>x</p>", metadata, SETTINGS, f"{SETTINGS['PATH']}/{source}", {"localsiteurl": ""})


def answers(*contents: Article, **templates: str) -> Answers:
    context: dict[str, Any] = {"localsiteurl": "", "static_content": {}}
    context["generated_content"] = {content.title: content for content in contents}
    return Answers(context, SETTINGS, SITE, Environment(loader=DictLoader(templates)))


def digest(value: Any) -> str:
    return answers().digest(("variable", "x"), value)


class _Text(str):
    __slots__ = ()


_VALUES: list[Any] = [
    *("a", "", "ab", Markup("a"), Translated("a", "b"), Translated("a", "c"), b"a", 1, "1", 1.0, True, None),
    *(["a"], ("a",), {"a"}, {"a": 1}, {"a": 2}, [["a"]], ["a", "b"], ["b", "a"], ["ab"], [], ()),
    *({"a": 1, "b": 2}, {"b": 2, "a": 1}, OrderedDict(a=1), datetime(2026, 1, 1), datetime(2026, 1, 1, 1)),
    *(Tag("a", SETTINGS), Tag("A", SETTINGS), Path("a"), len, Language.of("de"), Language.of("fr"), range(3)),
    *(Paginator("a", "b", [1, 2], SETTINGS, 1), Paginator("a", "b", [2, 1], SETTINGS, 1)),
]


def test_whatever_differs_has_another_digest() -> None:
    digests = [digest(value) for value in _VALUES]
    assert len(set(digests)) == len(_VALUES)
    assert digests == [digest(value) for value in _VALUES]


def test_a_name_is_the_same_after_its_address_was_asked_for() -> None:
    tag = Tag("a", SETTINGS)
    before = digest(tag)
    assert (tag.url, digest(tag)) == ("tag/a.html", before)


@pytest.mark.parametrize("value", [object(), iter("a"), [object()], {"a": (one for one in "a")}, _Text("a")])
def test_of_what_nobody_knows_there_is_no_digest(value: Any) -> None:
    with pytest.raises(UnknownError):
        digest(value)


def test_what_holds_itself_has_no_digest() -> None:
    ring: list[Any] = []
    ring.append([ring])
    with pytest.raises(UnknownError):
        digest(ring)


def test_contents_are_known_by_their_sources_whatever_they_say() -> None:
    old, new = answers(article("a.md")), answers(article("a.md", subtitle="Other"))
    (first,), (second,) = ([content for content, _ in known._names.values()] for known in (old, new))
    assert old.digest(("variable", "x"), [first]) == new.digest(("variable", "x"), [second])
    question = ("attribute", "generated_content a.md", "subtitle")
    assert old.ask(question, {}) != new.ask(question, {})


def test_what_has_no_name_is_known_by_the_question_that_led_to_it() -> None:
    for title in ("One", "Two"):
        version = article("a.de.md")
        version.title = title
        content = article("a.md")
        content.translations = [version]
        known = answers(content)
        listed = known.ask(("attribute", "generated_content a.md", "translations"), {})
        asked = known.ask(("attribute", known.name_of(version) or "", "title"), {})
        if title == "One":
            before = listed, asked
    assert before[0] == listed
    assert before[1] != asked


def test_a_version_that_was_made_when_it_was_asked_for_is_known_by_its_language_and_its_original() -> None:
    said = []
    for title in ("One", "One", "Two"):
        content = article("a.md")
        list_when_asked(content, lambda: [version_of(content, language="fr", title=title, url="x")])  # noqa: B023
        known = answers(content)
        question = ("attribute", "version fr of generated_content a.md", "title")
        said.append((known.ask(("attribute", "generated_content a.md", "translations"), {}), known.ask(question, {})))
        forget_lists()
        (version,) = content.translations
        assert known.name_of(version) == question[1]
        assert known.is_shared(content.translations)
        assert len(known._names) == 1  # nobody holds what can be made again
        assert known.ask(("body", question[1], ""), {}) == known.ask(("body", "generated_content a.md", ""), {})
        with pytest.raises(UnknownError):
            known.ask(("attribute", "version es of generated_content a.md", "title"), {})
        with pytest.raises(UnknownError):
            known.ask(("attribute", "version fr of generated_content b.md", "title"), {})
    assert said[0] == said[1]
    assert said[1][0] == said[2][0]
    assert said[1][1] != said[2][1]


def test_a_content_that_was_changed_is_asked_anew() -> None:
    content = article("a.md")
    known = answers(content)
    question = ("attribute", "generated_content a.md", "title")
    before = known.ask(question, {})
    content.title = "Other"
    assert known.ask(question, {}) == before
    known.changed(content)
    assert known.ask(question, {}) != before


def test_a_content_that_is_gone_answers_nothing() -> None:
    with pytest.raises(UnknownError):
        answers().ask(("attribute", "generated_content a.md", "title"), {})


def test_a_template_answers_by_its_source() -> None:
    one, other = answers(base="x"), answers(base="y")
    assert one.ask(("template", "base"), {}) != other.ask(("template", "base"), {})
    assert (one.ask(("template", "none"), {}), one.ask(("variable", "x"), {})) == ("", one.ask(("variable", "y"), {}))


def test_what_was_put_together_for_a_page_alone_is_nobody_elses() -> None:
    found, own, shared = answers(), ["a"], ["a"]
    found.digest(("page",), (own,))
    found.digest(("variable", "x"), shared)
    assert (found.is_shared(own), found.is_shared(shared)) == (False, True)


def test_of_a_content_that_was_forgotten_it_is_found_out_what_it_says_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.plugin.answers._MOST", 1)
    contents = [article(f"{name}.md") for name in "ab"]
    found = answers(*contents)
    asked: list[tuple[str, str, str]] = [("attribute", f"generated_content {name}.md", "title") for name in "ab"]
    before = [found.ask(question, {}) for question in asked]
    contents[0].title = "Other"
    assert [found.ask(question, {}) == one for question, one in zip(asked, before, strict=True)] == [False, True]
