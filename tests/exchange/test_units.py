"""Files for people with other tools: what goes out comes back, and what comes from strangers does no harm."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from pipeline.catalogs.three_way import CONFLICT
from pipeline.errors import PipelineError
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit, take_back, units_of
from pipeline.exchange.xliff import read_xliff
from pipeline.exchange.xml import read_tmx
from pipeline.model import Catalog, Language, Message
from tests.conftest import Site

EN, DE = Language.of("en"), Language.of("de")
FIRST = "locales/de/articles/first.po"


def read(form: str, text: str) -> tuple[Unit, ...]:
    exchange = read_csv(text.removeprefix("\ufeff"), "x.csv") if form == "csv" else read_xliff(text, "x.xlf")
    assert exchange.language == ("" if form == "csv" else "de")
    return exchange.units


TEXT = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n", exclude_characters="\ufffe\uffff"
    )
).map(str.strip) | st.sampled_from(["=1+1", "'=x", "''-x", "@x", "<b>&amp;]]></b>", "a,b;c\td", '"q"', "x\ny"])
MESSAGE = st.builds(
    Message,
    TEXT.filter(bool),
    st.none() | TEXT.filter(bool),
    translations=st.tuples(TEXT),
    flags=st.sampled_from([(), ("fuzzy",)]),
    extracted=st.tuples(TEXT),
)
CATALOG = st.lists(MESSAGE, unique_by=lambda message: message.key, max_size=4).map(
    lambda messages: Catalog("a/b", "de", tuple(messages))
)


@pytest.mark.parametrize("form", WRITERS)
@given(catalog=CATALOG)
def test_what_goes_out_comes_back(form: str, catalog: Catalog) -> None:
    units = tuple(units_of(catalog))
    text = WRITERS[form][0]({"a/b": units}, EN, DE)
    assert [(u.id, u.source, u.target, u.context) for u in read(form, text)] == [
        (u.id, u.source, u.target, u.context) for u in units
    ]
    back = take_back({"a/b": catalog}, read(form, text))
    assert (back.catalogs, back.taken, back.conflicts, back.strangers) == ({"a/b": catalog}, 0, (), ())


@pytest.mark.parametrize("form", WRITERS)
@given(catalog=CATALOG, text=TEXT.filter(bool))
def test_what_was_changed_outside_is_taken(form: str, catalog: Catalog, text: str) -> None:
    sent = read(form, WRITERS[form][0]({"a/b": tuple(units_of(catalog))}, EN, DE))
    returned = [Unit(unit.id, unit.source, text, unit.context) for unit in sent]
    back = take_back({"a/b": catalog}, returned)
    assert all(message.translations == (text,) and not message.fuzzy for message in back.catalogs["a/b"].messages)
    assert not back.conflicts


def catalog(*texts: str, fuzzy: bool = False) -> Catalog:
    return Catalog("d", "de", (Message("A", translations=texts, flags=("fuzzy",) if fuzzy else ()),))


def test_a_text_changed_on_both_sides_keeps_ours_and_shows_theirs() -> None:
    (unit,) = units_of(catalog("eins"))
    back = take_back({"d": catalog("zwei")}, [Unit(unit.id, "A", "drei")])
    (message,) = back.conflicts
    assert (message.translations, message.fuzzy, message.comment) == (("zwei",), True, f"{CONFLICT}drei")
    assert back.catalogs["d"].messages == (message,)


def test_an_empty_target_takes_nothing_away() -> None:
    (unit,) = units_of(catalog("eins"))
    assert take_back({"d": catalog("eins")}, [Unit(unit.id, "A", "")]).catalogs == {"d": catalog("eins")}


def test_a_fuzzy_text_that_was_confirmed_outside_is_certain() -> None:
    (unit,) = units_of(catalog("eins", fuzzy=True))
    assert take_back({"d": catalog("eins", fuzzy=True)}, [Unit(unit.id, "A", "eins")]).catalogs == {
        "d": catalog("eins")
    }


def test_a_unit_whose_message_is_gone_is_a_stranger() -> None:
    (unit,) = units_of(catalog("eins"))
    assert take_back({"d": Catalog("d", "de", ())}, [Unit(unit.id, "A", "eins")]).strangers


def test_plural_forms_are_units_of_their_own() -> None:
    message = Message("%(n)s day", msgid_plural="%(n)s days", translations=("%(n)s Tag", "%(n)s Tage"))
    one, other = units_of(Catalog("d", "de", (message,)))
    assert (one.source, other.source) == ("%(n)s day", "%(n)s days")
    back = take_back({"d": Catalog("d", "de", (message,))}, [Unit(other.id, other.source, "%(n)s Tagen")])
    assert back.catalogs["d"].messages[0].translations == ("%(n)s Tag", "%(n)s Tagen")


# What other tools make of our files, and we of theirs: the translate toolkit is the witness.

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


def test_memories_of_the_translate_toolkit_are_read() -> None:
    store = tmxfile()
    store.addtranslation("One", "en", "Eins", "de")
    store.addtranslation("One", "en", "Un", "fr")
    found = {exchange.language: exchange.units for exchange in read_tmx(bytes(store).decode(), "x", EN)}
    assert found == {"de": (Unit("", "One", "Eins"),), "fr": (Unit("", "One", "Un"),)}


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


BOMB = '<!DOCTYPE x [<!ENTITY a "' + "b" * 1000 + '"><!ENTITY c "&a;&a;">]>'
X1 = '<xliff version="1.2"><file target-language="{}"><body>{}</body></file></xliff>'


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (BOMB + X1.format("de", "&c;"), "a DTD"),
        ('<!DOCTYPE xliff SYSTEM "file:///etc/passwd">' + X1.format("de", ""), "a DTD"),
        ('<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>' + X1.format("de", "&p;"), "a DTD"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + X1.format("de", ""), "the encoding 'UTF-16'"),
        ("<xliff", "no well-formed XML"),
        ("<tmx/>", "not <xliff>"),
        (X1.format("de", "") + "\x00", "no well-formed XML"),
    ],
)
def test_hostile_xml_is_refused(text: str, cause: str) -> None:
    with pytest.raises(PipelineError, match=cause):
        read_xliff(text, "x.xlf")


def test_depth_and_length_do_no_harm() -> None:
    deep = X1.format("de", "<g>" * 200_000 + "</g>" * 200_000)
    assert read_xliff(deep, "x").units == ()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'source,target\n"x'])
def test_tables_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(PipelineError) as caught:
        read_csv(text, "x.csv")
    assert caught.value.place.startswith("x.csv:")


# The commands


def entry(site: Site, msgid: str) -> polib.POEntry:
    return next(found for found in polib.pofile(str(site.root / FIRST)) if found.msgid == msgid)


@pytest.mark.parametrize("form", WRITERS)
def test_export_and_import_of_a_site(good_site: Site, form: str) -> None:
    path = good_site.root / f"out{WRITERS[form][1]}"
    result = good_site.run("export", "de", "--format", form, "--output", str(path))
    assert result.exit_code == 0, result.output
    before = good_site.files("locales")
    # A CSV file does not say what language it is in.
    locale = ["--locale", "de"] if form == "csv" else []
    result = good_site.run("import", *locale, str(path))
    assert result.exit_code == 0, result.output
    assert good_site.files("locales") == before
    text = path.read_text(encoding="utf-8")
    assert "Erste Schritte" in text
    path.write_text(text.replace("Erste Schritte", "Die ersten Schritte"), encoding="utf-8")
    assert good_site.run("import", *locale, str(path)).exit_code == 0
    assert (entry(good_site, "First steps").msgstr, entry(good_site, "First steps").fuzzy) == (
        "Die ersten Schritte",
        False,
    )
    # Meanwhile somebody wrote something else: now it is for people to decide.
    good_site.replace(FIRST, "Die ersten Schritte", "Schritte")
    result = good_site.run("import", *locale, str(path))
    assert result.exit_code == 1
    assert "“First steps” was translated differently on both sides" in result.output
    assert (entry(good_site, "First steps").msgstr, entry(good_site, "First steps").fuzzy) == ("Schritte", True)
    assert "Die ersten Schritte" in entry(good_site, "First steps").tcomment


def test_only_what_is_unfinished_goes_out(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    path = good_site.root / "out.xlf"
    good_site.run("export", "de", "--unfinished", "--output", str(path))
    (unit,) = read_xliff(path.read_text(encoding="utf-8"), "x").units
    assert unit.source == "First steps"


def test_a_memory_fills_what_is_empty_as_fuzzy_and_remembers_the_rest(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    store = tmxfile()
    store.addtranslation("First steps", "en", "Schritte", "de")
    store.addtranslation("Something else", "en", "Anderes", "de")
    store.addtranslation("First steps", "en", "Pas", "tlh")
    path = good_site.root / "memory.tmx"
    good_site.write("memory.tmx", bytes(store).decode())
    result = good_site.run("import", str(path))
    assert result.exit_code == 0, result.output
    assert (entry(good_site, "First steps").msgstr, entry(good_site, "First steps").fuzzy) == ("Schritte", True)
    assert "Anderes" in good_site.read("locales/de/memory.po")


def test_a_memory_may_name_its_dtd_but_no_entity() -> None:
    text = '<tmx><body><tu><tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="de"><seg>B</seg></tuv></tu></body></tmx>'
    dtd = '<!DOCTYPE tmx SYSTEM "tmx14.dtd"{}>'
    assert [exchange.language for exchange in read_tmx(dtd.format("") + text, "x", EN)] == ["de"]
    with pytest.raises(PipelineError, match="entities"):
        list(read_tmx(dtd.format('[<!ENTITY a "b">]') + text, "x", EN))


def test_a_file_of_unknown_kind_is_refused(good_site: Site) -> None:
    good_site.write("x.docx", "")
    result = good_site.run("import", str(Path(good_site.root / "x.docx")))
    assert result.exit_code == 2
    assert "known: .po .xlf .csv .tmx" in result.output
