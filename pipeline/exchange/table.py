"""Units as a table for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.errors import PipelineError
from pipeline.exchange.states import UNTRANSLATED, is_finished_word, is_stated_word
from pipeline.exchange.units import OWN, Unit
from pipeline.exchange.xml import Exchange, one_language
from pipeline.model import Language

_COLUMNS = ("id", "context", "source", "target", "state", "notes", "language")
#: What is read of other tools' tables, too.
_READ = frozenset((*_COLUMNS, "status", "fuzzy", "approved"))
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection). Where a cell begins it decides itself:
# one that splits at another delimiter than ours takes a line break in a cell for the end of a row, too.
_BEGINNING = r"(?:^|(?<=[;,|\t\r\n]))"
_FORMULA = re.compile(_BEGINNING + r"""(?=["'\u2063]*[=+\-@\t\r＝＋－＠]|'?\u2063)""")
# The apostrophe makes it text. What nobody sees after it (Unicode's invisible separator) tells ours from one that
# somebody has written, whatever stands behind it now; of a file without it (an older export, another tool) that is
# known only where nothing else is.
_GUARD = "'\u2063"
_GUARDED = re.compile(_BEGINNING + r"'?\u2063")
_GUARDED_BEFORE = re.compile(_BEGINNING + r"""'(?=["']*[=+\-@\t\r＝＋－＠])""")

_CUT = "the row has more cells than the first line names: a text with the delimiter in it needs quotation marks"
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
            notes = "\n".join(OWN + line for note in unit.notes for line in note.split("\n"))
            cells = (unit.id, unit.context or "", unit.source, unit.target, state, notes, target.tag)
            writer.writerow(_FORMULA.sub(_GUARD, cell) for cell in cells)
    return f"\ufeff{stream.getvalue()}"


def read_csv(text: str, shown: str) -> Exchange:
    """The units of a table with a header line that names at least `source` and `target`.

    Raises PipelineError if it has none, a row cannot be read, or the rows are in several languages.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    line = 1  # where a row begins
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, ())]
        while names and not names[-1]:  # so that what stands below belongs to no column
            names.pop()
        if any(names.count(name) != 1 for name in ("source", "target")):
            raise PipelineError(
                "the first line does not name the columns source and target once each",
                path=shown,
                line=1,
                hint=f"it should be: {','.join(_COLUMNS)}",
            )
        units, languages, more = [], set(), Counter[str]()
        for row in filter(None, rows):
            # Of as many cells as a row has: there may be more columns than anybody looks through, time and again.
            cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
            languages.add(_unguarded(cells.get("language", "")).strip())
            unit = _from_row(cells, rows.line_num)
            if unit.is_ours:
                more.update(name for name, cell in cells.items() if name not in _READ and cell.strip())
            # The rest of a text in which a delimiter stands; nobody knows where each of them ends.
            line, is_cut = rows.line_num + 1, any(map(str.strip, row[len(names) :]))
            units.append(replace(unit, unusable=_CUT) if is_cut else unit)
    except csv.Error as error:
        raise PipelineError(f"no well-formed CSV: {error}", path=shown, line=line) from None
    beside = tuple(
        f"what is in {count} cells of the column “{name}”, which no export has: to be read by others it goes to “notes”"
        for name, count in more.items()
    )
    return Exchange(one_language(languages, shown), tuple(units), beside, bool(beside))


def _from_row(cells: Mapping[str, str], line: int) -> Unit:
    row = {name: _unguarded(cell) for name, cell in cells.items()}
    state = next(filter(str.strip, (row.get(name, "") for name in ("state", "status"))), "")
    source, target = row.get("source", ""), row.get("target", "")
    is_error = _ERROR.fullmatch(target.strip()) and not _ERROR.fullmatch(source.strip())
    fuzzy, approved = row.get("fuzzy", ""), row.get("approved", "")
    unit = Unit(
        row.get("id", ""),
        source,
        target,
        row.get("context") or None,
        not is_finished_word(state, fuzzy=fuzzy, approved=approved),
        place=f"line {line}",
        is_stated=is_stated_word(state, fuzzy=fuzzy, approved=approved),
        unusable=f"{target.strip()} is an error of the spreadsheet, not a translation" if is_error else "",
        remarks=tuple(filter(None, row.get("notes", "").split("\n"))),
    )
    written = replace(unit, target=_GUARDED.sub("", cells.get("target", "")))
    was_guarded = _GUARDED_BEFORE.match(cells.get("source", "")) is not None
    return written if unit.is_ours and unit.is_rewritten and not was_guarded else unit


def _unguarded(cell: str) -> str:
    found = _GUARDED.sub("", cell)
    return found if found != cell else _GUARDED_BEFORE.sub("", cell)
