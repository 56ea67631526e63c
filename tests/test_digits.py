"""The digits that languages write."""

from __future__ import annotations

import unicodedata

from babel import Locale
from babel.localedata import locale_identifiers

from pipeline.digits import LATIN_DIGITS, digits_of


def test_the_digits_of_every_locale_are_known_and_are_from_zero_to_nine() -> None:
    systems = {Locale.parse(name).default_numbering_system for name in locale_identifiers()}
    for system in systems:
        digits = digits_of(system)
        assert [unicodedata.digit(digit) for digit in digits] == list(range(10)), system
        assert (digits == LATIN_DIGITS) == (system == "latn"), system
    assert {digits_of(system) for system in ("arab", "arabext", "beng", "deva")} == {
        "٠١٢٣٤٥٦٧٨٩",
        "۰۱۲۳۴۵۶۷۸۹",
        "০১২৩৪৫৬৭৮৯",
        "०१२३४५६७८९",
    }


def test_a_system_that_is_not_known_is_latin() -> None:
    assert digits_of("hanidec") == LATIN_DIGITS
