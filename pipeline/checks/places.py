"""What a translation may be where a template puts it: in a link's address, a script, a style sheet, a tag.

What a template is given is written, in the end, as its place has a text written (`pipeline.plugin.escapes`): in texts,
attributes and strings. In other places no escaping helps: what is code there, or an address, is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.addresses import ADDRESS
from pipeline.characters import unescape
from pipeline.checks.pair import Fault
from pipeline.surroundings import Place, PlaceKind

# Where a message is code, or names what is done: nothing of it may change.
_UNCHANGED = {
    PlaceKind.SCRIPT: "script-text",
    PlaceKind.HANDLER: "script-text",
    PlaceKind.STYLE: "style-text",
    PlaceKind.TAG: "tag-text",
    PlaceKind.INSTRUCTION: "tag-text",
    PlaceKind.HOST: "address-change",
    PlaceKind.MADE: "made-markup",
}
#: What is more than text in a place even so, and the rule that says so.
_SPECIAL = {
    PlaceKind.SCRIPT_STRING: ("script-text", re.compile(r"[\n\r\u2028\u2029]")),
    PlaceKind.HANDLER_STRING: ("script-text", re.compile(r"[\n\r\u2028\u2029]")),
    PlaceKind.STYLE_STRING: ("style-text", re.compile(r"[\n\r\f]")),
    PlaceKind.STYLE_ADDRESS: ("style-text", re.compile(r"""[\s"'()\\;{}]""")),
    PlaceKind.UNQUOTED: ("tag-text", re.compile(r"\s")),
    PlaceKind.MARKUP: ("tag-text", re.compile(r"""["'`<>&]""")),
    PlaceKind.RAW: ("tag-text", re.compile(r"[<>]")),
    PlaceKind.COMMENT: ("tag-text", re.compile(r"[<>]|--")),
    PlaceKind.ATTRIBUTE: ("tag-text", re.compile(r"(?!)")),
    PlaceKind.NAME: ("tag-text", re.compile(r"(?!)")),
}
# Where the source has tags the translation has them as they are: these have to be the source's, one after the other.
_MARKS = re.compile(r"""["'`\\<>]""")

# URL Standard, sections 4.2 to 4.4: what a parser of addresses drops, and takes for another character.
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_CANDIDATES = re.compile(r"[\s,]+")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?", re.I)
_LEADS_AWAY = re.compile(r"(?:javascript|vbscript|file|blob|filesystem|https?|ftp|wss?):|data:[^\s,]*,|[\\/]{2}", re.I)


def place_faults(
    source: str, translation: str, places: Iterable[Place], allowed_hosts: frozenset[str]
) -> Iterator[Fault]:
    """Why a translation may not stand in one of these places, once for each kind of them."""
    if translation == source:
        return
    first = {place.kind: place for place in reversed(tuple(places))}
    for kind, place in first.items():
        for rule, why in _reasons(source, translation, kind, allowed_hosts):
            yield Fault(rule, f"{why} ({place.at})")


def _reasons(
    source: str, translation: str, kind: PlaceKind, allowed_hosts: frozenset[str]
) -> Iterator[tuple[str, str]]:
    if kind in _UNCHANGED:
        yield _UNCHANGED[kind], f"it stands {_where(kind)}, where no translation is only text"
    elif kind in _SPECIAL:
        rule, pattern = _SPECIAL[kind]
        found = pattern.search(translation)
        if found is not None:
            yield rule, f"it stands {_where(kind)}, where {_shown(found[0])} is more than text"
        elif "<" in source and _marks(translation) != _marks(source):
            yield rule, f"it stands {_where(kind)} and has other quotation marks or brackets than the source"
    elif kind is PlaceKind.ADDRESS or (kind is PlaceKind.VARIABLE and ADDRESS.fullmatch(source)):
        why = _address_fault(source, translation, allowed_hosts)
        if why:
            yield "address-change", why
    elif kind is PlaceKind.VARIABLE and _LEADS_AWAY.match(_bare(translation)) and not _LEADS_AWAY.match(_bare(source)):
        yield "address-change", "it begins as an address that leads elsewhere"


def _marks(text: str) -> list[str]:
    return _MARKS.findall(unescape(text))


def _where(kind: PlaceKind) -> str:
    return kind.value if kind.value.startswith("in ") else f"as {kind.value}"


def _shown(character: str) -> str:
    return {"\n": "a line break", " ": "a space"}.get(character, character if character.isprintable() else "a control")


def _bare(address: str) -> str:
    """An address without what a parser passes over, references replaced."""
    return _NOT_IN_ADDRESS.sub(lambda found: found[0] if found[0] == "\\" else "", unescape(address))


def _address_fault(source: str, translation: str, allowed_hosts: frozenset[str]) -> str:
    """What is wrong with the translation of an address, or of a list of them, or nothing."""
    there, here = (unescape(text) for text in (source, translation))
    prefix = _REFRESH.match(there)
    if prefix is not None:
        if not here.startswith(prefix[0]):
            return f"an address that begins with {prefix[0]} in the source"
        there, here = there[prefix.end() :], here[prefix.end() :]
    if not _NOT_IN_ADDRESS.search(there):
        return _one_address_fault(there, here, allowed_hosts)
    there_parts, here_parts = (_CANDIDATES.split(text) for text in (there, here))
    if _CANDIDATES.findall(there) != _CANDIDATES.findall(here):
        return "an address with other parts than the source's"
    faults = (_one_address_fault(*parts, allowed_hosts) for parts in zip(there_parts, here_parts, strict=True))
    return next(filter(None, faults), "")


def _one_address_fault(source: str, translation: str, allowed_hosts: frozenset[str]) -> str:
    if source == translation:
        return ""
    wrong = _NOT_IN_ADDRESS.search(translation)
    if wrong is not None:
        return f"an address with {_shown(wrong[0])}, which browsers do not read as it is written"
    if re.search("[\"'<>`]", translation):
        return "an address with a quotation mark or a bracket"
    there, here = _origin(source), _origin(translation)
    if there is None or here is None:
        return "an address that cannot be read"
    if here == there:
        return _relative_fault(source, translation) if there == ("", "") else ""
    if here[0] in ("http", "https", "") and here[1] in allowed_hosts:
        return ""
    return (
        f"an address that leads to {here[0]}{':' * bool(here[0])}{'//' * bool(here[1])}{here[1]}, unlike the source's"
    )


def _origin(address: str) -> tuple[str, str] | None:
    """Scheme and host, in small letters; of a scheme without hosts all of the address but what follows a `?`."""
    scheme = _SCHEME.match(address)
    name = scheme[0].rstrip(":").lower() if scheme else ""
    rest = address[scheme.end() :] if scheme else address
    if name not in ("", "http", "https"):
        return name, rest.partition("?")[0]
    slashes = len(rest) - len(rest.lstrip("/"))
    host = re.split("[/?#]", rest[slashes:], maxsplit=1)[0].lower() if slashes > 1 else ""
    if slashes > 2 or (name and slashes != 2) or (slashes == 2 and not host):
        return None  # browsers find a host there, or in what follows, whatever the number
    return name, host


def _relative_fault(source: str, translation: str) -> str:
    """What may stand before and after it is not known: beside a host, or a slash, its own slashes name another host."""
    if translation == "/":
        return "an address that is nothing but a slash"
    if translation[:1] in ("/", "?", "#", ".", "@", ":", "") and translation[:1] != source[:1]:
        return f"an address that begins with {translation[:1] or 'nothing'}, unlike the source's"
    if source[:1] in ("/", "?", "#") and translation[:1] != source[:1]:
        return f"an address that does not begin with {source[:1]} as the source's"
    return ""
