"""What translators write into the notes of a file that came back: kept as their comments on the message. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from textwrap import wrap

from pipeline.catalogs.comments import joined
from pipeline.catalogs.plurals import PluralRule, own_rule
from pipeline.characters import forbidden, spaced
from pipeline.exchange.units import OWN, Unit, message_id, notes_on
from pipeline.model import Catalog, Message, headline

#: How the line of a translator's comment begins that came so: nothing in it is obeyed, as a waiver would be.
NOTE = "note: "
#: So many of them a message has, none longer than so many characters: what is longer is several.
MAX_NOTES, MAX_CHARACTERS = 10, 500
# As programs that clean a file leave our mark.
_BULLET = OWN.replace("\u2063", "")
# What makes an editor show a line in another order (UAX 9, section 2).
_DIRECTIONS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def with_remarks(
    catalogs: Mapping[str, Catalog], units: Iterable[Unit]
) -> tuple[dict[str, Catalog], int, tuple[str, ...]]:
    """The catalogs with what was written into the notes of `units`, how many are new, and which are left out, and why.

    What we had written into them ourselves, and what is known, is passed over.
    """
    returned: dict[str, dict[int, Unit]] = defaultdict(dict)
    for unit in units:
        if unit.message_and_form and any(map(_said, unit.remarks)):
            name, index = unit.message_and_form
            returned[name][index] = unit
    changed, count, left = {}, 0, []
    for domain, catalog in catalogs.items():
        messages, rule = [], own_rule(catalog)
        for message in catalog.messages:
            own = {} if message.obsolete else returned.pop(message_id(domain, message), {})
            notes = _new(message, own, rule)
            room = MAX_NOTES - sum(line.startswith(NOTE) for line in message.comment.split("\n")) if notes else 0
            if notes and len(notes) > room:
                unit = next(iter(own.values()))
                left.append(f"{unit.place}, “{headline(unit.source)}”: its note, as the text has {MAX_NOTES} already")
            taken = notes[: max(room, 0)]
            count += len(taken)
            messages.append(replace(message, comment=joined(message.comment, *taken)) if taken else message)
        changed[domain] = replace(catalog, messages=tuple(messages))
    left += (
        f"{unit.place}, “{headline(unit.source)}”: its note, as the site has no such text any more"
        for forms in returned.values()
        for unit in forms.values()
        if not all(line.startswith(OWN) for line in unit.remarks)
    )
    return changed, count, tuple(left)


def _new(message: Message, units: Mapping[int, Unit], rule: PluralRule | None) -> list[str]:
    """The lines that somebody has added to our notes on a message, each once."""
    found = []
    for index, unit in units.items():
        ours = [*notes_on(message, index, rule), f"context: {message.msgctxt}"]
        found += [NOTE + line for line in _written(unit.remarks, ours)]
    known = frozenset(message.comment.split("\n"))
    return [line for line in dict.fromkeys(found) if line not in known]


def _written(remarks: Iterable[str], ours: Iterable[str]) -> Iterator[str]:
    lines = [_said(line) for own in ours for line in own.split("\n")]
    known, together = sorted({*lines} - {""}, key=len, reverse=True), " ".join(lines)
    for remark in remarks:
        line = _said(remark)
        if remark.startswith(OWN) and line in together:  # one that a tool has wrapped since, in the catalog
            continue
        before = next((own for own in known if _begins(line, own)), None)
        if before == line or (before is not None and spaced(remark).startswith((OWN, _BULLET))):
            line = line.removeprefix(before).lstrip(" -–—:;,.|").strip()
        elif remark.startswith(OWN):  # it was ours when the file was made
            continue
        yield from wrap(line, MAX_CHARACTERS, break_on_hyphens=False)


def _begins(line: str, own: str) -> bool:
    """Whether a line begins with one of ours, and not with a longer word."""
    return line.startswith(own) and not line.removeprefix(own)[:1].isalnum()


def _said(line: str) -> str:
    """A line without our mark, or a bullet, and without what no catalog can have, or shows it in another order."""
    text = spaced(line).removeprefix(OWN).removeprefix(_BULLET).strip().translate(_DIRECTIONS)
    while found := forbidden(text):
        text = text.replace(found[0], "")
    return " ".join(text.split())
