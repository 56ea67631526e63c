"""The project: what `pelicanconf.py` says about languages, paths and policies, validated once."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pelican.settings import read_settings
from rapidfuzz import fuzz, process

from pipeline.errors import PipelineError
from pipeline.files import relative
from pipeline.model import Language, Severity

#: Settings whose visible words every site has; a site names more in GETTEXT["settings"].
VISIBLE_SETTINGS = ("SITENAME", "SITESUBTITLE", "MENUITEMS", "LINKS", "SOCIAL")
#: The domain of templates, settings and taxonomy: all that belongs to no single source file.
THEME_DOMAIN = "theme"
TEMPLATES_FOLDER = "templates"
#: The key for all locales that are not named.
DEFAULT = "default"
_PLUGIN = "pipeline.plugin"
# What a language cannot have a setting of its own for: where pages go, and where they come from.
_OWN_SETTINGS = frozenset(
    {"DEFAULT_LANG", "DELETE_OUTPUT_DIRECTORY", "GETTEXT", "OUTPUT_PATH", "PATH", "PLUGINS", "RELATIVE_URLS", "SITEURL"}
)
_OWN_ENDINGS = ("_SAVE_AS", "_URL", "_PATHS")
_RIVALS = frozenset({"i18n_subsites", "po4a"})
#: What becomes of a page whose text is not all translated.
WITHHOLD, SHOW_SOURCE = "withhold", "source"

_LEVELS: Mapping[str, Severity | None] = {
    "off": None,
    **{severity.name.lower(): severity for severity in Severity},
}
_LOCALE_NAME = re.compile(r"[a-z]{2,3}(_[A-Za-z0-9]{2,8})*")
_ANCHOR_SELECTOR = re.compile(r"#([^\s#.:>\[\]]+)")


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the tool needs to know of a site, without Pelican's settings: it crosses processes."""

    root: Path
    settings_path: Path
    name: str
    bugs_address: str
    source: Language
    targets: tuple[Language, ...]
    catalogs: Path
    content: Path
    output: Path
    chooser: bool
    theme: Path
    domains: str
    required_sections: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    visible_settings: tuple[str, ...]
    publish_at: Mapping[str, float]
    policy: Mapping[str, Mapping[str, str]]
    invariants: tuple[str, ...]
    allowed_hosts: frozenset[str]
    severities: Mapping[str, Severity | None]
    require_approval: bool

    def languages(self) -> tuple[Language, ...]:
        """The source language, then the targets in the order of the settings."""
        return self.source, *self.targets

    def folder_of(self, language: Language) -> str:
        """The folder of a language's site below the address of them all; nothing for the one that is at `/`."""
        return "" if language == self.source and not self.chooser else language.path

    def with_output(self, output: Path) -> Project:
        """The same project, built into another folder."""
        return replace(self, output=output)

    def select(self, locales: Iterable[str]) -> tuple[Language, ...]:
        """The named targets, or all of them when none is named."""
        wanted = list(locales)
        known = {language.locale: language for language in self.targets}
        for locale in wanted:
            if locale not in known:
                raise PipelineError(
                    f"{locale!r} is not a locale of this site",
                    hint=did_you_mean(locale, known) or f"locales are {', '.join(known)}",
                )
        return tuple(known[locale] for locale in wanted) if wanted else self.targets

    def threshold(self, locale: str) -> float:
        """The share of a page's other words that must be translated for it to be published, 0.0 to 1.0."""
        if self.withholds("other", locale):
            return 1.0
        return self.publish_at.get(locale, self.publish_at[DEFAULT])

    def withholds(self, texts: str, locale: str) -> bool:
        """Whether a page waits for its "critical" or its "other" texts, or is shown with the source's."""
        choices = self.policy[texts]
        return choices.get(locale, choices[DEFAULT]) == WITHHOLD

    def catalog_path(self, locale: str, domain: str) -> Path:
        """Where a domain's catalog is."""
        return self.catalogs / locale / f"{domain}.po"

    def template_path(self, domain: str) -> Path:
        """Where a domain's template is."""
        return self.catalogs / TEMPLATES_FOLDER / f"{domain}.pot"

    def domain_of(self, source: str) -> str:
        """The domain of a source file, `source` being relative to the content folder."""
        if self.domains == "site":
            return "content"
        path = Path(source)
        if self.domains == "folder":
            return path.parent.as_posix() if path.parent.parts else "content"
        return path.with_suffix("").as_posix()

    def critical_sections(self, anchors: Iterable[str]) -> tuple[str, ...]:
        """The names of the required sections that one of these ids belongs to."""
        present = set(anchors)
        return tuple(name for name, anchor in self.required_sections if anchor in present)

    def shown(self, path: Path) -> str:
        """A path as messages show it."""
        return relative(path, self.root)


def load_settings(path: Path, override: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Pelican's own settings for the site at `path`; a fault in the file is told by line."""
    if not path.is_file():
        raise PipelineError("the settings file does not exist", path=str(path), hint="name it with -s")
    try:
        settings: dict[str, Any] = read_settings(str(path), override=dict(override or {}))
    except SyntaxError as error:
        raise PipelineError(error.msg, path=path.name, line=error.lineno) from None
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        raise PipelineError(
            f"the settings cannot be read: {type(error).__name__}: {error}",
            path=path.name,
            line=frames[-1].lineno if frames else None,
        ) from None
    return settings


def load_project(path: Path, settings: Mapping[str, Any]) -> Project:
    """The project that these settings describe."""
    path = path.resolve()
    reader = _Options(settings.get("GETTEXT"), path.name)
    source = _source_language(str(settings["DEFAULT_LANG"]), path.name)
    targets = tuple(_language(name, "GETTEXT['locales']", path.name) for name in reader.strings("locales", ()))
    _require_distinct((source, *targets), path.name)
    _require_plugin(settings, path.name)
    _require_subsites(settings, path.name)
    policy = reader.policy("policy", {"critical": WITHHOLD, "other": SHOW_SOURCE}, (WITHHOLD, SHOW_SOURCE))
    publish_at = reader.shares("publish_at", 0.8)
    known = [target.locale for target in targets]
    _require_known("publish_at", publish_at, known, path.name)
    for choices in policy.values():
        _require_known("policy", choices, known, path.name)
    return Project(
        root=path.parent,
        settings_path=path,
        name=str(settings["SITENAME"]),
        bugs_address=reader.string("bugs", str(settings["SITEURL"]) or "https://example.org"),
        source=source,
        targets=targets,
        catalogs=path.parent / reader.string("catalogs", "locales"),
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]).resolve(),
        chooser=reader.choice("root", ("source", "choose")) == "choose",
        theme=Path(settings["THEME"]),
        domains=reader.choice("domains", ("file", "folder", "site")),
        required_sections=reader.sections("required_sections"),
        fields=reader.strings("fields", ()),
        visible_settings=(*VISIBLE_SETTINGS, *reader.strings("settings", ())),
        publish_at=publish_at,
        policy=policy,
        invariants=reader.strings("invariants", ()),
        allowed_hosts=frozenset(reader.strings("allowed_hosts", ())),
        severities=reader.severities("severities"),
        require_approval=reader.flag("require_approval"),
    )


def _require_subsites(settings: Mapping[str, Any], path: str) -> None:
    """Refuse what would make one language's site another's, or build it elsewhere than where it is verified."""
    subsites = settings.get("I18N_SUBSITES", {})
    wanted = 'a dict of language and settings, such as {"de": {"SITENAME": "Luna"}}'
    if not isinstance(subsites, Mapping) or not all(isinstance(found, Mapping) for found in subsites.values()):
        raise PipelineError(f"I18N_SUBSITES must be {wanted}", path=path)
    for tag, overrides in subsites.items():
        for name in overrides:
            if name in _OWN_SETTINGS or str(name).endswith(_OWN_ENDINGS):
                raise PipelineError(
                    f"I18N_SUBSITES[{tag!r}] has {name}, which is the same for all languages",
                    path=path,
                    hint=f"remove it: each language's site is built at /{tag}/, from the same sources",
                )


def _require_known(key: str, by_locale: Iterable[str], known: list[str], path: str) -> None:
    """Refuse what is said of a locale that the site does not have: a typing error would leave it out."""
    for name in by_locale:
        if name not in (DEFAULT, *known):
            hint = did_you_mean(name, known) or f"locales are {', '.join(known)}; {DEFAULT!r} is for all others"
            raise PipelineError(f"GETTEXT[{key!r}] names {name!r}, which is not in 'locales'", path=path, hint=hint)


def _require_plugin(settings: Mapping[str, Any], path: str) -> None:
    """Without our plugin nothing is translated; another that builds a site per language would write into ours."""
    plugins = settings.get("PLUGINS") or ()
    names = [plugin if isinstance(plugin, str) else getattr(plugin, "__name__", "") for plugin in plugins]
    if _PLUGIN not in names:
        raise PipelineError(
            f"PLUGINS does not name {_PLUGIN!r}, without which Pelican translates nothing",
            path=path,
            hint=f'add it: PLUGINS = ["{_PLUGIN}"]',
        )
    for name in names:
        if name.rpartition(".")[2] in _RIVALS:
            raise PipelineError(
                f"the plugin {name} builds a site for each language too, into the same folders",
                path=path,
                hint="remove it from PLUGINS; I18N_SUBSITES and its variables in themes go on working",
            )


class _Options:
    """The GETTEXT dict, read key by key with the checks each key needs."""

    KEYS = (
        "locales",
        "root",
        "catalogs",
        "domains",
        "required_sections",
        "fields",
        "settings",
        "publish_at",
        "policy",
        "invariants",
        "bugs",
        "allowed_hosts",
        "severities",
        "require_approval",
    )

    def __init__(self, options: object, path: str) -> None:
        self.path = path
        if not isinstance(options, Mapping):
            raise PipelineError(
                "GETTEXT is missing" if options is None else "GETTEXT must be a dict",
                path=path,
                hint='add PLUGINS = ["pipeline.plugin"] and GETTEXT = {"locales": ["de", "fr"]}',
            )
        self.options = options
        for key in options:
            if key not in self.KEYS:
                hint = did_you_mean(str(key), self.KEYS) or f"known keys are {', '.join(self.KEYS)}"
                raise PipelineError(f"GETTEXT has no key {key!r}", path=path, hint=hint)

    def string(self, key: str, default: str) -> str:
        return str(self._checked(key, default, lambda value: isinstance(value, str) and value != "", "a text"))

    def strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        def is_strings(value: object) -> bool:
            return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)

        return tuple(self._checked(key, default, is_strings, "a list of texts"))

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        return str(self._checked(key, choices[0], lambda value: value in choices, f"one of {', '.join(choices)}"))

    def shares(self, key: str, default: float) -> dict[str, float]:
        """A share for all locales, or by locale with "default" for the others."""

        def is_share(value: object) -> bool:
            return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1

        def is_shares(value: object) -> bool:
            return is_share(value) or (isinstance(value, Mapping) and all(map(is_share, value.values())))

        wanted = 'a number from 0 to 1, or a dict such as {"default": 0.8, "ja": 0.5}'
        found = self._checked(key, default, is_shares, wanted)
        by_locale = dict(found) if isinstance(found, Mapping) else {DEFAULT: found}
        return {DEFAULT: default, **{str(locale): float(share) for locale, share in by_locale.items()}}

    def policy(self, key: str, defaults: Mapping[str, str], choices: tuple[str, ...]) -> dict[str, dict[str, str]]:
        """A choice for each class of text, or by locale with "default" for the others."""

        def is_choice(value: object) -> bool:
            return value in choices or (isinstance(value, Mapping) and all(item in choices for item in value.values()))

        def is_policy(value: object) -> bool:
            return (
                isinstance(value, Mapping) and value.keys() <= defaults.keys() and all(map(is_choice, value.values()))
            )

        wanted = f"a dict such as {dict(defaults)}, each {' or '.join(map(repr, choices))} or a dict by locale"
        found = self._checked(key, {}, is_policy, wanted)
        by_locale = {name: value if isinstance(value, Mapping) else {DEFAULT: value} for name, value in found.items()}
        return {name: {DEFAULT: choice, **by_locale.get(name, {})} for name, choice in defaults.items()}

    def sections(self, key: str) -> tuple[tuple[str, str], ...]:
        def is_sections(value: object) -> bool:
            return isinstance(value, Mapping) and all(
                isinstance(selector, str) and _ANCHOR_SELECTOR.fullmatch(selector) for selector in value.values()
            )

        wanted = 'a dict of name and "#id", such as {"disclaimer": "#disclaimer"}'
        sections = self._checked(key, {}, is_sections, wanted)
        return tuple((str(name), selector[1:]) for name, selector in sections.items())

    def flag(self, key: str) -> bool:
        return bool(self._checked(key, False, lambda value: isinstance(value, bool), "True or False"))

    def severities(self, key: str) -> dict[str, Severity | None]:
        """Severities by rule, None for "off"; which rules there are is not known here."""

        def are_severities(value: object) -> bool:
            return isinstance(value, Mapping) and all(
                isinstance(level, str) and level in _LEVELS for level in value.values()
            )

        wanted = f'a dict of rule and level ({", ".join(_LEVELS)}), such as {{"length": "off"}}'
        found = self._checked(key, {}, are_severities, wanted)
        return {str(rule): _LEVELS[level] for rule, level in found.items()}

    def _checked(self, key: str, default: Any, valid: Callable[[object], bool], wanted: str) -> Any:
        value = self.options.get(key, default)
        if not valid(value):
            raise PipelineError(f"GETTEXT[{key!r}] must be {wanted}, not {value!r}", path=self.path)
        return value


def _source_language(name: str, path: str) -> Language:
    """DEFAULT_LANG in CLDR's spelling; Pelican hands it over in small letters."""
    locale = name.replace("-", "_")
    with suppress(ValueError, UnknownLocaleError):
        locale = str(Locale.parse(locale))
    return _language(locale, "DEFAULT_LANG", path)


def _language(name: str, setting: str, path: str) -> Language:
    """A configured locale; only CLDR's own canonical spelling may become a folder's name."""
    try:
        if len(name) > 35 or not _LOCALE_NAME.fullmatch(name):  # 35: RFC 5646, section 4.4.1
            raise ValueError
        canonical = str(Locale.parse(name))
        # CLDR knows "no" as a name of Norwegian, but has no data for what it stands for.
        Locale.parse(get_global("likely_subtags").get(canonical, canonical))
    except (ValueError, UnknownLocaleError):
        raise PipelineError(
            f"{setting}: CLDR does not know the locale {name!r}",
            path=path,
            hint="use nb or nn" if name == "no" else "use names such as de, pt_BR or zh_Hans",
        ) from None
    if canonical != name:
        raise PipelineError(f"{setting}: write {canonical!r} instead of {name!r}", path=path)
    return Language.of(name)


def _require_distinct(languages: Iterable[Language], path: str) -> None:
    source, *targets = languages
    seen: set[str] = set()
    for language in targets:
        if language.path == source.path:
            hint = "remove it from GETTEXT['locales']: these are the languages to translate into"
            raise PipelineError(f"the locale {language.locale!r} is DEFAULT_LANG's", path=path, hint=hint)
        if language.path in seen:
            raise PipelineError(f"the locale {language.locale!r} is named twice in GETTEXT['locales']", path=path)
        seen.add(language.path)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word; nothing if none is near."""
    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"did you mean {best[0]!r}?" if best else ""
