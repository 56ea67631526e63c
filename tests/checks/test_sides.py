"""What a line from right to left shows on the other side is told of. The tables are what Chromium shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.sides import side_faults
from pipeline.model import Language, Notation
from tests.checks.checked import CHECKER, MARKDOWN, pair_of, rules


@pytest.mark.parametrize(
    ("locale", "translation", "shown"),
    [
        ("ar", "فصيلة الدم A+ شائعة", "A+ is shown as +A"),
        ("ar", "فصيلة الدم A+.", "A+ is shown as +A"),
        ("ar", "A+ فصيلة", "A+ is shown as +A"),
        ("ar", "فصيلة الدم O− نادرة", "O− is shown as −O"),
        ("ar", "فصائل A وB- هنا", "B- is shown as -B"),
        ("he", "סוג דם A+ נפוץ", "A+ is shown as +A"),
        ("fa", "سلول‌های CD4+ کم", "CD4+ is shown as +CD4"),
        ("ur", "خلیات CD4+ کم", "CD4+ is shown as +CD4"),
        ("ar", "فصائل A+/B+ هنا", "B+ is shown as +B"),
        ("ar", "لغة C++ سهلة", "C++ is shown as ++C"),
        ("ar", "أقل &lt;5 ملغ", "<5 is shown as 5<"),
        ("ar", "العمر ≥ 18 سنة", "≥ 18 is shown as 18≥"),
        ("ar", "تحت -5 °م", "-5 is shown as 5-"),
        ("ar", "-5 °م", "-5 is shown as 5-"),
        ("ar", "خذ 1-0-2 يوميا", "1-0-2 is shown as 2-0-1"),
        ("he", "קח 1–0–2 כל יום", "1–0–2 is shown as 2–0–1"),
        ("ar", "اتصل +49 30 123456 الآن", "+49 30 123456 is shown as 123456 30 49+"),
        ("he", "התקשר +49 30 123456 עכשיו", "+49 30 123456 is shown as 123456 30 49+"),
        ("ar", "اتصل 030-123456 الآن", "030-123456 is shown as 123456-030"),
        ("ar", '<span dir="rtl">فصيلة A+</span>', "A+ is shown as +A"),
        ("ar", "<bdi>فصيلة A+</bdi>", "A+ is shown as +A"),
    ],
)
def test_a_sign_on_the_other_side_is_told_of(locale: str, translation: str, shown: str) -> None:
    found = list(side_faults(pair_of("A text.", translation, locale)))
    assert [fault.message for fault in found] == [f"{shown} in a line from right to left"]


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        # What the remedy names.
        ("ar", "فصيلة الدم <bdi>A+</bdi> شائعة"),
        ("ar", "فصيلة الدم A+\u200e شائعة"),
        ("ar", "فصيلة الدم A+&lrm;."),
        ("ar", 'فصيلة الدم <span dir="ltr">A+</span>.'),
        ("ar", "أقل <bdi>&lt;5</bdi> ملغ"),
        ("ar", "أقل \u200e&lt;5 ملغ"),
        ("ar", "تحت \u200e-5 °م"),
        ("ar", "خذ <bdi>1-0-2</bdi> يوميا"),
        ("ar", "خذ \u200e1-0-2 يوميا"),
        ("ar", "اتصل <bdi>+49 30 123456</bdi> الآن"),
        ("ar", "اتصل \u200e+49 30 123456 الآن"),
        # What is shown as it is written, or is read from right to left.
        ("ar", "فصيلة A+ B"),
        ("ar", "فصيلة A+ 5 نعم"),
        ("ar", "خذ 5–10 ملغ"),
        ("ar", "خذ 1-0-1 يوميا"),
        ("ar", "خذ 1/0/2 يوميا"),
        ("ar", "خذ ١-٠-٢ يوميا"),
        ("ar", "الألم 3/10 اليوم"),
        ("ar", "القرص L4/L5 تالف"),
        ("ar", "للبالغين +18 فقط"),
        ("he", "קח 1-0-2 כל יום"),
        ("he", "התקשר 030-123456 עכשיו"),
        ("ar", "اكتب <code>A+</code> هنا"),
        ("de", "Blutgruppe A+ ist da"),
    ],
)
def test_what_is_isolated_or_keeps_its_order_is_not(locale: str, translation: str) -> None:
    assert not list(side_faults(pair_of("A text.", translation, locale)))


def test_what_the_source_shows_so_as_well_is_the_authors() -> None:
    pair = pair_of("סוג דם A+ נפוץ", "فصيلة الدم A+ شائعة", "ar")
    assert list(side_faults(pair))
    assert not list(side_faults(replace(pair, source_language=Language.of("he"))))


@pytest.mark.parametrize("written", ["<bdi>A+</bdi>", "A+\u200e", "A+&lrm;", '<bdi dir="ltr">A+</bdi>'])
def test_the_remedy_is_refused_by_no_rule(written: str) -> None:
    source, translation = "Blood group A+ is common.", f"فصيلة الدم {written} شائعة."
    assert not list(CHECKER.security(source, translation, MARKDOWN, "paragraph"))
    assert rules(source, translation, "ar") == []
    assert "shown-side" in rules(source, "فصيلة الدم A+ شائعة.", "ar")


def test_in_a_title_the_mark_is_what_may_be_typed() -> None:
    source, translation = "Blood group A+", "فصيلة الدم A+\u200e"
    assert not list(CHECKER.security(source, translation, Notation.TEXT, "title"))
    assert not list(CHECKER.remarks(source, translation, Notation.TEXT, "title", Language.of("ar")))
