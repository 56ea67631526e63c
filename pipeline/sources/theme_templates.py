"""The messages of a site's templates, through Babel, and where the templates put them."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from babel.messages.extract import extract
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from pipeline.characters import forbidden, named, reference_to, spaced
from pipeline.errors import PipelineError
from pipeline.model import Key, Message
from pipeline.notes import words_for
from pipeline.sources.own_texts import COMES_TRANSLATED
from pipeline.sources.template_constants import CONSTANT, words_in
from pipeline.sources.template_places import message_places
from pipeline.sources.theme_files import TemplateFile, Templates, told_by_line
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
_ORDINARY = frozenset({PlaceKind.TEXT, PlaceKind.TITLE, PlaceKind.ATTRIBUTE, PlaceKind.NAME, PlaceKind.VARIABLE})
#: Where the words of a template are read, as far as it is seen.
_READ = frozenset({PlaceKind.TEXT, PlaceKind.TITLE, PlaceKind.ATTRIBUTE, PlaceKind.VARIABLE})
_CALL = re.compile(r"\b_\(|gettext\(|\btrans\b")
# A call, and its comments: line, function, arguments, comments.
_Call = tuple[int, str, Any, list[str]]


def template_messages(
    templates: Templates, places: Mapping[Key, tuple[Place, ...]], constants: Collection[str] = ()
) -> Iterator[Message]:
    """The messages of a site's own templates, file by file in their order; what is more than text is said so.

    Of what variables and macros are given, these `constants` are messages.

    Raises PipelineError, by line, for a message that cannot be one.
    """
    for file in templates.files:
        if file.is_own:
            for message in _messages_of(file, templates.environment):
                if message.msgctxt == CONSTANT:
                    if message.msgid not in constants:
                        continue
                    message = replace(message, msgctxt=None)
                kinds = {place.kind for place in places.get(message.key, ())}
                if templates.have_words and not kinds <= _READ and not _is_called(message.msgid, file.text):
                    continue  # a block of a script, a class or an address that another template has: these are no words
                notes = [kind.value for kind in PlaceKind if kind in kinds - _ORDINARY]
                notes += [COMES_TRANSLATED] * file.is_stock
                yield replace(message, extracted=(message.extracted[0], *notes, *message.extracted[1:]))


def _is_called(text: str, template: str) -> bool:
    """Whether a template may call gettext with a text, wherever that stands."""
    return _CALL.search(template) is not None and any(f"{mark}{text}{mark}" in template for mark in "\"'")


def template_places(templates: Templates) -> tuple[dict[Key, tuple[Place, ...]], frozenset[str]]:
    """Where the templates put their messages, and the constants among these."""
    named = {name: file.template for file in templates.files for name in file.names}
    pages = [file.names[0] for file in templates.files if file.is_own]
    found = message_places(named, pages, templates.suffixes)
    constants = words_in(found, (file.template.node for file in templates.files))
    places: dict[Key, tuple[Place, ...]] = {}
    for (context, text), known in found.items():
        if context != CONSTANT or text in constants:
            key = (None if context == CONSTANT else context, text)
            places[key] = (*places.get(key, ()), *known)
    return places, constants


def calls(name: str, templates: Templates) -> bool:
    """Whether a template names a function that we give to templates."""
    return any(name in file.text for file in templates.files if file.is_own)


def _messages_of(file: TemplateFile, environment: Environment) -> Iterator[Message]:
    def read(*_: object, **__: object) -> Any:
        return _calls(file, environment)

    with told_by_line(file.path):
        found = list(extract(read, io.BytesIO(), KEYWORDS, [_COMMENT_TAG]))
    for line, text, comments, context in found:
        msgid, plural = map(spaced, text) if isinstance(text, tuple) else (spaced(text), None)
        if (wrong := forbidden(f"{msgid}{plural}{context}")) is not None:
            raise PipelineError(named(wrong), path=file.path, line=line, hint="remove it")
        notes = tuple(collapse(comment.removeprefix(_COMMENT_TAG)) for comment in comments)
        yield Message(
            msgid,
            msgctxt=context and spaced(context),
            msgid_plural=plural,
            translations=("", "") if plural else ("",),
            extracted=(words_for("template"), *notes),
            references=(reference_to(file.path),),
            flags=("python-format",) if "%(" in msgid else (),
        )


def _calls(file: TemplateFile, environment: Environment) -> Iterator[_Call]:
    """The calls of a template, each with the translators' comment before it, which follows the call before that."""
    comments = [
        (line, text.split(None, 1)[1].rstrip())
        for line, kind, text in environment.lex(environment.preprocess(file.text))
        if kind in ("comment", "linecomment") and text.split(None, 1)[:1] == [_COMMENT_TAG] and len(text.split()) > 1
    ]
    position = 0
    for line, function, arguments in extract_from_ast(file.template.node, list(KEYWORDS)):
        before = [number for number in range(position, len(comments)) if comments[number][0] <= line]
        yield line, function, arguments, [comments[number][1] for number in before[-1:]]
        position = before[-1] + 1 if before else position
