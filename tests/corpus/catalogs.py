"""Catalogs that others wrote: all that are in a folder are judged, to see what the rules say where nobody knows us."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import polib
from babel import Locale, UnknownLocaleError

from pipeline.catalogs.plurals import PluralRule, rule_in
from pipeline.model import Notation, Severity
from tests.corpus.judging import judge

#: C's and other formats: their placeholders are no texts of ours.
_FORMAT = re.compile(r"%[-+ #0]*(?:\d+\$)?[\d*.]*(?:hh|h|ll|l|z|j|t|L|q)?[a-zA-Z@]|%\d|\$\{?\w+\}?|&(?=\w)")
_LONGEST = 3_000
#: Programs of KDE ask translators for these; they are no translations.
_CREDITS = frozenset({"Your names", "Your emails"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a message of somebody's catalog."""

    path: Path
    locale: str
    rule: str
    severity: Severity
    message: str
    source: str
    translation: str

    def __str__(self) -> str:
        about = f"{self.locale} {self.rule} ({self.severity.name.lower()}): {self.message}"
        return f"{about}\n  {self.source!r}\n  {self.translation!r}"


def judged(folder: Path, most: int = 0) -> tuple[list[Found], Counter[str]]:
    """What is found in all catalogs of a folder, and how many messages each locale has; of each so many at `most`."""
    findings: list[Found] = []
    messages: Counter[str] = Counter()
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".po", ".mo") and path.is_file())
    for path in Random(most).sample(paths, len(paths)) if most else paths:
        for locale, entry, rule in _entries(path):
            texts = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
            key = locale, entry.msgid, texts
            if most and messages[locale] >= most:
                break
            if key in seen or not all(texts) or max(map(len, (entry.msgid, *texts))) > _LONGEST:
                continue
            seen.add(key)
            messages[locale] += 1
            source, *shown = (_without_formats(text) for text in (entry.msgid, *texts))
            plural = _without_formats(entry.msgid_plural) if entry.msgid_plural else None
            is_book = "book" in path.parts  # its texts are Markdown; what programs say has no marks, and is on no page
            notation = Notation.MARKDOWN if is_book else Notation.TEXT
            for fault, severity in judge(source, tuple(shown), plural, notation, locale, rule, of_site=is_book):
                written = " | ".join(texts)
                findings.append(Found(path, locale, fault.rule, severity, fault.message, entry.msgid, written))
    return findings, messages


def _without_formats(text: str) -> str:
    """A text in which what other formats fill in is a placeholder of ours."""
    return _FORMAT.sub("{}", text)


def _entries(path: Path) -> Iterator[tuple[str, polib.POEntry | polib.MOEntry, PluralRule | None]]:
    """The translated messages of a catalog with its locale, if it says one that CLDR knows."""
    try:
        entries = (polib.pofile if path.suffix == ".po" else polib.mofile)(str(path))
        locale = str(Locale.parse(entries.metadata.get("Language") or path.parent.parent.name))
    except (OSError, ValueError, UnicodeDecodeError, UnknownLocaleError):
        return
    if "@" in locale:
        return  # in another script than its language's
    rule = rule_in(entries.metadata.get("Plural-Forms", ""))
    for entry in entries:
        if entry.msgid in _CREDITS:
            continue
        if isinstance(entry, polib.MOEntry) or (entry.translated() and not entry.obsolete and not entry.fuzzy):
            yield locale, entry, rule


def per_thousand(findings: list[Found], messages: Counter[str]) -> str:
    """Findings per thousand messages, by rule."""
    total = messages.total()
    lines = [f"{total} messages in {len(messages)} locales", f"{'':28}{'found':>8}{'per thousand':>14}"]
    by_rule = Counter((one.rule, one.severity.name.lower()) for one in findings)
    for (rule, severity), count in by_rule.most_common():
        lines.append(f"{rule + ', ' + severity:28}{count:>8}{count * 1000 / total:>14.2f}")
    return "\n".join(lines)


def sample(findings: list[Found], count: int) -> list[Found]:
    """Some of the findings, to be read: the same ones each time."""
    return Random(count).sample(findings, min(count, len(findings)))
