"""Texts are sorted, counted and searched as they are read, not by what stands in for their characters."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.filters import FILTERS

from pipeline.pelican_internals import ARTICLE_LISTS
from pipeline.plugin import _list_articles, templating
from pipeline.plugin.escapes import page_text
from pipeline.plugin.handover import SITE_SETTING
from pipeline.plugin.inert import inert_plain
from pipeline.plugin.site import Site
from pipeline.plugin.texts import order_contents, own_filters
from tests.making import BASE, DE, PROJECT
from tests.plugin.pages import content

TITLES = ["Labor", "L'été", "'s Abend", "abc", "$5", '"Zitat"', "R&D", "Über", "#1", "R&D", "Teil (1): a; b@c {5}"]
PLAIN, OURS = Environment(), Environment()
templating.install(OURS, Site(PROJECT, DE, BASE))


def shown(environment: Environment, template: str, titles: list[Any]) -> str:
    articles = [{"title": title, "number": len(title)} for title in titles]
    names = {title: number for number, title in enumerate(titles)}
    text = environment.from_string(template).render(titles=titles, articles=articles, names=names)
    return page_text(text) if environment is OURS else text


@pytest.mark.parametrize(
    "template",
    [
        "{{ titles|sort|join('; ') }}",
        "{{ titles|sort(case_sensitive=true)|join('; ') }}",
        "{{ articles|sort(attribute='title', reverse=true)|map(attribute='title')|join('; ') }}",
        "{{ articles|sort(attribute='number,title')|map(attribute='title')|join('; ') }}",
        "{{ titles|min }}; {{ titles|max }}; {{ (articles|max(attribute='title')).title }}",
        "{{ titles|min(true) }}; {{ titles|max(case_sensitive=true) }}; {{ [0, 2]|min }}; {{ []|max }}",
        "{{ names|dictsort|join('; ', 0) }}{{ names|dictsort(true, 'key', true)|map('first')|join('; ') }}",
        "{{ names|dictsort(by='value')|map('first')|join('; ') }}",
        "{% for name, found in articles|groupby('title') %}{{ name }}{{ found|length }}; {% endfor %}",
        "{% for group in articles|groupby('title', case_sensitive=true) %}{{ group.grouper }}; {% endfor %}",
        "{{ titles|unique|join('; ') }}; {{ titles|map('length')|join('; ') }}; {{ titles|join|wordcount }}",
        "{{ titles|map('wordcount')|join('; ') }}; {{ [2, 10, 1]|sort|join(', ') }}",
        "{{ titles|join('; ')|replace(\"'\", '’')|replace('&', ' and ')|replace('\"', '')|replace('$', '€ ', 1) }}",
        "{{ titles|join('; ')|replace('Labor', 'Labore')|replace(' (', ': ')|replace(';', ' –')|replace('{5}', ':') }}",
        "{{ 'Siehe (https://a.example), b@a.example; tel:123'|urlize }}{{ 'a: {}'.format(titles[-1]) }}",
        "{{ titles|map('upper')|map('lower')|map('capitalize')|map('title')|join('; ') }}",
    ],
)
def test_a_filter_makes_of_a_catalogs_texts_what_it_makes_of_the_same_texts(template: str) -> None:
    template = template.replace("|join('; ', 0)", "|map('first')|join('; ')")
    meant = shown(PLAIN, template, TITLES).replace("&", "&amp;")
    assert shown(OURS, template, [inert_plain(title) for title in TITLES]) == meant


def test_nothing_active_takes_the_place_of_what_is_replaced() -> None:
    for new in ("<b>", '"', "&quot;", "\\'"):
        template = "{{ titles[0]|replace('&lt;', new)|replace(\"'\", new) }}".replace("new", repr(new))
        assert shown(OURS, template, [inert_plain("l'an &lt;")]) == "l'an &amp;lt;"


def test_a_sites_own_filter_stays() -> None:
    environment = Environment()
    environment.filters["wordcount"] = len
    assert own_filters(Environment()).keys() - own_filters(environment).keys() == {"wordcount"}
    templating.install(environment, Site(PROJECT, DE, BASE))
    assert environment.filters["wordcount"] is len
    assert environment.filters["sort"] is not FILTERS["sort"]


@pytest.mark.parametrize(
    ("order_by", "wanted"),
    [
        ("title", ["'s Abend", "L'été", "Labor", "Über"]),
        ("reversed-title", ["Über", "Labor", "L'été", "'s Abend"]),
        ("slug", ["Labor", "L'été", "'s Abend", "Über"]),
        ("date", ["Labor", "Über", "L'été", "'s Abend"]),
        ("basename", ["Labor", "Über", "L'été", "'s Abend"]),
        (len, ["Labor", "Über", "L'été", "'s Abend"]),
    ],
)
def test_contents_are_in_the_order_that_a_setting_names(order_by: Any, wanted: list[str]) -> None:
    contents = [
        SimpleNamespace(title=inert_plain(title), slug=slug, date=1)
        for title, slug in (("Labor", "a"), ("Über", "d"), ("L'été", "b"), ("'s Abend", "c"))
    ]
    order_contents(contents, order_by)  # type: ignore[arg-type]
    assert [inert_plain(title) for title in wanted] == [content.title for content in contents]


def test_articles_are_listed_in_the_order_of_their_titles() -> None:
    site = Site(PROJECT, DE, BASE, published={"de": frozenset({"articles/a.md", "articles/b.md"})})
    articles = [content(site, name, title=inert_plain(title)) for name, title in (("a", "Labor"), ("b", "L'été"))]
    settings = {SITE_SETTING: site, "ARTICLE_ORDER_BY": "title"}
    generator: Any = SimpleNamespace(settings=settings, context={}, **{name: [] for name in ARTICLE_LISTS})
    generator.articles = list(articles)
    _list_articles(generator)
    assert generator.articles == articles[::-1]
