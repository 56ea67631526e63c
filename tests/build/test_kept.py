"""A site that stands is taken as long as what it was made of has not changed; no site is built here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import kept
from pipeline.build.kept import Shelf, Why
from pipeline.build.written import TOP, Built, SiteTask
from pipeline.cache import remember
from pipeline.model import Finding, Language, Severity
from pipeline.observed import observed
from pipeline.plugin.site import Site
from pipeline.reports import BuiltPage, SiteReport
from tests.making import BASE, DE, EN, PROJECT

REPORT = SiteReport(
    DE,
    (BuiltPage("articles/a.md", "article", "a.html", hidden=True, translates="b"),),
    frozenset({"drafts/b.html"}),
    (Finding("pelican", Severity.WARNING, "a.md", 3, "it says so", "mend it", "de"),),
    seconds=1.5,
)


@dataclass
class Place:
    """A project in a folder, of which builds are told without one taking place."""

    root: Path
    settings: dict[str, Any] = field(default_factory=lambda: {"SITENAME": "Tiny"})
    page: str = "<p>a"
    chooser: bool = False
    language: Language = DE
    expected: dict[str, str] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        return self.root / "output"

    def task(self) -> SiteTask:
        project = replace(PROJECT, output=self.output, chooser=self.chooser)
        folder = self.root / "staging" / self.language.path
        top = self.root / "staging" / TOP if self.chooser else folder
        shutil.rmtree(self.root / "staging", ignore_errors=True)
        return SiteTask(Site(project, self.language, BASE), folder, top, self.expected)

    def build(self, *, forgets: bool = False, reads: Callable[[], object] | None = None) -> SiteReport:
        """What becomes of one language's site in a build; German if none is named."""
        task = self.task()
        shelf = Shelf(task.site.project, self.settings, forgets=forgets)
        if (report := shelf.take(task)) is None:
            with observed(self.root / "staging", named=[self.output]) as observer:
                (reads or (self.root / "source.md").read_bytes)()
                files = {task.folder / "a.html": self.page, task.folder / "feeds/a.xml": "<feed/>"}
                for path, text in (
                    files | ({task.top / "index.html": "top"} if self.chooser and self.language == EN else {})
                ).items():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, encoding="utf-8")
                built = Built(replace(REPORT, language=self.language), observer.reads())
            report = shelf.note(task, built)
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(task.folder, self.output / self.language.path, copy_function=os.link)
        if self.chooser and task.top.is_dir():
            shutil.copytree(task.top, self.output, dirs_exist_ok=True, copy_function=os.link)
        shutil.rmtree(self.root / "staging")
        shelf.keep([self.language])
        return report


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("pipeline.observer._LOADED", 10**20)  # whoever works on this code has just saved it
    (tmp_path / "source.md").write_text("one", encoding="utf-8")
    return Place(tmp_path)


def test_what_has_not_changed_is_kept_with_its_report(place: Place) -> None:
    assert place.build() == REPORT
    again = place.build()
    assert again == replace(REPORT, kept=True, seconds=0.0)
    assert (place.output / "de/a.html").read_text(encoding="utf-8") == "<p>a"
    assert (place.output / "de/feeds/a.xml").is_file()
    assert place.build().kept


def test_what_all_sites_share_is_kept_with_the_site_that_it_was_built_with(place: Place) -> None:
    place.chooser, place.language = True, EN
    place.build()
    assert place.build().kept
    assert (place.output / "index.html").read_text(encoding="utf-8") == "top"
    (place.output / "index.html").unlink()
    assert not place.build().kept


def test_what_all_sites_share_is_no_part_of_the_others(place: Place) -> None:
    place.chooser = True
    place.build()
    (place.output / "index.html").write_text("built with another site", encoding="utf-8")
    assert place.build().kept


def change_in_place(path: Path) -> None:
    """A page that somebody has changed, as long as before and with its time of writing."""
    state = path.stat()
    with path.open("r+b") as stream:
        stream.write(b"<b>")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def write(name: str, text: str) -> Callable[[Place], object]:
    return lambda place: (place.root / name).write_text(text, encoding="utf-8")


CHANGES: dict[str, Callable[[Place], object]] = {
    "what was read": write("source.md", "two"),
    "a page": write("output/de/a.html", "<p>b"),
    "a page as long as before": lambda place: change_in_place(place.output / "de/a.html"),
    "where one is": lambda place: os.chdir(place.root),
    "another Python's libraries": lambda place: setattr(sys, "prefix", str(place.root)),
    "where modules are looked for": lambda place: sys.path.append(str(place.root)),
    "a page is gone": lambda place: (place.output / "de/feeds/a.xml").unlink(),
    "a link in the place of a page": lambda place: (
        (place.output / "de/a.html").unlink(),
        (place.output / "de/a.html").symlink_to("feeds/a.xml"),
    ),
    "the output is gone": lambda place: shutil.rmtree(place.output),
    "a setting": lambda place: place.settings.update(SITENAME="Large"),
    "a filter in the settings": lambda place: place.settings.update(JINJA_FILTERS={"a": lambda text: text}),
    "what is expected": lambda place: place.expected.update(a="article"),
    "what was asked of the language": lambda _: os.environ.update(LC_TIME="tr_TR"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_built(place: Place, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_TIME", "C")
    monkeypatch.chdir(place.root.parent)
    monkeypatch.setattr(sys, "prefix", sys.prefix)
    monkeypatch.setattr(sys, "path", [*sys.path])
    place.build()
    CHANGES[change](place)
    report = place.build()
    assert (report.kept, report.why[0]) == (False, WHY.get(change, Why.TEXTS))
    assert place.build().kept


WHY = {
    "what was read": Why.READS,
    **dict.fromkeys(
        ("a page", "a page as long as before", "a page is gone", "a link in the place of a page"), Why.OUTPUT
    ),
    "the output is gone": "",
}


def test_who_wants_it_fresh_has_it_built(place: Place) -> None:
    place.build()
    assert not place.build(forgets=True).kept


def test_where_it_is_not_known_what_was_read_it_is_built_each_time(place: Place) -> None:
    for _ in range(3):
        assert not place.build(reads=lambda: os.system("true")).kept


def test_it_is_kept_for_a_day_and_then_one_sees_whether_it_comes_out_the_same(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build()
    monkeypatch.setattr(kept, "_today", lambda: "2031-05-06")
    report = place.build()
    assert (report.kept, report.problems) == (False, REPORT.problems)
    assert place.build().kept


def test_what_was_built_over_midnight_is_kept_for_neither_day(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter(["2031-05-06", "2031-05-07"])
    with monkeypatch.context() as midnight:
        midnight.setattr(kept, "_today", lambda: next(days))
        place.build()
    monkeypatch.setattr(kept, "_today", lambda: "2031-05-07")
    assert not place.build().kept
    assert place.build().kept


def test_what_comes_out_otherwise_is_told_and_built_each_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.build()
    place.page = "<p>at ten past four"
    for day in ("2031-05-06", "2031-05-07"):
        monkeypatch.setattr(kept, "_today", lambda day=day: day)
        for _ in range(2):
            report = place.build()
            assert not report.kept
            assert [(one.rule, one.path) for one in report.problems[1:]] == [("unsteady", "de/a.html")]


@pytest.mark.parametrize("found", [None, [], {}, {"day": 1}, {"report": {}, "reads": {}}, "text"])
def test_what_no_build_has_written_is_nothing(place: Place, found: object, monkeypatch: pytest.MonkeyPatch) -> None:
    place.build()
    know = kept.recall
    monkeypatch.setattr(kept, "recall", lambda *asked: (remember(*asked[:2], found), know(*asked))[1])
    assert not place.build().kept
