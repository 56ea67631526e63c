"""Where a walker stands: the headings above, the ids around it, and the writer's directives."""

from __future__ import annotations

import re

from pipeline.model import Notation, Segment, Visitor
from pipeline.surroundings import Surroundings

_DIRECTIVE = re.compile(r"\s*i18n:(?P<name>skip-start|skip-end|skip|comment|context)(?::\s*(?P<value>.*?))?\s*", re.S)
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


class Trail:
    """The path from the document's start to the current segment; it makes the segments.

    Directives are comments in the source (`<!-- i18n:skip -->`); they act on the next block or
    segment, or on all between `skip-start` and `skip-end`.
    """

    def __init__(self, visitor: Visitor, *, kind: str | None = None, context: str | None = None) -> None:
        """Start a walk.

        `kind`, where given, is the kind of every segment: the whole text is one field. `context` is the
        msgctxt of the first segment.
        """
        self._visitor = visitor
        self._kind = kind
        self._headings: list[tuple[int, str, str | None]] = []
        self._elements: list[str] = []
        self._containers: list[tuple[int, str]] = []
        self._skip_next = False
        self._skipping = False
        self._comment = ""
        self._context = context

    def heading(self, level: int, text: str, anchor: str | None) -> None:
        """A heading opens a section, which lasts until the next heading of its level or above."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, text, anchor))

    def leave_sections(self) -> None:
        """What follows belongs to no section: footnotes, definitions and the like."""
        self._headings.clear()

    def enter(self, tag: str, anchor: str | None) -> None:
        """Step into an element of this name, which may have an id."""
        self._elements.append(tag)
        if anchor:
            self._containers.append((len(self._elements), anchor))

    def leave(self) -> None:
        """Step out of the element entered last."""
        if self._containers and self._containers[-1][0] == len(self._elements):
            self._containers.pop()
        self._elements.pop()

    def directive(self, comment: str) -> bool:
        """Take a comment's text; whether it is a directive."""
        match = _DIRECTIVE.fullmatch(comment)
        if match is None:
            return False
        value = " ".join((match["value"] or "").split())
        match match["name"]:
            case "skip":
                self._skip_next = True
            case "skip-start":
                self._skipping = True
            case "skip-end":
                self._skipping = False
            case "comment":
                self._comment = value
            case "context":
                self._context = value or None
        return True

    def skips_block(self) -> bool:
        """Whether the block that begins here is to be left alone."""
        skip, self._skip_next = self._skip_next, False
        return skip or self._skipping

    def offer(self, text: str, kind: str, notation: Notation) -> str | None:
        """Offer a normalised text; what the visitor answers (None: keep the source)."""
        if self._skipping:
            return text
        segment = Segment(
            text,
            kind=self._kind or kind,
            notation=notation,
            headings=tuple(heading for _, heading, _ in self._headings if heading not in ("", text)),
            anchors=(
                *(anchor for _, anchor in self._containers),
                *(anchor for _, _, anchor in self._headings if anchor),
            ),
            context=self._context,
            comment=self._comment,
            surroundings=Surroundings(tuple(self._elements)),
        )
        self._comment, self._context = "", None
        return self._visitor(segment)


def collapse(text: str) -> str:
    """One line of text: runs of white space become one space, separators of lines too; no-break spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")
