"""What a site's authors have written in its theme and settings: an address that stands there is nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pipeline.config import Project
from pipeline.files import text_of
from pipeline.verify.activity import elements_in, tags_in

# Templates by the names that they usually have; a theme's scripts and styles are no part of a page.
_TEMPLATES = frozenset({".html", ".htm", ".j2", ".jinja", ".jinja2", ".xhtml", ".xml"})


def files_of_authors(project: Project) -> Iterator[Path]:
    """The templates of a project's theme, and its settings with what is beside them."""
    yield from sorted({project.settings_path, *project.root.glob("*.py")})
    yield from sorted(path for path in project.theme.rglob("*") if path.suffix in _TEMPLATES and path.is_file())


# Of no other address can it be known that the same words elsewhere lead there.
_WEB = re.compile(r"(?:https?:)?//([^/?#@\\\s]+\.[^?#\\\s]+)", re.I)


class Authors:
    """Reads what the authors have written when it is asked for, and once."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def _texts(self) -> list[str]:
        return [text_of(path) for path in files_of_authors(self._project) if path.is_file()]

    @cached_property
    def _in_lower_case(self) -> list[str]:
        return [text.lower() for text in self._texts]

    @cached_property
    def elements(self) -> frozenset[tuple[str, bytes]]:
        """The active elements that stand there whole: a style or a script without anything that a template fills in."""
        return frozenset().union(*map(elements_in, self._texts))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names of the elements that stand there."""
        return frozenset().union(*map(tags_in, self._texts))

    def wrote(self, address: str) -> bool:
        """Whether an address stands there whole, but for its scheme and its query: not one that is put together."""
        web = _WEB.match(address.strip())
        whole = web[1].lower().rstrip("/") if web else ""
        found = re.compile(rf"""(?<![\w.-]){re.escape(whole)}(?![\w.-])(?!/[^\s"'<>()])""")
        return bool(whole) and any(found.search(text) for text in self._in_lower_case)
