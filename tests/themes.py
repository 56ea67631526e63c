"""Public themes: those that come with Pelican, those of PyPI that are installed, and those in a folder of one's own."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pelican
import pytest
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

OWN = Path(pelican.__file__).parent / "themes"
#: A folder of themes, such as a clone of getpelican/pelican-themes, may be given as well.
FOLDER = "PELICAN_GETTEXT_THEMES"

#: By name: the module, and the folder in it.
PACKAGES = {
    "reflex": ("pelican.themes.reflex", ""),
    "smallweb": ("pelican.themes.smallweb", ""),
    "themeless": ("pelican.themes.themeless", ""),
    "bula": ("bula", ""),
    "bulrush": ("bulrush", ""),
    "engineering": ("pelican_engineering_theme", "theme"),
    "jwk": ("jwk_theme", ""),
    "minchindotca": ("minchin.pelican.themes.minchindotca", ""),
    "plumage": ("plumage", ""),
    "seafoam": ("pelican.plugins.seafoam", ""),
    "shiori": ("pelican_shiori", ""),
}
_FILTERS = """\
PLUGINS.append("pelican.plugins.jinja_filters")
MENUITEMS = [(label, address, "icon") for label, address in MENUITEMS]
"""
#: What some of them ask for in a site's settings.
SETTINGS = {
    "bula": "import bulrush\nJINJA_FILTERS = bulrush.FILTERS\n",  # its own, which need an older Python, are the same
    "bulrush": "import bulrush\nJINJA_FILTERS = bulrush.FILTERS\n",
    "minchindotca": _FILTERS,
    "seafoam": f'{_FILTERS}JINJA_ENVIRONMENT["extensions"].append("jinja2.ext.debug")\n',
}
NAMES = ("simple", "notmyidea", *PACKAGES)


class NoAssets(Extension):
    """The tag of webassets, with nothing in it: style sheets are compiled by programs that tests need not have."""

    tags = {"assets"}  # noqa: RUF012

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Read to the end of the tag."""
        next(parser.stream)
        while parser.stream.current.type != "block_end":
            next(parser.stream)
        parser.parse_statements(("name:endassets",), drop_needle=True)
        return []


def theme_folder(name: str) -> Path:
    """Where a theme is; without it the test is skipped."""
    if name in ("simple", "notmyidea"):
        return OWN / name
    if name not in PACKAGES:
        return Path(os.environ[FOLDER]) / name
    module, folder = PACKAGES[name]
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"{name} is not installed: pip install --no-deps -r tests/themes.txt")
    return Path(next(iter(found.submodule_search_locations)), folder)


def names() -> Iterator[str]:
    """All that may be here."""
    yield from NAMES
    if folder := os.environ.get(FOLDER):
        yield from sorted(path.parent.name for path in Path(folder).glob("*/templates"))
