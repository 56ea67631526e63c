"""What goes wrong with a translation: each kind of defect is made by a small rule from a correct one.

A mutator answers the translations with its defect, or None where it has nothing to do: where the text has no such
thing, or where what it would make is still right. Chance comes from the seed's name, so that each run makes the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from random import Random

from babel.numbers import format_decimal

from pipeline.model import Notation
from tests.corpus import Seed, locales, sentences
from tests.corpus.spelling import CURRENCIES, UNITS, Fact

Texts = tuple[str, ...]
Mutator = Callable[[Seed, Random], Texts | None]


@dataclass(frozen=True, slots=True)
class Defect:
    """A seed's translations with a defect of a kind."""

    seed: Seed
    kind: str
    translations: Texts


MUTATORS: dict[str, Mutator] = {}


def defects(seed: Seed) -> Iterator[Defect]:
    """A seed with each defect that it can have."""
    for kind, mutate in MUTATORS.items():
        made = mutate(seed, Random(f"{kind} {seed.name} {seed.locale}"))
        if made is not None and made != seed.translations:
            yield Defect(seed, kind, made)


def mutator(kind: str) -> Callable[[Mutator], Mutator]:
    """Give a mutator its kind."""

    def named(mutate: Mutator) -> Mutator:
        MUTATORS[kind] = mutate
        return mutate

    return named


# Facts: another one is said, in the same notation. Where both are written alike (CA$ for $, 3 m for minutes and
# meters) nothing is wrong, and `defects` leaves it out.


def _other_fact(change: Callable[[Fact, Random], Fact | None]) -> Mutator:
    def mutate(seed: Seed, random: Random) -> Texts | None:
        for slot, fact in seed.facts.items():
            if other := change(fact, random):
                return seed.with_facts(seed.facts | {slot: other})
        return None

    return mutate


def _other_digit(fact: Fact, random: Random) -> Fact | None:
    if not isinstance(fact.value, Decimal):
        return None
    digits = list(f"{fact.value:f}")
    places = [place for place, digit in enumerate(digits) if digit in "123456789"]
    # What is compact or in per cent shows but the first digits.
    place = places[0] if fact.kind in ("compact", "percent") else random.choice(places)
    digits[place] = random.choice([digit for digit in "123456789" if digit != digits[place]])
    return fact.but(value=Decimal("".join(digits)))


def _other_unit(fact: Fact, random: Random) -> Fact | None:
    units = UNITS.get(fact.kind, ())
    return fact.but(unit=random.choice([unit for unit in units if unit != fact.unit])) if units else None


def _other_currency(fact: Fact, random: Random) -> Fact | None:
    if fact.kind != "money":
        return None
    return fact.but(unit=random.choice([one for one in CURRENCIES if one != fact.unit]))


def _without_sign(fact: Fact, _random: Random) -> Fact | None:
    return fact.but(value=-fact.value) if isinstance(fact.value, Decimal) and fact.value < 0 else None


def _on_other_day(**parts: int) -> Callable[[Fact, Random], Fact | None]:
    def change(fact: Fact, _random: Random) -> Fact | None:
        if not isinstance(fact.value, date):
            return None
        last = {"day": 28, "month": 12, "year": 9999}
        return fact.but(
            value=fact.value.replace(
                **{part: (getattr(fact.value, part) + by - 1) % last[part] + 1 for part, by in parts.items()}
            )
        )

    return change


def _day_for_month(fact: Fact, _random: Random) -> Fact | None:
    if not isinstance(fact.value, date) or fact.value.day > 12:
        return None
    return fact.but(value=fact.value.replace(day=fact.value.month, month=fact.value.day))


def _period_ends(fact: Fact, _random: Random) -> Fact | None:
    if fact.kind != "period":
        return None
    start, end = fact.value
    return fact.but(value=(start, end.replace(day=end.day - 1 if end.day > start.day + 1 else end.day + 1)))


def _at_other_hour(fact: Fact, random: Random) -> Fact | None:
    if not isinstance(fact.value, time):
        return None
    return fact.but(value=fact.value.replace(hour=(fact.value.hour + random.choice((1, 2, 12))) % 24))


def _without_one(fact: Fact, random: Random) -> Fact | None:
    if fact.kind != "list":
        return None
    gone = random.choice(fact.value)
    return fact.but(value=tuple(one for one in fact.value if one != gone))


def _on_other_weekday(fact: Fact, random: Random) -> Fact | None:
    return fact.but(value=(fact.value + random.randrange(1, 7)) % 7) if fact.kind == "weekday" else None


MUTATORS |= {
    kind: _other_fact(change)
    for kind, change in {
        "digit": _other_digit,
        "times-ten": lambda fact, _: fact.but(value=fact.value * 10) if isinstance(fact.value, Decimal) else None,
        "unit": _other_unit,
        "currency": _other_currency,
        "sign-lost": _without_sign,
        "day": _on_other_day(day=1),
        "month": _on_other_day(month=1),
        "year": _on_other_day(year=1),
        "day-for-month": _day_for_month,
        "period-end": _period_ends,
        "hour": _at_other_hour,
        "list-shorter": _without_one,
        "weekday": _on_other_weekday,
    }.items()
}


@mutator("percent-lost")
def _as_plain_number(seed: Seed, _random: Random) -> Texts | None:
    fact = seed.facts.get("percent")
    if fact is None:
        return None
    plain = format_decimal(fact.value * 100, locale=seed.locale, numbering_system=fact.digits)
    return tuple(one.replace("‹percent›", plain) for one in seed.templates)


# Words that decide: the seeds name right and wrong ones.


def _deciding(kind: str) -> Mutator:
    return lambda seed, _random: seed.with_word(1) if seed.decides == kind else None


MUTATORS |= {kind: _deciding(kind) for kind in ("negation", "opposite", "bound", "frequency", "number-word")}

# Marks, links, placeholders and code: what machines read.


def _replaced(pattern: str, replacement: str | Callable[[re.Match[str]], str], *notations: Notation) -> Mutator:
    """Replace what a pattern finds first, in texts of these notations, or in all."""
    compiled = re.compile(pattern)

    def mutate(seed: Seed, _random: Random) -> Texts | None:
        if notations and seed.notation not in notations:
            return None
        *others, last = seed.translations
        made, count = compiled.subn(replacement, last, count=1)
        return (*others, made) if count else None

    return mutate


_ADDRESS = r"https?://[\w./-]*\w"
_PLACEHOLDER = r"%\((\w+)\)(\w)|\{(\w+)\}"
MUTATORS |= {
    "link-target": _replaced(r"\]\(https(.*?)\)", r"](http\1l)", Notation.MARKDOWN),
    "link-lost": _replaced(r"(?<!!)\[(.*?)\]\(.*?\)", r"\1", Notation.MARKDOWN),
    "picture": _replaced(r"\((\S+)\.png\)", r"(\1.pgn)", Notation.MARKDOWN),
    "picture-lost": _replaced(r"!\[(.*?)\]\(.*?\)", r"\1", Notation.MARKDOWN),
    "address": _replaced(_ADDRESS, lambda match: match[0][:-2] + match[0][:-3:-1], Notation.TEXT),
    "e-mail": _replaced(r"help@", "hlep@"),
    "telephone": _replaced(r"5557788", "5577788"),
    "code": _replaced(r"`pelican --", "`pelican -", Notation.MARKDOWN),
    "mark-lost": _replaced(r"\*\*(.*?)\*\*", r"**\1", Notation.MARKDOWN),
    "tag-lost": _replaced(r"</strong>", "", Notation.HTML),
    "attribute": _replaced(r'class="button"', 'class="buton"', Notation.HTML),
    "href": _replaced(r'href="/contact"', 'href="/contakt"', Notation.HTML),
    "script": _replaced(r"<strong>", '<strong onclick="steal()">', Notation.HTML),
    "placeholder-lost": _replaced(rf" ?(?:{_PLACEHOLDER})", ""),
    "placeholder-renamed": _replaced(
        _PLACEHOLDER, lambda match: f"%({match[1]}e){match[2]}" if match[1] else f"{{{match[3]}e}}"
    ),
    "placeholder-broken": _replaced(_PLACEHOLDER, lambda match: f"%({match[1]})" if match[1] else f"{{{match[3]}"),
}


@mutator("plural-number")
def _one_for_many(seed: Seed, _random: Random) -> Texts | None:
    """The form for many names a number of its own."""
    if seed.plural is None:
        return None
    *others, last = seed.translations
    return *others, last.replace("%(count)d", "2")


@mutator("plural-forms")
def _too_few_forms(seed: Seed, _random: Random) -> Texts | None:
    return seed.translations[:-1] if len(seed.translations) > 1 else None


# Wording: what readers see at once, if they read.

#: The texts that are long enough, without a fact that would make a second defect.
_PROSE = ("prose", "sentences", "question", "brackets", "placeholders", "number-word")
_STOPS = ".。।"
#: Without spaces between words.
_UNSPACED = frozenset({"ja", "th", "zh_Hans"})
_LOOK_ALIKES = {
    "Latin": str.maketrans("aeopcxy", "аеорсху"),
    "Cyrillic": str.maketrans("аеорсху", "aeopcxy"),
    "Greek": str.maketrans("οΑΒΕΟΤ", "oABEOT"),
}
_SCRIPT = {"el": "Greek", "ru": "Cyrillic", "uk": "Cyrillic"} | dict.fromkeys(
    "cs da de es fi fr hu id it nl pl pt_BR ro sv tr vi".split(), "Latin"
)


def _in_prose(change: Callable[[str, Seed, Random], str | None], names: tuple[str, ...] = _PROSE) -> Mutator:
    def mutate(seed: Seed, random: Random) -> Texts | None:
        if seed.name not in names:
            return None
        made = change(seed.translations[0], seed, random)
        return None if made is None else (made,)

    return mutate


def _doubled(text: str, seed: Seed, random: Random) -> str | None:
    """The longest word twice: those that a grammar doubles are short ones, or of a kind that a rule cannot know."""
    if seed.locale in _UNSPACED:
        return None
    longest = max(re.findall(r"[^\s\W\d_%{(\[][^\s.,!?؟।;%{()«»„“”‘’\"]*", text), key=len)
    return text.replace(longest, f"{longest} {longest}", 1)


def _look_alike(text: str, seed: Seed, _random: Random) -> str | None:
    """One letter of a word of another script."""
    letters = _LOOK_ALIKES.get(_SCRIPT.get(seed.locale, ""), {})
    for match in re.finditer(r"\w{5,}", text):
        for place in range(match.start() + 1, match.end()):
            if ord(text[place]) in letters:
                return text[:place] + text[place].translate(letters) + text[place + 1 :]
    return None


def _in_the_middle(character: str) -> Callable[[str, Seed, Random], str | None]:
    """A character within the longest word, in place of one of its letters."""

    def change(text: str, seed: Seed, _random: Random) -> str | None:
        if character == "\u200b" and seed.locale in _UNSPACED:
            return None  # these show by it where a line may end
        word = max(re.findall(r"\w+", text), key=len)
        middle = len(word) // 2
        return text.replace(word, word[:middle] + character + word[middle + (character == "\ufffd") :], 1)

    return change


def _misread(text: str, _seed: Seed, _random: Random) -> str | None:
    return text.encode().decode("cp1252", errors="ignore") if not text.isascii() else None


def _without_last_sentence(text: str, seed: Seed, _random: Random) -> str | None:
    """Two of three sentences are lost."""
    return re.split(rf"(?<=[{_STOPS}])\s*", text)[0] if seed.locale != "th" else text.split(" ")[0]


def _halved(text: str, _seed: Seed, _random: Random) -> str | None:
    return text[: len(text) * 2 // 5].rstrip()


def _in_other_language(text: str, seed: Seed, random: Random) -> str | None:
    other = random.choice([locale for locale in locales() if locale != seed.locale])
    return next(one.translations[0] for one in sentences(other) if one.name == seed.name)


def _unchanged(text: str, seed: Seed, _random: Random) -> str | None:
    return seed.text


def _without_end(text: str, seed: Seed, _random: Random) -> str | None:
    if seed.locale == "ja" and text.endswith("か？"):
        return None  # the question is asked by its last syllable
    return text[:-1] if text[-1] in _STOPS + "?？;" else None


MUTATORS |= {
    "doubled-word": _in_prose(_doubled),
    "look-alike": _in_prose(_look_alike),
    "lost-character": _in_prose(_in_the_middle("\ufffd")),
    "unseen-character": _in_prose(_in_the_middle("\u200b")),
    "misread": _in_prose(_misread),
    "sentences-lost": _in_prose(_without_last_sentence, ("sentences",)),
    "truncated": _in_prose(_halved, ("sentences", "prose")),
    "untranslated": _in_prose(_unchanged, ("prose", "sentences", "brackets", "question")),
    "other-language": _in_prose(_in_other_language, ("prose", "sentences")),
    "end-mark": _in_prose(_without_end),
    "bracket-lost": _in_prose(lambda text, _seed, _random: re.sub("[)）]", "", text), ("brackets",)),
    "two-spaces": _in_prose(lambda text, _seed, _random: re.sub(r"(?<=\w) (?=\w)", "  ", text, count=1)),
    "space-at-end": _in_prose(lambda text, _seed, _random: text + " "),
    "line-break": _in_prose(lambda text, _seed, _random: text + "\n"),
    "escape": _in_prose(lambda text, _seed, _random: text + "\\n"),
}
