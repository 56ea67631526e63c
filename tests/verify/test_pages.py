"""All pages of a tree are read, folder by folder, and what they have in common is held once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.verify import memory
from pipeline.verify.memory import Memory
from pipeline.verify.pages import read_pages

PAGE = '<html lang="de"><title>A</title><body class="x"><h2 id="note">Bitte</h2><p>Das ist kein Rat. <a href="b">b</a>'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("a.html", "de/a.html", "de/b.html"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    (tmp_path / "tree" / "folder.html").mkdir()
    return tmp_path / "tree"


def test_pages_are_named_by_their_path_and_a_folder_of_such_a_name_is_none(tree: Path) -> None:
    assert list(read_pages(tree)) == ["a.html", "de/a.html", "de/b.html"]


def test_what_pages_have_in_common_is_held_once(tree: Path) -> None:
    """Of a large site all pages are looked at together."""
    for kept in (None, Memory("site"), Memory("site")):
        found = read_pages(tree, [], kept)
        one, other, _ = found.values()
        assert one.ids is other.ids
        assert [said.links for path in found if (said := found.evidence(path))] == [("b",)] * 3


def test_folders_that_are_read_one_after_another_are_what_they_are_together(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = read_pages(tree, ["note"])
    monkeypatch.setattr(memory, "_AT_A_TIME", 1)
    monkeypatch.setattr("pipeline.portions._TOGETHER", 1)
    for _ in range(2):
        found = read_pages(tree, ["note"], Memory("site"))
        assert list(found.items()) == list(together.items())
        assert list(found.packed.items()) == list(together.packed.items())
