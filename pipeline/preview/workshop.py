"""Keeps what is known of the site: read, judged and planned, and anew as files change, no more than has to be."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.build import Order, Plan, known_by_hand, published_now, with_texts
from pipeline.catalogs.decisions import ADDRESSES, APPROVALS, WAIVERS
from pipeline.errors import PipelineError, as_one, errors_in
from pipeline.files import bytes_of
from pipeline.model import Language
from pipeline.preview.edited import edited
from pipeline.preview.index import Index
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.unsent import Unsent
from pipeline.review import (
    Assessment,
    Gate,
    RememberingRules,
    assess_all,
    catalog_of,
    code_of_rules,
    remembering_rules,
)
from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import extract

_MANY = 500
#: A moment, in seconds, that nobody minds to wait at the start.
_SOON = 1.0


@dataclass
class Workshop:
    """Keeps the snapshot, and makes the next one when files have changed. `here` is the address of this server.

    Whoever is `told` hears of each new one, and of what is wrong where none can be made: then the last one stays.
    One that begins `with_first` knows one language at first, and all of them when it is told to `complete` them.
    """

    settings_path: Path
    locales: tuple[str, ...]
    here: str
    told: Callable[[Snapshot, PipelineError | None], None] = lambda *_: None
    is_copy: bool = False
    with_first: bool = False
    _is_complete: threading.Event = field(default_factory=threading.Event)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _rules: dict[Language, RememberingRules] = field(default_factory=dict)
    _settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self._read(0, 0)
        self._unsent = Unsent(self.settings_path)
        self._unsent.begin(_texts(self.now))
        #: What keeps the snapshot from being what is on disk now.
        self.error = next(iter(self.now.faults()), None)
        self._soon = time.monotonic() + _SOON

    def complete(self) -> Snapshot:
        """Judge the languages that are not known yet; what is known then. Never raises: what is wrong is told."""
        with self._lock:
            if self.now.coming:
                self._renew(lambda: self._begun_with(self.now, self.now.coming))
                self._unsent.begin(_texts(self.now))
            self._is_complete.set()
            return self.now

    def at_first(self) -> Snapshot:
        """What is known at the start: of a small site, all of it, for that takes no longer than a moment."""
        if self.now.coming:
            self._is_complete.wait(max(0.0, self._soon - time.monotonic()))
        return self.now

    def changed(self) -> list[Path]:
        """The files that translators and reviewers have changed, and not sent when the preview last ended."""
        now = self.now
        return [now.project.catalogs / name for name in self._unsent.changed(_texts(now))]

    def sent(self, paths: Iterable[Path]) -> None:
        """Somebody has downloaded these files, or all that have changed."""
        folder = self.now.project.catalogs
        with self._lock:
            self._unsent.sent((path.relative_to(folder).as_posix() for path in paths), _texts(self.now))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who asks the rules: a parser of Markdown does one thing at a time."""
        with self._lock:
            yield

    def refresh(self, changed: Iterable[Path]) -> Snapshot:
        """Look at what has changed; what is known then. Never raises: what is wrong is told."""
        paths = list(changed)
        with self._lock:
            self._renew(lambda: self._after(self.now, paths))
            if not self.is_copy:
                self._unsent.keep(_texts(self.now))
            return self.now

    def _renew(self, make: Callable[[], Snapshot]) -> None:
        """Put what is made in the place of what was known, and tell of it, or of what keeps it from being made."""
        before = self.now
        try:
            self.now = make()
            error = next(iter(self.now.faults()), None)
        except PipelineError as failure:
            error = failure
        except (Exception, SystemExit) as failure:  # settings are code, and whoever watches goes on
            what = f"the site cannot be read: {type(failure).__name__}: {failure}"
            error = PipelineError(what, path=self.settings_path.name)
        if self.now is not before or error is not None or self.error is not None:
            self.error = error
            self.told(self.now, error)

    def _after(self, before: Snapshot, paths: Collection[Path]) -> Snapshot:
        """What is known when these files have changed."""
        catalogs = [found for path in paths if (found := self._catalog_of(path))]
        ledgers = {before.project.catalogs / name for name in (ADDRESSES, APPROVALS)}.intersection(paths)
        if len(catalogs) + len(ledgers) < len(paths):
            others = [path for path in paths if self._catalog_of(path) is None and path not in ledgers]
            now = self._edited(before) if all(map(self._is_source, others)) else None
            if now is None:
                return self._read(before.revision + 1, before.epoch + 1)
            before = now
        now = self._judged_again(before, catalogs)
        return self._decided_again(now) if ledgers else now

    def _catalog_of(self, path: Path) -> tuple[Language, str] | None:
        """The language and domain of a catalog that was read before; nothing for any other file."""
        for language, assessment in self.now.assessments.items():
            folder = self.now.project.catalogs / language.locale
            is_catalog = path.suffix == ".po" and path.is_relative_to(folder)
            domain = path.relative_to(folder).with_suffix("").as_posix() if is_catalog else ""
            if domain in assessment.catalogs:
                return language, domain
        return None

    def _is_source(self, path: Path) -> bool:
        """Whether a file is among the sources, and no code."""
        project = self.now.project
        is_other = path.is_relative_to(project.catalogs) or path.is_relative_to(project.theme) or path.suffix == ".py"
        return path.is_relative_to(project.content) and path != project.content and not is_other

    def _edited(self, before: Snapshot) -> Snapshot | None:
        """With the sources as they are now, if nothing but texts in them is another; all pages are made anew."""
        settings = load_settings(self.settings_path)
        project = load_project(self.settings_path, settings)
        if project != before.project or published_now(project) != before.gate.standing:
            return None
        extraction = extract(project, settings)
        found = edited(before, extraction, self._rules)
        if found is None:
            return None
        self._settings = {**settings, "SITEURL": self._address(settings)}
        gate, assessments = found
        # Titles stand on others' pages: which is where is decided for all of them.
        plan = Plan(project, "", {}, {}, {})
        now = replace(
            before, edition=before.edition + 1, index=Index(extraction), gate=gate, published=plan, whole=plan
        )
        return self._planned(now, assessments, before.failures)

    def _judged_again(self, before: Snapshot, changed: Iterable[tuple[Language, str]]) -> Snapshot:
        """With these catalogs as they are now. Those that cannot be read stay as they were."""
        assessments, failures = dict(before.assessments), dict(before.failures)
        domains: dict[Language, set[str]] = defaultdict(set)
        for language, domain in changed:
            domains[language].add(domain)
        for language, own in domains.items():
            known = assessments[language]
            if known.unread:  # more of it may be readable now
                return self._judged(before, [language])
            if before.revision % _MANY == 0:  # what rules have said of texts that are long gone
                self._rules[language] = RememberingRules(before.gate.checker)
            catalogs, errors = dict(known.catalogs), list[PipelineError]()
            # Another one may be broken as well, or mended by now.
            for domain in catalogs if language in failures else own:
                try:
                    catalogs[domain] = catalog_of(before.gate.project, language, domain)
                except PipelineError as error:
                    errors += errors_in(error)
            failures.pop(language, None)
            failures |= {language: as_one(errors)} if errors else {}
            # What this server has written itself is known before it is told of.
            others = [own for domain, own in catalogs.items() if own != known.catalogs[domain]]
            if others:
                rules = self._rules[language]
                again = before.gate.assess_again(known, others, rules)
                assessments[language] = again or before.gate.assess(language, catalogs, rules)
        if assessments == before.assessments and _told(failures) == _told(before.failures):
            return before
        return self._planned(before, assessments, failures)

    def _decided_again(self, before: Snapshot) -> Snapshot:
        """With the approvals, and addresses, that people have recorded meanwhile."""
        standing, by_hand = published_now(before.project), known_by_hand(before.project)
        gate = Gate.of(before.project, self._settings, before.extraction, standing, by_hand)
        if any(known.unread for known in before.assessments.values()):
            return self._judged(replace(before, gate=gate), before.assessments)
        assessments = {
            language: gate.assess(language, known.catalogs, self._rules[language])
            for language, known in before.assessments.items()
        }
        return self._planned(replace(before, gate=gate), assessments, before.failures)

    def _read(self, revision: int, epoch: int) -> Snapshot:
        """All of it. Raises PipelineError for faulty settings, and if nothing can be read."""
        settings = load_settings(self.settings_path)
        project = load_project(self.settings_path, settings)
        languages = project.select(self.locales)
        extraction = extract(project, settings)
        gate = Gate.of(project, settings, extraction, published_now(project), known_by_hand(project))
        self._settings = {**settings, "SITEURL": self._address(settings)}
        # Nothing is published here: what was said of the same texts when the preview was last started is right.
        self._rules = remembering_rules(gate, code_of_rules(gate, settings), languages, "live")
        plan = Plan(project, "", {}, {}, {})
        address = str(settings["SITEURL"])
        elsewhere = address if not self.is_copy and self._settings["SITEURL"] != address.rstrip("/") else ""
        empty = Snapshot(
            revision - 1,
            epoch,
            project,
            Index(extraction),
            gate,
            {},
            {},
            plan,
            plan,
            elsewhere=elsewhere,
            is_copy=self.is_copy,
            coming=languages,
        )
        return self._begun_with(empty, languages[:1] if self.with_first and not revision else languages)

    def _begun_with(self, before: Snapshot, languages: Collection[Language]) -> Snapshot:
        """With languages that were not known before; what their rules said is remembered."""
        read = self._judged(before, languages)
        for language in languages:
            self._rules[language].save()
        return read

    def _address(self, settings: Mapping[str, Any]) -> str:
        """SITEURL, so that links which name it lead here."""
        address = str(settings["SITEURL"]).rstrip("/")
        if self.is_copy:
            return address if settings["RELATIVE_URLS"] else self.here
        is_elsewhere = "://" in address and not settings["RELATIVE_URLS"]
        return f"{self.here}{urlsplit(address).path}" if is_elsewhere else address

    def _judged(self, before: Snapshot, languages: Iterable[Language]) -> Snapshot:
        """With these languages' catalogs judged anew."""
        languages = list(languages)
        assessed = assess_all(before.gate, languages, self._rules)
        failures = {known: error for known, error in before.failures.items() if known not in languages}
        failures |= dict(assessed.failures)
        partial = {found.language: found for found in assessed.partial if found.language not in before.assessments}
        found = {**partial, **before.assessments, **{found.language: found for found in assessed.assessments}}
        return self._planned(before, found, failures)

    def _planned(
        self, before: Snapshot, found: Mapping[Language, Assessment], failures: Mapping[Language, PipelineError]
    ) -> Snapshot:
        assessments = {language: found[language] for language in before.project.targets if language in found}
        whole = {
            language: before.complete[language] if before.assessments.get(language) is known else _all_pages(known)
            for language, known in assessments.items()
        }
        return replace(
            before,
            revision=before.revision + 1,
            coming=tuple(language for language in before.coming if language not in assessments),
            rules=dict(self._rules),
            assessments=assessments,
            complete=whole,
            failures=failures,
            published=self._plan(before, before.published, before.assessments, assessments),
            whole=self._plan(before, before.whole, before.complete, whole),
        )

    def _plan(
        self,
        before: Snapshot,
        plan: Plan,
        known: Mapping[Language, Assessment],
        assessments: Mapping[Language, Assessment],
    ) -> Plan:
        """The plan of what languages are worth: that of what was `known` of them, with other texts, if that will do."""
        changed = [language for language in assessments if known.get(language) is not assessments[language]]
        if plan.sites and known.keys() == assessments.keys():
            for language in changed:
                again = with_texts(plan, before.extraction, known[language], assessments[language])
                if again is None:
                    break
                plan = again
            else:
                return plan
        languages = (before.project.source, *assessments)
        order = Order(before.project, self._settings, before.extraction, languages, assessments, {})
        return order.plan({}, languages)


def _texts(now: Snapshot) -> dict[str, str]:
    """The files that translators and reviewers write, by their names below the catalogs' folder."""
    texts = {
        f"{language.locale}/{domain}.po": catalog.text
        for language, assessment in now.assessments.items()
        for domain, catalog in assessment.catalogs.items()
    }
    ledgers = {name: bytes_of(now.project.catalogs / name) for name in (APPROVALS, WAIVERS)}
    return texts | {name: data.decode(errors="surrogateescape") for name, data in ledgers.items() if data is not None}


def _told(failures: Mapping[Language, PipelineError]) -> dict[Language, list[str]]:
    """What is said of failures: two errors are never equal."""
    return {language: list(map(str, errors_in(error))) for language, error in failures.items()}


def _all_pages(assessment: Assessment) -> Assessment:
    """As if all pages of a language were published."""
    return replace(
        assessment, decisions=tuple(replace(page, published=True, blockers=()) for page in assessment.decisions)
    )
