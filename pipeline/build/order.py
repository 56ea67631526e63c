"""What is asked of a build, from which its plan is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.build.faulty_pages import Faults
from pipeline.build.plan import Plan, make_plan
from pipeline.catalogs.addresses import Addresses
from pipeline.config import Project
from pipeline.errors import errors_in
from pipeline.model import Language
from pipeline.reports import SiteReport
from pipeline.review import Assessment, Judged
from pipeline.rules import found_unreadable
from pipeline.sources.extract import Extraction


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the languages whose sites are wanted, and all that is known of them before.

    `unreadable` are the reports of those whose catalogs cannot be read, `partial` what is known of these all the same.
    `held` are by locale and source the files of the pages that are published now, below their language's site.
    """

    project: Project
    settings: Mapping[str, Any]
    extraction: Extraction
    languages: tuple[Language, ...]
    assessments: Mapping[Language, Assessment]
    unreadable: Mapping[Language, SiteReport]
    partial: Mapping[Language, Assessment] = field(default_factory=dict)
    held: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ledger: Addresses = field(default_factory=Addresses)

    @classmethod
    def of(
        cls,
        project: Project,
        settings: Mapping[str, Any],
        extraction: Extraction,
        languages: tuple[Language, ...],
        judged: Iterable[Judged[None]],
        ledger: Addresses,
    ) -> Order:
        """What is asked for, where languages have been judged, in part those whose catalogs cannot all be read."""
        assessments, partial, unreadable = {}, {}, {}
        for found in judged:
            language = found.assessment.language
            if found.error is None:
                assessments[language] = found.assessment
                continue
            partial[language] = found.assessment
            problems = tuple(found_unreadable(one, language.locale) for one in errors_in(found.error))
            unreadable[language] = SiteReport(language, problems=problems)
        return cls(project, settings, extraction, languages, assessments, unreadable, partial, ledger=ledger)

    def plan(self, standing: Mapping[str, frozenset[str] | None], wanted: Iterable[Language]) -> Plan:
        """The plan of the `wanted` sites, beside what is known of those that stand (as `make_plan` has it)."""
        base_url = str(self.settings["SITEURL"]).rstrip("/")
        return make_plan(self.project, base_url, self.extraction, self.assessments, standing, wanted, self.held)

    def without(self, faults: Mapping[Language, Faults]) -> Order:
        """The same, with the pages withheld in which there are faults; by language and source."""
        assessments = {
            language: assessment.without(faults.get(language, {})) for language, assessment in self.assessments.items()
        }
        return replace(self, assessments=assessments)

    def also(self, languages: Iterable[Language]) -> Order:
        """The same, with languages that nobody has asked for, those whose catalogs can be read."""
        more = (language for language in languages if language in self.assessments)
        return replace(self, languages=tuple(dict.fromkeys((*self.languages, *more))))

    def readable(self) -> list[Language]:
        """The languages whose catalogs can be read."""
        return [language for language in self.languages if language not in self.unreadable]
