"""What people have decided about single messages: waivers of findings, approvals of critical texts, the glossary.

All three are files beside the catalogs, made to be read and committed. A decision holds for one text and
one translation, which it names by digests: when either changes, it ends.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import read_text
from pipeline.model import Message

WAIVERS, APPROVALS, GLOSSARY = "waivers.toml", "approvals.tsv", "glossary.csv"
_WAIVER = re.compile(r"waive:\s*([a-z-]+)\s*,\s*(\S.*)")
_COLUMNS = ("locale", "message", "translation", "reviewer", "date")
_WAIVERS_HEAD = """\
# Findings of `pelican-gettext check` that are right as they are, and why. `update` writes what translators say in
# comments (# waive: rule, reason); one may write here, too. An entry ends when its text or translation changes.
"""


class Verdict(Enum):
    """What a ledger says of a message as it is now."""

    NONE = "none"
    VALID = "valid"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One finding that was waived. `message` and `translation` are digests; `source` is for people to read."""

    locale: str
    rule: str
    message: str
    translation: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Waivers:
    """All waivers of a site."""

    entries: tuple[Waiver, ...] = ()

    def verdict(self, locale: str, rule: str, message: Message) -> Verdict:
        """Whether this finding of this message is waived: by the ledger, or by a comment it does not know yet."""
        own = [entry for entry in self._of(locale, message) if entry.rule == rule]
        if any(entry.translation == digest_of_translation(message) for entry in own):
            return Verdict.VALID
        if own:
            return Verdict.ENDED
        return Verdict.VALID if any(name == rule for name, _ in waived_in_comment(message)) else Verdict.NONE

    def with_comments(self, messages: Mapping[str, Iterable[Message]]) -> Waivers:
        """The ledger with what comments say and without what belongs to no message any more. By locale."""
        kept: list[Waiver] = []
        for locale, own in messages.items():
            for message in own:
                known = list(self._of(locale, message))
                kept += known
                rules = {entry.rule for entry in known}
                kept += (
                    Waiver(locale, rule, digest(message), digest_of_translation(message), reason, _shortened(message))
                    for rule, reason in waived_in_comment(message)
                    if rule not in rules
                )
        kept += (entry for entry in self.entries if entry.locale not in messages)
        return Waivers(tuple(sorted(dict.fromkeys(kept), key=lambda entry: (entry.locale, entry.source, entry.rule))))

    def _of(self, locale: str, message: Message) -> Iterator[Waiver]:
        if self.entries:
            wanted = digest(message)
            yield from (entry for entry in self.entries if (entry.locale, entry.message) == (locale, wanted))

    def __str__(self) -> str:
        blocks = [_WAIVERS_HEAD]
        for entry in self.entries:
            fields = ((name, getattr(entry, name)) for name in Waiver.__slots__)
            # A string of JSON is one of TOML.
            lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields)
            blocks.append("[[waiver]]\n" + "\n".join(lines) + "\n")
        return "\n".join(blocks)


def waived_in_comment(message: Message) -> Iterator[tuple[str, str]]:
    """Rules and reasons in a translator's comment: `# waive: rule, reason`."""
    for line in message.comment.split("\n"):
        if match := _WAIVER.fullmatch(line.strip()):
            yield match[1], match[2]


def unreadable_waivers(message: Message) -> Iterator[str]:
    """The lines of a translator's comment that begin as a waiver does, and are none."""
    for line in map(str.strip, message.comment.split("\n")):
        if re.match(r"waive\b", line, re.I) and not _WAIVER.fullmatch(line):
            yield line


def read_waivers(project: Project) -> Waivers:
    """The waivers of a site; none if there is no such file."""
    path = project.catalogs / WAIVERS
    if not path.is_file():
        return Waivers()
    shown = project.shown(path)
    try:
        found = tomllib.loads(read_text(path, shown)).get("waiver", [])
        entries = tuple(Waiver(**{name: str(entry[name]) for name in Waiver.__slots__}) for entry in found)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        cause = f"an entry lacks {error}" if isinstance(error, KeyError) else str(error)
        raise PipelineError(f"no well-formed ledger of waivers: {cause}", path=shown) from None
    return Waivers(entries)


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
    """All approvals of a site, by locale, message and translation: one text may be translated in two ways."""

    entries: Mapping[tuple[str, str, str], Approval]

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
        return Approvals(entries)

    def __str__(self) -> str:
        stream = io.StringIO()
        writer = csv.writer(stream, "excel-tab", lineterminator="\n")
        writer.writerow(_COLUMNS)
        for _, entry in sorted(self.entries.items()):
            writer.writerow(getattr(entry, name) for name in _COLUMNS)
        return stream.getvalue()


def read_approvals(project: Project) -> Approvals:
    """The approvals of a site; none if there is no such file."""
    path = project.catalogs / APPROVALS
    if not path.is_file():
        return Approvals({})
    shown = project.shown(path)
    entries: dict[tuple[str, str, str], Approval] = {}
    for number, row in enumerate(csv.reader(io.StringIO(read_text(path, shown)), "excel-tab"), 1):
        if number == 1 and tuple(row) == _COLUMNS:
            continue
        if len(row) != len(_COLUMNS):
            raise PipelineError(
                f"a line has {len(row)} fields, not {len(_COLUMNS)}",
                path=shown,
                line=number,
                hint="the ledger is written by: pelican-gettext approve",
            )
        entries[row[0], row[1], row[2]] = Approval(*row)
    return Approvals(entries)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language and the translations that are right for it."""

    term: str
    translations: tuple[str, ...]
    note: str = ""


def read_glossary(project: Project, locale: str) -> tuple[Term, ...]:
    """The terms of a locale's glossary.csv (term, translation with alternatives after |, note); none without it."""
    path = project.catalogs / locale / GLOSSARY
    if not path.is_file():
        return ()
    shown = project.shown(path)
    rows = csv.DictReader(io.StringIO(read_text(path, shown)))
    if not {"term", "translation"} <= set(rows.fieldnames or ()):
        raise PipelineError(
            "the first line does not name the columns term and translation",
            path=shown,
            line=1,
            hint="it should be: term,translation,note",
        )
    terms = []
    for row in rows:
        translations = tuple(word.strip() for word in (row["translation"] or "").split("|") if word.strip())
        if not row["term"] or not translations:
            raise PipelineError("a line lacks the term or its translation", path=shown, line=rows.line_num)
        terms.append(Term(row["term"].strip(), translations, row.get("note") or ""))
    return tuple(terms)


def digest(message: Message) -> str:
    """What a source text is known by in the ledgers."""
    return _digest(message.msgctxt or "", message.msgid, message.msgid_plural or "")


def digest_of_translation(message: Message) -> str:
    """What a translation is known by in the ledgers."""
    return _digest(*message.translations)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()[:16]


def _shortened(message: Message) -> str:
    return message.msgid if len(message.msgid) <= 60 else f"{message.msgid[:59]}…"
