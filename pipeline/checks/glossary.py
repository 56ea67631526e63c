"""A locale's glossary: terms of the source language, and the words that are right for them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from pipeline.catalogs.decisions import GLOSSARY
from pipeline.checks.pair import Fault
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import is_there
from pipeline.model import Message


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language and the translations that are right for it."""

    term: str
    translations: tuple[str, ...]
    note: str = ""


def read_glossary(project: Project, locale: str) -> tuple[Term, ...]:
    """The terms of a locale's glossary.csv (term, translation with alternatives after |, note); none without it.

    Raises PipelineError, by line, if it is not well-formed.
    """
    path = project.catalogs / locale / GLOSSARY
    if not is_there(path):
        return ()
    shown = project.shown(path)
    rows = csv.DictReader(io.StringIO(project.read(path)))
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


_WORD_ENDING = 2


def glossary_faults(message: Message, glossary: tuple[Term, ...]) -> list[Fault]:
    """The glossary's terms that a source has and whose translations its translation has not."""
    source, translation = message.msgid.lower(), " ".join(message.translations).lower()
    faults = []
    for term in glossary:
        if not re.search(rf"(?<!\w){re.escape(term.term.lower())}(?:e?s)?(?!\w)", source):
            continue
        if not any(_stem(word.lower()) in translation for word in term.translations):
            wanted = " or ".join(f"“{word}”" for word in term.translations)
            faults.append(Fault("glossary", f"“{term.term}” is {wanted} in the glossary", term.term))
    return faults


def _stem(word: str) -> str:
    """What the inflected forms of a word begin with."""
    return word[:-_WORD_ENDING] if len(word) > 5 and word.isalpha() and not _is_ideographic(word) else word


def _is_ideographic(word: str) -> bool:
    return any("\u3040" <= character <= "\u9fff" for character in word)
