"""What a browser is told of pages and messages, as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.notes import Note
from pipeline.preview.said import Said


class State(StrEnum):
    """What a message is worth in a language.

    What is `FAULTY` may be published, though `check` calls it wrong. What comes `SUPPLIED` with the tool needs no
    translation by a site.
    """

    TRANSLATED = "translated"
    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    REFUSED = "refused"
    FAULTY = "faulty"
    UNAPPROVED = "unapproved"
    MISSING = "missing"
    SUPPLIED = "supplied"


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in a list: its first words, the kind of its text, and its state."""

    id: str
    state: State
    kind: str
    critical: tuple[str, ...]
    theme: bool
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why readers do not get a page: the rule that says so, if there is one, and the message that it is about.

    It is `said` in words of the panel's, if it has some; else in English alone.
    """

    rule: str
    message: str
    hint: str
    id: str | None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The same page in another language."""

    locale: str
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that translators write: its name in the project, and where a browser gets it."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page; `messages` are those that it shows, by the numbers that their marks have.

    Of its `words`, those that are `words_done` are translated, though some may wait for their approval.
    `file` has its own texts, `changed` are those of all pages that have changed since the preview was started.
    `approves` is whether texts may be approved on it.
    """

    revision: int
    locale: str
    language: str
    english: str
    lang: str
    dir: str
    is_source: bool
    title: str
    source: str
    status: str
    blockers: tuple[Reason, ...]
    versions: tuple[Version, ...]
    messages: Mapping[int, Entry]
    counts: Mapping[State, int]
    words: int
    words_done: int
    approves: bool
    overview: str
    file: File | None
    changed: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about a translation; one that is `refused` keeps it from readers.

    It is `said` in words of the panel's, if it has some; else in English alone.
    """

    rule: str
    severity: str
    refused: bool
    message: str
    hint: str
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of some forms, and what readers would get of each; nothing of what is refused."""

    findings: tuple[Remark, ...]
    rendered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A page that has a message."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term of the glossary that a text has."""

    term: str
    translation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """The translation of another text that is much like this one; likeness from 0 to 100."""

    source: str
    forms: tuple[str, ...]
    likeness: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of a message in a language."""

    id: str
    locale: str
    lang: str
    dir: str
    source_lang: str
    source_dir: str
    source: tuple[str, ...]
    context: str
    forms: tuple[str, ...]
    form_labels: tuple[str, ...]
    fuzzy: bool
    state: State
    previous: str | None
    notes: tuple[Note, ...]
    comment: str
    flags: tuple[str, ...]
    places: tuple[Place, ...]
    critical: tuple[str, ...]
    approved: bool | None
    can_approve: bool
    glossary: tuple[GlossaryTerm, ...]
    similar: tuple[Similar, ...]
    findings: tuple[Remark, ...]
    rendered: tuple[str, ...]
    file: str
    line: int | None
    edit: str
    markdown: bool
