"""Files that other translation tools read and write: XLIFF 1.2 and 2.0, CSV, and TMX. Texts in, texts out.

What is read comes from strangers: XML with a DTD or entities is refused, as is any other encoding than
UTF-8; no address or path in a file is ever followed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, indent

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.errors import PipelineError
from pipeline.exchange import Unit
from pipeline.model import Language

_XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
_XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENCODING = re.compile(r"<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_COLUMNS = ("id", "context", "source", "target", "state", "notes")
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
#: States that say "look at it again": XLIFF 1.2, section 3.2.3 `state`.
_UNSURE = frozenset({"needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n"}) | frozenset(
    {"needs-review-translation", "needs-translation"}
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a file holds: the language it names (or nothing), and its units."""

    language: str
    units: tuple[Unit, ...]


def xliff_1(units: Mapping[str, Iterable[Unit]], source: Language, target: Language) -> str:
    """XLIFF 1.2: a `file` for each domain of `units`."""
    root = Element("xliff", {"version": "1.2", "xmlns": _XLIFF_1})
    for domain, own in units.items():
        attributes = {
            "original": domain,
            "source-language": source.tag,
            "target-language": target.tag,
            "datatype": "plaintext",
        }
        body = SubElement(SubElement(root, "file", attributes), "body")
        for unit in own:
            element = SubElement(body, "trans-unit", {"id": unit.id, _SPACE: "preserve"})
            SubElement(element, "source").text = unit.source
            if unit.target:
                state = "needs-review-translation" if unit.fuzzy else "translated"
                SubElement(element, "target", {"state": state}).text = unit.target
            if unit.context is not None:
                group = SubElement(element, "context-group", {"purpose": "information"})
                SubElement(group, "context", {"context-type": "x-gettext-msgctxt"}).text = unit.context
            for note in unit.notes:
                SubElement(element, "note", {"from": "developer"}).text = note
    return _serialized(root)


def xliff_2(units: Mapping[str, Iterable[Unit]], source: Language, target: Language) -> str:
    """XLIFF 2.0: a `file` for each domain, a unit of one segment for each text."""
    root = Element("xliff", {"version": "2.0", "xmlns": _XLIFF_2, "srcLang": source.tag, "trgLang": target.tag})
    for number, (domain, own) in enumerate(units.items(), 1):
        file = SubElement(root, "file", {"id": f"f{number}", "original": domain})
        for unit in own:
            element = SubElement(file, "unit", {"id": unit.id, _SPACE: "preserve"})
            notes = [("context", unit.context)] if unit.context is not None else []
            notes += (("description", note) for note in unit.notes)
            if notes:
                container = SubElement(element, "notes")
                for category, note in notes:
                    SubElement(container, "note", {"category": category}).text = note
            state = "translated" if unit.target and not unit.fuzzy else "initial"
            segment = SubElement(element, "segment", {"state": state})
            SubElement(segment, "source").text = unit.source
            if unit.target:
                SubElement(segment, "target").text = unit.target
    return _serialized(root)


def comma_separated(units: Mapping[str, Iterable[Unit]], *_languages: Language) -> str:
    """A table for spreadsheets, with a byte order mark (Excel needs it) and formulas made harmless."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for own in units.values():
        for unit in own:
            state = "untranslated" if not unit.target else "fuzzy" if unit.fuzzy else "translated"
            cells = (unit.id, unit.context or "", unit.source, unit.target, state, "\n".join(unit.notes))
            writer.writerow(f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells)
    return f"\ufeff{stream.getvalue()}"


#: The formats of `export`: how it is made, and the suffix of the file.
WRITERS: Mapping[str, tuple[Callable[[Mapping[str, Iterable[Unit]], Language, Language], str], str]] = {
    "xliff": (xliff_1, ".xlf"),
    "xliff2": (xliff_2, ".xlf"),
    "csv": (comma_separated, ".csv"),
}
XML_SUFFIXES = frozenset({".xlf", ".xliff"})


def read_xliff(text: str, shown: str) -> Exchange:
    """The units of an XLIFF file, 1.0 to 2.x."""
    root = _parsed(text, shown)
    if _name(root) != "xliff":
        raise PipelineError(f"the root element is <{_name(root)}>, not <xliff>", path=shown)
    files = [child for child in root if _name(child) == "file"]
    languages = {root.get("trgLang") or "", *(file.get("target-language") or "" for file in files)} - {""}
    if len(languages) > 1:
        raise PipelineError(
            f"it holds several languages: {', '.join(sorted(languages))}",
            path=shown,
            hint="make a file for each of them",
        )
    read = _units_2 if root.get("version", "").startswith("2") else _units_1
    return Exchange(next(iter(languages), ""), tuple(unit for file in files for unit in read(file)))


def _units_1(file: Element) -> Iterator[Unit]:
    for element in file.iter():
        if _name(element) != "trans-unit":
            continue
        target = _child(element, "target")
        context = next((node for node in element.iter() if node.get("context-type") == "x-gettext-msgctxt"), None)
        yield Unit(
            element.get("id", ""),
            _text(_child(element, "source")),
            _text(target),
            None if context is None else _text(context),
            target is not None and target.get("state") in _UNSURE and element.get("approved") != "yes",
        )


def _units_2(file: Element) -> Iterator[Unit]:
    """A tool may have split a unit into segments, with what lies between them as `ignorable`."""
    for element in file.iter():
        if _name(element) != "unit":
            continue
        parts = [child for child in element if _name(child) in ("segment", "ignorable")]
        targets = [_child(part, "target") for part in parts]
        segments = [part for part in parts if _name(part) == "segment"]
        complete = all(_child(part, "target") is not None for part in segments)
        notes = [note for note in element.iter() if _name(note) == "note" and note.get("category") == "context"]
        texts = (
            _text(_child(part, "source") if target is None else target)
            for part, target in zip(parts, targets, strict=True)
        )
        yield Unit(
            element.get("id", ""),
            "".join(_text(_child(part, "source")) for part in parts),
            "".join(texts) if complete and segments else "",
            _text(notes[0]) if notes else None,
            any(part.get("state", "initial") == "initial" for part in segments),
        )


def read_csv(text: str, shown: str) -> Exchange:
    """The units of a table with a header line that names at least `source` and `target`."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in rows.fieldnames or ()]
        rows.fieldnames = names
        if not {"source", "target"} <= set(names):
            raise PipelineError(
                "the first line does not name the columns source and target",
                path=shown,
                line=1,
                hint=f"it should be: {','.join(_COLUMNS)}",
            )
        units = tuple(_from_row({name: _unguarded(value or "") for name, value in row.items() if name}) for row in rows)
    except csv.Error as error:
        raise PipelineError(f"no well-formed CSV: {error}", path=shown, line=rows.line_num) from None
    return Exchange("", units)


def _from_row(row: Mapping[str, str]) -> Unit:
    return Unit(
        row.get("id", ""),
        row["source"],
        row["target"],
        row.get("context") or None,
        row.get("state", "").strip().lower() == "fuzzy",
    )


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def read_tmx(text: str, shown: str, source: Language) -> Iterator[Exchange]:
    """The units of a translation memory, for each language other than the source's."""
    root = _parsed(text, shown, may_name_dtd=True)
    if _name(root) != "tmx":
        raise PipelineError(f"the root element is <{_name(root)}>, not <tmx>", path=shown)
    by_language: dict[str, list[Unit]] = {}
    for element in root.iter():
        if _name(element) != "tu":
            continue
        texts = {
            (variant.get(_LANG) or variant.get("lang") or "").lower(): _text(_child(variant, "seg"))
            for variant in element
            if _name(variant) == "tuv"
        }
        original = next((text for name, text in texts.items() if _is_language(name, source)), "")
        for name, translation in texts.items():
            if original and translation and not _is_language(name, source):
                by_language.setdefault(name, []).append(Unit("", original, translation))
    return (Exchange(name, tuple(units)) for name, units in by_language.items())


def _is_language(name: str, language: Language) -> bool:
    wanted = language.tag.lower()
    return name.replace("_", "-") == wanted or name.partition("-")[0] == wanted


def _parsed(text: str, shown: str, *, may_name_dtd: bool = False) -> Element:
    """The root element. Many memories name TMX's DTD, which is not fetched; entities are refused in any case."""
    encoding = _ENCODING.match(text)
    if encoding is not None and encoding[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise PipelineError(
            f"it declares the encoding {encoding[1]!r}", path=shown, line=1, hint="save the file as UTF-8"
        )
    try:
        root: Element = fromstring(text.encode("utf-8"), forbid_dtd=not may_name_dtd)
    except DefusedXmlException:
        raise PipelineError(
            "it has a DTD or entities, which are not read", path=shown, hint="remove <!DOCTYPE ...> from the file"
        ) from None
    except ParseError as error:
        raise PipelineError(f"no well-formed XML: {error.msg}", path=shown, line=error.position[0]) from None
    return root


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def _serialized(root: Element) -> str:
    # `indent` leaves texts alone: it only touches elements that hold nothing but elements.
    indent(root)
    stream = io.StringIO()
    ElementTree(root).write(stream, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{stream.getvalue()}\n'
