"""Reviewers' words that critical translations are right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date

from pipeline.catalogs.decisions import APPROVALS, Verdict, digest, digest_of_translation, lines_of
from pipeline.config import Project
from pipeline.files import NewText, bytes_of, exclusive, write_texts
from pipeline.model import Message
from pipeline.paths import is_there

_COLUMNS = ("locale", "message", "translation", "reviewer", "date")


@dataclass(frozen=True, slots=True)
class Approval:
    """A reviewer's word that a translation is right. `message` and `translation` are digests."""

    locale: str
    message: str
    translation: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class Approvals:
    """All approvals of a site, by locale, message and translation: one text may be translated in two ways.

    `more` are the words of others on what somebody had approved already, as of two branches.
    """

    entries: Mapping[tuple[str, str, str], Approval]
    more: tuple[Approval, ...] = ()

    def verdict(self, locale: str, message: Message) -> Verdict:
        """Whether the message is approved as it is now."""
        key = digest(message)
        if (locale, key, digest_of_translation(message)) in self.entries:
            return Verdict.VALID
        return Verdict.ENDED if any(entry[:2] == (locale, key) for entry in self.entries) else Verdict.NONE

    def with_approved(self, locale: str, messages: Iterable[Message], reviewer: str, day: date) -> Approvals:
        """The ledger with these messages approved as they are."""
        entries = dict(self.entries)
        for message in messages:
            key = locale, digest(message), digest_of_translation(message)
            if key not in entries:
                entries[key] = Approval(*key, reviewer, day.isoformat())
        return replace(self, entries=entries)

    def __str__(self) -> str:
        stream = io.StringIO()
        writer = csv.writer(stream, "excel-tab", lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(sorted(map(astuple, (*self.entries.values(), *self.more))))
        return stream.getvalue()


def record_approvals(project: Project, locale: str, messages: Iterable[Message], reviewer: str, day: date) -> int:
    """Add approvals of messages as they are here to the ledger as it is on disk; how many it did not have.

    Somebody may have read them for a while: what others have recorded meanwhile stays. Raises PipelineError if the
    ledger is not well-formed, or is changed by a program that heeds no lock.
    """
    path = project.catalogs / APPROVALS
    with exclusive(project.catalogs, project.root):
        before = bytes_of(path)
        ledger = read_approvals(project)
        approved = ledger.with_approved(locale, messages, reviewer, day)
        write_texts([NewText(path, f"{approved}", before)], project.root)
    return len(approved.entries) - len(ledger.entries)


def read_approvals(project: Project) -> Approvals:
    """The approvals of a site; none if there is no such file. Raises PipelineError if it is not well-formed."""
    path = project.catalogs / APPROVALS
    if not is_there(path):
        return Approvals({})
    entries, more = dict[tuple[str, str, str], Approval](), list[Approval]()
    hint = "the ledger is written by: pelican-gettext approve; mend the line, or take it out and approve its text again"
    for _, row in lines_of(project, path, _COLUMNS, hint):
        entry = Approval(*row)
        if entries.setdefault((entry.locale, entry.message, entry.translation), entry) != entry:
            more.append(entry)
    return Approvals(entries, tuple(more))
