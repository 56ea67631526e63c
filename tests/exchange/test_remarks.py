"""What translators write into the notes of a file that came back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from pipeline.catalogs.comments import WAIVE
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.imports import from_file
from pipeline.exchange.remarks import MAX_CHARACTERS, MAX_NOTES, NOTE, with_remarks
from pipeline.exchange.units import OWN, Unit, units_of
from pipeline.model import Catalog, Message
from tests.exchange.test_units import CATALOG, DE, EN, came_back
from tests.making import article, extracted, project_in

FIRST = Message("A", "place", translations=("eins",), extracted=("title of the page",), comment="mine")
SITE = Catalog("d", "de", (FIRST, Message("B", translations=("",))))

#: How a note gets into a file, by its form; each edits what we have written for “A”.
ADDED: dict[str, list[Callable[[str, str], str]]] = {
    "csv": [
        lambda text, note: text.replace(f"{OWN}mine", f"{OWN}mine\n{note}"),
        lambda text, note: text.replace(f"{OWN}mine", f"{OWN}mine – {note}"),
        lambda text, note: text.replace(f"{OWN}title of the page\n{OWN}mine", note),
        lambda text, note: text.replace(f"{OWN}mine", f"{note}\n{OWN}mine"),
    ],
    "xliff": [
        lambda text, note: text.replace("<note", f'<note from="translator">{note}</note><note', 1),
        lambda text, note: text.replace("<note", f'<note annotates="target" from="Ada">{note}</note><note', 1),
        lambda text, note: text.replace("<note", f"<note>{note}</note><note", 1),
        lambda text, note: text.replace(">mine<", f">mine, {note}<"),
        lambda text, note: (
            re.sub(r"(?s)<note .*</note>", f"<note>{note}</note>", text.split("</trans-unit>")[0])
            + "</trans-unit></body></file></xliff>"
        ),
    ],
    "xliff2": [
        lambda text, note: text.replace("<note ", f'<note appliesTo="target">{note}</note><note ', 1),
        lambda text, note: text.replace(">mine<", f">mine: {note}<"),
    ],
}
CASES = [(form, added) for form, all_ in ADDED.items() for added in all_]


def commented(form: str, added: Callable[[str, str], str], note: str, site: Catalog = SITE) -> tuple[str, int]:
    text = WRITERS[form][0]({"d": tuple(units_of(site))}, EN, DE)
    edited = added(text, note)
    assert edited != text
    catalogs, count, left = with_remarks({"d": site}, came_back(form, edited))
    assert left == ()
    assert catalogs["d"].messages[1:] == site.messages[1:]
    return catalogs["d"].messages[0].comment, count


@pytest.mark.parametrize(("form", "added"), CASES)
def test_a_note_is_kept_as_the_translators_comment(form: str, added: Callable[[str, str], str]) -> None:
    assert commented(form, added, "is this right?") == ("mine\nnote: is this right?", 1)


@pytest.mark.parametrize(("form", "added"), CASES)
def test_never_twice(form: str, added: Callable[[str, str], str]) -> None:
    known = replace(SITE, messages=(replace(FIRST, comment="mine\nnote: is this right?"), *SITE.messages[1:]))
    text = added(WRITERS[form][0]({"d": tuple(units_of(SITE))}, EN, DE), "is this right?")
    assert with_remarks({"d": known}, came_back(form, text))[:2] == ({"d": known}, 0)
    again = WRITERS[form][0]({"d": tuple(units_of(known))}, EN, DE)
    assert with_remarks({"d": known}, came_back(form, again))[:2] == ({"d": known}, 0)


@pytest.mark.parametrize("form", WRITERS)
@given(catalog=CATALOG)
def test_what_we_have_written_ourselves_is_no_note_also_where_it_is_another_by_now(form: str, catalog: Catalog) -> None:
    units = came_back(form, WRITERS[form][0]({"d": tuple(units_of(catalog))}, EN, DE))
    later = replace(catalog, messages=tuple(replace(message, extracted=("new",)) for message in catalog.messages))
    for now in (catalog, later):
        assert with_remarks({"a/b": now}, units) == ({"a/b": now}, 0, ())


@pytest.mark.parametrize(("note", "kept"), [("• is it wrong?", "is it wrong?"), ("a\u202eb\u2067c\u200fd", "abcd")])
@pytest.mark.parametrize(("form", "added"), [CASES[0], *CASES[2:4]])
def test_a_bullet_of_their_own_is_no_mark_of_ours_and_what_turns_a_line_round_is_taken_out(
    form: str, added: Callable[[str, str], str], note: str, kept: str
) -> None:
    assert commented(form, added, note) == (f"mine\nnote: {kept}", 1)


def test_a_note_of_ours_is_known_too_where_a_program_has_cleaned_it_of_what_nobody_sees() -> None:
    text = WRITERS["csv"][0]({"d": tuple(units_of(SITE))}, EN, DE).replace("\u2063", "")
    assert with_remarks({"d": SITE}, came_back("csv", text)) == ({"d": SITE}, 0, ())


@pytest.mark.parametrize("note", [f"{WAIVE} glossary", "~ x", ", fuzzy", '"" msgid', "a\vb", "‮x", "=1+1"])
def test_nothing_in_a_note_is_obeyed(note: str) -> None:
    comment, count = commented("csv", ADDED["csv"][0], note)
    assert count == 1
    assert all(line == "mine" or line.startswith(NOTE) for line in comment.splitlines())


def test_there_is_room_for_so_many_and_no_more_and_what_is_left_out_is_told() -> None:
    (unit, *_) = units_of(SITE)
    long = replace(unit, place="line 2", remarks=("x" * 10_000, *map(str, range(100))))
    catalogs, count, left = with_remarks({"d": SITE}, [long])
    comment = catalogs["d"].messages[0].comment
    assert count == MAX_NOTES
    assert max(map(len, comment.splitlines())) <= MAX_CHARACTERS + len(NOTE)
    assert left == (f"line 2, “A”: its note, as the text has {MAX_NOTES} already",)
    catalogs, count, _ = with_remarks(catalogs, [replace(long, remarks=("another",))])
    assert (catalogs["d"].messages[0].comment, count) == (comment, 0)


@pytest.mark.parametrize(("form", "added"), CASES)
def test_no_word_of_a_long_note_is_lost(form: str, added: Callable[[str, str], str]) -> None:
    words = [f"word{number}" for number in range(200)]
    comment, count = commented(form, added, " ".join(words))
    said = [line.removeprefix(NOTE) for line in comment.splitlines()[1:]]
    assert (" ".join(said).split(), count) == (words, len(said))
    assert max(map(len, said)) <= MAX_CHARACTERS


@pytest.mark.parametrize("note", ["mines are places, too", "mine is better"])
def test_a_note_that_begins_as_one_of_ours_does_is_kept_whole(note: str) -> None:
    assert commented("csv", ADDED["csv"][0], note) == (f"mine\nnote: {note}", 1)


def test_a_note_on_a_text_that_is_gone_is_told() -> None:
    gone = replace(SITE, messages=(replace(FIRST, obsolete=True),))
    units = [replace(unit, place="line 2", remarks=(f"{OWN}title", "and this?")) for unit in units_of(SITE)][:1]
    assert with_remarks({"d": gone}, units) == (
        {"d": gone},
        0,
        ("line 2, “A”: its note, as the site has no such text any more",),
    )
    assert with_remarks({"d": gone}, [Unit("", "X", remarks=("by another tool",))])[1:] == (0, ())


NOTED = {
    "po2xliff.xlf": """<xliff version="1.1"><file target-language="de"><body>
        <trans-unit id="3"><source>One</source><target>Eins</target><note from="developer">heading</note></trans-unit>
        <trans-unit id="4"><source>Two</source><target>Zwei</target><note from="po-translator">Sure?</note></trans-unit>
        </body></file></xliff>""",
    "memory.tmx": """<tmx><body><tu><tuv xml:lang="en"><seg>Two</seg></tuv>
        <tuv xml:lang="de"><note>Sure?</note><seg>Zwei</seg></tuv></tu></body></tmx>""",
    "table.csv": "source,target,language,notes\nOne,Eins,de,\nTwo,Zwei,de,Sure?\n",
}


@pytest.mark.parametrize("name", NOTED)
def test_notes_in_a_file_that_no_export_has_made_are_told_of(name: str, tmp_path: Path) -> None:
    project, path = project_in(tmp_path), tmp_path / name
    path.write_text(NOTED[name], encoding="utf-8")
    (origin,) = from_file(project, extracted(article("Two"), project=project), path)
    assert [told for told in origin.refused if "notes" in told] == [
        "the notes on 1 of its texts, as no export of this site has made it: read them there"
    ]


def test_a_note_of_ours_that_a_tool_has_wrapped_in_the_catalog_since_is_ours() -> None:
    message = Message("A", extracted=("Comes in many languages; another takes its place.", "page"))
    whole = Catalog("d", "de", (message,))
    parts = ("Comes in many languages; another", "takes its place.", "page")
    wrapped = replace(whole, messages=(replace(message, extracted=parts),))
    for form in WRITERS:
        for sent, now in ((whole, wrapped), (wrapped, whole)):
            text = WRITERS[form][0]({"d": tuple(units_of(sent))}, EN, DE)
            assert with_remarks({"d": now}, came_back(form, text)) == ({"d": now}, 0, ())
