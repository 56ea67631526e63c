"""The addresses that pages had in translated languages: a ledger that people commit, so that an old one leads on."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogs.decisions import ADDRESSES, lines_of
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import NewText, bytes_of, exclusive, write_texts
from pipeline.paths import is_there
from pipeline.slugs import address_fault

_COLUMNS = ("locale", "source", "address")
#: A page's locale, its source below the content folder, and the file of it below its language's site.
Entry = tuple[str, str, str]


@dataclass(frozen=True)
class Addresses:
    """All addresses that a site's pages had, or have, in its languages; a line only ever comes to them."""

    entries: frozenset[Entry] = frozenset()

    def of(self, locale: str, source: str) -> frozenset[str]:
        """The addresses of a source in a locale."""
        return self._by_source.get((locale, source), frozenset())

    def former(self, locale: str, source: str, now: str, sources: Collection[str]) -> frozenset[str]:
        """The addresses that a source had in a locale where it is `now`, with those of a file that was renamed to it.

        `sources` are all there are: a line of another one that is at the same address was this one's.
        """
        known = self._by_address.get((locale, now), frozenset())
        owners = {source, *(owner for owner in known if owner not in sources)}
        return frozenset(address for owner in owners for address in self.of(locale, owner) if address != now)

    @cached_property
    def _by_source(self) -> dict[tuple[str, str], frozenset[str]]:
        return _grouped(((locale, source), address) for locale, source, address in self.entries)

    @cached_property
    def _by_address(self) -> dict[tuple[str, str], frozenset[str]]:
        return _grouped(((locale, address), source) for locale, source, address in self.entries)

    def __str__(self) -> str:
        stream = io.StringIO()
        writer = csv.writer(stream, "excel-tab", lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(sorted(self.entries))
        return stream.getvalue()


#: Of a site without a ledger.
NO_ADDRESSES = Addresses()


def _grouped(pairs: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def record_addresses(project: Project, entries: Iterable[Entry]) -> int:
    """Add addresses to the ledger as it is on disk, but for those that it would refuse; how many it did not have.

    Raises PipelineError if the ledger is not well-formed, or is changed by a program that heeds no lock.
    """
    entries = frozenset(entry for entry in entries if not address_fault(entry[2]))
    if entries <= read_addresses(project).entries:
        return 0
    path = project.catalogs / ADDRESSES
    with exclusive(project.catalogs, project.root):
        before = bytes_of(path)
        known = read_addresses(project).entries
        write_texts([NewText(path, f"{Addresses(known | entries)}", before)], project.root)
    return len(entries - known)


def read_addresses(project: Project) -> Addresses:
    """The addresses of a site; none if there is no such file. Raises PipelineError if it is not well-formed."""
    path = project.catalogs / ADDRESSES
    if not is_there(path):
        return Addresses()
    entries = set[Entry]()
    hint = "the ledger is written by: pelican-gettext update; remove the line"
    for number, row in lines_of(project, path, _COLUMNS, hint):
        if why := address_fault(row[2]):
            fault = f"{row[2]!r} is no file of a page below a language's site: {why}"
            raise PipelineError(fault, path=project.shown(path), line=number, hint=hint)
        entries.add((row[0], row[1], row[2]))
    return Addresses(frozenset(entries))
