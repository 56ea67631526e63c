"""Files that all languages share are in the source language's site: what a theme says of its own site leads there.

A theme may write `{{ SITEURL }}/theme/style.css`, `/favicon.ico` or `/images/a.png`, and there is none in a translated
site. So an address within that site that leads nowhere leads to the same place in the source language's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from pipeline.addresses import divided, spelt_as
from pipeline.markup import AttributeUse
from pipeline.plugin.site import Site
from pipeline.spans import Kind, Piece, Value, pieces_of

#: What gives for an address the one to be written in its place, or the same.
Lead = Callable[[str], str]

# Where the values of attributes are, and the addresses of styles.
_HAS_ADDRESSES = re.compile(r"=|url\(", re.I)
_STYLE_ADDRESS = re.compile(r"""(?<=url\()(\s*["']?)([^"')\s]+)""", re.I)
# One of several addresses, each followed by what is said of it (HTML, 4.8.4.2.1).
_CANDIDATE = re.compile(r"((?:\A|,)\s*)([^\s,]\S*?)(?=,|\s|\Z)")
# An address from the root, by itself in a string of a script.
_SPACE = re.compile(r"\s")
_SCRIPT = re.compile(r"<script", re.I)
_SCRIPT_ADDRESS = re.compile(r"""(["'`])((?:\w+:)?/[^\s"'`<>\\${}]*)(?=\1)""")


#: Of so many tags or addresses at most it is known what becomes of them.
_MOST = 4096


class Sharing:
    """Lets the pages of a translated site lead to the files that it shares; `own` are those that it has itself."""

    def __init__(self, site: Site, own: Collection[str]) -> None:
        self._site, self._own = site, own
        self._leaders: dict[str, tuple[Lead, dict[str, str]]] = {}

    def led(self, path: str, page: str) -> str:
        """The page at such a path below the site's folder. A theme's tags are the same on all pages of a folder."""
        place = posixpath.dirname(path)
        if place not in self._leaders:
            self._leaders[place] = leader(self._site, place, self._own), {}
        lead, tags = self._leaders[place]
        if len(tags) > _MOST:  # those of many articles, which no other page has
            tags.clear()
        return in_scripts(led(page, lead, tags), self._site, self._own)


def leader(site: Site, place: str, own: Collection[str]) -> Lead:
    """Where addresses lead in a page in the folder `place` of a site that has these files of its own."""
    source = site.project.source
    ways = {site.url: site.url_of(source), urlsplit(site.url).path: urlsplit(site.url_of(source)).path}
    here = posixpath.join("/", site.project.folder_of(site.language))
    there = posixpath.join("/", site.project.folder_of(source))

    @lru_cache(_MOST)
    def lead(address: str) -> str:
        path, rest = divided(address)
        for way, shared in ways.items():
            if way and path.startswith(f"{way}/"):
                below = path.removeprefix(f"{way}/")
                return address if _is_there(below, own) else f"{spelt_as(address, f'{shared}/{below}')}{rest}"
        if not path or path.startswith("/") or ":" in path.partition("/")[0]:
            return address
        below = posixpath.normpath(posixpath.join(place, path))
        if _is_there(below, own):
            return address
        way = posixpath.relpath(posixpath.join(there, below), posixpath.join(here, place))
        return spelt_as(address, way) + rest

    return lead


def _is_there(path: str, own: Collection[str]) -> bool:
    path = posixpath.normpath(unquote(path))
    if path.startswith(".."):
        return True  # out of the site
    return path == "." or any(name in own for name in (path, f"{path}/index.html", f"{path}.html"))


def led(page: str, lead: Lead, tags: dict[str, str] | None = None) -> str:
    """A page with its addresses as `lead` has them; `tags` are those that it is known to have changed, or not."""
    done, position, tags = [], 0, {} if tags is None else tags
    for piece in pieces_of(page, having=_HAS_ADDRESSES):
        written = piece.written
        if piece.kind is Kind.START:
            changed = tags.get(written)
            if changed is None:
                changed = tags[written] = _in_tag(piece, lead)
        elif piece.kind is Kind.RAW and piece.tag == "style":
            changed = _in_style(written, lead)
        else:
            continue
        if changed != written:
            done += [page[position : piece.start], changed]
            position = piece.end
    return "".join(done) + page[position:]


def _in_tag(piece: Piece, lead: Lead) -> str:
    done, position = [], piece.start
    for value in piece.values:
        done += [piece.text[position : value.start], _value(piece, value, lead)]
        position = value.end
    return "".join(done) + piece.text[position : piece.end]


def in_scripts(page: str, site: Site, own: Collection[str]) -> str:
    """A page, in whose scripts addresses below which its site has nothing lead to the files that it shares.

    A script may put something behind an address, so one with which that of a file begins stays.
    """
    source = site.project.source
    ways = {site.url: site.url_of(source), urlsplit(site.url).path: urlsplit(site.url_of(source)).path}

    def lead(found: re.Match[str]) -> str:
        for way, shared in ways.items():
            if way and found[2].startswith(f"{way}/"):
                below = found[2].removeprefix(f"{way}/")
                path = divided(below)[0]
                is_own = _is_there(path, own) or any(name.startswith(path) for name in own)
                return found[0] if is_own else f"{found[1]}{shared}/{below}"
        return found[0]

    if not any(f"{way}/" in page for way in ways if way):
        return page
    done, position = [], 0
    for piece in pieces_of(page, having=_SCRIPT):
        if piece.kind is Kind.RAW and piece.tag == "script":
            done += [page[position : piece.start], _SCRIPT_ADDRESS.sub(lead, piece.written)]
            position = piece.end
    return "".join(done) + page[position:]


def _value(piece: Piece, value: Value, lead: Lead) -> str:
    text, use = piece.text[value.start : value.end], piece.use_of(value)
    if use is AttributeUse.STYLE:
        return _in_style(text, lead)
    if use is not AttributeUse.ADDRESS:
        return text
    changed = _addresses(value.name, text, lead)
    return text if changed == text or "http-equiv" in piece.attributes else changed


def _addresses(name: str, text: str, lead: Lead) -> str:
    if name.endswith("srcset"):
        return _CANDIDATE.sub(lambda found: found[1] + lead(found[2]), text)
    # What a library reads may be no address after all.
    may_be_none = name.startswith("data-") and not (":" in text or text.startswith("/"))
    return text if may_be_none or _SPACE.search(text) else lead(text)


def _in_style(text: str, lead: Lead) -> str:
    return _STYLE_ADDRESS.sub(lambda found: found[1] + lead(found[2]), text)
