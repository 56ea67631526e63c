"""What a site has: sources by kind and language, translations of its own, a theme, plugins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.conditions import OUR_NAMES, plugins_of, subsites_in
from pipeline.config import Project
from pipeline.exchange.addresses import host_of, web_addresses
from pipeline.exchange.adoption import styles_of_calls
from pipeline.exchange.match import Origin
from pipeline.model import Language
from pipeline.notes import words_for
from pipeline.sources.extract import Extraction
from pipeline.sources.walkers.metadata import STRUCTURAL_FIELDS

# A name of a machine alone, or an address by numbers, is an example's.
_PUBLIC = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z][A-Za-z0-9-]+")
_SHOWN_FIELD = re.compile(r"\b(?:article|page)\.(?:metadata(?:\.|\[['\"]))?([a-z_]\w*)", re.I)
# A line of metadata, Markdown's or reStructuredText's, at the beginning of a source. A sentence has three words.
_FIELD, _HEAD = re.compile(r"^:?([a-z_]\w*):[ \t]+[^\W\d_][^\s:]*(?:[ \t]+\S+){2,}$", re.I | re.M), 10_000
_NO_PROSE = STRUCTURAL_FIELDS | frozenset("author authors category content keywords summary tags title".split())


@dataclass(frozen=True, slots=True)
class ByHand:
    """What of a language is by hand: `aligned` are translations in which each text found its partner."""

    language: Language
    translations: int
    aligned: int
    alone: int


@dataclass(frozen=True, slots=True)
class Theme:
    """A site's theme: `is_own` says that it is within the project; `messages` are its texts, `calls` how it marks them.

    Where no call marks any, its visible words are messages.
    """

    path: str
    is_own: bool
    messages: int
    calls: tuple[str, ...]
    words: bool


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a site has.

    `sources` are those in its own language, by kind; `elsewhere` the number of those in languages that it is not to
    have, by language; `unread` that of what cannot be read; `catalogs` what was found in the catalogs of other tools.
    `hosts` are those that translations by hand lead to, and their originals do not.
    """

    language: Language
    sources: Mapping[str, int]
    by_hand: tuple[ByHand, ...]
    elsewhere: Mapping[str, int]
    unread: int
    catalogs: tuple[Origin, ...]
    subsites: tuple[str, ...]
    theme: Theme
    plugins: tuple[str, ...]
    hosts: tuple[str, ...]


def inventory(
    project: Project, settings: Mapping[str, Any], extraction: Extraction, origins: Iterable[Origin]
) -> Inventory:
    """What a site has, read already; `origins` are its own translations."""
    origins = list(origins)
    by_hand = [origin for origin in origins if origin.native]
    return Inventory(
        language=project.source,
        sources=Counter(document.kind for document in extraction.documents),
        by_hand=tuple(_by_hand(project, extraction, by_hand)),
        elsewhere=Counter(stray.language for stray in extraction.strays if stray.language),
        unread=len(extraction.faults),
        catalogs=tuple(origin for origin in origins if not origin.native),
        subsites=tuple(map(str, subsites_in(settings))),
        theme=_theme(project, settings, extraction),
        plugins=tuple(name for name in plugins_of(settings) if name not in OUR_NAMES),
        hosts=tuple(sorted(set(_hosts(by_hand)))),
    )


def _by_hand(project: Project, extraction: Extraction, origins: Iterable[Origin]) -> Iterator[ByHand]:
    origins = list(origins)
    for language in project.targets:
        own = [origin for origin in origins if origin.language == language]
        aligned = sum(not origin.originals_left and not origin.translations_left for origin in own)
        alone = sum(native.is_original and native.path == language.path for native in extraction.natives)
        if own or alone:
            yield ByHand(language, len(own), aligned, alone)


def _hosts(origins: Iterable[Origin]) -> Iterator[str]:
    """The public hosts that a catalog needs a leave for: to which a text leads where its original has others."""
    for origin in origins:
        for _, message in origin.messages:
            known = frozenset(web_addresses(message.msgid))
            hosts = (host_of(address) for address in web_addresses(message.translations[0]) if address not in known)
            yield from (host for host in hosts if _PUBLIC.fullmatch(host))


def _theme(project: Project, settings: Mapping[str, Any], extraction: Extraction) -> Theme:
    mark = words_for("template")
    texts = sum(bool(message.extracted) and message.extracted[0] == mark for message in extraction.theme)
    is_own = project.theme.is_relative_to(project.root)
    return Theme(
        project.shown(project.theme) if is_own else project.theme.name,
        is_own,
        texts,
        tuple(styles_of_calls(_templates(project, settings))),
        extraction.template_words,
    )


def prose_fields(project: Project, settings: Mapping[str, Any], extraction: Extraction) -> list[str]:
    """The metadata fields beside title and summary in which sources have sentences that templates show."""
    named = (match for text in _templates(project, settings) for match in _SHOWN_FIELD.finditer(text))
    shown = {match[1].lower() for match in named} - _NO_PROSE
    texts = (project.read(project.content / document.source) for document in extraction.documents)
    return sorted({match[1].lower() for text in texts for match in _FIELD.finditer(text, 0, _HEAD)} & shown)


def _templates(project: Project, settings: Mapping[str, Any]) -> Iterator[str]:
    suffixes = tuple(settings["TEMPLATE_EXTENSIONS"])
    for path in sorted((project.theme / "templates").rglob("*")):
        if path.is_file() and path.name.endswith(suffixes):
            yield project.read(path)


def free_folder(root: Path, names: Iterable[str]) -> str:
    """The first of these names that nothing has yet, or an empty folder."""
    names = list(names)
    return next((name for name in names if not _is_taken(root / name)), names[-1])


def _is_taken(path: Path) -> bool:
    return path.exists() and not (path.is_dir() and not any(path.iterdir()))
