"""Beside a placeholder a unit, a currency and an order mean what they mean beside a number."""

from __future__ import annotations

import pytest

from pipeline.checks.filled import filled_faults
from tests.checks.checked import pair_of


def said(source: str, translation: str, locale: str = "de") -> list[tuple[str, str, bool]]:
    return [
        (fault.rule, fault.message, fault.doubtful) for fault in filled_faults(pair_of(source, translation, locale))
    ]


@pytest.mark.parametrize(
    ("source", "translation", "rule"),
    [
        ("Take %(n)s mg", "Nimm %(n)s g", "units"),
        ("Take {n} mg", "Nimm {n} g", "units"),
        ("Take {} mg and %% of {} ml", "Nimm {} ml und %% von {} mg", "units"),
        ("Take 5 %s mg", "Nimm 5 %s g", "units"),
        ("%(n)s h", "%(n)s min", "units"),
        ("%(n)s mg/h", "%(n)s mg/min", "units"),
        ("$%(a)s", "€%(a)s", "units"),
        ("$%(a)s", "%(a)s Euro", "units"),
        ("%(n)s%%", "%(n)s‰", "units"),
        ("%(a)s–%(b)s mg", "%(b)s–%(a)s mg", "numbers"),
        ("%(a)s to %(b)s mg", "%(b)s bis %(a)s mg", "numbers"),
    ],
)
def test_what_differs_beside_a_placeholder_is_a_fault(source: str, translation: str, rule: str) -> None:
    assert {(rule, doubtful) for rule, _, doubtful in said(source, translation)} == {(rule, False)}


def test_a_fault_names_the_placeholder() -> None:
    assert [message for _, message, _ in said("Take %(n)s mg", "Nimm %(n)s g")] == ["the unit of n is g, not mg"]


def test_a_range_without_a_unit_is_doubtful() -> None:
    assert said("%(a)s–%(b)s", "%(b)s–%(a)s") == [("numbers", "a range of two placeholders is turned round", True)]


def test_letters_that_are_the_same_are_no_other_unit() -> None:
    assert said("%3ud %2uh", "%3ud %2uh çalışma zamanı", "tr") == []
    assert said("%d minutes ago", "%d मिनीट पूर्वी", "mr") == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Take %(n)s mg", "Nimm %(n)s mg"),
        ("$%(a)s", "%(a)s Dollar"),
        ("%(n)s%%", "%(n)s %%"),
        ("%(n)s min read", "%(n)s Minuten Lesezeit"),
        ("%(n)s mg/h", "%(n)s mg pro Stunde"),
        ("%(a)s to %(b)s mg", "%(a)s bis %(b)s mg"),
        ("%(year)s-%(month)s-%(day)s", "%(day)s-%(month)s-%(year)s"),
        ("%(page)s - %(site)s", "%(site)s - %(page)s"),
        ("Page %(a)s of %(b)s", "Von %(b)s Seiten: %(a)s"),
        ("Room %(n)s m", "Raum %(n)s in Metern"),
        ("%%0A %s%%0A within", "%%0A %s%%0A innerhalb eines Tages"),
    ],
)
def test_what_is_said_otherwise_is_none(source: str, translation: str) -> None:
    assert said(source, translation) == []
