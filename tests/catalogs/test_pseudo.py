"""Pseudo-locales for eyes: what is accented, and what stays as it is."""

from __future__ import annotations

import pytest

from pipeline.catalogs.pseudo import accent, accented_translations
from pipeline.model import Catalog, Language, Message


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("See [the page](../a.md).", "](../a.md)"),
        ("%(count)s articles", "%(count)s"),
        ("back to {}", "{}"),
        ("<b>bold</b> &amp;", "<b>"),
        ("note[^one]", "[^one]"),
        ("*[CBT]: therapy", "*[CBT]: "),
        ("`code` here", "`code`"),
    ],
)
def test_accents_leave_markup_and_placeholders_alone(text: str, kept: str) -> None:
    assert kept in accent(text)


def test_an_accented_text_is_forty_per_cent_longer() -> None:
    text = "A sentence of some length."
    assert 1.35 <= (len(accent(text)) - 3) / len(text) <= 1.5


def test_every_plural_form_is_there() -> None:
    message = Message("%(n)s day", msgid_plural="%(n)s days", translations=("", ""))
    forms = accented_translations([Catalog("theme", None, (message,))], Language.of("pl"))["theme"][message.key]
    assert len(forms) == 3
