"""Messages marked with their numbers, in private-use characters: a pseudo-locale for proofs, or a locale as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

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
    templates = list(templates)
    translations: dict[str, dict[Key, tuple[str, ...]]] = {}
    first = 0
    for template in templates:
        own = _marked_template(template, first, lambda message, mark: pseudo_forms(message, language, mark))
        translations.setdefault(template.domain, {}).update(own)
        first += len(template.messages)
    return translations, numbered(templates)


def marked_as_they_are(
    template: Catalog, first: int, known: Mapping[Key, tuple[str, ...]], rule: PluralRule | None
) -> dict[Key, tuple[str, ...]]:
    """What a locale has for each message of a template, or the source's text, marked with numbers from `first` on.

    An address is for no eyes, and has no marks. `rule` is the one by which the plural forms of messages are chosen.
    """

    def forms_of(message: Message, mark: Callable[[str], str]) -> tuple[str, ...]:
        own = known.get(message.key)
        if message.msgctxt == ADDRESS:
            return own or ()
        count = rule.count if rule is not None and message.msgid_plural is not None else 1
        texts = own or tuple(source_of(message, form, rule) for form in range(count))
        return tuple(mark(_OF_MARKS.sub("", text)) for text in texts)

    return _marked_template(template, first, forms_of)


def numbered(templates: Iterable[Catalog]) -> dict[int, MarkedMessage]:
    """The messages of templates by the numbers that their marks have: in order, from 0 on."""
    messages = (MarkedMessage(template.domain, message) for template in templates for message in template.messages)
    return dict(enumerate(messages))


def _marked_template(
    template: Catalog, first: int, forms_of: Callable[[Message, Callable[[str], str]], tuple[str, ...]]
) -> dict[Key, tuple[str, ...]]:
    return {
        message.key: forms
        for number, message in enumerate(template.messages, first)
        if (forms := forms_of(message, partial(_mark, number=number)))
    }


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
