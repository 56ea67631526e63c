"""A file that `export` has written, and whether somebody has worked in it since: such a file is not written over."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.errors import PipelineError
from pipeline.exchange.remarks import with_remarks
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import agreed, readable, take_back
from pipeline.exchange.xliff import read_xliff
from pipeline.model import Catalog, Language

_MORE = "somebody has written into this file what is no text's translation or note, and no import takes"
_OTHER = "there is another file, which no export into this language has written"


def why_not_replaced(data: bytes, catalogs: Mapping[str, Catalog], language: Language) -> str:
    """Why an export is not to replace a file that holds this, or nothing if the catalogs have all that it says."""
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        exchange = read_xliff(text, "") if text.lstrip().startswith("<") else read_csv(text, "")
    except (UnicodeDecodeError, PipelineError):
        return _OTHER
    units, refused = readable(exchange.units)
    if not all(unit.is_ours and unit.locale in ("", language.locale) for unit in units):
        return _OTHER
    remarked = tuple(units)
    units, contradictory = agreed(units)
    back = take_back(catalogs, units)
    is_known = with_remarks(back.catalogs, remarked)[0] == catalogs
    is_said = is_known and not any(unit.is_rewritten for unit in back.strangers)
    if is_said and not (refused or contradictory or back.conflicts or back.misplaced):
        return _MORE if exchange.has_more else ""
    return "somebody has worked in this file, and not all of it is in the catalogs: import it first"
