"""Changes of the files in a folder that others use as well, all of which can be undone."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

import pipeline.changes as changes_module
from pipeline.changes import Changes, mount_points, require_replaceable, require_writable
from pipeline.errors import PipelineError
from pipeline.folders import files_in, link_file
from tests.folding import fold
from tests.verify.trees import put


def texts(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in sorted(files_in(folder))}


def states(folder: Path) -> dict[str, object]:
    paths = (path for path in folder.rglob("*") if path.exists() or path.is_symlink())
    return {
        str(path): path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else "folder"
        for path in paths
    }


def merge_folder(source: Path, target: Path) -> None:
    """Merge a folder, after it was undone once: that can be done with whatever was done until then."""
    held = states(source), states(target)
    changes = Changes(source.with_name("kept"))
    with suppress(OSError):
        changes.merge(source, target)
    changes.undo()
    assert (states(source), states(target)) == held
    changes.merge(source, target)


def remove_files(folder: Path, paths: list[str], but: frozenset[str] = frozenset()) -> None:
    """Remove files, after it was undone once."""
    held, changes = states(folder), Changes(folder.with_name("kept"))
    changes.remove(folder, paths, but=but)
    changes.undo()
    assert states(folder) == held
    changes.remove(folder, paths, but=but)


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


@pytest.mark.parametrize("name", ["A.html", "A/b.html", "A/B.html"])
def test_where_two_names_are_one_file_it_gets_the_one_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """As file systems have it that take A.html and a.html for the same: once more, too, as after a kill."""
    fold(monkeypatch, tmp_path)
    put(tmp_path, {name: "new"})
    for _ in range(2):
        remove_files(tmp_path, [name], but=frozenset({name.lower()}))
        assert list(files_in(tmp_path)) == [name.lower()]
        assert (tmp_path / name).read_text(encoding="utf-8") == "new"


def test_where_two_names_are_two_files_one_goes(tmp_path: Path) -> None:
    put(tmp_path, {"a.html": "new", "A.html": "another"})
    remove_files(tmp_path, ["A.html"], but=frozenset({"a.html"}))
    assert sorted(files_in(tmp_path)) == ["a.html"]


def test_folders_of_ones_own_are_opened_and_those_of_others_are_told_of(nobody: Path) -> None:
    (nobody / "mine").mkdir(mode=0o555)
    require_writable([nobody / "mine", nobody / "none"], str)
    assert os.access(nobody / "mine", os.W_OK)
    with pytest.raises(PipelineError, match="nothing can be written in this folder"):
        require_writable([Path("/usr")], str)


def test_where_something_is_mounted_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b"36 35 98:0 / /site\\040of\\134mine/index.html rw,noatime - ext4 x rw\n22 1 0:5 / / rw - ext4 x rw\n"
    monkeypatch.setattr(changes_module, "read_bytes", lambda *_: lines)
    assert mount_points() == {Path("/site of\\mine/index.html"), Path("/")}


def cannot(*_: object) -> bytes:
    raise PipelineError("no such system")


@pytest.mark.parametrize("told", [True, False])
def test_a_file_that_something_is_mounted_on_is_told_and_others_are_replaceable(
    tmp_path: Path, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.html": "a", "b.html": "b", "about/volume/x": "x"})
    places = {tmp_path / "b.html", tmp_path / "about/volume"}
    if told:
        monkeypatch.setattr(changes_module, "mount_points", lambda: frozenset(places))
    else:
        monkeypatch.setattr(changes_module, "read_bytes", cannot)
        monkeypatch.setattr(Path, "is_mount", lambda path: path in places)
    require_replaceable(tmp_path, ["a.html", "none.html"], str)
    with pytest.raises(PipelineError, match="b\\.html: this cannot be replaced: a disk or file is mounted here"):
        require_replaceable(tmp_path, ["a.html", "b.html"], str)
    if told:
        with pytest.raises(PipelineError, match="about/volume: this cannot be replaced"):
            require_replaceable(tmp_path, ["about"], str)


@pytest.mark.parametrize("mark", ["+i", "+a"])
def test_a_file_that_is_marked_as_immutable_is_told(tmp_path: Path, mark: str) -> None:
    put(tmp_path, {"a.html": "a", "b.html": "b"})
    if subprocess.run(["chattr", mark, str(tmp_path / "b.html")], check=False, capture_output=True).returncode:
        pytest.skip("no file can be marked here")
    try:
        require_replaceable(tmp_path, ["a.html"], str)
        with pytest.raises(PipelineError, match="b\\.html: this cannot be replaced: it is marked as immutable"):
            require_replaceable(tmp_path, ["a.html", "b.html"], str)
    finally:
        subprocess.run(["chattr", mark.replace("+", "-"), str(tmp_path / "b.html")], check=True)


def test_of_somebody_elses_file_in_a_sticky_folder_that_is_told(nobody: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    put(nobody, {"a.html": "a", "b.html": "b"})
    os.seteuid(0)
    os.chown(nobody / "b.html", 0, 0)
    os.chown(nobody, 0, 0)
    nobody.chmod(0o1777)
    os.seteuid(65534)
    try:
        require_replaceable(nobody, ["a.html"], str)
        with pytest.raises(PipelineError, match="b\\.html: this cannot be replaced: somebody else owns it"):
            require_replaceable(nobody, ["b.html"], str)
    finally:
        os.seteuid(0)


def test_a_file_that_comes_from_another_disk_is_not_written_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"tree/a.html": "new", "output/a.html": "old", "mine": "mine"})
    (tmp_path / "output/.a.html.new").symlink_to("../mine")
    replace = Path.replace

    def on_another_disk(self: Path, target: Path) -> Path:
        if self.parent.name == "tree":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", on_another_disk)
    Changes(tmp_path / "kept").merge(tmp_path / "tree", tmp_path / "output")
    assert (tmp_path / "output/a.html").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"
