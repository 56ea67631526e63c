"""A corpus that others could have written: correct texts in many languages, and what goes wrong with them by itself.

`seeds/` has sentences in 30 languages, in words of ours; their facts are spelled by CLDR (`spelling.py`), and for all
of CLDR's locales there are facts alone. So what is correct comes from data that no author of a rule has written.
`mutators.py` makes the defects, each kind by a small rule of its own; `judging.py` asks our rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

from pipeline.model import Notation
from tests.corpus.spelling import IN_OTHER_DIGITS, NOTATIONS, Fact, drawn, has_own_spelling, spelled

SEEDS = Path(__file__).parent / "seeds"
#: Nobody read what was missed or called wrong in these while rules were mended after the corpus. Of CLDR's locales,
#: every second one.
HELD_OUT = frozenset("bn da es fa fi hu it ka nl pt_BR ro sv th uk vi zh_Hans".split())
#: All locales that CLDR has.
CLDR = [name for name in sorted(locale_identifiers()) if name != "root"]


@dataclass(frozen=True, slots=True)
class Seed:
    """A text with its correct translations, one for each plural form. Facts stand in ‹slots› of all of them.

    `[[a word|another]]` of a translation would be a defect of the kind `decides` with the second one.
    """

    name: str
    locale: str
    source: str
    templates: tuple[str, ...]
    facts: dict[str, Fact] = field(default_factory=dict)
    plural: str | None = None
    notation: Notation = Notation.TEXT
    decides: str = ""
    held_out: bool = False

    @property
    def text(self) -> str:
        """The source as its readers have it."""
        # English has but one kind of digits.
        return _filled(self.source, {slot: fact.but(digits="latn") for slot, fact in self.facts.items()}, "en")

    @property
    def translations(self) -> tuple[str, ...]:
        """The correct translations as readers have them."""
        return self.with_word(0)

    def with_word(self, which: int) -> tuple[str, ...]:
        """The translations with the right one, or the wrong one, of two words."""
        return tuple(_filled(_decided(one, which), self.facts, self.locale) for one in self.templates)

    def with_facts(self, facts: dict[str, Fact]) -> tuple[str, ...]:
        """The translations if they said other facts."""
        return replace(self, facts=facts).translations


def _decided(template: str, which: int) -> str:
    before, mark, rest = template.partition("[[")
    words, _, after = rest.partition("]]")
    return before + words.split("|")[which] + after if mark else template


def _filled(template: str, facts: dict[str, Fact], locale: str) -> str:
    for slot, fact in facts.items():
        template = template.replace(f"‹{slot}›", spelled(fact, locale))
    return template


@cache
def locales() -> list[str]:
    """The locales that the sentences are in."""
    return sorted(path.stem for path in SEEDS.glob("*.toml") if path.stem != "en")


@cache
def _texts(locale: str) -> dict[str, Any]:
    return tomllib.loads((SEEDS / f"{locale}.toml").read_text(encoding="utf-8"))


def sentences(locale: str) -> Iterator[Seed]:
    """The sentences in one locale."""
    for name, about in _texts("en").items():
        translation = _texts(locale)[name]
        yield Seed(
            name,
            locale,
            about["text"],
            tuple(translation) if isinstance(translation, list) else (translation,),
            {kind: drawn(kind, Random(f"{name} {locale}")) for kind in NOTATIONS if f"‹{kind}›" in about["text"]},
            about.get("plural"),
            Notation(about.get("notation", "text")),
            about.get("decides", ""),
            locale in HELD_OUT,
        )


def facts_alone(locale: str) -> Iterator[Seed]:
    """Facts of all kinds in all notations that a locale has, without a word beside them."""
    language = locale.partition("_")[0]
    native = Locale.parse(locale).other_numbering_systems.get("native", "latn")
    for kind, notations in NOTATIONS.items():
        for notation in notations:
            # Of a language the same ones, so that most of its regions have but one spelling.
            fact = drawn(kind, Random(f"{kind} {notation} {language}")).but(notation=notation)
            digits = ["default"] if native == "latn" or kind not in IN_OTHER_DIGITS else ["default", native]
            for system in digits:
                if has_own_spelling(fact, locale):
                    facts = {kind: fact.but(digits=system)}
                    name, slot, held_out = f"{kind} {notation}", f"‹{kind}›", CLDR.index(locale) % 2 == 1
                    yield Seed(name, locale, slot, (slot,), facts, held_out=held_out)
