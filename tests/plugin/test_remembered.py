"""What was read of a source in a build before is used again as long as nothing that it was made of is new."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from pelican.readers import METADATA_PROCESSORS
from pelican.urlwrappers import Category, Tag
from pelican.utils import SafeDatetime

from pipeline.observed import observed
from pipeline.plugin import remembered
from pipeline.plugin.remembered import Remembered
from pipeline.plugin.site import Site
from pipeline.sources.walking_readers import Result
from tests.making import BASE, DE, PROJECT

FIELDS: dict[str, Any] = {
    "title": "A",
    "date": SafeDatetime(2026, 1, 2, 3, 4),
    "category": Category("Care", {}),
    "tags": [Tag("a", {}), Tag("b", {})],
    "also": ["a", "b"],
}


@dataclass
class Place:
    """A project with one source, of which a build reads a body that is made of a snippet as well."""

    root: Path
    site: Site
    settings: dict[str, Any] = field(default_factory=lambda: {"MARKDOWN": {"extensions": ["pymdownx.snippets"]}})
    fields: dict[str, Any] = field(default_factory=lambda: dict(FIELDS))
    times: int = 0
    before: Callable[[], object] = int
    also: Callable[[], object] = int
    opened: frozenset[str] = frozenset()

    def build(self, *, forgets: bool = False) -> Result:
        with observed(self.root / "output") as observer:
            self.before()
            readings = Remembered(self.site, self.settings, forgets=forgets)
            found = readings.read("a.md", self.settings, lambda _: None, lambda _: self.read())
            assert str(self.root / "snippet") in observer.notes.opened
            assert "EDITION" in observer.notes.asked
            self.opened = frozenset(observer.notes.opened)
            reads = observer.reads(digests=False)
        readings.keep(reads)
        return found

    def read(self) -> Result:
        self.times += 1
        self.also()
        os.environ.get("EDITION")
        (self.root / "other").exists()
        return (self.root / "snippet").read_text(encoding="utf-8"), dict(self.fields)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EDITION", "first")
    monkeypatch.setattr("pipeline.observer._LOADED", 10**20)  # whoever works on this code has just saved it
    monkeypatch.setattr("pipeline.reads.STEP", -(10**12))  # as if all files were old
    for signal in remembered.TOLD_AROUND_READING:
        monkeypatch.setattr(signal, "receivers", {})
    for name in ("a.md", "snippet"):
        (tmp_path / name).write_text(f"of {name}", encoding="utf-8")
    project = replace(PROJECT, content=tmp_path, output=tmp_path / "output")
    return Place(tmp_path, Site(project, DE, BASE, translations={"a": {(None, "A"): ("B",)}}))


def test_what_was_read_comes_back_as_it_was_and_is_not_read_again(place: Place) -> None:
    first, again = place.build(), place.build()
    assert place.times == 1
    assert (again[0], list(again[1])) == (first[0], list(first[1]))
    for name, value in FIELDS.items():
        assert type(again[1][name]) is type(value)
        assert again[1][name] == value
    assert [tag.name for tag in again[1]["tags"]] == ["a", "b"]
    again[1]["tags"][0].name = "translated"
    assert place.build()[1]["tags"][0].name == "a"
    assert place.times == 1
    place.build(forgets=True)
    assert place.times == 2


def write(name: str, text: str) -> Callable[[Place], object]:
    return lambda place: (place.root / name).write_text(text, encoding="utf-8")


def other_texts(**texts: Any) -> Callable[[Place], object]:
    return lambda place: setattr(place, "site", replace(place.site, **texts))


CHANGES: dict[str, Callable[[Place], object]] = {
    "the source": write("a.md", "another text"),
    "another file that was read": write("snippet", "new"),
    "a file that was not there": write("other", ""),
    "the surroundings": lambda _: os.environ.update(EDITION="second"),
    "a translation": other_texts(translations={"a": {(None, "A"): ("C",)}}),
    "a text of the theme": other_texts(translations={"a": {(None, "A"): ("B",)}, "theme": {(None, "A"): ("B",)}}),
    "a section that stays in the source's language": other_texts(in_source={"a.md": frozenset({"x"})}),
    "a setting": lambda place: place.settings.update(TYPOGRIFY=True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_read(place: Place, change: str) -> None:
    place.build()
    CHANGES[change](place)
    place.build()
    assert place.times == 2
    place.build()
    assert place.times == 2


def test_what_a_build_puts_into_a_folder_is_no_news_where_somebody_looks_through_it(place: Place) -> None:
    place.also = lambda: os.listdir(place.root)  # noqa: PTH208
    place.build()
    (place.root / "output").mkdir()
    place.build()
    assert place.times == 1
    write("b.md", "")(place)
    place.build()
    assert place.times == 2


@pytest.mark.parametrize("change", ["a translation", "the source"])
def test_what_changed_in_another_source_does_not_count(place: Place, change: str) -> None:
    place.build()
    write("b.md", "")(place)
    other_texts(translations={"a": {(None, "A"): ("B",)}, "b": {(None, "A"): ("C",)}})(place)
    place.build()
    assert place.times == 1


UNKNOWN: dict[str, Callable[[Place], object]] = {
    "an extension of somebody's": lambda place: place.settings["MARKDOWN"]["extensions"].append("mine"),
    "an extension that is an object": lambda place: place.settings["MARKDOWN"]["extensions"].append(object()),
    "an object that configures one": lambda place: place.settings["MARKDOWN"].update(extension_configs={"a": [int]}),
    "a plugin that is told of what is read": lambda _: signals.article_generator_context.connect(other_texts),
    "a field of another kind": lambda place: place.fields.update(a={"b": 1}),
    "fields in fields": lambda place: place.fields.update(a=[["b"], ["c"]]),
    "something is logged": lambda place: setattr(place, "also", lambda: logging.warning("twice")),
    "a program is run": lambda place: setattr(place, "also", lambda: os.system("true")),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_may_be_made_of_something_else_is_read_each_time(place: Place, what: str) -> None:
    UNKNOWN[what](place)
    for _ in range(3):
        place.build()
    assert place.times == 3


def test_where_a_plugin_has_its_own_way_with_fields_sources_are_read_each_time(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(METADATA_PROCESSORS, "mine", lambda value, _: value)
    place.build()
    place.build()
    assert place.times == 2


def test_where_code_that_was_loaded_has_changed_all_is_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    code = place.root / "gettext_code" / "gettext_mine.py"
    code.parent.mkdir()
    code.write_text("A = 1", encoding="utf-8")
    monkeypatch.syspath_prepend(str(code.parent))
    place.before = lambda: import_module("gettext_mine")
    place.build()
    del sys.modules["gettext_mine"]
    place.before = int
    place.build()
    assert place.times == 1
    assert str(code) in place.opened  # by whoever read it then
    code.write_text("A = 22", encoding="utf-8")
    place.build()
    assert place.times == 2


def test_it_is_for_one_day(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(remembered.date):
        @classmethod
        def today(cls) -> Any:
            return cls(2031, 5, 6)

    place.build()
    monkeypatch.setattr(remembered, "date", Tomorrow)
    place.build()
    assert place.times == 2


def test_portions_that_were_not_all_kept_are_not_believed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that was loaded counts for all of them: a kill may come between one and the next."""
    place.build()
    keep, kept = remembered.remember, list[str]()

    def killed(name: str, way: str, found: object) -> None:
        keep(name, way, found)
        kept.append(name)
        if len(kept) == 2:
            raise KeyboardInterrupt

    (place.root / "snippet").write_text("new", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(remembered, "remember", killed)
        with pytest.raises(KeyboardInterrupt):
            place.build()
    assert place.times == 2
    place.build()
    assert place.times == 3
    place.build()
    assert place.times == 3
