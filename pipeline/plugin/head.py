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
    """The page with these `<link>` elements at the end of its head.

    An address of its own that it names stays; versions that it names give way: they are never all of them.
    """
    end = next((found.end() for pattern in _ENDS if (found := pattern.search(text))), None)
    if end is None:
        return text
    head, rest = text[:end], text[end:]
    named = not alternates or alternates in head
    parts = [
        head if named else _ALTERNATE.sub("", head),
        "" if _CANONICAL.search(_COMMENT.sub("", head)) else canonical,
        "" if named else alternates,
        rest,
    ]
    return "".join(parts)
