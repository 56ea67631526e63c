"""A name is its readers', and its source's where style sheets, folders and the authors of themes know it."""

from __future__ import annotations

import pickle

import pytest
from jinja2 import Environment, StrictUndefined
from pelican.urlwrappers import Tag

from pipeline.model import Language
from pipeline.plugin.names_in_source import Translated, install_names_in_source
from pipeline.plugin.root_links import ROOT_MARK
from tests.making import SETTINGS

NAME = Translated("Netz", "Web")


def rendered(template: str, text: Translated = NAME, **others: str) -> str:
    environment = Environment(autoescape=False, undefined=StrictUndefined)
    install_names_in_source(environment, map(Language.of, ("en", "de")))
    tag = Tag("Web", SETTINGS)
    tag.name = text
    return environment.from_string(template).render(
        name=text, link=(text, "/web"), tag=tag, icons={"web": "globe", "Web": "net"}, number=2, **others
    )


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ('<i class="fa fa-{{ name }}">{{ name }}</i>', '<i class="fa fa-Web">Netz</i>'),
        ("<i class=fa-{{ name|lower }} title={{ name }}>", "<i class=fa-web title=Netz>"),
        ('<img src="icons/{{ link[0]|lower }}.png" alt="{{ link[0] }}">', '<img src="icons/web.png" alt="Netz">'),
        ('<use href="#{{ name }}"/><a href="?q={{ name }}">', '<use href="#Web"/><a href="?q=Netz">'),
        ('<p id="{{ tag }}" class="{{ tag.name ~ number }}">{{ tag }}', '<p id="Web" class="Web2">Netz'),
        ("{% set icon = name|lower|replace('e', 'o') %}<i class='{{ icon }}'>{{ icon }}", "<i class='wob'>notz"),
        ("{% if name|lower == 'web' and name is defined and not lack is defined %}{{ name }}{% endif %}", "Netz"),
        ("{% if tag.name == 'Web' and lack is not defined %}{{ tag }}{% endif %}", "Netz"),
        ("{{ ('+' if name == 'Web' else '-') ~ name }}", "+Netz"),
        ("{% for one in link if one in ['Web', name] %}{{ one }}{% endfor %}", "Netz"),
        ('<i class="{{ icons[name|lower] }} {{ icons.get(name) }} {{ dict(a=name).a }}">', '<i class="globe net Web">'),
        ('<i {% if number %}class="{{ name }}"{% endif %}>{{ name }}', '<i class="Web">Netz'),
        (
            "<i {{ name }} {{ tag }}=1 data-{{ name }} x{{ name|lower }}><{{ name }}>",
            "<i Web Web=1 data-Web xweb><Web>",
        ),
    ],
)
def test_where_nobody_reads_a_name_it_is_the_sources(template: str, page: str) -> None:
    assert rendered(template) == page


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<i data-x={{ name }}>{{ name }}", "<i data-x=a&#32;b&#10;c>a b\nc"),
        ("<i data-x= {{ tag }} y='{{ tag }}'>", "<i data-x= a&#32;b&#10;c y='a b\nc'>"),
        ("<i data-x=/{{ name|upper }}/{{ title }}>{{ title }}", "<i data-x=/A&#32;B&#10;C/d&#32;e>d e"),
        ("<i data-x={{ name|replace(' ', '-')|e }}>", "<i data-x=a-b&#10;c>"),
        ("<i data-x={{ title ~ ' checked' if number else ' open' }}>", "<i data-x=d&#32;e checked>"),
        (
            "<i data-x={{ (title, name)|join('-') }} {{ 'hidden x' if number }}>",
            "<i data-x=d&#32;e-a&#32;b&#10;c hidden x>",
        ),
        ("{% set x = title %}<i data-x={% if number %}{{ x }}{% endif %}>{{ x }}", "<i data-x=d&#32;e>d e"),
        ("<i data-x={{ number }} y={{ number + 1 }} z={{ [1, 2] }}>", "<i data-x=2 y=3 z=[1, 2]>"),
        ("{{ title }}<p>{{ title }}<!-- {{ title }} --><script>{{ title }}", "d e<p>d e<!-- d e --><script>d e"),
    ],
)
def test_a_name_and_a_title_without_quotation_marks_bring_no_attribute(template: str, page: str) -> None:
    assert rendered(template, Translated("a b\nc", "Web"), title="d e") == page


@pytest.mark.parametrize(
    ("template", "is_own"),
    [
        ('<a class="home" href="/">Home</a>', True),
        ("<a href=/{{ name }}.html>x</a>", True),
        ("<form action='/search.html'>", True),
        ('<a href="//elsewhere.example/">x</a>', False),
        ('<a href="{{ name }}/x.html">x</a>', False),
        ('<link href="/style.css"><img src="/a.png">', False),
        ('<a hreflang="en" href="/">x</a>', False),
        ('<a href="/" lang="en">x</a>', False),
        ('<a href="/"> English </a><a href="/de/">de</a>', False),
    ],
)
def test_a_themes_address_from_the_root_is_the_sites_but_in_a_menu_of_languages(template: str, is_own: bool) -> None:
    assert (ROOT_MARK in rendered(template)) == is_own


def test_a_name_keeps_its_source_on_its_way_to_another_process() -> None:
    found = pickle.loads(pickle.dumps(NAME))
    assert (found, found.source, type(found)) == ("Netz", "Web", Translated)
