"""Merging: what a translation takes, and that no human text is ever dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.catalogs.candidates import Memory, Unused
from pipeline.catalogs.edits import skeleton
from pipeline.catalogs.merge import merge
from pipeline.catalogs.waivers import unreadable_waivers, waived_in_comment
from pipeline.model import Catalog, Message, Previous


def template(*messages: Message) -> Catalog:
    return Catalog("d", None, messages)


def catalog(*messages: Message) -> Catalog:
    return Catalog("d", "de", messages)


def said(msgid: str, *translations: str, **fields) -> Message:
    return Message(msgid, translations=translations or ("",), **fields)


def merged(new: Catalog, old: Catalog, **options) -> dict[str, Message]:
    result, _ = merge(new, old, plural_count=2, **options)
    return {message.msgid: message for message in result.messages}


def test_the_same_message_keeps_translation_comment_and_foreign_flags() -> None:
    old = said("A", "Ä", comment="checked", flags=("no-wrap",))
    message = merged(template(said("A", extracted=("title",), flags=("markdown-text",))), catalog(old))["A"]
    assert message == said("A", "Ä", comment="checked", flags=("markdown-text", "no-wrap"), extracted=("title",))


def test_a_fuzzy_message_stays_fuzzy_until_someone_looks_at_it() -> None:
    old = said("A", "Ä", flags=("fuzzy",), previous=Previous("B"))
    message = merged(template(said("A")), catalog(old))["A"]
    assert message.fuzzy
    assert message.previous == Previous("B")


def test_an_edited_message_becomes_fuzzy_and_knows_what_it_was_made_for() -> None:
    old = said("You may take it with alcohol.", "Mit Alkohol erlaubt.")
    new = said("You may not take it with alcohol.")
    message = merged(template(new), catalog(old))[new.msgid]
    assert message.translations == ("Mit Alkohol erlaubt.",)
    assert message.fuzzy
    assert not message.translated
    assert message.previous == Previous("You may take it with alcohol.")


def test_a_message_edited_twice_still_knows_the_text_it_was_translated_from() -> None:
    old = said(
        "Take two tablets a day.", "Eine Tablette.", flags=("fuzzy",), previous=Previous("Take one tablet a day.")
    )
    message = merged(template(said("Take three tablets a day.")), catalog(old))["Take three tablets a day."]
    assert message.previous == Previous("Take one tablet a day.")


def test_a_message_that_is_gone_becomes_obsolete_and_comes_back_with_its_text() -> None:
    gone, _ = merge(template(said("B")), catalog(said("A long sentence.", "Ein Satz.")), plural_count=2)
    assert gone.messages[1] == said("A long sentence.", "Ein Satz.", obsolete=True)
    back, report = merge(template(said("A long sentence.")), gone, plural_count=2)
    assert back.messages == (said("A long sentence.", "Ein Satz."),)
    assert report.revived == 1


def test_text_that_moved_to_another_file_takes_its_translation_along() -> None:
    memory = Memory({(None, "Moved."): said("Moved.", "Umgezogen.")})
    message = merged(template(said("Moved.")), catalog(), memory=memory)["Moved."]
    assert message.translated


def test_an_unlike_message_is_not_suggested() -> None:
    message = merged(template(said("Contact us today.")), catalog(said("Completely different words", "X")))
    assert not message["Contact us today."].has_text


def test_critical_text_is_suggested_only_its_own_earlier_version() -> None:
    new = said("This text is no medical advice at all.", extracted=("paragraph", "critical: disclaimer"))
    elsewhere = said("This text is no medical advice.", "Kein Rat.", extracted=("paragraph",))
    assert not merged(template(new), catalog(elsewhere))[new.msgid].has_text
    its_own = replace(elsewhere, extracted=("paragraph", "critical: disclaimer"))
    assert merged(template(new), catalog(its_own))[new.msgid].fuzzy


def test_the_likeness_in_the_same_place_wins() -> None:
    there = said("Take one tablet.", "Dort.", extracted=("list item", "in: There"), references=("a.md",))
    here = said("Take two tablets now.", "Hier.", extracted=("list item", "in: Here"), references=("a.md",))
    new = said("Take one tablet now.", extracted=("list item", "in: Here"), references=("a.md",))
    assert merged(template(new), catalog(there, here))[new.msgid].translations == ("Hier.",)


def test_a_message_that_gains_a_plural_is_fuzzy() -> None:
    new = Message("%(n)s article", msgid_plural="%(n)s articles", translations=("", ""))
    message = merged(template(new), catalog(said("%(n)s article", "%(n)s Artikel")))["%(n)s article"]
    assert message.translations == ("%(n)s Artikel", "")
    assert message.fuzzy


def test_merging_again_changes_nothing() -> None:
    new = template(said("A one", extracted=("p",)), said("B two"))
    once, _ = merge(new, catalog(said("A on", "Ä"), said("gone away", "weg")), plural_count=2)
    twice, _ = merge(new, once, plural_count=2)
    assert once == twice


def test_an_empty_message_is_filled_with_a_translation_from_elsewhere() -> None:
    memory = Memory({(None, "Rest."): said("Rest.", "Ruhe.")})
    result, report = merge(template(said("Rest.")), catalog(said("Rest.")), plural_count=2, memory=memory)
    assert result.messages[0].translated
    assert (report.moved, report.new) == (1, 0)


MECHANICAL = {
    "a link": ("See [it](a.md).", "See [it](b/c.md).", "Siehe [hier](a.md).", "Siehe [hier](b/c.md)."),
    "a picture": ("![A moon](a.svg)", "![A moon](b.png)", "![Ein Mond](a.svg)", "![Ein Mond](b.png)"),
    "an attribute": (
        'A <a class="x" href="u">b</a>',
        'A <a class="y" href="v">b</a>',
        'Ein <a href="u" class="x">b</a>',
        'Ein <a href="v" class="y">b</a>',
    ),
    "an address in the text": (
        "See https://a.example/b for it.",
        "See https://c.example/d for it.",
        "Näheres: https://a.example/b",
        "Näheres: https://c.example/d",
    ),
    "a target in reStructuredText": ("`A <x.html>`_ b", "`A <y.html>`_ b", "`Ä <x.html>`_ b", "`Ä <y.html>`_ b"),
    "quotation marks": ('Say "yes".', "Say “yes”.", "Sag „ja“.", "Sag „ja“."),
    "an apostrophe": ("Don't.", "Don’t.", "Nicht.", "Nicht."),
    "white space": ("5 mg of it", "5\u00a0mg of it", "5 mg davon", "5 mg davon"),
    "an attribute list": ("A [b](c){: .x } d", "A [b](c){: .y } d", "Ä [b](c){: .x } d", "Ä [b](c){: .y } d"),
}


@pytest.mark.parametrize(("old", "new", "translation", "adjusted"), MECHANICAL.values(), ids=MECHANICAL.keys())
def test_a_mechanical_edit_is_made_in_the_translation_too(old: str, new: str, translation: str, adjusted: str) -> None:
    result, report = merge(template(said(new)), catalog(said(old, translation)), plural_count=2)
    assert result.messages == (said(new, adjusted),)
    assert report.adjustments == (new,)


NOT_MECHANICAL = {
    "a number in an address": ("See [us](tel:+49301).", "See [us](tel:+49302).", "[Wir](tel:+49301)."),
    "a target that the translation lacks": ("See [it](a.md).", "See [it](b.md).", "Siehe [hier](x.md)."),
    "a target used twice that changes once": (
        "[A](a.md) or [b](a.md)",
        "[A](a.md) or [b](b.md)",
        "[Ä](a.md) oder [b](a.md)",
    ),
    "a prose attribute": (
        'A <i title="x">b</i> cold',
        'A <i title="y">b</i> cold',
        'Ein <i title="x">b</i> kalt',
    ),
    "a comma": ("Stop, no more.", "Stop no more.", "Halt, nicht mehr."),
    "a hard break": ("One line and\nanother", "One line and another", "Eine Zeile und\nnoch eine"),
}


@pytest.mark.parametrize(("old", "new", "translation"), NOT_MECHANICAL.values(), ids=NOT_MECHANICAL.keys())
def test_an_edit_that_may_mean_something_is_for_people(old: str, new: str, translation: str) -> None:
    message = merged(template(said(new)), catalog(said(old, translation)))[new]
    assert message.fuzzy
    assert message.translations == (translation,)


def test_a_translation_that_is_not_certain_is_not_adjusted() -> None:
    old = said("See [it](a.md).", "Siehe [hier](a.md).", flags=("fuzzy",), previous=Previous("Look at [it](a.md)."))
    assert merged(template(said("See [it](b.md).")), catalog(old))["See [it](b.md)."].fuzzy


def test_critical_text_is_adjusted_only_from_its_own_earlier_version() -> None:
    new = said("No [advice](b.md).", extracted=("paragraph", "in: D", "critical: disclaimer"))
    other = said("No [advice](a.md).", "Kein [Rat](a.md).", extracted=("paragraph", "in: D"))
    assert not merged(template(new), catalog(other))[new.msgid].has_text
    own = replace(other, extracted=new.extracted)
    assert merged(template(new), catalog(own))[new.msgid].translations == ("Kein [Rat](b.md).",)


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("Take 500 mg daily.", "Take 5000 mg daily.", "another number: 500 → 5000"),
        ("Take 5 mg daily.", "Take 5 g daily.", "another unit: mg → g"),
        ("You may drive home.", "You may not drive home.", "another negation: none → not"),
        ("It can’t hurt you then.", "It can hurt you then.", "another negation: can't → none"),
    ],
)
def test_what_turns_the_meaning_round_is_said_as_long_as_the_message_is_fuzzy(old: str, new: str, note: str) -> None:
    current = template(said(new, extracted=("paragraph",)))
    once, _ = merge(current, catalog(said(old, "X Y Z")), plural_count=2)
    assert once.messages[0].extracted[:2] == ("paragraph", f"attention: {note}")
    twice, _ = merge(current, once, plural_count=2)
    assert twice == once
    done = replace(once, messages=(replace(once.messages[0], flags=(), previous=None),))
    assert merge(current, done, plural_count=2)[0].messages[0].extracted == ("paragraph",)


def test_text_that_moved_and_was_edited_is_found_in_the_file_it_left() -> None:
    left = said("The long sentence about rest that moved.", "Der lange Satz.", references=("a.md",))
    new = said("The long sentence about sleep that moved.", references=("b.md",))
    result, report = merge(template(new), catalog(), plural_count=2, memory=Memory(unused=Unused({"e": (left,)})))
    assert result.messages[0].fuzzy
    assert report.fuzzy == 1


def test_a_text_that_is_left_in_a_catalog_is_suggested_once() -> None:
    old = said("The long sentence about rest.", "Der lange Satz.")
    new = [said("The long sentence about sleep."), said("The long sentence about dreams.")]
    result, _ = merge(template(*new), catalog(old), plural_count=2, memory=Memory(unused=Unused({"d": (old,)})))
    assert sum(message.has_text for message in result.messages) == 1


@pytest.mark.heavy
def test_large_rewrites_take_no_quadratic_time() -> None:
    """Each message is compared with a bounded number of others: 4 times as many take about 4 times as long."""

    def comparisons(count: int) -> int:
        old = catalog(*(said(f"the same old words in number {n} of all", f"t{n}") for n in range(count)))
        new = template(*(said(f"the same new words in number {n} of all") for n in range(count)))
        calls = 0
        original = fuzz.ratio

        def counted(*arguments: object, **options: object) -> float:
            nonlocal calls
            calls += 1
            return original(*arguments, **options)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("pipeline.catalogs.candidates.fuzz.ratio", counted)
            merge(new, old, plural_count=2)
        return calls

    assert comparisons(800) <= 6 * comparisons(200)


ONE, OTHER = said("Take one tablet a day."), said("Take two tablets a day.")
TAKEN = said(ONE.msgid, "Eine am Tag.", comment="checked by A\nwaive: numbers, as on the box", flags=("no-wrap",))


def edited(*steps: Message, start: Message = TAKEN, change: Callable[[Message], Message] | None = None) -> Message:
    """A message after the source was edited step by step; `change` is done to it before the last step."""
    old = catalog(start)
    for number, step in enumerate(steps, 1):
        if change and number == len(steps):
            old = replace(old, messages=tuple(map(change, old.messages)))
        old, _ = merge(template(step), old, plural_count=2)
    (live,) = [message for message in old.messages if not message.obsolete]
    return live


@pytest.mark.parametrize("steps", [(OTHER, ONE), (OTHER, OTHER, ONE), (OTHER, said("Take three tablets a day."), ONE)])
def test_an_edit_that_is_taken_back_leaves_no_trace(steps: tuple[Message, ...]) -> None:
    assert edited(*steps) == TAKEN


def test_an_edit_that_is_taken_back_after_the_paragraph_was_gone_leaves_no_trace() -> None:
    gone, _ = merge(template(), catalog(edited(OTHER)), plural_count=2)
    assert merge(template(ONE), gone, plural_count=2)[0].messages == (TAKEN,)


def test_an_edit_that_is_taken_back_in_another_file_leaves_no_trace() -> None:
    memory = Memory(unused=Unused({"e": (edited(OTHER),)}))
    assert merge(template(ONE), catalog(), plural_count=2, memory=memory)[0].messages == (TAKEN,)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda message: replace(message, translations=("Zwei am Tag.",)), id="the text, still fuzzy"),
        pytest.param(
            lambda message: replace(message, translations=("Zwei am Tag.",), flags=(), previous=None), id="the text"
        ),
        pytest.param(lambda message: replace(message, flags=(), previous=None), id="accepted for the other text"),
        pytest.param(lambda message: replace(message, comment="is this right?"), id="the comment"),
        pytest.param(lambda message: replace(message, extracted=()), id="a program dropped the notes"),
    ],
)
def test_an_edit_that_is_taken_back_leaves_fuzzy_what_somebody_has_changed(change: Callable) -> None:
    message = edited(OTHER, ONE, change=change)
    assert (message.msgid, message.fuzzy) == (ONE.msgid, True)
    assert message.previous == Previous(OTHER.msgid)


def test_a_waiver_is_kept_and_waives_nothing_of_another_text() -> None:
    other = edited(OTHER)
    assert other.comment == "checked by A\nfor the previous text: waive: numbers, as on the box"
    assert [*waived_in_comment(other), *unreadable_waivers(other)] == []
    assert edited(OTHER, said("Take three tablets a day.")).comment == other.comment


def test_what_a_person_was_not_sure_of_is_fuzzy_after_an_edit_that_is_taken_back() -> None:
    assert edited(OTHER, ONE, start=replace(TAKEN, flags=("fuzzy",))).fuzzy
    assert edited(OTHER, ONE, ONE, start=replace(TAKEN, flags=("fuzzy",))).fuzzy


def test_a_plural_that_comes_and_goes_leaves_no_trace_and_loses_no_form() -> None:
    plural = Message(ONE.msgid, msgid_plural="Take %(n)s.", translations=("",) * 2)
    both = replace(plural, translations=("Eine am Tag.", "%(n)s am Tag."))
    assert edited(plural, ONE) == TAKEN
    single = edited(ONE, start=both)
    assert (single.translations, single.fuzzy) == (("Eine am Tag.",), True)
    assert single.comment == "another plural form: %(n)s am Tag."


NOTE = said("Ask somebody.", comment="whom?", flags=("no-wrap",))


def test_what_was_noted_about_a_message_without_a_translation_is_kept() -> None:
    gone, _ = merge(template(), catalog(NOTE), plural_count=2)
    assert gone.messages == (replace(NOTE, obsolete=True),)
    assert merge(template(said(NOTE.msgid)), gone, plural_count=2)[0].messages == (NOTE,)
    memory = Memory({NOTE.key: said(NOTE.msgid, "Fragen Sie.", comment="done")})
    (filled,) = merge(template(said(NOTE.msgid)), catalog(NOTE), plural_count=2, memory=memory)[0].messages
    assert filled == replace(NOTE, translations=("Fragen Sie.",), comment="whom?\ndone")


TEXT = st.text(alphabet="abc dose.", min_size=1, max_size=12)
MESSAGES = st.dictionaries(TEXT, st.tuples(TEXT, st.sampled_from(["live", "fuzzy", "obsolete", "empty"])), max_size=8)


@given(st.sets(TEXT, max_size=8), MESSAGES, MESSAGES)
def test_no_human_text_is_dropped_and_no_fuzzy_one_counts_as_translated(
    msgids: set[str], old: dict, elsewhere: dict
) -> None:
    messages = []
    memory = {(None, msgid): said(msgid, f"{text}!") for msgid, (text, _) in elsewhere.items()}
    for number, (msgid, (text, state)) in enumerate(old.items()):
        messages.append(
            Message(
                msgid,
                translations=("" if state == "empty" else f"{text}{number}",),
                flags=("fuzzy",) if state == "fuzzy" else (),
                previous=Previous("before") if state == "fuzzy" else None,
                obsolete=state == "obsolete",
            )
        )
    new = template(*(said(msgid) for msgid in sorted(msgids)))
    unused = tuple(message for message in memory.values() if message.msgid not in msgids)
    result, _ = merge(new, catalog(*messages), plural_count=2, memory=Memory(memory, Unused({"e": unused})))
    before = {text for message in messages for text in message.translations if text}
    after = {text for message in result.messages for text in message.translations if text}
    assert before <= after
    was_current = {(message.msgid, message.translations) for message in messages if not message.fuzzy}
    was_current |= {(message.msgid, message.translations) for message in memory.values()}
    assert len({message.key for message in result.messages}) == len(result.messages)
    for message in result.messages:
        if message.translated:
            assert any(skeleton(message.msgid) == skeleton(msgid) for msgid, _ in was_current)
            assert message.translations in {translations for _, translations in was_current}
        if message.fuzzy:
            assert message.previous is not None
