"""What a built page says, read once: the witness decides by this and the files alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.files import text_of
from pipeline.markup import is_kept
from pipeline.verify.activity import REFRESH, Activity, activity_of, address_in
from pipeline.verify.nodes import (
    INLINE,
    UNNAMED,
    Look,
    ancestry,
    hiding_class,
    is_shown,
    language_of,
    look_of,
    section_body,
    tag_of,
)
from pipeline.verify.outline import Outline

#: Bytes of a sentence's digest: what has the same is compared.
_SIZE = 8
# What is code, or says that it is not for translators, may be the same in all languages.
_UNTRANSLATED = frozenset(
    """
    code head iframe kbd math noembed noframes plaintext pre samp script style svg template textarea xmp
    """.split()
)
# What is struck out is not said.
_STRUCK = frozenset({"del", "s", "strike"})
_LINKS = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "embed": "src",
    "form": "action",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "use": "href",
    "video": "src",
}
_NO_INDEX = re.compile(r"(?<![^\s,])(?:noindex|none)(?![^\s,])", re.I)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+["']([^"']+)["']""", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = 6
# An address is in no language.
_MARK_OF_ADDRESS = frozenset("/@")
_ADDRESS = re.compile(r"\w+://\S+|\bwww\.\S+|\S+@\S+|(?<!\S)[\w.-]*(?:/[\w.-]+){2,}/?(?!\S)")
# Python-Markdown's placeholders for what it puts in at the end, and what docutils says of a source.
_RESIDUE = re.compile(r"[\x02\x03]|(?:klzzwxh|wzxhzdk):\d+|qq3936677670287331zz|zz1337820767766393qq")
_OF_RESIDUE = ("\x02", "\x03", "klzzwxh", "wzxhzdk", "qq3936", "zz1337")
_DOCUTILS = ".system-message, a.problematic, span.problematic"


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a section: its text without code, what of it is in the page's own language, and what is seen.

    `kept` is what is the same in all languages: code, and what says that it is not for translators.
    """

    tag: str
    text: str
    own: str
    seen: str
    kept: str


@dataclass(frozen=True, slots=True)
class Evidence(Outline):
    """One page. `links` are addresses as written, or from its `<base>`.

    `sentences` are digests of the blocks of several words, one after another, by the language that the nearest `lang`
    names; `sections` are the elements of each by id, `looks` what they look like; `residue` is what a parser should
    have replaced.
    """

    dir: str
    classes: frozenset[str]
    links: tuple[str, ...]
    activity: Activity
    is_empty: bool
    sentences: Mapping[str, bytes]
    sections: Mapping[str, tuple[Part, ...]]
    looks: Mapping[str, Look]
    residue: tuple[str, ...]

    @property
    def outline(self) -> Outline:
        """What others have to know of it."""
        return Outline(self.lang, self.ids, self.canonical, self.alternates, self.is_indexed)

    def said_in(self, language: str) -> Iterator[bytes]:
        """The digests of what is said in a language, in order."""
        return _each(self.sentences.get(language, b""))

    @property
    def said(self) -> frozenset[bytes]:
        """The digests of all that is said."""
        return frozenset(one for digests in self.sentences.values() for one in _each(digests))


def digest_of_sentence(text: str) -> bytes:
    """What tells a sentence from others; a page has many, and all pages are looked at together."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_SIZE).digest()


def _each(digests: bytes) -> Iterator[bytes]:
    return (digests[at : at + _SIZE] for at in range(0, len(digests), _SIZE))


def _digests(sentences: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for language, text in sentences:
        found[language] = found.get(language, b"") + digest_of_sentence(text)
    return found


def page_text(path: Path) -> str:
    """A built page as browsers read it: a mark of the byte order at its beginning is no part of it."""
    return text_of(path).removeprefix("\ufeff")


def read_page(text: str, anchors: Iterable[str] = ()) -> Evidence:
    """What a page says, and the sections that have these ids."""
    tree = LexborHTMLParser(text)
    canonical = tree.css_first('head link[rel="canonical"]')
    base = tree.css_first("head base[href]")
    from_base = partial(_joined_to, (base.attributes.get("href") or "").strip()) if base else str
    return Evidence(
        lang=((tree.root.attributes.get("lang") if tree.root else None) or "").lower(),
        dir=((tree.root.attributes.get("dir") if tree.root else None) or "ltr").lower(),
        ids=frozenset(_names(tree)),
        classes=frozenset(
            name for node in tree.css("[class]") for name in (node.attributes.get("class") or "").lower().split()
        ),
        links=tuple(map(from_base, _links(tree))),
        activity=activity_of(tree, text, from_base),
        canonical=(canonical.attributes.get("href") if canonical else None) or "",
        alternates={
            (node.attributes.get("hreflang") or "").lower(): node.attributes.get("href") or ""
            for node in tree.css('head link[rel="alternate"][hreflang]')
        },
        is_empty=not text.strip(),
        is_indexed=bool(text.strip())
        and not any(
            _NO_INDEX.search(node.attributes.get("content") or "") for node in tree.css('head meta[name="robots" i]')
        ),
        sentences=_digests(_sentences(tree)),
        sections={anchor: parts for anchor in anchors if (parts := _parts(tree, anchor))},
        looks={anchor: look_of(node) for anchor in anchors if (node := _section(tree, anchor)) is not None},
        residue=(
            *(dict.fromkeys(_RESIDUE.findall(text)) if any(mark in text for mark in _OF_RESIDUE) else ()),
            *(node.text().strip() for node in tree.css(_DOCUTILS)),
        ),
    )


def _joined_to(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # such as "http://[": no address at all
        return address


def _names(tree: LexborHTMLParser) -> Iterator[str]:
    """What a fragment may name; browsers know the names of anchors, too (HTML, the indicated part)."""
    for node in tree.css("[id],a[name]"):
        yield from filter(None, (node.attributes.get("id"), node.attributes.get("name") if node.tag == "a" else None))


def _section(tree: LexborHTMLParser, anchor: str) -> LexborNode | None:
    return next((node for node in tree.css("[id]") if node.attributes.get("id") == anchor), None)


def _parts(tree: LexborHTMLParser, anchor: str) -> tuple[Part, ...]:
    section = _section(tree, anchor)
    if section is None or tree.root is None:
        return ()
    own, parts = language_of(tree.root), []
    for node in section_body(section):
        texts = [leaf for leaf in node.traverse(include_text=True) if leaf.tag == "-text"]
        leaves = [leaf for leaf in texts if _is_for_readers(leaf)]
        in_own = (leaf for leaf in leaves if language_of(leaf) == own)
        kept = (leaf for leaf in texts if _is_seen(leaf) and not _is_for_readers(leaf))
        seen = filter(_is_seen, leaves)
        parts.append(Part(node.tag or "", _joined(leaves), _joined(in_own), _joined(seen), _joined(kept)))
    return tuple(parts)


def _is_for_readers(leaf: LexborNode) -> bool:
    return not any(node.tag in _UNTRANSLATED or is_kept(node.tag or "", node.attributes) for node in ancestry(leaf))


def _is_seen(leaf: LexborNode) -> bool:
    return is_shown(leaf) and not hiding_class(leaf) and not any(node.tag in _STRUCK for node in ancestry(leaf))


def _joined(leaves: Iterable[LexborNode]) -> str:
    return " ".join(" ".join(leaf.text(deep=False) or "" for leaf in leaves).split())


def links_in(text: str) -> dict[str, None]:
    """The addresses in a page or a piece of one, as written, each once."""
    return dict.fromkeys(_links(LexborHTMLParser(text)))


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(",".join(f"{tag}[{name}]" for tag, name in _LINKS.items())):
        yield address_in(node, _LINKS[node.tag or ""])
    for node in tree.css("img[srcset],source[srcset]"):
        for candidate in (node.attributes.get("srcset") or "").split(","):
            if candidate.strip():
                yield candidate.split()[0]
    for node in tree.css("video[poster]"):
        yield node.attributes.get("poster") or ""
    for node in tree.css('meta[property="og:image"],meta[property="og:url"]'):
        yield node.attributes.get("content") or ""
    for node in tree.css('meta[http-equiv="refresh" i]'):
        yield from REFRESH.findall(node.attributes.get("content") or "")
    for node in tree.css("style"):
        yield from style_links(node.text())
    for node in tree.css("[style]"):
        yield from style_links(node.attributes.get("style") or "")


def style_links(text: str) -> Iterator[str]:
    """What a style sheet refers to (CSS Values, url())."""
    for match in _URL.finditer(_STYLE_COMMENT.sub("", text)):
        address = match[1] or match[2] or match[3] or match[4] or ""
        if not address.startswith("#"):
            yield address.strip()


def sentences_in(text: str) -> dict[bytes, str]:
    """The sentences of a page, by their digests."""
    return {digest_of_sentence(said): said for _, said in _sentences(LexborHTMLParser(text))}


def _sentences(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    blocks: list[list[tuple[str, str]]] = [[]]
    # From the outside in, with what holds for all that is within: the language, and the texts of the block.
    pending = [(tree.root, UNNAMED, blocks[0])] if tree.root else []
    while pending:
        node, language, block = pending.pop()
        if node.tag == "-text":
            text = node.text(deep=False) or ""
            if text.strip():
                block.append((language, text))
            continue
        attributes = node.attributes
        if node.tag in _UNTRANSLATED or is_kept(node.tag or "", attributes):
            continue
        language = tag_of(node) if "lang" in attributes else language
        if node.tag not in INLINE:
            block = []
            blocks.append(block)
        pending += reversed([(child, language, block) for child in node.iter(include_text=True)])
    for block in blocks:
        text = " ".join("".join(part for _, part in block).split())
        if len({tag for tag, _ in block}) == 1 and _is_sentence(text):
            yield block[0][0], text


def _is_sentence(text: str) -> bool:
    """Whether a text has so many words besides its addresses; of a long one nobody counts them all."""
    if not _MARK_OF_ADDRESS.isdisjoint(text) or "www." in text:
        text = _ADDRESS.sub("", text)
    return sum(1 for _ in islice(_WORD.finditer(text), _SENTENCE)) == _SENTENCE
