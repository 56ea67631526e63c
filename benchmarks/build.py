"""Speed of `build`, against Pelican itself run once for each language on the same sources in the same run.

    python benchmarks/build.py [ARTICLES] [LANGUAGES]

A site of ARTICLES (default 300) in the source language and LANGUAGES - 1 others (default 6 in all), everything
translated, in Pelican's own theme. Pelican runs write that many sites in the source language alone, verify and
link nothing. Times are those of whole processes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polib

_SETTINGS = """
SITENAME = "Benchmark"
SITEURL = "https://example.org"
AUTHOR = "Ada Example"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = []
THEME = "notmyidea"
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = "feeds/all.atom.xml"
PLUGINS = []
"""
_OURS = """
PLUGINS = ["pipeline.plugin"]
GETTEXT = {"locales": LOCALES}
"""
_LOCALES = ("de", "fr", "es", "pl", "ja", "ar", "it", "nl", "sv", "cs", "pt_BR", "zh_Hans")
_WORDS = (
    "the a care nurse room visit doctor plan after before each people calm rest water morning evening talk ask "
    "listen write call help need time home family walk light quiet question answer first next often rarely"
).split()


def main() -> None:
    """Make the site, run both, and print a table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    languages = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(site / "cache")}
        _make(site, articles, _LOCALES[: languages - 1], environment)
        plain = [sys.executable, "-m", "pelican", "-q", "-s", "plain.py", "-o", "plain"]
        ours = [sys.executable, "-m", "pipeline", "-q", "build"]
        rows = [(f"pelican, {languages} times", sum(_seconds(plain, site, environment) for _ in range(languages)))]
        rows += [("build, nothing cached", _seconds(ours, site, environment | {"XDG_CACHE_HOME": str(site / "new")}))]
        rows += [("build, again", _seconds(ours, site, environment))]
        pages = len(list((site / "output").rglob("*.html")))
    print(f"{articles} articles in {languages} languages, {pages} pages\n\n{'':28}{'seconds':>8}{'ratio':>8}")
    for name, seconds in rows:
        print(f"{name:28}{seconds:>8.2f}{seconds / rows[0][1]:>8.2f}")


def _seconds(command: list[str], site: Path, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=site, env=environment, capture_output=True, check=True)
    return time.perf_counter() - started


def _make(site: Path, articles: int, locales: tuple[str, ...], environment: dict[str, str]) -> None:
    (site / "plain.py").write_text(_SETTINGS, encoding="utf-8")
    (site / "pelicanconf.py").write_text(_SETTINGS + _OURS.replace("LOCALES", repr(list(locales))), encoding="utf-8")
    folder = site / "source" / "articles"
    folder.mkdir(parents=True)
    dice = random.Random(1)  # noqa: S311
    for number in range(articles):
        (folder / f"article-{number}.md").write_text(_article(number, dice), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pipeline", "update"], cwd=site, env=environment, check=True, capture_output=True
    )
    for catalog in (site / "locales").glob("*/**/*.po"):
        file = polib.pofile(str(catalog), wrapwidth=0)
        for entry in file:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
            else:
                entry.msgstr = entry.msgid.replace("e", "ë")
        file.save(str(catalog))


def _article(number: int, dice: random.Random) -> str:
    def sentence() -> str:
        return " ".join(dice.choices(_WORDS, k=dice.randint(6, 14))).capitalize() + "."

    blocks = []
    for _ in range(4):
        blocks += [f"## {sentence()[:-1]}", *(" ".join(sentence() for _ in range(4)) for _ in range(3))]
        blocks.append("\n".join(f"- {sentence()}" for _ in range(5)))
    head = (
        f"Title: Article {number} {sentence()[:-1]}\nSlug: article-{number}\nDate: 2026-01-{number % 28 + 1:02} 09:00\n"
        f"Category: {dice.choice(_WORDS)}\nTags: {', '.join(dice.sample(_WORDS, 3))}\nSummary: {sentence()}\n"
    )
    return head + "\n" + "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    main()
