"""Addresses that a translation may have in the place of its source's: they lead to the same page, or to its twin.

There are three, and no host comes in by them that nobody of the site chose: the same page of the site in a language
(/de/cats.html); the same address by https where the source has http; and for an article of Wikipedia one of the edition
in a language of the site. Each is read as if the source's own address stood there, so that all rules go on as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: An address from the root, in whatever format.
_FROM_ROOT = re.compile(r"""(?<![\w./:\\%-])/(?![/\\])[^\s"'<>()\[\]]*[^\s"'<>()\[\].,;:!?]""")
#: A plain one of the web, without a port or a user's name, and what may stand around it: nothing with which it goes on.
_BEFORE, _BEHIND = r"(?<![\w./:\\%@-])", r"""(?=$|[\s<>"')\]]|[.,;:!?](?:$|[\s<]))"""
_PART = r"""(?:[^\s\\<>"'`()\[\]{}|.,;:!?]|[.,;:!?](?=[\w/%?#&=-])|\([\w-]+\))"""
_WITHOUT_TLS = re.compile(
    rf"{_BEFORE}http://(?P<rest>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:[/?#]{_PART}*)?)(?![:@\w])", re.A
)
#: Letters that show, and bytes of others (UTF-8), spaces and brackets as addresses have them: no dots, no slashes.
_LETTER = r"(?:(?![\u115f\u1160\u3164\uffa0])[\w-]|%(?:[89A-Fa-f][0-9A-Fa-f]|2[0789Cc]))"
#: An article and perhaps a part of it: pages of users and of the project itself have a colon in their names.
_TITLE = rf"(?:{_LETTER}|[.,/](?={_LETTER})|\({_LETTER}+\))+(?:\#{_LETTER}+)?"
_ARTICLE = re.compile(rf"{_BEFORE}https?://[a-z-]{{2,12}}\.wikipedia\.org/wiki/{_TITLE}{_BEHIND}")
#: Editions whose name is not the language's code.
_EDITIONS = {"nb": "no", "yue": "zh-yue"}


def as_in_source(source: str, translation: str, root: str, roots: Iterable[str], locales: Iterable[str]) -> str:
    """A translation with the source's address wherever it has one that may stand for it.

    `root` and `roots` are the beginnings of addresses from the root, of the source language and of others; `locales`
    those whose editions of Wikipedia may be led to.
    """
    if "/" not in source or "/" not in translation:
        return translation
    translation = _of_the_site(source, translation, root, roots)
    if "https://" not in translation:
        return translation
    for rest in {match["rest"] for match in _WITHOUT_TLS.finditer(source)}:
        translation = _replaced(translation, f"https://{rest}", f"http://{rest}")
    return _of_wikipedia(source, translation, locales)


def _replaced(translation: str, own: str, address: str) -> str:
    return re.sub(f"{_BEFORE}{re.escape(own)}{_BEHIND}", lambda _: address, translation)


def _of_the_site(source: str, translation: str, root: str, roots: Iterable[str]) -> str:
    for address in {*_FROM_ROOT.findall(source)}:
        rest = address.removeprefix(root)
        if rest.startswith("/") and address.startswith(root):
            for own in roots:
                pattern = rf"(?<![\w./:\\%-]){re.escape(own + rest)}(?![\w./%-])"
                translation = re.sub(pattern, lambda _: address, translation)  # noqa: B023
    return translation


def _of_wikipedia(source: str, translation: str, locales: Iterable[str]) -> str:
    """Articles stand for the source's one by one, in their order: a further one is an address like any other."""
    languages = {locale.partition("_")[0] for locale in locales}
    editions = "|".join(sorted(re.escape(_EDITIONS.get(language, language)) for language in languages))
    articles = list(dict.fromkeys(_ARTICLE.findall(source)))
    if not articles or not editions:
        return translation
    pattern = rf"{_BEFORE}https://(?:{editions})\.wikipedia\.org/wiki/{_TITLE}{_BEHIND}"
    own = dict.fromkeys(address for address in re.findall(pattern, translation) if address not in articles)
    free = [article for article in articles if article not in translation]
    if len(own) > len(free):
        return translation
    for address, article in zip(own, free, strict=False):
        translation = _replaced(translation, address, article)
    return translation
