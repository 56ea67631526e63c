"""The quick tier is quick, because a test that builds a whole site cannot be in it; no promise is the long one's."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT, Site, require_whole


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


def normal_tests(path: str) -> Iterator[str]:
    """The tests of a file that the normal suite has, at least one kind of each."""
    for node in ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8")).body:
        is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if is_test and "pytest.mark.long" not in map(ast.unparse, node.decorator_list):
            yield node.name


@pytest.mark.parametrize("document", ["SECURITY.md", "docs/proofs.md", "README.md"])
def test_a_promise_has_a_test_in_the_normal_suite(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"`(?:tests/)?((?:\w+/)*test_\w+\.py)(?:::(\w+))?`", text)
    assert len(named) > 100 or document != "SECURITY.md"
    for path, name in named:
        there = list(normal_tests(path))
        assert there, path
        assert not name or name in there, (path, name)
