"""Texts of others as they may be printed."""

from __future__ import annotations

import json
import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.say.visible import VisibleFormatter, as_json_text, visible
from tests.hostile import COMMANDS, TEXTS

anything = st.text(st.characters(exclude_categories=()))


def unseen(text: str) -> list[str]:
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")]


@given(anything)
def test_everything_in_a_text_can_be_seen_and_is_in_one_line(text: str) -> None:
    shown = visible(text)
    assert not [c for c in unseen(shown) if c not in "\u200c\u200d"]
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a<U+202E>b"),
        ("a\nb\r", "a⏎b<U+000D>"),
        ("\U000e0041", "<U+E0041>"),
        ("a\u200bb\u200d", "a<U+200B>b<U+200D>"),
        ("می\u200cخواهم 👩\u200d⚕️", "می\u200cخواهم 👩\u200d⚕️"),
        ("a\u00a0b, c\u3000d, C#, # 1, ## Heading [x]", "a\u00a0b, c\u3000d, C#, # 1, ## Heading [x]"),
        ("see ##[error]x and ##vso[y]", "see <U+0023>#[error]x and <U+0023>#vso[y]"),
    ],
)
def test_what_is_not_seen_is_shown_by_its_number_and_all_else_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(anything)
def test_json_says_the_same_in_characters_that_are_seen(text: str) -> None:
    written = as_json_text({"a": [text]})
    assert json.loads(written) == json.loads(json.dumps({"a": [text]}))
    assert unseen(written) == ["\n"] * written.count("\n")


@pytest.mark.parametrize("text", TEXTS)
def test_json_has_no_command_in_it(text: str) -> None:
    written = as_json_text([text])
    assert json.loads(written) == [text]
    assert not [command for command in ("##[", "##vso[", "##teamcity[") if command in written]


@pytest.mark.parametrize("text", COMMANDS)
def test_what_is_logged_is_one_line_and_no_command(text: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", (f"{text}\n{text}",), None)
    line = VisibleFormatter().format(record)
    assert "\n" not in line
    assert not line.lstrip().startswith("::")
