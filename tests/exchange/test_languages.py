"""A file is in the language that it says, whatever a command is told; and which language of a site that is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.exchange.formats import WRITERS
from pipeline.exchange.languages import language_named
from pipeline.exchange.units import units_of
from pipeline.model import Catalog, Language, Message
from tests.conftest import Site

NAMES = {
    ("pt", "pt_BR"): {"pt-BR": "pt_BR", "pt_br": "pt_BR", "pt": "pt", "pt-PT": "pt", "Portuguese": "pt", "es": None},
    ("pt_BR", "pt_PT"): {"pt": "pt_BR", "pt-PT": "pt_PT", "pt-AO": None},
    ("zh_Hant", "zh_Hans"): {
        "zh": "zh_Hans",
        "zh-CN": "zh_Hans",
        "zh_SG": "zh_Hans",
        "zh-TW": "zh_Hant",
        "zh-HK": "zh_Hant",
        "zh-hant": "zh_Hant",
    },
    ("de", "fr"): {"de-AT": "de", "DE_de": "de", "de_DE.UTF-8": "de", "German": "de", "tlh": None, "?": None, "": None},
    ("de_CH",): {"de": "de_CH", "de-AT": None},
    ("de_CH", "de_AT"): {"de": None, "de-CH": "de_CH"},
    ("en", "en_GB"): {"en-US": "en", "en-GB": "en_GB"},
    ("nb", "sr_Latn", "sr"): {"no": "nb", "sr@latin": "sr_Latn", "sr-RS": "sr"},
}


@pytest.mark.parametrize(
    ("locales", "name", "wanted"),
    [(locales, name, wanted) for locales, names in NAMES.items() for name, wanted in names.items()],
)
def test_a_name_is_of_the_very_language_or_of_that_which_cldr_knows_by_it(
    locales: tuple[str, ...], name: str, wanted: str | None
) -> None:
    for order in (locales, locales[::-1]):
        found = language_named(name, map(Language.of, order))
        assert (found and found.locale) == wanted


FIRST = "locales/{}/articles/first.po"
PO = 'msgid ""\nmsgstr "{}Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "First steps"\nmsgstr "Premiers pas"\n'
XLIFF = (
    '<xliff version="1.2"><file {}><body><trans-unit id="1"><source>First steps</source>'
    "<target {}>Premiers pas</target></trans-unit></body></file></xliff>"
)
#: Files that say they are in French, in each way that a format has of saying so.
FRENCH = {
    "a.po": PO.format("Language: fr\\n"),
    "b.po": PO.format("X-Poedit-Language: French\\n"),
    "c.po": PO.format("Language: de\\nX-Language: fr_FR\\n"),
    "fr.po": PO.format(""),
    "a.xlf": XLIFF.format('target-language="fr-FR"', ""),
    "b.xlf": XLIFF.format("", 'xml:lang="fr"'),
    "a.csv": "source,target,language\nFirst steps,Premiers pas,fr\n",
    "fr.csv": "source,target\nFirst steps,Premiers pas\n",
    "a.tmx": '<tmx><body><tu><tuv xml:lang="en"><seg>First steps</seg></tuv><tuv xml:lang="fr"><seg>Pas</seg></tuv>'
    "</tu></body></tmx>",
}


@pytest.mark.parametrize("name", FRENCH)
def test_a_file_in_another_language_is_refused_whatever_the_command_says(good_site: Site, name: str) -> None:
    good_site.replace("pelicanconf.py", '"de"]', '"de", "fr"]')
    good_site.write(name, FRENCH[name])
    before = good_site.files("locales")
    for accept in ((), ("--accept",)):
        result = good_site.run("import", *accept, "--locale", "de", str(good_site.root / name))
        assert result.exit_code == 2, result.output
        assert re.search(
            rf"{name}: error: it (is in French|holds several|has no translation into German)", result.output
        )
        assert "remedy: " in result.output
        assert good_site.files("locales") == before


@pytest.mark.parametrize("form", WRITERS)
def test_an_export_comes_back_into_its_own_language_even_where_only_its_ids_say_it(good_site: Site, form: str) -> None:
    good_site.replace("pelicanconf.py", '"de"]', '"de", "fr"]')
    good_site.run("update")
    path = good_site.root / f"out{WRITERS[form][1]}"
    good_site.run("export", "fr", "--format", form, "--output", str(path))
    text = path.read_text(encoding="utf-8")
    assert text.count("-fr") > 3
    silent = re.sub(' (target-language|trgLang|xml:lang)="fr"|,"(fr|language)"(?=\n)', "", text)
    assert silent != text
    path.write_text(silent, encoding="utf-8")
    before = good_site.files("locales")
    result = good_site.run("import", "--locale", "de", str(path))
    assert (result.exit_code, good_site.files("locales")) == (2, before)
    assert "it is in French (fr), and is to be read as German" in result.output
    assert good_site.run("import", str(path)).exit_code == 0


def test_ids_of_older_exports_name_no_language_and_are_understood() -> None:
    before = Catalog("d", "pt_BR", (Message("A", translations=("um",)),))
    (unit,) = units_of(before)
    assert unit.locale == "pt_BR"
    old = type(unit)(unit.id.removesuffix("-pt_BR"), "A", "um")
    assert (old.is_ours, old.is_rewritten, old.locale) == (True, False, "")


def test_a_memory_goes_to_the_very_language_and_what_is_left_out_is_named(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '"de"]', '"de", "pt", "pt_BR", "zh_Hant", "zh_Hans"]')
    good_site.run("update")
    names = {"pt-BR": "Brasil", "pt-PT": "Portugal", "zh-CN": "简体", "zh-TW": "繁體", "tlh": "?"}
    variants = "".join(f'<tuv xml:lang="{name}"><seg>{text}</seg></tuv>' for name, text in names.items())
    good_site.write(
        "m.tmx", f'<tmx><body><tu><tuv xml:lang="en"><seg>First steps</seg></tuv>{variants}</tu></body></tmx>'
    )
    result = good_site.run("import", "--accept", str(good_site.root / "m.tmx"))
    assert result.exit_code == 0, result.output
    assert "left out: 1 texts in 'tlh', which is no language of this site" in result.output
    for locale, text in {"pt_BR": "Brasil", "pt": "Portugal", "zh_Hans": "简体", "zh_Hant": "繁體"}.items():
        assert f'msgid "First steps"\nmsgstr "{text}"' in good_site.read(FIRST.format(locale))


def test_the_catalogs_of_a_theme_are_in_the_language_of_their_folder(good_site: Site) -> None:
    folder = Path("theme/translations/de/LC_MESSAGES")
    good_site.write(f"{folder}/messages.po", PO.format("Language: fr\\n"))
    before = good_site.read(FIRST.format("de"))
    result = good_site.run("import")
    assert "left out: all of it: " in result.output
    assert "it is in" in result.output
    assert good_site.read(FIRST.format("de")) == before
