"""Which texts there are, and which stand more than once, is known without the texts."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.texts import Texts

WORDS = st.text("ab\4\udcff", max_size=3)
KEYS = st.lists(st.tuples(st.none() | WORDS, WORDS), max_size=12)


@given(KEYS, KEYS)
def test_it_knows_what_there_is_and_what_stands_more_than_once(
    keys: list[tuple[str | None, str]], others: list[tuple[str | None, str]]
) -> None:
    texts, counts = Texts.of(keys), Counter(keys)
    for key in (*keys, *others):
        assert (key in texts, texts.is_shared(key)) == (counts[key] > 0, counts[key] > 1)
