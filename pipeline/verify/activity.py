"""What a page does beyond being read: what it loads and sends to, and which of its elements and attributes are code."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
#: How a page names the address that it goes on to by itself (HTML, shared declarative refresh steps).
REFRESH = re.compile(r"""^[\s\d.]*[;,\s]\s*(?:url\s*=\s*|(?!url\s*=))["']?\s*([^\s"'][^"']*)""", re.I)
# What runs, asks for input, covers, hides or leaves the page, or shows another page in this one. Nothing runs in a
# script that is data; names of JavaScript may begin with `x-` (MIME Sniffing, section 4.6), and a map of imports says
# what scripts load.
_ACTIVE = 'base dialog embed form frame iframe meta[http-equiv="refresh"i] object script style'.split()
#: The names of these elements, of which those of a page are counted.
COUNTED = frozenset(name.partition("[")[0] for name in _ACTIVE)
_CODE = frozenset({"script", "style"})
_DATA = re.compile(r".*[/+]json|text/(?:plain|template|x-(?!(?:java|ecma)script).*)", re.I | re.S)
_ATTRIBUTE = re.compile(r"""[\s"'/]([^\s"'<>/=]+)\s*=""")
# Of attributes that are addresses, those that are looked for by their elements; and what a selector can name.
_OF_ELEMENTS = frozenset("action data formaction href poster src srcset".split())
_SELECTED = re.compile(r"[a-z][\w-]*")
_MAY_LEAD = re.compile(r"[/\\.]|script:", re.I)
_IN_NAME = re.compile(r"[\w-]")
_TEMPLATE = re.compile(r"(</?)template\b", re.I)
# A style by which an element covers others, or is seen nowhere, in which an escape may stand for any letter. That of a
# sign is none of these words: so a text is written that stands in a style (`plugin.escapes`).
_COVERING = re.compile(
    r"(?<![\w-])(?:-\w+-)?(?:position|z-index|inset|transform|translate|rotate|scale|zoom|display"
    r"|(?:content-)?visibility|opacity|clip|mask|filter|outline|box-shadow)(?:-\w+)*\s*:"
    r"|(?<![\w-])margin[^:]*:[^;]*-",
    re.I,
)
_ESCAPE = re.compile(r"/\*.*?(?:\*/|\Z)|\\(?:([0-9a-f]{1,6})\s?|(.)|\Z)", re.I | re.S)
#: So those elements are named whose style covers others.
COVERS = "… style"
_ANIMATIONS = "animate,animateMotion,animateTransform,set"


@dataclass(frozen=True, slots=True)
class Activity:
    """`loads` are addresses as written, or from the page's `<base>`; `others` those in attributes that few pages have.

    `elements` are the active ones, by tag, each with a digest of what is written in it, if that is what it does instead
    of what it loads, and those whose style covers others, with that style's; `handlers` are attributes that are code,
    with their elements' tags, such as `<a onclick>`. `tags` are the names of all elements, `twice` the ids that more
    than one has.
    """

    loads: tuple[str, ...]
    others: tuple[str, ...]
    elements: tuple[tuple[str, bytes], ...]
    handlers: frozenset[str]
    tags: frozenset[str]
    twice: frozenset[str]


def activity_of(tree: LexborHTMLParser, text: str, from_base: Callable[[str], str]) -> Activity:
    """What a page does, which is parsed and as it is written."""
    if _TEMPLATE.search(text):
        text = _opened(text)
        tree = LexborHTMLParser(text)
    names = {name.lower() for name in _ATTRIBUTE.findall(text)}
    return Activity(
        tuple(dict.fromkeys(_loads(tree, from_base))),
        tuple(dict.fromkeys(_others(tree, names, from_base))),
        tuple(element.counted for element in _elements(tree)),
        _handlers(tree, names),
        _tags(tree),
        frozenset(name for name, count in Counter(_ids(tree)).items() if count > 1),
    )


def _opened(text: str) -> str:
    """With what is in its templates, too: a script, or a browser (HTML, declarative shadow roots), puts it in."""
    return _TEMPLATE.sub(r"\1span", text)


def address_in(node: LexborNode, name: str) -> str:
    """An address in an element, which in pictures and formulas may be named as XLink has it."""
    return node.attributes.get(name) or node.attributes.get(f"xlink:{name}") or ""


def _loads(tree: LexborHTMLParser, from_base: Callable[[str], str]) -> Iterator[str]:
    for node in tree.css(",".join(f"{tag}[{name}]" for tag, name in _LOADS.items())):
        address = node.attributes.get(_LOADS[node.tag or ""]) or ""
        if node.tag != "link" or not _LOADING_LINKS.isdisjoint((node.attributes.get("rel") or "").lower().split()):
            yield address if node.tag == "base" else from_base(address)
    for node in tree.css("svg script[href]"):
        yield from_base(address_in(node, "href"))
    for node in tree.css("[formaction]"):
        yield from_base(node.attributes.get("formaction") or "")
    for node in tree.css('meta[http-equiv="refresh" i]'):
        yield from map(from_base, REFRESH.findall(node.attributes.get("content") or ""))


def _others(tree: LexborHTMLParser, names: Collection[str], from_base: Callable[[str], str]) -> Iterator[str]:
    for node in tree.css("math[href],math [href]"):
        yield from_base(address_in(node, "href"))
    rare = [name for name in {*names} - _OF_ELEMENTS if _is_address(name) and _SELECTED.fullmatch(name)]
    for node in tree.css(",".join(f"[{name}]" for name in sorted(rare))) if rare else ():
        # Several may stand in one: `ping`, `imagesrcset`. What has none of these is a name, or a word with a colon.
        for part in " ".join(filter(None, map(node.attributes.get, rare))).split():
            if _MAY_LEAD.search(part):
                yield from_base(part.rstrip(","))


@dataclass(frozen=True, slots=True)
class Element:
    """An active element by its tag, with the address that it loads or sends to, or else with all that is written in it.

    Of a dialog these are its attributes: what is in it are words.
    """

    tag: str
    address: str
    written: str

    @property
    def counted(self) -> tuple[str, bytes]:
        """As pages have them: the tag, and a digest of what is written; dialogs are counted only."""
        return self.tag, _digest(self.written) if self.written and self.tag != "dialog" else b""


def _elements(tree: LexborHTMLParser) -> Iterator[Element]:
    for node in tree.css(",".join(_ACTIVE)):
        if node.tag != "script" or not _DATA.fullmatch((node.attributes.get("type") or "").strip()):
            yield _element(node)
    for node in tree.css("[style]"):
        style = node.attributes.get("style") or ""
        if _COVERING.search(_ESCAPE.sub(_letter, style)):
            yield Element(COVERS, "", style)


def _letter(escape: re.Match[str]) -> str:
    """The letter that an escape of a style stands for (CSS Syntax, section 4.3.7); a sign is kept apart."""
    if escape[0].startswith("/"):  # a comment
        return " "
    code, character = escape.groups(default="")
    letter = chr(min(int(code, 16), sys.maxunicode)) if code else character
    return letter if _IN_NAME.fullmatch(letter) else "\0"


def _element(node: LexborNode) -> Element:
    does = _LOADS.get(node.tag or "")
    address = address_in(node, does) if does and "srcdoc" not in node.attributes else ""
    if address:
        return Element(node.tag or "", address, "")
    written = f"{sorted(node.attributes.items(), key=str)} {node.text() if node.tag in _CODE else ''}"
    return Element(node.tag or "", "", written)


def _digest(written: str) -> bytes:
    return blake2b(written.encode(errors="surrogatepass"), digest_size=8).digest()


def elements_in(text: str) -> tuple[Element, ...]:
    """The active elements that a page or a template has."""
    return tuple(_elements(LexborHTMLParser(_opened(text))))


def handlers_in(text: str) -> tuple[Element, ...]:
    """The attributes of a page or a template that are code: `<a onclick>`, with what is written in each."""
    nodes = LexborHTMLParser(_opened(text)).css("*")
    named = ((node, name) for node in nodes for name in node.attributes if _is_code(name, node.tag))
    return tuple(Element(f"<{node.tag} {name}>", "", node.attributes.get(name) or "") for node, name in named)


def tags_in(text: str) -> frozenset[str]:
    """The names of the elements that a page or a template has."""
    return _tags(LexborHTMLParser(text))


def active_in(text: str) -> tuple[str, ...]:
    """The active elements of a piece of a page, and the attributes that are code, as they are named in messages."""
    activity = activity_of(LexborHTMLParser(text), text, str)
    return (*(f"<{tag}>" for tag, _ in activity.elements), *sorted(activity.handlers))


def _tags(tree: LexborHTMLParser) -> frozenset[str]:
    nodes = tree.root.traverse(include_text=False) if tree.root else ()
    return frozenset(node.tag for node in nodes if node.tag and node.tag[0].isalpha())


def _ids(tree: LexborHTMLParser) -> Iterator[str]:
    yield from (node.attributes.get("id") or "" for node in tree.css("[id]"))


def _handlers(tree: LexborHTMLParser, names: Iterable[str]) -> frozenset[str]:
    # Few pages have any, and to ask each attribute of each element takes as long as all else.
    wanted = "*" if any(map(_is_code, names)) else _ANIMATIONS
    return frozenset(
        f"<{node.tag} {name}>" for node in tree.css(wanted) for name in node.attributes if _is_code(name, node.tag)
    )


def _is_code(name: str, tag: str | None = "") -> bool:
    """Whether an attribute is code by its name, without a tag whatever element has it."""
    return attribute_use((tag or "").lower(), {}, name.lower()) is AttributeUse.HANDLER


def _is_address(name: str) -> bool:
    return attribute_use("", {}, name) is AttributeUse.ADDRESS
