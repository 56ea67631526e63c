"""All sources read: on all cores, and none again before it has changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import docutils
import pelican.readers
from docutils.parsers.rst import directives, roles
from markdown import Markdown
from pelican.readers import HTMLReader, MarkdownReader, RstReader

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.filed import Filing
from pipeline.fingerprints import digest, fingerprint
from pipeline.model import Segment, Source
from pipeline.packed import Packed
from pipeline.pelican_internals import Reading, be_silent, reader_classes
from pipeline.settings import load_settings
from pipeline.sources.remembered import SourceCache
from pipeline.sources.source_reader import SourceReader
from pipeline.sources.walking_readers import site_reading
from pipeline.workers import MANY, Afar, map_on_all_cores

# What Pelican's own readers, and what we make of their metadata, depend on.
_SETTINGS = """
    ARTICLE_TRANSLATION_ID AUTHOR CATEGORY_SAVE_AS PAGE_TRANSLATION_ID
    DEFAULT_CATEGORY DEFAULT_DATE DEFAULT_LANG DEFAULT_METADATA DOCUTILS_SETTINGS
    EXTRA_PATH_METADATA FILENAME_METADATA FORMATTED_FIELDS GETTEXT MARKDOWN PATH PATH_METADATA SLUGIFY_PRESERVE_CASE
    SLUGIFY_SOURCE SLUGIFY_USE_UNICODE SLUG_REGEX_SUBSTITUTIONS AUTHOR_REGEX_SUBSTITUTIONS
    CATEGORY_REGEX_SUBSTITUTIONS TAG_REGEX_SUBSTITUTIONS TIMEZONE TYPOGRIFY USE_FOLDER_AS_CATEGORY
""".split()
_OWN_CODE = tuple(
    f"pipeline.{name}" for name in ("sources.", "characters", "markup", "model", "pelican_internals", "surroundings")
)
# Extensions of which it is known that they read nothing but the text they are given.
_KNOWN_EXTENSIONS = ("markdown.", "pymdownx.", "pipeline.")
#: Bytes of source from which on it is worthwhile to look into the cache.
_LARGE = 100_000
#: So many files are worth an errand to another machine.
_ERRAND = 1_000
_KNOWN_OF_DOCUTILS = ("docutils.", "pelican.rstdirectives", "pipeline.")
_READS_FILES = frozenset({"pymdownx.b64", "pymdownx.snippets"})
_RST_READS_FILES = (b"include::", b":file:", b":url:")


def read_all(project: Project, reading: Reading, files: Sequence[tuple[str, Path]]) -> list[Source | PipelineError]:
    """Each file, of which the kind is known, as it is read, or why it cannot be."""
    read = _Reader(project, reading)
    if len(files) < MANY and sum(path.stat().st_size for _, path in files if path.is_file()) < _LARGE:
        return [read(file) for file in files]
    settings = reading.settings
    modules = _parser_modules(settings)
    cacheable = frozenset() if reading.is_heard else _cacheable(reading, modules)
    addresses = [name for name in settings if name.endswith(("_SAVE_AS", "_URL"))]
    code = [*modules, *_host_modules(), *_plugin_modules(reading)]
    cache = SourceCache(project.settings_path, fingerprint(settings, [*_SETTINGS, *addresses], code), len(files))
    digests: dict[str, str] = {}
    for _, path in files:
        data = _bytes_of(path, project) if path.suffix.lstrip(".") in cacheable and path.is_file() else b""
        if data and not (path.suffix == ".rst" and any(mark in data for mark in _RST_READS_FILES)):
            digests[str(path)] = digest(data)
    put_away = _PutAway()
    known: dict[str, Source | PipelineError] = {path: put_away(source) for path, source in cache.known(digests)}
    unknown = [file for file in files if str(file[1]) not in known]
    afar = Afar(len(unknown) // _ERRAND)
    news = zip(unknown, map_on_all_cores(read, unknown, worthwhile=2, then=put_away, afar=afar), strict=True)
    known.update((str(path), found) for (_, path), found in news)
    sound = ((path, found, known[path]) for path, found in digests.items())
    kept = {path: (found, source) for path, found, source in sound if isinstance(source, Source)}
    cache.keep(kept, (str(path) for _, path in unknown if str(path) in digests))
    return [known[str(path)] for _, path in files]


class _Reader:
    """Reads one file after the other; another process makes its own from the site's settings."""

    def __init__(self, project: Project, reading: Reading) -> None:
        self._project, self._reading = project, reading
        self._readers = {
            kind: SourceReader(project, reading.settings, reader_classes(generator))
            for kind, generator in reading.generators.items()
        }

    def __call__(self, file: tuple[str, Path]) -> Source | PipelineError:
        kind, path = file
        generator, is_heard = self._reading.generators[kind], self._reading.is_heard
        try:
            source = self._readers[kind].read(path, kind, generator, is_heard=is_heard)
            return replace(source, segments=Packed.of(source.segments, Segment))
        except PipelineError as error:
            return error

    def __reduce__(self) -> tuple[object, ...]:
        return _reader_again, (self._project,)


class _PutAway:
    """Puts what was read where it needs no memory until somebody looks at it."""

    def __init__(self) -> None:
        self._filing = Filing()

    def __call__(self, found: Source | PipelineError) -> Source | PipelineError:
        if isinstance(found, PipelineError):
            return found
        return replace(found, segments=Packed.of(found.segments, Segment, self._filing.put))


def _reader_again(project: Project) -> _Reader:
    be_silent()  # what is wrong with settings and plugins is said already
    reading = _open.enter_context(site_reading(project, load_settings(project.settings_path)))
    return _Reader(project, reading)


_open = ExitStack()  # until the process ends


def sound(found: Source | PipelineError) -> Source:
    """What was read of a file. Raises its PipelineError where that is nothing."""
    if isinstance(found, PipelineError):
        raise found
    return found


def _bytes_of(path: Path, project: Project) -> bytes:
    """What a file holds; nothing where it cannot be read, which its reader will tell."""
    try:
        return project.read_bytes(path)
    except PipelineError:
        return b""


def _parser_modules(settings: Mapping[str, Any]) -> set[ModuleType]:
    """The modules of all that the site's Markdown parser is made of."""
    md = Markdown(**settings["MARKDOWN"])
    stages = (md.preprocessors, md.parser.blockprocessors, md.treeprocessors, md.inlinePatterns, md.postprocessors)
    return {sys.modules[type(processor).__module__] for stage in stages for processor in stage}


def _host_modules() -> Iterable[ModuleType]:
    own = (module for name, module in sys.modules.items() if name.startswith(_OWN_CODE))
    return [docutils, pelican, pelican.readers, *own]


def _plugin_modules(reading: Reading) -> Iterable[ModuleType]:
    """The code of the site's plugins, all modules of each."""
    names = tuple(str(getattr(plugin, "__name__", type(plugin).__module__)) for plugin in reading.plugins)
    return [module for name, module in list(sys.modules.items()) if name.startswith(names)]


def _docutils_is_as_it_comes() -> bool:
    """Whether no plugin has registered directives or roles of its own: nobody knows what files these read."""
    registered = (*vars(directives)["_directives"].values(), *vars(roles)["_roles"].values())
    return all(str(getattr(one, "__module__", "")).startswith(_KNOWN_OF_DOCUTILS) for one in registered)


def _cacheable(reading: Reading, modules: Iterable[ModuleType]) -> frozenset[str]:
    """The suffixes of files of which what is read depends on the file, the settings and the code alone."""
    pure: set[type] = {HTMLReader, RstReader} if _docutils_is_as_it_comes() else {HTMLReader}
    if all(
        f"{module.__name__}.".startswith(_KNOWN_EXTENSIONS) and module.__name__ not in _READS_FILES
        for module in modules
    ):
        pure.add(MarkdownReader)
    by_kind = [reader_classes(generator) for generator in reading.generators.values()]
    suffixes = {suffix for classes in by_kind for suffix in classes}
    return frozenset(suffix for suffix in suffixes if {classes.get(suffix) for classes in by_kind} <= pure)
