"""Tables for spreadsheets, and from them."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.errors import PipelineError
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit
from pipeline.model import Language

EN, DE = Language.of("en"), Language.of("de")


def test_a_spreadsheet_sees_no_formula() -> None:
    text = WRITERS["csv"][0]({"d": (Unit("m1", "=cmd|' /C calc'!A0", "@SUM(1)", notes=("-1",)),)}, EN, DE)
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r") and cell]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_spreadsheets_save_them(delimiter: str) -> None:
    rows = [["Source", "Target", "State"], ['a"b', f"x{delimiter}y", "fuzzy"]]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    assert read_csv(stream.getvalue(), "x").units == (Unit("", 'a"b', f"x{delimiter}y", fuzzy=True),)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'source,target\n"x'])
def test_tables_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(PipelineError) as caught:
        read_csv(text, "x.csv")
    assert caught.value.place.startswith("x.csv:")


def test_a_table_says_what_language_it_is_in() -> None:
    text = WRITERS["csv"][0]({"d": (Unit("m1", "A", "Ä"),)}, EN, DE)
    assert read_csv(text.removeprefix("\ufeff"), "x").language == "de"
    assert read_csv("source,target\nA,Ä\n", "x").language == ""
    with pytest.raises(PipelineError, match="several languages: de, fr"):
        read_csv("source,target,language\nA,Ä,de\nA,Â,fr\nB,B,\n", "x")
