"""Pseudo-locales for proofs: each message carries its number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.marks import END, marked_translations, numbers_in
from pipeline.model import Catalog, Language, Message
from tests.making import DE, catalog, message


@given(st.lists(st.text(alphabet="abc *", min_size=1), min_size=1, max_size=20, unique=True))
def test_marks_carry_the_number_of_their_message(texts: list[str]) -> None:
    template = Catalog("d", None, tuple(Message(text) for text in texts))
    translations, messages = marked_translations([template], Language.of("en"))
    for number, marked in messages.items():
        (form,) = translations["d"][marked.message.key]
        assert numbers_in(form) == [number]
        assert form.endswith(END)


def test_the_same_text_in_two_domains_has_two_numbers_and_an_abbreviation_keeps_its_short_form() -> None:
    templates = [catalog(message("A"), domain="a"), catalog(message("A"), message("*[WHO]: World"), domain="b")]
    translations, messages = marked_translations(templates, DE)
    assert [(marked.domain, marked.message.msgid) for marked in messages.values()] == [
        ("a", "A"),
        ("b", "A"),
        ("b", "*[WHO]: World"),
    ]
    (text,) = translations["b"][None, "*[WHO]: World"]
    assert text.startswith("*[WHO]: \ue000")
    assert numbers_in(text) == [2]
