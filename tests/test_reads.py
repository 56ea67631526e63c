"""What a process reads is noted as it happens, and compared later."""

from __future__ import annotations

import importlib.util
import os
import py_compile
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from importlib import metadata
from pathlib import Path

import pytest

import pipeline.reads
from pipeline import interpreter
from pipeline.observed import observed
from pipeline.reads import Reads, digest_of_names, is_distribution, names_in
from pipeline.workers import map_on_all_cores


@pytest.fixture(autouse=True)
def nobody_works_on_this_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved shortly before counts as changed, this code as well."""
    monkeypatch.setattr("pipeline.observer._LOADED", 10**20)


@pytest.fixture
def all_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test that is about modules: all of them are looked at, as a build does."""
    monkeypatch.setattr("pipeline.observer.modules_loaded", interpreter.modules_loaded)
    monkeypatch.setattr("pipeline.observer.folders_of_modules", interpreter.folders_of_modules)


def reads(work: Callable[[], object], *own: Path) -> Reads:
    with observed(*own) as observer:
        work()
        return observer.reads()


def holds(found: Reads) -> bool:
    return found.hold({})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "a.txt"
    path.parent.mkdir()
    path.write_text("one", encoding="utf-8")
    return path


WAYS: dict[str, Callable[[Path], object]] = {
    "open": lambda path: path.read_text(encoding="utf-8"),
    "os.open": lambda path: os.close(os.open(path, os.O_RDONLY)),
    "bytes": lambda path: open(os.fsencode(path), "rb").close(),  # noqa: PTH123
    "link": lambda path: os.link(path, path.parent.parent / "own" / "b"),
}
CHANGES: dict[str, Callable[[Path], object]] = {
    "other text": lambda path: path.write_text("three", encoding="utf-8"),
    "as long": lambda path: path.write_text("two", encoding="utf-8"),
    "another file": lambda path: (path.unlink(), path.write_text("two", encoding="utf-8")),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_was_read_counts(file: Path, way: str, change: str) -> None:
    (file.parent.parent / "own").mkdir()
    found = reads(lambda: WAYS[way](file), file.parent.parent / "own")
    assert str(file) in found.files
    assert holds(found)
    CHANGES[change](file)
    assert not holds(found)


def test_who_looks_for_what_is_installed_reads_the_names_of_that_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin asks for its own version as it is imported, and so for each folder of Python's, the project's too."""
    monkeypatch.syspath_prepend(file.parent)
    found = reads(lambda: list(metadata.distributions(name="none")))
    assert str(file.parent) in found.installed
    (file.parent / "news").mkdir()
    assert found.installed.keys().isdisjoint(found.folders)
    names = {path: digest_of_names(path, names_in(path), (), is_distribution) for path in found.installed}
    assert found.installed == names
    (file.parent / "one-1.0.dist-info").mkdir()
    assert not holds(found)


def test_a_change_that_keeps_size_and_time_is_seen_by_what_the_file_holds(file: Path) -> None:
    found = reads(lambda: file.read_bytes())
    state = file.stat()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not holds(found)


def test_a_copy_of_the_same_text_and_time_is_the_same(file: Path) -> None:
    found = reads(file.read_bytes)
    state = file.stat()
    file.rename(file.with_suffix(".old"))
    file.write_text("one", encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert holds(found)


@pytest.mark.parametrize("way", [os.listdir, lambda path: list(os.scandir(path)), lambda path: list(os.walk(path))])
def test_a_folder_that_was_listed_counts_by_its_names(file: Path, way: Callable[[Path], object]) -> None:
    found = reads(lambda: way(file.parent))
    assert holds(found)
    (file.parent / "b.txt").touch()
    assert not holds(found)
    (file.parent / "b.txt").unlink()
    assert holds(found)


#: Ways to see where a link leads.
FOLLOWED: dict[str, Callable[[Path], object]] = {
    "readlink": lambda path: os.readlink(path),  # noqa: PTH115 - as it is while it is heard
    "Path.readlink": lambda path: path.readlink(),
    "realpath": lambda path: os.path.realpath(path),
    "resolve": lambda path: (path / "a.txt").resolve(),
    "islink": lambda path: os.path.islink(path),  # noqa: PTH114
}


@pytest.mark.parametrize("way", FOLLOWED)
def test_where_a_link_led_counts(file: Path, way: str) -> None:
    link, other = file.parent.parent / "current", file.parent.parent / "other"
    shutil.copytree(file.parent, other)
    link.symlink_to("data")
    found = reads(lambda: FOLLOWED[way](link))
    assert holds(found)
    link.unlink()
    link.symlink_to("other")
    assert not holds(found)
    link.unlink()
    link.symlink_to("data")
    assert holds(found)


@pytest.mark.parametrize("see", [lambda entry: entry.stat(), lambda entry: entry.stat(follow_symlinks=False)])
def test_the_size_of_what_was_scanned_counts(file: Path, see: Callable[[os.DirEntry[str]], object]) -> None:
    found = reads(lambda: [see(entry) for entry in os.scandir(file.parent)])
    assert holds(found)
    file.write_text("three", encoding="utf-8")
    assert not holds(found)


@pytest.mark.parametrize("way", [lambda path: list(os.walk(path)), lambda path: list(path.rglob("*"))])
def test_who_goes_by_names_alone_reads_nothing(file: Path, way: Callable[[Path], object]) -> None:
    found = reads(lambda: way(file.parent))
    file.write_text("three", encoding="utf-8")
    assert holds(found)


def test_what_the_process_makes_itself_does_not_count(file: Path) -> None:
    own = file.parent / "out"

    def work() -> None:
        os.listdir(file.parent)  # noqa: PTH208
        own.mkdir()
        (own / "x").write_text("x", encoding="utf-8")
        (own / "x").read_bytes()

    found = reads(work, own)
    assert (found.beyond, holds(found)) == ((), True)
    (own / "x").write_text("y", encoding="utf-8")
    assert holds(found)
    (file.parent / "out2").touch()  # begins so, too
    assert not holds(found)


@pytest.mark.parametrize("folder", ["out-source", "out.d", "__pycache__", "a__pycache__b"])
def test_what_is_named_nearly_as_what_does_not_count_counts(file: Path, folder: str) -> None:
    path = file.parent / folder / "text.md"
    path.parent.mkdir()
    path.write_text("one", encoding="utf-8")
    found = reads(path.read_bytes, file.parent / "out")
    path.write_text("two", encoding="utf-8")
    assert not holds(found)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no disk in memory")
def test_a_disk_in_memory_is_a_disk() -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        path = Path(folder) / "text.md"
        path.write_text("one", encoding="utf-8")
        found = reads(path.read_bytes)
        path.write_text("two", encoding="utf-8")
        assert not holds(found)


def test_a_device_is_no_file() -> None:
    def work() -> None:
        Path(os.devnull).write_text("x", encoding="utf-8")
        with Path("/dev/urandom").open("rb") as stream:
            stream.read(1)

    assert reads(work).beyond == ()


def test_a_file_that_changes_meanwhile_is_no_ground_to_stand_on(file: Path) -> None:
    def work() -> None:
        file.read_bytes()
        file.parent.joinpath("b").touch()
        os.utime(file, (5, 5))

    assert any("changed meanwhile" in reason for reason in reads(work).beyond)


def test_what_was_looked_for_and_was_not_there_counts(file: Path) -> None:
    def look() -> None:
        with suppress(FileNotFoundError):
            (file.parent / "notice.txt").read_bytes()

    found = reads(look)
    assert holds(found)
    (file.parent / "notice.txt").touch()
    assert not holds(found)


ASKING: dict[str, Callable[[], object]] = {
    "item": lambda: os.environ["NOTICE"],
    "get": lambda: os.environ.get("NOTICE", ""),
    "getenv": lambda: os.getenv("NOTICE"),
    "in": lambda: "NOTICE" in os.environ,
    "all": lambda: dict(os.environ),
    "copy": lambda: os.environ.copy().get("NOTICE"),
    "with more": lambda: os.environ | {},
    "names": lambda: "NOTICE" in list(os.environ),
    "bytes": lambda: os.environb.get(b"NOTICE"),
    "getenvb": lambda: os.getenvb(b"NOTICE"),
}


@pytest.mark.parametrize("way", ASKING)
@pytest.mark.parametrize("before", ["one", None])
def test_what_the_surroundings_were_asked_counts(way: str, before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if before is None:
        monkeypatch.delenv("NOTICE", raising=False)
    else:
        monkeypatch.setenv("NOTICE", before)

    def ask() -> None:
        with suppress(KeyError):
            ASKING[way]()

    found = reads(ask)
    assert holds(found)
    monkeypatch.setenv("NOTICE", "two")
    assert holds(found) == ((way, before) == ("names", "one"))
    assert os.environ["NOTICE"] == "two"


LOOKING: dict[str, Callable[[Path], object]] = {
    "exists": os.path.exists,
    "lexists": os.path.lexists,
    "isfile": os.path.isfile,
    "isdir": os.path.isdir,
    "pathlib": Path.exists,
    "glob": lambda path: list(path.parent.glob(path.name)),
    "time": lambda path: path.exists() and path.stat().st_mtime,
    "access": lambda path: os.access(path, os.R_OK),
}


@pytest.mark.parametrize("way", LOOKING)
def test_whether_something_was_there_counts(file: Path, way: str) -> None:
    path = file.parent / "notice.txt"
    found = reads(lambda: LOOKING[way](path))
    assert holds(found)
    path.touch()
    assert not holds(found)
    found = reads(lambda: LOOKING[way](path))
    assert holds(found)
    path.unlink()
    assert not holds(found)
    path.mkdir()
    found = reads(lambda: LOOKING[way](path))
    (path / "x").touch()
    assert holds(found)
    (path / "x").unlink()
    path.rmdir()
    assert not holds(found)


def _try_to_open(path: Path) -> None:
    with suppress(OSError):
        path.open("rb").close()


def test_a_link_that_comes_later_counts_wherever_it_leads(file: Path) -> None:
    link = file.parent / "b.txt"
    found = reads(link.is_symlink)
    link.symlink_to("nowhere")
    assert not holds(found)
    for look in (link.exists, lambda: _try_to_open(link)):
        found = reads(look)
        assert holds(found)
        (file.parent / "nowhere").touch()
        assert not holds(found)
        (file.parent / "nowhere").unlink()


def test_a_file_among_those_for_a_while_counts_if_it_was_there(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.observer._TEMPORARY", str(file)[:-2])
    assert reads(lambda: file.open("r+").close()).beyond == (f"writes {file}",)
    new = file.with_name("a.txt2")
    found = reads(lambda: (new.write_text("x", encoding="utf-8"), new.read_text(encoding="utf-8")))
    assert (found.beyond, str(new) in found.files) == ((), False)


def test_a_change_within_one_step_of_a_coarse_clock_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coarse = (3, time.time_ns(), time.time_ns(), 7)
    state_of = pipeline.reads.state_of
    for module in ("reads", "observer"):
        monkeypatch.setattr(f"pipeline.{module}.state_of", lambda path: coarse if path == str(file) else state_of(path))
    found = reads(lambda: (file.read_bytes(), file.write_bytes(b"two"))[0])
    assert f"{file} changed meanwhile" in found.beyond
    assert reads(lambda: file.read_bytes()).beyond == ()


def test_since_when_a_file_was_there_counts(file: Path) -> None:
    found = reads(lambda: os.path.getmtime(file))  # noqa: PTH204
    os.utime(file, (5, 5))
    assert not holds(found)


def test_of_what_is_named_only_its_name_does_not_count(file: Path) -> None:
    folder = file.parent / "output"

    def work() -> None:
        os.listdir(file.parent)  # noqa: PTH208
        (folder.is_dir() and (folder / "manifest.json").read_bytes())

    with observed(named=[folder]) as observer:
        work()
        found = observer.reads()
    folder.mkdir()
    assert holds(found)
    (folder / "manifest.json").write_text("one", encoding="utf-8")
    with observed(named=[folder]) as observer:
        work()
        found = observer.reads()
    assert holds(found)
    (folder / "manifest.json").write_text("two", encoding="utf-8")
    assert not holds(found)


def test_the_time_of_writing_counts(file: Path) -> None:
    found = reads(file.read_bytes)
    os.utime(file, (5, 5))
    assert not holds(found)


def test_what_each_thread_reads_counts(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(200)]
    for path in paths:
        path.write_text("x", encoding="utf-8")

    def work() -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(Path.read_bytes, paths))

    assert reads(work).files.keys() >= set(map(str, paths))


def test_all_that_is_below_a_folder_can_be_counted_through_links_too(file: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(file.parent)
    (file.parent / "round").symlink_to(tmp_path)
    (file.parent / "passed over").mkdir()
    (file.parent / "passed over/c.txt").touch()
    with observed() as observer:
        observer.count(tmp_path / "linked", lambda path: path.name == "passed over")
        found = observer.reads()
    assert str(tmp_path / "linked/a.txt") in found.files
    assert not [path for path in found.files if "passed over" in path]
    (file.parent / "b.txt").touch()
    assert not holds(found)


def test_of_more_files_than_can_be_counted_it_is_said(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.observer._MANY", 3)
    (tmp_path / "own").mkdir()
    for number in range(9):
        (tmp_path / "own" / f"{number}.html").touch()
    with observed(tmp_path / "own") as observer:
        observer.count(tmp_path, lambda _: False)
        assert holds(observer.reads())  # one's own are none of them
    with observed() as observer:
        observer.count(tmp_path, lambda _: False)
        assert "has more than 3 files" in observer.reads().beyond[0]


def send_a_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as to:
        to.sendto(b"", ("127.0.0.1", 9))


BEYOND: dict[str, tuple[Callable[[Path], object], str]] = {
    "program": (lambda _: subprocess.run([sys.executable, "-c", ""], check=True), "runs a program"),
    "shell": (lambda _: os.system("true"), "runs a program"),
    "network": (lambda _: socket.create_connection(("127.0.0.1", 9), 0.01), "asks another computer"),
    "name": (lambda _: socket.getaddrinfo("localhost", 80), "asks another computer"),
    "database": (lambda folder: sqlite3.connect(folder / "x.db").close(), "uses a database"),
    "write": (lambda folder: (folder / "x").write_text("", encoding="utf-8"), "writes "),
    "rename": (lambda folder: (folder / "a.txt").rename(folder / "b.txt"), "writes "),
    "fork": (lambda _: os.waitpid(os.fork() or os._exit(0), 0), "starts processes"),
    "datagram": (lambda _: send_a_datagram(), "asks another computer"),
    "pipe": (lambda folder: (os.mkfifo(folder / "p"), os.close(os.open(folder / "p", os.O_NONBLOCK))), "opens "),
    "open folder": (lambda folder: os.close(os.open(folder, os.O_RDONLY)), "opens "),
    "walk of open folders": (lambda folder: list(os.fwalk(folder)), "opens "),
    "remove all": (lambda folder: ((folder / "d").mkdir(), shutil.rmtree(folder / "d")), "removes "),
    "remove below": (lambda folder: os.remove("a.txt", dir_fd=os.open(folder, os.O_RDONLY)), "writes "),
    "remove": (lambda folder: (folder / "a.txt").unlink(), "writes "),
}


@pytest.mark.parametrize("what", BEYOND)
def test_what_cannot_be_compared_is_said_and_holds_never(file: Path, what: str) -> None:
    work, reason = BEYOND[what]

    def try_it() -> None:
        with suppress(OSError):
            work(file.parent)

    found = reads(try_it)
    assert [said for said in found.beyond if said.startswith(reason)], found.beyond
    assert not holds(found)


@pytest.mark.usefixtures("all_modules")
def test_code_that_is_loaded_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "own_module_of_this_test.py"
    module.write_text("x = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    found = reads(lambda: __import__(module.stem))
    monkeypatch.delitem(sys.modules, module.stem)
    assert str(module) in found.files
    module.write_text("x = 2\n", encoding="utf-8")
    assert not holds(found)


@pytest.mark.usefixtures("all_modules")
def test_where_a_module_is_sought_other_files_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))

    def seek() -> None:
        with suppress(ImportError):
            __import__("a_module_that_is_not_there")

    found = reads(seek)
    assert str(tmp_path) in found.modules
    (tmp_path / "notes.txt").touch()
    assert holds(found)
    (tmp_path / "a_module_that_is_not_there.py").touch()
    assert not holds(found)


@pytest.mark.usefixtures("all_modules")
def test_a_module_that_comes_later_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "a_package_of_this_test").mkdir()
    __import__("a_package_of_this_test")
    found = reads(lambda: None)  # whoever was asked before has listed the folders, and asks them no more
    monkeypatch.delitem(sys.modules, "a_package_of_this_test")
    (tmp_path / "a_package_of_this_test" / "__pycache__").mkdir()
    assert holds(found)
    (tmp_path / "a_package_of_this_test" / "extra.py").touch()
    assert not holds(found)


@pytest.mark.usefixtures("all_modules")
def test_code_that_is_compiled_already_counts(tmp_path: Path) -> None:
    path = tmp_path / "shared.py"
    path.write_text("x = 1\n", encoding="utf-8")
    py_compile.compile(str(path))

    def load() -> None:
        spec = importlib.util.spec_from_file_location("shared", path)
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(importlib.util.module_from_spec(spec))

    found = reads(load)
    assert (str(path) in found.files, found.beyond) == (True, ())
    path.write_text("x = 2\n", encoding="utf-8")
    assert not holds(found)


def test_what_others_have_read_counts_as_read(file: Path) -> None:
    theirs = reads(lambda: (file.read_bytes(), os.listdir(file.parent), os.path.exists("/nowhere")))  # noqa: PTH110, PTH208
    with observed() as observer:
        observer.absorb(theirs)
        found = observer.reads(digests=False)
    assert holds(found)
    assert {str(file)} <= found.files.keys()
    assert {str(file.parent)} <= found.folders.keys()
    assert "/nowhere" in found.missing
    file.write_text("two", encoding="utf-8")
    assert not holds(found)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.heavy
def test_what_processes_read_that_were_started_for_it_counts(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr("pipeline.workers.cores", lambda: 2)
    monkeypatch.setattr("pipeline.workers.start_method", lambda: method)
    monkeypatch.setattr("pipeline.workers._STARTING", 1)
    found = reads(lambda: map_on_all_cores(Path.read_bytes, [file] * 4, worthwhile=2))
    assert (str(file) in found.files, found.beyond, holds(found)) == (True, (), True)
    found = reads(lambda: map_on_all_cores(partial(Path.write_bytes, data=b"x"), [file] * 4, worthwhile=2))
    assert found.beyond == (f"writes {file}",)


@pytest.mark.usefixtures("all_modules")
def test_code_that_was_loaded_before_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "an_earlier_module_of_this_test.py"
    module.write_text("x = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    __import__(module.stem)
    found = reads(lambda: None)
    monkeypatch.delitem(sys.modules, module.stem)
    assert (str(module) in found.files, holds(found)) == (True, True)
    module.write_text("x = 10\n", encoding="utf-8")
    assert not holds(found)


@pytest.mark.usefixtures("all_modules")
def test_code_that_was_saved_meanwhile_is_no_ground_to_stand_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "another_module_of_this_test.py"
    module.write_text("x = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    def load() -> None:
        __import__(module.stem)
        module.write_text("x = 2\n", encoding="utf-8")

    found = reads(load)
    monkeypatch.delitem(sys.modules, module.stem)
    assert f"{module} changed meanwhile" in found.beyond


def test_a_file_is_read_once_for_its_digest_unless_it_is_young_or_has_changed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = str(file), []
    plain = pipeline.reads.digest_of_file
    monkeypatch.setattr(pipeline.reads, "digest_of_file", lambda name: (asked.append(name), plain(name))[1])

    def digest() -> str:
        state = pipeline.reads.state_of(path)
        assert state is not None
        return pipeline.reads.digest_in(state, path)

    now = pipeline.reads.state_of(path)[2]
    clock = [now + pipeline.reads.STEP]
    monkeypatch.setattr(pipeline.reads.time, "time_ns", lambda: clock[0])
    assert digest() == digest() == plain(path)
    assert len(asked) == 2, "whether it changes once more within this step, its state would not tell"
    clock[0] += 1
    assert digest() == digest() == plain(path)
    assert len(asked) == 3
    file.write_text("two", encoding="utf-8")
    clock[0] = pipeline.reads.state_of(path)[2] + pipeline.reads.STEP + 1
    assert digest() == plain(path)
    assert len(asked) == 4


def test_a_file_that_changes_as_it_is_read_is_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(file)
    plain, before = pipeline.reads.digest_of_file, pipeline.reads.state_of(path)

    def changing(name: str) -> str:
        found = plain(name)
        file.write_text("two and more", encoding="utf-8")
        return found

    monkeypatch.setattr(pipeline.reads.time, "time_ns", lambda: before[2] + pipeline.reads.STEP + 1)
    monkeypatch.setattr(pipeline.reads, "digest_of_file", changing)
    first = pipeline.reads.digest_in(before, path)
    monkeypatch.setattr(pipeline.reads, "digest_of_file", plain)
    assert pipeline.reads.digest_in(before, path) == plain(path) != first
