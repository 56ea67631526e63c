"""The state of a whole site: what is translated, what is published, what is wrong. Changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sysconfig import get_path
from typing import Any

import pipeline
from pipeline.catalogs.merges import unseen_texts
from pipeline.catalogs.templates import current_templates, lagging_templates
from pipeline.catalogs.waivers import read_waivers
from pipeline.checks.checker import Rules
from pipeline.checks.glossary import Term, read_glossary
from pipeline.clock import now
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError, as_one, errors_in
from pipeline.fingerprints import fingerprint, own_files
from pipeline.model import Catalog, Finding, Language, Severity
from pipeline.review.assessment import Assessment
from pipeline.review.each import judge_each
from pipeline.review.gate import Gate, Standing
from pipeline.review.judgement import Judgement
from pipeline.review.losses import losses
from pipeline.review.outline import Outline
from pipeline.review.remarks import Inspection, Inspector, ask_all
from pipeline.review.remembered import RememberingRules, Store
from pipeline.review.slugs import address_findings
from pipeline.review.source_findings import source_findings
from pipeline.review.texts import Texts
from pipeline.review.unread import unread_findings
from pipeline.rules import found, found_unread, found_unreadable, require_rules, weighed
from pipeline.sources.extract import Extraction

_SETTINGS_OF_RULES = """
    MARKDOWN GETTEXT DEFAULT_LANG ROLES SITEURL SLUG_REGEX_SUBSTITUTIONS SLUGIFY_PRESERVE_CASE SLUGIFY_USE_UNICODE
""".split()
# Libraries that rules ask, some only when they meet a word or a sign: known by their first file.
_LIBRARIES_OF_RULES = ("babel", "docutils", "ftfy", "markdown", "num2words", "py3langid", "pymdownx", "selectolax")
_OURS = Path(pipeline.__file__).parent
_LASTING = (f"{_OURS}{os.sep}", f"{get_path('stdlib')}{os.sep}")
_PACKAGES = tuple(f"{os.sep}{name}{os.sep}" for name in ("site-packages", "dist-packages"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: each locale, as far as its catalogs could be read, each failure, and the source's own faults.

    `faults` are the sources that could not be read, `remarks` what the rules say of translations that may be used,
    `severities` the site's own.
    """

    assessments: tuple[Assessment, ...]
    failures: tuple[tuple[Language, PipelineError], ...]
    source_findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    severities: Mapping[str, Severity | None]
    faults: tuple[PipelineError, ...] = ()

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, by the site's severities, the source first, then locale by locale."""
        return weighed(self._findings(), self.severities)

    def _findings(self) -> Iterator[Finding]:
        for error in self.faults:
            yield found_unread(error)
        yield from self.source_findings
        for language, error in self.failures:
            yield from (found_unreadable(one, language.locale) for one in errors_in(error))
        for assessment in self.assessments:
            yield from assessment.findings
            for page in assessment.pages:
                yield from (finding for finding in page.blockers if finding.rule == "below-threshold")
            if not assessment.unread:  # a language whose catalogs cannot be read stays as it is published
                yield from losses(assessment.pages, assessment.language)
        yield from self.remarks

    def locales(self) -> Iterator[str]:
        """The locales that were looked at."""
        looked_at = [assessment.language.locale for assessment in self.assessments]
        yield from dict.fromkeys([*looked_at, *(language.locale for language, _ in self.failures)])

    def readable(self) -> ExitCode:
        """What it comes to that something could not be read."""
        errors = (*self.faults, *(error for _, error in self.failures))
        return max((error.exit_code for error in errors), default=ExitCode.FINE)

    def exit_code(self, fail_on: Severity) -> ExitCode:
        """What the findings come to: broken input weighs more than findings."""
        codes = [self.readable()]
        if any(finding.severity >= fail_on for finding in self.findings()):
            codes.append(ExitCode.FINDINGS)
        return max(codes)


def survey(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    languages: Iterable[Language],
    standing: Standing | None = None,
    by_hand: Mapping[str, str] | None = None,
) -> Survey:
    """Hold all catalogs of these languages against the source, and inspect them by all rules.

    `standing` are the sources in the sites that are published now; `by_hand` those that were published as translations
    by hand, each with its original.

    Raises PipelineError if a ledger is not well-formed, or GETTEXT["severities"] names no rule.
    """
    require_rules(project.severities)
    languages = list(languages)
    gate = Gate.of(project, settings, extraction, standing, by_hand)
    unseen = unseen_texts(project, languages)
    inspector = Inspector(project, read_waivers(project), gate.uses, gate.uses.texts(), now(), unseen)
    rules = remembering_rules(gate, code_of_rules(gate, settings), languages)
    judged = judge_each(gate, languages, rules, ask_all, partial(_Reviewer.of, gate, inspector))
    failures = [
        (found.assessment.language, as_one([one for error in errors for one in errors_in(error)]))
        for found in judged
        if (errors := [error for error in (found.error, found.seen[1]) if error is not None])
    ]
    remarks = [remark for found in judged for remark in found.seen[0]]
    return Survey(
        tuple(found.assessment for found in judged),
        tuple(failures),
        (*source_findings(project, extraction), *_lagging_templates(project, extraction), *unread_findings(project)),
        tuple(finding for finding in remarks if finding.rule != "unknown-message" or not extraction.faults),
        project.severities,
        extraction.faults,
    )


@dataclass(frozen=True, slots=True)
class _Reviewer:
    """Says what else is wrong with a language's translations, and with its glossary if that cannot be read."""

    gate: Gate
    inspection: Inspection
    language: Language
    fault: PipelineError | None

    @classmethod
    def of(cls, gate: Gate, inspector: Inspector, language: Language) -> _Reviewer:
        glossary, fault = tuple[Term, ...](), None
        try:
            glossary = read_glossary(gate.project, language.locale)
        except PipelineError as error:
            fault = error
        return cls(gate, Inspection(inspector, language, glossary), language, fault)

    def see(self, catalog: Catalog, judged: Judgement, rules: Rules) -> None:
        self.inspection.see(catalog, judged.translations, rules)

    def end(self, outline: Outline, texts: Texts) -> tuple[list[Finding], PipelineError | None]:
        domains = [template.domain for template in self.gate.extraction.templates]
        remarks = list(self.inspection.findings(domains, texts))
        if not outline.unread:
            found = self.gate.extraction, self.language, self.gate.ledger, outline.settled
            remarks += address_findings(self.gate.project, *found)
        return remarks, self.fault


def remembering_rules(
    gate: Gate, code: str, languages: Iterable[Language], use: str = ""
) -> dict[Language, RememberingRules]:
    """The rules of each language, which know what they said before where their `code` was this, for the same `use`."""
    path = gate.project.settings_path
    names = {language: f"{language.locale} {use}".strip() for language in languages}
    return {language: RememberingRules(gate.checker, Store(path, name, code)) for language, name in names.items()}


def code_of_rules(gate: Gate, settings: Mapping[str, Any]) -> str:
    """A digest of the code, the data and the settings by which texts are judged."""
    known = {**settings, "ROLES": gate.extraction.roles}
    files = (*own_files(_LIBRARIES_OF_RULES), *_own_code(gate.project))
    return fingerprint(known, _SETTINGS_OF_RULES, gate.checker.renderer.modules(), files)


def _own_code(project: Project) -> Iterator[Path]:
    """The site's own extensions, roles and plugins, and what is beside them: they may import it, now or later.

    They may be in another project's folder as well (PLUGIN_PATHS), but are no part of Python, nor installed.
    """
    modules = {name: getattr(module, "__file__", None) for name, module in list(sys.modules.items())}
    files = {str(file) for name, file in modules.items() if file and name != "__main__"}
    paths = {Path(file) for file in files if not _is_installed(file)}
    own = {path for path in paths if path.is_absolute()} - {project.settings_path}
    for folder in {path.parent for path in own}:
        with suppress(OSError):  # it is gone by now, or nobody may look into it
            yield from [*(folder.rglob("*.py") if (folder / "__init__.py").is_file() else folder.glob("*.py"))]


def _is_installed(file: str) -> bool:
    """Of a thousand files, so that no Path is made of each; ours count anyway, wherever they are."""
    return file.startswith(_LASTING) or any(folder in file for folder in _PACKAGES)


def _lagging_templates(project: Project, extraction: Extraction) -> Iterator[Finding]:
    if extraction.faults:  # a template may lag because of them
        return
    for path in lagging_templates(project, current_templates(project, extraction.templates)):
        yield found("out-of-step", project.shown(path), "the template lags behind the source")
