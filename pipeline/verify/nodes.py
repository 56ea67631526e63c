"""Elements of a page, and what holds for them: their language, and whether readers are shown them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

#: Elements whose text belongs to the block around them (HTML, phrasing content).
INLINE = frozenset(
    "-text a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u "
    "var".split()
)
#: Elements that name a section; they are none of its text.
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: The language of what does not say which it is in.
UNNAMED = "none"
# Elements whose content is not shown, or only where something else is not.
_NOT_RENDERED = frozenset(
    {
        "audio",
        "canvas",
        "datalist",
        "defs",
        "desc",
        "dialog",
        "head",
        "iframe",
        "meter",
        "noscript",
        "object",
        "progress",
        "script",
        "style",
        "template",
        "video",
    }
)
_SMALLER = frozenset({"small", "sub", "sup"})
#: So often may a text be made smaller: by a fifth or so each time (HTML, section 15.3.4), and more by some browsers.
_READABLE = 3
_INSIGNIFICANT = re.compile(r"\s+|/\*.*?\*/", re.S)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:[.0]+(?![.\d]*[1-9])|content-visibility:hidden"
)

# What of a style is its language's: texts, the addresses of its own files, its direction and fonts.
_TEXT_OF_STYLE = re.compile(r"""(?P<mark>["'])(?:(?!(?P=mark))[^\\]|\\.)*(?P=mark)|(?<=url\()[^)]*""", re.S | re.I)
_OF_LANGUAGES = re.compile("(?:direction|unicode-bidi|text-align|font-family|background-image):.*|", re.S)

# By these names widely used style sheets (Bootstrap, Tailwind, Foundation, Bulma, WordPress) show nothing to the eye.
_HIDING_CLASSES = frozenset(
    """
    d-none display-none dn element-invisible h-0 hidden hide invisible is-hidden is-invisible is-sr-only offscreen
    opacity-0 print-only scale-0 screen-reader screen-reader-only screen-reader-text show-for-sr sr-only text-hide
    u-hidden uk-hidden visually-hidden visuallyhidden w3-hide
    """.split()
)


@dataclass(frozen=True, slots=True)
class Look:
    """The classes and styles of an element, of those that it is in, and of those of its section.

    `attributes` are the names of all others.
    """

    classes: frozenset[str]
    styles: frozenset[str]
    attributes: frozenset[str]


def language_of(node: LexborNode) -> str:
    """What the nearest `lang` says (HTML, the lang attribute), in small letters: it has no case (RFC 5646).

    An empty one says that the language is not known.
    """
    return next((tag_of(ancestor) or UNNAMED for ancestor in ancestry(node) if "lang" in ancestor.attributes), UNNAMED)


def tag_of(node: LexborNode) -> str:
    """What an element's own `lang` says, in small letters."""
    return (node.attributes.get("lang") or "").lower()


def ancestry(node: LexborNode) -> Iterator[LexborNode]:
    """The node and what it is in, from the inside out."""
    current: LexborNode | None = node
    while current is not None and current.tag not in (None, "-undef"):
        yield current
        current = current.parent


def section_body(element: LexborNode) -> list[LexborNode]:
    """The section's content: what is in the element, or what follows it if it is a heading."""
    if element.tag not in HEADINGS:
        return list(element.iter(include_text=False)) or [element]
    level = int((element.tag or "h6")[1])
    body = []
    node = element.next
    while node is not None:
        if node.tag in HEADINGS and int((node.tag or "h6")[1]) <= level:
            break
        if node.tag != "-text" and node.attributes.get("class") != "footnote":
            body.append(node)
        node = node.next
    return body


def is_shown(node: LexborNode) -> bool:
    """Whether nothing that an element is in hides it, so far as its attributes tell."""
    return not any(_hides(ancestor) for ancestor in ancestry(node))


def _hides(node: LexborNode) -> bool:
    attributes = node.attributes
    style = _INSIGNIFICANT.sub("", attributes.get("style") or "").lower()
    return (
        node.tag in _NOT_RENDERED
        or "hidden" in attributes
        or (attributes.get("aria-hidden") or "").lower() == "true"
        or "inert" in attributes
        or "popover" in attributes
        or _HIDING.search(style) is not None
        or (node.tag == "details" and "open" not in attributes)
    )


def hiding_class(node: LexborNode) -> str:
    """A class of an element, or of one that it is in, by which style sheets commonly hide; nothing if there is none."""
    names = (name for ancestor in ancestry(node) for name in (ancestor.attributes.get("class") or "").lower().split())
    return next((name for name in names if name in _HIDING_CLASSES), "")


def look_of(section: LexborNode) -> Look:
    """By what attributes a style sheet shows a section, or does not."""
    inner = (found for node in section_body(section) for found in node.traverse(include_text=False))
    attributes = [node.attributes for node in (*ancestry(section), *inner)]
    return Look(
        frozenset(name for found in attributes for name in (found.get("class") or "").lower().split()),
        frozenset(_comparable_style(found.get("style") or "") for found in attributes),
        frozenset(name for found in attributes for name in found) - {"class", "style"},
    )


def _comparable_style(style: str) -> str:
    """The declarations of a style, but for what is a language's."""
    declarations = _INSIGNIFICANT.sub("", _TEXT_OF_STYLE.sub("", style)).lower().split(";")
    return ";".join(one for one in declarations if not _OF_LANGUAGES.fullmatch(one))


def visible_text(node: LexborNode) -> str:
    """The text of a node that readers are shown, and can read: what is made smaller again and again they cannot."""
    texts, pending = [], [(node, 0)]
    while pending:
        current, made_smaller = pending.pop()
        if current.tag == "-text":
            texts.append(current.text(deep=False) or "")
        elif not _hides(current):
            made_smaller += current.tag in _SMALLER
            if made_smaller <= _READABLE:
                pending += reversed([(child, made_smaller) for child in current.iter(include_text=True)])
    return "".join(texts)
