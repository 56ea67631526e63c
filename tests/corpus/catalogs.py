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
from pipeline.checks.pair import Fault
from pipeline.model import Notation, Severity
from tests.corpus.judging import judge

#: C's and other formats: their placeholders are no texts of ours.
_FORMAT = re.compile(r"%[-+ #0]*(?:\d+\$)?[\d*.]*(?:hh|h|ll|l|z|j|t|L|q)?[a-zA-Z@]|%\d|\$\{?\w+\}?|&(?=\w)")
#: A role of Sphinx, and what it leads to.
_ROLE = re.compile(r":(?P<name>[a-zA-Z][\w:+.-]*):`(?:(?P<shown>[^`<]*?)\s*<(?P<target>[^`<>]*)>|(?P<whole>[^`]*))`")
#: Roles whose text readers see as words; what they lead to is not seen.
_WORDS_OF_ROLES = frozenset({"menuselection", "guilabel", "index", "abbr", "dfn", "sub", "sup", "title", "strong"})
#: A link of ikiwiki, and what it is told to do: Markdown does not know them.
_WIKI = re.compile(r"\[\[(?:!(?P<told>[^\]]*)|(?P<shown>[^\[\]|]*)\|(?P<page>[^\[\]|]*)|(?P<bare>[^\[\]|!]*))\]\]")
#: Code, which our walkers do not offer: comments and strings of a program, what a computer is told or answers.
_CODE = re.compile(r'\s*(?://|"[^"]*"\s*$|[-#*$]\s*\w+\n|\n|<output\b|<input\b|```)')
_LONGEST = 3_000
#: Programs and manuals ask translators for these; they are no translations.
_CREDITS = frozenset({"Your names", "Your emails", "translator-credits", "translator_credits"})
#: The notation of catalogs in a folder of this name. What programs say has no marks, and is on no page.
_NOTATIONS = {"book": Notation.MARKDOWN, "html": Notation.HTML, "rst": Notation.RST}


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


@dataclass(frozen=True, slots=True)
class Written:
    """A translated message of somebody's catalog."""

    path: Path
    locale: str
    source: str
    translations: tuple[str, ...]
    plural: str | None
    rule: PluralRule | None

    @property
    def notation(self) -> Notation:
        """The notation of its text."""
        return next((_NOTATIONS[part] for part in self.path.parts if part in _NOTATIONS), Notation.TEXT)

    def faults(self) -> Iterator[tuple[Fault, Severity]]:
        """What is wrong with it, by all rules: what a program says may be shown by a theme as well."""
        notation = self.notation
        source, *shown = (_readable(text, notation) for text in (self.source, *self.translations))
        plural = _readable(self.plural, notation) if self.plural else None
        return judge(source, tuple(shown), plural, notation, self.locale, self.rule)


def judged(folder: Path, most: int = 0) -> tuple[list[Found], Counter[str]]:
    """What is found in all catalogs of a folder, and how many messages each locale has; of each so many at `most`."""
    findings: list[Found] = []
    messages: Counter[str] = Counter()
    for one in written(folder, most):
        messages[one.locale] += 1
        for fault, severity in one.faults():
            shown = " | ".join(one.translations)
            findings.append(Found(one.path, one.locale, fault.rule, severity, fault.message, one.source, shown))
    return findings, messages


def written(folder: Path, most: int = 0) -> Iterator[Written]:
    """The messages of all catalogs of a folder, each once; of each locale a random sample of so many at `most`."""
    seen: set[int] = set()
    kept: dict[str, list[Written]] = {}
    counts: Counter[str] = Counter()
    random = Random(most)
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".po", ".mo") and path.is_file()):
        for locale, entry, rule in _entries(path):
            texts = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
            key = hash((locale, entry.msgid, texts))
            if key in seen or not all(texts) or max(map(len, (entry.msgid, *texts))) > _LONGEST:
                continue
            seen.add(key)
            one = Written(path, locale, entry.msgid, texts, entry.msgid_plural or None, rule)
            counts[locale] += 1
            if not most:
                yield one
            elif len(own := kept.setdefault(locale, [])) < most:
                own.append(one)
            elif (place := random.randrange(counts[locale])) < most:
                own[place] = one
    for own in kept.values():
        yield from own


def _readable(text: str, notation: Notation) -> str:
    """A program's text with our placeholder for what is filled in, a document's with marks of docutils for Sphinx's."""
    if notation is Notation.RST:
        return _ROLE.sub(_shown_role, text)
    if notation is Notation.MARKDOWN:
        return _WIKI.sub(_shown_link, text)
    return _FORMAT.sub("{}", text) if notation is Notation.TEXT else text


def _shown_link(link: re.Match[str]) -> str:
    if link["told"] is not None:
        return ""
    page = re.sub(r"\s+", "", link["page"] or link["bare"])
    return f"[{link['shown'] or 'page'}](/{page})"


def _shown_role(role: re.Match[str]) -> str:
    if role["name"] in _WORDS_OF_ROLES:
        return role["shown"] or role["whole"] or ""
    return f"{role['shown']} ``{role['target']}``" if role["target"] else f"``{role['whole']}``"


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
        if entry.msgid in _CREDITS or _is_code(entry) or entry.msgid.startswith(("external ref=", "@@image:")):
            continue
        if isinstance(entry, polib.MOEntry) or (entry.translated() and not entry.obsolete and not entry.fuzzy):
            yield locale, entry, rule


def _is_code(entry: polib.POEntry | polib.MOEntry) -> bool:
    return "no-wrap" in entry.flags or _CODE.match(entry.msgid) is not None


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
