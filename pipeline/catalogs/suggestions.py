"""Translations that `update` suggests for another text than they were made for, and what is known of them. Pure.

A suggestion has a mark among its extracted comments: a digest of the text that its translation was certain for, of that
translation and of its comment. Should the text come back, the translation is certain again, unless a person has touched
it. Nothing else in the file counts for that: other programs drop previous texts (`#|`), leave them, or write others.

What `update` has doubted because a merge made it certain (`merges`) has a line of its own, with a digest of the text:
who accepts it removes the fuzzy mark, and the line tells that it was looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.catalogs.comments import for_the_former_text
from pipeline.catalogs.decisions import digest, digest_of
from pipeline.model import Message, Previous

#: A note of the merge among the extracted comments of a fuzzy message begins so.
ATTENTION = "attention: "
#: How the line among the extracted comments of a suggestion begins that tells, by a digest, whether it was touched.
SUGGESTED = "suggested: "
#: The line among the extracted comments of a text that an import has brought in and nobody has said anything of since.
IMPORTED = "imported: to be looked at"
#: How the line begins, among the extracted comments, of a text that a merge has made certain and `update` has doubted.
MERGED = "merged: to be looked at: "


def marked(suggestion: Message, text: Message) -> Message:
    """A suggestion as it is made of a translation that is certain for a text."""
    return replace(suggestion, extracted=(*_without_mark(suggestion), _mark(suggestion, text)))


def unmarked(suggestion: Message) -> Message:
    """A suggestion whose translation nobody is sure of, whatever its text was."""
    return replace(suggestion, extracted=_without_mark(suggestion))


def marks_of(message: Message) -> Iterator[str]:
    """What tells whether a suggestion was touched, or who has made it, as long as it is one."""
    if message.fuzzy:
        yield from filter(_is_of_suggestion, message.extracted)


def is_mark(note: str) -> bool:
    """Whether a note says for us, and not for translators, where a text is from."""
    return _is_of_suggestion(note) or note.startswith(MERGED)


def to_be_looked_at(message: Message) -> Message:
    """A certain message of which nobody has said that it is: fuzzy, with the line that is left when somebody has."""
    bare = unmarked(without_looked_at(message))
    return replace(bare, flags=("fuzzy", *bare.flags), extracted=(*bare.extracted, _merged_mark(bare)))


def is_looked_at(message: Message) -> bool:
    """Whether somebody has accepted this very text since `update` has doubted it."""
    return not message.fuzzy and _merged_mark(message) in message.extracted


def without_looked_at(message: Message) -> Message:
    """A certain message without the line that tells so."""
    if message.fuzzy or not any(note.startswith(MERGED) for note in message.extracted):
        return message
    return replace(message, extracted=tuple(note for note in message.extracted if not note.startswith(MERGED)))


def with_merged_mark(message: Message, source: Message) -> Message:
    """A message with the line that its source has for this very text, if it has."""
    mark = _merged_mark(message)
    return replace(message, extracted=(*message.extracted, mark)) if mark in source.extracted else message


def is_as_imported(message: Message) -> bool:
    """Whether an import has brought a fuzzy text in, and nobody has accepted or doubted it since."""
    return message.fuzzy and IMPORTED in message.extracted


def is_untouched(suggestion: Message) -> bool:
    """Whether nobody has changed a fuzzy translation, its comment or its previous text since it was suggested."""
    known = suggestion.previous
    text = Message(known.msgid, known.msgctxt, known.msgid_plural) if known is not None else None
    return text is not None and _mark(suggestion, text) in suggestion.extracted


def was_made_for(message: Message, suggestion: Message) -> bool:
    """Whether a fuzzy translation was certain for this very text, and nobody has touched it since it was suggested."""
    return (
        suggestion.fuzzy
        and (message.msgid_plural is None or suggestion.msgid_plural is not None)
        and _mark(suggestion, message) in suggestion.extracted
        and suggestion.has_text
    )


def taken_back(message: Message, suggestion: Message) -> Message:
    """The translation of the text that is back, as certain as it was."""
    return replace(
        suggestion,
        msgid=message.msgid,
        msgctxt=message.msgctxt,
        msgid_plural=message.msgid_plural,
        translations=suggestion.translations if message.msgid_plural is not None else suggestion.translations[:1],
        flags=_without_fuzzy(suggestion),
        comment=for_the_former_text(suggestion.comment),
        previous=None,
    )


def is_doubted(message: Message) -> bool:
    """Whether somebody has doubted a text that was certain: no program has suggested it, and its source is the same."""
    own = Previous(message.msgid, message.msgctxt, message.msgid_plural)
    made = any(map(_is_of_suggestion, message.extracted))
    return message.fuzzy and message.has_text and not made and message.previous in (None, own)


def decided(message: Message, translations: tuple[str, ...], *, fuzzy: bool) -> Message:
    """A message as a translator has decided: what a program said of the former text, or suggested, is over."""
    flags = _without_fuzzy(message)
    if fuzzy:
        notes = tuple(line for line in message.extracted if line != IMPORTED)
        return replace(message, translations=translations, flags=("fuzzy", *flags), extracted=notes)
    notes = tuple(line for line in message.extracted if not (line.startswith(ATTENTION) or _is_of_suggestion(line)))
    return replace(message, translations=translations, flags=flags, extracted=notes, previous=None)


def text_before(message: Message, source: Message) -> Previous | None:
    """The text the translation was made for, if that is another: a message that was fuzzy already still knows it.

    Not if that is the message's own text again: then somebody has changed the translation for the text in between.
    """
    own, before = (Previous(one.msgid, one.msgctxt, one.msgid_plural) for one in (message, source))
    known = source.previous if source.fuzzy else None  # some programs leave it where a text was accepted
    return known if known not in (None, own) else before if before != own else None


def retired(message: Message) -> Message:
    """An obsolete message: its text and comment stay, what ties it to the source goes."""
    return with_merged_mark(replace(message, obsolete=True, extracted=tuple(marks_of(message)), references=()), message)


def _mark(suggestion: Message, text: Message) -> str:
    """The line that a suggestion has that was certain for a text: another text, translation or comment has another."""
    forms = list(suggestion.translations)
    while forms and not forms[-1]:  # as many as the text that it is suggested for has
        forms.pop()
    return SUGGESTED + digest_of(digest(text), suggestion.comment, *forms)


def _without_mark(message: Message) -> tuple[str, ...]:
    return tuple(line for line in message.extracted if not _is_of_suggestion(line))


def _is_of_suggestion(note: str) -> bool:
    return note.startswith(SUGGESTED) or note == IMPORTED


def _merged_mark(message: Message) -> str:
    return MERGED + digest_of(digest(message), *message.translations)


def _without_fuzzy(message: Message) -> tuple[str, ...]:
    return tuple(flag for flag in message.flags if flag != "fuzzy")
