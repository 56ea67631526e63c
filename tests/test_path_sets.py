"""A set of paths is a set of texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.path_sets import PathSet

_PATHS = st.frozensets(st.text("ab/.", max_size=6))


@given(_PATHS, _PATHS)
def test_it_is_what_any_set_is(one: frozenset[str], other: frozenset[str]) -> None:
    found, others = PathSet(one), PathSet(other)
    assert (found == one, len(found), set(found)) == (True, len(one), one)
    assert all(path in found for path in one)
    assert not any(path in found for path in other - one)
    assert 1 not in found
    for second in (others, other):
        assert found | second == second | found == one | other
        assert found & second == one & other
        assert found - second == one - other
        assert second - found == other - one
        assert (found == second, found <= second) == (one == other, one <= other)
    assert hash(found) == hash(PathSet(sorted(one, reverse=True)))


def test_folders_that_hold_the_same_have_it_in_common() -> None:
    found = PathSet(["de/a.html", "de/b/c.html", "fr/b/c.html", "fr/a.html", "ja/a.html"])
    assert found._below["de/"] is found._below["fr/"]
    assert repr(found) == "PathSet(['de/a.html', 'de/b/c.html', 'fr/a.html', 'fr/b/c.html', 'ja/a.html'])"
