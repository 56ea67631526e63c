"""Which states of other tools say that a translation is finished: all that the specifications name."""

from __future__ import annotations

import pytest

from pipeline.exchange.states import is_finished_1, is_finished_2, is_finished_word
from pipeline.exchange.table import read_csv
from pipeline.exchange.xliff import read_xliff
from pipeline.exchange.xml import read_tmx
from pipeline.model import Language

#: XLIFF 1.2, section 3.2.3.
STATES_1 = {
    None: True,
    "final": True,
    "signed-off": True,
    "translated": True,
    "needs-adaptation": False,
    "needs-l10n": False,
    "needs-review-adaptation": False,
    "needs-review-l10n": False,
    "needs-review-translation": False,
    "needs-translation": False,
    "new": False,
    "x-reviewed-twice": False,
    "": False,
    "done": False,
    "TRANSLATED ": False,
}
QUALIFIERS_1 = {
    None: True,
    "exact-match": True,
    "id-match": True,
    "leveraged-inherited": True,
    "fuzzy-match": False,
    "leveraged-glossary": False,
    "leveraged-mt": False,
    "leveraged-repository": False,
    "leveraged-tm": False,
    "mt-suggestion": False,
    "rejected-grammar": False,
    "rejected-inaccurate": False,
    "rejected-length": False,
    "rejected-spelling": False,
    "tm-suggestion": False,
    "x-machine": False,
}
#: XLIFF 2.0, section 4.3.1.11, alone and with a sub-state.
STATES_2 = {
    None: (False, False),
    "initial": (False, False),
    "translated": (True, False),
    "reviewed": (True, True),
    "final": (True, True),
    "x-else": (False, False),
}


@pytest.mark.parametrize(("state", "is_finished"), STATES_1.items())
def test_states_of_xliff_1(state: str | None, is_finished: bool) -> None:
    assert is_finished_1(state, None, None) is is_finished_1(state, None, "yes") is is_finished
    assert not is_finished_1(state, None, "no")
    attribute = "" if state is None else f' state="{state}"'
    unit = f"<trans-unit id='u'><source>A</source><target{attribute}>B</target></trans-unit>"
    text = f'<xliff version="1.2"><file target-language="de"><body>{unit}</body></file></xliff>'
    assert read_xliff(text, "x").units[0].fuzzy is not is_finished


@pytest.mark.parametrize(("qualifier", "is_finished"), QUALIFIERS_1.items())
def test_where_a_text_comes_from_in_xliff_1(qualifier: str | None, is_finished: bool) -> None:
    assert is_finished_1("translated", qualifier, None) is is_finished


@pytest.mark.parametrize(("state", "is_finished"), STATES_2.items())
def test_states_of_xliff_2(state: str | None, is_finished: tuple[bool, bool]) -> None:
    assert (is_finished_2(state, None), is_finished_2(state, "my:own")) == is_finished
    attribute = "" if state is None else f' state="{state}"'
    segment = f"<segment{attribute}><source>A</source><target>B</target></segment>"
    text = f'<xliff version="2.0" trgLang="de"><file id="f"><unit id="u">{segment}</unit></file></xliff>'
    assert read_xliff(text, "x").units[0].fuzzy is not is_finished[0]


@pytest.mark.parametrize("word", ["", "translated", "Final", " approved ", "untranslated"])
def test_words_for_what_is_finished(word: str) -> None:
    assert is_finished_word(word)
    assert not is_finished_word(word, fuzzy="True")
    assert not is_finished_word(word, approved="no")
    assert is_finished_word(word, fuzzy="0", approved="yes")


@pytest.mark.parametrize("word", ["fuzzy", "new", "needs review", "draft", "mt", "whatever"])
def test_any_other_word_is_for_what_is_not(word: str) -> None:
    assert not is_finished_word(word)
    assert read_csv(f"source,target,status\nA,B,{word}\n", "x").units[0].fuzzy
    memory = (
        f'<tmx><body><tu><prop type="x-state">{word}</prop><tuv xml:lang="en"><seg>A</seg></tuv>'
        '<tuv xml:lang="de"><seg>B</seg></tuv></tu></body></tmx>'
    )
    (exchange,) = read_tmx(memory, "x", Language.of("en"))
    assert exchange.units[0].fuzzy


MEMOQ, PHRASE, SDL = "MQXliff", "http://www.memsource.com/mxlf/2.0", "http://sdl.com/FileTypes/SdlXliff/1.0"


@pytest.mark.parametrize(
    ("of_unit", "within", "finished"),
    [
        (f'xmlns:t="{MEMOQ}" t:status="ManuallyConfirmed"', "", True),
        (f'xmlns:t="{MEMOQ}" t:status="Proofread"', "", True),
        (f'xmlns:t="{MEMOQ}" t:status="PartiallyEdited"', "", False),
        (f'xmlns:t="{MEMOQ}" t:status="Rejected"', "", False),
        (f'xmlns:t="{PHRASE}" t:confirmed="1"', "", True),
        (f'xmlns:t="{PHRASE}" t:confirmed="0"', "", False),
        ("", '<t:seg id="1" conf="ApprovedTranslation"/>', True),
        ("", '<t:seg id="1" conf="Translated"/><t:seg id="2" conf="Draft"/>', False),
        ("", '<t:seg id="1" conf="RejectedTranslation"/>', False),
    ],
)
@pytest.mark.parametrize("state", ["", ' state="translated"'])
def test_what_tools_say_in_a_namespace_of_their_own_counts(
    of_unit: str, within: str, finished: bool, state: str
) -> None:
    """Trados, memoQ and Phrase leave the states of XLIFF as they were, or write none."""
    within = f'<t:seg-defs xmlns:t="{SDL}">{within}</t:seg-defs><alt-trans xmlns:m="{MEMOQ}" m:status="Draft"/>'
    unit = f'<trans-unit id="1" {of_unit}><source>A</source><target{state}>B</target>{within}</trans-unit>'
    document = f'<file target-language="de"><body>{unit}</body></file>'
    for name in (' xmlns="urn:oasis:names:tc:xliff:document:1.2"', ""):
        (read,) = read_xliff(f'<xliff version="1.2"{name}>{document}</xliff>', "x").units
        assert (read.fuzzy, read.is_stated) == (not finished, True)
