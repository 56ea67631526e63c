"""Which language a catalog says it is in."""

from __future__ import annotations

import pytest

from pipeline.catalogs.language_field import is_locale, other_languages
from pipeline.model import Catalog


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("de", "de DE de_DE de-DE de_AT de_DE.UTF-8 de@formal German"),
        ("pt_BR", "pt_BR pt-br pt Portuguese"),
        ("pt", "pt_BR pt_PT"),
        ("zh_Hans", "zh zh_CN zh-Hans-CN"),
        ("zh_Hant", "zh_TW"),
        ("sr_Latn", "sr_Latn sr@latin sr_RS@latin sh"),
        ("sr", "sr_Cyrl sr_RS"),
        ("nb", "nb_NO no"),
        ("he", "iw"),
    ],
)
def test_programs_write_one_locale_under_several_names(locale: str, names: str) -> None:
    assert [name for name in names.split() if not is_locale(name, locale)] == []


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("pl", "de en en_US german LANGUAGE xx ../.. _ a_b_c_d"),
        ("pt_BR", "pt_PT es"),
        ("de_AT", "de de_DE"),
        ("zh_Hans", "zh_TW zh_Hant ja"),
        ("sr", "sr_Latn sr@latin hr"),
        ("nb", "nn da"),
    ],
)
def test_other_languages_scripts_and_countries_are_others(locale: str, names: str) -> None:
    assert [name for name in names.split() if is_locale(name, locale)] == []


def test_all_fields_count_and_empty_ones_say_nothing() -> None:
    fields = (("Language", ""), ("X-Language", "pl_PL"), ("X-Poedit-Language", "German"))
    assert [*other_languages(Catalog("a", "de", (), fields), "de")] == [("X-Language", "pl_PL")]
