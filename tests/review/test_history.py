"""How far the translations were, commit by commit."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from pipeline.review.history import _shares, history
from tests.making import project_in

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def archive(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return stream.getvalue()


def test_shares_are_of_words_over_all_catalogs_of_a_locale() -> None:
    three, one = '\nmsgid "one two three"\nmsgstr "x"\n', '\nmsgid "four"\nmsgstr ""\n'
    files = {
        "locales/de/a.po": HEADER + three,
        "locales/de/b.po": HEADER + one,
        "locales/fr/a.po": HEADER + three,
        "locales/de/note.txt": three,
    }
    assert _shares(archive(files), {"de"}, {}) == {"de": 0.75}


def test_a_catalog_that_was_broken_in_a_commit_counts_for_nothing() -> None:
    files = {"locales/de/a.po": 'msgid "x\n', "locales/de/b.po": HEADER + '\nmsgid "x"\nmsgstr "y"\n'}
    assert _shares(archive(files), {"de"}, {}) == {"de": 1.0}


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    assert history(project_in(tmp_path)) == []


def test_a_clone_without_all_files_asks_no_server_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, partial, asked = tmp_path / "whole", tmp_path / "partial", tmp_path / "asked"
    (whole / "locales/de").mkdir(parents=True)

    def git(folder: Path, *arguments: str) -> None:
        names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)

    git(whole, "init", "-q")
    for translation in ("", "x"):
        text = f'{HEADER}\nmsgid "one"\nmsgstr "{translation}"\n'
        (whole / "locales/de/a.po").write_text(text, encoding="utf-8")
        git(whole, "add", "-A")
        git(whole, "commit", "-q", "-m", "a catalog")
    git(whole, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", whole.as_uri(), str(partial))
    git(partial, "config", "remote.origin.url", "ssh://git.example/none")
    monkeypatch.setenv("GIT_SSH_COMMAND", f"touch '{asked}'; false")
    # Which of the files are here is git's own affair.
    assert len(history(project_in(partial))) == 2
    assert not asked.exists()
