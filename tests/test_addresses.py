"""SITEURL and FEED_DOMAIN: what can be the beginning of an address, and what is said of what cannot."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.addresses import require_addresses
from pipeline.errors import PipelineError
from tests.conftest import Site

RIGHT = (
    "",
    "/blog",
    "/blog/",
    "https://example.org",
    "https://example.org/",
    "http://localhost:8000",
    "http://127.0.0.1:1",
    "http://[::1]:8000",
    "HTTPS://Example.org/a/b",
    "https://xn--bcher-kva.example",
    "https://me.github.io/my_site/~a%20b",
    "https://my_host.example:65535",
)
WRONG = {
    "example.org": "https://example.org",
    "www.example.org/blog": "https://www.example.org",
    "blog": "https://example.org",
    ".": "https://example.org",
    "https://": "https://example.org",
    "https:///a": "https://example.org",
    "http:/example.org": "http://example.org",
    "http:example.org": "http://example.org",
    "https//example.org": "https://example.org",
    "//example.org": "https://example.org",
    "ftp://example.org": "https://example.org",
    "file:///home/me": "https://example.org",
    "javascript:alert(1)": "https://example.org",
    "https://exa mple.org": "https://example.org",
    " https://example.org": "https://example.org",
    "https://example.org\n": "https://example.org",
    "https://example.org\x00": "https://example.org",
    "https://example.org:99999": "https://example.org",
    "https://example.org:0": "https://example.org",
    "https://example.org:": "https://example.org",
    "https://example.org:x": "https://example.org",
    "https://user:pw@example.org": "https://example.org",
    "https://user@example.org": "https://example.org",
    "https://bücher.example": "https://xn--bcher-kva.example",
    "https://example.org?x=1": "https://example.org",
    "https://example.org/a#b": "https://example.org",
    "https://example..org": "https://example.org",
    "https://.example.org": "https://example.org",
    "https://-x.example": "https://example.org",
    "https://[::1": "https://example.org",
    "https://[nonsense]": "https://example.org",
    'https://example.org/"><script>': "https://example.org/%22%3E%3Cscript%3E",
    "https://example.org/größe": "https://example.org/gr%C3%B6%C3%9Fe",
    "https://example.org//a": "https://example.org/a",
    "https://example.org/a/../b": "https://example.org",
    "/a b": "https://example.org",
    "/größe": "/gr%C3%B6%C3%9Fe",
    "/..": "/blog",
    7: "https://example.org",
    b"https://example.org": "https://example.org",
    ("https://example.org",): "https://example.org",
}


@pytest.mark.parametrize("value", RIGHT)
@pytest.mark.parametrize("name", ["SITEURL", "FEED_DOMAIN"])
def test_what_can_begin_an_address_is_accepted(name: str, value: str) -> None:
    require_addresses({"SITEURL": "", name: value}, "pelicanconf.py")


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("name", ["SITEURL", "FEED_DOMAIN"])
def test_what_cannot_is_told_of_by_its_setting_with_a_right_one(name: str, value: object) -> None:
    with pytest.raises(PipelineError) as caught:
        require_addresses({"SITEURL": "", name: value}, "pelicanconf.py")
    assert caught.value.message.startswith(
        f"{name} is {value!r}: ".replace("user:pw@", "...@").replace("user@", "...@")
    )
    assert f'{name} = "{WRONG[value]}"' in caught.value.hint


def test_without_an_address_for_feeds_theirs_is_the_sites() -> None:
    require_addresses({"SITEURL": "", "FEED_DOMAIN": None}, "pelicanconf.py")
    with pytest.raises(PipelineError, match="SITEURL is None: it is no text"):
        require_addresses({}, "pelicanconf.py")


@given(st.text(alphabet="htps:/.@#?[]% exa-ü\0\n9\"'<>", max_size=30))
def test_a_remedy_is_accepted_and_what_is_accepted_needs_no_escaping(value: str) -> None:
    try:
        require_addresses({"SITEURL": value}, "pelicanconf.py")
    except PipelineError as error:
        right = re.search(r'SITEURL = "(.*?)"', error.hint)
        assert right is not None
        require_addresses({"SITEURL": right[1]}, "pelicanconf.py")
    else:
        assert not set(value) & set(' \0\n"<>ü?#')


@pytest.mark.parametrize("value", ["'example.org'", "None", "7"])
def test_every_command_says_so_before_it_does_anything(good_site: Site, value: str) -> None:
    good_site.replace("pelicanconf.py", 'SITEURL = "https://tiny.example"', f"SITEURL = {value}")
    before = good_site.files()
    for command in (["check"], ["update"], ["status"]):
        result = good_site.run(*command)
        assert result.exit_code == 2
        assert f"pelicanconf.py: error: SITEURL is {value}: it " in result.output
        assert 'SITEURL = "https://' in result.output
    assert good_site.files() == before
