"""Catalogs are merged one at a time; one for which others have something comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs.former import Former
from pipeline.catalogs.merged import Imported, merged_catalogs
from pipeline.config import Project
from tests.catalogs.test_former import put, said, templates
from tests.making import DE, message, project_in, texts_of


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


def merged(project: Project, imported: Imported | None = None, **articles: tuple[str, ...]) -> list[tuple[str, dict]]:
    """What comes, one after another: the article, and its translations."""
    known = templates(project, **articles)
    former = Former(project, known, DE, imported or {})
    found = merged_catalogs(project, former, texts_of(known), DE, imported or {})
    return [
        (
            former.wanted[one.number].domain.removeprefix("articles/"),
            {m.msgid: m.translations[0] for m in one.whole.messages},
        )
        for one in found
    ]


def test_what_nobody_else_has_anything_for_comes_once(project: Project) -> None:
    put(project, "a", said("Hello"))
    assert merged(project, a=("Hello", "Untranslated"), b=("New",)) == [
        ("a", {"Hello": "Hello!", "Untranslated": ""}),
        ("b", {"New": ""}),
        ("theme", {}),
    ]


@pytest.mark.parametrize("earlier", [True, False])
def test_what_moved_comes_again_with_it_be_it_read_earlier_or_later(project: Project, earlier: bool) -> None:
    left, new = ("a", "b") if earlier else ("b", "a")
    put(project, left, said("Hello"), said("Bye"))
    put(project, new, said("Else"))
    found = merged(project, **{left: ("Hello",), new: ("Else", "Bye")})
    assert [name for name, _ in found] == ["a", "b", "theme", new] if earlier else ["b", "a", "theme", new]
    assert found[-1] == (new, {"Else": "Else!", "Bye": "Bye!"})


def test_a_text_like_one_that_is_no_longer_in_use_elsewhere_comes_again(project: Project) -> None:
    put(project, "a", said("Hello"), said("The long sentence about rest that moved."))
    put(project, "b", said("Else"))
    found = merged(project, a=("Hello",), b=("Else", "The long sentence about sleep that moved."))
    assert found[-1][1]["The long sentence about sleep that moved."] == "The long sentence about rest that moved.!"


def test_a_text_that_is_repeated_elsewhere_takes_its_translation(project: Project) -> None:
    put(project, "a", said("Hello"))
    assert merged(project, a=("Hello",), b=("Hello",))[-1] == ("b", {"Hello": "Hello!"})


def test_what_is_imported_counts_before_what_others_have(project: Project) -> None:
    put(project, "a", said("Hello"))
    imported = {"articles/b": {(None, "Hello"): message("Hello", "Hallo")}, "memory": {(None, "x"): message("x", "y")}}
    found = dict(merged(project, imported, a=("Hello",), b=("Hello",)))
    assert (found["b"], found["memory"]) == ({"Hello": "Hallo"}, {"x": "y"})
