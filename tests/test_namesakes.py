"""A module of the site that is called as our package is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.errors import PipelineError
from pipeline.namesakes import names_of_site


@pytest.mark.parametrize("name", ["pipeline.py", "pipeline/__init__.py"])
def test_settings_import_the_sites_own_and_we_stay_as_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("THEIRS = True\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = {known: module for known, module in sys.modules.items() if known.startswith("pipeline")}
    with names_of_site(tmp_path):
        import pipeline as theirs

        assert theirs.THEIRS  # type: ignore[attr-defined]
    assert {known: module for known, module in sys.modules.items() if known.startswith("pipeline")} == before
    from pipeline import errors

    assert errors.PipelineError is PipelineError


def test_without_one_nothing_is_forgotten(tmp_path: Path) -> None:
    for folder in (tmp_path, Path(pipeline.__path__[0]).parent):
        with names_of_site(folder):
            assert sys.modules["pipeline"] is pipeline
