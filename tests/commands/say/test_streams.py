"""Standard output, whatever it is: a person's degrades, a program's is UTF-8, and none ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from pipeline.commands import main
from pipeline.commands.say.streams import degrade
from tests.conftest import ROOT, Site

ENCODINGS = ("utf-8", "ascii", "cp1252", "cp437", "cp932", "latin-1", "koi8-r")


@pytest.fixture
def arabic(good_site: Site) -> Site:
    """Findings with words of Arabic in them, and typographic marks of ours."""
    good_site.untranslate("locales/ar/articles/second.po", "Not even this.")
    good_site.write("locales/de/glossary.csv", "term,translation\ntablet,Pille – “مرحبا”\n")
    good_site.replace("locales/ar/articles/second.po", 'msgid "', '# waive: nothing, مرحبا\nmsgid "')
    return good_site


def run(site: Site, encoding: str, *arguments: str) -> tuple[int, bytes]:
    runner = CliRunner(charset=encoding, env={"COLUMNS": "80", "NO_COLOR": "1"})
    result = runner.invoke(main, ["-s", str(site.root / "pelicanconf.py"), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout_bytes


COMMANDS = (
    ("check",),
    ("-v", "check"),
    ("check", "--explain", "all"),
    ("status",),
    ("update",),
    ("extract", "--check"),
    ("export", "ar", "--output", "x.xlf"),
    ("import",),
    ("approve", "ar", "--by", "مرحبا", "--yes"),
    ("lint", "locales/ar/theme.po"),
    ("--help",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_every_command_speaks_in_any_encoding(
    arabic: Site, encoding: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(arabic.root)
    code, told = run(arabic, encoding, *command)
    assert code in (0, 1)
    told.decode(encoding)


@pytest.mark.parametrize(
    "encoding",
    [pytest.param(one, marks=[] if one in ("ascii", "cp1252", "cp932") else pytest.mark.long) for one in ENCODINGS],
)
@pytest.mark.heavy
def test_reports_for_programs_are_utf_8_whatever_the_encoding_is(arabic: Site, encoding: str) -> None:
    expected = run(arabic, "utf-8", "check", "--format", "json")
    assert run(arabic, encoding, "check", "--format", "json") == expected
    assert json.loads(expected[1].decode("utf-8"))
    json.loads(run(arabic, encoding, "check", "--format", "sarif")[1].decode("utf-8"))
    ElementTree.fromstring(run(arabic, encoding, "check", "--format", "junit")[1].decode("utf-8"))
    run(arabic, encoding, "check", "--format", "github")[1].decode("utf-8")
    json.loads(run(arabic, encoding, "status", "--format", "json")[1].decode("utf-8"))
    assert "العربية" in run(arabic, encoding, "status", "--format", "html")[1].decode("utf-8")


def test_what_has_no_place_in_an_encoding_is_as_plain_as_can_be() -> None:
    text = "“a” – b… ‘c’ ä مر"
    CliRunner().invoke(main, ["check", "--schema"])  # a command makes the encodings' handler known
    degraded = [text.encode(name, "pelican-gettext").decode(name) for name in ("ascii", "cp1252")]
    assert degraded == ["\"a\" - b... 'c' ? ??", "“a” – b… ‘c’ ä ??"]
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", "pelican-gettext")
    assert degrade(UnicodeEncodeError("ascii", "xä", 1, 2, "")) == ("?", 2)


def started(site: Site, *arguments: str, **more: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "-s", str(site.root / "pelicanconf.py"), *arguments]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload]


@pytest.mark.heavy
def test_where_nobody_reads_on_it_ends_without_a_word(good_site: Site) -> None:
    """As `| head` does."""
    for arguments in (["check", "--explain", "all"], ["check", "--schema"]):
        reading, writing = os.pipe()
        os.close(reading)
        process = started(good_site, *arguments, stdout=writing)
        os.close(writing)
        assert (process.communicate()[1], process.returncode) == (b"", 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.heavy
def test_where_there_is_no_room_for_it_that_is_said(good_site: Site) -> None:
    with Path("/dev/full").open("wb") as full:
        for arguments in (["check", "--explain", "all"], ["--help"], ["--version"]):
            process = started(good_site, *arguments, stdout=full)
            told = process.communicate()[1].decode()
            assert process.returncode == 2
            assert "no space left on device" in told
            assert "Traceback" not in told
            assert "Exception" not in told


@pytest.mark.heavy
def test_who_has_nobody_to_ask_ends_without_an_answer(good_site: Site) -> None:
    command = f"{sys.executable} -m pipeline -s {good_site.root / 'pelicanconf.py'} approve de --by Ada"
    for nobody in ("<&-", "</dev/null"):
        done = subprocess.run(["sh", "-c", f"{command} {nobody}"], cwd=ROOT, capture_output=True, check=False)
        assert (done.returncode, b"Aborted!" in done.stderr, b"Traceback" in done.stderr) == (1, True, False)


def test_a_stream_that_is_closed_takes_it_in_silence(good_site: Site) -> None:
    command = f"{sys.executable} -m pipeline -s {good_site.root}/pelicanconf.py"
    for work, closed in (("--help", ">&-"), ("--help", "2>&-"), ("check", ">&- 2>&-")):
        done = subprocess.run(["sh", "-c", f"{command} {work} {closed}"], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
