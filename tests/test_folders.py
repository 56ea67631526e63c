"""Whole folders: made, copied by links, and merged into one that others use as well."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.folders import (
    files_in,
    fresh_folder,
    inherit_group,
    is_folder,
    link_file,
    merge_folder,
    remove_files,
    remove_folder,
    require_writable,
)
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


def test_a_folder_is_merged_and_what_else_is_there_stays(tmp_path: Path) -> None:
    put(tmp_path / "new", {"a.html": "new", "de/a.html": "new", "fresh/b.html": "new"})
    put(tmp_path / "out", {"a.html": "old", "de/a.html": "old", "de/mine.txt": "mine", "other/x": "x"})
    merge_folder(tmp_path / "new", tmp_path / "out")
    assert texts(tmp_path / "out") == {
        "a.html": "new",
        "de/a.html": "new",
        "de/mine.txt": "mine",
        "fresh/b.html": "new",
        "other/x": "x",
    }
    assert list(files_in(tmp_path / "new")) == []


def test_a_file_has_the_mode_of_the_one_whose_place_it_takes(tmp_path: Path) -> None:
    put(tmp_path / "new", {"a.html": "new"})
    put(tmp_path / "out", {"a.html": "old"})
    (tmp_path / "out/a.html").chmod(0o640)
    merge_folder(tmp_path / "new", tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out/a.html").stat().st_mode) == 0o640


def test_the_mode_of_a_file_that_has_another_name_elsewhere_is_left_alone(tmp_path: Path) -> None:
    """Pelican can link pictures instead of copying them."""
    put(tmp_path, {"source.png": "p", "out/a.png": "old"})
    (tmp_path / "source.png").chmod(0o600)
    link_file(tmp_path / "source.png", tmp_path / "new/a.png")
    merge_folder(tmp_path / "new", tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "source.png").stat().st_mode) == 0o600


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, {"new/a.html": "new", "secret": "secret"})
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.html").symlink_to(tmp_path / "secret")
    merge_folder(tmp_path / "new", tmp_path / "out")
    assert texts(tmp_path / "out") == {"a.html": "new"}
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "secret"


def test_nothing_is_moved_through_a_link_to_a_folder(tmp_path: Path) -> None:
    put(tmp_path, {"new/images/a.png": "a"})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/images").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        merge_folder(tmp_path / "new", tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_takes_the_place_of_empty_folders_and_of_no_others(tmp_path: Path) -> None:
    put(tmp_path / "new", {"about": "new", "kept": "new"})
    (tmp_path / "out/about/none").mkdir(parents=True)
    put(tmp_path / "out", {"kept/mine.txt": "mine"})
    with pytest.raises(OSError, match="not empty"):
        merge_folder(tmp_path / "new", tmp_path / "out")
    assert texts(tmp_path / "out") == {"about": "new", "kept/mine.txt": "mine"}


def test_a_link_to_the_file_that_is_there_already_is_taken_away(tmp_path: Path) -> None:
    put(tmp_path, {"out/a.html": "a"})
    link_file(tmp_path / "out/a.html", tmp_path / "new/a.html")
    merge_folder(tmp_path / "new", tmp_path / "out")
    assert (texts(tmp_path / "new"), texts(tmp_path / "out")) == ({}, {"a.html": "a"})


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second file system")
def test_a_folder_is_merged_into_one_on_another_disk(tmp_path: Path) -> None:
    other = Path("/dev/shm") / f"pelican-gettext-{os.getpid()}"
    try:
        put(other, {"a.html": "old", "mine": "mine"})
        put(tmp_path / "new", {"a.html": "new", "de/b/c.html": "new"})
        merge_folder(tmp_path / "new", other)
        assert texts(other) == {"a.html": "new", "de/b/c.html": "new", "mine": "mine"}
    finally:
        shutil.rmtree(other)


def test_files_that_are_gone_go_with_their_folders_and_no_others(tmp_path: Path) -> None:
    put(tmp_path, {"tag/a/b.html": "x", "tag/mine.txt": "mine", "alone/c/d.html": "x"})
    (tmp_path / "empty").mkdir()
    remove_files(tmp_path, ["tag/a/b.html", "alone/c/d.html", "never.html", "tag/mine.txt/x", "tag"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "empty",
        "tag",
        "tag/mine.txt",
    ]


@pytest.mark.parametrize("name", ["../out.txt", "link/out.txt", "/etc/hostname", "a/../../out.txt"])
def test_nothing_out_of_the_folder_is_removed(tmp_path: Path, name: str) -> None:
    put(tmp_path, {"out.txt": "mine", "folder/x": "x", "folder/a/y": "y"})
    (tmp_path / "folder/link").symlink_to(tmp_path)
    remove_files(tmp_path / "folder", [name])
    assert (tmp_path / "out.txt").is_file()


def test_where_two_names_are_one_file_the_old_one_is_not_removed(tmp_path: Path) -> None:
    """As file systems have it that take A.html and a.html for the same; two links to one file look so."""
    put(tmp_path, {"a.html": "new"})
    link_file(tmp_path / "a.html", tmp_path / "A.html")
    remove_files(tmp_path, ["A.html"], but=frozenset({"a.html"}))
    assert (tmp_path / "A.html").is_file()
    (tmp_path / "A.html").unlink()
    (tmp_path / "A.html").write_text("another", encoding="utf-8")
    remove_files(tmp_path, ["A.html"], but=frozenset({"a.html"}))
    assert sorted(files_in(tmp_path)) == ["a.html"]


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


def test_folders_of_ones_own_are_opened_and_those_of_others_are_told_of(nobody: Path) -> None:
    (nobody / "mine").mkdir(mode=0o555)
    require_writable([nobody / "mine", nobody / "none"], str)
    assert os.access(nobody / "mine", os.W_OK)
    with pytest.raises(PipelineError, match="nothing can be written in this folder"):
        require_writable([Path("/usr")], str)


def test_new_files_are_the_groups_whose_folder_says_so(tmp_path: Path) -> None:
    put(tmp_path / "new", {"de/a.html": "a"})
    (tmp_path / "out").mkdir()
    group = next((number for number in os.getgroups() if number != tmp_path.stat().st_gid), tmp_path.stat().st_gid)
    os.chown(tmp_path / "out", -1, group)
    (tmp_path / "out").chmod(0o2775)
    inherit_group(tmp_path / "new", tmp_path / "out")
    assert (tmp_path / "new/de/a.html").stat().st_gid == group
    assert (tmp_path / "new/de").stat().st_mode & stat.S_ISGID
