"""What all rules on a pair say of a translation, as a site with Python-Markdown's extra renders it."""

from __future__ import annotations

from pipeline.checks.checker import Checker
from pipeline.checks.pair import Pair, fragment_of
from pipeline.checks.render import Renderer
from pipeline.model import Language, Notation
from tests.making import EN

MARKDOWN = Notation.MARKDOWN
RENDERER = Renderer({"extensions": ["markdown.extensions.extra", "markdown.extensions.toc"], "output_format": "html5"})
CHECKER = Checker(RENDERER, EN)


def rules(source: str, translation: str, locale: str = "de", kind: str = "paragraph") -> list[str]:
    """The rules that a translation from English breaks, security aside."""
    return [fault.rule for fault in CHECKER.remarks(source, translation, MARKDOWN, kind, Language.of(locale))]


def pair_of(source: str, translation: str, locale: str = "de", kind: str = "paragraph") -> Pair:
    """A text without markup and its translation from English."""
    original, translated = fragment_of(source), fragment_of(translation)
    return Pair(source, translation, kind, Notation.TEXT, EN, Language.of(locale), original, translated)
