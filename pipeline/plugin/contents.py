"""Articles, pages and files as a language's site has them."""

from __future__ import annotations

import re
from typing import Any

from pelican.contents import Article, Content, Page, Static

from pipeline.plugin.cldr import format_date
from pipeline.plugin.handover import site_of, source_of
from pipeline.plugin.site import Site
from pipeline.plugin.versions import link_language
from pipeline.sources.readers import SOURCE_TITLE
from pipeline.sources.walkers.metadata import adopt_names, walk_fields, walk_taxonomy

_KEPT_FIELDS = "gettext_kept_fields"


def translate_content(content: Content) -> None:
    """Put the site's language into an article, page or file that Pelican has just made."""
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
        return link + str(link_language(content._context, site, siteurl, address))

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
