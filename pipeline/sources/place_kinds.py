"""What a message is to a browser, by the state in which a template has left its parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.characters import unescape
from pipeline.markup import INSTRUCTIONS, AttributeUse, attribute_kind, attribute_use
from pipeline.sources.code_strings import end_of_style, ends_in_script_string
from pipeline.sources.page_state import UNKNOWN, PageState, after
from pipeline.surroundings import PlaceKind

# What a parser of addresses passes over, and what it then takes for code or for the host's beginning (URL Standard,
# section 4.4).
_IGNORED = re.compile(r"[\t\n\r]|^[\x01-\x20]+")
_CODE_ADDRESS = re.compile(r"(?:javascript|vbscript|data|blob):", re.I)
_HOST_FOLLOWS = re.compile(r"(?:^|[:;=,\s\0])[\\/]{2}[^\\/?#]*$|^(?!https?:)[a-z][a-z0-9+.-]*:[^?]*$", re.I)
_IN_STRINGS = {PlaceKind.SCRIPT_STRING, PlaceKind.HANDLER_STRING, PlaceKind.STYLE_STRING}
#: Places that are read, and nothing else.
_READ = frozenset({PlaceKind.TEXT, PlaceKind.TITLE, PlaceKind.ATTRIBUTE, PlaceKind.NAME, PlaceKind.INSTRUCTION})
_WITHIN_TAGS = frozenset({"open", "tag name", "tag", "name", "after name", "before value", "declaration"})
_NAMING = frozenset({"http-equiv", "itemprop", "name", "property"})


def kinds_of(state: PageState, form: str) -> frozenset[PlaceKind]:
    """What a message is in a state; nothing where its form makes it harmless."""
    match state.mode:
        case "text":
            found = {PlaceKind.TEXT}
        case "raw":
            found = _kinds_of_raw(state)
        case "double" | "single":
            found = _kinds_of_value(state)
        case "before value" | "unquoted":
            found = {PlaceKind.UNQUOTED} | _kinds_of_value(state)
        case "comment" | "bogus" | "declaration":
            found = {PlaceKind.COMMENT}
        case _:
            found = {PlaceKind.TAG}
    return frozenset(_as_written(found, state, form))


def is_open_to_more_than_text(markup: str) -> bool:
    """Whether a text that is put somewhere into a piece of markup, or follows it, may be more than text there.

    That is in the value of an attribute that is not only read, in code, in a tag that is not complete, and in a tag at
    a placeholder.
    """
    state = PageState()
    for position, character in enumerate(markup if "<" in markup else ""):
        state = after(state, character)
        is_tag = not kinds_of(state, "") <= _READ
        if is_tag and (state.mode not in _WITHIN_TAGS or character in "%{" or position + 1 == len(markup)):
            return True
    return False


def _as_written(kinds: set[PlaceKind], state: PageState, form: str) -> Iterator[PlaceKind]:
    if form == "made":
        yield PlaceKind.MADE
        return
    if form == "json" and state.mode in ("double", "before value", "unquoted"):
        yield PlaceKind.TAG  # its quotation marks end the value
        return
    harmless = {
        "json": {PlaceKind.SCRIPT, PlaceKind.HANDLER},
        "quoted json": {PlaceKind.HANDLER},
        "url": _IN_STRINGS | {PlaceKind.STYLE_ADDRESS, PlaceKind.UNQUOTED},
    }
    yield from kinds - harmless.get(form, set())


def _kinds_of_raw(state: PageState) -> set[PlaceKind]:
    if state.tag == "script":
        return {PlaceKind.SCRIPT_STRING if ends_in_script_string(state.value) else PlaceKind.SCRIPT}
    if state.tag == "style":
        return _kinds_of_style(state.value)
    return {PlaceKind.TITLE if state.tag in ("title", "textarea") else PlaceKind.RAW}


def _kinds_of_style(value: str) -> set[PlaceKind]:
    match end_of_style(value):
        case "string":
            return {PlaceKind.STYLE_STRING}
        case "string address":
            return {PlaceKind.STYLE_STRING, PlaceKind.ADDRESS}
        case "address":
            return {PlaceKind.STYLE_ADDRESS, PlaceKind.ADDRESS}
        case _:
            return {PlaceKind.STYLE}


def _kinds_of_value(state: PageState) -> set[PlaceKind]:
    if UNKNOWN in state.name and not state.name.startswith(("data-", "aria-")):
        return {PlaceKind.TAG}
    match attribute_use(state.tag, dict(state.attributes), state.name):
        case AttributeUse.HANDLER:
            string = ends_in_script_string(unescape(state.value))
            return {PlaceKind.HANDLER_STRING if string else PlaceKind.HANDLER}
        case AttributeUse.STYLE:
            return _kinds_of_style(unescape(state.value))
        case AttributeUse.MARKUP:
            return {PlaceKind.MARKUP, PlaceKind.VARIABLE}
        case AttributeUse.ADDRESS:
            return {_kind_of_address(unescape(state.value))}
    # The content of a `meta` may be an address after all: what it is of may be said after it.
    is_open = state.tag == "meta" and state.name == "content" and not _NAMING & dict(state.attributes).keys()
    if is_open:
        return {PlaceKind.ATTRIBUTE, PlaceKind.VARIABLE}
    if attribute_kind(state.tag, dict(state.attributes), state.name) is not None:
        return {PlaceKind.ATTRIBUTE}
    return {PlaceKind.INSTRUCTION if state.name.lower() in INSTRUCTIONS else PlaceKind.NAME}


def _kind_of_address(before: str) -> PlaceKind:
    """What a message is that follows the beginning of an address."""
    before = _IGNORED.sub("", before)
    if _CODE_ADDRESS.match(before):
        return PlaceKind.HANDLER
    return PlaceKind.HOST if _HOST_FOLLOWS.search(before) else PlaceKind.ADDRESS
