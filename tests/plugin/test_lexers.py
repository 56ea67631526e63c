"""A lexer that was guessed for a code is known to the next build, and chosen without asking all others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from markdown.extensions import codehilite as extension

from pipeline.plugin import lexers
from pipeline.plugin.lexers import lexers_known
from tests.making import project_in

codehilite: Any = extension
SQL = "SELECT name, count(*) FROM visits\nWHERE day > 3 GROUP BY name;"
_CODES = (SQL, "#!/usr/bin/python\nprint(1)", '<p class="note">Call <a href="/c.html">us</a>.</p>', "only words")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The codes about which all lexers are asked."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    asked, plain = list[str](), codehilite.guess_lexer
    monkeypatch.setattr(codehilite, "guess_lexer", lambda text, **more: (asked.append(text), plain(text, **more))[1])
    return asked


def _shown(root: Path, *codes: str, forgets: bool = False) -> list[str]:
    """The codes, as Markdown has them highlighted."""
    with lexers_known(project_in(root), forgets=forgets):
        made = Markdown(extensions=["fenced_code", "codehilite"])
        return [made.reset().convert(f"```\n{code}\n```") for code in codes]


def test_what_was_guessed_is_not_guessed_again_and_looks_the_same(asked: list[str], tmp_path: Path) -> None:
    first = _shown(tmp_path, *_CODES)
    assert asked == list(_CODES)
    assert _shown(tmp_path, *_CODES, SQL) == [*first, first[0]]
    assert asked[4:] == []
    assert "sql" in str(first) or "<span" in first[0]


def test_a_code_that_comes_to_them_is_known_with_the_others(asked: list[str], tmp_path: Path) -> None:
    _shown(tmp_path, SQL)
    _shown(tmp_path, _CODES[1])
    _shown(tmp_path, SQL, _CODES[1])
    assert asked == [SQL, _CODES[1]]


def test_nothing_is_known_to_who_forgets_where_there_are_other_lexers_and_in_another_project(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _shown(tmp_path, SQL)
    _shown(tmp_path, SQL, forgets=True)
    _shown(tmp_path / "other", SQL)
    monkeypatch.setattr(lexers, "version", lambda _: "another one")
    _shown(tmp_path, SQL)
    assert asked == [SQL] * 4


def test_there_is_a_bound(asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexers, "_MOST", 1)
    _shown(tmp_path, SQL, _CODES[1])
    _shown(tmp_path, _CODES[1], SQL)
    assert asked == [SQL, _CODES[1], SQL]


def test_markdown_guesses_as_it_did_afterwards(asked: list[str], tmp_path: Path) -> None:
    before = codehilite.guess_lexer
    with pytest.raises(RuntimeError), lexers_known(project_in(tmp_path)):
        raise RuntimeError
    assert codehilite.guess_lexer is before
