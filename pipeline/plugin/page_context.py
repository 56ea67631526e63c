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
_WITHHELD = "gettext_withheld"
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
