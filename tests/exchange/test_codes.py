"""What of a text is a code, and that the text is whole again whatever was taken for one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.codes import Code, Part, code_faults, coded, coded_as
from pipeline.model import Notation

PIECES = r"""
** * _ __ ` `` [ ]( ) ](a.md) ![ [^1] [x][y] \ ~~ <b> </b>
<i> </a> </abbr> <br> <code> </code> <x > %(n)s {} |s| [1]_ name_
https://a.b/c :ref:` `_ … " &amp; word é …](x) <script> </script>
""".split()
SPACED = (
    *(" ", "\n", '](a.md "T")', "{: .c }", '<a href="x">', '<img alt="A" src="b">', '<abbr title="T t">'),
    *("<!-- c -->", "{{ a }}", " <u>`_"),
)
ANY = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n", exclude_characters="\ufffe\uffff")
MARKED = st.lists(st.sampled_from([*PIECES, *SPACED]), max_size=14).map("".join) | st.text(ANY, max_size=30)


def written(parts: Iterable[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.code.around(written(part.parts)) for part in parts)


def shown(parts: Iterable[Part]) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else f"({part.id})"
        if part.code.closing is None
        else f"({part.id}:{shown(part.parts)})"
        for part in parts
    )


@pytest.mark.parametrize("notation", Notation)
@given(text=MARKED, other=MARKED)
def test_the_parts_put_together_are_the_text(notation: Notation, text: str, other: str) -> None:
    parts = coded(text, notation)
    assert written(parts) == text
    assert written(coded_as(other, notation, parts)) == other
    assert coded_as(text, notation, parts) == parts


@pytest.mark.parametrize(
    ("notation", "text", "parts"),
    [
        (Notation.MARKDOWN, "a **b *c*** d", "a (1:b (2:c)) d"),
        (Notation.MARKDOWN, "a **b *c* d** __e__ _f_", "a (1:b (2:c) d) (3:e) (4:f)"),
        (Notation.MARKDOWN, "5 * 3 * 2, snake_case_name, \\*no\\*", "5 * 3 * 2, snake_case_name, \\*no\\*"),
        (Notation.MARKDOWN, '[a *b*](c "Title") ![alt](d) [e][f] [g]', "(1:a (2:b)(3)Title) (4:alt) (5:e) [g]"),
        (Notation.MARKDOWN, "[a](b(c)d) *[e* f](g)", "(1:a) *(2:e* f)"),
        (Notation.MARKDOWN, "`a *b*` `` c`d `` [^n] <https://e> x{: .f }", "(1) (2) (3) (4) x(5)"),
        (Notation.MARKDOWN, "see https://a.b/c_d, **now**", "see (1), (2:now)"),
        (Notation.HTML, 'a <b>c</b> <a href="d" title="E f">g</a><br>', "a (1:c) (2:E f(3)g)(4)"),
        (Notation.HTML, '<img src="a" alt="Words"> <code>x <b>y</b></code> </i>', "(1:Words) (2) (3)"),
        (Notation.HTML, "%(count)s of {} in {{ x }} at 5 % *no*", "(1) of (2) in (3) at 5 % *no*"),
        (Notation.HTML, '<span translate="no">X</span> y', "(1) y"),
        (Notation.RST, "a **b** *c* ``d *e*`` `f <g>`_ `h`_ i_ |j| [1]_", "a (1:b) (2:c) (3) (4:f) (5) (6) (7) (8)"),
        (Notation.RST, ":abbr:`a b` :code:`c` :ref:`d <e>` `f` \\*g", "(1:a b) (2) (3:d) (4:f) \\*g"),
        (Notation.TEXT, "%s {name}", "(1) (2)"),
    ],
)
def test_marks_are_codes_and_words_are_words(notation: Notation, text: str, parts: str) -> None:
    assert shown(coded(text, notation)) == parts


def test_a_translation_has_the_numbers_of_its_source_in_its_own_order() -> None:
    source = coded("*a* [b](x) **c** **d**", Notation.MARKDOWN)
    assert shown(coded_as("**D** **C** [B](x) *A*", Notation.MARKDOWN, source)) == "(3:D) (4:C) (2:B) (1:A)"


def test_marks_that_the_source_has_not_are_words() -> None:
    source = coded("*a* [b](x)", Notation.MARKDOWN)
    assert shown(coded_as("*A* *B* [C](y) [D](x)", Notation.MARKDOWN, source)) == "(1:A) *B* [C](y) (2:D)"


def test_what_is_wrong_with_codes_is_said_with_their_marks() -> None:
    codes = {"1": Code("**", "**"), "2": Code("%(n)s")}
    assert list(code_faults("**a** %(n)s", "**A** %(n)s", codes, ["2", "1"])) == []
    assert list(code_faults("**a** %(n)s", "**A**", codes, ["1"])) == ["its mark %(n)s is gone"]
    assert list(code_faults("**a** %(n)s", "A %(n)s", codes, ["2"])) == ["its mark **…** is gone"]
    assert list(code_faults("**a** %(n)s", "**A** %(n)s%(n)s", codes, ["1", "2", "2"])) == [
        "its mark %(n)s is there 2 times"
    ]
    assert list(code_faults("**a** %(n)s", "**A** %(n)s", codes, ["1", "2", "7"])) == [
        "it has a mark that its source has not (code 7)"
    ]


def test_marks_that_were_written_out_lack_nothing() -> None:
    assert list(code_faults("**a**", "**A**", {"1": Code("**", "**")}, [])) == []


@pytest.mark.parametrize("part", ["{{", "{%", "<!--", '](a "', "`x ", "<a ", "[", "_a ", "**"])
@pytest.mark.parametrize("notation", Notation)
def test_a_text_with_more_marks_than_any_source_has_is_all_words(notation: Notation, part: str) -> None:
    for text in (part * 2_001, part + "x" * 20_000):
        assert coded(text, notation) == (text,)
        assert coded_as(text, notation, ()) == (text,)
