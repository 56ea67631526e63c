"""Who speaks: what every sentence goes through, to a terminal or a pipe."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.errors import PipelineError
from pipeline.model import Finding, Severity

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
# Headings of columns that hold words, not numbers.
_WORDS = frozenset({"language", "family", "severity"})
#: So many of a kind are told; `-v` tells them all.
MAX_WARNINGS = 5


class Reporter:
    """Writes to a terminal or a pipe: results to standard output, errors and progress to standard error."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.verbose = verbose
        self.quiet = quiet
        self.told: set[Finding] = set()
        self.remedies: set[tuple[str, str]] = set()
        self.told_of_severities = False
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


def new_table(*headings: str) -> Table:
    """A table without lines; numbers stand to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if number == 0 or heading in _WORDS else "right")
    return table


def plural(count: int, noun: str) -> str:
    """A number of things, in English."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
