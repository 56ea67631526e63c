"""Edits that change no meaning."""

from __future__ import annotations

import pytest

from pipeline.catalogs.edits import bare


@pytest.mark.parametrize(
    "text",
    [
        "See **the page** and code.",
        "See [the page](a.md) and `code`.",
        'See <a href="x">the page</a> and code.',
        "See `the page <x>`_ and ``code``.",
        "See  the page\nand code.",
        "See the page[^1] and code.",
    ],
)
def test_tools_that_keep_other_marks_agree_on_the_words(text: str) -> None:
    assert bare(text) == "see the page and code."
