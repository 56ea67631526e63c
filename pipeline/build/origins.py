"""Where a text on a page probably comes from: a template, a setting, code, or a source that holds it.

Compared are whole runs of text, as they stand between tags and template code, so that a word is not found within
another one, nor in an attribute or an address that has nothing to do with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale

from pipeline.characters import unescape
from pipeline.config import Project
from pipeline.files import text_of

# What separates runs of text in a template: its code, tags, comments. What they have in quotation marks are runs, too.
_CODE = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(?:[^<>\"'{]|\"[^\"]*\"|'[^']*'|\{[{%].*?[}%]\})*>", re.S
)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_SHOWN = re.compile(
    rf"(?<=\s)(?:alt|title|aria-[a-z]+|placeholder|label|summary|value|content)\s*=\s*(?:{_QUOTED.pattern})"
)
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")
#: Settings of which readers see nothing.
_NOT_SHOWN = re.compile(r"PATH|URL|SAVE_AS|THEME|LANG|FORMAT|TIMEZONE|PLUGIN")
_LETTER = re.compile(r"[^\W\d_]")
#: A run that is a part of a text explains it if it has so much of its letters.
_LEAST_PART = 0.4
#: A text with so many words stands in a setting or a source by no chance.
_SAYING = 2


@dataclass(frozen=True, slots=True)
class _Run:
    """A literal text of a file, at its line."""

    text: str
    place: str


class Origins:
    """The files and settings of a site in which texts of its pages are looked for."""

    def __init__(self, project: Project, settings: Mapping[str, Any], sources: Iterable[Path]) -> None:
        self._project, self._settings, self._sources = project, settings, sorted(sources)

    def cause(self, text: str) -> str:
        """A guess, in words."""
        wanted = _plain(text)
        if place := _best(wanted, self._runs):
            return f"hard-coded in {place}"
        if name := next((name for name, value in self._values if _stands_in(wanted, value)), ""):
            return f"the setting {name}; name it in GETTEXT['settings']"
        if self._is_date(wanted):
            return "a date that code writes in the source's language, by strftime or calendar; see docs/themes.md"
        if place := _best(wanted, self._strings):
            return f"code writes it: {place}"
        for shown, content in self._contents:
            if _stands_in(wanted, content):
                return f"in {shown}, but not extracted"
        return "code: a filter, Pelican, an extension or a plugin"

    @cached_property
    def _runs(self) -> list[_Run]:
        """Those of the theme's templates, of those before it, and of Pelican's own theme, which others build on."""
        folders = [*map(Path, self._settings.get("THEME_TEMPLATES_OVERRIDES", ())), self._project.theme / "templates"]
        paths = (path for folder in folders for path in sorted(folder.rglob("*.html")) if path.is_file())
        return [run for path in paths for run in self._of_template(path)]

    def _of_template(self, path: Path) -> Iterator[_Run]:
        content, position = text_of(path), 0
        lines = [match.start() for match in re.finditer("\n", content)]
        shown = self._project.shown(path)

        def run(text: str, at: int) -> Iterator[_Run]:
            plain = _plain(unescape(text))
            if _LETTER.search(plain):
                at += len(text) - len(text.lstrip())
                yield _Run(plain, f"{shown}:{bisect_right(lines, at - 1) + 1}")

        for code in _CODE.finditer(content):
            yield from run(content[position : code.start()], position)
            for quoted in (_SHOWN if code[0].startswith("<") else _QUOTED).finditer(code[0]):
                group = 1 if quoted[1] is not None else 2
                yield from run(quoted[group], code.start() + quoted.start(group))
            position = code.end()
        yield from run(content[position:], position)

    @cached_property
    def _values(self) -> list[tuple[str, str]]:
        return [
            (name, _plain(text))
            for name, value in self._settings.items()
            if not _NOT_SHOWN.search(name)
            for text in _texts_in(value)
        ]

    @cached_property
    def _strings(self) -> list[_Run]:
        """The strings in the settings' file and in the site's own plugins."""
        folders = [self._project.root / path for path in self._settings.get("PLUGIN_PATHS", ())]
        files = [self._project.settings_path, *(path for folder in folders for path in sorted(folder.rglob("*.py")))]
        return [
            _Run(_plain(quoted[1] or quoted[2] or ""), f"{self._project.shown(path)}:{number}")
            for path in files
            if path.is_file()
            for number, line in enumerate(text_of(path).splitlines(), 1)
            for quoted in _QUOTED.finditer(line)
        ]

    @cached_property
    def _contents(self) -> list[tuple[str, str]]:
        return [(self._project.shown(path), _plain(text_of(path))) for path in self._sources]

    def _is_date(self, text: str) -> bool:
        words = re.findall(r"[^\W\d_]+", text.casefold())
        return bool(words) and names_of_days(self._project.source.locale).issuperset(words)


def names_of_days(locale: str) -> frozenset[str]:
    """What CLDR calls the months and the days of the week, in small letters."""
    known = Locale.parse(locale)
    return frozenset(
        name.casefold().strip(".")
        for table in (known.months, known.days)
        for width in ("wide", "abbreviated")
        for name in table["format"][width].values()
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _best(text: str, runs: Iterable[_Run]) -> str:
    """The place of the run that explains most of a text: the same one, one around it, or its longest part."""
    best, place = _LEAST_PART * len(text), ""
    for run in runs:
        if run.text == text or _is_filled(text, run.text):
            return run.place
        if _stands_in(text, run.text):
            share = len(text) - 0.5
        elif len(run.text) > best and _stands_in(run.text, text):
            share = len(run.text)
        else:
            continue
        if share > best:
            best, place = share, run.place
    return place


def _is_filled(text: str, other: str) -> bool:
    """Whether a text is another one, with something in the places of its placeholders."""
    first, *more = _PLACEHOLDER.split(other)
    if not more or not _LETTER.search("".join((first, *more))):
        return False
    return re.fullmatch(".+?".join(map(re.escape, (first, *more))), text) is not None


def _stands_in(text: str, other: str) -> bool:
    """Whether a text is another one, or stands in it as words of several, or as a long one."""
    if text == other:
        return True
    if len(text.split()) < _SAYING and not any(
        not before.isalpha() or not after.isalpha() for before, after in pairwise(text)
    ):
        return False
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", other) is not None


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts_in(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts_in(name)
            yield from _texts_in(item)
