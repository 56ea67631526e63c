"""Where a piece of JavaScript or CSS ends: within a string, or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.code_strings import end_of_style, ends_in_script_string


@pytest.mark.parametrize(
    ("code", "is_string"),
    [
        ("", False),
        ("a = ", False),
        ("a = '", True),
        ("a = 'b' + ", False),
        ("a = 'it\\'s ", True),
        ("a = 'b\\", True),
        ("a = 'b\n", False),
        ("a = 'b\\\nc", True),
        ("a = \"'", True),
        ("a = `b\n", True),
        ("a = `${", False),
        ("a = `${b} ", True),
        ("a = `${{b: '}'}} ", True),
        ("a = `${`", True),
        ("a = `${`x`}`", False),
        ("{ a } ", False),
        ("} a = '", True),
        ("// it's", False),
        ("// it's\n'", True),
        ("<!-- it's", False),
        ("/* ' ", False),
        ("/* ' */ '", True),
        ("a = /'/; ", False),
        ("a = /[/']/; '", True),
        ("return /'/ + ", False),
        ("a / b + '", True),
        ("(a) / '", True),
        ("if (a) /'/.test(", False),
        ("while (f(a) / 2) /'/.test(", False),
        ("if (f(a) / '", True),
        ("(if (a) b) / '", True),
        ("for (;;) x = (a) / '", True),
        ("f(if (a)", False),
        (") / '", True),
        ("a[0] / '", True),
        ("a = \0 / '", True),
        ("f(\0, '", True),
    ],
)
def test_a_string_of_a_script_goes_on_to_its_mark(code: str, is_string: bool) -> None:
    assert ends_in_script_string(code) is is_string


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("a { color: ", ""),
        ("a { content: '", "string"),
        ("a { content: 'b' ", ""),
        ("a { content: 'b\\'", "string"),
        ("/* ' */ a { b: ", ""),
        ("a { b: url(", "address"),
        ("a { b: url(/c/", "address"),
        ("a { b: url( '", "string address"),
        ("a { b: url(c) ", ""),
        ("@import '", "string address"),
        ("@import 'a' '", "string"),
    ],
)
def test_a_string_of_a_style_sheet_may_be_an_address(code: str, where: str) -> None:
    assert end_of_style(code) == where


@given(st.text(alphabet="'\"`\\/*{}$()ab\n<!-= ", max_size=30))
def test_what_is_a_string_ends_with_its_mark(code: str) -> None:
    """One of the marks, with a line end for the parser to give up at, leads out of it."""
    if ends_in_script_string(code):
        ways = (ends_in_script_string(f"{code}{mark}") for mark in ("'", '"', "`", "x'", 'x"', "x`"))
        assert not all(ways), code
    assert end_of_style(f"{code}\n*/\n;)") in ("", "string", "address", "string address")
