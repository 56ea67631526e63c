"""Digests of files, settings and code, by which what was worked out once is known again; and where that is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

FOLDER = "pelican-gettext"


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
