"""Extraction, against po4a on the same files in the same run.

    python benchmarks/extract.py FOLDER

FOLDER holds Markdown files. po4a (Debian package po4a) is called once for all of them, which is the
fastest that it can be asked, and writes one template; so does `pelican-gettext extract` here, and once
more one template per file, as is its default. `first` is a run that knows nothing, `again` one after
nothing has changed, `edited` one after an edit of one file. What is printed are medians of wall-clock
times, and of their ratios to po4a in the same round.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_RUNS = 5
_CONF = """
SITENAME = "Benchmark"
SITEURL = "https://example.org"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = []
PAGE_PATHS = ["pages"]
THEME = "theme"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
GETTEXT = {{"locales": ["de"], "domains": "{domains}"}}
"""


def main() -> None:
    """Run both, in turn, and print a table."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        count = _site(Path(sys.argv[1]), root)
        times: dict[str, list[float]] = {}
        for _ in range(_RUNS):
            if shutil.which("po4a-updatepo"):
                times.setdefault("po4a-updatepo", []).append(_time(lambda: _po4a(root)))
            for domains in ("site", "file"):
                (root / "pelicanconf.py").write_text(_CONF.format(domains=domains), encoding="utf-8")
                for folder in ("cache", "locales"):
                    shutil.rmtree(root / folder, ignore_errors=True)
                for name in ("first", "again", "edited"):
                    if name == "edited":
                        _edit(root)
                    label = f"pelican-gettext extract, {name}, a template per {domains}"
                    times.setdefault(label, []).append(_time(lambda: _ours(root)))
        print(f"{count} files, medians of {_RUNS} rounds")
        for label, found in times.items():
            line = f"{label:60} {statistics.median(found):6.2f} s"
            if "po4a-updatepo" in times:
                ratios = [mine / other for mine, other in zip(found, times["po4a-updatepo"], strict=True)]
                line += f"   ratio {statistics.median(ratios):5.2f}"
            print(line)


def _site(folder: Path, root: Path) -> int:
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


def _edit(root: Path) -> None:
    path = min((root / "source").rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n\nOne more sentence.\n", encoding="utf-8")


def _ours(root: Path) -> None:
    subprocess.run([sys.executable, "-m", "pipeline", "-q", "extract"], cwd=root, check=True)


def _po4a(root: Path) -> None:
    template = root / "all.pot"
    template.unlink(missing_ok=True)
    masters = [argument for path in sorted((root / "source").rglob("*.md")) for argument in ("-m", str(path))]
    options = ["-f", "text", "-o", "markdown", "-M", "UTF-8"]
    subprocess.run(["po4a-updatepo", *options, *masters, "-p", template], capture_output=True, check=False)
    if not template.is_file():
        sys.exit("po4a-updatepo wrote nothing")


def _time(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
