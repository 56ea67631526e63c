"""What rules have said of pairs of texts is remembered, and never instead of asking."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.cache import remember
from pipeline.checks.pair import Fault
from pipeline.model import Segment
from pipeline.review.remembered import RememberingRules, Store
from pipeline.surroundings import NOWHERE, Place, PlaceKind, Surroundings
from tests.making import DE

TEXT = Segment("x", "y").notation


class Rules:
    """Rules that count how often they are asked."""

    def __init__(self) -> None:
        self.asked = 0

    def security(self, source: str, translation: str, *_: object) -> Iterable[Fault]:
        self.asked += 1
        return [Fault("plain-text", f"{source} {translation}", "there", "here", True)]

    def remarks(self, *_: object) -> Iterable[Fault]:
        self.asked += 1
        return []


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return Store(tmp_path / "pelicanconf.py", "de", "one")


def test_a_pair_is_asked_about_once_and_the_answer_is_the_same() -> None:
    rules = Rules()
    remembering = RememberingRules(rules)
    first, again = (remembering.security("a", "b", TEXT, "title") for _ in range(2))
    assert first == again == (Fault("plain-text", "a b", "there", "here", True),)
    assert rules.asked == 1


@pytest.mark.parametrize("pair", [("a", "c", "title"), ("c", "b", "title"), ("a", "b", "paragraph")])
def test_whatever_a_rule_is_told_makes_another_question(pair: tuple[str, str, str]) -> None:
    rules = Rules()
    remembering = RememberingRules(rules)
    remembering.security("a", "b", TEXT, "title")
    remembering.security(*pair[:2], TEXT, pair[2])
    assert rules.asked == 2


def test_where_a_text_stands_makes_another_question() -> None:
    rules = Rules()
    remembering = RememberingRules(rules)
    for surroundings in (NOWHERE, Surroundings(("noscript",)), Surroundings(places=(Place(PlaceKind.TEXT, "a:1"),))):
        remembering.security("a", "b", TEXT, "title", surroundings)
    assert rules.asked == 3


def test_security_and_remarks_are_two_questions() -> None:
    rules = Rules()
    remembering = RememberingRules(rules)
    assert remembering.security("a", "b", TEXT, "title")
    assert not remembering.remarks("a", "b", TEXT, "title", DE)


def test_news_is_told_once_and_learnt_elsewhere() -> None:
    here, rules = RememberingRules(Rules()), Rules()
    here.security("a", "b", TEXT, "title")
    there = RememberingRules(rules)
    there.learn(here.news())
    assert there.security("a", "b", TEXT, "title")
    assert (rules.asked, here.news()) == (0, {})


def test_the_next_run_knows_what_this_one_was_asked_and_nothing_else(store: Store) -> None:
    first = RememberingRules(Rules(), store)
    first.security("a", "b", TEXT, "title")
    first.security("c", "d", TEXT, "title")
    first.save()
    rules = Rules()
    second = RememberingRules(rules, store)
    second.security("a", "b", TEXT, "title")
    second.save()
    assert rules.asked == 0
    assert len(store.load()) == 1


def test_what_other_rules_have_said_is_nothing(store: Store, tmp_path: Path) -> None:
    store.save({"x": ()})
    assert store.load() == {"x": ()}
    assert Store(tmp_path / "pelicanconf.py", "de", "two").load() == {}
    assert Store(tmp_path / "pelicanconf.py", "ar", "one").load() == {}
    assert Store(tmp_path / "other.py", "de", "one").load() == {}


@pytest.mark.parametrize("found", [None, 3, [], "text"])
def test_a_store_that_is_none_is_nothing(store: Store, tmp_path: Path, found: object) -> None:
    remember(f"{tmp_path / 'pelicanconf.py'} de", "one", found)
    assert store.load() == {}


def test_an_answer_that_is_none_is_asked_for_again(store: Store) -> None:
    rules = Rules()
    first = RememberingRules(rules, store)
    first.security("a", "b", TEXT, "title")
    first.save()
    (key,) = store.load()
    store.save({key: [["too", "many", "fields", "for", "a", "fault"]]})
    assert RememberingRules(rules, store).security("a", "b", TEXT, "title")
    assert rules.asked == 2


def test_nobody_finds_two_translations_with_one_digest(store: Store) -> None:
    """With 12 bytes some days of a machine would do: the verdict on a harmless one would be the other's."""
    rules = RememberingRules(Rules(), store)
    rules.security("a", "b", TEXT, "paragraph")
    assert all(len(bytes.fromhex(key)) >= 20 for key in rules.news())


def test_portions_are_remembered_each_by_itself(store: Store) -> None:
    rules = Rules()
    for label, text in (("0/2", "a"), ("1/2", "b")):
        portion = RememberingRules(rules, store).portion(label)
        portion.security(text, text, TEXT, "title")
        portion.save()
    counts = [len(own.load()) for own in (store.portion("0/2"), store.portion("1/2"), store)]
    assert counts == [1, 1, 0]
