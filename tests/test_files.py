"""Writing: whole or not at all, inside the project, once at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.files import (
    MAX_BYTES,
    NewText,
    exclusive,
    pieces_of,
    read_bytes,
    read_text,
    replace_bytes,
    write_own,
    write_text,
    write_texts,
)


def test_a_file_that_already_holds_the_text_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert write_text(path, "text", tmp_path)
    os.utime(path, (1, 1))
    assert not write_text(path, "text", tmp_path)
    assert path.stat().st_mtime == 1


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_text(path, "one", tmp_path)
    path.chmod(0o640)
    write_text(path, "two", tmp_path)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["../outside.po", "/tmp/outside.po", "a/../../outside.po"])
def test_nothing_is_written_outside_the_project(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    with pytest.raises(PipelineError, match="outside the project"):
        write_text(root / name, "text", root)


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "locales").symlink_to(outside)
    with pytest.raises(PipelineError, match="outside the project"):
        write_text(root / "locales" / "a.po", "text", root)
    assert list(outside.iterdir()) == []


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one\ntw\xff\n")
    with pytest.raises(PipelineError) as caught:
        read_text(tmp_path / "a.md", "a.md")
    assert str(caught.value) == "a.md:2: byte 0xff is not valid UTF-8"


def _write_for_ever(folder: str) -> None:
    path = Path(folder) / "a.po"
    for number in range(1_000_000):
        write_text(path, str(number % 10) * 200_000, Path(folder))


@pytest.mark.heavy
def test_a_killed_writer_leaves_the_old_file_or_the_new_one_and_its_remains_are_swept(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    write_text(tmp_path / "a.po", "0" * 200_000, tmp_path)
    for number in range(8):
        process = context.Process(target=_write_for_ever, args=(str(tmp_path),))
        process.start()
        time.sleep(0.4 + number * 0.013)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        text = (tmp_path / "a.po").read_text()
        assert len(text) == 200_000
        assert len(set(text)) == 1
    with exclusive(tmp_path, tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == ["a.po"]


WRITERS: dict[str, Callable[[Path], object]] = {
    "settings": lambda path: replace_bytes(path, b"new", path.parent, b"old"),
    "a report, an export": lambda path: write_own(path, "new", lambda _: ""),
    "a record, a merged catalog": lambda path: write_text(path, "new", path.parent),
}


@pytest.mark.parametrize("what", WRITERS)
def test_what_a_killed_writer_has_left_is_gone_the_next_time_and_what_others_write_stays(
    tmp_path: Path, what: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    left, written, waiting, own = (
        tmp_path / name
        for name in (
            ".0123456789ab.pelican-gettext.tmp",
            ".ab0123456789.pelican-gettext.tmp",
            ".de.pelican-gettext.tmp",
            "0123456789ab.pelican-gettext.tmp",
        )
    )
    for one in (left, written, waiting, own):
        one.touch()
    for one in (left, waiting, own):
        os.utime(one, (time.time() - 90,) * 2)
    WRITERS[what](path)
    assert path.read_bytes() == b"new"
    assert {*tmp_path.iterdir()} == {path, written, waiting, own}


@pytest.mark.parametrize("name", ["pipe", "folder", "device", "circle", "nowhere", "none"])
def test_what_is_no_file_is_not_read_and_nobody_waits(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "nowhere").symlink_to("not-there")
    with pytest.raises(PipelineError):
        read_bytes(tmp_path / name, name)


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(PipelineError, match="larger than 64 MiB"):
        read_bytes(tmp_path / "large", "large")


def test_a_link_out_of_the_project_is_not_followed_and_one_within_is(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "a").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (root / "b").write_text("b", encoding="utf-8")
    (root / "a/out").symlink_to("../../secret")
    (root / "a/in").symlink_to("../b")
    (root / "way").symlink_to(tmp_path)
    assert read_bytes(root / "a/in", "in", [root]) == b"b"
    for name in ("a/out", "way/secret", "a/../a/out"):
        with pytest.raises(PipelineError, match="a link leads out of the project"):
            read_bytes(root / name, name, [root])
    # What somebody names elsewhere is theirs to name.
    assert read_bytes(tmp_path / "secret", "secret", [root]) == b"secret"


def test_a_text_with_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"half a character \(U\+DC80\)"):
        write_text(tmp_path / "a.po", "a\udc80", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    name = "x" * 252 + ".po"
    assert write_text(tmp_path / name, "text", tmp_path)
    with pytest.raises(PipelineError, match="too long"):
        write_text(tmp_path / f"{name}x", "text", tmp_path)


def test_what_somebody_saves_while_a_file_is_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    really = os.fsync

    def save_meanwhile(number: int) -> None:
        really(number)
        path.write_bytes(b"a person's")

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(PipelineError, match="changed by someone else while the command ran"):
        write_texts([NewText(path, "new", b"old")], tmp_path)
    assert path.read_bytes() == b"a person's"
    assert list(tmp_path.iterdir()) == [path]


def test_of_any_number_of_texts_all_others_are_written_before_the_changed_one_is_told(tmp_path: Path) -> None:
    taken: list[int] = []

    def texts() -> Iterator[NewText]:
        for number in range(70):
            taken.append(len(list(tmp_path.iterdir())))
            yield NewText(tmp_path / f"{number}.po", f"{number}", b"another" if number == 3 else None)

    with pytest.raises(PipelineError, match=r"3\.po: the file was changed by someone else"):
        write_texts(texts(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{number}.po" for number in range(70) if number != 3}
    assert taken[-1] > 60  # most were written before the last was made


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="a system without /proc")
def test_a_file_of_which_the_system_tells_no_size_is_read_whole() -> None:
    assert b"VmRSS" in read_bytes(Path("/proc/self/status"), "status")


def test_what_a_file_does_not_hold_any_more_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"theirs")
    with pytest.raises(PipelineError, match="changed by someone else"):
        replace_bytes(path, b"new", tmp_path, b"old")
    assert path.read_bytes() == b"theirs"
    replace_bytes(path, b"new", tmp_path, b"theirs")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "chown"), reason="there are no owners")
def test_a_file_keeps_its_owner_where_root_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_text("old", encoding="utf-8")
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _path, user, group: given.append((user, group)))
    write_text(path, "new", tmp_path)
    assert given == []
    state = Path.stat

    def of_another(self: Path, **more: bool) -> os.stat_result:
        found = state(self, **more)
        return os.stat_result((*found[:4], 1234, 567, *found[6:])) if self == path else found

    monkeypatch.setattr(Path, "stat", of_another)
    write_text(path, "newer", tmp_path)
    assert given == [(1234, 567)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\n", b"x\r\ny\r\n"),
        (b"a\r\nb\r\nc\n", b"x\r\ny\r\n"),
        (b"a\r\nb\n", b"x\ny\n"),
        (b"a\nb\n", b"x\ny\n"),
        (b"", b"x\ny\n"),
    ],
)
def test_a_file_keeps_its_line_ends_whoever_writes_it(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "de.po"
    for write in (
        lambda: write_text(path, "x\ny\n", tmp_path),
        lambda: bool(write_texts([NewText(path, "x\ny\n", path.read_bytes())], tmp_path)),
    ):
        path.write_bytes(before)
        assert (write(), path.read_bytes()) == (True, after)
        assert (write(), path.read_bytes()) == (False, after)


def test_a_text_that_says_how_its_lines_end_is_written_so(tmp_path: Path) -> None:
    path = tmp_path / "de.csv"
    path.write_bytes(b"a\r\n")
    write_text(path, "a\r\nb\r\n", tmp_path)
    assert path.read_bytes() == b"a\r\nb\r\n"


def test_what_becomes_a_link_after_it_was_looked_at_leads_nobody_out_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, path = tmp_path / "outside.po", tmp_path / "p" / "a.po"
    path.parent.mkdir()
    for held in (outside, path):
        held.write_text("mine", encoding="utf-8")

    def swapped(place: Path) -> bytes:
        if not place.is_symlink():
            place.unlink()
            place.symlink_to(outside)
        return b"mine"

    monkeypatch.setattr("pipeline.files.bytes_of", swapped)
    with pytest.raises(PipelineError, match="outside the project"):
        write_text(path, "x", path.parent)
    with pytest.raises(PipelineError, match="outside the project"):
        write_texts([NewText(path, "x", b"mine")], path.parent)
    assert outside.read_text(encoding="utf-8") == "mine"
    assert [found.name for found in tmp_path.rglob("*.tmp")] == []


def test_of_a_file_whose_size_the_system_does_not_tell_all_is_read() -> None:
    told = Path("/proc/self/mountinfo")
    if not told.is_file():
        pytest.skip("no system that makes up files")
    assert told.stat().st_size == 0
    assert read_bytes(told, "x").count(b"\n") > 1


def test_a_file_is_read_in_pieces_of_bounded_size(tmp_path: Path) -> None:
    path, data = tmp_path / "a", bytes(range(256)) * 1024
    path.write_bytes(data)
    pieces = list(pieces_of(path, "a"))
    assert (b"".join(pieces), max(map(len, pieces))) == (data, 64 * 1024)
