"""The words of templates that no call marks: which are messages, and what becomes of a template with them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from pipeline.pelican_internals import SIMPLE_TEMPLATES
from pipeline.sources.template_words import words_extension

I18N = "jinja2.ext.i18n"


def messages(template: str) -> list[str]:
    environment = Environment(extensions=[I18N, words_extension(lambda _: True)])
    found = (said for _, _, said in extract_from_ast(environment.parse(template), ["gettext"]))
    return [said if isinstance(said, str) else str(said[0]) for said in found]


def render(template: str, translations: dict[str, str], **variables: object) -> str:
    environment = Environment(extensions=[I18N, words_extension(translations.__contains__, ("<", ">"))])

    def gettext(msgid: str, **known: object) -> str:
        return translations[msgid] % known

    environment.globals["gettext"] = gettext
    return environment.from_string(template).render(**variables)


HOMES = ["Home", "at home", "One", "two", "100 %% mine"]
FORMS = ["%(n)s articles for <b>you</b>", "%(n)s article for <b>you</b>"]
LINKS = ["links", "%(y)s and %(x)s", "None", "Nobody"]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Read more</p>", ["Read more"]),
        ("<p>  Read\n   more </p>", ["Read more"]),
        ("<p>By {{ author }}.</p>", ["By %(author)s."]),
        ("<p>{{ a.number }} / {{ b.number }} pages of {{ c|e }}</p>", ["%(number)s / %(number2)s pages of %(c)s"]),
        ("<p>{{ 'x'|upper }} is {{ a.f(x) }}</p>", ["%(text)s is %(f)s"]),
        ("{{ article.content }} <a href='#'>Back to top</a>", ["Back to top"]),
        ("{{ super() }} More {{ x|safe }} and {{ macro(x) }}", ["More", "and"]),
        ("<code>pip install</code><p>Run <code>pip</code> now</p>", ["Run <code>pip</code> now"]),
        ("<a href='/'>Home</a> | <a href='/x'>All <b>tags</b></a>", ["Home", "All <b>tags</b>"]),
        ("<a href='/'>Home</a> or <a href='/x'>Tags</a>", ["<a href='/'>Home</a> or <a href='/x'>Tags</a>"]),
        ("<li><a href='/'>Home</a></li>", ["Home"]),
        ("<p>Powered by <a href='/'>Pelican</a>.</p>", ["Powered by <a href='/'>Pelican</a>."]),
        ("<p><b>Powered</b> by</p>", ["<b>Powered</b> by"]),
        ("<p>In <a href='{{ x }}/{{ x }}'>{{ name }}</a>.</p>", ["In <a href='%(x)s/%(x2)s'>%(name)s</a>."]),
        ("<a href='{{ x }}'>Home</a> <a class='{{ y }}' href='{{ z }}'>Tags</a>", ["Home", "Tags"]),
        ("<p>In <a href='{{ x }}' title='{{ y }}'>it</a></p>", ["In", "it"]),
        ("<p>In <a {{ x }}>it</a> <a href={{ x }}>it</a></p>", ["In", "it", "it"]),
        ("<p>In <a href='{% if x %}/{% endif %}'>it</a></p>", ["In", "it"]),
        ("<p>In <div class='{{ x }}'>it</div></p>", ["In", "it"]),
        ("<p>{{ 'Home' }}{{ x or ' at  home ' }}{{ 'One' if x else 'two' if y else '100 % mine' }}</p>", HOMES),
        ("<p>{{ NAME | default('links') }}<hr>{{ x.y['a']|d('None', true) }} and {{ x|default('Nobody')}}</p>", LINKS),
        ("<p>{{ x == 'One' }}{{ x|default('One') == y }}{{ f('One') }}{{ x['One'] }}{{ 'One'|upper }}</p>", []),
        ("<p>{{ not x|default('One') }}{{ (x or 'One')|length }}{{ x|date('One') }}{{ '<br>' }}</p>", []),
        ("<p class='{{ x or 'One' }}' title='{{ x or 'Two' }}'></p>", ["Two"]),
        ("<p>{{ n }} article{{ 's' if n > 1 else '' }}</p>", ["%(n)s articles", "%(n)s article"]),
        ("<p>{{ n }} article{{ 's' if n > 1 }} for <b>you</b></p>", FORMS),
        ("<p>{{ n }} article{% if n > 1 %}s{% endif %} for <b>you</b></p>", FORMS),
        ("<p>{{ n }} categor{% if n == 1 %}y{% else %}ies{% endif %}</p>", ["%(n)s category", "%(n)s categories"]),
        ("<p>A{% if n == 1 %} cat{% endif %}<p>A {% if n == 1 %}cat{% endif %}", ["A", "cat", "A", "cat"]),
        ("<p>cat{% if n == 1 %}s{{ x }}{% endif %}</p>", ["cat", "s%(x)s"]),
        ("<p class='cat{% if n == 1 %}s{% endif %}'></p>", []),
        ("<p>{{ a or b }} is {{ a.c if d else e }}</p>", ["%(a)s is %(c)s"]),
        ("<p>One {% if x %}two{% else %}three{% endif %} four</p>", ["One", "two", "three", "four"]),
        ("<a title='Link to {{ title }}' class='big'>x</a>", ["Link to %(title)s", "x"]),
        ("<img alt='A moon' src='moon.png'><input type='submit' value='Go'><input value='no'>", ["A moon", "Go"]),
        ("<title>{{ SITENAME }} - Archives</title>", ["%(SITENAME)s - Archives"]),
        ("<meta property='og:title' content='{{ SITENAME }}: Archives'>", ["%(SITENAME)s: Archives"]),
        ("<meta property='og:type' content='article'>", []),
        ("<title>Home</title>One", ["Home", "One"]),
        ("<p>100 % of it</p>", ["100 %% of it"]),
        ("<p>&copy; 2026 &nbsp; &raquo; 12:30</p>", []),
        ("<p>{{ content }}</p>", []),
        ("{{ a.summary }} <a href='{{ x }}'>more</a> <i title='{{ a.summary|e }} more'>", ["more", "%(summary)s more"]),
        ("<p>Read <b><i>all</i></b>.</p><p><b>Read <i>it</i></b></p>", ["Read <b><i>all</i></b>.", "Read <i>it</i>"]),
        ("<script>var a = 'Words';</script><style>p { color: red }</style>", []),
        ("<!-- Words --><textarea>Words</textarea>", []),
        ("<p class='Words' data-x='Words' onclick='Words'></p>", []),
        ("{% trans %}Words{% endtrans %}<p>{{ _('more') }}</p>", []),
        ("{# Words #}{% set x = 'Words' %}", []),
        ("{% raw %}<p>Words {{ x }}</p>{% endraw %}", ["Words {{ x }}"]),
        ("{% block title %}Archives{% endblock %}", ["Archives"]),
        ("<p>a < b and c</p>", ["a", "b and c"]),
        ("<a href='/'><i class='big material-icons'>home</i> At home</a>", ["At home"]),
        ("<i class='material-icons' title='One'>favorite<br></i><p>two", ["One", "two"]),
        ("<span class='material-symbols-outlined'>{{ 'menu' }}</span><mat-icon>menu</mat-icon>", []),
        ("<div translate='no'><p>Luna</p><div>{{ x or 'Luna' }}</div></div><p>Two</p>", ["Two"]),
        ("{% if x %}<b class='notranslate'>a{% else %}<b class='notranslate'>{% endif %}b</b></p>c", ["c"]),
        ("<i class='material-iconset'>One</i>", ["One"]),
        ("<p>Now</b> then</p>", ["Now", "then"]),
    ],
)
def test_what_a_visitor_reads_is_a_message(template: str, found: list[str]) -> None:
    assert [text for text in messages(template) if text != "Words"] == found


def test_a_translation_stands_where_the_words_stood_and_expressions_where_it_has_them() -> None:
    template = "<p> By {{ author }} on\n{{ date|upper }} </p><a title='By'>By</a>{% if x %}By{% endif %}"
    done = render(
        template, {"By %(author)s on %(date)s": "%(date)s: %(author)s", "By": "Von"}, author="A", date="d", x=1
    )
    assert done == "<p> D: A </p><a title='Von'>Von</a>Von"


def test_an_ending_on_a_condition_is_one_of_the_words() -> None:
    template = "<p>{{ n }} cat{% if n > 1 %}s{% endif %} saw {{ m }} bird{{ 's' if m > 1 else '' }}.</p>"
    known = {
        "%(n)s cats saw %(m)s bird.": "%(n)s Katzen sahen %(m)s Vogel.",
        "%(n)s cat saw %(m)s birds.": "%(n)s Katze sah %(m)s Vögel.",
    }
    assert render(template, known, n=2, m=1) == "<p>2 Katzen sahen 1 Vogel.</p>"
    assert render(template, known, n=1, m=3) == "<p>1 Katze sah 3 Vögel.</p>"
    assert render(template, known, n=1, m=1) == "<p>1< cat>< saw >1< bird>.</p>"


def test_words_that_are_not_translated_stay_and_are_marked() -> None:
    template = "<p>By {{ a }} and\n <a href='/'>you</a></p><i title='Moon'> Sun </i>&copy;"
    assert render(template, {}, a="A") == (
        "<p><By >A< and\n ><a href='/'><you></a></p><i title='<Moon>'>< Sun ></i>&copy;"
    )


def test_constants_and_tags_with_expressions_are_translated_where_they_stand() -> None:
    template = "<h2>{{ NAME|default('links') }}{{ x or ' at home' }}</h2><p>In <a href='/{{ url }}'>{{ name }}</a>.</p>"
    known = {
        "links": "Links",
        "at home": "daheim",
        "In <a href='/%(url)s'>%(name)s</a>.": "Siehe <a href='/%(url)s'>%(name)s</a>.",
    }
    done = render(template, known, url="u", name="N")
    assert done == "<h2>Links daheim</h2><p>Siehe <a href='/u'>N</a>.</p>"
    assert render(template, known, NAME="n", x="x", url="u", name="N") == done.replace("Links daheim", "nx")
    assert render(template, {}, url="u", name="N") == "<h2><links> <at home></h2><p><In ><a href='/u'>N</a>.</p>"


PARTS = "<p> </p> <a href='{{x}}'> </a> <b> </b> Words more {{x}} {{x|e}} & &amp; < > ' \" % <br> <script> </script>"
PARTS += " Word{{'s'+if+x+else+'t'}} Word{%if+y%}s{%endif%}"
PARTS += " <a+href='{{x}}'> {{x+or+'Words'}} {{y|d('Two')}} {{'One'+if+x}}"
PARTS += " <!-- --> {%if+x%} {%endif%} <title> </title> title=' alt=\" = \n - 1 é \\ $"


@given(st.lists(st.sampled_from([part.replace("+", " ") for part in PARTS.split(" ")]), max_size=12))
def test_without_translations_a_page_is_as_it_was(parts: list[str]) -> None:
    template = " ".join(parts)
    try:
        plain = Environment(extensions=[I18N]).from_string(template).render(x="1")
    except Exception:
        return  # no template
    environment = Environment(extensions=[I18N, words_extension(lambda _: False, ("\ufdd0", "\ufdd1"))])
    assert re.sub("[\ufdd0\ufdd1]", "", environment.from_string(template).render(x="1")) == plain
    environment = Environment(extensions=[I18N, words_extension(lambda _: True)])
    environment.globals["gettext"] = lambda msgid, **known: msgid % known
    assert environment.from_string(template).render(x="1").split() == plain.split()


def test_the_words_of_pelicans_own_theme_are_whole_sentences() -> None:
    found = {text for path in SIMPLE_TEMPLATES.glob("*.html") for text in messages(path.read_text(encoding="utf-8"))}
    assert {"Archives for %(SITENAME)s", "Articles in the %(category)s category", "Permalink to %(title)s"} <= found
