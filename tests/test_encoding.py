"""A text is read in the encoding that its mark or its declaration says for sure, and in no other."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from pipeline.encoding import marked, utf_8, xml
from pipeline.errors import PipelineError

TEXT = "Größe: 5 – 10 µg\r\nund „mehr“ 🙂\n"
WIDE = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
DOCUMENT = "<?xml version='1.0' encoding='{}' standalone='yes'?>\n<a>Größe</a>"
READ = "<?xml version='1.0' standalone='yes'?>\n<a>Größe</a>"


@pytest.mark.parametrize("encoding", [*WIDE, "utf-8"])
def test_a_byte_order_mark_says_the_encoding(encoding: str) -> None:
    data = WIDE.get(encoding, codecs.BOM_UTF8) + TEXT.encode(encoding)
    assert marked(data, "a.csv") == TEXT.replace("\r\n", "\n")


def test_without_a_mark_it_is_utf_8() -> None:
    assert marked(TEXT.encode(), "a.csv") == utf_8(TEXT.encode(), "a.csv") == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_what_nothing_says_is_not_guessed(encoding: str) -> None:
    with pytest.raises(PipelineError) as caught:
        marked("a\nsize\nGröße".encode(encoding), "a.csv")
    assert str(caught.value) == "a.csv:3: byte 0xf6 is not valid UTF-8"
    assert caught.value.hint == "save the file as UTF-8; nothing was changed"


@pytest.mark.parametrize("reader", [marked, xml])
def test_half_a_character_of_a_wide_encoding_is_told_by_line(reader: Callable[[bytes, str], str]) -> None:
    data = codecs.BOM_UTF16_LE + "<a>\n</a>".encode("utf-16-le") + b"\x00"
    with pytest.raises(PipelineError, match=r"a\.tmx:2: byte 0x00 is not valid UTF-16-LE"):
        reader(data, "a.tmx")


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        *((mark + DOCUMENT.format("UTF-16").encode(name), "marked") for name, mark in WIDE.items()),
        *((DOCUMENT.format("UTF-16").encode(name), "without a mark") for name in WIDE),
        (codecs.BOM_UTF16_LE + DOCUMENT.format("UTF-8").encode("utf-16-le"), "left over from UTF-8"),
        (codecs.BOM_UTF8 + DOCUMENT.format("utf-8").encode(), "utf-8"),
        (DOCUMENT.format("ISO-8859-1").encode("latin-1"), "ISO-8859-1"),
        (DOCUMENT.format("windows-1252").encode("cp1252"), "windows-1252"),
    ],
)
def test_an_xml_document_says_its_encoding(data: bytes, declared: str) -> None:
    assert xml(data, "a.tmx") == READ


def test_one_that_declares_none_is_utf_8() -> None:
    assert xml("<a>Größe</a>".encode(), "a.tmx") == "<a>Größe</a>"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (DOCUMENT.format("UTF-16").encode(), "it declares the encoding 'UTF-16', and its bytes are UTF-8"),
        (DOCUMENT.format("ISO-8859-1").encode(), "it declares the encoding 'ISO-8859-1', and its bytes are UTF-8"),
        (codecs.BOM_UTF8 + DOCUMENT.format("latin-1").encode(), "and its bytes are UTF-8"),
        (DOCUMENT.format("utf-7").encode("latin-1"), "it declares the encoding 'utf-7'"),
        (DOCUMENT.format("rot13").encode("latin-1"), "it declares the encoding 'rot13'"),
        (DOCUMENT.format("no such").encode("latin-1"), "it declares the encoding 'no such'"),
        (DOCUMENT.format("UTF-8").encode("latin-1"), "is not valid UTF-8"),
    ],
)
def test_one_that_contradicts_itself_is_refused(data: bytes, cause: str) -> None:
    with pytest.raises(PipelineError, match=cause):
        xml(data, "a.tmx")
