"""A sign says what words say: it does not stand for the opposite."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("No", "✗", "✓"),
        ("Yes", "✓", "✗"),
        ("Forbidden", "🚫", "✅"),
        ("Unsafe for children", "☠", "👍"),
        ("Stop taking it", "⏹", "▶"),
        ("Increase", "↑", "↓"),
        ("Higher", "↑", "<"),
        ("Left", "←", "→"),
        ("At least", "≥", "≤"),
        ("negative", "−", "+"),
        ("Male", "♂", "♀"),
        ("No", "✗", "—"),
        ("No", "Nein", "…"),
        ("Yes", "✓", "—"),
        ("Forbidden", "Verboten", "•"),
        ("✓", "Ja", "Nein"),
        ("✗", "✖", "✓"),
        ("Allowed ✓", "Erlaubt ✔", "Erlaubt ✗"),
        ("Yes ✓ No ✗", "Nein ✗ Ja ✓", "Nein ✓ Ja ✓"),
        ("Blood pressure ↑", "Blutdruck ↑", "Blutdruck ↓"),
    ],
)
def test_a_sign_stands_for_no_opposite(source: str, right: str, wrong: str) -> None:
    assert "opposites" not in rules(source, right)
    assert "opposites" in rules(source, wrong)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Next", "→"),
        ("a → b", "a ← b"),
        ("Left: press →", "Links: → drücken"),
        ("5 > 3", "3 < 5"),
        ("Up", "↑"),
        ("✗", "—"),
    ],
)
def test_signs_that_mean_nothing_here_are_left_alone(source: str, translation: str) -> None:
    assert "opposites" not in rules(source, translation, "ar" if "←" in translation else "de")
