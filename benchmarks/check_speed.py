"""Speed of `check`, against pofilter on the same catalog in the same run.

    python benchmarks/check_speed.py CATALOG.po LOCALE [CATALOGS]

The texts of CATALOG.po become a Markdown page each time, its translations the site's: CATALOGS of them (default 1),
each with its own texts. Times are those of whole processes: pofilter on all catalogs, `check` for the first time,
again, and again after one message of one catalog has changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polib

_SETTINGS = """
SITENAME = "Benchmark"
SITEURL = "https://example.org"
AUTHOR = "A"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = []
PAGE_PATHS = ["pages"]
THEME = "theme"
PLUGINS = ["pipeline.plugin"]
GETTEXT = {"locales": ["LOCALE"]}
"""
# Texts that stand for themselves as a paragraph: no blocks, no line breaks.
_PARAGRAPH = re.compile(r"(?![\s#>|*+\-\d`~=:\[!<&{/])[^\n{}]{3,}")


def main() -> None:
    """Make the site, run both, and print a table."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    path, locale, copies = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
    entries = {
        entry.msgid: entry.msgstr for entry in polib.pofile(path) if entry.translated() and not entry.msgid_plural
    }
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(site / "cache")}
        messages = _make(site, entries, locale, copies, environment)
        catalogs = sorted((site / "locales" / locale / "pages").glob("*.po"))
        rows = [("pofilter", _seconds(_pofilter(site, locale), site, environment))]
        rows.append(("check, first time", _seconds(_OURS, site, environment)))
        rows.append(("check, unchanged", _seconds(_OURS, site, environment)))
        text = catalogs[0].read_text(encoding="utf-8")
        catalogs[0].write_text(text[::-1].replace('"\n', '"!\n', 1)[::-1], encoding="utf-8")
        rows.append(("check, one message changed", _seconds(_OURS, site, environment)))
    print(f"{messages} messages in {len(catalogs)} catalogs\n\n{'':28}{'seconds':>8}{'ratio':>8}")
    for name, seconds in rows:
        print(f"{name:28}{seconds:>8.2f}{seconds / rows[0][1]:>8.2f}")


_OURS = [sys.executable, "-m", "pipeline", "check", "--format", "json"]


def _pofilter(site: Path, locale: str) -> list[str]:
    catalogs = str(site / "locales" / locale / "pages")
    return ["pofilter", f"--language={locale}", "--progress=none", "-i", catalogs, "-o", str(site / "pofilter")]


def _seconds(command: list[str], site: Path, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=site, env=environment, capture_output=True, check=False)
    return time.perf_counter() - started


def _make(site: Path, entries: dict[str, str], locale: str, copies: int, environment: dict[str, str]) -> int:
    (site / "pelicanconf.py").write_text(_SETTINGS.replace("LOCALE", locale), encoding="utf-8")
    (site / "theme" / "templates").mkdir(parents=True)
    (site / "theme" / "templates" / "base.html").write_text("{{ _('Home') }}", encoding="utf-8")
    pages = site / "source" / "pages"
    pages.mkdir(parents=True)
    paragraphs = [text for text in entries if _PARAGRAPH.fullmatch(text)]
    for copy in range(copies):
        mark = f" {copy}." if copy else ""
        body = "\n\n".join(f"{text}{mark}" for text in paragraphs)
        (pages / f"page{copy}.md").write_text(f"Title: Page {copy}\nSlug: page{copy}\n\n{body}\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pipeline", "update"], cwd=site, env=environment, check=True, capture_output=True
    )
    count = 0
    for catalog in (site / "locales" / locale / "pages").glob("*.po"):
        file = polib.pofile(str(catalog), wrapwidth=0)
        for entry in file:
            text, mark = re.fullmatch(r"(.*?)( \d+\.)?", entry.msgid, re.S).groups()
            if text in entries:
                entry.msgstr = entries[text].strip() + (mark or "")
                count += 1
        file.save(str(catalog))
    return count


if __name__ == "__main__":
    main()
