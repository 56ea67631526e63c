"""Languages that are judged by themselves, side by side or one after another, are worth what they are together."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checks.checker import Rules
from pipeline.errors import PipelineError
from pipeline.model import ADDRESS, Catalog, Language, Message
from pipeline.review.assess import assess_all, portions_of
from pipeline.review.each import judge_each
from pipeline.review.gate import Gate
from pipeline.review.judgement import Judgement
from pipeline.review.outline import Outline
from pipeline.review.remarks import ask_all
from pipeline.review.remembered import RememberingRules, Store
from pipeline.review.texts import Texts
from tests.making import AR, DE, SETTINGS, article, extracted, message, project_in
from tests.review.test_assess import put
from tests.review.test_slugs import page

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


class _Look:
    def __init__(self, _: Language) -> None:
        self.seen: list[str] = []

    def see(self, catalog: Catalog, judged: Judgement, rules: Rules) -> None:
        assert catalog.domain == judged.domain
        assert judged.part is not None
        self.seen.append(catalog.domain)

    def end(self, outline: Outline, texts: Texts) -> tuple[int, list[str], int]:
        return os.getpid(), self.seen, len(outline.decisions)


def _judged(gate: Gate) -> tuple[dict[Language, PipelineError | None], set[int]]:
    rules = {
        known: RememberingRules(gate.checker, Store(gate.project.settings_path, known.locale, "x"))
        for known in (AR, DE)
    }
    found = judge_each(gate, [DE, AR], rules, ask_all, _Look)
    together = assess_all(gate, [AR, DE])
    known = {one.language: one for one in (*together.assessments, *together.partial)}
    for one in found:
        whole = known[one.assessment.language]
        assert (one.assessment.decisions, one.assessment.findings) == (whole.decisions, whole.findings)
        assert dict(one.assessment.translations) == whole.translations
        assert (sorted(one.seen[1]), one.seen[2]) == (sorted(whole.catalogs), len(whole.decisions))
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
        assert len(Store(gate.project.settings_path, locale, "x").portion("0/1").load()) == count


def test_catalogs_that_are_read_a_portion_at_a_time_are_worth_the_same(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugged = [page(name) for name in "abcdefghi"]
    project = replace(gate.project, slugs=True)
    gate = Gate.of(project, SETTINGS, extracted(*slugged, project=project))
    for locale in ("de", "ar"):
        put(project, locale, domain="theme")
        for name in "abcdefghi":
            slug = Message(name, msgctxt=ADDRESS, translations=("same" if name in "ce" else f"{name}-{locale}",))
            put(project, locale, message("x", f"{name}!"), slug, domain=f"articles/{name}")
    put(project, "de", domain="articles/d").write_text('msgid "x\n', encoding="utf-8")
    monkeypatch.setattr("pipeline.portions._TOGETHER", 1)
    errors, _ = _judged(gate)
    assert str(errors[DE]).startswith("locales/de/articles/d.po:1")
    assert len(portions_of(gate)) > 3
    (known,) = assess_all(gate, [AR]).assessments
    assert [one.msgid for one in known.findings if one.rule == "address"] == ["e"]
    assert (ADDRESS, "c") in known.translations["articles/c"]
    assert (ADDRESS, "e") not in known.translations["articles/e"]
