"""The Pelican plugin: a walker with a translating visitor inside Pelican's readers, gettext in its templates.

Plain `pelican` with `PLUGINS = ["pipeline.plugin"]` builds the source language's site. `build` starts one
Pelican per language and hands it a `Site` through the settings, so nothing here is global to the process.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from babel.dates import format_date
from pelican import DEFAULT_CONFIG_NAME, signals
from pelican.contents import Article, Content, Page, Static
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.readers import BaseReader, HTMLReader, MarkdownReader, Readers, RstReader

from pipeline import templating
from pipeline.config import load_project
from pipeline.errors import PipelineError
from pipeline.model import Visitor
from pipeline.site import Site
from pipeline.walkers.html import walk_html
from pipeline.walkers.markdown import GettextExtension, with_walker
from pipeline.walkers.metadata import walk_fields, walk_taxonomy
from pipeline.walkers.rst import with_walker as with_rst_walker
from pipeline.walkers.trail import Trail

#: The setting through which `build` hands its site to the plugin.
SITE_SETTING = "GETTEXT_SITE"
_KEPT_FIELDS = "gettext_kept_fields"


def register() -> None:
    """Connect to Pelican's signals; called by Pelican once per build."""
    signals.readers_init.connect(_walk_in_readers)
    signals.generator_init.connect(_prepare_templates)
    signals.content_object_init.connect(_translate_content)
    signals.article_generator_pretaxonomy.connect(_withhold_articles)
    signals.page_generator_finalized.connect(_withhold_pages)
    signals.static_generator_finalized.connect(_share_static_files)
    signals.all_generators_finalized.connect(_require_own_files)
    signals.feed_generated.connect(_mark_feed)


def site_of(settings: dict[str, Any]) -> Site:
    """The site these settings build: what `build` handed over, or else the source language's."""
    site = settings.get(SITE_SETTING)
    if site is None:
        path = Path(settings["PATH"]).parent / DEFAULT_CONFIG_NAME
        project = load_project(path, settings)
        site = settings[SITE_SETTING] = Site(project, project.source, str(settings["SITEURL"]))
    return site


def _walk_in_readers(readers: Readers) -> None:
    for suffix, reader_class in list(readers.reader_classes.items()):
        for format_class, mixin in _MIXINS.items():
            if isinstance(reader_class, type) and issubclass(reader_class, format_class):
                # Pelican names the reader in the metadata after its class.
                walking: Any = type(reader_class.__name__, (mixin, reader_class), {})
                readers.reader_classes[suffix] = walking


class _Walking:
    """Mixed into one of Pelican's readers: what it reads is walked with a translating visitor."""

    settings: dict[str, Any]

    def _visitor(self, source_path: str) -> tuple[Visitor, dict[str, str]]:
        """The visitor for a file, and how to mark what it keeps; a translation by hand is not marked."""
        site = site_of(self.settings)
        source = Path(source_path).relative_to(site.project.content).as_posix()
        return site.visitor(site.project.domain_of(source)), {} if site.is_native(source) else site.kept

    def _in_site_language(self, metadata: dict[str, Any]) -> dict[str, Any]:
        """What is in the source language or was written in the site's is, in that site, in its own language."""
        site = site_of(self.settings)
        language = str(metadata.get("lang", "")).replace("_", "-").lower()
        if language in (site.project.source.path, site.language.path):
            metadata["lang"] = site.language.path
        return metadata


class _WalkingMarkdown(_Walking):
    """The walker stands inside Python-Markdown, between its block stage and its inline stage."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        visitor, kept = self._visitor(source_path)
        walker = GettextExtension(visitor, kept, site_of(self.settings).theme_visitor())
        settings = self.settings
        self.settings = {**settings, "MARKDOWN": with_walker(settings["MARKDOWN"], walker)}
        try:
            content, metadata = super().read(source_path)  # type: ignore[misc]
        finally:
            self.settings = settings
        return content, self._in_site_language(metadata)


class _WalkingHtml(_Walking):
    """What Pelican's parser finds in the body, and in formatted fields, is walked as it is."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        visitor, kept = self._visitor(source_path)
        content, metadata = super().read(source_path)  # type: ignore[misc]
        for name in self.settings["FORMATTED_FIELDS"]:
            if isinstance(metadata.get(name), str):
                metadata[name] = walk_html(metadata[name], Trail(visitor), kept)
        return walk_html(content, Trail(visitor), kept), self._in_site_language(metadata)


class _WalkingRst(_Walking):
    """The walker is a transform of docutils that runs before all others."""

    writer_class: type[Any]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        writer_class, (visitor, kept) = self.writer_class, self._visitor(source_path)
        self.writer_class = with_rst_walker(writer_class, visitor, kept, self.settings["FORMATTED_FIELDS"])
        try:
            content, metadata = super().read(source_path)  # type: ignore[misc]
        finally:
            self.writer_class = writer_class
        return content, self._in_site_language(metadata)


_MIXINS: dict[type[BaseReader], type[_Walking]] = {
    MarkdownReader: _WalkingMarkdown,
    HTMLReader: _WalkingHtml,
    RstReader: _WalkingRst,
}


def _prepare_templates(generator: Generator) -> None:
    templating.install(generator.env, site_of(generator.settings))
    generator.context.update(templating.context_variables(site_of(generator.settings)))


def _translate_content(content: Content) -> None:
    site = site_of(content.settings)
    if isinstance(content, Static):
        if not site.is_source:
            _share_attachment(content)
        return
    if not isinstance(content, Article | Page):
        return
    _localise_dates(content, site)
    if site.is_source or site.is_native(_source(content)):
        return
    domain = site.project.domain_of(_source(content))
    answers = walk_fields(content.metadata, site.project.fields, site.visitor(domain))
    for name, answer in answers.items():
        if answer is not None:
            content.metadata[name] = answer
            setattr(content, name, answer)
    setattr(content, _KEPT_FIELDS, frozenset(name for name, answer in answers.items() if answer is None))
    walk_taxonomy(vars(content), site.theme_visitor())
    if site.withholds(_source(content)) and not site.is_replaced(_source(content)):
        # Links to it, from pages that are published, lead to the source language's page.
        templating.withhold(content._context, content.url)
        setattr(content, "override_url", f"../{content.url}")


def _source(content: Content) -> str:
    """A content's source, relative to the content folder."""
    return str(content.relative_source_path)


def _localise_dates(content: Content, site: Site) -> None:
    """Pelican's own formatted dates need C locales that servers lack; CLDR's do not."""
    if site.is_source:
        return
    for name in ("date", "modified"):
        if hasattr(content, name):
            setattr(content, f"locale_{name}", format_date(getattr(content, name), "long", site.language.locale))


def _withhold_articles(generator: ArticlesGenerator) -> None:
    site = site_of(generator.settings)
    templating.count_articles(generator.context, generator.articles)
    for name in ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations"):
        setattr(generator, name, _published(getattr(generator, name), site))


def _withhold_pages(generator: PagesGenerator) -> None:
    site = site_of(generator.settings)
    for name in ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations"):
        setattr(generator, name, _published(getattr(generator, name), site))
    generator._update_context(("pages", "hidden_pages", "draft_pages"))


def _published(contents: list[Content], site: Site) -> list[Content]:
    return [content for content in contents if not site.withholds(_source(content))]


def _share_attachment(static: Static) -> None:
    """Where a link attaches a file to a page, the file stays in the source language's site."""

    def attach_to(content: Content) -> None:
        Static.attach_to(static, content)
        if hasattr(static, "override_url") and not static.override_url.startswith("../"):
            static.override_url = f"../{static.override_url}"

    setattr(static, "attach_to", attach_to)


def _share_static_files(generator: StaticGenerator) -> None:
    """Static files are published once, with the source language's site."""
    if not site_of(generator.settings).is_source:
        generator.staticfiles = []
        generator._update_context(("staticfiles",))


def _require_own_files(generators: list[Generator]) -> None:
    """Refuse sources that would be written to the same file, or by a way out of the site."""
    owners: dict[str, str] = {}
    for generator in generators:
        for content in _contents(generator):
            site = site_of(generator.settings)
            path = site.project.shown(site.project.content / _source(content))
            if ".." in PurePosixPath(content.save_as).parts:
                raise PipelineError(
                    f"would be written to {content.save_as!r}, by a way out of its site's folder",
                    path=path,
                    hint="write Slug and Save_as without '..'",
                )
            owner = owners.setdefault(content.save_as, path)
            if owner != path:
                raise PipelineError(
                    f"would be written to {content.save_as!r}, as {owner} is",
                    path=path,
                    hint="give one of them another Slug",
                )


def _contents(generator: Generator) -> list[Content]:
    if isinstance(generator, ArticlesGenerator):
        return [*generator.articles, *generator.translations, *generator.hidden_articles, *generator.drafts]
    if isinstance(generator, PagesGenerator):
        return [*generator.pages, *generator.translations, *generator.hidden_pages, *generator.draft_pages]
    return []


def _mark_feed(context: dict[str, Any], feed: Any) -> None:
    site = context.get(SITE_SETTING)
    if isinstance(site, Site):
        feed.feed["language"] = site.language.tag
