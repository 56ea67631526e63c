"""What `pelicanconf.py` says, read as Pelican reads it, and the project that it describes, validated once."""

from __future__ import annotations

import os
import runpy
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from pipeline.addresses import require_addresses
from pipeline.characters import forbidden, named, spaced
from pipeline.conditions import condition_faults
from pipeline.config import (
    EDIT_NAMES,
    SHOW_SOURCE,
    TEMPLATES_FOLDER,
    THEME_DOMAIN,
    VISIBLE_SETTINGS,
    WITHHOLD,
    ClusterOptions,
    Project,
)
from pipeline.digits import LATIN_DIGITS
from pipeline.errors import PipelineError, as_one, gathered
from pipeline.locale_names import canonical, name_instead_of
from pipeline.model import Language
from pipeline.namesakes import names_of_site
from pipeline.options import DEFAULT, Options, did_you_mean
from pipeline.paths import in_real_folder, real


def load_settings(path: Path, override: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Pelican's own settings for the site at `path`; a fault in the file is told by line.

    Raises PipelineError for it, or if there is no such file.
    """
    if not path.is_file():
        raise PipelineError("the settings file does not exist", path=str(path), hint="name it with -s")
    try:
        with names_of_site(in_real_folder(path).parent):
            settings: dict[str, Any] = read_settings(str(path), override=dict(override or {}))
        # What stops a feed, which is XML, is read as what it is meant for.
        settings |= {name: spaced(value) for name, value in settings.items() if isinstance(value, str)}
    except SyntaxError as error:
        raise PipelineError(error.msg, path=path.name, line=error.lineno) from None
    except Exception as error:
        _require_places_in(path)
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        raise PipelineError(
            f"the settings cannot be read: {type(error).__name__}: {error}",
            path=path.name,
            line=frames[-1].lineno if frames else None,
            hint="mend the settings",
        ) from None
    for name in ("PATH", "OUTPUT_PATH", "THEME"):
        if "\0" in str(settings.get(name)):
            raise PipelineError(f"{name} has a NUL in it", path=path.name, hint="write the path of a folder")
    return settings


def _require_places_in(path: Path) -> None:
    """Where Pelican stops at an address that is no text, or at sources that are not there, the setting is named."""
    settings: dict[str, Any] = {"SITEURL": "", "PATH": ""}
    with suppress(Exception):
        settings |= runpy.run_path(str(path))
    require_addresses(settings, path.name)
    if not os.path.isdir(path.parent / str(settings["PATH"] or "")):  # noqa: PTH112 - is_dir() may raise
        raise PipelineError(
            f"PATH is {settings['PATH']!r}, which is no folder", path=path.name, hint="name the folder of the sources"
        )


def load_project(path: Path, settings: Mapping[str, Any]) -> Project:
    """The project that these settings describe.

    Raises PipelineError, for all settings that are faulty, by their names.
    """
    path = in_real_folder(path)
    reader = Options(settings.get("GETTEXT"), path.name)
    faults = reader.faults
    source, targets = _languages(settings, reader.strings("locales", ()), path.name, faults)
    faults += condition_faults(settings, path.name)
    with gathered(faults):
        require_addresses(settings, path.name)
    policy = reader.policy("policy", {"critical": WITHHOLD, "other": SHOW_SOURCE}, (WITHHOLD, SHOW_SOURCE))
    publish_at, keep_at = reader.shares("publish_at", 0.8), reader.shares("keep_at", 0.5)
    known = [target.locale for target in targets]
    digits = reader.choices("digits", ("native", "latin"))
    latin = {one for one in (source.locale, *known) if digits.get(one, digits[DEFAULT]) == "latin"}
    languages = [replace(one, digits=LATIN_DIGITS) if one.locale in latin else one for one in (source, *targets)]
    by_locales: dict[str, list[Mapping[str, object]]] = {
        "publish_at": [publish_at],
        "keep_at": [keep_at],
        "policy": list(policy.values()),
        "digits": [digits],
    }
    for key, choices in by_locales.items():
        for by_locale in choices:
            all_known = [source.locale, *known] if key == "digits" else known
            faults += _unknown_locales(key, by_locale, all_known, path.name)
    project = Project(
        root=path.parent,
        settings_path=path,
        name=_one_line(settings["SITENAME"], "SITENAME", path.name),
        bugs_address=_one_line(reader.string("bugs", ""), "GETTEXT['bugs']", path.name),
        edit_url=reader.web_address("edit_url", EDIT_NAMES),
        source=languages[0],
        targets=tuple(languages[1:]),
        catalogs=path.parent / reader.string("catalogs", "locales"),
        content=Path(settings["PATH"]),
        output=real(settings["OUTPUT_PATH"]),
        chooser=reader.choice("root", ("source", "choose")) == "choose",
        theme=Path(settings["THEME"]),
        domains=reader.choice("domains", ("file", "folder", "site")),
        required_sections=reader.sections("required_sections"),
        fields=reader.strings("fields", ()),
        visible_settings=(*VISIBLE_SETTINGS, *reader.strings("settings", ())),
        publish_at=publish_at,
        keep_at=keep_at,
        policy=policy,
        invariants=reader.strings("invariants", ()),
        allowed_hosts=frozenset(reader.strings("allowed_hosts", ())),
        severities=reader.severities("severities"),
        require_approval=reader.flag("require_approval"),
        template_words=reader.flag_or_none("template_words"),
        pelican_builds_all=reader.choice("pelican", ("source", "all")) == "all",
        source_by_cldr=reader.choice("dates", ("pelican", "cldr")) == "cldr",
        slugs=reader.flag("slugs"),
        cluster=ClusterOptions(
            reader.string("cluster", ""),
            reader.strings("cluster_sends", ()),
            reader.strings("cluster_keeps", ()),
            reader.strings("cluster_environment", ()),
        ),
    )
    faults += _empty_folders(project)
    if faults:
        raise as_one(faults)
    return project


def _empty_folders(project: Project) -> Iterator[PipelineError]:
    """What should have something in it and has not: Pelican would go on with another theme, or without a page."""
    templates = project.catalogs / TEMPLATES_FOLDER
    began = templates.is_dir() and any(path.stem != THEME_DOMAIN for path in templates.iterdir())
    for name, folder in (("THEME", project.theme), *([("PATH", project.content)] if began else ())):
        with suppress(OSError):
            if folder.is_dir() and not any(folder.iterdir()):
                yield PipelineError(
                    f"{name} is {project.shown(folder)}, which is empty",
                    path=project.settings_path.name,
                    hint="if it is a submodule of git, fetch it: git submodule update --init",
                )


def _one_line(value: Any, setting: str, path: str) -> str:
    """A text for a line of a catalog's header, where a line break would begin another field."""
    text = " ".join(spaced(str(value)).split())
    if (found := forbidden(text)) is not None:
        raise PipelineError(f"{setting} has {named(found)}", path=path, hint="remove it")
    return text


def _unknown_locales(key: str, by_locale: Iterable[str], known: list[str], path: str) -> Iterator[PipelineError]:
    """What is said of a locale that the site does not have: a typing error would leave it out."""
    for name in by_locale:
        if name not in (DEFAULT, *known):
            hint = did_you_mean(name, known) or f"locales are {', '.join(known)}; {DEFAULT!r} is for all others"
            yield PipelineError(f"GETTEXT[{key!r}] names {name!r}, which is not in 'locales'", path=path, hint=hint)


def _languages(
    settings: Mapping[str, Any], names: Iterable[str], path: str, faults: list[PipelineError]
) -> tuple[Language, tuple[Language, ...]]:
    """The language of DEFAULT_LANG and those of these names; what is wrong with a name is added to the faults."""
    source, targets = Language.of("en"), list[Language]()
    with gathered(faults):
        # Pelican hands it over in small letters.
        source = _language(str(settings["DEFAULT_LANG"]), "DEFAULT_LANG", path, spelling="any")
    seen = {source.path}
    for name in names:
        with gathered(faults):
            language = _language(name, "GETTEXT['locales']", path)
            if language.path == source.path:
                hint = "remove it from GETTEXT['locales']: these are the languages to translate into"
                raise PipelineError(f"the locale {name!r} is DEFAULT_LANG's", path=path, hint=hint)
            if language.path in seen:
                raise PipelineError(f"the locale {name!r} is named twice in GETTEXT['locales']", path=path)
            seen.add(language.path)
            targets.append(language)
    return source, tuple(targets)


def _language(name: str, setting: str, path: str, *, spelling: str = "CLDR's") -> Language:
    """A configured locale; only CLDR's own spelling may become a folder's name."""
    try:
        right = canonical(name)
    except ValueError:
        raise PipelineError(
            f"{setting}: CLDR does not know the locale {name!r}", path=path, hint=name_instead_of(name)
        ) from None
    if right != name and spelling != "any":
        raise PipelineError(f"{setting}: write {right!r} instead of {name!r}", path=path)
    return Language.of(right)
