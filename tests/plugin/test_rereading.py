"""What was read of a source is used again as long as its messages have the same answers."""

from __future__ import annotations

from pelican.urlwrappers import Tag

from pipeline.model import Segment, Visitor
from pipeline.plugin.rereading import Readings, Recall
from pipeline.plugin.site import Site
from tests.making import BASE, DE, PROJECT

ONE, TWO = Segment("One", "title"), Segment("Two", "paragraph")


class Source:
    """Asks for one text and, unless that one is none, for another; counts how often it is read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, visitor: Visitor) -> tuple[str | None, dict[str, object]]:
        self.times += 1
        title = visitor(ONE)
        return (visitor(TWO) or "Two") if title else "", {"title": title, "tags": [Tag("a", {})]}


def test_it_is_read_again_when_one_of_its_answers_is_another() -> None:
    source, readings, texts = Source(), Readings(), {"One": "Eins", "Two": "Zwei", "Three": "Drei"}

    def visitor(segment: Segment) -> str | None:
        return texts.get(segment.text)

    assert readings.read("a.md", visitor, source)[0] == "Zwei"
    assert readings.read("a.md", visitor, source)[0] == "Zwei"
    texts["Three"] = "Nothing that it asks for"
    assert readings.read("a.md", visitor, source)[0] == "Zwei"
    assert source.times == 1
    texts["Two"] = "Zwo"
    assert readings.read("a.md", visitor, source)[0] == "Zwo"
    del texts["One"]
    assert readings.read("a.md", visitor, source)[0] == ""
    texts["One"] = "Eins"
    assert readings.read("a.md", visitor, source)[0] == "Zwo"
    assert source.times == 4


def test_what_another_process_has_read_is_read_again_when_a_text_of_its_catalog_is_another() -> None:
    source, readings = Source(), Readings()

    def read(recall: Recall | None, **texts: str) -> object:
        own = {(None, text): (translation,) for text, translation in texts.items()}
        readings.begin(Site(PROJECT, DE, BASE, translations={"a": own}))
        return readings.read("a.md", lambda segment: texts.get(segment.text), source, recall)[0]

    assert read(lambda visitor, read: ("from elsewhere", {}), One="Eins") == "from elsewhere"
    assert read(None, One="Eins") == "from elsewhere"
    assert source.times == 0
    assert read(lambda visitor, read: read(visitor), One="Eins", Two="Zwei") == "Zwei"
    assert read(None, One="Eins", Two="Zwei", Three="Drei") == "Zwei"
    assert source.times == 1


def test_each_source_is_remembered_for_itself() -> None:
    source, readings = Source(), Readings()
    readings.read("a.md", lambda _: "x", source)
    readings.read("b.md", lambda _: "x", source)
    assert source.times == 2


def test_names_in_it_are_copies_which_may_be_translated() -> None:
    source, readings = Source(), Readings()
    first = readings.read("a.md", lambda _: "x", source)[1]["tags"]
    first[0].name = "translated"
    assert readings.read("a.md", lambda _: "x", source)[1]["tags"][0].name == "a"
