"""Findings that are right as they are: what translators waive in comments, and the ledger that no tool drops."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogs.decisions import WAIVERS, Verdict, digest, digest_of_translation
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import NewText, bytes_of, exclusive, is_there, write_texts
from pipeline.model import Catalog, Language, Message, headline

_WAIVER = re.compile(r"waive:\s*([a-z-]+)\s*,\s*(\S.*)")
_WAIVERS_HEAD = """\
# Findings of `pelican-gettext check` that are right as they are, and why. `update` writes what translators say in
# comments (# waive: rule, reason); one may write here, too. An entry ends when its text or translation changes.
"""


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
                    Waiver(
                        locale, rule, digest(message), digest_of_translation(message), reason, headline(message.msgid)
                    )
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
    """The waivers of a site; none if there is no such file. Raises PipelineError if it is not well-formed."""
    path = project.catalogs / WAIVERS
    if not is_there(path):
        return Waivers()
    shown = project.shown(path)
    try:
        found = tomllib.loads(project.read(path)).get("waiver", [])
        entries = tuple(Waiver(**{name: str(entry[name]) for name in Waiver.__slots__}) for entry in found)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        cause = f"an entry lacks {error}" if isinstance(error, KeyError) else str(error)
        raise PipelineError(f"no well-formed ledger of waivers: {cause}", path=shown) from None
    return Waivers(entries)


def record_waivers(project: Project, catalogs: Mapping[Language, Iterable[Catalog]]) -> bool:
    """Write what translators waive in comments into the ledger, which no tool drops. Whether it had to change.

    `catalogs` are all those of each language. Raises PipelineError if the ledger is not well-formed.
    """
    path = project.catalogs / WAIVERS
    with exclusive(project.catalogs, project.root):
        before = bytes_of(path)
        ledger = read_waivers(project)
        messages = {
            language.locale: [
                message
                for catalog in sorted(own, key=lambda catalog: catalog.domain)
                for message in catalog.messages
                if not message.obsolete
            ]
            for language, own in catalogs.items()
        }
        recorded = ledger.with_comments(messages)
        if recorded.entries == ledger.entries:
            return False
        return bool(write_texts([NewText(path, f"{recorded}", before)], project.root))
