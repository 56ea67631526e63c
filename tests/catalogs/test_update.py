"""`extract` and `update` on a real site: only what changed is written, and nothing is lost."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polib
import pytest

from pipeline.catalogs import update
from tests.conftest import Site


def catalog(site: Site, locale: str, domain: str) -> polib.POFile:
    return polib.pofile(str(site.root / "locales" / locale / f"{domain}.po"))


def test_running_extract_and_update_again_changes_no_byte_and_touches_no_file(good_site: Site) -> None:
    assert good_site.run("update").exit_code == 0
    before = good_site.files("locales")
    for path in (good_site.root / "locales").rglob("*.po*"):
        os.utime(path, (1, 1))
    assert good_site.run("extract").exit_code == 0
    assert good_site.run("update").exit_code == 0
    assert good_site.files("locales") == before
    assert {path.stat().st_mtime for path in (good_site.root / "locales").rglob("*.po*")} == {1}


def test_an_edited_disclaimer_is_fuzzy_in_every_locale_with_the_text_it_was_made_for(good_site: Site) -> None:
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.")
    good_site.run("update")
    for locale in ("ar", "de"):
        (entry,) = [entry for entry in catalog(good_site, locale, "articles/second") if entry.msgid == "Not ever this."]
        assert entry.fuzzy
        assert entry.previous_msgid == "Not even this."
        assert entry.msgstr


def test_the_date_of_a_catalog_moves_only_with_its_messages(good_site: Site) -> None:
    before = {
        domain: catalog(good_site, "de", domain).metadata["POT-Creation-Date"] for domain in ("articles/first", "theme")
    }
    good_site.replace("source/articles/first.md", "Take one tablet", "Take two tablets")
    good_site.run("update")
    assert catalog(good_site, "de", "articles/first").metadata["POT-Creation-Date"] != before["articles/first"]
    assert catalog(good_site, "de", "theme").metadata["POT-Creation-Date"] == before["theme"]


def test_rewrapping_a_source_changes_nothing(good_site: Site) -> None:
    good_site.run("update")
    before = good_site.files("locales")
    good_site.replace("source/articles/first.md", "Take one tablet, see", "Take one\ntablet,\nsee")
    good_site.run("update")
    assert good_site.files("locales") == before


def test_what_a_tool_has_rewrapped_and_reordered_becomes_canonical_again(good_site: Site) -> None:
    good_site.run("update")
    before = good_site.files("locales/de")
    for path in (good_site.root / "locales" / "de").rglob("*.po"):
        subprocess.run(["msgcat", "--width=50", "--sort-output", "-o", path, path], check=True)
    good_site.run("update")
    assert good_site.files("locales/de") == before


def test_a_translation_follows_an_article_that_is_renamed(good_site: Site) -> None:
    (good_site.root / "source/articles/second.md").rename(good_site.root / "source/articles/later.md")
    good_site.replace("source/articles/first.md", "second.md", "later.md")
    good_site.run("update", "de")
    entries = {entry.msgid: entry.msgstr for entry in catalog(good_site, "de", "articles/later")}
    assert entries["Go on."] == "Gehen Sie weiter."


def test_templates_and_catalogs_are_accepted_by_msgfmt(good_site: Site) -> None:
    good_site.run("update")
    for path in (good_site.root / "locales").rglob("*.po*"):
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_a_new_locale_gets_complete_catalogs(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '"ar", "de"', '"ar", "de", "pl"')
    assert good_site.run("update", "pl").exit_code == 0
    theme = catalog(good_site, "pl", "theme")
    assert theme.metadata["Language"] == "pl"
    assert theme.metadata["Plural-Forms"].startswith("nplurals=3;")
    (plural,) = [entry for entry in theme if entry.msgid_plural]
    assert sorted(plural.msgstr_plural) == [0, 1, 2]


def test_a_file_name_with_a_space_is_one_reference_and_stays_it(good_site: Site) -> None:
    (good_site.root / "source/pages/reach-us.md").rename(good_site.root / "source/pages/reach us.md")
    for path in ("first.md", "second.md"):
        text = good_site.read(f"source/articles/{path}")
        good_site.write(f"source/articles/{path}", text.replace("/pages/reach-us.md", "/pages/reach%20us.md"))
    good_site.run("update")
    before = good_site.files("locales")
    good_site.run("update")
    assert good_site.files("locales") == before
    assert "#: source/pages/reach%20us.md\n" in good_site.read("locales/templates/pages/reach us.pot")


@pytest.mark.parametrize("flag", [[], ["--check"]])
def test_extract_check_is_silent_and_fine_when_all_is_in_step(good_site: Site, flag: list[str]) -> None:
    good_site.run("update")
    result = good_site.run("extract", *flag)
    assert result.exit_code == 0
    if flag:
        assert result.output == ""


def test_templates_tell_translators_what_a_message_is_and_where(good_site: Site) -> None:
    text = good_site.read("locales/templates/articles/first.pot")
    assert "#. paragraph\n#. in: Disclaimer\n#. critical: disclaimer\n" in text
    assert '#. title\n#: source/articles/first.md\nmsgid "First steps"' in text
    theme = good_site.read("locales/templates/theme.pot")
    assert "#. template\n#. heading of a list\n" in theme
    assert '#. tag\n#: source/articles/first.md source/articles/second.md\nmsgctxt "tag"\nmsgid "sleep"' in theme
    assert Path(good_site.root / "locales/templates/pages/reach-us.pot").is_file()


def test_a_catalog_that_is_saved_while_update_runs_is_not_overwritten(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.")
    path = good_site.root / "locales/de/articles/second.po"
    original = update.merge

    def save_meanwhile(*arguments: Any, **options: Any) -> Any:
        if "Neu übersetzt" not in path.read_text(encoding="utf-8"):
            good_site.replace("locales/de/articles/second.po", "Nicht einmal dies.", "Neu übersetzt.")
        return original(*arguments, **options)

    monkeypatch.setattr(update, "merge", save_meanwhile)
    result = good_site.run("update", "de")
    assert result.exit_code == 2
    assert "locales/de/articles/second.po: error: the file was changed by someone else" in result.output
    assert "Neu übersetzt." in path.read_text(encoding="utf-8")
    monkeypatch.undo()
    assert good_site.run("update", "de").exit_code == 0
    (entry,) = [entry for entry in catalog(good_site, "de", "articles/second") if entry.msgid == "Not ever this."]
    assert (entry.msgstr, entry.fuzzy) == ("Neu übersetzt.", True)


def start(site: Site) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, "-m", "pipeline", "-q", "-s", str(site.root / "pelicanconf.py"), "update"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.mark.heavy
def test_eight_processes_that_update_at_once_do_what_one_does(good_site: Site, tmp_path: Path) -> None:
    alone = Site(tmp_path / "alone")
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.\n\nAnd more.")
    shutil.copytree(good_site.root, alone.root)
    processes = [start(good_site) for _ in range(8)]
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0, output
    start(alone).communicate(timeout=60)
    assert good_site.files("locales") == alone.files("locales")


def kill_at_random_moments(site: Site, times: int, chance: random.Random) -> int:
    """Edit the source to and fro and kill `update` in the middle; how many were killed before their end."""
    states: list[dict[str, bytes]] = []
    seconds = 60.0
    for text in ("Not ever this.", "Not even this."):
        started = time.monotonic()
        site.write("source/articles/second.md", re.sub("Not .* this.", text, site.read("source/articles/second.md")))
        start(site).communicate(timeout=60)
        states.append(site.files("locales"))
        seconds = min(seconds, time.monotonic() - started)
    killed = 0
    for number in range(times):
        text = ("Not ever this.", "Not even this.")[number % 2]
        site.write("source/articles/second.md", re.sub("Not .* this.", text, site.read("source/articles/second.md")))
        process = start(site)
        try:
            process.communicate(timeout=chance.uniform(0.5, 1.0) * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
        for path, data in site.files("locales").items():
            if not path.endswith(".tmp"):
                assert data in [state.get(path) for state in states], path
    start(site).communicate(timeout=60)
    assert not list((site.root / "locales").rglob("*.tmp"))
    return killed


@pytest.mark.heavy
def test_update_killed_at_random_moments_damages_no_file(good_site: Site) -> None:
    good_site.run("update")
    assert kill_at_random_moments(good_site, 12, random.Random(1)) > 3


@pytest.mark.long
def test_update_killed_two_hundred_times_damages_no_file(good_site: Site) -> None:
    good_site.run("update")
    assert kill_at_random_moments(good_site, 200, random.Random(2)) > 50


USUAL = "nplurals=2; plural=(n != 1);"
ARTICLES = 'msgstr[0] "%(count)s Artikel"\nmsgstr[1] "%(count)s Artikel"\n'


@pytest.mark.parametrize(
    ("rule", "forms"),
    [
        ("nplurals=2; plural=n > 1;", 2),
        ("nplurals=2; plural=(n == 1);", 2),
        ("nplurals=1; plural=0;", 1),
        ("nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;", 3),
        ("nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", 4),
    ],
)
def test_any_sound_rule_for_plurals_is_used_as_it_is_and_stays(good_site: Site, rule: str, forms: int) -> None:
    good_site.replace("locales/de/theme.po", USUAL, rule)
    written = "".join(f'msgstr[{form}] "%(count)s Artikel"\n' for form in range(forms))
    good_site.replace("locales/de/theme.po", ARTICLES, written)
    before = good_site.files("locales")
    assert good_site.run("check", "de").exit_code == 0
    assert good_site.run("lint", str(good_site.root / "locales/de/theme.po")).exit_code == 0
    assert good_site.run("update").exit_code == 0
    assert good_site.files("locales") == before
    # A new message has as many forms.
    template = "theme/templates/list.html"
    good_site.write(template, good_site.read(template) + '{{ ngettext("%(count)s bed", "%(count)s beds", 2) }}')
    assert good_site.run("update").exit_code == 0
    assert 'msgid_plural "%(count)s beds"\nmsgstr[0] ""\n' in good_site.read("locales/de/theme.po")
    assert f'msgstr[{forms - 1}] ""\n\n' in good_site.read("locales/de/theme.po")
    assert f"msgstr[{forms}]" not in good_site.read("locales/de/theme.po")


UNSOUND = ["nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=open('x');", "nplurals=1; plural=(n != 1);"]


@pytest.mark.parametrize("rule", UNSOUND)
@pytest.mark.parametrize("name", ["theme", "articles/first"])
def test_an_unsound_rule_is_found_by_its_line_and_mended_where_no_plural_text_is(
    good_site: Site, rule: str, name: str
) -> None:
    path = f"locales/de/{name}.po"
    good_site.replace(path, USUAL, rule)
    result = good_site.run("check", "de")
    assert result.exit_code == 1
    assert f"{path}:1: error: the header's Plural-Forms is no rule for plurals" in result.output
    assert USUAL in result.output
    before = good_site.read(path)
    assert good_site.run("update").exit_code == 0
    if name == "theme":  # which has plural texts: what they were translated for is not ours to guess
        assert good_site.read(path) == before
        assert good_site.run("lint", str(good_site.root / path)).exit_code == 2
        good_site.replace(path, ARTICLES, ARTICLES.replace("%(count)s Artikel", ""))
        assert good_site.run("update").exit_code == 0
    assert good_site.read(path) != before
    assert USUAL in good_site.read(path)


def test_text_that_moves_between_catalogs_of_other_rules_takes_the_forms_of_its_numbers(good_site: Site) -> None:
    good_site.write(
        "locales/de/old.po",
        """msgid ""
msgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n==1;\\n"

msgid "%(count)s bed"
msgid_plural "%(count)s beds"
msgstr[0] "%(count)s Betten"
msgstr[1] "%(count)s Bett"
""",
    )
    template = "theme/templates/list.html"
    good_site.write(template, good_site.read(template) + '{{ ngettext("%(count)s bed", "%(count)s beds", 2) }}')
    assert good_site.run("update", "de").exit_code == 0
    assert 'msgstr[0] "%(count)s Bett"\nmsgstr[1] "%(count)s Betten"\n' in good_site.read("locales/de/theme.po")


def test_a_rule_for_plurals_that_gives_the_same_forms_stays_as_it_is_written(good_site: Site) -> None:
    """Other programs write it otherwise, and so does each release of Babel."""
    other = "nplurals=2; plural=((n == 1) ? 0 : 1);"
    good_site.replace("locales/de/theme.po", "nplurals=2; plural=(n != 1);", other)
    before = good_site.files("locales")
    assert good_site.run("extract", "--check").exit_code == 0
    assert good_site.run("update").exit_code == 0
    assert good_site.files("locales") == before
