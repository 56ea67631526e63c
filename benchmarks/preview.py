"""How soon the live page shows what was saved, in the same run as one plain Pelican build of one language.

    python benchmarks/preview.py [ARTICLES [LANGUAGES]]

The site is that of benchmarks/build.py (default: 300 articles in 4 languages). Seconds are those that a browser sees:
from the request, or from the moment a file is saved, to the page that has the text. Where the system tells (Linux), the
work of all of the preview's processes in that time stands beside them: it is the same on a machine that is busy.
The same is asked of `pelican -r` and `hugo server`, which show one language and know no catalogs.

Then the first page of a copy of this repository's own site is asked for, and what the preview's processes hold after
100 pages of the large one with their texts shown, in three languages by turns: what they share counts once.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from build import LOCALES, Site
from peers import peers, until

ROOT = Path(__file__).resolve().parent.parent

_PAGE, _CATALOG, _SOURCE = "/de/article-1.html", "locales/de/articles/article-1.po", "source/articles/article-1.md"
_TIMES = 5
#: Somebody looks at a page before they change it, in seconds.
_A_LOOK = 5
#: So many pages in so many languages somebody has looked at before memory is measured.
_PAGES, _LANGUAGES = 100, 3
_OWN_PAGE = "/de/what-happens-during-an-infusion.html"
_MEGABYTE = 1024


def main() -> None:
    """Make the site, ask for its pages, and print a table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    languages = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder).resolve() / "site")
        site.root.mkdir()
        site.make(articles, LOCALES[: languages - 1])
        before = _of_children()
        seconds = site.plain().seconds
        plain, rows = Cost(seconds, _of_children() - before), dict(_rows(site))
        own = dict(_rows_of_own_site(Path(folder) / "own"))
        held = _memory(site, [LOCALES[number] for number in range(min(_LANGUAGES, languages - 1))], articles)
    print(f"{articles} articles in {languages} languages")
    print(f"one plain build of one: {plain.seconds:.2f} s, {plain.work:.2f} s of work\n")
    print(f"{'':46}{'seconds':>9}{'plain builds':>14}{'work':>9}{'plain builds':>14}")
    for name, cost in rows.items():
        print(f"{name:46}{cost.beside(plain)}")
    print("\nthis repository's own site, in nine languages")
    for name, cost in own.items():
        print(f"{name:46}{cost.seconds:>9.2f} s")
    print(f"\nmemory of all of the preview's processes, {articles} articles in {languages} languages")
    for name, megabytes in held.items():
        print(f"{name:46}{megabytes:>9.0f} MB")


def _rows_of_own_site(folder: Path) -> Iterator[tuple[str, Cost]]:
    """How soon there is a page of a copy of the site of this repository."""
    for name in ("source", "locales", "theme"):
        shutil.copytree(ROOT / name, folder / "site" / name)
    shutil.copy(ROOT / "pelicanconf.py", folder / "site")
    for name, page in (
        ("the first page of the first preview", _OWN_PAGE),
        ("the first page of the next preview", _OWN_PAGE),
        ("the overview of the next preview", "/-/"),
    ):
        started = time.perf_counter()
        with _previewed(folder / "site") as server:
            server.until("</html>", page)
            yield name, Cost(time.perf_counter() - started, server.work())


def _memory(site: Site, locales: Sequence[str], articles: int) -> dict[str, float]:
    """What the preview's processes hold, in MB, before and after somebody has looked at pages."""
    with _previewed(site.root) as server:
        server.until("</html>", "/-/")
        while "aria-busy" in server.get("/-/"):
            time.sleep(_A_LOOK / 10)
        held = {"all languages judged, no page asked for": server.memory()}
        for number in range(_PAGES):
            path = f"/{locales[number % len(locales)].replace('_', '-').lower()}/article-{number % articles}.html"
            server.get(path)
            server.get(f"/-/api/page?{urlencode({'path': path})}")  # with texts shown
        held[f"{_PAGES} pages in {', '.join(locales)}, texts shown"] = server.memory()
    return held


def _rows(site: Site) -> Iterator[tuple[str, Cost]]:
    """What is measured, and what it takes."""
    catalog, source = site.root / _CATALOG, site.root / _SOURCE
    started = time.perf_counter()
    with _previewed(site.root) as server:
        server.until("</html>")
        yield "the first page, from the start of the command", Cost(time.perf_counter() - started, server.work())
        time.sleep(_A_LOOK)
        yield "the same page again", server.until("</html>")
        yield "a string saved in the catalog", _median(server, lambda word: _change(catalog, word, -1))
        yield "a title saved in the catalog", _median(server, lambda word: _change(catalog, word, 0))
        yield "a paragraph saved in the source", _median(server, lambda word: _append(source, word))
    for name, locales, page in (
        ("the overview of the next preview", (), "/-/"),
        ("a page of the next preview", (), _PAGE),
        ("a page of the next preview of one language", ("de",), _PAGE),
    ):
        started = time.perf_counter()
        with _previewed(site.root, *locales) as server:
            server.until("</html>", page)
            yield name, Cost(time.perf_counter() - started, server.work())
    for name, path, start in peers(site.root):
        with start() as shows:
            until(shows, "</html>")
            yield f"{name}: a paragraph saved", Cost(_median_of(shows, path))


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took: seconds, and seconds of work, where that was measured."""

    seconds: float
    work: float = math.nan

    def beside(self, plain: Cost) -> str:
        """Both, each with how many plain builds that is."""
        worked = f"{self.work:>9.2f}{self.work / (plain.work or 1):>14.2f}" if not math.isnan(self.work) else ""
        return f"{self.seconds:>9.2f}{self.seconds / plain.seconds:>14.2f}{worked}"


def _of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


@dataclass(frozen=True, slots=True)
class Server:
    """A preview that runs in a session of its own."""

    address: str
    session: int

    def work(self) -> float:
        """What all of its processes have worked, in seconds."""
        ticks = 0
        for process in Path("/proc").glob("[0-9]*") if Path("/proc/self/stat").exists() else ():
            with suppress(OSError, IndexError):
                # After the name, which may have any character, the session is the fourth; times are from the 12th on.
                parts = (process / "stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, parts[11:15])) if int(parts[3]) == self.session else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """What all of its processes hold, in MB; each part that several share counts once."""
        kilobytes = 0
        for process in Path("/proc").glob("[0-9]*") if Path("/proc/self/smaps_rollup").exists() else ():
            with suppress(OSError, IndexError, ValueError):
                if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == self.session:
                    found = re.search(r"^Pss: +([0-9]+) kB$", (process / "smaps_rollup").read_text(), re.M)
                    kilobytes += int(found[1]) if found else 0
        return kilobytes / _MEGABYTE

    def get(self, page: str) -> str:
        """What is at an address."""
        with urllib.request.urlopen(self.address + page) as answer:  # noqa: S310 - this machine's own
            text: str = answer.read().decode()
            return text

    def until(self, text: str, page: str = _PAGE) -> Cost:
        """What it takes until a page has a text."""
        started, worked = time.perf_counter(), self.work()
        while True:
            if text in self.get(page):
                return Cost(time.perf_counter() - started, self.work() - worked)
            time.sleep(0.01)


@contextmanager
def _previewed(root: Path, *locales: str) -> Iterator[Server]:
    """The site's live pages, in these languages or in all of them."""
    command = [sys.executable, "-m", "pipeline", "-s", str(root / "pelicanconf.py"), "preview", *locales]
    environment = {**os.environ, "XDG_CACHE_HOME": str(root.parent / "cache")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+?(?=/-/)", process.stdout.readline())
        try:
            yield Server(found[0] if found else "", process.pid)
        finally:
            process.terminate()


def _median(server: Server, save: Callable[[str], None]) -> Cost:
    """What it takes until the page has a word that is saved."""
    found = []
    for number in range(_TIMES):
        word = f"Word{time.time_ns()}x{number}"
        save(word)
        found.append(server.until(word))
    return Cost(statistics.median(one.seconds for one in found), statistics.median(one.work for one in found))


def _median_of(shows: Callable[[str], bool], path: Path) -> float:
    """The seconds until another server shows a word that is saved."""
    found = []
    for number in range(_TIMES):
        word = f"Word{time.time_ns()}x{number}"
        time.sleep(_A_LOOK)  # what is saved while Pelican builds may never be seen
        _append(path, word)
        found.append(until(shows, word))
    return statistics.median(found)


def _change(path: Path, word: str, index: int) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    places = [number for number, line in enumerate(lines) if line.startswith("msgstr ") and line != 'msgstr ""']
    lines[places[index]] = f"msgstr {json.dumps(word)}"
    path.write_text("\n".join(lines), encoding="utf-8")


def _append(path: Path, word: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
