"""Addresses from the root, such as `/x.html`, that authors write in sources and settings: they lead to the site's own.

What a theme writes may look the same and be meant for another language, as a menu of languages is. So what an author
wrote has a mark from there to the finished page, where it is known which pages and files the language has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from pipeline.addresses import divided, spelt_as
from pipeline.pelican_internals import address_of_static
from pipeline.plugin.page_context import moved, withheld
from pipeline.plugin.site import Site, below

# A noncharacter, as those for texts in the source's language are (`plugin.kept`), which strips what is left of it.
ROOT_MARK = "\ufdd2"
_OWN_PAGES = "gettext_own_pages"
# Where Pelican looks for links of its own; what says its language itself is meant as it is.
_ATTRIBUTE = r"\s(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*"
_SLASH = r"(?:/|&#0*47;?|&#x0*2f;?|&sol;)"
_IN_SOURCE = re.compile(rf"""(<[a-z](?![^<>]*\shreflang\b)[^<>]*?{_ATTRIBUTE}["'])(?={_SLASH}(?!{_SLASH}))""", re.I)
_LINK = re.compile(r"""(<a\s(?:[^<>]*?\s)?href\s*=\s*["']?)([^"'<>\s]+)""", re.I)
_ON_PAGE = re.compile(rf"""(=\s*["']?){ROOT_MARK}({_SLASH}[^"'<>\s]*)""", re.I)


class FromRoot(str):
    """An address in a setting that begins at the root of the host."""

    __slots__ = ()


def addresses_in(value: Any) -> Any:
    """A setting with the addresses marked that begin at the root: a text, a list, or what has such in it."""
    if type(value) is str:
        return FromRoot(value) if value.startswith("/") and not value.startswith("//") else value
    if isinstance(value, dict):
        return {name: addresses_in(item) for name, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(addresses_in(item) for item in value)
    return value


def writing_addresses(before: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """What a template's values are written out as (Jinja's `finalize`): such an address stands behind the mark."""

    def write(value: Any) -> Any:
        if isinstance(value, FromRoot):
            return f"{ROOT_MARK}{value}"
        return before(value) if before is not None else value

    return write


def mark_addresses(text: str) -> str:
    """What a reader made of a source, with the mark before each such address in its tags."""
    return _IN_SOURCE.sub(rf"\1{ROOT_MARK}", text) if "<" in text else text


def lead_to_own(text: str, context: Mapping[str, Any], site: Site) -> str:
    """A finished page, or a piece of one, whose marked addresses lead to what the site has; those marks are gone."""
    if ROOT_MARK not in text:
        return text
    return _ON_PAGE.sub(lambda found: found[1] + own_address(found[2], context, site), text).replace(ROOT_MARK, "")


def lead_to_moved(text: str, context: Mapping[str, Any], site: Site) -> str:
    """A finished page whose links lead to a page where the site has it, if a theme or a setting names it as the source.

    So does `{{ SITEURL }}/{{ article.slug }}.html`, or an entry of MENUITEMS; otherwise they would take a way round.
    """
    if not site.addresses.get(site.language.locale):
        return text
    here = f"{context['SITEURL']}/"

    def lead(found: re.Match[str]) -> str:
        path, tail = divided(found[2])
        own = _moved(unquote(path.removeprefix(here)), context, site) if path.startswith(here) else ""
        return f"{found[1]}{here}{own}{tail}" if own else found[0]

    return _LINK.sub(lead, text)


def own_address(address: str, context: Mapping[str, Any], site: Site) -> str:
    """Where an address from the root leads for readers of a site: to its page or file, if it has one.

    What is withheld is where another language has it; anything else is where the author says.
    """
    base = urlsplit(site.base_url).path.rstrip("/")
    path, tail = divided(address)
    if not f"{path}/".startswith(f"{base}/"):
        return address
    way = path.removeprefix(base).lstrip("/")
    # A translator may have written where the language has it.
    way = way.removeprefix(f"{site.project.folder_of(site.language)}/")
    named, spelt = unquote(way), spelt_as(address, way)
    if own := _own_files(context, site).get(named):
        return f"{below(base, site.project.folder_of(site.project.source))}/{quote(own)}{tail}"
    if other := _moved(named, context, site):
        return f"{below(base, site.project.folder_of(site.language))}/{other}{tail}"
    if not own_pages(context, site).isdisjoint(_written_as(named)):
        return f"{below(base, site.project.folder_of(site.language))}/{spelt}{tail}"
    for home, addresses in withheld(context).items():
        if not frozenset(addresses).isdisjoint((named, *_written_as(named))):
            return f"{below(base, site.project.folder_of(home))}/{spelt}{tail}"
    return address


def _moved(path: str, context: Mapping[str, Any], site: Site) -> str:
    """The address that a site has for the original at this path, if it is another one, however the path is written."""
    files = {file: own for url, own in moved(context, site).items() for file in _written_as(url)}
    return next((files[file] for file in _written_as(path) if file in files), "")


def _written_as(path: str) -> tuple[str, ...]:
    """The files that a server may send for a path."""
    return (f"{path}index.html",) if path[-1:] in ("", "/") else (path, f"{path}/index.html", f"{path}.html")


def _own_files(context: Mapping[str, Any], site: Site) -> Mapping[str, str]:
    """The addresses of files of which the language has its own, and of those, from the source language's site."""
    # In translations the address of a file leads there first.
    way = f"{site.to_source}/"
    return {
        address_of_static(context, path).removeprefix(way): address_of_static(context, own).removeprefix(way)
        for path, own in site.assets.items()
    }


def own_pages(context: Mapping[str, Any], site: Site) -> frozenset[str]:
    """The files of all pages that the site will have, as far as Pelican knows them before it writes them."""
    shared = context.get(_OWN_PAGES)
    if isinstance(shared, dict) and "found" not in shared:
        shared["found"] = frozenset(filter(None, _pages(context, site)))
    return shared["found"] if isinstance(shared, dict) else frozenset(filter(None, _pages(context, site)))


def _pages(context: Mapping[str, Any], site: Site) -> Iterator[str]:
    for source, content in context.get("generated_content", {}).items():
        if content is not None and content.status in ("published", "hidden") and not site.withholds(source):
            yield str(content.save_as)
    for name in ("categories", "tags", "authors"):
        yield from (str(wrapper.save_as) for wrapper, _ in context.get(name) or ())
    for periods in (context.get("period_archives") or {}).values():
        yield from (str(period["save_as"]) for period in periods)
    for template in context.get("DIRECT_TEMPLATES", ()):
        yield str(context.get(f"{template.upper()}_SAVE_AS", f"{template}.html"))
    yield from map(str, context.get("TEMPLATE_PAGES", {}).values())


def own_pages_of_run() -> dict[str, Any]:
    """Variables of every page, in which the pages of the site are kept once they are known."""
    return {_OWN_PAGES: {}}
