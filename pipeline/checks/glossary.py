"""A locale's glossary: terms of the source language, and the words that are right for them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from pipeline.catalogs.decisions import GLOSSARY
from pipeline.characters import legible
from pipeline.checks.pair import Fault
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.lexicon import lowered
from pipeline.model import Message
from pipeline.paths import is_there


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language and the translations that are right for it."""

    term: str
    translations: tuple[str, ...]


# The columns of a glossary: as Weblate and the Translate Toolkit name them, and as earlier releases did.
_COLUMNS = (("source", "target"), ("term", "translation"))
_UNSURE = frozenset({"1", "x", "true", "yes", "fuzzy"})  # what the Translate Toolkit takes for it


def read_glossary(project: Project, locale: str) -> tuple[Term, ...]:
    """The terms of a locale's glossary.csv (source, target); none without it.

    Alternatives stand after | or in rows of their own. A term that has no translation yet, or one that needs work, is
    none. Raises PipelineError, by line, if it is not well-formed.
    """
    path = project.catalogs / locale / GLOSSARY
    if not is_there(path):
        return ()
    shown = project.shown(path)
    rows = csv.DictReader(io.StringIO(project.read(path).removeprefix("\ufeff"), newline=""), strict=True)
    try:
        rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
        columns = next((names for names in _COLUMNS if {*names} <= {*rows.fieldnames}), None)
        if columns is None:
            raise PipelineError(
                "the first line does not name the columns source and target",
                path=shown,
                line=1,
                hint="it should be: source,target",
            )
        found: dict[str, list[str]] = {}
        for row in rows:
            term, words = ((row[name] or "").strip() for name in columns)
            if not term:
                raise PipelineError("a line lacks the term", path=shown, line=rows.line_num)
            if (row.get("fuzzy") or "").strip().lower() not in _UNSURE:
                found.setdefault(term, []).extend(word.strip() for word in words.split("|") if word.strip())
    except csv.Error as error:
        raise PipelineError(f"no well-formed CSV: {error}", path=shown, line=rows.line_num) from None
    return tuple(Term(term, tuple(dict.fromkeys(words))) for term, words in found.items() if words)


_WORD_ENDING = 2


def terms_in(text: str, glossary: tuple[Term, ...]) -> list[Term]:
    """The terms of a glossary that a text in the source's language has."""
    text = _read(text)
    return [term for term in glossary if re.search(rf"(?<!\w){re.escape(_read(term.term))}(?:e?s)?(?!\w)", text)]


def glossary_faults(message: Message, glossary: tuple[Term, ...]) -> list[Fault]:
    """The glossary's terms that a source has and whose translations its translation has not."""
    translation = _read(" ".join(message.translations))
    faults = []
    for term in terms_in(message.msgid, glossary):
        if not any(_stem(_read(word)) in translation for word in term.translations):
            wanted = " or ".join(f"“{word}”" for word in term.translations)
            faults.append(Fault("glossary", f"“{term.term}” is {wanted} in the glossary", term.term))
    return faults


def _read(text: str) -> str:
    """A text as it is compared: in whatever capitals, composed or not, with whatever spaces."""
    return lowered(legible(text))


def _stem(word: str) -> str:
    """What the inflected forms of a word begin with."""
    return word[:-_WORD_ENDING] if len(word) > 5 and word.isalpha() and not _is_ideographic(word) else word


def _is_ideographic(word: str) -> bool:
    return any("\u3040" <= character <= "\u9fff" for character in word)
