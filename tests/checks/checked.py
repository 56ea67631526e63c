"""What all rules on a pair say of a translation, as a site with Python-Markdown's extra renders it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.checker import Checker
from pipeline.checks.pair import Pair, fragment_of
from pipeline.checks.render import Renderer
from pipeline.model import Language, Notation
from tests.cases import FOLDER
from tests.making import EN

MARKDOWN = Notation.MARKDOWN
RENDERER = Renderer({"extensions": ["markdown.extensions.extra", "markdown.extensions.toc"], "output_format": "html5"})
CHECKER = Checker(RENDERER, EN)


def rules(source: str, translation: str, locale: str = "de", kind: str = "paragraph") -> list[str]:
    """The rules that a translation from English breaks, security aside."""
    return [fault.rule for fault in CHECKER.remarks(source, translation, MARKDOWN, kind, Language.of(locale))]


def lines_of(table: str, part: str) -> Iterator[tuple[str, str, str]]:
    """Source, translation and locale of each line of a part of a table in tests/cases."""
    text = (FOLDER / f"{table}.txt").read_text(encoding="utf-8")
    for line in text.partition(f"== {part}\n")[2].partition("\n==")[0].splitlines():
        if line and not line.startswith("#"):
            locale, source, translation = line.split(" | ")
            yield source, translation, locale


def pair_of(source: str, translation: str, locale: str = "de", kind: str = "paragraph") -> Pair:
    """A text without markup and its translation from English."""
    original, translated = fragment_of(source), fragment_of(translation)
    return Pair(source, translation, kind, Notation.TEXT, EN, Language.of(locale), original, translated)
