"""What a worker keeps of projects, and the folders that it makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cluster import store as module
from pipeline.cluster.snapshot import File, Manifest
from pipeline.cluster.store import DamagedError, Store
from pipeline.errors import PipelineError
from pipeline.fingerprints import digest

TEXTS = {"a.md": b"A", "b/c.md": b"C", "b/again.md": b"A"}
MANIFEST = Manifest(
    tuple(File(way, digest(held), len(held), 0o640, 1_600_000_000_000_000_001) for way, held in TEXTS.items()),
    ("empty/folder",),
)
BLOBS = {digest(held): held for held in TEXTS.values()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


def test_only_what_is_not_there_is_lacked(store: Store) -> None:
    assert set(store.lacking(MANIFEST)) == set(BLOBS)
    store.keep({digest(b"A"): b"A"})
    assert store.lacking(MANIFEST) == [digest(b"C")]
    store.keep(BLOBS)
    assert store.lacking(MANIFEST) == []


def test_the_folder_has_all_files_as_they_are_where_they_come_from(store: Store) -> None:
    store.keep(BLOBS)
    with store.project("one", MANIFEST) as folder:
        found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        assert {way: path.read_bytes() for way, path in found.items()} == TEXTS
        states = {(path.stat().st_mode & 0o777, path.stat().st_mtime_ns) for path in found.values()}
        assert states == {(0o640, 1_600_000_000_000_000_001)}
        assert (folder / "empty/folder").is_dir()


def test_builds_have_folders_of_their_own_and_errands_of_one_share_it(store: Store) -> None:
    store.keep(BLOBS)
    with store.project("one", MANIFEST) as folder:
        (folder / "a.md").write_bytes(b"changed by a plugin")
        with store.project("one", MANIFEST) as same, store.project("two", MANIFEST) as other:
            assert (same, (other / "a.md").read_bytes()) == (folder, b"A")
        assert folder.is_dir()
    with store.project("three", MANIFEST):
        pass
    assert [path.name for path in folder.parent.iterdir()] == ["three"]


def test_a_piece_that_has_changed_on_the_disk_is_not_used_and_is_lacked_again(store: Store) -> None:
    store.keep(BLOBS)
    next(store.folder.rglob(digest(b"C"))).write_bytes(b"X")
    with pytest.raises(DamagedError, match=digest(b"C")), store.project("one", MANIFEST):
        pass
    assert store.lacking(MANIFEST) == [digest(b"C")]
    store.keep(BLOBS)
    with store.project("one", MANIFEST) as folder:
        assert (folder / "b/c.md").read_bytes() == b"C"


def test_a_piece_that_is_not_what_its_digest_says_is_not_kept(store: Store) -> None:
    with pytest.raises(PipelineError, match="damaged"):
        store.keep({digest(b"A"): b"B"})
    assert len(store.lacking(MANIFEST)) == 2


@pytest.mark.parametrize("way", ["../x", "/x", "b/../../x"])
def test_no_file_is_made_outside_of_the_folder(store: Store, way: str, tmp_path: Path) -> None:
    store.keep(BLOBS)
    with (
        pytest.raises(PipelineError, match="outside"),
        store.project("one", Manifest((File(way, digest(b"A"), 1, 0o644, 0),), ())),
    ):
        pass
    with pytest.raises(PipelineError, match="no digest"):
        store.lacking(Manifest((File("x", way, 1, 0o644, 0),), ()))
    assert not (tmp_path / "x").exists()


def test_the_oldest_pieces_go_when_there_are_too_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 0)
    store.keep({**BLOBS, digest(b"old"): b"old"})
    with store.project("one", MANIFEST):
        assert store.lacking(MANIFEST) == []
        assert not list(store.folder.rglob(digest(b"old")))
