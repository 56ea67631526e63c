"""How a build went, and what escapes translation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.build import CoverageReport, Why
from pipeline.build import Progress as BuildProgress
from pipeline.catalogs.marks import MarkedMessage
from pipeline.commands.say.findings import tell
from pipeline.commands.say.pages import tell_pages
from pipeline.commands.say.reporter import Reporter, level_of, plural, sentence
from pipeline.config import Project
from pipeline.model import Language, Severity
from pipeline.reports import BuildReport, SiteReport
from pipeline.rules import RULES
from pipeline.verify import OF_PAGES, Leak, once

#: Of one cause so many texts are told, most of a theme's words being on each page.
_MOST_TEXTS = 3
# What no sentence has: a word with digits, or put together by signs; capital letters alone.
_NO_PROSE = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|\w[_=/\\\\@#$<>{}]\w|^[A-Z]{2,}$|\w\.\w|\(\)")


def covered(to: Reporter, report: CoverageReport, limit: int = 0) -> None:
    """Text that no catalog can translate, by cause and element, what is most frequent first; then messages unseen.

    Told are so many causes at most; all of them if the limit is 0.
    """
    for finding in report.problems:
        tell(to, finding)
    groups: dict[tuple[str, str], list[Leak]] = {}
    for leak in report.leaks:
        groups.setdefault((leak.cause, leak.place), []).append(leak)
    most_first = sorted(groups.values(), key=len, reverse=True)
    for leaks in most_first[: limit or None]:
        _group(to, leaks)
    if limit and len(most_first) > limit:
        to.out.line("and {others}; --limit 0 shows all", others=plural(len(most_first) - limit, "more cause"))
    _unseen(to, report.unused[: limit or None], Severity.ERROR, "appears nowhere")
    why = "did not appear; its condition was not met in this build"
    _unseen(to, report.conditional[: limit or None], Severity.NOTE, why)
    hidden = sum(max(0, len(messages) - limit) for messages in (report.unused, report.conditional)) if limit else 0
    if hidden:
        to.out.line("and {others} not seen; --limit 0 shows all", others=plural(hidden, "more message"))
    checked = f"{plural(report.pages, 'page')} and {plural(report.messages, 'message')} read"
    faults = len(report.leaks) + len(report.unused)
    result = plural(faults, "fault") if faults else "nothing visible escapes"
    to.out.line("{checked}: {result}", checked=checked, result=result)


def _group(to: Reporter, leaks: list[Leak]) -> None:
    """The texts of one cause and one element: what is on most pages first."""
    texts: dict[str, list[Leak]] = {}
    for leak in leaks:
        texts.setdefault(leak.text, []).append(leak)
    most_first = sorted(texts.values(), key=len, reverse=True)
    for first, *others in most_first if to.verbose else most_first[:_MOST_TEXTS]:
        count = plural(len(others), "more place")
        more = sentence(" [dim]and in {count}; -v shows all[/]", count=count) if others and not to.verbose else ""
        for leak in (first, *others) if to.verbose else (first,):
            form = "{page}: [bold red]error:[/] “{text}” in {place}{more}"
            to.out.line(form, page=leak.page, text=leak.text, place=leak.place, more=more)
    if not to.verbose and len(most_first) > _MOST_TEXTS:
        rest = plural(len(most_first) - _MOST_TEXTS, "other text")
        to.out.line("  [dim]and {rest} in {place}; -v shows all[/]", rest=rest, place=leaks[0].place)
    to.out.line("  [dim]probably[/] {cause}", cause=leaks[0].cause)
    if any(map(_NO_PROSE.search, texts)):
        to.out.line('  [dim]what is code or a name there:[/] translate="no" on its element')


def _unseen(to: Reporter, messages: Iterable[MarkedMessage], severity: Severity, why: str) -> None:
    for marked in messages:
        place, text = marked.message.references[0], marked.message.msgid
        to.out.line("{place}: {level} “{text}” {why}", place=place, level=level_of(severity), text=text, why=why)


def on_cluster(to: Reporter, workers: int, tasks: int, dashboard: str) -> None:
    """Who helps, and where one can watch."""
    if to.quiet:
        return
    count, at_a_time = plural(workers, "worker"), plural(tasks, "task")
    if not workers:
        to.err.line("the cluster has no worker yet; what is to be done waits for one: {dashboard}", dashboard=dashboard)
    else:
        form = "{count} on the cluster, {at_a_time} at a time: {dashboard}"
        to.err.line(form, count=count, at_a_time=at_a_time, dashboard=dashboard)


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
    with Progress(*columns, console=to.err.console, transient=True, disable=not to.err.console.is_terminal) as progress:
        task = progress.add_task("", total=total)

        def advance(report: SiteReport) -> None:
            progress.update(task, advance=1, description=report.language.tag)

        yield advance


def built(to: Reporter, report: BuildReport, project: Project) -> None:
    """Each site, what was withheld from it, and why one was not published."""
    for site in report.sites:
        _site(to, site, project)
    for finding in (*report.lost, *report.refused):
        tell(to, finding)
    for site in report.sites:
        is_told = site.published or site.empty
        own = (page for page in report.pages if page.locale == site.language.locale)
        tell_pages(to, (page for page in own if to.quiet or not (page.is_lost and is_told)))


def _site(to: Reporter, site: SiteReport, project: Project) -> None:
    language = site.language
    folder = project.shown(project.output)
    address = folder if language == project.source else f"{folder}/{language.path}"
    if site.empty:
        form = "[yellow]nothing[/]   {address} {language}, no page is published"
        to.out.line(form, address=f"{address:<16}", language=language.english)
    elif site.published:
        pages = plural(len(site.pages), "page")
        form = "[green]published[/] {address} {language}, {pages}, {how}"
        how = "kept: nothing of it has changed" if site.kept else f"{site.seconds:.1f} s{_news(site, project)}"
        to.out.line(form, address=f"{address:<16}", language=language.english, pages=pages, how=how)
    else:
        form = "[bold red]failed[/]    {address} {language}; what was published before stays"
        to.out.line(form, address=f"{address:<16}", language=language.english)
    for finding in site.problems if to.verbose else once(site.errors or site.problems, rules=OF_PAGES):
        # What is wrong with a source is wrong in every language; it is told once.
        told = replace(finding, locale=None)
        if told not in to.told:
            to.told.add(told)
            is_new = (finding.rule, finding.hint) not in to.remedies
            to.remedies.add((finding.rule, finding.hint))
            tell(to, finding if is_new else replace(finding, hint=""))
    if not (site.published or site.empty):
        _may_be_lowered(to, {finding.rule for finding in site.errors})


_WHY: Mapping[str, str] = {
    Why.ASKED: "fresh, as you asked",
    Why.TEXTS: "its texts, a setting, or what others publish has changed, or the store was emptied",
    Why.READS: "what it is made of has changed",
    Why.OUTPUT: "its published files were not as it had left them",
    Why.DAY: "for the first time today",
    Why.UNSTEADY: "it comes out otherwise each time",
    Why.ELSEWHERE: "each time, on a cluster",
    Why.UNHEARD: "each time, for nobody knows what a plugin or template of it does",
}


def _news(site: SiteReport, project: Project) -> str:
    """How much of a site that stood came out otherwise, and why it was built at all."""
    why, cause = site.why
    if not why:
        return ""
    cause = project.shown(Path(cause)) if why == Why.READS and cause else cause
    because = f" ({cause})" if cause else ""
    news, files = site.news
    pages = f"; {plural(site.pages_kept, 'page')} kept" if site.pages_kept else ""
    whole = f"; all of it was made: {site.whole}" if site.whole else ""
    return f": {news or 'none'} of {plural(files, 'file')} new; {_WHY[why]}{because}{pages}{whole}"


def _may_be_lowered(to: Reporter, rules: set[str]) -> None:
    """Where nothing keeps a site back that a site may not judge for itself, how it does so; once."""
    if not rules or any(RULES[rule].fixed for rule in rules) or to.told_of_severities:
        return
    to.told_of_severities = True
    severities = json.dumps(dict.fromkeys(sorted(rules), "warning"))
    to.out.line("  [dim]or publish it as it is:[/] {setting}", setting=f'GETTEXT["severities"] = {severities}')


def cached(to: Reporter, place: Path | None, size: int) -> None:
    """Where it is kept what was worked out once, and how much it is."""
    if place is None:
        to.out.line("nothing is kept: you have no cache folder")
    else:
        to.out.line("{place}: {size} MB", place=str(place), size=f"{size / 1024**2:.1f}")


def look_at(to: Reporter, project: Project) -> None:
    """How to see the sites that were built."""
    folder = project.shown(project.output)
    to.out.line(
        "To look at the sites: {command}, then open http://localhost:8000/",
        command=f"python -m http.server -d {folder} 8000",
    )


def copied(to: Reporter, pages: int, folder: Path) -> None:
    """Where the pages for a review are."""
    place = str(folder / "index.html")
    to.out.line("{pages} pages for a review: open {place}", pages=pages, place=place)


def previewing(to: Reporter, address: str, languages: Sequence[Language]) -> None:
    """Where the preview is, and how it ends."""
    names = ", ".join(language.english for language in languages)
    to.out.line("The live pages are at {address} ({names}).", address=address, names=names)
    to.out.line("Open it in your browser; end it here with Ctrl-C.")
