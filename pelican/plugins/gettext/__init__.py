"""The plugin as one of Pelican's own: found without being named, and by the name `gettext` in PLUGINS.

Pelican loads all that are installed into a site that names none. So a site without GETTEXT is left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import signals

#: Where this and the package `pipeline` are installed.
_HOME = str(Path(__file__).parents[3])


def register() -> None:
    """Connect to Pelican's first signal; called by Pelican once per build."""
    signals.initialized.connect(_join)


def _join(pelican: Any) -> None:
    if "GETTEXT" in pelican.settings:
        _forget_namesakes()
        # Pelican puts the site's folder first, where another `pipeline` may be.
        sys.path.insert(0, _HOME)
        try:
            from pipeline import plugin
        finally:
            sys.path.remove(_HOME)
        plugin.register()
        plugin.set_site(pelican)


def _forget_namesakes() -> None:
    """Let modules of the site that have our package's name be forgotten: who has imported them has them."""
    known = sys.modules.get("pipeline")
    if known is not None and Path(str(known.__file__)).parent != Path(_HOME, "pipeline"):
        for name in [name for name in sys.modules if name.partition(".")[0] == "pipeline"]:
            del sys.modules[name]
