"""What pages and feeds say of their language and versions, put in where nothing else says it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.plugin.head import add_links, name_language, name_language_of_entry
from tests.making import AR, DE

ALTERNATE = '<link rel="alternate" hreflang="de" href="x">\n'
CANONICAL = '<link rel="canonical" href="y">\n'


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<html>", '<html dir="rtl" lang="ar">'),
        ('<html lang="en">', '<html dir="rtl" lang="ar">'),
        ("<HTML LANG=en class=x>", '<HTML dir="rtl" lang="ar" class=x>'),
        ("<html lang='en' dir='ltr'>", '<html lang="ar" dir="rtl">'),
        ("<!-- <html> --><html>", '<!-- <html> --><html dir="rtl" lang="ar">'),
        ("<p>no page</p>", "<p>no page</p>"),
        ("<!doctype html>\n<title>x</title>", '<!doctype html>\n<html dir="rtl" lang="ar"><title>x</title>'),
        ("<!-- <html> -->\n<!DOCTYPE html><p>x", '<!-- <html> -->\n<!DOCTYPE html><html dir="rtl" lang="ar"><p>x'),
        ('<html data-lang="x">', '<html dir="rtl" lang="ar" data-lang="x">'),
    ],
)
def test_a_page_is_given_its_own_language_and_direction(page: str, wanted: str) -> None:
    assert name_language(page, AR) == wanted


def test_left_to_right_goes_without_saying_but_not_where_a_theme_says_otherwise() -> None:
    assert name_language("<html>", DE) == '<html lang="de">'
    assert name_language('<html dir="rtl">', DE) == '<html lang="de" dir="ltr">'


def test_links_are_put_at_the_end_of_the_head() -> None:
    head = (
        "<head>\n<!-- a --><title>b</title> <meta name=c content='>'><link rel = x href=/a/ k />\n"
        "<script>d('</p>')</script>\n"
    )
    assert add_links(f"{head}</head>e", CANONICAL, ALTERNATE) == f"{head}{CANONICAL}{ALTERNATE}</head>e"
    assert add_links("no head", CANONICAL, ALTERNATE) == "no head"


@pytest.mark.parametrize(
    "ends", ["<noscript><img src=p></noscript>\n", "text\n", "<div>x</div>\n", "<script>", '<p id="x">y']
)
def test_links_are_put_before_what_ends_the_head_for_a_parser(ends: str) -> None:
    """As pixels that count visitors do, words of a setting, and a summary with markup in an attribute."""
    head, more = '<head><meta content="<p class="z" id="first">\n', f"{ends}<meta name=y>\n"
    assert add_links(f"{head}{more}</head>", CANONICAL, ALTERNATE) == f"{head}{CANONICAL}{ALTERNATE}{more}</head>"
    there = f"{head}{more}{ALTERNATE}</head>"
    assert add_links(there, CANONICAL, ALTERNATE) == f"{head}{CANONICAL}{ALTERNATE}{more}</head>"
    tree = LexborHTMLParser(add_links(f"{head}{more}</head>", CANONICAL, ALTERNATE))
    assert tree.css_first("head link") is not None


def test_an_address_that_a_theme_names_stays_and_one_in_a_comment_is_none() -> None:
    named = "<head><link href=z rel=canonical></head>"
    assert CANONICAL not in add_links(named, CANONICAL, "")
    assert CANONICAL in add_links(named.replace("<link", "<!-- <link").replace(">c", " -->c"), CANONICAL, "")


def test_versions_that_a_theme_names_give_way_to_all_but_its_feeds_stay() -> None:
    feed = '<link rel="alternate" hreflang="de" type="application/atom+xml" href="f">\n'
    own = '<link rel="alternate" hreflang="fr" href="z">\n'
    assert add_links(f"<head>{own}{feed}</head>", "", ALTERNATE) == f"<head>{feed}{ALTERNATE}</head>"
    assert add_links(f"<head>{own}</head>", "", "") == f"<head>{own}</head>"


def test_versions_that_are_there_are_not_put_in_again() -> None:
    page = f"<head>{ALTERNATE}</head>"
    assert add_links(page, "", ALTERNATE) == page


def test_a_feeds_text_leads_to_the_places_of_its_page() -> None:
    assert name_language_of_entry('<a href="#fn">1</a><a href="b#c">2</a>', "p.html", AR) == (
        '<div lang="ar" dir="rtl"><a href="p.html#fn">1</a><a href="b#c">2</a></div>'
    )
