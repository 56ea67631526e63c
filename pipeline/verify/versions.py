"""A page in its several languages: the versions name each other, have the same ids, and are each in their language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model import Finding, Severity
from pipeline.verify.tree import Tree, finding

_SHOWN = 60
# The further pages of a list lead to the first page of the list in another language.
_FURTHER_PAGE = re.compile(r"\d+(?:/index)?\.html$")


def verify_texts(tree: Tree) -> Iterator[Finding]:
    """A page in another language has the ids of its original, and no sentence of it that does not say so."""
    told: set[tuple[str, str]] = set()
    for language, original_path, path in tree.counterparts():
        original, version = tree.pages.get(original_path), tree.pages.get(path)
        if original is None or version is None:
            continue  # told of where one language's site is looked at
        for name in sorted(original.ids - version.ids):
            yield finding("lost-id", path, f"the id {name!r} of the original is not there: links to it break")
        sentences = {text for _, text in original.sentences}
        for tag, text in version.sentences:
            if tag == version.lang and text in sentences and (language.locale, text) not in told:
                told.add((language.locale, text))  # what the theme says is on every page
                shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
                message = f"“{shown}” is the source's text, and no lang={tree.project.source.tag!r} says so"
                yield finding("mixed-language", path, message, Severity.WARNING)


def verify_versions(tree: Tree) -> Iterator[Finding]:
    """Each page's address is its own, and the versions that it names are all there are, and name it in return."""
    for path, evidence in tree.pages.items():
        named = tree.page_at(path, evidence.canonical) if evidence.canonical and evidence.is_indexed else None
        if named is not None and named[1].lang != evidence.lang:
            languages = f"which is in {named[1].lang}, not in {evidence.lang}"
            yield finding("canonical", path, f"{evidence.canonical} is named as its address, {languages}")
    published = _languages(tree)
    versions = {path: _leading(tree, path) for path in tree.pages if names_itself(tree, path)}
    for path, named_versions in versions.items():
        languages_of_page = published.get(path, frozenset())
        if named_versions or len(languages_of_page) > 1:
            for fault in _set_faults(tree, path, named_versions, languages_of_page):
                yield finding("hreflang", path, fault)
            is_further = path not in published and bool(_FURTHER_PAGE.search(path))
            for tag, target in named_versions.items():
                if fault := _version_fault(tree, path, target, versions, is_further=is_further):
                    yield finding("hreflang", path, f"{tree.pages[path].alternates[tag]} ({tag}) {fault}")


def names_itself(tree: Tree, path: str) -> bool:
    """Whether search engines are to keep a page under its own address."""
    evidence = tree.pages[path]
    return evidence.is_indexed and bool(evidence.canonical) and tree.target(path, evidence.canonical)[0] == path


def _languages(tree: Tree) -> Mapping[str, frozenset[str]]:
    """The languages that have an article or page, by the path of each version; those that were built anew."""
    tags: dict[str, set[str]] = {}
    for language, page, _ in tree.published():
        tags.setdefault(page.save_as, set()).add(language.tag)
    return {path: frozenset(tags[page.save_as]) for _, page, path in tree.published()}


def _leading(tree: Tree, path: str) -> Mapping[str, str]:
    """Where the versions that a page names are, by language."""
    named = tree.pages[path].alternates.items()
    return {tag: tree.target(path, address)[0] or "" for tag, address in named}


def _set_faults(tree: Tree, path: str, named: Mapping[str, str], languages: frozenset[str]) -> Iterator[str]:
    if missing := sorted(languages - named.keys()):
        yield f"its versions do not include {', '.join(missing)}, where it is published"
    if path not in named.values():
        yield "its versions do not include itself"
    if "x-default" not in named:
        yield "there is no x-default among its versions"
    for tag, address in tree.pages[path].alternates.items():
        if "://" not in address:
            yield f"{address} ({tag}) is no absolute address"


def _version_fault(
    tree: Tree, path: str, target: str, versions: Mapping[str, Mapping[str, str]], *, is_further: bool
) -> str:
    """What is wrong with a version that a page names."""
    if target not in tree.pages:
        return ""  # a dead link, which is told of, or no page of these sites
    version = tree.pages[target]
    if not version.is_indexed:
        return "is withheld, or not for search engines"
    if version.canonical and target not in versions:
        return f"says that its address is {version.canonical}"
    back = versions.get(target, {}).values()
    if back and path not in back and not is_further:
        return "does not name it in return"
    return ""
