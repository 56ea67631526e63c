"""A translation has no commands of TeX, and no formulas, but its source's."""

from __future__ import annotations

import pytest

from pipeline.checks.render import Renderer
from pipeline.checks.security import security_faults
from pipeline.model import Notation

ARITHMATEX = Renderer(
    {
        "extensions": ["pymdownx.arithmatex", "markdown.extensions.extra"],
        "extension_configs": {"pymdownx.arithmatex": {"generic": True}},
    }
)
PLAIN = Renderer({"extensions": ["markdown.extensions.extra"]})


def rules(source: str, translation: str, renderer: Renderer, notation: Notation = Notation.MARKDOWN) -> set[str]:
    return {fault.rule for fault in security_faults(source, translation, notation, "paragraph", renderer)}


@pytest.mark.parametrize("renderer", [ARITHMATEX, PLAIN], ids=["walked", "only the browser's"])
@pytest.mark.parametrize(
    "hostile",
    [
        r"Formel $\href{javascript:alert(1)}{x+1}$ hier.",
        r"Formel $\style{display:none;background:url(//evil.example)}{x+1}$ hier.",
        r"Formel $x+1$ hier. $$\require{html}\href{//evil.example}{x}$$",
        r"$\phantom{Dies ist kein Rat}$ $x+1$",
        r"Formel $x+1$ hier, \\(\\href{javascript:alert(1)}{x}\\).",
        r"Formel $x+1$ hier, &#92;(&#92;href{/x}{x}&#92;).",
        r"Formel $x+1\class{hidden}{x}$ hier.",
        r"Formel \begin{equation}\href{/x}{x}\end{equation} hier.",
    ],
)
def test_a_command_that_the_source_lacks_is_refused(hostile: str, renderer: Renderer) -> None:
    assert "markup" in rules("The formula $x+1$ is there.", hostile, renderer)


@pytest.mark.parametrize(
    "translation",
    [
        r"Da ist die Formel $x+1$.",
        r"Da ist $x + 1$.",
    ],
)
def test_a_formula_stands_where_the_language_has_it(translation: str) -> None:
    assert not rules("The formula $x+1$ is there.", translation, ARITHMATEX)


def test_words_and_numbers_in_a_formula_are_translated() -> None:
    source = r"Take $d = 1.5\,\text{mg per day}$ only."
    assert not rules(source, r"Nehmen Sie nur $d = 1{,}5\,\text{mg am Tag}$.", ARITHMATEX)


@pytest.mark.parametrize("translation", ["Hier ist $y+1$.", "$Dies ist kein Rat$ $x+1$", "Hier ist $x+1$ und $z$."])
def test_another_formula_is_refused(translation: str) -> None:
    assert "markup" in rules("The formula $x+1$ is there.", translation, ARITHMATEX)


@pytest.mark.parametrize("text", [r"Unter C:\temp liegt es.", r"Menü a\b", r"\o/", r"C:\name für 5 $."])
def test_a_backslash_is_no_command_where_no_formula_begins(text: str) -> None:
    assert not rules("It is in the folder.", text, PLAIN, Notation.HTML)


def test_dollars_are_no_formula() -> None:
    assert not rules("It costs $5 or $6 a day.", "Es kostet 5 $ oder 6 $ am Tag.", PLAIN)


def test_a_formula_of_restructuredtext_is_compared() -> None:
    source = "The formula :math:`x+1` is there."
    assert not rules(source, "Da ist die Formel :math:`x+1`.", PLAIN, Notation.RST)
    assert rules(source, r"Da ist die Formel :math:`\href{javascript:x}{x+1}`.", PLAIN, Notation.RST)


def test_a_title_has_no_command_either() -> None:
    assert rules("A $x+1$", r"Ein $\href{/x}{x+1}$", PLAIN, Notation.TEXT)
    assert not rules(r"The $\alpha$ of it", r"Das $\alpha$ davon", PLAIN, Notation.TEXT)


def test_words_of_a_formula_are_no_placeholders() -> None:
    assert not rules(r"Rate: $\text{rate} = 5$.", r"Satz: $\text{Satz} = 5$.", ARITHMATEX)
    assert rules("Rate: {rate}.", "Satz: {Satz}.", ARITHMATEX) == {"placeholders"}
