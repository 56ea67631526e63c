"""Which text each plural form stands for.

A form that serves one number alone may leave the number out, or have it though the source's singular does not
(GNU gettext manual, section 12.2; `msgfmt -c` agrees): two articles are «مقالان», one is "ein Artikel".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.catalogs.plurals import plural_rule
from pipeline.model import Message

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|\{\w*\}")


def pairs_of(message: Message, locale: str) -> Iterator[tuple[str, str]]:
    """Each translation with the text it is to be held against: of the plural's two, the one with its placeholders."""
    pairs = list(message.pairs())
    if message.msgid_plural is None:
        yield from pairs
        return
    rule = plural_rule(locale)
    for index, (source, translation) in enumerate(pairs):
        if rule.serves_one_number(index):
            texts = (source, message.msgid, message.msgid_plural, *_without_number(message))
            wanted = Counter(_PLACEHOLDER.findall(translation))
            source = next((text for text in texts if Counter(_PLACEHOLDER.findall(text)) == wanted), source)
        yield source, translation


def _without_number(message: Message) -> Iterator[str]:
    """The plural without its number, if that is all it has to be filled in."""
    text = message.msgid_plural or ""
    if len(set(_PLACEHOLDER.findall(text))) == 1:
        yield _PLACEHOLDER.sub("", text)
