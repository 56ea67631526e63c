"""Feeds and sitemaps as XML: what is well-formed, and has no definitions of its own."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse


def xml(data: bytes) -> Element | str:
    """The root element, or what is wrong."""
    try:
        return fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        return _fault(error)


def elements_of(data: bytes) -> Iterator[tuple[str, Element | str]]:
    """The elements as they start and end; in the end, or in the beginning, what is wrong."""
    try:
        yield from iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        yield "end", _fault(error)


def _fault(error: Exception) -> str:
    return f"no well-formed XML: {error}"
