"""Units as XLIFF 1.2 and 2.0 (OASIS)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from pipeline.errors import PipelineError
from pipeline.exchange.states import is_finished_1, is_finished_2
from pipeline.exchange.units import Unit
from pipeline.exchange.xml import SPACE, Exchange, child_of, local_name, parsed, serialized, text_of
from pipeline.model import Language

_XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
_XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"


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
            element = SubElement(body, "trans-unit", {"id": unit.id, SPACE: "preserve"})
            SubElement(element, "source").text = unit.source
            if unit.target:
                state = "needs-review-translation" if unit.fuzzy else "translated"
                SubElement(element, "target", {"state": state}).text = unit.target
            if unit.context is not None:
                group = SubElement(element, "context-group", {"purpose": "information"})
                SubElement(group, "context", {"context-type": "x-gettext-msgctxt"}).text = unit.context
            for note in unit.notes:
                SubElement(element, "note", {"from": "developer"}).text = note
    return serialized(root)


def xliff_2(units: Mapping[str, Iterable[Unit]], source: Language, target: Language) -> str:
    """XLIFF 2.0: a `file` for each domain, a unit of one segment for each text."""
    root = Element("xliff", {"version": "2.0", "xmlns": _XLIFF_2, "srcLang": source.tag, "trgLang": target.tag})
    for number, (domain, own) in enumerate(units.items(), 1):
        file = SubElement(root, "file", {"id": f"f{number}", "original": domain})
        for unit in own:
            element = SubElement(file, "unit", {"id": unit.id, SPACE: "preserve"})
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
    return serialized(root)


def read_xliff(text: str, shown: str) -> Exchange:
    """The units of an XLIFF file, 1.0 to 2.x. Raises PipelineError if it is not well-formed, or has entities."""
    root = parsed(text, shown)
    if local_name(root) != "xliff":
        raise PipelineError(f"the root element is <{local_name(root)}>, not <xliff>", path=shown)
    files = [child for child in root if local_name(child) == "file"]
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
        if local_name(element) != "trans-unit":
            continue
        target = child_of(element, "target")
        context = next((node for node in element.iter() if node.get("context-type") == "x-gettext-msgctxt"), None)
        yield Unit(
            element.get("id", ""),
            text_of(child_of(element, "source")),
            text_of(target),
            None if context is None else text_of(context),
            target is not None
            and not is_finished_1(target.get("state"), target.get("state-qualifier"), element.get("approved")),
            place=f"unit {element.get('id', '')}",
        )


def _units_2(file: Element) -> Iterator[Unit]:
    """A tool may have split a unit into segments, with what lies between them as `ignorable`."""
    for element in file.iter():
        if local_name(element) != "unit":
            continue
        parts = [child for child in element if local_name(child) in ("segment", "ignorable")]
        targets = [child_of(part, "target") for part in parts]
        segments = [part for part in parts if local_name(part) == "segment"]
        complete = all(child_of(part, "target") is not None for part in segments)
        notes = [note for note in element.iter() if local_name(note) == "note" and note.get("category") == "context"]
        texts = (
            text_of(child_of(part, "source") if target is None else target)
            for part, target in zip(parts, targets, strict=True)
        )
        yield Unit(
            element.get("id", ""),
            "".join(text_of(child_of(part, "source")) for part in parts),
            "".join(texts) if complete and segments else "",
            text_of(notes[0]) if notes else None,
            not all(is_finished_2(part.get("state"), part.get("subState")) for part in segments),
            place=f"unit {element.get('id', '')}",
        )
