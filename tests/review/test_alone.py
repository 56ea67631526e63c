"""What is in one language alone, and what is only left of a page that is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Severity
from pipeline.natives import Native
from pipeline.review.alone import alone_in, document_of, remark, what_was_lost
from tests.making import AR, DE, PROJECT, article, catalog, extracted, judged, project_in

ALONE = Native("articles/x.de.md", "articles/x.de.md", "de", "X", missing="articles/x.md")
TRANSLATED = Native("articles/a.de.md", "articles/a.md", "de", "A")


def test_alone_is_what_has_no_original_in_the_sources_language() -> None:
    french = Native("articles/x.ar.md", "articles/x.de.md", "ar", "X")
    extraction = extracted(article(), natives=[ALONE, TRANSLATED, french])
    assert list(alone_in(extraction, DE)) == [ALONE]
    assert list(alone_in(extraction, AR)) == [french]


def test_it_is_reported_as_a_page_without_a_text_for_translators() -> None:
    document = document_of(PROJECT, ALONE)
    assert (document.path, document.source, document.segments) == ("source/articles/x.de.md", "articles/x.de.md", ())


def test_it_is_lost_where_its_original_was_published_or_has_a_template(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    assert list(what_was_lost(project, ALONE, DE, {})) == []
    known = {ALONE.source: "articles/x.md"}
    (finding,) = what_was_lost(project, ALONE, DE, known)
    assert list(what_was_lost(project, replace(ALONE, missing=""), DE, known)) == [finding]  # it was known by its slug
    assert list(what_was_lost(project, replace(ALONE, says_so=True), DE, known)) == []
    assert finding.rule == "no-original"
    assert "articles/x.md is gone" in finding.message
    template = project.template_path("articles/x")
    template.parent.mkdir(parents=True)
    template.write_text("", encoding="utf-8")
    assert list(what_was_lost(project, ALONE, DE, {})) == [finding]


@pytest.mark.parametrize(
    ("native", "wanted"),
    [
        (ALONE, [("no-original", Severity.WARNING)]),
        (Native("articles/x.md", "articles/x.md", "de", "X"), [("one-language", Severity.NOTE)]),
        (Native("articles/x.md", "articles/x.md", "de", "X", says_so=True), []),
        (Native("articles/x.ar.md", "articles/x.md", "ar", "X"), []),  # it has an original, in German
    ],
)
def test_what_may_be_a_mistake_is_told_until_the_file_says_so(native: Native, wanted: list[object]) -> None:
    assert [(finding.rule, finding.severity) for finding in remark(PROJECT, native, DE)] == wanted


def test_the_gate_publishes_it_in_its_language_if_it_has_the_required_sections() -> None:
    sound = Native("articles/x.md", "articles/x.md", "de", "X", frozenset({"disclaimer", "contact"}))
    for native, wanted in ((sound, {"articles/x.md"}), (ALONE, set())):
        german = judged(article("Hello"), catalogs=[catalog()], natives=[native])
        assert german.published() - {"articles/a.md"} == wanted
    arabic = judged(article("Hello"), catalogs=[catalog()], natives=[sound], language=AR)
    assert "articles/x.md" not in arabic.published()
