"""What is kept between runs is a shortcut: whatever becomes of it, a run only takes longer."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import cache


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own, and the file that is kept there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = cache.place()
    assert path is not None
    return path


def test_what_was_worked_out_in_the_same_way_is_known_again() -> None:
    cache.remember("name", "way", {"a": ["ü", 1, None]})
    assert cache.recall("name", "way", dict[str, list[str | int | None]]) == {"a": ["ü", 1, None]}
    assert cache.recall("name", "another way", dict) is cache.recall("other", "way", dict) is None


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is worked out."""

    names: frozenset[str]
    parts: tuple[tuple[int, str], ...] = ()


def test_what_is_of_another_kind_is_nothing() -> None:
    part = Part(frozenset({"a", "b"}), ((1, "x"),))
    cache.remember("name", "way", {"p": part})
    assert cache.recall("name", "way", dict[str, Part]) == {"p": part}
    assert cache.recall("name", "way", dict[str, int]) is cache.recall("name", "way", Part) is None


def test_what_cannot_be_written_down_is_not_kept() -> None:
    cache.remember("name", "way", ["a name \udcff in no encoding"])
    assert cache.recall("name", "way", list) is None


def test_one_thing_is_kept_by_a_name_and_others_stay() -> None:
    cache.remember("name", "way", 1)
    cache.remember("other", "way", 3)
    cache.remember("name", "another way", 2)
    asked = [("name", "way"), ("name", "another way"), ("other", "way")]
    assert [cache.recall(*names, int) for names in asked] == [None, 2, 3]


def test_what_was_not_asked_for_the_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(cache, "time", lambda: next(clock))
    monkeypatch.setattr(cache, "LIMIT", 60)
    for name in "abc":
        cache.remember(name, "way", name * 5)
    assert cache.recall("a", "way", str) == "aaaaa"
    monkeypatch.setattr(cache, "LIMIT", 35)
    cache.remember("d", "way", "ddddd")
    assert [cache.recall(name, "way", str) for name in "abcd"] == ["aaaaa", None, None, "ddddd"]


def test_where_something_goes_there_is_room_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full store was looked through for each thing that was kept."""
    size = len(zlib.compress(b'"0"', 1))
    monkeypatch.setattr(cache, "LIMIT", 100 * size)
    counts = list[int]()

    def bytes_of(store: sqlite3.Connection) -> int:
        found, count = store.execute("SELECT sum(length(found)), count(*) FROM kept").fetchone()
        counts.append(count)
        return int(found)

    monkeypatch.setattr(cache, "_pages", bytes_of)
    for number in range(300):
        cache.remember(str(number), "way", "0")
    assert max(counts) == 101
    assert counts.count(101) == 8  # each time a quarter goes


@pytest.mark.parametrize("broken", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_broken_file_is_nothing_and_the_next_one_is_sound(own: Path, broken: bytes) -> None:
    cache.remember("name", "way", 1)
    own.write_bytes(broken)
    assert cache.recall("name", "way", int) is None
    cache.remember("name", "way", 2)
    cache.remember("name", "way", 2)
    assert cache.recall("name", "way", int) == 2


@pytest.mark.parametrize("harm", ["UPDATE kept SET found = 7", "UPDATE kept SET found = 'text'"])
def test_what_was_damaged_in_it_is_nothing(own: Path, harm: str) -> None:
    cache.remember("name", "way", 1)
    with closing(sqlite3.connect(own)) as store, store:
        store.execute(harm)
    assert cache.recall("name", "way", int) is None


@pytest.mark.parametrize(
    "harm", [b"CREAT\xff TABLE kept (name", b"CREATE TABLE kept (n\xffme", b"CREATE TABLE kepx (name"]
)
def test_of_damage_that_is_told_otherwise_the_next_one_is_sound(own: Path, harm: bytes) -> None:
    cache.remember("name", "way", 1)
    data = own.read_bytes()
    own.write_bytes(data.replace(b"CREATE TABLE kept (name", harm))
    assert own.read_bytes() != data
    assert cache.recall("name", "way", int) is None
    cache.remember("name", "way", 2)
    cache.remember("name", "way", 2)
    assert cache.recall("name", "way", int) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no owners")
@pytest.mark.parametrize("whose", ["others may write", "another's folder", "another's file", "a link"])
def test_what_others_can_have_put_there_is_not_asked(own: Path, whose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.remember("name", "way", 1)
    if whose == "others may write":
        own.parent.chmod(0o770)
    elif whose == "a link":
        own.rename(own.with_name("others"))
        own.symlink_to("others")
    else:
        (own if whose == "another's file" else own.parent).chmod(0o700)
        state = os.stat
        theirs = {str(own.parent)} if whose == "another's folder" else {str(own)}

        def stat(path: os.PathLike[str], **more: bool) -> os.stat_result:
            found = state(path, **more)
            return os.stat_result((*found[:4], found.st_uid + 1, *found[5:])) if str(path) in theirs else found

        monkeypatch.setattr(os, "stat", stat)
        monkeypatch.setattr(os, "lstat", lambda path, **more: stat(path, follow_symlinks=False, **more))
    before = own.read_bytes()
    assert cache.recall("name", "way", int) is None
    cache.remember("name", "way", 2)
    assert own.read_bytes() == before


def test_a_folder_in_its_place_is_no_reason_to_stop(own: Path) -> None:
    own.mkdir(parents=True)
    cache.remember("name", "way", 1)
    assert cache.recall("name", "way", int) is None


def test_where_somebody_else_holds_it_a_run_waits_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.remember("name", "way", 1)
    monkeypatch.setattr(cache, "_SECONDS", 0.01)
    monkeypatch.setattr(cache, "_out_of_reach", set())
    asked: list[Path] = []
    connect = sqlite3.connect
    with closing(connect(own)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", lambda path, **more: (asked.append(path), connect(path, **more))[1])
        for _ in range(3):
            assert cache.recall("name", "way", int) is None
            cache.remember("name", "way", 2)
    assert len(asked) == 1
    monkeypatch.setattr(cache, "_out_of_reach", set())  # as in another run
    assert cache.recall("name", "way", int) == 1


def test_it_can_be_emptied(own: Path) -> None:
    cache.remember("name", "way", 1)
    assert cache.size() > 0
    cache.forget()
    assert (cache.recall("other", "way", int), cache.recall("name", "way", int)) == (None, None)


def test_nobody_can_read_in_it_whose_projects_are_where(own: Path) -> None:
    cache.remember("site /home/ada/secret/pelicanconf.py", "way", 1)
    assert b"secret" not in own.read_bytes()
    assert own.parent.stat().st_mode & 0o077 == 0


def test_nobody_looks_through_a_store_that_is_not_full(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connect = sqlite3.connect

    def heard(path: Path, **more: float) -> sqlite3.Connection:
        store = connect(path, **more)
        store.set_trace_callback(asked.append)
        return store

    monkeypatch.setattr(sqlite3, "connect", heard)
    cache.remember("name", "way", 1)
    assert not [one for one in asked if "length(found)" in one]
    monkeypatch.setattr(cache, "LIMIT", 60)
    cache.remember("name", "way", 1)
    assert [one for one in asked if "length(found)" in one]
