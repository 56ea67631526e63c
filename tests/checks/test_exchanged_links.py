"""Links that have exchanged their targets."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("See [Luna](/l) or [Sol](/s).", "Siehe [Sol](/s) oder [Luna](/l).", "Siehe [Luna](/s) oder [Sol](/l)."),
        ("See [A][y] or [B][x].", "Siehe [A][y] oder [B][x].", "Siehe [B][y] oder [A][x]."),
        ("[`up`](/u) and [`down`](/d)", "[`up`](/u) und [`down`](/d)", "[`up`](/d) und [`down`](/u)"),
        ("[Step 1](/a), [step 2](/b)", "[Schritt 1](/a), [Schritt 2](/b)", "[Schritt 1](/b), [Schritt 2](/a)"),
        (
            "[![a](a.png)](/a) [![b](b.png)](/b) on",
            "[![x](b.png)](/b) [![y](a.png)](/a) an",
            "[![x](b.png)](/a) [![y](a.png)](/b) an",
        ),
        ("[A](/a), [B](/b), [c](/c)", "[A](/a), [B](/b), [z](/c)", "[A](/b), [B](/c), [z](/a)"),
    ],
)
def test_a_link_that_leads_where_another_does_is_a_fault(source: str, right: str, wrong: str) -> None:
    assert "links" not in rules(source, right)
    assert "links" in rules(source, wrong)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("[here](/a) and [here](/b)", "[here](/b) und [here](/a)"),
        ("[one](/a) or [two](/b)", "[zwei](/b) oder [eins](/a)"),
        ("[Page 1](/a), [1](/b)", "[1](/b), [Seite 1](/a)"),
    ],
)
def test_what_does_not_tell_links_apart_accuses_none(source: str, translation: str) -> None:
    assert "links" not in rules(source, translation)
