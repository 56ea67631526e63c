"""Whom a command has work for it: processes here, or a cluster. How builds go: tests/whole."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from pipeline.commands.clusters import address_of
from pipeline.config import ClusterOptions
from tests.conftest import Site
from tests.making import PROJECT

SETTINGS, ASKED, DASKS = "tcp://settings:1", "tcp://asked:2", "tcp://dask:3"


@pytest.mark.parametrize(
    ("asked", "jobs", "settings", "environment", "address"),
    [
        (None, None, "", "", ""),
        (None, None, "", DASKS, DASKS),
        (None, None, SETTINGS, DASKS, SETTINGS),
        (ASKED, None, SETTINGS, DASKS, ASKED),
        (ASKED, 2, "", "", ASKED),
        (None, 2, SETTINGS, DASKS, ""),
        ("", None, SETTINGS, DASKS, ""),
    ],
)
def test_the_nearest_to_the_command_counts_and_jobs_are_done_here(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, jobs: int | None, settings: str, environment: str, address: str
) -> None:
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", environment)
    project = replace(PROJECT, cluster=ClusterOptions(settings))
    assert address_of(project, asked, jobs) == address


@pytest.mark.whole
def test_without_dask_it_is_said_what_to_install(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("pipeline.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = good_site.run("build", "--cluster", ASKED)
    assert result.exit_code == 2
    assert 'pip install "pelican-gettext[cluster]"' in result.output
