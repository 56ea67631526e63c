"""What pages asked comes back as they asked it, and a store that says anything else is not believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.plugin.asked import Asked, Asking, Trace, digest_of_answers

_TEXT = st.sampled_from(("title", "url", "articles/a.md", "articles/b.md", "x"))
_QUESTION = st.one_of(
    st.tuples(st.sampled_from(("attribute", "item", "body", "partial")), _TEXT, _TEXT),
    st.tuples(st.sampled_from(("variable", "template", "feed")), _TEXT),
    st.just(("page",)),
)


@given(st.lists(st.dictionaries(_QUESTION, st.text(max_size=2), max_size=8), max_size=5))
def test_each_page_has_the_questions_that_it_asked_in_their_order(pages: list[dict[tuple[str, ...], str]]) -> None:
    asking = Asking()
    traces = [asking.note(asked) for asked in pages]
    asked = asking.asked()
    assert [asked.questions(trace) for trace in traces] == [list(one) for one in pages]
    assert [trace.answers for trace in traces] == [digest_of_answers(one.values()) for one in pages]
    assert asked.holds(traces)


def test_pages_of_one_template_have_one_form() -> None:
    asking = Asking()
    one, other = (asking.note({("attribute", name, "title"): name, ("page",): ""}) for name in ("a", "b"))
    assert one.form == other.form
    assert one.contents != other.contents
    assert len(asking.asked().forms) == 1


@pytest.mark.parametrize("answers", [["a", "c"], ["b", "a"], ["a"], []])
def test_other_answers_or_in_another_order_have_another_digest(answers: list[str]) -> None:
    assert digest_of_answers(answers) != digest_of_answers(["a", "b"])


_ASKED = Asked(("a",), ((("attribute", 0, "title"), ("variable", -1, "x"), ("page", -1, "")),))


def test_what_was_remembered_is_whole() -> None:
    assert _ASKED.holds([Trace(0, (0,), "")])


@pytest.mark.parametrize("trace", [Trace(1, (0,), ""), Trace(-1, (0,), ""), Trace(0, (1,), ""), Trace(0, (), "")])
def test_a_number_of_nothing_is_not_believed(trace: Trace) -> None:
    assert not _ASKED.holds([trace])


@pytest.mark.parametrize(
    "blank",
    [
        ("", -1, ""), ("variable", -1, ""), ("variable", 0, "x"), ("attribute", -1, "title"), ("other", 0, "x"),
        ("page", -1, "a"), ("page", 0, ""), ("attribute", -2, "title"), ("variable", -2, "x"),
    ],
)  # fmt: skip
def test_a_question_of_no_kind_is_not_believed(blank: tuple[str, int, str]) -> None:
    assert not Asked(("a",), ((blank,),)).holds([Trace(0, (0,), "")])
