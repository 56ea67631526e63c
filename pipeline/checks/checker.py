"""All that is said about a translation: the rules of security, which decide whether it is used, and the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.checks.facts import fact_faults
from pipeline.checks.language import language_faults
from pipeline.checks.pair import Fault, Pair, fragment_of
from pipeline.checks.render import UNREADABLE, Renderer
from pipeline.checks.same_addresses import as_in_source
from pipeline.checks.scripts import script_faults
from pipeline.checks.security import security_faults
from pipeline.checks.structure import INLINE_MARKUP, structure_faults
from pipeline.checks.wording import wording_faults
from pipeline.model import ADDRESS, Language, Notation, headline
from pipeline.slugs import SlugRules
from pipeline.surroundings import NOWHERE, Surroundings


class Rules(Protocol):
    """Whoever knows what the rules say of a translation."""

    def security(
        self, source: str, translation: str, notation: Notation, kind: str, surroundings: Surroundings = NOWHERE
    ) -> Iterable[Fault]:
        """Why a translation may not be used."""

    def remarks(
        self, source: str, translation: str, notation: Notation, kind: str, language: Language
    ) -> Iterable[Fault]:
        """What else is wrong with an admissible translation."""


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules with what they need to know of a site. It renders each source text once for all locales."""

    renderer: Renderer
    source_language: Language
    invariants: tuple[str, ...] = ()
    allowed_hosts: frozenset[str] = frozenset()
    slugs: SlugRules = field(default_factory=SlugRules)
    #: The beginnings of addresses from the root, of the source language's site and by locale: "" and "/de".
    root: str = ""
    roots: Mapping[str, str] = field(default_factory=dict)

    def security(
        self, source: str, translation: str, notation: Notation, kind: str, surroundings: Surroundings = NOWHERE
    ) -> Iterator[Fault]:
        """Why a translation may not be used."""
        if kind == ADDRESS:
            if fault := self.slugs.fault(translation):
                yield Fault("address", f"“{headline(translation)}” {fault}", source, translation)
            return
        hosts = self.allowed_hosts
        translation = as_in_source(source, translation, self.root, self.roots.values(), self.roots)
        yield from security_faults(source, translation, notation, kind, self.renderer, hosts, surroundings)

    def remarks(
        self, source: str, translation: str, notation: Notation, kind: str, language: Language
    ) -> Iterator[Fault]:
        """What else is wrong with an admissible translation. An address is no prose."""
        if kind == ADDRESS:
            return iter(())
        own = self.roots.get(language.locale)
        texts = source, as_in_source(source, translation, self.root, [own] if own else (), [language.locale])
        if notation is not Notation.HTML and any(map(INLINE_MARKUP.search, texts)):
            texts = self.renderer.render(source, notation, kind), self.renderer.render(texts[1], notation, kind)
            if UNREADABLE in texts[1] and UNREADABLE not in texts[0]:
                return iter(())  # security says so; nothing is left of it that could be compared
        original, translated = map(fragment_of, texts)
        pair = Pair(
            source,
            translation,
            kind,
            notation,
            self.source_language,
            language,
            original,
            translated,
            self.invariants,
        )
        return examine(pair)


def examine(pair: Pair) -> Iterator[Fault]:
    """What is wrong with an admissible translation, each fault once."""
    seen: set[tuple[str, str]] = set()
    for rule in (structure_faults, fact_faults, wording_faults, script_faults, language_faults):
        for fault in rule(pair):
            if (fault.rule, fault.message) not in seen:
                seen.add((fault.rule, fault.message))
                yield fault
