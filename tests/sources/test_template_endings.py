"""Endings of words on a condition."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from jinja2.lexer import Token

from pipeline.sources.template_endings import ending_in, with_endings, with_text
from pipeline.sources.template_parts import parts_of

LEXER = Environment().lexer


def tokens(template: str) -> list[Token]:
    return list(LEXER.tokenize(template))


def written(found: list[Token]) -> str:
    return " ".join(str(token.value) for token in found)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("cat{% if n > 1 %}s{% endif %} x", "cat {{ s if ( n > 1 ) else  }}  x"),
        ("cit{% if n == 1 %}y{% else %}ies{% endif %}", "cit {{ y if ( n == 1 ) else ies }}"),
        ("cat{% if n == 1 %}{% else %}s{% endif %}", "cat {{  if ( n == 1 ) else s }}"),
    ],
)
def test_an_ending_that_is_a_statement_is_an_expression(template: str, found: str) -> None:
    assert written(list(with_endings(tokens(template)))) == found


@pytest.mark.parametrize(
    "template",
    [
        "cat {% if n %}s{% endif %}",
        "cat{% if n %} s{% endif %}",
        "cat{% if n %}{% endif %}",
        "cat{% if n %}{{ s }}{% endif %}",
        "cat{% if n %}s{% elif m %}t{% endif %}",
        "cat{% for n in m %}s{% endfor %}",
        "{% if n %}s{% endif %}",
        "cat{% if n %}s",
        "cat{% if",
    ],
)
def test_any_other_statement_stays(template: str) -> None:
    known = tokens(template) if not template.endswith("if") else tokens("cat")
    assert list(with_endings(known)) == known


@pytest.mark.parametrize(
    ("template", "ending"),
    [
        ("cat{{ 's' if n > 1 else '' }}", ("n > 1", "s", "")),
        ("cat{{ 's' if n > 1 }}", ("n > 1", "s", "")),
        ("cit{{ 'y' if n|f(1) else 'ies' }}", ("n | f ( 1 )", "y", "ies")),
        ("cat {{ 's' if n > 1 }}", None),
        ("cat{{ ' s' if n > 1 }}", None),
        ("cat{{ s if n > 1 }}", None),
        ("cat{{ 's' }}", None),
        ("cat{{ 's' if n else 't' if m }}", None),
        ("<b>cat</b>{{ 's' if n }}", None),
        ("{{ 's' if n }}", None),
    ],
)
def test_an_expression_that_ends_a_word_is_told_from_others(template: str, ending: tuple[str, str, str] | None) -> None:
    parts = list(parts_of(tokens(template)))
    found = ending_in(parts, len(parts) - 1)
    assert (found and (written(list(found.condition)), found.one, found.other)) == ending
    if found:
        assert [part.text for part in with_text(parts, 1, "X")] == [f"{parts[0].text}X"]
