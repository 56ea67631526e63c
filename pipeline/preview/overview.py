"""Pages of the preview's own: how far each language is, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from pipeline.errors import PipelineError, errors_in
from pipeline.model import Finding, Language
from pipeline.preview.answers import File
from pipeline.preview.assets import asset
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.words import FIRST, name_of
from pipeline.reports import PageStatus
from pipeline.review import Assessment

#: So many tasks are seen at once.
_FIRST = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in a language; `share` is that of its words which are translated, 0 to 100. `status` names a word.

    Words `to_approve` are translated, and are nothing to do for a translator.
    """

    path: str
    share: int
    status: str
    words_to_do: int
    reason: str
    lang: str = FIRST
    to_approve: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A language: how far it is, and what is wrong with its catalogs."""

    language: Language
    share: int
    words_to_do: int
    to_approve: int
    home: str
    fault: str


@dataclass(frozen=True, slots=True)
class Task:
    """What to do first: a page, and why."""

    path: str
    title: str
    language: Language
    why: str


def overview_page(
    now: Snapshot,
    error: PipelineError | None,
    changed: Iterable[File],
    words: Mapping[str, str],
    *,
    approves: bool = False,
) -> str:
    """Languages by pages, what to do first, and the files that have `changed`, in these words.

    What waits for its approval is to do for whoever `approves` texts, and for nobody else.
    """
    documents = [document for document in now.extraction.documents if document.status != "hidden"]
    source = now.project.source
    rows = [
        (
            document,
            now.path(source, document.address),
            [_cell(now, known, document.source, words) for known in now.assessments],
        )
        for document in documents
    ]
    columns = [_column(now, language, assessment) for language, assessment in now.assessments.items()]
    return _page(
        "overview.html",
        words,
        is_copy=now.is_copy,
        root="-/" if now.is_copy else "/-/",
        name=now.project.name,
        source=now.project.source,
        faults=errors_in(error) if error else (),
        columns=columns,
        coming=now.coming,
        rows=rows,
        tasks=list(_tasks(now, words, approves=approves)),
        first=_FIRST,
        changed=list(changed),
        home=now.path(now.project.source, "index.html"),
    )


def error_page(error: PipelineError, words: Mapping[str, str]) -> str:
    """What is wrong, where, and what to do, in these words."""
    return _page("error.html", words, errors=errors_in(error))


def _page(template: str, words: Mapping[str, str], **facts: object) -> str:
    def say(name: str, /, **values: object) -> str:
        return words[name].format_map(values)

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    names = {"say": say, "name_of": lambda language: name_of(language, words), "lang": words["lang"]}
    return environment.from_string(asset(template)).render(**names, dir=words["dir"], **facts)


def _cell(now: Snapshot, language: Language, source: str, words: Mapping[str, str]) -> Cell:
    status = now.page(language, source)
    path = now.path(language, now.address(language, source))
    if status is None:
        return Cell(path, 0, "notThere", 0, "")
    reason, lang = _told(status.blockers[0], words) if status.blockers else ("", FIRST)
    if status.words == 0:
        return Cell(path, 100, _word(status, "byHand"), 0, reason, lang)
    share, waits = int(status.share * 100), status.words_unapproved
    return Cell(path, share, _word(status), status.words_to_do, reason, lang, waits)


def _told(finding: Finding, words: Mapping[str, str]) -> tuple[str, str]:
    """A finding in these words, and their language: in another one than its own it is what its rule is called."""
    title, lang = words.get(f"rule.{finding.rule.removeprefix('critical-')}"), words["lang"]
    return (finding.message, FIRST) if title is None or lang.partition("-")[0] == FIRST else (title, lang)


def _word(status: PageStatus, complete: str = "complete") -> str:
    if status.document.draft:
        return "draft"
    if not status.published:
        return "withheld"
    return "inPart" if status.is_partial else complete


def _column(now: Snapshot, language: Language, assessment: Assessment) -> Column:
    failure = now.failures.get(language)
    fault = "; ".join(str(one) for one in errors_in(failure)) if failure else ""
    share = int(assessment.share * 100)
    home, waits = now.path(language, "index.html"), assessment.words_unapproved
    return Column(language, share, assessment.words_to_do, waits, home, fault)


def _tasks(now: Snapshot, words: Mapping[str, str], *, approves: bool) -> Iterator[Task]:
    """Texts to approve first, and required sections, for their pages wait; then the pages that lack least."""
    found: tuple[list[tuple[int, Task]], ...] = ([], [], [])
    to_approve, waiting, nearly = found
    for language, assessment in now.assessments.items():
        for status in assessment.pages:
            left, ready = status.words_to_do, status.words_unapproved if approves else 0
            if not (left or ready) or status.document.source not in now.index.documents:
                continue
            path = now.path(language, now.address(language, status.document.source))
            critical = next((one for one in status.blockers if _is_for_translators(one)), None)
            if ready:
                tasks, n, why = to_approve, ready, words["overview.toApprove"].format(n=ready)
            elif critical:
                tasks, n, why = waiting, left, _told(critical, words)[0]
            else:
                tasks, n, why = nearly, left, words["overview.toDo"].format(n=left)
            tasks.append((n, Task(path, status.document.title, language, why)))
    for tasks in found:
        yield from (task for _, task in sorted(tasks, key=lambda pair: pair[0]))


def _is_for_translators(finding: Finding) -> bool:
    """Whether a required section waits for those who translate, not for those who approve."""
    return finding.rule.startswith("critical-") and finding.rule != "critical-unapproved"
