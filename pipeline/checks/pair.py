"""A source text and its translation as readers get them, and what a rule says about the two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.checks.render import FRAMES
from pipeline.lexicon import MOST_KNOWN
from pipeline.markup import VOID, attribute_kind, attributes_of, hides
from pipeline.model import Language, Notation

#: An element as (name, attributes); the values of attributes that hold prose are left out (`comparable`).
Element = tuple[str, frozenset[tuple[str, str | None]]]

_START, _END = re.compile(r"<([a-z][a-z0-9-]*)(?=[\s>/])", re.I), re.compile(r"</([a-z][a-z0-9-]*)\s*>", re.I)
# What every document has; a fragment can still give them attributes.
_FRAME = frozenset({"html", "head", "body"})
_SHIFTED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_BREAKS = FRAMES | {"br"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a browser makes of a rendered text.

    `text` is what one reads, prose in attributes on lines of its own, and `prose` the same without code; `shown` is
    what of the prose is shown on the page, `hidden` what is in elements that show nothing and in attributes, and
    `order` is how both follow each other: S is a text that is shown, H one that is hidden.
    `links` are the texts of links (of a picture alone its address) with their targets, and `said_aside` all values of
    attributes that hold prose, empty ones too;
    `elements` counts the elements, `tags` the same by name alone, `codes` the contents of code spans,
    `empty_links` the links that show nothing; `unbalanced` are the names of elements that are not closed,
    or closed but not opened; `rendered` is what was read.
    """

    text: str
    prose: str
    elements: Counter[Element]
    codes: Counter[str]
    tags: Counter[str]
    empty_links: int = 0
    unbalanced: frozenset[str] = frozenset()
    rendered: str = ""
    shown: str = ""
    hidden: str = ""
    order: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    said_aside: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text as marks divide it."""
        return tuple(piece for _, piece in self.order) or (self.text,)

    def values(self, tag: str, attribute: str) -> Counter[str]:
        """The values of an attribute of all elements of this name."""
        return Counter(
            {
                value: count
                for (name, attributes), count in self.elements.items()
                if name == tag
                for key, value in attributes
                if key == attribute and value is not None
            }
        )


@lru_cache(maxsize=MOST_KNOWN)
def fragment_of(rendered: str) -> Fragment:
    """Parse a rendered text by the rules of HTML5."""
    if "<" not in rendered and "&" not in rendered:
        return Fragment(rendered, rendered, Counter(), Counter(), Counter(), rendered=rendered, shown=rendered)
    root = LexborHTMLParser(f"<body>{rendered}</body>").root
    elements: Counter[Element] = Counter()
    codes: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    parts: list[str] = []
    outside: list[str] = []  # the same, but for code
    order: list[tuple[str, str]] = []
    aside: list[str] = []
    links: list[tuple[str, str]] = []
    empty, hiding = 0, False
    for node in root.traverse(include_text=True) if root is not None else ():
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            outside.append(" " if codes and _is_in_code(node) else parts[-1])
            if (tags["sup"] or tags["sub"]) and (shifted := _shifted(node)):
                outside[-1] = outside[-1].translate(shifted)
            order.append(("H" if hiding and _is_hidden(node) else "S", outside[-1]))
        elif tag[:1].isalpha():  # not a comment or a declaration
            attributes = node.attributes
            if tag in _FRAME and not attributes:
                continue
            elements[comparable(tag, attributes.items())] += 1
            tags[tag] += 1
            hiding = hiding or hides(tag, attributes)
            aside += (value or "" for name, value in attributes.items() if attribute_kind(tag, attributes, name))
            if tag in _BREAKS:
                parts.append("\n")
                outside.append("\n")
                order.append(("S", "\n"))
            if tag == "code":
                codes[node.text()] += 1
            if tag == "a" and "href" in attributes:
                picture = node.css_first("img")
                shown_as = node.text().strip() or (picture and picture.attributes.get("src")) or ""
                links.append((shown_as, attributes["href"] or ""))
                empty += not shown_as and picture is None
    text, without_code = ("\n".join(filter(None, ("".join(pieces).strip("\n"), *aside))) for pieces in (parts, outside))
    shown, hidden = ("".join(one if kind == wanted else " " for kind, one in order).strip() for wanted in "SH")
    return Fragment(
        text,
        without_code,
        elements,
        codes,
        tags,
        empty,
        frozenset(_unbalanced(rendered)),
        rendered,
        shown,
        "\n".join(filter(None, (hidden, *aside))),
        tuple(order),
        tuple(links),
        tuple(aside),
    )


def _is_in_code(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "code":
        parent = parent.parent
    return parent is not None


def _shifted(node: LexborNode) -> dict[int, int] | None:
    """What digits of a text are where an element raises or lowers them, in the sentence of a number, not as a note."""
    parent = node.parent
    while parent is not None and parent.tag not in _SHIFTED and parent.tag != "a":
        parent = parent.parent
    return _SHIFTED.get(parent.tag or "") if parent is not None else None


def _is_hidden(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and not hides(parent.tag or "", parent.attributes):
        parent = parent.parent
    return parent is not None


def comparable(tag: str, pairs: Iterable[tuple[str, str | None]]) -> Element:
    """An element as it is compared: of an attribute that holds prose only the presence counts, its value is translated.

    Of attributes with one name all are compared: not all that read HTML take the first.
    """
    pairs = tuple(pairs)
    attributes = attributes_of(pairs)
    return tag, frozenset((name, None if attribute_kind(tag, attributes, name) else value) for name, value in pairs)


def _unbalanced(rendered: str) -> Iterator[str]:
    opened, closed = (Counter(name.lower() for name in pattern.findall(rendered)) for pattern in (_START, _END))
    return (name for name in {*opened, *closed} - VOID if opened[name] != closed[name])


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and a translation of it, which has one plural form or is not plural at all.

    `kind` and `notation` are the segment's; `original` and `translated` are the texts as they are rendered.
    """

    source: str
    translation: str
    kind: str
    notation: Notation
    source_language: Language
    language: Language
    original: Fragment
    translated: Fragment
    invariants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found. `here` is the part of the translation that is wrong, `there` that of the source.

    A fault that is `doubtful` weighs as a warning, whatever its rule's severity.
    """

    rule: str
    message: str
    there: str = ""
    here: str = ""
    doubtful: bool = False
