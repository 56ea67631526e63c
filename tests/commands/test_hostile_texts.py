"""Texts and names of strangers in all that is printed: no CI server obeys them, nothing in them is hidden or alive."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.build.coverage import CoverageReport
from pipeline.catalogs.merge import MergeReport
from pipeline.catalogs.update import UpdateReport
from pipeline.clock import now
from pipeline.commands import main
from pipeline.commands.formats import FINDINGS
from pipeline.commands.formats.github import as_markdown
from pipeline.commands.formats.report import Report
from pipeline.commands.formats.status_page import status_page
from pipeline.commands.say import sentences as say
from pipeline.commands.say.pages import tell_pages
from pipeline.commands.say.reporter import Reporter, sentence
from pipeline.errors import PipelineError
from pipeline.exchange import Origin
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import Unit
from pipeline.reports import BuildReport, PageStatus, SiteReport
from pipeline.review.survey import Survey
from pipeline.verify.leaks import Leak
from tests.checking import FIRST
from tests.conftest import Site
from tests.hostile import TEXTS, quoting
from tests.making import AR, DE, EN, PROJECT, article, catalog, judged, message

_OBEYED = re.compile(r"^\s*::|##[\w.-]*\[|section_(start|end):.*\r", re.MULTILINE)
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})


def harmless(printed: str, *, own: str = "\n") -> None:
    """Nothing to obey, nothing unseen but what we write ourselves."""
    assert not _OBEYED.search(printed), printed
    assert not [c for c in printed if unicodedata.category(c) in _UNSEEN and c not in own], ascii(printed)


def speeches(text: str) -> Iterator[Callable[[Reporter], None]]:
    """Everything that is said to people, of this text."""
    found = quoting(text)
    survey = Survey((), (), (), tuple(found), {})
    about, other = message(text, text, line=1, references=(text,)), message("a", text)
    sites = (SiteReport(EN, problems=tuple(found)), SiteReport(DE, problems=tuple(found)))
    page = PageStatus(article(name=text, title=text), "de", False, 9, 0, tuple(found))
    partial = replace(page, published=True, blockers=(), in_source=(text,))
    origin = Origin(text, DE, (("theme", about),), originals_left=(text,), translations_left=(text,))
    leak = Leak(text, text, text, text)
    updated = UpdateReport(DE, MergeReport(adjustments=(text,)), 1, None, ((text, about),), (text,))
    yield lambda to: say.findings(to, survey)
    yield lambda to: say.lagging(to, [text])
    yield lambda to: say.updated(to, [updated])
    yield lambda to: say.imported(to, [origin], {text: 1})
    yield lambda to: say.exported(to, text, 1)
    yield lambda to: say.to_approve(to, [[(text, about)], [("a", other)]])
    yield lambda to: say.fixed(to, [text])
    yield lambda to: say.conflicts(to, [about], text)
    yield lambda to: say.built(to, BuildReport(sites, (page, partial), tuple(found)), PROJECT)
    yield lambda to: tell_pages(to, [page, partial])
    yield lambda to: to.error(PipelineError(text, path=text, line=1, hint=text))
    yield lambda to: say.covered(to, CoverageReport((leak, leak), (), (), 1, 1))
    yield lambda to: say.status(to, Survey((), ((AR, PipelineError(text, path=text)),), (), (), {}))


@pytest.mark.parametrize(("verbose", "quiet"), [(True, False), (False, True)])
@pytest.mark.heavy
def test_what_people_read(verbose: bool, quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:
    for text in TEXTS:
        for speak in speeches(text):
            speak(Reporter(verbose=verbose, quiet=quiet))
            out, err = capsys.readouterr()
            harmless(out)
            harmless(err)


def test_a_translation_that_check_quotes(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Nehmen Sie', 'msgstr "Nehmen 3\\n::error file=x,line=1::you lost\\n##[error] Sie')
    printed = good_site.run("check").output
    assert "⏎::error file=x" in printed
    harmless(printed)


@given(st.text(st.sampled_from("[]{}\\/:=ab|bold")))
def test_a_word_is_never_markup_of_the_terminal(word: str) -> None:
    for form, plain in (
        ("[dim]{word}[/]", "{}"),
        ("[dim]\\[{word}][/] x", "[{}] x"),
        ("[bold]{word}{word}[/]]", "{0}{0}]"),
    ):
        assert sentence(form, word=word).plain == plain.format(word)


@pytest.mark.parametrize("form", FINDINGS)
def test_reports_for_programs(form: str) -> None:
    for text in TEXTS:
        report = FINDINGS[form](Report(quoting(text)))
        lines = report.splitlines() if form == "github" else ()
        harmless("\n".join(line.removeprefix("::") for line in lines) if lines else report)
        assert all(re.match(r"::(error|warning) file=[^:]*(,line=3)?,title=[a-z-]+::", line) for line in lines)
        if form == "junit":
            ElementTree.fromstring(report)
        elif form == "json":
            assert json.loads(report)["findings"][0]["msgstr"] == text
        elif form == "sarif":
            (told, _) = json.loads(report)["runs"][0]["results"]
            assert "](" not in told["message"]["text"]


def test_the_summary_of_a_job_has_texts_as_code_and_nothing_alive() -> None:
    for text in TEXTS:
        summary = as_markdown(quoting(text), ["de"])
        harmless(summary)
        tokens = MarkdownIt("commonmark").enable("table").parse(summary)
        rows = [token for token in tokens if token.type == "inline"][-2:]
        assert [[part.type for part in row.children or ()] for row in rows] == [["code_inline"], ["code_inline"]]
        assert sum(token.type == "td_open" for token in tokens) == 2 * 3 + 2


@pytest.mark.heavy
def test_the_status_page() -> None:
    for text in TEXTS:
        german = judged(article("one", name="a", title=text), catalogs=[catalog(message("one"))])
        blocked = replace(german.pages[0], published=False, blockers=tuple(quoting(f"javascript:{text}")))
        survey = Survey((replace(german, decisions=(blocked,)),), ((AR, PipelineError(text, path=text)),), (), (), {})
        page = status_page(PROJECT, survey, [], now(), PROJECT.root)
        harmless(page)
        assert "<img" not in page
        assert 'href="javascript' not in page


@given(st.lists(st.sampled_from([*"=+-@＝;,|'\"\t\r\n ax", "http://"]), max_size=8).map("".join))
def test_a_table_has_no_formula_wherever_a_spreadsheet_splits_it_and_comes_back_the_same(cell: str) -> None:
    unit = Unit("m1", cell or "x", cell)
    text = WRITERS["csv"][0]({"d": (unit,)}, EN, DE)
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            assert not [c for c in row if re.match(r"[=+\-@＝]", c)], (delimiter, row)
    (back,) = read_csv(text.removeprefix("\ufeff"), "x").units
    assert (back.source, back.target) == (unit.source, unit.target)


def test_a_name_on_the_command_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["lint", "a\n::error::you lost\u202e.po"])
    harmless(capsys.readouterr().err)
