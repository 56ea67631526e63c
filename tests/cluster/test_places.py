"""Paths that mean the same wherever they are read."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from pipeline.cluster.places import MADE, Places
from pipeline.errors import PipelineError

HERE, THERE = (
    Places.of(Path(f"/{name}/site"), Path(f"/{name}/site/.output.staging"), Path(f"/{name}/site/output"))
    for name in ("here", "there")
)


@pytest.mark.parametrize(
    "way", ["", "source/a.md", "output/de", ".output.staging/de/index.html", "output-of-others/x", "with space/ü.md"]
)
def test_a_path_leads_to_the_same_file_elsewhere(way: str) -> None:
    value = {"path": Path("/here/site") / way, "text": "/here/site stays a text"}
    assert THERE.unsealed(HERE.sealed(value).data) == {**value, "path": Path("/there/site") / way}


def test_a_path_that_names_no_place_stays_as_it_is() -> None:
    assert THERE.unsealed(HERE.sealed(Path("source/a.md")).data) == Path("source/a.md")


def test_a_library_is_where_python_has_it_there() -> None:
    theme = Path(sysconfig.get_path("purelib")) / "some_theme"
    elsewhere = Places({**THERE.folders, "library purelib": Path("/opt/python/packages")})
    assert elsewhere.unsealed(HERE.sealed(theme).data) == Path("/opt/python/packages/some_theme")


@pytest.mark.parametrize("path", ["/here/site-of-others/a", "/home/me/theme"])
def test_what_is_outside_is_refused_by_name(path: str) -> None:
    with pytest.raises(PipelineError, match="not in the project's folder") as caught:
        HERE.sealed([Path(path)])
    assert caught.value.path == path


def test_it_is_told_where_files_may_be_made() -> None:
    sealed = HERE.sealed((Path("/here/site/a"), Path("/here/site/.output.staging/de")))
    assert {way for place, way in sealed.paths if place == MADE} == {"de"}


def test_texts_with_paths_are_the_same_everywhere() -> None:
    texts = (places.without(f"PATH = {places.folders['project']}/source") for places in (HERE, THERE))
    assert set(texts) == {"PATH = {project}/source"}


def test_a_text_of_a_workers_that_names_the_projects_folder_there_names_it_here(tmp_path: Path) -> None:
    here = Places.of(tmp_path / "site", tmp_path / "made", tmp_path / "site/output")
    there = Places.of(tmp_path / "w/7", tmp_path / "w/made", tmp_path / "w/output")
    told = {f"{tmp_path}/w/7/a.md and {tmp_path}/w/7": [f"{tmp_path}/w"], "plain": PipelineError(f"{tmp_path}/w/7!")}
    found = here.unsealed(there.sealed(told, says_where=True).data)
    assert list(found) == [f"{tmp_path}/site/a.md and {tmp_path}/site", "plain"]
    assert str(found["plain"]) == f"{tmp_path}/site!"
    # What is sent to a worker is what it is: translations may name any folder.
    assert there.unsealed(here.sealed([f"{tmp_path}/site"]).data) == [f"{tmp_path}/site"]
