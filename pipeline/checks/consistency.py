"""One translation for one text, across the catalogs of a locale."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.pair import Fault
from pipeline.model import Message, headline


def inconsistent(same: list[tuple[str, Message]]) -> Iterator[tuple[str, Message, Fault]]:
    """The messages with one source text whose translation differs from the first one's."""
    (first_domain, first), *others = same
    for domain, message in others:
        if message.translations != first.translations:
            text = f"in {first_domain}.po it is “{headline(first.translations[0])}”"
            yield domain, message, Fault("inconsistent", text, here=message.translations[0])
