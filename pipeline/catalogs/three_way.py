"""Two versions of a catalog and their common ancestor become one, message by message. Pure.

This is what a git merge driver needs: lines that stand beside each other belong to different messages, and
a conflict marker would make the whole file unreadable. A message that both sides changed in different ways
keeps our text, becomes fuzzy, and says in its comment what theirs is: no text is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.catalogs.merge import retired
from pipeline.model import Catalog, Key, Message

#: How the comment of a message in conflict begins.
CONFLICT = "conflict: the other version is: "
_DATES = ("POT-Creation-Date", "PO-Revision-Date")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged catalog, and the messages that a person has to decide on."""

    catalog: Catalog
    conflicts: tuple[Message, ...]


def merge_versions(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge what `ours` and `theirs` made of `base`."""
    before, left, right = ({message.key: message for message in side.messages} for side in (base, ours, theirs))
    messages: list[Message] = []
    conflicts: list[Message] = []
    for key in _order(left, right):
        message, in_conflict = _merged(before.get(key), left.get(key), right.get(key))
        if message is not None:
            messages.append(message)
            if in_conflict:
                conflicts.append(message)
    live = [message for message in messages if not message.obsolete]
    obsolete = [message for message in messages if message.obsolete]
    catalog = replace(ours, messages=(*live, *obsolete), headers=_headers(base, ours, theirs))
    return Merged(catalog, tuple(conflicts))


def _order(left: Iterable[Key], right: Iterable[Key]) -> list[Key]:
    """Our order; what only they have comes after what it comes after there."""
    ours = list(left)
    known = set(ours)
    followers: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in right:
        if key in known:
            last = key
        else:
            followers.setdefault(last, []).append(key)
    return [*followers.get(None, []), *(found for key in ours for found in (key, *followers.get(key, [])))]


def _merged(base: Message | None, ours: Message | None, theirs: Message | None) -> tuple[Message | None, bool]:
    """What becomes of one message (None: it is gone), and whether it is in conflict."""
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None or base is None:
            return left, False
        # One side deleted it. If the other changed it meanwhile, its text is kept.
        return (None, False) if _same(left, base) or not left.has_text else (retired(left), False)
    if _same(ours, theirs) or (base is not None and _same(theirs, base)):
        return ours, False
    if base is not None and _same(ours, base):
        return theirs, False
    if ours.translations == theirs.translations:
        return _united(ours, theirs), False
    if not ours.has_text or not theirs.has_text:
        return (ours if ours.has_text else theirs), False
    # What is certain wins over what is not, if it is the only one that was decided.
    if ours.fuzzy != theirs.fuzzy and not (ours.obsolete or theirs.obsolete):
        return (theirs if ours.fuzzy else ours), False
    return in_conflict(ours, theirs), True


def _same(one: Message, other: Message) -> bool:
    """Whether a person would say that nothing was done to the message."""
    return (one.translations, one.fuzzy, one.obsolete, one.comment) == (
        other.translations,
        other.fuzzy,
        other.obsolete,
        other.comment,
    )


def _united(ours: Message, theirs: Message) -> Message:
    """One text, with the comments of both; in use if either has it in use, fuzzy if either is not sure."""
    lines = dict.fromkeys((*ours.comment.split("\n"), *theirs.comment.split("\n")))
    source = theirs if ours.obsolete and not theirs.obsolete else ours
    fuzzy = ("fuzzy",) if ours.fuzzy or theirs.fuzzy else ()
    flags = tuple(flag for flag in dict.fromkeys((*source.flags, *theirs.flags)) if flag != "fuzzy")
    previous = (ours.previous or theirs.previous) if fuzzy else None
    return replace(source, comment="\n".join(filter(None, lines)), flags=(*fuzzy, *flags), previous=previous)


def in_conflict(ours: Message, theirs: Message) -> Message:
    """Our message, fuzzy, with the text of theirs in its comment."""
    source = theirs if ours.obsolete and not theirs.obsolete else ours
    other = ours if source is theirs else theirs
    texts = (CONFLICT + text.replace("\n", "\\n") for text in other.translations)
    comment = "\n".join(filter(None, (source.comment, *texts)))
    return replace(source, comment=comment, flags=("fuzzy", *(flag for flag in source.flags if flag != "fuzzy")))


def _headers(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[tuple[str, str], ...]:
    """Field by field: what one side changed; of dates the later one; else ours."""
    before, left, right = (dict(side.headers) for side in (base, ours, theirs))
    merged = {}
    for name in {**left, **right}:
        mine, other = left.get(name, ""), right.get(name, "")
        if name in _DATES:
            merged[name] = max(mine, other)
        else:
            merged[name] = other if mine == before.get(name) or not mine else mine
    return tuple(merged.items())
