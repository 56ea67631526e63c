"""Checks, against pofilter, dennis, i18nspector and msgfmt, on the same texts in the same run.

    python benchmarks/checks.py [--locales de,ja] [--cldr] [--catalogs FOLDER [--most 500] [--sample 200] [--defects 8]]

Three parts are told apart. The rules were *made with* the first (tests/cases/defects). The others are the corpus of
tests/corpus, whose defects are made by mutators and whose facts are CLDR's: what was missed in one was read and *mended
after*, the other is *held out*: nobody read what was missed there.

A defect is found if a tool says something that it does not say of the same text without it. A false alarm is anything
said of a correct one. Tools that are not installed are left out; each is also judged on those kinds alone that it says
it looks for. `--cldr` adds the facts of all locales of CLDR, for our rules. `--catalogs` judges all catalogs in a
folder instead (of each locale at most so many messages as `--most` says), and shows a sample of findings, to be read;
`--defects` makes defects in so many messages of each locale, and says how many of them are found.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.catalogs.plurals import plural_rule  # noqa: E402
from pipeline.model import Language, Notation, Severity  # noqa: E402
from tests import corpus, defects  # noqa: E402
from tests.corpus.catalogs import judged, per_thousand, sample  # noqa: E402
from tests.corpus.damage import found_in  # noqa: E402
from tests.corpus.judging import judge  # noqa: E402
from tests.corpus.mutators import defects as defects_of  # noqa: E402


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a tool is to judge: a correct one, or behind it the same one with a defect of a kind."""

    part: str
    locale: str
    source: str
    translations: tuple[str, ...]
    plural: str | None = None
    notation: Notation = Notation.TEXT
    block: str = "paragraph"
    #: Of a correct text none.
    kind: str = ""


#: The part that rules were made with.
OURS = "made with the rules"
#: What a tool says of each text: names of rules or tests, how often each.
Said = list[Counter[str]]
Tool = Callable[[list[Text], str, Path], Said]

_FACTS = set("digit times-ten list-shorter day year day-for-month period-end hour telephone".split())
_PLACEHOLDERS = {"placeholder-lost", "placeholder-renamed", "placeholder-broken"}
_MARKS = {"tag-lost", "attribute", "href", "script"}
#: The kinds that each tool says it looks for, by its documentation; those of tests/cases/defects have other names.
CLAIMS = {
    # translate-toolkit: "pofilter tests"
    "pofilter": _FACTS
    | _PLACEHOLDERS
    | _MARKS
    | set(
        "address e-mail doubled-word sentences-lost truncated untranslated end-mark bracket-lost two-spaces"
        " space-at-end line-break escape plural-forms".split()
    ),
    # dennis-cmd lint --help
    "dennis": _PLACEHOLDERS | _MARKS | {"untranslated"},
    # i18nspector: "tags"
    "i18nspector": _PLACEHOLDERS | {"plural-number", "plural-forms", "misread", "lost-character", "line-break"},
    # GNU gettext manual: "msgfmt --check"
    "msgfmt -c": _PLACEHOLDERS | {"plural-number", "plural-forms", "line-break"},
}


def main() -> None:
    """Judge what is asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locales", default=",".join(corpus.locales()))
    parser.add_argument("--cldr", action="store_true")
    parser.add_argument("--catalogs", type=Path)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--defects", type=int, default=0)
    chosen = parser.parse_args()
    if chosen.catalogs:
        _print_catalogs(chosen.catalogs, chosen.most, chosen.sample)
        _print_damage(chosen.catalogs, chosen.defects)
        return
    locales = chosen.locales.split(",")
    results = {name: _run_on(_texts(locales), tool) for name, tool in _installed().items()}
    ours = results["pelican-gettext"]
    for part in dict.fromkeys(text.part for text, _ in ours):
        print(f"\n{part.upper()}\n")
        _print_tools({name: [one for one in said if one[0].part == part] for name, said in results.items()})
    _print_kinds({name: [one for one in said if one[0].kind and one[0].part != OURS] for name, said in results.items()})
    if chosen.cldr:
        print("\nFACTS ALONE, IN ALL LOCALES OF CLDR\n")
        ours = _run_on(_facts(), _ours)
        _print_tools({"pelican-gettext": ours})
        _print_kinds({"pelican-gettext": ours})
    _print_languages(ours)
    _print_rules(ours)


def _installed() -> dict[str, Tool]:
    return {name: tool for name, (command, tool) in TOOLS.items() if command is None or shutil.which(command)}


def _texts(locales: Iterable[str]) -> Iterator[Text]:
    for locale in locales:
        for case in defects.cases(locale) if locale in defects.locales() else ():
            for kind, translation in (("", case.correct), (case.kind, case.defect)):
                yield Text(OURS, locale, case.source, (translation,), None, case.notation, case.block, kind)
        yield from _of_seeds(corpus.sentences(locale))


def _facts() -> Iterator[Text]:
    for locale in corpus.CLDR:
        yield from _of_seeds(corpus.facts_alone(locale))


def _of_seeds(seeds: Iterable[corpus.Seed]) -> Iterator[Text]:
    for seed in seeds:
        part = "held out" if seed.held_out else "mended after"
        yield Text(part, seed.locale, seed.text, seed.translations, seed.plural, seed.notation)
        for defect in defects_of(seed):
            yield Text(part, seed.locale, seed.text, defect.translations, seed.plural, seed.notation, kind=defect.kind)


Results = list[tuple[Text, Counter[str]]]


def _run_on(texts: Iterable[Text], tool: Tool) -> Results:
    """Each text with what is said of it: of a defect, what is not said of the correct text before it."""
    by_locale: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_locale[text.locale].append(text)
    results: Results = []
    with tempfile.TemporaryDirectory() as folder:
        for locale, own in by_locale.items():
            right: Counter[str] = Counter()
            for text, said in zip(own, tool(own, locale, Path(folder)), strict=True):
                right = right if text.kind else said
                results.append((text, said - right if text.kind else said))
    return results


def _share(results: Iterable[bool]) -> str:
    all_of_them = list(results)
    return f"{sum(all_of_them) / len(all_of_them):.1%}" if all_of_them else "–"


def _print_tools(results: dict[str, Results]) -> None:
    print(f"{'':18}{'found':>10}{'of what it looks for':>24}{'false errors':>16}{'false, all':>14}{'texts':>16}")
    for name, said in results.items():
        wrong = [(text, found) for text, found in said if text.kind]
        right = [found for text, found in said if not text.kind]
        claimed = [bool(found) for text, found in wrong if text.kind in CLAIMS.get(name, {text.kind})]
        errors = _share(any(rule.endswith("!") for rule in found) for found in right)
        print(
            f"{name:18}{_share(bool(found) for _, found in wrong):>10}{_share(claimed):>24}"
            f"{errors if name == 'pelican-gettext' else '':>16}{_share(bool(found) for found in right):>14}"
            f"{f'{len(right)} + {len(wrong)}':>16}"
        )


def _print_kinds(results: dict[str, Results]) -> None:
    kinds = dict.fromkeys(text.kind for said in results.values() for text, _ in said if text.kind)
    print(f"\n{'found, by kind':28}{'':8}" + "".join(f"{name:>18}" for name in results))
    for kind in kinds:
        own = {name: [bool(found) for text, found in said if text.kind == kind] for name, said in results.items()}
        count = max(map(len, own.values()))
        marks = {name: "" if kind in CLAIMS.get(name, {kind}) else "·" for name in results}
        print(f"{kind:28}{count:>8}" + "".join(f"{marks[name] + _share(found):>18}" for name, found in own.items()))
    print("(· is not what the tool says it looks for)")


def _print_languages(ours: Results) -> None:
    print(f"\n{'pelican-gettext, by language':32}{'found':>10}{'false errors':>16}{'false, all':>14}")
    for locale in dict.fromkeys(text.locale for text, _ in ours):
        own = [(text, found) for text, found in ours if text.locale == locale]
        found = _share(bool(said) for text, said in own if text.kind)
        errors = _share(any(rule.endswith("!") for rule in said) for text, said in own if not text.kind)
        print(f"{locale:32}{found:>10}{errors:>16}{_share(bool(said) for text, said in own if not text.kind):>14}")


def _print_rules(ours: Results) -> None:
    found, false = Counter[str](), Counter[str]()
    for text, said in ours:
        (false if not text.kind else found).update(rule for rule in said)
    print(f"\n{'pelican-gettext, by rule':32}{'found':>10}{'false':>10}")
    for rule in sorted({*found, *false}):
        print(f"{rule.replace('!', ', error'):32}{found[rule]:>10}{false[rule]:>10}")


def _print_catalogs(folder: Path, most: int, count: int) -> None:
    findings, messages = judged(folder, most)
    print(per_thousand(findings, messages))
    for finding in sample(findings, count):
        print(f"\n{finding}")


def _print_damage(folder: Path, most: int) -> None:
    found = found_in(folder, most) if most else {}
    for place, title in enumerate(("kind of defect", "locale")):
        counts: dict[str, Counter[bool]] = defaultdict(Counter)
        for key, count in found.items():
            counts[key[place]].update(count)
        for name, count in (("all", sum(found.values(), Counter[bool]())), *sorted(counts.items())) if counts else ():
            print(f"{title:16}{name:24}{count.total():>8}{count[True] / count.total():>10.1%}")


# The tools.


def _ours(texts: list[Text], locale: str, _folder: Path) -> Said:
    return [
        Counter(
            f"{fault.rule}{'!' if severity is Severity.ERROR else ''}"
            for fault, severity in judge(
                text.source, text.translations, text.plural, text.notation, locale, block=text.block
            )
        )
        for text in texts
    ]


def _catalog(texts: list[Text], locale: str, folder: Path) -> Path:
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
    for number, text in enumerate(texts):
        # Each tool gets what it needs to know: which messages have Python's placeholders.
        is_format = "%(" in text.source + (text.plural or "") and text.notation is Notation.TEXT
        flags = ["python-format"] if is_format else []
        flags += ["python-brace-format"] if re.search(r"\{\w+\}", text.source) else []
        entry = polib.POEntry(msgctxt=f"text-{number}", msgid=text.source, flags=flags)
        if text.plural is None:
            entry.msgstr = text.translations[0]
        else:
            entry.msgid_plural = text.plural
            entry.msgstr_plural = dict(enumerate(text.translations))
        entries.append(entry)
    path = folder / f"{locale}.po"
    entries.save(str(path))
    return path


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return done.stdout + done.stderr


def _said(count: int, pairs: Iterable[tuple[str, str]]) -> Said:
    """What is said, as (number of the text, rule) each, in the order of the texts."""
    said: Said = [Counter() for _ in range(count)]
    for number, rule in pairs:
        said[int(number)][rule] += 1
    return said


def _msgfmt(texts: list[Text], locale: str, folder: Path) -> Said:
    path = _catalog(texts, locale, folder)
    owners: list[str] = ["0"]
    for line in path.read_text(encoding="utf-8").split("\n"):
        match = re.match(r'msgctxt "text-(\d+)"', line)
        owners.append(match[1] if match else owners[-1])
    # An entry's place is that of its msgid: its line is behind that of its context.
    lines = re.findall(rf"{re.escape(str(path))}:(\d+):", _run("msgfmt", "-c", "-o", "/dev/null", path))
    return _said(len(texts), ((owners[int(line)], "msgfmt -c") for line in lines))


def _pofilter(texts: list[Text], locale: str, folder: Path) -> Said:
    output = folder / "pofilter.po"
    output.unlink(missing_ok=True)
    path = _catalog(texts, locale, folder)
    _run("pofilter", f"--language={locale}", "--progress=none", "-i", path, "-o", output)
    entries = polib.pofile(str(output)) if output.exists() else ()
    return _said(
        len(texts),
        (
            (entry.msgctxt.removeprefix("text-"), rule)
            for entry in entries
            if entry.msgctxt
            for rule in re.findall(r"\(pofilter\) (\w+)", entry.tcomment + entry.comment)
        ),
    )


def _dennis(texts: list[Text], locale: str, folder: Path) -> Said:
    pairs, rule = [], ""
    for line in _run("dennis-cmd", "lint", _catalog(texts, locale, folder)).splitlines():
        if match := re.match(r"(?:Error: )?([EW]\d{3}):", line):
            rule = match[1]
        elif match := re.match(r'\d+:msgctxt "text-(\d+)"', line):
            pairs.append((match[1], rule))
    return _said(len(texts), pairs)


def _i18nspector(texts: list[Text], locale: str, folder: Path) -> Said:
    lines = _run("i18nspector", _catalog(texts, locale, folder)).splitlines()
    found = (re.search(r": ([a-z0-9-]+) .*msgctxt '?\"?text-(\d+)", line) for line in lines)
    return _said(len(texts), ((match[2], match[1]) for match in found if match))


TOOLS: dict[str, tuple[str | None, Tool]] = {
    "pelican-gettext": (None, _ours),
    "pofilter": ("pofilter", _pofilter),
    "dennis": ("dennis-cmd", _dennis),
    "i18nspector": ("i18nspector", _i18nspector),
    "msgfmt -c": ("msgfmt", _msgfmt),
}


if __name__ == "__main__":
    main()
