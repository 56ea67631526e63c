"""What the nouns say of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Catalog, Language, headline
from tests.making import fuzzy, message


@pytest.mark.parametrize(
    ("locale", "tag", "path", "direction"),
    [("pt_BR", "pt-BR", "pt-br", "ltr"), ("zh_Hans", "zh-Hans", "zh-hans", "ltr"), ("ar", "ar", "ar", "rtl")],
)
def test_a_language_has_three_names_and_a_direction(locale: str, tag: str, path: str, direction: str) -> None:
    found = Language.of(locale)
    assert (found.tag, found.path, found.dir) == (tag, path, direction)


def test_only_what_is_complete_current_and_in_use_is_translated() -> None:
    assert message("a", "b").translated
    assert not message("a", "b", "", msgid_plural="as").translated
    assert not fuzzy("a", "b").translated
    assert not replace(message("a", "b"), obsolete=True).translated


@pytest.mark.parametrize("nothing", ["", "  ", "\u00a0", "\u3000", "\u200b", "&nbsp;"])
def test_a_translation_that_shows_nothing_is_none(nothing: str) -> None:
    assert not message("a", nothing).translated
    assert not message("a", nothing).has_text
    assert message("a", "b", nothing, msgid_plural="as").has_text
    assert not message("a", "b", nothing, msgid_plural="as").complete


def test_where_the_source_shows_nothing_any_text_is_a_translation() -> None:
    assert message(" ", "\u00a0").translated
    assert not message(" ", "").translated


def test_obsolete_messages_are_found_by_nothing() -> None:
    assert Catalog("a", "de", (replace(message("a", "b"), obsolete=True),)).by_key() == {}


def test_a_text_is_quoted_whole_up_to_sixty_characters() -> None:
    assert headline("x" * 60) == "x" * 60
    assert headline("x" * 61) == "x" * 59 + "…"
