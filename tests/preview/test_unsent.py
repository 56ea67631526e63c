"""Which files wait to be sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.preview.unsent import Unsent


@pytest.fixture
def started(tmp_path: Path) -> Callable[..., Unsent]:
    """A preview of this test's own project."""

    def start(**texts: str) -> Unsent:
        found = Unsent(tmp_path / "pelicanconf.py")
        found.begin(texts)
        return found

    return start


def test_nothing_waits_at_first(started: Callable[..., Unsent]) -> None:
    assert started(de="Eins", fr="Un").changed({"de": "Eins", "fr": "Un"}) == []


def test_what_was_not_sent_waits_in_the_next_preview_as_well(started: Callable[..., Unsent]) -> None:
    started(de="Eins", fr="Un").keep({"de": "Zwei", "fr": "Un"})
    assert started(de="Zwei", fr="Un").changed({"de": "Zwei", "fr": "Un"}) == ["de"]
    again = started(de="Zwei")
    assert again.changed({"de": "Eins"}) == []  # somebody took it back
    again.keep({"de": "Eins"})
    assert started(de="Eins").changed({"de": "Eins"}) == []


def test_what_was_sent_is_shown_until_the_preview_ends_and_waits_again_when_it_changes(
    started: Callable[..., Unsent],
) -> None:
    first = started(de="Eins")
    first.keep({"de": "Zwei"})
    first.sent(["de"], {"de": "Zwei"})
    assert first.changed({"de": "Zwei"}) == ["de"]
    assert started(de="Zwei").changed({"de": "Zwei"}) == []
    first.keep({"de": "Drei"})
    assert started(de="Drei").changed({"de": "Drei"}) == ["de"]
    assert started(de="Drei").changed({"de": "Zwei"}) == []  # as it was sent


def test_a_language_that_is_not_shown_tonight_is_not_forgotten(started: Callable[..., Unsent]) -> None:
    started(de="Eins", fr="Un").keep({"de": "Zwei", "fr": "Un"})
    started(fr="Un").keep({"fr": "Deux"})
    assert started(de="Zwei", fr="Deux").changed({"de": "Zwei", "fr": "Deux"}) == ["de", "fr"]


def test_without_a_store_it_begins_anew(started: Callable[..., Unsent], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cache.place", lambda: None)
    started(de="Eins").keep({"de": "Zwei"})
    assert started(de="Zwei").changed({"de": "Zwei"}) == []
