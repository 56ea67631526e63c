"""Where a walker stands: the headings above, the ids around it, and the writer's directives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model import Notation, Segment, Visitor, headline
from pipeline.surroundings import Surroundings

_DIRECTIVE = re.compile(r"\s*i18n:(?P<name>skip-start|skip-end|skip|comment|context)(?::\s*(?P<value>.*?))?\s*", re.S)
_IN_PAGES = re.compile(rf"<!--{_DIRECTIVE.pattern}-->\n?", re.S)
_CELLS = ("td", "th")
NO_CELL = ("", "")
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


@dataclass
class _Table:
    """Where a walk stands in a table, and what its columns and this row are called.

    After a cell that spans several nobody knows what is above what.
    """

    row: int = -1
    column: int = -1
    columns: dict[int, str] = field(default_factory=dict)
    row_name: str = ""
    regular: bool = True

    def enter(self, tag: str, *, spans: bool) -> None:
        """Step into a row, or a cell."""
        if tag == "tr":
            self.row, self.column, self.row_name = self.row + 1, -1, ""
        elif tag in _CELLS:
            self.column += 1
            self.regular = self.regular and not spans

    def place(self, text: str, kind: str, *, is_heading: bool) -> tuple[str, str]:
        """The names of the column and the row that a text in the current cell stands in, as far as they have any."""
        if not self.regular:
            return NO_CELL
        column = self.columns.get(self.column, "") if self.row else ""
        row = self.row_name if self.column else ""
        if kind.startswith("table"):
            if is_heading and self.row == 0:
                self.columns.setdefault(self.column, _name(text))
            elif self.column == 0:
                self.row_name = self.row_name or _name(text)
        return column, row


def _name(text: str) -> str:
    return headline(collapse(text))


def without_directives(text: str) -> str:
    """A page or its body without the writer's directives, which are for translators."""
    return _IN_PAGES.sub("", text) if "i18n:" in text else text


class Trail:
    """The path from the document's start to the current segment; it makes the segments.

    Directives are comments in the source (`<!-- i18n:skip -->`); they act on the next block or
    segment, or on all between `skip-start` and `skip-end`.
    """

    def __init__(
        self, visitor: Visitor, *, kind: str | None = None, context: str | None = None, labels: tuple[str, ...] = ()
    ) -> None:
        """Start a walk.

        `kind`, where given, is the kind of every segment: the whole text is one field. `context` is the
        msgctxt of the first segment, `labels` are what the document defines.
        """
        self._visitor = visitor
        self._kind = kind
        self._headings: list[tuple[int, str, str | None]] = []
        self._elements: list[str] = []
        self._containers: list[tuple[int, str]] = []
        self._tables: list[_Table] = []
        self._skip_next = False
        self._skipping = False
        self._comment = ""
        self._context = context
        self._labels = labels

    def heading(self, level: int, text: str, anchor: str | None) -> None:
        """A heading opens a section, which lasts until the next heading of its level or above."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, text, anchor))

    def leave_sections(self) -> None:
        """What follows belongs to no section: footnotes, definitions and the like."""
        self._headings.clear()

    def enter(self, tag: str, anchor: str | None, *, spans: bool = False) -> None:
        """Step into an element of this name, which may have an id; a table's cell may span several."""
        self._elements.append(tag)
        if tag == "table":
            self._tables.append(_Table())
        elif self._tables:
            self._tables[-1].enter(tag, spans=spans)
        if anchor:
            self._containers.append((len(self._elements), anchor))

    def leave(self) -> None:
        """Step out of the element entered last."""
        if self._containers and self._containers[-1][0] == len(self._elements):
            self._containers.pop()
        if self._elements.pop() == "table":
            self._tables.pop()

    def pass_by(self, tag: str) -> None:
        """Take no notice of an element, but that it stands there."""
        self.enter(tag, None)
        self.leave()

    def _cell(self, text: str, kind: str) -> tuple[str, str]:
        """Where in its table a text stands; what names a column or row is remembered."""
        innermost = next((tag for tag in reversed(self._elements) if tag in ("table", *_CELLS)), "table")
        if not self._tables:  # a cell without a table, as a browser has none
            return NO_CELL
        return NO_CELL if innermost == "table" else self._tables[-1].place(text, kind, is_heading=innermost == "th")

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

    def offer(self, text: str, kind: str, notation: Notation, *, picture: str = "") -> str | None:
        """Offer a normalised text, which may tell of a picture; what the visitor answers (None: keep the source)."""
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
            surroundings=Surroundings(tuple(self._elements), labels=self._labels),
            cell=self._cell(text, kind),
            picture=collapse(picture),
        )
        self._comment, self._context = "", None
        return self._visitor(segment)


def collapse(text: str) -> str:
    """One line of text: runs of white space become one space, separators of lines too; no-break spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")
