"""SITEURL and FEED_DOMAIN: where the site will be. Every link that has to be absolute begins with it.

And what of a site's texts is an address itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import AddressValueError, IPv6Address
from typing import Any
from urllib.parse import quote, urlsplit

from pipeline.characters import unescape
from pipeline.errors import PipelineError

_SETTINGS = ("SITEURL", "FEED_DOMAIN")
_LABEL = r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*")
#: What is an address at first sight, wherever it will be put.
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S*|(?:mailto|tel):\S*|\.{0,2}/\S+|\S+/|\S+\.html?(?:[?#]\S*)?", re.I)
# A path as a page has it: the # of a character reference ends none.
_WRITTEN_PATH = re.compile(r"(?:[^?#&]|&(?!#)|&#)*+")
# What RFC 3986 lets stand in a path.
_PATH = re.compile(r"(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*")
_LAST_PORT = 65535


def divided(written: str) -> tuple[str, str]:
    """The path of an address in a page with its character references undone, and what follows it, as it is written.

    Generators may write each character of an address as a reference, to hide it (Python-Markdown does in `mailto:`).
    """
    path = _WRITTEN_PATH.match(written)[0]  # type: ignore[index]
    meant = re.split("(?=[?#])", unescape(path), maxsplit=1)
    return meant[0], html.escape("".join(meant[1:])) + written[len(path) :]


def spelt_as(written: str, address: str) -> str:
    """An address that takes the place of a written one: with character references where that has some.

    In a style sheet or a script none has.
    """
    return html.escape(address) if unescape(written) != written else address


def require_addresses(settings: Mapping[str, Any], path: str) -> None:
    """Refuse a SITEURL or FEED_DOMAIN that cannot be the beginning of addresses.

    One is empty, a path such as `/blog`, or an address of http or https: a host, perhaps a port and a path (RFC 3986).
    Browsers would take `example.org` for a file's name, and sitemaps and feeds know no address without a scheme.
    Raises PipelineError, naming the setting and a right value.
    """
    for name in _SETTINGS:
        value = settings.get(name)
        if value is None and name != "SITEURL":
            continue  # Pelican takes SITEURL
        fault, right = _fault(value)
        if fault:
            raise PipelineError(
                # A password is for nobody's logs.
                f"{name} is {re.sub('//[^/]*@', '//...@', repr(value))}: {fault}",
                path=path,
                hint=f'write it as {name} = "{right}"' + ("" if name != "SITEURL" else ', or as "" for a local site'),
            )


def _fault(value: object) -> tuple[str, str]:
    """What is wrong with an address, and a right one like it; two empty texts if nothing is."""
    if not isinstance(value, str):
        return "it is no text", "https://example.org"
    if value == "":
        return "", ""
    if any(character.isspace() or not character.isprintable() for character in value):
        return "it has a space or a control character", _like("".join(value.split()))
    if value.startswith("/") and not value.startswith("//"):
        return _fault_of_path(value.rstrip("/"), "")
    scheme, colon, _ = value.partition("://")
    if value.startswith("//"):
        fault = "sitemaps and feeds need the scheme, https: or http:"
    elif not colon or scheme.lower() not in ("https", "http"):
        fault = "it does not begin with https:// or http://"
    else:
        fault = _fault_of_host(value)
    if fault:
        return fault, _like(value)
    parts = urlsplit(value)
    return _fault_of_path(parts.path.rstrip("/"), f"{scheme}://{parts.netloc}")


def _fault_of_host(value: str) -> str:
    none = f"its host or port is none (ports are 1 to {_LAST_PORT})"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return none
    if not host:
        return "it has no host"
    if "@" in parts.netloc:
        return "it has a user's name in it, which every page would show"
    if not host.isascii():
        return "its host is not in the form for machines (RFC 5890)"
    if not _is_host(host, parts.netloc) or parts.netloc.endswith(":") or port == 0:
        return none
    return "what follows ? or # cannot stand before a page's path" if {"?", "#"} & set(value) else ""


def _fault_of_path(path: str, before: str) -> tuple[str, str]:
    if not _PATH.fullmatch(path):
        # A path that is escaped already stays as it is.
        escaped = quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", path), safe="/%~!$&'()*+,;=:@")
        right = re.sub("/{2,}", "/", escaped)
        return "its path has characters that are to be escaped, or an empty part", before + right
    if {".", ".."} & set(path.split("/")):
        return "its path has . or .. in it", before or "/blog"
    return "", ""


def _is_host(host: str, netloc: str) -> bool:
    if "[" not in netloc:
        return _HOST.fullmatch(host) is not None
    try:
        IPv6Address(host)
    except AddressValueError:
        return False
    return True


def _like(value: str) -> str:
    """A right address that looks like what was written, as far as that can be guessed."""
    found = re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?/*(?:[^/?#]*@)?(?P<host>[^/?#@:\s]*\.[^/?#@:\s]+)", value)
    host = found["host"].rstrip(".") if found else ""
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    scheme = "http" if value.lower().startswith("http:") else "https"
    return f"{scheme}://{host}" if _HOST.fullmatch(host) else "https://example.org"
