"""Translations that are packed say what they said, and tell themselves from others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import THEME_DOMAIN
from pipeline.review.texts import Texts

_WORDS = st.text(st.characters(exclude_categories=["Cs"]))
_Translations = dict[str, dict[tuple[str | None, str], tuple[str, ...]]]
_TRANSLATIONS = st.dictionaries(
    st.sampled_from((THEME_DOMAIN, "articles/a", "pages/b")),
    st.dictionaries(st.tuples(st.none() | _WORDS, _WORDS), st.lists(_WORDS, min_size=1, max_size=4).map(tuple)),
)


@given(_TRANSLATIONS)
def test_what_is_packed_is_what_is_unpacked(
    translations: dict[str, dict[tuple[str | None, str], tuple[str, ...]]],
) -> None:
    texts = Texts.of(translations)
    assert texts.unpacked() == translations == {domain: texts[domain] for domain in texts}
    assert len(texts) == len(translations)


def test_the_theme_says_what_it_says_without_a_look_at_the_others() -> None:
    texts = Texts.of({THEME_DOMAIN: {(None, "Home"): ("Start",)}, "a": {(None, "x"): ("y",)}})
    assert Texts(texts.theme, b"not packed")[THEME_DOMAIN] == {(None, "Home"): ("Start",)}


def test_other_texts_have_another_digest_and_the_same_have_the_same() -> None:
    one, same, other = (Texts.of({"a": {(None, "x"): (text,)}}) for text in ("y", "y", "z"))
    assert one.digest == same.digest != other.digest
    themes = {Texts.of({THEME_DOMAIN: {(None, "x"): (text,)}}).digest for text in "yz"}
    assert len({*themes, one.digest}) == 3
