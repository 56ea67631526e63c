"""The words of a language are data, read strictly and only when the language is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.catalogs.edits import alarming
from pipeline.lexicon import are_told_apart, known_languages, lexicon_of, parsed


@pytest.mark.parametrize("language", sorted(known_languages()))
def test_every_data_file_is_read(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon.negations or lexicon.unfinished
    assert lexicon_of(f"{language}_XX") is lexicon


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt", "pl", "ja", "zh", "ar"])
def test_the_small_numbers_of_the_sites_languages_are_known(language: str) -> None:
    assert set(range(13)) <= set(lexicon_of(language).numbers)


def test_a_language_without_a_data_file_has_an_empty_lexicon() -> None:
    assert repr(lexicon_of("tlh")) == repr(parsed(""))
    assert not lexicon_of("tlh").may_deny("not")
    assert list(lexicon_of("tlh").denying("not")) == []


@pytest.mark.parametrize(
    "text",
    [
        "negation = ['not']",  # the key is negations
        "negations = 'not'",
        "negations = ['(']",
        "doubled = [1]",
        "joined = 'yes'",
        "[numbers]\ntwo = ['two']",
        "[scales]\nthousand = '1000'",
        "[units]\nmass-gram = 'g'",
    ],
)
def test_a_data_file_with_an_unknown_key_or_a_wrong_entry_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        parsed(text)


def test_only_the_languages_that_are_asked_for_are_read() -> None:
    code = (
        "from pipeline.lexicon import lexicon_of, _lexicon; lexicon_of('de_AT'); lexicon_of('de'); "
        "print(_lexicon.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize(
    ("previous", "current", "note"),
    [
        ("You cannot drive.", "You can drive.", "cannot → none"),
        ("It does not hurt.", "It does hurt.", "not → none"),
        ("Take it without food.", "Take it with food.", "without → none"),
        ("You must not eat.", "You must never eat.", "not → never"),
        ("It isn’t safe.", "It is safe.", "isn't → none"),
        ("It is no longer open.", "It is open.", "no longer → none"),
        ("Unless you are ill", "If you are ill", "unless → none"),
    ],
)
def test_an_edit_that_changes_what_is_denied_is_pointed_out(previous: str, current: str, note: str) -> None:
    assert next(alarming(previous, current, "en")) == f"another negation: {note}"


@pytest.mark.parametrize(
    ("previous", "current", "language"),
    [
        ("It is usual here.", "It is unusual here.", "en"),
        ("You should avoid it.", "You should prefer it.", "en"),
        ("Der Raum ist bequem.", "Der Raum ist unbequem.", "de"),
    ],
)
def test_words_that_only_excuse_a_translation_are_no_alarm(previous: str, current: str, language: str) -> None:
    assert list(alarming(previous, current, language)) == []
    assert lexicon_of(language).may_deny(f"{previous} {current}")


@pytest.mark.parametrize(
    ("previous", "current", "language"),
    [
        ("Sie dürfen nicht fahren.", "Sie dürfen fahren.", "de"),
        ("No puede conducir.", "Puede conducir.", "es"),
        ("Vous n’êtes pas seul.", "Vous êtes seul.", "fr"),
        ("Non può guidare.", "Può guidare.", "it"),
        ("U mag niet rijden.", "U mag rijden.", "nl"),
        ("Nie wolno prowadzić.", "Wolno prowadzić.", "pl"),
        ("Você não pode dirigir.", "Você pode dirigir.", "pt_BR"),
        ("Du får inte köra.", "Du får köra.", "sv"),
        ("運転できません。", "運転できます。", "ja"),
        ("不能开车。", "能开车。", "zh_Hans"),
        ("لا يمكنك القيادة.", "يمكنك القيادة.", "ar"),
    ],
)
def test_a_source_in_any_known_language_is_watched_for_negations(previous: str, current: str, language: str) -> None:
    assert any(note.startswith("another negation") for note in alarming(previous, current, language))
    assert list(alarming(current, current, language)) == []


@pytest.mark.parametrize(
    ("one", "other", "told_apart"),
    [("en", "de", True), ("en", "en_GB", False), ("nb", "da", False), ("zh_Hans", "yue", False), ("nl", "af", True)],
)
def test_languages_that_share_whole_sentences_are_not_told_apart(one: str, other: str, told_apart: bool) -> None:
    assert are_told_apart(one, other) is told_apart
