"""Extraction, against po4a on the same files in the same run.

    python benchmarks/extract.py FOLDER

FOLDER holds Markdown files. po4a (Debian package po4a) is asked for each file on its own, as its manual
has it, and for all files at once. What is printed are wall-clock medians and their ratio.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_RUNS = 3
_CONF = """
SITENAME = "Benchmark"
SITEURL = ""
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = []
PAGE_PATHS = ["pages"]
THEME = "theme"
GETTEXT = {"locales": ["de"]}
"""


def main() -> None:
    """Run both, in turn, and print a table."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        count = _site(Path(sys.argv[1]), root)
        ours, theirs = [], []
        for _ in range(_RUNS):
            ours.append(_time(lambda: _ours(root)))
            if shutil.which("po4a-updatepo"):
                theirs.append(_time(lambda: _po4a(root)))
        print(f"{count} files, median of {_RUNS} runs")
        print(f"pelican-gettext extract  {statistics.median(ours):6.2f} s")
        if theirs:
            print(f"po4a-updatepo            {statistics.median(theirs):6.2f} s")
            ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
            print(f"ratio                    {statistics.median(ratios):6.3f}")


def _site(folder: Path, root: Path) -> int:
    (root / "pelicanconf.py").write_text(_CONF, encoding="utf-8")
    (root / "theme" / "templates").mkdir(parents=True)
    pages = root / "source" / "pages"
    pages.mkdir(parents=True)
    files = sorted(folder.rglob("*.md"))
    for path in files:
        name = "-".join(path.relative_to(folder).with_suffix("").parts)
        text = path.read_text(encoding="utf-8")
        body = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
        (pages / f"{name}.md").write_text(f"Title: {name}\nSlug: {name}\n\n{body}", encoding="utf-8")
    return len(files)


def _ours(root: Path) -> None:
    shutil.rmtree(root / "locales", ignore_errors=True)
    subprocess.run([sys.executable, "-m", "pipeline", "-q", "extract"], cwd=root, check=True)


def _po4a(root: Path) -> None:
    template = root / "all.pot"
    template.unlink(missing_ok=True)
    masters = [argument for path in sorted((root / "source").rglob("*.md")) for argument in ("-m", str(path))]
    options = ["-f", "text", "-o", "markdown", "-M", "UTF-8"]
    subprocess.run(["po4a-updatepo", *options, *masters, "-p", template], capture_output=True, check=False)


def _time(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
