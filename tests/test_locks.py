"""Commands keep each other away by a file that they have made, and by no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.locks import lock_of, locked


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc")
@pytest.mark.timeout(30)
def test_where_no_file_can_be_made_nobody_waits_for_a_lock() -> None:
    with pytest.raises(PipelineError, match="no other command can be kept away: no such file"), locked(Path("/proc/x")):
        pass


def test_where_there_can_be_no_lock_that_is_told(tmp_path: Path) -> None:
    (tmp_path / ".output.lock").mkdir()
    with pytest.raises(PipelineError, match="no other command can be kept away"), locked(tmp_path / "output"):
        pass


def test_the_lock_of_a_path_is_the_one_that_commands_take(tmp_path: Path) -> None:
    with locked(tmp_path / "locales"):
        assert [path for path in tmp_path.iterdir() if path.is_file()] == [lock_of(tmp_path / "locales")]


@pytest.mark.parametrize("put", [os.symlink, os.link, os.rename])
def test_nothing_is_emptied_that_commands_have_not_put_there(tmp_path: Path, put: Callable[[Path, Path], None]) -> None:
    precious, lock = tmp_path / "precious", tmp_path / "site" / ".locales.lock"
    precious.write_text("precious", encoding="utf-8")
    lock.parent.mkdir()
    put(precious, lock)
    with pytest.raises(PipelineError, match="something else than the empty file"), locked(lock.parent / "locales"):
        pass
    assert lock.read_text(encoding="utf-8") == "precious"
