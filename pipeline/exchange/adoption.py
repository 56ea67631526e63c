"""What the settings of a site that is there already need, so that it is built in several languages. Pure.

What has to be is said in a few lines at the end of its settings file; no line of theirs is changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.conditions import (
    OUR_NAMES,
    addresses_by_language,
    plugins_of,
    rivals_in,
    shared_in_subsites,
    subsites_in,
)
from pipeline.locale_names import canonical

#: Where catalogs are put, in this order: in the first of these folders that is free.
FOLDERS = ("locales", "translations", "catalogs", "gettext")
_TITLE = "# pelican-gettext: a site for each language, from {catalogs}/"
#: As wide as a page of a terminal shows them, indented.
_WIDTH = 78


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is added to a site's settings.

    `rivals` are plugins that go, `adds_plugin` says that ours comes; `addresses` are settings without the language in
    them, `shared` the names that I18N_SUBSITES is not to have; `gettext` is what GETTEXT gets, beside what it has.
    `plugins` are those that Pelican finds by itself for a site without PLUGINS. `path` is where the sources are, for a
    site that tells Pelican so on the command line alone (old quickstarts' Makefiles do).
    """

    rivals: tuple[str, ...] = ()
    adds_plugin: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    gettext: Mapping[str, Any] = field(default_factory=dict)
    has_gettext: bool = False
    plugins: tuple[str, ...] | None = None
    path: Path | None = None

    @classmethod
    def of(cls, settings: Mapping[str, Any], gettext: Mapping[str, Any], path: Path | None = None) -> Adoption:
        """What a site with these settings needs, GETTEXT being given what is not in it yet."""
        return cls(
            rivals=tuple(rivals_in(settings)),
            adds_plugin=not set(OUR_NAMES) & set(plugins_of(settings)),
            addresses=addresses_by_language(settings),
            shared=tuple(sorted({name for _, name in shared_in_subsites(settings)})),
            gettext=dict(gettext),
            has_gettext=isinstance(settings.get("GETTEXT"), Mapping),
            plugins=tuple(plugins_of(settings)) if settings.get("PLUGINS") is None else None,
            path=path,
        )

    @property
    def changes(self) -> bool:
        """Whether there is anything to add."""
        return bool(self.rivals or self.adds_plugin or self.addresses or self.shared or self.gettext or self.path)

    def applied(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The settings as they are with it."""
        plugins = settings.get("PLUGINS")
        if self.rivals or self.adds_plugin:
            named = (plugins or ()) if self.plugins is None else self.plugins
            plugins = [*(plugin for plugin in named if plugin not in self.rivals), *OUR_NAMES[: self.adds_plugin]]
        subsites = settings.get("I18N_SUBSITES", {})
        if self.shared:
            subsites = {
                tag: {name: value for name, value in own.items() if name not in self.shared}
                for tag, own in subsites_in(settings).items()
            }
        gettext = settings.get("GETTEXT")
        if gettext is None or self.has_gettext:
            gettext = {**(gettext or {}), **self.gettext}
        own = {**self.addresses, **({"PATH": str(self.path)} if self.path else {})}
        return {**settings, **own, "PLUGINS": plugins, "I18N_SUBSITES": subsites, "GETTEXT": gettext}

    def lines(self, catalogs: str) -> list[str]:
        """It as Python, in ASCII: what a settings file may be in."""
        if not self.changes:
            return []
        found = [_TITLE.format(catalogs=catalogs)]
        found += [f"PATH = {_python(self.path.name)}"] if self.path else []
        found += [f"{name} = {_python(value)}" for name, value in self.addresses.items()]
        if self.shared:
            found += [
                "I18N_SUBSITES = {",
                "    language: {name: value for name, value in own.items()",
                *_wrapped(f"        if name not in {_tuple(self.shared)}", "            "),
                "    } for language, own in I18N_SUBSITES.items()",
                "}",
            ]
        if self.plugins is None:
            if self.adds_plugin:
                found.append(f'PLUGINS = [*PLUGINS, "{OUR_NAMES[0]}"]')
            if self.rivals:
                named = f"PLUGINS = [name for name in PLUGINS if name not in {_tuple(self.rivals)}]"
                found += _wrapped(named, "    ")
        elif self.adds_plugin or self.rivals:
            found += _wrapped(f"PLUGINS = {_python(self.applied({})['PLUGINS'])}", "    ")
        if self.gettext:
            inherited = ["    **GETTEXT,"] if self.has_gettext else []
            found += ["GETTEXT = {", *inherited]
            for key, value in self.gettext.items():
                found += _wrapped(f'    "{key}": {_python(value)},', "        ")
            found.append("}")
        return found


def sources_beside(settings: Mapping[str, Any], root: Path) -> Path | None:
    """The folder of the sources where PATH is not set, and so the project's own; None for a site that says it."""
    usual = root / "content"
    return usual if str(settings["PATH"]) in (os.curdir, str(root)) and usual.is_dir() else None


def with_lines(data: bytes, lines: Iterable[str]) -> bytes:
    """A settings file with lines at its end: theirs stay as they are, and so do its line breaks."""
    end = b"\r\n" if b"\r\n" in data else b"\n"
    gap = b"" if not data else end if data.endswith(b"\n") else 2 * end
    return data + gap + b"".join(line.encode("ascii") + end for line in lines)


def _python(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_python(key)}: {_python(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_python, value)) + "]"
    shown = ascii(value)
    return '"' + shown[1:-1] + '"' if shown.startswith("'") and '"' not in shown else shown


def _tuple(names: Iterable[str]) -> str:
    return "(" + ", ".join(map(_python, names)) + ",)"


def _wrapped(line: str, indent: str) -> list[str]:
    """A line of Python, broken after commas."""
    lines = [line]
    while len(lines[-1]) > _WIDTH and (at := lines[-1].rfind(", ", len(indent) + 1, _WIDTH)) > 0:
        lines[-1:] = [lines[-1][: at + 1], indent + lines[-1][at + 2 :]]
    return lines


def locales_in(names: Iterable[str], source: str) -> tuple[list[str], list[str]]:
    """The locales that these names are, but the source language's, each once; and the names that are none."""
    found, unknown = dict[str, None](), list[str]()
    for name in names:
        try:
            locale = canonical(name)
        except ValueError:
            unknown.append(name)
            continue
        if locale.replace("_", "-").lower() != source:
            found[locale] = None
    return list(found), unknown


_CALL = re.compile(r"\b(?:_|n?gettext|n?pgettext)\((?P<arguments>(?:[^()]|\([^()]*\))*)\)(?P<after>\s*[%|]\s*\w*)?")
_BLOCK = re.compile(r"\{%[-+]?\s*trans\b")


def styles_of_calls(templates: Iterable[str]) -> list[str]:
    """How templates call gettext, by the names of Jinja's documentation: "new", "old" and "{% trans %}"."""
    found = set()
    for text in templates:
        if _BLOCK.search(text):
            found.add("{% trans %}")
        for call in _CALL.finditer(text):
            after = (call["after"] or "").replace(" ", "")
            if re.search(r",\s*\w+\s*=", call["arguments"]):
                found.add("new style")
            elif after.startswith(("%", "|format")):
                found.add("old style")
    return sorted(found)
