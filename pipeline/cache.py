"""What was read of source files, so that a file that has not changed is not parsed again.

The cache is in the user's own cache folder and never in the project: a project's files come from
strangers too, and a cache that came with them could hide a text from extraction. It is only ever a
shortcut. What cannot be read of it, or was made by another version or with other settings, is nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from pathlib import Path
from types import FunctionType
from typing import Any

from platformdirs import user_cache_path

from pipeline.checks.checker import Rules
from pipeline.checks.pair import Fault
from pipeline.errors import PipelineError
from pipeline.files import write_text
from pipeline.model import Language, Markup, Segment, Source

_FOLDER = "pelican-gettext"


class SourceCache:
    """The sources of one project, by path and by a digest of the file."""

    def __init__(self, settings_path: Path, fingerprint: str) -> None:
        name = hashlib.blake2b(str(settings_path).encode(), digest_size=16).hexdigest()
        self._path = user_cache_path(_FOLDER) / f"{name}.json"
        self._fingerprint = fingerprint
        self._found: dict[str, Any] = {}
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            if data["fingerprint"] == fingerprint:
                self._found = data["sources"]
        except (OSError, ValueError, LookupError, TypeError):
            return

    def get(self, path: str, digest: str) -> Source | None:
        """The source as it was read from a file with this digest."""
        try:
            known, fields = self._found[path]
            return _source(fields) if known == digest else None
        except (ValueError, LookupError, TypeError):
            return None

    def replace(self, sources: Mapping[str, tuple[str, Source]]) -> None:
        """Keep these sources, by path with the digests of their files, and nothing else."""
        data = {path: (digest, _fields(source)) for path, (digest, source) in sources.items()}
        text = json.dumps({"fingerprint": self._fingerprint, "sources": data}, separators=(",", ":"))
        try:
            write_text(self._path, text, self._path.parent)
        except (OSError, PipelineError):
            return  # a home that cannot be written to is no reason to stop


class RememberingRules:
    """The rules of one locale, asked once for each pair of texts, in this run and the next ones.

    For reports only: what may be published is always judged anew.
    """

    def __init__(self, rules: Rules, settings_path: Path, locale: str, fingerprint: str) -> None:
        name = hashlib.blake2b(f"{settings_path} {locale}".encode(), digest_size=16).hexdigest()
        self._rules = rules
        self._path = user_cache_path(_FOLDER) / f"{name}.json"
        self._fingerprint = fingerprint
        self._known: dict[str, Any] = {}
        self._used: dict[str, Any] = {}
        self._news: dict[str, Any] = {}
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            if data["fingerprint"] == fingerprint:
                self._known = data["faults"]
        except (OSError, ValueError, LookupError, TypeError):
            return

    def security(self, source: str, translation: str, markup: Markup, kind: str) -> tuple[Fault, ...]:
        """Why a translation may not be used."""
        key = _digest_of("security", kind, markup.value, source, translation)
        return self._asked(key, lambda: self._rules.security(source, translation, markup, kind))

    def remarks(
        self, source: str, translation: str, markup: Markup, kind: str, language: Language
    ) -> tuple[Fault, ...]:
        """What else is wrong with an admissible translation."""
        key = _digest_of("remarks", kind, markup.value, source, translation)
        return self._asked(key, lambda: self._rules.remarks(source, translation, markup, kind, language))

    def _asked(self, key: str, ask: Callable[[], Iterable[Fault]]) -> tuple[Fault, ...]:
        fields = self._used.get(key, self._known.get(key))
        try:
            found = None if fields is None else tuple(Fault(*values) for values in fields)
        except TypeError:
            found = None
        if found is None:
            found = tuple(ask())
            fields = self._news[key] = [astuple(fault) for fault in found]
        self._used[key] = fields
        return found

    def news(self) -> dict[str, Any]:
        """What was found out here since this was last called, for `learn` in another process."""
        news, self._news = self._news, {}
        return news

    def learn(self, news: Mapping[str, Any]) -> None:
        """Take over what another process has found out."""
        self._used.update(news)

    def save(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self._used.keys() == self._known.keys():
            return
        text = json.dumps({"fingerprint": self._fingerprint, "faults": self._used}, separators=(",", ":"))
        try:
            write_text(self._path, text, self._path.parent)
        except (OSError, PipelineError):
            return


def _digest_of(*key: str) -> str:
    return hashlib.blake2b("\0".join(key).encode(), digest_size=12).hexdigest()


def digest(data: bytes) -> str:
    """What tells two files apart."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def fingerprint(settings: Mapping[str, Any], names: Iterable[str], modules: Iterable[Any]) -> str:
    """A digest of settings and of the code that does the reading."""
    chosen = {name: settings.get(name) for name in names}
    code = []
    for path in sorted({module.__file__ for module in modules if getattr(module, "__file__", None)}):
        state = Path(path).stat()
        code.append((path, state.st_size, state.st_mtime_ns))
    return digest(json.dumps([chosen, code], default=_describe, sort_keys=True).encode())


def _describe(value: Any) -> str:
    """A text for what JSON cannot say: the same in every process for the same thing."""
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__} {value.__code__.co_code.hex()} {value.__code__.co_consts!r}"
    return f"{type(value).__module__}.{type(value).__qualname__} {value!r}"


def _fields(source: Source) -> list[Any]:
    names, segments = ([_segment_fields(segment) for segment in part] for part in (source.names, source.segments))
    return [source.title, source.slug, source.language, source.status, names, segments]


def _segment_fields(segment: Segment) -> list[Any]:
    return [
        segment.text,
        segment.kind,
        segment.markup.value,
        segment.headings,
        segment.anchors,
        segment.context,
        segment.comment,
    ]


def _source(fields: list[Any]) -> Source:
    title, slug, language, status, names, segments = fields
    return Source(title, slug, language, status, tuple(map(_segment, names)), tuple(map(_segment, segments)))


def _segment(fields: list[Any]) -> Segment:
    text, kind, markup, headings, anchors, context, comment = fields
    return Segment(text, kind, Markup(markup), tuple(headings), tuple(anchors), context, comment)
