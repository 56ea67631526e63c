"""Units that a tool has split: no half of a translation is one, and its parts are in the order that the tool says."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from pipeline.exchange.units import readable
from pipeline.exchange.xliff import read_xliff
from tests.conftest import Site


def seg(mid: int, text: str) -> str:
    return f"<mrk mtype='seg' mid='{mid}'>{text}</mrk>"


SPLIT = f"{seg(1, 'This is not')} {seg(2, 'advice.')}"


def in_1(target: str, *, source: str = SPLIT, state: str = "") -> str:
    return (
        f"<trans-unit id='u'><source>This is not advice.</source><seg-source>{source}</seg-source>"
        f"<target{state}>{target}</target></trans-unit>"
    )


def file_1(units: str) -> str:
    return f"<xliff version='1.2'><file target-language='de'><body>{units}</body></file></xliff>"


def file_2(units: str) -> str:
    return f"<xliff version='2.0' trgLang='de'><file id='f'>{units}</file></xliff>"


@pytest.mark.parametrize("state", ["", " state='translated'", " state='final'"])
@pytest.mark.parametrize(
    "second",
    [
        "",
        seg(2, ""),
        seg(2, " "),
        "<mrk mtype='seg' mid='2'/>",
        seg(2, "<g id='1'/>"),
        seg(2, "<x id='1'/>"),
        seg(3, "Rat."),
    ],
)
def test_half_a_translation_in_xliff_1_is_left_out_by_name(second: str, state: str) -> None:
    kept, refused = readable(read_xliff(file_1(in_1(f"{seg(1, 'Dies ist')} {second}", state=state)), "x").units)
    assert (kept, refused) == ((), ("unit u, “This is not advice.”: of segment 2 there is no translation",))


def test_an_empty_segment_is_half_a_translation_even_where_the_source_is_not_split() -> None:
    unit = in_1(f"{seg(1, 'Dies ist')} {seg(2, '')}", source="")
    assert len(readable(read_xliff(file_1(unit.replace("<seg-source></seg-source>", "")), "x").units)[1]) == 1


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (f"{seg(1, 'Dies ist')} {seg(2, 'kein Rat.')}", "Dies ist kein Rat."),
        (f"{seg(2, 'Kein Rat')} {seg(1, 'ist dies.')}", "Kein Rat ist dies."),
        ("Dies ist kein Rat.", "Dies ist kein Rat."),
        (f"{seg(1, '')} {seg(2, '')}", ""),
        ("", ""),
    ],
)
def test_a_whole_translation_in_xliff_1_and_none_are_what_they_are(target: str, text: str) -> None:
    ((unit,), refused) = readable(read_xliff(file_1(in_1(target)), "x").units)
    assert (unit.target.strip(), refused, unit.faults) == (text, (), ())


def test_a_segment_without_words_in_the_source_needs_none() -> None:
    source = f"{seg(1, 'This is not advice.')}{seg(2, ' ')}"
    assert readable(read_xliff(file_1(in_1(seg(1, "Kein Rat."), source=source)), "x").units)[1] == ()


def test_a_segment_that_is_still_the_sources_is_doubtful_unless_the_tool_says_it_is_finished() -> None:
    target = f"{seg(1, 'Dies ist')} {seg(2, 'advice.')}"
    (unit,) = read_xliff(file_1(in_1(target)), "x").units
    assert unit.faults == ("segment 2 is that of the source",)
    (unit,) = read_xliff(file_1(in_1(target, state=" state='final'")), "x").units
    assert unit.faults == ()


PARTS = ("<segment state='final'><source>a</source>{}</segment>", "<ignorable><source> x </source>{}</ignorable>")


def in_2(*targets: str) -> str:
    parts = (PARTS[number % 2].format(target) for number, target in enumerate(targets))
    return file_2(f"<unit id='u'>{''.join(parts)}</unit>")


@pytest.mark.parametrize("orders", list(permutations((1, 2, 3))))
def test_the_parts_of_a_translation_in_xliff_2_are_in_the_order_that_it_says(orders: tuple[int, ...]) -> None:
    texts = ("A", " X ", "B")
    targets = [f"<target order='{order}'>{text}</target>" for order, text in zip(orders, texts, strict=True)]
    (unit,) = read_xliff(in_2(*targets), "x").units
    assert unit.target == "".join(text for _, text in sorted(zip(orders, texts, strict=True)))
    assert (unit.source, unit.fuzzy, unit.unusable) == ("a x a", False, "")


def test_what_has_no_order_is_where_its_source_is() -> None:
    (unit,) = read_xliff(in_2("<target order='3'>A</target>", "", "<target order='1'>B</target>"), "x").units
    assert unit.target == "B x A"


@pytest.mark.parametrize("orders", ["1 1 3", "3 2 2", "1 2 9", "0 1 2", "x 2 3", "3 - -"])
def test_an_order_that_is_none_is_named_and_the_text_left_out(orders: str) -> None:
    written = ["" if order == "-" else f" order='{order}'" for order in orders.split()]
    text = in_2(*(f"<target{order}>A</target>" for order in written))
    kept, refused = readable(read_xliff(text, "x").units)
    assert (kept, refused) == ((), ("unit u, “a x a”: its segments have no order that is clear",))


@pytest.mark.parametrize("second", ["", "<target/>", "<target> </target>", "<target><pc id='1'/></target>"])
def test_half_a_translation_in_xliff_2_is_left_out_by_name(second: str) -> None:
    kept, refused = readable(read_xliff(in_2("<target>A</target>", "", second), "x").units)
    assert (kept, refused) == ((), ("unit u, “a x a”: of segment 2 there is no translation",))
    ((unit,), refused) = readable(read_xliff(in_2("", "", second), "x").units)
    assert (unit.target, refused) == ("", ())


@pytest.mark.parametrize("code", ["<x id='1'/>", "<ph id='1'/>", "<it id='1' pos='open'/>", "<bx id='1'/>"])
def test_a_code_that_stands_for_nothing_is_told_in_xliff_1(code: str) -> None:
    unit = f"<trans-unit id='u'><source>Take {code} tablet</source><target>Nimm {code} Tablette</target></trans-unit>"
    (found,) = read_xliff(file_1(unit), "x").units
    assert found.faults == ("what its code 1 stands for knows only the tool that has written it",)
    ours_alone = unit.replace(f"Take {code} tablet", "Take a tablet")
    (found,) = read_xliff(file_1(ours_alone), "x").units
    assert "it has a mark that its source has not (code 1)" in found.faults
    with_words = unit.replace("id='1'", "id='1' equiv-text='eine'") if code.startswith("<x") else unit
    assert bool(read_xliff(file_1(with_words), "x").units[0].faults) is (with_words == unit)


def test_a_code_that_stands_for_nothing_is_told_in_xliff_2() -> None:
    text = file_2(
        "<unit id='u'><segment state='final'><source>Take <ph id='1'/> it</source>"
        "<target>Nimm <ph id='1'/> es</target></segment></unit>"
    )
    assert read_xliff(text, "x").units[0].faults == (
        "what its code 1 stands for knows only the tool that has written it",
    )


def test_half_a_disclaimer_replaces_no_whole_one(good_site: Site) -> None:
    path = good_site.root / "de.xlf"
    good_site.run("export", "de", "--output", str(path))
    text = path.read_text(encoding="utf-8")
    half = f"<target>{seg(1, 'Dies war')} {seg(2, '')}</target>"
    source = "<source>This is not advice.</source>"
    split = re.sub(f"({source}).*?</target>", rf"\1<seg-source>{SPLIT}</seg-source>{half}", text, flags=re.S)
    assert split != text
    path.write_text(split, encoding="utf-8")
    before = good_site.files("locales")
    result = good_site.run("import", str(path))
    assert "left out: unit" in result.output
    assert "“This is not advice.”: of segment 2 there is no translation" in result.output
    assert good_site.files("locales") == before
