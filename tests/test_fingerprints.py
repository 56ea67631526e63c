"""By what it is known that nothing has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.fingerprints import digest, digest_of, fingerprint


def of(settings: dict[str, Any], *modules: object) -> str:
    return fingerprint(settings, ["A", "B"], modules)


def test_only_the_settings_that_are_named_count_and_their_order_does_not() -> None:
    assert of({"A": 1, "B": 2, "C": 3}) == of({"B": 2, "A": 1, "C": 4})
    assert of({"A": 1}) != of({"A": 2})
    assert of({"A": 1}) != of({"B": 1})


def test_a_dictionary_may_have_keys_of_any_kind_in_any_order() -> None:
    """As the options of an extension of Markdown may: JSON has none but texts, and Python puts them in no order."""
    keys = [1, "1", None, ("a", 1), b"a"]
    assert of({"A": dict.fromkeys(keys)}) == of({"A": dict.fromkeys(reversed(keys))})
    assert of({"A": {1: "x"}}) != of({"A": {"1": "x"}}) != of({"A": [["1", "x"]]})
    assert of({"A": {"x", 1}}) == of({"A": {1, "x"}}) != of({"A": {1}})


def test_what_is_within_itself_has_a_digest() -> None:
    """So are settings of which one is all of them (`CONTEXT = locals()`)."""
    round_about: dict[str, Any] = {"a": 1}
    round_about |= {"again": round_about, "once more": [round_about]}
    before = digest_of(round_about)
    assert before == digest_of(round_about)
    round_about["a"] = 2
    assert before != digest_of(round_about)


def function(body: str) -> Callable[[int], int]:
    return eval(f"lambda x: {body}")


def test_a_function_in_the_settings_counts_by_its_code_and_not_by_its_address() -> None:
    assert of({"A": function("x + 1")}) == of({"A": function("x + 1")})
    assert of({"A": function("x + 1")}) != of({"A": function("x + 2")})
    assert of({"A": function("abs(x)")}) != of({"A": function("bool(x)")})  # what it calls is no constant


@pytest.mark.parametrize("change", ["longer text", "touch"])
def test_code_that_changed_is_other_code(tmp_path: Path, change: str) -> None:
    path = tmp_path / "rule.py"
    path.write_text("x = 1\n", encoding="utf-8")
    module = SimpleNamespace(__file__=str(path))
    before = of({}, module)
    assert before == of({}, module, module, SimpleNamespace())
    if change == "touch":
        later = path.stat().st_mtime_ns + 1_000_000
        os.utime(path, ns=(later, later))
    else:
        path.write_text("x = 1000\n", encoding="utf-8")
    assert of({}, module) != before


def test_data_that_changed_is_other_data(tmp_path: Path) -> None:
    path = tmp_path / "de.toml"
    path.write_text("x = 1\n", encoding="utf-8")
    before = fingerprint({}, [], [], [path])
    assert before == fingerprint({}, [], [], [path, path]) != fingerprint({}, [], [])
    path.write_text("x = 1000\n", encoding="utf-8")
    assert fingerprint({}, [], [], [path]) != before


def test_two_files_are_told_apart_by_their_bytes() -> None:
    assert digest(b"a") == digest(b"a") != digest(b"b")
