"""Each language's pages looked at by themselves: what they say is held by the process that looks, and no longer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from pipeline.filed import Filing, Place, filed
from pipeline.model import Finding, Language
from pipeline.verify.additions import verify_additions
from pipeline.verify.kept_looks import Digests, KeptLooks, Outlined
from pipeline.verify.links import Loose, loose_ends
from pipeline.verify.outline import Outlines, packed
from pipeline.verify.pages import Pages, page_names, read_evidence, read_pages
from pipeline.verify.shared import Shared, shared_sentences
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_languages, verify_texts, verify_versions
from pipeline.workers import has_help, map_on_all_cores, start_method

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")
Read = Callable[[Iterable[str]], Pages]
#: From so many pages on, processes that look at a language each are worth what they read twice.
MANY = 1000


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen on the pages of some languages: what is loose there, and what is wrong with them.

    What is `shared` with originals may be wrong: that depends on its language.
    """

    loose: Loose
    languages: tuple[Finding, ...]
    texts: tuple[Finding, ...]
    shared: tuple[Shared, ...]
    additions: tuple[Finding, ...]
    versions: tuple[Finding, ...]


def look(tree: Tree) -> Looked:
    """Look at the pages of a tree that are to be looked at."""
    return Looked(
        loose_ends(tree),
        tuple(verify_languages(tree)),
        tuple(verify_texts(tree)),
        tuple(shared_sentences(tree)),
        tuple(verify_additions(tree)),
        tuple(verify_versions(tree)) if tree.has_address else (),
    )


def look_at_each(tree: Tree, anchors: Iterable[str] = ()) -> tuple[Tree, list[Looked]]:
    """Read the pages below a tree's root, with the sections that have these ids, and look at them.

    Of few pages, and where processes are no copies of this one, the tree that comes back has the evidence; of many it
    has outlines, and each language was looked at by a process of its own, beside which stood the source's pages alone.
    """
    anchors, names = tuple(anchors), page_names(tree.root, (path for _, _, path in tree.published()))
    if len(names) < MANY or not has_help() or start_method() != "fork":
        whole = replace(tree, pages=read_pages(tree.root, anchors, tree.memory, names))
        return whole, [look(whole)]
    below = _by_language(tree, names)
    del names
    kept, lent = KeptLooks(tree, anchors), {language: Filing().lend() for language in below}
    read: Read = partial(read_pages, tree.root, anchors, tree.memory)
    told = _on_all_cores(partial(_outlined, tree, kept, read, lent), below.items())
    outlines = {
        _folder_of(language, tree): filed(
            dict(zip(below[language], map(lent[language].heard, places), strict=True)), lent[language]
        )
        for language, places, _ in told
    }
    tree = replace(tree, pages=Pages(Outlines(outlines)))
    keys = kept.keys({language: digests for language, _, digests in told})

    looked = {language: seen for language in below if (seen := kept.seen(language, keys[language], Looked))}
    others = [language for language in below if language not in looked]
    read = partial(read_evidence, tree.root, anchors, tree.memory)
    originals = read(below.get(tree.project.source, ())) if others else Pages()
    work = partial(_looked, tree, kept, keys, originals, read, below)
    looked |= zip(others, _on_all_cores(work, others), strict=True)
    return tree, [looked[language] for language in below]


def _folder_of(language: Language, tree: Tree) -> str:
    """The folder that a language's pages are named below; the source's are all that are in no other language's."""
    return "" if language == tree.project.source else tree.project.folder_of(language)


def _by_language(tree: Tree, names: Iterable[str]) -> dict[Language, list[str]]:
    """The pages of each language, by their paths below its folder: most have the same."""
    found: dict[Language, list[str]] = {}
    for name in names:
        language = tree.language_at(name)
        folder = _folder_of(language, tree)
        found.setdefault(language, []).append(sys.intern(name.removeprefix(f"{folder}/") if folder else name))
    return found


def _named(language: Language, tree: Tree, below: Iterable[str]) -> list[str]:
    folder = _folder_of(language, tree)
    return [f"{folder}/{name}" for name in below] if folder else list(below)


def _on_all_cores(function: Callable[[_Item], _Found], items: Iterable[_Item]) -> list[_Found]:
    return map_on_all_cores(function, list(items), worthwhile=2)


def _outlined(
    tree: Tree, kept: KeptLooks, read: Read, lent: Mapping[Language, Filing], item: tuple[Language, list[str]]
) -> tuple[Language, list[Place | bytes], Digests]:
    """What others have to know of a language's pages, which these are, in their order: in the file that is lent."""
    language, names = item[0], _named(item[0], tree, item[1])
    states, filing = tree.memory.states(tree.root, names), lent[language]
    if (found := kept.outlined(language, states)) is None:
        found = Outlined.of(read(names))
        kept.keep_outlined(language, states, found)
    return language, [filing.told(filing.put(packed(found.pages[name]))) for name in names], found.digests


def _looked(
    tree: Tree,
    kept: KeptLooks,
    keys: Mapping[Language, str],
    originals: Pages,
    read: Read,
    below: Mapping[Language, list[str]],
    language: Language,
) -> Looked:
    own = originals if language == tree.project.source else read(_named(language, tree, below[language]))
    looked = look(replace(tree, pages=tree.pages.with_evidence(originals, own), looks_at=frozenset({language})))
    kept.keep_seen(language, keys[language], looked)
    return looked
