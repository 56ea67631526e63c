"""Where Pelican's settings were made, and what a run of it says."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import DEFAULT_CONFIG_NAME, get_config, get_instance
from pelican.log import console


def settings_file(settings: Mapping[str, Any], name: str) -> Path | None:
    """The file in which the setting `name` was made, or None if it was made elsewhere, such as with `-e`.

    Of several files that share the value the one with the usual name is meant.
    """
    return min(
        _files_with(settings, name), key=lambda file: (file.name != DEFAULT_CONFIG_NAME, str(file)), default=None
    )


def outermost_file(settings: Mapping[str, Any], name: str) -> Path | None:
    """The file that was read for these settings, which may have imported the one in which `name` was made."""
    # A module is in `sys.modules` before what it imports.
    return next(iter(_files_with(settings, name)), None)


def _files_with(settings: Mapping[str, Any], name: str) -> list[Path]:
    """Settings do not say where they were read from.

    Pelican leaves each file that it reads in `sys.modules`, and hands on its values themselves, no copies.
    """
    value = settings.get(name)
    modules = [module for module in tuple(sys.modules.values()) if value and vars(module).get(name) is value]
    return [Path(str(module.__file__)).absolute() for module in modules if getattr(module, "__file__", None)]


#: What a run's command line may say of it without changing a page.
_OF_THE_RUN = frozenset({"BIND", "CACHE_PATH", "DEBUG", "LOAD_CONTENT_CACHE", "OUTPUT_PATH", "PORT"})


def given_settings() -> list[str]:
    """The settings that a page may depend on and Pelican's command line gives for this run, while it is made ready.

    Nothing keeps them apart from those of the file but the call that reads both.
    """
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code is get_instance.__code__:
            return sorted(get_config(frame.f_locals["args"]).keys() - _OF_THE_RUN)
    return []


def tell(text: str) -> None:
    """Say something as Pelican says what it has done; where it is to be silent nothing is heard."""
    console.print(text, markup=False, highlight=False)


def be_silent() -> None:
    """Let Pelican's summary of a run go nowhere: it is no log message but printed, to one console of the module.

    What is printed there is laid out even where the console is quiet, which is a twentieth of a small site's work.
    """
    console.quiet = True
    setattr(console, "print", lambda *_, **__: None)


def is_about_docutils_language(record: logging.LogRecord) -> bool:
    """Whether Pelican logs that docutils does not speak DEFAULT_LANG; it does so where no source needs docutils.

    The readers of all formats are made, come what may, and the message has no other mark than its words.
    """
    return record.getMessage().startswith("Docutils has no localization")
