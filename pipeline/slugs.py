"""What may be a page's slug in a language: what the site's rules for slugs leave as it is, and no host minds. Pure.

A slug is one part of an address and of a file's name, so it is data that decides where a file is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.characters import blank
from pipeline.pelican_internals import slugified

#: File systems take names of 255 bytes; the ending, and what others put after it, need some.
_MOST_BYTES = 200
# Of a path all systems take some 1,000 bytes with the folder that the site is in.
_MOST_BYTES_OF_A_PATH = 600
_ENDING = re.compile(r"\.[a-z]{3,5}\Z")
# Names that build or host have pages of their own under, and those of devices (Windows, "Naming Files").
_RESERVED = re.compile(r"index|404|cgi-bin|con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]", re.I)
# Letters, marks and digits by their category in Unicode, and what divides words; a dot is for numbers alone.
_DIVIDERS = "-_"
_NUMBER_DOT = re.compile(r"(?<=\d)\.(?=\d)")
_LETTERS = ("é", "ж", "猫")


@dataclass(frozen=True, slots=True)
class SlugRules:
    """A site's rules for slugs: Pelican's settings."""

    substitutions: tuple[tuple[str, str], ...] = ()
    preserve_case: bool = False
    use_unicode: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> SlugRules:
        """The rules that these settings are."""
        substitutions = settings.get("SLUG_REGEX_SUBSTITUTIONS") or ()
        return cls(
            tuple((str(pattern), str(text)) for pattern, text in substitutions),
            bool(settings.get("SLUGIFY_PRESERVE_CASE", False)),
            bool(settings.get("SLUGIFY_USE_UNICODE", False)),
        )

    def slug_of(self, text: str) -> str:
        """What they make of a text."""
        settings = {
            "SLUG_REGEX_SUBSTITUTIONS": self.substitutions,
            "SLUGIFY_PRESERVE_CASE": self.preserve_case,
            "SLUGIFY_USE_UNICODE": self.use_unicode,
        }
        return slugified(text, settings)

    def fault(self, slug: str) -> str:
        """Why a text can be no page's slug, in plain words; nothing if it can."""
        if fault := _fault_anywhere(slug):
            return fault
        if (right := self.slug_of(slug)) != slug:
            return f"is not written as this site's addresses are: that would be “{right}”"
        return ""

    def note(self) -> str:
        """What translators are told of what may stand there."""
        letters = "letters of your language" if all(map(self._keeps, _LETTERS)) else "letters from a to z"
        case = "" if self._keeps("A") else "small "
        return (
            f"may have {case}{letters}, digits and hyphens between words, no spaces; "
            "short, and no other page's; without a translation the address stays as it is in the original"
        )

    def _keeps(self, letter: str) -> bool:
        return self.slug_of(letter) == letter


def address_fault(path: str) -> str:
    """Why a path is no file of a page whose folders and name are slugs, in plain words; nothing if it is.

    It is asked of addresses of old: what a site's pattern was, and its rules for slugs, nobody knows any more.
    """
    if len(path.encode("utf-8", "surrogatepass")) > _MOST_BYTES_OF_A_PATH:
        return f"it is longer than {_MOST_BYTES_OF_A_PATH} bytes"
    *folders, file = path.split("/")
    name = _ENDING.sub("", file)
    parts = folders if folders and name == "index" else [*folders, name]
    return next((f"“{part}” {fault}" for part in parts if (fault := _fault_anywhere(part))), "")


def _fault_anywhere(slug: str) -> str:
    """Why a text is no slug on any site."""
    if len(slug.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        return f"is longer than {_MOST_BYTES} bytes, more than a file's name may have"
    if blank(slug):
        return "is empty"
    if strange := next((letter for letter in _NUMBER_DOT.sub("", slug) if not _may_stand(letter)), ""):
        return f"has {_named(strange)}; it is one part of an address: letters, digits and hyphens"
    if slug[0] in _DIVIDERS or slug[-1] in _DIVIDERS or unicodedata.category(slug[0])[0] == "M":
        return "begins or ends with what divides words"
    if is_reserved(slug):
        return "is a name that hosts and programs keep for themselves"
    return ""


def is_reserved(slug: str) -> bool:
    """Whether a slug is a name that no page can have, or one has for a reason: an index, or what is shown for none."""
    return _RESERVED.fullmatch(slug.partition(".")[0]) is not None


def as_known_to_hosts(path: str) -> str:
    """A path as file systems tell it from others that take letters in other capitals, or otherwise composed, alike."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _named(letter: str) -> str:
    if letter == " ":
        return "a space"
    return f"“{letter}”" if letter.isprintable() and not blank(letter) else f"U+{ord(letter):04X}"


def _may_stand(letter: str) -> bool:
    return letter in _DIVIDERS or (unicodedata.category(letter)[0] in "LMN" and not blank(letter))
