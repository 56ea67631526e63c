"""What was read of a source is used again as long as its messages have the same answers."""

from __future__ import annotations

from pelican.urlwrappers import Tag

from pipeline.model import Segment, Visitor
from pipeline.plugin.rereading import Readings

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
