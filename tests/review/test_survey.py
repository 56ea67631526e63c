"""The state of a whole site: what it comes to, by the site's severities."""

from __future__ import annotations

import sys
from pathlib import Path
from sysconfig import get_path
from types import ModuleType

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from pipeline.checks.render import Renderer
from pipeline.errors import ExitCode, PipelineError
from pipeline.fingerprints import own_files
from pipeline.lexicon import known_languages
from pipeline.model import Severity
from pipeline.review.survey import _LIBRARIES_OF_RULES, Survey, _own_code
from pipeline.rules import found
from tests.making import AR, DE, article, catalog, judged, message, project_in, section

WRONG = found("numbers", "locales/de/a.po", "3 became 4", locale="de")
ODD = found("length", "locales/de/a.po", "short", locale="de")


def survey(*remarks, failures=(), severities=None, assessments=()) -> Survey:
    return Survey(tuple(assessments), tuple(failures), (), tuple(remarks), severities or {})


def test_nothing_found_is_fine() -> None:
    assert survey().exit_code(Severity.NOTE) is ExitCode.FINE


@pytest.mark.parametrize(
    ("finding", "fail_on", "code"),
    [
        (WRONG, Severity.ERROR, ExitCode.FINDINGS),
        (ODD, Severity.ERROR, ExitCode.FINE),
        (ODD, Severity.WARNING, ExitCode.FINDINGS),
    ],
)
def test_findings_count_from_the_level_on_that_is_asked_for(finding, fail_on: Severity, code: ExitCode) -> None:
    assert survey(finding).exit_code(fail_on) is code


def test_a_site_may_weigh_a_rule_for_itself_or_turn_it_off() -> None:
    assert survey(ODD, severities={"length": Severity.ERROR}).exit_code(Severity.ERROR) is ExitCode.FINDINGS
    assert list(survey(WRONG, severities={"numbers": None}).findings()) == []


def test_broken_input_weighs_more_than_findings_and_a_missing_catalog_does_not() -> None:
    broken, missing = PipelineError("x", path="a.po"), PipelineError("y", exit_code=ExitCode.FINDINGS)
    assert survey(WRONG, failures=[(DE, broken)]).exit_code(Severity.ERROR) is ExitCode.BROKEN_INPUT
    both = survey(failures=[(DE, missing)])
    assert both.exit_code(Severity.ERROR) is ExitCode.FINDINGS
    assert [finding.rule for finding in both.findings()] == ["missing-catalog"]


def test_a_page_below_its_share_is_told_of_and_its_other_reasons_once() -> None:
    """What blocks a page is among the locale's findings already, but for the share, which is no message's."""
    assessment = judged(article("Hello", section("No.", "disclaimer", "contact")), catalogs=[catalog(message("Hello"))])
    rules = [finding.rule for finding in survey(assessments=[assessment]).findings()]
    assert sorted(rules) == ["below-threshold", "critical-untranslated", "out-of-step", "untranslated"]


def test_the_locales_that_were_looked_at_are_all_of_them() -> None:
    assessment = judged(article("Hello"), catalogs=[catalog()])
    looked_at = survey(assessments=[assessment], failures=[(AR, PipelineError("x"))])
    assert list(looked_at.locales()) == ["de", "ar"]


def test_what_is_remembered_depends_on_the_data_of_every_language() -> None:
    """A corrected word list asks all pairs of texts again, as corrected code does."""
    files = list(own_files(_LIBRARIES_OF_RULES))
    assert known_languages() < {path.stem for path in files}
    assert {"security.py", "spans.py", "addresses.py", "wording.py"} <= {path.name for path in files}


def test_an_extension_of_the_sites_own_is_code_that_verdicts_depend_on() -> None:
    modules = {module.__name__ for module in Renderer({"extensions": [_Own()]}).modules()}
    assert {__name__, "markdown.inlinepatterns"} <= modules


def test_so_is_all_that_is_beside_it_loaded_by_now_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = "site/pelicanconf.py shared/say.py shared/late.py shared/other/none.py site/own/__init__.py"
    deep, strange = "site/own/deep/late.py", "site/.venv/lib/site-packages/strange/__init__.py"
    for name in (*names.split(), deep, strange):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for number, name in enumerate(("site/pelicanconf.py", "shared/say.py", "site/own/__init__.py", strange)):
        module = ModuleType(f"own_code_{number}")
        module.__file__ = str(tmp_path / name)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    found = {path for path in _own_code(project_in(tmp_path / "site")) if path.is_relative_to(tmp_path)}
    beside = "shared/say.py shared/late.py site/own/__init__.py site/own/deep/late.py"
    assert found == {tmp_path / name for name in beside.split()}
    assert not any(path.is_relative_to(get_path("stdlib")) for path in _own_code(project_in(tmp_path / "site")))


class _Own(Extension):
    """An extension of Markdown that somebody has written for a site."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Stage(md), "own", 1)


class _Stage(Treeprocessor):
    """What it does is of no account."""
