"""XLIFF 1.2 and 2.0, ours and that of other tools."""

from __future__ import annotations

import re

import pytest
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit
from pipeline.exchange.xliff import read_xliff
from pipeline.model import Language, Notation

EN, DE = Language.of("en"), Language.of("de")


def read(form: str, text: str) -> tuple[Unit, ...]:
    exchange = read_csv(text.removeprefix("\ufeff"), "x.csv") if form == "csv" else read_xliff(text, "x.xlf")
    assert exchange.language == "de"
    return exchange.units


UNITS = (
    Unit("m1", "One <b>&</b>", "<b>Eins</b>", "ctx", notes=("paragraph",)),
    Unit("m2", "Two\nlines", "Zwei\nZeilen", fuzzy=True),
    Unit("m3", "Three"),
)


@pytest.mark.parametrize(("form", "reader"), [("xliff", xlifffile), ("xliff2", Xliff2File)])
def test_the_translate_toolkit_reads_what_we_write_and_we_what_it_writes(form: str, reader: type) -> None:
    store = reader.parsestring(WRITERS[form][0]({"d": UNITS}, EN, DE).encode())
    assert [unit.getid().rpartition("\4")[2] for unit in store.units] == [u.id for u in UNITS]
    assert [unit.istranslated() and not unit.isfuzzy() for unit in store.units] == [True, False, False]
    assert [unit.isfuzzy() for unit in store.units][:2] == [False, True]
    assert store.gettargetlanguage() == "de"
    store.units[2].target = "Drei"
    again = read(form, bytes(store).decode())
    assert [(unit.id, unit.source, unit.target) for unit in again] == [
        ("m1", "One <b>&</b>", "<b>Eins</b>"),
        ("m2", "Two\nlines", "Zwei\nZeilen"),
        ("m3", "Three", "Drei"),
    ]
    assert [unit.fuzzy for unit in again[:2]] == [False, True]


def test_segments_that_a_tool_has_split_are_joined() -> None:
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de">'
        '<file id="f"><unit id="u">'
        '<segment state="final"><source>One.</source><target>Eins.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>Two.</source><target>Zwei.</target></segment></unit></file></xliff>'
    )
    assert read_xliff(text, "x").units == (Unit("u", "One. Two.", "Eins. Zwei."),)


def sent(form: str, *units: Unit) -> str:
    return WRITERS[form][0]({"d": units}, EN, DE)


def test_each_unit_has_a_target_and_what_is_finished_is_approved() -> None:
    text = sent("xliff", *UNITS)
    assert re.findall("(?s)<trans-unit id=.(m.).([^>]*)>.*?<target([^>]*)>", text) == [
        ("m1", ' xml:space="preserve" approved="yes"', ' state="translated"'),
        ("m2", ' xml:space="preserve"', ' state="needs-translation"'),
        ("m3", ' xml:space="preserve"', ' state="new"'),
    ]
    assert re.findall("<segment (.*)>", sent("xliff2", *UNITS)) == [
        'state="translated"',
        'state="initial" subState="gettext:fuzzy"',
        'state="initial"',
    ]
    assert sent("xliff2", *UNITS).count("<target") == len(UNITS)


def test_the_context_is_a_note() -> None:
    assert '<note from="developer">context: ctx</note>' in sent("xliff", *UNITS)
    assert '<note category="context">ctx</note>' in sent("xliff2", *UNITS)


def test_files_of_older_exports_are_read() -> None:
    text = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="d" source-language="en"'
        ' target-language="de" datatype="plaintext"><body><trans-unit id="m1"><source>A **b** [c](d)</source>'
        '<target state="translated">Ä **b**</target></trans-unit></body></file></xliff>'
    )
    (unit,) = read_xliff(text, "x").units
    assert (unit, unit.faults) == (Unit("m1", "A **b** [c](d)", "Ä **b**"), ())


def test_a_segment_without_words_makes_no_translation_of_half_a_text() -> None:
    text = sent("xliff2", Unit("m1", "One. Two."))
    split = text.replace(
        "<source>One. Two.</source>\n        <target />\n      </segment>",
        '<source>One. </source><target>Eins. </target></segment><segment state="translated"><source>Two.</source>'
        "<target/></segment>",
    )
    assert split != text
    assert read_xliff(split, "x").units[0].target == ""


def test_a_state_that_a_tool_has_set_holds_whatever_we_had_said_of_it() -> None:
    text = sent("xliff2", UNITS[1]).replace('state="initial"', 'state="translated"')
    assert not read_xliff(text, "x").units[0].fuzzy


OURS = "m0123456789abcdef-0-01234567"


def test_what_has_no_translation_has_its_source_in_the_target_and_says_nothing_until_it_is_written() -> None:
    text = sent("xliff", Unit(OURS, "One *two*", notation=Notation.MARKDOWN))
    (target,) = re.findall("<target.*</target>", text)
    assert target == '<target state="new">One <g id="1" ctype="italic" equiv-text="*…*">two</g></target>'
    assert read_xliff(text, "x").units == (Unit(OURS, "One *two*"),)
    # Some tools write the text and leave the state.
    written = text.replace(target, target.replace("One", "Eins").replace("two", "zwei"))
    assert read_xliff(written, "x").units == (Unit(OURS, "One *two*", "Eins *zwei*"),)
    theirs = written.replace(OURS, "7")
    assert read_xliff(theirs, "x").units[0].fuzzy
