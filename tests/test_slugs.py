"""What may be a slug: what a site's own rules leave as it is, and what can be one part of an address on any host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pelican_internals import DEFAULT_CONFIG
from pipeline.slugs import SlugRules, as_known_to_hosts
from tests.hostile import TEXTS

LATIN = SlugRules.of(DEFAULT_CONFIG)
UNICODE = SlugRules.of({**DEFAULT_CONFIG, "SLUGIFY_USE_UNICODE": True})
#: A site that has no rules at all: what no site can have is refused all the same.
NONE = SlugRules(use_unicode=True, preserve_case=True)
ALL = (LATIN, UNICODE, NONE)

REFUSED = {
    "../x": "has “.”",
    "..": "has “.”",
    "a/b": "has “/”",
    "/a": "has “/”",
    "a\\b": "has “\\”",
    "//evil.example": "has “/”",
    "https://evil.example": "has “:”",
    "%2e%2e": "has “%”",
    "a%00b": "has “%”",
    "<script>": "has “<”",
    '"onload="x': 'has “"”',
    "a b": "has a space",
    "a\tb": "has U+0009",
    "a?b": "has “?”",
    "a#b": "has “#”",
    "a:b": "has “:”",
    "a&amp;b": "has “&”",
    "{slug}": "has “{”",
    "a.html": "has “.”",
    ".htaccess": "has “.”",
    "1.2.": "has “.”",
    "x\u202ey": "has U+202E",
    "x\u200fy": "has U+200F",
    "a\u00adb": "has U+00AD",
    "a\u200db": "has U+200D",
    "a\u3164b": "has U+3164",
    "a\ufe0f": "has U+FE0F",
    "a\ud800": "has U+D800",
    "a\ue000": "has U+E000",
    "": "is empty",
    " ": "is empty",
    "\u200b": "is empty",
    "-a": "begins or ends",
    "a-": "begins or ends",
    "_a": "begins or ends",
    "\u0301a": "begins or ends",
    "CON": "is a name that",
    "com1": "is a name that",
    "nul": "is a name that",
    "index": "is a name that",
    "Index": "is a name that",
    "404": "is a name that",
    "cgi-bin": "is a name that",
    "x" * 300: "is longer than",
    "猫" * 100: "is longer than",
}
ADMITTED = {
    LATIN: ("was-ist-ketamin", "a", "2026", "a_b", "contact-us", "index-finger", "console"),
    UNICODE: ("über-uns", "ケタミンとは", "什么是氯胺酮", "ما-هو-الكيتامين", "مقاله-۲", "что-такое"),
    NONE: ("Über-Uns", "v1.2", "हिन्दी"),
}
AS_IT_WOULD_BE = {
    (LATIN, "Was-Ist"): "“was-ist”",
    (LATIN, "über-uns"): "“uber-uns”",
    (LATIN, "a--b"): "“a-b”",
    (UNICODE, "Über"): "“über”",
    (UNICODE, "u\u0308ber"): "“über”",
    (UNICODE, "ﬁn"): "“fin”",
    (LATIN, "v1.2"): "“v12”",
}


@pytest.mark.parametrize("slug", REFUSED)
def test_what_is_no_part_of_an_address_is_refused_whatever_a_sites_rules_are(slug: str) -> None:
    for rules in ALL:
        assert rules.fault(slug).startswith(REFUSED[slug]), rules


@pytest.mark.parametrize("rules", ADMITTED)
def test_what_a_sites_own_slugs_look_like_is_admitted(rules: SlugRules) -> None:
    assert {slug: rules.fault(slug) for slug in ADMITTED[rules]} == dict.fromkeys(ADMITTED[rules], "")


@pytest.mark.parametrize(("rules", "slug"), AS_IT_WOULD_BE)
def test_where_it_would_be_written_otherwise_that_is_said(rules: SlugRules, slug: str) -> None:
    assert rules.fault(slug).endswith(AS_IT_WOULD_BE[rules, slug])


@given(st.sampled_from(ALL), st.text(max_size=40) | st.from_regex(r"[\w.-]{1,12}", fullmatch=True))
def test_what_is_admitted_is_what_the_rules_leave_unchanged_and_one_visible_part_of_an_address(
    rules: SlugRules, text: str
) -> None:
    if not rules.fault(text):
        assert rules.slug_of(text) == text
        assert text.isprintable()
        assert not set(text) & set("/\\:%?#<>\"'&{} ")
        assert text.strip("-_.") == text


def test_no_hostile_text_is_admitted() -> None:
    assert [text for text in TEXTS if not NONE.fault(text)] == []


def test_translators_are_told_what_may_stand_there() -> None:
    assert LATIN.note().startswith("may have small letters from a to z, digits and hyphens")
    assert UNICODE.note().startswith("may have small letters of your language, digits")
    assert NONE.note().startswith("may have letters of your language, digits")


def test_file_systems_take_some_paths_for_the_same() -> None:
    assert as_known_to_hosts("Stra\u00dfe/\u00c4") == as_known_to_hosts("strasse/a\u0308")
    assert as_known_to_hosts("a") != as_known_to_hosts("b")
