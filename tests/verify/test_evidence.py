"""What the witness reads of a page."""

from __future__ import annotations

import pytest

from pipeline.verify.evidence import read_page


def test_every_kind_of_link_is_read() -> None:
    page = read_page(
        "<a href=1><area href=2><img src=3 srcset='4 1x, 5 2x'><video src=6 poster=7></video><iframe src=8></iframe>"
        "<object data=9></object><source srcset=10>"
    )
    assert sorted(page.links, key=int) == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(
    ("content", "is_indexed"),
    [("noindex", False), ("follow, NoIndex", False), ("none", False), ("max-image-preview:none", True), ("all", True)],
)
def test_what_search_engines_are_told_is_read_as_they_read_it(content: str, is_indexed: bool) -> None:
    assert read_page(f"<head><META NAME=Robots CONTENT='{content}'></head>").is_indexed == is_indexed
