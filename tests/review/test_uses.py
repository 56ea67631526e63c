"""What is asked for: words, and what has none."""

from __future__ import annotations

import gc
import weakref

import pytest

from pipeline.model import Segment
from pipeline.review.uses import UsesByDomain, count_words, has_words
from pipeline.sources.messages import documents_by_domain
from tests.making import article, extracted, message


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("–", 0), ("One two.", 2), ("don't well-known", 2), ("a — b", 2), ("5 mg", 2)]
)
def test_words_are_counted_as_translators_are_paid_by(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    "text", ["42", "7,5", "★★★", "v2.1.0", "H5N1", "ISO 9001", "ISO/IEC 27001", "RFC 7231", "C++", "C#", "CO₂", "H₂O"]
)
def test_numbers_codes_and_formulas_need_no_translation(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["PART 2", "C or D", "EN route", "5 mg", "A cat", "FAQ"])
def test_words_beside_a_number_or_in_capitals_do(text: str) -> None:
    assert has_words(text)


def test_what_asks_for_a_text_is_known_by_domain_and_which_texts_several_have() -> None:
    extraction = extracted(article("Hello", "Bye"), article("Hello", Segment("Hello", "heading 2"), name="b"))
    uses = UsesByDomain(extraction, documents_by_domain(extraction.documents))
    assert list(uses) == ["articles/a", "articles/b", "theme"]
    assert [use.kind for use in uses["articles/b"][None, "Hello"]] == ["paragraph", "heading 2"]
    assert [uses.texts().is_shared((None, text)) for text in ("Hello", "Bye")] == [True, False]


def test_what_the_theme_asks_for_is_a_domain_of_its_own() -> None:
    extraction = extracted(article("Hello"), theme=(message("Hello"), message("Home")))
    uses = UsesByDomain(extraction, documents_by_domain(extraction.documents))
    assert uses["theme"].keys() == {(None, "Hello"), (None, "Home")}
    assert [uses.texts().is_shared((None, text)) for text in ("Hello", "Home")] == [True, False]


def test_it_is_gone_as_soon_as_nobody_holds_it() -> None:
    """A large site's texts are in a file that it holds: a preview would have one more of these after each save."""
    extraction = extracted(article("Hello"))
    uses = UsesByDomain(extraction, documents_by_domain(extraction.documents))
    assert uses["articles/a"]
    held = weakref.ref(uses)
    gc.disable()
    try:
        del uses
        assert held() is None
    finally:
        gc.enable()
