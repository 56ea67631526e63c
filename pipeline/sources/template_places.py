"""Where templates put their messages: in text, in a link's address, in a script.

What a template writes (`template_pages`) is told to a parser of HTML piece by piece (`page_state`), so that it knows
the place of each message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pipeline.model import Key
from pipeline.sources.page_state import UNKNOWN, PageState, after, after_unknown
from pipeline.sources.place_kinds import kinds_of
from pipeline.sources.template_nodes import Said, Template
from pipeline.sources.template_pages import page_value
from pipeline.sources.template_values import Again, Either, Items, Row, Value, Worded, again, either, messages, parts_of
from pipeline.surroundings import Place, PlaceKind

#: So many states at a time are told apart: after that, what stands in values is not.
_MANY = 24
#: So often what is repeated is written: pieces that come in any order are found in orders of so many.
_TURNS = 5
#: So many steps a page has at most; public themes have some hundreds.
_MOST_STEPS = 10_000

States = frozenset[PageState]


def message_places(
    templates: Mapping[str, Template],
    pages: Iterable[str],
    suffixes: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> dict[Key, tuple[Place, ...]]:
    """All places of each message, by key, on pages that begin with one of `pages`.

    These are saved in files with these `suffixes`, by template; without any it is HTML. Templates are by the names by
    which they refer to each other. One of `pages` that another template includes is no
    page. A message that is nowhere seen to be written is in a variable.
    """
    places: dict[Key, dict[Place, None]] = {}
    included = {name for template in templates.values() for name in template.included}
    for name in pages:
        if name not in included:
            states = frozenset(map(_state_of, suffixes.get(name) or (".html",)))
            _Writer(places).write_page(page_value(templates[name], templates), states)
    for template in templates.values():
        for said in template.messages:
            if said.key not in places:
                places[said.key] = {Place(PlaceKind.VARIABLE, said.at): None}
    return {key: tuple(found) for key, found in places.items()}


def _state_of(suffix: str) -> PageState:
    """What a browser reads a file with this suffix as: a page, XML, a style, a script or data of one."""
    match suffix.lower():
        case ".js" | ".mjs" | ".json" | ".jsonld" | ".geojson" | ".webmanifest":
            return PageState("raw", "script")
        case ".css":
            return PageState("raw", "style")
        case ".xml" | ".atom" | ".rss" | ".svg" | ".xsl" | ".opml":
            return PageState(foreign=1)
        case _:
            return PageState()


@dataclass
class _Writer:
    """One page being written: what is written in one state once is not written in it again."""

    places: dict[Key, dict[Place, None]]
    known: dict[tuple[int, States], States] = field(default_factory=dict)

    def write_page(self, value: Value, states: States) -> None:
        """A whole page; one that is too tangled to be followed has its messages anywhere in its markup."""
        self.write(value, states)
        if len(self.known) > _MOST_STEPS:
            for said in messages(value):
                self._put(replace(said, form="made"), states)

    def write(self, value: Value, states: States) -> States:
        """All states in which a parser may be after a value, of those in which it may be before."""
        if isinstance(value, str):
            return _told_apart({after(state, value) for state in states})
        if isinstance(value, Said):
            self._put(value, states)
        if not tuple(parts_of(value)):
            return _told_apart(map(after_unknown, states))
        key = id(value), states
        if key not in self.known:
            self.known[key] = states
            if len(self.known) <= _MOST_STEPS:
                self.known[key] = self._write_parts(value, states)
        return self.known[key]

    def _write_parts(self, value: Value, states: States) -> States:
        match value:
            case Row():
                for part in value.parts:
                    states = self.write(part, states)
                return states
            case Either():
                return self._either(value.parts, states)
            case Again():
                return self._again(value.parts[0], states)
            case Worded():
                in_text = frozenset(state for state in states if state.mode == "text")
                found = self.write(value.parts[0], in_text) if in_text else in_text
                elsewhere = states - in_text
                return _told_apart(found | (self.write(value.parts[1], elsewhere) if elsewhere else elsewhere))
            case Items():
                return self.write(again(either(parts_of(value))), states)
            case _:
                return states

    def _either(self, values: Iterable[Value], states: States) -> States:
        return _told_apart({state for value in values for state in self.write(value, states)})

    def _again(self, value: Value, states: States) -> States:
        """Once more from where each time ended, until that leads nowhere else."""
        before = states
        for _ in range(_TURNS):
            found = self.write(value, before)
            if found <= before:
                break
            before = _told_apart(before | found)
        return found

    def _put(self, said: Said, states: States) -> None:
        known = self.places.setdefault(said.key, {})
        for state in states:
            known |= dict.fromkeys(Place(kind, said.at) for kind in kinds_of(state, said.form))


def _told_apart(states: Iterable[PageState]) -> States:
    """The states; of too many, those that differ in more than what values hold, and then than names."""
    found = frozenset(states)
    if len(found) <= _MANY:
        return found
    alike = {(state.mode, state.tag, state.closing, state.name): state for state in sorted(found, key=repr)}
    found = frozenset(
        replace(state, value=UNKNOWN if state.value else "", foreign=min(state.foreign, 1)) for state in alike.values()
    )
    return found if len(found) <= 4 * _MANY else frozenset(map(_without_names, found))


def _without_names(state: PageState) -> PageState:
    """What is in an attribute without a name is taken for a part of the tag."""
    tag = state.tag if state.mode == "raw" else UNKNOWN
    return replace(state, tag=tag, name=UNKNOWN if state.name else "", attributes=())
