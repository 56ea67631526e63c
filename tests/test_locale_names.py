"""Names of locales: every usual spelling leads to CLDR's own."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from pipeline.locale_names import canonical, meant_by, name_instead_of


@pytest.mark.parametrize(
    ("names", "right"),
    [
        ("pt-BR pt_br PT-br pt_BR.UTF-8", "pt_BR"),
        ("zh-Hant zh_hant", "zh_Hant"),
        ("zh-CN zh_CN zh-Hans-CN", "zh_Hans_CN"),
        ("zh-TW", "zh_Hant_TW"),
        ("sr@latin sr-Latn sh", "sr_Latn"),
        ("sr_RS@latin sr_RS.UTF-8@latin", "sr_Latn_RS"),
        ("ca@valencia ca_ES@valencia ca-valencia ca-ES-valencia", "ca_ES_VALENCIA"),
        ("uz@cyrillic", "uz_Cyrl"),
        ("iw", "he"),
        ("in", "id"),
        ("no", "nb"),
        ("tl", "fil"),
        ("de_DE.utf8@euro de-DE", "de_DE"),
        ("es-419", "es_419"),
    ],
)
def test_every_usual_spelling_is_understood(names: str, right: str) -> None:
    assert {canonical(name) for name in names.split()} == {right}


@pytest.mark.parametrize("name", ["", "xx", "de@x", "../de", "de/", "de\n", "d", "german", "en-US-u-nu-latn", "x" * 40])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical(name)


def test_cldrs_own_names_stay_as_they_are() -> None:
    for name in locale_identifiers():
        if name not in ("root", "no"):
            known = str(Locale.parse(name))
            assert canonical(known) == known


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(pair.split(":") for pair in "jp:ja cz:cs dk:da gr:el cn:zh kr:ko ua:uk vn:vi jp-JP:ja JP:ja".split()),
        *(pair.split(":") for pair in "german:de Japanese:ja".split()),
        *((name, "") for name in ("xx", "", "../de", "d", "x" * 40)),
    ],
)
def test_of_what_is_no_locale_it_is_told_which_is_meant(name: str, meant: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical(name)
    assert meant_by(name) == meant
    assert (f"did you mean '{meant}', " in name_instead_of(name)) is bool(meant)
