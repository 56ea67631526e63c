"""All rules asked of a pair of texts."""

from __future__ import annotations

import pytest

from tests.checks.checked import CHECKER, MARKDOWN, rules


def test_a_translation_that_is_in_order_has_no_faults() -> None:
    assert rules("Take one **tablet** a day.", "Nehmen Sie täglich eine **Tablette**.") == []


@pytest.mark.parametrize(
    ("translation", "family"),
    [
        ("Nehmen Sie 50 mg [hier](b.html).", "links"),
        ("Nehmen Sie 500 mg [hier](a.html).", "numbers"),
        ("Nehmen Sie  50 mg [hier](a.html).", "whitespace"),
    ],
)
def test_every_family_of_rules_is_asked(translation: str, family: str) -> None:
    assert family in rules("Take 50 mg [here](a.html).", translation)


def test_each_fault_is_told_once() -> None:
    faults = list(CHECKER.remarks("Take 5 mg.", "Nehmen Sie 50 mg.", MARKDOWN, "paragraph", CHECKER.source_language))
    assert len({(fault.rule, fault.message) for fault in faults}) == len(faults)


def test_a_host_that_is_not_allowed_is_a_matter_of_security() -> None:
    pair = "See [it](a.html).", "Siehe [es](https://evil.example/)."
    assert [fault.rule for fault in CHECKER.security(*pair, MARKDOWN, "paragraph")] == ["markup"]
