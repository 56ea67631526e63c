"""Whatever a walker offers is admissible when translated honestly, and honest means: nothing but words has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.readers import PelicanHTMLWriter

from pipeline.checks.checker import Checker
from pipeline.checks.pair import Fault, fragment_of
from pipeline.checks.render import Renderer
from pipeline.markup import PROSE_ATTRIBUTES
from pipeline.model import Language, Notation, Segment
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.rst import with_walker as with_rst_walker
from pipeline.sources.walkers.trail import Trail
from tests import cases
from tests.honest import ANYWHERE, DATA, EXAMPLES, honest, translated
from tests.sources.walkers.test_markdown import offered as offered_of_markdown

ENGLISH, GERMAN = Language.of("en"), Language.of("de")
CHECKERS = {folder: Checker(Renderer(getattr(cases, folder.upper())), ENGLISH) for folder in ("markdown", "pymdown")}
CHECKER = CHECKERS["markdown"]
ALL = [case for folder in ("markdown", "pymdown", "html", "rst") for case in cases.all_cases(folder)]
NOTATIONS = [Notation.MARKDOWN, Notation.HTML]
each_example = pytest.mark.parametrize(("tag", "name"), EXAMPLES, ids=lambda part: part.replace('"', ""))
each_notation = pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: notation.value)


def security(source: str, translation: str, notation: Notation, checker: Checker = CHECKER) -> list[Fault]:
    return list(checker.security(source, translation, notation, "paragraph"))


def refused(segments: list[Segment], checker: Checker = CHECKER) -> list[tuple[str, str]]:
    """What is said of the segments' honest translations."""
    pairs = [(segment, translated(segment)) for segment in segments]
    return [
        (translation, fault.message)
        for segment, translation in pairs
        for fault in checker.security(segment.text, translation, segment.notation, segment.kind)
    ]


def sentence(tag: str, name: str, value: str) -> str:
    return f'Take <{tag} {name}="{value}">some</{tag.split()[0]}> of them.'


# The witness itself: it changes words, and nothing else.


def test_an_honest_translation_has_other_words_and_the_same_markup() -> None:
    source = 'A *b* `c` [d](e.html "f") <i title="g" id="h">i</i> %(j)s &amp; [k][l]{: title="m" .n }'
    other = 'üA *üb* `c` [üd](e.html "üf") <i title="üg" id="h">üi</i> %(j)s &amp; [ük][l]{: title="üm" .n }'
    assert honest(source, Notation.MARKDOWN) == other


@each_example
def test_an_honest_translation_translates_each_attribute_that_is_prose(tag: str, name: str) -> None:
    assert honest(sentence(tag, name, "so"), Notation.HTML) == sentence(tag, name, "üso").replace(
        ">some", ">üsome"
    ).replace("Take", "üTake").replace("of them", "üof üthem")


@pytest.mark.parametrize(("tag", "name"), DATA)
def test_an_honest_translation_leaves_data_alone(tag: str, name: str) -> None:
    assert f'{name}="so"' in honest(sentence(tag, name, "so"), Notation.HTML)


def test_each_attribute_that_a_walker_offers_is_tried_here() -> None:
    assert set(PROSE_ATTRIBUTES) == {name for _, name in EXAMPLES}


# Whatever is offered is admissible.


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.path.parent.name}-{case.path.stem}")
def test_whatever_a_walker_offers_of_a_case_is_admissible(case: cases.Case) -> None:
    assert refused(cases.offered(case), CHECKERS.get(case.path.parent.name, CHECKER)) == []


@each_example
def test_prose_in_attributes_of_blocks_is_offered_and_admissible(tag: str, name: str) -> None:
    source = f'<div>\n<{tag} {name}="Some words">\n</div>'
    for segments in (offered_of_html(source), offered_of_markdown(source), offered_of_rst(raw_html(source))):
        assert [segment.text for segment in segments] == ["Some words"]
        assert refused(segments) == []


@each_example
@each_notation
def test_prose_in_attributes_within_a_sentence_is_admissible(tag: str, name: str, notation: Notation) -> None:
    source = sentence(tag, name, "Some words")
    translation = honest(source, notation)
    assert f'{name}="üSome üwords"' in translation
    assert security(source, translation, notation) == []


@each_example
def test_prose_in_attributes_within_a_sentence_is_offered_with_it(tag: str, name: str) -> None:
    assert refused(offered_of_markdown(sentence(tag, name, "Some words"))) == []
    assert [segment.text for segment in offered_of_markdown(sentence(tag, name, "Some words"))] == [
        sentence(tag, name, "Some words")
    ]


@pytest.mark.parametrize("name", ANYWHERE)
def test_prose_in_lists_of_attributes_is_admissible(name: str) -> None:
    source = (
        f'Take *some*{{: {name}="Some words" .x }} of them.\n\nTake two.\n{{: {name}="More words" #two }}\n\n'
        f'## Part {{: {name}="Other words" }}'
    )
    segments = offered_of_markdown(source)
    assert {"More words", "Other words"} <= {segment.text for segment in segments}
    assert refused(segments) == []
    assert f'{name}="üSome üwords"' in translated(segments[0])


def test_the_texts_of_images_in_restructuredtext_are_admissible() -> None:
    source = (
        ".. image:: a.svg\n   :alt: A *moon*\n\n.. figure:: b.svg\n   :alt: A |b| pulse\n\n   Its caption.\n\n"
        ".. |pic| image:: c.svg\n   :alt: Some words\n\nSee |pic| and |x|.\n\n.. |x| replace:: the rest"
    )
    segments = offered_of_rst(source)
    assert {"A *moon*", "A |b| pulse", "Some words"} <= {segment.text for segment in segments}
    assert refused(segments) == []


PIECE = st.one_of(
    st.sampled_from(["dose", "*risk*", "`code`", '[a link](a.html "Its title")', "![a moon](m.svg)", "&amp;", "5 mg"]),
    st.builds(
        lambda example, quote, word: f"<{example[0]} {example[1]}={quote}{word}{quote}>so</{example[0].split()[0]}>",
        st.sampled_from([example for example in EXAMPLES if example[0][0].islower()]),
        st.sampled_from("\"'"),
        st.sampled_from(["half", "half of them", "5 mg &amp; more", "you &gt; me", ""]),
    ),
)
TEXT = st.lists(PIECE, min_size=1, max_size=5).map(lambda pieces: "Take " + " ".join(pieces))
MARKDOWN_BLOCK = st.one_of(
    TEXT,
    TEXT.map("## {}".format),
    TEXT.map("- {}".format),
    st.builds("| {} | {} |\n|---|---|\n| {} | x |".format, TEXT, TEXT, TEXT),
    st.builds("Term {}\n:   {}".format, TEXT, TEXT),
    st.builds('{}\n{{: {}="{}" }}'.format, TEXT, st.sampled_from(ANYWHERE), st.sampled_from(["half", "all of it"])),
    st.builds("<div>\n<p>{}</p>\n</div>".format, TEXT),
)


@given(st.lists(MARKDOWN_BLOCK, min_size=1, max_size=4).map("\n\n".join))
def test_whatever_a_walker_offers_of_markdown_is_admissible(text: str) -> None:
    assert refused(offered_of_markdown(text)) == []


@given(st.lists(st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "td", "div"]), TEXT)).map("\n".join))
def test_whatever_a_walker_offers_of_html_is_admissible(text: str) -> None:
    assert refused(offered_of_html(text)) == []


# And nothing else is.


@pytest.mark.parametrize(("tag", "name"), EXAMPLES + DATA)
@each_notation
def test_an_attribute_that_the_source_has_not_is_refused(tag: str, name: str, notation: Notation) -> None:
    there = f"Take <{tag}>some</{tag.split()[0]}> of them."
    assert security(there, there, notation) == []
    assert security(there, sentence(tag, name, "words"), notation)
    assert security("Take some of them.", sentence(tag, name, "words"), notation)


@pytest.mark.parametrize(("tag", "name"), DATA)
@each_notation
def test_an_attribute_that_is_data_is_not_changed(tag: str, name: str, notation: Notation) -> None:
    assert security(sentence(tag, name, "some"), sentence(tag, name, "other"), notation)


@each_notation
def test_what_makes_an_attribute_prose_is_not_changed(notation: Notation) -> None:
    """Else a translation could make a button of a hidden field, and a label of what is sent."""
    there = 'Take <input type="{}" value="some"> of them.'
    changes = [("hidden", "submit"), ("submit", "hidden"), ("submit", "button"), ("hidden", 'hidden" type="submit')]
    for old, new in changes:
        assert security(there.format(old), there.format(new).replace("some", "other"), notation)
    assert security(
        'A <meta name="description" content="some">', 'A <meta http-equiv="refresh" content="0;url=//b">', notation
    )


@each_notation
def test_an_attribute_given_twice_is_refused(notation: Notation) -> None:
    """A browser takes the first, but not all that read a page, or a feed, are browsers."""
    there = 'See <a href="a.html">some</a> of <input type="submit" value="some"> them.'
    for old, new in (('"a.html"', '"a.html" href="//b"'), ('value="some"', 'value="some" type="hidden"')):
        assert security(there, there.replace(old, new), notation)


@pytest.mark.parametrize(
    "value",
    ["</noscript><script>alert(1)</script>", "a > b", "a &gt; b", "&lt;img src=x onerror=alert(1)", "a < b", "-->"],
)
@each_notation
def test_an_attribute_has_no_angle_brackets_that_its_source_has_not(value: str, notation: Notation) -> None:
    """A browser that runs scripts ends `<noscript>` in an attribute, and typogrify a tag."""
    there = 'Take <noscript><img src="a.svg" alt="{}"></noscript> <i>some</i>.'
    assert security(there.format("some"), there.format(value), notation)
    assert security(there.format(value), there.format(value), notation) == []
    assert security(there.format("some"), there.format("some").replace("<i>", f'<span lang="{value}">'), notation)


@pytest.mark.parametrize("value", ["&quot; onmouseover=alert(1) x=&quot;", "'so'", "„so“", "so &amp; so", "50 %"])
@each_example
def test_what_a_parser_reads_as_text_is_admissible(tag: str, name: str, value: str) -> None:
    assert security(sentence(tag, name, "words"), sentence(tag, name, value), Notation.HTML) == []


@pytest.mark.parametrize("value", ["{{ SITEURL }}", "{attach}/etc/passwd", "%(x)s", "\u202eevil", 'so" onclick="x'])
@each_example
def test_what_no_text_may_hold_no_attribute_may(tag: str, name: str, value: str) -> None:
    assert security(sentence(tag, name, "words"), sentence(tag, name, value), Notation.HTML)


@each_example
def test_facts_in_attributes_are_compared(tag: str, name: str) -> None:
    there, here = sentence(tag, name, "Take 5 mg daily"), sentence(tag, name, "Täglich 50 mg nehmen")
    rules = {fault.rule for fault in CHECKER.remarks(there, here, Notation.HTML, "paragraph", GERMAN)}
    assert "numbers" in rules
    assert "Take 5 mg daily" in fragment_of(there).prose


def offered_of_html(source: str) -> list[Segment]:
    found: list[Segment] = []
    walk_html(source, Trail(found.append), {})
    return found


def offered_of_rst(source: str) -> list[Segment]:
    found: list[Segment] = []
    cases.publish(source, with_rst_walker(PelicanHTMLWriter, found.append, {}, []))
    return found


def raw_html(source: str) -> str:
    return ".. raw:: html\n\n" + "\n".join(f"   {line}" for line in source.splitlines())
