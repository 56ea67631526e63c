"""Texts of several catalogs, in catalogs that are seen one after another, in any order, and held no longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.texts import Texts
from pipeline.checks.consistency import inconsistent, set_aside
from pipeline.checks.pair import Fault
from pipeline.model import ADDRESS, Catalog, Key, Message, Segment
from pipeline.review.same_texts import SameTexts
from tests.making import message

DOMAINS = ("a", "b", "c", "d")
Found = list[tuple[str, Message, Fault]]


@st.composite
def _messages(draw: st.DrawFn) -> tuple[Message, ...]:
    texts = draw(st.lists(st.sampled_from(["Yes", "No", "Maybe"]), unique=True))
    return tuple(
        replace(
            message(text, draw(st.sampled_from(["", "1", "2"])), flags=("fuzzy",) * draw(st.booleans())),
            obsolete=draw(st.booleans()),
            line=draw(st.integers(1, 9)),
        )
        for text in texts
    )


CATALOGS = st.tuples(*(_messages() for _ in DOMAINS)).map(
    lambda rows: [Catalog(domain, "de", row) for domain, row in zip(DOMAINS, rows, strict=True)]
)


def _uses(catalogs: list[Catalog], asked: Mapping[str, frozenset[str]]) -> dict[str, dict[Key, tuple[Segment, ...]]]:
    kinds = {"Maybe": ADDRESS}
    return {
        one.domain: {(None, text): (Segment(text, kinds.get(text, "title")),) for text in sorted(asked[one.domain])}
        for one in catalogs
    }


def _is_used(one: Message, uses: Mapping[Key, tuple[Segment, ...]]) -> bool:
    return not one.obsolete and one.translated and one.key in uses and uses[one.key][0].kind != ADDRESS


def _all_held(catalogs: list[Catalog], uses: Mapping[str, Mapping[Key, tuple[Segment, ...]]]) -> Found:
    """The same by the plain way: all messages of all catalogs at once."""
    used, left = defaultdict[Key, Found](list), defaultdict[Key, Found](list)
    for catalog in catalogs:
        for one in catalog.messages:
            if one.obsolete:
                left[one.key].append((catalog.domain, one))
            elif _is_used(one, uses[catalog.domain]):
                used[one.key].append((catalog.domain, one))
    return [fault for key, same in used.items() for fault in (*inconsistent(same), *set_aside(same, left.get(key, ())))]


@given(
    CATALOGS,
    st.fixed_dictionaries({one: st.frozensets(st.sampled_from(["Yes", "No", "Maybe"])) for one in DOMAINS}),
    st.permutations(range(4)),
)
def test_it_is_what_would_be_found_with_all_of_them_at_hand(
    catalogs: list[Catalog], asked: Mapping[str, frozenset[str]], order: list[int]
) -> None:
    uses = _uses(catalogs, asked)
    asked_for = Texts.of(key for keys in uses.values() for key in keys)
    same, texts = SameTexts(uses, asked_for), dict[str, dict[Key, tuple[str, ...]]]()
    for at in order:
        catalog = catalogs[at]
        own = uses[catalog.domain]
        texts[catalog.domain] = {
            one.key: one.translations
            for one in catalog.messages
            if one.key in own and one.translated and not one.obsolete
        }
        for number, one in enumerate(catalog.messages):
            if one.obsolete:
                same.left((catalog.domain, number), one)
            elif _is_used(one, own):
                same.used((catalog.domain, number), one)
    again = {catalog.domain: catalog for catalog in catalogs}
    assert list(same.faults(DOMAINS, texts, again.get)) == _all_held(catalogs, uses)


def test_a_catalog_is_read_again_only_where_something_is_wrong() -> None:
    used, left = message("Yes", "Ja"), replace(message("Yes", "Ja"), obsolete=True)
    for other, wanted in ((left, []), (replace(left, translations=("Doch",)), ["a"])):
        same, read = (
            SameTexts({"a": {used.key: (Segment("Yes", "title"),)}, "b": {}}, Texts.of([used.key])),
            list[str](),
        )
        same.used(("a", 0), used)
        same.left(("b", 0), other)
        list(same.faults(["a", "b"], {"a": {used.key: used.translations}}, read.append))
        assert read == wanted
