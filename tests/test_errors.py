"""What goes wrong because of a file or a setting."""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, PipelineError, system_error


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_every_error_of_the_system_has_a_cause_a_path_and_a_remedy(code: int) -> None:
    error = system_error(OSError(code, os.strerror(code), "/srv/a.po"))
    assert (error.message, error.path) == (os.strerror(code).lower(), "/srv/a.po")
    assert error.hint
    assert error.exit_code is ExitCode.BROKEN_INPUT


def test_of_two_files_the_one_that_was_to_be_written_is_named() -> None:
    error = OSError(errno.EXDEV, "Invalid cross-device link", "/srv/a", None, "/mnt/b")
    assert system_error(error).path == "/mnt/b"


def test_a_path_is_told_from_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    error = OSError(errno.EACCES, "Permission denied", str(tmp_path / "locales/a.po"))
    assert system_error(error).path == "locales/a.po"
    assert system_error(error, "other.po", doing="it cannot be read").message == "it cannot be read: permission denied"


def test_an_error_without_any_words_has_some() -> None:
    assert system_error(OSError()).message == "oserror"
    assert system_error(OSError("odd")).message == "odd"


def test_an_error_crosses_processes_whole() -> None:
    error = pickle.loads(pickle.dumps(PipelineError("no", path="a.po", line=3, hint="do this")))
    assert (str(error), error.hint) == ("a.po:3: no", "do this")
