"""Codes within texts as XLIFF has them (1.2, section 2.4; 2.0, section 4.2.3): written, and read from whatever tool.

Pairs are `<g>` and `<pc>`, what stands alone is `<x>` and `<ph>`. The marks themselves are in the file, so that it can
be read by itself: in 1.2 in `equiv-text` of the source's codes, in 2.0 in `originalData`. In a target the number of a
code counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from pipeline.characters import blank
from pipeline.exchange.codes import WORDS, Code, Coded, Part, code_faults
from pipeline.exchange.xml import local_name, text_of

_OPENING, _CLOSING = frozenset({"bpt", "bx", "sc"}), frozenset({"ept", "ex", "ec"})
_PAIRS = frozenset({"g", "pc"})
_ALONE = frozenset({"ph", "x", "it"})
# What not every tool leaves as it is in an attribute.
_UNSHOWN = re.compile("[\n\t]")
# What a kind is called: in 1.2 of pairs and of what stands alone (sections 2.3, ctype), in 2.0 (4.3.1, type, subType).
_PAIRS_1, _ALONE_1 = frozenset({"bold", "italic", "link"}), frozenset({"image"})
_TYPES_2: Mapping[str, dict[str, str]] = {
    "bold": {"type": "fmt", "subType": "xlf:b"},
    "italic": {"type": "fmt", "subType": "xlf:i"},
    "link": {"type": "link"},
    "image": {"type": "image"},
}


def fill_1(element: Element, parts: Iterable[Part]) -> None:
    """Write words and codes into a `source` or `target` of XLIFF 1.2."""
    _fill(element, parts, _code_1)


def _code_1(parent: Element, part: Coded) -> Element:
    code, attributes = part.code, {"id": part.id}
    named = code.kind in (_ALONE_1 if code.closing is None else _PAIRS_1)
    if code.kind:
        attributes["ctype"] = code.kind if named else f"x-{code.kind}"
    if code.closing is None and _UNSHOWN.search(code.opening):
        element = SubElement(parent, "ph", attributes)
        element.text = code.opening
        return element
    return SubElement(parent, "x" if code.closing is None else "g", {**attributes, "equiv-text": str(code)})


class NativeCodes:
    """The marks of a unit's codes, each once, as XLIFF 2.0 refers to them."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._ids: dict[str, str] = {}
        self._add(parts)

    def _add(self, parts: Iterable[Part]) -> None:
        for part in parts:
            if isinstance(part, Coded):
                for written in filter(None, (part.code.opening, part.code.closing)):
                    self._ids.setdefault(written, f"d{len(self._ids) + 1}")
                self._add(part.parts)

    def write(self, unit: Element) -> None:
        """Put them into a unit, before its segments."""
        if self._ids:
            container = SubElement(unit, "originalData")
            for written, id_ in self._ids.items():
                SubElement(container, "data", {"id": id_}).text = written

    def code(self, parent: Element, part: Coded) -> Element:
        """A code as an element within a text."""
        code, attributes = part.code, {"id": part.id, **_TYPES_2.get(part.code.kind, {})}
        if code.closing is None:
            attributes |= {"dataRef": self._ids[code.opening], "disp": code.opening}
            return SubElement(parent, "ph", attributes)
        for side, written in (("Start", code.opening), ("End", code.closing)):
            attributes |= {f"dataRef{side}": self._ids[written], f"disp{side}": written}
        return SubElement(parent, "pc", attributes)


def fill_2(element: Element, parts: Iterable[Part], codes: NativeCodes) -> None:
    """Write words and codes into a `source` or `target` of XLIFF 2.0."""
    _fill(element, parts, codes.code)


def _fill(element: Element, parts: Iterable[Part], write: Callable[[Element, Coded], Element]) -> None:
    last: Element | None = None
    for part in parts:
        if isinstance(part, Coded):
            last = write(element, part)
            if part.code.closing is not None:
                _fill(last, part.parts, write)
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was read, its codes as the marks they stand for: those of its own by number, and the numbers."""

    text: str
    codes: Mapping[str, Code] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    def faults(self, original: Text) -> Iterator[str]:
        """What is wrong with the codes of a translation of `original`."""
        yield from code_faults(original.text, self.text, original.codes, self.ids)
        for id_, code in original.codes.items():
            if code == _NOTHING and id_ in self.ids:
                yield f"what its code {id_} stands for knows only the tool that has written it"


def text_1(elements: Iterable[Element], original: Text | None = None) -> Text:
    """What the texts in XLIFF 1.2 are; those of a translation with the codes of the `original`."""
    return _read(elements, _own_1, original)


def text_2(elements: Iterable[Element], unit: Element, original: Text | None = None) -> Text:
    """What the texts of a unit in XLIFF 2.0 are; those of a translation with the codes of the `original`."""
    data = {node.get("id", ""): text_of(node) for node in unit.iter() if local_name(node) == "data"}
    return _read(elements, lambda element: _own_2(element, data), original)


_NOTHING = Code("")
_Own: TypeAlias = Callable[[Element], Code]


def _own_1(element: Element) -> Code:
    """The marks that a code of XLIFF 1.2 has itself."""
    shown = element.get("equiv-text", "")
    if local_name(element) in _PAIRS:
        opening, _, closing = shown.partition(WORDS)
        return Code(opening, closing)
    return Code(text_of(element) or shown)


def _own_2(element: Element, data: Mapping[str, str]) -> Code:
    """The marks that a code of XLIFF 2.0 refers to, or else is shown by."""
    sides = ("Start", "End") if local_name(element) == "pc" else ("",)
    marks = [data.get(element.get(f"dataRef{side}", ""), element.get(f"disp{side}", "")) for side in sides]
    return Code(*marks)


def _read(elements: Iterable[Element], own: _Own, original: Text | None) -> Text:
    codes: dict[str, Code] = {}
    ids: list[str] = []
    known: Mapping[str, Code] = codes if original is None else original.codes

    def inside(element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            yield _marked(child) if isinstance(child.tag, str) else ""
            yield child.tail or ""

    def _marked(element: Element) -> str:
        name = local_name(element)
        if name not in {*_PAIRS, *_OPENING, *_CLOSING, *_ALONE}:
            return "".join(inside(element))
        id_: str = element.get("startRef", element.get("id", ""))
        if name in _CLOSING and (original is None or f"{id_}/" in known or id_ not in known):
            id_ += "/"
        elif name in _CLOSING:
            return known[id_].closing or ""  # a tool has made two halves of what is a pair in the source
        if original is None:
            codes[id_] = own(element)
        ids.append(id_)
        code = known.get(id_) or own(element)
        if name in _PAIRS:
            return code.around("".join(inside(element)))
        return code.opening if name in _OPENING else code.around("")

    text = "".join(part for element in elements for part in inside(element))
    return Text(text, codes, tuple(ids))


def has_words(element: Element) -> bool:
    """Whether there is anything to read in a text: what stands in codes is none."""
    left = [element]
    while left:
        node = left.pop()
        if not blank(node.text or ""):
            return True
        for child in node:
            if not blank(child.tail or ""):
                return True
            if isinstance(child.tag, str) and local_name(child) not in {*_OPENING, *_CLOSING, *_ALONE}:
                left.append(child)
    return False
