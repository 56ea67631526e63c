"""An outline is an assessment without its catalogs: whoever has the source makes the rest of it again."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import msgspec
import pytest

from pipeline.filed import Filing
from pipeline.model import Segment
from pipeline.natives import Native
from pipeline.review.assess import assess_all
from pipeline.review.gate import Gate
from pipeline.review.outline import Outline
from pipeline.review.texts import Texts
from tests.making import DE, SETTINGS, article, extracted, message, project_in
from tests.review.test_assess import put

TITLED, WITHOUT = article(Segment("Hello", "title"), "Bye"), article("Yes", name="b")


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    project = project_in(tmp_path)
    put(project, "de", domain="theme")
    put(project, "de", message("Hello", "Hallo"), message("Bye", "Tschüss <script>"))
    put(project, "de", message("Yes"), domain=WITHOUT.domain)
    alone = Native("articles/allein.md", "articles/allein.md", "de", "Allein")
    return Gate.of(project, SETTINGS, extracted(TITLED, WITHOUT, natives=(alone,), project=project))


def test_nothing_of_an_assessment_is_lost_but_its_catalogs(gate: Gate) -> None:
    (known,) = assess_all(gate, [DE]).assessments
    told = msgspec.json.decode(msgspec.json.encode(Outline.of(known)), type=Outline)
    texts = Texts.of(known.translations)
    made = told.assessment(gate, DE, texts, Filing())
    assert len(made.decisions) == 3
    assert (made.decisions[1], made.decisions[1:]) == (known.decisions[1], known.decisions[1:])
    for field in fields(known):
        if field.name not in ("catalogs", "parts", "translations"):
            assert getattr(made, field.name) == getattr(known, field.name), field.name
    assert dict(made.translations) == known.translations
    assert (dict(made.catalogs), dict(made.parts)) == ({}, {})


def test_where_the_source_has_other_pages_an_outline_is_not_of_it(gate: Gate) -> None:
    (known,) = assess_all(gate, [DE]).assessments
    fewer = replace(gate, extraction=replace(gate.extraction, documents=(TITLED,)))
    with pytest.raises(ValueError, match="3 decisions about 2 documents"):
        Outline.of(known).assessment(fewer, DE, Texts({}), Filing())
