"""Which text each plural form is held against: what it says, by the numbers that the catalog's rule gives it.

A form for one number alone may leave the number out, or write it as a word: two articles are «مقالان», one is
"ein Artikel". A form for several numbers has to say which one it is, though the source's singular need not: in Russian
the first form is for 1, 21 and 31. (GNU gettext manual, section 12.2, lets a form leave the number out that is for
few numbers; with 0 and 1 in one form that would be a wrong number.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.catalogs.plurals import PluralRule, source_of, unclear
from pipeline.checks.number_words import says, spelled
from pipeline.checks.pair import Fault
from pipeline.lexicon import lexicon_of
from pipeline.model import Message

_DIGITS = re.compile(r"\d{1,9}")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|\{\w*\}")
# What a number is called where nothing else tells which of several placeholders it is.
_NUMBER = re.compile(r"%\(\w+\)[diu]|(?:%\(|\{)(?:n|nr|num|number|count|total)(?:\)s|\})", re.I)


def pairs_of(message: Message, rule: PluralRule | None, locale: str = "") -> Iterator[tuple[str, str]]:
    """Each translation with the text it is to be held against. `rule` is the catalog's, which plural messages need.

    A form for one number alone that has any number, in digits or in a word of the locale's, has to have this one; one
    for none has to say so.
    """
    for form, translation in enumerate(message.translations):
        source = source_of(message, form, rule)
        number = None if message.msgid_plural is None or rule is None else rule.only_number(form)
        if number is not None:
            wanted = Counter(_PLACEHOLDER.findall(translation))
            written = str(number) if _says_any(translation, number, locale) or _says_none(number, locale) else ""
            texts = (source, message.msgid_plural or "", *_with_number(message, written), message.msgid)
            source = next((text for text in texts if Counter(_PLACEHOLDER.findall(text)) == wanted), source)
        yield source, translation


def _says_any(text: str, number: int, locale: str) -> bool:
    """Whether a text has a number, but that which it is for in a word: then another text would have it twice."""
    text = _PLACEHOLDER.sub(" ", text)
    if _DIGITS.search(text):
        return True
    if not locale or says(text, number, locale):
        return False
    return bool(spelled(text, locale)) or lexicon_of(locale).has_number(1, text)


def _says_none(number: int, locale: str) -> bool:
    """Whether a form is for nothing at all, and it is known how the locale says so: no articles."""
    return number == 0 and bool(locale) and 0 in lexicon_of(locale).numbers


def plural_faults(message: Message, rule: PluralRule | None) -> Iterator[Fault]:
    """Why it cannot be told for which numbers a message's forms are. `rule` is the catalog's, if that is sound."""
    if why := unclear(message, rule):
        yield Fault("plural-forms", why)


def _with_number(message: Message, number: str) -> Iterator[str]:
    """The plural with this in the place of its number, if it can be told which placeholder that is."""
    plural = message.msgid_plural or ""
    names = list(dict.fromkeys(_PLACEHOLDER.findall(plural)))
    singular = _PLACEHOLDER.findall(message.msgid)
    for found in (
        [name for name in names if name not in singular],
        names,
        [name for name in names if _NUMBER.fullmatch(name)],
    ):
        if len(found) == 1:
            yield plural.replace(found[0], number)
            return
