"""Checks, against msgfmt, pofilter, dennis and i18nspector on the same seeded defects in the same run.

    python benchmarks/checks.py [LOCALE ...]

The corpus is tests/cases/defects: for each kind of defect and locale a translation that is right and the same
one with the defect. A defect is caught if a tool says something of it that it does not say of its right twin.
A false alarm is anything said of a right one. Tools that are not installed are left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.catalogs.plurals import plural_rule  # noqa: E402
from pipeline.model import Language, Notation  # noqa: E402
from tests.defects import Case, cases, locales  # noqa: E402

#: What a tool says, by kind of defect: names of tests or rules.
Said = dict[str, set[str]]


def main() -> None:
    """Run all tools on all locales, and print two tables."""
    chosen = sys.argv[1:] or locales()
    tools = {name: tool for name, (command, tool) in TOOLS.items() if command is None or shutil.which(command)}
    caught, alarms, by_rule = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    missed: dict[str, set[str]] = {}
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for locale in chosen:
            own = list(cases(locale))
            total += len(own)
            for name, tool in tools.items():
                right = tool(own, [case.correct for case in own], locale, Path(folder))
                wrong = tool(own, [case.defect for case in own], locale, Path(folder))
                for case in own:
                    new = wrong.get(case.kind, set()) - right.get(case.kind, set())
                    caught[name] += bool(new)
                    alarms[name] += bool(right.get(case.kind))
                    by_rule.update((name, rule) for rule in new)
                    if not new:
                        missed.setdefault(name, set()).add(f"{locale}:{case.kind}")
    print(f"{total} defects in {len(chosen)} locales, each with a right twin\n")
    print(f"{'':28}{'caught':>12}{'false alarms':>16}")
    for name in tools:
        print(f"{name:28}{caught[name] / total:>11.1%} {alarms[name] / total:>15.1%}")
    print(f"\n{'caught by':18}{'rule':44}{'defects':>8}")
    for (name, rule), count in sorted(by_rule.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"{name:18}{rule:44}{count:>8}")
    if ours := missed.get("pelican-gettext"):
        print("\nnot caught by pelican-gettext:", ", ".join(sorted(ours)))


def _ours(own: list[Case], translations: list[str], _locale: str, _folder: Path) -> Said:
    return {
        case.kind: {fault.rule for fault in case.faults(text)} for case, text in zip(own, translations, strict=True)
    }


def _catalog(own: list[Case], translations: list[str], locale: str, folder: Path) -> Path:
    entries = polib.POFile(wrapwidth=0)
    entries.metadata = {
        "Project-Id-Version": "defects 1.0",
        "Report-Msgid-Bugs-To": "bugs@linden-clinic.org",
        "POT-Creation-Date": "2026-01-01 00:00+0000",
        "PO-Revision-Date": "2026-01-01 00:00+0000",
        "Last-Translator": "A Person <person@linden-clinic.org>",
        "Language-Team": f"{Language.of(locale).english} <team@linden-clinic.org>",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_rule(locale).header,
    }
    for case, text in zip(own, translations, strict=True):
        # Each tool gets what it needs to know: which messages have Python's placeholders.
        flags = ["python-format"] if "%(" in case.source and case.notation is Notation.TEXT else []
        flags += ["python-brace-format"] if "{name}" in case.source else []
        entries.append(polib.POEntry(msgctxt=case.kind, msgid=case.source, msgstr=text, flags=flags))
    path = folder / f"{locale}.po"
    entries.save(str(path))
    return path


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return done.stdout + done.stderr


def _kind_at(path: Path, line: int) -> str | None:
    """The kind of the entry that a line of a catalog belongs to."""
    lines = path.read_text(encoding="utf-8").split("\n")[:line]
    return next((match[1] for text in reversed(lines) if (match := re.match(r'msgctxt "([a-z-]+)"', text))), None)


def _msgfmt(own: list[Case], translations: list[str], locale: str, folder: Path) -> Said:
    path = _catalog(own, translations, locale, folder)
    said: Said = {}
    for number in re.findall(rf"{re.escape(str(path))}:(\d+):", _run("msgfmt", "-c", "-o", "/dev/null", path)):
        if kind := _kind_at(path, int(number)):
            said.setdefault(kind, set()).add("msgfmt -c")
    return said


def _pofilter(own: list[Case], translations: list[str], locale: str, folder: Path) -> Said:
    path = _catalog(own, translations, locale, folder)
    output = folder / "pofilter.po"
    output.unlink(missing_ok=True)
    _run("pofilter", f"--language={locale}", "--progress=none", "-i", path, "-o", output)
    if not output.exists():
        return {}
    return {
        entry.msgctxt: set(re.findall(r"\(pofilter\) (\w+)", entry.tcomment + entry.comment))
        for entry in polib.pofile(str(output))
        if entry.msgctxt
    }


def _dennis(own: list[Case], translations: list[str], locale: str, folder: Path) -> Said:
    said: Said = {}
    rule = ""
    for line in _run("dennis-cmd", "lint", _catalog(own, translations, locale, folder)).splitlines():
        if match := re.match(r"(?:Error: )?([EW]\d{3}):", line):
            rule = match[1]
        elif match := re.match(r'\d+:msgctxt "([a-z-]+)"', line):
            said.setdefault(match[1], set()).add(rule)
    return said


def _i18nspector(own: list[Case], translations: list[str], locale: str, folder: Path) -> Said:
    said: Said = {}
    for line in _run("i18nspector", _catalog(own, translations, locale, folder)).splitlines():
        if match := re.search(r": ([a-z0-9-]+) .*msgctxt '?([a-z-]+)", line):
            said.setdefault(match[2], set()).add(match[1])
    return said


TOOLS: dict[str, tuple[str | None, Callable[[list[Case], list[str], str, Path], Said]]] = {
    "pelican-gettext": (None, _ours),
    "pofilter": ("pofilter", _pofilter),
    "dennis": ("dennis-cmd", _dennis),
    "i18nspector": ("i18nspector", _i18nspector),
    "msgfmt -c": ("msgfmt", _msgfmt),
}


if __name__ == "__main__":
    main()
