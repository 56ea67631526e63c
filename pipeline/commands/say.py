"""Every sentence, table and progress bar that a person sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.build.build import Progress as BuildProgress
from pipeline.build.coverage import CoverageReport
from pipeline.catalogs.marks import MarkedMessage
from pipeline.catalogs.merge import MergeReport
from pipeline.catalogs.update import UpdateReport
from pipeline.checks.rules import Rule
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.exchange.match import Origin
from pipeline.model import BuildReport, Finding, Message, PageStatus, Severity, SiteReport
from pipeline.review.assessment import Assessment
from pipeline.review.survey import Survey
from pipeline.verify.leaks import Leak

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
# Headings of columns that hold words, not numbers.
_WORDS = frozenset({"language", "family", "severity"})
_MAX_WARNINGS = 5
_AROUND = 60
_SHOWN_TEXT = 60


class Reporter:
    """Writes to a terminal or a pipe: results to standard output, errors and progress to standard error."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.verbose = verbose
        self.quiet = quiet
        self.told: set[Finding] = set()
        self.remedies: set[tuple[str, str]] = set()
        self.out = Console(quiet=quiet, highlight=False, soft_wrap=True)
        self._programs = Console(highlight=False, soft_wrap=True)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)

    def error(self, error: PipelineError) -> None:
        """Cause and remedy of bad input."""
        place = f"{error.place}: " if error.place else ""
        self.err.print(f"{escape(place)}[bold red]error:[/] {escape(error.message)}")
        if error.hint:
            self.err.print(f"  [dim]remedy:[/] {escape(error.hint)}")










    def said(self, text: str) -> None:
        """One line."""
        self.out.print(text, markup=False, highlight=False)







    def data(self, text: str) -> None:
        """Text for programs, as it is."""
        self._programs.file.write(text if text.endswith("\n") else f"{text}\n")


def extracted(to: Reporter, project: Project, templates: int, messages: int, written: int) -> None:
    """What `extract` did."""
    changed = f"{written} written" if written else "nothing to write"
    to.out.print(f"{messages} messages in {templates} templates of {project.shown(project.catalogs)}: {changed}")


def lagging(to: Reporter, paths: Iterable[str]) -> None:
    """The files that lag behind the source."""
    for path in paths:
        to.out.print(f"{escape(path)}: [bold red]lags behind the source[/]")
    to.out.print("  [dim]remedy:[/] run: pelican-gettext update")


def updated(to: Reporter, reports: list[UpdateReport]) -> None:
    """What `update` did, per locale."""
    table = _table("locale", "kept", "moved", "adjusted", "revived", "fuzzy", "missing", "obsolete", "files")
    for report in reports:
        counts = _counts(report.messages)
        table.add_row(report.language.locale, *counts, str(report.files_written or "–"))
    to.out.print(table)
    _adjusted(to, reports)


def imported(to: Reporter, origins: list[Origin]) -> None:
    """What was found where, and what found no partner."""
    if not origins:
        to.out.print("nothing to import: no article by hand, no I18N_SUBSITES, no catalog in the theme")
        return
    for origin in origins:
        count = len(origin.messages) + len(origin.returned)
        to.out.print(
            f"{origin.path}: {count} translations into {origin.language.english}",
            markup=False,
            highlight=False,
        )
        for name, texts in (("original", origin.originals_left), ("translation", origin.translations_left)):
            for text in texts:
                to.out.print(f"  no partner for the {name}: “{_shortened(text)}”", markup=False, highlight=False)
    if any(origin.native for origin in origins):
        to.out.print("An article by hand wins over the catalog: delete its file once the catalog is right.")


def exported(to: Reporter, path: Path, count: int) -> None:
    """Where the texts are that somebody is to translate."""
    to.out.print(f"{path}: {count} texts", markup=False, highlight=False)


def explained(to: Reporter, rule: Rule) -> None:
    """What a rule is about."""
    to.out.print(f"[bold]{rule.id}[/] [dim]{rule.family.value}, {rule.severity.name.lower()}[/]")
    to.out.print(rule.about, markup=False, highlight=False)
    to.out.print(f"[dim]remedy:[/] {escape(rule.remedy)}")


def rules(to: Reporter, rules: Iterable[Rule]) -> None:
    """All rules, a line each."""
    table = _table("rule", "family", "severity")
    for rule in rules:
        table.add_row(rule.id, rule.family.value, rule.severity.name.lower())
    to.out.print(table)


def to_approve(to: Reporter, groups: Iterable[list[tuple[str, Message]]]) -> None:
    """The texts that a reviewer is to read, source above translation; equal ones once."""
    for (path, message), *others in groups:
        more = f" and in {_plural(len(others), 'more place')}" if others else ""
        to.out.print(f"{path}:{message.line}{more}", style="dim", markup=False, highlight=False)
        to.out.print(message.msgid, markup=False, highlight=False)
        for text in message.translations:
            to.out.print(text, style="bold", markup=False, highlight=False)
        to.out.print()


def fixed(to: Reporter, lines: Iterable[str]) -> None:
    """A diff."""
    for line in lines:
        style = {"-": "red", "+": "green"}.get(line[:1], "dim")
        to.out.print(line, style=style, markup=False, highlight=False)


def conflicts(to: Reporter, messages: Iterable[Message], name: str) -> None:
    """The messages that a merge could not decide."""
    for message in messages:
        to.err.print(
            f"{name}: error: “{_shortened(message.msgid)}” was translated differently on both sides [conflict]\n"
            "  remedy: choose between it and the version in its comment; then remove comment and fuzzy mark",
            markup=False,
            highlight=False,
        )


def _adjusted(to: Reporter, reports: list[UpdateReport]) -> None:
    """The texts whose mechanical change was made in the translations too: people like to know."""
    locales: dict[str, list[str]] = {}
    for report in reports:
        for text in report.messages.adjustments:
            locales.setdefault(text, []).append(report.language.locale)
    for text, names in locales.items():
        to.out.print(f"adjusted in {', '.join(names)}: “{_shortened(text)}”", markup=False, highlight=False)


def findings(to: Reporter, survey: Survey) -> None:
    """Findings grouped by file, then one line that sums up."""
    found = list(survey.findings())
    by_path = sorted(found, key=lambda finding: finding.path)
    for path, group in groupby(by_path, key=lambda finding: finding.path):
        _file_findings(to, path, list(group))
    counts = Counter((finding.locale, finding.severity) for finding in found)
    errors, warnings = (
        sum(count for (_, level), count in counts.items() if level is severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    if not errors and not warnings:
        to.out.print(f"{_plural(len(survey.assessments), 'locale')} checked: nothing found")
        return
    table = _table("locale", "errors", "warnings")
    for locale in (None, *survey.locales()):
        row = [counts[locale, severity] for severity in (Severity.ERROR, Severity.WARNING)]
        if any(row):
            table.add_row(locale or "source", *(str(count or "–") for count in row))
    to.out.print(table)
    to.out.print(f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}")


def _file_findings(to: Reporter, path: str, findings: list[Finding]) -> None:
    warnings = [finding for finding in findings if finding.severity is not Severity.ERROR]
    warnings.sort(key=lambda finding: finding.line or 0)
    hidden = 0 if to.verbose else max(0, len(warnings) - _MAX_WARNINGS)
    shown = {id(finding) for finding in (warnings if not hidden else warnings[:_MAX_WARNINGS])}
    # What is said of the whole file comes first.
    for finding in sorted(findings, key=lambda finding: finding.line or 0):
        if finding.severity is Severity.ERROR or id(finding) in shown:
            _finding(to, finding)
    if hidden:
        to.out.print(f"{escape(path)}: [dim]and {_plural(hidden, 'more warning')}; -v shows all[/]")


def _finding(to: Reporter, finding: Finding) -> None:
    if to.quiet and finding.severity is not Severity.ERROR:
        return
    out = to.err if to.quiet else to.out
    style = _STYLES[finding.severity]
    place = f"{escape(finding.place)}: " if finding.path else ""
    level = finding.severity.name.lower()
    out.print(f"{place}[{style}]{level}:[/] {escape(finding.message)} [dim]\\[{finding.rule}][/]")
    if finding.there or finding.here:
        _compared(to, out, "source", finding.msgid, finding.there)
        _compared(to, out, "translation", finding.msgstr, finding.here)
    if finding.hint:
        out.print(f"  [dim]remedy:[/] {escape(finding.hint)}")


def _compared(to: Reporter, out: Console, name: str, text: str, part: str) -> None:
    """A text with the part that differs marked, by more than colour."""
    before, found, after = text.partition(part) if part and part in text else ("", "", text)
    line = Text.assemble(("  " + f"{name}:".ljust(13), "dim"), _end_of(before, _AROUND))
    line.append(found, "reverse bold")
    line.append(_beginning_of(after, _AROUND))
    out.print(line)


def status(to: Reporter, survey: Survey) -> None:
    """Per locale: how much is translated, how many pages are published; then what holds pages back."""
    table = _table("locale", "language", "translated", "to do", "fuzzy", "pages")
    for assessment in survey.assessments:
        table.add_row(*_status_row(assessment))
    for language, _ in survey.failures:
        table.add_row(language.locale, language.english, Text("cannot be read", "bold red"), "", "", "")
    to.out.print(table)
    for assessment in survey.assessments:
        _pages(to, assessment.pages)
    for _, error in survey.failures:
        to.error(error)


def _pages(to: Reporter, pages: Iterable[PageStatus]) -> None:
    """The pages that are not wholly in their language: withheld ones with the reasons, then the others."""
    pages = list(pages)
    withheld = [page for page in pages if not page.published]
    # A mistake comes before what only waits for its translation.
    withheld.sort(key=lambda page: page.blockers[0].severity, reverse=True)
    listed = withheld if to.verbose else withheld[:_MAX_WARNINGS]
    for page in listed:
        _withheld(to, page)
    if hidden := len(withheld) - len(listed):
        to.out.print(f"[dim]and {_plural(hidden, 'more page')} withheld; -v shows all[/]")
    partial = [page for page in pages if page.published and page.is_partial]
    partial.sort(key=lambda page: not page.in_source)  # what the law may ask about comes first
    shown = partial if to.verbose else partial[:_MAX_WARNINGS]
    for page in shown:
        sections = f", required in the source's language: {', '.join(page.in_source)}" if page.in_source else ""
        said = f"{_page_name(page)}, {int(page.share * 100)} % translated{sections}"
        to.out.print(f"[yellow]partly[/]   {escape(said)}")
    if hidden := len(partial) - len(shown):
        to.out.print(f"[dim]and {_plural(hidden, 'more page')} partly translated; -v shows all[/]")


def _withheld(to: Reporter, page: PageStatus) -> None:
    if to.quiet:
        for finding in page.blockers:
            _finding(to, finding)
        return
    to.out.print(f"[yellow]withheld[/] {escape(_page_name(page))}")
    for finding in page.blockers[: None if to.verbose else 1]:
        to.out.print(f"  {escape(finding.place)}: {escape(finding.message)}")
    if len(page.blockers) > 1 and not to.verbose:
        to.out.print(f"  [dim]and {_plural(len(page.blockers) - 1, 'more reason')}; -v shows all[/]")


def covered(to: Reporter, report: CoverageReport) -> None:
    """Text that no catalog can translate, page by page, and messages that appear nowhere."""
    same: dict[tuple[str, ...], list[Leak]] = {}
    for leak in report.leaks:
        place = (leak.page, leak.place) if to.verbose else ()
        same.setdefault((leak.text, leak.cause, *place), []).append(leak)
    for leak, *others in same.values():
        more = f" [dim]and in {_plural(len(others), 'more place')}; -v shows all[/]" if others else ""
        where = f"“{escape(leak.text)}” in {escape(leak.place)}"
        to.out.print(f"{escape(leak.page)}: [bold red]error:[/] {where}{more}")
        to.out.print(f"  [dim]probably[/] {escape(leak.cause)}")
    for marked in report.unused:
        _unseen(to, marked, Severity.ERROR, "appears nowhere")
    for marked in report.conditional:
        _unseen(to, marked, Severity.NOTE, "did not appear; its condition was not met in this build")
    checked = f"{_plural(report.pages, 'page')} and {_plural(report.messages, 'message')} read"
    faults = len(report.leaks) + len(report.unused)
    to.out.print(f"{checked}: {_plural(faults, 'fault') if faults else 'nothing visible escapes'}")


def _unseen(to: Reporter, marked: MarkedMessage, severity: Severity, why: str) -> None:
    level = f"[{_STYLES[severity]}]{severity.name.lower()}:[/]"
    to.out.print(f"{escape(marked.message.references[0])}: {level} “{escape(marked.message.msgid)}” {why}")


@contextmanager
def building(to: Reporter, total: int) -> Iterator[BuildProgress]:
    """A progress bar over the sites of a build; silent in a pipe."""
    columns = (
        TextColumn("building"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=to.err, transient=True, disable=not to.err.is_terminal) as progress:
        task = progress.add_task("", total=total)

        def advance(report: SiteReport) -> None:
            progress.update(task, advance=1, description=report.language.tag)

        yield advance


def built(to: Reporter, report: BuildReport, project: Project) -> None:
    """Each site, what was withheld from it, and why one was not published."""
    for site in report.sites:
        _site(to, site, project)
    for finding in report.refused:
        _finding(to, finding)
    for site in report.sites:
        _pages(to, (page for page in report.pages if page.locale == site.language.locale))


def _site(to: Reporter, site: SiteReport, project: Project) -> None:
    language = site.language
    folder = project.shown(project.output)
    address = folder if language == project.source else f"{folder}/{language.path}"
    if site.swapped:
        pages = _plural(len(site.pages), "page")
        to.out.print(f"[green]published[/] {address:<16} {language.english}, {pages}, {site.seconds:.1f} s")
    else:
        to.out.print(f"[bold red]failed[/]    {address:<16} {language.english}; what was published before stays")
    problems = site.errors or site.problems if not to.verbose else site.problems
    for finding in problems:
        # What is wrong with a source is wrong in every language; it is told once.
        told = replace(finding, locale=None)
        if told not in to.told:
            to.told.add(told)
            is_new = (finding.rule, finding.hint) not in to.remedies
            to.remedies.add((finding.rule, finding.hint))
            _finding(to, finding if is_new else replace(finding, hint=""))


def look_at(to: Reporter, project: Project) -> None:
    """How to see the sites that were built."""
    folder = project.shown(project.output)
    to.out.print(
        f"To look at the sites: python -m http.server -d {folder} 8000, then open http://localhost:8000/"
    )


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if number == 0 or heading in _WORDS else "right")
    return table


def _end_of(text: str, length: int) -> str:
    return text if len(text) <= length else f"…{text[-length:]}"


def _beginning_of(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1] + "…"


def _counts(report: MergeReport) -> list[str]:
    return [str(count) if count else "–" for count in asdict(report).values() if isinstance(count, int)]


def _status_row(assessment: Assessment) -> tuple[str | Text, ...]:
    share = assessment.words_translated / assessment.words if assessment.words else 1.0
    published = sum(page.published for page in assessment.pages)
    complete = published == len(assessment.pages)
    return (
        assessment.language.locale,
        assessment.language.english,
        f"{int(share * 100)} %",
        f"{assessment.words - assessment.words_translated} words",
        f"{assessment.words_fuzzy} words",
        Text(f"{published} of {len(assessment.pages)}", "green" if complete else "yellow"),
    )


def _page_name(page: PageStatus) -> str:
    return f"{page.locale}: {page.document.title} ({page.document.path})"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
