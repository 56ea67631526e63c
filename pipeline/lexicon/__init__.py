"""What has to be known of a language's words and CLDR does not tell; one data file a language beside this one.

A file is read when its language is asked for first. A list holds regular expressions, one for a word or a
phrase, in lower case; but those of `units`, `doubled`, `unfinished`, `inflected`, `prefixes`, `before_noon` and
`after_noon` are plain words. A language may leave out any key, and one that has no file is judged by none.

Words that deny are one list in three strengths:

- `negations` turn a sentence round (not, never): a translation of such a sentence denies, too;
- `exclusions` leave something out (no, without, unless): an edit of one changes the meaning just as much, but
  another language may well say it otherwise (no pain: schmerzfrei);
- `denials` are all else by which a translation may deny (avoid, impossible): they only excuse.

Of `terms`, too, some are certain and others, which begin with a question mark, only excuse.

`Lexicon` says what the other keys mean.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.lexicon.phrases import MOST_KNOWN, lowered
from pipeline.lexicon.reading import parsed
from pipeline.lexicon.words import Lexicon, Said, Terms

__all__ = [
    "MOST_KNOWN",
    "UNSPACED",
    "Lexicon",
    "Said",
    "Terms",
    "are_told_apart",
    "data_files",
    "known_languages",
    "lexicon_of",
    "lowered",
    "parsed",
]

#: Languages written without spaces between words.
UNSPACED = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})

# Languages that have so many words in common that a sentence or two may be the same.
_SIBLINGS = (
    {"no", "nb", "nn", "da"},
    {"hr", "sr", "bs", "sh"},
    {"id", "ms"},
    {"gl", "pt"},
    {"cs", "sk"},
    {"zh", "yue"},
)


def are_told_apart(one: str, other: str) -> bool:
    """Whether a sentence or two show in which of the languages of two locales they are."""
    languages = {one.partition("_")[0], other.partition("_")[0]}
    return len(languages) > 1 and not any(languages <= family for family in _SIBLINGS)


@cache
def lexicon_of(locale: str) -> Lexicon:
    """The words of a locale's language; an empty lexicon for a language that is not known."""
    return _lexicon(locale.partition("_")[0])


@cache
def _lexicon(language: str) -> Lexicon:
    if language not in known_languages():
        return Lexicon()
    return parsed(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def data_files() -> list[Path]:
    """The data files of all languages."""
    return sorted(Path(__file__).parent.glob("*.toml"))


@cache
def known_languages() -> frozenset[str]:
    """The languages that have a data file."""
    return frozenset(path.stem for path in data_files())
