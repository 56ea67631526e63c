"""Visible settings, walked like a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.errors import PipelineError
from pipeline.model import Notation, Visitor
from pipeline.sources.walkers.trail import Trail, collapse


def walk_settings(settings: Mapping[str, Any], names: Iterable[str], visitor: Visitor) -> dict[str, Any]:
    """Offer the visible words of these settings; the settings whose value changes.

    A name is that of a setting, or leads into one: `FOOTER.legal`, `PEOPLE.*.role` (`*` is every item).
    What it names is a text, a list of texts, or a list of links: pairs of a label and an address, of
    which only the label is offered.
    """
    changed: dict[str, Any] = {}
    for name in names:
        top, *path = name.split(".")
        value = changed.get(top, settings.get(top))
        if value:
            replaced = _walk_part(value, path, Trail(visitor, kind=f"setting {name}"))
            if replaced != value:
                changed[top] = replaced
    return changed


def require_texts(settings: Mapping[str, Any], names: Iterable[str], shown: str) -> None:
    """Refuse names of settings that are not there, or that hold no text: a typing error would leave it out.

    Raises PipelineError for the first of them.
    """
    for name in names:
        top, *path = name.split(".")
        fault = _fault(settings[top], path) if top in settings else "there is no such setting"
        if fault:
            hint = "name a text, or lead to it: 'FOOTER.legal', 'PEOPLE.*.role'"
            raise PipelineError(f"GETTEXT['settings']: {name!r}: {fault}", path=shown, hint=hint)


def _fault(value: Any, path: list[str]) -> str:
    """What is wrong with a path into a value, or nothing."""
    if not path:
        if isinstance(value, list | tuple):
            sound = all(isinstance(item[0] if isinstance(item, list | tuple) and item else item, str) for item in value)
        else:
            sound = value is None or isinstance(value, str)
        return "" if sound else f"it is a {type(value).__name__}, not a text"
    parts = [item for key, item in _items(value) if path[0] in ("*", key)]
    if not parts and path[0] != "*":
        return f"it has no {path[0]!r}"
    return next(filter(None, (_fault(part, path[1:]) for part in parts)), "")


def _items(value: Any) -> list[tuple[str, Any]]:
    """The parts of a value with the names that a path has for them."""
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]
    return [(str(index), item) for index, item in enumerate(value)] if isinstance(value, list | tuple) else []


def _walk_part(value: Any, path: list[str], trail: Trail) -> Any:
    if not path:
        return _walk_texts(value, trail)
    walked = [_walk_part(item, path[1:], trail) if path[0] in ("*", key) else item for key, item in _items(value)]
    if isinstance(value, Mapping):
        return dict(zip(value, walked, strict=True))
    return type(value)(walked) if isinstance(value, list | tuple) else value


def _walk_texts(value: Any, trail: Trail) -> Any:
    if isinstance(value, str):
        text = collapse(value)
        answer = trail.offer(text, "setting", Notation.TEXT) if text else None
        return value if answer in (None, text) else answer
    if isinstance(value, list | tuple):
        return type(value)(
            type(item)((_walk_texts(item[0], trail), *item[1:]))
            if isinstance(item, list | tuple) and item
            else _walk_texts(item, trail)
            for item in value
        )
    return value
