"""All sources read: on all cores, and none again before it has changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import docutils
import pelican.readers
from markdown import Markdown
from pelican.readers import BaseReader, HTMLReader, MarkdownReader, RstReader

from pipeline.config import Project
from pipeline.fingerprints import digest, fingerprint
from pipeline.model import Source
from pipeline.sources.remembered import SourceCache
from pipeline.sources.source_reader import SourceReader
from pipeline.workers import MANY, map_on_all_cores

# What Pelican's own readers, and what we make of their metadata, depend on.
_SETTINGS = """
    AUTHOR CATEGORY_SAVE_AS DEFAULT_CATEGORY DEFAULT_DATE DEFAULT_LANG DEFAULT_METADATA DOCUTILS_SETTINGS
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
_READS_FILES = frozenset({"pymdownx.snippets"})
_RST_READS_FILES = (b"include::", b":file:", b":url:")


def read_all(
    project: Project,
    settings: dict[str, Any],
    reader_classes: Mapping[str, type[BaseReader]],
    paths: Sequence[Path],
) -> list[Source]:
    """Each file as it is read. The first, in their order, that cannot be read raises its PipelineError."""
    reader = SourceReader(project, settings, reader_classes)
    if len(paths) < MANY and sum(path.stat().st_size for path in paths if path.is_file()) < _LARGE:
        return [reader.read(path) for path in paths]
    modules = _parser_modules(settings)
    cacheable = _cacheable(reader_classes, modules)
    cache = SourceCache(project.settings_path, fingerprint(settings, _SETTINGS, [*modules, *_host_modules()]))
    digests: dict[Path, str] = {}
    known: dict[Path, Source] = {}
    for path in paths:
        data = path.read_bytes() if path.suffix.lstrip(".") in cacheable and path.is_file() else b""
        if data and not (path.suffix == ".rst" and any(mark in data for mark in _RST_READS_FILES)):
            digests[path] = digest(data)
            source = cache.get(str(path), digests[path])
            if source is not None:
                known[path] = source
    unknown = [path for path in paths if path not in known]
    known.update(zip(unknown, map_on_all_cores(reader.read, unknown, worthwhile=2), strict=True))
    if not digests.keys().isdisjoint(unknown):
        cache.replace({str(path): (found, known[path]) for path, found in digests.items()})
    return [known[path] for path in paths]


def _parser_modules(settings: Mapping[str, Any]) -> set[ModuleType]:
    """The modules of all that the site's Markdown parser is made of."""
    md = Markdown(**settings["MARKDOWN"])
    stages = (md.preprocessors, md.parser.blockprocessors, md.treeprocessors, md.inlinePatterns, md.postprocessors)
    return {sys.modules[type(processor).__module__] for stage in stages for processor in stage}


def _host_modules() -> Iterable[ModuleType]:
    own = (module for name, module in sys.modules.items() if name.startswith(_OWN_CODE))
    return [docutils, pelican, pelican.readers, *own]


def _cacheable(reader_classes: Mapping[str, type[BaseReader]], modules: Iterable[ModuleType]) -> frozenset[str]:
    """The suffixes of files of which what is read depends on the file, the settings and the code alone."""
    pure = {HTMLReader, RstReader}
    if all(
        f"{module.__name__}.".startswith(_KNOWN_EXTENSIONS) and module.__name__ not in _READS_FILES
        for module in modules
    ):
        pure.add(MarkdownReader)
    return frozenset(suffix for suffix, reader_class in reader_classes.items() if reader_class in pure)
