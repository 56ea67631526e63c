"""XLIFF 1.2 and 2.0, ours and that of other tools."""

from __future__ import annotations

import pytest
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit
from pipeline.exchange.xliff import read_xliff
from pipeline.model import Language

EN, DE = Language.of("en"), Language.of("de")


def read(form: str, text: str) -> tuple[Unit, ...]:
    exchange = read_csv(text.removeprefix("\ufeff"), "x.csv") if form == "csv" else read_xliff(text, "x.xlf")
    assert exchange.language == ("" if form == "csv" else "de")
    return exchange.units


UNITS = (
    Unit("m1", "One <b>&</b>", "Eins", "ctx", notes=("paragraph",)),
    Unit("m2", "Two\nlines", "Zwei\nZeilen", fuzzy=True),
    Unit("m3", "Three"),
)


@pytest.mark.parametrize(("form", "reader"), [("xliff", xlifffile), ("xliff2", Xliff2File)])
def test_the_translate_toolkit_reads_what_we_write_and_we_what_it_writes(form: str, reader: type) -> None:
    store = reader.parsestring(WRITERS[form][0]({"d": UNITS}, EN, DE).encode())
    assert [(unit.source, unit.target or "") for unit in store.units] == [(u.source, u.target) for u in UNITS]
    assert store.gettargetlanguage() == "de"
    store.units[2].target = "Drei"
    again = read(form, bytes(store).decode())
    assert [(unit.id, unit.source, unit.target) for unit in again] == [
        ("m1", "One <b>&</b>", "Eins"),
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
