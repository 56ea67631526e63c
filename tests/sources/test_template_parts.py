"""What a template is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.lexer import Token

from pipeline.sources.template_parts import PartKind, as_they_are, parts_of

ENVIRONMENT = Environment()
LEXER = ENVIRONMENT.lexer


def tokens(template: str) -> list[Token]:
    return list(LEXER.tokenize(template))


def parts(template: str) -> list[str]:
    return [f"{part.kind.name} {part.text}".strip() for part in parts_of(tokens(template))]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>In <b>it</b></p>", ["OTHER <p>", "TEXT In", "TAG <b>", "TEXT it", "TAG </b>", "OTHER </p>"]),
        ("<a href='{{ x.y }}/{{ z|e }}' id=a>", ["TAG <a href='y/z' id=a>"]),
        ("<a href='{{ x }}' title='One'>", ["OTHER <a href='", "OTHER x", "OTHER ' title='", "TEXT One", "OTHER '>"]),
        ("<p class='{{ x }}'>", ["OTHER <p class='", "OTHER x", "OTHER '>"]),
        ("<a {{ x }}>", ["OTHER <a", "OTHER x", "OTHER >"]),
        ("<a href='{% if x %}'>", ["OTHER <a href='", "OTHER", "OTHER '>"]),
        ("<a href='{{ x }}", ["OTHER <a href='", "OTHER x"]),
        ("{{ x or 'One' }}", ["EXPRESSION x"]),
        ("{{ a.f(x)|e }}{{ 'One' }}", ["EXPRESSION f", "EXPRESSION text"]),
        (
            "{{ a.summary }}<i title='{{ a.summary }}'>",
            ["OTHER summary", "OTHER <i title='", "EXPRESSION summary", "OTHER '>"],
        ),
    ],
)
def test_a_template_is_text_tags_expressions_and_what_is_none_of_these(template: str, found: list[str]) -> None:
    assert parts(template) == found


PIECES = "<p>|<a href='|{{x}}|'>| title=|\"|words|</a>|<!-- |-->|{%if x%}|{%endif%}|<script>|</script>|<".split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_all_of_a_template_is_in_its_parts(pieces: list[str]) -> None:
    def written(some: list[Token]) -> list[str]:
        joined: list[str] = []
        for token in some:
            if token.type == "data" and joined[-1:] and joined[-1].startswith("data"):
                joined[-1] += str(token.value)
            else:
                joined.append(f"{token.type} {token.value}")
        return joined

    known = tokens("".join(pieces))
    assert written(list(as_they_are(parts_of(known)))) == written(known)


def test_only_text_has_words() -> None:
    found = list(parts_of(tokens("<p>One &amp; {{ two }}</p>&raquo; 3")))
    assert [part.text for part in found if part.has_words] == ["One &amp; "]
    assert [part.text for part in found if part.is_expression] == ["two"]
    assert found[0].kind is PartKind.OTHER
