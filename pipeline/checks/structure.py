"""Rules on structure: what the source's inline markup does has to be done in the translation, too.

Both are compared as a browser gets them. Order is free: languages reorder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from html.entities import html5
from itertools import zip_longest

from pipeline.checks.exchanged_links import exchanged_links
from pipeline.checks.hiding import share_faults
from pipeline.checks.number_words import says
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import normalized, quantities
from pipeline.checks.render import FRAMES
from pipeline.checks.shown_marks import shown_mark_faults
from pipeline.model import Notation

#: Without any of these there is no inline markup, in whatever format.
INLINE_MARKUP = re.compile(r"[<>&*_`\[\]|~!{}\\^\n]|://|:::|\.\. |==|\+\+|\?\?\?")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_REFERENCE = re.compile(r"\]\[([^\]]+)\]")
_BARE_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9;])")
_BLOCK_START = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|>\s?|(\d{1,3})[.)]\s|\|)|\s*(?:```|~~~)")
_STRONG, _EMPHASIS = frozenset({"strong", "b"}), frozenset({"em", "i"})
#: The words of code, and how alike those are of which one is misspelt.
_CODE_WORDS, _MISSPELT = re.compile(r"[^\W\d_]+(?:[ _-][^\W\d_]+)*"), 0.75
# Compared by rules of their own, or free.
_ELSEWHERE = frozenset({"a", "img", "code"}) | _STRONG | _EMPHASIS
# "x-target" is what a text of reStructuredText names: the place stays where a translation does not mark it.
_FREE = FRAMES | {"wbr", "bdi", "q", "abbr", "x-target"}


def structure_faults(pair: Pair) -> Iterator[Fault]:
    """What of the source's markup the translation has lost, broken or added."""
    yield from _block_faults(pair)
    if not (INLINE_MARKUP.search(pair.source) or INLINE_MARKUP.search(pair.translation)):
        return
    marks = list(shown_mark_faults(pair))
    yield from marks
    if pair.notation is Notation.TEXT:
        return
    yield from _link_faults(pair.original.values("a", "href"), pair.translated.values("a", "href"))
    yield from exchanged_links(pair)
    yield from _multiset_faults(
        "images", "image", pair.original.values("img", "src"), pair.translated.values("img", "src")
    )
    yield from _code_faults(pair)
    for rule, name, pattern in (("footnotes", "footnote", _FOOTNOTE), ("references", "reference", _REFERENCE)):
        wanted, found = (Counter(pattern.findall(text)) for text in (pair.source, pair.translation))
        yield from _multiset_faults(rule, name, wanted, found)
    if pair.translated.empty_links > pair.original.empty_links:
        yield Fault("links", "a link without words: nobody can see or follow it", here="[](")
    if not marks:  # the broken mark tells of it
        yield from _emphasis_faults(pair)
    yield from _tag_faults(pair)
    yield from share_faults(pair.original, pair.translated)
    for entity in _bare_entities(pair.translation) - _bare_entities(pair.source):
        yield Fault("entities", f"&{entity} lacks its semicolon", here=f"&{entity}")


def _multiset_faults(rule: str, name: str, wanted: Counter[str], found: Counter[str]) -> Iterator[Fault]:
    for there, here in zip_longest((wanted - found).elements(), (found - wanted).elements(), fillvalue=""):
        if there and here:
            yield Fault(rule, f"the {name} {there} became {here}", there, here)
        elif there:
            yield Fault(rule, f"the {name} {there} is not in the translation", there)
        else:
            yield Fault(rule, f"the {name} {here} is not in the source", here=here)


def _link_faults(wanted: Counter[str], found: Counter[str]) -> Iterator[Fault]:
    """Links that only one of the texts has; a sentence may lead to an address twice where the other does so once."""
    gone, come = (Counter(dict.fromkeys(links, 1)) for links in (wanted, found))
    yield from _multiset_faults("links", "link to", gone, come)


def _code_faults(pair: Pair) -> Iterator[Fault]:
    """Code is compared as a set: a sentence may name it once more, or once less."""
    missing = [code for code in pair.original.codes if code not in pair.translated.codes]
    extra = [code for code in pair.translated.codes if code not in pair.original.codes]
    for there, here in zip_longest(missing, extra, fillvalue=""):
        if there and here:
            only_spaces = there.replace(" ", "") == here.replace(" ", "")
            doubtful = only_spaces or _is_translated(there, here)
            yield Fault("code", f"the code {there} became {here}", there, here, doubtful=doubtful)
        elif there:
            still_there = there in pair.translated.text
            what = "is not marked as such in the translation" if still_there else "is not in the translation"
            yield Fault("code", f"the code {there} {what}", there, doubtful=still_there or _are_words(there))
        elif here not in pair.original.text:
            yield Fault("code", f"the code {here} is not in the source", here=here, doubtful=True)


def _is_translated(there: str, here: str) -> bool:
    """Whether the words of code are other words, but nothing else: <input file> is a place for a reader's own.

    What differs in a letter or two is misspelt.
    """
    marks = _CODE_WORDS.sub("x", there)
    is_likeness = SequenceMatcher(None, there.lower(), here.lower()).ratio() > _MISSPELT
    return marks == _CODE_WORDS.sub("x", here) and not is_likeness


def _are_words(code: str) -> bool:
    """Whether code is several words: a title that somebody set in it."""
    return " " in code and code.replace(" ", "").isalpha()


def _emphasis_faults(pair: Pair) -> Iterator[Fault]:
    for name, tags in (("strong text", _STRONG), ("emphasis", _EMPHASIS)):
        there, here = (sum(side.tags[tag] for tag in tags) for side in (pair.original, pair.translated))
        if there > here and (not here or there - here > 1):
            yield Fault("emphasis", f"the {name} of the source is gone")


def _tag_faults(pair: Pair) -> Iterator[Fault]:
    missing = pair.original.tags - pair.translated.tags
    for tag in missing:
        if tag == "br":
            yield Fault("line-breaks", "a line break of the source is not in the translation", doubtful=True)
        elif tag not in _ELSEWHERE and tag not in _FREE:
            # A sentence may name a key once where the source names it twice.
            is_there = pair.translated.tags[tag] > 0
            yield Fault("tags", f"<{tag}> is not in the translation", there=f"<{tag}>", doubtful=is_there)
    if pair.translated.tags["br"] > pair.original.tags["br"]:
        yield Fault("line-breaks", "a line break that the source does not have", doubtful=True)
    for tag in sorted(pair.translated.unbalanced - pair.original.unbalanced):
        yield Fault("tags", f"<{tag}> and </{tag}> do not match", here=f"<{tag}")


def _bare_entities(text: str) -> Counter[str]:
    return Counter(name for name in _BARE_ENTITY.findall(text) if f"{name};" in html5)


def _block_faults(pair: Pair) -> Iterator[Fault]:
    """What other tools would take for a heading, a list or a table; here it is text."""
    there, here = (
        [match for match in map(_BLOCK_START.match, text.split("\n")) if match]
        for text in (pair.source, pair.translation)
    )
    if len(here) > len(there) and not _are_ordinals(pair, here):
        what = "it begins, or a line of it does, like a heading, list or quotation, and is shown as it is"
        yield Fault("block-syntax", what, doubtful=True)
    if pair.kind.startswith("table") and pair.translation.count("|") > pair.source.count("|"):
        yield Fault("block-syntax", "a | in a table's cell", here="|", doubtful=True)


def _are_ordinals(pair: Pair, starts: list[re.Match[str]]) -> bool:
    """Whether the lines of a translation begin with ordinal numbers (3. Mai) that the source has: no list of them."""
    numbers = [int(match[1]) for match in starts if match[1]]
    if len(numbers) < len(starts) or (len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))):
        return False
    if pair.kind.startswith("heading") or pair.kind == "title":
        return True  # whether it is the right number is a matter of numbers
    locale = pair.source_language.locale
    said = {one.value for one in quantities(normalized(pair.source), locale)}
    return all(number in said or says(pair.source, number, locale) for number in numbers)
