"""The messages of a theme's templates, through Babel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.extract import extract

from pipeline.characters import forbidden, named, reference_to, spaced
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Message
from pipeline.sources.walkers.trail import collapse

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
    """The messages of all templates, file by file in the order they stand in.

    Raises PipelineError, by line, for a template that cannot be read.
    """
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
            extracted=("template", *notes),
            references=(reference_to(shown),),
            flags=("python-format",) if "%(" in msgid else (),
        )
