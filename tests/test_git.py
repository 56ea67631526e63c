"""What git says of the repository that a folder is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import git
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.at(tmp_path)
    made.commit("one\n\n\n\ntwo\n", domain="a b\nü")
    made.branch("other", "one\n\n\n\n2\n")
    made.path("a b\nü").write_text("1\n\n\n\ntwo\n", encoding="utf-8")
    made.commit("1\n\n\n\ntwo\n")
    return made


def held(repository: Repository, name: str | None) -> bytes | None:
    return git.contents(repository.root, [name])[name] if name else None


def test_a_merge_has_changed_what_is_as_in_none_of_its_parents(repository: Repository) -> None:
    folder = repository.project.catalogs
    repository.git("merge", "-q", "-X", "ours", "other")
    repository.path("only here").write_text("x\n", encoding="utf-8")
    repository.git("add", "-A")
    repository.git("commit", "-q", "--amend", "--no-edit")
    (head, parents), *_ = git.commits(folder, 9).items()
    assert len(parents) == 2
    (change,) = git.changes(folder, [head])
    assert (change.commit, change.path, change.before) == (head, "de/only here.po", (None, None))
    assert held(repository, change.held) == b"x\n"


def test_a_commit_of_one_parent_has_changed_what_is_another_and_what_is_gone(repository: Repository) -> None:
    folder = repository.project.catalogs
    (head, (parent,)), *_ = git.commits(folder, 1).items()
    first, second = git.changes(folder, [head])
    assert {first.path, second.path} == {"de/a b\nü.po", "de/a.po"}
    assert held(repository, first.held) == held(repository, second.held) == b"1\n\n\n\ntwo\n"
    assert {held(repository, one.before[0]) for one in (first, second)} == {None, b"one\n\n\n\ntwo\n"}
    assert git.files_of(folder, parent, "de").keys() == {"de/a b\nü.po"}
    repository.path().unlink()
    repository.commit()
    (gone,) = git.changes(folder, [*git.commits(folder, 1)])
    assert (gone.path, gone.held) == ("de/a.po", None)


def test_a_link_is_no_file(repository: Repository) -> None:
    repository.path("link").symlink_to(repository.path())
    repository.commit()
    folder = repository.project.catalogs
    (change,) = git.changes(folder, [*git.commits(folder, 1)])
    assert (change.path, change.held) == ("de/link.po", None)
    assert "de/link.po" not in git.files_of(folder, "HEAD", "de")


def test_what_is_not_there_is_left_out(repository: Repository) -> None:
    (name, *_) = git.files_of(repository.project.catalogs, "HEAD", "de").values()
    assert git.contents(repository.root, [name, "0" * 40]).keys() == {name}
    assert git.contents(repository.root, []) == {}
    assert git.changes(repository.root, []) == []
    assert git.files_of(repository.project.catalogs, "HEAD", "fr") == {}


def test_a_hook_says_where_its_own_repository_is_and_a_folder_may_be_below_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    assert len(git.commits(repository.project.catalogs, 9)) == 2
    # Who has the files elsewhere says both.
    monkeypatch.setenv("GIT_DIR", str(repository.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.root))
    assert len(git.commits(repository.project.catalogs, 9)) == 2


def test_where_git_cannot_say_nothing_is_said(tmp_path: Path) -> None:
    assert git.commits(tmp_path / "none", 9) == {}
    assert git.commits(tmp_path, 9) == {}


def test_a_file_may_be_called_as_a_commit_is(repository: Repository) -> None:
    (repository.root / "HEAD").touch()
    assert len(git.commits(repository.root, 9)) == 2
    assert git.places(repository.root) != []


def test_which_files_change_with_a_commit_wherever_one_works(repository: Repository, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    repository.git("worktree", "add", "-q", "-b", "side", str(tree))
    for root, branch in ((repository.root, "main"), (tree, "side")):
        places = git.places(root)
        assert {"HEAD", "packed-refs", "shallow", branch} <= {place.name for place in places}
        before = {place: place.read_bytes() for place in places if place.exists()}
        repository.git("-C", str(root), "commit", "-q", "--allow-empty", "-m", "a commit")
        assert before != {place: place.read_bytes() for place in places if place.exists()}
    assert git.places(tmp_path / "none") == []


def test_no_program_that_a_repository_names_is_run(repository: Repository, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\n: > "{tmp_path}/was run"\n', encoding="utf-8")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.x.textconv", "core.pager", "pager.diff-tree"):
        repository.git("config", name, str(program))
    (tmp_path / ".git" / "info" / "attributes").write_text("* diff=x\n", encoding="utf-8")
    folder = repository.project.catalogs
    known = git.commits(folder, 9)
    (change, *_) = git.changes(folder, known)
    git.files_of(folder, change.commit, "de")
    assert held(repository, change.held)
    assert not (tmp_path / "was run").exists()


def test_what_is_larger_than_people_write_is_left_out(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.path("large").write_text("x" * 100, encoding="utf-8")
    repository.commit("y\n")
    names = git.files_of(repository.project.catalogs, "HEAD", "de")
    assert names["de/large.po"] in git.contents(repository.root, names.values())
    monkeypatch.setattr(git, "MOST_BYTES", 99)
    assert {*names.values()} - git.contents(repository.root, names.values()).keys() == {names["de/large.po"]}
