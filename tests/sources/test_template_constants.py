"""Which constants of templates are words, and what becomes of a template with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from pipeline.sources.template_constants import CONSTANT
from pipeline.sources.template_words import words_extension
from tests.sources.theming import Theme

MACRO = "{% macro button(text, kind='plain') %}<a class='{{ kind }}'>{{ text }}</a>{% endmacro %}"


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    return Theme(tmp_path)


def offered(template: str) -> list[str]:
    environment = Environment(extensions=["jinja2.ext.i18n", words_extension(lambda _: True, constants=None)])
    found = (said for _, _, said in extract_from_ast(environment.parse(template), ["pgettext"]))
    return [said[1] for said in found if isinstance(said, tuple) and said[0] == CONSTANT]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{% set a = 'One' %}", ["One"]),
        ("{% set a, b = 'One', \"Two\" %}", ["One", "Two"]),
        ("{% set a = 'One' if x else 'Two' %}", ["One", "Two"]),
        ("{% set a = 'One' if x == 'No' else x or 'Two' %}", ["One", "Two"]),
        ("{% set a = 'One' ~ x ~ 'Two' %}", ["One", "Two"]),
        ("{% set a = 'By <a href=\"/\">one</a> &bull;' %}", ['By <a href="/">one</a> &bull;']),
        ("{% set a = '<p>No</p>' %}{% set a = '<a href=\"/no\"></a> &bull;' %}{% set a = '<script>' %}", []),
        ("{% set a = ' One ' ~ x ~ ' two.' %}", ["One", "two."]),
        ("{% set a = ['One', ('Two',), {'no': 'Three'}] %}", ["One", "Two", "Three"]),
        ("{% set a = x['no'] %}{% set a = x|replace('no', 'No') %}{% set a = f('No') %}{% set a = x.f('No') %}", []),
        (
            "{% set a = '/' %}{% set a = '2024' %}{% set a = '%d no' %}{% set a = 'no  no' %}",
            [],
        ),
        ("{% with a = 'One' %}{{ a }}{% endwith %}", ["One"]),
        ("{% for name, url in [('One', '/')] %}{{ name }}{% endfor %}", ["One"]),
        ("{% if x == 'No' %}{% include 'no.html' %}{% endif %}{{ 'No' }}{{ f('No') }}", []),
        (MACRO + "{{ button('One') }}{{ button(text='Two') }}", ["plain", "One", "Two"]),
        (MACRO + "{{ x|button('No') }}{{ x.button('No') }}{{ button(f('No')) }}", ["plain"]),
        (MACRO + "<a title='{{ button('One') }}'>{{ x and button(['Two']) }}</a>", ["plain", "One", "Two"]),
        ("{% import 'a.html' as m %}{{ m.button('One') }}{{ n.button('No') }}", ["One"]),
        ("{% from 'a.html' import b as c, d with context %}{{ c('One') }}{{ d('Two') }}", ["One", "Two"]),
        (
            MACRO + "{% call button('One') %}{% endcall %}{% call(x) button('Two') %}{% endcall %}",
            ["plain", "One", "Two"],
        ),
        ("{% trans a='No' %}{{ a }}{% endtrans %}", []),
        ("{% set a = _('No') %}", []),
    ],
)
def test_what_variables_and_macros_are_given_may_be_words(template: str, found: list[str]) -> None:
    assert offered(template) == found


@pytest.mark.parametrize(
    ("templates", "words"),
    [
        ({"a.html": "{% set title = 'One' %}<h1>{{ title }}</h1>"}, {"One"}),
        (
            {"a.html": "{% set title = 'One' %}{% extends 'b.html' %}", "b.html": "<title>{{ title }} - x</title>"},
            {"One"},
        ),
        ({"a.html": MACRO + "<p>{{ button('One', kind='big') }}</p>"}, {"One"}),
        ({"a.html": "{% import 'm.html' as m %}{{ m.button('One') }}", "m.html": MACRO}, {"One"}),
        ({"a.html": "{% set name = 'One' %}<a href='/{{ name }}' title='{{ name }}'>{{ name }}</a>"}, set()),
        ({"a.html": "{% set name = 'One' %}<p class='{{ name }}'></p><script>'{{ name }}'</script>"}, set()),
        ({"a.html": "{% set name = 'One' %}<meta name='robots' content='{{ name }}'>{{ name }}"}, set()),
        ({"a.html": "{% set name = 'One' %}<meta name='description' content='{{ name }}'>{{ name }}"}, {"One"}),
        ({"a.html": "{% set name = 'One' %}<i title='{{ name }}'>{{ name }}</i>"}, {"One"}),
        ({"a.html": "{% set name = '<b>One</b>' %}{% if 'b' in x %}{{ name }}{% endif %}"}, {"<b>One</b>"}),
        ({"a.html": "{% set name = '<b>One</b>' %}<p title='{{ name }}'>{{ name }}</p>"}, set()),
        ({"a.html": "{% set never = 'One' %}"}, set()),
        ({"a.html": "{% set name = 'One' %}{% if name == 'One' %}{{ name }}{% endif %}"}, set()),
        ({"a.html": "{% set name = 'One' %}{% if name|lower == 'one' %}{{ name }}{% endif %}"}, set()),
        ({"a.html": "{% set name = 'One' %}{% if x == 'one' %}{{ name }}{% endif %}"}, {"One"}),
        ({"a.html": "{% set name = 'One' %}{% if 'On' in name %}{{ name }}{% endif %}"}, set()),
        ({"a.html": "{% set name = 'One' %}{{ name }}{{ {'One': 1}['One'] }}"}, set()),
    ],
)
@pytest.mark.heavy
def test_words_are_those_that_are_only_ever_text_and_with_which_nothing_is_compared(
    theme: Theme, templates: dict[str, str], words: set[str]
) -> None:
    for name, text in templates.items():
        theme.write(name, text)
    assert {text for text in theme.notes() if text in ("One", "<b>One</b>", "big", "plain")} == words


def test_a_text_that_is_a_constant_elsewhere_is_a_message_all_the_same(theme: Theme) -> None:
    theme.write("a.html", "{% set name = 'One' %}<p class='{{ name }}'>One</p>")
    assert "One" in theme.notes()
    assert [place.split()[0] for place in theme.places()["One"]] == ["TEXT"]


def test_a_constant_that_is_a_word_is_translated_or_marked_and_others_stay() -> None:
    template = "{% set a = ' One ' + 'x' %}{% set b = 'Two ' %}{% set c = 'Three' %}{{ a }} {{ b }} {{ c }}"
    translations = {"One": "Eins", "Three": "Drei"}
    words = words_extension(translations.__contains__, ("<", ">"), {"One", "Two"})
    environment = Environment(extensions=["jinja2.ext.i18n", words])
    environment.globals["gettext"] = lambda msgid: translations[msgid]
    assert environment.from_string(template).render() == " Eins x <Two>  Three"
