"""New texts wait on disk, and are as they were put there."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.catalogs.waiting import Waiting
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import NewText, exclusive
from tests.making import DE, project_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


def waiting_files(project: Project) -> list[Path]:
    return [path for path in project.root.rglob("*") if path.is_file()]


def test_there_is_nothing_on_disk_as_long_as_nothing_waits(project: Project) -> None:
    with Waiting(project, DE) as waiting:
        waiting.keep(0, project.catalogs / "a.po", b"same\n", "same\n")
        waiting.keep(1, project.catalogs / "b.po", b"same\r\nand more\r\n", "same\nand more\n")
        waiting.drop(1)
        assert (len(waiting), waiting.coming_to(0)) == (0, None)
    Waiting(project, DE).forget()
    assert waiting_files(project) == []


def test_what_waits_is_there_in_the_order_of_its_numbers_until_it_is_forgotten(project: Project) -> None:
    odd = "ü\n\ud800\x00 end\n"
    with Waiting(project, DE) as waiting:
        waiting.keep(7, project.catalogs / "b.po", None, odd)
        waiting.keep(3, project.catalogs / "a.po", b"old\r\nold\r\n", "first\n")
        waiting.keep(3, project.catalogs / "a.po", b"old\r\nold\r\n", "new\nmore\n")
        waiting.keep(5, project.catalogs / "gone.po", b"x", "y")
        waiting.drop(5)
        assert waiting.coming_to(7) == odd
        waiting.keep_going(3, project.catalogs / "a.po", None, "new\n")
        waiting.keep_going(4, project.catalogs / "c.po", b"held", "less")
        waiting.keep(6, project.catalogs / "d.po", b"d", "emptied")
        waiting.keep_removal(6, project.catalogs / "d.po", None)
        waiting.keep_removal(8, project.catalogs / "e.po", b"e")
    with Waiting(project, DE) as waiting:
        assert len(waiting) == 5
        assert list(waiting.coming()) == [
            NewText(project.catalogs / "a.po", "new\nmore\n", b"old\r\nold\r\n"),
            NewText(project.catalogs / "b.po", odd, None),
        ]
        assert list(waiting.going()) == [
            NewText(project.catalogs / "a.po", "new\n", b"new\r\nmore\r\n"),
            NewText(project.catalogs / "c.po", "less", b"held"),
        ]
        assert list(waiting.removals()) == [(project.catalogs / "d.po", b"d"), (project.catalogs / "e.po", b"e")]
    assert len(waiting_files(project)) == 1
    Waiting(project, DE).forget()
    assert waiting_files(project) == []


def test_what_waits_elsewhere_comes_to_the_same_catalogs_here(project: Project, tmp_path: Path) -> None:
    other = project_in(tmp_path / "other")
    assert Waiting(other, DE).taken() is None
    Waiting(project, DE).put(None)
    with Waiting(other, DE) as waiting:
        waiting.keep(0, other.catalogs / "de/a.po", b"old", "new")
        waiting.keep_removal(1, other.catalogs / "de/b.po", b"b")
    Waiting(project, DE).put(Waiting(other, DE).taken())
    assert waiting_files(other) == []
    with Waiting(project, DE) as waiting:
        assert list(waiting.coming()) == [NewText(project.catalogs / "de/a.po", "new", b"old")]
        assert list(waiting.removals()) == [(project.catalogs / "de/b.po", b"b")]
        for way in (b"../source/a.md", b"/etc/passwd"):
            waiting._do("UPDATE waiting SET path = ?", way)
            with pytest.raises(PipelineError, match="a new text is for a file that is none of the catalogs"):
                list(waiting.coming())


def test_what_a_killed_command_left_waiting_the_next_one_removes(project: Project) -> None:
    with Waiting(project, DE) as waiting:
        waiting.keep(0, project.catalogs / "a.po", None, "new")
    with exclusive(project.catalogs, project.root):
        assert [path.name for path in waiting_files(project)] == [".locales.lock"]


def test_where_nothing_can_wait_it_is_told(project: Project) -> None:
    project.catalogs.write_text("a file", encoding="utf-8")
    with pytest.raises(PipelineError), Waiting(project, DE) as waiting:
        waiting.keep(0, project.catalogs / "a.po", None, "new")
    project.catalogs.unlink()
    with Waiting(project, DE) as waiting:
        waiting.keep(0, project.catalogs / "a.po", None, "new")
        waiting._store().execute("PRAGMA max_page_count = 1")
        with pytest.raises(PipelineError, match=r"new texts cannot wait here until all are known: .* full"):
            waiting.keep(1, project.catalogs / "b.po", None, "long" * 10_000)
    Waiting(project, DE).forget()
    assert waiting_files(project) == []


def test_what_is_broken_off_while_it_is_read_says_nothing_of_itself(project: Project) -> None:
    """As where a disk is full, or a file is gone, at one of many: whoever reads on is in the error's own frames."""
    with Waiting(project, DE) as waiting:
        waiting.keep_removal(0, project.catalogs / "a.po", b"a")
        waiting.keep_removal(1, project.catalogs / "b.po", b"b")

    def remove(removals: Iterator[object]) -> None:
        next(removals)
        raise OSError("full")

    with pytest.raises(OSError, match="full") as raised, Waiting(project, DE) as waiting:
        remove(waiting.removals())
    del raised
    gc.collect()
