"""How far the translations were, commit by commit."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

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
