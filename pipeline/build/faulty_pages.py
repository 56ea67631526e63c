"""Errors of a built tree that are one page's of a translation: the page is withheld, and its language goes on. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from pipeline.build.plan import Plan
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import Finding, Language, headline
from pipeline.plugin.site import Site
from pipeline.reports import SiteReport

#: Rules that one name breaks on each page that it is on: no template is to be mended for that.
_OF_NAMES = frozenset({"other-class", "other-style"})
#: Rules about what a text itself has to say, and then those that a page may break because another one does.
_OF_A_PAGE = (
    frozenset({"section", "lost-id", "residue", "other-address", "other-element", *_OF_NAMES}),
    frozenset({"dead-link"}),
)
# What of an address may have been in a mark: names, numbers, hosts.
_PART_OF_ADDRESS = re.compile(r"[\w~-]{3,}")

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
            if finding.rule in _OF_NAMES or common[finding.rule, finding.message] * 2 <= len(report.pages):
                original = site.original_of(pages[finding.path].source)
                faults[original].append(_with_cause(finding, original, site, project))
        if faults:
            return {source: tuple(findings) for source, findings in faults.items()}
    return {}


def _with_cause(finding: Finding, source: str, site: Site, project: Project) -> Finding:
    """The finding with the message whose translation became a class, a style or an address, if there is one."""
    becomes = {**dict.fromkeys(_OF_NAMES, _becomes_name), "other-address": _becomes_address}.get(finding.rule)
    if becomes is None:
        return finding
    for text, form, path in _translations(source, site, project):
        if becomes(text, form, finding.here):
            return replace(finding, message=f"{finding.message}; “{headline(text)}” is “{headline(form)}” in {path}")
    return finding


def _becomes_name(_: str, form: str, name: str) -> bool:
    words = form.lower().split()
    return name in (*words, "-".join(words), "_".join(words)) or bool(form[2:] and "".join(words) in name)


def _becomes_address(text: str, form: str, address: str) -> bool:
    """Whether a translation has the end of an address, or else its longest part, which its source has not."""
    parts = _PART_OF_ADDRESS.findall(unquote(address.lower()))
    told = (*parts[-1:], *sorted(parts, key=len)[-1:])
    return any(part in form.lower() and part not in text.lower() for part in told)


def _translations(source: str, site: Site, project: Project) -> Iterator[tuple[str, str, str]]:
    """Each message that may be on a page, with a form of its translation, and the catalog's path; names first."""
    for domain in dict.fromkeys((THEME_DOMAIN, project.domain_of(source))):
        path = project.shown(project.catalog_path(site.language.locale, domain))
        for (_, text), forms in site.translations.get(domain, {}).items():
            yield from ((text, form, path) for form in forms if form and form != text)
