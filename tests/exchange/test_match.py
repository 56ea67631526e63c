"""Catalogs of other tools find the messages of this site."""

from __future__ import annotations

import re

from tests.conftest import Site
from tests.exchange.third import FOREIGN, ORIGINAL, catalog


def test_a_catalog_of_another_tool_is_found_by_its_words(good_site: Site) -> None:
    good_site.write("source/articles/third.md", ORIGINAL)
    good_site.write("old.po", FOREIGN)
    result = good_site.run("import", "--accept", str(good_site.root / "old.po"))
    assert result.exit_code == 0, result.output
    found = catalog(good_site, "articles/third")
    assert (found["Two"].msgstr, found["Two"].fuzzy) == ("Zwei", False)
    assert (found["One"].msgstr, found["One"].fuzzy) == ("Einer", True)
    other_marks = found["Take 5 mg, see [the first]({filename}first.md)."]
    assert (other_marks.msgstr, other_marks.fuzzy) == ("Nimm *5 mg*, siehe das erste.", True)
    memory = catalog(good_site, "memory")
    assert memory["This is not advice. It is information."].obsolete


def test_what_the_catalogs_have_another_translation_of_is_not_taken_and_told(good_site: Site) -> None:
    first = "locales/de/articles/first.po"
    good_site.replace(first, 'msgid "Beginning"', '#, fuzzy\nmsgid "Beginning"')
    texts = {"First steps": "Schritte", "Beginning": "Beginn", "This is not advice.": "Dies ist kein Rat."}
    rows = "".join(f"{source},{text}\n" for source, text in texts.items())
    good_site.write("de.csv", f"source,target\n{rows}")
    result = good_site.run("import", "--accept", str(good_site.root / "de.csv"))
    assert result.exit_code == 0, result.output
    assert re.findall("not taken, as there is another translation: (.*)", result.output) == [
        "“First steps”: “Schritte”"
    ]
    told = re.findall("kept in the comment of a fuzzy translation, choose between them: (.*)", result.output)
    assert told == ["“Beginning”: “Beginn”"]
    assert 'msgstr "Erste Schritte"' in good_site.read(first)
    found = catalog(good_site, "articles/first")["Beginning"]
    assert (found.msgstr, found.fuzzy, found.tcomment) == ("Anfang", True, "conflict: the other version is: Beginn")
    before = good_site.files("locales")
    result = good_site.run("import", "--accept", str(good_site.root / "de.csv"))
    assert (result.exit_code, good_site.files("locales")) == (0, before)
    assert result.output.endswith("nothing changed: no catalog was written\n")


PLURALS = """msgid ""
msgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "%(count)s article"
msgid_plural "%(count)s articles"
msgstr[0] "%(count)s Beitrag"
msgstr[1] ""

msgid "%(n)s flower bed"
msgid_plural "%(n)s flower beds"
msgstr[0] "%(n)s Beet"
msgstr[1] "%(n)s Beete"
"""


def test_plural_forms_that_find_no_place_are_told(good_site: Site) -> None:
    good_site.write("old.po", PLURALS)
    before = good_site.files("locales")
    told = [
        line
        for line in good_site.run("import", str(good_site.root / "old.po")).output.splitlines()
        if "left out" in line
    ]
    assert told == [
        "  left out: line 4, “%(count)s article”: not all of its plural forms are translated",
        "  left out: “%(n)s flower bed”: the site has no such text with plural forms",
    ]
    assert good_site.files("locales") == before


def test_single_forms_of_texts_with_plural_forms_are_told_and_remembered_nowhere(good_site: Site) -> None:
    texts = {"%(count)s article": "%(count)s Beitrag", "%(count)s articles": "%(count)s Beiträge"}
    good_site.write("de.csv", "source,target\n" + "".join(f"{source},{text}\n" for source, text in texts.items()))
    before = good_site.files("locales")
    result = good_site.run("import", str(good_site.root / "de.csv"))
    assert result.exit_code == 0, result.output
    assert [line for line in result.output.splitlines() if "left out" in line] == [
        f"  left out: “{source}”: a single form of a text with plural forms" for source in texts
    ]
    assert good_site.files("locales") == before


def test_the_memory_serves_text_that_is_written_later(good_site: Site) -> None:
    good_site.write("old.po", FOREIGN)
    good_site.run("import", "--accept", str(good_site.root / "old.po"))
    good_site.replace("source/articles/second.md", "Not even this.", "This is not advice. It is information.")
    good_site.run("update")
    entry = catalog(good_site, "articles/second")["This is not advice. It is information."]
    assert (entry.msgstr, entry.fuzzy) == ("Dies ist kein Rat, sondern Auskunft.", False)


def test_a_catalog_that_names_no_language_of_the_site_is_refused(good_site: Site) -> None:
    good_site.write("old.po", FOREIGN.replace("Language: de", "Language: xx"))
    result = good_site.run("import", str(good_site.root / "old.po"))
    assert result.exit_code == 2
    assert "old.po: error: it is in 'xx', which is no language of this site" in result.output
    assert good_site.run("import", "--locale", "de", str(good_site.root / "old.po")).exit_code == 2
    good_site.write("old.po", FOREIGN.replace("Language: de", "X-Crowdin: x"))
    assert good_site.run("import", "--locale", "de", str(good_site.root / "old.po")).exit_code == 0
