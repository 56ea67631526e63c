"""What asks for each message: the segments of documents and of the theme, their words, and whether they may have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial

from pipeline.catalogs.plurals import PluralRule
from pipeline.catalogs.texts import Texts
from pipeline.checks.checker import Rules
from pipeline.checks.pair import Fault
from pipeline.checks.plural import pairs_of
from pipeline.config import THEME_DOMAIN
from pipeline.lexicon.phrases import MOST_KNOWN
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

#: Of so many domains what asks for their texts is held.
_HELD = 256
#: The segments that ask for each message, the first one first.
Uses = Mapping[Key, tuple[Segment, ...]]


@lru_cache(MOST_KNOWN)  # several ask for each text of a portion
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


class UsesByDomain(Mapping[str, Uses]):
    """The segments that ask for each text, by domain: those that are judged alike once.

    They are found when they are asked for, and those of a portion of the domains are held.
    """

    def __init__(self, extraction: Extraction, documents: Mapping[str, tuple[Document, ...]]) -> None:
        """`documents` are the source's by their domain."""
        self._extraction, self._documents = extraction, documents
        # Nothing of it leads back to it: it goes, with the texts that it has, as soon as nobody holds it.
        self._found = partial(_uses_of, extraction, documents)
        self._held = lru_cache(_HELD)(self._found)

    def __reduce__(self) -> tuple[object, ...]:
        return UsesByDomain, (self._extraction, self._documents)

    def __getitem__(self, domain: str) -> Uses:
        return self._held(domain)

    def __iter__(self) -> Iterator[str]:
        yield from self._documents
        yield THEME_DOMAIN

    def __len__(self) -> int:
        return len(self._documents) + 1

    def texts(self) -> Texts:
        """All texts, and which of them several domains have."""
        return Texts.of(key for domain in self for key in self._found(domain))


def _uses_of(extraction: Extraction, documents: Mapping[str, tuple[Document, ...]], domain: str) -> Uses:
    if domain == THEME_DOMAIN:
        places = extraction.places
        asking = [as_segment(message, places.get(message.key, ())) for message in extraction.theme]
    else:
        asking = [segment for document in documents[domain] for segment in document.texts()]
    found: dict[Key, dict[object, Segment]] = defaultdict(dict)
    for segment in asking:
        way = segment.notation, segment.kind, segment.surroundings
        found[segment.key].setdefault(way, segment)
    return {key: tuple(segments.values()) for key, segments in found.items()}


def refusals(uses: Iterable[Segment], message: Message, rule: PluralRule | None, rules: Rules) -> Iterator[Fault]:
    """Why a translation, with forms by this plural rule, may not be used, for any of the segments that ask for it."""
    for source, translation in pairs_of(message, rule):
        for use in uses:
            yield from rules.security(source, translation, use.notation, use.kind, use.surroundings)
