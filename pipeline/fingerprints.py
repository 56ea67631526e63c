"""Digests of files, values, settings and code, by which what was worked out once is known again."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from types import CellType, CodeType, FunctionType
from typing import Any

_PLAIN = (str, bytes, int, float, bool, type(None))


def digest(data: bytes) -> str:
    """What tells two files apart."""
    return digest_of_pieces((data,))


def digest_of_pieces(pieces: Iterable[bytes]) -> str:
    """The same, of what is read piece by piece."""
    found = hashlib.blake2b(digest_size=20)
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def fingerprint(
    settings: Mapping[str, Any], names: Iterable[str], modules: Iterable[Any], data: Iterable[Path] = ()
) -> str:
    """A digest of settings, of Python, of the code that does the work, and of the files with `data` for it."""
    chosen = {name: settings.get(name) for name in names}
    code = []
    loaded = (module.__file__ for module in modules if getattr(module, "__file__", None))
    for path in sorted({*loaded, *map(str, data)}):
        with suppress(OSError):  # it is gone by now, or nobody may look at it
            state = Path(path).stat()
            code.append((path, state.st_size, state.st_mtime_ns))
    return digest(_text([sys.version, chosen, code]).encode())


@cache
def own_files(libraries: tuple[str, ...]) -> tuple[Path, ...]:
    """The tool's own code and data, and the first files of these libraries, loaded by now or not.

    They are looked for once; `fingerprint` looks at them each time.
    """
    ours = (path for kind in ("*.py", "*.toml", "*.po") for path in Path(__file__).parent.rglob(kind))
    specs = (find_spec(name) for name in libraries)
    return (*ours, *(Path(spec.origin) for spec in specs if spec and spec.origin))


def _text(value: object) -> str:
    return json.dumps(_in_order(value), default=_describe)


def _in_order(value: object) -> object:
    """A value that JSON can say: the keys of a dictionary may be anything, and have no order of their own."""
    if isinstance(value, Mapping):
        return sorted(([_text(key), _in_order(found)] for key, found in value.items()), key=lambda pair: str(pair[0]))
    if isinstance(value, set | frozenset):
        return sorted(map(_text, value))
    return [*map(_in_order, value)] if isinstance(value, list | tuple) else value


def _describe(value: Any) -> str:
    """A text for what JSON cannot say: the same in every process for the same thing."""
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{_words_of_code(value)}"
    return f"{type(value).__module__}.{type(value).__qualname__} {value!r}"


def digest_of(value: object) -> str:
    """A digest of a value that is the same in every process for the same value: texts, collections, dataclasses, code.

    Of what else there may be in settings, such as an object of a plugin's, only its class counts.
    """
    return digest(words_of(value).encode(errors="surrogatepass"))


def words_of(value: object) -> str:
    """The text of which `digest_of` takes the digest."""
    return _words(value)


def _words(value: object, around: tuple[int, ...] = ()) -> str:
    """The same of a part; `around` are the identities of what it is in, for settings may be within themselves."""
    if type(value) in _PLAIN:
        return repr(value)
    if id(value) in around:
        return "itself"
    inner = (*around, id(value))
    if isinstance(value, list | tuple):
        return f"[{','.join([_words(one, inner) for one in value])}]"
    if isinstance(value, Mapping):
        found = [f"{_words(key, inner)}:{_words(one, inner)}" for key, one in value.items()]
        return f"{{{','.join(sorted(found))}}}"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted([_words(one, inner) for one in value]))}}}"
    if is_dataclass(value) and not isinstance(value, type):
        fields_of = [(field.name, getattr(value, field.name)) for field in fields(value)]
        return f"{type(value).__qualname__}({','.join([f'{name}={_words(one, inner)}' for name, one in fields_of])})"
    if isinstance(value, str | Path | datetime | re.Pattern | Enum):
        return f"{type(value).__qualname__} {value!r}"
    return _words_of_code(value)


def _words_of_code(value: object) -> str:
    if isinstance(value, partial):
        return _words((value.func, value.args, value.keywords))
    if isinstance(value, FunctionType):
        # What it closes over may be the function itself.
        cells = [cell.cell_contents for cell in value.__closure__ or () if cell != CellType()]
        held = [cell for cell in cells if type(cell) in _PLAIN]
        return f"{value.__qualname__}{_words((value.__code__, value.__defaults__, value.__kwdefaults__, held))}"
    if isinstance(value, CodeType):
        return _words_of_compiled(value)
    return f"{type(value).__module__}.{getattr(value, '__qualname__', type(value).__qualname__)}"


@lru_cache(maxsize=4096)
def _words_of_compiled(code: CodeType) -> str:
    """Settings and Jinja's environments have hundreds of functions, and are asked several times in a build."""
    return f"{code.co_name}{_words((code.co_code, code.co_names, code.co_consts))}"
