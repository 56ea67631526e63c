"""Where a template puts its messages, construct by construct."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from pipeline.sources.template_nodes import Template
from pipeline.sources.template_places import message_places
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
    ("<p data-label='{{ _(\"m\") }}'>", "name"),
    ("<html lang='{{ _(\"m\") }}'>", "name"),
    ("<p id='{{ _(\"m\") }}'>", "instruction"),
    ("<iframe sandbox='{{ _(\"m\") }}'>", "instruction"),
    ("<base target='{{ _(\"m\") }}'>", "instruction"),
    ("<p data-text='{{ _(\"m\")|tojson }}'>", "name"),
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
    ("{% set t %}{{ _('m') }}{% endset %}<a href='{{ t }}'>", "address"),
    ("{% set t = _('m')|tojson %}<script>x({{ t }})</script>", ""),
    ("{% set ns.t = _('m') %}<a href='{{ ns.t }}'>", "address"),
    ("{% set a, b = _('m'), 1 %}<a href='{{ a }}'>", "address"),
    ("{% for a, b in [(_('m'), '/x')] %}<a href='{{ b }}'>{{ a }}</a>{% endfor %}", "text"),
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
    ("{% macro a() %}{{ _('m') }}{% endmacro %}{% set t = a() %}<a href='{{ t }}'>", "address"),
    ("{% filter upper %}<a href='{{ _(\"m\") }}'>{% endfilter %}", "address"),
    ("{% autoescape true %}<a href='{{ _(\"m\") }}'>{% endautoescape %}", "address"),
    ("{% block t %}{{ _('m') }}{% endblock %}<title>{{ self.t() }}</title>", "text title"),
    ("{% do x.append(_('m')) %}", "variable"),
    ("{% include name %}<a href='{{ _(\"m\") }}'>", "address"),
    ("{% for a in b %}{% continue %}<a href='{{ _(\"m\") }}'>{% endfor %}", "address"),
]

#: The same for what is put together from strings, and for what carries a message from one place to another.
MADE_OF_STRINGS = [
    # Placeholders: `format` and `%`
    ("{{ '<a onclick=\"%s\">'|format(_('m'))|safe }}", "handler"),
    ("{{ ('<a href=\"%s\">' % _('m'))|safe }}", "address"),
    ("{{ '<a href=\"%s\" title=\"%s\">'|format(x, _('m')) }}", "attribute"),
    ("{{ '<a href=\"%s\" title=\"%s\">' % (_('m'), x) }}", "address"),
    ("{{ '<a href=\"%(u)s\" title=\"%(t)s\">'|format(u=x, t=_('m')) }}", "attribute"),
    ("{{ '<a href=\"%(u)s\" title=\"%(t)s\">' % {'u': _('m'), 't': x} }}", "address"),
    ("{{ '<a href=\"%(u)s\" title=\"%(t)s\">' % values }}{{ _('m') }}", "text"),
    ("{{ '100%% <a style=\"%5.2s\">'|format(_('m')) }}", "style"),
    ("{{ '<script>%s</script>'|format(_('m')) }}", "script"),
    ("{{ '<style>%s</style>'|format(_('m')) }}", "style"),
    ("{{ '<a %s>'|format(_('m')) }}", "tag"),
    ("{{ '<a href=%s>'|format(_('m')) }}", "address unquoted"),
    ("{{ ('<a hr' ~ 'ef=\"%s\">')|format(_('m')) }}", "address"),
    ("{{ (x ~ '<a href=\"%s\">')|format(_('m')) }}", "address text"),
    ("{{ '<a href=\"%s\">'|format(*[_('m')]) }}", "address"),
    ("{{ '<a href=\"%(u)s\">'|format(**{'u': _('m')}) }}", "address"),
    ("{% set t = '<a onclick=\"%s\">' %}{{ t|format(_('m')) }}", "handler"),
    ("{% set t = '<a onclick=\"%s\">'|format(_('m')) %}<p>{{ t }}</p>", "handler"),
    ("{% set t %}<a onclick=\"%s\">{% endset %}{{ t|format(_('m')) }}", "handler"),
    ("{% macro a(t) %}<p>{{ t }}</p>{% endmacro %}{{ a('<a href=\"%s\">' % _('m')) }}", "address"),
    ("{{ ('<a href=\"%s\">' if x else '<a title=\"%s\">')|format(_('m')) }}", "address attribute"),
    ("{{ ['<a href=\"%s\">', '%s']|map('format', _('m'))|join }}", "address text"),
    # Placeholders: the method `format`
    ("{{ '<a href=\"{}\" title=\"{}\">'.format(x, _('m')) }}", "attribute"),
    ("{{ '<a href=\"{1}\" title=\"{0}\">'.format(x, _('m')) }}", "address"),
    ("{{ '<a href=\"{u}\" title=\"{t!s:>5}\">'.format(u=x, t=_('m')) }}", "attribute"),
    ("{{ '<a onclick=\"{x.y[0]}\">'.format(x=_('m')) }}", "handler"),
    ("{{ '<script>{{}}{}</script>'.format(_('m')) }}", "script"),
    ("{{ '<a onclick=\"{u}\">'.format_map({'u': _('m')}) }}", "handler"),
    ("{{ '<a href=\"{'.format(_('m')) }}", "variable"),
    ("{{ x.format(_('m')) }}", "text"),
    # `replace`
    ("{{ '<a onclick=\"X\">'|replace('X', _('m')) }}", "handler"),
    ("{{ '<a onclick=\"X\">'.replace('X', _('m')) }}", "handler"),
    ("{{ ('<a href=\"' + _('m') + '\">12</a>')|replace('a', 'a') }}", "address"),
    ("{{ _('m')|replace('[', '<')|replace(']', '>') }}", "text tag"),
    ("{{ _('m')|replace('X', '<script>') }}", "text script"),
    ("{{ x|replace('<table>', '<p title=\"' ~ _('m') ~ '\"><table>') }}", "attribute"),
    ("{{ '<a onclick=\"X\">'|replace(x, _('m')) }}", "made"),
    # `join`
    ("{{ [x, _('m')]|join('<b onclick=') }}", "handler unquoted"),
    ("{{ ['<a href=\"', _('m'), '\">']|join }}", "address"),
    ("{{ ''.join(['<a href=\"', _('m'), '\">']) }}", "address"),
    ("{{ ('<a href=\"', _('m'), '\">')|join('') }}", "address"),
    ("{{ (['<a href=\"'] + [_('m')])|join }}", "address"),
    ("{{ '<b>'.join([_('m'), x]) }}", "text"),
    ("{{ [{'u': '<a href=\"'}, {'u': _('m')}]|join('', attribute='u') }}", "address"),
    ("{{ ['<a href=\"', _('m')]|reverse|join }}", "address tag text"),
    ("{{ ['<a href=\"', _('m')]|batch(2)|first|join }}", "address tag text"),
    ("{% for x in ['<a href=\"', _('m'), '\">'] %}{{ x }}{% endfor %}", "address tag text"),
    ("{{ ['<a href=\"', _('m')]|sum(start='') }}", "address tag text"),
    # `+`, `~`, parts of texts
    ("{{ '<a href=\"' ~ _('m') ~ '\">' }}", "address"),
    ("{% set t = '<a href=\"' + _('m') + '\">' %}<p>{{ t }}</p>", "address"),
    ("{{ '<a href=\"%s\">'[:9] ~ _('m') }}", "address"),
    ("{{ '<a onclick=\"|\">'.split('|')[0] ~ _('m') }}", "handler"),
    (
        "{% set t = '<a ' %}{% if x %}{% set t = t ~ 'href=\"' %}{% else %}{% set t = t ~ 'title=\"' %}{% endif %}"
        "{{ t }}{{ _('m') }}",
        "address attribute",
    ),
    # Lists and mappings
    ("{% for a in [{'u': '/x', 't': _('m')}] %}<a href='{{ a.u }}'>{{ a['t'] }}</a>{% endfor %}", "text"),
    ("{% for a in [{'u': _('m'), 't': x}] %}<a href='{{ a.u }}'>{{ a['t'] }}</a>{% endfor %}", "address"),
    ("{% set a = {'u': _('m')} %}<a href='{{ a[x] }}'>", "address"),
    ("{% for k, v in {'/x': _('m')}.items() %}<a href='{{ k }}'>{{ v }}</a>{% endfor %}", "text"),
    ("{% for k, v in {'/x': _('m')}|dictsort %}<a href='{{ k }}'>{{ v }}</a>{% endfor %}", "text"),
    ("{% for k in {_('m'): 1} %}<a href='{{ k }}'>{% endfor %}", "address"),
    ("{% for g, l in [{'a': _('m')}]|groupby('a') %}<a href='{{ g }}'>{% endfor %}", "address"),
    ("<a href='{{ [_('m')]|first }}'>", "address"),
    ("<a href='{{ [{\"a\": _('m')}]|map(attribute='a')|first }}'>", "address"),
    ("<a href='{{ [_('m')]|map('upper')|join }}'>", "address"),
    ("<a href='{{ dict(u=_('m')).u }}'>", "address"),
    ("{% for l in [x, _('m')] %}<a href='{{ loop.previtem }}'>{% endfor %}", "address"),
    ("{% for l in x %}<a href='{{ loop.cycle('', _('m')) }}'>{% endfor %}", "address"),
    ("{% set c = cycler('<a href=\"', _('m')) %}{{ c.next() }}{{ c.next() }}", "address text"),
    ("{% set j = joiner('<a href=\"') %}{{ j() }}{{ _('m') }}", "address text"),
    ("{{ {'onclick': _('m')}|xmlattr }}", "text"),
    ("<a{{ {'onclick': _('m'), 'title': x}|xmlattr }}>", "handler"),
    ("<a {{ {'title': _('m') ~ '\"'}|xmlattr }}>{{ _('n') }}", "attribute"),
    ("<a {{ {x: _('m')}|xmlattr }}>", "tag"),
    ("<script>x({{ {'a': '<', 'b': _('m')}|tojson }})</script>", ""),
    ("<script>x({{ _('m')|tojson|replace('\"','') }})</script>", "script"),
    ("<script>x({{ _('m')|tojson|replace('a', '\"') }})</script>", "script script_string"),
    ("<script>x({{ (_('m')|tojson).replace('\\\\', '') }})</script>", "script"),
    ("<script>x({{ _('m')|tojson|trim('\"') }})</script>", "script script_string"),
    ("<script>x({{ _('m')|tojson|trim }})</script>", ""),
    ("<script>x({{ (_('m')|tojson).strip('\"') }})</script>", "script script_string"),
    ("<script>x({{ (_('m')|tojson)[1:-1] }})</script>", "script"),
    ("<script>x({{ (_('m')|tojson)[1] }})</script>", "script"),
    ("<script>x({{ [_('m')|tojson][0] }})</script>", ""),
    ("<script>x({{ [_('m')|tojson][:1]|join(',') }})</script>", ""),
    ("<script>x({{ [_('m')|tojson]|map('replace', '\"', '')|join }})</script>", "script"),
    ("<script>x({{ _('m')|tojson|own }})</script>", "script"),
    ("<script>x({{ _('m')|tojson|reverse }})</script>", "script"),
    ("<script>x({{ _('m')|tojson|truncate(9) }})</script>", "script"),
    ("<script>x({{ _('m')|tojson|safe|indent|default('a') }})</script>", ""),
    ("<script>x({% filter replace('\"', '') %}{{ _('m')|tojson }}{% endfilter %})</script>", "script"),
    ("<script>x('{{ _('m')|urlencode|replace('%27', \"'\") }}')</script>", "script script_string"),
    ("<script>x('{{ _('m')|urlencode }}')</script>", ""),
    ("<script>x({{ [_('m')]|tojson|replace('a', 'b') }})</script>", ""),
    # What is added to lists, mappings and namespaces
    ("{% set l = [] %}{% set _x = l.append(_('m')) %}<script>{{ l[0] }}</script>", "script"),
    ("{% set l = [] %}{% set k = l %}{% do k.append(_('m')) %}<script>{{ l[0] }}</script>", "script"),
    ("{% set l = [] %}{% do l.extend([_('m')]) %}<script>{{ l|join }}</script>", "script"),
    ("{% set l = ['<a '] %}{% do l.append('href=\"') %}{% do l.append(_('m')) %}{{ l|join }}", "address tag text"),
    ("{% set d = {} %}{% do d.update(u=_('m')) %}<a href='{{ d.u }}'>{{ d.v }}</a>", "address"),
    ("{% set d = {} %}{% do d.update({'u': _('m')}) %}<a href='{{ d.u }}'>", "address"),
    ("{% set d = {} %}<a href='{{ d.setdefault('u', _('m')) }}'><style>{{ d.u }}", "address style"),
    ("{% set d = {'l': []} %}{% do d.l.append(_('m')) %}<a href='{{ d.l[0] }}'>", "address"),
    ("{% do x.y.append(_('m')) %}<a href='{{ x.y[0] }}'>", "address"),
    (
        "{% macro a(l) %}{% do l.append(_('m')) %}{% endmacro %}{% set l = [] %}{{ a(l) }}<a href='{{ l[0] }}'>",
        "address",
    ),
    ("{% set ns = namespace(t='') %}{% set ns.t = _('m') %}<a href='{{ ns.t }}'>", "address"),
    ("{% set ns = namespace(t=_('m')) %}<a href='{{ ns.t }}'>", "address"),
    ("{% set ns = namespace() %}{% for x in y %}<a href='{{ ns.t }}'>{% set ns.t = _('m') %}{% endfor %}", "address"),
    (
        "{% set ns = namespace(t='') %}{% for x in y %}{% set ns.t = ns.t ~ '<a href=\"' ~ _('m') ~ '\">' %}"
        "{% endfor %}{{ ns.t }}",
        "address",
    ),
    # Macros
    (
        "{% macro a() %}{{ caller(_('m')) }}{% endmacro %}{% call(x) a() %}<script>{{ x }}</script>{% endcall %}",
        "script",
    ),
    (
        "{% macro a() %}{{ caller(t=_('m')) }}{% endmacro %}{% call(t='') a() %}<script>{{ t }}</script>{% endcall %}",
        "script",
    ),
    ("{% macro a() %}<script>{{ kwargs.z }}</script>{% endmacro %}{{ a('', z=_('m')) }}", "script"),
    ("{% macro a() %}<script>{{ kwargs['z'] }}</script>{% endmacro %}{{ a(**{'z': _('m')}) }}", "script"),
    ("{% macro a(t) %}{{ varargs[0] }}<script>{{ varargs[1] }}</script>{% endmacro %}{{ a(1, x, _('m')) }}", "script"),
    ("{% macro a(t) %}<script>{{ t }}</script>{% endmacro %}{{ a(*[_('m')]) }}", "script"),
    ("{% macro a(t) %}<script>{{ t }}</script>{% endmacro %}{% set b = a %}{{ b(_('m')) }}", "script"),
    (
        "{% macro a(t) %}<script>{{ t }}</script>{% endmacro %}{% macro b(f) %}{{ f(_('m')) }}{% endmacro %}{{ b(a) }}",
        "script",
    ),
    (
        "{% macro a(t) %}<a href='{{ t }}'>{% endmacro %}{% macro b(t) %}{{ t }}{% endmacro %}"
        "{{ a(x) }}{{ b(_('m')) }}",
        "text",
    ),
    ("{% macro a(t, n) %}<script>{{ t }}</script>{{ a(_('m'), 1) }}{% endmacro %}{{ a(x, 2) }}", "script"),
    ("{% for x in y recursive %}<script>{{ x }}</script>{{ loop([_('m')]) }}{% endfor %}", "script"),
    ("{% call unknown('<a href=\"%s\">') %}{{ _('m') }}{% endcall %}", "made"),
    # Filters
    ("{% filter replace('X', _('m')) %}<a onclick='X'>{% endfilter %}", "handler"),
    ("{% filter upper|replace('X', _('m')) %}<a onclick='X'>{% endfilter %}", "handler"),
    ("{% filter indent(width='<script>') %}{{ _('m') }}{% endfilter %}", "text script"),
    ("{% set t | replace('X', _('m')) %}<a onclick='X'>{% endset %}{{ t }}", "handler"),
    ("{{ x|default('<a onclick=\"', true) }}{{ _('m') }}", "handler text"),
    ("{{ _('m')|wordwrap(9, wrapstring='<script>') }}", "text script"),
    ("{{ _('m')|urlencode|replace('%22', '\"') }}", "text"),
    ("<a title=\"{{ _('m')|urlencode|replace('%22', '\"') }}\">", "attribute tag"),
    ("{{ '<a href=\"%s\">'|unknown(_('m')) }}", "made"),
    ("{{ unknown('<a href=\"X\">', X=_('m')) }}", "made"),
    ("{{ x.unknown('<a {}>', _('m')) }}", "made"),
    ("{{ [_('m'), '<a']|unknown }}", "made"),
    ("<a href=\"{{ unknown('javascript:', _('m')) }}\">", "address handler"),
    ("<a title=\"{{ unknown('\" onclick=\"', _('m')) }}\">", "attribute handler"),
]


@pytest.mark.parametrize(("template", "kinds"), MADE_OF_STRINGS)
def test_a_message_is_where_strings_put_it(template: str, kinds: str) -> None:
    assert places(a=template).get("m", set()) == set(kinds.split())


#: What themes usually write: nothing but text.
HONEST = [
    "{{ _('m')|replace('\n', '<br>') }}",
    "{{ _('m') ~ ' <b>' ~ x ~ '</b>' }}",
    "{{ _('m')|format('<a href=\"/x\">x</a>') }}",
    "{{ '<em>%s</em>'|format(_('m')) }}",
    "{{ _('m')|format(name=x) }}",
    "{{ '<a href=\"%s\">%s</a>'|format(x, _('m')) }}",
    "{{ '<a href=\"{}\">{}</a>'.format(x, _('m')) }}",
    "{{ _('m')|truncate(20, end='<a href=\"/x\">…</a>') }}",
    "{{ _('m')|wordwrap(20, wrapstring='<br>') }}",
    "{{ [_('m'), '<a href=\"/x\">x</a>']|join(' <span class=\"x\">|</span> ') }}",
    "{{ _('m')|unknown('<br>') }}",
    "{{ _('m')|unknown('<span class=\"x\">', 'it\\'s') }}",
    "{{ ('<a href=\"/x\">' ~ _('m') ~ '</a>')|unknown }}",
    "{% filter unknown %}<a href='/x'>{{ _('m') }}</a>{% endfilter %}",
    "{% for u, t in [('/x', _('m')), ('/y', x)] %}<a href='{{ u }}'>{{ t }}</a>{% endfor %}",
    "{% set l = [] %}{% do l.append('<a href=\"/x\">x</a>') %}{% do l.append(_('m')) %}{{ l|join(', ') }}",
    "{% macro a(u, t) %}<a href='{{ u }}'>{{ t }}</a>{% endmacro %}{{ a('/x', _('m')) }}{{ a(t=_('m'), u=x) }}",
    "{{ url_for('x', 'https://a.example/')|unknown(_('m')) }}",
    "{% trans u=x %}m{% endtrans %}",
    "{{ (_('m') ~ ' %s')|format('<b class=\"x\">') }}",
    "{{ _('m')|replace('<a>', '<a href=\"/x\">') }}",
    "{{ _('m')|replace('<a', '<a class=\"x\"') }}",
]


@pytest.mark.parametrize("template", HONEST)
def test_what_themes_usually_write_is_text(template: str) -> None:
    assert places(a=template)["m"] == {"text"}


#: A message into which another one, `m`, is filled.
FILLED = [
    ("{% trans u=_('m') %}x <a href=\"{{ u }}\">y</a>{% endtrans %}", "address"),
    ("{{ _('x <a href=\"%(u)s\">y</a>')|format(u=_('m')) }}", "address"),
    ("{{ _('x <a href=\"%s\" title=\"%s\">y</a>') % (_('m'), x) }}", "address attribute"),
    ("{{ _('x <a href=\"{}\">y</a>').format(_('m')) }}", "address"),
    ("{% set u = _('m') %}{% trans %}x <a href=\"{{ u }}\">y</a>{% endtrans %}", "address"),
    ("{{ ngettext('x', 'y <a href=\"%(u)s\">', n)|format(u=_('m')) }}", "address"),
    ("<script>x('{{ _('it\"s %(u)s')|format(u=_('m')) }}')</script>", "script_string"),
    ("<p title=\"{{ _('<b>%s</b>')|format(_('m')) }}\">", "attribute"),
    ("{% macro a(t) %}{{ t }}{% endmacro %}{{ a(_('x <a onclick=\"%s\">')|format(_('m'))) }}", "handler"),
]


@pytest.mark.parametrize(("template", "kinds"), FILLED)
def test_a_message_is_where_the_words_of_another_put_it(template: str, kinds: str) -> None:
    assert places(a=template)["m"] == set(kinds.split())


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
    ({"a": "{% set t = _('m') %}<a href='{% include 'b.html' %}'>", "b": "{{ t }}"}, "address"),
    ({"a": "{% set t = _('m') %}<a href='{% include x ~ '/b.html' %}'>", "x/b": "{{ t }}"}, "address"),
    ({"a": "{% set n = 'b.html' %}<a href='{% include n %}'>", "b": "{{ _('m') }}"}, "address text"),
    (
        {
            "a": "<a href='{% include 'b.html' %}'>",
            "b": "{% extends 'c.html' %}{% block t %}{{ _('m') }}{% endblock %}",
            "c": "{% block t %}{% endblock %}",
        },
        "address",
    ),
    (
        {
            "a": "{% set t = _('m') %}{% from 'b.html' import x with context %}{{ x() }}",
            "b": "{% macro x() %}<a href='{{ t }}'>{% endmacro %}",
        },
        "address",
    ),
    ({"a": "{% import 'b.html' as b %}<a href='{{ b.t }}'>", "b": "{% set t = _('m') %}"}, "address"),
    ({"a": "{% from 'b.html' import t as u %}<a href='{{ u }}'>", "b": "{% set t = _('m') %}"}, "address"),
    (
        {
            "a": "{% from 'b.html' import x %}{{ x() }}",
            "b": "{% set t = _('m') %}{% macro x() %}<a href='{{ t }}'>{% endmacro %}",
        },
        "address",
    ),
    (
        {
            "a": "{% extends 'b.html' %}{% block t %}{{ super.super() }}{% endblock %}",
            "b": "{% extends 'c.html' %}{% block t %}{% endblock %}",
            "c": "<a href='{% block t %}{{ _('m') }}{% endblock %}'>",
        },
        "address",
    ),
    (
        {
            "a": "{% extends 'b.html' %}{% set t = '<a href=\"%s\">' %}",
            "b": "{% block t %}{{ t|format(_('m')) }}{% endblock %}",
        },
        "address text",
    ),
]


@pytest.mark.parametrize(("templates", "kinds"), SEVERAL)
def test_a_page_is_followed_through_all_that_it_is_made_of(templates: dict[str, str], kinds: str) -> None:
    assert places(**templates)["m"] == set(kinds.split())


def test_a_place_has_the_file_and_line_of_the_call() -> None:
    read = {"a.html": Template.of("theme/a.html", ENVIRONMENT.parse("<p>\n<a href='{{ _('m') }}'>"))}
    (place,) = message_places(read, ["a.html"])[None, "m"]
    assert (place.kind, place.at) == (PlaceKind.ADDRESS, "theme/a.html:2")


def test_a_page_too_tangled_to_be_followed_has_its_messages_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.sources.template_places._MOST_STEPS", 5)
    tangled = "".join(f"<a title='{{{{ 'a{number}' if x else 'b' }}}}'>" for number in range(9))
    assert places(a=f"{tangled}{{{{ _('m') }}}}")["m"] == {"text", "made"}


def test_repeated_repetitions_come_to_an_end() -> None:
    text = "_('m')"
    for _ in range(12):
        text = f"([{text}, x]|reverse|join('\" '))|replace('a', '<b title=\"')"
    assert "made" not in places(a=f"{{{{ {text} }}}}")["m"]


def test_many_conditions_come_to_an_end() -> None:
    tangled = "".join(f"{{% if x{number} %}}<a title='{number}{{% endif %}}" for number in range(60))
    assert places(a=f"{tangled}{{{{ _('m') }}}}")["m"]


def test_names_that_grow_with_each_turn_come_to_an_end() -> None:
    parts = ", ".join(f"'a{number}=\"'" for number in range(40))
    assert "tag" in places(a=f"<p {{{{ [{parts}, _('m')]|reverse|join }}}}>")["m"]
