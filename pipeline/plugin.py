"""The Pelican plugin: a walker with a translating visitor inside Pelican's readers, gettext in its templates.

Plain `pelican` with `PLUGINS = ["pipeline.plugin"]` builds the source language's site. `build` starts one
Pelican per language and hands it a `Site` through the settings, so nothing here is global to the process.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article, Content, Page, Static
from pelican.generators import ArticlesGenerator, Generator, StaticGenerator
from pelican.readers import Readers

from pipeline import alternates, templating
from pipeline.assets import localized_name
from pipeline.completion import complete_feed, complete_page
from pipeline.formats import collated, format_date
from pipeline.handover import site_of, source_of
from pipeline.model import Visitor
from pipeline.readers import SOURCE_TITLE, Walk, walking
from pipeline.site import Site
from pipeline.sources import SourceReader
from pipeline.walkers.metadata import adopt_names, walk_fields, walk_taxonomy
from pipeline.withholding import name_translations, require_own_files, withhold_articles, withhold_pages

_KEPT_FIELDS = "gettext_kept_fields"


def register() -> None:
    """Connect to Pelican's signals; called by Pelican once per build."""
    signals.generator_init.connect(_walk_in_readers)
    signals.generator_init.connect(_prepare_templates)
    signals.article_generator_context.connect(_name_language)
    signals.page_generator_context.connect(_name_language)
    signals.content_object_init.connect(_translate_content)
    signals.article_generator_pretaxonomy.connect(withhold_articles)
    signals.page_generator_finalized.connect(withhold_pages)
    signals.article_generator_finalized.connect(_sort_names)
    # Not earlier: feeds of all languages, which are written before, hold what `translations` holds.
    signals.article_generator_write_article.connect(name_translations)
    signals.page_generator_write_page.connect(name_translations)
    signals.static_generator_finalized.connect(_share_static_files)
    signals.all_generators_finalized.connect(require_own_files)
    signals.feed_generated.connect(complete_feed)
    signals.content_written.connect(complete_page)


def _walk_in_readers(generator: Generator) -> None:
    # Not at readers_init: there a plugin that is heard later could put its reader in the place of ours.
    readers = generator.readers.readers
    for suffix, reader in readers.items():
        readers[suffix] = walking(type(reader), _open_walk, _renderer_visitor)(generator.settings)


def _open_walk(settings: dict[str, Any], source_path: str) -> Walk:
    """The walk of a file. A translation written by hand is not marked where the catalog has nothing for it."""
    site = site_of(settings)
    source = Path(source_path).relative_to(site.project.content).as_posix()
    kept = {} if site.is_native(source) else site.kept
    return Walk(
        site.visitor_of(source), kept, site.project.source.tag, _named_fields(settings, Path(source_path), site)
    )


def _named_fields(settings: dict[str, Any], path: Path, site: Site) -> dict[str, str]:
    """What the name of a translation by hand says, such as `name.de.md`: its language, and its original's slug."""
    original, language = localized_name(path, site.project.targets) or (path, site.language)
    if original == path or not original.is_file():
        return {}
    found = SourceReader(site.project, settings, Readers(settings).reader_classes).read(original)
    return {"lang": language.path, "slug": found.slug}


def _renderer_visitor(settings: dict[str, Any]) -> Visitor:
    return site_of(settings).theme_visitor()


def _name_language(generator: Generator, metadata: dict[str, Any]) -> None:
    """What is in the source language or was written in the site's is, in that site, in its own language."""
    site = site_of(generator.settings)
    language = str(metadata.get("lang", "")).replace("_", "-").lower()
    if language in (site.project.source.path, site.language.path):
        metadata["lang"] = site.language.path


def _prepare_templates(generator: Generator) -> None:
    templating.install(generator.env, site_of(generator.settings))
    generator.context.update(templating.context_variables(site_of(generator.settings)))


def _translate_content(content: Content) -> None:
    site = site_of(content.settings)
    if isinstance(content, Static):
        if not site.is_source:
            _share_attachment(content)
            _localise_asset(content, site)
        return
    if not isinstance(content, Article | Page):
        return
    _localise_dates(content, site)
    if not site.is_source:
        _mark_links(content, site)
    if site.is_replaced(source_of(content)):
        # Pelican warns of two originals, and would give this one another address.
        setattr(content, "override_save_as", content.save_as)
        setattr(content, "override_url", content.url)
        content.lang, content.in_default_lang = site.project.source.path, False
    if site.is_source:
        return
    if site.is_native(source_of(content)):
        adopt_names(vars(content), site.source_name)
    else:
        _translate_fields(content, site)
    walk_taxonomy(vars(content), site.theme_visitor())


def _translate_fields(content: Content, site: Site) -> None:
    domain = site.project.domain_of(source_of(content))
    as_written = {**content.metadata, "title": content.metadata.get(SOURCE_TITLE, content.metadata.get("title"))}
    answers = walk_fields(as_written, site.project.fields, site.visitor(domain))
    for name, answer in answers.items():
        if answer not in (None, as_written[name]):
            content.metadata[name] = answer
            setattr(content, name, answer)
    setattr(content, _KEPT_FIELDS, frozenset(name for name, answer in answers.items() if answer is None))


def _mark_links(content: Content, site: Site) -> None:
    """Links to pages that are withheld say that they lead to another language, where Pelican writes their addresses."""
    write_link = content._link_replacer

    def write_marked_link(siteurl: str, match: re.Match[str]) -> str:
        link: str = write_link(siteurl, match)
        address = link[len(match["markup"]) + 1 : -1]
        if not match["markup"].startswith("<a "):
            return link
        return link + str(alternates.link_language(content._context, site, siteurl, address))

    setattr(content, "_link_replacer", write_marked_link)


def _localise_asset(static: Static, site: Site) -> None:
    """Where the language has a file of its own, links lead to it."""
    own = site.assets.get(source_of(static))
    if own is not None:
        settings: dict[str, Any] = static.settings
        path = settings["EXTRA_PATH_METADATA"].get(own, {}).get("path", own)
        setattr(static, "override_url", settings["STATIC_URL"].format(path=path))


def _localise_dates(content: Content, site: Site) -> None:
    """Pelican's own formatted dates need C locales that servers lack; CLDR's do not."""
    if site.is_source:
        return
    for name in ("date", "modified"):
        if hasattr(content, name):
            setattr(content, f"locale_{name}", format_date(getattr(content, name), site.language))


def _sort_names(generator: ArticlesGenerator) -> None:
    """Lists of names are in their language's order; Pelican's is that of the addresses."""
    site = site_of(generator.settings)
    if site.is_source:
        return
    for name in ("categories", "authors"):
        in_order = collated(getattr(generator, name), site.language, lambda pair: pair[0])
        if generator.settings["REVERSE_CATEGORY_ORDER"] and name == "categories":
            in_order.reverse()
        setattr(generator, name, in_order)
    generator._update_context(("categories", "authors"))


def _share_attachment(static: Static) -> None:
    """Where a link attaches a file to a page, the file stays in the source language's site."""
    way = f"{site_of(static.settings).to_source}/"

    def attach_to(content: Content) -> None:
        # Pelican compares what it gave before.
        if hasattr(static, "override_url"):
            static.override_url = static.override_url.removeprefix(way)
        Static.attach_to(static, content)
        if hasattr(static, "override_url"):
            static.override_url = way + static.override_url

    setattr(static, "attach_to", attach_to)


def _share_static_files(generator: StaticGenerator) -> None:
    """Static files are published once, with the source language's site."""
    if not site_of(generator.settings).is_source:
        generator.staticfiles = []
        generator._update_context(("staticfiles",))
