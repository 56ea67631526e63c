"""What other tools say of how far a translation is: finished, or to be looked at. What is not known is not finished.

Where nothing is said, a text that nobody has touched is as sure as it was when it went out: silence is no decision.

XLIFF 1.2, sections 2.3 (`approved`) and 3.2.3 (`state`, `state-qualifier`); XLIFF 2.0, sections 4.3.1.11 (`state`) and
4.3.1.12 (`subState`). A table or a memory has whatever word its tool writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: What we say of a text that has no translation yet.
NEW_1 = "new"
_FINISHED_1 = frozenset({"translated", "signed-off", "final"})
# Where a text comes from that no person has written or read for this very source.
_SUGGESTED_1 = frozenset(
    {
        "fuzzy-match",
        "leveraged-mt",
        "leveraged-tm",
        "leveraged-repository",
        "leveraged-glossary",
        "mt-suggestion",
        "tm-suggestion",
        "rejected-grammar",
        "rejected-inaccurate",
        "rejected-length",
        "rejected-spelling",
    }
)
#: What we say of a text that is to be looked at; a tool may leave it where it is, whatever it says itself.
FUZZY_2 = "gettext:fuzzy"
_FINISHED_2 = frozenset({"translated", "reviewed", "final"})
_READ_2 = frozenset({"reviewed", "final"})
#: What we write of a text that has no target yet: whoever wrote one had no need to change it.
UNTRANSLATED = "untranslated"
_FINISHED_WORDS = frozenset(
    f"{UNTRANSLATED} translated reviewed approved confirmed signed-off final finished done complete completed "
    "ok".split()
)
#: Attributes in which tools say it in a namespace of their own (memoQ's `mq:status`, Trados' `conf` of an `sdl:seg`,
#: Phrase's `m:confirmed`), and which of their words say that somebody has confirmed the text.
OF_TOOLS: Mapping[str, frozenset[str]] = {
    "status": frozenset("confirmed manuallyconfirmed proofread reviewer1confirmed reviewer2confirmed".split()),
    "conf": frozenset({"translated", "approvedtranslation", "approvedsignoff"}),
    "confirmed": frozenset({"1", "true"}),
}
_NO = frozenset({"", "0", "no", "false", "n"})


def is_finished_1(state: str | None, qualifier: str | None, approved: str | None, *, written: bool = False) -> bool:
    """Whether a translation is finished, by XLIFF 1.2; many tools write no state at all.

    With `written` it was nothing but the source when we sent it out as `new`, and is something else now.
    """
    if approved == "no" or (qualifier is not None and (qualifier in _SUGGESTED_1 or qualifier.startswith("x-"))):
        return False
    return state is None or state in _FINISHED_1 or (written and state == NEW_1)


def is_stated_1(state: str | None, approved: str | None) -> bool:
    """Whether a file of XLIFF 1.2 says at all how far a translation is; where a text comes from does not say it."""
    return bool(state or approved)


def are_confirmed(said: Iterable[tuple[str, str]]) -> bool | None:
    """Whether what a tool says in attributes of its own, by name, is that all is confirmed; None if it says nothing."""
    words = [value.strip().lower() in OF_TOOLS[name] for name, value in said]
    return all(words) if words else None


def is_finished_2(state: str | None, sub_state: str | None) -> bool:
    """Whether a translation is finished, by XLIFF 2; without a state it is in its first one, `initial`.

    What a tool's own sub-state means nobody else knows: it is finished only if it was read after it was translated.
    """
    return state in (_READ_2 if sub_state not in (None, "", FUZZY_2) else _FINISHED_2)


def are_stated_2(states: Iterable[tuple[str | None, str | None]]) -> bool:
    """Whether XLIFF 2 says how far a unit is, by the states and sub-states of its segments.

    It does if each has one, or if one of them says that it is not finished.
    """
    states = list(states)
    return all(state for state, _ in states) or any(state and not is_finished_2(state, sub) for state, sub in states)


def is_finished_word(state: str, *, fuzzy: str = "", approved: str | None = None) -> bool:
    """Whether a translation is finished, by the words of a table or a memory; where there are none it is."""
    if fuzzy.strip().lower() not in _NO or (approved is not None and approved.strip().lower() in _NO - {""}):
        return False
    word = state.strip().lower()
    return not word or word in _FINISHED_WORDS


def is_stated_word(state: str, *, fuzzy: str = "", approved: str = "") -> bool:
    """Whether a table says how far a translation is; `untranslated` is what we said of a text that was not there."""
    word = state.strip().lower()
    return (bool(word) and word != UNTRANSLATED) or bool(fuzzy.strip()) or bool(approved.strip())
