"""What is wrong with the source itself, whatever its translations are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Segment
from pipeline.natives import Stray
from pipeline.review.source_findings import missing_sections, source_findings
from pipeline.sources.assets import Assets
from pipeline.sources.extract import Extraction
from pipeline.sources.messages import MAX_TEXT
from tests.making import PROJECT, article, extracted, message, section

CALLS = (message("Menu", extracted=("template",)),)
BOTH = section("Not advice.", "disclaimer", "contact")


def found(extraction: Extraction) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in source_findings(PROJECT, extraction)]


def test_a_source_that_is_in_order_has_no_findings() -> None:
    assert found(extracted(article(BOTH), theme=CALLS)) == []


def test_each_required_section_that_an_article_lacks_is_found_and_a_page_needs_none() -> None:
    page = article("Hello", kind="page", name="p")
    assert found(extracted(article(section("x", "contact")), page, theme=CALLS)) == [
        ("section-missing", "source/articles/a.md")
    ]


def test_a_draft_may_lack_them_for_now() -> None:
    draft = replace(article("Hello", name="d"), status="draft")
    assert found(extracted(article(BOTH), draft, theme=CALLS)) == []


def test_a_block_that_is_too_large_is_found_once_in_its_file() -> None:
    large = Segment("x" * (MAX_TEXT + 1), "paragraph")
    assert found(extracted(article(BOTH, large), theme=CALLS)) == [("segment-too-large", "source/articles/a.md")]


def test_files_that_serve_nothing_are_found_below_the_content() -> None:
    extraction = extracted(
        theme=CALLS,
        assets=Assets({}, (("images/a.de.svg", "images/a.svg"),)),
        strays=(Stray("articles/x.fr.md", "why"),),
    )
    assert found(extraction) == [
        ("asset-without-original", "source/images/a.de.svg"),
        ("no-original", "source/articles/x.fr.md"),
    ]


def test_a_theme_whose_templates_call_no_gettext_is_found_whatever_settings_are_translated() -> None:
    assert found(extracted(theme=(message("Tiny", extracted=("setting SITENAME",)),))) == [
        ("theme-without-gettext", "theme")
    ]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a.md", "{#contact}"),
        ("a.rst", "the words of it: Contact"),
        ("a.html", 'id="contact"'),
        ("a.txt", "{#contact}"),
    ],
)
def test_the_remedy_is_written_as_the_files_format_writes_it(path: str, wanted: str) -> None:
    (finding,) = missing_sections(PROJECT, path, frozenset({"disclaimer"}))
    assert wanted in finding.hint
