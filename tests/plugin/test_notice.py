"""What readers are told where something is still in the source's language."""

from __future__ import annotations

from pipeline.plugin.notice import add_notice, leads_on, moved_page, redirect_page
from pipeline.sources.own_texts import NOT_TRANSLATED, PARTLY, READ_ORIGINAL
from tests.making import AR, EN


def test_the_notice_comes_first_in_the_body_and_not_in_a_comment() -> None:
    page = add_notice("<!-- <body> --><body class=x>\n<p>", str.upper, "../a.html", "en")
    before, _, after = page.partition("<body class=x>\n")
    assert before == "<!-- <body> -->"
    assert after.startswith('<p class="translation-notice"')
    assert PARTLY.upper() in after
    assert f'<a href="../a.html" hreflang="en">{READ_ORIGINAL.upper()}</a>' in after


def test_a_page_without_a_body_stays_as_it_is() -> None:
    assert add_notice("<p>", str.upper, "x", "en") == "<p>"


def test_a_notice_without_translation_says_that_it_is_english() -> None:
    page = add_notice("<body>", {PARTLY: "Teilweise"}.get, "x", "fr")
    assert "<span>Teilweise</span>" in page
    assert f'hreflang="fr" lang="en" dir="ltr">{READ_ORIGINAL}</a>' in page


def test_no_translation_of_the_notice_is_markup() -> None:
    page = add_notice("<body>", lambda _: "<script>", 'x"', "en")
    assert "<script>" not in page
    assert 'href="x&#34;"' in page


def test_the_page_in_a_withheld_ones_place_is_not_indexed_and_leads_to_the_original() -> None:
    page = redirect_page(AR, EN, {NOT_TRANSLATED: "لم"}.get, "../a.html", "A <em>title</em> & more")
    assert '<html lang="ar" dir="rtl">' in page
    assert 'content="noindex"' in page
    assert 'content="0; url=../a.html"' in page
    assert '<a href="../a.html" lang="en" hreflang="en" dir="ltr">A title &amp; more</a>' in page
    assert "<h1>لم</h1>" in page


def test_its_sentence_says_its_language_where_it_is_not_translated() -> None:
    assert f'<h1 lang="en" dir="ltr">{NOT_TRANSLATED}</h1>' in redirect_page(AR, EN, {}.get, "x", "y")


def test_a_page_that_leads_on_is_known_also_made_small_and_no_other_page_is() -> None:
    for page in (redirect_page(AR, EN, {}.get, "x", "y"), moved_page(EN, "x", "https://a.example/x", "y")):
        assert leads_on(page.encode())
        assert leads_on(str(page).replace(">\n", ">").encode())
    for text in ("<title>Archives</title>", '<meta http-equiv="refresh" content="0; url=x">', "\xff"):
        assert not leads_on(text.encode("latin-1"))
