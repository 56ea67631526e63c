"""What languages were worth at the last build: as long as neither source nor catalogs have changed it is so again.

A language is known by all that its gate decides by, and by the states of its catalogs' files, which are not read then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import SupportsBytes

import msgspec

from pipeline.cache import recall, remember
from pipeline.filed import Filing
from pipeline.fingerprints import digest, digest_of
from pipeline.model import Language
from pipeline.reads import State, is_as_it_was, state_of
from pipeline.review.alone import alone_in
from pipeline.review.gate import Gate
from pipeline.review.outline import Outline
from pipeline.review.texts import Texts

#: The texts of so many domains are kept together: nobody has all of a large language in memory for it.
_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    """An outline, the states in which the catalogs were that it is of, by their paths, and when that was.

    The texts are kept apart, by the name of that time: those of another one are not of it.
    """

    at: int
    states: dict[str, State]
    outline: Outline


class KeptOutlines:
    """The outlines of a site's languages, of its last build by the same rules: `code` is a digest of these."""

    def __init__(self, gate: Gate, code: str) -> None:
        self._gate, self._common = gate, digest_of((code, gate.project, gate.by_hand, _words_of(gate)))

    def recall(self, language: Language, filing: Filing) -> tuple[Outline, Texts] | None:
        """What a language is worth, its texts in a file; nothing if that has to be found out."""
        key = self._key(language)
        kept = recall(self._name(language), key, _Kept)
        if kept is None or kept.states.keys() != set(self._paths(language)):
            return None
        if not all(is_as_it_was(path, (*state, ""), kept.at) for path, state in kept.states.items()):
            return None
        texts = dict[str, SupportsBytes]()
        for number, domains in self._portions():
            found = recall(f"{self._name(language)} texts {number}", f"{key} {kept.at}", dict[str, bytes])
            if found is None or list(found) != domains:
                return None
            texts |= {domain: filing.put(own) for domain, own in found.items()}
        return kept.outline, Texts(texts).filed(filing)

    def states(self, language: Language) -> dict[str, State | None]:
        """The states of a language's catalogs, for `keep`."""
        return {path: state_of(path) for path in self._paths(language)}

    def keep(
        self, language: Language, outline: Outline, texts: Texts, states: dict[str, State | None], at: int
    ) -> None:
        """Keep an outline of catalogs that were in these states at a time, in nanoseconds, before they were read."""
        # What is in a language alone may be left of a page that is gone, which other files tell (`alone`).
        if outline.unread or any(alone_in(self._gate.extraction, language)):
            return
        name, key = self._name(language), self._key(language)
        for number, domains in self._portions():
            found = {domain: bytes(texts.domains[domain]) for domain in domains}
            remember(f"{name} texts {number}", f"{key} {at}", found, is_of_here=True)
        known = {path: state for path, state in states.items() if state is not None}
        remember(name, key, _Kept(at, known, outline), is_of_here=True)

    def _portions(self) -> Iterator[tuple[int, Sequence[str]]]:
        domains = [template.domain for template in self._gate.extraction.templates]
        for start in range(0, len(domains), _TOGETHER):
            yield start, domains[start : start + _TOGETHER]

    def _name(self, language: Language) -> str:
        return f"outline {self._gate.project.settings_path} {self._gate.project.output} {language.locale}"

    def _key(self, language: Language) -> str:
        standing = self._gate.standing.get(language.locale)
        return digest_of((self._common, language, standing, language.locale in self._gate.standing))

    def _paths(self, language: Language) -> list[str]:
        catalogs = (template.domain for template in self._gate.extraction.templates)
        return [str(self._gate.project.catalog_path(language.locale, domain)) for domain in catalogs]


def _words_of(gate: Gate) -> tuple[str, ...]:
    """Digests of the source's texts, and of what people have decided about its translations."""
    found = gate.extraction
    texts = (found.documents, found.natives, found.theme, found.strays, found.roles, found.lists, found.constants)
    written = msgspec.msgpack.encode(texts, order="deterministic", enc_hook=repr)
    decided = (found.places, found.template_words, gate.policy.approvals, gate.ledger.entries)
    return digest(written), digest_of(decided)
