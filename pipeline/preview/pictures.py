"""The pictures in a text as the panel shows it: the site's own files, by their names below its content folder.

Where a picture is on a page only the page knows. The panel needs no more than the file.
"""

from __future__ import annotations

import mimetypes
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from pipeline.config import Project
from pipeline.files import bytes_of
from pipeline.model import Language
from pipeline.paths import is_file, real
from pipeline.sources.assets import own_file

#: What the address of such a picture begins with; the panel puts the way to them in its place.
PICTURE = "picture://"
_LINK = re.compile(r"[{|](?:static|attach|filename)[}|](?P<path>.*)", re.DOTALL)
_NAMED = re.compile(f'="{PICTURE}([^"]*)"')
_PICTURES = "image/"


def with_pictures(rendered: str, project: Project, source: str, language: Language) -> str:
    """A rendered text of a source with the pictures that Pelican would find for its links, those of the language first.

    A link that leads to no picture of the site's stays as it is.
    """
    if "<img" not in rendered or _LINK.search(rendered) is None:
        return rendered
    parsed = LexborHTMLParser(f"<body>{rendered}</body>")
    for image in parsed.css("img[src]"):
        link = _LINK.fullmatch(image.attributes["src"] or "")
        name = _named(project, unquote(urlsplit(link["path"]).path), source, language) if link else ""
        if name:
            image.attrs["src"] = f"{PICTURE}{quote(name)}"
    return (parsed.body.inner_html if parsed.body else None) or rendered


def pictures_in(texts: Iterable[str]) -> Iterator[str]:
    """The names of the pictures in texts that have them."""
    yield from dict.fromkeys(unquote(name) for text in texts for name in _NAMED.findall(text))


def picture(project: Project, name: str) -> tuple[bytes, str] | None:
    """A picture of the site's with its media type, by its name below the content folder; nothing for any other file."""
    kind = mimetypes.guess_type(name)[0] or ""
    path = project.content / name
    is_hidden = any(part.startswith(".") for part in Path(name).parts)
    if not kind.startswith(_PICTURES) or "\0" in name or is_hidden:
        return None
    if not real(path).is_relative_to(real(project.content)) or not is_file(path):
        return None
    data = bytes_of(path)
    return None if data is None else (data, kind)


def _named(project: Project, path: str, source: str, language: Language) -> str:
    """The name of a picture below the content folder that a source's link leads to; nothing if there is none."""
    folder = "" if path.startswith("/") else posixpath.dirname(source)
    name = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if picture(project, name) is None:
        return ""
    own = own_file(project.content / name, language)
    return own.relative_to(project.content).as_posix() if own else name
