"""The walkers, construct by construct: what is offered, what a translation gives, what is left alone."""

from __future__ import annotations

import runpy

import pytest

from tests import cases
from tests.conftest import ROOT

ALL = [case for folder in ("markdown", "pymdown", "html", "rst") for case in cases.all_cases(folder)]
every_case = pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.path.parent.name}-{case.path.stem}")


@every_case
def test_every_segment_is_offered_in_document_order(case: cases.Case) -> None:
    offered = [cases.show(segment) for segment in cases.offered(case)]
    assert offered == [line for line in case.messages.splitlines() if not line.startswith("  = ")]


@every_case
def test_translations_stand_where_their_segments_stood(case: cases.Case) -> None:
    assert cases.render(case) == case.html


@every_case
def test_a_visitor_that_keeps_or_repeats_everything_changes_no_byte(case: cases.Case) -> None:
    assert cases.convert(case, lambda segment: None, {}) == cases.plain(case)
    assert cases.convert(case, lambda segment: segment.text, cases.KEPT) == cases.plain(case)


def test_the_page_of_constructs_is_made_from_these_cases() -> None:
    path = ROOT / "docs" / "constructs.py"
    module = runpy.run_path(str(path))
    assert path.with_suffix(".md").read_text(encoding="utf-8") == module["page"](), "run: python docs/constructs.py"
