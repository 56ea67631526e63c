"""What is added to pages and feeds that Pelican has made, where a theme that knows nothing of us does not say it."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from pelican.contents import Content

from pipeline.errors import PipelineError
from pipeline.files import bytes_of, put_text, text_of
from pipeline.folders import files_in
from pipeline.model import Language
from pipeline.pelican_internals import date_empty_feed, name_feed_language
from pipeline.plugin.dates import machine_dates
from pipeline.plugin.escapes import file_text, page_text
from pipeline.plugin.handover import SITE_SETTING, source_of
from pipeline.plugin.head import add_links, name_language, name_language_of_entry
from pipeline.plugin.inert import plain
from pipeline.plugin.kept import mark_kept, without_marks
from pipeline.plugin.language_menu import add_menu
from pipeline.plugin.notice import add_notice
from pipeline.plugin.page_context import NOT_FOUND
from pipeline.plugin.root_links import lead_to_moved, lead_to_own
from pipeline.plugin.shared_files import Sharing
from pipeline.plugin.site import Site
from pipeline.plugin.templating import has_notice, offers_languages
from pipeline.plugin.traces import TRACES
from pipeline.plugin.versions import alternate_links, alternates_of, canonical_link, is_found
from pipeline.sources.own_texts import LANGUAGES
from pipeline.sources.walkers.trail import without_directives

_BODIES = ("description", "content")


def complete_page(path: str, context: dict[str, Any]) -> None:
    """Existing themes say in their heads what search engines look for, too, and which pages are half translated."""
    site = context.get(SITE_SETTING)
    # A plugin may write a page with a context of its own.
    if not isinstance(site, Site):
        return
    traces = context.get(TRACES)
    if traces is not None and traces.is_complete(Path(path)):
        return
    if not path.endswith(".html"):
        _complete_file(Path(path), Path(context["OUTPUT_PATH"]), str, has_marks=not site.is_source)
        return
    written = text_of(Path(path))
    text = completed(written, context, site)
    if text != written:
        put_text(Path(path), text, Path(context["OUTPUT_PATH"]))


def completed(written: str, context: dict[str, Any], site: Site) -> str:
    """The text of a page that was `written` with these variables, with what is added to it."""
    text = without_directives(page_text(written))
    if not site.is_source:
        text = lead_to_moved(lead_to_own(name_language(text, site.language), context, site), context, site)
        text = mark_kept(text, site.kept_markup_of, site.language.digits)
    text = machine_dates(text, site.language) if site.by_cldr else text
    content = context.get("article") or context.get("page")
    if site.is_source and isinstance(content, Content) and content.lang != site.language.path:
        text = name_language(text, _known_language(content.lang))  # it translates nothing of this site
    if canonical := canonical_link(context, site):
        text = add_links(text, canonical, alternate_links(context, site))
    if isinstance(content, Content) and site.is_partial(source_of(content)) and not has_notice(context):
        original = alternates_of(context, site)[0]
        text = add_notice(text, site.theme_text, original.url, original.language.tag)
    return _with_menu(text, context, site)


def _with_menu(text: str, context: dict[str, Any], site: Site) -> str:
    """The page with a menu of languages, if all may find it and its theme does not offer them."""
    content = context.get("article") or context.get("page")
    is_hidden = isinstance(content, Content) and not is_found(content)
    if is_hidden or context.get("output_file") in (None, NOT_FOUND) or offers_languages(context):
        return text
    versions = alternates_of(context, site)
    homes = [site.url_of(version.language) for version in versions]
    return add_menu(text, versions, homes, site.theme_text(LANGUAGES) or LANGUAGES)


def _known_language(tag: str) -> Language:
    """The language that a source names, CLDR knowing it or not."""
    try:
        return Language.of(str(Locale.parse(tag, sep="-")))
    except (ValueError, UnknownLocaleError):
        return Language(tag, tag, tag, tag, tag, "ltr")


def complete_feed(context: dict[str, Any], feed: Any) -> None:
    """Feeds name their language, and their texts its direction; one without entries is the same each time."""
    site = context.get(SITE_SETTING)
    if not isinstance(site, Site):
        return
    name_feed_language(feed, site.language.tag)
    date_empty_feed(feed)
    for item in feed.items:
        for name in _BODIES:
            if item.get(name):
                item[name] = without_directives(item[name])
    if site.is_source:
        return
    _make_plain(feed.feed)
    for item in feed.items:
        for name in _BODIES:
            if item.get(name):
                text = lead_to_own(page_text(item[name]), context, site)
                item[name] = name_language_of_entry(text, item["link"], site.language)
        _make_plain(item)


def _make_plain(fields: dict[str, Any]) -> None:
    """Let a feed have plain texts: what writes it makes XML of them."""
    for name, value in fields.items():
        if isinstance(value, str):
            fields[name] = plain(value)
        elif isinstance(value, list | tuple):
            fields[name] = type(value)(plain(item) if isinstance(item, str) else item for item in value)


def finish_files(folder: Path, site: Site, complete: Collection[str] = ()) -> None:
    """Finish what is in a translated site's folder: files of plugins, templates that are no pages, links of pages.

    Those are left out that are `complete`.
    """
    own = frozenset(files_in(folder))
    sharing = Sharing(site, own)
    for path in sorted(own.difference(complete)):
        if (folder / path).is_file():
            finish_file(path, folder, sharing)


def finish_file(path: str, folder: Path, sharing: Sharing) -> None:
    """Finish one file below such a folder."""
    kind = mimetypes.guess_type(path)[0] or ""
    if kind == "image/svg+xml" or not kind.startswith(("image/", "audio/", "video/", "font/")):
        is_page = path.endswith(".html")
        _complete_file(folder / path, folder, lambda text: sharing.led(path, text) if is_page else text)


def _complete_file(path: Path, folder: Path, complete: Callable[[str], str], *, has_marks: bool = True) -> None:
    try:
        written = (bytes_of(path) or b"").decode("utf-8")
    except (UnicodeDecodeError, PipelineError):  # no text, or larger than any
        return
    text = file_text(written, path.name)
    text = complete(without_marks(text) if has_marks else text)
    if text != written:
        put_text(path, text, folder)
