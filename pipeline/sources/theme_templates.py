"""The messages of a theme's templates, through Babel, and where the templates put them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from jinja2 import Environment

from pipeline.characters import forbidden, named, reference_to, spaced
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Key, Message
from pipeline.pelican_internals import SIMPLE_TEMPLATES
from pipeline.sources.notes import words_for
from pipeline.sources.template_nodes import Template
from pipeline.sources.template_places import message_places
from pipeline.sources.walkers.trail import collapse
from pipeline.surroundings import Place, PlaceKind

#: Keywords of Jinja's i18n extension and gettext, with the positions of msgctxt, msgid and plural.
KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_COMMENT_TAG = "TRANSLATORS:"
#: Places of which a translator need not know: there a message is nothing but text.
_ORDINARY = frozenset({PlaceKind.TEXT, PlaceKind.TITLE, PlaceKind.ATTRIBUTE, PlaceKind.VARIABLE})


def template_messages(
    project: Project, settings: Mapping[str, Any], places: Mapping[Key, tuple[Place, ...]]
) -> Iterator[Message]:
    """The messages of all templates, file by file in the order they stand in; what is more than text is said so.

    Raises PipelineError, by line, for a template that cannot be read.
    """
    for path in _template_files(project, settings):
        for message in _messages_of(path, project, settings):
            kinds = {place.kind for place in places.get(message.key, ())}
            notes = (kind.value for kind in PlaceKind if kind in kinds - _ORDINARY)
            yield replace(message, extracted=(message.extracted[0], *notes, *message.extracted[1:]))


def template_places(project: Project, settings: Mapping[str, Any]) -> dict[Key, tuple[Place, ...]]:
    """Where the templates put their messages.

    Raises PipelineError, by line, for a template that cannot be read.
    """
    folders = _template_folders(project, settings)
    files = {path: _parsed(path, project, settings) for path in _template_files(project, settings)}
    templates: dict[str, Template] = {}
    for folder in folders:
        for path, template in files.items():
            if path.is_relative_to(folder):
                templates.setdefault(path.relative_to(folder).as_posix(), template)
    pages = list(templates)
    templates |= {
        f"!theme/{path.relative_to(folders[-1]).as_posix()}": template
        for path, template in files.items()
        if path.is_relative_to(folders[-1])
    }
    shown = {id(templates[name]) for name in pages}
    pages += [name for name, template in templates.items() if id(template) not in shown]
    _add_simple(templates, project, settings)
    return message_places(templates, pages)


def _add_simple(templates: dict[str, Template], project: Project, settings: Mapping[str, Any]) -> None:
    """Add the templates of Pelican's own simple theme that these, or those, refer to."""
    wanted = [name for template in templates.values() for name in (*template.extended, *template.included)]
    while wanted:
        name = wanted.pop()
        path = SIMPLE_TEMPLATES / name.removeprefix("!simple/")
        if name not in templates and path.is_file():
            templates[name] = _parsed(path, project, settings)
            wanted += (*templates[name].extended, *templates[name].included)


def calls(name: str, project: Project, settings: Mapping[str, Any]) -> bool:
    """Whether a template names a function that we give to templates."""
    return any(name.encode() in project.read_bytes(path) for path in _template_files(project, settings))


def _template_folders(project: Project, settings: Mapping[str, Any]) -> list[Path]:
    return [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), project.theme / "templates"]


def _template_files(project: Project, settings: Mapping[str, Any]) -> list[Path]:
    folders = _template_folders(project, settings)
    suffixes = tuple(settings["TEMPLATE_EXTENSIONS"])
    return sorted(path for folder in folders for path in folder.rglob("*") if path.name.endswith(suffixes))


def _parsed(path: Path, project: Project, settings: Mapping[str, Any]) -> Template:
    environment = settings["JINJA_ENVIRONMENT"]
    trim, strip = (bool(environment.get(name, False)) for name in ("trim_blocks", "lstrip_blocks"))
    shown = project.shown(path)
    with _told(shown):
        extensions = ["jinja2.ext.i18n", *environment.get("extensions", ())]
        # Nothing is written with it.
        reader = Environment(trim_blocks=trim, lstrip_blocks=strip, extensions=extensions)  # noqa: S701
        return Template.of(shown, reader.parse(project.read_bytes(path).decode("utf-8")))


@contextmanager
def _told(shown: str) -> Iterator[None]:
    """Tell what is wrong with a template by its path and, where Jinja knows it, the line."""
    try:
        yield
    except PipelineError:
        raise
    except UnicodeDecodeError as error:
        raise PipelineError(f"byte 0x{error.object[error.start]:02x} is not valid UTF-8", path=shown) from None
    except Exception as error:  # Jinja's own errors know their line
        raise PipelineError(
            f"the template cannot be read: {error}", path=shown, line=getattr(error, "lineno", None)
        ) from None


def _messages_of(path: Path, project: Project, settings: Mapping[str, Any]) -> Iterator[Message]:
    environment = settings["JINJA_ENVIRONMENT"]
    options = {
        "silent": "false",
        "trim_blocks": str(environment.get("trim_blocks", False)).lower(),
        "lstrip_blocks": str(environment.get("lstrip_blocks", False)).lower(),
        "encoding": "utf-8",
        "extensions": ",".join(map(_dotted, environment.get("extensions", ()))),
    }
    shown = project.shown(path)
    stream = io.BytesIO(project.read_bytes(path))
    with _told(shown):
        found = list(extract("jinja2.ext:babel_extract", stream, KEYWORDS, [_COMMENT_TAG], options))
    for line, text, comments, context in found:
        msgid, plural = map(spaced, text) if isinstance(text, tuple) else (spaced(text), None)
        if (wrong := forbidden(f"{msgid}{plural}{context}")) is not None:
            raise PipelineError(named(wrong), path=shown, line=line, hint="remove it")
        notes = tuple(collapse(comment.removeprefix(_COMMENT_TAG)) for comment in comments)
        yield Message(
            msgid,
            msgctxt=context and spaced(context),
            msgid_plural=plural,
            translations=("", "") if plural else ("",),
            extracted=(words_for("template"), *notes),
            references=(reference_to(shown),),
            flags=("python-format",) if "%(" in msgid else (),
        )


def _dotted(extension: str | type) -> str:
    """An extension of Jinja by the name that it is imported by."""
    return extension if isinstance(extension, str) else f"{extension.__module__}.{extension.__qualname__}"
