"""An honest translator: each word of prose is another one, and all that is no prose stays as it is.

What is prose in an attribute is written down here by hand, from the HTML standard (section 3.2.6.2, translatable
attributes) and WAI-ARIA 1.3 (translatable attributes). Do not import it from `pipeline.markup`: this is its witness.
The standards name a few more that no walker offers, so that a translation may not change them either: `abbr` of `th`,
`download`, `srcdoc`, `style`, `aria-braillelabel` and `aria-brailleroledescription`.
"""

from __future__ import annotations

import re

from pipeline.model import Notation, Segment

#: On every element.
ANYWHERE = """
    alt title placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext
""".split()
#: Start tags with the name of an attribute that is prose on them.
EXAMPLES = [
    *(("span", name) for name in ANYWHERE),
    ('img src="a.svg"', "alt"),
    ('area href="a.html"', "alt"),
    ('input type="image"', "alt"),
    ('a href="a.html"', "title"),
    ("input", "placeholder"),
    ("textarea", "placeholder"),
    ('input type="button"', "value"),
    ('input type="submit"', "value"),
    ('input type="reset"', "value"),
    ("INPUT TYPE=Submit", "value"),
    ("option", "label"),
    ("optgroup", "label"),
    ('track src="a.vtt"', "label"),
    ('meta name="description"', "content"),
    ('META NAME="Summary"', "content"),
]
#: Start tags with the name of an attribute that is data on them.
DATA = [
    ('input type="hidden"', "value"),
    ('input type="text"', "value"),
    ('input type="image"', "value"),
    ("input", "value"),
    ('option label="words"', "value"),
    ('button type="submit"', "value"),
    ("data", "value"),
    ("meter", "value"),
    ('meta name="viewport"', "content"),
    ('meta http-equiv="refresh"', "content"),
    ('meta http-equiv="refresh" name="description"', "content"),
    ("meta", "content"),
    ("span", "label"),
    ("span", "content"),
    ("span", "value"),
    ("span", "style"),
    ("span", "id"),
    ("span", "onclick"),
    ("span", "aria-labelledby"),
    ("span", "aria-hidden"),
    ("input", "type"),
    ("input", "name"),
    ('img alt="words"', "src"),
    ('iframe title="words"', "srcdoc"),
    ('th title="words"', "abbr"),
    ('a title="words"', "download"),
    ("span", "aria-braillelabel"),
    ("span", "aria-brailleroledescription"),
]

_PLACEHOLDER = r"%\(\w+\)[a-z]|\{\w*\}"
_ENTITY = r"&#?\w+;"
_TAG = r"""(?P<tag></?[A-Za-z](?:"[^"]*"|'[^']*'|[^'"<>])*>|\{:?(?=[^{}]*[=.#])[^{}]*\})"""
_CODE = r"<(?P<code>code|kbd|samp|math)\b.*?</(?P=code)>|<!--.*?-->"
#: What is no prose, by notation; a tag, or a list of attributes, may hold some.
_KEPT = {
    Notation.TEXT: rf"{_PLACEHOLDER}|<[^<>]*>|\*\[[^\]]+\]:|{_ENTITY}",
    Notation.HTML: rf"{_CODE}|{_TAG}|{_PLACEHOLDER}|{_ENTITY}",
    Notation.MARKDOWN: rf"(?P<ticks>`+).+?(?P=ticks)|\\.|<https?://[^>]*>|\]\[[^\]]*\]|\[\^[^\]]*\]|\$[^$]+\$"
    rf"|\]\(\S*?(?=[\s)])|https?://\S+|{_CODE}|{_TAG}|{_PLACEHOLDER}|{_ENTITY}",
    Notation.RST: r"``.+?``|:\w+:`[^`]*`|`[^`]*`_{1,2}|\|[^|]*\|_*|\[[^\]]*\]_|\w+_\b|https?://\S+|\\.",
}
_PATTERNS = {notation: re.compile(rf"{kept}|(?P<word>[^\W\d_]+)", re.S) for notation, kept in _KEPT.items()}
_ATTRIBUTE = re.compile(r"""(?P<before>[\s:](?P<name>[\w-]+)\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'>}]+)""")


def translated(segment: Segment) -> str:
    """A segment's text, each word of it changed."""
    return honest(segment.text, segment.notation)


def honest(text: str, notation: Notation) -> str:
    """A text with each word of its prose changed, in attributes, too."""
    return _PATTERNS[notation].sub(_changed, text)


def _changed(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["word"]:
        return other_word(match[0])
    if not found.get("tag"):
        return match[0]
    return _ATTRIBUTE.sub(lambda attribute: _attribute(match[0].lower(), attribute), match[0])


def _attribute(tag: str, attribute: re.Match[str]) -> str:
    name = attribute["name"].lower()
    alike = any(prose == name and _is_like(tag, example) for example, prose in EXAMPLES) and "http-equiv" not in tag
    if name not in ANYWHERE and not alike:
        return attribute[0]
    words = re.compile(rf"{_ENTITY}|[^\W\d_]+")
    return attribute["before"] + words.sub(lambda word: other_word(word[0]), attribute["value"])


def _is_like(tag: str, example: str) -> bool:
    """Whether a tag has the name of an example, and its type or name."""
    name, *attributes = re.sub("[\"']", "", example.lower()).split()
    decisive = {attribute for attribute in attributes if attribute.startswith(("type", "name"))}
    return tag[1:].startswith(name) and decisive <= set(re.sub("[\"'>]", "", tag).split())


def other_word(word: str) -> str:
    """Another word in the place of this one; the name of a character stays."""
    return word if word.startswith("&") else f"ü{word}"
