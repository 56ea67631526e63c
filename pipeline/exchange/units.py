"""Messages handed to people who work with other tools, and taken back. Pure.

A file that comes back carries, in the id of each unit, which message it belongs to and what its translation
was when the file was made. So what nobody has touched in it says nothing, and a text that was changed meanwhile on
both sides is never overwritten.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.catalogs.plurals import PluralRule, own_rule, source_of
from pipeline.catalogs.suggestions import is_mark
from pipeline.catalogs.three_way import in_conflict
from pipeline.characters import blank, ended_as, forbidden, named, spaced
from pipeline.model import Catalog, Message, Notation, headline

#: What stands before a note of ours where a file holds them all in one place. What nobody sees in it (Unicode's
#: invisible separator) tells it from a translator's own bullet.
OWN = "•\u2063 "
# The message, the plural form, the translation when it was sent out, and (not in files of old) the locale it is in.
_ID = re.compile(r"m([0-9a-f]{16})-(\d)-([0-9a-f]{8})(?:-([A-Za-z]{2,3}(?:_[A-Za-z0-9]{2,8})*))?")

# So many texts somebody may have exchanged on purpose, or a tenth of those that are new.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate: a message, or one plural form of it.

    `notes` say what it is and where it stands; `notation` is what its marks are read by. `remarks` are the notes in a
    file that came back, line by line, ours after `OWN` where the file tells them apart. `place` is where in its file
    it was read, `faults` say what is wrong with its codes there, `is_stated` whether the file says how sure it is,
    and `unusable` why its translation is not one, if it is not.
    """

    id: str
    source: str
    target: str = ""
    context: str | None = None
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    place: str = field(default="", compare=False)
    notation: Notation = field(default=Notation.TEXT, compare=False)
    faults: tuple[str, ...] = field(default=(), compare=False)
    is_stated: bool = field(default=True, compare=False)
    unusable: str = field(default="", compare=False)
    remarks: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_ours(self) -> bool:
        """Whether `export` made it."""
        return is_our_id(self.id)

    @property
    def locale(self) -> str:
        """The locale that `export` made it for, or nothing."""
        match = _ID.fullmatch(self.id)
        return (match and match[4]) or ""

    @property
    def message_and_form(self) -> tuple[str, int] | None:
        """Which message `export` made it of, and which of its forms it is."""
        match = _ID.fullmatch(self.id)
        return (match[1], int(match[2])) if match else None

    @property
    def is_rewritten(self) -> bool:
        """Whether its text is another one than when `export` made it; how sure one is of it does not matter."""
        return self._was_fuzzy is None

    @property
    def as_sent(self) -> Unit:
        """The unit, as sure as it was when `export` made it if nobody has touched it and nothing is said of it."""
        was_fuzzy = self._was_fuzzy
        return self if self.is_stated or was_fuzzy is None else replace(self, fuzzy=was_fuzzy)

    @property
    def _was_fuzzy(self) -> bool | None:
        """Whether this very text was fuzzy when `export` made the unit; None if it is another one."""
        match = _ID.fullmatch(self.id)
        known = {_state(self.target, fuzzy=fuzzy): fuzzy for fuzzy in (True, False)}
        return known.get(match[3]) if match else None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the units of a file that came back.

    `catalogs` by domain hold what was taken, `taken` counts it; `conflicts` are messages that were changed
    here as well, `strangers` units of messages that the catalogs do not have, `misplaced` those with another's id;
    `remarks` counts the translators' notes that were.
    """

    catalogs: Mapping[str, Catalog]
    taken: int
    conflicts: tuple[Message, ...]
    strangers: tuple[Unit, ...]
    misplaced: tuple[Unit, ...] = ()
    remarks: int = 0


def is_our_id(id_: str) -> bool:
    """Whether `export` made a unit with this id."""
    return _ID.fullmatch(_as_written(id_)) is not None


def readable(units: Iterable[Unit]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units with white space as all tools know it, and which have no usable text: such as no catalog can have.

    What nobody has touched, and nothing is said of, is as sure as it was when it went out.
    """
    kept, refused = [], []
    for unit in units:
        texts = (spaced(text) for text in (unit.source, unit.target, unit.context or ""))
        source, target, context = texts
        found = forbidden(f"{source}{target}{context}")
        if why := unit.unusable or (named(found) if found else ""):
            refused.append(f"{unit.place}, “{headline(source)}”: {why}")
        else:
            id_ = _as_written(unit.id)
            unit = replace(unit, id=id_, source=source, target=target, context=context or unit.context)
            kept.append(unit.as_sent)
    return tuple(kept), tuple(refused)


def _as_written(id_: str) -> str:
    """An id as `export` wrote it: programs pad cells, or write them in capitals."""
    found = _ID.fullmatch(id_.strip().lower())
    if found is None:
        return id_
    return found[0] if found[4] is None else f"{found[0][: found.start(4)]}{id_.strip()[found.start(4) :]}"


def doubted(units: Iterable[Unit]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units, fuzzy where what somebody wrote has other codes than its source, and what is wrong with them."""
    kept, doubts = [], []
    for unit in units:
        if unit.faults and unit.is_rewritten:
            doubts.append(f"{unit.place}, “{headline(unit.source)}”: {'; '.join(unit.faults)}")
            unit = replace(unit, fuzzy=True)
        kept.append(unit)
    return tuple(kept), tuple(doubts)


def displaced(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units whose new text is, letter for letter, what others had when the file was made; none if they are few.

    So it is where a table's column of translations was shifted, sorted or filled by itself. One text may serve several
    sources: a unit that had none is displaced only where the other one has lost it.
    """
    own = [(match, unit) for unit in units if (match := _ID.fullmatch(unit.id))]
    # By what was sent out: the sources that had it, and whether any of these has lost it.
    sent: dict[str, dict[str, bool]] = defaultdict(dict)
    for match, unit in own:
        source = " ".join(unit.source.split())
        sent[match[3]][source] = unit.is_rewritten or sent[match[3]].get(source, False)
    has_lost = {state: any(sources.values()) for state, sources in sent.items()}
    rewritten = [(match, unit) for match, unit in own if unit.is_rewritten and not blank(unit.target)]
    found = []
    for match, unit in rewritten:
        states = [state for fuzzy in (True, False) if (state := _state(unit.target, fuzzy=fuzzy)) in sent]
        is_repeated = any(" ".join(unit.source.split()) in sent[state] for state in states)
        had_none = match[3] == _state("", fuzzy=False)
        if states and not is_repeated and (not had_none or any(has_lost[state] for state in states)):
            found.append(unit)
    return tuple(found) if len(found) > max(_FEW, len(rewritten) // 10) else ()


def agreed(units: Iterable[Unit]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units of which each text has one translation, and which have several: nobody knows which one is meant.

    One with an empty target says nothing; of equal ones the first counts, as sure as the least sure of them.
    """
    by_text: dict[object, list[Unit]] = defaultdict(list)
    for number, unit in enumerate(units):
        if not blank(unit.target):
            match = _ID.fullmatch(unit.id)
            by_text[match.group(1, 2) if match else number].append(unit)
    kept, refused = [], []
    for same in by_text.values():
        # A file may be made of several exports: what nobody has touched in the older one says nothing.
        several = len({unit.id for unit in same}) > 1
        said = [unit for unit in same if unit.is_rewritten] if several else same
        if len({unit.target for unit in said}) > 1:
            places = ", ".join(unit.place for unit in said)
            refused.append(f"{places}, “{headline(said[0].source)}”: the same text with different translations")
        elif said:
            kept.append(replace(said[0], fuzzy=any(unit.fuzzy for unit in said)))
    return tuple(kept), tuple(refused)


def units_of(catalog: Catalog, *, unfinished: bool = False) -> Iterator[Unit]:
    """The messages of a catalog that are in use; with `unfinished` those that still need work."""
    rule = own_rule(catalog)
    for message in catalog.messages:
        if message.obsolete or (unfinished and message.translated):
            continue
        for index in range(len(message.translations)):
            source, target = spaced(source_of(message, index, rule)), _text(message, index)
            id_, notes = _id(catalog, message, index), notes_on(message, index, rule)
            notation = _notation_of(message)
            yield Unit(id_, source, target, message.msgctxt, message.fuzzy, notes, notation=notation)


def notes_on(message: Message, index: int, rule: PluralRule | None) -> tuple[str, ...]:
    """What translators are told of a message's form."""
    notes = [line for line in message.extracted if not is_mark(line)]
    notes += filter(None, message.comment.split("\n"))
    if message.msgid_plural is not None and rule is not None:
        notes.append(f"plural form for {rule.examples(index)}")
    return tuple(notes)


def _notation_of(message: Message) -> Notation:
    """What the marks of a message are read by, as far as a catalog tells: not for checks, which have the source."""
    if "markdown-text" in message.flags:
        return Notation.MARKDOWN
    is_rst = any(re.sub(r":\d+$", "", path).endswith(".rst") for path in message.references)
    return Notation.RST if is_rst else Notation.HTML


def take_back(catalogs: Mapping[str, Catalog], units: Iterable[Unit]) -> TakenBack:
    """Put the texts of `units` into the messages they were made from."""
    by_message: dict[str, dict[int, tuple[str, Unit]]] = {}
    strangers: list[Unit] = []
    for unit in units:
        if blank(unit.target):
            continue
        if match := _ID.fullmatch(unit.id):
            by_message.setdefault(match[1], {})[int(match[2])] = match[3], unit
        else:
            strangers.append(unit)
    changed: dict[str, Catalog] = {}
    conflicts: list[Message] = []
    misplaced: list[Unit] = []
    taken = 0
    for domain, catalog in catalogs.items():
        messages: list[Message] = []
        for message in catalog.messages:
            returned = {} if message.obsolete else by_message.pop(message_id(domain, message), {})
            own = {
                index: (base, _as_sure_as(message, index, unit))
                for index, (base, unit) in returned.items()
                if _is_for(message, unit)
            }
            misplaced += (unit for index, (_, unit) in returned.items() if index not in own)
            result, conflict = _taken(message, _answers(message, own))
            taken += result != message and not conflict
            conflicts += [result] if conflict else []
            messages.append(result)
        changed[domain] = replace(catalog, messages=tuple(messages))
    strangers += (unit for forms in by_message.values() for _, unit in forms.values())
    return TakenBack(changed, taken, tuple(conflicts), tuple(strangers), tuple(misplaced))


def _answers(message: Message, returned: Mapping[int, tuple[str, Unit]]) -> dict[int, tuple[str, Unit]]:
    """The units that say something. What nobody has touched says nothing of a text that is another one here by now.

    Many tools fill an empty target with the source, or leave it so. Such a text is a translation only where the tool
    says that it is finished, and nobody here has written another.
    """
    answers = {}
    for index, (base, unit) in returned.items():
        text = _text(message, index)
        if not unit.is_rewritten and _state_of(message, index) != base:
            continue
        finished = unit.is_stated and not unit.fuzzy
        if unit.target != unit.source or (finished and text in ("", unit.target)):
            answers[index] = base, unit
    return answers


def _as_sure_as(message: Message, index: int, unit: Unit) -> Unit:
    """The unit; where all that is new is white space, and nothing is said of it, as sure as the message is."""
    same = _words(unit.target) == _words(_text(message, index))
    return replace(unit, fuzzy=message.fuzzy) if same and not unit.is_stated else unit


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


def _is_for(message: Message, unit: Unit) -> bool:
    """Whether a unit has the message's source; where rows were sorted without their ids, it is another's."""
    sources = (message.msgid, message.msgid_plural)
    return not unit.source.strip() or unit.source.split() in [spaced(text).split() for text in sources if text]


def _taken(message: Message, returned: Mapping[int, tuple[str, Unit]]) -> tuple[Message, bool]:
    """The message with the texts that came back, and whether it had been changed here as well."""
    texts = list(message.translations)
    for index, (_, unit) in returned.items():
        if index < len(texts) and unit.is_rewritten:
            texts[index] = ended_as(message.msgid, unit.target)
    # Of a form that says nothing nobody has said that it is right.
    silent = any(index not in returned and _text(message, index) for index in range(len(texts)))
    fuzzy = any(unit.fuzzy for _, unit in returned.values()) or (message.fuzzy and (silent or not returned))
    if tuple(texts) == message.translations and (fuzzy == message.fuzzy or not message.has_text):
        return message, False
    flags = tuple(flag for flag in message.flags if flag != "fuzzy")
    theirs = replace(
        message,
        translations=tuple(texts),
        flags=("fuzzy", *flags) if fuzzy else flags,
        previous=message.previous if fuzzy else None,
    )
    unchanged_here = all(_state_of(message, index) == base for index, (base, _) in returned.items())
    if unchanged_here or not message.has_text:
        return theirs, False
    if theirs.translations == message.translations:
        return message, False  # the text is the same; how sure one is of it was decided here later
    return in_conflict(message, theirs), True


def _id(catalog: Catalog, message: Message, index: int) -> str:
    locale = f"-{catalog.locale}" if catalog.locale else ""
    return f"m{message_id(catalog.domain, message)}-{index}-{_state_of(message, index)}{locale}"


def message_id(domain: str, message: Message) -> str:
    """What tells a message from all others, in the ids of its units."""
    return _hash("\0".join((domain, "" if message.msgctxt is None else f"{message.msgctxt}\4", message.msgid)))[:16]


def _text(message: Message, index: int) -> str:
    """A form's text as other tools get it; one that shows nothing is none."""
    text = spaced(message.translations[index]) if index < len(message.translations) else ""
    return "" if blank(text) else text


def _state_of(message: Message, index: int) -> str:
    return _state(_text(message, index), fuzzy=message.fuzzy)


def _state(text: str, *, fuzzy: bool) -> str:
    return _hash(f"{fuzzy and bool(text)}\0{text}")[:8]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
