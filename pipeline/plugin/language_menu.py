"""A menu of languages, on pages of themes that know nothing of other languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from markupsafe import Markup

from pipeline.characters import unescape
from pipeline.plugin.notice import add_first
from pipeline.plugin.versions import IN_ADDRESSES, Alternate

# A theme that knows nothing of the menu has no style for it.
_STYLE = "margin:.5rem 1rem;display:flex;flex-wrap:wrap;justify-content:flex-end;gap:.25rem 1rem"
_MENU = Markup('<nav class="language-menu" aria-label="{}" style="{}">\n{}</nav>\n')
_LINK = Markup('<a href="{}" lang="{}" hreflang="{}" dir="{}">{}</a>\n')
_CURRENT = Markup('<span aria-current="page" lang="{}" dir="{}">{}</span>\n')
_ADDRESS = re.compile(r"""<!--.*?(?:-->|\Z)|<a\b[^<>]*?\shref\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I | re.S)
_FROM_ROOT = re.compile(r"(?:[a-z][a-z0-9+.-]*:/)?/", re.I)
_INDEX = re.compile(r"(?<=/)index\.html\Z")


def add_menu(page: str, versions: Sequence[Alternate], homes: Sequence[str], label: str) -> str:
    """The page with a menu of its versions, which links to them as they do, first in its body.

    One on which a link leads to each other version, or to its language's home, has a menu already. `homes` are the
    addresses of each version's language's site, `label` is what screen readers say.
    """
    here = next((version.absolute_url for version in versions if version.current), None)
    if here is None or len(versions) < 2 or _leads_to_all(page, here, versions, homes):
        return page
    links = Markup("").join(_entry(version) for version in versions)
    return add_first(page, str(_MENU.format(label, _STYLE, links)))


def _entry(version: Alternate) -> Markup:
    language = version.language
    if version.current:
        return _CURRENT.format(language.tag, language.dir, language.endonym)
    return _LINK.format(version.url, language.tag, language.tag, language.dir, language.endonym)


def _leads_to_all(page: str, here: str, versions: Iterable[Alternate], homes: Iterable[str]) -> bool:
    # Of what is whole, or begins at the root, it does not count on which page it stands.
    root, paths = urljoin(here, "/"), {_path(written) for written in _ADDRESS.findall(page) if written}
    led = {_resolved(root if _FROM_ROOT.match(path) else here, path) for path in paths}
    pairs = zip(versions, homes, strict=True)
    return all(version.current or led & {version.absolute_url, f"{home}/"} for version, home in pairs)


@lru_cache(4096)
def _path(written: str) -> str:
    """The path of an address, as a page has it written."""
    return re.split("[?#]", unescape(written.strip("\"'")).strip(), maxsplit=1)[0]


@lru_cache(4096)
def _resolved(here: str, path: str) -> str:
    """Where a path leads from an address, as versions are written; nothing if that is no address at all."""
    try:
        address = urljoin(here, path)
        # `..` within a whole address is resolved by browsers, too.
        address = urljoin(address, urlsplit(address).path)
        return quote(_INDEX.sub("", address), safe=IN_ADDRESSES)
    except ValueError:
        return ""
