"""Who speaks: what every sentence goes through, to a terminal or a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.commands.say.streams import write_data
from pipeline.commands.say.visible import code, command_at, visible
from pipeline.errors import PipelineError, errors_in
from pipeline.model import Finding, Severity

_LEVELS = {
    Severity.ERROR: "[bold red]error:[/]",
    Severity.WARNING: "[yellow]warning:[/]",
    Severity.NOTE: "[dim]note:[/]",
}
# Headings of columns that hold words, not numbers.
_WORDS = frozenset({"language", "family", "severity"})
_BLANK = re.compile(r"\{(\w+)\}")
#: So many of a kind are told; `-v` tells them all.
MAX_WARNINGS = 5


def sentence(form: str, **words: object) -> Text:
    """One line of ours with words of others in it.

    `form` is written by us: rich's markup, with `{name}` where a word goes. A word is never markup, and all of it can
    be seen (`visible`); a `Text` is a sentence already.
    """
    ours = Text.from_markup(form, emoji=False)
    line = Text()
    done = 0
    for blank in _BLANK.finditer(ours.plain):
        line.append_text(ours[done : blank.start()])
        word, styles = words[blank[1]], ours[blank.start() : blank.end()].spans
        line.append_text(
            word if isinstance(word, Text) else Text(visible(str(word)), styles[-1].style if styles else "")
        )
        done = blank.end()
    return line.append_text(ours[done:])


class _Console(Console):
    """A console that leaves it to the command to end where nobody reads on."""

    def on_broken_pipe(self) -> None:
        """Called while the error is handled."""
        raise


class Voice:
    """Lines on one stream."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def line(self, form: str = "", **words: object) -> None:
        """Say a sentence. See `sentence`."""
        line = sentence(form, **words)
        if (at := command_at(line.plain)) is not None:
            line = Text.assemble(line[:at], code(line.plain[at]), line[at + 1 :])
        self.console.print(line)

    def table(self, headings: Iterable[str], rows: Iterable[Iterable[str | Text]]) -> None:
        """A table without lines; numbers stand to the right."""
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for number, heading in enumerate(headings):
            table.add_column(heading, justify="left" if number == 0 or heading in _WORDS else "right")
        for row in rows:
            table.add_row(*(cell if isinstance(cell, Text) else Text(visible(cell)) for cell in row))
        self.console.print(table)


class Reporter:
    """Writes to a terminal or a pipe: results to standard output, errors and progress to standard error."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.verbose = verbose
        self.quiet = quiet
        self.told: set[Finding] = set()
        self.remedies: set[tuple[str, str]] = set()
        self.told_of_severities = False
        self.out = Voice(_Console(quiet=quiet, highlight=False, markup=False, emoji=False, soft_wrap=True))
        self.err = Voice(_Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True))

    def error(self, error: PipelineError) -> None:
        """Cause and remedy of bad input, of each error that this one stands for."""
        for one in errors_in(error):
            place = f"{one.place}: " if one.place else ""
            self.err.line("{place}[bold red]error:[/] {cause}", place=place, cause=one.message)
            if one.hint:
                self.err.line("  [dim]remedy:[/] {remedy}", remedy=one.hint)

    def ask(self, form: str, **words: object) -> bool:
        """Ask a person yes or no. See `sentence`."""
        return click.confirm(sentence(form, **words).plain)

    def data(self, text: str) -> None:
        """A report for programs, as `formats` makes it."""
        write_data(text if text.endswith("\n") else f"{text}\n")


def level_of(severity: Severity) -> Text:
    """How bad it is, as a line begins."""
    return sentence(_LEVELS[severity])


def plural(count: int, noun: str) -> str:
    """A number of things, in English."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
