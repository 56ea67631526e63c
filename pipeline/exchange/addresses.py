"""The addresses in a translation by hand, as its original has them. Pure.

A translation by hand is a file of its own: what it links to is named from its own folder, leads to other translations
by hand, to files made for its language and to headings of its own. In a catalog the text stands in the original's
place, where the original's addresses lead to all that by themselves.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

# Where a text has an address: in Markdown (Pelican's own may have spaces), in HTML, in reStructuredText.
_ADDRESS = re.compile(
    r"""
    (?<=\]\() < (?P<angled> [^<>\n]* ) >
  | (?<=\]\() (?P<own> [{|](?:filename|static|attach)[}|] [^()"\n]*? ) (?= \s* (?:"[^"\n]*"\s*)? \) )
  | (?<=\]\() (?P<link> [^()\s"<>]+ (?:\([^()\s]*\)[^()\s"]*)* )
  | (?<=\s) (?:href|src) = (?: "(?P<double>[^"<>]*)" | '(?P<single>[^'<>]*)' )
  | (?<=\s<) (?P<rst> [^<>\s]+ ) (?=>`_)
    """,
    re.VERBOSE,
)
_MARKED = re.compile(r"[{|](filename|static|attach)[}|](?P<path>.*)", re.DOTALL)
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?=[/?#\s)>\"']|$)[^\s<>()\"']*")
_BEFORE_IMAGE = re.compile(r"(?:!\[[^\[\]]*\]\(<?|\ssrc=[\"'])\Z")


@dataclass(frozen=True, slots=True)
class Texts:
    """Both documents: the folders their files are in, and what of the translation's is what of the original's.

    `files` leads from translations by hand, and files made for their language, to those that they stand for; `ids` from
    the translation's ids to the original's.
    """

    folder: str
    original_folder: str
    files: Callable[[str], str] = str
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Address:
    """One in a text: how it is written, the file it leads to (or what it is, for any other one), and the id there."""

    written: str
    place: str
    fragment: str
    is_file: bool
    is_image: bool

    def is_own(self, is_image: bool) -> bool:
        """Whether it is a picture, or a file to download, that a language may have of its own."""
        is_download = self.is_file and re.match(r"[{|](?:static|attach)", self.written) is not None
        return self.is_image if is_image else is_download and not self.is_image


def as_original_has_them(original: str, translation: str, texts: Texts) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The translation with the original's addresses, and the files that differ: the original's and its own.

    Pictures and files to download are those that stand in the same order. The original may lead to translations, too.

    An address that leads where none of the original's does stays: it is for the rules to judge.
    """
    left = list(_addresses(original, texts.original_folder, texts.files))
    found = list(_addresses(translation, texts.folder, texts.files))
    answers = [_taken(left, address) for address in found]
    files: list[tuple[str, str]] = []
    for is_image in (True, False):
        own = [number for number, address in enumerate(found) if address.is_own(is_image) and answers[number] is None]
        theirs = [address for address in left if address.is_own(is_image)]
        if len(own) == len(theirs):
            for number, address in zip(own, theirs, strict=True):
                answers[number] = address.written
                files.append((address.written, found[number].written))
    written = iter(answers)

    def answer(address: _Address) -> str:
        return next(written) or _named_anew(address, texts)

    return _replaced(translation, texts, answer), tuple(files)


def _taken(left: list[_Address], wanted: _Address) -> str | None:
    """How the original writes an address that leads to the same place; each of its addresses serves once, if it can."""
    same = [address for address in left if address.place == wanted.place and wanted.place]
    if not same:
        return None
    best = next((address for address in same if address.fragment == wanted.fragment), same[0])
    left.remove(best)
    return best.written


def _named_anew(address: _Address, texts: Texts) -> str:
    """An address that the original does not have, as it is written in the original's file."""
    fragment = texts.ids.get(address.fragment, address.fragment)
    hash_mark = "#" if fragment else ""
    if not address.place:
        return f"{hash_mark}{fragment}" or address.written
    marked = _MARKED.fullmatch(address.written)
    if marked is None:
        return address.written
    marker, path = address.written[: marked.start("path")], marked["path"]
    shown = f"/{address.place}"
    if not path.startswith("/"):
        shown = posixpath.relpath(address.place, texts.original_folder or ".")
    return f"{marker}{shown}{hash_mark}{fragment}"


def _replaced(text: str, texts: Texts, answer: Callable[[_Address], str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        name = match.lastgroup or ""
        start, end = (at - match.start() for at in match.span(name))
        address = _address(match, texts.folder, texts.files)
        return match[0][:start] + answer(address) + match[0][end:]

    return _ADDRESS.sub(replaced, text)


def _addresses(text: str, folder: str, files: Callable[[str], str] = str) -> Iterator[_Address]:
    return (_address(match, folder, files) for match in _ADDRESS.finditer(text))


def _address(match: re.Match[str], folder: str, files: Callable[[str], str]) -> _Address:
    written = match[match.lastgroup or 0]
    is_image = _BEFORE_IMAGE.search(match.string, 0, match.start(match.lastgroup or 0)) is not None
    marked = _MARKED.fullmatch(written)
    path, _, fragment = (marked["path"] if marked else written).partition("#")
    if marked is None and (not is_image or ":" in path):
        return _Address(written, path, fragment, False, is_image)
    path = unquote(path)
    place = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
    return _Address(written, files(place), fragment, True, is_image)


def web_addresses(text: str) -> list[str]:
    """What of the web a text names, as a link or as it is."""
    return _WEB.findall(text)


def host_of(address: str) -> str:
    """The host of a web address."""
    return urlsplit(address).netloc
