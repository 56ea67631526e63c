"""A process on a worker's machine that does one thing as if it were where it is asked for, and ends."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from pipeline.cluster.conditions import differing_settings
from pipeline.cluster.errands import Errand
from pipeline.cluster.places import Places
from pipeline.files import bytes_of, put_bytes

#: What an outcome is: what came of it, what was raised, or which settings come out otherwise.
DONE, RAISED, SETTINGS = "done", "raised", "settings"


def carry_out(project: Path, own: Path) -> None:
    """Do what the file `errand` in a folder says, for a project, and put the outcome beside it."""
    errand: Errand = pickle.loads(bytes_of(own / "errand") or b"")  # noqa: S301 - the worker's, which runs all else
    places = Places.of(project, own / "made", own / "output")
    sys.path[:0] = [str(project / path) for path in errand.paths]
    outcome: tuple[str, Any]
    try:
        settings = errand.conditions.settings
        if names := differing_settings(settings, project / errand.settings_path, places):
            outcome = SETTINGS, names
        else:
            function, arguments = places.unsealed(errand.sealed)
            if function is None:
                function = places.unsealed(bytes_of(own / "function") or b"")
            outcome = DONE, function(*arguments)
    except Exception as error:
        outcome = RAISED, error
    put_bytes(own / "outcome", _sealed(places, outcome), own)


def _sealed(places: Places, outcome: tuple[str, Any]) -> bytes:
    try:
        return places.sealed(outcome, says_where=True).data
    except Exception as error:  # an exception of a plugin's that cannot be sent
        return places.sealed((RAISED, RuntimeError(f"{outcome[1]!r}: {error}")), says_where=True).data


def _end_with_worker() -> None:
    os.read(0, 1)  # the worker says nothing: it ends when it does
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


if __name__ == "__main__":
    gc.set_threshold(100_000, 50, 50)
    threading.Thread(target=_end_with_worker, daemon=True).start()
    carry_out(*map(Path, sys.argv[1:]))
