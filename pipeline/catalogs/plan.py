"""What is to become of the catalogs of one language: all of their texts wait, and nothing is changed yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from pipeline.catalogs.former import Former, heading
from pipeline.catalogs.merge import MergeReport, says_the_same
from pipeline.catalogs.merged import Imported, Merged, merged_catalogs
from pipeline.catalogs.merges import Unseen
from pipeline.catalogs.read import parse_catalog, read_with_bytes
from pipeline.catalogs.store import new_text
from pipeline.catalogs.templates import Template
from pipeline.catalogs.texts import Texts
from pipeline.catalogs.waiting import Waiting
from pipeline.catalogs.write import is_usual_field
from pipeline.config import MEMORY_DOMAIN, Project
from pipeline.model import Catalog, Key, Language, Message

_Seen = TypeVar("_Seen")


@dataclass(frozen=True, slots=True)
class Look(Generic[_Seen]):
    """Who looks at a language's catalogs as they will be, in the process that makes them: at what, and what is told.

    Of messages in use those are kept that are `notable`; `see` is handed catalogs of these alone, in the order of the
    templates, and what it says is handed on.
    """

    notable: Callable[[Message], bool]
    see: Callable[[Language, Sequence[Catalog]], _Seen]


@dataclass(frozen=True, slots=True)
class Plan(Generic[_Seen]):
    """What is to become of a language's catalogs: messages by fate, how many files change, and what was seen.

    `pruned` are the obsolete messages that go for good, each with its file.
    """

    language: Language
    messages: MergeReport
    pruned: tuple[tuple[str, Message], ...]
    files: int
    seen: _Seen


@dataclass(frozen=True, slots=True)
class Planner(Generic[_Seen]):
    """Plans for one language after another, in whatever process. `imported` are translations from elsewhere, by locale.

    With `prune`, messages that were obsolete already are to go. What is `unseen` is to be fuzzy.
    """

    project: Project
    templates: Sequence[Template]
    texts: Texts
    imported: Mapping[str, Imported]
    look: Look[_Seen]
    prune: bool
    unseen: Unseen = field(default_factory=dict)

    def __call__(self, language: Language) -> Plan[_Seen]:
        """Read all catalogs of a language, and have their new texts wait. Raises PipelineError for a malformed one."""
        project, imported = self.project, self.imported.get(language.locale, {})
        former = Former(project, self.templates, language, imported)
        reports, seen = dict[int, MergeReport](), dict[int, Catalog]()
        with Waiting(project, language) as waiting:
            clearing = _Clearing(project, former, self.texts, language, waiting, prune=self.prune)
            unseen = self.unseen.get(language.locale, {})
            for merged in merged_catalogs(project, former, self.texts, language, imported, unseen):
                _keep(project, waiting, merged)
                clearing.note(merged)
                reports[merged.number] = merged.report
                if (notable := self._notable(merged.whole)).messages or merged.number in seen:
                    seen[merged.number] = notable
            pruned = tuple(clearing.clear())
            told = self.look.see(language, [seen[number] for number in sorted(seen)])
            return Plan(language, MergeReport.of_all(reports.values()), pruned, len(waiting), told)

    def _notable(self, catalog: Catalog) -> Catalog:
        messages = (message for message in catalog.messages if not message.obsolete and self.look.notable(message))
        return replace(catalog, messages=tuple(messages), text="")


def _keep(project: Project, waiting: Waiting, merged: Merged) -> None:
    before, whole = merged.before, merged.whole
    if before.held is None or whole != before.found:
        text = new_text(before.path, whole, before.held, project.shown(before.path)).text
        waiting.keep(merged.number, before.path, before.held, text)
    else:
        waiting.drop(merged.number)


class _Clearing:
    """What goes: obsolete messages that are in use elsewhere just the same, and files in which nothing is left.

    It goes when all that comes has come, so that wherever that is broken off each text is in one of them. The memory
    is left alone.
    """

    def __init__(
        self, project: Project, former: Former, texts: Texts, language: Language, waiting: Waiting, *, prune: bool
    ) -> None:
        self._project, self._former, self._texts = project, former, texts
        self._language, self._waiting, self._prune = language, waiting, prune
        # By number: what may go, and what of that was obsolete before; texts of several templates that came just now.
        self._may_go: dict[int, frozenset[Key]] = {}
        self._were_obsolete: dict[int, frozenset[Key]] = {}
        self._came: dict[int, frozenset[Key]] = {}
        # What is in use of the texts that several templates have, in each wording once.
        self._in_use: dict[Key, list[Message]] = defaultdict(list)

    def note(self, merged: Merged) -> None:
        """Take down what may go from a catalog, and what of others is in use in it."""
        number, obsolete = merged.number, [message.key for message in merged.whole.messages if message.obsolete]
        if merged.whole.domain == MEMORY_DOMAIN:
            return
        before = (message.key for message in merged.before.found.messages if self._prune and message.obsolete)
        self._were_obsolete[number] = frozenset(before)
        may_go = (key for key in obsolete if key in self._texts or key in self._were_obsolete[number])
        self._may_go[number] = frozenset(may_go)
        self._came[number] = frozenset(filter(self._texts.is_shared, merged.lacking))
        for message in merged.whole.messages:
            key = message.key
            if not message.obsolete and self._texts.is_shared(key) and key not in merged.lacking:
                known = self._in_use[key]
                if not any(says_the_same(other, message) for other in known):
                    known.append(message)

    def clear(self) -> Iterator[tuple[str, Message]]:
        """Have those texts wait in which something is gone; what was obsolete before and is pruned, with its file."""
        ours = (n for n, wanted in enumerate(self._former.wanted) if wanted.domain in self._former.ours)
        numbers = sorted({*ours, *(number for number, keys in self._may_go.items() if keys)})
        in_use = self._all_in_use(frozenset().union(*(self._may_go[number] for number in numbers)))
        for number in numbers:
            path = self._former.path(self._former.wanted[number].domain)
            held, whole = self._whole(number)
            before = self._were_obsolete[number]
            pruned = [message for message in whole.messages if message.obsolete and message.key in before]
            kept = tuple(
                message
                for message in whole.messages
                if not message.obsolete
                or (
                    message.key not in before
                    and not any(says_the_same(other, message) for other in in_use.get(message.key, ()))
                )
            )
            new = replace(whole, messages=kept)
            if whole.domain in self._former.ours and self._is_left_empty(new):
                self._waiting.keep_removal(number, path, held)
            elif new != whole:
                self._waiting.keep_going(number, path, held, new_text(path, new, None, self._project.shown(path)).text)
            yield from ((self._project.shown(path), message) for message in pruned)

    def _is_left_empty(self, catalog: Catalog) -> bool:
        own_words = {"", heading(self._project, self._language)}
        if catalog.messages or catalog.closing or catalog.comment not in own_words:
            return False
        return all(is_usual_field(name) for name, _ in catalog.headers)

    def _whole(self, number: int) -> tuple[bytes | None, Catalog]:
        """A catalog with all that comes to it: the bytes that its file has until then, if nothing does."""
        domain, locale = self._former.wanted[number].domain, self._language.locale
        path, text = self._former.path(domain), self._waiting.coming_to(number)
        if text is None:
            return read_with_bytes(path, self._project, domain=domain, locale=locale)
        return None, parse_catalog(text, self._project.shown(path), domain=domain, locale=locale)

    def _all_in_use(self, keys: frozenset[Key]) -> Mapping[Key, list[Message]]:
        """The messages in use of these keys; of texts that one template alone has, and that came just now, too."""
        for number, wanted in enumerate(self._former.wanted):
            came = self._came.get(number, frozenset())
            asked = {m.key for m in wanted.messages if m.key in keys}
            asked = {key for key in asked if key in came or not self._texts.is_shared(key)}
            if asked:
                for message in self._whole(number)[1].messages:
                    if not message.obsolete and message.key in asked:
                        self._in_use[message.key].append(message)
        return self._in_use
