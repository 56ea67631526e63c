"""Plugins take the text out of a body: they drop its tags, undo its references, and themes print what they get.

So of a body that a reader returns no text becomes a tag or ends a value when that is done: the references of what
would do so are stand-ins (`plugin.inert`) from the beginning, before any plugin sees it, and not only when the body is
shown. All else is left as Pelican and its plugins know it: marks of plugins, code in blocks, formulas.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.characters import unescape
from pipeline.markup import VOID, attribute_kind
from pipeline.plugin.inert import STAND_INS, inert_reference
from pipeline.spans import Kind, Piece, pieces_of

# What is worth looking at: a reference, and what would be an attribute behind a quotation mark, which ends a value: one
# with a value of its own, or one that hides by its name alone. Whatever is between would be attributes, too.
_SUSPECT = re.compile(r"&(?!amp;(?![#\w])|(?:nbsp|[nm]dash|hellip|[lr][sd]quo);)")
_ATTRIBUTE = re.compile(r"=|\b(?:hidden|inert|popover)\b", re.I)
_TAG_WITHOUT_WORDS = re.compile(r"<[a-z/!](?:(?!alt|title|aria|placeholder)[^<>])*>", re.I)
# What a plugin takes for its own mark has quotation marks of its own: [caption id="a" title="b"].
_QUOTE = re.compile(r"""(?P<mark>\[[a-z][\w-]*\s+[\w-]+=[^\[\]]*\])|["'`]""", re.I)
# Ampersands alone are read by programs that set type: a reference is made of one that a name follows.
_REFERENCE = re.compile(r"&(?!amp;(?![#\w]))#?\w+;?")
# Nobody translates what is in these. What is a formula by its class, or a picture, may have translated words.
_CODE, _PICTURE = frozenset({"pre", "math"}), "svg"
_INLINE_CODE = frozenset({"code", "kbd", "samp", "tt"})
# What smartypants makes no typographic quotation mark of; it writes others as references, which are undone.
_ESCAPED = re.compile(r"""(?<=\\)["'`]""")
# What begins a tag, or is a reference still, when references are undone; a formula's `a &lt; b` is neither.
_MARKUP = re.compile(r"<(?!\s)|&[#\w]")
_FORMULA = re.compile(r"\b(?:arithmatex|formula|katex|math\w*|tex|latex)\b", re.I)


def without_hidden_markup(html: str, straight: Collection[str] | None = None) -> str:
    """A body of which nothing is a tag, or ends a value, once its tags are dropped and its references undone.

    Where Pelican is to make typographic quotation marks of the straight ones (TYPOGRIFY), it finds them, but for code
    and for elements in which they stay `straight`: names of tags, or None if that is everywhere.
    """
    ends_values = _ATTRIBUTE.search(_TAG_WITHOUT_WORDS.sub("", html)) is not None
    if not ends_values and not _SUSPECT.search(html):
        return html
    done: list[str] = []
    position, kept, uncurled = 0, _Kept(), 0
    for piece in pieces_of(html):
        if straight is not None and (piece.tag in _INLINE_CODE or piece.tag in straight):
            uncurled = max(0, uncurled + {Kind.START: 1, Kind.END: -1}.get(piece.kind, 0))
        is_code, is_formula = kept.holds(piece)
        if is_code or piece.kind not in (Kind.TEXT, Kind.START):
            continue
        if piece.kind is Kind.TEXT:
            written = unescape(piece.written)
            if is_formula and not _MARKUP.search(written) and not (ends_values and _QUOTE.search(written)):
                continue
            curled = straight is not None and not uncurled
            done += [html[position : piece.start], _text(piece.written, curled=curled, ends_values=ends_values)]
            position = piece.end
            continue
        for value in piece.values:
            if attribute_kind(piece.tag, piece.attributes, value.name) is not None:
                written = html[value.start : value.end]
                done += [html[position : value.start], _text(written, curled=False, ends_values=ends_values)]
                position = value.end
    return "".join(done) + html[position:]


def _text(text: str, *, curled: bool, ends_values: bool) -> str:
    if curled:
        text = _REFERENCE.sub(lambda found: found[0] if found[0] == "&quot;" else inert_reference(found[0]), text)
        return _ESCAPED.sub(lambda found: STAND_INS[found[0]], text)
    text = _REFERENCE.sub(lambda found: inert_reference(found[0]), text)
    return _QUOTE.sub(lambda found: found["mark"] or STAND_INS[found[0]], text) if ends_values else text


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
