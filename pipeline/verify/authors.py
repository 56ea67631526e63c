"""What a site's authors have written in its theme and settings: an address that stands there is nobody else's."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path

from pipeline.config import Project
from pipeline.files import text_of
from pipeline.model import Language
from pipeline.verify.activity import Element, elements_in, handlers_in, tags_in

# Templates by the names that they usually have; a theme's scripts and styles are no part of a page.
_TEMPLATES = frozenset({".html", ".htm", ".j2", ".jinja", ".jinja2", ".xhtml", ".xml"})
# What a template fills in, and how it is written where an address or an element is looked for.
_FILLED = re.compile(r"\{\{(?:[^{}]*(?P<json>\|\s*tojson\b))?[^{}]*\}\}")
_MARK = "\0"
# An address with something filled in; of one's own, the beginning is where the site is.
_ADDRESS = re.compile(rf"""(?:(?:https?:)?//|{_MARK}/|(?<=["'=])/)[^\s"'<>{{}}]+""", re.I)
_OWN = re.compile(rf"(?:{_MARK}/|/(?!/))")
_ANYWHERE_OF_OWN = r"(?:[\w.:~/-]*/)?"
#: What is filled in ends where a part of an address, or a text in a script, does.
_PART = r"""([^\s"'<>\\/?#&;()]*)"""
_DIRECTIONS = ("ltr", "rtl")
#: An id with something filled in, and something besides: of another, its template tells nothing.
_FILLED_ID = re.compile(rf"""\bid\s*=\s*(["'])(?=[^"']*{_MARK})(?=[^"']*\w)([^"']*)\1""", re.I)


def files_of_authors(project: Project) -> Iterator[Path]:
    """The templates of a project's theme, and its settings with what is beside them."""
    yield from _settings(project)
    yield from sorted(path for path in project.theme.rglob("*") if path.suffix in _TEMPLATES and path.is_file())


def _settings(project: Project) -> list[Path]:
    return sorted({project.settings_path, *project.root.glob("*.py")})


# Of no other address can it be known that the same words elsewhere lead there.
_WEB = re.compile(r"(?:https?:)?//([^/?#@\\\s]+\.[^?#\\\s]+)", re.I)


class Authors:
    """Reads what the authors have written when it is asked for, and once.

    `own_path` gives the path of an address on the site's own host, and nothing of another; without it no file is known.
    """

    def __init__(self, project: Project, own_path: Callable[[str], str | None] = lambda _: None) -> None:
        self._project, self._own_path = project, own_path

    @cached_property
    def _texts(self) -> list[str]:
        return [text_of(path) for path in files_of_authors(self._project) if path.is_file()]

    @cached_property
    def _in_lower_case(self) -> list[str]:
        return [text.lower() for text in self._texts]

    @cached_property
    def _elements(self) -> tuple[Element, ...]:
        return tuple(chain.from_iterable(map(elements_in, self._texts)))

    @cached_property
    def _whole(self) -> frozenset[Element]:
        return frozenset(self._elements)

    @cached_property
    def _handlers(self) -> frozenset[Element]:
        return frozenset(chain.from_iterable(map(handlers_in, self._texts)))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names of the elements that stand there."""
        return frozenset().union(*map(tags_in, self._texts))

    def wrote(self, address: str) -> bool:
        """Whether an address stands there, but for its scheme and its query: not one that is put together.

        What a template fills in may be the name of a language or a text of the settings, and is nobody else's.
        """
        web = _WEB.match(address.strip())
        whole = web[1].lower().rstrip("/") if web else ""
        found = re.compile(rf"""(?<![\w.-]){re.escape(whole)}(?![\w.-])(?!/[^\s"'<>()])""")
        if whole and any(found.search(text) for text in self._in_lower_case):
            return True
        return web is not None and self._is_filled(_without_query(web[1]), self._addresses)

    def strangers(self, text: str) -> Iterator[Element]:
        """The active elements of a page that do not stand there, nor with what is theirs filled in."""
        for element in elements_in(text):
            if element.written:
                known = element in self._whole or self._is_filled(element.written, self._written)
            else:
                known = self.wrote(element.address) or self._is_own_file(element.address)
            if not known:
                yield element

    def strange_handlers(self, text: str) -> frozenset[str]:
        """The attributes of a page that are code, of which at least one does not stand there."""
        return frozenset(
            handler.tag
            for handler in handlers_in(text)
            if handler not in self._handlers and not self._is_filled(handler.written, self._written)
        )

    def makes_id(self, name: str) -> bool:
        """Whether a template makes an id of a text of the settings, which may be another in each language."""
        return self._is_filled(name, self._ids)

    def _is_own_file(self, address: str) -> bool:
        path = self._own_path(address)
        return path is not None and self._is_filled(path.strip("/"), self._own_addresses)

    def _is_filled(self, text: str, patterns: Collection[re.Pattern[str]]) -> bool:
        return any(
            all(part.lower() in self._own for part in found.groups() if part)
            for pattern in patterns
            if (found := pattern.fullmatch(text))
        )

    @cached_property
    def _ids(self) -> list[re.Pattern[str]]:
        found = dict.fromkeys(name for text in map(_marked, self._texts) for _, name in _FILLED_ID.findall(text))
        return [re.compile("(.+)".join(map(re.escape, name.split(_MARK))), re.I) for name in found]

    @cached_property
    def _addresses(self) -> list[re.Pattern[str]]:
        """Addresses of others, without their scheme, in which a template fills in something."""
        found = (address for address in self._filled_addresses if not _OWN.match(address))
        return [_pattern(address.partition("//")[2].rstrip("/")) for address in found]

    @cached_property
    def _own_addresses(self) -> list[re.Pattern[str]]:
        """Addresses of the site's own files, from wherever the site is."""
        found = (_OWN.sub("", address, count=1) for address in self._filled_addresses if _OWN.match(address))
        return [re.compile(_ANYWHERE_OF_OWN + _pattern(name).pattern, re.I) for name in found if "." in name]

    @cached_property
    def _filled_addresses(self) -> list[str]:
        texts = map(_marked, self._texts)
        found = dict.fromkeys(_without_query(address) for text in texts for address in _ADDRESS.findall(text))
        return [address for address in found if _MARK in address or _OWN.match(address)]

    @cached_property
    def _written(self) -> list[re.Pattern[str]]:
        texts = (one.written for one in (*self._elements, *self._handlers))
        filled = {_marked(text) for text in texts if _FILLED.search(text)}
        return [_pattern(written) for written in filled]

    @cached_property
    def _own(self) -> frozenset[str]:
        """What authors fill in: names of languages, and the texts of the settings, in small letters."""
        texts = {text for path in _settings(self._project) if path.is_file() for text in _constants(text_of(path))}
        return frozenset(map(str.lower, {*_DIRECTIONS, *texts}.union(*map(codes_of, self._project.languages()))))


def codes_of(language: Language) -> set[str]:
    """How a language is named in addresses, in small letters."""
    tag = language.tag.lower()
    return {language.path.lower(), language.locale.lower(), tag, tag.partition("-")[0]}


def _marked(text: str) -> str:
    return _FILLED.sub(lambda found: f'"{_MARK}"' if found["json"] else _MARK, text)


def _without_query(address: str) -> str:
    return re.split(r"[?#]", address.strip(), maxsplit=1)[0].rstrip("/")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_PART.join(map(re.escape, text.split(_MARK))), re.I)


def _constants(text: str) -> Iterator[str]:
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError):
        return  # Pelican has said so, where it is its settings file
    yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
