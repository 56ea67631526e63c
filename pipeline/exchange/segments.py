"""Units that a tool has split into segments: what of a translation is there, and in which order.

XLIFF 1.2: `seg-source`, and in it and in the target a `mrk` with the same `mid` for each segment.
XLIFF 2.0: section 4.3.1.27, `order`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from pipeline.exchange.inline import has_words
from pipeline.exchange.xml import local_name, text_of

UNORDERED = "its segments have no order that is clear"


def lacking_1(source: Element | None, target: Element | None) -> str:
    """What of a translation is missing, if there is some of it; `source` is the `seg-source`."""
    sources, targets = _segments_1(source), _segments_1(target)
    if not any(map(has_words, targets.values())):
        return ""  # there is none, or a tool has put it together
    wanted = [mid for mid, one in sources.items() if has_words(one)] if sources else list(targets)
    return _lacking(mid for mid in wanted if not _is_there(targets.get(mid)))


def untouched_1(source: Element | None, target: Element | None) -> Iterator[str]:
    """The segments that are still those of the source, where others are translated."""
    sources, targets = _segments_1(source), _segments_1(target)
    same = [mid for mid, one in targets.items() if mid in sources and text_of(one) == text_of(sources[mid])]
    if len(same) < len(targets):
        yield from (f"segment {mid} is that of the source" for mid in same if _has_letters(targets[mid]))


def lacking_2(sources: Sequence[Element | None], targets: Sequence[Element | None]) -> str:
    """What of a translation is missing, if there is some of it; `sources` and `targets` are those of the segments."""
    if not any(map(_is_there, targets)):
        return ""
    pairs = enumerate(zip(sources, targets, strict=True), 1)
    return _lacking(f"{number}" for number, (source, target) in pairs if not _is_done(source, target))


def is_complete_2(sources: Sequence[Element | None], targets: Sequence[Element | None]) -> bool:
    """Whether each segment has a target that says something, unless its source has nothing to say."""
    return bool(targets) and all(map(_is_done, sources, targets))


def _is_done(source: Element | None, target: Element | None) -> bool:
    return target is not None and (has_words(target) or not _is_there(source))


def in_order(targets: Sequence[Element | None]) -> list[int] | None:
    """The indexes of a unit's parts in the order of its translation; None if that is not clear."""
    try:
        orders = [
            index if target is None else int(target.get("order", index)) for index, target in enumerate(targets, 1)
        ]
    except ValueError:
        return None
    if sorted(orders) != list(range(1, len(orders) + 1)):
        return None
    return sorted(range(len(orders)), key=orders.__getitem__)


def _segments_1(element: Element | None) -> Mapping[str, Element]:
    found = () if element is None else element.iter()
    return {
        node.get("mid", ""): node
        for node in found
        if isinstance(node.tag, str) and local_name(node) == "mrk" and node.get("mtype") == "seg"
    }


def _lacking(names: Iterator[str]) -> str:
    found = list(names)
    return f"of segment {', '.join(found)} there is no translation" if found else ""


def _is_there(element: Element | None) -> bool:
    return element is not None and has_words(element)


def _has_letters(element: Element) -> bool:
    return any(map(str.isalpha, text_of(element)))
