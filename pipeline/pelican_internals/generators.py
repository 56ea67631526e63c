"""What Pelican's generators find, keep and give to templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pelican import generators
from pelican.contents import Content, Static
from pelican.generators import ArticlesGenerator, Generator, StaticGenerator

#: The lists in which a generator keeps its contents, from `*_generator_pretaxonomy` on.
ARTICLE_LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
PAGE_LISTS = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")
#: The templates of the theme "simple": a theme's may refer to them, and what a theme lacks is one of them.
SIMPLE_TEMPLATES = Path(str(generators.__file__)).parent / "themes" / "simple" / "templates"
#: Those of all themes that come with Pelican; others install theirs beside them.
STOCK_TEMPLATES = (SIMPLE_TEMPLATES, SIMPLE_TEMPLATES.parents[1] / "notmyidea" / "templates")


def source_paths(generator: Generator, kind: str) -> list[str]:
    """The paths, relative to PATH, of all files that a generator of a kind ("article", "page") reads, in order."""
    settings = generator.settings
    paths, excluded = settings[f"{kind}_PATHS".upper()], settings[f"{kind}_EXCLUDES".upper()]
    return sorted(generator.get_files(paths, exclude=excluded))


def update_context(generator: Generator, *names: str) -> None:
    """Give templates the lists of a generator anew, dictionaries as lists of pairs, as it did when it was finished."""
    generator._update_context(names)


def contents_in(generator: Generator, names: Sequence[str]) -> list[Content]:
    """The contents in these lists of a generator, in order."""
    return [content for name in names for content in getattr(generator, name)]


def static_files(generator: StaticGenerator) -> list[Static]:
    """The files that a generator will copy; a finished one has them in a list that nobody documents."""
    return list(generator.staticfiles)


def copy_no_files(generator: StaticGenerator) -> None:
    """Let a finished generator copy nothing; links still lead to what it found.

    Plugins that make one style sheet of a theme's have read by now where the theme's own are.
    """
    generator.settings["THEME_STATIC_PATHS"] = []
    generator.staticfiles = []
    update_context(generator, "staticfiles")


def name_periods(generator: ArticlesGenerator, named: Callable[[tuple[int, ...]], tuple[Any, ...]]) -> None:
    """Give templates other names of the years, months and days that a finished generator makes archives of.

    Pelican's own are the C library's, in whatever locale the process has; `named` makes them of the numbers.
    """
    for archives in generator.period_archives.values():
        for archive in archives:
            archive["period"] = named(archive["period_num"])
