"""What somebody has written into an export is not written over by the next one."""

from __future__ import annotations

import csv

import pytest

from pipeline.exchange.formats import WRITERS
from tests.conftest import Site

FIRST = "locales/de/articles/first.po"


@pytest.mark.parametrize("form", WRITERS)
def test_an_export_is_replaced_unless_somebody_has_worked_in_it(good_site: Site, form: str) -> None:
    path = good_site.root / f"de{WRITERS[form][1]}"
    command = ("export", "de", "--format", form, "--output", str(path))
    assert good_site.run(*command).exit_code == 0
    good_site.replace(FIRST, "Anfang", "Beginn")
    assert good_site.run(*command).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "Beginn" in text
    path.write_text(written := text.replace("Erste Schritte", "Die ersten Schritte"), encoding="utf-8")
    for line in (command, ("export", "de", "--unfinished", "--output", str(path))):
        result = good_site.run(*line)
        assert result.exit_code == 2
        assert "error: somebody has worked in this file, and not all of it is in the catalogs: import it first" in (
            result.output
        )
        assert path.read_text(encoding="utf-8") == written
    assert good_site.run("import", str(path)).exit_code == 0
    assert good_site.run(*command).exit_code == 0


@pytest.mark.parametrize("path", ["locales/de/theme.po", "source/articles/first.md", "pelicanconf.py", "ar.xlf"])
@pytest.mark.parametrize("command", ["export de", "export de --format csv", "status --format html"])
def test_no_report_is_written_over_a_file_of_another_kind(good_site: Site, path: str, command: str) -> None:
    good_site.run("export", "ar", "--output", str(good_site.root / "ar.xlf"))
    before = good_site.read(path)
    result = good_site.run(*command.split(), "--output", str(good_site.root / path))
    assert (result.exit_code, good_site.read(path)) == (2, before)
    assert "error: there is another file" in result.output
    assert "remedy: name another file, or move this one" in result.output


def test_a_page_and_badges_replace_their_former_selves_alone(good_site: Site) -> None:
    root = good_site.root
    command = ("status", "--format", "html", "--output", str(root / "s.html"), "--badges", str(root / "b"))
    assert [good_site.run(*command).exit_code for _ in range(2)] == [0, 0]
    good_site.write("b/de.svg", "<svg xmlns='x'><title>Logo</title></svg>")
    assert good_site.run(*command).exit_code == 2
    assert "Logo" in good_site.read("b/de.svg")


def test_a_table_is_not_replaced_in_which_somebody_has_made_a_column_of_words(good_site: Site) -> None:
    path = good_site.root / "de.csv"
    command = ("export", "de", "--format", "csv", "--output", str(path))
    good_site.run(*command)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, first, *rows = csv.reader(stream)

    def put(more: str) -> str:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([[*head, "My remarks"], [*first, more], *rows])
        return path.read_text(encoding="utf-8")

    put(" ")
    assert good_site.run(*command).exit_code == 0  # an empty one is nobody's words
    text = put("Ask Amal")
    told = good_site.run("import", str(path)).output
    assert "left out: what is in 1 cells of the column “my remarks”, which no export has" in told
    result = good_site.run(*command)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, text)
    assert "error: somebody has written into this file what is no text's translation or note" in result.output


@pytest.mark.parametrize(
    ("form", "place", "more", "told"),
    [
        ("xliff", "<body>", "<header><note>Ask Amal</note></header><body>", "“Ask Amal”"),
        ("xliff", "<body>", "<!-- Ask Amal --><body>", ""),
        ("xliff", "</trans-unit>", "<alt-trans><target>Amal's</target></alt-trans></trans-unit>", ""),
        ("xliff", "</trans-unit>", "<x:my xmlns:x='urn:x'>Ask<x:b/> Amal</x:my></trans-unit>", ""),
        ("xliff2", "<unit ", "<notes><note>Ask Amal</note></notes><unit ", "“Ask Amal”"),
    ],
)
def test_no_export_is_replaced_that_has_words_which_no_import_takes(
    good_site: Site, form: str, place: str, more: str, told: str
) -> None:
    path = good_site.root / "de.xlf"
    command = ("export", "de", "--format", form, "--output", str(path))
    good_site.run(*command)
    path.write_text(text := path.read_text(encoding="utf-8").replace(place, more, 1), encoding="utf-8")
    assert (f"left out: the note on no text alone, {told}" in good_site.run("import", str(path)).output) is bool(told)
    result = good_site.run(*command)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, text)
    assert "what is no text's translation or note, and no import takes" in result.output
