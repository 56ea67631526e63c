"""What of a project's folder goes to a cluster: each file by a digest of what it holds. Secrets stay where they are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import read_bytes
from pipeline.fingerprints import digest
from pipeline.paths import real

#: Neither programs and what they keep for themselves, nor what tells who somebody is.
_STAYS = """
    .git .hg .svn .bzr .jj __pycache__ *.pyc node_modules .*.lock .*.staging .*.published.json
    .env .env.* .envrc .netrc _netrc .npmrc .pypirc .htpasswd .git-credentials credentials credentials.*
    id_rsa* id_dsa* id_ecdsa* id_ed25519* *.pem *.key *.p12 *.pfx *.jks *.kdbx *.keytab *.ovpn
    secrets secrets.* *.secret
""".split()
_MARKS = ("pyvenv.cfg", "CACHEDIR.TAG")
#: So many files, and so many bytes, are no site but something else that is in its folder.
MOST_FILES, MOST_BYTES = 200_000, 4 * 1024**3


@dataclass(frozen=True, slots=True)
class File:
    """A file below the project's folder, what it holds by digest, and what else there is to know of it."""

    path: str
    digest: str
    size: int
    mode: int
    written: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files that are sent, and the folders in which there is nothing."""

    files: tuple[File, ...]
    folders: tuple[str, ...]

    def encoded(self) -> bytes:
        """The same as bytes, which are the same for the same files."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def decoded(cls, data: bytes) -> Manifest:
        """What `encoded` has encoded."""
        return msgspec.msgpack.decode(data, type=cls)


def manifest_of(project: Project) -> Manifest:
    """What of a project is sent.

    Raises PipelineError where what sources or themes have leads out of the project, for a file that cannot be read,
    and where it is far more than a site is.
    """
    files: list[File] = []
    folders: list[str] = []
    size = 0
    for path in _below(project):
        way = path.relative_to(project.root).as_posix()
        if path.is_dir():
            folders.append(way)
            continue
        state, held = path.stat(), contents(project, way)
        files.append(File(way, digest(held), len(held), state.st_mode & 0o777, state.st_mtime_ns))
        size += len(held)
        if len(files) > MOST_FILES or size > MOST_BYTES:
            raise PipelineError(
                f"more than {MOST_FILES} files, or {MOST_BYTES // 1024**3} GiB, are in the project's folder",
                path=project.shown(path.parent),
                hint="name what the site is not made of in GETTEXT['cluster_keeps']",
            )
    return Manifest(tuple(files), tuple(folders))


def contents(project: Project, way: str) -> bytes:
    """What a file of the project's holds. Raises PipelineError for what cannot be read."""
    try:
        return read_bytes(project.root / way, way)
    except PipelineError as error:
        hint = "what the site is not made of may stay here: GETTEXT['cluster_keeps']"
        raise PipelineError(error.message, path=error.path, hint=hint) from None


def _below(project: Project) -> Iterator[Path]:
    """The files to send, and folders in which there is nothing. Links within the project are followed."""
    root = project.root
    published = {project.output, project.output.with_name(f"{project.output.name}-pseudo")}
    published |= {path.with_name(path.name[1 : -len(".published.json")]) for path in root.glob(".*.published.json")}
    shown = (project.content, project.theme)
    been: set[str] = set()
    for parent, folders, names in os.walk(root, followlinks=True):
        place = Path(parent)
        is_shown = any(place.is_relative_to(folder) for folder in shown)
        if (there := os.path.realpath(place)) in been and place.is_symlink():
            folders[:] = []
            continue
        been.add(there)
        kept: list[str] = []
        for name in sorted((*folders, *names)):
            path = place / name
            if path in published or not _goes(project, path, is_folder=name in folders, is_shown=is_shown):
                continue
            if not real(path).is_relative_to(real(root)):
                if is_shown:
                    hint = "put it there itself; or name it in GETTEXT['cluster_keeps'] if the site is not made of it"
                    raise PipelineError("a link leads out of the project", path=project.shown(path), hint=hint)
                continue
            kept.append(name)
            if path.is_file():
                yield path
        folders[:] = [name for name in folders if name in kept]
        if not kept and place != root:
            yield place


def _goes(project: Project, path: Path, *, is_folder: bool, is_shown: bool) -> bool:
    """Whether a file or folder is sent. What is named counts, whatever else is so."""
    way = path.relative_to(project.root).as_posix()
    options = project.cluster
    if _is_named(way, options.sends) or (is_folder and any(name.startswith(f"{way}/") for name in options.sends)):
        return True
    if _is_named(way, options.keeps) or any(fnmatchcase(path.name.lower(), pattern) for pattern in _STAYS):
        return False
    if is_folder:
        is_hidden = path.name.startswith(".") and not is_shown
        return not is_hidden and not any((path / mark).is_file() for mark in _MARKS)
    return True


def _is_named(way: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or a folder that it is in, is one of these."""
    parts = way.split("/")
    above = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    return any(fnmatchcase(one, pattern.rstrip("/")) for pattern in patterns for one in above)
