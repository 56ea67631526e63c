"""What people have decided about single messages, in files beside the catalogs, made to be read and committed.

A decision holds for one text and one translation, which it names by digests: when either changes, it ends.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Message

WAIVERS, APPROVALS, GLOSSARY, ADDRESSES = "waivers.toml", "approvals.tsv", "glossary.csv", "addresses.tsv"


class Verdict(Enum):
    """What a ledger says of a message as it is now."""

    NONE = "none"
    VALID = "valid"
    ENDED = "ended"


def lines_of(project: Project, path: Path, columns: tuple[str, ...], hint: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a ledger in columns, each with its number; where two branches made the file it has its head twice.

    `hint` is the remedy for a line that has other columns. Raises PipelineError for it, and for what is no such file.
    """
    shown = project.shown(path)
    rows = csv.reader(io.StringIO(project.read(path)), "excel-tab")
    try:
        for number, row in enumerate(rows, 1):
            if tuple(row) in ((), columns):
                continue
            if len(row) != len(columns):
                fault = f"a line has {len(row)} fields, not {len(columns)}"
                raise PipelineError(fault, path=shown, line=number, hint=hint)
            yield number, row
    except csv.Error as error:
        # A line break of its own within a line, or a quotation mark that nothing ends.
        fault = f"no line of a ledger can be read here: {error}"
        raise PipelineError(fault, path=shown, line=max(rows.line_num, 1), hint=hint) from None


def digest(message: Message) -> str:
    """What a source text is known by in the ledgers."""
    return digest_of(message.msgctxt or "", message.msgid, message.msgid_plural or "")


def digest_of_translation(message: Message) -> str:
    """What a translation is known by in the ledgers."""
    return digest_of(*message.translations)


def digest_of(*texts: str) -> str:
    """What some texts are known by in the ledgers."""
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()[:16]
