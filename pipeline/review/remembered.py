"""What rules have said of pairs of texts, so that nobody need ask again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.checks.checker import Rules
from pipeline.checks.pair import Fault
from pipeline.fingerprints import digest
from pipeline.model import Language, Notation
from pipeline.surroundings import NOWHERE, Surroundings


class Store:
    """A file in the user's cache folder with what the rules said for one locale of a project.

    What was written by other rules, or with other settings, which the fingerprint tells, is nothing.
    """

    def __init__(self, settings_path: Path, locale: str, fingerprint: str) -> None:
        self._settings_path, self._locale, self._fingerprint = settings_path, locale, fingerprint
        self._name = f"{settings_path} {locale}"

    def portion(self, label: str) -> Store:
        """A file for a portion of the locale's texts alone."""
        return Store(self._settings_path, f"{self._locale} {label}", self._fingerprint)

    def load(self) -> dict[str, tuple[Fault, ...]]:
        """What is in it, by the digest of what was asked."""
        return recall(self._name, self._fingerprint, dict[str, tuple[Fault, ...]]) or {}

    def save(self, faults: Mapping[str, tuple[Fault, ...]]) -> None:
        """Put this in its place, if there is one."""
        remember(self._name, self._fingerprint, faults)


class RememberingRules:
    """The rules of one locale, asked once for each pair of texts: in this run and, with a store, in the next ones."""

    def __init__(self, rules: Rules, store: Store | None = None) -> None:
        self._rules = rules
        self._store = store
        self._used: dict[str, tuple[Fault, ...]] = {}
        self._news: dict[str, tuple[Fault, ...]] = {}

    def portion(self, label: str) -> RememberingRules:
        """The same rules for a portion of the locale's texts, with what is remembered of these alone."""
        return RememberingRules(self._rules, self._store and self._store.portion(label))

    @cached_property
    def _known(self) -> dict[str, tuple[Fault, ...]]:
        # Looked up by the process that asks: another one may have all languages, and no use for what is known of them.
        return self._store.load() if self._store else {}

    @property
    def has_memory(self) -> bool:
        """Whether anything is known from an earlier run."""
        return bool(self._known)

    def security(
        self, source: str, translation: str, notation: Notation, kind: str, surroundings: Surroundings = NOWHERE
    ) -> tuple[Fault, ...]:
        """Why a translation may not be used."""
        key = _digest_of("security", kind, notation.value, repr(surroundings), source, translation)
        return self._asked(key, lambda: self._rules.security(source, translation, notation, kind, surroundings))

    def remarks(
        self, source: str, translation: str, notation: Notation, kind: str, language: Language
    ) -> tuple[Fault, ...]:
        """What else is wrong with an admissible translation."""
        key = _digest_of("remarks", kind, notation.value, source, translation)
        return self._asked(key, lambda: self._rules.remarks(source, translation, notation, kind, language))

    def _asked(self, key: str, ask: Callable[[], Iterable[Fault]]) -> tuple[Fault, ...]:
        found = self._used.get(key, self._known.get(key))
        if found is None:
            found = self._news[key] = tuple(ask())
        self._used[key] = found
        return found

    def news(self) -> dict[str, tuple[Fault, ...]]:
        """What was found out here since this was last called, for `learn` in another process."""
        news, self._news = self._news, {}
        return news

    def learn(self, news: Mapping[str, tuple[Fault, ...]]) -> None:
        """Take over what another process has found out."""
        self._used.update(news)

    def save(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self._store and self._used.keys() != self._known.keys():
            self._store.save(self._used)


def _digest_of(*key: str) -> str:
    # Who writes two translations must not find such ones that have the same digest: the verdict on one is the other's.
    return digest("\0".join(key).encode())
