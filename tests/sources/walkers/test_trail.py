"""Where a walker stands, and what the writer's directives do to the next segment or block."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pelican.readers import PelicanHTMLWriter

from pipeline.model import Notation, Segment
from pipeline.notes import told_of
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.markdown_extension import SegmentReader
from pipeline.sources.walkers.rst import with_walker
from pipeline.sources.walkers.trail import Trail, collapse
from tests.cases import publish

TEXT = Notation.TEXT


class Walk:
    """A trail and what has been offered on it."""

    def __init__(self, **fields: str) -> None:
        self.found: list[Segment] = []
        self.trail = Trail(self.found.append, **fields)

    def offer(self, text: str = "Text.") -> Segment:
        self.trail.offer(text, "paragraph", TEXT)
        return self.found[-1]


def headings_after(*headings: tuple[int, str]) -> tuple[str, ...]:
    walk = Walk()
    for level, text in headings:
        walk.trail.heading(level, text, None)
    return walk.offer().headings


@pytest.mark.parametrize(
    ("headings", "open_sections"),
    [
        ([], ()),
        ([(1, "A"), (2, "B")], ("A", "B")),
        ([(1, "A"), (3, "B")], ("A", "B")),
        ([(1, "A"), (2, "B"), (2, "C")], ("A", "C")),
        ([(1, "A"), (2, "B"), (3, "C"), (2, "D")], ("A", "D")),
        ([(2, "A"), (3, "B"), (1, "C")], ("C",)),
        ([(3, "A"), (2, "B")], ("B",)),
        ([(1, ""), (2, "B")], ("B",)),
    ],
)
def test_a_heading_closes_the_sections_of_its_level_and_below(
    headings: list[tuple[int, str]], open_sections: tuple[str, ...]
) -> None:
    assert headings_after(*headings) == open_sections


def test_a_heading_is_not_in_the_section_that_it_names_but_has_its_id() -> None:
    walk = Walk()
    walk.trail.heading(1, "Top", "top")
    walk.trail.heading(2, "Part", None)
    part = walk.offer("Part")
    assert (part.headings, part.anchors) == (("Top",), ("top",))
    assert walk.offer("Top").anchors == ("top",)


def test_a_section_that_is_closed_takes_its_id_along() -> None:
    walk = Walk()
    walk.trail.heading(2, "A", "a")
    walk.trail.heading(3, "B", "b")
    assert walk.offer().anchors == ("a", "b")
    walk.trail.heading(2, "C", "c")
    assert walk.offer().anchors == ("c",)


def test_what_leaves_all_sections_stays_in_its_elements() -> None:
    walk = Walk()
    walk.trail.enter("div", "box")
    walk.trail.heading(2, "A", "a")
    walk.trail.leave_sections()
    assert (walk.offer().headings, walk.found[-1].anchors) == ((), ("box",))


def test_elements_with_ids_stand_before_sections_from_the_outside_in() -> None:
    walk = Walk()
    walk.trail.heading(2, "A", "a")
    walk.trail.enter("div", "outer")
    walk.trail.enter("div", None)
    walk.trail.enter("div", "inner")
    assert walk.offer().anchors == ("outer", "inner", "a")


def test_stepping_out_of_an_element_without_an_id_closes_no_other() -> None:
    walk = Walk()
    walk.trail.enter("div", "outer")
    walk.trail.enter("div", None)
    walk.trail.leave()
    assert walk.offer().anchors == ("outer",)
    walk.trail.leave()
    assert walk.offer().anchors == ()


@pytest.mark.parametrize(
    "comment",
    [
        "a comment",
        "i18n",
        "i18n: skip",
        "i18n:skipped",
        "i18n:skip it",
        "i18n:unknown",
        "see i18n:skip",
        "I18N:skip",
        "",
    ],
)
def test_other_comments_are_no_directives(comment: str) -> None:
    walk = Walk()
    assert not walk.trail.directive(comment)
    assert not walk.trail.skips_block()


@pytest.mark.parametrize("comment", ["i18n:skip", " i18n:skip ", "\n  i18n:skip\n", "i18n:skip: a name"])
def test_white_space_around_a_directive_is_nothing_to_it(comment: str) -> None:
    walk = Walk()
    assert walk.trail.directive(comment)
    assert walk.trail.skips_block()


def test_skip_leaves_one_block_alone() -> None:
    walk = Walk()
    walk.trail.directive(" i18n:skip ")
    assert [walk.trail.skips_block() for _ in range(3)] == [True, False, False]


def test_skip_alone_keeps_no_text_from_being_offered() -> None:
    walk = Walk()
    walk.trail.directive("i18n:skip")
    assert walk.offer().text == "Text."


def test_skip_start_lasts_until_skip_end() -> None:
    walk = Walk()
    walk.trail.directive("i18n:skip-start")
    assert [walk.trail.skips_block() for _ in range(3)] == [True, True, True]
    walk.trail.directive("i18n:skip-end")
    assert not walk.trail.skips_block()


def test_a_text_between_skip_start_and_skip_end_is_answered_by_itself_and_never_offered() -> None:
    walk = Walk()
    walk.trail.directive("i18n:skip-start")
    assert walk.trail.offer("Text.", "paragraph", TEXT) == "Text."
    walk.trail.directive("i18n:skip-end")
    walk.offer("More.")
    assert [segment.text for segment in walk.found] == ["More."]


def test_skip_within_skip_start_does_not_reach_beyond_skip_end() -> None:
    walk = Walk()
    walk.trail.directive("i18n:skip-start")
    walk.trail.directive("i18n:skip")
    assert walk.trail.skips_block()
    walk.trail.directive("i18n:skip-end")
    assert not walk.trail.skips_block()


def test_a_comment_is_for_one_segment_and_one_line() -> None:
    walk = Walk()
    walk.trail.directive(" i18n:comment: on a\n   button ")
    assert [walk.offer().comment, walk.offer().comment] == ["on a button", ""]


def test_a_context_is_for_one_segment() -> None:
    walk = Walk()
    walk.trail.directive("i18n:context: verb")
    assert [walk.offer().context, walk.offer().context] == ["verb", None]


def test_a_context_without_a_word_is_none() -> None:
    walk = Walk(context="tag")
    walk.trail.directive("i18n:context:")
    assert walk.offer().context is None


def test_of_two_comments_the_last_one_holds() -> None:
    walk = Walk()
    walk.trail.directive("i18n:comment: one")
    walk.trail.directive("i18n:comment: two")
    assert walk.offer().comment == "two"


def test_comment_and_context_wait_for_the_first_text_that_is_not_skipped() -> None:
    walk = Walk()
    for comment in ("i18n:comment: a name", "i18n:context: noun", "i18n:skip-start"):
        walk.trail.directive(comment)
    assert walk.trail.offer("Kept.", "paragraph", TEXT) == "Kept."
    walk.trail.directive("i18n:skip-end")
    assert (walk.offer().comment, walk.found[-1].context) == ("a name", "noun")


def test_a_walk_of_one_field_gives_all_segments_its_kind() -> None:
    walk = Walk(kind="summary")
    assert [walk.offer("One.").kind, walk.offer("Two.").kind] == ["summary", "summary"]
    assert Walk().offer().kind == "paragraph"


def test_a_walk_may_begin_with_the_context_of_its_first_segment() -> None:
    walk = Walk(context="tag")
    assert [walk.offer().context, walk.offer().context] == ["tag", None]


def test_the_visitor_answers() -> None:
    trail = Trail(lambda segment: None if segment.text == "Kept." else segment.text.upper())
    assert [trail.offer(text, "paragraph", TEXT) for text in ("Kept.", "One.")] == [None, "ONE."]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" a \t b\r\n\fc\v ", "a b c"),
        ("5\u00a0mg\u202f!", "5\u00a0mg\u202f!"),
        ("\u00a0a\u00a0", "\u00a0a\u00a0"),
        ("\n\t ", ""),
    ],
)
def test_runs_of_ascii_white_space_become_one_space_and_other_spaces_stay(text: str, line: str) -> None:
    assert collapse(text) == line


HTML = (
    "<table><tr><th></th><th>Dose</th><th>Risk</th></tr>"
    "<tr><th>Child</th><td>1 mg</td><td><p>Low</p></td></tr>"
    "<tr><td>Adult</td><td>{}</td><td>High</td></tr></table><p>After</p>"
)
MARKDOWN = "|       | Dose | Risk |\n| --- | --- | --- |\n| Child | 1 mg | Low |\n| Adult | {} | High |\n\nAfter\n"
RST = """\
=====  =====  ====
  x    Dose   Risk
=====  =====  ====
Child  1 mg   Low
Adult  {}     High
=====  =====  ====

After
"""
CELLS = {
    "Dose": "",
    "Child": "",
    "1 mg": "column “Dose”, row “Child”",
    "Low": "column “Risk”, row “Child”",
    "Adult": "",
    "2 mg": "column “Dose”, row “Adult”",
    "High": "column “Risk”, row “Adult”",
    "After": "",
}


def place_of(segment: Segment) -> str:
    return next((note.text for note in told_of(segment, (), "") if note.name in ("cell", "column", "row")), "")


def cells_in_html(source: str) -> dict[str, str]:
    found: list[Segment] = []
    walk_html(source, Trail(found.append), {})
    return {segment.text: place_of(segment) for segment in found}


def cells_in_markdown(source: str) -> dict[str, str]:
    found: list[Segment] = []
    SegmentReader({"extensions": ["tables", "md_in_html"]}).walk(source, found.append)
    return {segment.text: place_of(segment) for segment in found}


def cells_in_rst(source: str) -> dict[str, str]:
    found: list[Segment] = []
    publish(source, with_walker(PelicanHTMLWriter, found.append, {}, []))
    return {segment.text: place_of(segment) for segment in found}


@pytest.mark.parametrize(
    ("cells_in", "source"), [(cells_in_html, HTML), (cells_in_markdown, MARKDOWN), (cells_in_rst, RST)]
)
def test_a_cell_is_named_by_its_column_and_its_row(cells_in: Callable[[str], dict[str, str]], source: str) -> None:
    found = cells_in(source.format("2 mg"))
    assert {text: cell for text, cell in found.items() if text in CELLS and cell} == {
        text: cell for text, cell in CELLS.items() if cell
    } | {text: "column “x”" for text in ("Child", "Adult") if "x" in found}


def test_after_a_cell_that_spans_several_no_cell_is_named() -> None:
    for attribute in ('colspan="2"', "rowspan='2'"):
        found = cells_in_html(HTML.replace("<td>1 mg", f"<td {attribute}>1 mg").format("2 mg"))
        assert set(found.values()) == {""}
    assert cells_in_html(HTML.replace("<td>1 mg", '<td colspan="1">1 mg').format("2 mg"))["2 mg"] == CELLS["2 mg"]


def test_a_cell_that_is_left_alone_still_takes_its_place() -> None:
    found = cells_in_html(HTML.format("2 mg").replace("<td>1 mg", '<td translate="no">1 mg'))
    assert (found["Low"], "1 mg" in found) == (CELLS["Low"], False)
    inside = HTML.format("2 mg").replace("<table", '<table markdown="1"').replace("<td>1 mg", '<td translate="no">1 mg')
    found = cells_in_markdown(inside)
    assert (found["Low"], "1 mg" in found) == (CELLS["Low"], False)


def test_a_table_in_a_cell_has_columns_of_its_own() -> None:
    inner = "<table><tr><th>In</th></tr><tr><td>Deep</td></tr></table>Tail"
    found = cells_in_html(HTML.format(inner))
    assert (found["Deep"], found["Tail"], found["High"]) == ("column “In”", CELLS["2 mg"], CELLS["High"])


def test_a_table_without_headings_names_rows_only() -> None:
    found = cells_in_html("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>")
    assert found == {"A": "", "B": "row “A”", "C": "", "D": "row “C”"}


@pytest.mark.parametrize(
    ("source", "picture"),
    [
        ('<img src="a b.png" alt="Moon">', "a b.png"),
        ('<img alt="Moon" src="data:image/png;base64,AAAA">', ""),
        ('<img alt="Moon">', ""),
        ('<video src="a.mp4" title="Moon"></video>', ""),
    ],
)
def test_what_a_picture_shows_is_told_with_its_address(source: str, picture: str) -> None:
    found: list[Segment] = []
    walk_html(source, Trail(found.append), {})
    assert [segment.picture for segment in found] == [picture]


def test_a_picture_in_restructuredtext_is_told_with_its_address() -> None:
    found: list[Segment] = []
    publish(".. image:: a.svg\n   :alt: A moon\n", with_walker(PelicanHTMLWriter, found.append, {}, []))
    assert [(segment.text, segment.picture) for segment in found] == [("A moon", "a.svg")]
