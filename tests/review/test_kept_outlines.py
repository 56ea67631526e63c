"""What a language was worth is so again until something changes by which it is decided."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogs.addresses import Addresses
from pipeline.catalogs.approvals import Approvals
from pipeline.filed import Filing
from pipeline.model import Segment
from pipeline.natives import Native
from pipeline.review import kept_outlines
from pipeline.review.each import judge_anew
from pipeline.review.gate import Gate
from pipeline.review.kept_outlines import KeptOutlines
from pipeline.review.outline import Outline
from pipeline.review.texts import Texts
from tests.making import AR, DE, SETTINGS, article, extracted, message, project_in
from tests.review.test_assess import put

DOCUMENT = article("Hello", "Bye")


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = project_in(tmp_path)
    for locale in ("de", "ar"):
        _grown_old(put(project, locale, domain="theme"))
        _grown_old(put(project, locale, message("Hello", "Hallo"), message("Bye")))
    return Gate.of(project, SETTINGS, extracted(DOCUMENT, project=project))


def _grown_old(path: Path) -> None:
    """As if a while had passed since the file was written: no clock can be set for the time of its last change."""
    os.utime(path, ns=(time.time_ns(), 10**18))


@pytest.fixture(autouse=True)
def _old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written just now count as old ones: what is young is read again."""
    monkeypatch.setattr("pipeline.reads.STEP", -(10**12))


def _judged(gate: Gate, code: str = "code") -> list[str]:
    """The languages that have to be judged; what they are worth is kept."""
    kept = KeptOutlines(gate, code)
    known = [language.locale for language in (DE, AR) if kept.recall(language, Filing()) is None]
    found = judge_anew(gate, [DE, AR], {}, kept)
    fresh = judge_anew(gate, [DE, AR], {}, None)
    assert [one.assessment for one in found] == [one.assessment for one in fresh]
    return known


def test_nothing_is_judged_again_where_nothing_has_changed(gate: Gate) -> None:
    assert _judged(gate) == ["de", "ar"]
    assert _judged(gate) == []


def test_of_a_catalog_that_was_written_just_now_nobody_knows(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be written again within the same step of the clock."""
    _judged(gate)
    monkeypatch.setattr("pipeline.reads.STEP", 10**12)
    assert _judged(gate) == ["de", "ar"]


def test_a_language_is_judged_again_when_one_of_its_catalogs_changes_or_goes(gate: Gate) -> None:
    _judged(gate)
    path = put(gate.project, "de", message("Hello", "Hallo"), message("Bye", "Tschüss"))
    assert (_judged(gate), _judged(gate)) == (["de"], [])
    path.unlink()
    assert (_judged(gate), _judged(gate)) == (["de"], ["de"])
    put(gate.project, "ar").write_text('msgid "x\n', encoding="utf-8")
    assert (_judged(gate), _judged(gate)) == (["de", "ar"], ["de", "ar"])


_OTHERS: dict[str, Callable[[Gate], Gate]] = {
    "a text": lambda gate: _of(gate, article("Hello", "Bye!")),
    "a section": lambda gate: _of(gate, article("Hello", Segment("Bye", "paragraph", anchors=("contact",)))),
    "a page": lambda gate: _of(gate, DOCUMENT, article("Yes", name="b")),
    "a status": lambda gate: _of(gate, replace(DOCUMENT, status="draft")),
    "a text of the theme": lambda gate: _of(gate, DOCUMENT, theme=(message("Home", references=("base.html:1",)),)),
    "a translation by hand": lambda gate: _of(
        gate, DOCUMENT, natives=(Native("articles/a.de.md", DOCUMENT.source, "de", "A"),)
    ),
    "a setting": lambda gate: replace(gate, project=replace(gate.project, publish_at={"default": 0.1})),
    "an approval": lambda gate: replace(gate, policy=replace(gate.policy, approvals=Approvals({}))),
    "an address": lambda gate: replace(gate, ledger=Addresses(frozenset({("de", DOCUMENT.source, "x.html")}))),
    "what was by hand": lambda gate: replace(gate, by_hand={"x.md": "y.md"}),
    "what is published": lambda gate: replace(gate, standing={"de": frozenset({DOCUMENT.source}), "ar": frozenset()}),
    "what nobody knows": lambda gate: replace(gate, standing={"de": None, "ar": None}),
}


def _of(gate: Gate, *documents: object, **more: object) -> Gate:
    return Gate.of(gate.project, SETTINGS, extracted(*documents, project=gate.project, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("what", _OTHERS)
def test_all_by_which_it_is_decided_counts(gate: Gate, what: str) -> None:
    for locale in ("de", "ar"):
        put(gate.project, locale, domain="articles/b")
    _judged(gate)
    assert _judged(_OTHERS[what](gate)) == ["de", "ar"]


def test_other_rules_judge_anew(gate: Gate) -> None:
    _judged(gate)
    assert _judged(gate, "other code") == ["de", "ar"]


def test_what_is_published_in_a_language_counts_there_alone(gate: Gate) -> None:
    one, other = frozenset({DOCUMENT.source}), frozenset[str]()
    _judged(replace(gate, standing={"de": one, "ar": one}))
    assert _judged(replace(gate, standing={"de": one, "ar": other})) == ["ar"]


def test_what_is_in_a_language_alone_is_looked_at_each_time(gate: Gate) -> None:
    """It may be left of a page that is gone, which other files tell."""
    alone = Native("articles/b.de.md", "articles/b.de.md", "de", "B", missing="articles/b.md")
    other = _of(gate, DOCUMENT, natives=(alone,))
    assert (_judged(other), _judged(other)) == (["de", "ar"], ["de"])


def test_a_catalog_that_changes_while_it_is_read_is_not_kept(gate: Gate) -> None:
    kept = KeptOutlines(gate, "code")
    at, states = time.time_ns(), kept.states(DE)
    (found,) = judge_anew(gate, [DE], {}, None)
    put(gate.project, "de", message("Hello", "Guten Tag, alle miteinander"), message("Bye"))
    kept.keep(DE, Outline.of(found.assessment), Texts.of(found.assessment.translations), states, at)
    assert kept.recall(DE, Filing()) is None


def test_texts_of_another_time_are_not_of_it(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds at once may each keep a part of what they know."""
    kept = KeptOutlines(gate, "code")
    at, states = time.time_ns(), kept.states(DE)
    (found,) = judge_anew(gate, [DE], {}, None)
    outline, texts = Outline.of(found.assessment), Texts.of(found.assessment.translations)
    kept.keep(DE, outline, texts, states, at)
    assert kept.recall(DE, Filing()) is not None
    with monkeypatch.context() as killed:
        remember = kept_outlines.remember

        def until(name: str, *known: Any, **more: Any) -> None:
            if " texts " in name:
                remember(name, *known, **more)

        killed.setattr(kept_outlines, "remember", until)
        kept.keep(DE, outline, texts, states, at + 1)
    kept.keep(AR, outline, texts, kept.states(AR), at)
    assert kept.recall(DE, Filing()) is None
    assert kept.recall(AR, Filing()) is not None


def test_the_texts_of_a_large_language_are_kept_in_parts(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_outlines, "_TOGETHER", 1)
    assert (_judged(gate), _judged(gate)) == (["de", "ar"], [])
