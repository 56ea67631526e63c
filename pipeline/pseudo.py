"""Pseudo-locales: translations that a machine makes of the source, to see what is translated at all.

A pseudo-locale is nothing but a set of translations, so it is built as every language is. One kind marks
each message with private-use characters, for proofs; the other is for eyes: accented, longer, bracketed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.model import Catalog, Key, Language, Message
from pipeline.plurals import plural_rule

#: A marked text is START, the message's number in private-use digits, TEXT, the text in brackets, END.
START, TEXT, END = "\ue000", "\ue001", "\ue002"
_DIGITS = str.maketrans("0123456789", "\ue010\ue011\ue012\ue013\ue014\ue015\ue016\ue017\ue018\ue019")
_UNDIGITS = {private: str(number) for number, private in enumerate("0123456789".translate(_DIGITS))}

_ABBREVIATION = re.compile(r"(\*\[[^\]]+\]: )(.*)", re.S)
# What a pseudo-translation must leave as it is: placeholders, tags, targets, code, references, escapes.
_PROTECTED = re.compile(
    r"%\(\w+\)[a-z]|\{[^{}]*\}|<[^<>]+>|\]\([^()\s]*|\[\^[^\]]+\]|\]\[[^\]]*\]|`[^`]*`|&#?\w+;|\\.|https?://\S+|\*\[[^\]]+\]:"
)
_ACCENTS = str.maketrans("aceginosuyACEGINOSUY", "àçéğïñöšûýÀÇÉĞÏÑÖŠÛÝ")
_GROWTH = 0.4

Translations = Mapping[str, Mapping[Key, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message under the number that its marks carry."""

    domain: str
    message: Message


def pseudo_language(source: Language, *, rtl: bool = False) -> Language:
    """The pseudo-locale of a source language, under the tags that CLDR has for them (XA, and XB for right to left)."""
    region = "XB" if rtl else "XA"
    return replace(
        source,
        tag=f"{source.tag}-{region}",
        path=f"{source.path}-{region.lower()}",
        endonym=f"{source.endonym} ({'mirrored' if rtl else 'accented'})",
        english=f"{source.english} ({'mirrored' if rtl else 'accented'})",
        dir="rtl" if rtl else "ltr",
    )


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
            forms = _forms(message, language, lambda text, number=number: _mark(text, number))  # type: ignore[misc]
            translations.setdefault(template.domain, {})[message.key] = forms
    return translations, messages


def accented_translations(templates: Iterable[Catalog], language: Language) -> Translations:
    """Every message accented, 40 % longer and in brackets; readable, and seen at a glance."""
    return {
        template.domain: {message.key: _forms(message, language, accent) for message in template.messages}
        for template in templates
    }


def accent(text: str) -> str:
    """A text as a patient reader can still read it; markup, placeholders and targets are untouched."""
    abbreviation = _ABBREVIATION.fullmatch(text)
    if abbreviation is not None:
        return abbreviation[1] + accent(abbreviation[2])
    pieces, position = [], 0
    for protected in _PROTECTED.finditer(text):
        pieces += [text[position : protected.start()].translate(_ACCENTS), protected.group()]
        position = protected.end()
    pieces.append(text[position:].translate(_ACCENTS))
    return f"⟦{''.join(pieces)}{' ' + '~' * round(len(text) * _GROWTH)}⟧"


def numbers_in(text: str) -> list[int]:
    """The numbers of the messages whose marks are in a text."""
    found = re.findall(f"{START}([\ue010-\ue019]+){TEXT}", text)
    return [int("".join(_UNDIGITS[digit] for digit in digits)) for digits in found]


def _mark(text: str, number: int) -> str:
    abbreviation = _ABBREVIATION.fullmatch(text)
    if abbreviation is not None:
        return abbreviation[1] + _mark(abbreviation[2], number)
    # In brackets, because reStructuredText finds its markup only beside white space or punctuation.
    return f"{START}{str(number).translate(_DIGITS)}{TEXT}⸢{text}⸣{END}"


def _forms(message: Message, language: Language, change: Callable[[str], str]) -> tuple[str, ...]:
    if message.msgid_plural is None:
        return (change(message.msgid),)
    count = plural_rule(language.locale).count
    return tuple(change(message.msgid if form == 0 else message.msgid_plural) for form in range(count))
