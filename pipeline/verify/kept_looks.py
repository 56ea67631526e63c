"""What languages' pages said, and what was seen on them, at the last build: it is so again as long as nothing changes.

What others have to know of a language's pages is known by the states of its files; what was seen on them by what these
and the source's pages say, by what others have to know of all pages, by the files that there are, and by the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from pipeline.cache import recall, remember
from pipeline.fingerprints import digest, digest_of, digest_of_pieces, fingerprint, own_files
from pipeline.folders import files_in
from pipeline.model import Language
from pipeline.verify.authors import files_of_authors
from pipeline.verify.memory import State
from pipeline.verify.outline import Outline
from pipeline.verify.pages import Pages
from pipeline.verify.tree import Tree

_Looked = TypeVar("_Looked")
_LIBRARIES = ("py3langid", "selectolax")


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of what others have to know of a language's pages, and of all that they say."""

    outline: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Outlined:
    """What others have to know of a language's pages, by their paths."""

    pages: Mapping[str, Outline]
    digests: Digests

    @classmethod
    def of(cls, pages: Pages) -> Outlined:
        """What there is to know of pages that were read."""
        return cls(pages.outlines, Digests(_digest_of(pages.outlines.items()), _digest_of(pages.said())))


def _digest_of_all(values: Iterable[object]) -> str:
    return digest_of_pieces(f"{value!r}\n".encode(errors="surrogatepass") for value in values)


def _digest_of(pages: Iterable[tuple[str, object]]) -> str:
    # A file's name may be in no encoding.
    named = ((path.encode(errors="surrogatepass"), page) for path, page in pages)
    return digest_of_pieces(msgspec.msgpack.encode(one, order="deterministic") for one in named)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was known of files in these states."""

    states: Mapping[str, State]
    outlined: Outlined


class KeptLooks:
    """What is kept of a tree's languages, by the name of its memory, for sections with these ids; else nothing is."""

    def __init__(self, tree: Tree, anchors: tuple[str, ...]) -> None:
        self._tree, self._name = tree, tree.memory.name
        files = (*own_files(_LIBRARIES), *files_of_authors(tree.project))
        self._code = fingerprint({"anchors": anchors}, ["anchors"], (), files) if self._name else ""

    def outlined(self, language: Language, states: Mapping[str, State]) -> Outlined | None:
        """What is known of a language's pages, if it is of files in these states."""
        if not self._name or any(map(self._tree.memory.is_new, states)):
            return None
        kept = recall(self._row("outlines", language), self._code, _Kept)
        return kept.outlined if kept and kept.states == states else None

    def keep_outlined(self, language: Language, states: Mapping[str, State], outlined: Outlined) -> None:
        """Keep what is known of a language's pages, whose files were in these states before they were read."""
        if self._name:
            remember(self._row("outlines", language), self._code, _Kept(states, outlined))

    def seen(self, language: Language, key: str, kind: type[_Looked]) -> _Looked | None:
        """What was seen on a language's pages, by a key of `keys`."""
        return recall(self._row("looked", language), key, kind) if self._name else None

    def keep_seen(self, language: Language, key: str, looked: object) -> None:
        """Keep what was seen on a language's pages."""
        if self._name:
            remember(self._row("looked", language), key, looked)

    def keys(self, known: Mapping[Language, Digests]) -> dict[Language, str]:
        """Digests of all by which it is decided what is wrong with each language's pages."""
        if not self._name:
            return dict.fromkeys(known, "")
        tree, source = self._tree, known.get(self._tree.project.source)
        sites = [(one.language, one.published, sorted(one.drafts), _digest_of_all(one.pages)) for one in tree.sites]
        files = digest("\n".join(sorted({*files_in(tree.root)})).encode(errors="surrogatepass"))
        outlines = {language.locale: found.outline for language, found in known.items()}
        common = digest_of((self._code, tree.base_url, tree.project, sites, tree.others, files, outlines))
        originals = source.evidence if source else ""
        return {language: digest_of((common, originals, found.evidence)) for language, found in known.items()}

    def _row(self, kind: str, language: Language) -> str:
        return f"{kind} {self._name} {language.locale}"
