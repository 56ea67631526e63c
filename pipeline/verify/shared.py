"""Sentences that a page has in common with its original: which language they are in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.lexicon import are_told_apart
from pipeline.model import Finding, Language, headline
from pipeline.rules import found
from pipeline.verify.evidence import page_text, sentences_in
from pipeline.verify.guesses import Guesses
from pipeline.verify.tree import Tree

#: Shorter texts, in characters, say too little about their language.
_TELLING = 30


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence that the page at a path, in a language, has in common with its original."""

    path: str
    language: str
    text: str


def shared_sentences(tree: Tree) -> Iterator[Shared]:
    """The sentences of pages that are their originals' as well; what the theme says is on every page, and told once."""
    told: set[tuple[str, bytes]] = set()
    for language, original_path, path in tree.counterparts():
        original, version = tree.evidence_of(original_path), tree.evidence_of(path)
        if original is None or version is None:
            continue  # told of where one language's site is looked at
        # British and American English have most of their sentences in common, Norwegian and Danish many of them.
        if not are_told_apart(language.locale, tree.project.source.locale):
            continue
        there = original.said
        known = [one for one in version.said_in(version.lang) if one in there and (version.lang, one) not in told]
        texts = sentences_in(page_text(tree.root / path)) if known else {}
        for one in dict.fromkeys(known):
            told.add((version.lang, one))
            if text := texts.get(one):
                yield Shared(path, version.lang, text)


def verify_shared(sentences: Collection[Shared], source: Language, guesses: Guesses) -> Iterator[Finding]:
    """Each sentence that a page has in common with its original is in the page's language, or says which it is in."""
    guessed = guesses.languages_of(one.text for one in sentences if len(one.text) >= _TELLING)
    for one in sentences:
        if said := _said_of(one, source, guessed.get(one.text, "")):
            yield found("mixed-language", one.path, f"“{headline(one.text)}” {said}", lowered=True)


def _said_of(one: Shared, source: Language, guess: str) -> str:
    """What is to be said of a sentence that may be in the language `guess`; nothing if it is in the page's.

    It may be neither in that nor in the source's: themes speak English on pages of all languages.
    """
    languages = one.language.partition("-")[0], source.locale.partition("_")[0]
    foreign = not source.can_be_of(one.text)
    if foreign and not guess and languages[0] == "en" and one.text.isascii():
        guess = "en"
    if guess == languages[0]:
        return ""
    if not foreign and guess in ("", languages[1]):
        return f"is the source's text, and no lang={source.tag!r} says so"
    which = f": {guess!r}, as it seems" if guess else ""
    return f"is on the original's page as well, and no lang says which language it is in{which}"
