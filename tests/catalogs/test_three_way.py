"""Merging two versions of a catalog: by message, and without losing a text."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import replace

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.merge import merge
from pipeline.catalogs.read import parse_catalog
from pipeline.catalogs.three_way import CONFLICT, OTHERS, UNSURE, in_conflict, merge_versions
from pipeline.catalogs.write import format_catalog
from pipeline.model import Catalog, Message, Previous
from tests.conftest import ROOT, Site
from tests.growth import grows_with_its_length


def catalog(*messages: Message, **headers: str) -> Catalog:
    return Catalog("d", "de", messages, tuple(headers.items()))


def said(msgid: str, text: str = "", **fields) -> Message:
    return Message(msgid, translations=(text,), **fields)


A, B = said("A", "Ä"), said("B", "Bee")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param((A,), (said("A", "Ah"),), (A,), (said("A", "Ah"),), id="ours changed"),
        pytest.param((A,), (A,), (said("A", "Ah"),), (said("A", "Ah"),), id="theirs changed"),
        pytest.param(
            (A, B), (said("A", "1"), B), (A, said("B", "2")), (said("A", "1"), said("B", "2")), id="both, apart"
        ),
        pytest.param((A,), (said("A", "Ah"),), (said("A", "Ah"),), (said("A", "Ah"),), id="the same change"),
        pytest.param((), (A,), (B,), (B, A), id="both added"),
        pytest.param((A,), (A, B), (A,), (A, B), id="ours added"),
        pytest.param((A, B), (A,), (A, B), (A,), id="ours deleted"),
        pytest.param((A, B), (A,), (A, said("B", "2")), (A, said("B", "2", obsolete=True)), id="deleted and changed"),
        pytest.param((said("A"),), (said("A", "Ah"),), (said("A"),), (said("A", "Ah"),), id="translated"),
        pytest.param(
            (said("A", "Ä", flags=("fuzzy",)),),
            (said("A", "1", flags=("fuzzy",)),),
            (said("A", "2"),),
            (said("A", "2", comment=f"{UNSURE}1"),),
            id="sure wins",
        ),
        pytest.param(
            (A,),
            (said("A", "Ä", comment="x"),),
            (said("A", "Ä", comment="y"),),
            (said("A", "Ä", comment="x\ny"),),
            id="comments",
        ),
        pytest.param(
            (A,),
            (said("A", "Ä", obsolete=True),),
            (said("A", "Ä", comment="y"),),
            (said("A", "Ä", comment="y", obsolete=True),),
            id="retired and commented",
        ),
        pytest.param((), (said("A", "Ä", obsolete=True),), (A,), (A,), id="in use by one of those who made it"),
        pytest.param(
            (said("A"),), (A,), (said("A", comment="y"),), (said("A", "Ä", comment="y"),), id="translated and commented"
        ),
        pytest.param(
            (said("A"),),
            (A,),
            (said("A", "Ä", comment="y"),),
            (said("A", "Ä", comment="y"),),
            id="the same and a comment",
        ),
        pytest.param(
            (said("A", "Ä", comment="x\n\ny"),),
            (said("A", "Ä", comment="x\n\ny\nours"),),
            (said("A", "Ä", comment="\ny\ntheirs"),),
            (said("A", "Ä", comment="\ny\nours\ntheirs"),),
            id="lines that come and go",
        ),
        pytest.param(
            (said("A", "Ä", flags=("x", "y")),),
            (said("A", "Ä", flags=("x", "y", "z")),),
            (said("A", "Ä", flags=("y", "w")),),
            (said("A", "Ä", flags=("y", "z", "w")),),
            id="flags",
        ),
        pytest.param(
            (A,),
            (said("A", "Ah"),),
            (said("A", "Ä", flags=("fuzzy",)),),
            (said("A", "Ah", flags=("fuzzy",)),),
            id="doubted",
        ),
        pytest.param(
            (said("A", "Ä", flags=("fuzzy",), previous=Previous("a")),),
            (said("A", "Ä", comment="x", flags=("fuzzy",), previous=Previous("a")),),
            (A,),
            (said("A", "Ä", comment="x"),),
            id="commented and accepted",
        ),
        pytest.param((A,), (said("A", ""),), (said("A", "Ä", comment="y"),), (said("A", comment="y"),), id="cleared"),
        pytest.param(
            (A,),
            (said("A", "Ah"),),
            (said("A", "Ä", comment="waive: length, it fits"),),
            (said("A", "Ah", comment="of the other version: waive: length, it fits"),),
            id="waived for another text",
        ),
        pytest.param(
            (A,),
            (said("A", "Ä", references=("b.md",), extracted=("p",)),),
            (said("A", "Ah"),),
            (said("A", "Ah", references=("b.md",), extracted=("p",)),),
            id="moved and translated",
        ),
    ],
)
def test_what_one_side_did_is_done(base: tuple, ours: tuple, theirs: tuple, merged: tuple) -> None:
    found = merge_versions(catalog(*base), catalog(*ours), catalog(*theirs))
    assert found.catalog.messages == merged
    assert found.conflicts == ()


def test_a_message_changed_on_both_sides_is_a_conflict_that_keeps_both_texts() -> None:
    found = merge_versions(catalog(A), catalog(said("A", "Ah", comment="by me")), catalog(said("A", "Aha")))
    (message,) = found.conflicts
    assert message.fuzzy
    assert message.translations == ("Ah",)
    assert message.comment == f"by me\n{CONFLICT}Aha"


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        pytest.param(A, said("A", "Ah"), said("A", "Aha"), id="translated twice"),
        pytest.param(A, said("A", ""), said("A", "Ah"), id="cleared and translated"),
        pytest.param(
            said("A", "Ä", flags=("fuzzy",)), A, said("A", "Ah", flags=("fuzzy",)), id="accepted and rewritten"
        ),
        pytest.param(said("A", "Ä", flags=("fuzzy",)), A, said("A", "Ah"), id="accepted and mended"),
        pytest.param(said("A", "Ä", flags=("fuzzy",)), A, said("A", ""), id="accepted and cleared"),
    ],
)
def test_what_cannot_be_decided_is_fuzzy_on_whichever_side(base: Message, ours: Message, theirs: Message) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge_versions(catalog(base), catalog(one), catalog(other))
        (message,) = found.catalog.messages
        assert found.conflicts == (message,)
        assert message.fuzzy
        for text in (*ours.translations, *theirs.translations):
            assert text in message.translations or text in message.comment


OLD, NEW = "Take one tablet a day.", "Take two tablets a day."


def updated(text: str, old: Catalog) -> Catalog:
    return merge(Catalog("d", None, (said(text, extracted=("p",)),)), old, plural_count=2)[0]


def test_a_suggestion_takes_what_the_other_side_made_of_its_text_meanwhile() -> None:
    """One edits the source and runs update, another one improves the translation of what it was."""
    base = updated(OLD, catalog(said(OLD, "Eine am Tag.", comment="x")))
    better = replace(
        base, messages=(replace(base.messages[0], translations=("Eine täglich.",), comment="x\ny\nwaive: a, b"),)
    )
    for sides in ((updated(NEW, base), better), (better, updated(NEW, base))):
        (message,) = (merged := merge_versions(base, *sides).catalog).messages
        assert (message.msgid, message.translations, message.fuzzy) == (NEW, ("Eine täglich.",), True)
        assert (message.previous, message.comment) == (Previous(OLD), "x\ny\nfor the previous text: waive: a, b")
        (back,) = updated(OLD, merged).messages
        assert back == better.messages[0]


def test_what_is_waived_of_a_suggestion_does_not_count_for_the_text_that_it_takes() -> None:
    base = updated(OLD, catalog(said(OLD, "Eine am Tag.")))
    better = replace(base, messages=(replace(base.messages[0], translations=("Eine täglich.",)),))
    suggested = updated(NEW, base)
    waived = replace(suggested, messages=(replace(suggested.messages[0], comment="waive: length, it fits"),))
    for sides in ((waived, better), (better, waived)):
        (message,) = merge_versions(base, *sides).catalog.messages
        assert (message.translations, message.comment) == (("Eine täglich.",), f"{OTHERS}waive: length, it fits")


LINKED, MOVED = "Ask [us](https://x.example/a), please.", "Ask [us](https://x.example/b), please."


@pytest.mark.parametrize(
    ("theirs", "texts", "fuzzy", "contested"),
    [
        pytest.param(
            "Ruf [uns](https://x.example/a).",
            "Ruf [uns](https://x.example/b).",
            False,
            False,
            id="mended",
        ),
        pytest.param("Frag uns.", "Frag [uns](https://x.example/b).", True, True, id="mended beyond the edit"),
        pytest.param("", "Frag [uns](https://x.example/b).", True, True, id="cleared"),
    ],
)
def test_a_text_that_was_adjusted_takes_what_the_other_side_made_of_it_meanwhile(
    theirs: str, texts: str, fuzzy: bool, contested: bool
) -> None:
    """One changes a link and runs update, another one mends the translation of what it was."""
    base = updated(LINKED, catalog(said(LINKED, "Frag [uns](https://x.example/a).")))
    adjusted = updated(MOVED, base)
    assert not adjusted.messages[0].fuzzy
    other = replace(base, messages=(replace(base.messages[0], translations=(theirs,), comment="x"),))
    for sides in ((adjusted, other), (other, adjusted)):
        merged = merge_versions(base, *sides)
        (message,) = merged.catalog.messages
        assert (message.msgid, message.translations, message.fuzzy) == (MOVED, (texts,), fuzzy)
        assert message.comment.startswith("x")
        assert (theirs in message.comment) is contested
        assert (merged.conflicts, merged.set_aside) == ((message,) * contested, ())


def test_doubt_follows_an_adjusted_text_and_two_other_texts_of_one_are_a_conflict() -> None:
    base = updated(LINKED, catalog(said(LINKED, "Frag [uns](https://x.example/a).")))
    adjusted = updated(MOVED, base)
    doubted = replace(base, messages=(replace(base.messages[0], flags=("fuzzy",)),))
    (message,) = merge_versions(base, adjusted, doubted).catalog.messages
    assert (message.translations, message.fuzzy) == (("Frag [uns](https://x.example/b).",), True)
    ours = replace(
        adjusted, messages=(replace(adjusted.messages[0], translations=("Bitte [uns](https://x.example/b).",)),)
    )
    theirs = replace(base, messages=(replace(base.messages[0], translations=("Los [uns](https://x.example/a).",)),))
    merged = merge_versions(base, ours, theirs)
    (message,) = merged.catalog.messages
    assert merged.conflicts == (message,)
    assert (message.translations, message.fuzzy) == (("Bitte [uns](https://x.example/b).",), True)
    assert message.comment == f"{CONFLICT}Los [uns](https://x.example/b)."
    (message,) = merge_versions(base, ours, doubted).catalog.messages
    assert (message.translations, message.fuzzy) == (("Bitte [uns](https://x.example/b).",), True)


def test_a_note_on_a_text_whose_link_was_changed_stays_when_the_other_side_translates_what_it_was() -> None:
    """Nobody had translated it: the translation is the new text's, and what was waived of no text waives nothing."""
    base = updated(LINKED, catalog())
    noted = updated(MOVED, base)
    noted = replace(noted, messages=(replace(noted.messages[0], comment="note\nwaive: length, it fits"),))
    for text, of_moved in (("[Wir](https://x.example/a).", "[Wir](https://x.example/b)."), ("Wir.", "Wir.")):
        other = replace(base, messages=(replace(base.messages[0], translations=(text,), comment="theirs"),))
        for sides in ((noted, other), (other, noted)):
            merged = merge_versions(base, *sides)
            (message,) = merged.catalog.messages
            assert (message.msgid, message.translations, merged.conflicts) == (MOVED, (of_moved,), ())
            assert (message.fuzzy, message.previous) == (
                (True, Previous(LINKED)) if text == of_moved else (False, None)
            )
            assert sorted(message.comment.split("\n")) == [
                "note",
                "of the other version: waive: length, it fits",
                "theirs",
            ]


def test_a_draft_that_one_side_has_for_another_text_is_kept_where_the_other_has_a_better_one_for_that() -> None:
    """`update` suggests it there, and had kept it as an obsolete one if it had known of the other translation."""
    draft = said("Take two.", "Zwei.", flags=("fuzzy",))
    base = catalog(draft, said("Take one."))
    suggested = catalog(said("Take one.", "Zwei.", flags=("fuzzy",), previous=Previous("Take two.")))
    better = catalog(draft, said("Take one.", "Eine."))
    for sides in ((suggested, better), (better, suggested)):
        merged = merge_versions(base, *sides).catalog
        assert merged.messages == (said("Take one.", "Eine."), replace(draft, obsolete=True))
    # What somebody removes is gone.
    assert merge_versions(base, better, catalog(said("Take one."))).catalog.messages == (said("Take one.", "Eine."),)


@pytest.mark.parametrize("removed", [(), (replace(A, obsolete=True),)])
def test_a_newer_text_of_what_the_other_side_removed_is_told(removed: tuple[Message, ...]) -> None:
    for newer in (said("A", "Ah"), said("A", "Ah", flags=("fuzzy",))):
        for sides in ((catalog(*removed, B), catalog(newer, B)), (catalog(newer, B), catalog(*removed, B))):
            merged = merge_versions(catalog(A, B), *sides)
            (message,) = merged.set_aside
            assert (message.translations, message.obsolete, merged.conflicts) == (("Ah",), True, ())
    for same in (A, replace(A, comment="x"), said("A", "Ä", flags=("fuzzy",))):
        assert merge_versions(catalog(A, B), catalog(*removed, B), catalog(same, B)).set_aside == ()


def test_a_catalog_that_both_sides_made_is_merged_as_if_it_had_been_empty() -> None:
    found = merge_versions(Catalog("", None, ()), catalog(A, said("B")), catalog(said("A"), B, said("C", "Zeh")))
    assert (found.catalog.messages, found.conflicts) == ((A, B, said("C", "Zeh")), ())


def test_plural_forms_by_another_rule_are_put_in_the_order_of_the_one_that_leads() -> None:
    rules = {"usual": "nplurals=2; plural=(n != 1);", "reversed": "nplurals=2; plural=(n == 1);"}
    bed = Message("%(n)s bed", msgid_plural="%(n)s beds", translations=("", ""))

    def side(rule: str, *forms: str, comment: str = "") -> Catalog:
        return catalog(replace(bed, translations=forms, comment=comment), **{"Plural-Forms": rules[rule]})

    base = side("usual", "%(n)s Bett", "%(n)s Betten")
    commented = side("usual", "%(n)s Bett", "%(n)s Betten", comment="x")
    other = side("reversed", "%(n)s Liegen", "%(n)s Liege")
    for sides in ((other, commented), (commented, other)):
        merged = merge_versions(base, *sides)
        assert merged.conflicts == ()
        assert merged.catalog.messages == (replace(other.messages[0], comment="x"),)
        assert merged.catalog.headers == other.headers


def test_what_stands_above_and_below_the_messages_is_merged_by_lines() -> None:
    base, ours, theirs = (
        replace(catalog(A), comment=f"Anna{name}", closing=f"# end{name}") for name in ("", "\nBert", "\nCleo")
    )
    merged = merge_versions(base, ours, theirs).catalog
    assert (merged.comment, merged.closing) == ("Anna\nBert\nCleo", "# end\nBert\nCleo")


@pytest.mark.parametrize("line", ["X-Note: ask Jana", "We say Sie, not du."])
def test_what_a_person_wrote_into_the_header_of_either_side_stays(line: str) -> None:
    texts = {
        side: f'msgid ""\nmsgstr ""\n"X-Note: ask Ada\\n"\n{more}"Language: de\\n"\n'
        for side, more in (("base", ""), ("ours", '"X-Own: 1\\n"\n'), ("theirs", f'"{line}\\n"\n'))
    }
    base, ours, theirs = (parse_catalog(text, side, domain="d", locale="de") for side, text in texts.items())
    for sides in ((ours, theirs), (theirs, ours), (base, theirs), (theirs, base)):
        merged = format_catalog(merge_versions(base, *sides).catalog)
        assert (merged.count("X-Note: ask Ada"), merged.count(line), merged.count("Language: de")) == (1, 1, 1)


@st.composite
def saids(draw: st.DrawFn, msgid: str) -> Message:
    text = draw(st.sampled_from(["", "one", "two", "three"]))
    fuzzy = bool(text) and draw(st.booleans())
    lines = draw(st.lists(st.sampled_from(["x", "y", "", "waive: length, it fits"]), max_size=3, unique=True))
    return said(
        msgid,
        text,
        flags=("fuzzy",) * fuzzy + tuple(draw(st.sampled_from([(), ("no-wrap",), ("no-wrap", "c")]))),
        previous=Previous(draw(st.sampled_from("ABCDEF"))) if fuzzy and draw(st.booleans()) else None,
        comment="\n".join(lines),
        obsolete=draw(st.booleans()),
        extracted=draw(st.sampled_from([(), ("p",)])),
    )


HEADERS = st.dictionaries(
    st.sampled_from(["Last-Translator", "X", "PO-Revision-Date"]),
    st.sampled_from(["", "2026-01-01 00:00+0000", "2026-01-02 00:00+0000"]),
)
SIDE = st.builds(
    lambda messages, headers, comment: replace(catalog(*messages, **headers), comment=comment, closing=comment),
    st.sets(st.sampled_from("ABCDE")).flatmap(lambda ids: st.tuples(*map(saids, sorted(ids)))),
    HEADERS,
    st.sampled_from(["", "# x", "# x\n# y", "# y"]),
)


@given(SIDE, SIDE)
def test_a_side_that_did_nothing_changes_nothing(base: Catalog, side: Catalog) -> None:
    for merged in (merge_versions(base, side, base), merge_versions(base, base, side)):
        assert merged.conflicts == ()
        assert {m.key: m for m in merged.catalog.messages} == {m.key: m for m in side.messages}
        assert dict(merged.catalog.headers) == dict(side.headers)
        assert (merged.catalog.comment, merged.catalog.closing) == (side.comment, side.closing)


@given(SIDE, SIDE)
def test_what_both_sides_did_is_done(base: Catalog, side: Catalog) -> None:
    merged = merge_versions(base, side, side)
    assert (merged.catalog.messages, merged.conflicts) == (retired_last(side).messages, ())


def retired_last(side: Catalog) -> Catalog:
    return replace(side, messages=tuple(sorted(side.messages, key=lambda message: message.obsolete)))


def said_in(message: Message) -> tuple[object, ...]:
    return message.key, message.translations, message.fuzzy, message.obsolete, frozenset(message.comment.split("\n"))


@given(SIDE, SIDE, SIDE)
def test_it_does_not_matter_who_merges_but_for_whose_text_a_conflict_shows(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    one, other = merge_versions(base, ours, theirs), merge_versions(base, theirs, ours)
    conflicts = {message.key for message in one.conflicts}
    assert conflicts == {message.key for message in other.conflicts}
    assert {said_in(m) for m in one.catalog.messages if m.key not in conflicts} == {
        said_in(m) for m in other.catalog.messages if m.key not in conflicts
    }


@given(SIDE, SIDE, SIDE)
def test_nothing_that_a_person_wrote_is_lost_and_nothing_doubtful_becomes_certain(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    merged = merge_versions(base, ours, theirs)
    assert len({message.key for message in merged.catalog.messages}) == len(merged.catalog.messages)
    found = {message.key: message for message in merged.catalog.messages}
    before, left, right = ({m.key: m for m in side.messages} for side in (base, ours, theirs))
    everywhere = [text for m in found.values() for text in (*m.translations, *re.split(": |\n", m.comment))]
    old_texts = {m.translations for m in base.messages}
    for side in (left, right):
        for key, message in side.items():
            was = before.get(key, said(key[1]))
            if message.translations not in (was.translations, ("",)) and message.translations not in old_texts:
                assert message.translations[0] in everywhere
            for line in {*message.comment.split("\n")} - {*was.comment.split("\n"), ""}:
                assert any(line in m.comment for m in found.values())
    for key, message in found.items():
        if message.translated:
            assert any(
                side[key].translations == message.translations and not side[key].fuzzy
                for side in (left, right)
                if key in side
            )
    changed_twice = {
        key for key in {*left} & {*right} if left[key] != right[key] and before.get(key) not in (left[key], right[key])
    }
    assert {message.key for message in merged.conflicts} <= changed_twice


@given(SIDE, SIDE, SIDE)
def test_no_newer_text_becomes_obsolete_in_silence(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    merged = merge_versions(base, ours, theirs)
    before = {message.key: message for message in base.messages}
    told = {message.key for message in (*merged.set_aside, *merged.conflicts)}
    for message in merged.catalog.messages:
        if message.obsolete and message.key in before and message.translations != before[message.key].translations:
            live = [m for side in (ours, theirs) for m in side.messages if m.key == message.key and not m.obsolete]
            if any(m.translations == message.translations and m.has_text for m in live):
                assert message.key in told


def git(site: Site, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=check)


@pytest.fixture
def repository(good_site: Site) -> Site:
    good_site.write(".gitattributes", "*.po merge=pelican-gettext\n")
    git(good_site, "init", "-q", "-b", "main")
    driver = f"{sys.executable} -m pipeline merge-driver %O %A %B %P"
    git(good_site, "config", "merge.pelican-gettext.driver", driver)
    git(good_site, "add", "-A")
    git(good_site, "commit", "-qm", "base")
    return good_site


def change(site: Site, branch: str, *edits: tuple[str, str]) -> None:
    git(site, "checkout", "-q", "-B", branch, "main")
    for old, new in edits:
        site.replace("locales/de/articles/first.po", old, new)
    git(site, "commit", "-qam", branch)


FIRST, SECOND = 'msgstr "Erste Schritte"', 'msgstr "Dies ist kein Rat."'


def test_git_merges_neighbouring_messages_and_dates_by_the_driver(repository: Site) -> None:
    dated = polib.pofile(str(repository.root / "locales/de/articles/first.po")).metadata["PO-Revision-Date"]
    change(
        repository,
        "one",
        (FIRST, 'msgstr "Die ersten Schritte"'),
        (f"Revision-Date: {dated}", "Revision-Date: 2027-02-01 00:00+0000"),
    )
    change(
        repository,
        "two",
        (SECOND, 'msgstr "Kein Rat."'),
        (f"Revision-Date: {dated}", "Revision-Date: 2027-03-01 00:00+0000"),
    )
    assert git(repository, "merge", "-q", "one", check=False).returncode == 0
    merged = {
        entry.msgid: entry.msgstr for entry in polib.pofile(str(repository.root / "locales/de/articles/first.po"))
    }
    assert "PO-Revision-Date: 2027-03-01" in repository.read("locales/de/articles/first.po")
    assert merged["First steps"] == "Die ersten Schritte"
    assert merged["This is not advice."] == "Kein Rat."


@pytest.mark.parametrize(
    "program",
    [
        "no-such-program",
        f"{sys.executable} -c 'import no_such_module'",  # an environment whose Python is another by now
        "false",
        "sh -c 'exit 2'",  # out of memory, a full disk, a wrong call
        "sh -c 'kill -9 $$'",
    ],
)
def test_where_the_driver_does_not_come_to_its_end_nothing_of_theirs_is_left_out(
    repository: Site, program: str
) -> None:
    lines = (ROOT / "TRANSLATING.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("$ git config merge.pelican-gettext.driver ")]
    *_, name, driver = shlex.split(line)
    git(repository, "config", name, driver.replace("pelican-gettext merge-driver", program))
    change(repository, "one", (FIRST, 'msgstr "Die ersten Schritte"'))
    change(repository, "two", (SECOND, 'msgstr "Kein Rat."'))
    assert git(repository, "merge", "-q", "one", check=False).returncode == 1
    merged = repository.read("locales/de/articles/first.po")
    assert "Die ersten Schritte" in merged
    assert "Kein Rat." in merged
    assert "UU locales/de/articles/first.po" in git(repository, "status", "--short").stdout


def test_what_the_driver_has_merged_is_not_merged_by_lines_once_more(repository: Site) -> None:
    """Whether it was messages of which both sides made other texts, or a catalog that is not well-formed."""
    lines = (ROOT / "TRANSLATING.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("$ git config merge.pelican-gettext.driver ")]
    *_, name, driver = shlex.split(line)
    git(repository, "config", name, driver.replace("pelican-gettext", f"{sys.executable} -m pipeline"))
    for other, marks in (('msgstr "Zum Anfang"', 0), ('msgstr "Zum Anfang', 1)):
        change(repository, "one", (FIRST, 'msgstr "Die ersten Schritte"'))
        change(repository, "two", (FIRST, other))
        assert git(repository, "merge", "-q", "one", check=False).returncode == 1
        merged = repository.read("locales/de/articles/first.po")
        assert merged.count("<<<<<<<") == marks
        assert "Die ersten Schritte" in merged
        assert "Zum Anfang" in merged
        git(repository, "merge", "--abort")


def test_git_merges_a_catalog_that_both_branches_made(repository: Site) -> None:
    path = "locales/de/articles/first.po"
    text = repository.read(path)
    git(repository, "rm", "-q", path)
    git(repository, "commit", "-qm", "without")
    for branch, answer, other in (("one", FIRST, SECOND), ("two", SECOND, FIRST)):
        git(repository, "checkout", "-q", "-B", branch, "main")
        repository.write(path, text.replace(other, 'msgstr ""'))
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", branch)
        assert answer in repository.read(path)
    done = git(repository, "merge", "-q", "one", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.read(path) == text


def test_git_marks_the_lines_of_a_catalog_that_cannot_be_read(repository: Site) -> None:
    path = "locales/de/articles/first.po"
    change(repository, "one", (SECOND, 'msgstr "Gar kein Rat.'))
    change(repository, "two", (SECOND, 'msgstr "Kein Rat."'))
    done = git(repository, "merge", "-q", "one", check=False)
    assert done.returncode == 1
    assert f"{path} (theirs):" in done.stdout + done.stderr
    for text in ('"Gar kein Rat.', '"Kein Rat."', "<<<<<<< ours", ">>>>>>> theirs"):
        assert text in repository.read(path)
    assert repository.run("lint", str(repository.root / path)).exit_code == 2


def test_git_reports_a_conflict_and_the_file_stays_readable(repository: Site) -> None:
    change(repository, "one", (SECOND, 'msgstr "Gar kein Rat."'))
    change(repository, "two", (SECOND, 'msgstr "Kein Rat."'))
    done = git(repository, "merge", "-q", "one", check=False)
    assert done.returncode == 1
    assert "“This is not advice.” was translated differently on both sides" in done.stderr + done.stdout
    assert repository.run("lint", str(repository.root / "locales/de/articles/first.po")).exit_code == 0
    entries = polib.pofile(str(repository.root / "locales/de/articles/first.po"))
    (entry,) = [entry for entry in entries if entry.msgid == "This is not advice."]
    assert (entry.msgstr, entry.fuzzy) == ("Kein Rat.", True)
    assert entry.tcomment.endswith("Gar kein Rat.")


def test_lint_names_file_and_line(good_site: Site) -> None:
    good_site.replace("locales/de/theme.po", 'msgstr "Tiny"', 'msgstr "Tiny')
    paths = [str(path) for path in sorted((good_site.root / "locales").rglob("*.po"))]
    result = good_site.run("lint", *paths)
    assert result.exit_code == 2
    assert "locales/de/theme.po:" in result.output
    assert result.output.count("error:") == 1


def test_the_hooks_name_commands_that_exist() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    for name in ("lint", "check"):
        assert f"entry: pelican-gettext {name}\n" in hooks


def test_git_says_what_was_mended_on_one_branch_and_removed_on_the_other(repository: Site) -> None:
    change(repository, "one", (SECOND, 'msgstr "Gar kein Rat."'))
    git(repository, "checkout", "-q", "-B", "two", "main")
    repository.replace("source/articles/first.md", "This is not advice.", "")
    repository.run("update", "de")
    git(repository, "commit", "-qam", "two")
    done = git(repository, "merge", "-q", "one", check=False)
    assert done.returncode == 1
    told = done.stderr + done.stdout
    assert "“This is not advice.” got another translation on one side and was removed on the other [conflict]" in told
    assert "remedy: it is “Gar kein Rat.”, now obsolete" in told
    assert '#~ msgstr "Gar kein Rat."' in repository.read("locales/de/articles/first.po")


def test_a_text_that_was_moved_on_one_branch_and_mended_on_the_other_is_told_by_merge_and_check(
    repository: Site,
) -> None:
    change(repository, "one", ('msgstr "Anfang"', 'msgstr "Beginn"'))
    git(repository, "checkout", "-q", "-B", "two", "main")
    repository.replace("source/articles/first.md", "Beginning", "An end")
    repository.replace("source/articles/second.md", "Go on.", "Beginning")
    repository.run("update", "de")
    git(repository, "commit", "-qam", "two")
    assert git(repository, "merge", "-q", "one", check=False).returncode == 1
    found = repository.run("check", "de").output
    assert "locales/de/articles/second.po" in found
    assert "“Beginning”: an obsolete message of articles/first.po has “Beginn”" in found


def test_the_texts_of_many_others_are_kept_in_order_in_work_in_proportion_to_their_number() -> None:
    one, *others = (Message("a", translations=(f"{number}",)) for number in range(4))
    assert in_conflict(one, *others) == in_conflict(in_conflict(one, *others[:2]), others[2])

    def join(length: int) -> None:
        in_conflict(one, *(Message("a", translations=(f"{number}",)) for number in range(length)))

    assert grows_with_its_length(join, 200)
