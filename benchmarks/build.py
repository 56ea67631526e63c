"""What builds cost again and again, in units of one plain Pelican build of one language in the same run.

    python benchmarks/build.py [ARTICLES [LANGUAGES]]

A site of ARTICLES (default 1000) in LANGUAGES (default 10): prose, a fifth of it with code in several languages, tags,
categories, links between articles, pictures; everything translated, in Pelican's own theme. Times are those of whole
processes, of the same kind one after another; the unit is the median of plain builds before, between and after.
Memory is that of the largest process, where the system tells (Linux).
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polib
from words import WORDS, translated

_SETTINGS = """
SITENAME = "Benchmark"
SITEURL = "https://example.org"
AUTHOR = "Ada Example"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = ["images"]
THEME = "theme"
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = "feeds/all.atom.xml"
PLUGINS = []
"""
_OURS = """
PLUGINS = ["pipeline.plugin"]
GETTEXT = {"locales": LOCALES}
"""
LOCALES = ("de", "fr", "es", "pl", "ja", "ar", "it", "nl", "sv", "cs", "pt_BR", "zh_Hans")
_WORDS = WORDS["en"]
_CODE = (
    ("python", "def total(rows):\n    return sum(row.count for row in rows if row.is_open)\n"),
    ("javascript", "const open = rows.filter((row) => row.isOpen);\nconsole.log(open.length);\n"),
    ("", "SELECT name, count(*) FROM visits\nWHERE day > 3 GROUP BY name;\n"),
    ("html", '<p class="note">Call <a href="/contact.html">us</a>.</p>\n'),
)
_FIRST = "source/articles/article-0.md"
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds, and the bytes that the largest of it and its own processes held."""

    seconds: float
    memory: int


def main() -> None:
    """Make the site, build it over and over, and print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    languages = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder).resolve() / "site")
        site.root.mkdir()
        site.make(articles, LOCALES[: languages - 1])
        plain, rows = [site.plain()], dict[str, Cost]()
        rows["everything, with an empty store"] = site.ours("build")
        rows["nothing changed, the first time"] = site.ours("build")
        rows["nothing changed"] = site.ours("build")
        plain.append(site.plain())
        for name, change in _EDITS.items():
            change(site)
            rows[name] = site.ours("build")
        plain.append(site.plain())
        for command in ("update", "check"):
            site.ours("update")
            rows[f"{command}, nothing changed, the first time"] = site.ours(command)
            rows[f"{command}, nothing changed"] = site.ours(command)
        pages = sum(1 for _ in (site.root / "output").rglob("*.html"))
    unit = statistics.median(cost.seconds for cost in plain)
    memory = max(cost.memory for cost in plain) or 1
    print(f"{articles} articles in {languages} languages, {pages} pages; one plain build of one: {unit:.2f} s\n")
    print(f"{'':44}{'seconds':>9}{'plain builds':>14}{'memory':>9}")
    for name, cost in rows.items():
        print(f"{name:44}{cost.seconds:>9.2f}{cost.seconds / unit:>14.2f}{cost.memory / memory:>9.1f}")


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"{old!r} is not in {path}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _one_string(site: Site) -> None:
    path = site.root / "locales/de/articles/article-1.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog[-1].msgstr += "!"
    catalog.save(str(path))


def _one_article(site: Site) -> None:
    number = sum(1 for _ in (site.root / "source/articles").iterdir())
    _article_to(site.root, number, number, random.Random(2))  # noqa: S311
    site.translate(f"article-{number}.po")


_EDITS: dict[str, Callable[[Site], None]] = {
    "one string of one catalog changed": _one_string,
    "one article's text changed in the source": lambda site: _replaced(site.root / _FIRST, "## ", "## Again: "),
    "one article added": _one_article,
    "one word of the base template changed": lambda site: _replaced(
        site.root / "theme/templates/base.html", "</footer>", "<p>Words</p></footer>"
    ),
}


@dataclass(frozen=True, slots=True)
class Site:
    """The site, in a folder of its own, with a store of its own."""

    root: Path

    def plain(self) -> Cost:
        """Pelican itself, in the source language alone; without any of its files from before."""
        return self._run("-m", "pelican", "-q", "-s", "plain.py", "-o", "../plain", "-d")

    def ours(self, command: str, *arguments: str, program: str = "") -> Cost:
        """One of our commands; a build publishes all of it, and what else is found in such texts is no failure.

        A `program` may run it otherwise.
        """
        how = ("-c", program) if program else ("-m", "pipeline")
        return self._run(*how, command, *arguments, codes=(0,) if command == "build" else (0, 1))

    def make(self, articles: int, locales: tuple[str, ...]) -> None:
        """All sources, and their translations."""
        import pelican

        theme = Path(pelican.__file__).parent / "themes" / "notmyidea"
        (self.root / "theme").mkdir()
        for path in theme.rglob("*"):
            if path.is_file():
                target = self.root / "theme" / path.relative_to(theme)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        (self.root / "plain.py").write_text(_SETTINGS, encoding="utf-8")
        ours = _SETTINGS + _OURS.replace("LOCALES", repr(list(locales)))
        (self.root / "pelicanconf.py").write_text(ours, encoding="utf-8")
        for folder in ("source/articles", "source/images"):
            (self.root / folder).mkdir(parents=True)
        for number in range(20):
            picture = f"<svg xmlns='http://www.w3.org/2000/svg'><title>{number}</title></svg>"
            (self.root / f"source/images/{number}.svg").write_text(picture, encoding="utf-8")
        dice = random.Random(1)  # noqa: S311
        for number in range(articles):
            _article_to(self.root, number, articles, dice)
        self.translate("*.po")

    def translate(self, catalogs: str) -> None:
        """Extract what is new, and translate the catalogs of such names."""
        self._run("-m", "pipeline", "update")
        folders = [path for path in (self.root / "locales").iterdir() if path.name in WORDS]
        with ProcessPoolExecutor() as executor:
            found = [list(folder.rglob(catalogs)) for folder in folders]
            list(executor.map(_translate, found, [folder.name for folder in folders]))

    def _run(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> Cost:
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.root.parent / "cache")}
        command = [sys.executable, *arguments]
        started = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=self.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        watch = _Watch(child.pid)
        output = child.communicate()[0]
        seconds = time.perf_counter() - started
        watch.ended.set()
        if child.returncode not in codes:
            raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{output}")
        return Cost(seconds, watch.memory)


def _translate(catalogs: list[Path], locale: str) -> None:
    for path in catalogs:
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, translated(entry.msgid_plural, locale))
            else:
                entry.msgstr = translated(entry.msgid, locale)
        catalog.save(str(path))


class _Watch:
    """The most memory that one of a session's processes has had."""

    def __init__(self, session: int) -> None:
        self.memory, self.ended = 0, threading.Event()
        self._session = session
        if Path("/proc/self/stat").exists():
            threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self.ended.wait(_STEP):
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError, StopIteration, IndexError):
                    # The session is the fourth after the name, which may have any character.
                    if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == self._session:
                        lines = (process / "status").read_text().splitlines()
                        peak = next(line for line in lines if line.startswith("VmHWM:"))
                        self.memory = max(self.memory, int(peak.split()[1]) * 1024)


def _article_to(root: Path, number: int, articles: int, dice: random.Random) -> None:
    path = root / "source" / "articles" / f"article-{number}.md"
    path.write_text(_article(number, articles, dice), encoding="utf-8")


def _article(number: int, articles: int, dice: random.Random) -> str:
    def sentence() -> str:
        return " ".join(dice.sample(_WORDS, dice.randint(6, 14))).capitalize() + "."

    blocks = []
    for _ in range(4):
        blocks += [f"## {sentence()[:-1]}", *(" ".join(sentence() for _ in range(4)) for _ in range(3))]
        blocks.append("\n".join(f"- {sentence()}" for _ in range(5)))
    other = dice.randrange(articles)
    blocks.append(f"See [article {other}]({{filename}}article-{other}.md). {sentence()}")
    blocks.append(f"![{sentence()[:-1]}]({{static}}/images/{number % 20}.svg)")
    if number % 5 == 0:
        blocks += [f"```{language}\n{code}```" for language, code in _CODE]
    head = (
        f"Title: Article {number} {sentence()[:-1]}\nSlug: article-{number}\nDate: 2026-01-{number % 28 + 1:02} 09:00\n"
        f"Category: {dice.choice(_WORDS)}\nTags: {', '.join(dice.sample(_WORDS, 3))}\nSummary: {sentence()}\n"
    )
    return head + "\n" + "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    main()
