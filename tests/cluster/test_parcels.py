"""Files on their way between machines: whole, as they were, and nowhere but where they belong."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import msgspec
import pytest

from pipeline.cluster import parcels
from pipeline.cluster.parcels import pack_blobs, pack_files, unpack_blobs, unpack_files
from pipeline.errors import PipelineError


def packed(*paths: str) -> bytes:
    """As a worker would send it that means no good."""
    files = [{"path": path, "mode": 0o4755, "written": 0, "held": b"x"} for path in paths]
    return zlib.compress(msgspec.msgpack.encode(files))


def test_files_come_as_they_were(tmp_path: Path) -> None:
    made, come = tmp_path / "made", tmp_path / "come"
    for way, mode in (("de/index.html", 0o644), ("de/feeds/ü b.xml", 0o600), ("de/run.sh", 0o755)):
        (made / way).parent.mkdir(parents=True, exist_ok=True)
        (made / way).write_bytes(way.encode())
        (made / way).chmod(mode)
        os.utime(made / way, ns=(1, 1_700_000_000_123_456_789))
    unpack_files(pack_files(made), come, ["de"])
    for path in filter(Path.is_file, made.rglob("*")):
        same = come / path.relative_to(made)
        assert (same.read_bytes(), same.stat().st_mode) == (path.read_bytes(), path.stat().st_mode)
        assert same.stat().st_mtime_ns == path.stat().st_mtime_ns


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "de/../../x",
        "/etc/x",
        "fr/x",
        "x",
        "de",
        "",
        ".",
        "de/./x",
        "de//x",
        "de\\..\\x",
        "de/x\0y",
        "deutsch/x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(PipelineError, match="none of its site's"):
        unpack_files(packed("de/good.html", path), tmp_path / "come", ["de", "top-level"])
    assert list(tmp_path.iterdir()) == []


def test_nobody_gives_a_file_more_rights_than_reading_writing_and_running(tmp_path: Path) -> None:
    unpack_files(packed("de/x"), tmp_path, ["."])
    assert (tmp_path / "de/x").stat().st_mode & 0o7777 == 0o755


def test_a_link_that_stands_where_a_file_is_to_be_leads_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "come").mkdir()
    (tmp_path / "come/de").symlink_to(tmp_path)
    with pytest.raises(PipelineError):
        unpack_files(packed("de/x"), tmp_path / "come", ["de"])
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("data", [b"", b"no zlib", zlib.compress(b"\xc1"), packed("de/x")[:-4]])
def test_what_is_no_parcel_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PipelineError, match="a worker has sent"):
        unpack_files(data, tmp_path, ["de"])


def test_nothing_grows_beyond_bounds_as_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "MOST_BYTES", 1000)
    assert unpack_blobs(pack_blobs({"a": b"x" * 900}))
    with pytest.raises(PipelineError, match="more than"):
        unpack_blobs(pack_blobs({"a": b"x" * 1100}))


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_is_no_file_is_not_packed(tmp_path: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(tmp_path / "x")
    else:
        (tmp_path / "x").symlink_to("/etc/hostname")
    with pytest.raises(PipelineError):
        pack_files(tmp_path)
