"""Puts back, in a finished file, the characters that catalogs brought (`plugin.inert`): as each place has them written.

A text of a page has references, a value one for its quote, a script the escapes of JavaScript, which are JSON's, too, a
style those of CSS. So wherever a template put a text, it is a text there. Which place it is the HTML standard's own
tokenizer tells, after all that templates, filters and plugins have done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.characters import unescape
from pipeline.markup import AttributeUse, attribute_kind
from pipeline.plugin.forms import FORM, apart, below_root, has_form, in_address, in_json, read
from pipeline.plugin.inert import LEADING, NAMES, PUNCTUATION, REFERENCES, SEPARATORS, STAND_INS
from pipeline.spans import Kind, Piece, Value, pieces_of


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How a kind of place has each stand-in written.

    `decoded` is how it has those that are encoded for an address which a browser decodes before it reads it as code.
    `addresses` are the addresses in code, or the part with the host of one, and `separators` what is written in them
    instead. What is `for_readers` is their text, and what `is_prose` is no part of an address or of code.
    """

    written: Mapping[str, str]
    decoded: Mapping[str, str] | None = None
    addresses: re.Pattern[str] | None = None
    separators: Mapping[str, str] = field(default_factory=dict)
    for_readers: bool = False
    is_prose: bool = False


_Writer = Callable[[str], str]


def _all(character: _Writer, reference: _Writer, punctuation: _Writer = str) -> Mapping[str, str]:
    """The stand-ins for all characters and all references, with what is written for them."""
    return {
        **{stand_in: punctuation(known) for known, stand_in in {**PUNCTUATION, **LEADING}.items()},
        **{stand_in: character(known) for known, stand_in in SEPARATORS.items()},
        **{stand_in: character(known) for known, stand_in in STAND_INS.items()},
        **{stand_in: reference(known) for known, stand_in in REFERENCES.items()},
    }


def _name(character: str) -> str:
    return NAMES.get(character) or f"&#{ord(character)};"


def _named(characters: str) -> _Writer:
    """Writes references for these characters alone."""
    return lambda known: _name(known) if known in characters else known


def _in_script(text: str) -> str:
    return re.sub(r"[^\w#;]|^#", lambda found: f"\\u{ord(found[0]):04x}", text)


def _in_style(text: str) -> str:
    return re.sub(r"\W", lambda found: f"\\{ord(found[0]):x} ", text)


def _of_names(write: _Writer) -> _Writer:
    return lambda known: write(_name(known))


def _but_escaped(write: _Writer) -> _Writer:
    """What `|e` made of a reference is one where a value's references are undone: its ampersand alone is written."""
    return lambda known: write("&") if known == "&" else write(_name(known))


MEANT = _all(str, _name)
_PLAIN = _Spelling(MEANT, is_prose=True)
_TEXT = _Spelling(_all(_named("<>&"), _named("<>&")), for_readers=True, is_prose=True)
# In a section of XML that has no references, those of the page that it may be.
_SECTION = _Spelling(_all(_named("<>&"), _name))
_XML = _Spelling(_all(_named("<>&\"'`="), _name), for_readers=True)
# What some script makes a page of, whatever it takes for its own marks.
_TEMPLATE = _Spelling(_all(_name, _name), for_readers=True)
# In an address a text begins no other part and no encoded character (URL Standard, section 4.1). Question marks,
# slashes and colons separate nothing in a query, where themes put texts.
_IN_QUERY = {
    known[character]: in_address(character)
    for known in (STAND_INS, REFERENCES)
    for character in SEPARATORS
    if character in known
}
# Nor is it a host, or what opens code: browsers take a backslash for a slash (section 4.4).
_IN_PATH = {
    STAND_INS["\\"]: in_address("\\"),
    LEADING["/"]: in_address("/"),
    **{PUNCTUATION[character]: in_address(character) for character in "[]{}"},
}
# Up to the end of a host; there nothing of it is a scheme, a user or a port either.
_IN_HOST = {**_IN_PATH, **{PUNCTUATION[character]: in_address(character) for character in ":@"}}
_HOST = re.compile(r"\A\ufdd2?(?:[\w+.-]*:)?[/\\\s]*[^/?#]*")
# An address in code: a string that begins as one and has a query, and what a style loads. An equals sign is a theme's.
_IN_STRING = re.compile(
    r"""(?P<mark>['"`]|&(?:quot|apos|\#39|\#34);)(?:[a-z][a-z0-9+.-]*+:|\.{0,2}/)[^'"`\s?&]*+\?
    (?:(?!(?P=mark))[^=\n])*+=(?:(?!(?P=mark)).)*+""",
    re.I | re.X,
)
_IN_URL = re.compile(r"""(?:\b(?:url|src|image-set)\(|@import\b)\s*+(?:"[^"]*+|'[^']*+|[^);]*+)""", re.I)
_SCRIPT = _Spelling(_all(_in_script, _of_names(_in_script)), None, _IN_STRING, _IN_QUERY)
_STYLE = _Spelling(_all(_in_style, _of_names(_in_style), _in_style), None, _IN_URL, _IN_QUERY)
_IN_JSON = _SCRIPT.written
# A value's references are undone before it is read.
_HANDLER = _Spelling(_all(_in_script, _in_script), None, _IN_STRING, _IN_QUERY)
_STYLE_VALUE = _Spelling(_all(_in_style, _in_style, _in_style), None, _IN_URL, _IN_QUERY)
_SCRIPT_ADDRESS = _Spelling(
    _HANDLER.written,
    _SCRIPT.written,
    _IN_STRING,
    {stand_in: in_address(written) for stand_in, written in _IN_QUERY.items()},
)
_TEXT_ADDRESS = _Spelling(_all(in_address, in_address))
_PAGE_ADDRESS = _Spelling(
    _all(_of_names(in_address), _but_escaped(in_address)), _all(_of_names(in_address), _of_names(in_address))
)

_ESCAPED_ONCE = str.maketrans({REFERENCES["&"]: "&"})
_USES = {
    AttributeUse.HANDLER: _HANDLER,
    AttributeUse.STYLE: _STYLE_VALUE,
}
_QUOTED = {
    '"': _Spelling(_all(_named('<>&"'), _named('<>&"')), for_readers=True),
    "'": _Spelling(_all(_named("<>&'"), _named("<>&'")), for_readers=True),
    "": _XML,
}
# What reads options splits them at each semicolon, and knows no escape for one.
_NO_SEMICOLON = {PUNCTUATION[";"]: "\uff1b"}
_OPTIONS = {
    quotation: _Spelling({**spelling.written, **_NO_SEMICOLON}, for_readers=True)
    for quotation, spelling in _QUOTED.items()
}
_QUOTED_OPTIONS = _Spelling({**_HANDLER.written, **_NO_SEMICOLON})
_ADDRESSES = {
    quotation: _Spelling({**spelling.written, **_IN_QUERY, **_IN_PATH}, None, _HOST, _IN_HOST, for_readers=True)
    for quotation, spelling in _QUOTED.items()
}
# What a URL's parser passes over (URL Standard, section 4.4).
_PASSED_OVER = re.compile(r"[\t\n\r]|\A[\x00-\x20]+")
_DATA = re.compile(r"data:([^,;]*)", re.I)
#: The media types of scripts and of data in scripts (HTML, section 4.12.1; MIME Sniffing, section 4.6), and of what
#: becomes one.
_OF_SCRIPTS = re.compile(
    r"(?:module|importmap|speculationrules)?|.*(?:javascript|ecmascript|jscript|livescript|mathjax-config"
    r"|babel|jsx|typescript|coffeescript|json)\b.*",
    re.S | re.I,
)
_CDATA = "<![CDATA["
# What a server runs before a browser sees the page, and values that are data in JSON: a list or an object.
_PHP = re.compile(r"<\?(?:php\b|=).*?(?:\?>|\Z)", re.S | re.I)
_SERVER_PAGE = re.compile(r"<%.*?%>", re.S)
_DATA_IN_VALUE = re.compile(r"""\s*(?:\{\s*(?:"[^"]*"|'[^']*'|[\w$-]+)\s*:|\[\s*["'{\[])""")
# Values that are options: `title: 'a', b: 1` is code as data is, in `pos: top; title: a` nothing can be quoted.
_OPTIONS_IN_VALUE = re.compile(r"\s*[\w$-]+\s*:(?!//)")
_QUOTED_OPTION = re.compile(r"""[:=]\s*["'`]""")
# Values that are an expression and no markup: nothing but a string, or one with an operator after it; and strings in
# calls, or behind an operator: `f('a')`, `$count + ' days'`. In words are quotation marks, too: (so), "so", so = 'so'.
_EXPRESSION = re.compile(
    r"""\A\s*(["'`])(?:(?!\1)[^\n])*\1\s*(?:\Z|[+?|])|(?:\A[\w$.]+\s*=|[\w$]\((?:[^()"'`]{0,99},)?|[+]|&&|\|\|)\s*["'`]"""
    r"""|\?\s*(["'`])[^"'`\n]*\2\s*:"""
)
# Quotation marks of a theme's own: of words, or of a string in whatever expression; in a piece of HTML, values have
# them. A text has others there, which readers take for these and no script does.
_QUOTATION_IN_VALUE, _TAG_IN_VALUE = re.compile(r"""(?<!\w)["']|`"""), re.compile("<[a-z/!]", re.I)
_FOR_READERS_ALONE = {
    **{known["'"]: "\u2019" for known in (STAND_INS, REFERENCES)},
    **{known['"']: "\u201d" for known in (STAND_INS, REFERENCES)},
    STAND_INS["`"]: "\uff40",
    STAND_INS["\\"]: "\uff3c",
}
# So it is with a string of code that is written in a text, where engines of browsers find it: `{{ f('') }}`.
_CODE_IN_TEXT = re.compile(r"""(?:\{\{|\[\[|[$\#@]\{|<%|\[%)[^{}\[\]]{0,300}?["'`]""")
_TEXT_IN_CODE = _Spelling({**_TEXT.written, **_FOR_READERS_ALONE}, for_readers=True, is_prose=True)
_IN_QUOTATION_MARKS = {
    quotation: _Spelling({**spelling.written, **_FOR_READERS_ALONE}, for_readers=True)
    for quotation, spelling in _QUOTED.items()
}

_SPELLINGS: Mapping[str, _Spelling] = {
    **dict.fromkeys((".json", ".jsonld", ".geojson", ".json5", ".jsonl", ".ndjson", ".webmanifest", ".map"), _SCRIPT),
    **dict.fromkeys((".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx"), _SCRIPT),
    **dict.fromkeys((".txt", ".md", ".csv", ".ics", ".vcf", ".toml", ".yaml", ".yml"), _PLAIN),
    ".css": _STYLE,
}
_XML_FILES = frozenset((".xml", ".atom", ".rss", ".svg", ".xsl", ".opml"))


def page_text(text: str) -> str:
    """A page, or a piece of one, with all characters in their places."""
    return _text(text) if has_form(text) else text


def file_text(text: str, name: str) -> str:
    """The text of a file of this name, which is taken for a page if its suffix says nothing else."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _SPELLINGS:
        return _spelled(text, _SPELLINGS[suffix])
    return _text(text, is_xml=suffix in _XML_FILES) if has_form(text) else text


def _text(text: str, *, is_xml: bool = False) -> str:
    text = _with_server_code_spelled(text)
    done: list[str] = []
    element: Piece | None = None
    position = 0
    for piece in pieces_of(text, is_xml=is_xml, having=FORM):
        if not FORM.search(text, piece.start, piece.end):
            element = piece
            continue
        done.append(text[position : piece.start])
        position, around = piece.start, _around(piece, element, is_xml)
        for value in piece.values:
            written = text[value.start : value.end]
            use = piece.use_of(value)
            done.append(_spelled(text[position : value.start], around))
            if use is AttributeUse.MARKUP and has_form(written):
                done.append(_page_in_value(written))
            else:
                done.append(_spelled(written, _spelling_of(piece, value, written, use, is_xml=is_xml)))
            position = value.end
        done.append(_spelled(text[position : piece.end], around))
        position, element = piece.end, piece
    return "".join(done) + text[position:]


def _with_server_code_spelled(text: str) -> str:
    def spell(code: re.Match[str]) -> str:
        return _spelled(code[0], _TEMPLATE)

    end = text.rfind("%>") + 2  # what does not end is not looked for again and again
    return _PHP.sub(spell, _SERVER_PAGE.sub(spell, text[:end]) + text[end:])


def _around(piece: Piece, element: Piece | None, is_xml: bool) -> _Spelling:
    """How a piece is written, but for its values; before the content of an element its tag stands."""
    if piece.kind is Kind.TEXT:
        return _XML if is_xml else _TEXT_IN_CODE if _CODE_IN_TEXT.search(piece.written) else _TEXT
    if piece.kind is Kind.RAW and piece.tag == "style":
        return _STYLE
    if piece.kind is Kind.RAW and piece.tag == "script":
        kind = element.attributes.get("type", "") if element is not None else ""
        return _SCRIPT if _OF_SCRIPTS.fullmatch(kind.strip()) else _TEMPLATE
    return _SECTION if is_xml and piece.written.startswith(_CDATA) else _XML


def _page_in_value(written: str) -> str:
    """A page that is a value: it has places of its own, once the value's references are undone.

    What `|e` made of a reference is one then, and all other references are the page's own.
    """
    page = page_text(unescape(written).translate(_ESCAPED_ONCE))
    return re.sub(r"[&\"'`=<>\s]", lambda found: f"&#{ord(found[0])};" if found[0] != "&" else "&amp;", page)


def _spelling_of(piece: Piece, value: Value, written: str, use: AttributeUse | None, *, is_xml: bool) -> _Spelling:
    quotation = "" if is_xml else value.quote
    if use in _USES:
        return _USES[use]
    if attribute_kind(piece.tag, piece.attributes, value.name) is None:
        address = _PASSED_OVER.sub("", unescape(written))
        if address.lower().startswith("javascript:"):
            return _SCRIPT_ADDRESS
        data = _DATA.match(address)
        if use is AttributeUse.ADDRESS and data is not None:
            return _of_media_type(data[1].strip().lower())
        if _DATA_IN_VALUE.match(unescape(written)):
            return _HANDLER
        if use is None and "<" not in written and _EXPRESSION.search(unescape(written)):
            return _HANDLER
        if use is None and piece.tag != "meta" and _OPTIONS_IN_VALUE.match(unescape(written)):
            return _QUOTED_OPTIONS if _QUOTED_OPTION.search(unescape(written)) else _OPTIONS[quotation]
        if use is None and piece.tag != "meta" and _has_quotation(unescape(written)):
            return _IN_QUOTATION_MARKS[quotation]
    return _ADDRESSES[quotation] if use is AttributeUse.ADDRESS else _QUOTED[quotation]


def _has_quotation(value: str) -> bool:
    return _QUOTATION_IN_VALUE.search(value) is not None and not _TAG_IN_VALUE.search(value)


def _of_media_type(name: str) -> _Spelling:
    """How an address is written that is a document itself."""
    if name in ("", "text/plain"):
        return _TEXT_ADDRESS
    return _SCRIPT_ADDRESS if _OF_SCRIPTS.fullmatch(name) else _PAGE_ADDRESS


def _spelled(text: str, spelling: _Spelling) -> str:
    return _with_forms_spelled(text, spelling) if has_form(text) else text


def _with_forms_spelled(text: str, spelling: _Spelling) -> str:
    def separate(found: re.Match[str]) -> str:
        stand_in, encodings = read(found)
        is_read = encodings == 0 or (encodings == 1 and spelling.decoded is not None and not found["encoded"])
        if not is_read or stand_in not in spelling.separators:
            return found[0]
        written = spelling.separators[stand_in]
        return in_json(found, f"{_in_script(written[0])}{written[1:]}") if found["slashes"] else written

    def spell(found: re.Match[str]) -> str:
        stand_in, encodings = read(found)
        if not stand_in:
            return found[0]
        if not encodings:
            return in_json(found, _IN_JSON[stand_in]) if found["slashes"] else spelling.written[stand_in]
        if encodings == 1 and spelling.decoded is not None and not found["encoded"]:
            return spelling.decoded[stand_in]
        meant = in_json(found, _IN_JSON[stand_in]) if found["encoded"] else MEANT[stand_in]
        for _ in range(encodings):
            meant = in_address(meant)
        return meant

    if not spelling.is_prose:
        text = below_root(text, 1 if spelling.decoded is None else 2)
    text = apart(text) if spelling.for_readers else text
    if spelling.addresses is not None:
        text = spelling.addresses.sub(lambda address: FORM.sub(separate, address[0]), text)
    return FORM.sub(spell, text)
