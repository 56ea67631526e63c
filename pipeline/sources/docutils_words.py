"""What docutils knows of languages: under which names, and the titles that it has for them, such as "Note"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel.core import get_global, parse_locale
from docutils import languages
from docutils.parsers.rst.languages import get_language

from pipeline.inheritance import ancestry


def docutils_language(tag: str) -> str:
    """The name under which docutils knows a language: it has Chinese by country, not by script.

    One that it does not know stays as it is, and so does a locale of one that it knows.
    """
    return next(filter(_knows, _names(tag)), tag)


def spoken_by_docutils(tag: str, otherwise: str = "en") -> str:
    """The name of a language for docutils to speak in; another one's in the place of one that it does not know."""
    name = docutils_language(tag)
    return name if _knows(name) else otherwise


@cache
def docutils_labels(tag: str) -> Mapping[str, str]:
    """The titles that docutils has in a language, by their English names; nothing if it does not know it."""
    name = docutils_language(tag)
    return languages.get_language(name).labels if _knows(name) else {}


@cache
def _knows(name: str) -> bool:
    """Whether docutils has a language, or the site does for it: it takes any module of that name for one.

    Asturian is no `ast`, and Ido no `io`; nor is what a script in the folder does of any interest here.
    """
    try:
        directives = getattr(get_language(name.lower()), "directives", None)
        return directives is not None and hasattr(languages.get_language(name.lower()), "labels")
    except Exception:
        return False


def _names(tag: str) -> Iterator[str]:
    yield tag
    try:
        language, territory, script, variant, *_ = parse_locale(tag, sep="-")
    except ValueError:
        return
    names = ancestry("_".join(filter(None, (language, script, territory, variant))))
    for name in (name for name in names if name.split("_")[0] == language):
        yield name.replace("_", "-")
        likely = get_global("likely_subtags").get(name, "").split("_")
        if len(likely) > 1:
            yield f"{likely[0]}-{likely[-1]}".lower()
