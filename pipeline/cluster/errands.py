"""What a worker of dask's is asked to do, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.cluster.conditions import Conditions


@dataclass(frozen=True, slots=True)
class Errand:
    """A function with its arguments, sealed; the build that it is for, and what has to be the same for it.

    `at` is where one stands in the project's folder, `paths` where modules are found in it.
    """

    build: str
    sealed: bytes
    conditions: Conditions
    settings_path: str
    at: str = "."
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """The answer of a worker that lacks pieces of the project."""

    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlike:
    """The answer of a worker that has other versions: name, the one wanted, the one there is; and the worker's name."""

    worker: str
    versions: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The answer of a worker that has done it: the outcome and its kind, sealed; the files that were made, packed."""

    outcome: bytes
    files: bytes


Answer = Lacking | Unlike | Done
