"""Translations that are packed say what they said, and tell themselves from others."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import THEME_DOMAIN
from pipeline.review.texts import PackedTexts, Texts

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
    for one in (
        texts,
        texts.filed(),
        texts.opened(),
        texts.filed().opened(),
        pickle.loads(pickle.dumps(texts.filed())),
    ):
        assert {domain: one[domain] for domain in one} == translations
        assert len(one) == len(translations)
    assert texts.filed().digest == texts.digest


def test_one_domain_says_what_it_says_without_a_look_at_the_others() -> None:
    texts = Texts.of({THEME_DOMAIN: {(None, "Home"): ("Start",)}, "a": {(None, "x"): ("y",)}})
    broken = Texts({**texts.domains, "a": b"not packed"})
    assert broken[THEME_DOMAIN] == {(None, "Home"): ("Start",)}


def test_what_is_packed_already_stays_as_it_is() -> None:
    own = PackedTexts.of({(None, "x"): ("y",)})
    assert Texts.of({"a": own}).domains["a"] is own.data
    assert (own[None, "x"], list(own), len(own)) == (("y",), [(None, "x")], 1)


def test_other_texts_have_another_digest_and_the_same_have_the_same() -> None:
    one, same, other = (Texts.of({"a": {(None, "x"): (text,)}}) for text in ("y", "y", "z"))
    assert one.digest == same.digest != other.digest
    themes = {Texts.of({THEME_DOMAIN: {(None, "x"): (text,)}}).digest for text in "yz"}
    assert len({*themes, one.digest}) == 3
