"""One message written into its catalog."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path

import pytest

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Key, Language, Message
from pipeline.paths import real
from pipeline.preview.edits import ConflictError, Wording, save
from pipeline.settings import load_project, load_settings
from tests.conftest import Site

CATALOG = "locales/de/articles/first.po"
KEY: Key = (None, "Beginning")
BEFORE, AFTER = Wording(("Anfang",)), Wording(("Am Anfang",))


def project_of(site: Site) -> tuple[Project, Language]:
    path = real(site.root / "pelicanconf.py")
    project = load_project(path, load_settings(path))
    return project, project.select(["de"])[0]


def write(site: Site, seen: Wording, wanted: Wording, key: Key = KEY, former: Message | None = None) -> Message | None:
    project, language = project_of(site)
    return save(project, language, "articles/first", key, seen, wanted, former)


def changed_lines(before: str, after: str) -> list[str]:
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_translation_changes_its_own_lines_and_no_others(good_site: Site) -> None:
    before = good_site.read(CATALOG)
    assert write(good_site, BEFORE, AFTER)
    assert changed_lines(before, good_site.read(CATALOG)) == ['-msgstr "Anfang"', '+msgstr "Am Anfang"']


def test_what_is_there_already_is_not_written(good_site: Site) -> None:
    before = (good_site.root / CATALOG).stat().st_mtime_ns
    assert not write(good_site, BEFORE, BEFORE)
    assert (good_site.root / CATALOG).stat().st_mtime_ns == before


def test_somebody_elses_change_is_not_overwritten(good_site: Site) -> None:
    good_site.replace(CATALOG, 'msgstr "Anfang"', 'msgstr "Zu Beginn"')
    before = good_site.read(CATALOG)
    with pytest.raises(ConflictError) as conflict:
        write(good_site, BEFORE, AFTER)
    assert conflict.value.theirs == Wording(("Zu Beginn",))
    assert good_site.read(CATALOG) == before


def test_who_wanted_the_same_is_no_conflict(good_site: Site) -> None:
    good_site.replace(CATALOG, 'msgstr "Anfang"', 'msgstr "Am Anfang"')
    assert not write(good_site, BEFORE, AFTER)


def test_a_fuzzy_text_that_is_decided_is_current(good_site: Site) -> None:
    good_site.replace(
        CATALOG,
        '#, markdown-text\nmsgid "Beginning"',
        '#. attention: another number: 2 → 3\n#, fuzzy, markdown-text\n#| msgid "Begin"\nmsgid "Beginning"',
    )
    assert write(good_site, Wording(("Anfang",), fuzzy=True), AFTER)
    text = good_site.read(CATALOG)
    assert "fuzzy" not in text
    assert "attention" not in text
    assert "#|" not in text
    assert good_site.run("update").exit_code == 0
    assert good_site.read(CATALOG) == text


def test_who_takes_a_save_back_has_all_that_was_there(good_site: Site) -> None:
    good_site.replace(
        CATALOG,
        '#: source/articles/first.md\n#, markdown-text\nmsgid "Beginning"',
        "#. attention: another number: 2 → 3\n#: source/articles/first.md\n"
        '#, fuzzy, markdown-text\n#| msgid "Begin"\nmsgid "Beginning"',
    )
    before, fuzzy = good_site.read(CATALOG), Wording(("Anfang",), fuzzy=True)
    former = write(good_site, fuzzy, AFTER)
    assert write(good_site, AFTER, fuzzy, former=former)
    assert good_site.read(CATALOG) == before


def test_a_text_may_be_put_aside_to_be_looked_at(good_site: Site) -> None:
    assert write(good_site, BEFORE, Wording(("Anfang",), fuzzy=True))
    assert '#, fuzzy, markdown-text\nmsgid "Beginning"' in good_site.read(CATALOG)


@pytest.mark.parametrize(
    "text", ['"', "\\", "\n", "a\tb", "#, fuzzy", 'x"\nmsgid ""\nmsgstr "', "مرحبا", "日本", "x" * 5000]
)
def test_whatever_is_written_is_read_back(good_site: Site, text: str) -> None:
    assert write(good_site, BEFORE, Wording((text,)))
    assert not write(good_site, BEFORE, Wording((text,)))


@pytest.mark.parametrize("text", ["\0", "\x1b[31m", "\ud800", "\u2028"])
def test_what_no_catalog_can_have_is_refused(good_site: Site, text: str) -> None:
    before = good_site.read(CATALOG)
    with pytest.raises(PipelineError):
        write(good_site, BEFORE, Wording((text,)))
    assert good_site.read(CATALOG) == before


def test_a_message_that_is_not_there_is_named_with_its_remedy(good_site: Site) -> None:
    with pytest.raises(PipelineError) as error:
        write(good_site, BEFORE, AFTER, (None, "Nothing of the kind"))
    assert "update de" in error.value.hint


def test_forms_are_as_many_as_the_catalog_has(good_site: Site) -> None:
    with pytest.raises(PipelineError, match="plural forms"):
        write(good_site, BEFORE, Wording(("a", "b")))


def test_of_many_who_write_at_once_each_is_there_or_told(good_site: Site) -> None:
    texts = [f"Anfang {number}" for number in range(8)]

    def attempt(text: str) -> str:
        try:
            write(good_site, BEFORE, Wording((text,)))
        except ConflictError:
            return "told"
        return text

    with ThreadPoolExecutor(8) as executor:
        outcomes = list(executor.map(attempt, texts))
    (winner,) = {outcome for outcome in outcomes if outcome != "told"}
    assert outcomes.count("told") == 7
    assert f'msgstr "{winner}"' in good_site.read(CATALOG)


def test_a_line_break_too_many_is_refused_as_msgfmt_does(good_site: Site) -> None:
    with pytest.raises(PipelineError, match="line break"):
        write(good_site, BEFORE, Wording(("Anfang\n",)))


def save_for_ever(path: Path) -> None:
    """Change a text there and back until somebody ends it."""
    site, wordings = Site(path), [BEFORE, AFTER]
    while True:
        write(site, *wordings)
        wordings.reverse()


def test_a_process_that_is_killed_while_it_saves_leaves_the_old_catalog_or_the_new_one(good_site: Site) -> None:
    old = good_site.read(CATALOG)
    new = old.replace('msgstr "Anfang"', 'msgstr "Am Anfang"')
    seen = set[str]()
    for number in range(24):
        started = (good_site.root / CATALOG).stat().st_mtime_ns
        process = multiprocessing.get_context("fork").Process(target=save_for_ever, args=(good_site.root,))
        process.start()
        while (good_site.root / CATALOG).stat().st_mtime_ns == started:
            time.sleep(0.001)
        time.sleep(number % 8 * 0.003)  # somewhere in the next save, or the one after it
        process.kill()
        process.join()
        text = good_site.read(CATALOG)
        assert text in (old, new)
        seen.add(text)
        # Nobody is kept away by who is dead, and what was left is swept.
        assert write(good_site, AFTER if text == new else BEFORE, Wording((f"Anfang {number}",)))
        assert write(good_site, Wording((f"Anfang {number}",)), BEFORE)
        assert not list((good_site.root / "locales").rglob("*.tmp"))
    assert seen
