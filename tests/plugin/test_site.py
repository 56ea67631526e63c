"""What the build of one language knows: what it shows, under which address, in which words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.model import Language, Segment
from pipeline.plugin.site import Site
from tests.making import AR, BASE, DE, EN, PROJECT, section

A, B = "articles/a.md", "articles/b.md"
CHOOSER = replace(PROJECT, chooser=True)


def site(language=DE, **fields: Any) -> Site:
    return Site(fields.pop("project", PROJECT), language, BASE, **fields)


def test_a_source_that_its_gate_does_not_let_through_is_withheld() -> None:
    german = site(published={"de": frozenset({A})})
    assert not german.withholds(A)
    assert german.withholds(B)
    assert site().withholds(A)


def test_a_translation_by_hand_takes_its_originals_place_in_its_own_language_alone() -> None:
    by_hand = {"natives": {"de": {A: "articles/a.de.md"}}, "published": {"de": frozenset({A}), "ar": frozenset({A})}}
    assert [site(DE, **by_hand).withholds(source) for source in (A, "articles/a.de.md")] == [True, False]
    assert [site(AR, **by_hand).withholds(source) for source in (A, "articles/a.de.md")] == [False, True]
    assert [site(EN, **by_hand).withholds(source) for source in (A, "articles/a.de.md")] == [False, True]


def test_the_languages_of_a_source_are_those_that_publish_it_the_original_first() -> None:
    german = site(published={"de": frozenset({A}), "ar": frozenset({A, B})})
    assert german.languages_of(A) == [EN, AR, DE]
    assert german.languages_of(B) == [EN, AR]


def test_a_language_without_a_site_is_not_offered() -> None:
    assert site(published={"de": frozenset()}).languages() == [EN, DE]


@pytest.mark.parametrize(
    ("project", "language", "address", "to_source", "to_top"),
    [
        (PROJECT, EN, BASE, ".", "."),
        (PROJECT, DE, f"{BASE}/de", "..", ".."),
        (CHOOSER, EN, f"{BASE}/en", ".", ".."),
        (CHOOSER, DE, f"{BASE}/de", "../en", ".."),
    ],
)
def test_sites_lie_beside_the_sources_or_below_it(project, language, address: str, to_source: str, to_top: str) -> None:
    found = site(language, project=project)
    assert (found.url, found.to_source, found.to_top) == (address, to_source, to_top)


def test_an_address_is_one_with_a_host() -> None:
    assert site().has_address
    assert not Site(PROJECT, DE, "/clinic").has_address


def test_kept_text_says_its_language_in_translated_sites_alone() -> None:
    assert site().kept_markup == ' lang="en" dir="ltr"'
    assert site(EN).kept_markup == ""


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        ("ja", "Take me back", ' lang="" dir="auto"'),
        ("ja", "戻る", ' lang="ja" dir="ltr"'),
        ("ar", "Tags", ' lang="" dir="auto"'),
        ("en", "Take me back", ' lang="en" dir="ltr"'),
    ],
)
def test_a_text_in_another_script_than_the_sources_is_not_said_to_be_in_its_language(
    source: str, text: str, wanted: str
) -> None:
    assert site(project=replace(PROJECT, source=Language.of(source))).kept_markup_of(text) == wanted


def test_sections_in_the_sources_language_are_kept_whole_although_they_are_translated() -> None:
    translations = {"articles/a": {(None, "No advice."): ("Kein Rat.",)}}
    german = site(translations=translations, in_source={A: frozenset({"disclaimer"})})
    assert german.visitor_of(A)(Segment("No advice.", "paragraph")) == "Kein Rat."
    assert german.visitor_of(A)(section("No advice.", "disclaimer")) is None
    assert german.visitor_of(B)(Segment("No advice.", "paragraph")) is None


def test_a_name_that_is_written_in_the_language_is_known_by_the_sources() -> None:
    names = {"theme": {("tag", "sleep"): ("Schlaf",), (None, "menu"): ("Ruhe",)}}
    german = site(translations=names)
    assert german.source_name("tag", "Schlaf") == "sleep"
    assert german.source_name("tag", "Ruhe") is None
    assert german.source_name("category", "Schlaf") is None


def test_the_sources_own_site_is_never_partly_translated() -> None:
    assert site(partial=frozenset({A})).is_partial(A)
    assert not site(EN, partial=frozenset({A})).is_partial(A)
