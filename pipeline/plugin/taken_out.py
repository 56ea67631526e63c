"""Plugins take the text out of a body: they drop its tags, undo its references, and themes print what they get.

So of a body that a reader returns no text becomes a tag or ends a value when that is done: the references of what
would do so are stand-ins (`plugin.inert`) from the beginning, before any plugin sees it, and not only when the body is
shown. All else is left as Pelican and its plugins know it: marks of plugins, code in blocks, formulas.
"""

from __future__ import annotations

import re

from pipeline.characters import unescape
from pipeline.markup import VOID, attribute_kind
from pipeline.plugin.inert import STAND_INS, inert_reference
from pipeline.spans import Kind, Piece, pieces_of

# What is worth looking at: a reference, and a quotation mark before what would be an attribute.
_SUSPECT = re.compile(r"""&(?!amp;(?![#\w])|(?:nbsp|[nm]dash|hellip|[lr][sd]quo);)|["'`][\s/]*[\w:@.-]+\s*=""")
# What a plugin takes for its own mark has quotation marks of its own: [caption id="a" title="b"].
_QUOTE = re.compile(r"""(?P<mark>\[[a-z][\w-]*\s+[\w-]+=[^\[\]]*\])|["'`](?=[\s/]*[\w:@.-]+\s*=)""", re.I)
# Ampersands alone are read by programs that set type: a reference is made of one that a name follows.
_REFERENCE = re.compile(r"&(?!amp;(?![#\w]))#?\w+;?")
# Nobody translates what is in these. In what is a formula by its class, and in a picture, there may be translated words.
_CODE, _PICTURE = frozenset({"pre", "math"}), "svg"
_INLINE_CODE, _QUOTES = frozenset({"code", "kbd", "samp", "tt"}), frozenset("\"'`")
# What begins a tag, another reference, or a value's end when references are undone; a formula's `a &lt; b` does not.
_MARKUP = re.compile(r"""<(?!\s)|&[#\w]|["'`][\s/]*[\w:@.-]+\s*=""")
_FORMULA = re.compile(r"\b(?:arithmatex|formula|katex|math\w*|tex|latex)\b", re.I)


def without_hidden_markup(html: str, *, curled: bool = False) -> str:
    """A body of which nothing is a tag, or ends a value, once its tags are dropped and its references undone.

    Where Pelican is to make typographic quotation marks of the straight ones (TYPOGRIFY), it finds them, but for code.
    """
    if not _SUSPECT.search(html):
        return html
    done: list[str] = []
    position, kept, before = 0, _Kept(), ""
    for piece in pieces_of(html):
        tag, before = before, piece.tag if piece.kind is Kind.START else ""
        is_code, is_formula = kept.holds(piece)
        if is_code or piece.kind not in (Kind.TEXT, Kind.START):
            continue
        if is_formula and piece.kind is Kind.TEXT and not _MARKUP.search(unescape(piece.written)):
            continue
        if piece.kind is Kind.TEXT:
            done += [html[position : piece.start], _text(piece.written, curled=curled and tag not in _INLINE_CODE)]
            position = piece.end
            continue
        for value in piece.values:
            if attribute_kind(piece.tag, piece.attributes, value.name) is not None:
                done += [html[position : value.start], _inert(html[value.start : value.end])]
                position = value.end
    return "".join(done) + html[position:]


def _text(text: str, *, curled: bool) -> str:
    if curled:
        return _REFERENCE.sub(
            lambda found: found[0] if unescape(found[0]) in _QUOTES else inert_reference(found[0]), text
        )
    return _QUOTE.sub(lambda found: found["mark"] or STAND_INS[found[0]], _inert(text))


def _inert(text: str) -> str:
    return _REFERENCE.sub(lambda found: inert_reference(found[0]), text)


class _Kept:
    """Whether a piece is in code, or in a formula or a picture."""

    def __init__(self) -> None:
        self._tag, self._depth = "", 0

    def holds(self, piece: Piece) -> tuple[bool, bool]:
        if not self._depth:
            is_start = piece.kind is Kind.START and piece.tag not in VOID
            if is_start and (piece.tag in {*_CODE, _PICTURE} or _FORMULA.search(piece.attributes.get("class", ""))):
                self._tag, self._depth = piece.tag, 1
            return False, False
        if piece.tag == self._tag:
            self._depth += {Kind.START: 1, Kind.END: -1}.get(piece.kind, 0)
        return self._tag in _CODE, self._tag not in _CODE
