"""The Pelican plugin: a walker with a translating visitor inside Pelican's readers, gettext in its templates.

Plain `pelican` with `PLUGINS = ["pipeline.plugin"]` builds the source language's site. `build` starts one
Pelican per language and hands it a `Site` through the settings, so nothing here is global to the process.
"""

from __future__ import annotations

import posixpath
import re
from copy import copy
from pathlib import Path, PurePosixPath
from typing import Any

from babel import Locale, UnknownLocaleError
from pelican import DEFAULT_CONFIG_NAME, signals
from pelican.contents import Article, Content, Page, Static
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.readers import Readers

from pipeline import alternates, notice, templating
from pipeline.assets import localized_name
from pipeline.config import load_project
from pipeline.errors import PipelineError
from pipeline.files import put_text
from pipeline.formats import collated, format_date
from pipeline.head import add_links, name_language, name_language_of_entry
from pipeline.kept import mark_kept, text_pattern
from pipeline.model import Language, Visitor
from pipeline.readers import SOURCE_TITLE, Walk, walking
from pipeline.site import Site
from pipeline.sources import SourceReader
from pipeline.walkers.metadata import adopt_names, walk_fields, walk_taxonomy

#: The setting through which `build` hands its site to the plugin.
SITE_SETTING = "GETTEXT_SITE"
_KEPT_FIELDS = "gettext_kept_fields"


def register() -> None:
    """Connect to Pelican's signals; called by Pelican once per build."""
    signals.generator_init.connect(_walk_in_readers)
    signals.generator_init.connect(_prepare_templates)
    signals.article_generator_context.connect(_name_language)
    signals.page_generator_context.connect(_name_language)
    signals.content_object_init.connect(_translate_content)
    signals.article_generator_pretaxonomy.connect(_withhold_articles)
    signals.page_generator_finalized.connect(_withhold_pages)
    signals.article_generator_finalized.connect(_sort_names)
    # Not earlier: feeds of all languages, which are written before, hold what `translations` holds.
    signals.article_generator_write_article.connect(_name_translations)
    signals.page_generator_write_page.connect(_name_translations)
    signals.static_generator_finalized.connect(_share_static_files)
    signals.all_generators_finalized.connect(_require_own_files)
    signals.feed_generated.connect(_mark_feed)
    signals.content_written.connect(_complete_page)


def site_of(settings: dict[str, Any]) -> Site:
    """The site these settings build: what `build` handed over, or else the source language's."""
    site = settings.get(SITE_SETTING)
    if site is None:
        path = Path(settings["PATH"]).parent / DEFAULT_CONFIG_NAME
        project = load_project(path, settings)
        site = settings[SITE_SETTING] = Site(project, project.source, str(settings["SITEURL"]))
        settings["DEFAULT_LANG"] = project.source.path
    return site


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
    if site.is_replaced(_source(content)):
        # Pelican warns of two originals, and would give this one another address.
        setattr(content, "override_save_as", content.save_as)
        setattr(content, "override_url", content.url)
        content.lang, content.in_default_lang = site.project.source.path, False
    if site.is_source:
        return
    if site.is_native(_source(content)):
        adopt_names(vars(content), site.source_name)
    else:
        _translate_fields(content, site)
    walk_taxonomy(vars(content), site.theme_visitor())


def _translate_fields(content: Content, site: Site) -> None:
    domain = site.project.domain_of(_source(content))
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
    own = site.assets.get(_source(static))
    if own is not None:
        settings: dict[str, Any] = static.settings
        path = settings["EXTRA_PATH_METADATA"].get(own, {}).get("path", own)
        setattr(static, "override_url", settings["STATIC_URL"].format(path=path))


def _source(content: Content) -> str:
    """A content's source, relative to the content folder."""
    return str(content.relative_source_path)


def _localise_dates(content: Content, site: Site) -> None:
    """Pelican's own formatted dates need C locales that servers lack; CLDR's do not."""
    if site.is_source:
        return
    for name in ("date", "modified"):
        if hasattr(content, name):
            setattr(content, f"locale_{name}", format_date(getattr(content, name), site.language))


def _withhold_articles(generator: ArticlesGenerator) -> None:
    site = site_of(generator.settings)
    names = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
    alternates.count_articles(generator.context, [*generator.articles, *generator.translations])
    _address([content for name in names for content in getattr(generator, name)], site)
    for name in names:
        setattr(generator, name, _published(getattr(generator, name), site))


def _withhold_pages(generator: PagesGenerator) -> None:
    site = site_of(generator.settings)
    names = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")
    _address([content for name in names for content in getattr(generator, name)], site)
    for name in names:
        setattr(generator, name, _published(getattr(generator, name), site))
    generator._update_context(("pages", "hidden_pages", "draft_pages"))


def _address(contents: list[Content], site: Site) -> None:
    """A translation by hand has its original's address; links to what is withheld lead to another language's page."""
    originals = {_source(content): content for content in contents}
    addresses = {source: (str(content.url), str(content.save_as)) for source, content in originals.items()}
    for language, original, native in site.all_natives():
        if native not in originals or original not in originals:
            continue
        url, save_as = addresses[original]
        setattr(originals[native], "override_save_as", save_as)
        setattr(originals[native], "override_url", url)
        if language != site.language:
            shown = language if language in site.languages_of(original) else site.project.source
            setattr(originals[native], "override_url", url if shown == site.language else f"{site.way_to(shown)}/{url}")
    for source in () if site.is_source else site.sources():
        if source not in originals or site.language in site.languages_of(source):
            continue
        url = addresses[source][0]
        alternates.withhold(originals[source]._context, url)
        for name in (source, site.natives.get(site.language.path, {}).get(source)):
            if name in originals:
                setattr(originals[name], "override_url", f"{site.to_source}/{url}")


def _published(contents: list[Content], site: Site) -> list[Content]:
    published = [content for content in contents if not site.withholds(_source(content))]
    for content in contents:
        source = _source(content)
        is_ours = not site.is_source and content.lang == site.language.path and content.status == "published"
        has_original = site.title_of(source, site.project.source)
        if is_ours and has_original and site.withholds(source) and not site.is_replaced(source):
            _redirect(content, site)
    for content in published:  # feeds of all languages follow them
        content.translations = [other for other in content.translations if not site.withholds(_source(other))]
    return published


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


def _name_translations(generator: Generator, content: Content) -> None:
    """Themes find the page's versions in other languages where Pelican's own translations are."""
    site = site_of(generator.settings)
    versions = []
    for language in site.languages_of(_source(content)):
        if language != site.language:
            version = copy(content)
            version.lang = language.tag
            title = site.title_of(_source(content), language) or content.metadata["title"]
            setattr(version, "title", title)
            setattr(version, "override_url", f"{site.way_to(language)}/{content.url}")
            versions.append(version)
    content.translations = versions


def _redirect(content: Content, site: Site) -> None:
    """Put a page at the address of a withheld one that leads to the source language's: the address may be known."""
    folder, save_as = Path(str(content.settings["OUTPUT_PATH"])), str(content.save_as)
    if ".." in PurePosixPath(save_as).parts:
        return  # reported elsewhere
    # `override_url` has made the address one that leads out of this language's folder.
    target = posixpath.relpath(content.url, posixpath.dirname(save_as) or ".") + "/" * content.url.endswith("/")
    title = site.title_of(_source(content), site.project.source)
    text = notice.redirect_page(site.language, site.project.source, site.theme_text, target, title)
    put_text(folder / save_as, text, folder)


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


def _complete_page(path: str, context: dict[str, Any]) -> None:
    """Existing themes say in their heads what search engines look for, too, and which pages are half translated."""
    site = context.get(SITE_SETTING)
    if not isinstance(site, Site) or not path.endswith(".html"):
        return
    written = Path(path).read_text(encoding="utf-8")
    text = written if site.is_source else name_language(written, site.language)
    content = context.get("article") or context.get("page")
    if site.is_source and isinstance(content, Content) and (own := _known_language(content.lang)) != site.language:
        text = name_language(text, own)  # it translates nothing of this site
    if (kept := text_pattern(site.kept_texts)) is not None:
        text = mark_kept(text, kept, site.kept_markup)
    if canonical := alternates.canonical_link(context, site):
        text = add_links(text, canonical, alternates.alternate_links(context, site))
    if isinstance(content, Content) and site.is_partial(_source(content)) and not templating.has_notice(context):
        original = alternates.alternates_of(context, site)[0]
        text = notice.add_notice(text, site.theme_text, original.url, original.language.tag)
    if text != written:
        put_text(Path(path), text, Path(context["OUTPUT_PATH"]))


def _known_language(tag: str) -> Language:
    """The language that a source names, CLDR knowing it or not."""
    try:
        return Language.of(str(Locale.parse(tag, sep="-")))
    except (ValueError, UnknownLocaleError):
        return Language(tag, tag, tag, tag, tag, "ltr")


def _mark_feed(context: dict[str, Any], feed: Any) -> None:
    site = context.get(SITE_SETTING)
    if not isinstance(site, Site):
        return
    feed.feed["language"] = site.language.tag
    for item in feed.items if not site.is_source else ():
        for name in ("description", "content"):
            if item.get(name):
                item[name] = name_language_of_entry(item[name], item["link"], site.language)
