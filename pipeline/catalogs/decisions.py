"""What people have decided about single messages, in files beside the catalogs, made to be read and committed.

A decision holds for one text and one translation, which it names by digests: when either changes, it ends.
"""

from __future__ import annotations

import hashlib
from enum import Enum

from pipeline.model import Message

WAIVERS, APPROVALS, GLOSSARY, ADDRESSES = "waivers.toml", "approvals.tsv", "glossary.csv", "addresses.tsv"


class Verdict(Enum):
    """What a ledger says of a message as it is now."""

    NONE = "none"
    VALID = "valid"
    ENDED = "ended"


def digest(message: Message) -> str:
    """What a source text is known by in the ledgers."""
    return digest_of(message.msgctxt or "", message.msgid, message.msgid_plural or "")


def digest_of_translation(message: Message) -> str:
    """What a translation is known by in the ledgers."""
    return digest_of(*message.translations)


def digest_of(*texts: str) -> str:
    """What some texts are known by in the ledgers."""
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()[:16]
