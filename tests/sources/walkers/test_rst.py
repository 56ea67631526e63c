"""Rules of the reStructuredText walker that hold for every document."""

from __future__ import annotations

import html
import re
from typing import Any

import pelican.rstdirectives  # noqa: F401  (Pelican's own directives and roles)
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.readers import PelicanHTMLWriter

from pipeline.model import Segment
from pipeline.sources.walkers.rst import with_walker
from tests.cases import publish

INLINE = st.lists(
    st.sampled_from(["dose", "*risk*", "**care**", "``code``", "`site`_", "[#a]_", "a < b", "500 mg"]),
    min_size=1,
    max_size=4,
).map(" ".join)
BLOCK = st.one_of(
    INLINE,
    st.builds("{}\n{}".format, st.sampled_from(["Part", "Other *part*"]), st.just("=" * 12)),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.builds("term\n  {}".format, INLINE),
    st.builds(".. note:: {}".format, INLINE),
    st.builds(".. admonition:: Title\n\n   {}".format, INLINE),
    st.builds("An example::\n\n    {}".format, st.just("code")),
    st.builds("They said:\n\n    {}".format, INLINE),
    st.just(".. image:: a.svg\n   :alt: A moon"),
)
FOOT = "\n\n.. _site: https://example.org/\n\n.. [#a] A note.\n"
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=6).map(lambda blocks: "\n\n".join(blocks) + FOOT)


def convert(text: str, visitor: Any) -> str:
    return publish(text, with_walker(PelicanHTMLWriter, visitor, {}, ["summary"]))


@given(DOCUMENT)
def test_identity_what_docutils_makes_of_a_source_stays_as_it_is(text: str) -> None:
    assert convert(text, lambda segment: segment.text) == publish(text, PelicanHTMLWriter)
    assert convert(text, lambda segment: None) == publish(text, PelicanHTMLWriter)


@given(DOCUMENT)
def test_a_segment_that_is_parsed_anew_gives_what_it_gave(text: str) -> None:
    anew = convert(text, lambda segment: f"⟦{segment.text}⟧")
    assert _squeezed(re.sub("[⟦⟧]", "", anew)) == _squeezed(publish(text, PelicanHTMLWriter))


@given(DOCUMENT)
def test_every_segment_is_applied_in_its_place_once(text: str) -> None:
    found: list[Segment] = []
    convert(text, found.append)
    numbers = iter(range(len(found)))
    shown = re.findall(r"⟦(\d+)⟧", convert(text, lambda segment: f"⟦{next(numbers)}⟧"))
    assert sorted(map(int, shown)) == list(range(len(found)))


def _squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("name", ["a.svg", "a.SVG", "a.png", "a.mp4", "a.swf"])
def test_the_text_of_a_picture_is_a_text_whatever_element_it_becomes(name: str) -> None:
    page = convert(f".. image:: {name}\n   :alt: A moon", lambda segment: f"{segment.text} <b>&amp;</b>")
    assert "<b>" not in page
    assert html.unescape(page).count("A moon <b>&amp;</b>") == 1
