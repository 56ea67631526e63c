"""Files that come back into a site."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import polib
import pytest
from translate.storage.tmx import tmxfile

from pipeline.exchange.formats import WRITERS
from pipeline.exchange.xliff import read_xliff
from tests.conftest import Site

FIRST = "locales/de/articles/first.po"


def entry(site: Site, msgid: str) -> polib.POEntry:
    return next(found for found in polib.pofile(str(site.root / FIRST)) if found.msgid == msgid)


@pytest.mark.parametrize("form", WRITERS)
def test_export_and_import_of_a_site(good_site: Site, form: str) -> None:
    path = good_site.root / f"out{WRITERS[form][1]}"
    result = good_site.run("export", "de", "--format", form, "--output", str(path))
    assert result.exit_code == 0, result.output
    before = good_site.files("locales")
    result = good_site.run("import", str(path))
    assert result.exit_code == 0, result.output
    assert good_site.files("locales") == before
    text = path.read_text(encoding="utf-8")
    assert "Erste Schritte" in text
    path.write_text(text.replace("Erste Schritte", "Die ersten Schritte"), encoding="utf-8")
    assert good_site.run("import", str(path)).exit_code == 0
    assert (entry(good_site, "First steps").msgstr, entry(good_site, "First steps").fuzzy) == (
        "Die ersten Schritte",
        False,
    )
    # Meanwhile somebody wrote something else: now it is for people to decide.
    good_site.replace(FIRST, "Die ersten Schritte", "Schritte")
    result = good_site.run("import", str(path))
    assert result.exit_code == 1
    assert "“First steps” was translated differently on both sides" in result.output
    assert (entry(good_site, "First steps").msgstr, entry(good_site, "First steps").fuzzy) == ("Schritte", True)
    assert "Die ersten Schritte" in entry(good_site, "First steps").tcomment


def test_a_table_without_the_column_is_in_the_language_of_its_name(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    for name, code in (("de.csv", 0), ("texts.csv", 2)):
        good_site.write(name, "source,target\nFirst steps,Schritte\n")
        result = good_site.run("import", str(good_site.root / name))
        assert result.exit_code == code, result.output
    assert "does not say what language" in result.output
    assert entry(good_site, "First steps").msgstr == "Schritte"


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_a_translation_without_a_code_of_its_source_is_taken_as_fuzzy_and_told(good_site: Site, form: str) -> None:
    path = good_site.root / "out.xlf"
    good_site.run("export", "de", "--format", form, "--output", str(path))
    text = path.read_text(encoding="utf-8")
    without = re.sub(r"(<target[^>]*>)Ein <(g|pc)[^>]*>kurzer</\2> Anfang", r"\1Ein kurzer Beginn", text)
    assert without != text
    path.write_text(without, encoding="utf-8")
    result = good_site.run("import", str(path))
    assert result.exit_code == 1, result.output
    assert re.search(r"taken as fuzzy: unit m[\w-]+-de, “A \*short\* start\.”: its mark \*…\* is gone", result.output)
    assert "remedy: put it right" in result.output
    found = entry(good_site, "A *short* start.")
    assert (found.msgstr, found.fuzzy) == ("Ein kurzer Beginn.", True)


def test_only_what_is_unfinished_goes_out(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    path = good_site.root / "out.xlf"
    good_site.run("export", "de", "--unfinished", "--output", str(path))
    (unit,) = read_xliff(path.read_text(encoding="utf-8"), "x").units
    assert unit.source == "First steps"


def test_a_memory_fills_what_is_empty_as_fuzzy_and_remembers_the_rest(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    store = tmxfile()
    store.addtranslation("First steps", "en", "Schritte", "de")
    store.addtranslation("Something else", "en", "Anderes", "de")
    store.addtranslation("First steps", "en", "Pas", "tlh")
    path = good_site.root / "memory.tmx"
    good_site.write("memory.tmx", bytes(store).decode())
    result = good_site.run("import", str(path))
    assert result.exit_code == 0, result.output
    assert (entry(good_site, "First steps").msgstr, entry(good_site, "First steps").fuzzy) == ("Schritte", True)
    assert "Anderes" in good_site.read("locales/de/memory.po")


THREE_FORMS = """msgid ""
msgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\nPlural-Forms: {rule}\\n"

msgid "%(count)s article"
msgid_plural "%(count)s articles"
msgstr[0] "ein"
msgstr[1] "Millionen"
msgstr[2] "viele"
"""


def test_plural_forms_of_another_rule_go_to_the_forms_of_their_numbers(good_site: Site) -> None:
    theme = "locales/de/theme.po"
    good_site.replace(theme, '[0] "%(count)s Artikel"\nmsgstr[1] "%(count)s Artikel"', '[0] ""\nmsgstr[1] ""')
    rule = "nplurals=3; plural=(n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"
    good_site.write("old.po", THREE_FORMS.format(rule=rule))
    assert good_site.run("import", "--accept", str(good_site.root / "old.po")).exit_code == 0
    assert 'msgstr[0] "ein"\nmsgstr[1] "viele"\n' in good_site.read(theme)
    assert "# plural form for 1000000, 2000000, 10000000: Millionen" in good_site.read(theme)


def test_plural_forms_of_a_rule_that_tells_less_are_never_certain(good_site: Site) -> None:
    theme = "locales/de/theme.po"
    good_site.replace(theme, '[0] "%(count)s Artikel"\nmsgstr[1] "%(count)s Artikel"', '[0] ""\nmsgstr[1] ""')
    forms = THREE_FORMS.format(rule="nplurals=1; plural=0;").partition("msgstr[1]")[0]
    good_site.write("old.po", forms)
    assert good_site.run("import", "--accept", str(good_site.root / "old.po")).exit_code == 0
    (found,) = (one for one in polib.pofile(str(good_site.root / theme)) if one.msgid == "%(count)s article")
    assert (found.msgstr_plural, found.fuzzy) == ({0: "ein", 1: "ein"}, True)


def test_plural_forms_without_a_sound_rule_are_left_out_by_name(good_site: Site) -> None:
    good_site.write("old.po", THREE_FORMS.format(rule="nplurals=INTEGER; plural=EXPRESSION;"))
    before = good_site.files("locales")
    result = good_site.run("import", str(good_site.root / "old.po"))
    assert "left out: line 4, “%(count)s article”" in result.output
    assert good_site.files("locales") == before


UNREADABLE = {
    "a.xlf": '<xliff version="1.2"><file target-language="de"><body>{}</body></file></xliff>',
    "a.tmx": "<tmx><body>{}</body></tmx>",
    "a.csv": "source,target\n{}",
    "a.po": 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n{}',
}
ROWS = {
    "a.xlf": '<trans-unit id="{0}"><source>{1}</source><target state="translated">{2}</target></trans-unit>',
    "a.tmx": '<tu><tuv xml:lang="en"><seg>{1}</seg></tuv><tuv xml:lang="de"><seg>{2}</seg></tuv></tu>',
    "a.csv": '"{1}","{2}"\n',
    "a.po": 'msgid "{1}"\nmsgstr "{2}"\n\n',
}


# XML cannot have most of them: such a file is refused by its line.
WRONG = {
    "a.xlf": "\x7f\x9b",
    "a.tmx": "\x7f\x9b",
    "a.csv": "\x00\x01\x02\x1b\x7f\x9b\ufffe",
    "a.po": ("\x01", "\x1b", "\\x1b", "\ufffe"),
}
SEPARATORS = {"a.po": "\\rhier", "a.csv": "\r hier"}


@pytest.mark.parametrize(("name", "wrong"), [(name, wrong) for name, all_ in WRONG.items() for wrong in all_])
@pytest.mark.heavy
def test_a_text_that_no_catalog_can_have_is_left_out_by_name_and_the_rest_comes_in(
    good_site: Site, name: str, wrong: str
) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    good_site.replace(FIRST, 'msgstr "Anfang"', 'msgstr ""')
    separated = "Die\u2028ersten\x85Schritte" + SEPARATORS.get(name, "&#13;hier")
    rows = ROWS[name].format("u1", "First steps", separated) + ROWS[name].format("u2", "Beginning", f"An{wrong}fang")
    good_site.write(name, UNREADABLE[name].format(rows))
    result = good_site.run("import", "--locale", "de", str(good_site.root / name))
    assert result.exit_code == 0, result.output
    assert re.search(r"left out: (unit u?2|line \d+), “Beginning”: (control|no) character", result.output)
    assert entry(good_site, "First steps").msgstr.split() == ["Die", "ersten", "Schritte", "hier"]
    assert entry(good_site, "Beginning").msgstr == ""
    assert good_site.run("check").exit_code == 0


@pytest.mark.parametrize("nothing", ["   ", "\u00a0\u3000\u200b"])
@pytest.mark.parametrize("form", WRITERS)
def test_a_blank_cell_takes_no_text_away(good_site: Site, form: str, nothing: str) -> None:
    path = good_site.root / f"out{WRITERS[form][1]}"
    good_site.run("export", "de", "--format", form, "--output", str(path))
    before = good_site.files("locales")
    text = path.read_text(encoding="utf-8")
    assert text.count("Erste Schritte") == 1
    path.write_text(text.replace("Erste Schritte", nothing), encoding="utf-8")
    assert good_site.run("import", "--locale", "de", str(path)).exit_code == 0
    assert good_site.files("locales") == before


@pytest.mark.parametrize("nothing", [" ", "\u3000\u200b"])
@pytest.mark.parametrize("name", ROWS)
def test_a_blank_translation_in_a_file_of_another_tool_is_none(good_site: Site, name: str, nothing: str) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    before = good_site.files("locales")
    rows = ROWS[name].format("u1", "First steps", nothing) + ROWS[name].format("u2", "Beginning", nothing)
    good_site.write(name, UNREADABLE[name].format(rows + ROWS[name].format("u3", "Something else", nothing)))
    result = good_site.run("import", "--accept", "--locale", "de", str(good_site.root / name))
    assert result.exit_code == 0, result.output
    assert good_site.files("locales") == before


@pytest.mark.parametrize("form", WRITERS)
def test_a_row_that_nobody_touched_leaves_the_newer_translation_alone(good_site: Site, form: str) -> None:
    path = good_site.root / f"out{WRITERS[form][1]}"
    good_site.run("export", "de", "--format", form, "--output", str(path))
    good_site.replace(FIRST, '"Erste Schritte"', '"Die ersten Schritte"')
    path.write_text(path.read_text(encoding="utf-8").replace("Anfang", "Beginn"), encoding="utf-8")
    result = good_site.run("import", "--locale", "de", str(path))
    assert result.exit_code == 0, result.output
    found = [entry(good_site, text) for text in ("First steps", "Beginning")]
    assert [(one.msgstr, one.fuzzy, one.tcomment) for one in found] == [
        ("Die ersten Schritte", False, ""),
        ("Beginn", False, ""),
    ]


def test_rows_that_contradict_each_other_and_rows_with_the_id_of_another_are_left_out_by_name(good_site: Site) -> None:
    path = good_site.root / "out.csv"
    good_site.run("export", "de", "--format", "csv", "--output", str(path))
    before = good_site.files("locales")
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8").lstrip("\ufeff")))
    own = {row["source"]: {**row, "notes": ""} for row in rows}
    changed = [
        {**own["First steps"], "target": "Allererste Schritte"},
        {**own["First steps"], "target": "Die ersten Schritte"},
        {**own["Beginning"], "source": "Start", "target": "Start hier"},
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(own["Beginning"]))
        writer.writeheader()
        writer.writerows(changed)
    result = good_site.run("import", "--locale", "de", str(path))
    assert result.exit_code == 0, result.output
    assert "left out: line 2, line 3, “First steps”: the same text with different translations" in result.output
    assert "left out: line 4, “Start”: its id is that of another text" in result.output
    assert good_site.files("locales") == before


@pytest.mark.parametrize("name", ["a.xlf", "a.tmx", "a.csv"])
def test_of_several_translations_in_one_file_none_is_certain(good_site: Site, name: str) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    texts = ("Erste Schritte", "Die ersten Schritte", "Erste Schritte")
    rows = "".join(ROWS[name].format(f"u{number}", "First steps", text) for number, text in enumerate(texts))
    good_site.write(name, UNREADABLE[name].format(rows))
    good_site.run("import", "--accept", "--locale", "de", str(good_site.root / name))
    found = entry(good_site, "First steps")
    assert (found.msgstr, found.fuzzy) == ("Erste Schritte", True)
    assert found.tcomment == "conflict: the other version is: Die ersten Schritte"


def test_a_target_that_is_the_source_takes_no_text_away(good_site: Site) -> None:
    path = good_site.root / "out.xlf"
    good_site.run("export", "de", "--output", str(path))
    before = good_site.files("locales")
    text = path.read_text(encoding="utf-8")
    for state in ("new", "needs-translation", "x-anything", "translated"):
        copied = re.sub(
            r"(<source>(.*?)</source>\s*)<target .*?</target>", rf'\1<target state="{state}">\2</target>', text
        )
        assert copied != text
        path.write_text(copied, encoding="utf-8")
        assert good_site.run("import", str(path)).exit_code == 0
        assert good_site.files("locales") == before


def test_what_was_imported_can_be_accepted_later(good_site: Site) -> None:
    for text in ('"Erste Schritte"', '"Anfang"', '"Dies ist kein Rat."'):
        good_site.replace(FIRST, f"msgstr {text}", 'msgstr ""')
    body = "".join(
        f'msgid "{source}"\nmsgstr "{text}"\n\n'
        for source, text in (
            ("First steps", "Erste Schritte"),
            ("*Beginning*", "Anfang"),  # the words of ours, not the text
            ("This is not advice.", "Dies ist kein Rat."),
            ("Something else", "Anderes"),
        )
    )
    good_site.write("old.po", UNREADABLE["a.po"].format(body))
    path = str(good_site.root / "old.po")
    result = good_site.run("import", path)
    assert result.exit_code == 0
    assert [entry(good_site, text).fuzzy for text in ("First steps", "Beginning", "This is not advice.")] == [True] * 3
    said = good_site.run("check", "de").output
    assert "source changed" not in said
    assert "the translation is marked fuzzy: it is to be looked at" in said
    good_site.replace(FIRST, "Erste Schritte", "Die ersten Schritte")  # somebody has written another text
    result = good_site.run("import", "--accept", path)
    assert "de: 2 texts of an earlier import accepted" in result.output
    assert [entry(good_site, text).fuzzy for text in ("First steps", "Beginning", "This is not advice.")] == [
        True,
        True,
        False,
    ]
    assert "accepted" not in good_site.run("import", "--accept", path).output
    advice = 'msgid "This is not advice."\nmsgstr "Dies'
    good_site.replace(FIRST, f"#, markdown-text\n{advice}", f"#, markdown-text, fuzzy\n{advice}")  # doubted since
    assert "de: 1 text left fuzzy: doubted since" in good_site.run("import", "--accept", path).output
    assert entry(good_site, "This is not advice.").fuzzy
    good_site.replace(FIRST, f"#, fuzzy, markdown-text\n{advice}", f"#, markdown-text\n{advice}")
    good_site.replace("source/articles/second.md", "Not even this.", "Something else")
    good_site.run("update")
    assert 'msgid "Something else"\nmsgstr "Anderes"' in good_site.read("locales/de/articles/second.po")
    assert good_site.run("check", "de").exit_code == 0


def test_a_stale_text_is_accepted_by_no_table_that_says_nothing_of_it(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "This is not advice.", "This is no medical advice at all.")
    good_site.run("update", "de")
    stale = entry(good_site, "This is no medical advice at all.")
    assert stale.fuzzy
    before = good_site.read(FIRST)
    good_site.run("export", "de", "--format", "csv", "--output", str(good_site.root / "de.csv"))
    table = good_site.read("de.csv").lstrip("\ufeff")
    for columns in (("id", "source", "target"), ("source", "target")):
        stream = io.StringIO()
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(csv.DictReader(io.StringIO(table)))
        good_site.write("back.csv", stream.getvalue())
        result = good_site.run("import", "--accept", "--locale", "de", str(good_site.root / "back.csv"))
        assert result.exit_code == 0, result.output
        assert good_site.read(FIRST) == before


def test_a_file_of_unknown_kind_is_refused(good_site: Site) -> None:
    good_site.write("x.docx", "")
    result = good_site.run("import", str(Path(good_site.root / "x.docx")))
    assert result.exit_code == 2
    assert "known: .po .xlf .csv .tmx" in result.output


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("excel.txt", "source\ttarget\r\nFirst steps\tGrößere Schritte\r\n".encode("utf-16")),
        ("excel.csv", b"\xff\xfe" + "source\ttarget\r\nFirst steps\tGrößere Schritte\r\n".encode("utf-16-le")),
        ("wide.tsv", "source\ttarget\nFirst steps\tGrößere Schritte\n".encode("utf-32")),
        (
            "trados.tmx",
            '<?xml version="1.0" encoding="UTF-16"?><tmx><body><tu><tuv xml:lang="en"><seg>First steps</seg></tuv>'
            '<tuv xml:lang="de"><seg>Größere Schritte</seg></tuv></tu></body></tmx>'.encode("utf-16"),
        ),
        (
            "old.xlf",
            '<?xml version="1.0" encoding="ISO-8859-1"?><xliff version="1.2"><file target-language="de"><body>'
            '<trans-unit id="1"><source>First steps</source><target state="final">Größere Schritte</target>'
            "</trans-unit></body></file></xliff>".encode("latin-1"),
        ),
        (
            "wide.po",
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-16\\n"\n\n'
            'msgid "First steps"\nmsgstr "Größere Schritte"\n'.encode("utf-16"),
        ),
    ],
)
def test_what_is_surely_in_another_encoding_is_brought_in_as_utf_8(good_site: Site, name: str, data: bytes) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr ""')
    (good_site.root / name).write_bytes(data)
    result = good_site.run("import", "--locale", "de", str(good_site.root / name))
    assert result.exit_code == 0, result.output
    assert 'msgstr "Größere Schritte"' in good_site.read(FIRST)


@pytest.mark.parametrize("name", ["a.csv", "a.po", "a.xlf"])
def test_what_might_be_in_any_encoding_is_refused_with_the_remedy(good_site: Site, name: str) -> None:
    (good_site.root / name).write_bytes("source,target\nFirst steps,Größere Schritte\n".encode("latin-1"))
    before = good_site.files("locales")
    result = good_site.run("import", "--locale", "de", str(good_site.root / name))
    assert (result.exit_code, good_site.files("locales")) == (2, before)
    assert "save the file as UTF-8; nothing was changed" in result.output


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_whose_translations_were_shifted_by_themselves_is_refused_whole(good_site: Site, form: str) -> None:
    path = good_site.root / f"out{WRITERS[form][1]}"
    good_site.run("export", "de", "--format", form, "--output", str(path))
    before, text = good_site.files("locales"), path.read_bytes().decode("utf-8")
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
        targets = [row["target"] for row in rows]
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "target": target} for row, target in zip(rows, targets[1:] + targets[:1], strict=True))
        shifted = stream.getvalue()
    else:
        targets = re.findall(r"(?s)<target[^<>]*>(.*?)</target>", text)
        others = iter(targets[1:] + targets[:1])
        shifted = re.sub(r"(?s)(<target[^<>]*>).*?(</target>)", lambda found: found[1] + next(others) + found[2], text)
    path.write_text(shifted, encoding="utf-8")
    result = good_site.run("import", "--locale", "de", str(path))
    assert result.exit_code == 2, result.output
    assert path.name in result.output
    assert "they were shifted, sorted or filled down by themselves" in " ".join(result.output.split())
    assert good_site.files("locales") == before
