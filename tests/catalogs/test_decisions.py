"""By what a message is known in the ledgers."""

from __future__ import annotations

from pipeline.catalogs.decisions import digest, digest_of_translation
from tests.making import fuzzy, message


def test_text_context_and_plural_make_a_message_and_nothing_else() -> None:
    plain = message("a", "b", line=3, extracted=("title",))
    others = message("a", msgctxt="c"), message("a", "", "", msgid_plural="as"), message("A")
    assert digest(plain) == digest(fuzzy("a", "x"))
    assert len({digest(known) for known in (plain, *others)}) == 4


def test_every_form_is_part_of_a_translation() -> None:
    assert digest_of_translation(message("a", "b", "c")) != digest_of_translation(message("a", "b", "d"))
    assert digest_of_translation(message("a", "bc")) != digest_of_translation(message("a", "b", "c"))
