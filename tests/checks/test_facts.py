"""Facts are compared as values, whatever notation a language has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import babel
import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_month_names
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.calendar import dates
from pipeline.checks.checker import examine
from pipeline.checks.facts import fact_faults
from pipeline.checks.pair import Pair, fragment_of
from pipeline.checks.quantities import normalized, quantities
from pipeline.checks.times_of_day import places_of_times, times
from pipeline.model import Language, Notation
from tests.checks.checked import lines_of
from tests.growth import grows_with_its_length, is_read_once, unlike

LOCALES = ["ar", "de", "es", "fr", "ja", "pl", "pt_BR", "zh_Hans"]
MORE_LOCALES = [*LOCALES, "en", "it", "nl", "ru", "tr", "hi", "sv", "cs", "ko", "he"]


def pair_of(source: str, translation: str, locale: str) -> Pair:
    return Pair(
        source,
        translation,
        "paragraph",
        Notation.TEXT,
        Language.of("en"),
        Language.of(locale),
        fragment_of(source),
        fragment_of(translation),
    )


def faults(source: str, translation: str, locale: str = "de") -> list[str]:
    return [fault.rule for fault in fact_faults(pair_of(source, translation, locale))]


@given(st.sampled_from(MORE_LOCALES), st.decimals(0, 999_999, places=2))
def test_a_number_as_cldr_writes_it_is_that_number(locale: str, value: Decimal) -> None:
    written = format_decimal(value, "#,##0.##", locale)
    assert [found.value for found in quantities(normalized(f"x {written} y"), locale)] == [value.normalize()]


@pytest.mark.parametrize("locale", MORE_LOCALES)
@pytest.mark.parametrize("unit", ["mass-milligram", "volume-milliliter", "duration-hour", "temperature-celsius"])
@pytest.mark.parametrize("length", ["long", "short"])
def test_a_quantity_as_cldr_writes_it_has_its_unit(locale: str, unit: str, length: str) -> None:
    if (locale, unit, length) == ("ko", "temperature-celsius", "long"):
        pytest.skip("the unit stands on both sides of the number")
    for count in (3, 5, 20, 21, 100):
        written = format_unit(count, unit, length, locale=locale)
        assert [(found.value, found.unit) for found in quantities(normalized(written), locale)] == [(count, unit)]


@given(st.sampled_from(LOCALES), st.dates())
def test_a_date_as_cldr_writes_it_is_that_date(locale: str, day) -> None:
    for width in ("long", "medium"):
        written = normalized(format_date(day, width, locale=locale))
        if day.year >= 1000:
            assert [date.value for date in dates(written, locale)] == [(day.year, day.month, day.day)]


@given(st.sampled_from(LOCALES), st.times())
def test_a_time_as_cldr_writes_it_is_found(locale: str, time) -> None:
    wanted = times(f"{time.hour}:{time.minute:02}")
    assert places_of_times(wanted, normalized(format_time(time, "short", locale=locale)), locale) != [None]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("1,500.50 mg", "1.500,50 mg", "de"),
        ("1,500.50 mg", "1 500,50 mg", "fr"),
        ("1,500.50 mg", "١٬٥٠٠٫٥٠ ملغ", "ar"),
        ("15,000 people", "1万5000人", "ja"),
        ("1.5 million people", "150万人", "zh_Hans"),
        ("2 nurses", "zwei Pflegekräfte", "de"),
        ("two nurses", "2 enfermeras", "es"),
        ("2 hours", "ساعتان", "ar"),
        ("in the 1960s", "en los años 60", "es"),
        ("24 hours", "1 Tag", "de"),
        ("from 8:00 am to 5:30 pm", "8h–17h30", "pt_BR"),
        ("before 5 pm", "午後5時まで", "ja"),
        ("at 7.30 pm", "um 19.30 Uhr", "de"),
        ("on 1 March 2026", "01.03.2026", "de"),
        ("5% glucose", "5 Prozent Glukose", "de"),
        ("at −20 °C", "bei minus 20 °C", "de"),
        ("$120", "120 dólares", "es"),
        ("eGFR ≤ 30", "eGFR höchstens 30", "de"),
        ("eGFR <= 30", "eGFR ≤ 30", "de"),
        ("up to 30 mg", "≤ 30 mg", "de"),
        ("aged 65+", "Alter ≥ 65", "de"),
        ("go to 5 → 6", "gehen Sie zu 5 -> 6", "de"),
        ("open 8∶15 – 9∶30", "8:15–9:30 geöffnet", "de"),
        ("a value of 160/100", "ein Wert von 160/100", "de"),
        ("see [^1] and %(count)s", "siehe %(count)s und [^1]", "de"),
        ("3 times a day", "dreimal täglich", "de"),
        ("call +1 555 010 0199", "rufen Sie +1-555-010-0199 an", "de"),
        ("24/7 service", "Rund um die Uhr", "de"),
        ("24/7 service", "24 Stunden am Tag, 7 Tage die Woche", "de"),
        ("2nd floor", "1er étage", "fr"),
        ("3rd floor", "2. Stock", "de"),
        ("1/2 tablet", "½ Tablette", "de"),
        ("1 1/2 tablets", "1½ Tabletten", "de"),
        ("CO2 and H2O", "CO₂ und H₂O", "de"),
        ("5 mg", "5 ㎎", "de"),
        ("not only this but also that", "sowohl dieses als auch jenes", "de"),
        ("whether or not it is open", "ob es offen ist", "de"),
        ("1,234,567 people", "12,34,567 लोग", "hi"),
        ("1,234,567 people", "१२,३४,५६७ लोक", "mr"),
        ("1.5 million people", "15 लाख लोग", "hi"),
        ("19th century", "XIXe siècle", "fr"),
        ("20th century", "siglo XX", "es"),
        ("25,000 people", "2万5千人", "ja"),
        ("12,000 people", "1万2,000人", "ja"),
        ("120 million people", "1億2000万人", "ja"),
        ("25,000 people", "2만 5천 명", "ko"),
        ("in 2024", "ในปี 2567", "th"),
        ("in 2024", "令和6年に", "ja"),
        ("in 2024", "در سال ۱۴۰۳", "fa"),
        ("25 days", "fünfundzwanzig Tage", "de"),
        ("{% youtube Pf2zm9j5iig %}", "{% youtube Pf2zm9j5iig %}", "de"),
        ("for vkd3d and 9day9x", "für vkd3d und 9day9x", "de"),
        ("UTC+9 and 9d, 3D", "UTC+9 und 9d, 3D", "de"),
        ("4Y and 2W", "4Y et 2W", "fr"),
        ("in May", "5月に", "ja"),
        ("Do not take more than 5 tablets.", "Nehmen Sie höchstens 5 Tabletten.", "de"),
        ("You may not eat before the test.", "Sie dürfen erst nach der Untersuchung essen.", "de"),
        ("at one in the morning", "um ein Uhr nachts", "de"),
    ],
)
def test_the_same_fact_otherwise_written_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "translation", "locale", "rule"),
    [
        ("500 mg", "5000 mg", "de", "numbers"),
        ("500 mg", "500 g", "de", "units"),
        ("1,500", "1,500", "de", "numbers"),  # to a German reader one and a half
        ("10 mg in 250 ml", "250 mg in 10 ml", "de", "units"),
        ("2 nurses", "drei Pflegekräfte", "de", "numbers"),
        ("24 hours", "24 Tage", "de", "units"),
        ("before 5 pm", "vor 5 Uhr", "de", "times"),
        ("1 March 2026", "3. Januar 2026", "de", "dates"),
        ("eGFR ≤ 30", "eGFR ≥ 30", "de", "comparisons"),
        ("eGFR ≤ 30", "eGFR mindestens 30", "de", "comparisons"),
        ("take 2.5 mg", "nehmen Sie ≤ 2,5 mg", "de", "comparisons"),
        ("a@b.example", "a@c.example", "de", "emails"),
        ("see https://a.example/x", "siehe https://a.example/y", "de", "addresses"),
        ("call +1 555 010 0199", "rufen Sie +1 555 010 0198 an", "de", "phones"),
        ("you must not", "Sie müssen", "de", "negation"),
        ("$120", "120 €", "de", "units"),
        ("Take three pills.", "Nehmen Sie vier oder drei Tabletten.", "de", "numbers"),
        ("½ tablet", "¼ Tablette", "de", "numbers"),
        ("two tablets", "trois comprimés", "fr", "numbers"),
        ("24/7 service", "24/6 Dienst", "de", "numbers"),
        ("2nd floor", "5e étage", "fr", "numbers"),
        ("19th century", "XXe siècle", "fr", "numbers"),
        ("1,234,567 people", "12,34,568 लोग", "hi", "numbers"),
        ("in 2024", "ในปี 2568", "th", "numbers"),
        ("5 mg", "V0 mg", "de", "numbers"),
        ("B12 5 mg", "B12 6 mg", "de", "numbers"),
    ],
)
def test_another_fact_is_a_fault(source: str, translation: str, locale: str, rule: str) -> None:
    assert rule in faults(source, translation, locale)


@pytest.mark.parametrize("behind", ["", " million", "-tal", "tal", ".5", " mg", "5万"])
def test_a_number_of_more_digits_than_any_is_a_number(behind: str) -> None:
    for locale in ("de", "ja", "sv", "hi"):
        for sign in ("", "−"):
            assert "numbers" in faults("Take 5 tablets, and 7.5", f"{sign}{'2024' * 20}{behind}, 7.5", locale)


def test_two_dates_in_digits_are_told_with_what_they_mean() -> None:
    pair = pair_of("on 02/03/2024", "on 02/03/2024", "en_GB")
    (fault,) = fact_faults(pair)
    assert fault.message == (
        "02/03/2024 is 2024-02-03 in English, 02/03/2024 is 2024-03-02 in English (United Kingdom)"
    )


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(MORE_LOCALES))
def test_no_text_breaks_the_rules_and_none_differs_from_itself(source: str, translation: str, locale: str) -> None:
    faults(source, translation, locale)
    assert faults(source, source, "en") == []


@pytest.mark.parametrize(
    "part",
    [
        *("2026-", "1.5.", "百万", "Jan 1 ", "one tablet "),
        *(pytest.param(one, marks=pytest.mark.long) for one in ("www.", "[^", "a-", "’", "1 mg")),
    ],
)
@pytest.mark.heavy
def test_a_text_that_leads_on_and_on_is_read_once(part: str) -> None:
    """A stranger's text of so many characters would take hours if a search went back over what it has seen."""
    source = "Take 5 mg at 5 pm, not more."
    assert is_read_once(
        lambda text: [list(examine(pair_of(source, text, locale))) for locale in ("de", "zh_Hans")], part
    )


@pytest.mark.parametrize(
    "fact",
    [
        "on {2} May {3}",
        "{3}{1} mg",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("at {0}:{1:02}", "call +1 555 {1:03} {3:04}")),
    ],
)
@pytest.mark.heavy
def test_texts_of_many_facts_are_compared_in_one_go(fact: str) -> None:
    """A search that begins anew for each of them would take many minutes."""

    def work(length: int) -> None:
        first = 100 * next(unlike)
        facts = [fact.format(n % 24, n % 60, n % 28 + 1, 1000 + n % 9000) for n in range(first, first + length)]
        source, translation = " and ".join(facts), " und ".join(reversed(facts)).replace(" May", ". Mai")
        assert faults(source, translation) == []
        assert len(set(faults(source, "Es gibt etwas."))) == 1

    assert grows_with_its_length(work, 100)


@pytest.mark.heavy
def test_notations_of_all_languages_are_read() -> None:
    is_recent = tuple(map(int, babel.__version__.split(".")[:2])) >= (2, 19)
    right = [
        *lines_of("notations", "right"),
        *(lines_of("notations", "right, by data of Babel 2.19") if is_recent else ()),
    ]
    assert [one for one in right if faults(*one)] == []
    assert [one for one in lines_of("notations", "wrong") if not faults(*one)] == []


def test_what_decides_in_an_instruction_is_not_lost_in_words() -> None:
    assert [one for one in lines_of("instructions", "right") if faults(*one)] == []
    assert [one for one in lines_of("instructions", "wrong") if not faults(*one)] == []


def twins(locale: str) -> Iterator[tuple[str, str]]:
    """Facts as CLDR has them written in English and in a locale."""
    for number in (1_234_567, 1234.5, 0.25):
        yield f"about {format_decimal(number, locale='en')}", format_decimal(number, locale=locale)
    for day in (date(2024, 3, 5), date(1998, 7, 14)):
        written = format_date(day, "long", locale="en")
        yield from ((written, format_date(day, width, locale=locale)) for width in ("full", "long", "medium", "short"))
        for skeleton in ("yMMMM", "MMMMd"):
            yield tuple(format_skeleton(skeleton, day, locale=name) for name in ("en", locale))  # type: ignore[misc]
    if locale not in MISWRITTEN and "long" in Locale.parse(locale).compact_decimal_formats:
        yield "3,000,000 people", format_compact_decimal(3_000_000, format_type="long", locale=locale)


#: Where three millions are 3 करोड in CLDR (2025), and "milioni 30" in Babel (2.19).
MISWRITTEN = {"ne", "sw"}
#: Notations that nobody would write: "tenpo sike #2024", a month's number without any mark.
STRANGE = {"bgn", "blo", "bo", "cad", "dz", "ksf", "la", "mgo", "prg", "rof", "tok", "yo"}


def cldr() -> list[str]:
    """All languages and scripts that CLDR has names of months for; "M03" is no name."""
    without_territory = {str(Locale.parse(name)) for name in locale_identifiers()}
    without_territory -= {name for name in without_territory if re.search("_[A-Z0-9]{2,3}$", name)}
    return sorted(name for name in without_territory if "03" not in get_month_names(locale=name)[3])


@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.long), 8])
@pytest.mark.heavy
def test_what_cldr_writes_in_its_locales_is_the_same_fact(part: int) -> None:
    chosen = [locale for locale in cldr() if locale not in STRANGE][::part]
    wrong = [(locale, *twin) for locale in chosen for twin in twins(locale) if faults(*twin, locale)]
    assert wrong == []


MULTIPLIED = """
ja|5 tablets|5錠|十5錠
ja|%(n)s tablets|合計%(n)s錠|%(n)s十錠
zh_Hans|%(n)s tablets|共%(n)s片|二%(n)s片
zh_Hans|5 tablets|5片|5打片
de|5 tablets|5 kleine Tabletten|5 Dutzend Tabletten
de|%(n)s tablets|%(n)s Tabletten|%(n)s halbe Tabletten
de|5 tablets|5 Tabletten|Zweimal 5 Tabletten
de|Take 5.|Nehmen Sie 5.|Nehmen Sie 5 mg.
de|%(n)s tablets|%(n)s Tabletten|%(n)s mg Tabletten
fr|5 tablets|5 comprimés|5 douzaines de comprimés
fr|5 half tablets|5 demi-comprimés|50 demi-comprimés
fr|5 tablets|5 comprimés|5 demi-comprimés
es|5 tablets|5 tabletas|5 docenas de tabletas
ru|5 tablets|5 таблеток|5 десятков таблеток
tr|5 tablets|5 tablet|5 düzine tablet
ar|5 tablets|5 أقراص|5 أنصاف أقراص
de|One tablet|Eine Tablette|Ein Dutzend Tabletten
fr|One tablet|Un comprimé|Une douzaine de comprimés
es|One tablet|Una tableta|Una docena de tabletas
it|One tablet|Una compressa|Una dozzina di compresse
pt_BR|One tablet|Um comprimido|Uma dúzia de comprimidos
nl|One tablet|Eén tablet|Een dozijn tabletten
sv|One tablet|En tablett|Ett dussin tabletter
pl|One tablet|Jedna tabletka|Tuzin tabletek
ru|One tablet|Одна таблетка|Дюжина таблеток
tr|One tablet|Bir tablet|Bir düzine tablet
de|.5 mg|0,5 mg|5 mg
de|Take .25 ml.|Nehmen Sie ,25 ml.|Nehmen Sie 25 ml.
"""


@pytest.mark.parametrize("row", MULTIPLIED.strip().splitlines())
def test_what_is_beside_a_number_makes_no_other_one_of_it(row: str) -> None:
    locale, source, right, wrong = row.split("|")
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) != []
