"""Tables for spreadsheets, and from them."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.errors import PipelineError
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit, readable, take_back, units_of
from pipeline.model import Catalog, Language, Message
from tests.growth import grows_with_its_length

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


@pytest.mark.parametrize(
    "cell",
    [
        "#NAME?",
        "#N/A",
        "#REF!",
        "#DIV/0!",
        " #VALUE! ",
        "#NV",
        "#N/D",
        "#BEZUG!",
        "#ИМЯ?",
        "#SPILL!",
        "######",
        "Err:509",
    ],
)
def test_an_error_of_the_spreadsheet_is_no_translation_and_named(cell: str) -> None:
    units, refused = readable(read_csv(f"source,target\nA, {cell}\n", "x").units)
    assert (units, len(refused)) == ((), 1)
    assert refused[0] == f"line 2, “A”: {cell.strip()} is an error of the spreadsheet, not a translation"


@pytest.mark.parametrize(
    ("source", "target"), [("A", "#1"), ("A", "# Ä"), ("A", "#Ä b!"), ("#WOW!", "#TOLL!"), ("A", "")]
)
def test_a_translation_with_such_a_sign_is_one(source: str, target: str) -> None:
    assert readable(read_csv(f"source,target\n{source},{target}\n", "x").units)[1] == ()


@pytest.mark.parametrize("locale", ["de", "pt_BR"])
def test_ids_that_a_program_has_padded_or_put_in_capitals_are_ours(locale: str) -> None:
    before = Catalog("d", locale, (Message("A", translations=("eins",)),))
    (unit,) = units_of(before)
    for written in (f" {unit.id}\t", unit.id.upper()):
        (found,) = readable([Unit(written, "A", "zwei")])[0]
        assert found.is_ours
        back = take_back({"d": before}, [found])
        assert back.catalogs["d"].messages[0].translations == ("zwei",)
        assert found.locale.casefold() == locale.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "-ung",
        "'-ung",
        "''=x",
        "'\u2063-ung",
        "\u2063=x",
        "'\u2063'=x",
        "\u2063x",
        "'\u2063x",
        "=1",
        "a,=b",
        "a,'=b",
        "'x",
    ],
)
@pytest.mark.parametrize("place", ["source", "target"])
def test_what_guards_a_cell_is_undone_exactly(text: str, place: str) -> None:
    texts = {"source": "A", "target": "B", place: text}
    (unit,) = units_of(Catalog("d", "de", (Message(texts["source"], translations=(texts["target"],)),)))
    written = WRITERS["csv"][0]({"d": (unit,)}, EN, DE).removeprefix("\ufeff")
    assert read_csv(written, "x").units == (unit,)


@pytest.mark.parametrize("before", ["B", "-B", ""])
@pytest.mark.parametrize(
    "typed", ["'-ung' is an ending", "'=' is a sign", "'x", "\u2063-ung", "'\u2063-ung", "'\u2063Neu", "\u2063Neu"]
)
def test_an_apostrophe_that_a_translator_has_written_stays(before: str, typed: str) -> None:
    """With or without what guarded the cell, whole or in part."""
    (unit,) = units_of(Catalog("d", "de", (Message("A", translations=(before,)),)))
    table = f'id,source,target\n"{unit.id}","A","{typed}"\n'
    (found,) = read_csv(table, "x").units
    assert found.target == typed.replace("'\u2063", "").replace("\u2063", "")


def test_the_guard_of_older_exports_and_other_tools_is_undone_where_it_is_one() -> None:
    (unit,) = units_of(Catalog("d", "de", (Message("A", translations=("-B",)),)))
    for table, target in (
        (f"id,source,target\n{unit.id},A,'-B\n", "-B"),
        (f"id,source,target\n{unit.id},'-A,'-C\n", "-C"),
        ("source,target\nA,'-B\n", "-B"),
    ):
        assert read_csv(table, "x").units[0].target == target


@pytest.mark.parametrize("end", ["", ",", ",,"])
def test_a_row_with_more_cells_than_columns_is_refused_and_not_cut(end: str) -> None:
    """A program that writes no quotation marks makes two cells of a text with a comma."""
    text = f"source,target{end}\nNo advice.,Kein Rat, sondern Auskunft.\nFirst,Erste,,\n"
    kept, refused = readable(read_csv(text, "x").units)
    assert [(unit.source, unit.target) for unit in kept] == [("First", "Erste")]
    assert len(refused) == 1
    assert refused[0].startswith("line 2, “No advice.”: the row has more cells")


def test_a_column_that_is_named_twice_is_refused() -> None:
    with pytest.raises(PipelineError, match="once each"):
        read_csv("source,target,target\nA,Ä,Ah\n", "x")


def test_more_columns_than_anybody_fills_take_work_in_proportion_to_their_number() -> None:
    def read(length: int) -> None:
        read_csv(f"source,target,{'more,' * length}more\n" + "a,b\n" * length, "x.csv")

    assert grows_with_its_length(read)


def test_a_row_that_is_not_whole_is_told_by_where_it_begins() -> None:
    with pytest.raises(PipelineError) as caught:
        read_csv('source,target\na,b\nc,"d\n\n\n', "x.csv")
    assert caught.value.place == "x.csv:3"


def test_a_row_with_fewer_cells_than_columns_says_nothing_in_the_others() -> None:
    (unit,) = read_csv("notes,source,target\nn,a\n\n", "x.csv").units
    assert (unit.source, unit.target, unit.remarks) == ("a", "", ("n",))
