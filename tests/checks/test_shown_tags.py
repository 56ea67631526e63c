"""What reads as a tag on a page is what a script of a theme may make an element of."""

from __future__ import annotations

import pytest

from pipeline.checks.render import Renderer
from pipeline.checks.security import security_faults
from pipeline.checks.shown_tags import shown_tag_faults
from pipeline.model import Notation
from tests.cases import MARKDOWN
from tests.growth import grows_with_its_length

RENDERER = Renderer(MARKDOWN)
HOSTILE = [
    *("<img src=x onerror=alert(1)>", "<IMG/src=x/onerror=alert(1)>", "<x onclick='a()'>", "<b style=color:red>"),
    *("<script>", "<svg>", "<style>", "<plaintext>", "<iframe>", "<base>", "<form>", "<textarea>", "<a href=//evil>"),
    # What follows in another text may end these.
    *("<svg/onload=alert(1)//", "<img", "<x", '<img title="', "<a href=//evil.example", "<!--", "<?x"),
]


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_text_that_reads_as_a_tag_is_inadmissible(tag: str) -> None:
    escaped = tag.replace("<", "&lt;")
    for notation in (Notation.MARKDOWN, Notation.HTML, Notation.RST):
        kinds = [f"x {escaped}"] if notation is not Notation.RST else [f"x {tag}"]
        kinds += [f"x `{tag}`"] * (notation is Notation.MARKDOWN) + [f"x ``{tag}``"] * (notation is Notation.RST)
        for text in kinds:
            faults = list(security_faults("Words of it", text, notation, "paragraph", RENDERER))
            assert "markup" in {fault.rule for fault in faults}, text


@pytest.mark.parametrize("tag", HOSTILE)
def test_what_the_source_shows_a_translation_shows_too(tag: str) -> None:
    assert not list(shown_tag_faults(f"Write {tag}", f"Schreib {tag}"))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Write <your name> here", "Schreib hier <dein Name>"),
        ("Press <Enter>", "Drück <Eingabe>"),
        ("x < 5 and y > 2", "x < 5 und y > 2, x<5"),
        ('It is <img alt="a cat" src="a.png">', 'Es ist <img alt="eine Katze" src="a.png">'),
        ("A bold word", "Ein <b>fettes</b> Wort, <em>so</em>"),
        ("So <3", "<3 so -> <- <<so>>"),
        ("Vec<T> and Box<dyn Fn()>", "Box<dyn Fn()> und Vec<T>, Vec<T>"),
    ],
)
def test_words_in_brackets_and_signs_are_the_translators(source: str, translation: str) -> None:
    assert not list(shown_tag_faults(source, translation))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ('<a href="/x">', '<a href="//evil.example">'),
        ('<img alt="a" src="a.png">', '<img alt="a" src="b.png">'),
        ('<img alt="a">', '<img alt="a" onerror="b">'),
        ("Write <your name>", "Schreib <dein onclick=a>"),
        ("a <b> c", "a <b onclick=x> c"),
    ],
)
def test_a_tag_that_does_something_else_is_another_one(source: str, translation: str) -> None:
    assert [fault.rule for fault in shown_tag_faults(source, translation)] == ["markup"]


@pytest.mark.parametrize("unit", ["<", "<a", "<a b=", "<a b='", '="', "<!", "a =", "b", " b", " ", "/", "=", "a="])
def test_looking_for_tags_takes_work_in_proportion_to_the_length(unit: str) -> None:
    assert grows_with_its_length(lambda length: list(shown_tag_faults("", f"<x a{unit * length}")), 3_000)
