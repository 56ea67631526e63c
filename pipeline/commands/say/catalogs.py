"""What became of catalogs and their messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.markup import escape

from pipeline.catalogs.merge import MergeReport
from pipeline.catalogs.update import UpdateReport
from pipeline.commands.say.reporter import Reporter, new_table, plural
from pipeline.config import Project
from pipeline.exchange import Origin
from pipeline.model import Message, headline


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
    table = new_table("locale", "kept", "moved", "adjusted", "revived", "fuzzy", "missing", "obsolete", "files")
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
                to.out.print(f"  no partner for the {name}: “{headline(text)}”", markup=False, highlight=False)
    if any(origin.native for origin in origins):
        to.out.print("An article by hand wins over the catalog: delete its file once the catalog is right.")


def exported(to: Reporter, path: Path, count: int) -> None:
    """Where the texts are that somebody is to translate."""
    to.out.print(f"{path}: {count} texts", markup=False, highlight=False)


def to_approve(to: Reporter, groups: Iterable[list[tuple[str, Message]]]) -> None:
    """The texts that a reviewer is to read, source above translation; equal ones once."""
    for (path, message), *others in groups:
        more = f" and in {plural(len(others), 'more place')}" if others else ""
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
            f"{name}: error: “{headline(message.msgid)}” was translated differently on both sides [conflict]\n"
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
        to.out.print(f"adjusted in {', '.join(names)}: “{headline(text)}”", markup=False, highlight=False)


def _counts(report: MergeReport) -> list[str]:
    return [str(count) if count else "–" for count in asdict(report).values() if isinstance(count, int)]
