"""Standard output and error, whatever they are: of any encoding, closed, full, or a pipe that nobody reads on."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress

_HANDLER = "pelican-gettext"
#: What typographic characters of ours are without them.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "⏎": "\\n"}
    | dict.fromkeys("\u00a0\u202f\u2009", " ")
)


def degrade(error: UnicodeError) -> tuple[str, int]:
    """What an encoding cannot say, in characters that every one has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    return text.encode("ascii", "replace").decode("ascii"), error.end


def prepare_streams() -> None:
    """What a person sees degrades where the encoding has no room for it. A closed stream takes all in silence.

    One that is closed for reading has nothing to read.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for the whole run
    codecs.register_error(_HANDLER, degrade)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def write_data(text: str) -> None:
    """A report for programs on standard output: in UTF-8, whatever the encoding there is."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a program has put something of its own there
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()


def flush_output() -> None:
    """Write what is left. Raises OSError if that is not possible; then nothing more is tried as the process ends."""
    try:
        sys.stdout.flush()
    except OSError:
        abandon_output()
        raise


def abandon_output() -> None:
    """What is left to write goes nowhere: nobody reads on, or there is no room."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
