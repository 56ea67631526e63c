"""What of a text is markup and no words, as the codes that other tools keep from being changed. Pure.

A text is taken apart by the marks of its notation, read loosely: what is taken for a code and is none does no harm, for
the parts put together are the text again, whatever was found. Which marks hold is for the checks to say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pipeline.exchange.marks import Mark, marks_of
from pipeline.model import Notation
from pipeline.sources.messages import MAX_TEXT

#: Stands for the words in a pair, where the pair is shown: `**…**`.
WORDS = "…"
# Patterns look for the end of a mark wherever it may be: a text that has more of what may begin one, or more characters
# than a source has, is all words. No person has written it.
_BEGINNINGS, _MOST_BEGINNINGS = "[({<`*_|", 2_000
# A pair with one of these in its marks could not be shown so.
_UNSHOWN = re.compile(f"[\n\t{WORDS}]")


@dataclass(frozen=True, slots=True)
class Code:
    """Marks as they are written: the `opening` and the `closing` of a pair; one that stands alone has no closing.

    `kind` is bold, italic, link, image, code, variable, or nothing that other tools know.
    """

    opening: str
    closing: str | None = None
    kind: str = field(default="", compare=False)

    def around(self, words: str) -> str:
        """The words with the marks of a pair; one that stands alone has none."""
        return f"{self.opening}{words}{self.closing or ''}"

    def __str__(self) -> str:
        return self.opening if self.closing is None else self.around(WORDS)


@dataclass(frozen=True, slots=True)
class Coded:
    """A code in a text under its number, and what is in it."""

    id: str
    code: Code
    parts: tuple[Part, ...] = ()


Part: TypeAlias = "str | Coded"


def coded(text: str, notation: Notation) -> tuple[Part, ...]:
    """The words and codes of a source text, which are numbered as they stand."""
    numbers = iter(range(1, len(text) + 1))

    def numbered(parts: Iterable[_Part]) -> Iterator[Part]:
        for part in parts:
            yield part if isinstance(part, str) else Coded(str(next(numbers)), part.code, tuple(numbered(part.parts)))

    return tuple(numbered(_tree(text, notation)))


def coded_as(text: str, notation: Notation, source: Iterable[Part]) -> tuple[Part, ...]:
    """The words of a translation with the codes of its source. Marks that the source does not have are words."""
    free: dict[Code, list[str]] = defaultdict(list)
    for found in _all_of(source):
        free[found.code].append(found.id)

    def known(parts: Iterable[_Part]) -> Iterator[Part]:
        for part in parts:
            if isinstance(part, str):
                yield part
            elif ids := free[part.code]:
                id_ = ids.pop(0)
                yield Coded(id_, part.code, tuple(known(part.parts)))
            else:
                yield part.code.opening
                yield from known(part.parts)
                yield part.code.closing or ""

    return tuple(known(_tree(text, notation)))


def code_faults(source: str, target: str, codes: Mapping[str, Code], ids: Iterable[str]) -> Iterator[str]:
    """What is wrong with the codes of a translation that came back, by those of its source and the `ids` it has.

    One whose marks were written out lacks nothing.
    """
    found = Counter(ids)
    for id_, code in codes.items():
        if found[id_] > 1:
            yield f"its mark {code} is there {found[id_]} times"
        elif not found[id_] and target.count(code.opening) < source.count(code.opening):
            yield f"its mark {code} is gone"
    for id_ in found:
        if id_ not in codes:
            yield f"it has a mark that its source has not (code {id_})"


def _all_of(parts: Iterable[Part]) -> Iterator[Coded]:
    for part in parts:
        if not isinstance(part, str):
            yield part
            yield from _all_of(part.parts)


@dataclass(frozen=True, slots=True)
class _Found:
    """A code without its number."""

    code: Code
    parts: tuple[_Part, ...] = ()


_Part: TypeAlias = "str | _Found"


def _tree(text: str, notation: Notation) -> tuple[_Part, ...]:
    """The text in words and codes; put together they are the text."""
    if len(text) > MAX_TEXT or sum(map(text.count, _BEGINNINGS)) > _MOST_BEGINNINGS:
        return (text,)
    marks = deque(sorted(marks_of(text, notation), key=lambda mark: mark.start))
    stack: list[tuple[Mark | None, list[_Part]]] = [(None, [])]
    position = 0

    def dissolve() -> None:
        mark, parts = stack.pop()
        assert mark is not None
        written = text[mark.start : mark.end]
        stack[-1][1].append(_Found(Code(written, kind=mark.kind)) if mark.firm else written)
        stack[-1][1].extend(parts)

    while marks:
        mark = marks.popleft()
        depth = _partner(stack, mark) if mark.role in ("close", "either") else None
        if depth is None and (halves := _halves(mark, stack[-1][0])):
            marks.extendleft(reversed(halves))
            continue
        stack[-1][1].append(text[position : mark.start])
        position, written = mark.end, text[mark.start : mark.end]
        if depth is not None:
            while len(stack) > depth + 1:
                dissolve()
            opened, parts = stack.pop()
            assert opened is not None
            stack[-1][1].extend(_pair(text[opened.start : opened.end], written, opened.kind, parts))
        elif mark.role in ("open", "either"):
            stack.append((mark, []))
        else:
            stack[-1][1].append(_Found(Code(written, kind=mark.kind)) if mark.firm else written)
    while len(stack) > 1:
        dissolve()
    return _joined([*stack[0][1], text[position:]])


def _pair(opening: str, closing: str, kind: str, parts: list[_Part]) -> Iterator[_Part]:
    if _UNSHOWN.search(opening + closing):
        yield _Found(Code(opening, kind=kind))
        yield from parts
        yield _Found(Code(closing, kind=kind))
    else:
        yield _Found(Code(opening, closing, kind), _joined(parts))


def _partner(stack: list[tuple[Mark | None, list[_Part]]], mark: Mark) -> int | None:
    """Where in the stack the mark is that this one closes; a delimiter reaches over delimiters only."""
    for depth in range(len(stack) - 1, 0, -1):
        opened = stack[depth][0]
        assert opened is not None
        if opened.name == mark.name:
            return depth
        if mark.is_delimiter and not opened.is_delimiter:
            return None
    return None


def _halves(mark: Mark, opened: Mark | None) -> tuple[Mark, ...]:
    """The two delimiters that a run of three is, if it ends what was opened by a shorter one."""
    if opened is None or mark.role == "open" or mark.name != "***" or opened.name not in ("*", "**"):
        return ()
    inner = len(opened.name)
    edges = (mark.start, mark.start + inner, mark.end)
    names = (mark.name[:inner], mark.name[inner:])
    return tuple(
        replace(mark, start=start, end=end, role="close", name=name)
        for start, end, name in zip(edges, edges[1:], names, strict=False)
    )


def _joined(parts: Iterable[_Part]) -> tuple[_Part, ...]:
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        elif part != "":
            joined.append(part)
    return tuple(joined)
