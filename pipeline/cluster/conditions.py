"""What has to be the same wherever a site is built: Python, libraries and plugins, settings, surroundings."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from types import ModuleType
from typing import Any

import pipeline
from pipeline.cluster.places import Places
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import bytes_of
from pipeline.fingerprints import digest, digest_of, words_of
from pipeline.observed import surroundings, unnoted
from pipeline.paths import real
from pipeline.pelican_internals import found_plugins
from pipeline.settings import load_settings

# What is told like a distribution: Python itself, this one, and the plugins that Pelican takes where none are named.
_PYTHON, _OWN, _FOUND = "Python", "pelican-gettext", "plugins of Pelican's own"
# What is loaded everywhere for no site's sake.
_TOOLS = frozenset({"pip", "setuptools", "wheel"})
# Of what programs heed of the surroundings, how Python itself is run is a worker's own affair, but for this.
_OF_PYTHON = frozenset({"PYTHONHASHSEED", "PYTHONUTF8", "PYTHONWARNINGS"})


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a site is built with.

    `versions` are by distribution, with Python's and of this code; `settings` digests by setting; `environment` is what
    the surroundings say of what programs heed, and of what the project names.
    """

    versions: Mapping[str, str]
    settings: Mapping[str, str]
    environment: Mapping[str, str | None]


def conditions_of(project: Project, settings: Mapping[str, Any], places: Places, dasks: frozenset[str]) -> Conditions:
    """What a project's sites are built with here; `dasks` are the names of modules that only dask has loaded.

    Raises PipelineError for a plugin that workers cannot have.
    """
    for module in _plugins(settings):
        path = getattr(module, "__file__", None)
        if path and places.named(Path(path)) is None:
            raise PipelineError(
                f"the plugin {module.__name__} is not in the project's folder, and a cluster is sent nothing else",
                path=path,
                hint="move it into the project's folder, or install it as a package here and on all workers",
            )
    names = {name.partition(".")[0] for name in sys.modules} - dasks
    loaded = {one: version_of(one) for one in _distributions(names) if one not in _TOOLS}
    own = {name: version_of(name) for name in (_PYTHON, _OWN)}
    if settings["PLUGINS"] is None:  # Pelican takes all that are installed among its own
        own[_FOUND] = version_of(_FOUND)
    asked = dict.fromkeys(project.cluster.environment)
    with unnoted():
        asked |= {name: os.environ.get(name) for name in asked}
    heeded = {name: value for name, value in surroundings().items() if is_heeded(name)}
    return Conditions({**loaded, **own}, settings_by_name(project.settings_path, places), {**heeded, **asked})


def is_heeded(name: str) -> bool:
    """Whether what the surroundings say of a name counts for what is built."""
    return not name.startswith("PYTHON") or name in _OF_PYTHON


def _plugins(settings: Mapping[str, Any]) -> Iterator[ModuleType]:
    for plugin in settings["PLUGINS"] or ():
        names = [str(plugin), f"pelican.plugins.{plugin}"] if isinstance(plugin, str) else []
        found = [sys.modules[name] for name in names if name in sys.modules]
        yield from found if names else [plugin]


def _distributions(names: set[str]) -> Iterator[str]:
    """The distributions of modules with these names; of a name that several share, those of which one is loaded."""
    files = {os.path.realpath(path) for module in list(sys.modules.values()) if (path := _file(module))}
    for name, owners in packages_distributions().items():
        if name in names:
            yield from (one for one in set(owners) if len(set(owners)) == 1 or _has_one_of(one, files))


def _file(module: ModuleType) -> str | None:
    path = getattr(module, "__file__", None)
    return path if isinstance(path, str) else None


def _has_one_of(name: str, files: set[str]) -> bool:
    own = distribution(name)
    return any(os.path.realpath(str(own.locate_file(file))) in files for file in own.files or ())


def version_of(name: str) -> str:
    """The version of a distribution; of this one with a digest of its code. Nothing for one that is not there."""
    if name == _PYTHON:
        return platform.python_version()
    if name == _FOUND:
        return ", ".join(sorted(one.rpartition(".")[2] for one in found_plugins()))
    try:
        version = distribution(name).version
    except PackageNotFoundError:
        return ""
    return f"{version} (code {_code()})" if name == _OWN else version


@cache
def _code() -> str:
    """What tells one state of this code from another of the same version."""
    home = real(Path(pipeline.__path__[0]))
    paths = (path for suffix in ("py", "toml", "po", "html") for path in home.rglob(f"*.{suffix}"))
    return digest(b"\0".join(digest(bytes_of(path) or b"").encode() for path in sorted(paths)))[:8]


def differing_versions(versions: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What has another version here: its name, the version it should have, the one it has (nothing: it is not here)."""
    here = {name: version_of(name) for name in versions}
    return [(name, wanted, here[name]) for name, wanted in sorted(versions.items()) if here[name] != wanted]


def settings_by_name(path: Path, places: Places) -> dict[str, str]:
    """Digests of all settings of a site, read anew, the paths in them by their places."""
    found = load_settings(path)
    return {name: digest_of(places.without(words_of(value))) for name, value in found.items()}


def differing_settings(wanted: Mapping[str, str], path: Path, places: Places) -> list[str]:
    """The settings that come out otherwise here."""
    here = settings_by_name(path, places)
    return sorted(name for name in wanted.keys() | here.keys() if wanted.get(name) != here.get(name))
