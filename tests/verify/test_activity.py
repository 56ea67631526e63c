"""What a page does: loads, sends, runs."""

from __future__ import annotations

from functools import partial
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.verify.activity import Activity, activity_of


def activity(html: str) -> Activity:
    return activity_of(LexborHTMLParser(html), html, partial(urljoin, "https://x.example/"))


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ("<script src=a.js></script>", "https://x.example/a.js"),
        ("<link rel='stylesheet preload' href=a.css>", "https://x.example/a.css"),
        ("<form action=//y.example><button formaction=b></form>", "https://y.example https://x.example/b"),
        ("<iframe src=a></iframe><embed src=b><object data=c></object>", "a b c"),
        ("<base href=//y.example>", "//y.example"),
        ("<meta http-equiv=Refresh content='0; url=a'>", "a"),
        ("<link rel=icon href=a><link rel=canonical href=b><a href=c></a><img src=d>", ""),
    ],
)
def test_what_a_page_loads_and_sends_to_is_more_than_what_it_leads_to_and_shows(html: str, loads: str) -> None:
    named = [address if "//" in address else f"https://x.example/{address}" for address in loads.split()]
    assert sorted(activity(html).loads) == sorted(named)


def test_active_elements_are_counted_and_data_is_none() -> None:
    html = """
        <script>x</script><script type=module></script><script type="application/ld+json">{}</script>
        <script type=importmap>{}</script><iframe srcdoc=x></iframe><form></form><form></form>
    """
    assert dict(activity(html).elements) == {"script": 2, "iframe": 1, "form": 2}


def test_attributes_that_are_code_are_named_with_their_elements() -> None:
    html = "<a onclick=x ONFOCUS='y' href=z>a = b</a><div x-on:click=y>z</div>"
    assert activity(html).handlers == {"<a onclick>", "<a onfocus>", "<div x-on:click>"}
    for html in ("<a href=x title='onclick'>one = two</a>", "<meta http-equiv=x content=y> a onclick=b"):
        assert activity(html).handlers == frozenset()
