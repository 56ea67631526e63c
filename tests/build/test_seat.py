"""Where builds keep what is not published."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipeline.build.manifest import read_manifest
from pipeline.build.publication import publish
from pipeline.build.seat import files_of, prepare_seat
from pipeline.errors import PipelineError
from tests.build.test_publication import MINE, NEW, PAGES, begin, texts


def test_where_its_parent_is_somebody_elses_all_is_within_the_output_and_nobody_else_may_look(nobody: Path) -> None:
    tree, output, before, publication = begin(nobody / "p")
    if os.getuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    beside = {path.name for path in output.parent.iterdir()}
    os.seteuid(0)
    os.chown(output.parent, 0, 0)
    os.seteuid(65534)
    prepare_seat(output)
    publish(tree, output, before, publication)
    assert {path: text for path, text in texts(output).items() if path in files_of(output)} == {**NEW, **MINE}
    assert read_manifest(output) == (PAGES, None)
    assert stat.S_IMODE((output / ".pelican-gettext").stat().st_mode) == 0o700
    assert [path.name for path in (output / ".pelican-gettext").iterdir()] == [".output.published.json"]
    assert {path.name for path in output.parent.iterdir()} == beside
    os.seteuid(0)
    assert read_manifest(output) == (PAGES, None)  # it stays so, whoever builds
    os.seteuid(65534)
    with pytest.raises(PipelineError, match="this folder cannot be made: permission denied"):
        prepare_seat(nobody / "p/another")
