"""What a site's settings have to be, for sites in several languages to be built with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

from pipeline.errors import PipelineError

#: Our plugin's names: as a module, and as one of Pelican's own.
OUR_NAMES = ("pipeline.plugin", "pelican.plugins.gettext", "gettext")
# What a language cannot have a setting of its own for: where pages go, and where they come from.
_OWN_SETTINGS = frozenset(
    {"DEFAULT_LANG", "DELETE_OUTPUT_DIRECTORY", "GETTEXT", "OUTPUT_PATH", "PATH", "PLUGINS", "RELATIVE_URLS", "SITEURL"}
)
_OWN_ENDINGS = ("_SAVE_AS", "_URL", "_PATHS")
_RIVALS = frozenset({"i18n_subsites", "po4a"})


def condition_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """Every setting of Pelican's or of other plugins that cannot stay as it is."""
    for faults in (_plugin_faults, _subsite_faults, _address_faults):
        yield from faults(settings, path)


def _plugin_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """Without our plugin nothing is translated; another that builds a site per language would write into ours."""
    plugins = settings.get("PLUGINS")
    # Without that setting Pelican finds those that are installed among its own.
    found = [find_spec(OUR_NAMES[1]) and OUR_NAMES[1]] if plugins is None else plugins
    names = [plugin if isinstance(plugin, str) else getattr(plugin, "__name__", "") for plugin in found]
    if not set(OUR_NAMES) & set(names):
        yield PipelineError(
            f"PLUGINS does not name {OUR_NAMES[0]!r}, without which Pelican translates nothing",
            path=path,
            hint=f'add it: PLUGINS = ["{OUR_NAMES[0]}"]',
        )
    for name in names:
        if name.rpartition(".")[2] in _RIVALS:
            yield PipelineError(
                f"the plugin {name} builds a site for each language too, into the same folders",
                path=path,
                hint="remove it from PLUGINS; I18N_SUBSITES and its variables in themes go on working",
            )


def _address_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """Addresses with the language in them: a page's is the same in each language's folder."""
    for name, value in settings.items():
        if name.endswith(("_URL", "_SAVE_AS")) and "_LANG_" not in name and "{lang" in str(value):
            yield PipelineError(
                f"{name} has the language in it, and each language has a folder of its own",
                path=path,
                hint=f'write it without: {name} = "{str(value).replace("{lang}/", "").replace("{lang}", "")}"',
            )


def _subsite_faults(settings: Mapping[str, Any], path: str) -> Iterator[PipelineError]:
    """What would make one language's site another's, or build it elsewhere than where it is verified."""
    subsites = settings.get("I18N_SUBSITES", {})
    wanted = 'a dict of language and settings, such as {"de": {"SITENAME": "Luna"}}'
    if not isinstance(subsites, Mapping) or not all(isinstance(found, Mapping) for found in subsites.values()):
        yield PipelineError(f"I18N_SUBSITES must be {wanted}", path=path)
        return
    for tag, overrides in subsites.items():
        for name in overrides:
            if name in _OWN_SETTINGS or str(name).endswith(_OWN_ENDINGS):
                yield PipelineError(
                    f"I18N_SUBSITES[{tag!r}] has {name}, which is the same for all languages",
                    path=path,
                    hint=f"remove it: each language's site is built at /{tag}/, from the same sources",
                )
