"""Each language's pages looked at by themselves: what they say is held by the process that looks, and no longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pipeline.model import Finding, Language
from pipeline.verify.additions import verify_additions
from pipeline.verify.evidence import Evidence
from pipeline.verify.links import Loose, loose_ends
from pipeline.verify.outline import Outline
from pipeline.verify.pages import page_names, read_pages
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_languages, verify_texts, verify_versions
from pipeline.workers import has_help, map_on_all_cores, start_method

#: From so many pages on, processes that look at a language each are worth what they read twice.
MANY = 1000


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen on the pages of some languages: what is loose there, and what is wrong with them."""

    loose: Loose
    languages: tuple[Finding, ...]
    texts: tuple[Finding, ...]
    additions: tuple[Finding, ...]
    versions: tuple[Finding, ...]


def look(tree: Tree) -> Looked:
    """Look at the pages of a tree that are to be looked at."""
    return Looked(
        loose_ends(tree),
        tuple(verify_languages(tree)),
        tuple(verify_texts(tree)),
        tuple(verify_additions(tree)),
        tuple(verify_versions(tree)) if tree.has_address else (),
    )


def look_at_each(tree: Tree, anchors: Iterable[str] = (), many: int = MANY) -> tuple[Tree, list[Looked]]:
    """Read the pages below a tree's root, with the sections that have these ids, and look at them.

    Of few pages, and where processes are no copies of this one, the tree that comes back has the evidence; of `many` it
    has outlines, and each language was looked at by a process of its own, beside which stood the source's pages alone.
    """
    anchors, names = tuple(anchors), page_names(tree.root)
    if len(names) < many or not has_help() or start_method() != "fork":
        whole = replace(tree, pages=read_pages(tree.root, anchors, tree.memory, names))
        return whole, [look(whole)]
    by_language: dict[Language, list[str]] = {}
    for name in names:
        by_language.setdefault(tree.language_at(name), []).append(name)
    languages, known = list(by_language), dict[object, Any]()
    read = partial(read_pages, tree.root, anchors, tree.memory)
    outlines = dict[str, Outline]()
    for found in map_on_all_cores(partial(_outlines, read), [by_language[one] for one in languages], worthwhile=2):
        outlines |= {name: outline.shared(known) for name, outline in found.items()}
    tree = replace(tree, pages={name: outlines[name] for name in names})
    originals = read(by_language.get(tree.project.source, ()))
    work = partial(_look, tree, originals, read, by_language)
    return tree, map_on_all_cores(work, languages, worthwhile=2)


def _outlines(read: partial[dict[str, Evidence]], names: list[str]) -> dict[str, Outline]:
    return {name: evidence.outline for name, evidence in read(names).items()}


def _look(
    tree: Tree,
    originals: dict[str, Evidence],
    read: partial[dict[str, Evidence]],
    names: dict[Language, list[str]],
    language: Language,
) -> Looked:
    own = originals if language == tree.project.source else read(names[language])
    return look(replace(tree, pages={**tree.pages, **originals, **own}, looks_at=frozenset({language})))
