"""What a theme shows in the source's language says so, wherever a template put it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.plugin.kept import mark_kept, text_pattern
from tests.conftest import Site

KEPT = ' lang="en" dir="ltr"'


def marked(body: str, *texts: str) -> str:
    pattern = text_pattern(frozenset(texts))
    assert pattern is not None
    head = '<!DOCTYPE html><html lang="de"><head><title>Sleep</title></head><body>'
    text = mark_kept(f"{head}{body}</body></html>", pattern, KEPT)
    assert text.startswith(head)
    return text.removeprefix(head).removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<a>Sleep</a>", f"<a><span{KEPT}>Sleep</span></a>"),
        ("<a>\n Sleep &amp; rest\n</a>", f"<a>\n <span{KEPT}>Sleep &amp; rest</span>\n</a>"),
        ("<p>3 articles</p>", f"<p><span{KEPT}>3 articles</span></p>"),
        ("<p>Sleep<br>Sleep</p>", f"<p><span{KEPT}>Sleep</span><br><span{KEPT}>Sleep</span></p>"),
        ("<p>Sleep well</p>", None),
        ("<p lang=en>Sleep <b>Sleep</b></p>", None),
        ("<p translate=no>Sleep</p>", None),
        ("<img alt='Sleep'>", None),
        ("<script>Sleep</script>", None),
        ("<select><option>Sleep</option></select>", None),
        ("<svg><title>Sleep</title><text>Sleep</text></svg>", None),
        ("<textarea>Sleep</textarea><!-- Sleep -->", None),
        ("<p><i lang=la>x</i> y</p><p>Sleep", f"<p><i lang=la>x</i> y</p><p><span{KEPT}>Sleep</span>"),
        ("</div></p><p>Sleep</p>", f"</div></p><p><span{KEPT}>Sleep</span></p>"),
    ],
)
def test_a_text_that_is_kept_is_marked_where_a_mark_may_stand(body: str, wanted: str | None) -> None:
    assert marked(body, "Sleep", "Sleep & rest", "%(count)s articles") == (wanted or body)


def test_a_message_without_words_of_its_own_matches_nothing() -> None:
    assert text_pattern(frozenset({"%(name)s", "{} – {}", "<b>bold</b>"})) is None


@pytest.mark.parametrize("part", ["<p", '<a "', "<a '", "<p ", "<!--", "<script ", "By on at "])
def test_pages_and_texts_that_lead_on_and_on_are_read_once(part: str) -> None:
    """Each would take hours if a search went back over what it has seen."""
    assert marked(part * 20_000, "%(a)s By %(b)s on %(c)s at %(d)s!") == part * 20_000


@given(st.text(alphabet="<>/&;ab \n\"'=-!lang", max_size=60))
def test_whatever_stands_on_a_page_nothing_of_it_is_lost(body: str) -> None:
    assert marked(body, "a", "b").replace(f"<span{KEPT}>", "").replace("</span>", "") == body.replace("</span>", "")


@pytest.mark.whole
def test_names_menus_and_messages_without_translation_say_which_language_they_are_in(good_site: Site) -> None:
    for text in ("Care", "Reach us", "%(number)s steps", "Made with care"):
        good_site.untranslate("locales/de/theme.po", text)
    good_site.replace(
        "theme/templates/article.html", "{{ article.content }}", "<b>{{ article.category }}</b>{{ article.content }}"
    )
    good_site.run("build")
    tree = LexborHTMLParser(good_site.read("output/de/first.html"))
    for place, text in (("main b", "Care"), ("nav a", "Reach us"), ("p[title]", "2 steps")):
        span = tree.css_first(f"{place} > span")
        assert (span.text(), span.attributes) == (text, {"lang": "en", "dir": "ltr"})
    assert tree.css_first("p[title]").attributes["title"] == "Made with care"
    assert "span" not in good_site.read("output/first.html")
