"""Translations that `update` suggests for another text than they were made for, and what is known of them. Pure.

A suggestion has a mark among its extracted comments: a digest of the text that its translation was certain for, of that
translation and of its comment. Should the text come back, the translation is certain again, unless a person has touched
it. Nothing else in the file counts for that: other programs drop previous texts (`#|`), leave them, or write others.
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


def marked(suggestion: Message, text: Message) -> Message:
    """A suggestion as it is made of a translation that is certain for a text."""
    return replace(suggestion, extracted=(*_without_mark(suggestion), _mark(suggestion, text)))


def unmarked(suggestion: Message) -> Message:
    """A suggestion whose translation nobody is sure of, whatever its text was."""
    return replace(suggestion, extracted=_without_mark(suggestion))


def marks_of(message: Message) -> Iterator[str]:
    """What tells whether a suggestion was touched, or who has made it, as long as it is one."""
    if message.fuzzy:
        yield from filter(is_mark, message.extracted)


def is_mark(note: str) -> bool:
    """Whether a note says for us, and not for translators, where a suggestion is from."""
    return note.startswith(SUGGESTED) or note == IMPORTED


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
    made = any(map(is_mark, message.extracted))
    return message.fuzzy and message.has_text and not made and message.previous in (None, own)


def decided(message: Message, translations: tuple[str, ...], *, fuzzy: bool) -> Message:
    """A message as a translator has decided: what a program said of the former text, or suggested, is over."""
    flags = _without_fuzzy(message)
    if fuzzy:
        notes = tuple(line for line in message.extracted if line != IMPORTED)
        return replace(message, translations=translations, flags=("fuzzy", *flags), extracted=notes)
    notes = tuple(line for line in message.extracted if not (line.startswith(ATTENTION) or is_mark(line)))
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
    return replace(message, obsolete=True, extracted=tuple(marks_of(message)), references=())


def _mark(suggestion: Message, text: Message) -> str:
    """The line that a suggestion has that was certain for a text: another text, translation or comment has another."""
    forms = list(suggestion.translations)
    while forms and not forms[-1]:  # as many as the text that it is suggested for has
        forms.pop()
    return SUGGESTED + digest_of(digest(text), suggestion.comment, *forms)


def _without_mark(message: Message) -> tuple[str, ...]:
    return tuple(line for line in message.extracted if not is_mark(line))


def _without_fuzzy(message: Message) -> tuple[str, ...]:
    return tuple(flag for flag in message.flags if flag != "fuzzy")
