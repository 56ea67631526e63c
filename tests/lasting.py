"""What nobody changes while tests run: what is installed, and this repository. To look at it each time is most of the
work of whoever notes what was read; of a site's own modules all are looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.reads import State, state_of

_LASTING = (sys.prefix, sys.base_prefix, str(Path(__file__).parent.parent))


def is_lasting(path: str) -> bool:
    """Whether a file or folder stays as it is."""
    return path.startswith(_LASTING)


def is_lasting_module(module: object) -> bool:
    """Whether a module does; of one without a file its first folder says so."""
    folder = next(iter(getattr(module, "__path__", ())), sys.prefix)
    return is_lasting(str(getattr(module, "__file__", None) or folder))


def modules_that_may_change() -> Iterator[tuple[str, str, State]]:
    """As `pipeline.interpreter.modules_loaded`, which has thousands of others."""
    for name, module in list(sys.modules.items()):
        path = str(getattr(module, "__file__", None) or sys.prefix)
        if not is_lasting(path) and (state := state_of(path)) is not None:
            yield name, path, state


def folders_that_may_change() -> Iterator[str]:
    """As `pipeline.interpreter.folders_of_modules`."""
    own = (module for module in list(sys.modules.values()) if not is_lasting_module(module))
    for folder in {*sys.path, *(path for module in own for path in getattr(module, "__path__", ()))}:
        if not is_lasting(folder) and Path(folder).is_dir():
            yield folder
