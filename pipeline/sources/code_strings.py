"""Whether a piece of JavaScript or CSS ends within a string: what follows is text there, and code elsewhere.

Pieces are as templates write them, with U+0000 for what is filled in. ECMAScript 2024, section 12; CSS Syntax Level 3.
"""

from __future__ import annotations

import re

_SCRIPT = re.compile(
    r"""
    (?P<comment> //[^\n\u2028\u2029]* | <!--[^\n\u2028\u2029]* | /\*(?:(?!\*/).)*(?:\*/|(?P<in_comment>\Z)) )
  | (?P<string> "(?:[^"\\\n]|\\.)*(?:"|(?P<in_double>\\?\Z)|\n) | '(?:[^'\\\n]|\\.)*(?:'|(?P<in_single>\\?\Z)|\n) )
  | (?P<tick> ` ) | (?P<open> \{ ) | (?P<close> \} )
  | (?P<slash> / ) | (?P<paren> \( ) | (?P<end> \) )
  | (?P<word> [\w$\0]+ )
  | (?P<other> [^\s] )
    """,
    re.X | re.S,
)
_TEMPLATE_PART = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?P<end>`|\$\{|\\?\Z)", re.S)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
# After the parenthesis of these a statement begins, and there a slash a regular expression.
_WITH_PARENTHESIS = frozenset("if while for with".split())
_BEFORE_REGEX = frozenset("return typeof instanceof in of new delete void throw case do else yield await".split())

_STYLE = re.compile(
    r"""
    /\*(?:(?!\*/).)*(?:\*/|\Z)
  | (?P<address> (?:url\(|@import)\s* )?
    (?: "(?:[^"\\\n]|\\.)*(?:"|(?P<in_double>\\?\Z)|\n) | '(?:[^'\\\n]|\\.)*(?:'|(?P<in_single>\\?\Z)|\n) )
  | url\((?P<bare>[^)"'\s]*)(?P<in_bare>\Z)
  | .
    """,
    re.X | re.S | re.I,
)


def ends_in_script_string(code: str) -> bool:
    """Whether a piece of JavaScript ends within a string or a template literal."""
    position, before = 0, ""
    nested: list[bool] = []  # open braces, and whether each is one of a template literal
    parentheses: list[str] = []  # open ones, and what was before each
    while match := _SCRIPT.search(code, position):
        position = match.end()
        kind = match.lastgroup or ""
        if match["in_double"] is not None or match["in_single"] is not None:
            return True
        if match["comment"] is not None:
            continue
        if kind == "slash" and (not before or before[-1] in "(,=:[!&|?{};+-*%~^<>" or before in _BEFORE_REGEX):
            regex = _REGEX.match(code, match.start())
            position = regex.end() if regex else position
        if kind == "open":
            nested.append(False)
        is_template = kind == "tick" or (kind == "close" and bool(nested) and nested.pop())
        if is_template:
            part = _TEMPLATE_PART.match(code, position)
            assert part is not None  # it matches whatever there is
            position = part.end()
            if part["end"] == "${":
                nested.append(True)
            elif part["end"] != "`":
                return True
        if kind == "paren":
            parentheses.append(before)
        begins = kind == "end" and bool(parentheses) and parentheses.pop() in _WITH_PARENTHESIS
        before = ";" if begins else ")" if is_template or match["string"] else match[0]
    return False


def end_of_style(code: str) -> str:
    """Whether a piece of CSS ends within a `string`, an `address` without marks, a `string address`, or neither."""
    position = 0
    while position < len(code):
        match = _STYLE.match(code, position)
        assert match is not None  # it matches any character
        if match["in_bare"] is not None:
            return "address"
        if match["in_double"] is not None or match["in_single"] is not None:
            return "string" if match["address"] is None else "string address"
        position = match.end()
    return ""
