"""Sentences, by the marks of all scripts."""

from __future__ import annotations

import pytest

from pipeline.checks.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ()),
        ("One", ("One",)),
        ("One. Two", ("One.", "Two")),
        ("One. “Two.” Three?", ("One.", "Two.", "Three?")),
        ("Use it, e.g. in Rome. Then go.", ("Use it, e.g. in Rome.", "Then go.")),
        ("Version 1.5 is here.", ("Version 1.5 is here.",)),
        ("一。二！三", ("一。", "二！", "三")),
        ("एक। दो।", ("एक।", "दो।")),
        ("هذا. ما هذا؟", ("هذا.", "ما هذا؟")),
        ("Եկեք։ Գնացեք։", ("Եկեք։", "Գնացեք։")),
        ("Wait... Now.", ("Wait...", "Now.")),
    ],
)
def test_a_text_is_divided_where_its_sentences_end(text: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of(text) == sentences
