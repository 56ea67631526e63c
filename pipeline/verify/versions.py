"""A page in its several languages: the versions name each other, have the same ids, and are each in their language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.lexicon import are_told_apart
from pipeline.model import Finding, Language, headline
from pipeline.rules import found
from pipeline.verify.authors import Authors
from pipeline.verify.copied import is_prose, share_copied, share_missing
from pipeline.verify.evidence import Evidence, Part
from pipeline.verify.letters import folded, says_enough, says_something
from pipeline.verify.tree import Tree

#: From this share of copied words on, a text is the original's, with a word put before it; and from this on, perhaps.
#: One that quotes the original, too, marks the quotation: `lang`. So it is with words that are said to be in another
#: language: most of a translation is in its own.
_COPIED, _PERHAPS = 0.5, 0.25
#: So many words are a sentence, where commands and addresses may stand as well.
_SENTENCE = 6
# To a page of another name nothing is added: it says of its versions what its theme says.
_COMPLETED = ".html"
# Classes that are a language's, with the words that say so, those of our own that one version of a page may have alone,
# and those that are a name with a word before it: no style sheet has one of these by chance.
_OF_LANGUAGES = frozenset({"ltr", "rtl"})
_SAYING = frozenset({"dir", "direction", "lang", "language", "locale"})
# Attributes by which a text, a link or a word says its language, or more of itself.
_OF_TEXTS = frozenset({"dir", "href", "hreflang", "id", "lang", "title", "translate", "xml:lang"})
_OURS = frozenset({"translation-notice", "language-menu"})
_NAMING = frozenset("article author cat category entry page post section series tag topic".split())
_PART, _NUMBER = re.compile("[-_:]+"), re.compile(r"\d+")


def verify_languages(tree: Tree) -> Iterator[Finding]:
    """Every page of a language's site, lists too, says which language it is in, and its direction."""
    built = {site.language for site in tree.sites if site.published} - {tree.project.source}
    for path, evidence in tree.looked_at():
        language = tree.language_at(path)
        if evidence.is_empty:
            continue  # what a theme has no template for: it says nothing in any language
        if language in built and evidence.lang != language.path:
            # What is not to be found leads on to other pages, and a plugin wrote it: of articles more is asked.
            lowered = not evidence.lang or not evidence.is_indexed
            yield found("page-language", path, f'<html> is not lang="{language.tag}"', lowered=lowered)
        elif language in built and evidence.dir != language.dir:
            yield found("page-language", path, f'<html> is not dir="{language.dir}"')


def verify_texts(tree: Tree) -> Iterator[Finding]:
    """A page in another language has the ids of its original, and nothing of its text that does not say so."""
    authors, required = Authors(tree.project), {anchor for _, anchor in tree.project.required_sections}
    for language, original_path, path in tree.counterparts():
        original, version = tree.evidence_of(original_path), tree.evidence_of(path)
        if original is None or version is None:
            continue  # told of where one language's site is looked at
        for name in sorted(original.ids - version.ids):
            of_theme = name not in required and authors.makes_id(name)
            message = f"the id {name!r} of the original is not there: links to it break"
            if of_theme:
                message += "; a template makes it of a text of the settings"
            yield found("lost-id", path, message, lowered=of_theme)
        yield from _other_classes(tree, language, path, version, original)
        # British and American English have most of their sentences in common, Norwegian and Danish many of them.
        if are_told_apart(language.locale, tree.project.source.locale):
            yield from _original_sections(tree, path, version, original)


def _other_classes(
    tree: Tree, language: Language, path: str, version: Evidence, original: Evidence
) -> Iterator[Finding]:
    """A class that takes another one's place is a name, translated; one that names a language may be another there.

    On and around a required section it may hide that, as may another style.
    """
    told = frozenset({*_OF_LANGUAGES, language.path, tree.project.source.path})
    for name, anchor in tree.project.required_sections:
        there, here = original.looks.get(anchor), version.looks.get(anchor)
        if there is None or here is None:
            continue
        around = f"around the required section {name!r}"
        for own in sorted(_strange(here.classes, there.classes, told)):
            message = f"has the class {own!r} {around}, which the original has not: a style sheet may hide that by it"
            yield found("other-class", path, message, here=own)
            return
        for style in sorted(here.styles - there.styles):
            message = f'has style="{headline(style)}" {around}, which the original has not: it may hide that'
            yield found("other-style", path, message, here=style)
            return
        for own in sorted(here.attributes - there.attributes - _OF_TEXTS):
            if not (told | _SAYING).isdisjoint(_PART.split(own)):
                continue
            message = f"has the attribute {own!r} {around}, which the original has not: it may hide that"
            yield found("other-style", path, message, here=own)
            return
    lost, gained = (
        sorted(name for name in names if told.isdisjoint(_PART.split(name)) and name not in _OURS)
        for names in (original.classes - version.classes, version.classes - original.classes)
    )
    if lost and gained:
        message = f"has the class {gained[0]!r} where the original has {lost[0]!r}: style sheets know that one"
        yield found("other-class", path, message, lowered=True, here=gained[0])


def _strange(here: frozenset[str], there: frozenset[str], told: frozenset[str]) -> Iterator[str]:
    """The classes that are neither the original's, nor a language's or a number's, nor a name with a word before it."""

    def comparable(name: str) -> str:
        parts = ("{}" if part in told else _NUMBER.sub("0", part) for part in _PART.split(name))
        joined = "-".join(parts)
        first, _, rest = joined.partition("-")
        return f"{first}-" if rest and first in _NAMING else joined

    known = {comparable(name) for name in there}
    for name in here - there - _OURS:
        parts = frozenset(_PART.split(name))
        if comparable(name) not in known and (told.isdisjoint(parts) or not parts <= told | _SAYING):
            yield name


def _original_sections(tree: Tree, path: str, version: Evidence, original: Evidence) -> Iterator[Finding]:
    """Each element of a required section has its counterpart, in other words; a theme's follow them on both pages."""
    for name, anchor in tree.project.required_sections:
        there, here = (evidence.sections.get(anchor, ()) for evidence in (original, version))
        pairs = [(one, other) for one, other in zip(there, here, strict=False) if one.tag == other.tag]
        texts = [text for one, other in pairs for text in ((one.text, other.text), (one.seen, other.seen))]
        if any(says_something(original) and not says_enough(text, original) for original, text in texts):
            message = f"the required section {name!r} is empty, or nearly so, where the original has text"
            yield found("section", path, message)
        copied = _most_copied(there, here)
        if copied >= _COPIED:
            yield found("section", path, f"the required section {name!r} has the original's words")
        elif copied >= _PERHAPS:
            message = f"the required section {name!r} has words of the original's, and no lang={{}} says so"
            yield found("section", path, message.format(repr(tree.project.source.tag)), lowered=True)
        elif _are_kept(there, here):
            message = f"the required section {name!r} has sentences of the original's that nobody can translate:"
            message += " in code, or marked as not for translators"
            yield found("section", path, message, lowered=True)
        foreign = _most_foreign(there, here)
        if foreign >= _PERHAPS:
            much = "mostly" if foreign >= _COPIED else "partly"
            message = (
                f"the required section {name!r} is {much} in what says it is in another language, unlike the original"
            )
            yield found("section", path, message, lowered=foreign < _COPIED)
        if here and [part.tag for part in here] != [part.tag for part in there]:
            message = f"the required section {name!r} has {len(here)} elements, and in the original {len(there)}"
            yield found("section", path, message, lowered=True)


def _most_copied(there: tuple[Part, ...], here: tuple[Part, ...]) -> float:
    """Of the elements of a section, the greatest share that is the original's words; all of it if they are the same.

    Names, addresses and numbers are the same in all languages: where there is nothing else, perhaps they are to be so.
    """
    said = [folded(part.own) for part in here]
    if any(said) and said == [folded(part.own) for part in there]:
        return 1.0 if is_prose("\n".join(part.own for part in here)) else _PERHAPS
    original = "\n".join(part.text for part in there)
    # Of an element that has its counterpart a few words may be all there is.
    pairs = [*zip((part.text for part in there), here, strict=False), *((original, part) for part in here)]
    return max((share_copied(text, part.own) for text, part in pairs), default=0.0)


def _are_kept(there: tuple[Part, ...], here: tuple[Part, ...]) -> bool:
    """Whether a section says something in sentences of the original's where code is; an address is no sentence."""
    kept = " ".join(part.kept for part in here)
    return len(kept.split()) >= _SENTENCE and share_copied("\n".join(part.kept for part in there), kept) >= _COPIED


def _most_foreign(there: tuple[Part, ...], here: tuple[Part, ...]) -> float:
    """Of the elements of a section, the greatest share more than the original's that is said to be in another language.

    Where none of it is in the page's own, `pipeline.verify.content_pages` knows whether it has to be.
    """
    shares = [share_missing(part.text, part.own) for part in there] + [0.0] * len(here)
    pairs = zip(shares, here, strict=False)
    return max(
        (share_missing(part.text, part.own) - share for share, part in pairs if says_something(part.own)), default=0
    )


def verify_versions(tree: Tree) -> Iterator[Finding]:
    """Each page's address is its own, and the versions that it names are all there are, and name it in return."""
    published = _languages(tree)
    looked = [path for path in tree.to_look_at() if path.endswith(_COMPLETED)]
    for path in looked:
        if tree.pages[path].is_indexed and (fault := _address_fault(tree, path, is_published=path in published)):
            yield found("canonical", path, fault)
    for path in looked:
        named, languages_of_page = _leading(tree, path), published.get(path, frozenset())
        if names_itself(tree, path) and (named or len(languages_of_page) > 1):
            for fault in _set_faults(tree, path, named, languages_of_page):
                yield found("hreflang", path, fault)
            for tag, target in named.items():
                if fault := _version_fault(tree, path, tag, target):
                    # A site that was not built anew is behind the others, which are right.
                    at = path if tree.is_new(target) else target
                    yield found("hreflang", at, f"{tree.pages[path].alternates[tag]} ({tag}) {fault}")


def _address_fault(tree: Tree, path: str, *, is_published: bool) -> str:
    """What is wrong with the address that a page names as its own, which each article and page has to."""
    evidence = tree.pages[path]
    if not evidence.canonical:
        return "it does not name its address" if is_published else ""
    named = tree.page_at(path, evidence.canonical)
    if named is not None and tree.says(named[0]) != tree.says(path):
        languages = f"which is in {tree.says(named[0]) or 'no language'}, not in {tree.says(path)}"
        return f"{evidence.canonical} is named as its address, {languages}"
    if named is not None and named[0] != path and is_published:
        return f"{evidence.canonical} is named as its address, which is another page's"
    return ""


def names_itself(tree: Tree, path: str) -> bool:
    """Whether search engines are to keep a page under its own address."""
    evidence = tree.pages[path]
    return evidence.is_indexed and bool(evidence.canonical) and tree.target(path, evidence.canonical)[0] == path


def _languages(tree: Tree) -> Mapping[str, frozenset[str]]:
    """The languages that have an article or page, by the path of each that is looked at; those that were built anew."""
    tags: dict[str, frozenset[str]] = {}
    originals: dict[str, str] = {}
    known: dict[tuple[frozenset[str], str], frozenset[str]] = {}  # most pages are in the same languages
    for language, page, path in tree.published():
        if page.hidden:
            continue
        original = page.translates or page.source
        more = tags.get(original, frozenset()), language.path
        tags[original] = known.setdefault(more, more[0] | {more[1]})
        if tree.is_looked_at(language):
            originals[path] = original
    return {path: tags[original] for path, original in originals.items()}


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


def _version_fault(tree: Tree, path: str, tag: str, target: str) -> str:
    """What is wrong with a version that a page names."""
    if target not in tree.pages or not target.endswith(_COMPLETED):
        return ""  # a dead link, which is told of, or no page of these sites
    version = tree.pages[target]
    if not version.is_indexed:
        return "is withheld, or not for search engines"
    if tag not in (tree.says(target), "x-default"):
        return f"is in {tree.says(target) or 'no language'}"
    if version.canonical and not names_itself(tree, target):
        return f"says that its address is {version.canonical}"
    # Most versions name the very same ones.
    if version.alternates == tree.pages[path].alternates:
        return ""
    is_named = names_itself(tree, target) and path in _leading(tree, target).values()
    return "" if is_named else "does not name it in return"
