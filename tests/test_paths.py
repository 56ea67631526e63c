"""Where paths lead."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.paths import is_in, is_there, real


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders, a file, links to each of them, to nothing and in a circle."""
    root = tmp_path_factory.mktemp("tree")
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "f").write_text("")
    for name, target in {"l": "a", "a/up": "..", "a/b/f": "../f", "none": "nowhere", "round": "round"}.items():
        (root / name).symlink_to(target)
    return root


@given(parts=st.lists(st.sampled_from(["a", "b", "f", "l", "up", "none", "round", "..", ".", ""]), max_size=6))
def test_a_path_leads_where_the_system_says(tree: Path, parts: list[str]) -> None:
    path = "/".join([str(tree), *parts])
    assert str(real(path)) == os.path.realpath(path)


def test_a_folder_is_in_itself_and_no_other_is_that_begins_as_it_does() -> None:
    folders = "/x", "/a/b"
    assert [path for path in ("/a/b", "/a/b/c", "/a/bc", "/a", "/x/y") if is_in(path, folders)] == [
        "/a/b",
        "/a/b/c",
        "/x/y",
    ]


@pytest.mark.parametrize("error", ["EIO", "ESTALE"])
def test_what_nobody_can_look_at_is_not_taken_for_missing(
    tree: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    """As `os.path.lexists` takes it: a catalog or ledger would be made anew in its place."""
    assert (is_there(tree / "none"), is_there(tree / "a" / "gone"), is_there(tree / "a" / "f" / "x")) == (
        True,
        False,
        False,
    )
    assert not is_there(tree / ("x" * 300))
    assert not is_there(tree / "nul\0")
    code = getattr(errno, error)

    def fail(path: Path) -> os.stat_result:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(os, "lstat", fail)
    with pytest.raises(OSError, match=f"Errno {code}"):
        is_there(tree / "a")
