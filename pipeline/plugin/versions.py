"""A page in its several languages: which ones have it, at what address, and how a page says so in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from pelican.contents import Content
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from pipeline.model import Language
from pipeline.plugin.page_context import (
    NOT_FOUND,
    PageContext,
    address_in,
    content_of,
    root_of,
    way_to_top,
    withheld,
)
from pipeline.plugin.site import Site, below

#: Where pages have these in their context.
ALTERNATES, LISTS = "gettext_alternates", "gettext_lists"
_HOME = "index.html"
#: Characters with a meaning in addresses, and those that are encoded already (RFC 3986).
IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%"
_WRAPPERS: Mapping[str, type[URLWrapper]] = {"author": Author, "category": Category, "tag": Tag}


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one language. `url` is a link from the current page, `absolute_url` an address."""

    language: Language
    url: str
    absolute_url: str
    current: bool


def link_language(context: PageContext, site: Site, siteurl: str, address: str) -> Markup:
    """` hreflang="..."` for a link of a page whose site is at `siteurl`, if it leads to another language's page."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    for home, addresses in withheld(context).items():
        for root in (f"{siteurl}/{site.way_to(home)}/", f"{root_of(context, site, home)}/", f"{site.url_of(home)}/"):
            if path.startswith(root) and path.removeprefix(root) in addresses:
                return Markup(' hreflang="{}"').format(home.tag)
    return Markup()


class Alternates:
    """The versions of the page that is being written: worked out once, however often they are asked for."""

    def __init__(self) -> None:
        self._page: tuple[object, ...] = ()
        self._found: tuple[Alternate, ...] = ()

    def of(self, context: PageContext, site: Site) -> tuple[Alternate, ...]:
        """Those of the page with this context; Pelican makes a context for each file that it writes."""
        page = context.get("output_file"), context.get("articles_page"), content_of(context)
        if page != self._page:
            self._page, self._found = page, tuple(_alternates(context, site))
        return self._found


def alternates_of(context: PageContext, site: Site) -> tuple[Alternate, ...]:
    """The page with this context in every language that has it, the source language first."""
    memory = context.get(ALTERNATES)
    return memory.of(context, site) if isinstance(memory, Alternates) else tuple(_alternates(context, site))


def _alternates(context: PageContext, site: Site) -> Iterator[Alternate]:
    top = way_to_top(context, site)
    for language, url in _languages_of_page(context, site):
        folder = site.project.folder_of(language)
        address = quote(f"{site.url_of(language)}/{_without_index(url)}", safe=IN_ADDRESSES)
        yield Alternate(language, f"{below(top, folder)}/{url}", address, current=language == site.language)


def _without_index(url: str) -> str:
    """A folder's page has the folder's address: it is what everybody links to, and what feeds name."""
    folder, _, name = url.rpartition("/")
    return url if name != _HOME else f"{folder}/" if folder else ""


def is_found(content: Content) -> bool:
    """Whether readers find a page: one that takes the home page's place is hidden from lists alone (Pelican's FAQ)."""
    return content.status == "published" or (content.status == "hidden" and content.save_as == _HOME)


def versions_of(context: PageContext, site: Site) -> tuple[Alternate, ...]:
    """What search engines are to know of a page's versions: of a list's further pages themselves alone.

    Languages divide their lists into pages by what each has published, so further pages have no counterparts. What is
    hidden has no versions at all, nor has what is shown in other pages' places, or what a plugin writes by itself and
    tells of with the variables of no page.
    """
    content = content_of(context)
    if context.get("output_file") in (None, NOT_FOUND) or (content is not None and not is_found(content)):
        return ()
    versions = alternates_of(context, site)
    page = context.get("articles_page")
    return versions if page is None or page.number == 1 else tuple(version for version in versions if version.current)


def default_address(context: PageContext, site: Site, versions: Sequence[Alternate]) -> str:
    """Where readers go whose language is not among a page's versions: to the choice of languages, or the original."""
    if site.project.chooser and context.get("output_file") == _HOME:
        return f"{site.base_url}/"
    return versions[0].absolute_url


def canonical_link(context: PageContext, site: Site) -> Markup:
    """The `link` that names a page's own address, for a site that says where it will be."""
    here = next((version for version in versions_of(context, site) if version.current), None)
    if here is None or not site.has_address:
        return Markup()
    return Markup('<link rel="canonical" href="{}">\n').format(here.absolute_url)


def alternate_links(context: PageContext, site: Site) -> Markup:
    """The `link` elements that name a page's versions (Google, localized versions), if it has several."""
    versions = versions_of(context, site)
    if len(versions) < 2 or not site.has_address:
        return Markup()
    named = [(version.language.tag, version.absolute_url) for version in versions]
    named.append(("x-default", default_address(context, site, versions)))
    link = Markup('<link rel="alternate" hreflang="{}" href="{}">\n')
    return Markup("").join(link.format(tag, address) for tag, address in named)


def _languages_of_page(context: PageContext, site: Site) -> list[tuple[Language, str]]:
    """Each language that has the current page, with the page's address below the language's root."""
    content = content_of(context)
    if content is not None:
        languages = site.languages_of(content.relative_source_path)
        return [(language, address_in(context, site, content, language)) for language in languages]
    page, listed = context.get("articles_page"), context.get("category") or context.get("tag") or context.get("author")
    current = str(page.url if page is not None else context["output_file"])
    first = str(listed.url) if listed is not None else _first_page(context, current)
    if page is None or page.number == 1:
        current = first
    if context.get("period") is not None:
        languages = _languages_of_period(context, site, tuple(context.get("period_num") or ()))
        return [(language, current if language == site.language else first) for language in languages]
    pages = []
    for language in site.project.languages():
        if language == site.language:
            pages.append((language, current))
        elif _has_list(context, site, language, listed):
            # Another language may have fewer pages of a list; it has the first one.
            pages.append((language, first))
    return pages


def _languages_of_period(context: PageContext, site: Site, period: tuple[int, ...]) -> list[Language]:
    """The languages that have an archive of a year, month or day; its own alone, where others may not know of it."""
    lists = context.get(LISTS)
    found = [
        language for language in site.languages() if isinstance(lists, Lists) and lists.has_period(language, period)
    ]
    return found if site.language in found else [site.language]


def _first_page(context: PageContext, current: str) -> str:
    paginator = context.get("articles_paginator")
    return str(paginator.name) if paginator is not None else current


def _has_list(context: PageContext, site: Site, language: Language, listed: Any) -> bool:
    """Whether another language's site has a list: of all articles (`listed` None), or of those with a name."""
    is_source = language == site.project.source
    published = site.published.get(language.locale)
    if listed is None or (published is None and not is_source):
        return is_source or published is not None
    lists = context.get(LISTS)
    return isinstance(lists, Lists) and lists.has(language, listed)


class Lists:
    """Which categories, tags and authors have a list in which language: those of an article that is published there.

    `articles` are all of them by source, withheld ones too.
    """

    def __init__(self, articles: Mapping[str, Any], site: Site) -> None:
        self._articles = articles
        self._site = site
        self._periods: dict[Language, frozenset[tuple[int, ...]]] = {}
        self._names: dict[Language, frozenset[tuple[type[URLWrapper], str]]] = {}

    def has(self, language: Language, name: URLWrapper) -> bool:
        """Whether a language's site has the list of a name."""
        if language not in self._names:
            self._names[language] = frozenset((type(name), name.slug) for name in self._listed(language))
        return (type(name), name.slug) in self._names[language]

    def has_period(self, language: Language, period: tuple[int, ...]) -> bool:
        """Whether a language's site has the archive of a year, month or day.

        Articles that were translated by hand there have a date of their own, of which nothing is known here.
        """
        if language not in self._periods:
            self._periods[language] = frozenset(self._dates(language))
        return period in self._periods[language]

    def _dates(self, language: Language) -> Iterator[tuple[int, ...]]:
        site = self._site
        for source in site.sources():
            date = getattr(self._articles.get(source), "date", None)
            if date is not None and site.lists(language, source) and not site.has_native(source, language):
                yield from ((date.year,), (date.year, date.month), (date.year, date.month, date.day))

    def _listed(self, language: Language) -> Iterator[URLWrapper]:
        site = self._site
        for source in (*site.sources(), *site.homes):
            if source in self._articles and site.lists(language, source):
                yield from _names(source, self._articles[source], site, language)


def _names(source: str, article: Any, site: Site, language: Language) -> Iterator[URLWrapper]:
    """The category, tags and authors of an original in a language; a translation by hand has its own."""
    by_hand = site.native_names.get(language.path, {}).get(source)
    if by_hand is not None:
        yield from (_WRAPPERS[kind](name, article.settings) for kind, name in by_hand)
        return
    if hasattr(article, "category"):
        yield article.category
    yield from (*getattr(article, "tags", ()), *getattr(article, "authors", ()))
