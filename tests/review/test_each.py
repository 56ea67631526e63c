"""Languages that are judged by themselves, side by side or one after another, are worth what they are together."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.review.assess import assess_all
from pipeline.review.assessment import Assessment
from pipeline.review.each import judge_each
from pipeline.review.gate import Gate
from pipeline.review.outline import Outline
from pipeline.review.remarks import ask_all
from pipeline.review.remembered import RememberingRules, Store
from tests.making import AR, DE, SETTINGS, article, extracted, message, project_in
from tests.review.test_assess import put

DOCUMENT = article("Hello", "Bye")


@pytest.fixture(params=[1, 2], ids=["one core", "two cores"])
def gate(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Gate:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys.modules["pipeline.review.assess"], "_LIGHT", 0)
    for place in ("pipeline.workers", "pipeline.review.each"):
        monkeypatch.setattr(f"{place}.cores", lambda: request.param)
    project = project_in(tmp_path)
    for locale in ("de", "ar"):
        put(project, locale, domain="theme")
    put(project, "de", message("Hello", "Hallo"), message("Bye", "Tschüss <script>"))
    return Gate.of(project, SETTINGS, extracted(DOCUMENT, project=project))


def _look(assessment: Assessment, outline: Outline, _: RememberingRules) -> tuple[int, set[str], int]:
    return os.getpid(), set(assessment.catalogs), len(outline.decisions)


def _judged(gate: Gate) -> tuple[dict[Language, PipelineError | None], set[int]]:
    rules = {
        known: RememberingRules(gate.checker, Store(gate.project.settings_path, known.locale, "x"))
        for known in (AR, DE)
    }
    found = judge_each(gate, [DE, AR], rules, ask_all, _look)
    together = assess_all(gate, [AR, DE])
    known = {one.language: one for one in (*together.assessments, *together.partial)}
    for one in found:
        whole = known[one.assessment.language]
        assert (one.assessment.decisions, one.assessment.findings) == (whole.decisions, whole.findings)
        assert dict(one.assessment.translations) == whole.translations
        assert one.seen[1:] == (set(whole.catalogs), 1)
    assert [one.assessment.language for one in found] == [DE, AR]
    return {one.assessment.language: one.error for one in found}, {one.seen[0] for one in found}


def test_each_is_worth_what_it_is_among_the_others(gate: Gate, request: pytest.FixtureRequest) -> None:
    put(gate.project, "ar", message("Hello"), message("Bye", "وداعا"))
    errors, processes = _judged(gate)
    assert errors == {DE: None, AR: None}
    assert (processes == {os.getpid()}) == ("one core" in request.node.name)


def test_one_that_cannot_be_read_does_not_hold_up_the_other(gate: Gate) -> None:
    put(gate.project, "ar").write_text('msgid "x\n', encoding="utf-8")
    errors, _ = _judged(gate)
    assert (errors[DE], str(errors[AR]).startswith("locales/ar/articles/a.po:1")) == (None, True)


def test_what_rules_have_said_is_kept_by_whoever_asked_them(gate: Gate) -> None:
    put(gate.project, "ar", message("Hello"), message("Bye", "وداعا"))
    _judged(gate)
    for locale, count in (("de", 2), ("ar", 1)):
        assert len(Store(gate.project.settings_path, locale, "x").load()) == count
