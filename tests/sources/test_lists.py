"""The files that lists are built into: no translated slug may take their places."""

from __future__ import annotations

from pipeline.model import Segment, Source
from pipeline.sources.lists import list_files
from tests.making import SETTINGS

NAMES = (Segment("Care", "category", context="category"), Segment("sleep well", "tag", context="tag"))
ARTICLE = Source("A", "a", "en", "", NAMES, (), date="2026-01-02T00:00:00")


def test_they_are_those_of_settings_names_and_dates() -> None:
    periods = {"YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html", "DAY_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%d}.html"}
    own = {"TEMPLATE_PAGES": {"a.html": "own/a.html"}, "ARCHIVES_SAVE_AS": "all.html", "TAGS_SAVE_AS": ""}
    found = list_files({**SETTINGS, **periods, **own}, [ARTICLE, ARTICLE])
    assert {"index.html", "all.html", "categories.html", "own/a.html"} < found
    assert {"category/care.html", "tag/sleep-well.html", "2026/index.html", "2026/02.html"} < found
    assert not {"tags.html", "archives.html", ""} & found


def test_what_cannot_be_said_of_a_date_alone_is_left_out() -> None:
    assert list_files({**SETTINGS, "YEAR_ARCHIVE_SAVE_AS": "{other}.html"}, [ARTICLE])
    assert "index.html" in list_files(SETTINGS, [])
