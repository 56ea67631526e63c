"""Where to look for what a locale lacks: CLDR's parents, and never another script."""

from __future__ import annotations

import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers

from pipeline.inheritance import ancestry


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("de", "de de_Latn_DE de_Latn"),
        ("de_AT", "de_AT de"),
        ("pt_BR", "pt_BR pt"),
        ("pt_AO", "pt_AO pt_PT pt"),
        ("es_MX", "es_MX es_419 es"),
        ("zh", "zh zh_Hans_CN zh_Hans"),
        ("zh_TW", "zh_TW zh_Hant_TW zh_Hant"),
        ("zh_Hant_HK", "zh_Hant_HK zh_Hant"),
        ("sr", "sr sr_Cyrl_RS sr_Cyrl"),
        ("sr_Latn_RS", "sr_Latn_RS sr_Latn"),
        ("sr_ME", "sr_ME sr_Latn_ME sr_Latn"),
        ("ca_ES_VALENCIA", "ca_ES_VALENCIA ca_ES ca"),
        ("uz_Arab", "uz_Arab uz_Arab_AF"),
        ("nothing_known", "nothing_known nothing"),
        ("", ""),
    ],
)
def test_a_locale_inherits_from_its_parents_in_its_own_script(locale: str, wanted: str) -> None:
    assert list(ancestry(locale)) == wanted.split()


def test_every_locale_is_its_own_nearest_and_none_inherits_for_ever() -> None:
    for locale in locale_identifiers():
        found = ancestry(locale)
        assert found[0] == locale
        assert len(found) == len(set(found)) < 9


def test_what_cldr_says_of_parents_is_followed() -> None:
    for locale, parent in get_global("parent_exceptions").items():
        assert ancestry(locale)[1] == parent, locale
