"""Merging, against GNU msgmerge on the same catalog in the same run: quality and speed.

    python benchmarks/merge.py CATALOG.po [MESSAGES]

CATALOG.po is a translated catalog. Its messages become an old template; in the new one 5 % are slightly
edited (a word replaced, dropped or added, a number, punctuation), 5 % stand elsewhere, 5 % are gone and
5 % are new, taken from the gone ones' neighbours' words. MESSAGES repeats the catalog, with each text
made distinct, up to that many messages. An edited message should be suggested the translation of what
it was; every other suggestion is wrong. Times are those of whole processes.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polib

_CONF = """
SITENAME = "Benchmark"
SITEURL = "https://example.org"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "."
THEME = "."
GETTEXT = {"locales": ["de"]}
"""
_OURS = """
from pathlib import Path
from pipeline.catalog import format_catalog, read_catalog
from pipeline.settings import load_project, load_settings
from pipeline.merge import merge
from pipeline.plurals import plural_rule
path = Path("pelicanconf.py").resolve()
project = load_project(path, load_settings(path))
template = read_catalog(Path("new.pot").resolve(), project, domain="d", locale=None)
catalog = read_catalog(Path("old.po").resolve(), project, domain="d", locale="de")
merged, report = merge(template, catalog, plural_count=plural_rule("de").count)
Path("ours.po").write_text(format_catalog(merged), encoding="utf-8")
"""


def main() -> None:
    """Make the files, run both, and print a table."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    chance = random.Random(2026)  # noqa: S311
    entries = [
        entry
        for entry in polib.pofile(sys.argv[1])
        if entry.msgstr and not entry.obsolete and "\n" not in (entry.msgid[-1], entry.msgstr[-1], entry.msgid[0])
    ]
    entries = _repeated(entries, int(sys.argv[2]) if len(sys.argv) > 2 else len(entries))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        edits = _write(entries, chance, folder)
        print(f"{len(entries)} messages, {len(edits)} of them edited")
        print(f"{'':12} {'seconds':>8} {'recall':>8} {'wrong':>6}")
        for name, command, result in (
            ("this tool", [sys.executable, "-c", _OURS], "ours.po"),
            ("msgmerge", ["msgmerge", "--previous", "-q", "-o", "theirs.po", "old.po", "new.pot"], "theirs.po"),
        ):
            started = time.perf_counter()
            subprocess.run(command, cwd=folder, check=True)
            seconds = time.perf_counter() - started
            right, wrong = _score(folder / result, edits)
            print(f"{name:12} {seconds:8.2f} {right / len(edits):8.1%} {wrong:6}")


def _repeated(entries: list[polib.POEntry], count: int) -> list[polib.POEntry]:
    made = []
    for number in range(count):
        entry, turn = entries[number % len(entries)], number // len(entries)
        suffix = "" if not turn else f" ({turn})"
        made.append(polib.POEntry(msgid=entry.msgid + suffix, msgstr=entry.msgstr + suffix))
    return list({entry.msgid: entry for entry in made}.values())


def _write(entries: list[polib.POEntry], chance: random.Random, folder: Path) -> dict[str, str]:
    """Write old.po and new.pot; the edited messages with the translations that belong to them."""
    (folder / "pelicanconf.py").write_text(_CONF, encoding="utf-8")
    header = {"Language": "de", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    old = polib.POFile(wrapwidth=0)
    old.metadata = header
    for number, entry in enumerate(entries):
        old.append(polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, occurrences=[(f"{number // 20}.md", "")]))
    old.save(str(folder / "old.po"))
    share = len(entries) // 20
    chosen = chance.sample(range(len(entries)), 4 * share)
    edited, moved, gone, new = (set(chosen[part * share : (part + 1) * share]) for part in range(4))
    known = {entry.msgid for entry in entries}
    edits: dict[str, str] = {}
    texts: list[tuple[str, str]] = []
    for number, entry in enumerate(entries):
        text = entry.msgid
        if number in gone:
            continue
        if number in edited:
            text = _edited(text, chance)
            if text not in known:
                edits[text] = entry.msgstr
        if number in new:
            words = (entries[number - 1].msgid + " " + entries[number - 2].msgid).split()
            chance.shuffle(words)
            texts.append((" ".join(words[: max(3, len(words) // 2)]), f"{number // 20}.md"))
        where = chance.randrange(len(entries)) if number in moved else number
        texts.append((text, f"{where // 20}.md"))
    texts.sort(key=lambda item: int(item[1].removesuffix(".md")))
    template = polib.POFile(wrapwidth=0)
    template.metadata = header
    for text, path in dict(texts).items():
        template.append(polib.POEntry(msgid=text, msgstr="", occurrences=[(path, "")]))
    template.save(str(folder / "new.pot"))
    return edits


def _edited(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    place = chance.randrange(len(words))
    kind = chance.choice(["replace", "drop", "add", "number", "comma", "end"])
    if kind == "number" and re.search(r"\d", text):
        return re.sub(r"\d+", lambda match: str(int(match[0]) + 1), text, count=1)
    if kind == "replace":
        words[place] = "another"
    elif kind == "drop" and len(words) > 3:
        del words[place]
    elif kind == "comma":
        words[place] += ","
    elif kind == "end":
        return text[:-1] + "!" if text.endswith(".") else text + "."
    else:
        words.insert(place, "also")
    return " ".join(words)


def _score(path: Path, edits: dict[str, str]) -> tuple[int, int]:
    """How many edited messages got the translation of what they were; how many suggestions are wrong."""
    right = wrong = 0
    for entry in polib.pofile(str(path)):
        if entry.obsolete or not entry.fuzzy:
            continue
        if edits.get(entry.msgid) == entry.msgstr:
            right += 1
        else:
            wrong += 1
    return right, wrong


if __name__ == "__main__":
    main()
