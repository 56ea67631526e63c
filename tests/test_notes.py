"""What translators are told of a text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.markup import BLOCK_KINDS, PROSE_ANYWHERE
from pipeline.model import Notation, Segment
from pipeline.notes import begins_notes, kind_in, kinds_in, notes_on, words_for
from tests.conftest import Site

KINDS = {*BLOCK_KINDS.values(), *PROSE_ANYWHERE.values(), "title", "summary", "template", "notice", "tag", "heading 2"}


def notes(segment: Segment, address: str = "") -> list[str]:
    return list(notes_on(segment, (), address))[1:]


@pytest.mark.parametrize("kind", sorted({*KINDS, "setting SITENAME", "setting PEOPLE.*.role"}))
def test_the_kind_is_known_again_from_the_plain_words_for_it(kind: str) -> None:
    assert kind_in([words_for(kind), "in: A"]) == kind
    assert kind in kinds_in(["in: A", words_for(kind)])


def test_kinds_that_are_called_the_same_are_taken_for_the_first() -> None:
    assert kind_in([words_for("sidebar title")]) == kind_in([words_for("topic title")]) == "admonition title"


def test_no_words_are_those_of_another_kind() -> None:
    assert not {words_for(kind) for kind in KINDS if words_for(kind) != kind} & KINDS


def test_catalogs_of_older_releases_have_the_kinds_themselves() -> None:
    assert kind_in(["template"]) == "template"
    assert kind_in([]) == ""


def test_translators_are_told_where_a_text_stands_how_long_it_may_be_and_on_which_page() -> None:
    segment = Segment("A", "title", headings=("B", "C"), cell=("D", ""), comment="written by the author")
    assert list(notes_on(segment, ["contact"], "a/b.html")) == [
        "title of the page",
        "in: B › C",
        "critical: contact",
        "column “D”",
        "length: lists and search engines show about 60 characters",
        "page: /a/b.html",
        "written by the author",
    ]


def test_a_text_that_tells_what_a_picture_shows_is_said_to_do_so() -> None:
    said = "says what it shows, for readers who do not see it"
    assert notes(Segment("Moon", "image text", picture="a.png")) == ["picture: a.png"]
    assert words_for("image text") == "what a picture shows, for readers who do not see it"
    markdown = Segment("See ![the moon](a.png)", "paragraph", Notation.MARKDOWN)
    assert notes(markdown) == [f"picture: ![…] {said}"]
    assert notes(replace(markdown, text="See ![](a.png)")) == []
    html = Segment('See <img src="a.png" alt="the moon">', "paragraph", Notation.HTML)
    assert notes(html) == [f'picture: alt="…" {said}']
    assert notes(replace(html, text='See <img src="a.png" alt="">')) == []


def test_a_page_has_the_address_that_it_has_once_it_is_published_whatever_the_day(good_site: Site) -> None:
    def pages() -> set[str]:
        assert good_site.run("extract").exit_code == 0
        text = good_site.read("locales/templates/articles/first.pot")
        return {line for line in text.splitlines() if line.startswith("#. page:")}

    assert pages() == {"#. page: /first.html"}
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "\nWITH_FUTURE_DATES = False\n")
    good_site.replace("source/articles/first.md", "Date: 2026", "Date: 2999")
    assert pages() == {"#. page: /first.html"}
    good_site.replace("source/articles/first.md", "Date: 2999", "Status: draft\nDate: 2999")
    assert pages() == set()


def test_what_is_extracted_again_is_the_same(good_site: Site) -> None:
    good_site.run("update")
    before = good_site.files("locales")
    assert good_site.run("update").exit_code == 0
    assert good_site.files("locales") == before
    assert good_site.run("extract", "--check").exit_code == 0


def test_other_words_for_a_text_make_no_translation_fuzzy(good_site: Site) -> None:
    path = "locales/de/articles/first.po"
    new = good_site.read(path)
    old = "\n".join(
        line.replace(words_for("title"), "title")
        for line in new.splitlines()
        if not line.startswith(("#. page:", "#. length:", "#. picture:"))
    )
    good_site.write(path, f"{old}\n")
    assert good_site.run("update", "de").exit_code == 0
    assert good_site.read(path) == new


@pytest.mark.parametrize(
    ("note", "begins"),
    [
        *[
            (words_for(kind), True)
            for kind in ("title", "template", "heading 2", "table heading", "setting PEOPLE.*.role")
        ],
        *[(kind, True) for kind in ("title", "template", "paragraph", "setting SITENAME")],
        *[(note, False) for note in ("label", "description", "page: /a.html", "Made with love", "")],
    ],
)
def test_a_catalog_is_known_by_what_its_first_notes_say_a_text_is(note: str, begins: bool) -> None:
    assert begins_notes(note) is begins
