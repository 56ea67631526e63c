"""What was read of sources, for a site that is made over and over in one process, as live pages are.

A reading is used again if its messages have the same answers as they had: it is told by what it asked, and nothing else
that it depends on changes while the process lives, but for the sources: who has heard of that says which still `hold`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from pelican.urlwrappers import URLWrapper

from pipeline.config import THEME_DOMAIN
from pipeline.model import Key, Segment, Visitor
from pipeline.plugin.site import Site
from pipeline.sources.walking_readers import Result

#: The setting that holds them.
READINGS = "GETTEXT_READINGS"


#: Has a source read, or knows what was read of it in another process.
Recall = Callable[[Visitor, Callable[[Visitor], Result]], Result]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a source. What it asked for is not known of what another process has read with these texts."""

    result: Result
    asked: tuple[tuple[Segment, str | None], ...] | None
    texts: object = None


class Readings:
    """The readings of one language's site, by source."""

    def __init__(self) -> None:
        self._known: dict[str, _Reading] = {}
        self._theme: Mapping[Key, tuple[str, ...]] = {}
        self._site: Site | None = None

    def __bool__(self) -> bool:
        return bool(self._known)

    def begin(self, site: Site) -> None:
        """The site is about to be read. Readers themselves put texts of the theme on pages, and ask nobody."""
        theme = site.translations.get(THEME_DOMAIN, {})
        if theme != self._theme:
            self._known.clear()
            self._theme = theme
        self._site = site

    def keep(self, holds: Callable[[str], bool]) -> None:
        """Forget the sources of which what was read does not hold any more."""
        self._known = {source: known for source, known in self._known.items() if holds(source)}

    def knows(self, source: str) -> bool:
        """Whether a source was read, by one of Pelican's own readers."""
        return source in self._known

    def read(
        self, source: str, visitor: Visitor, read: Callable[[Visitor], Result], recall: Recall | None = None
    ) -> Result:
        """What `read` returns with this visitor, or has returned before with one that gave the same answers."""
        known = self._known.get(source)
        if known is None or not self._holds(source, known, visitor):
            asked: list[tuple[Segment, str | None]] = []
            times = 0

            def note(segment: Segment) -> str | None:
                answer = visitor(segment)
                asked.append((segment, answer))
                return answer

            def read_now(visitor: Visitor) -> Result:
                nonlocal times
                times += 1
                return read(visitor)

            result = recall(note, read_now) if recall is not None else read_now(note)
            known = self._known[source] = _Reading(result, tuple(asked) if times else None, self._texts(source))
        content, metadata = known.result
        return content, {name: _own(value) for name, value in metadata.items()}

    def _holds(self, source: str, known: _Reading, visitor: Visitor) -> bool:
        if known.asked is None:
            return known.texts == self._texts(source)
        return all(visitor(segment) == answer for segment, answer in known.asked)

    def _texts(self, source: str) -> object:
        """What a visitor of the source may answer."""
        return self._site.texts_of(source) if self._site is not None else None


def _own(value: Any) -> Any:
    """A value that whoever makes a content of it may change: names are translated in it."""
    if isinstance(value, list):
        return [_own(one) for one in value]
    return copy(value) if isinstance(value, URLWrapper) else value
