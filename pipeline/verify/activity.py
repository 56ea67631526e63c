"""What a page does beyond being read: what it loads and sends to, and which of its elements and attributes are code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from pipeline.markup import AttributeUse, attribute_use

# By these attributes elements load what is more than a picture, lead all links elsewhere, or send what is filled in.
_LOADS = {
    "base": "href",
    "embed": "src",
    "form": "action",
    "frame": "src",
    "iframe": "src",
    "link": "href",
    "object": "data",
    "script": "src",
}
_LOADING_LINKS = frozenset("import manifest modulepreload preload stylesheet".split())
#: How a page names the address that it goes on to by itself.
REFRESH = re.compile(r"""[;,\s]\s*url\s*=\s*["']?([^"']+)""", re.I)
# What runs, asks for input, or shows another page in this one. Nothing runs in a script that is data.
_ACTIVE = "base embed form frame iframe object script".split()
_DATA = re.compile(r".*[/+]json|importmap|speculationrules|text/(?:plain|template|x-.*)", re.I | re.S)
_ATTRIBUTE = re.compile(r"""[\s"'/]([^\s"'<>/=]+)\s*=""")


@dataclass(frozen=True, slots=True)
class Activity:
    """`loads` are addresses as written, or from the page's `<base>`; `elements` are numbers of active ones, by tag.

    `handlers` are attributes that are code, with their elements' tags, such as `<a onclick>`.
    """

    loads: tuple[str, ...]
    elements: tuple[tuple[str, int], ...]
    handlers: frozenset[str]


def activity_of(tree: LexborHTMLParser, text: str, from_base: Callable[[str], str]) -> Activity:
    """What a page does, which is parsed and as it is written."""
    loads, elements = dict.fromkeys(_loads(tree, from_base)), Counter(_elements(tree))
    return Activity(tuple(loads), tuple(elements.items()), _handlers(tree, text))


def _loads(tree: LexborHTMLParser, from_base: Callable[[str], str]) -> Iterator[str]:
    for node in tree.css(",".join(f"{tag}[{name}]" for tag, name in _LOADS.items())):
        address = node.attributes.get(_LOADS[node.tag or ""]) or ""
        if node.tag != "link" or not _LOADING_LINKS.isdisjoint((node.attributes.get("rel") or "").lower().split()):
            yield address if node.tag == "base" else from_base(address)
    for node in tree.css("[formaction]"):
        yield from_base(node.attributes.get("formaction") or "")
    for node in tree.css('meta[http-equiv="refresh" i]'):
        yield from map(from_base, REFRESH.findall(node.attributes.get("content") or ""))


def _elements(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(",".join(_ACTIVE)):
        if node.tag != "script" or not _DATA.fullmatch((node.attributes.get("type") or "").strip()):
            yield node.tag or ""


def _handlers(tree: LexborHTMLParser, text: str) -> frozenset[str]:
    # Few pages have any, and to ask each attribute of each element takes as long as all else.
    if not any(map(_is_code, {name.lower() for name in _ATTRIBUTE.findall(text)})):
        return frozenset()
    return frozenset(f"<{node.tag} {name}>" for node in tree.css("*") for name in node.attributes if _is_code(name))


def _is_code(name: str) -> bool:
    """Whether an attribute is code by its name, whatever element has it."""
    return attribute_use("", {}, name) is AttributeUse.HANDLER
