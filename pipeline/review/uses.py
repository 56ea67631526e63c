"""What asks for each message: the segments of documents and of the theme, their words, and whether they may have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pipeline.catalogs.plurals import PluralRule
from pipeline.checks.checker import Rules
from pipeline.checks.pair import Fault
from pipeline.checks.plural import pairs_of
from pipeline.config import THEME_DOMAIN
from pipeline.model import Document, Key, Message, Notation, Segment
from pipeline.notes import kind_in
from pipeline.sources.extract import Extraction
from pipeline.sources.own_texts import COMES_TRANSLATED
from pipeline.surroundings import Place, Surroundings

# Code, tags, references, addresses, placeholders, what has a digit in it, numbers as Romans wrote them; the names of
# standards and registers before a number, of languages such as C++, and formulas such as CO₂.
_NO_WORDS = re.compile(
    r"`[^`]*`|<code\b[^<]*</code>|<[^<>]*>|\]\([^()\s]*\)|&\w+;|https?://\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+|%\(\w+\)\w|\{[^{}]*\}"
    r"|(?<![\w./:+-])[a-zA-Z0-9_./:+-]*\d[a-zA-Z0-9_./:+-]*(?![^\W\d_])|\b[IVXLCDM]{2,}\b"
    r"|\b(?:ISO|IEC|EN|DIN|BS|ANSI|ASTM|IEEE|RFC|ISBN|ISSN|DOI|PMID|CAS|CVE|IBAN|BIC|ICD|ATC)\b[ \u00a0:/-]?(?=[\dA-Z])"
    r"|\b[A-Z][+#]{1,2}(?!\w)|\b[A-Za-z]{0,3}[₀-₉][A-Za-z₀-₉]*"
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")

#: The segments that ask for each message, the first one first.
Uses = Mapping[Key, tuple[Segment, ...]]


@lru_cache(100_000)  # each language asks for each text
def count_words(text: str) -> int:
    """Words of a source text, as translators are paid by."""
    return len(_WORD.findall(text))


def has_words(text: str, names: Iterable[str] = ()) -> bool:
    """Whether there is anything to translate in a text: not in numbers, codes, addresses, and such names."""
    for name in names:
        text = text.replace(name, " ")
    return any(map(str.isalpha, _NO_WORDS.sub(" ", text)))


def as_segment(message: Message, places: tuple[Place, ...] = ()) -> Segment:
    """A message of the theme, as what asks for it."""
    around = Surroundings(places=places)
    kind, context = kind_in(message.extracted), message.msgctxt
    comment = COMES_TRANSLATED if COMES_TRANSLATED in message.extracted else ""
    return Segment(message.msgid, kind, Notation.TEXT, context=context, comment=comment, surroundings=around)


def uses_by_domain(extraction: Extraction) -> Mapping[str, Uses]:
    """The segments that ask for each text, by domain: those that are judged alike once."""
    found: dict[str, dict[Key, dict[object, Segment]]] = defaultdict(lambda: defaultdict(dict))

    def add(domain: str, segment: Segment) -> None:
        way = segment.notation, segment.kind, segment.surroundings
        found[domain][segment.key].setdefault(way, segment)

    for document in extraction.documents:
        for segment in document.texts():
            add(document.domain, segment)
    for message in extraction.theme:
        add(THEME_DOMAIN, as_segment(message, extraction.places.get(message.key, ())))
    return {domain: {key: tuple(segments.values()) for key, segments in uses.items()} for domain, uses in found.items()}


def documents_by_domain(extraction: Extraction) -> Mapping[str, tuple[Document, ...]]:
    """The documents whose texts are in each domain's catalogs, in order."""
    found: dict[str, list[Document]] = defaultdict(list)
    for document in extraction.documents:
        found[document.domain].append(document)
    return {domain: tuple(documents) for domain, documents in found.items()}


def refusals(uses: Iterable[Segment], message: Message, rule: PluralRule | None, rules: Rules) -> Iterator[Fault]:
    """Why a translation, with forms by this plural rule, may not be used, for any of the segments that ask for it."""
    for source, translation in pairs_of(message, rule):
        for use in uses:
            yield from rules.security(source, translation, use.notation, use.kind, use.surroundings)
