"""Rules on numbers that are shown in another order than they are written in (Unicode Standard Annex 9).

In a line from left to right, what follows a letter or a mark from right to left (U+200F, U+061C), up to the next
letter from left to right, is put in order from right to left: 2–4 is shown as 4–2, and -5 as 5-. One number alone stays
what it is, and so does what an element isolates. Lines from right to left have such marks for good reasons.

A placeholder is a number. What stands behind a text on the page is in its line: a text that ends from right to left
turns the numbers that follow.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.pair import Fault, Fragment, Pair
from pipeline.checks.placeholders import placeholders_in
from pipeline.checks.render import FRAMES
from pipeline.markup import attribute_kind
from pipeline.model import Notation

#: Stands for what an element isolates from the line around it.
_ISOLATE = "\ufffc"
_BY_ELEMENT = re.compile(r"<bd[io][\s>]|\sdir\s*=", re.I)
# Classes of characters, as far as they matter here: letters and digits by their kind, separators and terminators of
# numbers, signs (+ are those that may be within a number), marks of direction that show nothing; a space is all else.
_CLASSES = {"L": "L", "R": "R", "AL": "A", "AN": "N", "EN": "E", "ES": "+", "CS": ",", "ET": "%"}
_UNCOUNTED = frozenset({"NSM", "BN"})
_MARKS = {"\u200f": "M", "\u061c": "B", _ISOLATE: "I"}
_SIGNS = frozenset("*/\\^~")
# Digits behind a letter from left to right are of its line (rule W7).
_LEFTWARD = re.compile(r"(?:^|L)[^LRAMB]*")
# From a letter from right to left to the last one, or the last digit, before a letter from left to right.
_TURNED = re.compile(r"[RAMBN](?:[^L]*[RAMBNEI])?")
# A number that is shown as one (rules W4 to W7): where there are Arabic letters, a hyphen or a percent sign is none of
# it.
_NUMBER, _ARABIC_NUMBER = re.compile(r"I|%?E(?:[+,%]?E)*%?"), re.compile(r"I|N(?:,?N)*|E(?:,?E)*")
_IS_ARABIC = re.compile("[ABN]")
_HYPHEN = re.compile("(?<=[RA])[-+](?=[RA])")
_TERMINATORS, _SIGN, _SEPARATED = re.compile("%+"), re.compile("[-+%]"), re.compile(",[MB]*#")
_PARTS = re.compile(r"[^\W\d_]+|\s+")
# The blocks that have letters, digits and marks from right to left: without any of these nothing is turned.
_LEFTWARDS = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def direction_faults(pair: Pair) -> Iterator[Fault]:
    """The numbers and signs that a translation into a language from left to right shows turned round."""
    if pair.language.dir == "rtl":
        return
    known = Counter(map(_comparable, _turned(pair.original, pair.notation)))
    for here in _turned(pair.translated, pair.notation):
        key = _comparable(here)
        known[key] -= 1
        if known[key] < 0:
            message = f"{here.strip()} is shown turned round: what is before or around it is written from right to left"
            yield Fault("numbers", message, here=here.strip())
    if min(known.values(), default=0) < 0:
        return
    mark = _open_end(pair.translated)
    if mark and not _open_end(pair.original):
        message = "the text ends from right to left: numbers that follow on the page are shown turned round"
        yield Fault("numbers", message, here=mark, doubtful=mark.isalpha())


def _open_end(fragment: Fragment) -> str:
    """What turns the line behind a text: its last letter or mark of direction, if that is from right to left."""
    if not _LEFTWARDS.search(fragment.text):
        return ""
    _, text = next(iter(lines_in(fragment.rendered))) if is_directed(fragment) else ("", fragment.text)
    end = (text.rstrip().splitlines() or [""])[-1]
    last = next((one for one in reversed(end) if _class(one) in "LRAMB"), "")
    return last if last and _class(last) != "L" else ""


def _comparable(turned: str) -> str:
    """Numbers and signs: names may be in letters of either direction."""
    return _PARTS.sub("", turned)


def _turned(fragment: Fragment, notation: Notation) -> Iterator[str]:
    """What is shown turned round, and has numbers or signs for which that matters."""
    by_elements = is_directed(fragment)
    if not by_elements and not _LEFTWARDS.search(fragment.text):
        return
    for direction, text in lines_in(fragment.rendered) if by_elements else [("ltr", fragment.text)]:
        for line in text.splitlines():
            for start, end, _ in reversed(placeholders_in(line, notation) if "%" in line or "{" in line else ()):
                line = f"{line[:start]}1{line[end:]}"
            yield from _turned_in(line, direction)


def _turned_in(line: str, direction: str) -> Iterator[str]:
    characters = [one for one in line if unicodedata.bidirectional(one) not in _UNCOUNTED]
    classes = "".join(map(_class, characters))
    if direction == "auto":
        first = next((one for one in classes if one in "LRAMB"), "L")
        direction = "ltr" if first == "L" else "rtl"
    if direction == "override":
        spans = [(0, len(classes))] if "E" in classes or "N" in classes else []
    elif direction == "rtl":
        spans = [(0, len(classes))] if _is_disordered(classes) else []
    else:
        classes = _LEFTWARD.sub(lambda found: found[0].replace("E", "L"), classes)
        spans = [found.span() for found in _TURNED.finditer(classes) if _is_disordered(found[0])]
    yield from ("".join(characters[start:end]) for start, end in spans)


def _class(character: str) -> str:
    known = _MARKS.get(character) or _CLASSES.get(unicodedata.bidirectional(character))
    is_sign = character in _SIGNS or unicodedata.category(character) in ("Sm", "Pd")
    return known or ("s" if is_sign and unicodedata.mirrored(character) else "-" if is_sign else " ")


def _is_disordered(turned: str) -> bool:
    """Whether order matters: of several numbers, of a number and a sign; and a sign that compares is shown mirrored."""
    number = _ARABIC_NUMBER if _IS_ARABIC.search(turned) else _NUMBER
    rest = _HYPHEN.sub("", number.sub("#", _TERMINATORS.sub("%", turned)))
    has_sign = _SIGN.search(rest) is not None or _SEPARATED.search(rest) is not None
    return "s" in rest or rest.count("#") > 1 or ("#" in rest and has_sign)


def is_directed(fragment: Fragment) -> bool:
    """Whether an element of a text has a direction of its own."""
    return _BY_ELEMENT.search(fragment.rendered) is not None


def lines_in(rendered: str, direction: str = "ltr") -> Iterator[tuple[str, str]]:
    """The lines of a rendered text that are put in order each by itself, with the direction of each; the page has one.

    A direction is "ltr", "rtl", "override" or, where the first letter tells, "auto".
    """
    root = LexborHTMLParser(f"<body>{rendered}</body>").root
    lines: list[tuple[str, list[str]]] = [(direction, [])]
    pending = [(root, lines[0])] if root is not None else []
    while pending:
        node, line = pending.pop()
        tag, attributes = node.tag or "", node.attributes
        if tag == "-text":
            line[1].append(node.text_content or "")
            continue
        own = (attributes.get("dir") or "").strip().lower()
        if tag == "bdo" and own == "rtl":
            own = "override"
        elif own not in ("ltr", "rtl", "auto"):
            own = "auto" if tag == "bdi" else ""
        if own:
            line[1].append(_ISOLATE)
            line = (own, [])
            lines.append(line)
        elif tag in FRAMES or tag == "br":
            line[1].append("\n")
        prose = (value for name, value in attributes.items() if value and attribute_kind(tag, attributes, name))
        lines += ((line[0], [value]) for value in prose)
        pending += reversed([(child, line) for child in node.iter(include_text=True)])
    return ((each, "".join(parts)) for each, parts in lines)
