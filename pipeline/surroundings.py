"""Where a text stands on a page, as far as it decides what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PlaceKind(Enum):
    """What a browser takes a message for that a template puts in a place, in the words of the catalogs."""

    TEXT = "text"
    TITLE = "in an element without tags"
    ATTRIBUTE = "attribute"
    NAME = "in an attribute for scripts and style sheets"
    INSTRUCTION = "in an attribute that tells browsers what to do"
    ADDRESS = "link address"
    HOST = "host of an address"
    SCRIPT = "in a script"
    SCRIPT_STRING = "in a string of a script"
    HANDLER = "in an event handler"
    HANDLER_STRING = "in a string of an event handler"
    STYLE = "in a style sheet"
    STYLE_STRING = "in a string of a style sheet"
    STYLE_ADDRESS = "in an address of a style sheet"
    UNQUOTED = "attribute without quotation marks"
    MARKUP = "markup in an attribute"
    RAW = "in an element without tags and references"
    COMMENT = "in a comment"
    TAG = "in a tag"
    MADE = "in markup that is put together from strings"
    VARIABLE = "in a variable"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a template puts a message: `at` is the file and line of the call."""

    kind: PlaceKind
    at: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a text stands on a page, as far as it decides what may be done with it.

    `elements` are the names of those around it, `places` all those where templates put it; `labels` are those that its
    document defines for links and pictures, wherever it does.
    """

    elements: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    labels: tuple[str, ...] = ()


#: Nothing is known of what is around a text.
NOWHERE = Surroundings()
