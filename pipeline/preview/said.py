"""What a finding says, as a sentence that the panel has in the reader's language, and what it is filled in with.

The rules speak English. A sentence of theirs is known by its words, what stands in it by its place; several of theirs
are one of the panel's, whose title says already what kind of thing it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

#: Where in the panel's words the sentences are.
PREFIX = "found."
#: What the rules say, by the names of the panel's sentences: the first one that fits counts. In braces is what the
#: panel's is filled in with, or nothing where it needs none of it.
SENTENCES = (
    ("otherUnit", "the unit of {n} is {here}, not {there}"),
    ("noUnit", "{n} stands without its unit, {there}"),
    ("changed", "{} is per {here}, not per {there}"),
    ("missing", "{} is per {there} in the source alone"),
    ("extra", "{} is per {here} in the translation alone"),
    ("extra", "{} is measured in {here}, which the source does not say"),
    ("sign", "the sign of {there} is missing"),
    ("leads", "“{text}” leads to {here}, and in the source to {there}"),
    ("changed", "“{there}” became an interval: “{here}”"),
    ("changed", "“{there}” became “{here}”"),
    ("changed", "the {} {there} became {here}"),
    ("changed", "{there} became {here}: turned round"),
    ("changed", "{there} became {here}"),
    ("breakGone", "a line break of the source is not in the translation"),
    ("unmarked", "the code {there} is not marked as such in the translation"),
    ("missing", "the {} {there} is not in the translation"),
    ("missing", "{there} is not in the translation"),
    ("missing", "the placeholder {there} is in the source only"),
    ("extra", "the placeholder {here} is in the translation only"),
    ("extra", "the {} {here} is not in the source"),
    ("extra", "“{here}” is another number than the source's"),
    ("extra", "{here} is in the translation more often than in the source"),
    ("extra", "{here} is not in the source"),
    ("extra", "{here} is no address of the source's"),
    ("breakMore", "a line break that the source does not have"),
    ("same", "the translation is the same as the source"),
    ("twice", "“{here}” stands twice"),
    ("shorter", "it is much shorter than the source: {n} characters for {all}"),
    ("longer", "it is much longer than the source: {n} characters for {all}"),
    ("lostSentence", "“{there}” has no sentence of its own: {} for {}"),
    ("sentences", "{n} sentences for {all}"),
    ("breaksOff", "it breaks off behind “{here}”"),
    ("denial", "the source denies something, the translation does not seem to"),
    ("denialHere", "the translation denies something, the source does not seem to"),
    ("denialOf", "“{there}” denies something, its translation does not seem to"),
    ("twoSpaces", "two spaces in a row"),
    ("edge", "it begins with white space"),
    ("edge", "it ends with white space"),
    ("spaceBefore", "a space before a punctuation mark"),
    ("noSpace", "no space between number and unit: {here}"),
    ("unmatched", "{here} and {there} do not match"),
    ("quotes", "straight quotation marks; the language has its own"),
    ("end", "the source ends with {}, the translation with {}"),
    ("term", "“{there}” is {wanted} in the glossary"),
    ("loosePercent", "a % that belongs to no placeholder; write %%"),
    ("looseBrace", "a brace that belongs to no placeholder"),
    ("emphasisGone", "the emphasis of the source is gone"),
    ("emphasisGone", "the strong text of the source is gone"),
    ("emptyLink", "a link without words: nobody can see or follow it"),
    ("otherLanguage", "it seems to be in the language {}, not {}"),
    ("otherScript", "it is not written in the script of {}"),
    ("invisible", "the invisible character {here}"),
    ("tooLong", "{n} characters are too many for a {}"),
    ("plain", "{} in a text that is shown as it is"),
    ("shownMark", "{here} is shown as it is: it has no partner, or spaces inside"),
    ("emptied", "nothing of what the source says is in it: {}"),
    ("emptied", "nothing of what the source says is in it but what is filled in"),
    ("belowThreshold", "{n} % of the words are translated, {all} % are needed to publish the page"),
    ("sectionMissing", "the required section '{name}' is missing"),
    ("noSite", "no page is published in {} yet, so its site is not there"),
)
_BRACES = re.compile(r"\{(\w*)\}")
#: Between two of the glossary's words; each is in quotation marks.
_OR, _LISTED = "” or “", "”, “"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the panel's by its name, with what its names in braces stand for."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


def said(message: str, there: str = "", here: str = "") -> Said | None:
    """What a finding says in words that the panel has; nothing if it has none.

    `there` and `here` are the parts of source and translation that the finding is about, where it names them.
    """
    for name, pattern in _patterns():
        if found := pattern.fullmatch(message):
            return Said(name, dict(_values(found.groupdict(), there, here)))
    return None


def _values(groups: Mapping[str, str], there: str, here: str) -> Iterator[tuple[str, str]]:
    own = {"there": there, "here": here}
    has_both = there and here and own.keys() <= groups.keys()
    for name, value in groups.items():
        part = own.get(name, "")
        # What the sentence says of its kind before it ("link to") is no part of it.
        is_whole = bool(part) and (has_both or value.endswith(part))
        yield name, part if is_whole else value.replace(_OR, _LISTED)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((f"{PREFIX}{name}", re.compile("".join(_parts(text)), re.DOTALL)) for name, text in SENTENCES)


def _parts(text: str) -> Iterator[str]:
    for number, part in enumerate(_BRACES.split(text)):
        if number % 2 == 0:
            yield re.escape(part)
        else:
            yield f"(?P<{part}>.+?)" if part else ".+?"
