"""A project to write catalogs into."""

from __future__ import annotations

import pytest

from pipeline.config import Project
from pipeline.settings import load_project, load_settings
from tests.conftest import SITES


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    path = SITES / "good" / "pelicanconf.py"
    project = load_project(path, load_settings(path))
    object.__setattr__(project, "root", tmp_path_factory.mktemp("catalogs"))
    return project
