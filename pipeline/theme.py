"""Templates, through Babel, and visible settings, walked like a document. Both feed the domain `theme`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.extract import extract

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Markup, Message, Visitor
from pipeline.walkers.trail import Trail, collapse

#: Keywords of Jinja's i18n extension and gettext, with the positions of msgctxt, msgid and plural.
KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_COMMENT_TAG = "TRANSLATORS:"


def template_messages(project: Project, settings: Mapping[str, Any]) -> Iterator[Message]:
    """The messages of all templates, file by file in the order they stand in."""
    for path in _template_files(project, settings):
        yield from _messages_of(path, project, settings)


def calls(name: str, project: Project, settings: Mapping[str, Any]) -> bool:
    """Whether a template names a function that we give to templates."""
    return any(name.encode() in path.read_bytes() for path in _template_files(project, settings))


def _template_files(project: Project, settings: Mapping[str, Any]) -> list[Path]:
    folders = [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), project.theme / "templates"]
    suffixes = tuple(settings["TEMPLATE_EXTENSIONS"])
    return sorted(path for folder in folders for path in folder.rglob("*") if path.name.endswith(suffixes))


def _messages_of(path: Path, project: Project, settings: Mapping[str, Any]) -> Iterator[Message]:
    environment = settings["JINJA_ENVIRONMENT"]
    options = {
        "silent": "false",
        "trim_blocks": str(environment.get("trim_blocks", False)).lower(),
        "lstrip_blocks": str(environment.get("lstrip_blocks", False)).lower(),
        "encoding": "utf-8",
    }
    shown = project.shown(path)
    try:
        with path.open("rb") as stream:
            found = list(extract("jinja2.ext:babel_extract", stream, KEYWORDS, [_COMMENT_TAG], options))
    except UnicodeDecodeError as error:
        raise PipelineError(f"byte 0x{error.object[error.start]:02x} is not valid UTF-8", path=shown) from None
    except Exception as error:  # Jinja's own errors know their line
        raise PipelineError(
            f"the template cannot be read: {error}", path=shown, line=getattr(error, "lineno", None)
        ) from None
    for _, text, comments, context in found:
        msgid, plural = text if isinstance(text, tuple) else (text, None)
        notes = tuple(collapse(comment.removeprefix(_COMMENT_TAG)) for comment in comments)
        yield Message(
            msgid,
            msgctxt=context,
            msgid_plural=plural,
            translations=("", "") if plural else ("",),
            extracted=("template", *notes),
            references=(shown,),
            flags=("python-format",) if "%(" in msgid else (),
        )


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
    """Refuse names of settings that are not there, or that hold no text: a typing error would leave it out."""
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
        answer = trail.offer(text, "setting", Markup.TEXT) if text else None
        return value if answer in (None, text) else answer
    if isinstance(value, list | tuple):
        return type(value)(
            type(item)((_walk_texts(item[0], trail), *item[1:]))
            if isinstance(item, list | tuple) and item
            else _walk_texts(item, trail)
            for item in value
        )
    return value
