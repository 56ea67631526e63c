"""Where a text has marks that are no words: tags, links, emphasis, names of values. Pure.

They are looked for as the notation has them, and read loosely: what marks something is for its parser to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.markup import OPAQUE, VOID, attribute_kind, is_kept
from pipeline.model import Notation
from pipeline.spans import Kind, Piece, pieces_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text that is no words. `role` says what it may be: it opens, closes, does either, or stands alone.

    What opens and closes has the same `name`. A `firm` mark stays one without its partner; others are words then.
    """

    start: int
    end: int
    role: str
    name: str = ""
    kind: str = ""
    firm: bool = False

    @property
    def is_delimiter(self) -> bool:
        """Whether it is a mark that opens or closes by what stands beside it."""
        return self.name[:1] in _DELIMITERS


_TAG = r"""</?[A-Za-z][^\s/<>]*+(?:"[^"]*"|'[^']*'|[^"'<>])*+>"""
_EVERYWHERE = (
    ("comment", r"<!--.*?-->"),
    ("tag", _TAG),
    ("template", r"\{\{.*?\}\}|\{%.*?%\}"),
    ("variable", r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|%[sd](?!\w)|\{\w*\}"),
    ("address", r"""(?:https?://|www\.)[^\s<>()\[\]"'`|]+(?<![.,;:!?*_])"""),
)
_MARKDOWN = (
    ("escape", r"\\[!-/:-@\[-`{-~]"),
    ("code", r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"),
    ("autolink", r"<(?:[a-z][a-z0-9+.-]*:[^\s<>]+|[^\s<>@]+@[^\s<>]+)>"),
    ("footnote", r"\[\^[^\]\s]+\]"),
    ("list", r"\{:[^{}\n]*\}|\{[#.][^{}\n]*\}"),
    (
        "link_end",
        r"""\]\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*+)(?:\s+(?P<quote>["'])(?P<title>.*?)(?P=quote))?\s*\)"""
        r"|\]\[(?!\^)[^\[\]]*\]",
    ),
    ("link_start", r"!?\["),
    ("bracket", r"\]"),
    ("delimiter", r"\*+|_+|~~+|==+"),
)
_RST = (
    ("escape", r"\\."),
    ("code", r"``.+?``(?!`)"),
    ("interpreted", r"(?::(?P<role>[A-Za-z][\w+.:-]*):|_)?`(?P<body>[^`]+)`(?P<after>__?(?!\w)|:[A-Za-z][\w+.:-]*:)?"),
    ("footnote", r"\[(?:\d+|#[\w-]*|\*|[A-Za-z][\w.-]*)\]_(?!\w)"),
    ("variable_name", r"\|(?=[^\s|])[^|\n]*?[^\s|]\|_{0,2}|\|[^\s|]\|_{0,2}"),
    ("delimiter", r"\*+"),
)
_NAME = (("name", r"(?<![\w/`])[A-Za-z0-9](?:[\w.:+-]*[A-Za-z0-9])?__?(?![\w`])"),)


def _scanner(*alternatives: tuple[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in alternatives), re.S)


_PLAIN = _scanner(*_EVERYWHERE)
_SCANNERS: Mapping[Notation, re.Pattern[str]] = {
    Notation.MARKDOWN: _scanner(*_MARKDOWN, *_EVERYWHERE),
    Notation.RST: _scanner(*_RST, *_EVERYWHERE, *_NAME),
}
_KINDS = {
    "code": "code",
    "autolink": "link",
    "address": "link",
    "name": "link",
    "template": "variable",
    "variable": "variable",
    "variable_name": "variable",
}
_KINDS_OF_TAGS = {"a": "link", "img": "image", "b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
_KINDS_OF_DELIMITERS = {"**": "bold", "__": "bold", "*": "italic", "_": "italic"}
# Roles whose text is a name or code, and is not read as words.
_NAMING_ROLES = frozenset("any code doc download kbd literal math numref raw ref samp".split())
_TARGETED = re.compile(r"(?P<words>[^<>]*?)\s*<[^<>]+>", re.S)
_DELIMITERS, _LONGEST_DELIMITER = tuple("*_~="), 3


def marks_of(text: str, notation: Notation) -> Iterator[Mark]:
    """The marks of a text, not in order: what follows a link's words is known before where it begins.

    Neither of what opens and closes need have its partner.
    """
    links: list[Mark] = []  # brackets that are open; what closes none of them is words
    position = 0
    scanner = _SCANNERS.get(notation, _PLAIN)
    while found := scanner.search(text, position):
        (start, position), name = found.span(), found.lastgroup or ""
        match name:
            case "tag":
                tag = next(pieces_of(found[0]))
                end = _end_of_opaque(text, tag, position)
                if end is None:
                    yield from _marks_of_tag(tag, start)
                else:
                    position = end
                    yield Mark(start, end, "alone", kind="code", firm=True)
            case "interpreted":
                yield from _marks_of_role(found)
            case "link_start":
                links.append(Mark(start, position, "open", f"link {start}", "image" if text[start] == "!" else "link"))
            case "bracket" if links:
                links.pop()
            case "link_end" if links:
                yield links[-1]
                yield from _marks_of_link_end(found, links.pop().name)
            case "delimiter":
                yield from _marks_of_delimiter(text, start, position)
            case "escape" | "bracket" | "link_end":
                pass
            case _:
                yield Mark(start, position, "alone", kind=_KINDS.get(name, ""), firm=True)


def _end_of_opaque(text: str, tag: Piece, position: int) -> int | None:
    """Where an element ends whose content is not for translators; None where it is."""
    opaque = tag.tag in OPAQUE or is_kept(tag.tag, tag.attributes)
    if tag.kind is not Kind.START or not opaque or tag.tag in VOID:
        return None
    end = re.compile(rf"</{re.escape(tag.tag)}\s*>", re.I).search(text, position)
    return end and end.end()


def _marks_of_tag(tag: Piece, start: int) -> Iterator[Mark]:
    """A tag, in as many marks as there are words between in its attributes."""
    name, kind = f"<{tag.tag}>", _KINDS_OF_TAGS.get(tag.tag, "")
    if tag.kind is Kind.END:
        yield Mark(start, start + tag.end, "close", name, kind, firm=True)
        return
    prose = [
        value
        for value in tag.values
        if value.quote and value.start < value.end and attribute_kind(tag.tag, tag.attributes, value.name)
    ]
    edges = [0, *(edge for value in prose for edge in (value.start, value.end)), tag.end]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if tag.tag in VOID:
        name += f" {start}"  # its end is the last of its pieces
    for index, (first, last) in enumerate(pieces):
        is_last = index == len(pieces) - 1
        opens = index == 0 and (tag.tag not in VOID or not is_last)
        role = "open" if opens else "close" if tag.tag in VOID and is_last and index else "alone"
        yield Mark(start + first, start + last, role, name, kind, firm=True)


def _marks_of_link_end(found: re.Match[str], name: str) -> Iterator[Mark]:
    """What follows a link's words: its target, and a title with words of its own."""
    start, end = found.span()
    if found["title"]:
        first, last = found.span("title")
        yield Mark(start, first, "alone", firm=True)
        start = last
    yield Mark(start, end, "close", name)


def _marks_of_delimiter(text: str, start: int, end: int) -> Iterator[Mark]:
    mark = text[start:end]
    if len(mark) > _LONGEST_DELIMITER:
        return
    before, after = text[start - 1 : start], text[end : end + 1]
    opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
    if mark[0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    if opens or closes:
        role = "either" if opens and closes else "open" if opens else "close"
        yield Mark(start, end, role, mark, _KINDS_OF_DELIMITERS.get(mark, ""))


def _marks_of_role(found: re.Match[str]) -> Iterator[Mark]:
    """Interpreted text: with a target after its words, or with words alone; what is a name stands alone."""
    (start, end), (first, last) = found.span(), found.span("body")
    targeted = _TARGETED.fullmatch(found["body"])
    is_name = (found["after"] or "").startswith("_") or (found["role"] or "").lower() in _NAMING_ROLES
    if targeted and targeted["words"]:
        last = first + targeted.end("words")
    elif targeted or is_name:
        kind = "link" if found["after"] else "code"
        yield Mark(start, end, "alone", kind=kind, firm=True)
        return
    kind = "link" if targeted else ""
    yield Mark(start, first, "open", f"role {start}", kind)
    yield Mark(last, end, "close", f"role {start}", kind)
