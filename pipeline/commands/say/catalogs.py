"""What became of catalogs and their messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.catalogs.decisions import ADDRESSES
from pipeline.catalogs.merge import MergeReport
from pipeline.catalogs.update import UpdateReport
from pipeline.commands.say.reporter import Reporter, level_of, plural
from pipeline.config import Project
from pipeline.exchange import Origin, TakenBack
from pipeline.model import Finding, Language, Message, Severity, headline
from pipeline.sources.assets import name_for


def extracted(to: Reporter, project: Project, templates: int, messages: int, written: int) -> None:
    """What `extract` did."""
    changed = f"{written} written" if written else "nothing to write"
    form = "{messages} messages in {templates} templates of {folder}: {changed}"
    folder = project.shown(project.catalogs)
    to.out.line(form, messages=messages, templates=templates, folder=folder, changed=changed)


def lagging(to: Reporter, paths: Iterable[str]) -> None:
    """The files that lag behind the source."""
    for path in paths:
        to.out.line("{path}: [bold red]lags behind the source[/]", path=path)
    to.out.line("  [dim]remedy:[/] run: pelican-gettext update")


def updated(to: Reporter, reports: Sequence[UpdateReport[Any]]) -> None:
    """What `update` did, per locale."""
    to.out.table(
        ("locale", "kept", "moved", "adjusted", "revived", "fuzzy", "missing", "obsolete", "files"),
        ((report.language.locale, *_counts(report.messages), str(report.files_written or "–")) for report in reports),
    )
    _adjusted(to, reports)
    for report in reports:
        for path, message in report.pruned:
            to.out.line("removed from {path}: “{text}”", path=path, text=headline(message.msgid))
        if report.pruned:
            form = "{locale}: {count} removed"
            to.out.line(form, locale=report.language.locale, count=plural(len(report.pruned), "obsolete message"))
        for path in report.removed:
            to.out.line("removed, as its source is gone and nothing is left in it: {path}", path=path)


def addresses(to: Reporter, project: Project, changed: Iterable[Finding], count: int) -> None:
    """The addresses of pages that changed, and how many are remembered from now on."""
    for finding in changed:
        if finding.rule == "address-changed":
            to.out.line("{locale}: {message}", locale=finding.locale, message=finding.message)
    if count:
        path, word = project.shown(project.catalogs / ADDRESSES), "address" if count == 1 else "addresses"
        to.out.line("{path}: {count} more {word}; commit it", path=path, count=str(count), word=word)


def strangers(to: Reporter, project: Project, found: Iterable[tuple[Language, Path]]) -> None:
    """The catalogs of other programs among ours, and how to take them over."""
    for language, path in found:
        to.out.line("{path}: another program has made it; it is left alone", path=project.shown(path))
        remedy = "  to take its texts over, run: pelican-gettext import --locale {locale} {path}"
        to.out.line(remedy, locale=language.locale, path=project.shown(path))


def imported(to: Reporter, origins: list[Origin], back: Mapping[str, TakenBack]) -> None:
    """What was found where, and what found no partner; of a file of `export`, by its path, what came `back`."""
    if not origins:
        to.out.line("nothing to import: no article by hand, no I18N_SUBSITES, no catalog in the theme")
        return
    for origin in origins:
        language = origin.language.english
        path, count = origin.path, len({message.key for _, message in origin.messages})
        if origin.read:
            form = "{path}: {read} read, {count} of them translated into {language}"
            to.out.line(form, path=path, read=plural(origin.read, "text"), count=origin.translated, language=language)
        if result := back.get(path) if origin.read else None:
            to.out.line("  {changes} taken into the catalogs", changes=plural(result.taken, "change"))
            if result.remarks:
                notes = plural(result.remarks, "new note")
                to.out.line("  {notes} of translators, kept as comments in the catalogs", notes=notes)
        elif origin.refused and not origin.messages and path not in back:
            to.out.line("{path}: {level} nothing of it was taken", path=path, level=level_of(Severity.WARNING))
        elif not origin.read and (origin.messages or path not in back):
            form = "{path}: {count} into {language}"
            to.out.line(form, path=path, count=plural(count, "translation"), language=language)
        _faults(to, origin)
    if any(origin.native for origin in origins):
        to.out.line("An article by hand wins over the catalog: delete its file once the catalog is right.")


def unchanged(to: Reporter) -> None:
    """That a command has written nothing."""
    to.out.line("nothing changed: no catalog was written")


def _faults(to: Reporter, origin: Origin) -> None:
    """What of an origin was not taken, or not as it is."""
    for fault in origin.refused:
        to.out.line("  left out: {fault}", fault=fault)
    for doubt in origin.doubts:
        to.out.line("  taken as fuzzy: {doubt}", doubt=doubt)
    if origin.doubts:
        to.out.line("  remedy: put it right, or remove the fuzzy mark if it is right as it is")
    for message in {message.key: message for message in origin.outdone}.values():
        form = "  not taken, as there is another translation: “{source}”: “{text}”"
        to.out.line(form, source=headline(message.msgid), text=headline(message.translations[0]))
    for message in {message.key: message for message in origin.beside}.values():
        form = "  kept in the comment of a fuzzy translation, choose between them: “{source}”: “{text}”"
        to.out.line(form, source=headline(message.msgid), text=headline(message.translations[0]))
    for original, own in origin.files:
        name = name_for(original, origin.language)
        form = "  it has {own} in place of {original}; called {name}, that stays so beside a catalog"
        to.out.line(form, own=own, original=original, name=name)
    for name, texts in (("original", origin.originals_left), ("translation", origin.translations_left)):
        for text in texts:
            to.out.line("  no partner for the {name}: “{text}”", name=name, text=headline(text))


def accepted(to: Reporter, counts: Mapping[str, tuple[int, int]]) -> None:
    """How many texts that an earlier import has brought in are current now, and how many stay fuzzy, by locale."""
    for locale, (taken, left) in counts.items():
        if taken:
            to.out.line("{locale}: {count} of an earlier import accepted", locale=locale, count=plural(taken, "text"))
        if left:
            form = (
                "{locale}: {count} left fuzzy: doubted since, or imported by an earlier release; "
                "remove the mark where the text is right"
            )
            to.out.line(form, locale=locale, count=plural(left, "text"))


def exported(to: Reporter, path: Path, count: int) -> None:
    """Where the texts are that somebody is to translate."""
    to.out.line("{path}: {count} texts", path=path, count=count)


def to_approve(to: Reporter, groups: Iterable[list[tuple[str, Message]]]) -> None:
    """The texts that a reviewer is to read, source above translation; equal ones once."""
    for (path, message), *others in groups:
        more = f" and in {plural(len(others), 'more place')}" if others else ""
        to.out.line("[dim]{place}{more}[/]", place=f"{path}:{message.line}", more=more)
        to.out.line("{text}", text=message.msgid)
        for text in message.translations:
            to.out.line("[bold]{text}[/]", text=text)
        to.out.line()


def fixed(to: Reporter, lines: Iterable[str]) -> None:
    """A diff."""
    for line in lines:
        form = "[red]{line}[/]" if line[:1] == "-" else "[green]{line}[/]" if line[:1] == "+" else "[dim]{line}[/]"
        to.out.line(form, line=line)


def conflicts(to: Reporter, messages: Iterable[Message], name: str) -> None:
    """The messages that a merge could not decide."""
    for message in messages:
        form = "{name}: error: “{text}” was translated differently on both sides \\[conflict]"
        to.err.line(form, name=name, text=headline(message.msgid))
        to.err.line("  remedy: choose between it and the version in its comment; then remove comment and fuzzy mark")


def set_aside(to: Reporter, messages: Iterable[Message], name: str) -> None:
    """The messages that got another translation on one side of a merge, while they were removed on the other."""
    for message in messages:
        form = "{name}: error: “{text}” got another translation on one side and was removed on the other \\[conflict]"
        to.err.line(form, name=name, text=headline(message.msgid))
        form = "  remedy: it is “{text}”, now obsolete; put it where its source stands now, as it was moved or reworded"
        to.err.line(form, text=headline(next(filter(None, message.translations))))


def _adjusted(to: Reporter, reports: Sequence[UpdateReport[Any]]) -> None:
    """The texts whose mechanical change was made in the translations too: people like to know."""
    locales: dict[str, list[str]] = {}
    for report in reports:
        for text in report.messages.adjustments:
            locales.setdefault(text, []).append(report.language.locale)
    for text, names in locales.items():
        to.out.line("adjusted in {locales}: “{text}”", locales=", ".join(names), text=headline(text))


def _counts(report: MergeReport) -> list[str]:
    return [str(count) if count else "–" for count in asdict(report).values() if isinstance(count, int)]
