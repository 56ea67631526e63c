"""What an edit of a source text means for its translation.

An edit is mechanical if it changes only what a translation has in the same form (addresses, attribute
values) or writes by rules of its own (white space, quotation marks). Then the same change can be made in
the translation. Numbers, units and negations are the opposite: there a small edit turns the meaning round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from pipeline.characters import unescape
from pipeline.lexicon import lexicon_of
from pipeline.markup import PROSE_ATTRIBUTES

# Where a text holds something that is no prose: link targets, attribute values, attribute lists, addresses.
_TARGET = re.compile(
    rf"""
    (?<=\]\() (?P<link> <[^<>\n]*> | [^()\s"]+(?:\([^()\s]*\)[^()\s"]*)* )
  | (?<=\s) (?!(?:{"|".join(PROSE_ATTRIBUTES)})=) [\w:-]+= (?P<attribute> "[^"<>]*" | '[^'<>]*' )
  | (?P<list> \{{: [^{{}}\n"']* \}} )
  | (?P<address> (?:https?://|www\.) [^\s<>()"']+ (?<![.,;:!?]) )
  | (?<=\s<) (?P<rst> [^<>\s]+ ) (?=>`_)
    """,
    re.VERBOSE,
)
_ANGLE = re.compile("[<>]")
#: What kinds of terms are called in a note.
_TERMS = {"bound": "bound", "duration": "unit"}
#: The kind that counts (twice).
_TIMES = "times"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_SPACE = re.compile(r"[^\S\n]+")
_DIGITS = re.compile(r"\d+")

_TITLED_TARGET = re.compile(r"\]\(\s*(?:\"[^\"]*\")?\s*\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\[\^[^\[\]]*\]|\]\[[^\[\]]*\]|<>`_{1,2}")
_MARKS = re.compile(r"[*_`~\[\]!\\#|:]+")

_NUMBER = re.compile(r"(?<!\w)[-−]?\d+(?:[.,:/]\d+)*")
_UNIT = re.compile(
    r"(?<=\d)[^\S\n]?(%|‰|°[CF]?|[µμ]g\b|[µμ]l\b|(?:[kmcn]?g|mcg|[mcd]?[lL]|[kmc]?m|mmol|mol|IU|IE|kcal|[kM]?Bq|mmHg|"
    r"m?s|min|h|hours?|minutes?|seconds?|days?|weeks?|months?|years?)\b)"
)


def skeleton(text: str) -> str:
    """The text without what mechanical edits change: texts of equal skeletons differ by such edits only."""
    return _SPACE.sub(" ", replace_targets(text, lambda _: "\0").translate(_QUOTES)).strip(" ")


def adjust(previous: str, current: str, translation: str) -> str | None:
    """The translation with the mechanical edit from `previous` to `current` made in it.

    None if the edit is of another kind, or cannot be made without a guess: a target with other digits may
    be another dose or telephone number, and one that the translation lacks cannot be replaced there.
    """
    if skeleton(previous) != skeleton(current):
        return None
    changes: dict[str, str] = {}
    for old, new in zip(targets_in(previous), targets_in(current), strict=True):
        if changes.setdefault(old, new) != new or _DIGITS.findall(old) != _DIGITS.findall(new):
            return None
    changes = {old: new for old, new in changes.items() if old != new}
    if not changes:
        return translation
    wanted, found = Counter(targets_in(previous)), Counter(targets_in(translation))
    if any(wanted[old] != found[old] for old in changes):
        return None
    return replace_targets(translation, lambda target: changes.get(target, target))


def replace_targets(text: str, change: Callable[[str], str]) -> str:
    """The text with each of its targets changed."""
    parts, last = list[str](), 0
    for found in _targets(text):
        parts += text[last : found.start()], _around(found, change(_target(found)))
        last = found.end()
    return "".join([*parts, text[last:]])


def bare(text: str) -> str:
    """The words of a text alone, by which tools that keep markup differently still agree."""
    text = replace_targets(text, lambda _: "")
    text = _TITLED_TARGET.sub("]", text)
    text = unescape(_TAG.sub("", text)).translate(_QUOTES)
    return " ".join(_MARKS.sub("", text).split()).casefold()


def alarming(previous: str, current: str, language: str) -> Iterator[str]:
    """What a translator has to look at first: numbers, units, negations and opposites that differ, in words."""
    for what, old, new in (
        ("another number", _counted(previous, language), _counted(current, language)),
        ("another unit", _units(previous), _units(current)),
        ("another negation", _negations(previous, language), _negations(current, language)),
    ):
        gone, come = old - new, new - old
        if gone or come:
            yield f"{what}: {_listed(gone)} → {_listed(come)}"
    lexicon = lexicon_of(language)
    told: set[str] = set()
    for kind in sorted(lexicon.terms.keys() - {_TIMES}, key=lambda kind: (kind not in _TERMS, kind)):
        said, says = (Counter(words for _, words, _ in lexicon.said(kind, text)) for text in (previous, current))
        gone, come = said - says, says - said
        difference = f"{_listed(gone)} → {_listed(come)}"
        if gone and come and difference not in told:
            told.add(difference)
            yield f"another {_TERMS.get(kind, 'word that decides')}: {difference}"


def targets_in(text: str) -> list[str]:
    """What a text holds that is no prose: link targets, attribute values, addresses."""
    return list(map(_target, _targets(text)))


def _targets(text: str) -> Iterator[re.Match[str]]:
    """Where they are. What looks like an attribute is one in a tag, that ends before another one begins.

    That is looked for once for all of a tag: a stranger's text may have a great many of them, and no end.
    """
    position, angle = 0, -1
    while found := _TARGET.search(text, position):
        position = found.end()
        if found["attribute"] is not None:
            if angle < position:
                angle = beyond.start() if (beyond := _ANGLE.search(text, position)) else len(text)
            if text[angle : angle + 1] != ">":
                position = found.start() + 1
                continue
        yield found


def _target(match: re.Match[str]) -> str:
    return str(match[match.lastgroup or 0])


def _around(match: re.Match[str], target: str) -> str:
    """The match with `target` in place of its target."""
    start, end = match.span(match.lastgroup or 0)
    offset = match.start()
    return match[0][: start - offset] + target + match[0][end - offset :]


def numbers_in(text: str) -> Counter[str]:
    """The numbers in a text, as they are written."""
    return Counter(_NUMBER.findall(text))


def _units(text: str) -> Counter[str]:
    return Counter(_UNIT.findall(text))


def _counted(text: str, language: str) -> Counter[str]:
    """The numbers in a text, in digits and in words."""
    lexicon = lexicon_of(language)
    return numbers_in(text) + (
        Counter(lexicon.counting(text)) | Counter(words for _, words, _ in lexicon.said(_TIMES, text))
    )


def _negations(text: str, language: str) -> Counter[str]:
    return Counter(lexicon_of(language).denying(text.replace("’", "'")))


def _listed(words: Counter[str]) -> str:
    return ", ".join(words.elements()) or "none"
