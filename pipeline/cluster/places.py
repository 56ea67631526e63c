"""Paths here and elsewhere: what is sent names a place and the way from there, and so leads to the same file."""

from __future__ import annotations

import io
import pickle
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from pipeline.errors import PipelineError
from pipeline.paths import real
from pipeline.pelican_internals import SIMPLE_TEMPLATES

#: The project's folder, where files are made, and what is published. Each has one of its own wherever work is done.
PROJECT, MADE, OUTPUT = "project", "made", "output"
#: A text in which the project's folder is named.
_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value as it is sent, and which paths are in it: the place of each, and the way from there."""

    data: bytes
    paths: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Places:
    """Folders by their names, which are the same wherever work is done."""

    folders: Mapping[str, Path]

    @classmethod
    def of(cls, project: Path, made: Path, output: Path) -> Places:
        """The places of a project, with those of the libraries that Python has here."""
        libraries = {f"library {name}": real(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
        libraries |= {
            "library pelican": real(SIMPLE_TEMPLATES.parents[2]),
            "library pipeline": real(Path(__file__)).parent.parent,
        }
        return cls({PROJECT: project, MADE: made, OUTPUT: output, **libraries})

    def named(self, path: PurePath) -> tuple[str, str] | None:
        """The place of a path, the innermost one, and the way from there; nothing for one that is in none."""
        for one in (path, real(Path(path))):
            inside = [name for name, folder in self.folders.items() if one.is_relative_to(folder)]
            if inside:
                name = max(inside, key=lambda name: len(self.folders[name].parts))
                return name, one.relative_to(self.folders[name]).as_posix()
        return None

    def sealed(self, value: object, *, says_where: bool = False) -> Sealed:
        """A value with its paths by their places. Raises PipelineError for a path that is in none of them.

        A worker's `says_where`, too: a text that names the project's folder there, as no other does, names it here.
        """
        stream = io.BytesIO()
        sealing = _Sealing(self, stream, str(self.folders[PROJECT]) if says_where else "")
        sealing.dump(value)
        return Sealed(stream.getvalue(), frozenset(sealing.named))

    def unsealed(self, data: bytes) -> Any:
        """The same value, its paths in the places that are here."""
        return _Unsealing(self, io.BytesIO(data)).load()

    def without(self, text: str) -> str:
        """A text in which the project and libraries stand by their names."""
        told = {name: str(folder) for name, folder in self.folders.items() if name not in (MADE, OUTPUT)}
        for name, folder in sorted(told.items(), key=lambda item: -len(item[1])):
            text = text.replace(folder, f"{{{name}}}")
        return text


class _Sealing(pickle.Pickler):
    def __init__(self, places: Places, stream: io.BytesIO, root: str) -> None:
        super().__init__(stream, protocol=pickle.HIGHEST_PROTOCOL)
        self._places, self._root = places, root
        self.named: set[tuple[str, str]] = set()

    def persistent_id(self, value: Any) -> tuple[str, ...] | None:
        """The place of a path and the way from there. Raises PipelineError for one that is in none."""
        if type(value) is str:
            return (_TEXT, *value.split(self._root)) if self._root and self._root in value else None
        if not isinstance(value, PurePath) or not value.is_absolute():
            return None
        if (named := self._places.named(value)) is None:
            raise PipelineError(
                "this is not in the project's folder, and a cluster is sent nothing else",
                path=str(value),
                hint="move it into the project's folder, or install it as a package here and on all workers",
            )
        self.named.add(named)
        return named


class _Unsealing(pickle.Unpickler):
    def __init__(self, places: Places, stream: io.BytesIO) -> None:
        super().__init__(stream)
        self._places = places

    def persistent_load(self, named: tuple[str, ...]) -> Path | str:
        name, *ways = named
        return str(self._places.folders[PROJECT]).join(ways) if name == _TEXT else self._places.folders[name] / ways[0]
