"""The quick tier is quick, because a test that builds a whole site cannot be in it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import Site, require_whole


@pytest.mark.parametrize("command", [("build",), ("-v", "build", "de"), ("coverage",)])
def test_a_test_that_builds_a_site_without_saying_so_fails(good_site: Site, command: tuple[str, ...]) -> None:
    with pytest.raises(pytest.fail.Exception, match="builds a whole site"):
        good_site.run(*command)


@pytest.mark.parametrize("arguments", [("pelican", "-q"), ("pipeline", "build")])
def test_so_does_one_that_starts_a_program_which_does(arguments: tuple[str, ...]) -> None:
    with pytest.raises(pytest.fail.Exception, match="builds a whole site"):
        subprocess.run([sys.executable, "-m", *arguments], check=False)


@pytest.mark.whole
def test_one_that_says_so_may() -> None:
    require_whole(["build"])


def test_every_test_has_a_time_limit(request: pytest.FixtureRequest) -> None:
    assert float(request.config.getini("timeout")) > 0
