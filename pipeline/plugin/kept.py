"""What a theme shows in the source's language, for want of a translation, says so with `lang` and `dir`. Pure.

A template asks for a text and knows not where it will stand: in an attribute, in a script, in a title. So what it asks
for is known by its type as long as it is a value, and between two marks once it is written out; when the page is there,
a `<span>` takes their place where one may stand. Nothing else is marked: an article's own words may be the same.
So it is with digits, which are the language's own where readers see them, and Latin in addresses and scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from pelican.urlwrappers import URLWrapper

from pipeline.characters import has_any, unescape
from pipeline.digits import LATIN_DIGITS, Numerals
from pipeline.markup import ESCAPABLE_RAW_TEXT, RAW_TEXT, VOID
from pipeline.model import Key
from pipeline.sources.walkers.trail import collapse

# Noncharacters: no text has them (Unicode, 23.7), and no filter takes them for anything.
MARKS = _START, _END = "\ufdd0", "\ufdd1"
_FIRST, _LAST = "\ufdea", "\ufdeb"
_NUMERALS = re.compile(f"{_FIRST}([^{_FIRST}{_LAST}<]*){_LAST}")
_INNER = rf"[^{_START}{_END}]"
_MARKED = re.compile(rf"{_START}(\s*)((?!\s){_INNER}(?:{_INNER}*(?!\s){_INNER})?)(\s*){_END}")
# The marks as they are, and as JSON, XML and an address have them that a filter has made of them.
_MARK = re.compile(
    rf"[\ufdd0-\ufdd2{_FIRST}{_LAST}]|\\ufd(?:d[012]|e[ab])|&#(?:6497[678]|6500[23]|xfd(?:d[012]|e[ab]));"
    r"|%(?:25)*EF%(?:25)*B7%(?:25)*(?:9[012]|A[AB])",
    re.I,
)
_ALL_MARKS = (*MARKS, "\ufdd2", _FIRST, _LAST)
_WORD = re.compile(r"[^\W\d_]")
# Where a `<span>` cannot stand, or nothing is for readers.
_TEXT_ONLY = RAW_TEXT | ESCAPABLE_RAW_TEXT
_CLOSED = frozenset("head math option select svg template".split()) | _TEXT_ONLY
# Comments, elements whose content is no markup, and tags.
_MARKUP = re.compile(
    rf"""<!--.*?(?:-->|\Z)|<({"|".join(sorted(_TEXT_ONLY))})\b.*?(?:</\1\s*>|\Z)"""
    r"""|<(/?)([a-z][^\s/<>]*+)((?:"[^"]*"|'[^']*'|[^'"<>])*+)>|<[!?/][^>]*>?""",
    re.I | re.S,
)
_LANGUAGE = re.compile(r"""\slang\s*=|\stranslate\s*=\s*["']?no\b""", re.I)


class Kept(str):
    """A text that is in the source's language, placeholders filled in or not."""

    __slots__ = ()

    def __mod__(self, values: Any) -> Kept:
        return type(self)(str.__mod__(self, values))

    def format(self, *values: Any, **named: Any) -> Kept:  # noqa: D102
        return type(self)(str.format(self, *values, **named))


class KeptMessage(Kept):
    """One that a template has asked for: it is marked within whatever it becomes a part of, as is what is made of it.

    `_('Posted') ~ ' ' ~ date`, `'%s: %s'|format(_('By'), name)`, `_('more')|upper`.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return _marked(self)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __add__(self, other: str) -> str:
        return f"{self}{other}"

    def __radd__(self, other: str) -> str:
        return f"{other}{self}"


def _keeping(name: str) -> Callable[..., KeptMessage]:
    made = getattr(str, name)

    def keep(self: KeptMessage, *given: Any) -> KeptMessage:
        return type(self)(made(self, *given))

    return keep


for _name in "__getitem__ capitalize center expandtabs lower lstrip replace rstrip strip title upper".split():
    setattr(KeptMessage, _name, _keeping(_name))


def kept_in(value: Any, keys: Collection[Key]) -> Any:
    """A setting with its texts marked that are kept: a text, a list, or what has such in it."""
    if isinstance(value, str):
        return Kept(value) if (None, collapse(value)) in keys else value
    if isinstance(value, dict):
        return {name: kept_in(item, keys) for name, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(kept_in(item, keys) for item in value)
    return value


def writing(before: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """What a template's values are written out as (Jinja's `finalize`): a text that is kept stands between marks.

    So does the name of a category, tag or author, and so do digits that may be for a machine. `before` is what a site
    has for the same purpose.
    """

    def write(value: Any) -> Any:
        if isinstance(value, Kept):
            return _marked(value)
        if isinstance(value, URLWrapper) and isinstance(value.name, Kept):
            return _marked(value.name)
        if isinstance(value, Numerals):
            return f"{_FIRST}{value}{_LAST}"
        return before(value) if before is not None else value

    return write


def _marked(text: str) -> str:
    bare = str.__str__(text)
    if "<" in bare or not _WORD.search(bare):
        return bare
    return f"{_START}{without_marks(bare)}{_END}"  # what it has taken in may be kept as well


def mark_kept(page: str, attributes: Callable[[str], str], digits: str = LATIN_DIGITS) -> str:
    """The page with a `<span>` around each text that stands between marks, where it may stand; no mark is left.

    `attributes` gives those of the span by its text; `digits` are those that readers of the page have for numbers.
    """

    def in_span(found: re.Match[str]) -> str:
        return f"{found[1]}<span{attributes(unescape(found[2]))}>{found[2]}</span>{found[3]}"

    own = str.maketrans(LATIN_DIGITS, digits)
    if not _is_marked(page):
        return page
    pieces, position = [], 0
    for start, end in _texts(page):
        text = _NUMERALS.sub(lambda found: found[1].translate(own), page[start:end])
        pieces += [page[position:start], _MARKED.sub(in_span, text)]
        position = end
    return without_marks("".join(pieces) + page[position:])


def without_marks(text: str) -> str:
    """A text without the marks, wherever they have come to."""
    return _MARK.sub("", text) if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    may_be = has_any(text, _ALL_MARKS) or any(sign in text for sign in ("&#", "%", "\\u", "\\U"))
    return may_be and _MARK.search(text) is not None


def _texts(page: str) -> Iterator[tuple[int, int]]:
    """Where the runs of text in a page's body are, but those in an element that has a language of its own."""
    open_tags: list[tuple[str, bool]] = []
    names: Counter[str] = Counter()
    position = 0
    for markup in _MARKUP.finditer(page):
        if open_tags and not open_tags[-1][1] and position < markup.start():
            yield position, markup.start()
        position = markup.end()
        tag = (markup[3] or "").lower()
        if tag and not markup[2]:
            if tag not in VOID and not markup[4].endswith("/"):
                closed = tag in _CLOSED or (tag != "html" and _LANGUAGE.search(markup[4]) is not None)
                open_tags.append((tag, closed or (bool(open_tags) and open_tags[-1][1])))
                names[tag] += 1
        elif names[tag]:
            while (name := open_tags.pop()[0]) != tag:
                names[name] -= 1
            names[tag] -= 1
    if open_tags and not open_tags[-1][1] and position < len(page):
        yield position, len(page)
