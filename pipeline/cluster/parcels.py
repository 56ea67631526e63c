"""Files as one piece of bytes on their way between machines; what comes from another is not taken at its word."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from pipeline.errors import PipelineError
from pipeline.files import put_bytes, read_bytes
from pipeline.folders import files_in, stamp_file

_Kind = TypeVar("_Kind")
#: More than this is no site.
MOST_BYTES = 4 * 1024**3
_LEVEL = 1  # what is sent is text, and the time goes into building it


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that was made: its path from where it was made, mode, time of writing and what it holds."""

    path: str
    mode: int
    written: int
    held: bytes


def pack_blobs(blobs: Mapping[str, bytes]) -> bytes:
    """Pieces by their digests."""
    return zlib.compress(msgspec.msgpack.encode(blobs), _LEVEL)


def unpack_blobs(data: bytes) -> dict[str, bytes]:
    """What `pack_blobs` has packed. Raises PipelineError for anything else."""
    return _decoded(data, dict[str, bytes])


def pack_files(folder: Path) -> bytes:
    """All files below a folder. Raises PipelineError for what is no file, or cannot be read."""
    made = []
    for way in sorted(files_in(folder)):
        state = (folder / way).stat()
        made.append(_Made(way, state.st_mode & 0o777, state.st_mtime_ns, read_bytes(folder / way, way, [folder])))
    return zlib.compress(msgspec.msgpack.encode(made), _LEVEL)


def unpack_files(data: bytes, folder: Path, within: Iterable[str]) -> None:
    """Put files that were packed elsewhere below a folder, each in one of the folders `within` it.

    Raises PipelineError for what is no such file, before one is written.
    """
    made = _decoded(data, list[_Made])
    allowed = [PurePosixPath(one) for one in within]
    for file in made:
        way = PurePosixPath(file.path)
        is_plain = not way.is_absolute() and way.as_posix() == file.path and not {"..", "."} & set(way.parts)
        is_below = any(way.is_relative_to(one) and way != one for one in allowed)
        if not is_plain or not is_below or any(sign in file.path for sign in "\\\0"):
            raise PipelineError(f"a worker has sent a file that is none of its site's: {file.path!r}")
    for file in made:
        put_bytes(folder / file.path, file.held, folder)
        stamp_file(folder / file.path, file.mode & 0o777, file.written)


def _decoded(data: bytes, kind: type[_Kind]) -> _Kind:
    try:
        stream = zlib.decompressobj()
        plain = stream.decompress(data, MOST_BYTES)
        if stream.unconsumed_tail or not stream.eof:
            raise PipelineError(f"a worker has sent more than {MOST_BYTES // 1024**3} GiB, or not all of it")
        return msgspec.msgpack.decode(plain, type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise PipelineError(f"a worker has sent something else than files: {error}") from None
