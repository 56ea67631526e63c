"""A translation stays within the elements around it, whatever a browser makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.containment import readings
from pipeline.checks.security import security_faults
from pipeline.model import Notation, Segment
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.trail import Trail
from pipeline.surroundings import Surroundings
from tests.checks.checked import RENDERER

#: Elements in which a parser reads otherwise than in others, as a page nests them.
AROUND: tuple[tuple[str, ...], ...] = (
    (),
    ("p",),
    ("div", "noscript"),
    ("noscript", "p"),
    ("select", "option"),
    ("table", "tr", "td"),
    ("table", "caption"),
    ("ruby", "rt"),
    ("svg", "title"),
    ("svg", "text"),
    ("svg", "foreignobject", "p"),
    ("svg", "desc"),
    ("math", "mtext"),
    ("button",),
    ("a",),
    ("form", "label"),
    ("h2",),
    ("dl", "dt"),
    ("video",),
    ("object",),
    ("details", "summary"),
    ("iframe",),
    ("noembed",),
    ("xmp",),
    ("textarea",),
    ("title",),
)
PIECES = ("b", "</b>", "<b>", "noscript", "title", "onload=x", "--", "ä")
#: What takes hold of what follows it, or ends what is around it.
UNFINISHED = (
    '<img src=x onerror="alert(1)//',
    "<img src=x onerror='alert(1)//",
    "<img src=x onerror=alert(1)//",
    '<a href="//evil.example/?',
    "<a href=//evil.example/?",
    "<b",
    "<b title=",
    '<b title="',
    "<b>x</b",
    '<b>x</b foo="',
    "</p",
    "</p ",
    "</iframe",
    "</noscript>",
    "</NoScript x",
    "</select>",
    "</table>",
    "</svg>",
    "</a>",
    "<!",
    "<!-",
    "<!--",
    "<!-- -->",
    "<!doctype",
    "<?",
    "</ x",
    "</",
    "<![CDATA[",
    "]]>",
    "<b title='</noscript><img src=x onerror=alert(1)>'>x</b>",
    '<abbr title="</iframe><img src=x onerror=alert(1)>">x</abbr>',
    "<!-- </iframe><img src=x onerror=alert(1)> -->",
    "<plaintext>",
    "<svg><style><b>",
    "<b><p>x</b>",
    "<td>x",
    "<option>x",
    '\uf8f1<x-next a="1" b=\'2\'>\uf8f2</x-next><img src=x onerror="',
)


def admitted(source: str, translation: str, around: tuple[str, ...], notation: Notation = Notation.HTML) -> bool:
    surroundings = Surroundings(around)
    return not list(security_faults(source, translation, notation, "paragraph", RENDERER, surroundings=surroundings))


def page_of(text: str, around: tuple[str, ...], scripting: bool) -> LexborHTMLParser:
    """A page as a site has it: the text, what closes around it, and an article after it."""
    opened = "".join(f"<{tag}>" for tag in around)
    closed = "".join(f"</{tag}>" for tag in reversed(around))
    page = f"<body>{opened}{text}{closed}<article class=\"x\" title='y'>\"' --> after</article></body>"
    return LexborHTMLParser(page.replace("noscript", "noframes") if scripting else page)


@pytest.mark.parametrize("unfinished", UNFINISHED)
@pytest.mark.parametrize("notation", [Notation.HTML, Notation.MARKDOWN])
def test_nothing_escapes_the_elements_around_it(unfinished: str, notation: Notation) -> None:
    source, text = "A sentence", f"Ein Satz {unfinished}"
    rendered = [RENDERER.render(part, notation, "paragraph") for part in (source, text)]
    for around in AROUND:
        for scripting in (False, True) if admitted(source, text, around, notation) else ():
            there, here = (page_of(part, around, scripting) for part in rendered)
            assert len(here.css("article[class=x][title=y]")) == 1
            assert [node.tag for node in here.css("*")] == [node.tag for node in there.css("*")]


@given(
    st.lists(
        st.sampled_from([*UNFINISHED, *"<>/\"'=&; -!?", *PIECES]),
        max_size=8,
    ),
    st.sampled_from(AROUND),
)
def test_whatever_is_admitted_leaves_the_rest_of_the_page_as_it_is(pieces: list[str], around: tuple[str, ...]) -> None:
    text = "".join(pieces)
    if not text.strip() or not admitted("A <b>short</b> sentence.", text, around):
        return
    for scripting in (False, True):
        page = page_of(text, around, scripting)
        after = page.css("article")
        assert [node.attributes for node in after] == [{"class": "x", "title": "y"}], text
        source = page_of("A <b>short</b> sentence.", around, scripting)
        assert after[0].parent.tag == source.css("article")[0].parent.tag, text
        assert not page.css("img, script, [onload], [onerror], a[href]"), text


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("A sentence", "Ein Satz"),
        ("A sentence", "5 < 6 & mehr"),
        ("A sentence", "Werte <"),
        ("A <b>bold</b> word", "Ein <b>fettes</b> Wort"),
        ('A <a href="b.html">link</a> here', 'Hier ein <a href="b.html">Verweis</a>'),
        ("A<br>line", "Eine<br>Zeile"),
    ],
)
def test_an_honest_translation_is_admitted_in_all_elements(source: str, translation: str) -> None:
    assert [around for around in AROUND if not admitted(source, translation, around)] == []


def test_a_browser_with_scripts_and_one_without_are_both_asked() -> None:
    without, within, with_scripts = readings("<b>x</b>", Surroundings(("noscript",)))
    assert [tag for tag, _ in within.elements if tag == "b"] == ["b"]
    assert [tag for tag, _ in with_scripts.elements if tag == "b"] == []
    assert without.around != within.around


def test_a_segment_knows_the_elements_around_it() -> None:
    found: list[Segment] = []
    walk_html("<div><noscript><p>One <b>two</b></p>three</noscript></div>four", Trail(found.append), {})
    assert [segment.surroundings.elements for segment in found] == [("div", "noscript", "p"), ("div", "noscript"), ()]
