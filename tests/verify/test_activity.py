"""What a page does: loads, sends, runs."""

from __future__ import annotations

from collections import Counter
from functools import partial
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.verify.activity import Activity, activity_of
from pipeline.verify.evidence import read_page


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
        ("<meta http-equiv=refresh content='0;a'><meta http-equiv=refresh content='5; '>", "a"),
        ("<link rel=icon href=a><link rel=canonical href=b><a href=c></a><img src=d>", ""),
    ],
)
def test_what_a_page_loads_and_sends_to_is_more_than_what_it_leads_to_and_shows(html: str, loads: str) -> None:
    named = [address if "//" in address else f"https://x.example/{address}" for address in loads.split()]
    assert sorted(activity(html).loads) == sorted(named)


def test_active_elements_are_counted_and_data_is_none() -> None:
    html = """
        <script>x</script><script type=module></script><script type="application/ld+json">{}</script>
        <script type=text/x-template></script><iframe srcdoc=x></iframe><form></form><form></form>
    """
    assert Counter(tag for tag, _ in activity(html).elements) == {"script": 2, "iframe": 1, "form": 2}


@pytest.mark.parametrize(
    "html",
    [
        "<script type=text/x-javascript>x</script>",
        "<script type=importmap>{}</script>",
        "<script type=speculationrules>{}</script>",
        "<template shadowrootmode=open><script>x</script></template>",
        "<svg><script>x</script></svg>",
    ],
)
def test_whatever_runs_is_a_script(html: str) -> None:
    assert [tag for tag, _ in activity(html).elements] == ["script"]


def test_what_an_element_loads_is_no_more_written_in_it() -> None:
    html = "<script src=a>x</script><form action=b></form><iframe src=c></iframe><iframe src=c srcdoc=d></iframe>"
    assert [bool(written) for _, written in activity(html).elements] == [False, False, False, True]
    assert activity("<script>x</script>") == activity("<script>x</script> y") != activity("<script>y</script>")


@pytest.mark.parametrize(
    ("html", "others"),
    [
        ("<svg><a xlink:href=a></a></svg><math href=a></math>", "a"),
        ("<math><mi xlink:href=a>x</mi></math>", "a"),
        ("<a ping='/a /b' href=c></a><link imagesrcset='/d 2x, /e 3x'>", "a b d e"),
        ("<p data-src=/a hx-get=//y.example/b data-href=javascript:c></p>", "a //y.example/b javascript:c"),
        ("<table background=/a></table><img longdesc=/b></td><template><p data-src=/c></p></template>", "a b c"),
        ("<p data-link='Siehe: hier' data-image=mdi:home data-title=/x></p>", ""),
    ],
)
def test_addresses_are_known_in_whatever_attribute_they_stand(html: str, others: str) -> None:
    named = {urljoin("https://x.example/", address) for address in others.split()}
    page = read_page(f"<base href=https://x.example/><main>{html}</main>")
    assert named <= {*page.links, *page.activity.others}
    assert named or not page.activity.others


def test_an_animation_that_changes_an_address_is_code() -> None:
    assert activity("<svg><a><animate attributeName=href to=javascript:x /></a></svg>").handlers == {
        "<animate attributeName>",
        "<animate to>",
    }


def test_attributes_that_are_code_are_named_with_their_elements() -> None:
    html = "<a onclick=x ONFOCUS='y' href=z>a = b</a><div x-on:click=y>z</div>"
    assert activity(html).handlers == {"<a onclick>", "<a onfocus>", "<div x-on:click>"}
    for html in ("<a href=x title='onclick'>one = two</a>", "<meta http-equiv=x content=y> a onclick=b"):
        assert activity(html).handlers == frozenset()
