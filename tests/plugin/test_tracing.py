"""While a page is rendered all that it asks for is noted; what nobody knows makes it one that is made each time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment

from pipeline.plugin.tracing import Rendering, Tracer
from tests.plugin.test_answers import answers, article

_TEMPLATES = {
    "base": "{% block body %}{% endblock %}",
    "part": "{{ article.slug }}",
    "macros": "{% macro line(one) %}{{ one.title }}{% endmacro %}",
    "helpers": "{% import 'macros' as more %}{% macro line(one) %}{{ more.line(one) }}{% endmacro %}",
    "clock": "{% set now = new() %}{% macro line() %}{{ now }}{% endmacro %}",
    "counter": "{% set all = namespace(n=0) %}{% macro line() %}{% set all.n = all.n + 1 %}{{ all.n }}{% endmacro %}",
    "folded": "{{ 'a'|odd_one }}",
}


def render(text: str, tracer: Tracer | None = None, **more: Any) -> Rendering:
    tracer = tracer or Tracer()
    if not tracer.environments:
        loader = ChoiceLoader([DictLoader({**_TEMPLATES, "page": text})])
        environment = Environment(loader=loader, extensions=["jinja2.ext.do"])
        tracer.hear(environment)
        environment.globals["new"] = count().__next__
        environment.filters["odd_one"] = lambda value: f"{value}!"
        environment.tests["odd_one"] = lambda value: value > 0
    contents = [article("a.md", slug="a"), article("b.md", slug="b")]
    variables = {"output_file": "a.html", "articles": contents, "article": contents[0], "texts": ["a"], **more}
    page = Rendering(variables, answers(*contents), templates={"page": None})
    with tracer.rendering(page):
        tracer.environments[0].get_template("page").render(variables)
    return page


def asked(page: Rendering) -> set[tuple[str, ...]]:
    return {(kind, *(part.removeprefix("generated_content ") for part in more)) for kind, *more in page.asked}


_ASKED: Mapping[str, set[tuple[str, ...]]] = {
    "{{ article.title }}": {("variable", "article"), ("attribute", "a.md", "title")},
    "{{ article['title'] }}": {("variable", "article"), ("item", "a.md", "title")},
    "{{ article|attr('none') }}": {("variable", "article"), ("attribute", "a.md", "none")},
    "{{ articles|map(attribute='slug')|join }}": {
        ("variable", "articles"), ("item", "a.md", "slug"), ("item", "b.md", "slug"),
    },
    "{{ articles|length }}": {("variable", "articles")},
    "{{ articles[:1][0].slug }}": {("variable", "articles"), ("attribute", "a.md", "slug")},
    "{{ nothing }}": {("variable", "nothing")},
    "{% for article in articles[1:] %}{% include 'part' %}{% endfor %}": {
        ("variable", "articles"), ("attribute", "b.md", "slug"), ("template", "part"),
    },
    "{% include ['none', 'part'] %}": {
        ("variable", "article"), ("attribute", "a.md", "slug"), ("template", "none"), ("template", "part"),
    },
    "{% extends 'base' %}{% block body %}{{ texts|first|upper }}{% endblock %}": {
        ("variable", "texts"), ("template", "base"),
    },
    "{% import 'helpers' as tools %}{{ tools.line(article) }}": {
        ("variable", "article"), ("attribute", "a.md", "title"), ("template", "helpers"), ("template", "macros"),
    },
    "{% set n = namespace(all=0) %}{% for one in articles %}{% set n.all = loop.index %}{% endfor %}{{ n.all }}": {
        ("variable", "articles"), ("variable", "namespace"),
    },
}  # fmt: skip


@pytest.mark.parametrize("text", _ASKED)
def test_what_a_page_asks_for_is_noted(text: str) -> None:
    page = render(text)
    assert page.unknown == ""
    assert asked(page) == _ASKED[text] | {("template", "page")}


_UNKNOWN = (
    "{{ new() }}",
    "{{ 'a'|odd_one }}",
    "{{ texts|map('odd_one')|join }}",
    "{{ 1 is odd_one }}",
    "{{ articles|random }}",
    "{{ lipsum() }}",
    "{{ article.get_content('') }}",
    "{{ article.date.now() }}",
    "{{ thing.name }}",
    "{{ '{0.title}'.format(article) }}",
    "{% include 'folded' %}",
    "{% import 'clock' as clock %}{{ clock.line() }}",
)


@pytest.mark.parametrize("text", _UNKNOWN)
def test_what_nobody_knows_is_said(text: str) -> None:
    assert render(text, thing=object()).unknown


@pytest.mark.parametrize("text", ["{% import 'clock' as clock %}{{ clock.line() }}", "{% include 'folded' %}"])
def test_what_was_done_once_for_all_pages_counts_for_each(text: str) -> None:
    tracer = Tracer()
    assert [bool(render(text, tracer).unknown) for _ in range(2)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "{% import 'counter' as counter %}{{ counter.line() }}",
        "{% do texts.append('b') %}",
        "{% do article.tags.append('b') %}",
    ],
)
def test_what_pages_have_in_common_and_change_is_said(text: str) -> None:
    tracer = Tracer()
    render(text, tracer, article=article("a.md", tags=[]))
    assert tracer.shares or "nobody knows what led" in render(text, article=article("a.md", tags=[])).unknown


def test_a_list_of_a_pages_own_is_no_concern_of_others() -> None:
    tracer = Tracer()
    page = render("{% set own = [] %}{% do own.append(1) %}{{ own|join }}", tracer)
    assert (tracer.shares, page.unknown) == ("", "")


def test_an_environment_that_was_changed_is_not_heard() -> None:
    tracer = Tracer()
    render("a", tracer)
    assert tracer.cannot_hear() == ""
    tracer.environments[0].filters = {}
    assert tracer.cannot_hear()
