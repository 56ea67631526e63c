"""Pictures in the panel are the site's own files, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Project
from pipeline.preview.pictures import picture, pictures_in, with_pictures
from tests.making import DE, project_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a few files, and one outside of it."""
    files = ("source/images/a b.svg", "source/articles/own.svg", "source/articles/own.de.svg", "source/.kept/c.svg")
    for name in (*files, "source/articles/first.md", "secret.svg"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SVG)
    (tmp_path / "site/source/led.svg").symlink_to(tmp_path / "site/secret.svg")
    return project_in(tmp_path / "site")


@pytest.mark.parametrize(
    ("src", "shown"),
    [
        ("{static}/images/a%20b.svg", "picture://images/a%20b.svg"),
        ("{static}/images/a b.svg", "picture://images/a%20b.svg"),
        ("|attach|../images/a%20b.svg", "picture://images/a%20b.svg"),
        ("{attach}own.svg", "picture://articles/own.de.svg"),
        ("{filename}/articles/own.svg?x#y", "picture://articles/own.de.svg"),
        ("{static}/nothing.svg", "{static}/nothing.svg"),
        ("{static}/../secret.svg", "{static}/../secret.svg"),
        ("{static}/led.svg", "{static}/led.svg"),
        ("{static}/articles/first.md", "{static}/articles/first.md"),
        ("{static}https://other.example/x.svg", "{static}https://other.example/x.svg"),
        ("/images/a.svg", "/images/a.svg"),
        ("https://other.example/x.svg", "https://other.example/x.svg"),
    ],
)
def test_a_link_to_a_picture_leads_to_the_file_that_pelican_would_find(project: Project, src: str, shown: str) -> None:
    found = with_pictures(f'<p>A <img alt="{{static}}" src="{src}"> b</p>\n', project, "articles/first.md", DE)
    assert found == f'<p>A <img alt="{{static}}" src="{shown}"> b</p>\n'


def test_what_has_no_picture_is_what_it_was(project: Project) -> None:
    for text in ("<p>{static} < x", '<a href="{static}/images/a%20b.svg">x</A>'):
        assert with_pictures(text, project, "articles/first.md", DE) == text


@pytest.mark.parametrize(
    "name",
    [
        "../secret.svg",
        "images/../../secret.svg",
        "/etc/passwd",
        "led.svg",
        ".kept/c.svg",
        "articles/first.md",
        "images",
        "images/a b.svg\0",
        "",
    ],
)
def test_nothing_but_pictures_below_the_content_folder_is_one(project: Project, name: str) -> None:
    assert picture(project, name) is None
    assert picture(project, str(project.root / "secret.svg")) is None


def test_a_picture_is_its_file(project: Project) -> None:
    assert picture(project, "images/a b.svg") == (SVG.encode(), "image/svg+xml")


def test_the_pictures_of_texts_are_known_by_name() -> None:
    texts = ('<img src="picture://images/a%20b.svg"><img src="picture://c.svg">', '<img src="picture://c.svg">')
    assert list(pictures_in(texts)) == ["images/a b.svg", "c.svg"]
