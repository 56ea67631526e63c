"""XML from strangers, read safely; translation memories (TMX)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.errors import PipelineError
from pipeline.exchange.languages import language_named
from pipeline.exchange.states import is_finished_word
from pipeline.exchange.units import Unit
from pipeline.model import Language

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: So deep no program nests elements. Many readers look at all that is within one, at each of its depths.
_DEEPEST = 200
_ENCODING = re.compile(r"<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a file holds: the language it names (or nothing), and its units.

    `beside` says what people have written where it belongs to no unit, and nothing reads it. It `has_more` if there is
    anything that no export has written and no import takes, be it a tool's.
    """

    language: str
    units: tuple[Unit, ...]
    beside: tuple[str, ...] = ()
    has_more: bool = False


def one_language(named: Iterable[str | None], shown: str) -> str:
    """The language that a file names, or nothing. Raises PipelineError if it names several."""
    languages = sorted({name.strip().replace("_", "-").casefold(): name.strip() for name in named if name}.values())
    if len(languages) > 1:
        raise PipelineError(
            f"it holds several languages: {', '.join(languages)}", path=shown, hint="make a file for each of them"
        )
    return languages[0] if languages else ""


def read_tmx(text: str, shown: str, source: Language, targets: Iterable[Language] = ()) -> Iterator[Exchange]:
    """The units of a translation memory, for each language other than the source's; `targets` may be as near to it.

    Raises PipelineError if it is not well-formed, or has entities.
    """
    root = parsed(text, shown, may_name_dtd=True)
    if local_name(root) != "tmx":
        raise PipelineError(f"the root element is <{local_name(root)}>, not <tmx>", path=shown)
    languages = (source, *targets)
    by_language: dict[str, list[Unit]] = {}
    elements = (element for element in root.iter() if local_name(element) == "tu")
    for number, element in enumerate(elements, 1):
        props = {(prop.get("type") or "").lower().removeprefix("x-"): text_of(prop) for prop in _props(element)}
        state = props.get("state") or props.get("status") or ""
        finished = is_finished_word(state, fuzzy=props.get("fuzzy", ""), approved=props.get("approved"))
        texts = [
            ((variant.get(LANG) or variant.get("lang") or "").lower(), text_of(child_of(variant, "seg")))
            for variant in element
            if local_name(variant) == "tuv"
        ]
        is_original = {name: language_named(name, languages) == source for name, _ in texts}
        original = next((text for name, text in texts if is_original[name]), "")
        notes = tuple(filter(str.strip, (text_of(node) for node in element.iter() if local_name(node) == "note")))
        for name, translation in texts:
            if original and translation and not is_original[name]:
                unit = Unit("", original, translation, fuzzy=not finished, place=f"unit {number}", remarks=notes)
                by_language.setdefault(name, []).append(unit)
    return (Exchange(name, tuple(units)) for name, units in by_language.items())


def _props(element: Element) -> Iterator[Element]:
    """What a tool says of a unit, or of one of its texts."""
    return (child for child in element.iter() if local_name(child) == "prop")


def parsed(text: str, shown: str, *, may_name_dtd: bool = False) -> Element:
    """The root element. Many memories name TMX's DTD, which is not fetched; entities are refused in any case.

    Raises PipelineError if it is not well-formed, has entities, or is nested too deeply.
    """
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
    if _is_too_deep(root):
        raise PipelineError(
            f"its elements are nested more than {_DEEPEST} deep, as no program writes them",
            path=shown,
            hint="save the file anew with the program that it is from",
        )
    for element in root.iter():
        if local_name(element) == "cp":
            element.text = _character(element.get("hex", ""))
    return root


def _is_too_deep(root: Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in parent]
    return bool(level)


def _character(number: str) -> str:
    """A character that XML cannot have (XLIFF 2.0, section 4.2.3.1)."""
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return ""


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child_of(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next((child for child in element if local_name(child) == name), None)


def text_of(element: Element | None) -> str:
    """All text within an element; nothing where there is no element."""
    return "" if element is None else "".join(element.itertext())


def serialized(root: Element) -> str:
    """A document as a file has it; texts are as they are."""
    _indent(root, "\n")
    stream = io.StringIO()
    ElementTree(root).write(stream, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{stream.getvalue()}\n'


def _indent(element: Element, before: str) -> None:
    """A line for each element, except within what holds text, or may hold it with elements in between."""
    if not len(element) or local_name(element) in ("source", "target"):
        return
    element.text = f"{before}  "
    for child in element:
        _indent(child, f"{before}  ")
        child.tail = f"{before}  "
    element[-1].tail = before
