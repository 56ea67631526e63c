"""A verified tree is published whole, whenever a build is killed, and nothing else in the output is touched."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pipeline.build.manifest import Manifest, Publication, Shown, read_manifest, write_manifest
from pipeline.build.publication import finish_publication, publish
from pipeline.changes import Changes
from pipeline.errors import PipelineError
from pipeline.folders import files_in, link_file, remove_folder
from pipeline.paths import is_there
from tests.verify.trees import put

OLD = {
    "a.html": "old",
    "gone.html": "old",
    "de/a.html": "old",
    "tag/x/only.html": "old",
    "about": "old",
    "blog/i": "old",
}
NEW = {"a.html": "new", "de/a.html": "new", "de/b.html": "new", "fresh/c.html": "new", "about/i": "new", "blog": "new"}
MINE = {"CNAME": "mine", ".git/HEAD": "mine", "de/notes.txt": "mine"}
PAGES = Manifest({"de": {"a.md": Shown("published", "de/a.html")}}, frozenset(NEW))


class KilledError(BaseException):
    """What no handler of errors sees."""


def texts(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in sorted(files_in(folder))}


def begin(root: Path, new: dict[str, str] = NEW) -> tuple[Path, Path, Manifest, Publication]:
    """A published site with others' files in it, and a new tree beside it."""
    output, tree = root / "output", root / ".output.staging" / "assembled"
    shutil.rmtree(root, ignore_errors=True)
    put(output, {**OLD, **MINE})
    put(tree, new)
    before = Manifest({}, frozenset(OLD))
    write_manifest(output, before)
    return tree, output, before, Publication(frozenset(OLD) - frozenset(new), Manifest(PAGES.pages, frozenset(new)))


def test_new_files_take_their_places_and_those_that_are_gone_go(tmp_path: Path) -> None:
    tree, output, before, publication = begin(tmp_path / "p")
    publish(tree, output, before, publication)
    assert texts(output) == {**NEW, **MINE}
    assert not (output / "tag").exists()
    assert read_manifest(output) == (PAGES, None)
    assert {path.name for path in output.parent.iterdir()} == {"output", ".output.published.json", ".output.staging"}


def test_the_first_time_it_is_a_single_rename(tmp_path: Path) -> None:
    put(tmp_path / "tree", NEW)
    publish(tmp_path / "tree", tmp_path / "output", Manifest(), Publication(frozenset(), PAGES))
    assert texts(tmp_path / "output") == NEW


CHANGES = ("rename", "replace", "unlink", "rmdir", "mkdir", "link", "chmod")


def test_whenever_it_is_killed_the_next_build_finds_the_old_site_whole_or_publishes_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every change of the file system, and twice in a row."""
    steps, seen, root = 0, [], tmp_path / "p"
    left = [0]

    def counted(call: Any) -> Any:
        def run(*arguments: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise KilledError
            return call(*arguments, **more)

        return run

    while True:
        steps += 1
        tree, output, before, publication = begin(root)
        with monkeypatch.context() as patch:
            left[0] = steps
            for name in CHANGES:
                patch.setattr(os, name, counted(getattr(os, name)))
            try:
                publish(tree, output, before, publication)
            except KilledError:
                left[0] = steps // 2 + 1  # and again, while it is finished
                with suppress(KilledError):
                    finish_publication(output)
            else:
                break
        known = finish_publication(output)
        found = texts(output)
        assert {name: found.pop(name) for name in MINE} == MINE
        assert found in (OLD, NEW)
        assert known.files >= found.keys()
        assert not (root / ".output.new").exists()
        seen.append(found == NEW)
    assert steps > 20
    assert seen == sorted(seen)
    assert {False, True} == set(seen)


def test_a_publication_whose_record_is_lost_is_finished_all_the_same(tmp_path: Path) -> None:
    tree, output, _, _ = begin(tmp_path / "p")
    tree.rename(output.parent / ".output.new")
    (output.parent / ".output.published.json").unlink()
    put(output, {})
    for name in ("about", "blog/i"):
        (output / name).unlink()
    assert finish_publication(output) == Manifest()
    assert texts(output).items() >= {**NEW, **MINE}.items()


def test_a_record_cannot_make_a_build_remove_what_is_elsewhere(tmp_path: Path) -> None:
    tree, output, _, _ = begin(tmp_path / "p")
    put(tmp_path, {"precious": "x"})
    (output / "way").symlink_to(tmp_path)
    tree.rename(output.parent / ".output.new")
    for name in ("about", "blog/i"):
        (output / name).unlink()
    gone = ["../../precious", str(tmp_path / "precious"), "way/precious"]
    record = {"pages": {}, "files": [], "publishing": {"pages": {}, "files": [], "gone": gone}}
    (output.parent / ".output.published.json").write_text(json.dumps(record), encoding="utf-8")
    finish_publication(output)
    assert (tmp_path / "precious").is_file()


@pytest.mark.parametrize("kind", ["link", "file", "pipe"])
def test_what_is_no_tree_is_not_published(tmp_path: Path, kind: str) -> None:
    _, output, _, _ = begin(tmp_path / "p")
    put(tmp_path / "strange", {"secret": "x"})
    coming = output.parent / ".output.new"
    if kind == "link":
        coming.symlink_to(tmp_path / "strange")
    elif kind == "file":
        coming.touch()
    else:
        os.mkfifo(coming)
    with pytest.raises(PipelineError, match="no build has made this"):
        finish_publication(output)
    assert texts(output) == {**OLD, **MINE}
    assert is_there(coming)
    assert (tmp_path / "strange/secret").is_file()


@pytest.mark.parametrize("name", ["index.html", "1/index.html"])
def test_a_copy_that_somebody_keeps_where_builds_keep_what_they_replace_is_told_of(tmp_path: Path, name: str) -> None:
    _, output, _, _ = begin(tmp_path / "p")
    put(output.parent / ".output.old", {name: "mine", "0": "a build's"})
    with pytest.raises(PipelineError, match="no build has made this"):
        finish_publication(output)
    assert texts(output.parent / ".output.old") == {name: "mine", "0": "a build's"}
    (output.parent / ".output.old" / name).unlink()
    remove_folder(output.parent / ".output.old/1")
    finish_publication(output)
    assert not (output.parent / ".output.old").exists()


def test_what_no_build_has_made_is_not_published_from_where_builds_keep_their_trees(tmp_path: Path) -> None:
    _, output, before, publication = begin(tmp_path / "p")
    put(output.parent / ".output.new", {"de/secret.html": "x"})
    for underway in (None, publication):
        write_manifest(output, before, underway)
        with pytest.raises(PipelineError, match="no build has made this") as caught:
            finish_publication(output)
        assert caught.value.path == ".output.new/de/secret.html"
    assert texts(output) == {**OLD, **MINE}
    assert (output.parent / ".output.new/de/secret.html").is_file()


def states(folder: Path, names: Iterator[str] | list[str]) -> dict[str, tuple[int, ...]]:
    found = {name: (folder / name).lstat() for name in names}
    return {name: (s.st_ino, s.st_mode, s.st_uid, s.st_gid, s.st_mtime_ns, s.st_nlink) for name, s in found.items()}


def test_what_others_keep_in_the_output_is_the_very_same_afterwards(tmp_path: Path) -> None:
    """Modes, times, empty folders, links, pipes, sockets, holes, files with two names: nothing is even looked into."""
    tree, output, before, publication = begin(tmp_path / "p")
    (output / "empty/deep").mkdir(parents=True)
    (output / "empty").chmod(0o2770)
    (output / "docs").symlink_to("../elsewhere")
    (output / "round").symlink_to("round")
    (output / "null").symlink_to("/dev/null")
    os.mkfifo(output / "pipe.html")
    link_file(output / "CNAME", output / "also-CNAME")
    (output / "sealed").mkdir()
    put(output, {"sealed/object": "x"})
    (output / "sealed/object").chmod(0o444)
    (output / "sealed").chmod(0o555)
    with (output / "holes").open("wb") as stream:
        stream.truncate(1 << 30)
    os.utime(output / "CNAME", (1, 1))
    output.chmod(0o2755)
    names = [
        "empty",
        "empty/deep",
        "docs",
        "round",
        "null",
        "pipe.html",
        "CNAME",
        "also-CNAME",
        "sealed",
        "sealed/object",
    ]
    names += ["holes", ".git", ".git/HEAD"]
    with tempfile.TemporaryDirectory(prefix="s", dir="/tmp") as short, socket.socket(socket.AF_UNIX) as end:
        end.bind(f"{short}/socket")
        Path(short, "socket").rename(output / "socket")
        expected, folder = states(output, [*names, "socket"]), output.stat()
        publish(tree, output, before, publication)
        assert states(output, [*names, "socket"]) == expected
        assert (output.stat().st_ino, output.stat().st_mode) == (folder.st_ino, folder.st_mode)
        assert stat.S_ISSOCK((output / "socket").lstat().st_mode)


def test_where_nothing_may_be_written_that_is_said_before_anything_is_changed(nobody: Path) -> None:
    tree, output, before, publication = begin(nobody / "p", {**NEW})
    if os.getuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    os.seteuid(0)
    os.chown(output / "de", 0, 0)
    os.seteuid(65534)
    try:
        with pytest.raises(PipelineError) as caught:
            publish(tree, output, before, publication)
    finally:
        os.seteuid(0)
        os.chown(output / "de", 65534, 65534)
        os.seteuid(65534)
    assert str(caught.value) == "output/de: nothing can be written in this folder: permission denied"
    assert texts(output) == {**OLD, **MINE}


def test_a_read_only_folder_of_the_sites_own_stops_no_later_build(nobody: Path) -> None:
    tree, output, before, publication = begin(nobody / "p")
    (output / "de").chmod(0o555)
    (tree / "de").chmod(0o555)
    (tree / "fresh").chmod(0o555)
    publish(tree, output, before, publication)
    assert texts(output) == {**NEW, **MINE}


def test_what_stops_it_half_way_is_said_and_all_is_as_it_was(tmp_path: Path) -> None:
    tree, output, before, publication = begin(tmp_path / "p")
    (output / "fresh").write_text("somebody was quicker", encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        publish(tree, output, before, publication)
    assert str(caught.value) == "output/fresh: nothing was published: not a directory"
    assert texts(output) == {**OLD, **MINE, "fresh": "somebody was quicker"}
    assert finish_publication(output) == before
    assert {path.name for path in output.parent.iterdir()} == {"output", ".output.published.json", ".output.staging"}


def test_whatever_cannot_be_done_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every change of the file system."""
    for number in itertools.count(1):
        tree, output, before, publication = begin(tmp_path / "p")
        left = [number]

        def failing(call: Any, left: list[int] = left) -> Any:
            def run(*arguments: Any, **more: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    raise PermissionError(errno.EPERM, "Operation not permitted", str(arguments[0]))
                return call(*arguments, **more)

            return run

        with monkeypatch.context() as patch:
            for name in ("replace", "unlink", "rename"):
                patch.setattr(os, name, failing(getattr(os, name)))
            try:
                publish(tree, output, before, publication)
            except (PipelineError, PermissionError) as error:
                told = str(error)
            else:
                told = ""
        if left[0] > 0:
            break
        assert texts(output) in ({**OLD, **MINE}, {**NEW, **MINE}), told
        finish_publication(output)
        assert texts(output) in ({**OLD, **MINE}, {**NEW, **MINE})
    assert number > 20
    assert texts(output) == {**NEW, **MINE}


def test_where_going_back_is_not_possible_either_the_next_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, output, before, publication = begin(tmp_path / "p")
    (output / "fresh").write_text("somebody was quicker", encoding="utf-8")

    def cannot(_: Changes) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Changes, "undo", cannot)
        with pytest.raises(PipelineError) as caught:
            publish(tree, output, before, publication)
    assert str(caught.value) == "output/fresh: the site is published in part: Not a directory"
    (output / "fresh").unlink()
    assert finish_publication(output) == PAGES
    assert texts(output) == {**NEW, **MINE}


@pytest.fixture
def disk() -> Iterator[Callable[[Path], None]]:
    """Mount a small disk of its own at a folder; only root can, and not everywhere."""
    mounted: list[Path] = []

    def mount(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("no disk can be mounted here")
        mounted.append(folder)

    yield mount
    for folder in reversed(mounted):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_the_output_may_be_a_disk_of_its_own_and_others_may_be_in_it(
    tmp_path: Path, disk: Callable[[Path], None]
) -> None:
    """Also one at the place of a language's site, and one that others have put there."""
    begin(tmp_path / "p")
    output = tmp_path / "p/output"
    shutil.rmtree(output)
    for folder in (output, output / "de", output / "volume"):
        disk(folder)
    put(output, {**OLD, **MINE, "volume/data": "mine"})
    before = Manifest({}, frozenset(OLD))
    publish(
        tmp_path / "p/.output.staging/assembled",
        output,
        before,
        Publication(frozenset(OLD) - frozenset(NEW), Manifest(PAGES.pages, frozenset(NEW))),
    )
    assert texts(output) == {**NEW, **MINE, "volume/data": "mine"}
    assert all((output / folder).is_mount() for folder in ("", "de", "volume"))


@pytest.mark.parametrize("options", [["--bind"], ["--bind", "-o", "ro"]])
@pytest.mark.parametrize("place", ["a.html", "gone.html", "about"])
def test_a_file_that_is_a_mount_point_is_told_before_anything_is_changed(
    tmp_path: Path, place: str, options: list[str]
) -> None:
    tree, output, before, publication = begin(tmp_path / "p")
    put(tmp_path, {"mine.html": "mine"})
    command = ["mount", *options, str(tmp_path / "mine.html"), str(output / place)]
    if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        with pytest.raises(PipelineError) as caught:
            publish(tree, output, before, publication)
        assert str(caught.value) == f"output/{place}: this cannot be replaced: a disk or file is mounted here"
        assert texts(output) == {**OLD, **MINE, place: "mine"}
        assert not (output.parent / ".output.new").exists()
    finally:
        subprocess.run(["umount", str(output / place)], check=True)


def test_a_disk_that_is_full_is_told_of_and_all_is_as_it_was(tmp_path: Path, disk: Callable[[Path], None]) -> None:
    tree, output, before, publication = begin(tmp_path / "p", {**NEW, "large/a.png": "x" * 900_000})
    disk(output / "large")
    put(output, {"large/mine": "y" * 500_000})
    with pytest.raises(PipelineError) as caught:
        publish(tree, output, before, publication)
    assert str(caught.value).endswith("nothing was published: no space left on device")
    assert list((output / "large").iterdir()) == [output / "large/mine"]
    (output / "large/mine").unlink()
    assert texts(output) == {**OLD, **MINE}
