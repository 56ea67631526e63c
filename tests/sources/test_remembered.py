"""What was read of source files: only ever a shortcut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cache import remember
from pipeline.model import Segment, Source
from pipeline.packed import Packed
from pipeline.sources.remembered import SourceCache
from pipeline.surroundings import Surroundings

NAME = Segment("sleep", "tag", context="tag")
WITHIN = Surroundings(("div", "p"))
BODY = replace(
    Segment("Hi", "heading 2", headings=("A",), anchors=("a",), context="c", comment="d", surroundings=WITHIN),
    cell=("A", ""),
    picture="a.png",
)
SOURCE = Source("Title", "slug", "en", "published", (NAME,), Packed.of((BODY,), Segment))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache(tmp_path).keep({"a.md": ("digest", SOURCE)}, ["a.md"])
    return tmp_path


def cache(home: Path, fingerprint: str = "one", *, settings: str = "pelicanconf.py", files: int = 1) -> SourceCache:
    return SourceCache(home / settings, fingerprint, files)


def known(cache: SourceCache, **digests: str) -> dict[str, Source]:
    return dict(cache.known({f"{name}.md": digest for name, digest in digests.items()}))


def test_a_source_comes_back_as_it_was(home: Path) -> None:
    assert known(cache(home), a="digest") == {"a.md": SOURCE}


def test_a_file_that_changed_is_not_known(home: Path) -> None:
    assert known(cache(home), a="other", b="digest") == {}


def test_what_was_read_with_other_settings_or_code_is_not_known(home: Path) -> None:
    assert known(cache(home, "two"), a="digest") == {}
    assert known(cache(home, settings="publishconf.py"), a="digest") == {}


def test_sources_that_are_gone_are_forgotten(home: Path) -> None:
    cache(home).keep({"b.md": ("digest", SOURCE)}, ["b.md"])
    assert known(cache(home), a="digest", b="digest") == {"b.md": SOURCE}


def test_of_many_sources_only_the_parts_are_written_in_which_something_is_new(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.md" for number in range(1000)]
    sources = {name: ("digest", replace(SOURCE, slug=name)) for name in names}
    written: list[int] = []

    def counted(name: str, fingerprint: str, found: dict[str, tuple[str, Source]]) -> None:
        written.append(len(found))
        remember(name, fingerprint, found)

    monkeypatch.setattr("pipeline.sources.remembered.remember", counted)
    cache(home, files=1000).keep(sources, names)
    assert len(written) == 8
    assert max(written) < 200
    assert dict(cache(home, files=1001).known(dict.fromkeys(names, "digest"))) == {
        name: source for name, (_, source) in sources.items()
    }
    written.clear()
    cache(home, files=1000).keep(sources, ["7.md"])
    assert len(written) == 1


@pytest.mark.parametrize("found", [None, 3, [], {"a.md": 3}, {"a.md": ["digest"]}, {"a.md": ["digest", ["Title", []]]}])
def test_a_cache_that_is_damaged_is_no_cache(home: Path, found: object) -> None:
    remember(f"{home / 'pelicanconf.py'} 0/1", "one", found)
    assert known(cache(home), a="digest") == {}
