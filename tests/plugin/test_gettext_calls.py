"""gettext in templates, in both of Jinja's styles: none can stop a page, and each fills in what it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from pipeline.model import Language
from pipeline.plugin import templating
from pipeline.plugin.escapes import page_text
from pipeline.plugin.kept import Kept
from pipeline.plugin.site import Site
from tests.making import PROJECT
from tests.plugin.test_templating import render

MESSAGES = {
    "Hello %(name)s": ("Hallo %(name)s",),
    "100%%": ("100 %%",),
    "%(num)d minute": ("%(num)d Minute", "%(num)d Minuten"),
    "One bed": ("%(num)s Bett", "%(num)s Betten"),
    "%d cat": ("%d Katze", "%d Katzen"),
}


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ _('Hello %(name)s', name='Ada') }}", "Hallo Ada"),
        ("{{ gettext('Hello %(name)s', name='Ada') }}", "Hallo Ada"),
        ("{{ _('Hello %(name)s') % {'name': 'Ada'} }}", "Hallo Ada"),
        ("{{ _('Hello %(name)s')|format(name='Ada') }}", "Hallo Ada"),
        ("{% trans name='Ada' %}Hello {{ name }}{% endtrans %}", "Hallo Ada"),
        ("{{ ngettext('%(num)d minute', '%(num)d minutes', 1) }}", "1 Minute"),
        ("{{ ngettext('%(num)d minute', '%(num)d minutes', 5) }}", "5 Minuten"),
        ("{{ ngettext('%(num)d minute', '%(num)d minutes', 5)|format(num=5) }}", "5 Minuten"),
        ("{{ ngettext('%(num)d minute', '%(num)d minutes', 5, num=6) }}", "6 Minuten"),
        ("{{ ngettext('%d cat', '%d cats', 2) % 2 }}", "2 Katzen"),
        ("{{ ngettext('%d cat', '%d cats', 2)|format(2) }}", "2 Katzen"),
        ("{{ _('100%%') }}", "100 %"),
        ("{{ ngettext('One bed', '%(num)s beds', 1) }}", "1 Bett"),
        ("{{ ngettext('One bed', '%(num)s beds', 2) }}", "2 Betten"),
        ("{{ ngettext('One bed', '%(num)s beds', 1) % {'num': 1} }}", "1 Bett"),
        ("{{ _('50 % of %(x)s', x='all') }}", "50 % of all"),
        ("{{ _('%(a)s, %(b)s', a='A') }}", "A, %(b)s"),
        ("{{ _('%(a)s, %(b)s', a='A') }}{{ _('%s') }}", "A, %(b)s%s"),
        ("{{ pgettext('menu', 'Hello %(name)s', name='Ada') }}", "Hello Ada"),
        ("{{ npgettext('menu', '%(num)d minute', '%(num)d minutes', 3, x=1) }}", "3 minutes"),
        ("{{ _('Hello %(name)s', name='<b>') }}", "Hallo <b>"),
    ],
)
def test_both_styles_work_in_one_theme(template: str, page: str) -> None:
    assert render(template, messages=MESSAGES) == page


@pytest.mark.parametrize("more", ["{sic}", "{}", "{0}", "${a}", "{", "}", "100 %% sure", "%(x)s", "%s", "{n!r:9}"])
def test_what_a_translation_adds_keeps_nothing_from_being_filled_in(more: str) -> None:
    messages = {
        "At most %(n)s mg": (f"Nur %(n)s mg {more}",),
        "%(n)s cat": (f"%(n)s Katze {more}", f"%(n)s Katzen {more}"),
        "One dog": (f"%(n)s Hund {more}", f"%(n)s Hunde {more}"),
    }
    for template, page in (
        ("{{ _('At most %(n)s mg', n=40) }}", "Nur 40 mg"),
        ("{{ _('At most %(n)s mg') % {'n': 40} }}", "Nur 40 mg"),
        ("{% trans n=40 %}At most {{ n }} mg{% endtrans %}", "Nur 40 mg"),
        ("{{ ngettext('%(n)s cat', '%(n)s cats', 1, n=1) }}", "1 Katze"),
        ("{{ ngettext('%(n)s cat', '%(n)s cats', 3) % {'n': 3} }}", "3 Katzen"),
        ("{{ ngettext('One dog', '%(n)s dogs', 1, n=1) }}", "1 Hund"),
        ("{{ ngettext('One dog', '%(n)s dogs', 2, n=2) }}", "2 Hunde"),
    ):
        shown = page_text(render(template, messages=messages)).replace("\u2060", "")
        assert shown == f"{page} {more.replace('%%', '%')}"


@given(st.text("%()sdnuma ", max_size=20))
def test_no_translation_stops_a_page(translation: str) -> None:
    for template in (
        "{{ _('Hello %(name)s', name=1) }}",
        "{{ _('Hello %(name)s') % {'name': 1} }}",
        "{{ _('Hello %(name)s')|format(name=1) }}",
        "{{ ngettext('%(num)d minute', '%(num)d minutes', 2) }}",
        "{% trans name=1 %}Hello {{ name }}{% endtrans %}",
    ):
        messages = {"Hello %(name)s": (translation,), "%(num)d minute": (translation, translation)}
        assert "{" not in render(template, messages=messages)


def test_what_is_filled_in_is_escaped_where_templates_escape_and_a_messages_own_markup_is_not() -> None:
    site = Site(PROJECT, Language.of("de"), "https://tiny.example", {"theme": {(None, "<b>%(x)s</b>"): ("%(x)s<i>",)}})
    environment = Environment(autoescape=True)
    templating.install(environment, site)
    template = environment.from_string("{{ _('<em>%(x)s</em>', x='&') }}{{ _('<b>%(x)s</b>', x=safe) }}")
    assert page_text(template.render(safe=Markup("<u>"), output_file="", SITEURL=".")) == "<em>&amp;</em><u>&lt;i&gt;"


def test_what_is_filled_in_says_its_language_as_where_a_template_writes_it() -> None:
    site = Site(PROJECT, Language.of("de"), "https://tiny.example", {"theme": {(None, "Of %(x)s"): ("Von %(x)s",)}})
    environment = Environment(autoescape=False)
    templating.install(environment, site)
    page = environment.from_string("{{ x }} {{ _('Of %(x)s', x=x) }} {{ _('To %(x)s', x=x) }}")
    assert page.render(x=Kept("moon")) == "<moon> Von <moon> <To moon>".replace("<", "\ufdd0").replace(">", "\ufdd1")
    assert page.render(x=1) == "1 Von 1 \ufdd0To 1\ufdd1"


def test_a_text_for_want_of_a_translation_says_its_language_filled_in_or_not() -> None:
    site = Site(PROJECT, Language.of("de"), "https://tiny.example")
    environment = Environment(autoescape=False)
    templating.install(environment, site)
    for template in ("{{ _('To %(x)s', x=1) }}", "{{ _('To %(x)s') % {'x': 1} }}", "{{ _('To 1%%') }}"):
        assert environment.from_string(template).render().startswith("\ufdd0To 1")
