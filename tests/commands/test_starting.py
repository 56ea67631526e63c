"""What a command imports before it does its work: git, pre-commit and shells ask for some of them for every file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CATALOG = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
#: Slow to import, and not needed for the commands below.
HEAVY = "pelican docutils markdown jinja2 num2words py3langid numpy selectolax rich".split()
_ASK = """
import sys
sys.argv[0] = "pelican-gettext"
from pipeline.__main__ import run
try:
    run()
except SystemExit as ended:
    print("imported:", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
    sys.exit(ended.code)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["lint", "a.po"],
        ["merge-driver", "a.po", "b.po", "c.po"],
    ],
    ids=" ".join,
)
@pytest.mark.heavy
def test_a_command_that_needs_no_pelican_imports_none(tmp_path: Path, arguments: list[str]) -> None:
    for name in "abc":
        (tmp_path / f"{name}.po").write_text(CATALOG, encoding="utf-8")
    asked = [sys.executable, "-c", _ASK, *arguments]
    ended = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    imported = ended.stderr.partition("imported:")[2].split()
    assert ended.returncode == 0, ended.stderr
    assert "click" in imported
    assert not set(HEAVY) & set(imported)
