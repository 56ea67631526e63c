"""Units as XLIFF 1.2 and 2.0 (OASIS)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, starmap
from xml.etree.ElementTree import Element, SubElement

from pipeline.characters import blank, spaced
from pipeline.errors import PipelineError
from pipeline.exchange.codes import Part, coded, coded_as
from pipeline.exchange.inline import NativeCodes, Text, fill_1, fill_2, text_1, text_2
from pipeline.exchange.segments import UNORDERED, in_order, is_complete_2, lacking_1, lacking_2, untouched_1
from pipeline.exchange.states import (
    FUZZY_2,
    NEW_1,
    OF_TOOLS,
    are_confirmed,
    are_stated_2,
    is_finished_1,
    is_finished_2,
    is_stated_1,
)
from pipeline.exchange.units import OWN, Unit, is_our_id
from pipeline.exchange.xml import LANG, SPACE, Exchange, child_of, local_name, one_language, parsed, serialized, text_of
from pipeline.model import Language, headline

_OASIS = "urn:oasis:names:tc:xliff:"
_XLIFF_1 = f"{_OASIS}document:1.2"
_XLIFF_2 = f"{_OASIS}document:2.0"
_UNITS = frozenset({"trans-unit", "unit"})
# Where words are that we have written, or read.
_KNOWN = frozenset(
    "xliff file body group trans-unit unit source target seg-source mrk segment ignorable notes note context-group "
    "context originalData data g x bx ex ph bpt ept it sub pc sc ec cp".split()
)
# What notes of ours are told by.
_WE, _OUR_CATEGORIES = "developer", ("context", "description")


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
            parts = coded(unit.source, unit.notation)
            fill_1(SubElement(element, "source"), parts)
            _target_1(element, unit, parts)
            if unit.context is not None:
                group = SubElement(element, "context-group", {"purpose": "information"})
                SubElement(group, "context", {"context-type": "x-gettext-msgctxt"}).text = unit.context
            for note in _notes(unit):
                SubElement(element, "note", {"from": _WE}).text = note
    return serialized(root)


def _target_1(element: Element, unit: Unit, parts: tuple[Part, ...]) -> None:
    """What there is of a translation. Where there is nothing it is the source: some tools offer what is in targets."""
    target = SubElement(element, "target")
    fill_1(target, coded_as(unit.target, unit.notation, parts) if unit.target else parts)
    if unit.target and not unit.fuzzy:
        element.set("approved", "yes")
        target.set("state", "translated")
    else:
        target.set("state", "needs-translation" if unit.target else NEW_1)


def _notes(unit: Unit) -> Iterator[str]:
    """What people are to know of a unit: few programs show them anything but notes."""
    if unit.context is not None:
        yield f"context: {unit.context}"
    yield from unit.notes


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
            parts = coded(unit.source, unit.notation)
            codes = NativeCodes(parts)
            codes.write(element)
            segment = SubElement(element, "segment", _state_2(unit))
            fill_2(SubElement(segment, "source"), parts, codes)
            fill_2(SubElement(segment, "target"), coded_as(unit.target, unit.notation, parts), codes)
    return serialized(root)


def _state_2(unit: Unit) -> dict[str, str]:
    if unit.target and not unit.fuzzy:
        return {"state": "translated"}
    return {"state": "initial", "subState": FUZZY_2} if unit.target else {"state": "initial"}


def read_xliff(text: str, shown: str) -> Exchange:
    """The units of an XLIFF file, 1.0 to 2.x. Raises PipelineError if it is not well-formed, or has entities."""
    root = parsed(text, shown)
    if local_name(root) != "xliff":
        raise PipelineError(f"the root element is <{local_name(root)}>, not <xliff>", path=shown)
    files = [child for child in root if local_name(child) == "file"]
    is_2 = root.get("version", "").startswith("2")
    named = [root.get("trgLang")] if is_2 else [name for file in files for name in _languages_1(file)]
    language, read = one_language(named, shown), _units_2 if is_2 else _units_1
    beside = tuple(f"the note on no text alone, “{headline(note)}”: read it there" for note in _notes_beside(root))
    has_more = bool(beside) or "<!--" in text or _has_strange_words(root)
    return Exchange(language, tuple(unit for file in files for unit in read(file)), beside, has_more)


def _notes_beside(root: Element) -> Iterator[str]:
    """The notes that belong to no unit, but to a file or a group of units."""
    left = [root]
    while left:
        element = left.pop()
        if local_name(element) == "note":
            if words := spaced(text_of(element)).strip():
                yield words
        elif local_name(element) not in _UNITS:
            left += element


def _has_strange_words(root: Element) -> bool:
    """Whether there are words within an element that is none that we write or read."""
    left = [root]
    while left:
        element = left.pop()
        if local_name(element) in _KNOWN:
            left += element
        elif not all(map(blank, element.itertext())):
            return True
    return False


def _languages_1(file: Element) -> Iterator[str]:
    """What a file and its targets are said to be in."""
    yield file.get("target-language", "")
    for element in file.iter():
        target = child_of(element, "target") if local_name(element) == "trans-unit" else None
        if target is not None:
            yield target.get(LANG, "")


def _units_1(file: Element) -> Iterator[Unit]:
    for element in file.iter():
        if local_name(element) != "trans-unit":
            continue
        source, target = child_of(element, "source"), child_of(element, "target")
        original = text_1(() if source is None else (source,))
        translation = text_1(() if target is None else (target,), original)
        context = next((node for node in element.iter() if node.get("context-type") == "x-gettext-msgctxt"), None)
        if target is not None and target.get("state") == NEW_1 and translation.text == original.text:
            translation = Text("")
        finished = target is None or is_finished_1(
            target.get("state"),
            target.get("state-qualifier"),
            element.get("approved"),
            written=is_our_id(element.get("id", "")) and translation.text != original.text,
        )
        stated = target is None or is_stated_1(target.get("state"), element.get("approved"))
        confirmed = are_confirmed(_of_tools(element))
        finished, stated = finished and confirmed is not False, stated or confirmed is not None
        segments, faults = child_of(element, "seg-source"), translation.faults(original)
        if not (stated and finished):
            faults = chain(faults, untouched_1(segments, target))
        unit = _unit(element, original, translation, context, fuzzy=not finished, is_stated=stated)
        yield replace(
            unit,
            faults=_faults(unit, faults),
            unusable=lacking_1(segments, target),
            remarks=_remarks(element, lambda note: note.get("from") == _WE),
        )


def _of_tools(unit: Element) -> Iterator[tuple[str, str]]:
    """What a tool says of a unit, or of its segments, in a namespace of its own; not of what else it suggests."""
    left = [unit]
    while left:
        element = left.pop()
        left += (child for child in element if isinstance(child.tag, str) and local_name(child) != "alt-trans")
        is_foreign = element.tag.startswith("{") and _OASIS not in element.tag
        for name, value in element.items():
            local = name.rpartition("}")[2]
            if local in OF_TOOLS and (is_foreign or name != local):
                yield local, value


def _unit(
    element: Element, original: Text, translation: Text, context: Element | None, *, fuzzy: bool, is_stated: bool
) -> Unit:
    id_ = element.get("id", "")
    return Unit(
        id_,
        original.text,
        translation.text,
        None if context is None else text_of(context),
        fuzzy,
        place=f"unit {id_}",
        is_stated=is_stated,
    )


def _remarks(element: Element, is_own: Callable[[Element], bool]) -> tuple[str, ...]:
    """The notes on a unit, line by line, ours marked as such."""
    notes = (
        note
        for node in element
        for note in (node if local_name(node) == "notes" else (node,))
        if local_name(note) == "note"
    )
    return tuple(
        OWN * is_own(note) + line for note in notes for line in spaced(text_of(note)).split("\n") if line.strip()
    )


def _faults(unit: Unit, faults: Iterable[str]) -> tuple[str, ...]:
    return tuple(faults) if unit.target else ()


def _units_2(file: Element) -> Iterator[Unit]:
    """A tool may have split a unit into segments, with what lies between them as `ignorable`."""
    for element in file.iter():
        if local_name(element) != "unit":
            continue
        parts = [child for child in element if local_name(child) in ("segment", "ignorable")]
        targets = [child_of(part, "target") for part in parts]
        segments = [part for part in parts if local_name(part) == "segment"]
        own = [[child_of(part, name) for part in segments] for name in ("source", "target")]
        order, lacking = in_order(targets), lacking_2(*own)
        complete = order is not None and is_complete_2(*own)
        notes = [note for note in element.iter() if local_name(note) == "note" and note.get("category") == "context"]
        sources = [child_of(part, "source") for part in parts]
        written = [source if target is None else target for source, target in zip(sources, targets, strict=True)]
        original = text_2((node for node in sources if node is not None), element)
        in_its_order = [written[index] for index in order or ()] if complete else []
        translation = text_2((node for node in in_its_order if node is not None), element, original)
        states = [(part.get("state"), part.get("subState")) for part in segments]
        unit = _unit(
            element,
            original,
            translation,
            notes[0] if notes else None,
            fuzzy=not all(starmap(is_finished_2, states)),
            is_stated=are_stated_2(states),
        )
        faults = _faults(unit, translation.faults(original))
        yield replace(
            unit,
            faults=faults,
            unusable=lacking or (UNORDERED if order is None else ""),
            remarks=_remarks(element, lambda note: note.get("category") in _OUR_CATEGORIES),
        )
