"""The tool's own modules as Python's parser sees them, read once for all tests of a file."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PIPELINE = ROOT / "pipeline"


@cache
def tree(path: Path) -> ast.Module:
    """A module. What is kept of all of them, 90 MB, goes with the fixture `trees`."""
    return ast.parse(path.read_text(encoding="utf-8"))
