"""The expressions of Plural-Forms mean what they mean in C, and nothing else is one."""

from __future__ import annotations

from gettext import c2py

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.plural_expression import MAX_LENGTH, compiled


@pytest.mark.parametrize(
    ("expression", "number", "value"),
    [
        ("n != 1", 1, 0),
        ("n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2", 3, 1),
        ("n ? 1 : 0 ? 2 : 3", 0, 3),
        ("!n == 0", 5, 1),  # (!n) == 0
        ("!!n", 7, 1),
        ("n && 5", 2, 1),
        ("n || 5", 0, 1),
        ("n - 1 < 2", 0, 0),  # unsigned: 0 - 1 is a large number
        ("1 - 2 * 3 + 6", 0, 1),
        ("7 / 2 % 2", 0, 1),
        ("2 < 3 == 1", 0, 1),
        ("3 > 2 > 1", 0, 0),
        ("((n))", 4, 4),
    ],
)
def test_operators_are_those_of_c(expression: str, number: int, value: int) -> None:
    assert compiled(expression)(number) == value


NO_EXPRESSIONS = [
    "", "n n", "(n", "n)", "n ?", "n ? 1", "n ? 1 : ", "x", "nn", "n1", "N", "n = 1", "n & 1", "n | 1", "~n", "n ** 2",
    "n // 2", "-n", "n.real", "n[0]", "n()", "print(n)", "__import__('os').system('id')", "open('x')", "lambda: n",
    "n if n else 0", "n, n", "n;n", "(n:=1)", "[n for n in n]", "f'{n}'", "0x10", "1e9", "1.0", "'n'", "n # 1",
    "n and 1", "not n", "true", "²", "١", "n\n+1", "n\\", "\0", "(" * 500 + "n" + ")" * 500, "n+" * MAX_LENGTH + "n",
]  # fmt: skip


@pytest.mark.parametrize("expression", NO_EXPRESSIONS)
def test_whatever_else_is_no_expression(expression: str) -> None:
    with pytest.raises(ValueError, match=r"unexpected|nested|long"):
        compiled(expression)


def test_dividing_by_nothing_is_an_error_when_it_is_done() -> None:
    with pytest.raises(ZeroDivisionError):
        compiled("n % 0")(1)


_NUMBERS = st.sampled_from(["n", "0", "1", "2", "10", "n%10", "n%100"])
_EXPRESSIONS = st.recursive(
    st.builds("{} {} {}".format, _NUMBERS, st.sampled_from(["==", "!=", "<", ">", "<=", ">="]), _NUMBERS),
    lambda inner: (
        st.builds("({}) {} ({})".format, inner, st.sampled_from(["&&", "||"]), inner)
        | st.builds("({}) ? ({}) : ({})".format, inner, inner, inner)
    ),
    max_leaves=8,
)


@given(_EXPRESSIONS, st.integers(0, 1000))
def test_conditions_are_understood_as_the_standard_library_understands_them(expression: str, number: int) -> None:
    assert compiled(expression)(number) == c2py(expression)(number)


@given(st.text(alphabet="n0129 ()?:!=<>&|+-*/%", max_size=40))
def test_any_text_is_an_expression_or_refused_and_never_more(expression: str) -> None:
    try:
        choose = compiled(expression)
        assert choose(3) >= 0
    except (ValueError, ZeroDivisionError):
        pass
