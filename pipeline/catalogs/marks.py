"""Messages marked with their numbers, in private-use characters: a pseudo-locale for proofs, or a locale as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.catalogs.plurals import PluralRule, source_of
from pipeline.catalogs.pseudo import ABBREVIATION, Translations, pseudo_forms
from pipeline.model import ADDRESS, Catalog, Key, Language, Message

#: A marked text is START, the message's number in private-use digits, TEXT, the text in brackets, END.
START, TEXT, END = "\ue000", "\ue001", "\ue002"
_DIGITS = str.maketrans("0123456789", "\ue010\ue011\ue012\ue013\ue014\ue015\ue016\ue017\ue018\ue019")
#: A text may have such characters of its own, and then claims to be another message.
_OF_MARKS = re.compile("[\ue000-\ue002\ue010-\ue019]")
_UNDIGITS = {private: str(number) for number, private in enumerate("0123456789".translate(_DIGITS))}


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message under the number that its marks carry."""

    domain: str
    message: Message


#: What is marked: translations, and which number is which message.
Marked = tuple[Translations, dict[int, MarkedMessage]]


def marked_translations(templates: Iterable[Catalog], language: Language) -> Marked:
    """Every message marked with its number, and which number is which message."""
    return _marked(templates, lambda _, message, mark: pseudo_forms(message, language, mark))


def marked_as_they_are(templates: Iterable[Catalog], translations: Translations, rule: PluralRule | None) -> Marked:
    """What a locale has for each message, or the source's text, marked; an address is for no eyes, and has no marks.

    `rule` is the one by which the plural forms of templates' messages are chosen.
    """

    def forms_of(domain: str, message: Message, mark: Callable[[str], str]) -> tuple[str, ...]:
        known = translations.get(domain, {}).get(message.key)
        if message.msgctxt == ADDRESS:
            return known or ()
        count = rule.count if rule is not None and message.msgid_plural is not None else 1
        texts = known or tuple(source_of(message, form, rule) for form in range(count))
        return tuple(mark(_OF_MARKS.sub("", text)) for text in texts)

    return _marked(templates, forms_of)


def _marked(
    templates: Iterable[Catalog], forms_of: Callable[[str, Message, Callable[[str], str]], tuple[str, ...]]
) -> Marked:
    messages: dict[int, MarkedMessage] = {}
    translations: dict[str, dict[Key, tuple[str, ...]]] = {}
    for template in templates:
        own = translations.setdefault(template.domain, {})
        for message in template.messages:
            number = len(messages)
            messages[number] = MarkedMessage(template.domain, message)
            if forms := forms_of(template.domain, message, lambda text, number=number: _mark(text, number)):  # type: ignore[misc]
                own[message.key] = forms
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
