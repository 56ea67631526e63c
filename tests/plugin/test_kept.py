"""What a theme shows in the source's language says so, wherever a template put it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pelican.urlwrappers import Tag
from selectolax.lexbor import LexborHTMLParser

from pipeline.digits import Numerals
from pipeline.plugin.inert import REFERENCES, SEPARATORS, STAND_INS
from pipeline.plugin.kept import Kept, KeptMessage, kept_in, mark_kept, without_marks, writing
from tests.conftest import Site
from tests.making import SETTINGS

KEPT = ' lang="en" dir="ltr"'
S, E = "\ufdd0", "\ufdd1"


def marked(body: str) -> str:
    head = f"<!DOCTYPE html><html lang=de><head><title>{S}Sleep{E}</title></head><body>"
    text = mark_kept(f"{head}{body}</body></html>", lambda _: KEPT)
    assert text.startswith(head.replace(S, "").replace(E, ""))
    return text[text.index("<body>") + 6 :].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<a>{}</a>", f"<a><span{KEPT}>Sleep</span></a>"),
        ("<a>\n {} \n</a>", f"<a>\n <span{KEPT}>Sleep</span> \n</a>"),
        ("<p>{}<br>{}</p>", f"<p><span{KEPT}>Sleep</span><br><span{KEPT}>Sleep</span></p>"),
        ("<p>{}: Schlaf</p>", f"<p><span{KEPT}>Sleep</span>: Schlaf</p>"),
        ("<p lang=en>{} <b>{}</b></p>", None),
        ("<p translate=no>{}</p>", None),
        ("<img alt='{}'>", None),
        ("<a href='?t=%EF%B7%90Sleep%ef%b7%91'>x</a>", "<a href='?t=Sleep'>x</a>"),
        ("<script>{}</script>", None),
        ("<select><option>{}</option></select>", None),
        ("<svg><title>{}</title><text>{}</text></svg>", None),
        ("<textarea>{}</textarea><!-- {} -->", None),
        ("<iframe>{}</iframe><noembed>{}</noembed><xmp>{}</xmp><plaintext>{}", None),
        ("<p><i lang=la>x</i> y</p><p>{}", f"<p><i lang=la>x</i> y</p><p><span{KEPT}>Sleep</span>"),
        ("</div></p><p>{}</p>", f"</div></p><p><span{KEPT}>Sleep</span></p>"),
        (f"<p>{S}Sl<b>eep{E}</b></p>", "<p>Sl<b>eep</b></p>"),
    ],
)
def test_a_text_between_marks_is_marked_where_a_mark_may_stand(body: str, wanted: str | None) -> None:
    asked = body.replace("{}", f"{S}Sleep{E}")
    assert marked(asked) == (body.replace("{}", "Sleep") if wanted is None else wanted)


def test_the_same_words_that_no_template_asked_for_are_left_alone() -> None:
    assert marked("<p>Sleep</p>") == "<p>Sleep</p>"


@pytest.mark.parametrize("part", ["<p", '<a "', "<a '", "<p ", "<!--", "<script ", S, f"{S} ", f"{E}{S}"])
def test_pages_and_texts_that_lead_on_and_on_are_read_once(part: str) -> None:
    """Each would take hours if a search went back over what it has seen."""
    body = part * 20_000
    assert marked(body) == body.replace(S, "").replace(E, "")


@given(st.text(alphabet=f"<>/&;ab \n\"'=-!lang{S}{E}", max_size=60))
def test_whatever_stands_on_a_page_nothing_of_it_is_lost_and_no_mark_is_left(body: str) -> None:
    plain = body.replace(S, "").replace(E, "")
    assert marked(body).replace(f"<span{KEPT}>", "").replace("</span>", "") == plain.replace("</span>", "")


def rendered(template: str, **values: Any) -> str:
    keys = {(None, "Tiny")}
    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.install_gettext_callables(KeptMessage, lambda one, many, count: KeptMessage(one), newstyle=False)  # type: ignore[attr-defined]
    environment.finalize = writing(None)
    tags = {"tag": Tag("rest", SETTINGS), "other": Tag("sleep", SETTINGS)}
    tags["tag"].name = Kept("rest")
    found = environment.from_string(template).render(name=kept_in("Tiny", keys), **tags, **values)
    return found.replace(S, "[").replace(E, "]")


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("{{ _('Sleep') }} {{ 'Sleep' }}", "[Sleep] Sleep"),
        ("{% trans %}Sleep{% endtrans %}", "[Sleep]"),
        ("{% trans n=2 %}{{ n }} steps{% endtrans %}", "[2 steps]"),
        ("{{ ngettext('%(n)s step', '', 1) % {'n': 1} }}", "[1 step]"),
        ("{{ _('{} steps').format(3) }}", "[3 steps]"),
        ("{% set x = _('Sleep') %}{{ x }}", "[Sleep]"),
        ("{% macro m() %}{{ _('Sleep') }}{% endmacro %}{{ m() }}", "[Sleep]"),
        ("{{ _('Sleep') ~ ' ' ~ _('Rest') }}", "[Sleep] [Rest]"),
        ("{{ _('Sleep') + 'y' }} {{ 's' + _('Sleep') }}", "[Sleep]y s[Sleep]"),
        ("{{ '%s, %s'|format(_('Sleep'), name) }}", "[Sleep], Tiny"),
        ("{{ _('%s sheep')|format(3) }} {{ _('By %s')|format(_('night')) }}", "[3 sheep] [By night]"),
        ("{{ [_('Sleep'), _('Rest')]|join(', ') }}", "[Sleep], [Rest]"),
        ("{{ _('Sleep')|upper }} {{ _(' Sleep ')|trim }} {{ _('Sleep')|safe }}", "[SLEEP] [Sleep] [Sleep]"),
        ("{{ _('Sleep')|length }} {{ _('Sleep') == 'Sleep' }}", "5 True"),
        ("{{ _('– 3 –') }} {{ _('a <b>c</b>') }}", "– 3 – a <b>c</b>"),
        ("{{ tag }} {{ tag.name }} {{ other }} {{ name }}", "[rest] [rest] sleep [Tiny]"),
    ],
)
def test_what_a_template_asks_for_and_is_kept_stands_between_marks(template: str, wanted: str) -> None:
    assert rendered(template) == wanted


def test_settings_are_kept_text_by_text() -> None:
    keys = {(None, "Home"), (None, "Tiny")}
    menu = kept_in((("Home", "Home.html"), ("Kontakt", "x")), keys)
    assert menu == (("Home", "Home.html"), ("Kontakt", "x"))
    assert [type(label) for label, _ in menu] == [Kept, str]
    assert type(kept_in({"a": ["Tiny"]}, keys)["a"][0]) is Kept
    assert kept_in(3, keys) == 3


@pytest.mark.whole
def test_names_menus_and_messages_without_translation_say_which_language_they_are_in(good_site: Site) -> None:
    for text in ("Care", "Reach us", "%(number)s steps", "Made with care"):
        good_site.untranslate("locales/de/theme.po", text)
    good_site.replace(
        "theme/templates/article.html",
        "{{ article.content }}",
        "<b>{{ article.category }}</b><i>{{ article.category.name }}</i>{{ article.content }}",
    )
    good_site.run("build")
    tree = LexborHTMLParser(good_site.read("output/de/first.html"))
    for place, text in (("main b", "Care"), ("main i", "Care"), ("nav a", "Reach us"), ("p[title]", "2 steps")):
        span = tree.css_first(f"{place} > span")
        assert (span.text(), span.attributes) == (text, {"lang": "en", "dir": "ltr"})
    assert tree.css_first("p[title]").attributes["title"] == "Made with care"
    assert "span" not in good_site.read("output/first.html")


@pytest.mark.whole
def test_an_articles_own_words_are_left_alone_whatever_the_theme_says(good_site: Site) -> None:
    """They are a translation, in the page, in lists and in its title, by the catalog or by hand."""
    good_site.untranslate("locales/de/theme.po", "Made with care")
    good_site.replace("theme/templates/base.html", "<main>", "<p id=own>{{ _('Made with care') }}</p><main>")
    for old in ("Dies ist kein Rat.", "Nicht einmal dies.", "Zweite Schritte", "Gehen Sie weiter."):
        good_site.replace("locales/de/articles/second.po", old, "Made with care")
    good_site.write(
        "source/articles/first.de.md",
        "Title: Made with care\nDate: 2026-01-02\nSummary: Made with care\n\nMade with care\n\n"
        "## Made with care {#contact}\n\nMade with care\n\n## Made with care {#disclaimer}\n\nMade with care\n",
    )
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    for name in ("first", "second", "index"):
        tree = LexborHTMLParser(good_site.read(f"output/de/{name}.html"))
        assert tree.css_first("#own > span").attributes == {"lang": "en", "dir": "ltr"}
        assert "Made with care" in tree.css_first("main").text()
        assert not tree.css("main [lang=en], title [lang]")


@pytest.mark.parametrize(
    "written", ["\ufdd0a\ufdd1", "\\ufdd0a\\uFDD1", "&#64976;a&#xFDD1;", "%EF%B7%90a%25EF%25B7%2591"]
)
def test_no_mark_is_left_however_it_was_written(written: str) -> None:
    assert without_marks(written) == "a"
    assert mark_kept(f"<script>'{written}'</script>", str) == "<script>'a'</script>"


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("<p>{{ year }}</p>", "<p>۲۰۲۶</p>"),
        ("<p>© {{ year }} x 12</p>", "<p>© ۲۰۲۶ x 12</p>"),
        ("{% set y = year %}{% if y == '2026' and y|int == 2026 %}<i>{{ y }}</i>{% endif %}", "<i>۲۰۲۶</i>"),
        ("<a href='/{{ year }}/' title={{ year }}>x</a>", "<a href='/2026/' title=2026>x</a>"),
        ("<time datetime='{{ year }}'>{{ year }}</time>", "<time datetime='2026'>۲۰۲۶</time>"),
        ("<script>f({{ year }}, '{{ year }}')</script><style>{{ year }}</style>", None),
        ("<a href='?y={{ year|urlencode }}'>{{ year ~ '!' }}</a>", "<a href='?y=2026'>2026!</a>"),
        ("{% macro at() %}/{{ year }}/{% endmacro %}<a href='{{ at()|urlencode }}'>x</a>", "<a href='/2026/'>x</a>"),
    ],
)
def test_digits_are_the_languages_own_where_readers_see_them(template: str, wanted: str | None) -> None:
    environment = Environment(finalize=writing(None))
    text = environment.from_string(f"<html><body>{template}</body></html>").render(year=Numerals("2026"))
    found = mark_kept(text, lambda _: KEPT, "۰۱۲۳۴۵۶۷۸۹").removeprefix("<html><body>").removesuffix("</body></html>")
    assert found == (template.replace("{{ year }}", "2026") if wanted is None else wanted)
    assert "2026" in without_marks(text)
    assert mark_kept(text, lambda _: KEPT) == without_marks(text)


def test_the_marks_stand_for_nothing_else_while_a_site_is_built() -> None:
    text = Environment(finalize=writing(None)).from_string("{{ a }}{{ b }}").render(a=Kept("x"), b=Numerals("1"))
    marks = set(text) - {"x", "1"}
    assert len(marks) == 4
    assert marks.isdisjoint({*STAND_INS.values(), *REFERENCES.values(), *SEPARATORS.values()})
    for written in (
        json.dumps(text),
        quote(text),
        quote(quote(text)),
        text.encode("ascii", "xmlcharrefreplace").decode(),
    ):
        assert without_marks(written).strip('"') == "x1"
