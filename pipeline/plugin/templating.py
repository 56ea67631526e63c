"""What templates get: gettext that cannot be broken by a translation, languages, addresses and dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel.core import Locale, get_global
from jinja2 import Environment, pass_context, pass_environment, pass_eval_context
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

from pipeline.config import THEME_DOMAIN
from pipeline.model import Language
from pipeline.plugin.cldr import collated, format_date, format_list, format_number, format_time
from pipeline.plugin.dates import localized_strftime
from pipeline.plugin.gettext_calls import gettext_functions
from pipeline.plugin.inert import escape, force_escape, inert_without_tags
from pipeline.plugin.kept import MARKS, kept_in, writing
from pipeline.plugin.names_in_source import install_names_in_source
from pipeline.plugin.page_context import KEPT_FIELDS, PageContext, root_of, withheld
from pipeline.plugin.root_links import addresses_in, own_pages_of_run, writing_addresses
from pipeline.plugin.site import Site
from pipeline.plugin.structured_data import structured_data_of
from pipeline.plugin.texts import own_filters
from pipeline.plugin.versions import (
    ALTERNATES,
    Alternate,
    Alternates,
    alternate_links,
    alternates_of,
    canonical_link,
    link_language,
)
from pipeline.sources.template_words import words_extension
from pipeline.sources.theme_files import I18N

_NOTICED, _OFFERED = "gettext_noticed", "gettext_offered"


def install(environment: Environment, site: Site) -> None:
    """Put gettext, the filters and the functions for this site into a Jinja environment."""
    environment.add_extension(I18N)
    write = writing(writing_addresses(environment.finalize))
    given = () if site.is_source else (write,)
    singular, plural, contextual, contextual_plural = gettext_functions(site, *given)
    # They know both styles. Jinja's own new one would stop at a placeholder that lacks.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        singular, plural, newstyle=False, pgettext=contextual, npgettext=contextual_plural
    )
    if not site.is_source:
        environment.bytecode_cache = None  # which would know a template by its text alone, in whatever language
        install_names_in_source(environment, site.project.languages())
    if site.template_words and not site.is_source:
        environment.add_extension(
            words_extension(lambda text: bool(site.forms(THEME_DOMAIN, (None, text))), MARKS, site.constants)
        )
    if not site.is_source:
        environment.filters |= own_filters(environment)
        environment.finalize = _written(write)
    environment.filters |= _filters(site)
    environment.globals["asset"] = _asset(site)
    environment.globals["link"] = _link(site)
    environment.globals["language_of_link"] = _language_of_link(site)
    environment.globals["alternates"] = _alternates(site)
    environment.globals["head_links"] = _head_links(site)
    environment.globals["partly_translated"] = _partly_translated(site)
    environment.globals["structured_data"] = structured_data_of(site)
    environment.globals["source_attributes"] = _source_attributes(site)


def _written(write: Callable[[Any], Any]) -> Callable[[EvalContext, Any], Any]:
    @pass_eval_context
    def written(context: EvalContext, value: Any) -> Any:
        """What Jinja writes out for a value: where it escapes all of them, as `escape` here does."""
        found = write(value)
        return escape(found) if context.autoescape and isinstance(found, str) else found

    return written


def kept_settings(site: Site, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The visible settings, their texts that are in the source's language marked as such."""
    names = {name.partition(".")[0] for name in site.project.visible_settings} & settings.keys()
    if site.is_source:
        return {}
    return {name: addresses_in(kept_in(settings[name], site.untranslated)) for name in sorted(names)}


def context_variables(site: Site) -> dict[str, Any]:
    """Variables of every page: the current language, and those that i18n_subsites gives to themes."""
    offered = site.languages()
    others = [language for language in offered if language != site.language]
    return {
        "language": site.language,
        **own_pages_of_run(),
        **_of_pages(),
        "main_lang": site.project.source.tag,
        "main_siteurl": site.url_of(site.project.source),
        "lang_siteurls": {language.tag: site.url_of(language) for language in offered},
        "extra_siteurls": {language.tag: site.url_of(language) for language in others},
        "relpath_to_site": _relpath_to_site(site),
    }


def begin_pages(context: dict[str, Any]) -> None:
    """Know nothing of pages that were written: all of them are to be written again."""
    context.update(_of_pages())


def _of_pages() -> dict[str, Any]:
    return {_NOTICED: set(), _OFFERED: set(), ALTERNATES: Alternates()}


def _filters(site: Site) -> dict[str, Callable[..., Any]]:
    """What a template writes in the language's own way."""
    language = site.language

    @pass_environment
    def collate(environment: Environment, items: Iterable[Any], attribute: str | int | None = None) -> list[Any]:
        """Sort by names, or by an attribute; of pairs such as Pelican's tags, by the first of each."""
        named = make_attrgetter(environment, attribute) if attribute is not None else _name
        return collated(items, language, named)

    found: dict[str, Callable[..., Any]] = {
        "collate": collate,
        "date": lambda value, form="long": format_date(value, language, form),
        "format_list": lambda items, style="standard": format_list(items, language, style),
        "number": lambda value, pattern=None: format_number(value, language, pattern),
        "og_locale": og_locale,
        "time": lambda value, form="short": format_time(value, language, form),
    }
    if site.by_cldr:
        found["strftime"] = lambda value, pattern: localized_strftime(value, pattern, language)
    if not site.is_source:
        found["striptags"] = inert_without_tags
        found |= {"e": escape, "escape": escape, "forceescape": force_escape}
    return found


def _name(item: Any) -> Any:
    return item[0] if isinstance(item, tuple) else item


def og_locale(language: Language) -> str:
    """The language as OpenGraph has it: with the region where most of its speakers are (CLDR, likely subtags)."""
    known = Locale.parse(language.locale)
    likely = get_global("likely_subtags")
    full = likely.get(language.locale) or likely.get(known.language) or ""
    territory = known.territory or full.rpartition("_")[2]
    return f"{known.language}_{territory}" if territory else known.language


def has_notice(context: PageContext) -> bool:
    """Whether the page with this context was asked about, by a theme that has a notice of its own."""
    return context.get("output_file") in context.get(_NOTICED, ())


def offers_languages(context: PageContext) -> bool:
    """Whether the page with this context was asked for its versions, by a theme that offers them in its own way."""
    return context.get("output_file") in context.get(_OFFERED, ())


def _partly_translated(site: Site) -> Callable[[Context, Any], bool]:
    @pass_context
    def partly_translated(context: Context, content: Any) -> bool:
        """Whether some text of an article or page is still in the source's language."""
        context.get(_NOTICED, set()).add(context.get("output_file"))
        return site.is_partial(str(content.relative_source_path))

    return partly_translated


def _asset(site: Site) -> Callable[[Context, str], str]:
    @pass_context
    def asset(context: Context, path: str) -> str:
        """The address, from the current page, of a file: the language's own, or the one that all share."""
        return f"{root_of(context, site)}/{site.assets.get(path, path)}"

    return asset


def _link(site: Site) -> Callable[[Context, str], str]:
    @pass_context
    def link(context: Context, url: str) -> str:
        """The address, from the current page, of a page of the site, which may be withheld in this language."""
        page = re.split("[?#]", url, maxsplit=1)[0]
        home = next((home for home, addresses in withheld(context).items() if page in addresses), None)
        return f"{root_of(context, site, home) if home else context['SITEURL']}/{url}"

    return link


def _language_of_link(site: Site) -> Callable[[Context, str], Markup]:
    @pass_context
    def language_of_link(context: Context, address: str) -> Markup:
        """` hreflang="..."` for an address that `link` gave, if the page is withheld in this language."""
        return link_language(context, site, context["SITEURL"], address)

    return language_of_link


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
        context.get(_OFFERED, set()).add(context.get("output_file"))
        return list(alternates_of(context, site))

    return alternates


def _source_attributes(site: Site) -> Callable[[Any, str], Markup]:
    def source_attributes(content: Any, field: str) -> Markup:
        """` lang="..." dir="..."` for an element that shows a field which is not translated yet."""
        if field not in getattr(content, KEPT_FIELDS, ()):
            return Markup()
        return site.kept_markup

    return source_attributes


def _relpath_to_site(site: Site) -> Callable[[str, str], str]:
    paths = {language.tag: site.project.folder_of(language) for language in site.project.languages()}

    def relpath_to_site(tag: str, target_tag: str) -> str:
        """The relative path from one language's root to another's."""
        return posixpath.relpath(f"/{paths[target_tag]}", f"/{paths[tag]}")

    return relpath_to_site
