"""Formulas: TeX is a language of its own, and what typesets it in a browser does what its commands say.

MathJax and its kin read a whole page, whatever made it: `\\href` leads to any address, scripts too, `\\style` puts on
any style, `\\phantom` shows nothing. A translation has no commands and no formulas but its source's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from pipeline.characters import unescape
from pipeline.checks.pair import Fault, fragment_of

# A command, or what a formula begins with.
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|[(\[])")
_BEGINNING = re.compile(r"\$[^$]*\\[^$]*\$|\\[(\[]|\\begin\b")
# What docutils, render_math, arithmatex and our own outline of a reStructuredText text make of a formula.
_FORMULAS = ".math, .arithmatex, .formula, math, x-math"
# What a translation says its own way: words, and how numbers are written.
_WORDS = re.compile(r"\\(?:text|textrm|textit|textbf|mathrm|mbox|operatorname)\s*\{[^{}]*\}")
_SEPARATORS = re.compile(r"[\s.,{}'\u00a0\u066b\u066c\u202f]")


def formula_faults(original: str, translated: str) -> Iterator[Fault]:
    """What two rendered texts have of TeX that differs: commands first, since one may stand in no formula yet."""
    there, here = (_commands(rendered) for rendered in (original, translated))
    for command in here - there:
        yield Fault("markup", f"{command} is a command of TeX that is not in the source", here=command)
    for formula in _formulas(translated) - _formulas(original):
        yield Fault("markup", f"the formula {formula} is not in the source", here=formula)


def _commands(rendered: str) -> Counter[str]:
    """The commands in a text that has what a formula begins with, for one program or another."""
    text = unescape(fragment_of(rendered).text) if "\\" in rendered or "&" in rendered else ""
    return Counter(_COMMAND.findall(text)) if _BEGINNING.search(text) else Counter()


def _formulas(rendered: str) -> Counter[str]:
    if not any(name in rendered for name in ("math", "arithmatex", "formula")):
        return Counter()
    root = LexborHTMLParser(rendered)
    return Counter(_SEPARATORS.sub("", _WORDS.sub("", node.text())) for node in root.css(_FORMULAS))
