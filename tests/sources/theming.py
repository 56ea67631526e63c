"""A theme in a folder of its own, as tests of templates need one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from pipeline.pelican_internals import SIMPLE_TEMPLATES
from pipeline.sources.theme_files import Templates, read_templates
from pipeline.sources.theme_templates import template_messages, template_places
from tests.making import SETTINGS, project_in


class Theme:
    """Templates in a folder, and others that override them."""

    def __init__(self, root: Path) -> None:
        self.project = project_in(root)
        self.overrides = root / "overrides"
        (self.project.theme / "templates").mkdir(parents=True)
        self.overrides.mkdir()
        self.settings: dict[str, Any] = {**SETTINGS, "THEME_TEMPLATES_OVERRIDES": [str(self.overrides)]}

    more: tuple[BaseLoader, ...] = ()

    def write(self, name: str, text: str, *, override: bool = False) -> None:
        folder = self.overrides if override else self.project.theme / "templates"
        (folder / name).write_text(text, encoding="utf-8")

    def files(self) -> Templates:
        return read_templates(self.project, self.settings, self.environment)

    @property
    def environment(self) -> Environment:
        """As Pelican's generators make it."""
        own, simple = FileSystemLoader(self.project.theme / "templates"), FileSystemLoader(SIMPLE_TEMPLATES)
        folders = FileSystemLoader([*self.settings["THEME_TEMPLATES_OVERRIDES"], self.project.theme / "templates"])
        loaders = [folders, simple, PrefixLoader({"!simple": simple, "!theme": own})]
        return Environment(loader=ChoiceLoader([*loaders, *self.more]), **self.settings["JINJA_ENVIRONMENT"])

    def places(self) -> dict[str, list[str]]:
        found, _ = template_places(self.files())
        return {text: [f"{place.kind.name} {place.at}" for place in known] for (_, text), known in found.items()}

    def notes(self) -> dict[str, tuple[str, ...]]:
        files = self.files()
        found = template_messages(files, *template_places(files))
        return {message.msgid: message.extracted for message in found}
