"""What is packed is what it was."""

from __future__ import annotations

import pickle

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Message, Notation, Previous, Segment
from pipeline.packed import Packed, pack, unpack
from pipeline.surroundings import Place, PlaceKind, Surroundings

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
TUPLES = st.lists(WORDS, max_size=3).map(tuple)
PLACES = st.builds(Place, st.sampled_from(PlaceKind), WORDS)
SURROUNDINGS = st.builds(Surroundings, TUPLES, st.lists(PLACES, max_size=2).map(tuple), TUPLES)
SEGMENTS = st.builds(
    Segment,
    text=WORDS,
    kind=WORDS,
    notation=st.sampled_from(Notation),
    headings=TUPLES,
    anchors=TUPLES,
    context=st.none() | WORDS,
    comment=WORDS,
    surroundings=SURROUNDINGS,
    cell=st.tuples(WORDS, WORDS),
    picture=WORDS,
)
MESSAGES = st.builds(
    Message,
    msgid=WORDS,
    msgctxt=st.none() | WORDS,
    msgid_plural=st.none() | WORDS,
    translations=TUPLES,
    extracted=TUPLES,
    comment=WORDS,
    references=TUPLES,
    flags=TUPLES,
    previous=st.none() | st.builds(Previous, WORDS, st.none() | WORDS, st.none() | WORDS),
    obsolete=st.booleans(),
    line=st.none() | st.integers(0, 9),
)


@given(st.lists(SEGMENTS, max_size=4).map(tuple), st.lists(MESSAGES, max_size=4).map(tuple))
def test_it_says_what_it_said(segments: tuple[Segment, ...], messages: tuple[Message, ...]) -> None:
    for items, kind in ((segments, Segment), (messages, Message)):
        packed = Packed.of(items, kind)
        assert isinstance(packed, Packed)
        assert (tuple(packed), len(packed), packed[:1], repr(packed)) == (items, len(items), items[:1], repr(items))
        assert [one.line for one in packed if isinstance(one, Message)] == [
            one.line for one in items if isinstance(one, Message)
        ]
        assert packed == Packed.of(items, kind) == pickle.loads(pickle.dumps(packed)) == Packed.of(packed, kind)


def test_another_text_is_not_the_same() -> None:
    one, other = (Packed.of((Segment(text, "title"),), Segment) for text in "ab")
    assert one != other


def test_what_has_a_name_in_no_encoding_stays_as_it_is() -> None:
    items = (Segment("a \udcff.md", "title"),)
    assert Packed.of(items, Segment) == items


@given(st.lists(SEGMENTS, max_size=3).map(tuple), st.lists(SEGMENTS, max_size=3).map(tuple))
def test_it_equals_what_it_was_made_of_and_nothing_else(one: tuple[Segment, ...], other: tuple[Segment, ...]) -> None:
    packed = Packed.of(one, Segment)
    assert (packed == other, other == packed) == (one == other, one == other)
    assert (packed == Packed.of(other, Segment)) == (one == other)
    assert packed == one
    assert hash(packed) == hash(one)


class Names(msgspec.Struct):
    """Something with names in an order, and a set."""

    named: dict[str, int]
    several: frozenset[str]


@given(st.dictionaries(WORDS, st.integers(0, 9)), st.frozensets(WORDS))
def test_names_keep_their_order_unless_they_are_sorted(named: dict[str, int], several: frozenset[str]) -> None:
    found = unpack(pack(Names(named, several)), Names)
    assert (list(found.named.items()), found.several) == (list(named.items()), several)
    turned = Names(dict(reversed(named.items())), frozenset(sorted(several, reverse=True)))
    assert pack(turned, sorts=True) == pack(Names(named, several), sorts=True)
    assert unpack(pack(turned, sorts=True), Names) == Names(named, several)
