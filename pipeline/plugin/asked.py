"""What pages asked, each question held once: most pages of a template ask the same, each of other contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.plugin.answers import Question

#: A question of a page, its content left out: its kind, which of the page's contents it is about (-1 for none), and
#: what it asks for.
Blank = tuple[str, int, str]
#: Kinds of questions about a content; any other one has a name, or none.
_OF_CONTENTS = frozenset({"attribute", "body", "item", "partial"})
_NAMED, _NAMELESS = frozenset({"feed", "template", "variable"}), frozenset({"page"})


@dataclass(frozen=True, slots=True)
class Trace:
    """What a page or feed was made of: the numbers of its form, and of the contents that it asked.

    `answers` is a digest of all that it was answered, `file` one of its file.
    """

    form: int
    contents: tuple[int, ...]
    answers: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The contents that pages asked, and the forms of their questions: those in their order, contents left out."""

    contents: tuple[str, ...] = ()
    forms: tuple[tuple[Blank, ...], ...] = ()

    def questions(self, trace: Trace) -> list[Question]:
        """What a page asked, in order."""
        about = [self.contents[number] for number in trace.contents]
        return [
            (kind, about[number], key) if number >= 0 else (kind, key) if key else (kind,)
            for kind, number, key in self.forms[trace.form]
        ]

    def holds(self, traces: Iterable[Trace]) -> bool:
        """Whether each number is one of something, and each question one that can be asked: a store may be anything."""
        known, forms = range(len(self.contents)), range(len(self.forms))
        most = [max((number for _, number, _ in form), default=-1) for form in self.forms]
        return all(_can_be_asked(*blank) for form in self.forms for blank in form) and all(
            trace.form in forms
            and all(number in known for number in trace.contents)
            and most[trace.form] < len(trace.contents)
            for trace in traces
        )


def _can_be_asked(kind: str, number: int, key: str) -> bool:
    if kind in _OF_CONTENTS:
        return number >= 0
    return number == -1 and (bool(key) if kind in _NAMED else kind in _NAMELESS and not key)


@dataclass(slots=True)
class Asking:
    """The questions of pages, as they are asked."""

    _contents: dict[str, int] = field(default_factory=dict)
    _forms: dict[tuple[Blank, ...], int] = field(default_factory=dict)
    _blanks: dict[Blank, Blank] = field(default_factory=dict)

    def note(self, asked: Mapping[Question, str]) -> Trace:
        """What a page asked, in order, with a digest of each answer."""
        return self.note_form(asked, digest_of_answers(asked.values()))

    def note_form(self, questions: Iterable[Question], answers: str, file: str = "") -> Trace:
        """What a page asked, whose answers together have this digest."""
        about: dict[str, int] = {}
        form = tuple(self._blank(question, about) for question in questions)
        contents = tuple(self._contents.setdefault(content, len(self._contents)) for content in about)
        return Trace(self._forms.setdefault(form, len(self._forms)), contents, answers, file)

    def asked(self) -> Asked:
        """All of them."""
        return Asked(tuple(self._contents), tuple(self._forms))

    def _blank(self, question: Question, about: dict[str, int]) -> Blank:
        kind, *rest = question
        number = about.setdefault(rest[0], len(about)) if kind in _OF_CONTENTS else -1
        blank = kind, number, rest[-1] if rest else ""
        return self._blanks.setdefault(blank, blank)


def digest_of_answers(answers: Iterable[str]) -> str:
    """A digest of what a page was answered, in the order in which it asked."""
    return hashlib.blake2b("\n".join(answers).encode(), digest_size=12).hexdigest()
