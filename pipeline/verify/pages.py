"""The pages of a tree, each read once: what others have to know of them, and all that some of them say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Self, SupportsBytes

from pipeline.filed import Filing
from pipeline.folders import files_in
from pipeline.packed import pack, unpack
from pipeline.verify.evidence import Evidence, page_text, read_page
from pipeline.verify.memory import Memory
from pipeline.verify.outline import Outline, in_order


@dataclass(frozen=True, slots=True)
class Pages(Mapping[str, Outline]):
    """The outlines of pages, by their paths, and packed what those say that were read.

    All pages are looked at together, and what each of them says many times over: to look at that unpacks it.
    """

    outlines: Mapping[str, Outline] = field(default_factory=dict)
    packed: Mapping[str, SupportsBytes] = field(default_factory=dict)

    def evidence(self, path: str) -> Evidence | None:
        """What a page says, if it was read."""
        found = self.packed.get(path)
        return None if found is None else unpack(found, Evidence)

    def said(self) -> Iterator[tuple[str, bytes]]:
        """What those that were read say, packed: the same of what says the same."""
        return ((path, bytes(data)) for path, data in self.packed.items())

    def with_evidence(self, *others: Self) -> Self:
        """The same pages, with what these others know of what some of them say."""
        return replace(self, packed={path: data for other in others for path, data in other.packed.items()})

    def __getitem__(self, path: str) -> Outline:
        return self.outlines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.outlines)

    def __len__(self) -> int:
        return len(self.outlines)


def page_names(root: Path, contents: Iterable[str] = ()) -> list[str]:
    """The paths of all pages below a folder, in order: of these `contents` whatever their names end in."""
    pages = {name for name in files_in(root) if name.endswith(".html")}
    pages.update(PurePosixPath(name).as_posix() for name in contents)
    return sorted((name for name in pages if (root / name).is_file()), key=in_order)


def read_pages(
    root: Path, anchors: Iterable[str] = (), memory: Memory | None = None, names: Iterable[str] | None = None
) -> Pages:
    """Pages below a folder, all or those of these `names`, by their path, with the sections that have these ids."""
    known, outlines = dict[object, Any](), dict[str, Outline]()

    def note(name: str, evidence: Evidence) -> None:
        outlines[name] = evidence.outline.shared(known)

    names = page_names(root) if names is None else list(names)
    packed = read_evidence(root, anchors, memory or Memory(), names, note).packed
    return Pages({name: outlines[name] for name in names}, packed)


def read_evidence(
    root: Path,
    anchors: Iterable[str],
    memory: Memory,
    names: Iterable[str],
    note: Callable[[str, Evidence], None] = lambda *_: None,
) -> Pages:
    """The same, for who has the outlines elsewhere; each page is noted as it is read."""
    wanted, names, packed, filing = tuple(anchors), list(names), dict[str, SupportsBytes](), Filing()
    for some in memory.read_some(root, names, Evidence, partial(_evidence, wanted), wanted):
        for name, evidence in some.items():
            note(name, evidence)
            packed[name] = filing.put(pack(evidence, sorts=True))
    return Pages({}, {name: packed[name] for name in names})


def _evidence(wanted: tuple[str, ...], path: Path) -> Evidence:
    # A page that is copied as it is may be in any encoding; what it links to can be read all the same.
    return read_page(page_text(path), wanted)
