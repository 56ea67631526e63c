"""Our reader and GNU gettext agree on what a catalog is; where we are stricter, it is by intention."""

from __future__ import annotations

import random
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from pipeline.catalogs.plurals import own_rule, unclear
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.syntax import MAX_LINE, parse
from pipeline.checks.headers import header_faults
from pipeline.config import Project
from pipeline.errors import CompoundError, PipelineError
from pipeline.model import Catalog
from tests.conftest import ROOT, SITES

RICH = r"""# A comment.
msgid ""
msgstr ""
"Project-Id-Version: x\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\n"
"Last-Translator: A <a@example.org>\n"
"Language-Team: none\n"
"Language: de\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

# By a translator.
#. extracted
#: a.md b.md:3
#, fuzzy, no-wrap
#| msgctxt "x"
#| msgid "old"
#| "more"
msgctxt "c"
msgid "one \"q\" \\ \t"
msgid_plural "%(n)s two\n"
"three"
msgstr[0] "eins"
msgstr[1] "zwei\n"
"drei"

#~| msgid "previous"
#~ msgid "gone"
#~ msgstr "weg"

msgid "a" "b"
msgstr "ä"
"""
#: Where we refuse what msgfmt accepts.
STRICTER = re.compile(
    r"the escape .* stands for a control character|the header names the encoding|"
    r"'domain' is not a keyword|control character|a conflict marker|do not both (begin|end) with a line break"
)
PIECES = ['"', "\\", "#", "~", "#~ ", "#| ", "#~| ", "#, ", "msgid ", "msgstr ", 'msgctxt "x"\n', 'msgid_plural "y"\n']
PIECES += ['msgstr[0] "z"\n', 'msgstr[1] "z"\n', "[0]", "\n", "\n\n", '""', "nplurals", "%", "\t"]


def mutant(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice([1, 1, 1, 2])):
        lines = text.split("\n")
        line, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        place = chance.randrange(len(text) + 1)
        match chance.randrange(8):
            case 0:
                del lines[line]
                text = "\n".join(lines)
            case 1:
                lines.insert(other, lines[line])
                text = "\n".join(lines)
            case 2:
                lines[line], lines[other] = lines[other], lines[line]
                text = "\n".join(lines)
            case 3:
                text = text[:place] + text[place + 1 :]
            case 4:
                text = text[:place] + text[place - 1 : place] + text[place:]
            case 5:
                text = text[:place] + chance.choice('"\\#~|,:[]0123n \n\tmsgidtr') + text[place + 1 :]
            case 6:
                text = text[:place] + chance.choice(PIECES) + text[place:]
            case _:
                text = text[:place]
    return text


def verdict(project: Project, path: Path) -> tuple[Catalog | None, str]:
    try:
        return read_catalog(path, project, domain="m", locale="de"), ""
    except PipelineError as error:
        return None, error.message


def has_plural_fault(catalog: Catalog) -> bool:
    """Whether we have the finding `plural-forms`, and go on; msgfmt refuses the whole catalog, if it sees that."""
    faults = [fault.rule for fault in header_faults(catalog, "de", datetime.now(UTC))]
    return "plural-forms" in faults or any(unclear(message, own_rule(catalog)) for message in catalog.messages)


def check_mutants(project: Project, count: int, seed: int) -> None:
    chance = random.Random(seed)
    seeds = [RICH, *(path.read_text(encoding="utf-8") for path in sorted((SITES / "good/locales/de").rglob("*.po")))]
    path = project.root / f"m{seed}.po"
    for _ in range(count):
        text = mutant(chance.choice(seeds), chance)
        if "\\\n" in text:
            continue  # msgfmt joins such lines; we refuse them
        path.write_text(text, encoding="utf-8", newline="")
        catalog, refusal = verdict(project, path)
        done = subprocess.run(["msgfmt", "--check-header", "-o", "/dev/null", path], capture_output=True, text=True)
        if STRICTER.search(refusal) or (catalog is not None and has_plural_fault(catalog)):
            continue
        assert (catalog is not None) == (done.returncode == 0), f"{refusal or done.stderr}\n{text}"
        if catalog is not None:
            ours = sorted((m.msgid, m.translations, m.obsolete) for m in catalog.messages)
            assert read_by_msgcat(path) in (None, ours), text


def read_by_msgcat(path: Path) -> list[tuple[str, tuple[str, ...], bool]] | None:
    """The entries as GNU gettext has them: rewritten by it, and then read by polib. None without a charset."""
    done = subprocess.run(["msgcat", "--no-wrap", "-o", "-", path], capture_output=True, text=True)
    if done.returncode:
        return None
    rewritten = path.with_suffix(".msgcat.po")
    rewritten.write_text(done.stdout, encoding="utf-8")
    found = []
    for entry in polib.pofile(str(rewritten)):
        forms = tuple(text for _, text in sorted(entry.msgstr_plural.items())) or (entry.msgstr,)
        found.append((entry.msgid, forms, bool(entry.obsolete)))
    return sorted(found)


@pytest.mark.heavy
def test_mutants_of_catalogs_get_the_verdict_of_msgfmt_and_are_read_as_it_reads_them(project: Project) -> None:
    check_mutants(project, 400, 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 42))
def test_many_mutants_get_the_verdict_of_msgfmt(project: Project, seed: int) -> None:
    check_mutants(project, 500, seed)


def test_the_clinics_catalogs_are_read_as_polib_reads_them(project: Project) -> None:
    """An independent reader finds the same entries in all of them."""
    for path in sorted((ROOT / "locales").rglob("*.po")):
        theirs = polib.pofile(str(path))
        ours = read_catalog(path, project, domain="x", locale=path.relative_to(ROOT / "locales").parts[0])
        assert [(m.msgid, m.msgctxt, m.comment) for m in ours.messages] == [
            (entry.msgid, entry.msgctxt, entry.tcomment) for entry in theirs
        ]
        assert [m.flags for m in ours.messages] == [tuple(entry.flags) for entry in theirs]
        assert dict(ours.headers) == theirs.metadata


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_all_errors_of_a_file_are_told_in_order_of_lines() -> None:
    text = HEADER + 'msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d"\n\nmsgid "e"\n\nmsgid "f"\nmsgstr "\\q"\n'
    with pytest.raises(CompoundError) as caught:
        parse(text, "a.po")
    lines = [error.line for error in caught.value.errors]
    assert lines == [5, 12]


def test_all_control_characters_and_conflict_markers_are_told_in_order() -> None:
    with pytest.raises(CompoundError) as caught:
        parse(f'{HEADER}<<<<<<< HEAD\nmsgid "a\x01"\nmsgstr ""\n', "a.po")
    assert [error.line for error in caught.value.errors] == [4, 5]


def test_an_empty_file_and_one_of_errors_alone_end() -> None:
    assert parse("", "a.po") == []
    with pytest.raises(PipelineError):
        parse('"' * 3, "a.po")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'msgid "a"\nmsgstr "{"x" * (MAX_LINE + 1)}"', "the line has"),
        ('msgid "a"\nmsgstr ""\n' + f'"{"x" * 1000}"\n' * 300, "a text of 300,000 characters"),
    ],
)
def test_what_no_person_wrote_is_refused_before_anything_judges_it(text: str, message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        parse(HEADER + text, "a.po")
