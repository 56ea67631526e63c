"""The templates of a site: those that its theme has, and all others that Jinja finds for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
)

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.paths import is_there
from pipeline.pelican_internals import SIMPLE_TEMPLATES, STOCK_TEMPLATES
from pipeline.sources.template_nodes import Template
from pipeline.sources.template_words import words_extension

#: The extension of Jinja that has gettext.
I18N = "jinja2.ext.i18n"
_PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template's text, and how Jinja reads it; `names` are those by which templates may refer to it.

    Where it is not `is_own` it is of Pelican's simple theme, and others build on it. `is_stock` is what comes with
    Pelican.
    """

    text: str
    template: Template
    names: tuple[str, ...]
    is_own: bool = True
    is_stock: bool = False

    @property
    def path(self) -> str:
        """Where it is, as it is shown."""
        return self.template.path


@dataclass(slots=True)
class _Found:
    """A template that was found: the file it is in, or else what knows it by a name."""

    path: Path | None
    loader: BaseLoader
    name: str
    names: list[str] = field(default_factory=list)
    is_own: bool = True


class UnknownTagError(PipelineError):
    """A template has a tag that no extension of the site's Jinja knows."""


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates of a site, and what reads them; `have_words` says whether words that no call marks are messages.

    `unread` are those with tags that are not known. Others include them, perhaps only where an extension is.
    `suffixes` are by template those of the files that Pelican is told to make of it.
    """

    files: tuple[TemplateFile, ...]
    environment: Environment
    have_words: bool = False
    unread: tuple[UnknownTagError, ...] = ()
    suffixes: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_templates(project: Project, settings: Mapping[str, Any], environment: Environment) -> Templates:
    """The templates of a site, read as Pelican's `environment` for them reads: with its extensions and delimiters.

    They are those where its loader looks (the theme's, those that override them, plugins'), those that are named in
    TEMPLATE_PAGES, and what these refer to; of Pelican's simple theme no others, unless words are messages. So they are
    where no template calls gettext, or the settings say so.

    Raises PipelineError, by line, for a template that cannot be read.
    """
    reader = environment.overlay(extensions=[I18N])
    reader.newstyle_gettext = False  # type: ignore[attr-defined]
    have_words = project.template_words
    if not have_words:
        read, unread = _read_all(project, reader, _found(project, settings, reader))
        if have_words is False or any(file.template.messages for file in read if file.is_own):
            return Templates(read, reader, unread=unread, suffixes=_suffixes(read, settings))
    reader = reader.overlay(extensions=[words_extension(lambda _: True, constants=None)])
    found = _found(project, settings, reader, with_simple=True)
    read, unread = _read_all(project, reader, found, is_own=True)
    return Templates(read, reader, have_words=True, unread=unread, suffixes=_suffixes(read, settings))


def _suffixes(read: Iterable[TemplateFile], settings: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """By the first name of a template the suffixes of what is made of it (Pelican's TEMPLATE_PAGES and ..._SAVE_AS)."""
    found: dict[str, frozenset[str]] = {}
    for file in read:
        saved = [str(settings.get("TEMPLATE_PAGES", {}).get(name) or "") for name in file.names]
        saved += [str(settings.get(f"{PurePosixPath(name).stem.upper()}_SAVE_AS") or "") for name in file.names]
        if suffixes := frozenset(PurePosixPath(name).suffix for name in saved if name):
            found[file.names[0]] = suffixes
    return found


def _read_all(
    project: Project, reader: Environment, found: Mapping[Hashable, _Found], *, is_own: bool = False
) -> tuple[tuple[TemplateFile, ...], tuple[UnknownTagError, ...]]:
    """These templates and what they refer to; whether Pelican's simple theme is the site's own, it is told.

    One with a tag that is not known is passed over if others include it: Jinja reads it when a page comes to it.
    """
    known = {name for template in found.values() for name in template.names}
    read: list[TemplateFile] = []
    faults: list[tuple[UnknownTagError, _Found]] = []
    # In the same order wherever a theme is installed.
    left = sorted(found.values(), key=lambda template: _shown(template, project))
    while left:
        for template in left:
            try:
                read.append(_read(template, project, reader))
            except UnknownTagError as error:
                faults.append((error, template))
        left = []
        for name in _referred(read):
            if name not in known and (further := _further(name, reader, is_own=is_own)):
                known.add(name)
                left.append(further)
    included = {name for file in read for name in file.template.included}
    for fault, template in faults:
        if included.isdisjoint(template.names):
            raise fault
    return tuple(read), tuple(fault for fault, _ in faults)


def _referred(read: list[TemplateFile]) -> list[str]:
    return [name for file in read for name in (*file.template.extended, *file.template.included)]


def _found(
    project: Project, settings: Mapping[str, Any], reader: Environment, *, with_simple: bool = False
) -> dict[Hashable, _Found]:
    """The templates by the files they are in. Of those with one name the first has it, as Jinja has it."""
    suffixes = tuple(settings["TEMPLATE_EXTENSIONS"])
    places = [
        (prefix + name, _Found(_path_in(loader, name), loader, name))
        for prefix, loader in _loaders(reader.loader, "")
        if with_simple or not _is_simple(loader)
        for name in loader.list_templates()
        if name.endswith(suffixes)
    ]
    pages = [str(name) for name in settings.get("TEMPLATE_PAGES", ())]
    folder = FileSystemLoader(project.content)
    plain = {name for name, place in places if not _is_simple(place.loader)}
    places = [(name, place) for name, place in places if not (_is_simple(place.loader) and place.name in plain)]
    places[:0] = [(name, _Found(project.content / name, folder, name)) for name in pages]
    found: dict[Hashable, _Found] = {}
    taken = set()
    for name, place in places:
        template = found.setdefault(place.path or (id(place.loader), place.name), place)
        if name not in taken:
            taken.add(name)
            template.names.append(name)
    return found


def _loaders(loader: BaseLoader | None, prefix: str) -> Iterator[tuple[str, BaseLoader]]:
    """All that a loader asks, in its order, one folder each."""
    if isinstance(loader, ChoiceLoader):
        for part in loader.loaders:
            yield from _loaders(part, prefix)
    elif isinstance(loader, PrefixLoader):
        for name, part in loader.mapping.items():
            yield from _loaders(part, f"{prefix}{name}{loader.delimiter}")
    elif isinstance(loader, FileSystemLoader):
        for folder in loader.searchpath:
            yield prefix, FileSystemLoader(folder)
    elif loader is not None:
        yield prefix, loader


def _is_simple(loader: BaseLoader) -> bool:
    return isinstance(loader, FileSystemLoader) and Path(loader.searchpath[0]) == SIMPLE_TEMPLATES


def _path_in(loader: BaseLoader, name: str) -> Path | None:
    return Path(loader.searchpath[0], name) if isinstance(loader, FileSystemLoader) else None


def _further(name: str, reader: Environment, *, is_own: bool) -> _Found | None:
    """A template that others refer to: of Pelican's simple theme, or one with another suffix."""
    if reader.loader is None:
        return None
    try:
        _, filename, _ = reader.loader.get_source(reader, name)
    except (TemplateNotFound, UnicodeDecodeError):
        return None
    path = Path(filename) if filename else None
    is_own = is_own or path is None or not path.is_relative_to(SIMPLE_TEMPLATES)
    return _Found(path, reader.loader, name, [name], is_own)


def _read(found: _Found, project: Project, reader: Environment) -> TemplateFile:
    shown = _shown(found, project)
    with told_by_line(shown):
        if found.path is None:
            text, _, _ = found.loader.get_source(reader, found.name)
        else:
            text = project.read_bytes(found.path).decode("utf-8")
        try:
            node = reader.parse(text)
        except TemplateSyntaxError as error:
            if "unknown tag" not in str(error.message):
                raise
            raise UnknownTagError(f"the template cannot be read: {error}", path=shown, line=error.lineno) from None
        template = Template.of(shown, node)
    # One that another takes the place of, and nobody can refer to, is looked at all the same.
    names = tuple(found.names) or (f"!{shown}",)
    is_stock = found.path is not None and any(map(found.path.is_relative_to, STOCK_TEMPLATES))
    return TemplateFile(text, template, names, found.is_own, is_stock)


def _shown(found: _Found, project: Project) -> str:
    """Where a template is. One that is not the project's own is named after its theme: it is elsewhere for others."""
    if found.path is None:
        return found.name
    folder = found.path.parents[found.name.count("/")]
    if found.path.is_relative_to(project.root) and not _is_installed(found.path, project.root):
        return project.shown(found.path)
    return f"{folder.parent.name}/{folder.name}/{found.name}"


def _is_installed(path: Path, root: Path) -> bool:
    """Whether it is in an environment of Python's within the project (PEP 405), or where installers put packages."""
    folders = path.relative_to(root).parents
    return any(
        folder.name in _PACKAGES or (folder.name and is_there(root / folder / "pyvenv.cfg")) for folder in folders
    )


@contextmanager
def told_by_line(shown: str) -> Iterator[None]:
    """Raise PipelineError for what is wrong with a template, by its path and, where Jinja knows it, the line."""
    try:
        yield
    except PipelineError:
        raise
    except UnicodeDecodeError as error:
        raise PipelineError(f"byte 0x{error.object[error.start]:02x} is not valid UTF-8", path=shown) from None
    except Exception as error:  # Jinja's own errors know their line
        raise PipelineError(
            f"the template cannot be read: {error}", path=shown, line=getattr(error, "lineno", None)
        ) from None
