"""What a program fills in: a translation has its source's placeholders, each as it is written.

Python's two ways to fill in a text read more than they are given names for: `{author.settings[KEY]}` is another value,
`{author!r:99999999}` a longer one, and a lone `{` or a `%s` too many ends the page. So placeholders are compared whole.
Library Reference, "printf-style String Formatting" and "Format String Syntax".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from pipeline.characters import unescape
from pipeline.checks.pair import Fault
from pipeline.model import Notation
from pipeline.spans import pieces_of

_NAMED = re.compile(r"%\(\w+\)[a-zA-Z]")
# With the flags and widths that there may be; a space is a flag, too, but in a source it is one of prose (100 % sure).
_POSITIONAL = re.compile(r"%[#0+-]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
_CONVERSION = re.compile(r"%(?:\([^()]*\))?[#0 +-]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?(?:[diouxXeEfFgGcrsa%])?")
# A field of `format`; `{: .class}` and `{#id}` of Markdown are none.
_WORD_FIELD = re.compile(r"\{\w*\}")
_FIELD = re.compile(r"\{(?:\w+(?:\.\w+|\[[^\[\]{}\s]+\])*)?(?:![rsa])?(?::[^{}\s]*)?\}")
_KEY = re.compile(r"\w[\w.\[\]]*")
_GROUP = re.compile(r"\{[^{}]*\}")
# The mark of Pelican's links is no placeholder: a translation may do without a link.
_LINK_MARK = re.compile(r"(?<=[(<\"'])\{(?:filename|static|attach|category|tag|author|index)\}(?=[\w/.])")
# What makes another number of the one that is filled in, where it stands right beside it: a digit, or a sign before it.
_BEFORE, _AFTER = re.compile(r"\d[.,]?$|(?<!\S)[-+\u2212\u00b1]$"), re.compile(r"[.,]?\d")
_NOT_SEEN = re.compile(r"<[^<>]*>|[*_`\u00ad\u061c\u200b-\u200f\u2060\ufeff]")
_TEX_ARGUMENT = re.compile(r"\\[A-Za-z]{1,30}\{\w*\}")  # what a command of TeX is given is no placeholder


def placeholder_faults(source: str, translation: str, notation: Notation) -> Iterator[Fault]:
    """Placeholders that one text has and the other has not, and what would be taken for one."""
    if "%" not in source + translation and "{" not in source + translation:
        return
    if notation is not Notation.TEXT:
        source, translation = (_LINK_MARK.sub("", text) for text in (source, translation))
    if _TEX_ARGUMENT.search(source):
        source, translation = (_TEX_ARGUMENT.sub("", text) for text in (source, translation))
    for name in Counter(_in_values(translation)) - Counter(_in_values(source)):
        yield Fault("placeholders", f"{name} in an attribute, where the source has it in the text", here=name)
    yield from _printf_faults(source, translation, notation)
    yield from _format_faults(source, translation, notation)
    for name in Counter(_touched(translation, notation)) - Counter(_touched(source, notation)):
        yield Fault("placeholders", f"a digit or a sign right beside {name} makes another number of it", here=name)


def placeholders_in(text: str, notation: Notation) -> list[tuple[int, int, str]]:
    """The placeholders of a text with their places and names; one without a name is called by its number."""
    patterns = (_NAMED, _FIELD, _POSITIONAL) if notation is Notation.TEXT else (_NAMED, _WORD_FIELD)
    found = sorted(match.span() for pattern in patterns for match in pattern.finditer(text.replace("%%", "  ")))
    named, unnamed = [], count()
    for start, end in found:
        written = text[start:end]
        is_unnamed = written[:2] in ("{}", "{:", "{!") or (written[0] == "%" and written[1] != "(")
        named.append((start, end, f"{next(unnamed)}" if is_unnamed else _KEY.findall(written)[0]))
    return named


def _touched(text: str, notation: Notation) -> Iterator[str]:
    """The placeholders that digits or signs touch, for those who read the text."""
    text = _NOT_SEEN.sub("", unescape(text)).replace("%%", "%\0")
    for pattern in (_NAMED, _FIELD, _POSITIONAL) if notation is Notation.TEXT else (_NAMED, _WORD_FIELD):
        for found in pattern.finditer(text):
            if _BEFORE.search(text, max(0, found.start() - 3), found.start()) or _AFTER.match(text, found.end()):
                yield found[0]


def _in_values(text: str) -> list[str]:
    """The placeholders within attributes."""
    pieces = pieces_of(text) if "<" in text else ()
    values = (piece.text[value.start : value.end] for piece in pieces for value in piece.values)
    return [name for value in values for pattern in (_NAMED, _FIELD) for name in pattern.findall(value)]


def _printf_faults(source: str, translation: str, notation: Notation) -> Iterator[Fault]:
    wanted, found = _NAMED.findall(source), _NAMED.findall(translation)
    yield from _differences(wanted, found)
    if wanted:
        if "%" in _NAMED.sub("", translation).replace("%%", ""):
            yield Fault("placeholders", "a % that belongs to no placeholder; write %%")
        return
    in_order = _POSITIONAL.findall(source.replace("%%", ""))
    if not in_order or notation is not Notation.TEXT:
        return
    conversions = [written for written in _CONVERSION.findall(translation) if written != "%%"]
    if conversions != in_order:
        told = " ".join(in_order)
        yield Fault("placeholders", f"it has to have {told} in this order, and no other %; write %% for a percent sign")


def _format_faults(source: str, translation: str, notation: Notation) -> Iterator[Fault]:
    is_field = _FIELD if notation is Notation.TEXT else _WORD_FIELD
    if not is_field.search(source):
        return
    there, here = (text.replace("{{", "").replace("}}", "") for text in (source, translation))
    yield from _differences(_GROUP.findall(there), _GROUP.findall(here))
    loose, before = (re.findall("[{}]", _GROUP.sub("", text)) for text in (here, there))
    if Counter(loose) - Counter(before):
        yield Fault("placeholders", "a brace that belongs to no placeholder")


def _differences(wanted: list[str], found: list[str]) -> Iterator[Fault]:
    there, here = Counter(wanted), Counter(found)
    for name in (there - here) + (here - there):
        where = "source" if name in there else "translation"
        yield Fault("placeholders", f"the placeholder {name} is in the {where} only", here=name)
