"""Files are divided by their names alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.portions import divided

NAMES = st.lists(st.text(max_size=8), unique=True)


@given(NAMES, st.integers(0, 100_000))
def test_each_is_in_one_portion_in_their_order(names: list[str], among: int) -> None:
    portions = divided(names, among)
    assert sorted(name for own in portions.values() for name in own) == sorted(names)
    assert all(own == [name for name in names if name in own] for own in portions.values())


@given(NAMES, NAMES, st.integers(0, 100_000))
def test_where_one_is_the_others_do_not_say(names: list[str], others: list[str], among: int) -> None:
    both = divided([*names, *(name for name in others if name not in names)], among)
    for label, own in divided(names, among).items():
        assert set(own) == set(both[label]) & set(names)


def test_few_are_one_portion_and_many_are_some_hundred_each() -> None:
    assert len(divided(map(str, range(127)), 127)) == 1
    assert sorted(len(own) // 32 for own in divided(map(str, range(5000)), 5000).values())[0] > 0
    assert max(map(len, divided(map(str, range(5000)), 5000).values())) < 256
