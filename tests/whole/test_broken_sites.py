"""Each broken site is refused with the message it should give: file, line, cause, remedy, exit code.

A site is a text file: what it shows, the command, the exit code, what must (>) and must not (!) be printed, and the
edits that break the good site (`===` writes a file, `---` removes one, `~~~` replaces `- ` lines by `+ ` lines).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SITES, Site

BROKEN = sorted((SITES / "broken").glob("*.txt"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_site_is_refused_with_its_message(path: Path, edit_site: Callable[[str], Site]) -> None:
    head, *edits = re.split(r"\n(?=(?:===|---|~~~) )", path.read_text(encoding="utf-8").rstrip("\n"))
    _, command, exit_code, *expected = head.split("\n")
    site = edit_site("\n@".join(edits)) if edits else edit_site("=== .keep\n")
    published = site.files("output") if (site.root / "output").exists() else {}

    result = site.run(*command.removeprefix("$ ").split())

    assert "Traceback" not in result.output
    for line in expected:
        assert (line[2:] in result.output) is (line[:2] == "> "), result.output
    assert f"exit {result.exit_code}" == exit_code, result.output
    if "build" not in command:
        assert (site.files("output") if (site.root / "output").exists() else {}) == published
