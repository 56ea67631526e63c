"""A pseudo-locale for proofs: each message marked with its number, in private-use characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.catalogs.pseudo import ABBREVIATION, Translations, pseudo_forms
from pipeline.model import Catalog, Key, Language, Message

#: A marked text is START, the message's number in private-use digits, TEXT, the text in brackets, END.
START, TEXT, END = "\ue000", "\ue001", "\ue002"
_DIGITS = str.maketrans("0123456789", "\ue010\ue011\ue012\ue013\ue014\ue015\ue016\ue017\ue018\ue019")
_UNDIGITS = {private: str(number) for number, private in enumerate("0123456789".translate(_DIGITS))}


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message under the number that its marks carry."""

    domain: str
    message: Message


def marked_translations(
    templates: Iterable[Catalog], language: Language
) -> tuple[Translations, dict[int, MarkedMessage]]:
    """Every message marked with its number, and which number is which message."""
    messages: dict[int, MarkedMessage] = {}
    translations: dict[str, dict[Key, tuple[str, ...]]] = {}
    for template in templates:
        for message in template.messages:
            number = len(messages)
            messages[number] = MarkedMessage(template.domain, message)
            forms = pseudo_forms(message, language, lambda text, number=number: _mark(text, number))  # type: ignore[misc]
            translations.setdefault(template.domain, {})[message.key] = forms
    return translations, messages


def numbers_in(text: str) -> list[int]:
    """The numbers of the messages whose marks are in a text."""
    found = re.findall(f"{START}([\ue010-\ue019]+){TEXT}", text)
    return [int("".join(_UNDIGITS[digit] for digit in digits)) for digits in found]


def _mark(text: str, number: int) -> str:
    abbreviation = ABBREVIATION.fullmatch(text)
    if abbreviation is not None:
        return abbreviation[1] + _mark(abbreviation[2], number)
    # In brackets, because reStructuredText finds its markup only beside white space or punctuation.
    return f"{START}{str(number).translate(_DIGITS)}{TEXT}⸢{text}⸣{END}"
