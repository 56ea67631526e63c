"""How soon the live page shows what was saved, in the same run as one plain Pelican build of one language.

    python benchmarks/preview.py [ARTICLES [LANGUAGES]]

The site is that of benchmarks/build.py (default: 300 articles in 4 languages). Times are those that a browser sees:
from the request, or from the moment a file is saved, to the page that has the text.
`pelican -r`, which builds all of it again, takes at least a plain build.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build import LOCALES, Site

_PAGE, _CATALOG, _SOURCE = "/de/article-1.html", "locales/de/articles/article-1.po", "source/articles/article-1.md"
_TIMES = 5


def main() -> None:
    """Make the site, ask for its pages, and print a table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    languages = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder).resolve() / "site")
        site.root.mkdir()
        site.make(articles, LOCALES[: languages - 1])
        plain = site.plain().seconds
        rows: dict[str, float] = {}
        started = time.perf_counter()
        with _previewed(site.root) as address:
            _until(address, "</html>")
            rows["the first page, from the start of the command"] = time.perf_counter() - started
            rows["the same page again"] = _until(address, "</html>")
            catalog, source = site.root / _CATALOG, site.root / _SOURCE
            rows["a string saved in the catalog"] = _median(address, lambda word: _change(catalog, word, -1))
            rows["a title saved in the catalog"] = _median(address, lambda word: _change(catalog, word, 0))
            rows["a paragraph saved in the source"] = _median(address, lambda word: _append(source, word))
    print(f"{articles} articles in {languages} languages; one plain build of one: {plain:.2f} s\n")
    print(f"{'':50}{'seconds':>9}{'plain builds':>14}")
    for name, seconds in rows.items():
        print(f"{name:50}{seconds:>9.2f}{seconds / plain:>14.2f}")


@contextmanager
def _previewed(root: Path) -> Iterator[str]:
    """The address of the site's live pages."""
    command = [sys.executable, "-m", "pipeline", "-s", str(root / "pelicanconf.py"), "preview"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+?(?=/-/)", server.stdout.readline())
        try:
            yield found[0] if found else ""
        finally:
            server.terminate()


def _median(address: str, save: Callable[[str], None]) -> float:
    """How long it takes until the page has a word that is saved."""
    found = []
    for number in range(_TIMES):
        word = f"Word{time.time_ns()}x{number}"
        save(word)
        found.append(_until(address, word))
    return statistics.median(found)


def _until(address: str, text: str) -> float:
    started = time.perf_counter()
    while True:
        with urllib.request.urlopen(address + _PAGE) as answer:  # noqa: S310 - this machine's own
            if text in answer.read().decode():
                return time.perf_counter() - started
        time.sleep(0.01)


def _change(path: Path, word: str, index: int) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    places = [number for number, line in enumerate(lines) if line.startswith("msgstr ") and line != 'msgstr ""']
    lines[places[index]] = f"msgstr {json.dumps(word)}"
    path.write_text("\n".join(lines), encoding="utf-8")


def _append(path: Path, word: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
