"""A text is guessed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.verify import guesses
from pipeline.verify.guesses import Guesses


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the detector is asked about."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found: list[str] = []
    monkeypatch.setattr(guesses, "guessed_language", lambda text: (found.append(text), text[:2])[1])
    return found


def test_what_was_guessed_is_known_the_next_time_and_what_nobody_asks_for_is_forgotten(asked: list[str]) -> None:
    for texts in (["de 1", "fr 2", "de 1"], ["de 1", "fr 2"], ["fr 2"], ["fr 2", "de 1"]):
        assert Guesses("site").languages_of(texts) == {text: text[:2] for text in texts}
    assert asked == ["de 1", "fr 2", "de 1"]


def test_another_version_of_the_detector_is_asked_again(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model"
    monkeypatch.setattr(guesses, "_detector", lambda: [model])
    for text in ("one", "another", ""):
        if text:
            model.write_text(text)
        Guesses("site").languages_of(["de 1"])
    assert asked == ["de 1"] * 2


def test_without_a_name_nothing_is_kept(asked: list[str]) -> None:
    for _ in range(2):
        Guesses("").languages_of(["de 1"])
    assert asked == ["de 1"] * 2


def test_the_detector_is_in_no_process_that_is_large_already(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Nehmen Sie morgens vor dem Essen eine Tablette.", "Take one tablet in the morning before you eat."]
    found = Guesses("site", apart=True).languages_of(texts)
    assert list(found.values()) == ["de", "en"]
    assert Guesses("site", apart=True).languages_of(texts) == found
    monkeypatch.setattr(guesses, "_detector", list)
    assert Guesses("", apart=True).languages_of(["fr 1"]) == {"fr 1": "fr"}
    assert asked == ["fr 1"]
