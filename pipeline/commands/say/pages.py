"""How far each language is, and what holds pages back."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from pipeline.commands.say.findings import tell
from pipeline.commands.say.reporter import MAX_WARNINGS, Reporter, plural
from pipeline.reports import PageStatus
from pipeline.review import Assessment, Survey


def status(to: Reporter, survey: Survey) -> None:
    """Per locale: how much is translated, how many pages are published; then what holds pages back."""
    waits = any(assessment.words_unapproved for assessment in survey.assessments)
    columns = ["locale", "language", "translated", "to do", "fuzzy", *["to approve"] * waits, "pages"]
    to.out.table(columns, [_status_row(assessment, waits=waits) for assessment in survey.assessments])
    for assessment in survey.assessments:
        if assessment.is_untouched and not to.verbose:
            withheld = plural(sum(not page.published for page in assessment.pages), "page")
            name = assessment.language.locale
            to.out.line(
                "[yellow]withheld[/] {withheld} in {name}: nothing is translated yet", withheld=withheld, name=name
            )
        else:
            tell_pages(to, assessment.pages)
    for error in (*survey.faults, *(error for _, error in survey.failures)):
        to.error(error)


def tell_pages(to: Reporter, pages: Iterable[PageStatus]) -> None:
    """The pages that are not wholly in their language: withheld ones with the reasons, then the others."""
    pages = list(pages)
    withheld = [page for page in pages if not page.published]
    # A mistake comes before what only waits for its translation.
    withheld.sort(key=lambda page: page.blockers[0].severity, reverse=True)
    listed = withheld if to.verbose else withheld[:MAX_WARNINGS]
    for page in listed:
        _withheld(to, page)
    if hidden := len(withheld) - len(listed):
        to.out.line("[dim]and {count} withheld; -v shows all[/]", count=plural(hidden, "more page"))
    partial = [page for page in pages if page.published and page.is_partial]
    partial.sort(key=lambda page: not page.in_source)  # what the law may ask about comes first
    shown = partial if to.verbose else partial[:MAX_WARNINGS]
    for page in shown:
        sections = f", required in the source's language: {', '.join(page.in_source)}" if page.in_source else ""
        stays = "; it stays because it was published before" if page.stays else ""
        said = f"{_page_name(page)}, {int(page.share * 100)} % translated{sections}{stays}"
        to.out.line("[yellow]partly[/]   {page}", page=said)
    if hidden := len(partial) - len(shown):
        to.out.line("[dim]and {count} partly translated; -v shows all[/]", count=plural(hidden, "more page"))


def _withheld(to: Reporter, page: PageStatus) -> None:
    if to.quiet:
        for finding in page.blockers:
            tell(to, finding)
        return
    lost = ", which was published" if page.is_lost else ""
    to.out.line("[yellow]withheld[/] {page}{lost}", page=_page_name(page), lost=lost)
    for finding in page.blockers[: None if to.verbose else 1]:
        to.out.line("  {place}: {message}", place=finding.place, message=finding.message)
    if len(page.blockers) > 1 and not to.verbose:
        to.out.line("  [dim]and {count}; -v shows all[/]", count=plural(len(page.blockers) - 1, "more reason"))


def _status_row(assessment: Assessment, *, waits: bool) -> tuple[str | Text, ...]:
    published = sum(page.published for page in assessment.pages)
    complete = published == len(assessment.pages)
    # What is in a catalog that cannot be read may be translated, or not.
    least, most = ("at least ", "at most ") if assessment.unread else ("", "")
    return (
        assessment.language.locale,
        assessment.language.english,
        f"{least}{int(assessment.share * 100)} %",
        f"{most}{assessment.words_to_do} words",
        f"{least}{assessment.words_fuzzy} words",
        *[f"{assessment.words_unapproved} words"] * waits,
        Text(f"{published} of {len(assessment.pages)}", "green" if complete else "yellow"),
    )


def _page_name(page: PageStatus) -> str:
    return f"{page.locale}: {page.document.title} ({page.document.path})"
