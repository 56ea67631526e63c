"""Carries out what `review` decided: which contents a site shows, at what address, and what stands for the others."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator

from pipeline.errors import PipelineError
from pipeline.files import put_text
from pipeline.model import Language
from pipeline.pelican_internals import (
    ARTICLE_LISTS,
    PAGE_LISTS,
    attach_files,
    attach_files_in_turn,
    contents_in,
    context_of,
    list_when_asked,
    move_apart,
    move_to,
    static_files,
    update_context,
    version_of,
)
from pipeline.plugin.handover import site_of, source_of
from pipeline.plugin.notice import moved_page, redirect_page
from pipeline.plugin.page_context import NOT_FOUND, address_in, note_address, withhold
from pipeline.plugin.site import Site
from pipeline.plugin.versions import IN_ADDRESSES, LISTS, Lists
from pipeline.plugin.writing import as_now

_WITHHELD_CONTENTS = "gettext_withheld_contents"
_SOURCES_CONTENTS = "gettext_contents_of_the_source"


def withhold_articles(generator: ArticlesGenerator) -> None:
    """Take the articles that the site withholds out of everything that Pelican makes of them."""
    site = site_of(generator.settings)
    articles = {source_of(article): article for article in contents_in(generator, ("articles", "translations"))}
    generator.context[LISTS] = Lists(articles, site)
    _address(contents_in(generator, ARTICLE_LISTS), site)
    _note_withheld(contents_in(generator, ARTICLE_LISTS), site)
    for name in ARTICLE_LISTS:
        setattr(generator, name, _published(getattr(generator, name), site))


def withhold_pages(generator: PagesGenerator) -> None:
    """The same for pages."""
    site = site_of(generator.settings)
    _address(contents_in(generator, PAGE_LISTS), site)
    _note_withheld(contents_in(generator, PAGE_LISTS), site)
    for name in PAGE_LISTS:
        setattr(generator, name, _published(getattr(generator, name), site))
    update_context(generator, "pages", "hidden_pages", "draft_pages")


def _address(contents: list[Content], site: Site) -> None:
    """A translation by hand has its original's address; links to what is not here lead to another language's page."""
    originals = {source_of(content): content for content in contents}
    addresses = {source: (str(content.url), str(content.save_as)) for source, content in originals.items()}
    for language, original, native in site.all_natives():
        if native not in originals or original not in originals or native == original:
            continue
        _address_by_hand(originals[original], originals[native], addresses[original], language, site)
    for source in (*site.homes, *(() if site.is_source else site.sources())):
        if source not in originals or site.language in site.languages_of(source):
            continue
        url, home = addresses[source][0], site.home_of(source)
        withhold(context_of(originals[source]), url, home)
        for name in (source, site.natives.get(site.language.path, {}).get(source)):
            if name in originals:
                move_to(originals[name], url=f"{site.way_to(home)}/{url}")
    _address_by_slugs(originals, addresses, site)
    if not site.is_source and site.titles:
        for source in originals.keys() - site.all_sources():  # what is in no language of the site
            move_to(originals[source], url=f"{site.to_source}/{addresses[source][0]}")


def _address_by_hand(
    original: Content, native: Content, address: tuple[str, str], language: Language, site: Site
) -> None:
    """The address of a translation by hand: that of its original, or its own, which all languages know then."""
    (url, save_as), source = address, source_of(original)
    shown = language if language in site.languages_of(source) else site.home_of(source)
    if source_of(native) in site.own_addresses:
        note_address(context_of(original), source, site.home_of(source), url)
        note_address(context_of(original), source, language, native.url)
        if language == site.language == shown:
            move_to(original, url=native.url)
        url = native.url if shown == language else url
    else:
        move_to(native, url=url, save_as=save_as)
    if language != site.language:
        move_to(native, url=url if shown == site.language else f"{site.way_to(shown)}/{url}")


def _address_by_slugs(originals: Mapping[str, Content], addresses: Mapping[str, tuple[str, str]], site: Site) -> None:
    """Where slugs are translated, each language has its own address of a page, and all know of it."""
    for language in site.project.targets:
        for source, address in site.addresses.get(language.locale, {}).items():
            if source not in originals:
                continue
            content = originals[source]
            note_address(context_of(content), source, site.home_of(source), addresses[source][0])
            note_address(context_of(content), source, language, address.url)
            if language == site.language and content.status != "draft":
                move_apart(content, url=address.url, save_as=address.save_as)


def _note_withheld(contents: list[Content], site: Site) -> None:
    shown = {native for language, original, native in site.all_natives() if site.publishes(language, original)}
    for content in contents:
        if site.is_source and source_of(content) in shown:
            context_of(content).setdefault(_WITHHELD_CONTENTS, []).append(content)
        elif not site.is_source and site.title_of(source_of(content), site.project.source):
            context_of(content).setdefault(_SOURCES_CONTENTS, []).append(content)


def attach_to_withheld(context: dict[str, Any]) -> None:
    """Let what a site does not write, for it withholds it, have the files that it attaches to itself all the same."""
    for content in context.get(_WITHHELD_CONTENTS, ()):
        attach_files(content)


def attach_as_in_source(generators: list[Generator]) -> None:
    """Links of a language's pages to what a withheld page attaches to itself lead to where the source's site has it."""
    site, contents = site_of(generators[0].settings), generators[0].context.get(_SOURCES_CONTENTS, ())
    attach_files_in_turn(contents, [content for content in contents if site.withholds(source_of(content))])


def _published(contents: list[Content], site: Site) -> list[Content]:
    published = [content for content in contents if not site.withholds(source_of(content))]
    for content in contents:
        source = source_of(content)
        is_ours = not site.is_source and content.lang == site.language.path and content.status != "draft"
        has_original = site.title_of(source, site.project.source)
        # A page for what is not there would lead from anywhere.
        if is_ours and has_original and site.withholds(source) and content.save_as != NOT_FOUND:
            _redirect(content, site)
    for content in published:  # feeds of all languages follow them
        content.translations = [other for other in content.translations if not site.withholds(source_of(other))]
    return published


def _redirect(content: Content, site: Site) -> None:
    """Put a page at the addresses of a withheld one that leads to the source language's: they may be known."""
    folder, save_as = Path(str(content.settings["OUTPUT_PATH"])), str(content.save_as)
    if ".." in PurePosixPath(save_as).parts:
        return  # reported elsewhere
    title = site.title_of(source_of(content), site.project.source)
    for path in {save_as: None, **dict.fromkeys(_former(source_of(content), site))}:
        # By now the address is one that leads out of this language's folder.
        target = _way_from(path, content.url)
        text = redirect_page(site.language, site.project.source, site.theme_text, target, title)
        put_text(folder / path, text, folder)


def _way_from(path: str, url: str) -> str:
    """The link from a file to an address, both below the same folder."""
    return posixpath.relpath(url, posixpath.dirname(path) or ".") + "/" * url.endswith("/")


def _former(source: str, site: Site) -> list[str]:
    """The files at which a source's page was, of those that hosts send as pages."""
    return sorted(path for path in site.former.get(source, ()) if path.endswith((".html", ".htm")))


def lead_on(generators: list[Generator]) -> None:
    """Put pages at the addresses that the site's pages had, which lead on; pages win, which are written later."""
    for content in (content for generator in generators for content in _contents(generator)):
        site, folder = site_of(content.settings), Path(str(content.settings["OUTPUT_PATH"]))
        source = site.original_of(source_of(content))
        for path in _former(source, site):
            if content.status != "draft" and path != content.save_as and not (folder / path).exists():
                address = quote(f"{site.url}/{content.url}", safe=IN_ADDRESSES) if site.has_address else ""
                title = site.title_of(source, site.language) or site.title_of(source, site.project.source)
                put_text(folder / path, moved_page(site.language, _way_from(path, content.url), address, title), folder)


def name_translations(generator: Generator, content: Content) -> None:
    """Themes find the page's versions in other languages where Pelican's own translations are."""
    list_when_asked(content, partial(_versions, content, site_of(generator.settings)))


def _versions(content: Content, site: Site) -> Iterator[Content]:
    source, context = source_of(content), context_of(content)
    for language in site.languages_of(source):
        if language == site.language:
            continue
        title: Any = site.title_of(source, language) or str(content.metadata["title"])
        if language != site.project.source and not site.has_native(source, language):
            title = as_now(context, title, site.title_of(source, site.project.source))
        url = f"{site.way_to(language)}/{address_in(context, site, content, language)}"
        yield version_of(content, language=language.tag, title=title, url=url)


def require_own_files(generators: list[Generator]) -> None:
    """Raise PipelineError for sources that would be written to the same file, or by a way out of or into the site."""
    owners: dict[str, str] = {}
    for generator in generators:
        for file in static_files(generator) if isinstance(generator, StaticGenerator) else ():
            place = Path(str(file.source_path))
            # A file that an article names and that is not there Pelican passes over; the witness tells of its link.
            if place.exists() or place.is_symlink():
                site_of(generator.settings).project.require_file(place)
        for content in _contents(generator):
            site = site_of(generator.settings)
            path = site.project.shown(site.project.content / source_of(content))
            if ".." in PurePosixPath(content.save_as).parts:
                raise PipelineError(
                    f"would be written to {content.save_as!r}, by a way up out of a folder",
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
