"""Links between folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.rounds import require_no_rounds

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")


def settings_of(content: Path, **more: Any) -> dict[str, Any]:
    paths = {"ARTICLE_PATHS": [""], "PAGE_PATHS": ["pages"], "STATIC_PATHS": ["images"]}
    excludes: dict[str, Any] = {"ARTICLE_EXCLUDES": ["pages"], "PAGE_EXCLUDES": [], "STATIC_EXCLUDES": []}
    theme = {"THEME": str(content.parent / "theme"), "THEME_STATIC_PATHS": ["static"]}
    return {"PATH": str(content), "IGNORE_FILES": [".#*"], **theme, **paths, **excludes, **more}


def told(content: Path, **more: Any) -> str:
    try:
        require_no_rounds(settings_of(content, **more), lambda path: os.path.relpath(path, content))
    except PipelineError as error:
        return str(error)
    return ""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("content/a/b", "content/images", "content/pages", "shared/c"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("link", "target"),
    [("a/x", "."), ("a/b/x", "../.."), ("x", "../content"), ("pages/x", "../a/../pages")],
)
def test_a_link_to_a_folder_above_it_is_named(content: Path, link: str, target: str) -> None:
    (content / link).symlink_to(target)
    assert told(content).startswith(f"{link}: ")


def test_two_links_that_lead_to_each_other_are_named_by_the_one_that_closes_the_circle(content: Path) -> None:
    (content / "a/x").symlink_to("../../shared")
    (content.parent / "shared/c/y").symlink_to("../../content/a")
    assert told(content).startswith("a/x/c/y: ")


@pytest.mark.parametrize("folder", ["content/images", "theme/static"])
def test_among_files_that_are_copied_one_is_let_be_and_two_would_never_end(content: Path, folder: str) -> None:
    there = content.parent / folder
    there.mkdir(parents=True, exist_ok=True)
    (there / "latest").symlink_to(".")
    assert told(content, ARTICLE_PATHS=["a"]) == ""
    (there / "newest").symlink_to(".")
    assert "more than 10000 folders" in told(content, ARTICLE_PATHS=["a"])


def test_links_that_end_are_none_of_these(content: Path) -> None:
    (content / "a/x").symlink_to("../../shared")
    (content / "images/x").symlink_to("../../shared")
    (content / "a/nowhere").symlink_to("nowhere")
    (content / "a/itself").symlink_to("itself")
    assert told(content) == ""


def test_where_pelican_does_not_look_links_may_lead_anywhere(content: Path) -> None:
    (content / "a/.#x").symlink_to(".")
    (content / "a/b/x").symlink_to(".")
    assert told(content, ARTICLE_EXCLUDES=["a/b"]) == ""
    assert told(content, ARTICLE_PATHS=["pages"]) == ""


def test_links_that_double_the_folders_at_each_step_are_refused(content: Path) -> None:
    for number in range(30):
        folder = content.parent / f"d{number}"
        folder.mkdir()
        for name in "xy":
            (folder / name).symlink_to(f"../d{number + 1}")
    (content.parent / "d30").mkdir()
    (content / "a/x").symlink_to("../../d0")
    assert "more than 10000 folders" in told(content)
