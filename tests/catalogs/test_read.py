"""Catalogs as they are read: as msgfmt reads them, or refused with their line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.catalogs.plurals import own_rule
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Message
from tests.catalogs.written import written


def msgfmt_accepts(path: Path) -> bool:
    return subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True).returncode == 0


HEADER = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'


def refusal(project: Project, body: str) -> str:
    with pytest.raises(PipelineError) as caught:
        written(project, HEADER + body)
    return f"{caught.value.line}: {caught.value.message}"


MALFORMED = {
    "string not closed": 'msgid "a\nmsgstr "b"\n',
    "translation not closed": 'msgid "a"\nmsgstr "b\n',
    "no quotes": "msgid a\nmsgstr b\n",
    "text after the string": 'msgid "a"\nmsgstr "b" zzz\n',
    "quote not escaped": 'msgid "a"\nmsgstr "b"c"\n',
    "msgstr without msgid": 'msgstr "b"\n',
    "msgid without msgstr": 'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n',
    "msgid at the end": 'msgid "a"\n',
    "two msgids": 'msgid "a"\nmsgid "b"\nmsgstr "c"\n',
    "two contexts": 'msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr "d"\n',
    "plural without plural forms": 'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
    "plural forms from 1": 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n',
    "plural forms with a gap": 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "c"\n',
    "plural form without number": 'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
    "a number beyond all plurals": 'msgid "a"\nmsgid_plural "b"\nmsgstr[99999999999] "c"\n',
    "unknown keyword": 'msgfoo "a"\nmsgid "a"\nmsgstr "b"\n',
    "unknown escape": 'msgid "a"\nmsgstr "\\q"\n',
    "defined twice": 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
    "obsolete line inside an entry": 'msgid "a"\n#~ msgid "c"\nmsgstr "b"\n',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_catalog_is_refused_with_its_line_as_msgfmt_refuses_it(project: Project, body: str) -> None:
    assert refusal(project, body)[0].isdigit()
    assert not msgfmt_accepts(project.root / "x.po")


WELL_FORMED = {
    "usual": 'msgid "a"\nmsgstr "b"\n',
    "context": 'msgctxt "c"\nmsgid "a"\nmsgstr "b"\n',
    "same text in another context": 'msgid "a"\nmsgstr "b"\n\nmsgctxt "c"\nmsgid "a"\nmsgstr "b"\n',
    "wrapped": 'msgid ""\n"a "\n"b"\nmsgstr ""\n"c"\n',
    "escapes": 'msgid "a\\n\\t\\"\\\\"\nmsgstr "b\\n\\t\\"\\\\"\n',
    "no blank lines": 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
    "comments": '# t\n#. e\n#: f.md\n#, fuzzy\n#| msgid "z"\nmsgid "a"\nmsgstr "b"\n',
    "obsolete": 'msgid "a"\nmsgstr "b"\n\n#~ msgid "c"\n#~ msgstr "d"\n',
    "obsolete with previous": '#, fuzzy\n#~| msgid "y"\n#~ msgid "c"\n#~ msgstr "d"\n',
    "no final newline": 'msgid "a"\nmsgstr "b"',
    "space before": '  msgid "a"\n  msgstr "b"\n',
    "nothing": "",
}


@pytest.mark.parametrize("body", WELL_FORMED.values(), ids=WELL_FORMED.keys())
def test_a_well_formed_catalog_is_read_as_msgfmt_reads_it(project: Project, body: str) -> None:
    written(project, HEADER + body)
    assert msgfmt_accepts(project.root / "x.po")


def test_a_byte_order_mark_and_crlf_are_accepted(project: Project) -> None:
    catalog = written(project, "\ufeff" + (HEADER + 'msgid "a"\nmsgstr "b"\n').replace("\n", "\r\n"))
    assert catalog.messages == (Message("a", translations=("b",)),)


def test_the_flag_line_of_newer_gettext_is_understood(project: Project) -> None:
    assert written(project, HEADER + '#= fuzzy\nmsgid "a"\nmsgstr "b"\n').messages[0].fuzzy


@pytest.mark.parametrize("line", ["#, fuzzy markdown-text", "#, markdown-text fuzzy", "#,fuzzy\tx", "#, x,fuzzy"])
def test_flags_are_separated_by_commas_or_white_space_as_msgfmt_has_it(project: Project, line: str) -> None:
    assert written(project, HEADER + f'{line}\nmsgid "a"\nmsgstr "b"\n').messages[0].fuzzy


HOSTILE_RULES = [
    "nplurals=99999999; plural=__import__('os').system('touch {tripwire}');",
    "nplurals=2; plural=open('{tripwire}', 'w');",
    "nplurals=2; plural=(lambda: 1)();",
    "nplurals=-1; plural=n;",
    "nplurals=2; plural=n%0;",
    "nplurals=2; plural=" + "(" * 500 + "n" + ")" * 500 + ";",
    "nplurals=2; plural=" + "n+" * 5000 + "n;",
    "nplurals=2; plural=n;",
]


@pytest.mark.parametrize("rule", HOSTILE_RULES, ids=range(len(HOSTILE_RULES)))
def test_hostile_plural_rules_are_none_and_do_nothing(project: Project, rule: str, tmp_path: Path) -> None:
    tripwire = tmp_path / "tripwire"
    rule = rule.replace("{tripwire}", str(tripwire))
    assert own_rule(written(project, f'msgid ""\nmsgstr "Language: de\\nPlural-Forms: {rule}\\n"\n')) is None
    assert not tripwire.exists()


def test_a_language_that_climbs_is_only_a_text(project: Project) -> None:
    assert written(project, 'msgid ""\nmsgstr "Language: ../../etc\\n"\n').locale == "de"


@pytest.mark.parametrize("encoding", ["latin1", "UTF-16", "x"])
def test_a_header_that_names_another_encoding_is_refused(project: Project, encoding: str) -> None:
    with pytest.raises(PipelineError, match="names the encoding"):
        written(project, f'msgid ""\nmsgstr "Content-Type: text/plain; charset={encoding}\\n"\n')


def test_a_file_without_a_header_is_not_an_empty_catalog(project: Project) -> None:
    for text in ("", "\n", 'msgid "a"\nmsgstr "b"\n'):
        with pytest.raises(PipelineError, match="the header is missing"):
            written(project, text)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\x02"])
def test_control_characters_are_refused_in_any_place(project: Project, character: str) -> None:
    assert "control character" in refusal(project, f'msgid "a"\nmsgstr "b{character}"\n')
    assert "control character" in refusal(project, f'# {character}\nmsgid "a"\nmsgstr "b"\n')


RUSSIAN = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {rule};\\n"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "one"
msgstr[1] "few"
msgstr[2] "many"
msgstr[3] "other"
"""


@pytest.mark.parametrize("rule", ["nplurals=4; plural=n%4", "nplurals=N; plural=EXPRESSION", "nplurals=2; plural=0"])
def test_a_catalog_is_read_with_the_plural_forms_that_it_has_whatever_its_rule(project: Project, rule: str) -> None:
    (message,) = written(project, RUSSIAN.format(rule=rule)).messages
    assert message.translations == ("one", "few", "many", "other")
