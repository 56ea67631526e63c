"""An address that stands in the theme or in the settings is its author's; one that is put together may be anybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.verify.authors import Authors, files_of_authors
from tests.making import project_in

FILES = {
    "pelicanconf.py": 'I18N_SUBSITES = {"de": {"SOCIAL": (("x", "https://social.example/klinik"),)}}',
    "theme/templates/base.html": """
        {% if rtl %}<link rel=stylesheet href="https://cdn.example/a.rtl.css?v=1">{% endif %}
        <a href="https://people.example/{{ author }}">x</a> <a href='//kasse.example/'>y</a> javascript:leave()
        "https://films.example/" ~ number
    """,
    "plugins/films.py": "https://films.example/1.js",
    "theme/static/a.js": "https://script.example/x",
}


@pytest.fixture
def authors(tmp_path: Path) -> Authors:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Authors(project_in(tmp_path))


@pytest.mark.parametrize(
    "address",
    [
        "https://social.example/klinik",
        "http://social.example/klinik/?lang=de#x",
        "//CDN.example/a.rtl.css?v=2",
        "https://kasse.example",
    ],
)
def test_what_stands_there_whole_is_known_in_other_spellings(authors: Authors, address: str) -> None:
    assert authors.wrote(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://people.example/mallory",
        "https://people.example/",
        "https://people.example",
        "https://social.example/klinik2",
        "https://social.example/",
        "https://evil.social.example/klinik",
        "https://films.example/1.js",
        "https://script.example/x",
        "https://me@kasse.example/",
        "javascript:leave()",
        "leave()",
        "https://",
        "",
    ],
)
def test_what_is_only_like_it_is_not(authors: Authors, address: str) -> None:
    assert not authors.wrote(address)


def test_templates_settings_and_what_is_beside_these_are_looked_at(tmp_path: Path, authors: Authors) -> None:
    found = {path.relative_to(tmp_path).as_posix() for path in files_of_authors(project_in(tmp_path))}
    assert found == {"pelicanconf.py", "theme/templates/base.html"}
