"""The folder that is published: what may stand in its place, and what others keep in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.output import Retention, foreign_files, require_own_folder
from pipeline.errors import PipelineError
from tests.making import project_in


@pytest.mark.parametrize(
    ("output", "fault"),
    [
        (".", "holds the project"),
        ("..", "holds the project"),
        ("source", "holds the sources"),
        ("source/out", "is within the sources"),
        ("theme/static", "is within the theme"),
        ("locales", "holds the catalogs"),
    ],
)
def test_no_build_takes_the_place_of_what_the_project_is_made_of(tmp_path: Path, output: str, fault: str) -> None:
    root = tmp_path / "site"
    with pytest.raises(PipelineError, match=fault):
        require_own_folder(project_in(root, output=(root / output).resolve()))


@pytest.mark.parametrize("output", ["output", "sources", "../elsewhere"])
def test_a_folder_of_its_own_is_accepted(tmp_path: Path, output: str) -> None:
    root = tmp_path / "site"
    require_own_folder(project_in(root, output=(root / output).resolve()))


def test_a_file_in_its_place_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("", encoding="utf-8")
    with pytest.raises(PipelineError, match="no folder"):
        require_own_folder(project_in(tmp_path))


@pytest.mark.parametrize(
    ("deletes", "kept"),
    [(False, {".git/HEAD", "CNAME", "CNAME.bak", "a/CNAME"}), (True, {".git/HEAD", "CNAME"})],
)
def test_what_no_build_has_written_stays_as_pelicans_settings_say(
    tmp_path: Path, deletes: bool, kept: set[str]
) -> None:
    for name in (".git/HEAD", "CNAME", "CNAME.bak", "a/CNAME", "own.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    retention = Retention.of({"DELETE_OUTPUT_DIRECTORY": deletes, "OUTPUT_RETENTION": [".git", "CNAME"]})
    assert set(foreign_files(tmp_path, frozenset({"own.html"}), retention)) == kept
