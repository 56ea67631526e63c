"""Two texts side by side: which segment translates which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange import align as module
from pipeline.exchange.align import align
from pipeline.model import Segment
from tests.growth import grows_with_its_length


def segments(text: str) -> list[Segment]:
    kinds = {"#": "heading 2", "-": "list item", "p": "paragraph"}
    return [Segment(line[1:].strip(), kind=kinds[line[0]]) for line in text.strip().split("\n")]


def test_a_stretch_that_is_missing_does_not_shift_what_follows() -> None:
    original = segments("p Take 5 mg.\np Sleep well.\np Call +49 30 1.\n- one\n- two\np End of it.")
    translation = segments("p Nimm 5 mg.\np Ruf +49 30 1 an.\n- eins\n- zwei\np Ende.")
    found = align(original, translation)
    assert [(one.text, other.text) for one, other in found.pairs][1] == ("Call +49 30 1.", "Ruf +49 30 1 an.")
    assert [segment.text for segment in found.originals_left] == ["Sleep well."]
    assert not found.complete


def test_headings_go_together_whatever_their_level() -> None:
    original = [Segment("Take 5 mg.", kind="paragraph"), Segment("Sleep", kind="heading 2")]
    translation = [Segment("Nimm 5 mg.", kind="paragraph"), Segment("Schlaf", kind="heading 3")]
    found = align(original, translation)
    assert [(one.text, other.text) for one, other in found.pairs][1] == ("Sleep", "Schlaf")
    assert not align(original[:1], translation[1:]).pairs


@given(st.lists(st.sampled_from(["p text", "# head", "- item", "p 5 mg"]), min_size=1, max_size=12))
def test_a_document_is_aligned_with_itself(lines: list[str]) -> None:
    document = segments("\n".join(f"{line} {number}" for number, line in enumerate(lines)))
    found = align(document, document)
    assert found.complete
    assert all(one is other for one, other in found.pairs)


@given(
    st.lists(st.sampled_from(["p a", "# b", "- c"]), max_size=8),
    st.lists(st.sampled_from(["p a", "# b", "- c"]), max_size=8),
)
def test_every_segment_is_in_a_pair_or_left(one: list[str], other: list[str]) -> None:
    left = segments("\n".join(one)) if one else []
    right = segments("\n".join(other)) if other else []
    found = align(left, right)
    assert len(found.pairs) + len(found.originals_left) == len(left)
    assert len(found.pairs) + len(found.translations_left) == len(right)


def numbered(length: int, lacking: int = -1) -> list[Segment]:
    return [Segment(f"Word {number} is here.", kind="paragraph") for number in range(length) if number != lacking]


def test_partners_are_found_where_each_is_looked_for_at_about_its_place_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_COMPARED", 0)
    found = align(numbered(300), numbered(300, lacking=150))
    assert all(one.text == other.text for one, other in found.pairs)
    assert len(found.pairs) == 299


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 3))
def test_no_segment_has_two_partners_however_near_they_are_looked_for(one: int, other: int, reach: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_COMPARED", 0)
        patch.setattr(module, "_NEAREST", reach)
        found = align(numbered(one), numbered(other))
    assert len(found.pairs) + len(found.originals_left) == one
    assert len(found.pairs) + len(found.translations_left) == other


def test_documents_take_work_in_proportion_to_their_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_COMPARED", 2_000)
    assert grows_with_its_length(lambda length: align(numbered(length), numbered(length)), 100)
