"""A site may have a module that is called as our package is. In its settings the name is the site's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from pipeline.paths import real

_HOME = real(Path(__file__)).parent
_NAME = _HOME.name


@contextmanager
def names_of_site(folder: Path) -> Iterator[None]:
    """Let our modules be unknown while settings in a folder are read, if it has a namesake of our package."""
    namesakes = (folder / f"{_NAME}.py", folder / _NAME / "__init__.py")
    if not any(path.is_file() and real(path).parent != _HOME for path in namesakes):
        yield
        return
    ours = _forget()
    try:
        yield
    finally:
        _forget()
        sys.modules.update(ours)


def _forget() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.partition(".")[0] == _NAME]
    return {name: sys.modules.pop(name) for name in names}
