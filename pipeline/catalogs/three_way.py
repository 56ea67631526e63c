"""Two versions of a catalog and their common ancestor become one, message by message. Pure.

This is what a git merge driver needs: lines that stand beside each other belong to different messages, and
a conflict marker would make the whole file unreadable. Each thing that a person says of a message is merged for
itself: the text with its state, the lines of the comment, the flags, and whether it is in use. Only where both sides
made other texts of one is there a conflict: the message keeps our text, becomes fuzzy, and says in its comment
what theirs is. No text is lost.

Where one side has edited the source, the text is another message there: what the other side made of the translation
meanwhile follows it. What finds no message that it could follow becomes obsolete, which a person is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.catalogs.comments import WAIVE, for_another_text, joined
from pipeline.catalogs.edits import adjust, skeleton
from pipeline.catalogs.plurals import FIELD, in_forms_of, own_rule
from pipeline.catalogs.suggestions import is_untouched, marked, marks_of, retired, unmarked
from pipeline.catalogs.three_values import headers, items, lines, picked
from pipeline.model import Catalog, Key, Message, Previous

#: How the comment of a message in conflict begins.
CONFLICT = "conflict: the other version is: "
#: How the line begins that keeps a text of one side which it was not sure of, where the other side was.
UNSURE = "the other version, of which nobody was sure, is: "
#: What stands before a waiver that was given for another text than the one that is left.
OTHERS = "of the other version: "


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged catalog, and the messages that a person has to decide on.

    `conflicts` were made different texts of on both sides; `set_aside` one side gave another text, while the other one
    removed them: they are obsolete.
    """

    catalog: Catalog
    conflicts: tuple[Message, ...]
    set_aside: tuple[Message, ...] = ()


def merge_versions(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge what `ours` and `theirs` made of `base`; without a common ancestor that is a catalog without messages."""
    leading = theirs if own_rule(ours) in (own_rule(base), None) else ours
    base, ours, theirs = (_with_forms_of(leading, side) for side in (base, ours, theirs))
    before, left, right = ({message.key: message for message in side.messages} for side in (base, ours, theirs))
    _follow(before, left, right)
    _follow(before, right, left)
    contested = {*_follow_adjusted(before, left, right), *_follow_adjusted(before, right, left)}
    known = {message.translations for message in base.messages}
    messages: list[Message] = []
    conflicts: list[Message] = []
    set_aside: list[Message] = []
    for key in _order(left, right):
        was, sides = before.get(key), (left.get(key), right.get(key))
        message, in_conflict = _merged(was, *sides, known)
        if message is not None:
            messages.append(message)
            if in_conflict or key in contested:
                conflicts.append(message)
            elif was is not None and message.obsolete and any(_is_newer(side, was) for side in sides):
                set_aside.append(message)
    messages += _moved_and_lost(base, ours, theirs, messages)
    live = [message for message in messages if not message.obsolete]
    obsolete = [message for message in messages if message.obsolete]
    catalog = replace(
        ours,
        messages=(*live, *obsolete),
        headers=headers(base.headers, ours.headers, theirs.headers),
        comment=lines(base.comment, ours.comment, theirs.comment),
        closing=lines(base.closing, ours.closing, theirs.closing),
    )
    return Merged(catalog, tuple(conflicts), tuple(set_aside))


def _moved_and_lost(base: Catalog, ours: Catalog, theirs: Catalog, merged: list[Message]) -> list[Message]:
    """Messages whose translation both sides still have, one of them for another text, where the other's is better."""
    keys = {message.key for message in merged}
    kept, left, right = (
        {message.translations for message in side} for side in (merged, ours.messages, theirs.messages)
    )
    lost = (left & right) - kept
    found = (message for message in base.messages if message.has_text and message.key not in keys)
    return [retired(message) for message in found if message.translations in lost]


def _with_forms_of(leading: Catalog, side: Catalog) -> Catalog:
    """A side with the plural forms, and their rule, of the one whose header leads."""
    rule, own = own_rule(leading), own_rule(side)
    if rule is None or own is None or rule == own:
        return side
    messages = tuple(in_forms_of(message, own, rule) for message in side.messages)
    headers = tuple((name, leading.header(FIELD) if name == FIELD else value) for name, value in side.headers)
    return replace(side, messages=messages, headers=headers)


def _follow(before: Mapping[Key, Message], edited: dict[Key, Message], other: dict[Key, Message]) -> None:
    """Where one side has an edited source, a suggestion takes what the other side made of the text meanwhile."""
    for key, suggestion in edited.items():
        previous = suggestion.previous
        if previous is None or not suggestion.fuzzy or suggestion.obsolete or key in before or key in other:
            continue
        old_key = previous.msgctxt, previous.msgid
        base, theirs = before.get(old_key), other.get(old_key)
        if base is None or theirs is None or old_key in edited or not _says_other(theirs, base):
            continue
        if suggestion.translations != base.translations or len(theirs.translations) != len(base.translations):
            continue
        former, taken = for_another_text(base), replace(suggestion, translations=theirs.translations)
        own = _disarmed(replace(base, comment=former), suggestion, taken)
        taken = replace(taken, comment=lines(former, own, for_another_text(theirs)))
        certain = is_untouched(suggestion) and not theirs.fuzzy
        edited[key] = marked(taken, theirs) if certain else unmarked(taken)
        del other[old_key]


def _follow_adjusted(
    before: Mapping[Key, Message], edited: dict[Key, Message], other: dict[Key, Message]
) -> Iterator[Key]:
    """Where one side has adjusted a translation to a mechanical edit, it takes what the other made of it meanwhile.

    The same edit is made in that. Yields the keys of those of which both sides made other texts.
    """
    left = {
        key: message
        for key, message in other.items()
        if key in before
        and key not in edited
        and message.msgid_plural is None
        and _says_less_or_other(message, before[key])
    }
    by_skeleton: dict[tuple[str | None, str], list[Message]] = {}
    for key, message in left.items():
        by_skeleton.setdefault((key[0], skeleton(key[1])), []).append(message)
    for key, heir in edited.items():
        if not left or key in before or key in other or heir.obsolete or heir.fuzzy or heir.msgid_plural is not None:
            continue
        for theirs in by_skeleton.get((key[0], skeleton(key[1])), ()):
            edited[key], is_contested = _adjusted(before[theirs.key], heir, theirs)
            if is_contested:
                yield key
            other.pop(theirs.key, None)
            break


def _adjusted(base: Message, heir: Message, theirs: Message) -> tuple[Message, bool]:
    """A message that a mechanical edit made of `base`, with what the other side made of that, and whether both did."""
    ours, text = (adjust(base.msgid, heir.msgid, side.translations[0]) for side in (base, theirs))
    former, theirs_then = for_another_text(base), for_another_text(theirs)
    # What is taken of theirs is its words, and how sure anybody is of them: the text is the heir's in any case.
    previous = theirs.previous if text else theirs.previous or Previous(base.msgid, base.msgctxt)
    flags = ("fuzzy",) * (theirs.fuzzy or not text) + tuple(_other_flags(heir))
    taken = replace(heir, translations=(text or theirs.translations[0],), flags=flags, previous=previous)
    own = _disarmed(replace(base, comment=former), heir, taken)
    taken = replace(taken, comment=lines(former, own, theirs_then))
    heir = replace(heir, comment=lines(former, heir.comment, theirs_then))
    if (text and heir.translations in ((ours,), (text,))) or not (heir.has_text or base.has_text):
        return taken, False
    if theirs.translations == base.translations:
        flags = ("fuzzy",) * (theirs.fuzzy and not base.fuzzy) + tuple(_other_flags(heir))
        return replace(heir, flags=flags), False
    return in_conflict(heir, taken), True


def _says_less_or_other(message: Message, base: Message) -> bool:
    return _says_other(message, base) or (base.has_text and not message.has_text)


def _is_newer(side: Message | None, base: Message) -> bool:
    """Whether somebody has given a message in use another text, be they sure of it or not."""
    if side is None or side.obsolete or not side.has_text or side.translations == base.translations:
        return False
    return not (side.fuzzy and is_untouched(side))


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


def _merged(
    base: Message | None, ours: Message | None, theirs: Message | None, known: set[tuple[str, ...]]
) -> tuple[Message | None, bool]:
    """What becomes of one message (None: it is gone), and whether it is in conflict."""
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None or base is None:
            return left, False
        # One side deleted it. If the other changed it meanwhile, what it says is kept.
        return (retired(left) if _says_other(left, base) else None), False
    before = base or Message(ours.msgid, ours.msgctxt, obsolete=True)  # in use as soon as either has it in use
    if before in (ours, theirs):
        return (theirs if ours == before else ours), False
    decision = _decided(before, ours, theirs, known)
    comments = (_disarmed(before, side, decision.source) for side in (ours, theirs))
    flags = items(_other_flags(before), _other_flags(ours), _other_flags(theirs))
    message = replace(
        decision.source,
        comment=joined(lines(before.comment, *comments), *decision.notes),
        flags=("fuzzy",) * decision.fuzzy + tuple(flags),
        previous=decision.previous,
        obsolete=picked(before.obsolete, ours.obsolete, theirs.obsolete),
        extracted=picked(before.extracted, ours.extracted, theirs.extracted),
        references=picked(before.references, ours.references, theirs.references),
    )
    # Whoever has doubted the text that was there before has no mark: what an edit is taken back to is not certain.
    return message if {*marks_of(ours)} == {*marks_of(theirs)} else unmarked(message), decision.conflict


@dataclass(frozen=True, slots=True)
class _Decision:
    """Whose text stands, how sure anybody is of it, and the lines of the comment that keep the other's."""

    source: Message
    fuzzy: bool
    previous: Previous | None
    notes: tuple[str, ...] = ()
    conflict: bool = False


def _decided(before: Message, ours: Message, theirs: Message, known: set[tuple[str, ...]]) -> _Decision:
    """Text and fuzzy mark belong together: nobody's mark is taken off a text that they have not seen."""
    if _text(ours) == _text(theirs):
        source = theirs if ours.msgid_plural == before.msgid_plural else ours
        states = [(side.fuzzy, side.previous) for side in (before, ours, theirs)]
        if _text(ours) == _text(before) and len(set(states)) < len(states):
            return _Decision(source, *picked(*states))
        fuzzy = ours.fuzzy or theirs.fuzzy
        return _Decision(source, fuzzy, (ours.previous or theirs.previous) if fuzzy else None)
    for one, other in ((ours, theirs), (theirs, ours)):
        if _text(other) == _text(before):
            return _changed_by_one(before, one, other)
    both = ours.has_text and theirs.has_text
    if both and ours.fuzzy != theirs.fuzzy and not (ours.obsolete or theirs.obsolete):
        # What is certain wins over what is not. A suggestion that was there before is nobody's work.
        sure, unsure = (theirs, ours) if ours.fuzzy else (ours, theirs)
        return _Decision(sure, False, None, () if unsure.translations in known else _notes(UNSURE, unsure))
    return _in_conflict(ours, theirs)


def _changed_by_one(before: Message, one: Message, other: Message) -> _Decision:
    """The text of `one`; the other side may have said meanwhile how sure it is of the old text."""
    if one.has_text and other.fuzzy and not before.fuzzy:
        return _Decision(one, True, one.previous or other.previous)
    if before.fuzzy and before.has_text and not other.fuzzy:  # who accepts a text has decided on it, as who changes it
        return _in_conflict(one, other)
    return _Decision(one, one.fuzzy, one.previous)


def _in_conflict(ours: Message, theirs: Message) -> _Decision:
    first = theirs if not ours.has_text or (ours.obsolete and not theirs.obsolete and theirs.has_text) else ours
    other = ours if first is theirs else theirs
    return _Decision(first, True, first.previous, _notes(CONFLICT, other), conflict=True)


def in_conflict(ours: Message, *theirs: Message) -> Message:
    """Our message, fuzzy, with the texts of theirs in its comment."""
    source, notes = ours, list[str]()
    for other in theirs:
        decision = _in_conflict(source, other)
        source = decision.source
        notes += decision.notes
    return replace(source, comment=joined(source.comment, *notes), flags=("fuzzy", *_other_flags(source)))


def _notes(beginning: str, message: Message) -> tuple[str, ...]:
    return tuple(beginning + text.replace("\n", "\\n") for text in message.translations if text)


def _text(message: Message) -> tuple[str | None, tuple[str, ...]] | None:
    """What a message says; two that say nothing say the same."""
    return (message.msgid_plural, message.translations) if message.has_text else None


def _says_other(message: Message, base: Message) -> bool:
    """Whether a person has done anything to a message that would be lost with it."""
    said, before = ((m.translations, m.fuzzy, m.comment) for m in (message, base))
    return said != before and (message.has_text or bool(message.comment))


def _disarmed(before: Message, side: Message, source: Message) -> str:
    """A side's comment, in which what it waives of its own text does not count for the other's."""
    if _text(side) == _text(source):
        return side.comment
    old = before.comment.split("\n")
    lines = side.comment.split("\n")
    return "\n".join(OTHERS + line if line.strip().startswith(WAIVE) and line not in old else line for line in lines)


def _other_flags(message: Message) -> list[str]:
    return [flag for flag in message.flags if flag != "fuzzy"]
