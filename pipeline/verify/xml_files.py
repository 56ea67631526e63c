"""Feeds and sitemaps as XML: what is well-formed, and has no definitions of its own."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring


def xml(data: bytes) -> Element | str:
    """The root element, or what is wrong."""
    try:
        return fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        return f"no well-formed XML: {error}"
