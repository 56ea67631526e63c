"""dask, and which modules are loaded for its sake alone."""

# ruff: noqa: E402 - what was loaded before is asked first

from __future__ import annotations

import logging
import sys

_before = {name.partition(".")[0] for name in sys.modules}

from distributed import Client, Future
from distributed.scheduler import KilledWorker

__all__ = ["MODULES", "Client", "Future", "KilledWorker"]

#: The names of modules that dask has loaded, and nobody before.
MODULES = frozenset(name.partition(".")[0] for name in sys.modules) - _before

# What goes wrong is told by whoever asked for it.
_SILENT = ("distributed", "tornado", "asyncio")
for _name in (*_SILENT, *logging.root.manager.loggerDict):
    if _name.partition(".")[0] in _SILENT:
        logging.getLogger(_name).setLevel(logging.CRITICAL)
