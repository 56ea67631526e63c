"""Catalogs read and judged on all cores: one language does not hold up the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogs.write import catalog_headers, format_catalog
from pipeline.checks.checker import Checker
from pipeline.checks.pair import Fault
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError, errors_in
from pipeline.model import Catalog, Language, Message
from pipeline.review.assess import assess, assess_all
from pipeline.review.gate import Gate, catalog_of
from pipeline.review.remembered import RememberingRules, Store
from tests.making import AR, DE, SETTINGS, article, extracted, message, project_in

DOCUMENT = article("Hello", "Bye")
DATE = datetime(2026, 1, 2, tzinfo=UTC)


def put(project: Project, locale: str, *messages: Message, domain: str = DOCUMENT.domain) -> Path:
    path = project.catalog_path(locale, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    headers = catalog_headers(project, Language.of(locale), DATE)
    found = Catalog(domain, locale, messages, headers)
    path.write_text(format_catalog(found), encoding="utf-8")
    return path


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """A site whose catalogs of the theme are there, and empty."""
    project = project_in(tmp_path)
    for locale in ("ar", "de"):
        put(project, locale, domain="theme")
    return Gate.of(project, SETTINGS, extracted(DOCUMENT, project=project))


def test_each_language_is_judged_by_its_own_catalogs(gate: Gate) -> None:
    put(gate.project, "de", message("Hello", "Hallo"), message("Bye"))
    put(gate.project, "ar", message("Hello"), message("Bye", "وداعا"))
    assessed = assess_all(gate, [AR, DE])
    used = {found.language.locale: dict(found.translations[DOCUMENT.domain]) for found in assessed.assessments}
    assert used == {"ar": {(None, "Bye"): ("وداعا",)}, "de": {(None, "Hello"): ("Hallo",)}}
    assert assessed.failures == ()


def test_a_catalog_that_is_as_it_was_is_not_parsed_again(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(gate.project.root / "cache"))
    monkeypatch.setattr(sys.modules["pipeline.review.assess"], "_KEPT", 0)
    monkeypatch.setattr("pipeline.workers.cores", lambda: 1)
    parsed: list[str] = []
    assess_module = sys.modules["pipeline.review.assess"]
    monkeypatch.setattr(assess_module, "catalog_of", lambda *asked: (parsed.append(asked[2]), catalog_of(*asked))[1])
    put(gate.project, "de", message("Hello", "Hallo"), message("Bye"))
    first = assess_all(gate, [DE])
    assert (len(parsed), assess_all(gate, [DE])) == (2, first)
    assert len(parsed) == 2
    put(gate.project, "de", message("Hello", "Hallo", flags=("fuzzy",)), message("Bye"))
    (assessment,) = assess_all(gate, [DE]).assessments
    assert (parsed[2:], dict(assessment.translations[DOCUMENT.domain])) == ([DOCUMENT.domain], {})
    put(gate.project, "de").write_text('msgid "x\n', encoding="utf-8")
    assert len(assess_all(gate, [DE]).failures) == len(assess_all(gate, [DE]).failures) == 1


def test_a_catalog_that_is_missing_is_a_finding_and_one_that_is_broken_is_broken_input(gate: Gate) -> None:
    put(gate.project, "ar", message("Hello"), message("Bye"))
    assert [code.exit_code for _, code in assess_all(gate, [AR, DE]).failures] == [ExitCode.FINDINGS]
    put(gate.project, "de").write_text('msgid "x\n', encoding="utf-8")
    assessed = assess_all(gate, [AR, DE])
    assert [(language, error.exit_code) for language, error in assessed.failures] == [(DE, ExitCode.BROKEN_INPUT)]
    assert [found.language for found in assessed.assessments] == [AR]


def test_one_language_alone_raises_what_is_wrong_with_it(gate: Gate) -> None:
    with pytest.raises(PipelineError, match="the catalog is missing"):
        assess(gate, DE)


def test_what_other_processes_have_asked_is_not_asked_again(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large catalogs are asked about in parts, on all cores: the first one of each language here, and no other."""
    monkeypatch.setattr("pipeline.workers.cores", lambda: 2)
    many = {language: [message(f"Text {at}", f"{language.locale} {at}") for at in range(600)] for language in (AR, DE)}
    document = article(*(text.msgid for text in many[DE]))
    for language, texts in many.items():
        put(gate.project, language.locale, *texts)
    asking = {language: _Asking(gate.checker) for language in many}
    large = Gate.of(gate.project, SETTINGS, extracted(document, project=gate.project))
    assess_all(large, many, {language: RememberingRules(one) for language, one in asking.items()})
    for language, one in asking.items():
        assert one.asked == [f"{language.locale} {at}" for at in range(250)]


def test_what_was_judged_in_an_earlier_run_is_not_judged_again_but_for_what_is_new(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(gate.project.root / "cache"))
    monkeypatch.setattr(sys.modules["pipeline.review.assess"], "_LIGHT", 0)
    monkeypatch.setattr("pipeline.workers.cores", lambda: 1)
    put(gate.project, "de", message("Hello", "Hallo"), message("Bye", "Tschüss <script>"))

    def assessed() -> tuple[list[str], object]:
        asking = _Asking(gate.checker)
        rules = {DE: RememberingRules(asking, Store(gate.project.settings_path, "de", "one"))}
        (found,) = assess_all(gate, [DE], rules).assessments
        rules[DE].save()
        return asking.asked, (found.findings, found.translations)

    asked, first = assessed()
    assert asked == ["Hallo", "Tschüss <script>"]
    assert assessed() == ([], first)
    put(gate.project, "de", message("Hello", "Hallo!"), message("Bye", "Tschüss <script>"))
    assert assessed()[0] == ["Hallo!"]


class _Asking:
    """The rules, and the translations of which they were asked."""

    def __init__(self, rules: Checker) -> None:
        self._rules, self.asked = rules, list[str]()

    def security(self, source: str, translation: str, *more: Any) -> Iterator[Fault]:
        self.asked.append(translation)
        return self._rules.security(source, translation, *more)

    def remarks(self, *about: Any) -> Iterator[Fault]:
        return self._rules.remarks(*about)


SECOND = article("Yes", name="b")


@pytest.fixture
def torn(tmp_path: Path) -> Gate:
    """A site of two articles: the first one's German catalog is whole, the other's cannot be read."""
    project = project_in(tmp_path)
    put(project, "de", domain="theme")
    put(project, "de", message("Hello", "Hallo <script>"), message("Bye", "Tschüss"))
    put(project, "de", domain=SECOND.domain).write_text('msgid "x\n\nmsgid y\n\n', encoding="utf-8")
    return Gate.of(project, SETTINGS, extracted(DOCUMENT, SECOND, project=project), {"de": frozenset({SECOND.source})})


def test_a_catalog_that_cannot_be_read_hides_nothing_of_the_others(torn: Gate) -> None:
    assessed = assess_all(torn, [DE])
    (found,) = assessed.partial
    assert [finding.rule for finding in found.findings] == ["plain-text"]
    assert dict(found.translations[DOCUMENT.domain]) == {(None, "Bye"): ("Tschüss",)}
    ((_, error),) = assessed.failures
    assert [one.line for one in errors_in(error)] == [1, 3]


def test_what_cannot_be_read_is_all_that_is_said_of_its_page(torn: Gate) -> None:
    """Nobody knows whether its texts are translated, and readers keep the page that they have."""
    (found,) = assess_all(torn, [DE]).partial
    first, second = found.pages
    assert {finding.rule for finding in second.blockers} == {"section-missing", "broken-input"}
    assert not second.published
    assert found.unread == {SECOND.domain} == set(torn.uses) - set(found.catalogs)
    assert not any(SECOND.domain in finding.path for finding in (*found.findings, *first.blockers))


def test_catalogs_that_are_missing_are_told_of_once_behind_those_that_are_broken(torn: Gate) -> None:
    for domain in ("theme", DOCUMENT.domain):
        torn.project.catalog_path("de", domain).unlink()
    ((_, error),) = assess_all(torn, [DE]).failures
    assert [one.message for one in errors_in(error)][-1] == "the catalog is missing, and so is 1 more"
    assert error.exit_code is ExitCode.BROKEN_INPUT


@pytest.mark.heavy
def test_where_processes_are_no_copies_they_find_the_same(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS and Windows; what each process has judged is learnt by this one, which need not judge it again."""
    for name, value in (("_LIGHT", 0), ("_FEW", 0), ("_PART", 1)):
        monkeypatch.setattr(sys.modules["pipeline.review.assess"], name, value)
    monkeypatch.setattr("pipeline.workers._STARTING", 1)
    monkeypatch.setattr("pipeline.workers.start_method", lambda: "spawn")
    put(gate.project, "de", message("Hello", "<b>Hallo</b>"), message("Bye", "Tschüss"))
    put(gate.project, "ar", message("Hello", "مرحبا"), message("Bye", "وداعا"))
    judged: list[str] = []
    learn = RememberingRules.learn
    monkeypatch.setattr(RememberingRules, "learn", lambda own, news: (judged.extend(news), learn(own, news))[1])
    monkeypatch.setattr("pipeline.workers.cores", lambda: 2)
    found = assess_all(gate, [AR, DE])
    assert len(judged) == 4
    monkeypatch.setattr("pipeline.workers.cores", lambda: 1)
    assert assess_all(gate, [AR, DE]) == found
