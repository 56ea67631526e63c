"""Placeholders: what Python would fill in is the same in both texts, and nothing can end a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.placeholders import placeholder_faults
from pipeline.model import Notation


def faults(source: str, translation: str, notation: Notation = Notation.TEXT) -> list[str]:
    return [fault.message for fault in placeholder_faults(source, translation, notation)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("By {author}", "Von {author} {author.settings[SECRET]}"),
        ("By {author}", "Von {author.name}"),
        ("By {author}", "Von {author!r}"),
        ("By {author}", "Von {author:999999999}"),
        ("By {author}", "Von {author} {"),
        ("By {author}", "Von {author}}"),
        ("By {author}", "Von {{author}}"),
        ("By {author.name}", "Von {author}"),
        ("{0} of {1}", "{1} von {1}"),
        ("{:.1f} km", "{:.9999999f} km"),
        ("Page %s of %s", "Seite %s"),
        ("Page %s of %s", "Seite %s von %s %s"),
        ("Page %s of %d", "Seite %d von %s"),
        ("Page %s", "Seite %d"),
        ("Page %s", "Seite %s %"),
        ("Page %s", "100 % sicher: %s"),
        ("Page %s", "Seite %(x)s"),
        ("%d pages", "%9999999d Seiten"),
        ("%(n)s pages", "%(n)s Seiten %s"),
        ("%(n)s pages", "%(n)9s Seiten"),
        ("All %(text)s", '<abbr title="%(text)s">Alle</abbr>'),
    ],
)
def test_what_is_filled_in_is_the_sources(source: str, translation: str) -> None:
    assert faults(source, translation)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("By {author} in {place}", "In {place} von {author}"),
        ("{0} of {1}", "{1}: {0}"),
        ("Page %s of %s", "Seite %s von %s, zu 100 %%"),
        ("%(n)s of %(m)s", "%(m)s: %(n)s"),
        ("100 % sure", "zu 100 % sicher"),
        ("50%", "50 %"),
        ("A set {", "Eine Menge { }"),
        ("plain", "{x} %s"),
    ],
)
def test_the_order_of_what_has_a_name_is_free_and_prose_is_no_placeholder(source: str, translation: str) -> None:
    assert faults(source, translation) == []


def test_in_markdown_lists_of_attributes_are_no_placeholders() -> None:
    assert faults("A {: .big } word", "{: .big } Wort", Notation.MARKDOWN) == []
    assert faults("Take {dose} now", "Jetzt {dosis}", Notation.MARKDOWN)


@given(st.sampled_from(["By {a}", "{a} {b.real}", "{a:>3} x"]), st.text("{}a.b[]!r:0 \\", max_size=14))
def test_what_is_admitted_can_be_formatted(source: str, translation: str) -> None:
    for text in (translation, f"{translation}{source}"):
        if not faults(source, text):
            assert len(text.format(a=1, b=2)) < 200


@given(st.sampled_from(["%s of %s", "%d x", "%(a)s"]), st.text("%sd() a1.", max_size=14))
def test_what_is_admitted_can_be_filled_in(source: str, translation: str) -> None:
    values = {"a": 1} if "(" in source else (1, 2) if source.count("%") == 2 else (1,)
    for text in (translation, f"{translation}{source}"):
        if not faults(source, text):
            assert len(text % values) < 200


@pytest.mark.parametrize(
    ("source", "translation", "is_refused"),
    [
        ("Take %(n)s mg", "Nimm %(n)s0 mg", True),
        ("Take %(n)s mg", "Nimm 1%(n)s mg", True),
        ("Take %(n)s mg", "Nimm %(n)s,5 mg", True),
        ("Take %(n)s mg", "Nimm 0.%(n)s mg", True),
        ("up to %(n)s", "bis -%(n)s", True),
        ("Take {n} mg", "Nimm {n}0 mg", True),
        ("Take {n} mg", "Nimm {n}&#48; mg", True),
        ("%s of %s", "%s von %s0", True),
        ("%s of %s", "%s von %s", False),
        ("1%s of it", "1%s davon", False),
        ("-%(n)s degrees", "-%(n)s Grad", False),
        ("The %(name)s file", "Die %(name)s-Datei", False),
        ("A %(name)s file", "Web-%(name)s", False),
        ("%(a)s to %(b)s", "%(a)s-%(b)s", False),
        ("%(n)s, 5 of them", "%(n)s, 5 davon", False),
        ("%d%% of it", "%d%% davon", False),
    ],
)
def test_no_digit_is_right_beside_a_placeholder(source: str, translation: str, is_refused: bool) -> None:
    assert bool(faults(source, translation)) is is_refused


@pytest.mark.parametrize("written", ["%(n)s<b>0</b>", "%(n)s**0**", "<i>1</i>%(n)s", "%(n)s\u200b0", "%(n)s&#48;"])
def test_nor_is_one_to_who_reads_it(written: str) -> None:
    assert faults("Take %(n)s mg", f"Nimm {written} mg", Notation.MARKDOWN)
