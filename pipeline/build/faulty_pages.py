"""Errors of a built tree that are one page's of a translation: the page is withheld, and its language goes on. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from pipeline.build.plan import Plan
from pipeline.config import Project
from pipeline.model import Finding, Language, SiteReport
from pipeline.plugin.site import Site

#: Rules about what a text itself has to say, and then those that a page may break because another one does.
_OF_A_PAGE = (frozenset({"section", "lost-id", "residue"}), frozenset({"dead-link"}))

Faults = Mapping[str, tuple[Finding, ...]]


def faulty_pages(plan: Plan, reports: Mapping[Language, SiteReport]) -> dict[Language, Faults]:
    """The originals whose pages are faulty, with the errors, by language.

    What most pages of a language have is its theme's fault.
    """
    found: dict[Language, Faults] = {}
    for language, site in plan.sites.items():
        if language != plan.project.source and (faults := _faults_of(site, plan.project, reports[language])):
            found[language] = faults
    return found


def _faults_of(site: Site, project: Project, report: SiteReport) -> Faults:
    folder = project.folder_of(report.language)
    pages = {f"{folder}/{page.save_as}": page for page in report.pages}
    # One site is verified by itself first, without its folder.
    pages |= {page.save_as: page for page in report.pages}
    for rules in _OF_A_PAGE:
        errors = [finding for finding in report.errors if finding.rule in rules and finding.path in pages]
        common = Counter((finding.rule, finding.message) for finding in errors)
        faults: dict[str, list[Finding]] = defaultdict(list)
        for finding in errors:
            if common[finding.rule, finding.message] * 2 <= len(report.pages):
                faults[site.original_of(pages[finding.path].source)].append(finding)
        if faults:
            return {source: tuple(findings) for source, findings in faults.items()}
    return {}
