"""What a build has published, remembered beside the output."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.manifest import Manifest, Publication, Shown, read_manifest, standing_sites, write_manifest
from tests.making import project_in

BEFORE = Manifest({"ar": {"a.md": Shown("hidden", "ar/a.html")}, "de": {"a.md": Shown()}}, frozenset({"old.html"}))
NOW = Manifest({"de": {"b.md": Shown("draft")}}, frozenset({"new.html"}))


def test_of_sites_that_stay_what_was_known_stays_and_the_files_are_those_of_now(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_manifest(output, BEFORE.followed_by(NOW))
    known = Manifest({"ar": BEFORE.pages["ar"], "de": NOW.pages["de"]}, NOW.files)
    assert read_manifest(output) == (known, None)


def test_what_is_being_published_is_remembered_too(tmp_path: Path) -> None:
    publication = Publication(frozenset({"gone.html"}), NOW)
    write_manifest(tmp_path / "output", BEFORE, publication)
    assert read_manifest(tmp_path / "output") == (BEFORE, publication)


def test_the_same_build_writes_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for sources in (["b.md", "a.md"], ["a.md", "b.md"]):
        write_manifest(tmp_path / "output", Manifest({"de": {source: Shown() for source in sources}}))
        texts.append((tmp_path / ".output.published.json").read_bytes())
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        '{"pages": []}',
        '{"pages": {"de": 3}}',
        '{"pages": {"de": {"a.md": 3}}}',
        '{"pages": {"de": {"a.md": ["mine", "a.html"]}}}',
        '{"pages": {"de": {"a.md": ["published", "../a.html"]}}}',
        '{"files": 3}',
        '{"publishing": 3}',
        '{"publishing": {"gone": 3}}',
        "[" * 100_000,
        '{"files": ["../a"]}',
        '{"files": ["/a"]}',
        '{"publishing": {"gone": ["a\\u0000"]}}',
        '{"site": "\\ud800"}',
        '{"files": ["\\udc80"]}',
    ],
)
def test_what_is_no_manifest_is_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / ".output.published.json").write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path / "output") == (Manifest(), None)


def test_a_site_stands_where_its_folder_is_known_or_not(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    (project.output / "de").mkdir(parents=True)
    assert standing_sites(project, BEFORE) == {"de": frozenset({"a.md"})}
    assert standing_sites(project, Manifest()) == {"de": None}


def test_of_a_record_of_old_the_sources_are_known_and_taken_for_published(tmp_path: Path) -> None:
    (tmp_path / ".output.published.json").write_text('{"pages": {"de": ["a.md"]}, "files": []}', encoding="utf-8")
    assert read_manifest(tmp_path / "output") == (Manifest({"de": {"a.md": Shown("published", "")}}), None)
