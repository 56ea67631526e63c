"""All that runs inside Pelican: walkers with a translating visitor in its readers, gettext in its templates.

Plain `pelican` with `PLUGINS = ["pipeline.plugin"]` builds the source language's site. `build` starts one
Pelican per language and hands it a `Site` through the settings, so nothing here is global to the process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator

from pipeline.pelican_internals import ARTICLE_LISTS, PAGE_LISTS, copy_no_files, name_periods, update_context
from pipeline.plugin.ahead import read_ahead, write_ahead
from pipeline.plugin.cldr import collated
from pipeline.plugin.contents import own_names, translate_content
from pipeline.plugin.dates import date_format_alone, period_names, without_c_locales
from pipeline.plugin.finish import complete_feed, complete_page
from pipeline.plugin.handover import PLAIN_SETTINGS, set_site, site_of
from pipeline.plugin.templating import context_variables, install, kept_settings
from pipeline.plugin.texts import order_contents
from pipeline.plugin.traces import TRACES
from pipeline.plugin.walks import walk_in_readers
from pipeline.plugin.withholding import (
    attach_as_in_source,
    attach_to_withheld,
    lead_on,
    name_translations,
    require_own_files,
    withhold_articles,
    withhold_pages,
)
from pipeline.plugin.writing import Brought, bring, write_plain
from pipeline.sources.theme_files import I18N

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican's signals; called by Pelican once per build."""
    signals.initialized.connect(set_site)
    signals.initialized.connect(_use_no_c_locales)
    signals.generator_init.connect(walk_in_readers)
    signals.generator_init.connect(_prepare_templates)
    signals.article_generator_init.connect(read_ahead)
    signals.page_generator_init.connect(read_ahead)
    signals.article_generator_context.connect(_name_language)
    signals.page_generator_context.connect(_name_language)
    signals.content_object_init.connect(translate_content)
    signals.article_generator_pretaxonomy.connect(_list_articles)
    signals.page_generator_finalized.connect(_list_pages)
    signals.article_generator_finalized.connect(_sort_names)
    signals.article_generator_finalized.connect(_name_periods)
    # Not earlier: feeds of all languages, which are written before, hold what `translations` holds.
    signals.article_generator_write_article.connect(name_translations)
    signals.page_generator_write_page.connect(name_translations)
    signals.static_generator_finalized.connect(_share_static_files)
    signals.all_generators_finalized.connect(require_own_files)
    signals.all_generators_finalized.connect(lead_on)
    signals.all_generators_finalized.connect(attach_as_in_source)
    signals.all_generators_finalized.connect(write_plain)
    signals.all_generators_finalized.connect(_meet_generators)
    signals.article_generator_write_article.connect(_know_anew)
    signals.page_generator_write_page.connect(_know_anew)
    signals.get_writer.connect(_keep_pages)
    signals.feed_generated.connect(complete_feed)
    signals.content_written.connect(complete_page)


def _meet_generators(generators: list[Generator]) -> None:
    traces = generators[0].settings.get(TRACES)
    if traces is not None:
        traces.meet(generators)
        write_ahead(generators)


def _know_anew(generator: Generator, content: Any) -> None:
    traces = generator.settings.get(TRACES)
    if traces is not None:
        traces.changed(content)


def _keep_pages(pelican: Pelican) -> Any:
    """Only where pages that stand may be kept Pelican has a writer that asks for them."""
    traces = pelican.settings.get(TRACES)
    return None if traces is None else traces.writer()


def _use_no_c_locales(pelican: Pelican) -> None:
    site, settings = site_of(pelican.settings), pelican.settings
    settings.update(without_c_locales(settings, site.project.targets))
    if site.by_cldr:
        settings.update(without_c_locales(settings, [site.language]))
        settings["DEFAULT_DATE_FORMAT"] = date_format_alone(settings["DEFAULT_DATE_FORMAT"])


def _name_periods(generator: ArticlesGenerator) -> None:
    site = site_of(generator.settings)
    if site.by_cldr:
        name_periods(generator, lambda period: period_names(period, site.language))


def _name_language(generator: Generator, metadata: dict[str, Any]) -> None:
    """What is in the source language or was written in the site's is, in that site, in its own language."""
    site = site_of(generator.settings)
    language = str(metadata.get("lang", "")).replace("_", "-").lower()
    if language in (site.project.source.path, site.language.path):
        metadata["lang"] = site.language.path


def _prepare_templates(generator: Generator) -> None:
    install(generator.env, site_of(generator.settings))
    if TRACES in generator.settings:
        generator.settings[TRACES].tracer.hear(generator.env)
    generator.context.update(context_variables(site_of(generator.settings)))
    # Some themes ask here whether there is gettext, and have a `_` of their own otherwise.
    jinja = generator.settings["JINJA_ENVIRONMENT"]
    extensions = [*jinja.get("extensions", ()), I18N]
    generator.context["JINJA_ENVIRONMENT"] = {**jinja, "extensions": list(dict.fromkeys(extensions))}
    texts = generator.settings.get(PLAIN_SETTINGS, {})
    bring(
        generator.context,
        [Brought(generator.settings, name, text, form=generator.settings[name]) for name, text in texts.items()],
    )
    generator.context.update(kept_settings(site_of(generator.settings), generator.context))


def _list_articles(generator: ArticlesGenerator) -> None:
    _order(generator, ARTICLE_LISTS, "ARTICLE_ORDER_BY")
    withhold_articles(generator)


def _list_pages(generator: PagesGenerator) -> None:
    _order(generator, PAGE_LISTS, "PAGE_ORDER_BY")
    withhold_pages(generator)
    site = site_of(generator.settings)
    if site.is_source:  # files of languages are where those are whose place they take: now all links are known
        linked: set[str] = generator.context["static_links"]
        linked |= {name for source in linked for name in own_names(source, site)}


def _order(generator: Generator, lists: tuple[str, ...], setting: str) -> None:
    """Pelican has put its lists in order when titles were inert already."""
    if not site_of(generator.settings).is_source:
        for name in lists:
            order_contents(getattr(generator, name), generator.settings[setting])


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
    update_context(generator, "categories", "authors")


def _share_static_files(generator: StaticGenerator) -> None:
    """Static files are published once, with the source language's site; those of pages in other languages, too."""
    if not site_of(generator.settings).is_source:
        copy_no_files(generator)
        return
    write: Callable[[Any], None] = generator.generate_output

    def attach_and_write(writer: Any) -> None:
        attach_to_withheld(generator.context)
        write(writer)

    setattr(generator, "generate_output", attach_and_write)
