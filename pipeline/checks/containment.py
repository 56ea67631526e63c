"""What a browser makes of a rendered text where it stands: whether it stays within the elements around it.

A text is parsed with those elements, in a document that goes on after it with a tag of its own. What it leaves open
(a tag, a quotation mark, a comment, an element) takes hold of that tag; what it closes is no longer around it.
A browser that runs scripts reads `<noscript>` as raw text (HTML, section 13.2.6.4.7): both ways are tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.checks.pair import Element, comparable
from pipeline.lexicon import MOST_KNOWN
from pipeline.markup import VOID
from pipeline.surroundings import Surroundings

# Characters for private use, where no text has them (`pipeline.catalogs.marks` has others).
_BEGIN, _END, _AFTER = "\uf8f0", "\uf8f1", "\uf8f2"
_NO_MARKS = str.maketrans(dict.fromkeys((_BEGIN, _END, _AFTER), "\uf8f3"))
# By a browser's own styles or by many themes'.
_SMALLER = frozenset("code kbd samp small sub sup tt".split())
_NEXT = f"""<x-next a="1" b='2'>{_AFTER}</x-next>"""
_NOSCRIPT = re.compile(r"(</?)noscript(?=[\s/>])", re.I)
_RAW = r"\1noembed"  # an element that is raw text to every parser


@dataclass(frozen=True, slots=True)
class Contained:
    """A text in its surroundings. `around` are the elements around its begin, its end and what follows it.

    `levels` is how many elements are within each other at most, `smaller` how many of these make a text smaller.
    """

    elements: Counter[Element]
    around: tuple[tuple[str, ...] | None, ...]
    levels: int
    smaller: int


def readings(rendered: str, surroundings: Surroundings) -> Iterator[Contained]:
    """What browsers make of a rendered text: by itself, in its surroundings, and there with scripts."""
    yield _contained(rendered, (), scripting=False)
    if surroundings.elements:
        yield _contained(rendered, surroundings.elements, scripting=False)
    yield _contained(rendered, surroundings.elements, scripting=True)


@lru_cache(maxsize=MOST_KNOWN)
def _contained(rendered: str, elements: tuple[str, ...], *, scripting: bool) -> Contained:
    opened = "".join(f"<{tag}>" for tag in elements)
    closed = "".join(f"</{tag}>" for tag in reversed(elements) if tag not in VOID)
    page = f"<body>{opened}{_BEGIN}{rendered.translate(_NO_MARKS)}{_END}{closed}{_NEXT}"
    root = LexborHTMLParser(_NOSCRIPT.sub(_RAW, page) if scripting else page).root
    found: Counter[Element] = Counter()
    around: dict[str, tuple[str, ...]] = {}
    depths: dict[int, tuple[int, int]] = {}  # of each element: all levels, and those that make it smaller
    for node in root.traverse(include_text=True) if root is not None else ():
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            around |= {mark: tuple(_ancestors(node)) for mark in (_BEGIN, _END, _AFTER) if mark in text}
        elif tag[:1].isalpha():
            found[comparable(tag, node.attributes.items())] += 1
            levels, smaller = depths.get(node.parent.mem_id, (0, 0)) if node.parent is not None else (0, 0)
            depths[node.mem_id] = levels + 1, smaller + (tag in _SMALLER)
    most = (max((depth[one] for depth in depths.values()), default=0) for one in (0, 1))
    return Contained(found, tuple(around.get(mark) for mark in (_BEGIN, _END, _AFTER)), *most)


def _ancestors(node: LexborNode) -> Iterator[str]:
    parent = node.parent
    while parent is not None and parent.tag not in (None, "-undef"):
        yield parent.tag or ""
        parent = parent.parent
