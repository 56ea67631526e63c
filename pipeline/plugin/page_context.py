"""What is known of the page that is being written: where it is, what it shows, what is withheld around it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from typing import Any

from jinja2.runtime import Context

from pipeline.model import Language
from pipeline.plugin.site import Site, below

#: What a page is rendered with: from within a template, or from outside.
PageContext = Context | Mapping[str, Any]
_WITHHELD, _ADDRESSES = "gettext_withheld", "gettext_addresses"
#: The attribute of a content that names its fields which are in the source's language.
KEPT_FIELDS = "gettext_kept_fields"
#: What a server shows in the place of any page that there is not.
NOT_FOUND = "404.html"


def withhold(context: dict[str, Any], url: str, home: Language) -> None:
    """Remember that the page at this address is not in the site, but in that of another language."""
    context.setdefault(_WITHHELD, {}).setdefault(home, set()).add(url)


def withheld(context: PageContext) -> Mapping[Language, Collection[str]]:
    """The addresses of the pages that are withheld from the site, by the language that has them."""
    found: Mapping[Language, Collection[str]] = context.get(_WITHHELD, {})
    return found


def note_address(context: dict[str, Any], original: str, language: Language, url: str) -> None:
    """Remember the address of an original's page in a language, where languages have addresses of their own."""
    context.setdefault(_ADDRESSES, {}).setdefault(original, {})[language] = url


def address_in(context: PageContext, site: Site, content: Any, language: Language) -> str:
    """The address of a content's page in a language, below that language's site."""
    original = site.original_of(str(content.relative_source_path))
    known: Mapping[Language, str] = context.get(_ADDRESSES, {}).get(original, {})
    # A translation from a catalog is where the original is.
    return known.get(language) or known.get(site.home_of(original)) or str(content.url)


def moved(context: PageContext, site: Site) -> Mapping[str, str]:
    """The addresses of originals of which a site has the page at another one, and that one."""
    language, noted = site.language, context.get(_ADDRESSES, {})
    pairs = ((known.get(site.home_of(original)), known.get(language)) for original, known in noted.items())
    return {url: own for url, own in pairs if url and own and url != own}


def content_of(context: PageContext) -> Any:
    """The article or page that a page shows; None for a list."""
    content = context.get("article") or context.get("page")
    return content if hasattr(content, "relative_source_path") else None


def root_of(context: PageContext, site: Site, language: Language | None = None) -> str:
    """A language's site as seen from the current page; without one the source language's."""
    return below(way_to_top(context, site), site.project.folder_of(language or site.project.source))


def way_to_top(context: PageContext, site: Site) -> str:
    """The folder of all sites as seen from the current page."""
    here = str(context["SITEURL"])
    if site.to_top == ".":
        return here
    # With RELATIVE_URLS it is the way from the page, "." or "../..".
    return posixpath.normpath(posixpath.join(here, site.to_top)) if here.startswith(".") else site.base_url
