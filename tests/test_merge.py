"""Merging: what a translation takes, and that no human text is ever dropped."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.merge import merge
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
    memory = {(None, "Moved."): said("Moved.", "Umgezogen.")}
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


TEXT = st.text(alphabet="abc dose.", min_size=1, max_size=12)
MESSAGES = st.dictionaries(TEXT, st.tuples(TEXT, st.sampled_from(["live", "fuzzy", "obsolete", "empty"])), max_size=8)


@given(st.sets(TEXT, max_size=8), MESSAGES)
def test_no_human_text_is_dropped_and_no_fuzzy_one_counts_as_translated(msgids: set[str], old: dict) -> None:
    messages = []
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
    result, _ = merge(new, catalog(*messages), plural_count=2)
    before = {text for message in messages for text in message.translations if text}
    after = {text for message in result.messages for text in message.translations if text}
    assert before <= after
    was_current = {(message.msgid, message.translations) for message in messages if not message.fuzzy}
    for message in result.messages:
        if message.translated:
            assert (message.msgid, message.translations) in was_current
        if message.fuzzy:
            assert message.previous is not None
