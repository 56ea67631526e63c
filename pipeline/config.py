"""The project: its languages, paths and policies, as its settings describe it (settings.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from pipeline.errors import PipelineError
from pipeline.files import read_bytes, read_text, require_file
from pipeline.locale_names import canonical, meant_by
from pipeline.model import Language, Severity
from pipeline.options import DEFAULT, did_you_mean
from pipeline.paths import relative

#: Settings whose visible words every site has; a site names more in GETTEXT["settings"].
VISIBLE_SETTINGS = ("SITENAME", "SITESUBTITLE", "MENUITEMS", "LINKS", "SOCIAL")
#: The domain of templates, settings and taxonomy: all that belongs to no single source file.
THEME_DOMAIN = "theme"
#: The domain of imported translations that belong to no source: they only serve as memory.
MEMORY_DOMAIN = "memory"
TEMPLATES_FOLDER = "templates"
#: What becomes of a page whose text is not all translated.
WITHHOLD, SHOW_SOURCE = "withhold", "source"


#: What `edit_url` may have in braces.
EDIT_NAMES = frozenset({"path", "line", "locale"})


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """The cluster that builds the sites, if one does, and what of the project it is sent.

    `sends` and `keeps` are files and folders below the project's, as patterns; `environment` are names of what the
    environment says.
    """

    address: str = ""
    sends: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the tool needs to know of a site, without Pelican's settings: it crosses processes."""

    root: Path
    settings_path: Path
    name: str
    bugs_address: str
    edit_url: str
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
    keep_at: Mapping[str, float]
    policy: Mapping[str, Mapping[str, str]]
    invariants: tuple[str, ...]
    allowed_hosts: frozenset[str]
    severities: Mapping[str, Severity | None]
    require_approval: bool
    pelican_builds_all: bool
    template_words: bool | None
    source_by_cldr: bool
    slugs: bool
    cluster: ClusterOptions = field(default_factory=ClusterOptions)

    def edit_address(self, path: str, line: int | None, locale: str) -> str:
        """Where a browser finds a place of a catalog to edit it; nothing where the settings do not say."""
        values = {"path": path, "line": str(line or 1), "locale": locale}
        parts = (self.edit_url.replace("{", "\0{").replace("}", "}\0")).split("\0")
        return "".join(quote(values[part[1:-1]]) if part.startswith("{") else part for part in parts)

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
        """The targets of these names in any usual spelling, each once, or all of them when none is named.

        Raises PipelineError for a name that is not among the site's locales, and if it has none.
        """
        if not self.targets:
            raise PipelineError(
                "GETTEXT['locales'] names no language to translate into",
                path=self.settings_path.name,
                hint='name some: GETTEXT = {"locales": ["de", "fr"]}',
            )
        wanted = list(locales)
        known = {language.locale: language for language in self.targets}
        for number, locale in enumerate(wanted):
            with suppress(ValueError):
                wanted[number] = canonical(locale)
            if wanted[number] not in known:
                raise PipelineError(
                    f"{locale!r} is not a locale of this site",
                    hint=did_you_mean(meant_by(locale) or locale, known) or f"locales are {', '.join(known)}",
                )
        return tuple(known[locale] for locale in dict.fromkeys(wanted)) if wanted else self.targets

    def threshold(self, locale: str, *, stays: bool = False) -> float:
        """The share of a page's other words that must be translated for it to be published, 0.0 to 1.0.

        For one that `stays`, being published already, less may do.
        """
        if self.withholds("other", locale):
            return 1.0
        asked = self.publish_at.get(locale, self.publish_at[DEFAULT])
        return min(asked, self.keep_at.get(locale, self.keep_at[DEFAULT])) if stays else asked

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

    def read(self, path: Path) -> str:
        """The text of a file: one of the project's is within it, its sources or its theme, wherever links lead.

        Raises PipelineError if it is not, cannot be read, is no file, too large or not in UTF-8.
        """
        return read_text(path, self.shown(path), self._places())

    def read_bytes(self, path: Path) -> bytes:
        """What such a file holds. Raises PipelineError as `read` does."""
        return read_bytes(path, self.shown(path), self._places())

    def require_file(self, path: Path) -> None:
        """Raise PipelineError for a file that could not be read, for one that others will read."""
        require_file(path, self.shown(path), self._places())

    def _places(self) -> tuple[Path, ...]:
        return self.root, self.content, self.theme
