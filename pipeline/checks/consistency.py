"""One translation for one text, across the catalogs of a locale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checks.pair import Fault
from pipeline.model import Message, headline


def inconsistent(same: list[tuple[str, Message]]) -> Iterator[tuple[str, Message, Fault]]:
    """The messages with one source text whose translation differs from the first one's."""
    (first_domain, first), *others = same
    for domain, message in others:
        if message.translations != first.translations:
            text = f"in {first_domain}.po it is “{headline(first.translations[0])}”"
            yield domain, message, Fault("inconsistent", text, here=message.translations[0])


def set_aside(
    same: list[tuple[str, Message]], obsolete: Iterable[tuple[str, Message]]
) -> Iterator[tuple[str, Message, Fault]]:
    """The first of the messages with one source text of which another translation is among the obsolete messages.

    Where a text was moved while somebody mended its translation, the mended one is left behind.
    """
    known = {message.translations for _, message in same}
    domain, message = same[0]
    for other_domain, other in obsolete:
        if other.translations not in known and other.complete and not other.fuzzy:
            known.add(other.translations)
            text = f"an obsolete message of {other_domain}.po has “{headline(other.translations[0])}”"
            yield domain, message, Fault("set-aside", text, here=message.translations[0])
