"""Each language's pages looked at by themselves: what they say is held by the process that looks, and no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from pipeline.model import Finding, Language
from pipeline.verify.additions import verify_additions
from pipeline.verify.kept_looks import KeptLooks, Outlined
from pipeline.verify.links import Loose, loose_ends
from pipeline.verify.pages import Pages, page_names, read_pages
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
    by_language: dict[Language, list[str]] = {}
    for name in names:
        by_language.setdefault(tree.language_at(name), []).append(name)
    kept, known = KeptLooks(tree, anchors), dict[object, Any]()
    read: Read = partial(read_pages, tree.root, anchors, tree.memory)
    outlined = _on_all_cores(partial(_outlined, tree, kept, read), by_language.items(), lambda one: one.shared(known))
    found = dict(zip(by_language, outlined, strict=True))
    pages = {path: page for one in outlined for path, page in one.pages.items()}
    tree, keys = replace(tree, pages=Pages({name: pages[name] for name in names})), kept.keys(found)

    looked = {language: seen for language in found if (seen := kept.seen(language, keys[language], Looked))}
    others = [language for language in found if language not in looked]
    originals = read(by_language.get(tree.project.source, ())) if others else Pages()
    work = partial(_looked, tree, kept, keys, originals, read, by_language)
    looked |= zip(others, _on_all_cores(work, others), strict=True)
    return tree, [looked[language] for language in found]


def _on_all_cores(
    function: Callable[[_Item], _Found], items: Iterable[_Item], then: Callable[[_Found], _Found] = lambda found: found
) -> list[_Found]:
    return map_on_all_cores(function, list(items), worthwhile=2, then=then)


def _outlined(tree: Tree, kept: KeptLooks, read: Read, item: tuple[Language, list[str]]) -> Outlined:
    """What others have to know of a language's pages, which these are."""
    language, names = item
    states = tree.memory.states(tree.root, names)
    if (known := kept.outlined(language, states)) is not None:
        return known
    found = Outlined.of(read(names))
    kept.keep_outlined(language, states, found)
    return found


def _looked(
    tree: Tree,
    kept: KeptLooks,
    keys: Mapping[Language, str],
    originals: Pages,
    read: Read,
    names: Mapping[Language, list[str]],
    language: Language,
) -> Looked:
    own = originals if language == tree.project.source else read(names[language])
    looked = look(replace(tree, pages=tree.pages.with_evidence(originals, own), looks_at=frozenset({language})))
    kept.keep_seen(language, keys[language], looked)
    return looked
