"""Where translated slugs put the pages of a language: each at an address of its own. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.catalogs.addresses import Addresses, Entry
from pipeline.catalogs.decisions import ADDRESSES
from pipeline.config import Project
from pipeline.model import Address, Document, Finding, Language
from pipeline.rules import found
from pipeline.slugs import address_fault, as_known_to_hosts
from pipeline.sources.extract import Extraction

# Lists have further pages: index2.html.
_NUMBERED = re.compile(r"(.+?)\d+(\.[^./]+)?")


@dataclass(frozen=True, slots=True)
class Settled:
    """The addresses of the pages of a language that are not at their source's, by source.

    `refused` are those whose slug cannot be, and why; `former` the files at which each page was, or was expected.
    """

    addresses: Mapping[str, Address] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, frozenset[str]] = field(default_factory=dict)


def settle(extraction: Extraction, language: Language, ledger: Addresses, slugs: Mapping[str, str]) -> Settled:
    """Give each page the address that its slug in a language makes, unless something else has it, or had it.

    `slugs` are the translated ones, by source. Of two pages that want the same the one has it that had it before, or
    else comes first. What a page had before, no line on another page takes away.
    """
    owners, earlier = _owners(extraction, language), _earlier(extraction, language, ledger)
    lists = {as_known_to_hosts(path) for path in extraction.lists}
    folders = _folders(lists)
    addresses: dict[str, Address] = {}
    refused: dict[str, str] = {}
    wanted = [document for document in extraction.documents if document.slug and document.source in slugs]
    at = {document.source: document.at(slugs[document.source]) for document in wanted}

    def had_it(document: Document) -> bool:
        return at[document.source].save_as in ledger.of(language.locale, document.source)

    for document in sorted(wanted, key=had_it, reverse=True):
        source, address = document.source, at[document.source]
        known = as_known_to_hosts(address.save_as)
        makes = f"“{slugs[source]}” makes the address {address.save_as}"
        numbered = _NUMBERED.fullmatch(known)
        if {known, "".join(filter(None, numbered.groups())) if numbered else known} & lists or known in folders:
            refused[source] = f"{makes}, which is a list's"
        elif others := sorted(owners[known].union(() if had_it(document) else earlier[known]) - {source}):
            refused[source] = f"{makes}, which is, or was, that of {others[0]}"
        else:
            owners[known].add(source)
            if document.slug and slugs[source] != document.slug.text:
                addresses[source] = address
    return Settled(addresses, refused, _former(extraction, language, ledger, addresses))


def _owners(extraction: Extraction, language: Language) -> dict[str, set[str]]:
    """Whose each file of a language's site is: the source's own address is kept for its page, too."""
    owners: dict[str, set[str]] = defaultdict(set)
    for document in extraction.documents:
        if own := _own_file(document):
            owners[as_known_to_hosts(own)].add(document.source)
    for native in extraction.natives:
        if native.path == language.path and native.address:
            owners[as_known_to_hosts(native.address)].add(native.original)
    return owners


def _earlier(extraction: Extraction, language: Language, ledger: Addresses) -> dict[str, set[str]]:
    """Whose each file of a language's site was, of the pages that there are."""
    earlier: dict[str, set[str]] = defaultdict(set)
    sources = {document.source for document in extraction.documents}
    for locale, source, address in ledger.entries:
        if locale == language.locale and source in sources:
            earlier[as_known_to_hosts(address)].add(source)
    return earlier


def _own_file(document: Document) -> str:
    return document.at(document.slug.text).save_as if document.slug else document.address


def _former(
    extraction: Extraction, language: Language, ledger: Addresses, addresses: Mapping[str, Address]
) -> dict[str, frozenset[str]]:
    owners = _owners(extraction, language)
    for source, address in addresses.items():
        owners[as_known_to_hosts(address.save_as)].add(source)
    sources = {document.source for document in extraction.documents}
    former = {}
    for document in extraction.documents:
        own, source = _own_file(document), document.source
        now = addresses[source].save_as if source in addresses else own
        former[source] = ledger.former(language.locale, source, now, sources) | ({own} - {now})
    return its_own(former, owners, extraction.lists)


def its_own(
    former: Mapping[str, Iterable[str]], owners: Mapping[str, Set[str]], lists: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Of the files at which pages were, by source, those that may lead there, and to nobody else.

    None is another page's or a list's, by `owners` and `lists`, nor in the way of one; none was that of two.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    for source, paths in former.items():
        for path in paths:
            claims[as_known_to_hosts(path)].add(source)
    listed = {as_known_to_hosts(path) for path in lists}
    files = listed | owners.keys()
    folders = _folders(files)
    free = {
        known: (owners.get(known) or claims[known])
        for known in claims
        if known not in listed | folders and not _folders([known]) & files
    }
    found = {
        source: frozenset(path for path in paths if free.get(as_known_to_hosts(path)) == {source})
        for source, paths in former.items()
    }
    return {source: paths for source, paths in found.items() if paths}


def _folders(paths: Iterable[str]) -> set[str]:
    return {str(folder) for path in paths for folder in PurePosixPath(path).parents}


def entries_of(extraction: Extraction, language: Language, ledger: Addresses, settled: Settled) -> Iterator[Entry]:
    """What is to be in the ledger: the addresses of pages that have, or had, another one than their source."""
    for document in (document for document in extraction.documents if not document.draft):
        source = document.source
        known, address = ledger.of(language.locale, source), settled.addresses.get(source)
        is_back = known and document.address not in known
        path = address.save_as if address else document.address if is_back else ""
        if not address_fault(path):
            yield language.locale, source, path


def address_findings(
    project: Project, extraction: Extraction, language: Language, ledger: Addresses, settled: Settled
) -> Iterator[Finding]:
    """What the ledger does not know yet: each address that has changed, and how many are new."""
    path, new = project.shown(project.catalogs / ADDRESSES), 0
    for locale, source, address in entries_of(extraction, language, ledger, settled):
        known = sorted(ledger.of(locale, source))
        new += not known
        if known and address not in known:
            was = " and ".join(f"/{project.folder_of(language)}/{one}" for one in known)
            lead = "leads" if len(known) == 1 else "lead"
            message = f"{source} is at /{project.folder_of(language)}/{address} now; {was} {lead} there"
            yield found("address-changed", path, message, locale=locale)
    if new:
        count = "an address of a page" if new == 1 else f"{new} addresses of pages"
        message = f"{count} in {language.english} that the ledger does not have yet"
        yield found("address-unrecorded", path, message, locale=language.locale)
