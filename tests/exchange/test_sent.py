"""What somebody has written into an export is not written over by the next one."""

from __future__ import annotations

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
