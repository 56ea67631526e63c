"""The lexers that were guessed for code whose fence names no language: each language's version of a page has the same.

To guess, Markdown's extension asks all lexers that there are, and hundreds of modules are loaded for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import entry_points, version
from typing import Any

from markdown.extensions import codehilite
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from pipeline.cache import recall, remember
from pipeline.config import Project
from pipeline.fingerprints import digest, digest_of
from pipeline.observed import unnoted

#: The extension, which has the function among its own.
_codehilite: Any = codehilite
#: So many are kept of a project, those that were found last.
_MOST = 5000


@contextmanager
def lexers_known(project: Project, *, forgets: bool = False) -> Iterator[None]:
    """Guess no lexer meanwhile that was guessed before among the same ones; `forgets` what was."""
    guesses = _Guesses(project, _codehilite.guess_lexer, forgets=forgets)
    _codehilite.guess_lexer = guesses.guess
    try:
        yield
    finally:
        _codehilite.guess_lexer = guesses.plain
    guesses.keep()


class _Guesses:
    """The names of lexers, by a digest of the code for which they were guessed."""

    def __init__(self, project: Project, plain: Callable[..., Lexer], *, forgets: bool) -> None:
        self.plain = plain
        self._name, self._forgets = f"lexers {project.settings_path}", forgets
        self._news: dict[str, str] = {}

    @cached_property
    def _way(self) -> str:
        """Which lexers there are to be asked."""
        with unnoted():
            others = sorted(
                f"{one.value} {one.dist and one.dist.version}" for one in entry_points(group="pygments.lexers")
            )
            return digest_of((sys.version, version("pygments"), others))

    @cached_property
    def _known(self) -> dict[str, str]:
        with unnoted():
            return {} if self._forgets else recall(self._name, self._way, dict[str, str]) or {}

    def guess(self, text: str, **options: Any) -> Lexer:
        """The lexer for this code. Raises ClassNotFound if there is none."""
        code = digest(text.encode(errors="surrogatepass"))
        name = self._known.get(code) or self._news.get(code)
        if name is not None:
            return get_lexer_by_name(name, **options)
        lexer = self.plain(text, **options)
        if lexer.aliases and _is_found(lexer, lexer.aliases[0]):
            self._news[code] = lexer.aliases[0]
        return lexer

    def keep(self) -> None:
        """Keep what is new; the sites of other languages may have kept theirs meanwhile."""
        if self._news:
            with unnoted():
                found = (recall(self._name, self._way, dict[str, str]) or {}) | self._news
                remember(self._name, self._way, dict([*found.items()][-_MOST:]))


def _is_found(lexer: Lexer, name: str) -> bool:
    """Whether it is this lexer that has the name, and no other one."""
    try:
        return type(get_lexer_by_name(name)) is type(lexer)
    except ClassNotFound:
        return False
