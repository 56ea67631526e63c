"""Puts back, in a finished file, the characters that catalogs brought (`plugin.inert`): as each place has them written.

A text of a page has references, a value one for its quote, a script the escapes of JavaScript, which are JSON's, too, a
style those of CSS. So wherever a template put a text, it is a text there. Which place it is the HTML standard's own
tokenizer tells, after all that templates, filters and plugins have done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from pipeline.markup import AttributeUse, attribute_use
from pipeline.plugin.inert import STAND_INS
from pipeline.spans import Kind, Piece, Value, pieces_of

#: How each character is written at a kind of place; what is not named is written as it is.
_Spelling = Mapping[str, str]
_NAMES = {"<": "lt", ">": "gt", "&": "amp", '"': "quot"}
_TEXT: _Spelling = {character: f"&{_NAMES[character]};" for character in "<>&"}
_DOUBLE: _Spelling = {**_TEXT, '"': "&quot;"}
_SINGLE: _Spelling = {**_TEXT, "'": "&#39;"}
_REFERENCES: _Spelling = {
    character: f"&{_NAMES.get(character, f'#{ord(character)}')};" for character in STAND_INS if character not in "\\$"
}
# A page within a value: its references are undone twice.
_NESTED: _Spelling = {character: f"&amp;{written[1:]}" for character, written in _REFERENCES.items()}
_SCRIPT: _Spelling = {character: f"\\u{ord(character):04x}" for character in STAND_INS}
_STYLE: _Spelling = {character: f"\\{ord(character):x} " for character in STAND_INS}
_PLAIN: _Spelling = {}
_CODE = {"script": _SCRIPT, "style": _STYLE}
_OF_USES: Mapping[AttributeUse | None, _Spelling] = {AttributeUse.STYLE: _STYLE, AttributeUse.MARKUP: _NESTED}
_QUOTED = {'"': _DOUBLE, "'": _SINGLE, "": _REFERENCES}

_SPELLINGS: Mapping[str, _Spelling] = {
    **dict.fromkeys((".json", ".js", ".mjs", ".jsonld", ".geojson", ".webmanifest"), _SCRIPT),
    **dict.fromkeys((".xml", ".atom", ".rss", ".svg", ".xsl", ".opml"), _REFERENCES),
    **dict.fromkeys((".txt", ".md", ".csv", ".ics", ".vcf", ".toml", ".yaml", ".yml"), _PLAIN),
    ".css": _STYLE,
}

# A stand-in as it is, or as what makes JSON, XML or an address of a text writes it: the character, and in which form.
_FORMS: Mapping[str, tuple[str, str]] = {
    form: (character, written)
    for character, stand_in in STAND_INS.items()
    for form, written in (
        (stand_in, ""),
        (f"&#{ord(stand_in)};", ""),
        (f"&#x{ord(stand_in):x};", ""),
        (f"\\u{ord(stand_in):04x}", f"\\u{ord(character):04x}"),
        (quote(stand_in).lower(), f"%{ord(character):02X}"),
    )
}
_FORM = re.compile("|".join(map(re.escape, _FORMS)), re.I)


def page_text(text: str) -> str:
    """A page, or a piece of one, with all characters in their places."""
    if not _FORM.search(text):
        return text
    done: list[str] = []
    for piece in pieces_of(text):
        position, around = piece.start, _TEXT if piece.kind is Kind.TEXT else _REFERENCES
        if piece.kind is Kind.RAW:
            around = _CODE.get(piece.tag, _REFERENCES)
        for value in piece.values:
            written = text[value.start : value.end]
            spelling = _spelling_of(piece, value, written)
            done += [_spelled(text[position : value.start], around), _spelled(written, spelling)]
            position = value.end
        done.append(_spelled(text[position : piece.end], around))
    return "".join(done)


def file_text(text: str, name: str) -> str:
    """The text of a file of this name, which is taken for a page if its suffix says nothing else."""
    spelling = _SPELLINGS.get(PurePosixPath(name).suffix.lower())
    return page_text(text) if spelling is None else _spelled(text, spelling)


def _spelling_of(piece: Piece, value: Value, written: str) -> _Spelling:
    use = attribute_use(piece.tag, piece.attributes, value.name)
    if use is AttributeUse.HANDLER or written.lstrip().lower().startswith("javascript:"):
        return _SCRIPT
    return _OF_USES.get(use) or _QUOTED[value.quote]


def _spelled(text: str, spelling: _Spelling) -> str:
    def spell(found: re.Match[str]) -> str:
        character, written = _FORMS[found[0].lower()]
        return written or spelling.get(character, character)

    return _FORM.sub(spell, text)
