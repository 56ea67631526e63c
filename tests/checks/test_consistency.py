"""One text has one translation across a locale's catalogs."""

from __future__ import annotations

from pipeline.checks.consistency import inconsistent, set_aside
from pipeline.model import Message
from tests.making import message


def said(*translations: tuple[str, ...]) -> list[tuple[str, str, str]]:
    same = [(f"articles/{name}", message("Contact", *texts)) for name, texts in zip("abcd", translations, strict=False)]
    return [(domain, fault.message, fault.here) for domain, _, fault in inconsistent(same)]


def test_what_is_translated_alike_is_no_fault() -> None:
    assert said(("Kontakt",), ("Kontakt",)) == []


def test_a_text_that_stands_once_is_no_fault() -> None:
    assert said(("Kontakt",)) == []


def test_the_first_translation_holds_and_each_other_one_is_named_against_it() -> None:
    there = "in articles/a.po it is “Kontakt”"
    assert said(("Kontakt",), ("Verbindung",), ("Kontakt",), ("Anschrift",)) == [
        ("articles/b", there, "Verbindung"),
        ("articles/d", there, "Anschrift"),
    ]


def test_one_plural_form_that_differs_is_a_fault() -> None:
    assert [domain for domain, _, _ in said(("Tag", "Tage"), ("Tag", "Tagen"))] == ["articles/b"]


def test_the_fault_is_one_of_consistency_and_of_the_later_message() -> None:
    first, later = message("Contact", "Kontakt"), message("Contact", "Verbindung")
    ((_, blamed, fault),) = inconsistent([("a", first), ("b", later)])
    assert blamed is later
    assert (fault.rule, fault.doubtful) == ("inconsistent", False)


def test_capitals_and_white_space_count() -> None:
    assert len(said(("Kontakt",), ("kontakt",), ("Kontakt ",))) == 2


def test_a_long_translation_is_quoted_by_its_beginning() -> None:
    ((_, words, here),) = said(("K" * 300,), ("Kontakt",))
    assert words.endswith("K…”")
    assert len(words) < 200
    assert here == "Kontakt"


def test_comments_and_flags_are_nothing_to_it() -> None:
    one = Message("Contact", translations=("Kontakt",), comment="a", flags=("no-wrap",))
    assert list(inconsistent([("a", one), ("b", message("Contact", "Kontakt"))])) == []


def test_another_translation_among_the_obsolete_ones_is_told_once() -> None:
    live = [("a", message("Contact", "Kontakt")), ("b", message("Contact", "Verbindung"))]
    other, unsure = message("Contact", "Anschrift"), Message("Contact", translations=("?",), flags=("fuzzy",))
    obsolete = [("c", other), ("d", other), ("c", live[1][1]), ("c", unsure), ("c", message("Contact", ""))]
    ((domain, blamed, fault),) = set_aside(live, obsolete)
    assert (domain, blamed, fault.rule) == ("a", live[0][1], "set-aside")
    assert fault.message == "an obsolete message of c.po has “Anschrift”"
