"""Digests of files, settings and code, by which what was worked out once is known again; and where that is kept.

It is kept in the user's own cache folder and never in the project: a project's files come from strangers too, and a
cache that came with them could hide a text from extraction, or a finding. It is only ever a shortcut.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FunctionType
from typing import Any

from platformdirs import user_cache_path

from pipeline.errors import PipelineError
from pipeline.files import bytes_of, write_text

_FOLDER = "pelican-gettext"


def recall(name: str, fingerprint: str) -> Any:
    """What is remembered by this name, if it was worked out in the same way; else nothing."""
    path = _kept_at(name)
    with suppress(PipelineError, OSError, ValueError, LookupError, TypeError, RecursionError):
        found = json.loads((bytes_of(path) if path else None) or b"{}")
        return found["found"] if found["fingerprint"] == fingerprint else None
    return None


def remember(name: str, fingerprint: str, found: Any) -> None:
    """Keep this by a name, and nothing else; that there is no home, or none to be written to, is no reason to stop."""
    text = json.dumps({"fingerprint": fingerprint, "found": found}, separators=(",", ":"))
    if (path := _kept_at(name)) is not None:
        with suppress(PipelineError, OSError):
            write_text(path, text, path.parent)


def _kept_at(name: str) -> Path | None:
    """The file of a name; None where the user has no folder of that kind."""
    try:
        folder = user_cache_path(_FOLDER)
    except (OSError, RuntimeError, KeyError):  # a user without a home, or without a name
        return None
    return folder / f"{digest(name.encode())}.json" if folder.is_absolute() else None


def digest(data: bytes) -> str:
    """What tells two files apart."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def fingerprint(
    settings: Mapping[str, Any], names: Iterable[str], modules: Iterable[Any], data: Iterable[Path] = ()
) -> str:
    """A digest of settings, of the code that does the work, and of the files with `data` for it."""
    chosen = {name: settings.get(name) for name in names}
    code = []
    loaded = (module.__file__ for module in modules if getattr(module, "__file__", None))
    for path in sorted({*loaded, *map(str, data)}):
        state = Path(path).stat()
        code.append((path, state.st_size, state.st_mtime_ns))
    return digest(json.dumps([chosen, code], default=_describe, sort_keys=True).encode())


def _describe(value: Any) -> str:
    """A text for what JSON cannot say: the same in every process for the same thing."""
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__} {value.__code__.co_code.hex()} {value.__code__.co_consts!r}"
    return f"{type(value).__module__}.{type(value).__qualname__} {value!r}"
