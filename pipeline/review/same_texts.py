"""One text in several catalogs of a locale: found without holding the catalogs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.catalogs.texts import Texts
from pipeline.checks.consistency import inconsistent, set_aside
from pipeline.checks.pair import Fault
from pipeline.model import ADDRESS, Catalog, Key, Message
from pipeline.review.uses import Uses

#: Where a message stands: its domain, and how many messages are before it in the catalog.
_Place = tuple[str, int]


class SameTexts:
    """The messages of texts that several catalogs have, or that one has and another had."""

    def __init__(self, uses: Mapping[str, Uses], texts: Texts) -> None:
        """`uses` are all `texts` that are asked for, by domain."""
        self._uses, self._texts = uses, texts
        self._used: dict[Key, list[tuple[_Place, Message]]] = defaultdict(list)
        self._left: dict[Key, list[tuple[_Place, Message]]] = defaultdict(list)

    def used(self, place: _Place, message: Message) -> None:
        """A message whose translation is used."""
        if self._texts.is_shared(message.key):
            self._used[message.key].append((place, message))

    def left(self, place: _Place, message: Message) -> None:
        """An obsolete message."""
        if message.complete and not message.fuzzy:
            self._left[message.key].append((place, message))

    def faults(
        self,
        domains: Sequence[str],
        texts: Mapping[str, Mapping[Key, tuple[str, ...]]],
        read: Callable[[str], Catalog | None],
    ) -> Iterator[tuple[str, Message, Fault]]:
        """What is wrong with messages, by domain, in the order of these domains.

        `texts` are the translations that may be used; `read` reads a catalog once more, of which a message is wanted.
        """
        at = {domain: number for number, domain in enumerate(domains)}

        def order(found: tuple[_Place, Message]) -> tuple[int, int]:
            (domain, number), _ = found
            return at[domain], number

        used = {key: sorted(found, key=order) for key, found in self._used.items()}
        used |= {message.key: [(place, message)] for place, message in self._alone(texts, read)}
        for key, found in sorted(used.items(), key=lambda item: order(item[1][0])):
            same = [(domain, message) for (domain, _), message in found]
            left = [(domain, message) for (domain, _), message in sorted(self._left.get(key, ()), key=order)]
            yield from inconsistent(same)
            yield from set_aside(same, left)

    def _alone(
        self, texts: Mapping[str, Mapping[Key, tuple[str, ...]]], read: Callable[[str], Catalog | None]
    ) -> Iterator[tuple[_Place, Message]]:
        """The messages that one catalog alone has, of which another translation was left: few, and not held."""
        wanted = {key for key in self._left if not self._texts.is_shared(key)}
        for domain, uses in self._uses.items() if wanted else ():
            own = {key for key in wanted & uses.keys() if uses[key][0].kind != ADDRESS}
            known = texts.get(domain, {}) if own else {}
            others = {
                key
                for key in own
                if key in known and any(message.translations != known[key] for _, message in self._left[key])
            }
            catalog = read(domain) if others else None
            for number, message in enumerate(catalog.messages if catalog else ()):
                if message.key in others and not message.obsolete and message.translations == known[message.key]:
                    yield (domain, number), message
