"""What a translation may not contain, whatever the options: the rules that make it inadmissible.

Catalogs are data from strangers. A translation is compared with its source by what a reader's browser
would get: both are rendered in their own kind of block and parsed by an HTML5 parser, and the
translation may use only the elements, attributes and addresses of its source, besides a few harmless
inline tags. An inadmissible translation is treated as untranslated by every build.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from pipeline.characters import APOSTROPHE, ENDLESS_REFERENCE, unescape
from pipeline.checks.autolinks import autolink_faults
from pipeline.checks.containment import Contained, readings
from pipeline.checks.formulas import formula_faults
from pipeline.checks.hiding import emptied_faults, emptied_part_faults, hiding_faults, may_say_nothing
from pipeline.checks.overlays import overlay_faults
from pipeline.checks.pair import Element, Fault, comparable, fragment_of
from pipeline.checks.placeholders import placeholder_faults
from pipeline.checks.places import place_faults
from pipeline.checks.render import UNREADABLE, Renderer
from pipeline.checks.scripts import disguise_faults
from pipeline.checks.shown_tags import shown_tag_faults
from pipeline.checks.size import too_much
from pipeline.checks.template_marks import engine_faults, template_faults
from pipeline.markup import TolerantParser, is_harmless
from pipeline.model import Notation
from pipeline.surroundings import NOWHERE, Surroundings

# Pelican's own links: {static}path, and the older |static|path. They make it read and publish files.
_PELICAN_LINK = re.compile(r"[{|](?:filename|static|attach|category|tag|author|index)[|}]")
# What is only words in every notation: extensions of Markdown, which sites choose, know marks of all other kinds.
_WORDS_ALONE = re.compile(
    r"(?:[A-Za-z ,;'()]|[^\x00-\x7f\u2024\u3002\uff0e\uff20\uff61]|[.?!](?=\s|$)|[\u3002\uff61](?![a-z0-9]))*"
)
# What an address looks like that no browser reads otherwise: no controls, spaces, backslashes, no user names.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(?:[/?#][^\s\\<>\"'\x00-\x1f]*)?")
_BRACKET = re.compile("[<>]")
# A mark for a note at the foot of a page, which any text of a document may set.
_NOTE = re.compile(r"\[\^[^\[\]\n]+\]")
# What is rendered as nothing but text, in its block or in none.
_TEXT_ALONE = re.compile(r"[^<&]*|\s*<div>\s*<(\w+)>[^<&]*</\1>\s*</div>\s*")
# Embeddings, overrides and isolates (Unicode Standard Annex 9), tag characters, and what is for internal use alone
# (noncharacters; a letter that stands for an apostrophe while a site is built; marks of containment.py, and those of
# catalogs/marks.py, by which a text would claim to be another message). Then what shows nothing where letters
# stand, and no language needs (Default_Ignorable_Code_Point; blanks of hieroglyphs): not the joiners, soft hyphens,
# selectors and marks of direction, which many need.
_UNSEEN = re.compile(
    f"[{APOSTROPHE}\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\uffa0\ufffe\uffff\ue000-\ue002\ue010-\ue019\uf8f0-\uf8f3\U000e0000-\U000e00ff"
    "\u115f\u1160\u17b4\u17b5\u2061-\u2065\u206a-\u206f\u3164\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U00013441\U00013442\U000e01f0-\U000e0fff]"
)

# What Python-Markdown puts in the place of what it keeps aside, without the control characters around it.
_PARSER_MARK = re.compile(r"(?:klzzwxh|wzxhzdk):\d+|zz1337820767766393qq|qq3936677670287331zz")

# Markdown, a theme's `striptags` and a browser undo entities once each; one more for what we have not thought of.
_MOST_UNDONE = 4

#: Elements of a translation may be within each other so many levels deeper than its source's. What makes a text smaller
#: may be so one level more: text that is made smaller again and again cannot be read.
_MOST_LEVELS, _MOST_SMALLER = 16, 1


def security_faults(
    source: str,
    translation: str,
    notation: Notation,
    kind: str,
    renderer: Renderer,
    allowed_hosts: frozenset[str] = frozenset(),
    surroundings: Surroundings = NOWHERE,
) -> Iterator[Fault]:
    """Each reason why `translation` may not stand for `source`."""
    if why := too_much(source, translation):
        yield Fault("size", why)
        return
    if ENDLESS_REFERENCE.search(translation):
        yield Fault("characters", "a character reference with more digits than any character has")
        return
    yield from _character_faults(_undone(source), _undone(translation))
    yield from overlay_faults(_undone(source), _undone(translation))
    yield from template_faults(source, translation)
    yield from _comment_faults(source, translation)
    yield from placeholder_faults(source, translation, notation)
    yield from _pelican_link_faults(source, translation)
    if notation is Notation.TEXT:
        yield from _plain_text_faults(source, translation)
    if notation is Notation.MARKDOWN:
        yield from _note_faults(source, translation)
    # The first reason is the one that is told: it names the template.
    yield from place_faults(source, translation, surroundings.places, allowed_hosts)
    if not _WORDS_ALONE.fullmatch(translation):
        if notation is not Notation.TEXT:
            yield from _markup_faults(source, translation, notation, kind, renderer, allowed_hosts, surroundings)
        elif "<" in source:
            # What a template shows as it is has no links but its source's.
            yield from _markup_faults(source, translation, notation, kind, renderer, frozenset(), surroundings)
        else:
            # A theme may put it through a filter that makes markup of it.
            yield from _markup_faults(source, translation, Notation.MARKDOWN, kind, renderer, allowed_hosts, NOWHERE)
        there, here = (_shown(text, notation, kind, renderer, surroundings.labels) for text in (source, translation))
        # What is escaped is syntax for whatever reads the page as a template.
        yield from template_faults(f"{there}\n{source}", here)
        yield from engine_faults(there, here)
        yield from autolink_faults(f"{there}\n{source}", here, allowed_hosts)
        yield from shown_tag_faults(there, here)
        yield from disguise_faults(there, here)
        yield from emptied_faults(there, here)
    else:
        yield from disguise_faults(source, translation)
        if may_say_nothing(translation):
            yield from emptied_faults(_shown(source, notation, kind, renderer, surroundings.labels), translation)
    # `striptags`, by which themes do it, undoes entities.
    if kind == "summary" and unescape(translation).count('"') > unescape(source).count('"'):
        yield Fault("plain-text", 'straight quote " in a summary, which themes put into attributes')


def _shown(text: str, notation: Notation, kind: str, renderer: Renderer, labels: tuple[str, ...]) -> str:
    """What readers see of a text, and whatever filter a theme puts it through."""
    try:
        return _undone(fragment_of(renderer.render(text, notation, kind, labels)).text)
    except RecursionError:
        return text  # which is told of


def _extra(pattern: re.Pattern[str], source: str, translation: str) -> Iterable[str]:
    """What the translation has more often than its source."""
    found = pattern.findall(translation)
    return Counter(found) - Counter(pattern.findall(source)) if found else ()


def _character_faults(source: str, translation: str) -> Iterator[Fault]:
    for character in _extra(_UNSEEN, source, translation):
        yield Fault("characters", f"the invisible character U+{ord(character):04X}")
    if translation.count("\t") > source.count("\t"):
        yield Fault("characters", "a tab, which ends strings of data that a theme puts a text into (JSON)")
    for mark in _extra(_PARSER_MARK, source, translation):
        yield Fault("characters", f"{mark} is a mark of the parser's own", here=mark)


def _note_faults(source: str, translation: str) -> Iterator[Fault]:
    for note in {*_NOTE.findall(translation)} - {*_NOTE.findall(source)}:
        yield Fault("markup", f"{note} is the mark of another text's note", here=note)


def _comment_faults(source: str, translation: str) -> Iterator[Fault]:
    if translation.count("<!--") > source.count("<!--"):
        yield Fault("markup", "a comment that is not in the source", here="<!--")


def _pelican_link_faults(source: str, translation: str) -> Iterator[Fault]:
    for link in _extra(_PELICAN_LINK, source, translation):
        yield Fault("pelican-links", f"{link} is in the translation more often than in the source")


def _plain_text_faults(source: str, translation: str) -> Iterator[Fault]:
    """Themes print titles and names as they are, and undo entities in attributes, some of them twice.

    Where the source has markup, it is what stands between the tags that is shown.
    """
    is_html = "<" in source
    plain_source, plain = (_undone(fragment_of(text).text if is_html else text) for text in (source, translation))
    for character, name in (("<", "<"), (">", ">"), ('"', 'straight quote "')):
        if plain.count(character) > plain_source.count(character):
            yield Fault("plain-text", f"{name} in a text that is shown as it is")
    if translation.count("\n") > source.count("\n"):
        yield Fault("plain-text", "line break in a text that is shown as it is")
    if not is_html and plain != translation and plain_source == source:
        yield Fault("plain-text", "an HTML entity in a text that is shown as it is; write the character itself")


def _undone(text: str) -> str:
    """A text whose entities are undone, and those that come of it, as often as anything may do so."""
    for _ in range(_MOST_UNDONE if "&" in text else 0):
        text = unescape(text)
    return text


def _markup_faults(
    source: str,
    translation: str,
    notation: Notation,
    kind: str,
    renderer: Renderer,
    allowed_hosts: frozenset[str],
    surroundings: Surroundings,
) -> Iterator[Fault]:
    if renderer.is_directive(translation) and not renderer.is_directive(source):
        yield Fault("markup", f"{translation.strip()} is a directive of the parser")
        return
    original = renderer.render(source, notation, kind, surroundings.labels)
    try:
        translated = renderer.render(translation, notation, kind, surroundings.labels)
    except RecursionError:
        yield Fault("size", "marks nested more deeply than the parser can follow")
        return
    if UNREADABLE in translated and UNREADABLE not in original:
        yield Fault("markup", "it cannot be read: a mark has no partner, or no space or punctuation mark beside it")
        return
    yield from formula_faults(original, translated)
    yield from hiding_faults(fragment_of(original), fragment_of(translated))
    yield from emptied_part_faults(fragment_of(original), fragment_of(translated))
    if _TEXT_ALONE.fullmatch(translated):
        return
    there, here = _tokens(original), _tokens(translated)
    pairs = list(zip(readings(original, surroundings), readings(translated, surroundings), strict=True))
    if any(before.around != after.around for before, after in pairs):
        yield Fault("markup", "a tag that does not end, or that ends what is around the text")
        return
    yield from _depth_faults(pairs)
    # A tree of elements is what a browser makes of it; start tags count too, since which of them a browser drops
    # depends on where on a page the text stands (a cell's own tag, in particular).
    extra = (element for before, after in pairs for element in after.elements - before.elements)
    for tag, attributes in dict.fromkeys((*extra, *(here.starts - there.starts))):
        if is_harmless(tag, (name for name, _ in attributes)):
            if any(name == "dir" for name, _ in attributes) and _turns_letters(translated):
                yield Fault("markup", "dir around what is mostly not written so: it turns words and numbers")
            continue
        if tag == "a" and ((tag, attributes) in there.starts or _leads_to(attributes, allowed_hosts, there.starts)):
            continue  # where the source leads to, a translation may do so once more
        shown = (name if value is None else f'{name}="{value}"' for name, value in sorted(attributes, key=str))
        yield Fault("markup", f"<{' '.join([tag, *shown])}> is not in the source")
    yield from _unbalanced(there.found, here.found)
    yield from _bracket_faults(there, here)


def _bracket_faults(there: _Tokens, here: _Tokens) -> Iterator[Fault]:
    """A parser reads on to the end of a value in an attribute, others do not.

    A browser that runs scripts ends `<noscript>` in the midst of one (HTML, section 13.2.6.2), and what finds tags by a
    pattern, as typogrify does, ends a tag there.
    """
    for bracket in here.brackets - there.brackets:
        yield Fault("plain-text", f"{bracket} in an attribute, where it may end a tag", here=bracket)


def _turns_letters(rendered: str) -> bool:
    """Whether an element has another direction than most letters in it; without any it is not from right to left."""
    for node in LexborHTMLParser(rendered).css("[dir]"):
        direction = (node.attributes.get("dir") or "").strip().lower()
        kinds = Counter(map(unicodedata.bidirectional, node.text()))
        leftward, rightward = kinds["R"] + kinds["AL"] + kinds["AN"], kinds["L"]
        if (direction == "rtl" and leftward <= rightward) or (direction == "ltr" and leftward > rightward):
            return True
    return False


def _depth_faults(pairs: Sequence[tuple[Contained, Contained]]) -> Iterator[Fault]:
    """Elements within each other that are harmless one by one."""
    if any(after.levels > before.levels + _MOST_LEVELS for before, after in pairs):
        yield Fault("size", "elements within each other, many levels deeper than in the source")
    if any(after.smaller > before.smaller + _MOST_SMALLER for before, after in pairs):
        yield Fault("markup", "sub, sup, small or code within each other, deeper than in the source")


def _leads_to(attributes: Iterable[tuple[str, str | None]], hosts: frozenset[str], original: Iterable[Element]) -> bool:
    """Whether a link has nothing but an address at one of these hosts, and what a link of the original has besides."""
    values = dict(attributes)
    address = values.pop("href", None)
    known = (dict(found) for tag, found in original if tag == "a")
    if not address or not _PLAIN_ADDRESS.fullmatch(address):
        return False
    if values and values not in [{name: value for name, value in own.items() if name != "href"} for own in known]:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc in hosts


def _unbalanced(original: Counter[str], translated: Counter[str]) -> Iterator[Fault]:
    """End tags and comments that reach beyond the message, which no tree of elements shows."""
    extra = translated - original
    if extra["<!"]:
        yield Fault("markup", "a comment or declaration that is not in the source")
    for tag in sorted({token.strip("</") for token in extra} - {"!", "br", "wbr", "img"}):
        if extra[f"<{tag}"] != extra[f"</{tag}"]:
            yield Fault("markup", f"<{tag}> and </{tag}> do not match")


class _Tokens(TolerantParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.starts: Counter[Element] = Counter()
        #: The angle brackets in values of attributes.
        self.brackets: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag}"] += 1
        self.starts[comparable(tag, attrs)] += 1
        self.brackets.update(_BRACKET.findall("".join(value or "" for _, value in attrs)))

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


def _tokens(fragment: str) -> _Tokens:
    tokens = _Tokens()
    tokens.feed(fragment)
    tokens.close()
    return tokens
