"""Links that have each other's targets, where it shows: by a name, a number or a picture that both texts have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import normalized
from pipeline.model import Notation

_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]+)\]")  # what it leads to stands elsewhere in the document
_DIGITS = re.compile(r"\d+")
_Links = tuple[tuple[str, str], ...]


def exchanged_links(pair: Pair) -> Iterator[Fault]:
    """Links that lead where others of the source do; what both texts have alike tells which link is which."""
    there, here = (
        (*side.links, *_REFERENCE.findall(text)) if pair.notation is Notation.MARKDOWN else side.links
        for side, text in ((pair.original, pair.source), (pair.translated, pair.translation))
    )
    if len(there) < 2 or Counter(target for _, target in there) != Counter(target for _, target in here):
        return  # one alone, or what is wrong is told already
    for names in (_by(_words, there, here), _by(_number, there, here)):
        wrong = [(text, was, leads) for text, was, leads in names if was != leads]
        for text, was, leads in wrong:
            yield Fault("links", f"“{text}” leads to {leads}, and in the source to {was}", was, leads)
        if wrong:
            return


def _by(key: Callable[[str], str], there: _Links, here: _Links) -> Iterator[tuple[str, str, str]]:
    """Each name that one link of both texts has, with where it leads in the one and the other."""
    wanted, found = (_targets(key, links) for links in (there, here))
    for name in wanted.keys() & found.keys() - {""}:
        if len(wanted[name]) == len(found[name]) == 1:
            (was,), (leads,) = wanted[name], found[name]
            yield name, was, leads


def _targets(key: Callable[[str], str], links: _Links) -> dict[str, set[str]]:
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for text, target in links:
        targets[key(text)].add(target)
    return targets


def _words(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> str:
    return " ".join(_DIGITS.findall(normalized(text)))
