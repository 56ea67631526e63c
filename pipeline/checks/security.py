"""What a translation may not contain, whatever the options: the rules that make it inadmissible.

Catalogs are data from strangers. A translation is compared with its source by what a reader's browser
would get: both are rendered in their own kind of block and parsed by an HTML5 parser, and the
translation may use only the elements, attributes and addresses of its source, besides a few harmless
inline tags. An inadmissible translation is treated as untranslated by every build.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.render import Renderer
from pipeline.model import Markup

#: Inline tags that a language may need where the source has none, without attributes.
HARMLESS_TAGS = frozenset("em strong b i sub sup br wbr bdi abbr q span code".split())
#: Attributes that hold prose: their values are translated, their presence is compared.
PROSE_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "placeholder"})

_NAMED_PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]")
_BRACE_PLACEHOLDER = re.compile(r"\{\w*\}")
# Pelican's own links: {static}path, and the older |static|path. They make it read and publish files.
_PELICAN_LINK = re.compile(r"[{|](?:filename|static|attach|category|tag|author|index)[|}]")
_MARKUP_CHARACTERS = re.compile(r"[<>&{}\[\]`*_|\\]|://|\n")
# Embeddings, overrides and isolates (Unicode Standard Annex 9), and tag characters.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")

#: A translation may be this much longer than its source: a factor and a number of characters. Some
#: inline syntax takes the parser quadratic time.
_MAX_GROWTH, _MAX_EXTRA = 10, 1000

_Element = tuple[str, frozenset[tuple[str, str | None]]]


def security_faults(
    source: str, translation: str, markup: Markup, kind: str, renderer: Renderer
) -> Iterator[tuple[str, str]]:
    """Rule and fault for each reason why `translation` may not stand for `source`."""
    if len(translation) > _MAX_GROWTH * len(source) + _MAX_EXTRA:
        yield "size", f"{len(translation)} characters for a source of {len(source)}"
        return
    yield from _character_faults(source, translation)
    yield from _placeholder_faults(source, translation)
    yield from _pelican_link_faults(source, translation)
    if markup is Markup.TEXT and "<" not in source:
        yield from _plain_text_faults(source, translation)
    elif _MARKUP_CHARACTERS.search(translation):
        yield from _markup_faults(source, translation, markup, kind, renderer)
    if kind == "summary" and translation.count('"') > source.count('"'):
        yield "plain-text", 'straight quote " in a summary, which themes put into attributes'


def _character_faults(source: str, translation: str) -> Iterator[tuple[str, str]]:
    extra = Counter(_DIRECTION_CONTROLS.findall(translation)) - Counter(_DIRECTION_CONTROLS.findall(source))
    for character in extra:
        yield "characters", f"invisible control character U+{ord(character):04X}"


def _pelican_link_faults(source: str, translation: str) -> Iterator[tuple[str, str]]:
    extra = Counter(_PELICAN_LINK.findall(translation)) - Counter(_PELICAN_LINK.findall(source))
    for link in extra:
        yield "links", f"{link} is in the translation more often than in the source"


def _placeholder_faults(source: str, translation: str) -> Iterator[tuple[str, str]]:
    for pattern in (_NAMED_PLACEHOLDER, _BRACE_PLACEHOLDER):
        wanted, found = Counter(pattern.findall(source)), Counter(pattern.findall(translation))
        if pattern is _NAMED_PLACEHOLDER or wanted:
            for name in (wanted - found) + (found - wanted):
                yield (
                    "placeholders",
                    f"the placeholder {name} is in the {'source' if name in wanted else 'translation'} only",
                )
    if _NAMED_PLACEHOLDER.search(source):
        rest = _NAMED_PLACEHOLDER.sub("", translation).replace("%%", "")
        if "%" in rest:
            yield "placeholders", "a % that belongs to no placeholder; write %%"


def _plain_text_faults(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """Themes print titles and names as they are, and undo entities in attributes."""
    plain_source, plain = html.unescape(source), html.unescape(translation)
    for character, name in (("<", "<"), (">", ">"), ('"', 'straight quote "'), ("\n", "line break")):
        if plain.count(character) > plain_source.count(character):
            yield "plain-text", f"{name} in a text that is shown as it is"
    if plain != translation and plain_source == source:
        yield "plain-text", "an HTML entity in a text that is shown as it is; write the character itself"


def _markup_faults(
    source: str, translation: str, markup: Markup, kind: str, renderer: Renderer
) -> Iterator[tuple[str, str]]:
    if renderer.is_directive(translation) and not renderer.is_directive(source):
        yield "markup", f"{translation.strip()} is a directive of the parser"
        return
    original = renderer.render(source, markup, kind)
    try:
        translated = renderer.render(translation, markup, kind)
    except RecursionError:
        yield "size", "marks nested more deeply than the parser can follow"
        return
    extra = _elements(translated) - _elements(original)
    for tag, attributes in extra:
        if tag in HARMLESS_TAGS and _harmless(tag, attributes):
            continue
        shown = (name if value is None else f'{name}="{value}"' for name, value in sorted(attributes, key=str))
        yield "markup", f"<{' '.join([tag, *shown])}> is not in the source"
    yield from _unbalanced(_tokens(original), _tokens(translated))


def _harmless(tag: str, attributes: Iterable[tuple[str, str | None]]) -> bool:
    allowed = {"lang", "dir"} if tag in ("span", "bdi", "q") else {"title"} if tag == "abbr" else set()
    return {name for name, _ in attributes} <= allowed


def _elements(fragment: str) -> Counter[_Element]:
    """The elements a browser would make of a fragment, without the prose in their attributes."""
    root = LexborHTMLParser(f"<body>{fragment}</body>").root
    found: Counter[_Element] = Counter()
    for node in root.traverse(include_text=False) if root is not None else ():
        pairs = ((name, None if name in PROSE_ATTRIBUTES else value) for name, value in node.attributes.items())
        found[node.tag or "", frozenset(pairs)] += 1
    return found


def _unbalanced(original: Counter[str], translated: Counter[str]) -> Iterator[tuple[str, str]]:
    """End tags and comments that reach beyond the message, which no tree of elements shows."""
    extra = translated - original
    if extra["<!"]:
        yield "markup", "a comment or declaration that is not in the source"
    for tag in sorted({token.strip("</") for token in extra} - {"!", "br", "wbr", "img"}):
        if extra[f"<{tag}"] != extra[f"</{tag}"]:
            yield "markup", f"<{tag}> and </{tag}> do not match"


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag}"] += 1

    def handle_endtag(self, tag: str) -> None:
        self.found[f"</{tag}"] += 1

    def handle_comment(self, data: str) -> None:
        self.found["<!"] += 1

    def handle_decl(self, decl: str) -> None:
        self.found["<!"] += 1

    def unknown_decl(self, data: str) -> None:
        self.found["<!"] += 1

    def handle_pi(self, data: str) -> None:
        self.found["<!"] += 1


def _tokens(fragment: str) -> Counter[str]:
    tokens = _Tokens()
    tokens.feed(fragment)
    tokens.close()
    return tokens.found
