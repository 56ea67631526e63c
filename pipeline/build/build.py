"""One site per language: built by Pelican in a staging folder, verified with the others, published with them.

The source language is at `/`, the others at `/<locale>/`. A language whose site cannot be built, or is not sound
among the others, keeps the one that is published, and the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.again import settle, state_of_output
from pipeline.build.assemble import Assembled, assemble, stands
from pipeline.build.faulty_pages import Faults, faulty_pages
from pipeline.build.kept import Shelf
from pipeline.build.manifest import (
    Manifest,
    Publication,
    Shown,
    files_held,
    known_by_hand,
    manifest_path,
    published_now,
    site_of,
    standing_sites,
)
from pipeline.build.order import Order
from pipeline.build.output import Retention, require_own_folder, require_own_site
from pipeline.build.plan import Plan
from pipeline.build.publication import finish_publication, publish, require_changeable
from pipeline.build.run import Progress, run, silent
from pipeline.build.seat import kept_beside, prepare_seat, pseudo_output, seat, staging_of
from pipeline.build.withdrawn import Withdrawn, removed_sites
from pipeline.build.witness import verify
from pipeline.catalogs.addresses import Entry, record_addresses
from pipeline.catalogs.pseudo import accented_translations, pseudo_language
from pipeline.config import Project
from pipeline.files import bytes_of
from pipeline.folders import remove_working_folder, working_folder
from pipeline.locks import lock_of, locked
from pipeline.model import Finding, Language
from pipeline.observed import unnoted
from pipeline.paths import relative
from pipeline.plugin.notice import leads_on
from pipeline.plugin.traces import SHARE
from pipeline.reports import BuildReport, PageStatus, SiteReport
from pipeline.review import (
    Assessment,
    Gate,
    KeptOutlines,
    code_of_rules,
    judge_anew,
    losses,
    remembering_rules,
    stray_findings,
    titles_of,
)
from pipeline.rules import RULES, Family, found, require_rules, weighed
from pipeline.signals import uninterrupted
from pipeline.sources.extract import Extraction

#: So often pages are withheld for their faults; a language with more of them stays as it was.
_CHANCES = 3


def build(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    languages: Iterable[Language],
    executor: Executor,
    progress: Progress = silent,
    *,
    fresh: bool = False,
    here: bool = True,
    audit: float = SHARE,
) -> BuildReport:
    """Build the source language's site and those of `languages`; publish what could be built.

    A site that stands and would come out the same is kept, unless `fresh` ones are asked for; of one that the executor
    does not build `here`, nobody knows that later. So are pages of the others; the share `audit` of these is compared.
    The site's link targets, the gates of all languages, are decided before the first page is written. Raises
    PipelineError if the output has no folder of its own, a ledger is not well-formed, or GETTEXT["severities"] names
    no rule.
    """
    require_rules(project.severities)
    require_own_folder(project, settings)
    gate = Gate.of(project, settings, extraction, published_now(project), known_by_hand(project))
    # Who asks for a fresh build has every text judged anew.
    code = "" if fresh else code_of_rules(gate, settings)
    rules = remembering_rules(gate, code, project.targets, "published") if code else {}
    judged = judge_anew(gate, project.targets, rules, KeptOutlines(gate, code) if code else None)
    order = Order.of(project, settings, extraction, (project.source, *languages), judged, gate.ledger)
    with unnoted():  # what follows reads what builds have made, and tells what sites were made of
        return _carry_out(order, executor, progress, Shelf(project, settings, fresh, here, audit))


def build_pseudo(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    executor: Executor,
    progress: Progress = silent,
) -> tuple[Project, BuildReport]:
    """Build the source language's site and two pseudo-locales, one of them mirrored, for the eyes.

    They go into a folder beside the output, so that they are never published by accident; the project
    returned knows it. Raises PipelineError if that has no folder of its own.
    """
    require_own_folder(project, settings)
    targets = (pseudo_language(project.source), pseudo_language(project.source, mirrored=True))
    output = pseudo_output(project.output)
    # Slugs are the source's there, and nothing is remembered.
    project = replace(project, targets=targets, output=output, slugs=False)
    require_own_folder(project, {**settings, "OUTPUT_PATH": output})
    # What is in one language alone has no site here.
    originals = {document.source for document in extraction.documents}
    natives = tuple(native for native in extraction.natives if native.original in originals)
    extraction = replace(extraction, natives=natives)
    assessments = {language: _all_accented(language, extraction) for language in targets}
    order = Order(project, settings, extraction, (project.source, *targets), assessments, {})
    return project, _carry_out(order, executor, progress, Shelf(project, settings, forgets=True))


def _all_accented(language: Language, extraction: Extraction) -> Assessment:
    """What a pseudo-locale is worth: all of it, in a machine's words."""
    pages = tuple(PageStatus(document, language.locale, True, 0, 0) for document in extraction.documents)
    translations = accented_translations(extraction.templates, language)
    titles = titles_of(extraction.documents, translations)
    return Assessment(language, pages, (), translations, {}, 0, 0, 0, titles=titles)


def _carry_out(order: Order, executor: Executor, progress: Progress, shelf: Shelf) -> BuildReport:
    output = order.project.output
    prepare_seat(output)
    staging = staging_of(output)
    with locked(seat(output)):
        require_own_site(order.project)  # another one may have been published while this build waited
        state_of_output(output)
        with uninterrupted():
            before = finish_publication(output)
        require_changeable(output, before.files)
        known = {**order.partial, **order.assessments}
        withdrawn = Withdrawn.of(order.project, order.extraction, known, before.pages, order.ledger).leading_from(
            lambda path: path in before.files and leads_on(bytes_of(output / path) or b"")
        )
        asked, held = frozenset(order.languages), files_held(order.project, before)
        order = replace(order.also(withdrawn.pages), held=held)
        files = before.files
        try:
            order, plan, reports, assembled = _settled(order, before, withdrawn, staging, executor, progress, shelf)
            if assembled is not None:
                files = assembled.files
                record_addresses(order.project, _addresses(plan, assembled, held))
                after = before.followed_by(_manifest(plan, assembled, reports, by_hand(order.extraction, before)))
                if (made_of := shelf.reads()) is not None and stands(assembled, output, before, after):
                    is_kept = [path for path in kept_beside(output) if path != manifest_path(output)]
                    settle([*is_kept, lock_of(order.project.catalogs)], made_of)
                else:
                    with uninterrupted():
                        publish(assembled.folder, output, before, Publication(assembled.gone, after))
        finally:
            with uninterrupted():
                remove_working_folder(staging)
        if assembled is not None:  # links to what is published are gone by now, which change it as they come and go
            shelf.keep(assembled.anew)
    for language in frozenset(order.languages) - asked:
        report = reports[language]
        if report.published:
            own = withdrawn.built_as_well(language, order.project.folder_of(language))
            reports[language] = replace(report, problems=(*report.problems, *own))
    removed = (*_left(order, reports, withdrawn, files), *removed_sites(order.project, before, files))
    removed += tuple(one for report in reports.values() for one in report.amiss)
    return _report(order, reports, removed)


def _settled(
    order: Order,
    before: Manifest,
    withdrawn: Withdrawn,
    staging: Path,
    executor: Executor,
    progress: Progress,
    shelf: Shelf,
) -> tuple[Order, Plan, dict[Language, SiteReport], Assembled | None]:
    """Sites that agree on what each of them publishes, in a tree that is sound; no tree without the source's site.

    A site that fails stays as it was, or is not there at all: the others must not say otherwise, and are planned anew.
    So they are where pages of a translation are faulty, which are withheld; but not over and over.
    """
    left = {language.locale: withdrawn.without(before, language) for language in withdrawn.pages}
    standing = standing_sites(order.project, replace(before, pages={**before.pages, **left}))
    retention = Retention.of(order.settings)
    wanted, reports, chances = order.readable(), dict(order.unreadable), _CHANCES
    while True:
        plan, assembled = order.plan(standing, wanted), None
        reports |= run(plan, working_folder(staging, relative(staging, order.project.root)), executor, progress, shelf)
        reports |= {
            language: without_pages(language, order.project, before.pages.get(language.locale, {}))
            for language in plan.empty
        }
        sound, progress = _sound(plan, reports), silent
        again = order.plan(standing, [*sound, *plan.empty])
        agreed = (again.published, again.addresses) == (plan.published, plan.addresses)
        if order.project.source in sound and agreed:
            assembled = assemble(plan, sound, staging, before, retention, withdrawn.paths())
            reports = verify(plan, assembled, reports, "" if shelf.forgets else str(order.project.output))
            sound = _sound(plan, reports)
        if order.project.source not in sound:
            return order, plan, held_up(order.project, reports), None
        faults = _faults(order, plan, reports) if chances else {}
        if faults:
            order, chances = order.without(faults), chances - 1
        elif assembled is not None and assembled.anew == frozenset(sound):
            return order, plan, reports, assembled
        wanted = [*sound, *faults, *plan.empty]


def _faults(order: Order, plan: Plan, reports: Mapping[Language, SiteReport]) -> dict[Language, Faults]:
    """The faulty pages that may be withheld: not all that a language has, which keeps its site as it stands."""
    found = faulty_pages(plan, reports)
    left = order.without(found).plan({}, plan.sites)
    return {language: faults for language, faults in found.items() if language not in left.empty}


def by_hand(extraction: Extraction, before: Manifest) -> dict[str, str]:
    """The translations by hand, and what was one until its original went: as long as nobody says what it is."""
    originals = {document.source for document in extraction.documents}
    alone = {native.source for native in extraction.natives if native.original not in originals and not native.says_so}
    left = {source: original for source, original in before.by_hand.items() if source in alone}
    return left | {native.source: native.original for native in extraction.natives if native.original in originals}


def _manifest(
    plan: Plan, assembled: Assembled, reports: Mapping[Language, SiteReport], by_hand: Mapping[str, str]
) -> Manifest:
    """What the new sites of a tree hold, and the files in it that a build has written."""
    pages = {language.locale: _shown(plan, language, reports[language]) for language in assembled.anew}
    pages |= {language.locale: {} for language in plan.empty}
    return Manifest(pages, assembled.files, site_of(plan.project), by_hand)


def _addresses(plan: Plan, assembled: Assembled, held: Mapping[str, Mapping[str, str]]) -> Iterator[Entry]:
    """The addresses that the new sites' pages have, where that is not their source's, and those that they had."""
    if plan.project.slugs:
        for language in assembled.anew - {plan.project.source}:
            for source, address in plan.addresses[language.locale].items():
                yield language.locale, source, address.save_as
            for source, former in plan.sites[language].former.items():
                before = {held.get(language.locale, {}).get(source, "")}
                yield from ((language.locale, source, path) for path in former & before)


def _shown(plan: Plan, language: Language, report: SiteReport) -> dict[str, Shown]:
    """The pages of a site, by original: those that Pelican told of, and drafts."""
    site, folder = plan.sites[language], plan.project.folder_of(language)
    drafts = {site.original_of(source): Shown("draft") for source in plan.expected[language]}
    built = {
        site.original_of(page.source): Shown(
            "hidden" if page.hidden else "published", f"{folder}/{page.save_as}".lstrip("/")
        )
        for page in report.pages
    }
    return drafts | built


def without_pages(language: Language, project: Project, held: Mapping[str, Shown]) -> SiteReport:
    """The report of a language without a page that its lists could lead to; it `held` these until now."""
    message = f"no page is published in {language.english}: its site is not there, and nothing offers it"
    if known := sorted(page.path for page in held.values() if page.path):
        message += f"; who opens an address that it had, as {known[0]}, finds nothing (404; {len(known)} in all)"
    return SiteReport(language, problems=(found("no-page", project.folder_of(language), message),), empty=True)


def _sound(plan: Plan, reports: Mapping[Language, SiteReport]) -> list[Language]:
    return [language for language in plan.sites if not reports[language].errors]


def held_up(project: Project, reports: Mapping[Language, SiteReport]) -> dict[Language, SiteReport]:
    """Without the source language's site, whose files all share, none is published."""
    held = {}
    for language, report in reports.items():
        if not report.errors:
            message = (
                f"the site in {language.english} waits for that in {project.source.english}, whose files it shares"
            )
            waits = found("source-failed", "", message, locale=language.locale)
            report = replace(report, problems=(*report.problems, waits))
        held[language] = replace(report, published=False)
    return held


def _report(order: Order, reports: Mapping[Language, SiteReport], removed: Iterable[Finding]) -> BuildReport:
    """What became of the languages that were asked for, and of pages that are `removed`.

    What keeps a site from readers weighs what its rule says.
    """
    project, chosen = order.project, frozenset(order.languages)
    return BuildReport(
        sites=tuple(
            replace(reports[language], problems=tuple(weighed(reports[language].problems, project.severities)))
            for language in project.languages()
            if language in chosen
        ),
        pages=tuple(page for assessment in order.assessments.values() for page in assessment.pages),
        lost=tuple(weighed((*_lost(order, reports), *removed), project.severities)),
        refused=tuple(
            finding
            for language, assessment in order.assessments.items()
            if language in chosen
            for finding in _told(assessment)
        )
        + tuple(weighed(stray_findings(project, order.extraction), project.severities)),
    )


def _told(assessment: Assessment) -> Iterator[Finding]:
    """What a build tells of what was found in a language, besides what keeps pages from readers."""
    blockers = {finding for page in assessment.decisions for finding in page.blockers}
    for finding in assessment.findings:
        if finding.rule == "no-original":
            if finding not in blockers:
                yield finding
        elif RULES[finding.rule].family is Family.SECURITY:
            yield finding


def _lost(order: Order, reports: Mapping[Language, SiteReport]) -> Iterator[Finding]:
    """The pages that were taken from readers; a site that could not be built has all that it had."""
    for language, assessment in order.assessments.items():
        report = reports.get(language)
        if report is not None and (report.published or report.empty):
            yield from losses(assessment.pages, language)


def _left(
    order: Order, reports: Mapping[Language, SiteReport], withdrawn: Withdrawn, files: Set[str]
) -> Iterator[Finding]:
    """What is withdrawn and still in a site, for it could not be built."""
    for language in withdrawn.pages:
        report = reports.get(language)
        if report is None or not (report.published or report.empty):
            yield from withdrawn.told(language, files, order.project.folder_of(language))
