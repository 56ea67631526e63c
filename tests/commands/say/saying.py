"""What a person reads of a reporter, on both streams, as in a pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.commands.say.reporter import Reporter


def said(
    capsys: pytest.CaptureFixture[str],
    speak: Callable[..., object],
    *arguments: Any,
    quiet: bool = False,
    verbose: bool = False,
) -> list[str]:
    """The lines of one speech."""
    speak(Reporter(quiet=quiet, verbose=verbose), *arguments)
    out, err = capsys.readouterr()
    return [line.rstrip() for line in (out + err).splitlines()]
