"""Edits that change no meaning."""

from __future__ import annotations

import pytest

from pipeline.catalogs.edits import adjust, alarming, bare, skeleton, targets_in
from tests.growth import is_read_once
from tests.honest import EXAMPLES


@pytest.mark.parametrize(
    "text",
    [
        "See **the page** and code.",
        "See [the page](a.md) and `code`.",
        'See <a href="x">the page</a> and code.',
        "See `the page <x>`_ and ``code``.",
        "See  the page\nand code.",
        "See the page[^1] and code.",
    ],
)
def test_tools_that_keep_other_marks_agree_on_the_words(text: str) -> None:
    assert bare(text) == "see the page and code."


def test_a_reference_without_end_is_no_word() -> None:
    assert bare("a &#" + "9" * 5000 + "; b") == "a \ufffd b"


@pytest.mark.parametrize(
    ("previous", "current", "translation", "adjusted"),
    [
        ("See [it](a.html)", "See [it](b.html)", "Siehe [es](a.html)", "Siehe [es](b.html)"),
        ('He said "no"', "He said “no”", "Er sagte „nein“", "Er sagte „nein“"),
        ("See [it](a.html)", "See [her](b.html)", "Siehe [es](a.html)", None),
        ("See [it](a.html)", "See [it](b.html)", "Siehe [es](c.html)", None),
        ("Call [us](tel:123)", "Call [us](tel:124)", "Ruf [an](tel:123)", None),
        ("[a](x) [b](x)", "[a](y) [b](z)", "[a](x) [b](x)", None),
        ("[a](x) [b](y)", "[a](y) [b](x)", "[b](y) [a](x)", "[b](x) [a](y)"),
    ],
)
def test_a_mechanical_edit_is_made_in_the_translation_where_it_needs_no_guess(
    previous: str, current: str, translation: str, adjusted: str | None
) -> None:
    assert adjust(previous, current, translation) == adjusted


@pytest.mark.parametrize(
    ("previous", "current", "said"),
    [
        ("Take 5 mg", "Take 10 mg", ["another number: 5 → 10"]),
        ("Take 5 mg", "Take 5 µg", ["another unit: mg → µg"]),
        ("Do take it", "Do not take it", ["another negation: none → not"]),
        ("Take it", "Have it", []),
        ("Take three pills", "Take four pills", ["another number: three → four"]),
        ("Take thirteen pills", "Take fourteen pills", ["another number: thirteen → fourteen"]),
        ("For forty days", "For fifty days", ["another number: forty → fifty"]),
        ("every day", "every other day", ["another word that decides: every day → every other day"]),
        ("once a day", "twice a day", ["another number: once → twice"]),
        ("at least 5 mg", "at most 5 mg", ["another bound: at least → at most"]),
        ("the left arm", "the right arm", ["another word that decides: left → right"]),
        ("daily", "weekly", ["another unit: daily → weekly"]),
    ],
)
def test_numbers_units_and_negations_are_looked_at_first(previous: str, current: str, said: list[str]) -> None:
    assert list(alarming(previous, current, "en")) == said


@pytest.mark.parametrize(("tag", "name"), EXAMPLES)
def test_prose_in_an_attribute_is_no_target(tag: str, name: str) -> None:
    old, new = (f'A <{tag} {name}="{words}">b</{tag}>' for words in ("some", "other"))
    assert '"some"' not in targets_in(old)
    assert skeleton(old) != skeleton(new)


@pytest.mark.parametrize("name", ["href", "class", "id", "aria-labelledby", "aria-controls"])
def test_data_in_an_attribute_is_a_target(name: str) -> None:
    old, new = (f'A <a {name}="{value}">b</a>' for value in ("x", "y"))
    assert targets_in(old) == ['"x"']
    assert skeleton(old) == skeleton(new)


@pytest.mark.parametrize("part", [' a="b"', ' a="b" <', '<x a="b"', " a='", "](u", "{: ", " <u>`_"])
def test_targets_are_looked_for_once_however_many_there_may_be(part: str) -> None:
    assert is_read_once(skeleton, part)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ('a b="c" d', []),
        ('<a b="c" d', []),
        ('<a b="c" d="e"> f="g"', ['"c"', '"e"']),
        ('<a b="c" <i d="e">', ['"e"']),
        ('b="c" <i> d="e" >', ['"e"']),
        ('x b="[y](u" <i>', ["u"]),
    ],
)
def test_an_attribute_is_one_in_a_tag_that_ends(text: str, targets: list[str]) -> None:
    assert targets_in(text) == targets
