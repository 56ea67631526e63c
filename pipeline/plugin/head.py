"""What pages and feeds have to say of their language and their versions, put in where nothing else says it. Pure."""

from __future__ import annotations

import re

from pipeline.model import Language

_HTML = re.compile(r"<!--.*?(?:-->|\Z)|(<html\b[^<>]*>)", re.I | re.S)
_DOCTYPE = re.compile(r"\ufeff?(?:\s|<!--.*?-->)*<!doctype\b[^>]*>\s*", re.I | re.S)
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)"""
_ALTERNATE = re.compile(r"[ \t]*<link\b(?=[^>]*\shreflang\b)(?![^>]*\btype\s*=[^>]*xml)[^>]*>\n?", re.I)
_CANONICAL = re.compile(r"""<link\b[^>]*\srel\s*=\s*["']?canonical\b""", re.I)
_FRAGMENT = re.compile(r"""(\shref=["'])#""")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
# A head ends at its end tag or, where that is left out (HTML, optional tags), before the body or after the title.
_HEAD = re.compile(r"<head\b[^>]*>", re.I)
# What may stand in a head; its tags as parsers read them, which end an attribute where a quotation mark of a text does.
# A `<noscript>` may, too, but one with a picture ends the head where nothing runs (HTML, "in head noscript").
_ATTRIBUTES = r"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+|=)*+>"""
_OF_HEAD = re.compile(
    r"\s*(?:<!--.*?-->|<!\[[^>]*>|<(script|style|title|template)\b.*?</\1\s*>"
    rf"|<(?:base|link|meta)(?=[\s/>]){_ATTRIBUTES}(?:</(?:base|link|meta)>)?)",
    re.I | re.S,
)
_ENDS = (re.compile(r"(?=</head\s*>)", re.I), re.compile(r"(?=<body\b)", re.I), re.compile(r"(?<=</title>)\n?", re.I))


def name_language(text: str, language: Language) -> str:
    """The page with the language's own `lang` and `dir` on its `<html>`."""
    element = next((found for found in _HTML.finditer(text) if found[1]), None)
    if element is None:
        # The start tag may be left out (HTML, optional tags).
        begins = _DOCTYPE.match(text)
        return text if begins is None else name_language(f"{begins[0]}<html>{text[begins.end() :]}", language)
    tag = element[0]
    for name, value in (("lang", language.tag), ("dir", language.dir)):
        wanted = f' {name}="{value}"'
        attribute = re.compile(_ATTRIBUTE.format(name), re.I)
        if attribute.search(tag):
            tag = attribute.sub(wanted, tag, count=1)
        elif wanted != ' dir="ltr"':
            tag = f"{tag[:5]}{wanted}{tag[5:]}"
    return text[: element.start()] + tag + text[element.end() :]


def name_language_of_entry(text: str, link: str, language: Language) -> str:
    """A feed's text in a `<div>` of its language: feeds have no direction; its `#fragments` are the page's."""
    text = _FRAGMENT.sub(lambda found: f"{found[1]}{link}#", text)
    return f'<div lang="{language.tag}" dir="{language.dir}">{text}</div>'


def add_links(text: str, canonical: str, alternates: str) -> str:
    """The page with these `<link>` elements at the end of its head, or before what ends it.

    An address of its own that it names stays; versions that it names give way: they are never all of them.
    """
    end = next((found.end() for pattern in _ENDS if (found := pattern.search(text))), None)
    if end is None:
        return text
    place = min(end, _end_of_head(text) or end)
    head, more = text[:place], text[place:end]
    if alternates and alternates not in head:
        head, more = (_ALTERNATE.sub("", part) for part in (head, more))
    else:
        alternates = ""
    names_itself = _CANONICAL.search(_COMMENT.sub("", text[:end]))
    return "".join((head, "" if names_itself else canonical, alternates, more, text[end:]))


def _end_of_head(text: str) -> int:
    """Where the first thing begins that a head does not have: for a parser the rest is in the body. 0 if no head is."""
    head = _HEAD.search(text)
    end = head.end() if head else 0
    while head and (part := _OF_HEAD.match(text, end)):
        end = part.end()
    return end + 1 if text[end : end + 1] == "\n" else end
