"""`extract` and `update` on a real site: only what changed is written, and nothing is lost."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import polib
import pytest

from pipeline import files
from pipeline.catalogs import update
from pipeline.catalogs.merges import Merge, Unseen
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.templates import Template, current_templates, lagging_templates, write_templates
from pipeline.catalogs.three_way import merge_versions
from pipeline.catalogs.update import NOBODY, Look, UpdateReport, lagging_catalogs, update_catalogs
from pipeline.catalogs.write import format_catalog
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Message, Notation, Previous, Segment
from pipeline.notes import words_for
from tests.catalogs.rewriters import REWRITERS
from tests.conftest import Site
from tests.making import AR, DE, article, extracted, project_in

FIRST, SECOND, LAST = "Take one tablet a day.", "This is no advice.", "Call us in an emergency."
ANSWERS = {FIRST: "Nehmen Sie eine am Tag.", SECOND: "Dies ist kein Rat.", LAST: "Rufen Sie uns im Notfall an."}


class Texts:
    """A project whose articles are lists of paragraphs, and its German catalogs; nothing runs Pelican."""

    def __init__(self, root: Path) -> None:
        self.project = project_in(root)
        self.update(FIRST, SECOND, LAST)
        for text, answer in ANSWERS.items():
            self.translate(text, answer)

    def path(self, name: str = "a") -> Path:
        return self.project.catalog_path("de", f"articles/{name}")

    def text(self, name: str = "a") -> str:
        return self.path(name).read_text(encoding="utf-8")

    def edit(self, old: str, new: str, name: str = "a") -> None:
        assert old in self.text(name)
        self.path(name).write_text(self.text(name).replace(old, new), encoding="utf-8")

    def translate(self, msgid: str, text: str) -> None:
        self.edit(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{text}"')

    def templates(self, *texts: str, **more: tuple[str, ...]) -> list[Template]:
        """Of the article `a` with these texts, or of the articles named."""
        articles = {**({"a": texts} if texts else {}), **more}
        documents = [
            article(*(Segment(text, "paragraph", Notation.MARKDOWN) for text in own), name=name)
            for name, own in articles.items()
        ]
        return current_templates(self.project, extracted(*documents, project=self.project).templates)

    def update(
        self, *texts: str, prune: bool = False, unseen: Unseen | None = None, **more: tuple[str, ...]
    ) -> UpdateReport[None]:
        templates = self.templates(*texts, **more)
        (report,) = update_catalogs(self.project, templates, [DE], look=NOBODY, prune=prune, unseen=unseen)
        write_templates(self.project, templates)
        return report

    def lagging(self, *texts: str, **more: tuple[str, ...]) -> list[str]:
        return [path.name for path in lagging_catalogs(self.project, self.templates(*texts, **more), [DE])]

    def read(self, name: str = "a") -> Catalog:
        return read_catalog(self.path(name), self.project, domain=f"articles/{name}", locale="de")

    def messages(self, name: str = "a") -> dict[str, Message]:
        return {message.msgid: message for message in self.read(name).messages}


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    return Texts(tmp_path)


UNSEEN = {"de": {((None, FIRST), None, (ANSWERS[FIRST],)): Merge("1" * 40, ("2" * 40, "3" * 40))}}


def test_what_a_merge_has_made_certain_is_fuzzy_until_somebody_accepts_it(texts: Texts) -> None:
    before = texts.text()
    report = texts.update(FIRST, SECOND, LAST, unseen=UNSEEN)
    (told,) = report.messages.unseen
    assert (told.rule, told.path, told.locale, told.msgid) == ("merged-unseen", "locales/de/articles/a.po", "de", FIRST)
    assert "the merge 111111111 of 222222222 and 333333333" in told.message
    assert [message.fuzzy for message in texts.messages().values()] == [True, False, False]
    # Nothing is told, or changes, as long as it waits, and once it is accepted: be it committed or not.
    doubted = texts.text()
    for _ in range(2):
        assert texts.update(FIRST, SECOND, LAST, unseen=UNSEEN).messages.unseen == ()
        assert texts.text() == doubted
    texts.edit("#, fuzzy, ", "#, ")
    accepted = texts.text()
    for _ in range(2):
        assert texts.update(FIRST, SECOND, LAST, unseen=UNSEEN).messages.unseen == ()
        assert texts.text() == accepted
    assert texts.lagging(FIRST, SECOND, LAST) == []
    # Nor if the source goes, and is back, before it is committed.
    for _ in range(2):
        texts.update(SECOND, LAST, unseen=UNSEEN)
    texts.update(FIRST, SECOND, LAST, unseen=UNSEEN)
    assert texts.text() == accepted
    # The line that tells so goes when the merge is looked at no more.
    texts.update(FIRST, SECOND, LAST)
    assert texts.text() == before


def test_what_a_merge_has_made_certain_goes_nowhere_as_certain(texts: Texts) -> None:
    linked, elsewhere = FIRST.replace("day", "[day](a)"), FIRST.replace("day", "[day](b)")
    texts.update(linked, SECOND, LAST, "New.")
    texts.edit("#, fuzzy, ", "#, ")
    answer = texts.messages()[linked].translations
    unseen = {"de": {((None, linked), None, answer): Merge("1" * 40, ("2" * 40, "3" * 40))}}
    texts.update(elsewhere, SECOND, LAST, unseen=unseen)
    assert texts.messages()[elsewhere].fuzzy
    once = texts.text()
    texts.update(elsewhere, SECOND, LAST, unseen=unseen)
    assert texts.text() == once


def test_what_is_obsolete_is_doubted_as_well(texts: Texts) -> None:
    texts.update(SECOND, LAST)
    texts.update(SECOND, LAST, unseen=UNSEEN)
    texts.update(FIRST, SECOND, LAST)
    assert texts.messages()[FIRST].fuzzy
    assert texts.messages()[FIRST].translations == (ANSWERS[FIRST],)


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


def test_rewrapping_a_source_changes_nothing(good_site: Site) -> None:
    good_site.run("update")
    before = good_site.files("locales")
    good_site.replace("source/articles/first.md", "Take one tablet, see", "Take one\ntablet,\nsee")
    good_site.run("update")
    assert good_site.files("locales") == before


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
    assert '\n#. page: /first.html\n#: source/articles/first.md\nmsgid "First steps"' in text
    theme = good_site.read("locales/templates/theme.pot")
    assert f"#. {words_for('template')}\n#. heading of a list\n" in theme
    assert (
        '#. name of a tag\n#: source/articles/first.md source/articles/second.md\nmsgctxt "tag"\nmsgid "sleep"' in theme
    )
    assert Path(good_site.root / "locales/templates/pages/reach-us.pot").is_file()


def test_a_catalog_that_is_saved_while_update_runs_is_not_overwritten(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.")
    path = good_site.root / "locales/de/articles/second.po"
    original = update._written

    def save_meanwhile(*arguments: Any) -> Any:
        good_site.replace("locales/de/articles/second.po", "Nicht einmal dies.", "Neu übersetzt.")
        return original(*arguments)

    monkeypatch.setattr(update, "_written", save_meanwhile)
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
def test_processes_that_update_at_once_do_what_one_does(good_site: Site, tmp_path: Path) -> None:
    alone = Site(tmp_path / "alone")
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.\n\nAnd more.")
    shutil.copytree(good_site.root, alone.root)
    processes = [start(good_site) for _ in range(3)]
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0, output
    start(alone).communicate(timeout=60)
    assert good_site.files("locales") == alone.files("locales")


def kill_at_random_moments(site: Site, times: int, chance: random.Random) -> int:
    """Edit the source to and fro and kill `update` in the middle; how many were killed before their end.

    However fast the machine is at that moment: who comes too late comes sooner the next time, and the other way round.
    """
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
            seconds *= 0.6
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed, seconds = killed + 1, seconds * 1.2
        for path, data in site.files("locales").items():
            if not path.endswith(".tmp"):
                assert data in [state.get(path) for state in states], path
    start(site).communicate(timeout=60)
    assert not list((site.root / "locales").rglob("*.tmp"))
    return killed


@pytest.mark.heavy
def test_update_killed_at_random_moments_damages_no_file(good_site: Site) -> None:
    good_site.run("update")
    assert kill_at_random_moments(good_site, 4, random.Random(1)) > 0


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
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n==1;\\n"
"X-Generator: pelican-gettext\\n"

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


HUMAN = """\
# Copyright (C) the clinic
#
# Anna Muster <anna@example.org>, 2026.
"""


def test_what_people_wrote_into_comments_stays_byte_for_byte(texts: Texts) -> None:
    texts.edit("# Translations of Tiny into German.\n", HUMAN)
    noted = "#\n# \n## Dose ##\n#no space\n#  indented  \n# waive: numbers, as on the box\n#. paragraph\n# after\n"
    texts.edit("#. paragraph\n", noted)
    closing = "\n# the end\n#\n#, fuzzy\n# really\n"
    texts.path().write_text(texts.text() + closing, encoding="utf-8")
    before = texts.text()
    texts.update(FIRST, SECOND, LAST)
    assert texts.text() == before
    texts.update(FIRST, SECOND, LAST, "A new one.")
    assert texts.text().startswith(HUMAN)
    assert noted in texts.text()
    assert texts.text().endswith(closing)


def test_a_comment_of_a_text_that_is_edited_keeps_its_lines(texts: Texts) -> None:
    texts.edit("#. paragraph\n", "# one\n#\n# two\n#. paragraph\n")
    edited = FIRST.replace("one", "two")
    texts.update(edited, SECOND, LAST)
    assert "# one\n#\n# two\n#. paragraph\n" in texts.text()
    assert texts.messages()[edited].fuzzy


def test_messages_that_did_not_change_stay_as_a_program_wrote_them(texts: Texts) -> None:
    head, *blocks = texts.text().split("\n\n")
    blocks = [block.replace("msgstr ", 'msgstr ""\n') for block in (head.replace("msgid", "#, fuzzy\nmsgid"), *blocks)]
    texts.path().write_text("\n\n\n".join(blocks), encoding="utf-8")
    assert texts.update(FIRST, SECOND, LAST).files_written == 0
    texts.update(FIRST, LAST)
    now = texts.text().split("\n\n")
    assert now[:3] == [blocks[0], blocks[1], blocks[3].rstrip("\n")]
    assert now[3:] == [f'#, markdown-text\n#~ msgid "{SECOND}"\n#~ msgstr "{ANSWERS[SECOND]}"\n']


@pytest.mark.parametrize("program", REWRITERS)
def test_a_save_by_another_program_is_in_step_and_loses_nothing(texts: Texts, program: str) -> None:
    edited = FIRST.replace("one", "two")
    texts.edit("#. paragraph\n", "# said by Anna\n#. paragraph\n")
    texts.update(edited, SECOND, LAST)
    before = texts.messages()
    texts.path().write_bytes(REWRITERS[program](texts.path()))
    assert texts.lagging(edited, SECOND, LAST) == []
    texts.update(edited, SECOND, LAST)
    assert texts.lagging(edited, SECOND, LAST) == []
    said = {key: (m.translations, m.fuzzy, m.comment.partition("\n")[0]) for key, m in texts.messages().items()}
    assert said == {key: (m.translations, m.fuzzy, m.comment) for key, m in before.items()}
    assert texts.update(edited, SECOND, LAST).files_written == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#, markdown-text\n", ""),
        ("#: source/articles/a.md\n", ""),
        ("#. paragraph\n", ""),
        ("plural=(n != 1);", "plural=n != 1;"),
        ('"X-Generator: pelican-gettext\\n"', '"X-Generator: Poedit 3.4\\n"\n"X-Poedit-Basepath: .\\n"'),
        ('"POT-Creation-Date', '"X-Was'),
        ('msgid "This', '#| msgid "Left over"\nmsgid "This'),
        ("Nehmen", "Sie nehmen"),
        ("\n\n", "\n\n\n"),
        ("\n", "\r\n"),
    ],
)
def test_what_is_no_message_does_not_lag_behind(texts: Texts, old: str, new: str) -> None:
    texts.edit(old, new)
    assert texts.lagging(FIRST, SECOND, LAST) == []


@pytest.mark.parametrize(
    "texts_now", [(FIRST, SECOND), (FIRST, SECOND, LAST, "More."), (FIRST.replace("one", "two"), SECOND, LAST)]
)
def test_messages_that_are_missing_changed_or_too_many_lag_behind(texts: Texts, texts_now: tuple[str, ...]) -> None:
    assert texts.lagging(*texts_now) == ["a.po"]
    assert [path.name for path in lagging_templates(texts.project, texts.templates(*texts_now))] == ["a.pot"]


def test_a_suggestion_whose_edit_was_taken_back_lags_behind(texts: Texts) -> None:
    texts.update(FIRST.replace("one", "two"), SECOND, LAST)
    assert texts.lagging(FIRST, SECOND, LAST) == ["a.po"]


def test_a_catalog_whose_source_is_gone_lags_behind_until_its_messages_are_obsolete(texts: Texts) -> None:
    assert texts.lagging(b=("Other.",)) == ["b.po", "a.po"]
    texts.update(b=("Other.",))
    assert texts.lagging(b=("Other.",)) == []


def test_an_edit_that_is_taken_back_leaves_the_files_as_they_were(texts: Texts) -> None:
    texts.edit("#. paragraph\n", "# checked\n#. paragraph\n")
    before = texts.text()
    texts.update(FIRST.replace("one", "two"), SECOND, LAST)
    assert texts.messages()[FIRST.replace("one", "two")].previous == Previous(FIRST)
    texts.update(FIRST, SECOND, LAST)
    assert texts.text() == before


def test_a_suggestion_whose_text_goes_too_keeps_its_mark_and_comes_back_with_the_edit(texts: Texts) -> None:
    """polib writes no `#.` lines of what is out of use: `update` took that for a fault of its own, and was refused."""
    before = texts.messages()[FIRST]
    texts.update(FIRST.replace("one", "two"), SECOND, LAST)
    texts.update(SECOND, LAST)
    assert "#. suggested: " in texts.text()
    texts.update(FIRST, SECOND, LAST)
    assert texts.messages()[FIRST] == before


def test_a_header_of_another_language_is_not_written_over_and_not_spread(texts: Texts) -> None:
    texts.edit("Language: de", "Language: pl")
    texts.update(a=(FIRST, SECOND, LAST), b=(FIRST,))
    assert texts.read().header("Language") == "pl"
    assert not texts.messages("b")[FIRST].has_text


@pytest.mark.parametrize("name", ["de_DE", "de-DE", "DE", "de_AT", "German"])
def test_another_name_of_the_same_language_stays(texts: Texts, name: str) -> None:
    texts.edit("Language: de", f"Language: {name}")
    texts.update(FIRST, SECOND)
    assert texts.read().header("Language") == name


def test_a_header_keeps_its_order_and_gets_what_is_missing(texts: Texts) -> None:
    head, _, body = texts.text().partition("\n\n")
    del head
    fields = ["Content-Type: text/plain; charset=UTF-8", "X-Own: kept", "Language: ", "Project-Id-Version: mine"]
    texts.path().write_text('msgid ""\nmsgstr ""\n' + "".join(f'"{f}\\n"\n' for f in fields) + f"\n{body}")
    texts.update(FIRST, SECOND, LAST)
    names = [name for name, _ in texts.read().headers]
    assert names[:4] == ["Content-Type", "X-Own", "Language", "Project-Id-Version"]
    assert {"MIME-Version", "PO-Revision-Date", "Plural-Forms", "Language-Team"} <= set(names)
    assert "POT-Creation-Date" not in names
    assert (texts.read().header("Language"), texts.read().header("Project-Id-Version")) == ("de", "mine")


@pytest.mark.parametrize("flags", [[], ["--prune"]])
def test_update_prunes_when_it_is_told_to_and_says_what(good_site: Site, flags: list[str]) -> None:
    path = "locales/de/articles/second.po"
    good_site.write(path, good_site.read(path) + '\n#~ msgid "Gone [1]"\n#~ msgstr "Weg"\n')
    output = good_site.run("update", *flags, "de").output
    assert ("Gone [1]" in good_site.read(path)) is not bool(flags)
    assert (f"removed from {path}: “Gone [1]”\nde: 1 obsolete message removed\n" in output) is bool(flags)


def test_two_people_who_make_a_catalog_make_the_same_one(
    tmp_path: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.path().unlink()
    texts.update(FIRST, SECOND, LAST)
    one = texts.text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    texts.path().unlink()
    texts.update(FIRST, SECOND, LAST)
    assert texts.text() == one


def test_a_renamed_article_takes_all_along_and_leaves_nothing(texts: Texts) -> None:
    texts.edit("# Translations of Tiny into German.\n", HUMAN)
    texts.edit("#. paragraph\n", "# unsure\n#. paragraph\n")
    texts.edit('#, markdown-text\nmsgid "Take', '#, fuzzy, markdown-text\nmsgid "Take')
    texts.path().write_text(texts.text() + "\n# the end\n", encoding="utf-8")
    texts.update(FIRST, SECOND)  # LAST is obsolete
    before = texts.text()
    report = texts.update(b=(FIRST, SECOND))
    assert texts.text("b") == before.replace("articles/a.md", "articles/b.md")
    assert not texts.path().exists()
    assert report.removed == ("locales/de/articles/a.po",)
    assert texts.lagging(b=(FIRST, SECOND)) == []


def test_a_renamed_and_edited_article_takes_its_texts_along(texts: Texts) -> None:
    texts.update(b=(FIRST.replace("one", "two"), SECOND, LAST, "More."))
    assert texts.messages("b")[FIRST.replace("one", "two")].previous == Previous(FIRST)
    assert not texts.path().exists()


def test_text_that_moved_leaves_no_copy_among_the_obsolete(texts: Texts) -> None:
    texts.update(a=(FIRST, SECOND), b=("Other.", LAST))
    assert texts.messages("b")[LAST].translated
    assert LAST not in texts.messages()


@pytest.mark.parametrize("stopped", ["a", "b"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_wherever_it_is_broken_off_a_text_that_moves_is_in_one_of_the_catalogs(
    texts: Texts, stopped: str, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.update(a=(FIRST, SECOND), b=("Other.", LAST))
    texts.path().write_text(texts.text(), encoding="utf-8", newline=ends)
    replace = files._replace

    def stop(path: Path, *more: Any) -> bool:
        if path == texts.path(stopped):
            raise PipelineError("no room")
        return replace(path, *more)

    monkeypatch.setattr(files, "_replace", stop)
    with pytest.raises(PipelineError, match="no room"):  # one text changes places with another
        texts.update(a=(FIRST, LAST), b=("Other.", SECOND))
    assert all(answer in texts.text("a") + texts.text("b") for answer in ANSWERS.values())
    monkeypatch.undo()
    texts.update(a=(FIRST, LAST), b=("Other.", SECOND))
    assert [texts.messages("a")[text].translated for text in (FIRST, LAST)] == [True, True]
    assert texts.messages("b")[SECOND].translated
    assert (SECOND in texts.messages("a"), LAST in texts.messages("b")) == (False, False)
    assert (ends == "\r\n") is (b"\r\n" in texts.path().read_bytes())


def test_an_obsolete_text_that_says_more_than_the_one_in_use_stays(texts: Texts) -> None:
    texts.edit(f'msgid "{LAST}"', f'msgid "{LAST}"')
    texts.update(a=(FIRST, SECOND), b=("Other.", LAST))
    texts.edit(ANSWERS[LAST], "Anders.", "b")
    texts.update(a=(FIRST, SECOND, LAST), b=("Other.",))
    texts.update(a=(FIRST, SECOND), b=("Other.", LAST))
    assert {texts.messages("b")[LAST].translations} == {("Anders.",)}


def test_the_catalogs_of_another_program_are_no_former_names(texts: Texts) -> None:
    foreign = texts.project.catalogs / "de" / "LC_MESSAGES" / "messages.po"
    foreign.parent.mkdir()
    text = texts.text().replace("source/articles/a.md", "theme/base.html:1").partition("\n")[2]
    foreign.write_text(text, encoding="utf-8")
    texts.update(a=(FIRST, SECOND, LAST), b=(FIRST, SECOND, LAST))
    assert foreign.exists()


def test_pruning_removes_what_was_obsolete_and_says_what(texts: Texts) -> None:
    texts.edit('#, markdown-text\nmsgid "Take', '#, fuzzy, markdown-text\nmsgid "Take')
    texts.update(FIRST, SECOND)
    report = texts.update(FIRST, prune=True)
    assert [(path, message.msgid) for path, message in report.pruned] == [("locales/de/articles/a.po", LAST)]
    assert {message.msgid: message.obsolete for message in texts.messages().values()} == {FIRST: False, SECOND: True}
    assert texts.messages()[FIRST].fuzzy
    assert [message.msgid for _, message in texts.update(FIRST, prune=True).pruned] == [SECOND]
    assert texts.update(FIRST, prune=True).files_written == 0


def test_pruning_removes_a_catalog_without_a_source_once_it_is_empty(texts: Texts) -> None:
    texts.update(b=("Other.",))
    assert texts.path().exists()
    report = texts.update(b=("Other.",), prune=True)
    assert (report.removed, len(report.pruned)) == (("locales/de/articles/a.po",), 3)
    assert not texts.path().exists()


def two_languages(root: Path, *, files: int = 3, paragraphs: int = 4) -> Texts:
    """German and Arabic catalogs of so many articles, all translated."""
    texts = Texts(root)
    articles = {f"b{number}": tuple(f"Say {number} of {n}." for n in range(paragraphs)) for number in range(files)}
    update_catalogs(texts.project, texts.templates(**articles), [DE, AR], look=NOBODY)
    for path in texts.project.catalogs.rglob("b*.po"):
        path.write_text(re.sub(r'(msgid "(Say.*?)"\nmsgstr ")', r"\1x \2", path.read_text(encoding="utf-8")))
    return texts


def catalogs_in(texts: Texts) -> dict[str, bytes]:
    folder = texts.project.catalogs
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.heavy
def test_languages_side_by_side_become_what_they_become_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr("pipeline.workers.cores", lambda: cores)
    monkeypatch.setattr(update, "MANY", 0)
    texts = two_languages(tmp_path)
    look = Look(Message.translated.fget, lambda language, found: (os.getpid(), language.locale, len(found)))
    templates = texts.templates(b0=("Say 0 of 0.", "Say 1 of 1."), c=("Say 2 of 2.",))
    assert len(lagging_catalogs(texts.project, templates, [AR, DE])) == 8
    reports = update_catalogs(texts.project, templates, [AR, DE], look=look)
    assert [(r.language, r.messages.kept, r.messages.moved, r.files_written) for r in reports] == [
        (AR, 1, 2, 4),
        (DE, 1, 2, 4),
    ]
    assert [report.seen[1:] for report in reports] == [("ar", 2), ("de", 2)]
    assert (os.getpid() in {report.seen[0] for report in reports}) is (cores == 1)
    found = catalogs_in(texts)
    assert {path for path in found if "waiting" in path or path.endswith(".tmp")} == set()
    assert b'msgstr "x Say 1 of 1."' in found["ar/articles/b0.po"]
    assert b"Say 1 of 1." not in found["ar/articles/b1.po"]


@pytest.mark.parametrize("cores", [1, 2])
def test_a_malformed_catalog_changes_nothing_in_any_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr("pipeline.workers.cores", lambda: cores)
    monkeypatch.setattr(update, "MANY", 0)
    texts = two_languages(tmp_path)
    path = texts.project.catalog_path("ar", "articles/b2")
    path.write_text(path.read_text(encoding="utf-8") + "msgid x\n", encoding="utf-8")
    before = catalogs_in(texts)
    with pytest.raises(PipelineError, match=r"locales/ar/articles/b2\.po:\d"):
        update_catalogs(texts.project, texts.templates(b2=("Say 1.", "Say 2 of 2.")), [DE, AR], look=NOBODY)
    assert catalogs_in(texts) == before


@pytest.mark.heavy
def test_what_is_held_hardly_grows_with_the_number_of_catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_AT_A_TIME", 4)

    def peak(files_now: int, attempt: int) -> int:
        texts = two_languages(tmp_path / f"{files_now}-{attempt}", files=files_now, paragraphs=30)
        names = [f"b{number}" for number in range(files_now)]
        now = {name: (*(f"Say {name[1:]} of {n}." for n in range(30)), "New.") for name in names}
        templates = texts.templates(**now)
        tracemalloc.start()
        assert len(update_catalogs(texts.project, templates, [DE], look=NOBODY)) == 1
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    # A thread of another test's may take room meanwhile, which is nothing that is held here.
    peaks = [min(peak(files_now, attempt) for attempt in range(3)) for files_now in (10, 40)]
    assert peaks[1] < 2.2 * peaks[0], peaks  # of four times as many; whoever holds them all holds 6.7 times as much


def git(texts: Texts, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=texts.project.root, capture_output=True, text=True, check=check)


@pytest.mark.parametrize("program", ["Weblate (translate toolkit)", "msgcat, wrapped", "as it is"])
@pytest.mark.parametrize(
    ("texts_now", "translated"),
    [
        ((FIRST.replace("one", "two"), SECOND, LAST), LAST),
        ((FIRST, SECOND, LAST, "More."), FIRST),
        ((SECOND, LAST), SECOND),
    ],
    ids=["edited", "added", "removed"],
)
@pytest.mark.heavy
def test_plain_git_merges_an_update_with_a_save(
    texts: Texts, texts_now: tuple[str, ...], translated: str, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is as a translator's program last wrote it; no merge driver is set up."""
    texts.path().write_bytes(REWRITERS[program](texts.path()))
    git(texts, "init", "-q", "-b", "main")
    git(texts, "add", "-A")
    git(texts, "commit", "-qm", "base")
    git(texts, "checkout", "-qb", "translator")
    changed = re.sub(r"PO-Revision-Date: [^\\]*", "PO-Revision-Date: 2030-01-01 00:00+0000", texts.text())
    changed = re.sub(r"Last-Translator: [^\\]*", "Last-Translator: Anna <anna@example.org>", changed)
    answer = ANSWERS[translated]
    texts.path().write_text(changed.replace(answer.split()[-1], "anders."), encoding="utf-8")
    git(texts, "commit", "-qam", "saved")
    git(texts, "checkout", "-q", "main")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    texts.update(*texts_now)
    git(texts, "commit", "-qam", "update")
    done = git(texts, "merge", "-q", "translator", check=False)
    assert done.returncode == 0, done.stdout
    assert texts.messages()[translated].translations[0].endswith("anders.")
    assert texts.lagging(*texts_now) == []
    assert "Last-Translator: Anna" in texts.text()


ONE, NINE, NINE_BIG = (
    f"Take {what} of water."
    for what in ("one tablet with a glass", "nine tablets with a glass", "nine tablets with a big glass")
)


def test_a_suggestion_that_moves_after_a_program_dropped_its_previous_text_is_not_certain(texts: Texts) -> None:
    texts.path().unlink()
    texts.update(b=(SECOND,), a=(ONE,))
    texts.translate(ONE, "EINE")
    texts.update(b=(SECOND,), a=(NINE, LAST))
    lines = texts.text().splitlines()
    texts.path().write_text("\n".join(line for line in lines if not line.startswith("#|")), encoding="utf-8")
    for _ in range(3):
        texts.update(b=(SECOND, NINE), a=(LAST,))
        assert texts.messages("b")[NINE].fuzzy


def test_what_was_accepted_for_one_text_is_not_certain_for_another_that_was_left_beside_it(texts: Texts) -> None:
    texts.path().unlink()
    texts.update(ONE)
    texts.translate(ONE, "EINE")
    texts.update(NINE)
    texts.edit("#, fuzzy, markdown-text\n", "#, markdown-text\n")
    texts.edit("EINE", "NEUN")
    texts.update(NINE_BIG)
    texts.update(ONE)
    assert texts.messages()[ONE].fuzzy


@pytest.mark.parametrize("line", ["X-Note: ask Jana|X-Note: ask Ada", "We say Sie, not du."])
def test_what_a_person_wrote_into_the_header_stays_when_a_field_is_added(texts: Texts, line: str) -> None:
    texts.edit('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', f'"{line}\\n"\n'.replace("|", '\\n"\n"'))
    texts.update(FIRST, SECOND, LAST)
    assert "Plural-Forms" in texts.text()
    assert [one for one in line.split("|") if one not in texts.text()] == []


@pytest.mark.parametrize("prune", [False, True])
@pytest.mark.parametrize("place", ["closing", "comment", "header"])
def test_no_catalog_goes_in_which_a_person_has_written_something(texts: Texts, place: str, *, prune: bool) -> None:
    if place == "header":
        texts.edit('"X-Generator', '"X-Note: Jana says du\\n"\n"X-Generator')
    else:
        text, note = texts.text(), "# Jana says du\n"
        texts.path().write_text(f"{text}\n{note}" if place == "closing" else note + text, encoding="utf-8")
    texts.update(b=("Other.",))
    texts.update(b=("Other.", FIRST, SECOND, LAST), prune=prune)
    texts.update(b=("Other.", FIRST, SECOND, LAST), prune=prune)
    assert "Jana says du" in texts.text()


def test_a_fuzzy_text_that_moves_changes_nothing_once_more(texts: Texts) -> None:
    texts.edit('#, markdown-text\nmsgid "Take', '#, fuzzy, markdown-text\nmsgid "Take')
    texts.update(a=(SECOND, LAST), b=("Other.", FIRST))
    assert texts.messages("b")[FIRST].fuzzy
    assert texts.messages("b")[FIRST].previous is None
    assert texts.update(a=(SECOND, LAST), b=("Other.", FIRST)).files_written == 0


@pytest.mark.parametrize("note", ["", "# why?\n"])
def test_a_doubt_follows_a_text_that_another_branch_has_moved_to_another_file(tmp_path: Path, note: str) -> None:
    texts = Texts(tmp_path)
    texts.update(a=(FIRST, SECOND), b=(LAST,))
    base = texts.read()
    texts.edit(f'#, markdown-text\nmsgid "{SECOND}"', f'{note}#, fuzzy, markdown-text\nmsgid "{SECOND}"')
    doubted = texts.read()
    texts.path().write_text(format_catalog(base), encoding="utf-8")
    texts.update(a=(FIRST,), b=(LAST, SECOND))
    moved = texts.messages("b")[SECOND]
    assert (moved.fuzzy, moved.translations) == (False, (ANSWERS[SECOND],))
    texts.path().write_text(format_catalog(merge_versions(base, texts.read(), doubted).catalog), encoding="utf-8")
    assert texts.lagging(a=(FIRST,), b=(LAST, SECOND)) == ["b.po"]
    report = texts.update(a=(FIRST,), b=(LAST, SECOND))
    found = texts.messages("b")[SECOND]
    assert (found.fuzzy, found.translations, found.comment) == (True, (ANSWERS[SECOND],), note.strip("# \n"))
    assert (report.messages.fuzzy, report.messages.kept, SECOND in texts.messages()) == (1, 2, False)
    # Once somebody has looked at it there, it is as certain as any other.
    texts.edit("#, fuzzy, markdown-text", "#, markdown-text", "b")
    assert texts.update(a=(FIRST,), b=(LAST, SECOND)).files_written == 0
