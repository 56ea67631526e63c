"""Files for people with other tools: what goes out comes back, and what comes from strangers does no harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.three_way import CONFLICT
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit, agreed, displaced, doubted, readable, take_back, units_of
from pipeline.exchange.xliff import read_xliff
from pipeline.model import Catalog, Language, Message, Notation, Previous
from tests.growth import grows_with_its_length

EN, DE = Language.of("en"), Language.of("de")


def read(form: str, text: str) -> tuple[Unit, ...]:
    exchange = read_csv(text.removeprefix("\ufeff"), "x.csv") if form == "csv" else read_xliff(text, "x.xlf")
    assert exchange.units == () or exchange.language == "de"
    return exchange.units


TEXT = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n", exclude_characters="\ufffe\uffff"
    )
).map(str.strip) | st.sampled_from(["=1+1", "'=x", "''-x", "@x", "<b>&amp;]]></b>", "a,b;c\td", '"q"', "x\ny"])


MESSAGE = st.builds(
    Message,
    TEXT.filter(bool),
    st.none() | TEXT.filter(bool),
    translations=st.tuples(TEXT),
    flags=st.sampled_from([(), ("fuzzy",)]),
    extracted=st.tuples(TEXT),
)


CATALOG = st.lists(MESSAGE, unique_by=lambda message: message.key, max_size=4).map(
    lambda messages: Catalog("a/b", "de", tuple(messages))
)


def test_what_only_update_reads_is_no_note_for_translators() -> None:
    message = Message("A", translations=("Ä",), extracted=("title", "suggested: 0123456789abcdef"), comment="x")
    assert [unit.notes for unit in units_of(Catalog("a", "de", (message,)))] == [("title", "x")]


@pytest.mark.parametrize("form", WRITERS)
@given(catalog=CATALOG)
def test_what_goes_out_comes_back(form: str, catalog: Catalog) -> None:
    units = tuple(units_of(catalog))
    text = WRITERS[form][0]({"a/b": units}, EN, DE)
    assert [(u.id, u.source, u.target, u.context) for u in read(form, text)] == [
        (u.id, u.source, u.target, u.context) for u in units
    ]
    back = take_back({"a/b": catalog}, read(form, text))
    assert (back.catalogs, back.taken, back.conflicts, back.strangers) == ({"a/b": catalog}, 0, (), ())


@pytest.mark.parametrize("form", WRITERS)
@given(catalog=CATALOG, text=TEXT.filter(bool))
def test_what_was_changed_outside_is_taken(form: str, catalog: Catalog, text: str) -> None:
    sent = read(form, WRITERS[form][0]({"a/b": tuple(units_of(catalog))}, EN, DE))
    returned = [Unit(unit.id, unit.source, text, unit.context) for unit in sent]
    back = take_back({"a/b": catalog}, returned)
    for before, message in zip(catalog.messages, back.catalogs["a/b"].messages, strict=True):
        if message.msgid == text and before.translations not in (("",), (text,)):
            assert message == before  # the source's text takes no other one away
        else:
            assert message.translations == (text,)
            assert not message.fuzzy
    assert not back.conflicts


def without_columns(text: str) -> str:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["id", "source", "target"], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


#: How programs and people lose what a file says of how far its translations are.
SILENT = {
    "xliff": [lambda text: re.sub(' (state|approved)="[^"]*"', "", text)],
    "xliff2": [
        lambda text: re.sub(' (state|subState)="[^"]*"', "", text),
        lambda text: re.sub(' state="[^"]*"', "", text),
    ],
    "csv": [
        without_columns,
        lambda text: re.sub('"(fuzzy|translated|untranslated)"', '""', text),
        lambda text: re.sub('"(fuzzy|translated)"', '"untranslated"', text),
    ],
}
SILENCED = [(form, silenced) for form, all_ in SILENT.items() for silenced in all_]
SURE_AND_UNSURE = Catalog(
    "d",
    "de",
    (
        Message("A", translations=("eins",)),
        Message("B", translations=("zwei",), flags=("fuzzy",), previous=Previous("b")),
        Message("C", translations=("",)),
        replace(
            Message("%(n)s day", msgid_plural="%(n)s days", translations=("ein Tag", "%(n)s Tage")), flags=("fuzzy",)
        ),
    ),
)


def came_back(form: str, text: str) -> tuple[Unit, ...]:
    text = text.removeprefix("\ufeff")
    return readable((read_csv(text, "x") if form == "csv" else read_xliff(text, "x")).units)[0]


@pytest.mark.parametrize(("form", "silenced"), SILENCED)
def test_what_nobody_touched_is_as_sure_as_it_was_where_a_file_does_not_say(
    form: str, silenced: Callable[[str], str]
) -> None:
    text = WRITERS[form][0]({"d": tuple(units_of(SURE_AND_UNSURE))}, EN, DE)
    lost = silenced(text)
    assert lost != text
    units = came_back(form, lost)
    back = take_back({"d": SURE_AND_UNSURE}, units)
    assert (back.catalogs, back.taken, back.conflicts) == ({"d": SURE_AND_UNSURE}, 0, ())
    # What has no message any more is remembered just as sure.
    gone = take_back({"d": Catalog("d", "de", ())}, units).strangers
    assert [unit.fuzzy for unit in gone if unit.target != unit.source] == [False, True, True, True]


@pytest.mark.parametrize(("form", "silenced"), SILENCED)
def test_a_text_that_was_changed_is_certain_only_where_the_format_lets_silence_say_so(
    form: str, silenced: Callable[[str], str]
) -> None:
    text = silenced(WRITERS[form][0]({"d": tuple(units_of(SURE_AND_UNSURE))}, EN, DE))
    back = take_back({"d": SURE_AND_UNSURE}, came_back(form, text.replace("zwei", "two").replace("eins", "one")))
    found = {message.msgid: (message.translations, message.fuzzy) for message in back.catalogs["d"].messages[:2]}
    # Without a state a segment of XLIFF 2 is in its first one, `initial`.
    assert found == {"A": (("one",), form == "xliff2"), "B": (("two",), form == "xliff2")}


@pytest.mark.parametrize("target", ["zwei  Tage ", "zwei Tage\n", "zwei\u00a0Tage", "für"])
def test_white_space_alone_makes_no_text_certain_of_which_a_file_says_nothing(target: str) -> None:
    written = "fu\u0308r" if target == "für" else "zwei Tage"
    for is_fuzzy in (True, False):
        before = catalog(written, fuzzy=is_fuzzy)
        (unit,) = units_of(before)
        (message,) = (
            take_back({"d": before}, [replace(unit, target=target, fuzzy=False, is_stated=False)])
            .catalogs["d"]
            .messages
        )
        assert (message.translations, message.fuzzy) == ((target.removesuffix("\n"),), is_fuzzy)


@pytest.mark.parametrize(
    ("form", "unsure", "sure"),
    [
        ("xliff", 'state="needs-translation"', 'state="final"'),
        ("xliff", 'state="needs-translation"', 'state-qualifier="exact-match" state="translated"'),
        ("xliff2", 'state="initial" subState="gettext:fuzzy"', 'state="reviewed"'),
        ("csv", '"fuzzy"', '"ok"'),
    ],
)
def test_a_fuzzy_text_is_certain_once_a_file_says_so(form: str, unsure: str, sure: str) -> None:
    before = catalog("eins", fuzzy=True)
    text = WRITERS[form][0]({"d": tuple(units_of(before))}, EN, DE)
    assert unsure in text
    assert take_back({"d": before}, came_back(form, text.replace(unsure, sure))).catalogs == {"d": catalog("eins")}


@pytest.mark.parametrize("form", WRITERS)
def test_a_certain_text_is_fuzzy_once_a_file_says_so(form: str) -> None:
    text = WRITERS[form][0]({"d": tuple(units_of(catalog("eins")))}, EN, DE)
    unsure = {"csv": ('"translated"', '"fuzzy"'), "xliff2": ('"translated"', '"initial"')}
    doubtful = text.replace(*unsure.get(form, ('"translated"', '"needs-review-translation"')))
    assert doubtful != text
    assert take_back({"d": catalog("eins")}, came_back(form, doubtful)).catalogs == {"d": catalog("eins", fuzzy=True)}


def catalog(*texts: str, fuzzy: bool = False) -> Catalog:
    return Catalog("d", "de", (Message("A", translations=texts, flags=("fuzzy",) if fuzzy else ()),))


def test_a_text_changed_on_both_sides_keeps_ours_and_shows_theirs() -> None:
    (unit,) = units_of(catalog("eins"))
    back = take_back({"d": catalog("zwei")}, [Unit(unit.id, "A", "drei")])
    (message,) = back.conflicts
    assert (message.translations, message.fuzzy, message.comment) == (("zwei",), True, f"{CONFLICT}drei")
    assert back.catalogs["d"].messages == (message,)


@pytest.mark.parametrize("is_fuzzy", [True, False])
@pytest.mark.parametrize("unsure", [True, False])
def test_a_target_that_is_the_source_says_nothing_unless_it_is_finished_and_there_is_no_text(
    unsure: bool, is_fuzzy: bool
) -> None:
    for text in ("eins", "", "A"):
        before = catalog(text, fuzzy=is_fuzzy and bool(text))
        (unit,) = units_of(before)
        (message,) = take_back({"d": before}, [Unit(unit.id, "A", "A", fuzzy=unsure)]).catalogs["d"].messages
        if text == "eins" or unsure:
            assert message == before.messages[0]
        else:
            assert (message.translations, message.fuzzy) == (("A",), False)


@pytest.mark.parametrize("nothing", ["", "   ", "\n", "\u00a0", "\u3000", "\u200b\u2060", "\ufeff", "\u2800", "&nbsp;"])
@pytest.mark.parametrize("is_fuzzy", [True, False])
def test_a_target_that_shows_nothing_takes_nothing_away(nothing: str, is_fuzzy: bool) -> None:
    for here in ("eins", "zwei"):
        before = catalog(here, fuzzy=is_fuzzy)
        (unit,) = units_of(catalog("eins", fuzzy=is_fuzzy))
        back = take_back({"d": before}, [Unit(unit.id, "A", nothing)])
        assert (back.catalogs, back.taken, back.conflicts, back.strangers) == ({"d": before}, 0, (), ())


def test_a_text_that_shows_nothing_goes_out_as_none() -> None:
    (unit,) = units_of(catalog("\u00a0 "))
    assert unit.target == ""
    assert take_back({"d": catalog("\u00a0 ")}, [Unit(unit.id, "A", "eins")]).catalogs == {"d": catalog("eins")}


@pytest.mark.parametrize("form", WRITERS)
@given(catalog=CATALOG, here=st.lists(st.tuples(TEXT, st.booleans()), min_size=4, max_size=4))
def test_what_nobody_touched_changes_nothing_whatever_was_done_here(
    form: str, catalog: Catalog, here: list[tuple[str, bool]]
) -> None:
    sent = read(form, WRITERS[form][0]({"a/b": tuple(units_of(catalog))}, EN, DE))
    now = tuple(
        replace(message, translations=(text,), flags=("fuzzy",) if mark else ())
        for message, (text, mark) in zip(catalog.messages, here, strict=False)
    )
    catalogs = {"a/b": replace(catalog, messages=now)}
    back = take_back(catalogs, sent)
    assert (back.catalogs, back.taken, back.conflicts) == (catalogs, 0, ())


TWO = Message("%(n)s day", msgid_plural="%(n)s days", translations=("ein Tag", "%(n)s Tage"))


def test_an_untouched_form_takes_away_nothing_of_what_was_done_here_meanwhile() -> None:
    one, other = units_of(Catalog("d", "de", (TWO,)))
    here = replace(TWO, translations=("ein Tag", "%(n)s Tagen"))
    back = take_back({"d": Catalog("d", "de", (here,))}, [replace(one, target="1 Tag"), other])
    assert back.catalogs["d"].messages == (replace(TWO, translations=("1 Tag", "%(n)s Tagen")),)
    assert not back.conflicts


def test_a_fuzzy_message_is_certain_once_each_form_of_it_is() -> None:
    unsure = replace(TWO, flags=("fuzzy",))
    one, other = (replace(unit, fuzzy=False) for unit in units_of(Catalog("d", "de", (unsure,))))
    for returned, fuzzy in (([one, other], False), ([one], True), ([one, replace(other, target="")], True)):
        back = take_back({"d": Catalog("d", "de", (unsure,))}, returned)
        assert back.catalogs["d"].messages[0].fuzzy is fuzzy


def test_units_with_one_id_and_several_texts_are_left_out_with_their_places() -> None:
    (unit,) = units_of(catalog("eins"))
    rows = [replace(unit, target="zwei", place="line 2"), replace(unit, target="drei", place="line 3")]
    assert agreed(rows) == ((), ("line 2, line 3, “A”: the same text with different translations",))
    # Which of them is the old one by mistake nobody knows.
    assert agreed([unit, rows[0]])[0] == ()
    assert agreed([rows[0], replace(unit, target=" ")])[0] == (rows[0],)


def test_units_with_one_id_and_one_text_are_one_as_sure_as_the_least_sure() -> None:
    (unit,) = units_of(catalog("eins"))
    rows = [replace(unit, target="zwei"), replace(unit, target="zwei", fuzzy=True)]
    assert agreed(rows) == ((replace(unit, target="zwei", fuzzy=True),), ())


def test_of_an_older_and_a_newer_export_in_one_file_what_was_written_counts() -> None:
    (old,), (new,) = units_of(catalog("eins")), units_of(catalog("zwei"))
    written = replace(new, target="drei")
    assert agreed([old, written]) == ((written,), ())
    assert agreed([old, new]) == ((), ())
    assert len(agreed([replace(old, target="vier"), written])[1]) == 1


def test_units_without_ids_are_each_one_of_their_own() -> None:
    units = (Unit("", "A", "x"), Unit("", "B", "y"), Unit("7", "A", "z"), Unit("7", "B", "z"))
    assert agreed(units) == (units, ())


def test_a_unit_with_the_id_of_another_source_is_misplaced() -> None:
    (unit,) = units_of(catalog("eins"))
    moved = replace(unit, source="B", target="zwei")
    back = take_back({"d": catalog("eins")}, [moved])
    assert (back.catalogs, back.misplaced) == ({"d": catalog("eins")}, (moved,))
    assert not take_back({"d": catalog("eins")}, [replace(unit, source=" A\n", target="zwei")]).misplaced


def test_a_fuzzy_text_that_was_confirmed_outside_is_certain() -> None:
    (unit,) = units_of(catalog("eins", fuzzy=True))
    assert take_back({"d": catalog("eins", fuzzy=True)}, [Unit(unit.id, "A", "eins")]).catalogs == {
        "d": catalog("eins")
    }


def test_a_unit_whose_message_is_gone_is_a_stranger() -> None:
    (unit,) = units_of(catalog("eins"))
    assert take_back({"d": Catalog("d", "de", ())}, [Unit(unit.id, "A", "eins")]).strangers


def test_plural_forms_are_units_of_their_own() -> None:
    message = Message("%(n)s day", msgid_plural="%(n)s days", translations=("%(n)s Tag", "%(n)s Tage"))
    headers = (("Plural-Forms", "nplurals=2; plural=(n != 1);"),)
    one, other = units_of(Catalog("d", "de", (message,), headers))
    assert (one.source, other.source) == ("%(n)s day", "%(n)s days")
    assert (one.notes, other.notes) == (("plural form for 1",), ("plural form for 0, 2, 3, 4, …",))
    back = take_back({"d": Catalog("d", "de", (message,))}, [Unit(other.id, other.source, "%(n)s Tagen")])
    assert back.catalogs["d"].messages[0].translations == ("%(n)s Tag", "%(n)s Tagen")


def test_a_text_with_other_codes_than_its_source_is_fuzzy_and_told_once_somebody_has_written_it() -> None:
    (unit,) = units_of(catalog("eins"))
    faulty = replace(unit, place="unit 1", faults=("its mark **…** is gone",))
    assert doubted([faulty]) == ((faulty,), ())
    written = replace(faulty, target="zwei")
    assert doubted([written]) == ((replace(written, fuzzy=True),), ("unit 1, “A”: its mark **…** is gone",))
    assert doubted([replace(written, faults=())]) == ((written,), ())


@pytest.mark.parametrize(
    ("flags", "reference", "notation"),
    [
        (("markdown-text",), "a.md", Notation.MARKDOWN),
        ((), "content/a.rst", Notation.RST),
        ((), "a.rst:3", Notation.RST),
        (("python-format",), "theme/a.html:3", Notation.HTML),
        ((), "a.md", Notation.HTML),
    ],
)
def test_the_marks_are_those_of_the_file_that_a_text_comes_from(
    flags: tuple[str, ...], reference: str, notation: Notation
) -> None:
    message = Message("A", flags=flags, references=(reference,))
    (unit,) = units_of(Catalog("d", "de", (message,)))
    assert unit.notation is notation


# --- Translations that stand beside other texts than before -----------------------------------------

SENT = tuple(
    units_of(Catalog("d", "de", tuple(Message(f"S{n}", translations=(f"T{n}" if n < 10 else "",)) for n in range(14))))
)
TARGETS = tuple(unit.target for unit in SENT)
MOVED = {
    "shifted by a row": (*TARGETS[1:], TARGETS[0]),
    "shifted the other way": (TARGETS[-1], *TARGETS[:-1]),
    "sorted": tuple(sorted(TARGETS, reverse=True)),
    "shifted in a part": (*TARGETS[:4], *TARGETS[5:10], TARGETS[4], *TARGETS[10:]),
    "filled down": (TARGETS[0],) * 14,
    "moved to where nothing was": ("",) * 4 + TARGETS[:10],
    "with some that are new": ("new", *TARGETS[2:10], "neu", *TARGETS[10:]),
}
IN_PLACE = {
    "as it was": TARGETS,
    "translated": (*TARGETS[:10], *"abcd"),
    "all are new": tuple(f"{target} x" for target in TARGETS),
    "one text serves several": (*TARGETS[:10], *TARGETS[:1] * 4),
    "two exchanged": (TARGETS[1], TARGETS[0], *TARGETS[2:]),
    "three exchanged": (*TARGETS[1:3], TARGETS[0], *TARGETS[3:]),
    "emptied": ("",) * 14,
}


def beside(targets: tuple[str, ...]) -> list[Unit]:
    return [replace(unit, target=target) for unit, target in zip(SENT, targets, strict=True)]


@pytest.mark.parametrize("name", MOVED)
def test_translations_that_stand_beside_other_texts_than_before_are_known(name: str) -> None:
    assert displaced(beside(MOVED[name]))


@pytest.mark.parametrize("name", IN_PLACE)
def test_what_somebody_has_written_is_not_displaced(name: str) -> None:
    assert displaced(beside(IN_PLACE[name])) == ()


def test_nor_is_the_translation_of_the_same_text_elsewhere() -> None:
    twice = [
        Catalog(domain, "de", tuple(Message(f"S{n}", translations=(f"{domain}{n}",)) for n in range(9)))
        for domain in "ab"
    ]
    first, second = (list(units_of(one)) for one in twice)
    alike = [replace(there, target=here.target) for here, there in zip(first, second, strict=True)]
    assert displaced([*first, *alike]) == ()


@pytest.mark.parametrize("form", ["xliff", "xliff2", "csv"])
def test_a_line_break_that_a_tool_has_added_or_dropped_at_the_end_stops_nothing(form: str) -> None:
    """`msgfmt -c` refuses it: nothing of the file was taken, and the catalog was blamed."""
    sent = Catalog("d", "de", (Message("A.", translations=("Ä.",)), Message("B.\n", translations=("Bee.\n",))))
    text = WRITERS[form][0]({"d": tuple(units_of(sent))}, Language.of("en"), Language.of("de"))
    units = read(form, text.replace("Ä.", "Ah.\n").replace("Bee.\n", "Be."))
    back = take_back({"d": sent}, units)
    assert [message.translations for message in back.catalogs["d"].messages] == [("Ah.",), ("Be.\n",)]


def test_a_file_in_which_all_have_been_exchanged_takes_work_in_proportion_to_its_length() -> None:
    pair = Catalog("a", "de", (Message("S", translations=("A",)), Message("T", translations=("B",))))
    a, b = units_of(pair)

    def look(length: int) -> None:
        displaced(
            [
                replace(one, source=f"{number}", target=other.target)
                for number in range(length)
                for one, other in ((a, b), (b, a))
            ]
        )

    assert grows_with_its_length(look, 100)
