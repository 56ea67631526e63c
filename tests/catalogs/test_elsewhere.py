"""What of a language's catalogs is held for others: what they may ask for, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogs.candidates import Memory
from pipeline.catalogs.elsewhere import Elsewhere
from pipeline.catalogs.plurals import plural_rule
from pipeline.catalogs.texts import Texts
from pipeline.model import Catalog, Message
from tests.making import DE, catalog, fuzzy, message

RULE = plural_rule("de")
TEMPLATES = {
    "a": Catalog("a", None, (message("Shared"), message("Alone in a"))),
    "b": Catalog("b", None, (message("Shared"), message("Alone in b"))),
}


def gone(text: str, answer: str) -> Message:
    return message(text, answer, obsolete=True)


def noted(*catalogs: Catalog) -> Memory:
    texts = Texts.of(message.key for template in TEMPLATES.values() for message in template.messages)
    elsewhere = Elsewhere(texts, DE)
    for known in catalogs:
        elsewhere.note(TEMPLATES.get(known.domain, Catalog(known.domain, None, ())), known)
    return elsewhere.memory(RULE)


def held(memory: Memory) -> tuple[dict[str, str], list[str]]:
    translations = {key[1]: message.translations[0] for key, message in memory.translations.items()}
    return translations, [message.msgid for message in memory.unused.candidates.messages]


def test_of_what_is_in_use_only_texts_of_several_templates_are_held() -> None:
    own = catalog(message("Shared", "Geteilt"), message("Alone in a", "Nur hier"), domain="a")
    assert held(noted(own)) == ({"Shared": "Geteilt"}, [])


def test_where_catalogs_differ_the_first_one_in_use_counts_and_then_the_first_obsolete_one() -> None:
    catalogs = [
        catalog(gone("Shared", "früher"), gone("Alone in b", "zuerst"), domain="a"),
        catalog(message("Shared", "jetzt"), domain="b"),
        catalog(gone("Alone in b", "danach"), gone("Shared", "noch"), domain="c"),
    ]
    assert held(noted(*catalogs)) == ({"Shared": "jetzt", "Alone in b": "zuerst"}, [])


def test_a_text_that_all_templates_have_is_held_once() -> None:
    elsewhere = Elsewhere(Texts.of(message.key for template in TEMPLATES.values() for message in template.messages), DE)
    for name, template in TEMPLATES.items():
        elsewhere.note(template, catalog(message("Shared", "Geteilt"), domain=name))
    assert [kept.domain for kept, _ in elsewhere._kept] == ["a"]


def test_what_became_unused_just_now_is_held_and_what_was_is_only_in_the_memory() -> None:
    own = catalog(
        message("Left", "Übrig"), fuzzy("Unsure", "Unsicher"), message("Empty"), gone("Old", "Alt"), domain="a"
    )
    memory = noted(own, catalog(gone("Imported", "Von außen"), domain="memory"))
    assert held(memory)[1] == ["Left", "Unsure", "Imported"]
    assert (memory.unused.of("a"), memory.unused.of("memory"), memory.unused.of("b")) == (
        range(2),
        range(2, 3),
        range(0),
    )


def test_what_is_unsure_incomplete_or_of_another_language_serves_nobody() -> None:
    shared = catalog(fuzzy("Shared", "Geteilt"), domain="a")
    polish = replace(
        catalog(message("Shared", "Wspólne"), message("Left", "x"), domain="b"), headers=(("Language", "pl"),)
    )
    assert held(noted(shared, polish, catalog(message("Shared"), domain="b"))) == ({}, [])


def test_plural_texts_are_given_in_the_forms_that_are_asked_for() -> None:
    beds = Message("bed", msgid_plural="beds", translations=("Betten", "Bett"))
    other = replace(catalog(beds, domain="old"), headers=(("Plural-Forms", "nplurals=2; plural=n==1;"),))
    (message,) = noted(other).unused.candidates.messages
    assert message.translations == ("Bett", "Betten")


def test_a_plural_text_is_complete_or_not_in_the_forms_that_are_asked_for() -> None:
    """A rule that tells fewer numbers apart need not have the form that nobody has filled in."""
    dual = Message("Shared", msgid_plural="many", translations=("eins", "", "viele"), obsolete=True)
    header = "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
    memory = noted(replace(catalog(dual, domain="old"), headers=(("Plural-Forms", header),)))
    assert memory.translations[None, "Shared"].translations == ("eins", "viele")
