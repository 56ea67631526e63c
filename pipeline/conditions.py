"""What a site's settings have to be, for sites in several languages to be built with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rapidfuzz.distance import OSA

from pipeline.errors import PipelineError
from pipeline.pelican_internals import found_plugins

#: Our plugin's names: as a module, and as one of Pelican's own.
OUR_NAMES = ("pipeline.plugin", "pelican.plugins.gettext", "gettext")
# What a language cannot have a setting of its own for: where pages go, and where they come from.
_OWN_SETTINGS = frozenset(
    {"DEFAULT_LANG", "DELETE_OUTPUT_DIRECTORY", "GETTEXT", "OUTPUT_PATH", "PATH", "PLUGINS", "RELATIVE_URLS", "SITEURL"}
)
_OWN_ENDINGS = ("_SAVE_AS", "_PATHS")
# So many letters a name may differ by that is meant for another.
_NEAR = 2
_RIVALS = frozenset({"i18n_subsites", "po4a"})


def condition_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """Every setting of Pelican's or of other plugins that cannot stay as it is."""
    for faults in (_near_names, _plugin_faults, _subsite_faults, _address_faults):
        yield from faults(settings, path)


def plugins_of(settings: Mapping[str, Any]) -> list[str]:
    """The names of a site's plugins; without PLUGINS Pelican finds those that are installed among its own."""
    plugins = settings.get("PLUGINS")
    if plugins is None:
        return found_plugins()
    return [plugin if isinstance(plugin, str) else getattr(plugin, "__name__", "") for plugin in plugins]


def rivals_in(settings: Mapping[str, Any]) -> list[str]:
    """The plugins that build a site per language, too, into the same folders."""
    return [name for name in plugins_of(settings) if name.rpartition(".")[2] in _RIVALS]


def addresses_by_language(settings: Mapping[str, Any]) -> dict[str, str]:
    """The settings that have the language in a page's address, as they are without it."""
    return {
        name: str(value).replace("{lang}/", "").replace("{lang}", "")
        for name, value in settings.items()
        if name.endswith(("_URL", "_SAVE_AS")) and "_LANG_" not in name and "{lang" in str(value)
    }


def shared_in_subsites(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What I18N_SUBSITES has of settings that are the same for all languages: the language and the setting's name."""
    return [
        (tag, str(name))
        for tag, overrides in subsites_in(settings).items()
        for name in overrides
        if name in _OWN_SETTINGS or str(name).endswith(_OWN_ENDINGS) or _is_of_a_page(settings, str(name))
    ]


def _is_of_a_page(settings: Mapping[str, Any], name: str) -> bool:
    """Whether a setting is the address of pages or feeds of the site's, and not of a service that its theme asks."""
    stem = name.removesuffix("_URL")
    return stem != name and (f"{stem}_SAVE_AS" in settings or "FEED" in stem)


def subsites_in(settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What I18N_SUBSITES has for each language; nothing if it is not as it must be."""
    subsites = settings.get("I18N_SUBSITES", {})
    is_sound = isinstance(subsites, Mapping) and all(isinstance(found, Mapping) for found in subsites.values())
    return subsites if is_sound else {}


def _near_names(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """A dict that is nearly called GETTEXT: nobody reads it, and languages that it names would be gone."""
    for name, value in settings.items():
        if isinstance(value, Mapping) and 0 < OSA.distance(name, "GETTEXT") <= _NEAR:
            hint = "did you mean GETTEXT? rename it, or remove it"
            yield PipelineError(f"{name} is a setting that nobody reads", path=path, hint=hint)


def _plugin_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """Without our plugin nothing is translated; another that builds a site per language would write into ours."""
    if not set(OUR_NAMES) & set(plugins_of(settings)):
        yield PipelineError(
            f"PLUGINS does not name {OUR_NAMES[0]!r}, without which Pelican translates nothing",
            path=path,
            hint=f'add it: PLUGINS = ["{OUR_NAMES[0]}"]',
        )
    for name in rivals_in(settings):
        yield PipelineError(
            f"the plugin {name} builds a site for each language too, into the same folders",
            path=path,
            hint="remove it from PLUGINS; I18N_SUBSITES and its variables in themes go on working",
        )


def _address_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """Addresses with the language in them: a page's is the same in each language's folder."""
    for name, value in addresses_by_language(settings).items():
        yield PipelineError(
            f"{name} has the language in it, and each language has a folder of its own",
            path=path,
            hint=f'write it without: {name} = "{value}"',
        )


def _subsite_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """What would make one language's site another's, or build it elsewhere than where it is verified."""
    wanted = 'a dict of language and settings, such as {"de": {"SITENAME": "Luna"}}'
    if settings.get("I18N_SUBSITES", {}) != subsites_in(settings):
        yield PipelineError(f"I18N_SUBSITES must be {wanted}", path=path)
        return
    for tag, name in shared_in_subsites(settings):
        yield PipelineError(
            f"I18N_SUBSITES[{tag!r}] has {name}, which is the same for all languages",
            path=path,
            hint=f"remove it: each language's site is built at /{tag}/, from the same sources",
        )
