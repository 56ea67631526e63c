"""What was read of source files: only ever a shortcut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cache import remember
from pipeline.model import Segment, Source
from pipeline.sources.remembered import SourceCache
from pipeline.surroundings import Surroundings

NAME = Segment("sleep", "tag", context="tag")
WITHIN = Surroundings(("div", "p"))
BODY = replace(
    Segment("Hi", "heading 2", headings=("A",), anchors=("a",), context="c", comment="d", surroundings=WITHIN),
    cell=("A", ""),
    picture="a.png",
)
SOURCE = Source("Title", "slug", "en", "published", (NAME,), (BODY,))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    SourceCache(tmp_path / "pelicanconf.py", "one").replace({"a.md": ("digest", SOURCE)})
    return tmp_path


def cache(home: Path, fingerprint: str = "one") -> SourceCache:
    return SourceCache(home / "pelicanconf.py", fingerprint)


def test_a_source_comes_back_as_it_was(home: Path) -> None:
    assert cache(home).get("a.md", "digest") == SOURCE


def test_a_file_that_changed_is_not_known(home: Path) -> None:
    assert cache(home).get("a.md", "other") is None
    assert cache(home).get("b.md", "digest") is None


def test_what_was_read_with_other_settings_or_code_is_not_known(home: Path) -> None:
    assert cache(home, "two").get("a.md", "digest") is None
    assert SourceCache(home / "publishconf.py", "one").get("a.md", "digest") is None


def test_sources_that_are_gone_are_forgotten(home: Path) -> None:
    cache(home).replace({})
    assert cache(home).get("a.md", "digest") is None


@pytest.mark.parametrize("found", [None, 3, [], {"a.md": 3}, {"a.md": ["digest"]}, {"a.md": ["digest", ["Title", []]]}])
def test_a_cache_that_is_damaged_is_no_cache(home: Path, found: object) -> None:
    remember(str(home / "pelicanconf.py"), "one", found)
    assert cache(home).get("a.md", "digest") is None
