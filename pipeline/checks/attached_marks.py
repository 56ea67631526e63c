"""Marks attached to a number or to a short code: A+ is not A-, 1-0-1 not 1-1-0, 2a not 2b, IV not IM.

A mark accuses a translation only where another one stands in its place: languages name many of them in words. Of a
sign that is gone from a code it is told as doubtful, in languages whose words for it are known (lexicon, `finding`) and
where the translation has none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import lexicon_of

# The hyphen comes last, as it has to in a class.
_PLUS, _DASHES = "+＋⁺", "‐‑–−－⁻-"
_SIGN = {**dict.fromkeys(_PLUS, "+"), **dict.fromkeys(_DASHES, "-")}
#: What a mark is not beside: letters, but for those of scripts that have no spaces.
_WORD = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
#: Blood groups in letters that look the same; O is 0 in some languages.
_AS_LATIN = str.maketrans("АВОΑΒΟ", "ABOABO")
_OPPOSITE = {"+": "negative", "-": "positive"}
_SAID = {"+": "positive", "-": "negative"}
#: Blood groups, cells and ions, whose hyphen is a minus.
_SIGNED = re.compile(r"A|B|AB|O|Cl|[A-Z]+\d+")
_LOWERED = str.maketrans("²³", "23")
# A blood group, a receptor, a cell or an ion, and no key (Ctrl+C), language (C++) or half of a word (A-Z, and "CD4- und
# CD8-Zellen", whose second half stands further on).
_ON, _MARK = r"(?:[A-Z][A-Za-z]?[A-Z]{0,3}[\d²³]{0,2}|0)", rf"[{_PLUS}{_DASHES}]"
#: Behind a stroke only another one: A+/B+.
_CODE = re.compile(
    rf"(?<![+&%$#@.\\=-])(?<![^{_PLUS}{_DASHES}]/)(?<!{_WORD})(?P<on>{_ON})"
    rf"(?P<mark>{_MARK})(?![+>{{}}$%\\(\[<=&*-]|/(?!{_ON}{_MARK})|['\"](?:{_WORD}|[+*\[]|\.\w)|{_WORD}|,{_WORD}|\.(?!\s|\Z))"
    r"(?<![-‐‑](?=,?(?: \w{1,5})? \w*\+?[-‐‑][^\W\d_]))"
)
_STAGE = re.compile(
    rf"(?<![.,:/+°#–-])(?<!{_WORD})"
    r"(?:(?P<on>\d{1,2}|[IVX]{1,4})(?P<mark>[a-d])|(?P<on_more>[IVX]{2,4})(?P<capital>[A-D]))"
    rf"(?![+°'’]|{_WORD})"
)
#: Into a vein, into a muscle, under the skin; in small letters these are words.
_ROUTE = re.compile(rf"(?<!\.)(?<!{_WORD})(?:IV|IM|SC|i\. ?v\.|i\. ?m\.|s\. ?c\.)(?!{_WORD})")
#: So many in the morning, at noon, in the evening, and at night, which may be left out if there is none.
_PART, _JOINT = r"(?:\d{1,3}(?:[.,]\d{1,2})?|[¼½¾])", rf" ?[/:{_DASHES}] ?"
_SCHEME = re.compile(
    rf"(?<![.,:/+{_DASHES}])(?<!{_WORD})(?:{_PART}{_JOINT}){{2,3}}{_PART}(?![:/{_DASHES}]|{_WORD}|[.,]\d)"
)
_PARTS_BY_NIGHT = 4
#: Marks by what they are attached to.
_Marks = dict[str, Counter[str]]


def attached_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """What became of such marks in two normalised texts."""
    for rule, found in _FINDERS:
        there = found(source)
        here = found(translation) if there else {}
        for on in there.keys() & here.keys():
            gone, come = there[on] - here[on], here[on] - there[on]
            for was, became in zip(sorted(gone.elements()), sorted(come.elements()), strict=False):
                # A line from right to left may show a scheme the right way round all the same.
                doubtful = rule == "numbers" and pair.language.dir == "rtl"
                yield Fault(rule, f"{on}{was} became {on}{became}", on + was, on + became, doubtful=doubtful)
    yield from _said_otherwise(pair, source, translation)
    yield from _lost_signs(pair, source, translation)


def _said_otherwise(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """A+ that is negative in words."""
    wanted = _codes(source)
    if not wanted or lexicon_of(pair.source_language.locale).said("finding", source):
        return
    said = {name for name, *_ in lexicon_of(pair.language.locale).said("finding", translation)}
    here = _codes(translation)
    for on, marks in wanted.items():
        if on not in here and len(said) == 1 and {_OPPOSITE[mark] for mark in marks} == said:
            was = f"{on}{next(iter(marks))}"
            yield Fault("opposites", f"{was} is {next(iter(said))} in the translation", was)


def _lost_signs(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """A+ that is a mere A, in languages whose words for it are known, and where none of these is there."""
    here = lexicon_of(pair.language.locale)
    wanted = _codes(source) if "finding" in here.terms else {}
    for on, marks in wanted.items():
        mark = next(iter(marks))
        if mark == "-" and not _SIGNED.fullmatch(on):
            continue  # a hyphen behind a word
        if (
            _bare(on).search(translation.translate(_AS_LATIN))
            and not _bare(on).search(source)
            and on not in _codes(translation)
            and not here.may_say("finding", _SAID[mark], translation)
        ):
            yield Fault("designations", f"the sign of {on}{mark} is missing", on + mark, on, doubtful=True)


@cache
def _bare(on: str) -> re.Pattern[str]:
    """A code without a sign on either side, which is no half of a compound."""
    signs = f"[{_PLUS}{_DASHES}]"
    return re.compile(
        rf"(?<!{signs})(?<!{_WORD}){on if len(on) > 1 else on.replace('O', '[O0]')}(?![ /]?{signs}|{_WORD})"
    )


def _codes(text: str) -> _Marks:
    found = _CODE.finditer(text.translate(_AS_LATIN))
    return _marks((_plain(one["on"]), _SIGN[one["mark"]]) for one in found)


def _plain(on: str) -> str:
    return on.translate(_LOWERED) if len(on) > 1 else on.replace("0", "O")


def _stages(text: str) -> _Marks:
    found = _STAGE.finditer(text)
    return _marks((one["on"] or one["on_more"], (one["mark"] or one["capital"]).lower()) for one in found)


def _routes(text: str) -> _Marks:
    return _marks(("", re.sub(r"[. ]", "", one[0]).upper()) for one in _ROUTE.finditer(text))


def _schemes(text: str) -> _Marks:
    """Schemes of doses, each in one spelling; what has more digits and no 0 may be a date."""
    schemes = (re.split(_JOINT, one[0].replace(",", ".")) for one in _SCHEME.finditer(text))
    return _marks(("", _scheme(parts)) for parts in schemes if "0" in parts or all(len(part) == 1 for part in parts))


def _scheme(parts: list[str]) -> str:
    return "-".join(parts[:-1] if len(parts) == _PARTS_BY_NIGHT and parts[-1] == "0" else parts)


def _marks(found: Iterator[tuple[str, str]]) -> _Marks:
    marks: _Marks = {}
    for on, mark in found:
        marks.setdefault(on, Counter())[mark] += 1
    return marks


_FINDERS: tuple[tuple[str, Callable[[str], _Marks]], ...] = (
    ("designations", _codes),
    ("designations", _stages),
    ("designations", _routes),
    ("numbers", _schemes),
)
