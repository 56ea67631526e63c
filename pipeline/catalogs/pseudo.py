"""Pseudo-locales: translations that a machine makes of the source, to see what is translated at all.

A pseudo-locale is nothing but a set of translations, so it is built as every language is. One kind marks
each message with private-use characters, for proofs; the other is for eyes: accented, longer, bracketed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pipeline.catalogs.plurals import plural_rule, source_of
from pipeline.model import Catalog, Key, Language, Message

ABBREVIATION = re.compile(r"(\*\[[^\]]+\]: )(.*)", re.S)
# What a pseudo-translation must leave as it is: placeholders, tags, targets, code, references, escapes.
_PROTECTED = re.compile(
    r"%\(\w+\)[a-z]|\{[^{}]*\}|<[^<>]+>|\]\([^()\s]*|\[\^[^\]]+\]|\]\[[^\]]*\]|`[^`]*`|&#?\w+;|\\.|https?://\S+|\*\[[^\]]+\]:"
)
_ACCENTS = str.maketrans("aceginosuyACEGINOSUY", "àçéğïñöšûýÀÇÉĞÏÑÖŠÛÝ")
_GROWTH = 0.4
# Regions for private use, which CLDR gives this meaning (Unicode TR 35, "Pseudo-locales").
_ACCENTED, _MIRRORED = "XA", "XB"

Translations = Mapping[str, Mapping[Key, tuple[str, ...]]]


def pseudo_language(source: Language, *, mirrored: bool = False) -> Language:
    """The pseudo-locale of a source language, under the tags that CLDR has for them (XA, and XB for a mirrored one).

    It has the source's direction, or the other one; all else that CLDR knows of a language is the source's.
    """
    region = _MIRRORED if mirrored else _ACCENTED
    opposite = "rtl" if source.dir == "ltr" else "ltr"
    return replace(
        source,
        tag=f"{source.tag}-{region}",
        path=f"{source.path}-{region.lower()}",
        endonym=f"{source.endonym} ({'mirrored' if mirrored else 'accented'})",
        english=f"{source.english} ({'mirrored' if mirrored else 'accented'})",
        dir=opposite if mirrored else source.dir,
    )


def is_pseudo(language: Language) -> bool:
    """Whether a language is a pseudo-locale."""
    return language.tag.rpartition("-")[2] in (_ACCENTED, _MIRRORED)


def accented_translations(templates: Iterable[Catalog], language: Language) -> Translations:
    """Every message accented, 40 % longer and in brackets; readable, and seen at a glance."""
    return {
        template.domain: {message.key: pseudo_forms(message, language, accent) for message in template.messages}
        for template in templates
    }


def accent(text: str) -> str:
    """A text as a patient reader can still read it; markup, placeholders and targets are untouched."""
    abbreviation = ABBREVIATION.fullmatch(text)
    if abbreviation is not None:
        return abbreviation[1] + accent(abbreviation[2])
    pieces, position = [], 0
    for protected in _PROTECTED.finditer(text):
        pieces += [text[position : protected.start()].translate(_ACCENTS), protected.group()]
        position = protected.end()
    pieces.append(text[position:].translate(_ACCENTS))
    return f"⟦{''.join(pieces)}{' ' + '~' * round(len(text) * _GROWTH)}⟧"


def pseudo_forms(message: Message, language: Language, change: Callable[[str], str]) -> tuple[str, ...]:
    """The plural forms that a change makes of a message, as many as the language has; or one."""
    if message.msgid_plural is None:
        return (change(message.msgid),)
    rule = plural_rule(language.locale)
    return tuple(change(source_of(message, form, rule)) for form in range(rule.count))
