"""The formats that texts are sent out in, in one registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.exchange.table import comma_separated
from pipeline.exchange.units import Unit
from pipeline.exchange.xliff import xliff_1, xliff_2
from pipeline.model import Language

#: The formats of `export`: how it is made, and the suffix of the file.
WRITERS: Mapping[str, tuple[Callable[[Mapping[str, Iterable[Unit]], Language, Language], str], str]] = {
    "xliff": (xliff_1, ".xlf"),
    "xliff2": (xliff_2, ".xlf"),
    "csv": (comma_separated, ".csv"),
}
XML_SUFFIXES = frozenset({".xlf", ".xliff"})
#: So spreadsheets name their tables, too: "Unicode text" of Excel's is one in UTF-16 with tabs.
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
