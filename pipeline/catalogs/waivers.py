"""Findings that are right as they are: what translators waive in comments, and the ledger that no tool drops."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogs.decisions import WAIVERS, Verdict, digest, digest_of_translation
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import NewText, bytes_of, exclusive, write_texts
from pipeline.model import Message, headline
from pipeline.paths import is_there

_WAIVER = re.compile(r"waive:\s*([a-z-]+)\s*,\s*(\S.*)")
_WAIVERS_HEAD = """\
# Findings of `pelican-gettext check` that are right as they are, and why. `update` writes what translators say in
# comments (# waive: rule, reason); one may write here, too. An entry ends when its text or translation changes, and
# may be removed then: no command does.
"""
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", re.M)


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

    def unknown(self, messages: Mapping[str, Iterable[Message]]) -> tuple[Waiver, ...]:
        """What comments waive, by locale, of which the ledger has no entry for that text."""
        found = (
            Waiver(locale, rule, digest(message), digest_of_translation(message), reason, headline(message.msgid))
            for locale, own in messages.items()
            for message in own
            for rule, reason in waived_in_comment(message)
            if all(entry.rule != rule for entry in self._of(locale, message))
        )
        return tuple(dict.fromkeys(found))

    def _of(self, locale: str, message: Message) -> Iterator[Waiver]:
        if self.entries:
            wanted = digest(message)
            yield from (entry for entry in self.entries if (entry.locale, entry.message) == (locale, wanted))


def with_entries(text: str, known: Sequence[Waiver], more: Iterable[Waiver]) -> str:
    """A ledger with more entries, each before those that come after it in order; all that is there stays as it is.

    `known` are the entries of the text. What people have written about an entry stands right above it.
    """
    beginnings = [_with_comment(text, found.start()) for found in _TABLE.finditer(text)]
    if len(beginnings) != len(known):  # written otherwise than we do
        beginnings, known = [], ()
    added: dict[int, list[Waiver]] = {}
    for entry in sorted(more, key=_order):
        places = (at for at, other in zip(beginnings, known, strict=True) if _order(other) > _order(entry))
        added.setdefault(next(places, len(text)), []).append(entry)
    parts, last = list[str](), 0
    for at, entries in sorted(added.items()):
        before = text[last:at]
        gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
        blocks = "\n".join(map(_block, entries))
        parts, last = [*parts, before, gap, blocks, "\n" if at < len(text) else ""], at
    return "".join([*parts, text[last:]])


def _with_comment(text: str, start: int) -> int:
    """Where the comment begins that stands right above the line that begins at `start`, or that line."""
    while start:
        before = text.rfind("\n", 0, start - 1) + 1
        if not text[before:start].lstrip(" \t").startswith("#"):
            break
        start = before
    return start


def _order(entry: Waiver) -> tuple[str, str, str]:
    return entry.locale, entry.source, entry.rule


def _block(entry: Waiver) -> str:
    # A string of JSON is one of TOML.
    lines = (f"{name} = {json.dumps(getattr(entry, name), ensure_ascii=False)}" for name in Waiver.__slots__)
    return "[[waiver]]\n" + "\n".join(lines) + "\n"


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
    """The waivers of a site; none if there is no such file. Raises PipelineError if it is not well-formed."""
    path = project.catalogs / WAIVERS
    return Waivers(_entries(project.read(path), project.shown(path)) if is_there(path) else ())


def _entries(text: str, shown: str) -> tuple[Waiver, ...]:
    """The entries of a ledger. Raises PipelineError if it is not well-formed."""
    try:
        found = tomllib.loads(text).get("waiver", [])
        return tuple(Waiver(**{name: str(entry[name]) for name in Waiver.__slots__}) for entry in found)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:  # numbers have bounds, too
        cause = f"an entry lacks {error}" if isinstance(error, KeyError) else str(error)
        raise PipelineError(f"no well-formed ledger of waivers: {cause}", path=shown) from None


def record_waivers(project: Project, found: Iterable[Waiver]) -> bool:
    """Write what translators waive in comments into the ledger, which no tool drops. Whether it had to change.

    What is in the ledger stays as people left it: a text that is away may come back. Raises PipelineError if the ledger
    is not well-formed, or nothing can be added to it.
    """
    path = project.catalogs / WAIVERS
    with exclusive(project.catalogs, project.root):
        before = bytes_of(path)
        ledger = read_waivers(project)
        known = {(entry.locale, entry.rule, entry.message) for entry in ledger.entries}
        more = [entry for entry in found if (entry.locale, entry.rule, entry.message) not in known]
        if not more:
            return False
        text = with_entries(_WAIVERS_HEAD if before is None else project.read(path), ledger.entries, more)
        shown = project.shown(path)
        if sorted(map(_order, _entries(text, shown))) != sorted(map(_order, (*ledger.entries, *more))):
            hint = "write each entry as those are that `update` writes: [[waiver]], then its fields"
            raise PipelineError("entries cannot be added to this ledger", path=shown, hint=hint)
        return bool(write_texts([NewText(path, text, before)], project.root))
