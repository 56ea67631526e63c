"""Many sources: read on all cores, in their order, and not again before they change."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.model import Notation
from pipeline.review.gate import Gate
from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import Extraction, extract
from pipeline.sources.source_reader import SourceReader
from pipeline.workers import MANY, map_on_all_cores
from tests.conftest import Site


@pytest.fixture
def many(good_site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Site:
    """A site of so many pages that they are read in parallel and kept in the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for number in range(MANY):
        text = f"Title: Page {number}\nSlug: page-{number}\n\nText *{number}*.\n\n## Part {{#part}}\n\nMore.\n"
        good_site.write(f"source/pages/{number:03}.md", text)
    good_site.write("source/pages/rst.rst", "Rst\n===\n\n:slug: rst\n\nA text.\n")
    good_site.write("source/pages/html.html", "<html><head><title>H</title></head><body><p>Hi</p></body></html>")
    return good_site


def read(site: Site, monkeypatch: pytest.MonkeyPatch) -> tuple[Extraction, list[str]]:
    """What is extracted, and the names of the files that were parsed for it."""
    parsed: list[str] = []
    original = SourceReader.read

    def note(reader: SourceReader, path: Path, *arguments: Any, **named: Any) -> Any:
        parsed.append(path.name)
        return original(reader, path, *arguments, **named)

    path = site.root / "pelicanconf.py"
    settings = load_settings(path)
    with monkeypatch.context() as patch:
        patch.setattr(SourceReader, "read", note)
        patch.setattr("pipeline.workers.cores", lambda: 1)
        return extract(load_project(path, settings), settings), parsed


def cache_file(site: Site) -> Path:
    (path,) = (site.root.parent / "cache").rglob("*.sqlite")
    return path


def test_a_file_that_has_not_changed_is_not_parsed_again(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first, parsed = read(many, monkeypatch)
    assert len(parsed) == MANY + 5
    again, parsed = read(many, monkeypatch)
    assert (again, parsed) == (first, [])
    many.replace("source/pages/007.md", "More.", "Less.")
    edited, parsed = read(many, monkeypatch)
    assert parsed == ["007.md"]
    assert "Less." in {segment.text for document in edited.documents for segment in document.segments}


def test_other_settings_make_all_files_new(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read(many, monkeypatch)
    many.replace("pelicanconf.py", "SITENAME", 'MARKDOWN = {"extensions": ["extra", "nl2br"]}\nSITENAME')
    _, parsed = read(many, monkeypatch)
    assert len(parsed) == MANY + 5


@pytest.mark.parametrize("broken", ["", "no database", "SQLite format 3"])
def test_a_cache_that_cannot_be_read_is_no_cache(many: Site, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    first, _ = read(many, monkeypatch)
    cache_file(many).write_text(broken)
    assert read(many, monkeypatch)[0] == first


def test_the_cache_is_not_in_the_project(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = many.files()
    read(many, monkeypatch)
    assert many.files() == before
    assert cache_file(many).is_file()


def test_sources_that_bring_in_other_files_are_always_read(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    many.write("source/part.inc", "Included.\n")
    many.write("source/pages/rst.rst", "Rst\n===\n\n:slug: rst\n\n.. include:: ../part.inc\n")
    read(many, monkeypatch)
    many.write("source/part.inc", "Changed.\n")
    extraction, parsed = read(many, monkeypatch)
    assert parsed == ["rst.rst"]
    assert "Changed." in {segment.text for document in extraction.documents for segment in document.segments}


def test_an_extension_that_may_read_files_is_never_trusted_to_the_cache(
    many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.replace("pelicanconf.py", "SITENAME", 'MARKDOWN = {"extensions": ["extra", "pymdownx.snippets"]}\nSITENAME')
    for _ in range(2):
        _, parsed = read(many, monkeypatch)
        assert len([name for name in parsed if name.endswith(".md")]) == MANY + 3


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_all_cores_give_what_one_gives(many: Site, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    many.write("plugins/tablets.py", _NOTICES)
    plugins = 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["pipeline.plugin", "tablets"]\n'
    many.write("pelicanconf.py", many.read("pelicanconf.py") + plugins)
    many.write("source/pages/rst.rst", "Rst\n===\n\n:slug: rst\n\n.. notice::\n")
    many.write("notice.txt", "Take one tablet.")
    monkeypatch.setattr("docutils.parsers.rst.directives._directives", {})
    one, _ = read(many, monkeypatch)
    assert "Take one tablet." in str(one.documents)
    cache_file(many).unlink()
    monkeypatch.setattr("pipeline.workers.cores", lambda: 2)
    monkeypatch.setattr("pipeline.workers.start_method", lambda: method)
    if method == "spawn":  # what is done to this process is not done to others
        monkeypatch.setattr(SourceReader, "read", lambda *_, **__: pytest.fail("this process reads"))
    path = many.root / "pelicanconf.py"
    settings = load_settings(path)
    assert extract(load_project(path, settings), settings) == one


ROLES = """\
Rst
===

:slug: rst

.. role:: key
.. role:: html(raw)
   :format: html

Press :key:`Enter` :html:`<kbd>now</kbd>`.
"""


@pytest.mark.parametrize("cores", [1, 2])
def test_the_roles_of_a_document_are_compared_whoever_read_it(
    many: Site, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr("pipeline.workers.cores", lambda: cores)
    many.write("source/pages/rst.rst", ROLES)
    path = many.root / "pelicanconf.py"
    settings = load_settings(path)
    project = load_project(path, settings)
    for _ in ("read", "remembered"):
        checker = Gate.of(project, settings, extract(project, settings)).checker

        def faults(translation: str) -> list[str]:
            source = "Press :key:`Enter` :html:`<kbd>now</kbd>`."
            return [fault.message for fault in checker.security(source, translation, Notation.RST, "paragraph")]  # noqa: B023

        assert faults("Drücken Sie :html:`<kbd>now</kbd>` :key:`Eingabe`.") == []
        assert faults("Drücken Sie :html:`<kbd onclick=x>now</kbd>` :key:`Eingabe`.")
        assert faults("Drücken Sie :html:`<kbd>now</kbd>` :none:`Eingabe`.")


def test_all_broken_sources_are_named_in_order_whoever_read_them(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers.cores", lambda: 2)
    for number in (50, 3):
        many.write(f"source/pages/{number:03}.md", "Title: Broken\nDate: yesterday-ish\n\nText.\n")
    result = many.run("extract")
    assert result.exit_code == 2
    named = [line for line in result.output.splitlines() if "error: " in line]
    message = "error: the field 'date' cannot be read: 'yesterday-ish' is not a valid date"
    assert named == [f"source/pages/003.md:2: {message}", f"source/pages/050.md:2: {message}"]


def test_results_come_in_order_and_so_does_the_first_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers.cores", lambda: 2)
    assert map_on_all_cores(str, range(500)) == [str(number) for number in range(500)]

    def fail(number: int) -> int:
        if number in (100, 400):
            raise PipelineError(f"item {number}", path="a", line=number)
        return number

    with pytest.raises(PipelineError, match="a:100: item 100"):
        map_on_all_cores(fail, range(500))


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (b"\xff\xfe.md", "the name of the file is not UTF-8: it has the byte 0xff"),
        (b"a\x1bb.md", "a character that nobody sees: control character U+001B"),
        ("a\u00a0b.md".encode(), "a character that nobody sees: no-break space U+00A0"),
        ("a\u202eb.md".encode(), "a character that nobody sees: right-to-left override U+202E"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: bytes, fault: str, good_site: Site) -> None:
    good_site.write(f"source/articles/{os.fsdecode(name)}", "Title: X\nSlug: x\nDate: 2026-01-01\n\nText.\n")
    result = good_site.run("check")
    assert (result.exit_code, fault in result.output) == (2, True), result.output


def test_where_a_plugin_has_its_own_directive_each_rst_file_is_parsed_again(
    many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows what else it reads."""
    many.write("plugins/notices.py", _NOTICES)
    many.write("notice.txt", "Take one tablet.")
    plugins = 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["pipeline.plugin", "notices"]\n'
    many.write("pelicanconf.py", many.read("pelicanconf.py") + plugins)
    many.write("source/pages/rst.rst", "Rst\n===\n\n:slug: rst\n\n.. notice::\n")
    monkeypatch.setattr("docutils.parsers.rst.directives._directives", {})
    assert "Take one tablet." in str(read(many, monkeypatch)[0].documents)
    many.write("notice.txt", "Take two tablets.")
    again, parsed = read(many, monkeypatch)
    assert "rst.rst" in parsed
    assert "Take two tablets." in str(again.documents)


_NOTICES = """
from pathlib import Path
from docutils import nodes
from docutils.parsers.rst import Directive, directives

class Notice(Directive):
    def run(self):
        return [nodes.paragraph("", Path(__file__).parent.with_name("notice.txt").read_text())]

def register():
    directives.register_directive("notice", Notice)
"""
