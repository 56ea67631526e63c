"""Units as a table for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from pipeline.errors import PipelineError
from pipeline.exchange.states import UNTRANSLATED, is_finished_word, is_stated_word
from pipeline.exchange.units import Unit
from pipeline.exchange.xml import Exchange, one_language
from pipeline.model import Language

_COLUMNS = ("id", "context", "source", "target", "state", "notes", "language")
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection). Where a cell begins it decides itself:
# one that splits at another delimiter than ours takes a line break in a cell for the end of a row, too.
_BEGINNING = r"(?:^|(?<=[;,|\t\r\n]))"
_FORMULA = re.compile(_BEGINNING + r"""(?=["']*[=+\-@\t\r＝＋－＠])""")
_GUARDED = re.compile(_BEGINNING + r"""'(?=["']*[=+\-@\t\r＝＋－＠])""")

# What a spreadsheet has in a cell whose formula it cannot reckon, or that is too narrow, in whatever language:
# #NAME?, #DIV/0!, #BEZUG!, #N/A, #NV, ####, and Err:509.
_ERROR = re.compile(r"#[^\s#]+[?!]|#N/?[A-Z]{1,2}|#{2,}|Err:\d{3}")


def comma_separated(units: Mapping[str, Iterable[Unit]], _source: Language, target: Language) -> str:
    """A table for spreadsheets, with a byte order mark (Excel needs it) and formulas made harmless."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for own in units.values():
        for unit in own:
            state = UNTRANSLATED if not unit.target else "fuzzy" if unit.fuzzy else "translated"
            cells = (unit.id, unit.context or "", unit.source, unit.target, state, "\n".join(unit.notes), target.tag)
            writer.writerow(_FORMULA.sub("'", cell) for cell in cells)
    return f"\ufeff{stream.getvalue()}"


def read_csv(text: str, shown: str) -> Exchange:
    """The units of a table with a header line that names at least `source` and `target`.

    Raises PipelineError if it has none, a row cannot be read, or the rows are in several languages.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in rows.fieldnames or ()]
        rows.fieldnames = names
        if not {"source", "target"} <= set(names):
            raise PipelineError(
                "the first line does not name the columns source and target",
                path=shown,
                line=1,
                hint=f"it should be: {','.join(_COLUMNS)}",
            )
        units, languages = [], set()
        for row in rows:
            cells = {name: _unguarded(value or "") for name, value in row.items() if name}
            languages.add(cells.get("language", "").strip())
            units.append(_from_row(cells, rows.line_num))
    except csv.Error as error:
        raise PipelineError(f"no well-formed CSV: {error}", path=shown, line=rows.line_num) from None
    return Exchange(one_language(languages, shown), tuple(units))


def _from_row(row: Mapping[str, str], line: int) -> Unit:
    state = next(filter(str.strip, (row.get(name, "") for name in ("state", "status"))), "")
    is_error = _ERROR.fullmatch(row["target"].strip()) and not _ERROR.fullmatch(row["source"].strip())
    fuzzy, approved = row.get("fuzzy", ""), row.get("approved", "")
    return Unit(
        row.get("id", ""),
        row["source"],
        row["target"],
        row.get("context") or None,
        not is_finished_word(state, fuzzy=fuzzy, approved=approved),
        place=f"line {line}",
        is_stated=is_stated_word(state, fuzzy=fuzzy, approved=approved),
        unusable=f"{row['target'].strip()} is an error of the spreadsheet, not a translation" if is_error else "",
    )


def _unguarded(cell: str) -> str:
    return _GUARDED.sub("", cell)
