"""By what a message is known in the ledgers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs.addresses import read_addresses
from pipeline.catalogs.approvals import read_approvals
from pipeline.catalogs.decisions import digest, digest_of_translation, lines_of
from pipeline.errors import PipelineError
from tests.making import fuzzy, message, project_in


def test_text_context_and_plural_make_a_message_and_nothing_else() -> None:
    plain = message("a", "b", line=3, extracted=("title",))
    others = message("a", msgctxt="c"), message("a", "", "", msgid_plural="as"), message("A")
    assert digest(plain) == digest(fuzzy("a", "x"))
    assert len({digest(known) for known in (plain, *others)}) == 4


def test_every_form_is_part_of_a_translation() -> None:
    assert digest_of_translation(message("a", "b", "c")) != digest_of_translation(message("a", "b", "d"))
    assert digest_of_translation(message("a", "bc")) != digest_of_translation(message("a", "b", "c"))


@pytest.mark.parametrize(
    ("name", "columns", "line"),
    [
        ("approvals.tsv", 5, "de\ta\tb\tAda\rB\t2026-01-02"),
        ("approvals.tsv", 5, f"de\ta\tb\t{'A' * 200_000}\t2026-01-02"),
        ("approvals.tsv", 5, 'de\ta\tb\t"Ada\t2026-01-02' + "\n" * 200_000),
        ("addresses.tsv", 3, "de\ta\rb.md\tb.html"),
        ("addresses.tsv", 3, f"de\t{'a' * 200_000}\tb.html"),
    ],
    ids=["a line break of its own", "too long", "a quotation mark without end", "addresses", "a long address"],
)
def test_a_line_that_pythons_own_reader_gives_up_is_refused_by_its_number(
    tmp_path: Path, name: str, columns: int, line: str
) -> None:
    project, names = project_in(tmp_path), tuple("abcde"[:columns])
    (path := project.catalogs / name).parent.mkdir()
    path.write_text("\t".join(names) + f"\n\n{line}\n", encoding="utf-8", newline="")
    with pytest.raises(PipelineError, match="no line of a ledger can be read here") as raised:
        list(lines_of(project, path, names, "mend it"))
    assert (raised.value.path, raised.value.hint) == (f"locales/{name}", "mend it")
    assert raised.value.line is not None
    assert raised.value.line >= 3
    with pytest.raises(PipelineError, match="no line of a ledger"):
        {"approvals.tsv": read_approvals, "addresses.tsv": read_addresses}[name](project)
