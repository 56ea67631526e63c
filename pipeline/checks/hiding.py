"""Rules on what an element of the source hides: what the source shows has to be shown, too.

A translation may have only its source's hidden elements (`security`), so that nothing else can be hidden but an
attribute. Where words belong in them differs between languages; whole sentences stay where they are.
And what says something is not translated by what says nothing: a stop, a dash, a tag without a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

from pipeline.characters import blank
from pipeline.checks.pair import Fault, Fragment

_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"')\]\u00bb\u201c\u201d]*\s*")
# A character that is a word or a syllable says as much as several letters.
_DENSE, _DENSITY = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"), 3
#: A translation shows one letter for so many of its source at least, where the source has more than a few.
_LEAST_PART, _FEW = 10, 10
#: So many times the source's share of a text may be hidden, and so many letters of any.
_MOST_HIDDEN = 2
# A field that is filled in, the mark of a note.
_FILLED_IN = re.compile(r"%\(\w+\)[a-zA-Z]|%[a-z](?![a-z])|\{\w*\}|\[\^[^\[\]\n]+\]")
#: Letters that are read as dots and strokes: of Korea (a middle dot there), Laos, Thailand, of clicks and finals; and
#: those that are words elsewhere, but nothing where there are no others.
_DOTS = "ªºㆍ\u119e\u11a2\ua78f\u1427\u0eaf\u0e2fǀǁǂǃ"
_STROKES = frozenset(f"{_DOTS}ㅡㅣ\u1173\u1175一丨丶丿乀亅口〇")
#: A text of more letters is not translated by one or two different ones, however often they stand there. Of 394,000
#: translations in catalogs of others none that was right had so few.
_LONG, _FEWEST = 40, 3
#: A text of so few letters may become a mark ("to" a dash, "and" an ampersand), one of some more a sign (an arrow).
_MARK, _SIGN = 4, 20


def emptied_faults(source: str, translation: str) -> Iterator[Fault]:
    """Why a translation may not be used: of two texts as they are shown, only the source's says anything.

    What a program fills in, and a note's mark, say nothing by themselves; a few words around them may be left out.
    """
    if _is_empty(source, translation):
        yield Fault("emptied", "nothing of what the source says is in it: it has no letter and no number")
    elif _different(translation) < _FEWEST <= _different(source) and _letters(source) > _LONG:
        yield Fault("emptied", "nothing of what the source says is in it: it has one or two letters, over and over")
    elif "%" in translation or "{" in translation or "[^" in translation:
        there, here = (_FILLED_IN.sub(" ", text) for text in (source, translation))
        if (there, here) != (source, translation) and _letters(there) > _FEW and not says(here):
            yield Fault("emptied", "nothing of what the source says is in it but what is filled in")


def emptied_part_faults(original: Fragment, translated: Fragment) -> Iterator[Fault]:
    """Why a translation may not be used: a picture, title or link says nothing that says something there."""
    for what, there, here in (
        ("an alternative text or a title", original.said_aside, translated.said_aside),
        ("a link", [shown for shown, _ in original.links], [shown for shown, _ in translated.links]),
    ):
        said = [one for one in there if says(one)]
        silent = sum(not says(one) and not _has_sign(one) for one in here)
        if said and min(map(_letters, said)) > _MARK and silent > sum(not says(one) for one in there):
            yield Fault("emptied", f"{what} says nothing, where the source's says something")


def _is_empty(source: str, translation: str) -> bool:
    letters = 0 if says(translation) else _letters(source)
    return letters > 0 and not (
        (letters <= _MARK and not blank(translation)) or (letters <= _SIGN and _has_sign(translation))
    )


def says(text: str) -> bool:
    """Whether a text has a letter or a number: marks that are written among letters (ー, a stroke, º) are none."""
    return any(one.isalnum() and unicodedata.category(one) != "Lm" and one not in _DOTS for one in text)


def may_say_nothing(text: str) -> bool:
    """Whether a translation has so little in it that it has to be held against its source."""
    return not says(text) or _different(text) < _FEWEST


def _different(text: str) -> int:
    """How many different letters a text has; one that is a word or a syllable counts as several."""
    letters = {one.casefold() for one in text if one.isalnum()} - _STROKES
    return sum(_DENSITY if _DENSE.match(one) else 1 for one in letters)


def _has_sign(text: str) -> bool:
    return any(unicodedata.category(one)[0] == "S" for one in text)


def hiding_faults(original: Fragment, translated: Fragment) -> Iterator[Fault]:
    """Why a translation may not be used: it hides what its source shows."""
    if not translated.hidden:
        return
    if _letters(original.shown) > _FEW and _letters(translated.shown) * _LEAST_PART < _letters(original.shown):
        yield Fault("markup", "nearly all of the text is where nothing is shown: in a hidden element or an attribute")
    there, here = _runs(original), _runs(translated)
    is_of_sentences = all(_ends(text) for (_, text), _ in pairwise(there))
    if len(there) > 1 and is_of_sentences and [kind for kind, _ in there] != [kind for kind, _ in here]:
        yield Fault("markup", "sentences that the source shows, and those that it hides, are in another order")


def share_faults(original: Fragment, translated: Fragment) -> Iterator[Fault]:
    """A translation of which much more is hidden than of its source."""
    there, here = (
        [sum(_letters(text) for kind, text in side.order if kind == wanted) for wanted in "SH"]
        for side in (original, translated)
    )
    if min(*there, here[1]) > _FEW // 2 and here[1] * there[0] > _MOST_HIDDEN * there[1] * here[0]:
        yield Fault(
            "tags", "much more of the text than in the source is in an element that shows nothing", doubtful=True
        )


def _runs(fragment: Fragment) -> list[tuple[str, str]]:
    """The texts that are shown, and those that are hidden, in their order."""
    said = [(kind, text) for kind, text in fragment.order if _letters(text) or _SENTENCE_END.search(text)]
    runs = [(kind, "".join(text for _, text in texts)) for kind, texts in groupby(said, key=lambda one: one[0])]
    return [(kind, text) for kind, text in runs if _letters(text)]


def _ends(text: str) -> bool:
    return any(found.end() == len(text) for found in _SENTENCE_END.finditer(text))


def _letters(text: str) -> int:
    return sum(_DENSITY if _DENSE.match(one) else 1 for one in text if one.isalnum())
