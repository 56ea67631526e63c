"""XML from strangers: memories are read, what is hostile is refused."""

from __future__ import annotations

import pytest
from translate.storage.tmx import tmxfile

from pipeline.errors import PipelineError
from pipeline.exchange.units import Unit
from pipeline.exchange.xliff import read_xliff
from pipeline.exchange.xml import read_tmx
from pipeline.model import Language

EN, DE = Language.of("en"), Language.of("de")


def test_memories_of_the_translate_toolkit_are_read() -> None:
    store = tmxfile()
    store.addtranslation("One", "en", "Eins", "de")
    store.addtranslation("One", "en", "Un", "fr")
    found = {exchange.language: exchange.units for exchange in read_tmx(bytes(store).decode(), "x", EN)}
    assert found == {"de": (Unit("", "One", "Eins"),), "fr": (Unit("", "One", "Un"),)}


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


@pytest.mark.parametrize("name", ["g", "group", "trans-unit", "note"])
def test_what_is_nested_as_no_program_nests_it_is_refused(name: str) -> None:
    """Each unit is looked through for what is within: nested ones were looked through over and over."""
    with pytest.raises(PipelineError, match="nested more than 200 deep"):
        read_xliff(X1.format("de", f"<{name}>" * 20_000 + f"</{name}>" * 20_000), "x")
    with pytest.raises(PipelineError, match="nested more than 200 deep"):
        list(read_tmx("<tmx>" + "<tu>" * 20_000 + "</tu>" * 20_000 + "</tmx>", "x", EN))
    groups = "<group>" * 100 + "<trans-unit><source>A</source><target>B</target></trans-unit>" + "</group>" * 100
    assert [unit.target for unit in read_xliff(X1.format("de", groups), "x").units] == ["B"]


def test_a_memory_may_name_its_dtd_but_no_entity() -> None:
    text = '<tmx><body><tu><tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="de"><seg>B</seg></tuv></tu></body></tmx>'
    dtd = '<!DOCTYPE tmx SYSTEM "tmx14.dtd"{}>'
    assert [exchange.language for exchange in read_tmx(dtd.format("") + text, "x", EN)] == ["de"]
    with pytest.raises(PipelineError, match="entities"):
        list(read_tmx(dtd.format('[<!ENTITY a "b">]') + text, "x", EN))


def test_a_unit_with_several_translations_into_a_language_has_them_all() -> None:
    variants = "".join(
        f'<tuv xml:lang="{name}"><seg>{text}</seg></tuv>' for name, text in (("en", "A"), ("de", "B"), ("de", "C"))
    )
    (exchange,) = read_tmx(f"<tmx><body><tu>{variants}</tu></body></tmx>", "x", EN)
    assert [unit.target for unit in exchange.units] == ["B", "C"]
