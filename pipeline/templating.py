"""What templates get: gettext that cannot be broken by a translation, languages, addresses and dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from babel.core import Locale, get_global
from babel.dates import format_date
from jinja2 import Environment, pass_context
from jinja2.filters import do_striptags
from jinja2.runtime import Context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from pipeline.config import THEME_DOMAIN
from pipeline.model import Language
from pipeline.plurals import plural_rule
from pipeline.site import Site

#: What a page is rendered with: from within a template, or from outside.
_PageContext = Context | Mapping[str, Any]
_ARTICLES = "gettext_articles"
_WITHHELD = "gettext_withheld"
_KEPT_FIELDS = "gettext_kept_fields"
_HOME = "index.html"


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one language. `url` is a link from the current page, `absolute_url` an address."""

    language: Language
    url: str
    absolute_url: str
    current: bool


def install(environment: Environment, site: Site) -> None:
    """Put gettext, the filters and the functions for this site into a Jinja environment."""
    environment.add_extension("jinja2.ext.i18n")
    singular, plural, contextual, contextual_plural = _gettext_functions(site)
    # Old style: new-style gettext returns a translation's markup even with autoescape on.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        singular, plural, newstyle=False, pgettext=contextual, npgettext=contextual_plural
    )
    environment.filters["date"] = lambda value: format_long_date(value, site.language)
    environment.filters["og_locale"] = og_locale
    environment.globals["asset"] = _asset(site)
    environment.globals["link"] = _link(site)
    environment.globals["language_of_link"] = _language_of_link(site)
    environment.globals["alternates"] = _alternates(site)
    environment.globals["head_links"] = _head_links(site)
    environment.globals["partly_translated"] = lambda content: site.is_partial(str(content.relative_source_path))
    environment.globals["structured_data"] = _structured_data(site)
    environment.globals["source_attributes"] = _source_attributes(site)


def context_variables(site: Site) -> dict[str, Any]:
    """Variables of every page: the current language, and those that i18n_subsites gives to themes."""
    others = [language for language in site.project.languages() if language != site.language]
    return {
        "language": site.language,
        "main_lang": site.project.source.tag,
        "main_siteurl": site.url_of(site.project.source),
        "lang_siteurls": {language.tag: site.url_of(language) for language in site.project.languages()},
        "extra_siteurls": {language.tag: site.url_of(language) for language in others},
        "relpath_to_site": _relpath_to_site(site),
    }


def format_long_date(value: date, language: Language) -> str:
    """A date as the language writes it out (CLDR)."""
    return format_date(value, "long", language.locale)


def redirect_page(language: Language, target: str, address: str, title: str) -> str:
    """A page that leads to another one, `target` as seen from it; `address` is what search engines are to know."""
    return _REDIRECT.format(
        lang=language.tag, dir=language.dir, target=target, address=address, title=do_striptags(title)
    )


_REDIRECT = Markup("""\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p><a href="{target}" hreflang="{lang}">{title}</a></p></body>
</html>
""")


def og_locale(language: Language) -> str:
    """The language as OpenGraph has it: with the region where most of its speakers are (CLDR, likely subtags)."""
    known = Locale.parse(language.locale)
    likely = get_global("likely_subtags")
    full = likely.get(language.locale) or likely.get(known.language) or ""
    territory = known.territory or full.rpartition("_")[2]
    return f"{known.language}_{territory}" if territory else known.language


def count_articles(context: dict[str, Any], articles: Iterable[Any]) -> None:
    """Remember all articles, withheld ones too: they tell which lists exist in other languages."""
    context[_ARTICLES] = list(articles)


def withhold(context: dict[str, Any], url: str) -> None:
    """Remember that the page at this address is withheld from the site."""
    context.setdefault(_WITHHELD, set()).add(url)


def link_language(context: _PageContext, site: Site, siteurl: str, address: str) -> Markup:
    """` hreflang="..."` for a link of a page whose site is at `siteurl`, if it leads to another language's page."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    withheld, source = context.get(_WITHHELD, ()), site.project.source
    for root in (f"{siteurl}/{site.to_source}/", f"{_root(context, site)}/", f"{site.url_of(source)}/"):
        if path.startswith(root) and path.removeprefix(root) in withheld:
            return Markup(' hreflang="{}"').format(source.tag)
    return Markup()


def _gettext_functions(site: Site) -> tuple[Callable[..., str], ...]:
    plural_index = plural_rule(site.language.locale).choose()

    def lookup(context: str | None, msgid: str, index: int = 0) -> str | None:
        forms = site.forms(THEME_DOMAIN, (context, msgid))
        if index >= len(forms):
            return None
        # A message without markup may stand in an attribute: what a translator writes is text there.
        return forms[index] if "<" in msgid else escape(forms[index])

    def singular(msgid: str) -> str:
        return lookup(None, msgid) or msgid

    def plural(msgid: str, msgid_plural: str, number: int) -> str:
        return contextual_plural(None, msgid, msgid_plural, number)

    def contextual(context: str | None, msgid: str) -> str:
        return lookup(context, msgid) or msgid

    def contextual_plural(context: str | None, msgid: str, msgid_plural: str, number: int) -> str:
        source = msgid if number == 1 else msgid_plural
        return lookup(context, msgid, plural_index(number)) or source

    return singular, plural, contextual, contextual_plural


def _asset(site: Site) -> Callable[[Context, str], str]:
    @pass_context
    def asset(context: Context, path: str) -> str:
        """The address, from the current page, of a file: the language's own, or the one that all share."""
        return f"{_root(context, site)}/{site.assets.get(path, path)}"

    return asset


def _link(site: Site) -> Callable[[Context, str], str]:
    @pass_context
    def link(context: Context, url: str) -> str:
        """The address, from the current page, of a page of the site, which may be withheld in this language."""
        withheld = url in context.get(_WITHHELD, ())
        return f"{_root(context, site) if withheld else context['SITEURL']}/{url}"

    return link


def _language_of_link(site: Site) -> Callable[[Context, str], Markup]:
    @pass_context
    def language_of_link(context: Context, address: str) -> Markup:
        """` hreflang="..."` for an address that `link` gave, if the page is withheld in this language."""
        return link_language(context, site, context["SITEURL"], address)

    return language_of_link


def _root(context: _PageContext, site: Site) -> str:
    """The source language's site as seen from the current page."""
    return _join(_top(context, site), site.project.folder_of(site.project.source))


def _top(context: _PageContext, site: Site) -> str:
    """The folder of all sites as seen from the current page."""
    here = str(context["SITEURL"])
    if site.to_top == ".":
        return here
    return site.base_url if "://" in here else posixpath.normpath(posixpath.join(here, site.to_top))


def _join(*parts: str) -> str:
    return "/".join(filter(None, parts))


def _structured_data(site: Site) -> Callable[..., Markup]:
    @pass_context
    def structured_data(context: Context, article: Any, **more: Any) -> Markup:
        """A `script` that tells search engines what an article is (schema.org); `more` are further properties."""
        versions = {version.language: version.absolute_url for version in alternates_of(context, site)}
        source, others = site.project.source, [address for key, address in versions.items() if key != site.language]
        found: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": versions.get(site.language),
            "headline": do_striptags(article.title),
            "description": do_striptags(article.summary),
            "inLanguage": site.language.tag,
            "datePublished": article.date.isoformat(),
            "dateModified": (getattr(article, "modified", None) or article.date).isoformat(),
            "author": {"@type": "Organization", "name": do_striptags(str(article.author))} if article.author else None,
            "isPartOf": {"@type": "WebSite", "name": do_striptags(str(context["SITENAME"])), "url": f"{site.url}/"},
        }
        if site.is_source:
            found["workTranslation"] = [{"@type": "Article", "@id": address} for address in others]
        elif source in versions:
            found["translationOfWork"] = {"@type": "Article", "@id": versions[source]}
        found |= more
        data = htmlsafe_json_dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
        return Markup('<script type="application/ld+json">{}</script>').format(data)

    return structured_data


def _head_links(site: Site) -> Callable[[Context], Markup]:
    @pass_context
    def head_links(context: Context) -> Markup:
        """The `link` elements for the head of a page: its address, and those of its versions."""
        return canonical_link(context, site) + alternate_links(context, site)

    return head_links


def _alternates(site: Site) -> Callable[[Context], list[Alternate]]:
    @pass_context
    def alternates(context: Context) -> list[Alternate]:
        """The current page in every language that has it, the source language first."""
        return alternates_of(context, site)

    return alternates


def alternates_of(context: _PageContext, site: Site) -> list[Alternate]:
    """The page with this context in every language that has it, the source language first."""
    top = _top(context, site)
    found = []
    for language, url in _languages_of_page(context, site):
        folder = site.project.folder_of(language)
        addresses = f"{_join(top, folder)}/{url}", f"{_join(site.base_url, folder)}/{url}"
        found.append(Alternate(language, *addresses, current=language == site.language))
    return found


def default_address(context: _PageContext, site: Site, versions: Sequence[Alternate]) -> str:
    """Where readers go whose language is not among a page's versions: to the choice of languages, or the original."""
    if site.project.chooser and context.get("output_file") == _HOME:
        return f"{site.base_url}/"
    return versions[0].absolute_url


def canonical_link(context: _PageContext, site: Site) -> Markup:
    """The `link` that names a page's own address, for a site that says where it will be."""
    here = next((version for version in alternates_of(context, site) if version.current), None)
    if here is None or not site.has_address:
        return Markup()
    return Markup('<link rel="canonical" href="{}">\n').format(here.absolute_url)


def alternate_links(context: _PageContext, site: Site) -> Markup:
    """The `link` elements that name a page's versions (Google, localized versions), if it has several."""
    versions = alternates_of(context, site)
    if len(versions) < 2 or not site.has_address:
        return Markup()
    named = [(version.language.tag, version.absolute_url) for version in versions]
    named.append(("x-default", default_address(context, site, versions)))
    link = Markup('<link rel="alternate" hreflang="{}" href="{}">\n')
    return Markup("").join(link.format(tag, address) for tag, address in named)


def _languages_of_page(context: _PageContext, site: Site) -> list[tuple[Language, str]]:
    """Each language that has the current page, with the page's address below the language's root."""
    content = context.get("article") or context.get("page")
    if content is not None and hasattr(content, "relative_source_path"):
        return [(language, content.url) for language in site.languages_of(content.relative_source_path)]
    current = str(context["output_file"])
    listed = context.get("category") or context.get("tag") or context.get("author")
    first = listed.url if listed is not None else _first_page(context, current)
    if context.get("period") is not None:
        return [(site.language, current)]
    pages = []
    for language in site.project.languages():
        if language == site.language:
            pages.append((language, current))
        elif _has_list(context, site, language, listed):
            # Another language may have fewer pages of a list; it has the first one.
            pages.append((language, first))
    return pages


def _first_page(context: _PageContext, current: str) -> str:
    paginator = context.get("articles_paginator")
    return str(paginator.name) if paginator is not None else current


def _has_list(context: _PageContext, site: Site, language: Language, listed: Any) -> bool:
    """Whether another language's site has a list: of all articles (`listed` None), or of those with a name."""
    is_source = language == site.project.source
    published = site.published.get(language.locale)
    if listed is None or (published is None and not is_source):
        return is_source or published is not None
    return any(
        listed in _names(article)
        for article in context.get(_ARTICLES, ())
        # The names in a translation written by hand are known in its own language alone.
        if not site.is_native(article.relative_source_path)
        and (is_source or article.relative_source_path in (published or ()))
    )


def _names(article: Any) -> list[Any]:
    return [getattr(article, "category", None), *getattr(article, "tags", ()), *getattr(article, "authors", ())]


def _source_attributes(site: Site) -> Callable[[Any, str], Markup]:
    def source_attributes(content: Any, field: str) -> Markup:
        """` lang="..." dir="..."` for an element that shows a field which is not translated yet."""
        if field not in getattr(content, _KEPT_FIELDS, ()):
            return Markup()
        return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in site.kept.items())

    return source_attributes


def _relpath_to_site(site: Site) -> Callable[[str, str], str]:
    paths = {language.tag: site.project.folder_of(language) for language in site.project.languages()}

    def relpath_to_site(tag: str, target_tag: str) -> str:
        """The relative path from one language's root to another's."""
        return posixpath.relpath(f"/{paths[target_tag]}", f"/{paths[tag]}")

    return relpath_to_site
