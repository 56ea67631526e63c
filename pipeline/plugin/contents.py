"""Articles, pages and files as a language's site has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from pelican.contents import Article, Content, Page, Static

from pipeline.pelican_internals import (
    Link,
    address_of_static,
    attach_with,
    context_of,
    count_as_translation,
    forget_translation,
    keep_attached_below,
    keep_in_place,
    move_to,
    on_body,
    on_link,
    rename,
    replace_field,
    take_own_address,
)
from pipeline.plugin.dates import local_date, reader_date
from pipeline.plugin.handover import site_of, source_of
from pipeline.plugin.inert import inert_html, inert_value
from pipeline.plugin.kept import Kept
from pipeline.plugin.names_in_source import Translated
from pipeline.plugin.page_context import KEPT_FIELDS
from pipeline.plugin.root_links import mark_addresses
from pipeline.plugin.site import Site
from pipeline.plugin.versions import link_language
from pipeline.plugin.writing import Brought, bring
from pipeline.sources.assets import own_file
from pipeline.sources.walkers.metadata import adopt_names, names_in, walk_fields, walk_taxonomy
from pipeline.sources.walking_readers import fields_of


def translate_content(content: Content) -> None:
    """Put the site's language into an article, page or file that Pelican has just made."""
    site = site_of(content.settings)
    if isinstance(content, Static):
        _localise_asset(content, site)
        return
    if not isinstance(content, Article | Page):
        return
    _localise_dates(content, site)
    if not site.is_source or site.homes:
        _mark_links(content, site)
    _place_among_versions(content, site)
    if site.is_source:
        return
    if site.is_native(source_of(content)):
        adopt_names(vars(content), site.source_name)
    else:
        _translate_fields(content, site)
    _translate_names(content, site)
    _make_inert(content)


def _place_among_versions(content: Content, site: Site) -> None:
    """Of all that is by hand for one another Pelican is to take the site's own for the original."""
    source = source_of(content)
    if "translation" in content.metadata and site.has_versions_by_hand(source):
        forget_translation(content)
    if source in site.homes or source in site.own_addresses:
        if content.lang != site.language.path:
            take_own_address(content)
    elif site.is_replaced(source):
        # Pelican warns of two originals, and would give this one another address.
        move_to(content, url=content.url, save_as=content.save_as)
        count_as_translation(content, site.project.source.path)


def _translate_fields(content: Content, site: Site) -> None:
    domain = site.project.domain_of(source_of(content))
    as_written = fields_of(content)
    answers = walk_fields(as_written, site.project.fields, site.visitor(domain))
    for name, answer in answers.items():
        if answer not in (None, as_written[name]):
            content.metadata[name] = answer
            setattr(content, name, answer)
            places = (content, content.metadata)
            bring(context_of(content), [Brought(place, name, answer, as_written[name]) for place in places])
    setattr(content, KEPT_FIELDS, frozenset(name for name, answer in answers.items() if answer is None))


def _translate_names(content: Content, site: Site) -> None:
    names = [(wrapper, wrapper.name) for wrapper in names_in(vars(content))]
    walk_taxonomy(vars(content), site.theme_visitor())
    for wrapper, name in names:
        if wrapper.name == name and (type(wrapper).__name__.lower(), name) in site.untranslated:
            rename(wrapper, Kept(name))
    bring(
        context_of(content),
        [
            Brought(found, "name", found.name, name, Translated(inert_value(found.name, name), name))
            for found, name in names
            if found.name != name
        ],
    )


def _make_inert(content: Content) -> None:
    """In what readers made of a source, translations are no longer told from the rest."""
    fields: list[str] = content.settings["FORMATTED_FIELDS"]  # type: ignore[assignment]
    for name in fields:
        value = content.metadata.get(name)
        if isinstance(value, str):
            replace_field(content, name, _inert_source(value))
    on_body(content, _inert_source)


def _inert_source(text: str) -> str:
    return mark_addresses(inert_html(text))


def _mark_links(content: Content, site: Site) -> None:
    """Links to pages that are withheld say that they lead to another language, where Pelican writes their addresses."""

    def mark(link: Link) -> str:
        if not link.markup.startswith("<a "):
            return link.text
        return link.text + str(link_language(context_of(content), site, link.siteurl, link.address))

    on_link(content, mark)


def _localise_asset(static: Static, site: Site) -> None:
    """Where the language has a file of its own, links lead to it; files are in the source language's site alone.

    What is in STATIC_PATHS stays where it is, and what only links bring there goes with the file that they name.
    """
    source, root = source_of(static), site.project.content
    if site.is_source:
        known = context_of(static)["static_content"]
        folders: list[str] = static.settings["STATIC_PATHS"]  # type: ignore[assignment]
        if names := [name for name in own_names(source, site) if not is_below(name, folders)]:
            attach_with(static, lambda: [known[name] for name in names if name in known])
    elif source in site.assets:
        move_to(static, url=address_of_static(static.settings, site.assets[source]))
        keep_in_place(static)
    elif (own := own_file(root / source, site.language)) is not None:
        name = own.relative_to(root).as_posix()
        keep_attached_below(static, f"{site.to_source}/", address_of_static(static.settings, name))
    else:
        keep_attached_below(static, f"{site.to_source}/")


def own_names(source: str, site: Site) -> list[str]:
    """The files beside this one that take its place in the languages of a site, relative to the content folder."""
    root = site.project.content
    files = (own_file(root / source, language) for language in site.project.targets)
    return [file.relative_to(root).as_posix() for file in files if file is not None]


def is_below(source: str, folders: Iterable[str]) -> bool:
    """Whether a file is one of these, or in one of these folders."""
    return any(PurePosixPath(source).is_relative_to(folder) for folder in folders)


def _localise_dates(content: Content, site: Site) -> None:
    """Pelican's own formatted dates need C locales that servers lack; CLDR's do not."""
    if not site.by_cldr:
        return
    for name in ("date", "modified"):
        if hasattr(content, name):
            value = getattr(content, name)
            shown = reader_date(value, content.settings, site.language, content.metadata.get("date_format"))
            setattr(content, f"locale_{name}", shown)
            setattr(content, name, local_date(value, site.language))
