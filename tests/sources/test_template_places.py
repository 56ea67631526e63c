"""Where a template puts its messages, construct by construct."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from pipeline.sources.template_places import Template, message_places
from pipeline.surroundings import PlaceKind

ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"])


def places(pages: list[str] | None = None, **templates: str) -> dict[str, set[str]]:
    """The names of the kinds of places of each message; of templates by their names without `.html`."""
    read = {f"{name}.html": Template.of(f"{name}.html", ENVIRONMENT.parse(text)) for name, text in templates.items()}
    found = message_places(read, pages or list(read))
    return {text: {place.kind.name.lower() for place in known} for (_, text), known in found.items()}


#: A template, and the kinds of places of its message `m`.
ONE = [
    # Text
    ("{{ _('m') }}", "text"),
    ("<p>{{ gettext('m') }}</p>", "text"),
    ("<p>5 < 6 {{ _('m') }}</p>", "text"),
    ("<p>{{ ngettext('m', 'ms', n) }}</p>", "text"),
    ("<p>{{ pgettext('c', 'm') }}{{ npgettext('c', 'm', 'ms', n) }}</p>", "text"),
    ("<p>{% trans %}m{% endtrans %}</p>", "text"),
    ("<br/><img alt='x'/>{{ _('m') }}", "text"),
    ("<svg><title>{{ _('m') }}</title></svg>", "text"),
    ("<!doctype html><p>{{ _('m') }}", "text"),
    ("<!-- x --><p>{{ _('m') }}", "text"),
    ("<!--><p>{{ _('m') }}", "text"),
    ("<script>var a = '<p>'</script>{{ _('m') }}", "text"),
    ("<p title='>'>{{ _('m') }}", "text"),
    ("<script/>a</script>{{ _('m') }}", "text"),
    ("<h{{ level }} class=x>{{ _('m') }}</h{{ level }}>", "text"),
    ("<a {{ attributes }}>{{ _('m') }}</a>", "text"),
    ("<a {% if x %}class=y{% endif %}>{{ _('m') }}</a>", "text"),
    ("</ p>{{ _('m') }}", "text"),
    ("<noscript>{{ _('m') }}</noscript>", "text"),
    # Elements without tags
    ("<title>{{ _('m') }} - {{ SITENAME }}</title>", "title"),
    ("<textarea>{{ _('m') }}</textarea>", "title"),
    ("<iframe>{{ _('m') }}</iframe>", "raw"),
    ("<xmp>{{ _('m') }}</xmp>", "raw"),
    # Attributes that are read
    ("<p title=\"{{ _('m') }}\">", "attribute"),
    ("<p title='{{ _(\"m\") }}'>", "attribute"),
    ("<p TITLE = '{{ _(\"m\") }}'>", "attribute"),
    ("<input\nplaceholder='{{ x }} {{ _(\"m\") }}'>", "attribute"),
    ("<p data-label='{{ _(\"m\") }}'>", "attribute"),
    ("<p data-text='{{ _(\"m\")|tojson }}'>", "attribute"),
    ("<meta name='description' content='{{ _(\"m\") }}'>", "attribute"),
    ("<meta content='{{ _(\"m\") }}' name='description'>", "attribute variable"),
    ("<meta property='og:image:alt' content='{{ _(\"m\") }}'>", "attribute"),
    ("<a aria-label='{{ _(\"m\") }}' href='/x'>", "attribute"),
    ("{% macro _(t) %}{{ t }}{% endmacro %}<p title='{{ _(\"m\") }}'>", "attribute"),
    # Addresses
    ("<a href='{{ _(\"m\") }}'>", "address"),
    ("<a href='{{ SITEURL }}/{{ _(\"m\") }}'>", "address"),
    ("<A HREF='{{ _(\"m\") }}'>", "address"),
    ("<img src='{{ _(\"m\") }}'>", "address"),
    ("<img srcset='a.png 1x, {{ _(\"m\") }} 2x'>", "address"),
    ("<form action='{{ _(\"m\") }}'>", "address"),
    ("<button formaction='{{ _(\"m\") }}'>", "address"),
    ("<video poster='{{ _(\"m\") }}'>", "address"),
    ("<blockquote cite='{{ _(\"m\") }}'>", "address"),
    ("<object data='{{ _(\"m\") }}'>", "address"),
    ("<body background='{{ _(\"m\") }}'>", "address"),
    ("<a ping='{{ _(\"m\") }}'>", "address"),
    ("<html manifest='{{ _(\"m\") }}'>", "address"),
    ("<svg><use xlink:href='{{ _(\"m\") }}'></svg>", "address"),
    ("<img data-src='{{ _(\"m\") }}'>", "address"),
    ("<meta http-equiv='refresh' content='0;url={{ _(\"m\") }}'>", "address"),
    ("<meta property='og:url' content='{{ _(\"m\") }}'>", "address"),
    ("<meta name='twitter:image' content='{{ _(\"m\") }}'>", "address"),
    ("<a href='{{ _(\"m\")|urlencode }}'>", "address"),
    ("<a href='https://a.example/{{ _(\"m\") }}'>", "address"),
    ("<a href='https://{{ _(\"m\") }}/'>", "host"),
    ("<a href='//{{ _(\"m\") }}.example/'>", "host"),
    ("<a href='mailto:{{ _(\"m\") }}'>", "host"),
    ("<a href='mailto:a@b.example?subject={{ _(\"m\") }}'>", "address"),
    ("<a href='javascript:go(\"{{ _('m') }}\")'>", "handler"),
    ("<a href=' java\nscript:x({{ _('m') }})'>", "handler"),
    # Scripts
    ("<script>var a = '{{ _(\"m\") }}';</script>", "script_string"),
    ("<script>var a = \"{{ _('m') }}\";</script>", "script_string"),
    ("<script>var a = `{{ _('m') }}`;</script>", "script_string"),
    ("<script>var a = `${f('}')} {{ _('m') }}`;</script>", "script_string"),
    ("<script>var a = `${ {{ _('m') }} }`;</script>", "script"),
    ("<script>var a = {{ _('m') }};</script>", "script"),
    ("<script>var a = {{ _('m')|tojson }};</script>", ""),
    ("<script>var a = '{{ _(\"m\")|tojson }}';</script>", "script_string"),
    ("<script>var a = '{{ _(\"m\")|urlencode }}';</script>", ""),
    ("<script>// it's {{ _('m') }}\n</script>", "script"),
    ("<script>/* ' */ {{ _('m') }}</script>", "script"),
    ("<script>// it's\nvar a = '{{ _('m') }}'</script>", "script_string"),
    ("<script>var r = /['\"]/; {{ _('m') }}</script>", "script"),
    ("<script>var r = 1 / 2, a = '{{ _('m') }}'</script>", "script_string"),
    ("<script>var a = 'it\\'s', b = {{ _('m') }}</script>", "script"),
    ("<script>var a = {{ x }} + '{{ _('m') }}'</script>", "script_string"),
    ("<script type='application/ld+json'>{\"name\": \"{{ _('m') }}\"}</script>", "script_string"),
    ("<script type='application/ld+json'>{\"name\": {{ _('m')|tojson }}}</script>", ""),
    ("<svg><script>{{ _('m') }}</script></svg>", "script"),
    # Handlers
    ("<a onclick='go(\"{{ _('m') }}\")'>", "handler_string"),
    ("<a onclick='go({{ _(\"m\") }})'>", "handler"),
    ("<a onclick='go({{ _(\"m\")|tojson }})'>", ""),
    ("<a onclick=\"go({{ _('m')|tojson }})\">", "tag"),
    ("<a onclick=\"go({{ _('m')|tojson|forceescape }})\">", ""),
    ("<a onclick=\"go(&quot;{{ _('m') }}&quot;)\">", "handler_string"),
    ("<a @click='x = \"{{ _('m') }}\"'>", "handler_string"),
    ("<a x-data='{{ _(\"m\") }}'>", "handler"),
    ("<svg><animate attributeName='href' values='{{ _(\"m\") }}'></svg>", "handler"),
    # Style sheets
    ("<style>a::after { content: '{{ _(\"m\") }}' }</style>", "style_string"),
    ("<style>a { color: {{ _('m') }} }</style>", "style"),
    ("<style>a { background: url({{ _('m') }}) }</style>", "style_address address"),
    ("<style>a { background: url('{{ _(\"m\") }}') }</style>", "style_string address"),
    ("<style>@import '{{ _(\"m\") }}';</style>", "style_string address"),
    ("<p style='color: {{ _(\"m\") }}'>", "style"),
    ("<p style='background: url(\"/a/{{ _('m') }}\")'>", "style_string address"),
    # Tags
    ("<a title={{ _('m') }}>", "attribute unquoted"),
    ("<a href={{ _('m') }}>", "address unquoted"),
    ("<a href=/a/{{ _('m') }}>", "address unquoted"),
    ("<a onclick={{ _('m') }}>", "handler unquoted"),
    ("<a title={{ _('m')|tojson }}>", "tag"),
    ("<a {{ _('m') }}>", "tag"),
    ("<a title{{ _('m') }}='x'>", "tag"),
    ("<a {{ x }}='{{ _(\"m\") }}'>", "tag"),
    ("<{{ _('m') }}>", "tag"),
    ("<p{{ _('m') }}>", "tag"),
    ("<iframe srcdoc='{{ _(\"m\") }}'>", "markup variable"),
    ("<!-- {{ _('m') }} -->", "comment"),
    ("<!-- > <p> {{ _('m') }} -->", "comment"),
    ("<!doctype {{ _('m') }}>", "comment"),
    # What Jinja does
    ("{% set t = _('m') %}<a href='{{ t }}'>{{ t }}</a>", "address text"),
    ("{% set t = _('m') %}", "variable"),
    ("{% if _('m') %}x{% endif %}", "variable"),
    ("{% set t %}{{ _('m') }}{% endset %}<a href='{{ t }}'>", "text address"),
    ("{% set t = _('m')|tojson %}<script>x({{ t }})</script>", ""),
    ("{% set ns.t = _('m') %}<a href='{{ ns.t }}'>", "address"),
    ("{% set a, b = _('m'), 1 %}<a href='{{ a }}'>", "address"),
    ("{% for a, b in [(_('m'), '/x')] %}<a href='{{ b }}'>{{ a }}</a>{% endfor %}", "address text"),
    ("{% with t = _('m') %}<a href='{{ t }}'>{% endwith %}", "address"),
    ("<a href='{{ x or _(\"m\") }}'>", "address"),
    ("<a href='{{ x|default(_(\"m\")) }}'>", "address"),
    ("<a href='{{ _(\"m\")|lower|e }}'>", "address"),
    ("<a href='{{ _(\"m\").format(1) }}'>", "address"),
    ("<a href='{{ _(\"m\")|format(a=1) }}'>", "address"),
    ('<a href=\'{{ _("m") % {"a": 1} }}\'>', "address"),
    ("<a href='{{ f(_(\"m\")) }}'>", "address"),
    ('<a href=\'{{ _("m") if x else "/" }}\'>', "address"),
    ('<a href=\'{{ "https://" ~ _("m") }}\'>', "host"),
    ('<a href=\'{{ "https://a/" + _("m") }}\'>', "address"),
    ("<a href='{% trans %}m{% endtrans %}'>", "address"),
    ("<a {% if x %}href='{% else %}title='{% endif %}{{ _(\"m\") }}'>", "address attribute"),
    ("{% if x %}<script>{% endif %}{{ _('m') }}", "script text"),
    ("{% for a in b %}{{ _('m') }}<script>{% endfor %}", "text script"),
    ("{% for a in b %}<script>{% else %}<style>{% endfor %}{{ _('m') }}", "script style"),
    ("{% macro a(t) %}<a href='{{ t }}'>{% endmacro %}{{ a(_('m')) }}", "address"),
    ("{% macro a(t) %}<a href='{{ t }}'>{% endmacro %}{{ a(t=_('m')) }}", "address"),
    ("{% macro a(t=_('m')) %}{{ t }}{% endmacro %}<title>{{ a() }}</title>", "title"),
    ("{% macro a() %}{{ _('m') }}{% endmacro %}<script>'{{ a() }}'</script>", "script_string"),
    ("{% macro a() %}<a href='{{ caller() }}'>{% endmacro %}{% call a() %}{{ _('m') }}{% endcall %}", "address"),
    ("{% macro a() %}{{ _('m') }}{{ a() }}{% endmacro %}{{ a() }}", "text"),
    ("{% macro a() %}{{ _('m') }}{% endmacro %}{% set t = a() %}<a href='{{ t }}'>", "text address"),
    ("{% filter upper %}<a href='{{ _(\"m\") }}'>{% endfilter %}", "address"),
    ("{% autoescape true %}<a href='{{ _(\"m\") }}'>{% endautoescape %}", "address"),
    ("{% block t %}{{ _('m') }}{% endblock %}<title>{{ self.t() }}</title>", "text title"),
    ("{% do x.append(_('m')) %}", "variable"),
    ("{% include name %}<a href='{{ _(\"m\") }}'>", "address"),
    ("{% for a in b %}{% continue %}<a href='{{ _(\"m\") }}'>{% endfor %}", "address"),
]


@pytest.mark.parametrize(("template", "kinds"), ONE)
def test_a_message_is_where_the_template_puts_it(template: str, kinds: str) -> None:
    assert places(a=template).get("m", set()) == set(kinds.split())


#: A page and what it is made of, and the kinds of places of its message.
SEVERAL = [
    (
        {
            "a": "{% extends 'b.html' %}{% block t %}{{ _('m') }}{% endblock %}",
            "b": "<a href='{% block t %}{% endblock %}'>",
        },
        "address",
    ),
    (
        {
            "a": "{% extends 'b.html' %}{% block t %}{{ super() }}/{{ _('m') }}{% endblock %}",
            "b": "<title>{% block t %}{{ _('m') }}{% endblock %}</title>",
        },
        "title",
    ),
    (
        {
            "a": "{% extends 'b.html' %}{% block t %}<script>{{ super() }}</script>{% endblock %}",
            "b": "{% block t %}{{ _('m') }}{% endblock %}",
        },
        "script text",
    ),
    (
        {
            "a": "{% extends 'b.html' %}{% block u %}{{ _('m') }}{% endblock %}",
            "b": "{% extends 'c.html' %}{% block t %}<a title='{% block u %}{% endblock %}'>{% endblock %}",
            "c": "{% block t %}{% endblock %}",
        },
        "attribute",
    ),
    ({"a": "<script>{% include 'b.html' %}</script>", "b": "x('{{ _(\"m\") }}')"}, "script_string"),
    ({"a": "<script>{% include ['b.html', 'c.html'] %}", "c": "{{ _('m') }}"}, "script"),
    ({"a": "{% include 'b.html' %}{{ _('m') }}", "b": "<style>"}, "style"),
    (
        {"a": "{% import 'b.html' as b %}<a href='{{ b.x() }}'>", "b": "{% macro x() %}{{ _('m') }}{% endmacro %}"},
        "address",
    ),
    (
        {
            "a": "{% from 'b.html' import x as y %}<a href='{{ y(_(\"m\")) }}'>",
            "b": "{% macro x(t) %}{{ t }}{% endmacro %}",
        },
        "address",
    ),
    (
        {
            "a": "{% from 'b.html' import x %}<a href='{{ x() }}'>",
            "b": "{% macro y() %}{{ _('m') }}{% endmacro %}{% macro x() %}{{ y() }}{% endmacro %}",
        },
        "address",
    ),
    ({"a": "{% extends 'b.html' %}{% set t = _('m') %}", "b": "<a href='{{ t }}'>"}, "address"),
    ({"a": "{% extends x %}{% block t %}{{ _('m') }}{% endblock %}"}, "text"),
    ({"a": "{% extends 'a.html' %}{% block t %}{{ _('m') }}{% endblock %}"}, "variable"),
    ({"a": "{% include 'a.html' %}{{ _('m') }}"}, "variable"),
    ({"a": "{{ _('m') }}", "b": "<a href='{{ _(\"m\") }}'>"}, "text address"),
]


@pytest.mark.parametrize(("templates", "kinds"), SEVERAL)
def test_a_page_is_followed_through_all_that_it_is_made_of(templates: dict[str, str], kinds: str) -> None:
    assert places(**templates)["m"] == set(kinds.split())


def test_a_place_has_the_file_and_line_of_the_call() -> None:
    read = {"a.html": Template.of("theme/a.html", ENVIRONMENT.parse("<p>\n<a href='{{ _('m') }}'>"))}
    (place,) = message_places(read, ["a.html"])[None, "m"]
    assert (place.kind, place.at) == (PlaceKind.ADDRESS, "theme/a.html:2")


def test_many_conditions_come_to_an_end() -> None:
    tangled = "".join(f"{{% if x{number} %}}<a title='{number}{{% endif %}}" for number in range(60))
    assert places(a=f"{tangled}{{{{ _('m') }}}}")["m"]
