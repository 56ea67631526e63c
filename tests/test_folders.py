"""Whole folders: made, copied by links, moved, removed."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.folders import (
    files_in,
    fresh_folder,
    inherit,
    is_folder,
    remove_folder,
    remove_working_folder,
    respell,
    temporary_folder,
    working_folder,
)
from tests.folding import fold
from tests.verify.trees import put


def texts(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in sorted(files_in(folder))}


def test_links_to_folders_and_pipes_are_files_of_a_folder_too_and_nothing_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "a", {"x/y.txt": "y"})
    (tmp_path / "a/empty").mkdir()
    (tmp_path / "a/link").symlink_to(tmp_path)
    (tmp_path / "a/round").symlink_to("round")
    os.mkfifo(tmp_path / "a/pipe")
    assert sorted(files_in(tmp_path / "a")) == ["link", "pipe", "round", "x/y.txt"]


def test_of_a_folder_that_is_not_there_there_are_none(tmp_path: Path) -> None:
    assert list(files_in(tmp_path / "none")) == []


def test_folders_that_nobody_may_write_in_are_removed(tmp_path: Path, nobody: Path) -> None:
    put(nobody, {"staging/images/deep/a.png": "a"})
    for folder in ("staging/images/deep", "staging/images", "staging"):
        (nobody / folder).chmod(0o555)
    remove_folder(nobody / "staging")
    assert list(nobody.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "link", "nowhere", "pipe"])
def test_whatever_is_in_a_folders_place_is_removed_and_nothing_behind_it(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "staging"
    put(tmp_path, {"mine/a": "mine"})
    if kind == "file":
        path.touch()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("mine" if kind == "link" else "nowhere")
    assert list(fresh_folder(path).iterdir()) == []
    assert is_folder(path)
    assert (tmp_path / "mine/a").is_file()


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_nobody_works_where_somebody_else_keeps_something(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "staging"
    put(tmp_path, {"mine/a": "mine"})
    if kind == "file":
        path.touch()
    elif kind == "link":
        path.symlink_to("mine")
    else:
        put(path, {"a": "mine"})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PipelineError, match="nothing says that a build has made this") as caught:
        working_folder(path, "the staging")
    assert "if an earlier release that was broken off has left it there, remove it (rm -r 'the staging')" in str(
        caught.value.hint
    )
    remove_working_folder(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_was_left_by_somebody_who_worked_there_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = working_folder(tmp_path / "staging", "staging")
    put(path, {"a/b": "a", "c": "c"})
    assert texts(working_folder(path, "staging")).keys().isdisjoint({"a/b", "c"})
    put(path, {"a/b": "a", "c": "c"})
    with monkeypatch.context() as patch:  # killed while it is removed
        patch.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            remove_working_folder(path)
    working_folder(path, "staging")
    remove_working_folder(path)
    assert not path.exists()


def killed(_: Path) -> None:
    raise KeyboardInterrupt


def test_new_files_are_the_groups_whose_folder_says_so(tmp_path: Path) -> None:
    put(tmp_path / "new", {"de/a.html": "a"})
    (tmp_path / "out").mkdir()
    group = next((number for number in os.getgroups() if number != tmp_path.stat().st_gid), tmp_path.stat().st_gid)
    os.chown(tmp_path / "out", -1, group)
    (tmp_path / "out").chmod(0o2775)
    inherit(tmp_path / "new", tmp_path / "out")
    assert (tmp_path / "new/de/a.html").stat().st_gid == group
    assert (tmp_path / "new/de").stat().st_mode & stat.S_ISGID


def test_a_file_that_has_another_name_elsewhere_is_given_to_nobody(tmp_path: Path) -> None:
    put(tmp_path, {"new/a.html": "a", "source/b.txt": "b"})
    os.link(tmp_path / "source/b.txt", tmp_path / "new/b.txt")
    (tmp_path / "out").mkdir()
    group = next((number for number in os.getgroups() if number != tmp_path.stat().st_gid), 12345)
    try:
        os.chown(tmp_path / "out", -1, group)
    except PermissionError:
        pytest.skip("one may not give a folder to another group")
    (tmp_path / "out").chmod(0o2775)
    inherit(tmp_path / "new", tmp_path / "out")
    assert (tmp_path / "new/a.html").stat().st_gid == group
    assert (tmp_path / "source/b.txt").stat().st_gid != group


def test_what_a_killed_process_has_left_goes_and_what_is_in_use_or_anothers_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead, young, strange = (tmp_path / f"ours-{name}" for name in ("dead", "young", "strange"))
    for folder in (dead, young, strange):
        folder.mkdir()
        (folder / "page.html").touch()
    for folder in (dead, young):
        (folder / "alive.lock").touch()
    os.utime(dead / "alive.lock", (0, 0))
    (tmp_path / "ours-link").symlink_to(dead)
    outside = tmp_path / "theirs"
    outside.mkdir()
    with temporary_folder("ours-") as used:
        os.utime(used / "alive.lock", (0, 0))
        with temporary_folder("ours-") as other:
            assert used.is_dir()
            assert other != used
        assert not dead.exists()
        assert (young / "page.html").exists()
        assert (strange / "page.html").exists()
    assert not used.exists()
    assert not other.exists()
    assert outside.exists()


def test_what_is_named_otherwise_in_its_case_alone_is_named_as_its_path_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fold(monkeypatch, tmp_path)
    (tmp_path / "Über/deep").mkdir(parents=True)
    (tmp_path / "Über/deep/a.po").write_text("a", encoding="utf-8")
    respell(tmp_path / "über/Deep/A.po", tmp_path)
    respell(tmp_path / "über/nothing.po", tmp_path)
    assert list(files_in(tmp_path)) == ["über/Deep/A.po"]


def test_where_cases_count_nothing_is_named_anew(tmp_path: Path) -> None:
    for name in ("a.po", "A.po"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    respell(tmp_path / "A.po", tmp_path)
    respell(tmp_path / "b.po", tmp_path)
    (tmp_path / "A.po").unlink()
    respell(tmp_path / "A.po", tmp_path)
    assert list(files_in(tmp_path)) == ["a.po"]
