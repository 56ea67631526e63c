"""What languages were worth at the last build: as long as neither source nor catalogs have changed it is so again.

A language is known by all that its gate decides by, and by the states of its catalogs' files, which are not read then.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pipeline.cache import recall, remember
from pipeline.fingerprints import digest, digest_of
from pipeline.model import Language
from pipeline.reads import State, is_as_it_was, state_of
from pipeline.review.alone import alone_in
from pipeline.review.gate import Gate
from pipeline.review.outline import Outline


@dataclass(frozen=True, slots=True)
class _Kept:
    """An outline, the states in which the catalogs were that it is of, by their paths, and when that was."""

    at: int
    states: dict[str, State]
    outline: Outline


class KeptOutlines:
    """The outlines of a site's languages, of its last build by the same rules: `code` is a digest of these."""

    def __init__(self, gate: Gate, code: str) -> None:
        self._gate, self._common = gate, digest_of((code, gate.project, gate.by_hand, _words_of(gate)))

    def recall(self, language: Language) -> Outline | None:
        """What a language is worth; nothing if that has to be found out."""
        kept = recall(self._name(language), self._key(language), _Kept)
        if kept is None or kept.states.keys() != set(self._paths(language)):
            return None
        is_same = all(is_as_it_was(path, (*state, ""), kept.at) for path, state in kept.states.items())
        return kept.outline if is_same else None

    def states(self, language: Language) -> dict[str, State | None]:
        """The states of a language's catalogs, for `keep`."""
        return {path: state_of(path) for path in self._paths(language)}

    def keep(self, language: Language, outline: Outline, states: dict[str, State | None], at: int) -> None:
        """Keep an outline of catalogs that were in these states at a time, in nanoseconds, before they were read."""
        # What is in a language alone may be left of a page that is gone, which other files tell (`alone`).
        if not outline.unread and not any(alone_in(self._gate.extraction, language)):
            known = {path: state for path, state in states.items() if state is not None}
            remember(self._name(language), self._key(language), _Kept(at, known, outline), is_of_here=True)

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
