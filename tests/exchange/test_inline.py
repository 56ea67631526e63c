"""Codes in XLIFF: markup comes back as it went out, and what a tool has done to it is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.units import Unit
from pipeline.exchange.xliff import read_xliff
from pipeline.model import Notation
from tests.exchange.test_codes import MARKED
from tests.exchange.test_xliff import read, sent

XLIFF = ("xliff", "xliff2")


@pytest.mark.parametrize("form", XLIFF)
@given(source=MARKED, target=MARKED, notation=st.sampled_from(Notation))
def test_markup_comes_back_as_it_went_out(form: str, source: str, target: str, notation: Notation) -> None:
    (unit,) = read(form, sent(form, Unit("m", source, target, notation=notation)))
    assert (unit.source, unit.target) == (source, target)


ONE = Unit("m1", "Take **%(n)s** of [these](a.md).", "Nimm **%(n)s** [davon](a.md).", notation=Notation.MARKDOWN)


def test_marks_and_link_targets_are_codes() -> None:
    (text,) = re.findall("<source>(.*)</source>", sent("xliff", ONE))
    assert text == (
        'Take <g id="1" ctype="bold" equiv-text="**…**"><x id="2" ctype="x-variable" equiv-text="%(n)s" /></g>'
        ' of <g id="3" ctype="link" equiv-text="[…](a.md)">these</g>.'
    )
    text = sent("xliff2", ONE)
    assert re.findall('<data id="(.*)">(.*)</data>', text) == [
        ("d1", "**"),
        ("d2", "%(n)s"),
        ("d3", "["),
        ("d4", "](a.md)"),
    ]
    (text,) = re.findall("<target>(.*)</target>", re.sub(r' disp\w*="[^"]*"', "", text))
    assert text == (
        'Nimm <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d1"><ph id="2" dataRef="d2" /></pc>'
        ' <pc id="3" type="link" dataRefStart="d3" dataRefEnd="d4">davon</pc>.'
    )


CHANGES = [
    # What a tool has made of the target, what the text is then, and what is said of it.
    (r'<(ph|x) id="2".*?/>', "", "Nimm **** [davon](a.md).", ["its mark %(n)s is gone"]),
    (r"<(g|pc) id=.3.[^>]*>(.*?)</\1>", r"\2", "Nimm **%(n)s** davon.", ["its mark […](a.md) is gone"]),
    (
        r'(<(ph|x) id="2".*?/>)',
        r"\1 \1",
        "Nimm **%(n)s %(n)s** [davon](a.md).",
        ["its mark %(n)s is there 2 times"],
    ),
    (
        "davon",
        '<g id="9">davon</g><x id="8"/><pc id="7">!</pc><ec/>',
        "Nimm **%(n)s** [davon!](a.md).",
        [f"it has a mark that its source has not (code {id_})" for id_ in ("9", "8", "7", "/")],
    ),
    (r'<(ph|x) id="2".*?/>', '<ph id="2"/>', "Nimm **%(n)s** [davon](a.md).", []),
    (r'<(ph|x) id="2".*?/>', "%(n)s", "Nimm **%(n)s** [davon](a.md).", []),
    (r' (equiv-text|ctype|disp\w*|dataRef\w*|type|subType)="[^"]*"', "", "Nimm **%(n)s** [davon](a.md).", []),
    (r"(?s)<(g|pc) id=.3.[^>]*>(.*?)</\1>", r'<sc id="3"/>\2<ec startRef="3"/>', "Nimm **%(n)s** [davon](a.md).", []),
    (r"(?s)<(g|pc) id=.3.[^>]*>(.*?)</\1>", r'<bx id="3"/>\2<ex id="3"/>', "Nimm **%(n)s** [davon](a.md).", []),
    ("davon", '<mrk mtype="seg">da<cp hex="0076"/>on</mrk>', "Nimm **%(n)s** [davon](a.md).", []),
]


@pytest.mark.parametrize("form", XLIFF)
@pytest.mark.parametrize(("old", "new", "target", "faults"), CHANGES)
def test_codes_that_lack_or_are_doubled_or_added_are_told_and_no_word_is_lost(
    form: str, old: str, new: str, target: str, faults: list[str]
) -> None:
    head, mark, tail = sent(form, ONE).partition("<target")
    changed = re.sub(old, new, tail)
    assert changed != tail
    (unit,) = read(form, head + mark + changed)
    assert (unit.source, unit.target, list(unit.faults)) == (ONE.source, target, faults)


@pytest.mark.parametrize("form", XLIFF)
def test_no_depth_ends_in_a_traceback(form: str) -> None:
    deep = sent(form, ONE).replace("davon", "<g>" * 150 + "davon" + "</g>" * 150)
    assert "davon" in read_xliff(deep, "x").units[0].target
