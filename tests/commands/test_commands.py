"""The commands as a person or a script meets them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from filelock import FileLock, Timeout

from pipeline.commands import main
from pipeline.commands.loading import Site as Loaded
from pipeline.commands.say.reporter import Reporter
from tests.conftest import ROOT, Site

COMMANDS = ["extract", "update", "check", "status", "build"]
#: A command as our sentences, files and documents name it.
_COMMAND = re.compile(r"pelican-gettext(?: +-[svq](?: \S+\.py)?)* +([a-z][a-z-]+)((?: +--?[a-z][a-z-]*)*)")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_like_a_manual_with_an_example(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "Example:\n    pelican-gettext" in result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_the_general_help_names_commands_and_exit_codes() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert "Exit codes: 0 fine, 1 findings, 2 wrong usage or broken input." in result.output
    assert all(command in result.output for command in COMMANDS)


def test_a_missing_settings_file_is_told(tmp_path) -> None:
    result = CliRunner().invoke(main, ["-s", str(tmp_path / "conf.py"), "check"])
    assert result.exit_code == 2
    assert "the settings file does not exist" in result.output


def test_the_module_runs_as_the_command_does(good_site: Site) -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", "extract", "--check"], cwd=good_site.root)
    assert done.returncode == 0


def test_check_says_when_nothing_is_wrong(good_site: Site) -> None:
    result = good_site.run("check")
    assert (result.exit_code, result.output) == (0, "2 locales checked: nothing found\n")


def test_warnings_count_when_they_are_told_to(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr ""')
    assert good_site.run("check").exit_code == 0
    assert good_site.run("check", "--fail-on", "warning").exit_code == 1
    assert good_site.run("check", "--fail-on", "warning", "ar").exit_code == 0


def test_findings_for_programs_have_place_rule_and_severity(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    result = good_site.run("check", "--format", "json")
    (finding,) = json.loads(result.output)["findings"]
    assert finding["rule"] == "critical-untranslated"
    assert finding["severity"] == "error"
    assert finding["path"] == "locales/de/articles/first.po"
    assert good_site.read(finding["path"]).splitlines()[finding["line"] - 1] == 'msgid "This is not advice."'
    annotation = good_site.run("check", "--format", "github").output
    assert annotation.startswith(
        f"::error file=locales/de/articles/first.po,line={finding['line']},title=critical-untranslated::"
    )


def test_status_tells_words_and_pages_and_what_holds_them_back(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    result = good_site.run("status")
    assert result.exit_code == 0
    rows = {line.split()[0]: line.split() for line in result.output.splitlines() if line}
    assert rows["ar"] == ["ar", "Arabic", "100", "%", "0", "words", "0", "words", "3", "of", "3"]
    assert rows["de"][-3:] == ["2", "of", "3"]
    assert "withheld de: First steps (source/articles/first.md)" in result.output
    assert max(map(len, result.output.splitlines()[:3])) <= 80


def test_a_file_for_the_status_is_for_the_page_alone(good_site: Site) -> None:
    result = good_site.run("status", "--output", "status.html")
    assert result.exit_code == 2
    assert "--output is for --format html" in result.output


def test_status_for_programs(good_site: Site) -> None:
    data = json.loads(good_site.run("status", "--format", "json", "de").output)
    (german,) = data["locales"]
    assert german["words"] == german["words_translated"]
    assert [page["published"] for page in german["pages"]] == [True, True, True]


@pytest.mark.whole
def test_a_build_is_silent_about_progress_in_a_pipe(good_site: Site) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "build"], cwd=good_site.root, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


@pytest.mark.whole
def test_quiet_prints_errors_only(good_site: Site) -> None:
    assert good_site.run("-q", "build").output == good_site.run("-q", "check").output == ""
    good_site.replace("locales/de/articles/first.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    for command in ("build", "check"):
        result = good_site.run("-q", command)
        assert result.exit_code == 1
        (error, _remedy) = result.output.splitlines()
        assert error.startswith("locales/de/articles/first.po:")


def test_summaries_of_commands_are_whole_at_80_columns() -> None:
    result = CliRunner().invoke(main, ["--help"], terminal_width=80)
    commands = result.output.partition("Commands:\n")[2].splitlines()
    ctx = Context(main)
    assert len(commands) == len(main.list_commands(ctx))
    each = {name: main.get_command(ctx, name) for name in main.list_commands(ctx)}
    shown = {name: command.get_short_help_str(100) for name, command in each.items() if command is not None}
    assert list(shown.items()) == [tuple(line.split(maxsplit=1)) for line in commands]
    assert not [line for line in commands if line.endswith("...") or len(line) > 80]


def test_a_text_that_is_in_several_articles_is_approved_once(good_site: Site) -> None:
    text = good_site.read("source/articles/first.md")
    good_site.write("source/articles/third.md", text.replace("Slug: first", "Slug: third"))
    good_site.run("update")
    result = good_site.run("approve", "de", "--by", "Ada", "--yes")
    assert "locales/de/articles/first.po:31 and in 1 more place" in result.output or "more place" in result.output


def test_a_second_settings_file_that_builds_on_the_first_changes_no_message(good_site: Site) -> None:
    good_site.write("publishconf.py", "from pelicanconf import *\nRELATIVE_URLS = False\n")
    command = [sys.executable, "-m", "pipeline", "-s", "publishconf.py", "check"]
    done = subprocess.run(command, cwd=good_site.root, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "2 locales checked: nothing found\n"), done.stdout + done.stderr


@pytest.mark.parametrize("where", ["before", "after"])
def test_options_of_all_commands_stand_before_a_commands_name_or_after_it(good_site: Site, where: str) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "Erste  Schritte"')

    def run(*options: str) -> str:
        arguments = (*options, "check") if where == "before" else ("check", *options)
        return good_site.run(*arguments).output

    assert run("-q") == ""
    assert "0 errors, 1 warning" in run("-v")
    good_site.write("other.py", "from pelicanconf import *\nGETTEXT = {**GETTEXT, 'locales': ['ar']}\n")
    assert "1 locale checked" in run("-s", str(good_site.root / "other.py"))


def test_quiet_reports_for_programs_have_errors_alone(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "Erste  Schritte"')
    assert json.loads(good_site.run("check", "--format", "json").output)["findings"]
    assert json.loads(good_site.run("check", "-q", "--format", "json").output)["findings"] == []


def _told(path: Path) -> str:
    """What a file tells people to run: of a document its code."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.M | re.S)) if path.suffix == ".md" else text


def test_every_command_that_we_tell_people_to_run_is_one() -> None:
    files = [path for suffix in ("py", "toml") for path in (ROOT / "pipeline").rglob(f"*.{suffix}")]
    files += [ROOT / "TRANSLATING.md", ROOT / "Makefile", *(ROOT / "docs").glob("*.md")]
    named = [(name, options.split()) for path in files for name, options in _COMMAND.findall(_told(path))]
    assert len(named) > 40
    for name, options in named:
        command = main.get_command(Context(main), name)
        assert command is not None, name
        known = {"--help", *(form for parameter in command.params for form in parameter.opts)}
        assert known.issuperset(options), name


def test_what_is_mended_is_what_somebody_has_seen(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "locales/de/articles/first.po"
    good_site.replace(path, '"Anfang"', '"Anfang "')

    def ask(*_: object, **__: object) -> bool:
        good_site.replace(path, "Erste Schritte", "Die ersten Schritte ")
        return True

    monkeypatch.setattr(Reporter, "ask", ask)
    result = good_site.run("check", "--fix", "de")
    assert result.exit_code == 2
    assert f"{path}: error: the catalog was changed after the changes were shown" in result.output
    assert '"Anfang "' in good_site.read(path)
    assert '"Die ersten Schritte "' in good_site.read(path)


@pytest.mark.parametrize("command", ["update", "import"])
def test_a_command_is_alone_with_the_catalogs_from_its_first_reading_to_its_last_writing(
    good_site: Site, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    module = sys.modules[f"pipeline.commands.{command}{'_' * (command == 'import')}"]
    names = {"update": ["current_templates", "record_waivers"], "import": ["by_locale", "write_templates"]}[command]
    free: list[str] = []
    told: list[str] = []

    def asked(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def called(*arguments: object, **more: object) -> object:
            lock = FileLock(good_site.root / ".locales.lock", timeout=0)
            with suppress(Timeout), lock:
                free.append(name)
            done = function(*arguments, **more)
            with suppress(Timeout), lock:
                free.append(name)
            told.append(name)
            return done

        return called

    for name in names:
        monkeypatch.setattr(module, name, asked(name, getattr(module, name)))
    good_site.run(command)
    assert (told, free) == (names, [])


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't start new thread")])
def test_where_memory_runs_out_one_sentence_says_so(
    good_site: Site, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(_: object) -> None:
        raise error

    monkeypatch.setattr(Loaded, "extraction", lacking)
    before = good_site.files()
    result = good_site.run("update")
    assert (result.exit_code, result.output.splitlines()) == (
        2,
        [
            "error: memory is used up",
            "  remedy: there is too little memory: end other programs, or raise the limit (ulimit -v)",
        ],
    )
    assert good_site.files() == before


def test_where_standard_input_is_closed_a_question_has_no_answer(good_site: Site) -> None:
    command = [sys.executable, "-m", "pipeline", "-s", str(good_site.root / "pelicanconf.py")]
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *command, "approve", "de", "--by", "A"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Aborted!\n")


def test_catalogs_with_crlf_keep_it_whatever_command_writes_them(good_site: Site) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['require_approval'] = True\n")
    assert good_site.run("approve", "de", "--by", "Amal", "--yes").exit_code == 0
    files = [path for path in (good_site.root / "locales").rglob("*.*") if path.name[0] != "."]
    for path in files:
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    before = good_site.files("locales")
    assert good_site.run("update").exit_code == 0
    assert good_site.files("locales") == before
    good_site.replace("source/articles/first.md", "Beginning", "The very beginning")
    for command in (["update"], ["check", "--fix"], ["approve", "de", "--by", "Amal", "--yes"], ["import"]):
        good_site.run(*command)
    after = good_site.files("locales")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"de/articles/first.po", "ar/articles/first.po", "templates/articles/first.pot"} <= changed
    assert [name for name in changed if b"\n" in after[name].replace(b"\r\n", b"")] == []
