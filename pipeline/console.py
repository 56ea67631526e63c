"""Every sentence, table and progress bar that a person sees."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.build import Progress as BuildProgress
from pipeline.checks.rules import Rule
from pipeline.config import Project
from pipeline.coverage import CoverageReport, Leak
from pipeline.errors import PipelineError
from pipeline.gates import Assessment
from pipeline.imports import Origin
from pipeline.merge import MergeReport
from pipeline.model import BuildReport, Finding, Message, PageStatus, Severity, SiteReport
from pipeline.pseudo import MarkedMessage
from pipeline.report_formats import as_data
from pipeline.survey import Survey
from pipeline.update import UpdateReport

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
        self._quiet = quiet
        self._told: set[Finding] = set()
        self._remedies: set[tuple[str, str]] = set()
        self._out = Console(quiet=quiet, highlight=False, soft_wrap=True)
        self._data = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def error(self, error: PipelineError) -> None:
        """Cause and remedy of bad input."""
        place = f"{error.place}: " if error.place else ""
        self._err.print(f"{escape(place)}[bold red]error:[/] {escape(error.message)}")
        if error.hint:
            self._err.print(f"  [dim]remedy:[/] {escape(error.hint)}")

    def extracted(self, project: Project, templates: int, messages: int, written: int) -> None:
        """What `extract` did."""
        changed = f"{written} written" if written else "nothing to write"
        self._out.print(f"{messages} messages in {templates} templates of {project.shown(project.catalogs)}: {changed}")

    def lagging(self, paths: Iterable[str]) -> None:
        """The files that lag behind the source."""
        for path in paths:
            self._out.print(f"{escape(path)}: [bold red]lags behind the source[/]")
        self._out.print("  [dim]remedy:[/] run: pelican-gettext update")

    def updated(self, reports: list[UpdateReport]) -> None:
        """What `update` did, per locale."""
        table = _table("locale", "kept", "moved", "adjusted", "revived", "fuzzy", "missing", "obsolete", "files")
        for report in reports:
            counts = _counts(report.messages)
            table.add_row(report.language.locale, *counts, str(report.files_written or "–"))
        self._out.print(table)
        self._adjusted(reports)

    def imported(self, origins: list[Origin]) -> None:
        """What was found where, and what found no partner."""
        if not origins:
            self._out.print("nothing to import: no article by hand, no I18N_SUBSITES, no catalog in the theme")
            return
        for origin in origins:
            count = len(origin.messages) + len(origin.returned)
            self._out.print(
                f"{origin.path}: {count} translations into {origin.language.english}",
                markup=False,
                highlight=False,
            )
            for name, texts in (("original", origin.originals_left), ("translation", origin.translations_left)):
                for text in texts:
                    self._out.print(f"  no partner for the {name}: “{_shortened(text)}”", markup=False, highlight=False)
        if any(origin.native for origin in origins):
            self._out.print("An article by hand wins over the catalog: delete its file once the catalog is right.")

    def exported(self, path: Path, count: int) -> None:
        """Where the texts are that somebody is to translate."""
        self._out.print(f"{path}: {count} texts", markup=False, highlight=False)

    def explained(self, rule: Rule) -> None:
        """What a rule is about."""
        self._out.print(f"[bold]{rule.id}[/] [dim]{rule.family.value}, {rule.severity.name.lower()}[/]")
        self._out.print(rule.about, markup=False, highlight=False)
        self._out.print(f"[dim]remedy:[/] {escape(rule.remedy)}")

    def rules(self, rules: Iterable[Rule]) -> None:
        """All rules, a line each."""
        table = _table("rule", "family", "severity")
        for rule in rules:
            table.add_row(rule.id, rule.family.value, rule.severity.name.lower())
        self._out.print(table)

    def to_approve(self, groups: Iterable[list[tuple[str, Message]]]) -> None:
        """The texts that a reviewer is to read, source above translation; equal ones once."""
        for (path, message), *others in groups:
            more = f" and in {_plural(len(others), 'more place')}" if others else ""
            self._out.print(f"{path}:{message.line}{more}", style="dim", markup=False, highlight=False)
            self._out.print(message.msgid, markup=False, highlight=False)
            for text in message.translations:
                self._out.print(text, style="bold", markup=False, highlight=False)
            self._out.print()

    def fixed(self, lines: Iterable[str]) -> None:
        """A diff."""
        for line in lines:
            style = {"-": "red", "+": "green"}.get(line[:1], "dim")
            self._out.print(line, style=style, markup=False, highlight=False)

    def said(self, text: str) -> None:
        """One line."""
        self._out.print(text, markup=False, highlight=False)

    def conflicts(self, messages: Iterable[Message], name: str) -> None:
        """The messages that a merge could not decide."""
        for message in messages:
            self._err.print(
                f"{name}: error: “{_shortened(message.msgid)}” was translated differently on both sides [conflict]\n"
                "  remedy: choose between it and the version in its comment; then remove comment and fuzzy mark",
                markup=False,
                highlight=False,
            )

    def _adjusted(self, reports: list[UpdateReport]) -> None:
        """The texts whose mechanical change was made in the translations too: people like to know."""
        locales: dict[str, list[str]] = {}
        for report in reports:
            for text in report.messages.adjustments:
                locales.setdefault(text, []).append(report.language.locale)
        for text, names in locales.items():
            self._out.print(f"adjusted in {', '.join(names)}: “{_shortened(text)}”", markup=False, highlight=False)

    def findings(self, survey: Survey) -> None:
        """Findings grouped by file, then one line that sums up."""
        found = list(survey.findings())
        by_path = sorted(found, key=lambda finding: finding.path)
        for path, group in groupby(by_path, key=lambda finding: finding.path):
            self._file_findings(path, list(group))
        counts = Counter((finding.locale, finding.severity) for finding in found)
        errors, warnings = (
            sum(count for (_, level), count in counts.items() if level is severity)
            for severity in (Severity.ERROR, Severity.WARNING)
        )
        if not errors and not warnings:
            self._out.print(f"{_plural(len(survey.assessments), 'locale')} checked: nothing found")
            return
        table = _table("locale", "errors", "warnings")
        for locale in (None, *survey.locales()):
            row = [counts[locale, severity] for severity in (Severity.ERROR, Severity.WARNING)]
            if any(row):
                table.add_row(locale or "source", *(str(count or "–") for count in row))
        self._out.print(table)
        self._out.print(f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}")

    def _file_findings(self, path: str, findings: list[Finding]) -> None:
        warnings = [finding for finding in findings if finding.severity is not Severity.ERROR]
        warnings.sort(key=lambda finding: finding.line or 0)
        hidden = 0 if self.verbose else max(0, len(warnings) - _MAX_WARNINGS)
        shown = {id(finding) for finding in (warnings if not hidden else warnings[:_MAX_WARNINGS])}
        # What is said of the whole file comes first.
        for finding in sorted(findings, key=lambda finding: finding.line or 0):
            if finding.severity is Severity.ERROR or id(finding) in shown:
                self._finding(finding)
        if hidden:
            self._out.print(f"{escape(path)}: [dim]and {_plural(hidden, 'more warning')}; -v shows all[/]")

    def _finding(self, finding: Finding) -> None:
        if self._quiet and finding.severity is not Severity.ERROR:
            return
        out = self._err if self._quiet else self._out
        style = _STYLES[finding.severity]
        place = f"{escape(finding.place)}: " if finding.path else ""
        level = finding.severity.name.lower()
        out.print(f"{place}[{style}]{level}:[/] {escape(finding.message)} [dim]\\[{finding.rule}][/]")
        if finding.there or finding.here:
            self._compared(out, "source", finding.msgid, finding.there)
            self._compared(out, "translation", finding.msgstr, finding.here)
        if finding.hint:
            out.print(f"  [dim]remedy:[/] {escape(finding.hint)}")

    def _compared(self, out: Console, name: str, text: str, part: str) -> None:
        """A text with the part that differs marked, by more than colour."""
        before, found, after = text.partition(part) if part and part in text else ("", "", text)
        line = Text.assemble(("  " + f"{name}:".ljust(13), "dim"), _end_of(before, _AROUND))
        line.append(found, "reverse bold")
        line.append(_beginning_of(after, _AROUND))
        out.print(line)

    def data(self, text: str) -> None:
        """Text for programs, as it is."""
        self._data.file.write(text if text.endswith("\n") else f"{text}\n")

    def status(self, survey: Survey) -> None:
        """Per locale: how much is translated, how many pages are published; then what holds pages back."""
        table = _table("locale", "language", "translated", "to do", "fuzzy", "pages")
        for assessment in survey.assessments:
            table.add_row(*_status_row(assessment))
        for language, _ in survey.failures:
            table.add_row(language.locale, language.english, Text("cannot be read", "bold red"), "", "", "")
        self._out.print(table)
        for assessment in survey.assessments:
            self._pages(assessment.pages)
        for _, error in survey.failures:
            self.error(error)

    def status_as_json(self, survey: Survey) -> None:
        """The status for programs."""
        self._json({"locales": [_status_as_data(assessment) for assessment in survey.assessments]})

    def _pages(self, pages: Iterable[PageStatus]) -> None:
        """The pages that are not wholly in their language: withheld ones with the reasons, then the others."""
        pages = list(pages)
        withheld = [page for page in pages if not page.published]
        # A mistake comes before what only waits for its translation.
        withheld.sort(key=lambda page: page.blockers[0].severity, reverse=True)
        listed = withheld if self.verbose else withheld[:_MAX_WARNINGS]
        for page in listed:
            self._withheld(page)
        if hidden := len(withheld) - len(listed):
            self._out.print(f"[dim]and {_plural(hidden, 'more page')} withheld; -v shows all[/]")
        partial = [page for page in pages if page.published and page.is_partial]
        partial.sort(key=lambda page: not page.in_source)  # what the law may ask about comes first
        shown = partial if self.verbose else partial[:_MAX_WARNINGS]
        for page in shown:
            sections = f", required in the source's language: {', '.join(page.in_source)}" if page.in_source else ""
            said = f"{_page_name(page)}, {int(page.share * 100)} % translated{sections}"
            self._out.print(f"[yellow]partly[/]   {escape(said)}")
        if hidden := len(partial) - len(shown):
            self._out.print(f"[dim]and {_plural(hidden, 'more page')} partly translated; -v shows all[/]")

    def _withheld(self, page: PageStatus) -> None:
        if self._quiet:
            for finding in page.blockers:
                self._finding(finding)
            return
        self._out.print(f"[yellow]withheld[/] {escape(_page_name(page))}")
        for finding in page.blockers[: None if self.verbose else 1]:
            self._out.print(f"  {escape(finding.place)}: {escape(finding.message)}")
        if len(page.blockers) > 1 and not self.verbose:
            self._out.print(f"  [dim]and {_plural(len(page.blockers) - 1, 'more reason')}; -v shows all[/]")

    def covered(self, report: CoverageReport) -> None:
        """Text that no catalog can translate, page by page, and messages that appear nowhere."""
        same: dict[tuple[str, ...], list[Leak]] = {}
        for leak in report.leaks:
            place = (leak.page, leak.place) if self.verbose else ()
            same.setdefault((leak.text, leak.cause, *place), []).append(leak)
        for leak, *others in same.values():
            more = f" [dim]and in {_plural(len(others), 'more place')}; -v shows all[/]" if others else ""
            where = f"“{escape(leak.text)}” in {escape(leak.place)}"
            self._out.print(f"{escape(leak.page)}: [bold red]error:[/] {where}{more}")
            self._out.print(f"  [dim]probably[/] {escape(leak.cause)}")
        for marked in report.unused:
            self._unseen(marked, Severity.ERROR, "appears nowhere")
        for marked in report.conditional:
            self._unseen(marked, Severity.NOTE, "did not appear; its condition was not met in this build")
        checked = f"{_plural(report.pages, 'page')} and {_plural(report.messages, 'message')} read"
        faults = len(report.leaks) + len(report.unused)
        self._out.print(f"{checked}: {_plural(faults, 'fault') if faults else 'nothing visible escapes'}")

    def _unseen(self, marked: MarkedMessage, severity: Severity, why: str) -> None:
        level = f"[{_STYLES[severity]}]{severity.name.lower()}:[/]"
        self._out.print(f"{escape(marked.message.references[0])}: {level} “{escape(marked.message.msgid)}” {why}")

    @contextmanager
    def building(self, total: int) -> Iterator[BuildProgress]:
        """A progress bar over the sites of a build; silent in a pipe."""
        columns = (
            TextColumn("building"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._err, transient=True, disable=not self._err.is_terminal) as progress:
            task = progress.add_task("", total=total)

            def advance(report: SiteReport) -> None:
                progress.update(task, advance=1, description=report.language.tag)

            yield advance

    def built(self, report: BuildReport, project: Project) -> None:
        """Each site, what was withheld from it, and why one was not published."""
        for site in report.sites:
            self._site(site, project)
        for finding in report.refused:
            self._finding(finding)
        for site in report.sites:
            self._pages(page for page in report.pages if page.locale == site.language.locale)

    def _site(self, site: SiteReport, project: Project) -> None:
        language = site.language
        folder = project.shown(project.output)
        address = folder if language == project.source else f"{folder}/{language.path}"
        if site.swapped:
            pages = _plural(len(site.pages), "page")
            self._out.print(f"[green]published[/] {address:<16} {language.english}, {pages}, {site.seconds:.1f} s")
        else:
            self._out.print(f"[bold red]failed[/]    {address:<16} {language.english}; what was published before stays")
        problems = site.errors or site.problems if not self.verbose else site.problems
        for finding in problems:
            # What is wrong with a source is wrong in every language; it is told once.
            told = replace(finding, locale=None)
            if told not in self._told:
                self._told.add(told)
                is_new = (finding.rule, finding.hint) not in self._remedies
                self._remedies.add((finding.rule, finding.hint))
                self._finding(finding if is_new else replace(finding, hint=""))

    def look_at(self, project: Project) -> None:
        """How to see the sites that were built."""
        folder = project.shown(project.output)
        self._out.print(
            f"To look at the sites: python -m http.server -d {folder} 8000, then open http://localhost:8000/"
        )

    def _json(self, data: Any) -> None:
        self._data.print(json.dumps(data, ensure_ascii=False, indent=2), markup=False)


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


def _status_as_data(assessment: Assessment) -> dict[str, Any]:
    return {
        "locale": assessment.language.locale,
        "words": assessment.words,
        "words_translated": assessment.words_translated,
        "words_fuzzy": assessment.words_fuzzy,
        "pages": [
            {
                "source": page.document.path,
                "title": page.document.title,
                "published": page.published,
                "words": page.words,
                "words_translated": page.words_translated,
                "in_source": page.in_source,
                "blockers": [as_data(finding) for finding in page.blockers],
            }
            for page in assessment.pages
        ],
    }


def _page_name(page: PageStatus) -> str:
    return f"{page.locale}: {page.document.title} ({page.document.path})"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
