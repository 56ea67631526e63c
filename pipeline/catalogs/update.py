"""Catalogs on disk brought up to date with their templates: the languages side by side, each by itself.

No process holds the catalogs of a language, however many there are: they are read one at a time (`merged`), and their
new texts wait on disk (`plan`) until those of all languages are known to be sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.catalogs.former import Former
from pipeline.catalogs.merge import MergeReport
from pipeline.catalogs.merged import Imported as Imported
from pipeline.catalogs.merged import merged_catalogs
from pipeline.catalogs.merges import Unseen
from pipeline.catalogs.plan import Look as Look
from pipeline.catalogs.plan import Plan, Planner
from pipeline.catalogs.templates import Template, respell_files
from pipeline.catalogs.texts import Texts
from pipeline.catalogs.waiting import Waiting
from pipeline.config import Project
from pipeline.files import bytes_of, exclusive, remove_file, write_texts
from pipeline.model import Catalog, Key, Language, Message
from pipeline.workers import MANY, Afar, map_on_all_cores

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Seen = TypeVar("_Seen")
#: So many catalogs are worth an errand to another machine.
_ERRAND = 2_000


@dataclass(frozen=True, slots=True)
class UpdateReport(Generic[_Seen]):
    """What `update` did for one locale: messages by fate, how many files changed, and what was seen of them.

    `pruned` are the obsolete messages that were removed, each with its file; `removed` the files that went, because
    nothing was left in them. Files are relative to the project.
    """

    language: Language
    messages: MergeReport
    files_written: int
    seen: _Seen
    pruned: tuple[tuple[str, Message], ...] = ()
    removed: tuple[str, ...] = ()


def _is_nothing(_: Message) -> bool:
    return False


def _says_nothing(*_: object) -> None:
    return None


#: Who sees nothing of what `update` makes.
NOBODY: Look[None] = Look(_is_nothing, _says_nothing)


def update_catalogs(
    project: Project,
    templates: Sequence[Template],
    languages: Iterable[Language],
    imported: Mapping[str, Imported] | None = None,
    *,
    look: Look[_Seen],
    prune: bool = False,
    unseen: Unseen | None = None,
) -> list[UpdateReport[_Seen]]:
    """Merge the templates into the catalogs of these languages, creating those that are missing.

    All catalogs of all languages are read before the first is written: a malformed one changes nothing, and raises
    PipelineError. `imported` holds, by locale, translations from elsewhere for messages that have none. With `prune`,
    messages that were obsolete already are removed. Texts that are `unseen` become fuzzy (`merges`). What moves from
    one catalog to another goes from the first when it is in the second, so that wherever it is broken off all texts are
    in one of them.
    """
    languages = list(languages)
    with exclusive(project.catalogs, project.root):
        planner = Planner(project, templates, _texts_of(templates), imported or {}, look, prune, unseen or {})
        for language in languages:
            respell_files(project, templates, language.locale)
        try:
            files = len(templates) * len(languages)
            afar = Afar(files // _ERRAND, partial(_planned, planner), partial(_received, project))
            plans = _for_each(planner, languages, files, afar)
            return _for_each(partial(_written, project), plans, sum(plan.files for plan in plans))
        finally:
            for language in languages:
                Waiting(project, language).forget()


def lagging_catalogs(project: Project, templates: Sequence[Template], languages: Iterable[Language]) -> list[Path]:
    """The catalogs whose messages are not those of the source. Raises PipelineError for one that is malformed.

    How a program has written them does not matter, nor what it has left out of what comes from the template.
    """
    languages = list(languages)
    work = partial(_lagging, project, templates, _texts_of(templates))
    files = len(templates) * len(languages)
    return [path for paths in _for_each(work, languages, files, Afar(files // _ERRAND)) for path in paths]


def _for_each(
    function: Callable[[_Item], _Result], items: Sequence[_Item], files: int, afar: Afar | None = None
) -> list[_Result]:
    """The results for these languages: on all cores where there are enough files to make that worthwhile."""
    return map_on_all_cores(function, items, worthwhile=2, afar=afar) if files >= MANY else list(map(function, items))


def _planned(planner: Planner[_Seen], language: Language) -> tuple[Plan[_Seen], bytes | None]:
    """A plan that is made on another machine, and what waits there."""
    plan = planner(language)
    return plan, Waiting(planner.project, language).taken()


def _received(project: Project, planned: tuple[Plan[_Seen], bytes | None]) -> Plan[_Seen]:
    plan, taken = planned
    Waiting(project, plan.language).put(taken)
    return plan


def _written(project: Project, plan: Plan[_Seen]) -> UpdateReport[_Seen]:
    """Write what waits for a language: all that comes, then what goes, then the files in which nothing is left."""
    written, removed = set[Path](), list[Path]()
    if plan.files:
        with Waiting(project, plan.language) as waiting:
            written = {*write_texts(waiting.coming(), project.root), *write_texts(waiting.going(), project.root)}
            removed = [path for path, held in waiting.removals() if bytes_of(path) == held]
            for path in removed:
                remove_file(path, project.root)
    gone = tuple(map(project.shown, removed))
    return UpdateReport(plan.language, plan.messages, len(written) + len(removed), plan.seen, plan.pruned, gone)


def _lagging(project: Project, templates: Sequence[Template], texts: Texts, language: Language) -> list[Path]:
    lags: dict[Path, bool] = {}
    former = Former(project, templates, language)
    for merged in merged_catalogs(project, former, texts, language, {}):
        before = merged.before
        lags[before.path] = before.held is None or _in_use(merged.whole) != _in_use(before.found)
    return [path for path, is_behind in lags.items() if is_behind]


def _in_use(catalog: Catalog) -> dict[Key, tuple[object, ...]]:
    """What a site is built from, and what translators are asked."""
    return {
        message.key: (
            message.msgid_plural,
            message.translations,
            message.fuzzy,
            message.previous if message.fuzzy else None,
        )
        for message in catalog.messages
        if not message.obsolete
    }


def _texts_of(templates: Iterable[Template]) -> Texts:
    return Texts.of(message.key for template in templates for message in template.catalog.messages)
