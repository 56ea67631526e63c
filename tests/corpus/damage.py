"""What goes wrong with somebody's real translations: the defects of mutators.py, for texts of which we know no facts.

Each kind is made from a translation as it stands, by what its own letters, digits and marks are; where a text has no
such thing, or another reading of what comes out would be right, there is no defect of that kind. No word of our rules'
lexicon is used: months are CLDR's, and what denies is in a short list of this module's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

from babel.dates import get_month_names

from pipeline.lexicon import UNSPACED
from pipeline.model import Notation
from tests.corpus.catalogs import Written, written

#: A source and its translation, of a locale, in a notation.
Damage = Callable[[Written, Random], str | None]
DAMAGE: dict[str, Damage] = {}

_NEGATED = re.compile(r"\b(?:not|never|cannot|without|no)\b|n['’]t\b", re.I)
#: What denies by itself in a language: without it a sentence says the opposite.
_NEGATIONS = {
    "ar": "لا لن لم ليس ليست",
    "bg": "не",
    "ca": "no",
    "cs": "nikdy bez",
    "da": "ikke aldrig uden",
    "de": "nicht nie ohne kein keine keinen",
    "el": "δεν μην ποτέ χωρίς",
    "es": "no nunca sin",
    "et": "ei ilma",
    "fi": "ei eivät ilman",
    "fr": "jamais sans",
    "gl": "non sen",
    "he": "לא אין ללא בלי",
    "hi": "नहीं बिना न",
    "hu": "nem nélkül soha",
    "id": "tidak jangan tanpa bukan",
    "it": "non senza mai",
    "ja": "ありません ません ない",
    "nb": "ikke aldri uten",
    "nl": "niet nooit zonder geen",
    "pl": "nie nigdy bez",
    "pt": "não nunca sem",
    "ro": "nu niciodată fără",
    "ru": "не никогда без нельзя",
    "sk": "nie nikdy bez",
    "sv": "inte aldrig utan",
    "th": "ไม่",
    "tr": "değil asla",
    "uk": "не ніколи без",
    "vi": "không chưa",
    "zh": "不能 没有 不 沒有",
}
_UNITS = (
    "mg",
    "g",
    "kg",
    "km",
    "m",
    "cm",
    "mm",
    "KB",
    "kB",
    "MB",
    "GB",
    "TB",
    "ms",
    "px",
    "%",
    "°C",
    "Hz",
    "kHz",
    "MHz",
)
_UNIT = re.compile(rf"(?<=\d)([ \u00a0\u202f]?)({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![\w/])")
_ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(?:/[\w./-]*\w)?")
#: Shorter texts, in characters, are hardly sentences.
_SHORTEST = 20
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
_LATIN_TO_CYRILLIC = str.maketrans("aeopcxy", "аеорсху")
_TO_LATIN = str.maketrans("аеорсхуοОАЕ", "aeopcxyoOAE")


def damaged(one: Written) -> Iterator[tuple[str, Written]]:
    """Each kind of defect that a translation can have, with it."""
    for kind, damage in DAMAGE.items():
        made = damage(one, Random(f"{kind} {one.source} {one.locale}"))
        if made not in (None, "", one.translations[0]) and one.notation in _OF.get(kind, tuple(Notation)):
            yield kind, replace(one, translations=(str(made),))


def found_in(folder: Path, most: int) -> dict[tuple[str, str], Counter[bool]]:
    """How many defects were found, and not, by kind and locale, in all catalogs of a folder.

    They are made in so many messages of each locale at `most`, drawn at random from those in which nothing is found.
    """
    by_locale: dict[str, list[Written]] = defaultdict(list)
    for one in written(folder):
        if one.plural is None and len(one.source) >= _SHORTEST:
            by_locale[one.locale].append(one)
    found: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for locale, own in sorted(by_locale.items()):
        Random(f"damage {locale}").shuffle(own)
        for one in islice((one for one in own if not any(one.faults())), most):
            for kind, made in damaged(one):
                found[kind, locale][any(made.faults())] += 1
    return found


def _kind(name: str) -> Callable[[Damage], Damage]:
    def named(damage: Damage) -> Damage:
        DAMAGE[name] = damage
        return damage

    return named


_OF: dict[str, tuple[Notation, ...]] = {
    "mark-lost": (Notation.MARKDOWN,),
    "link-lost": (Notation.MARKDOWN,),
    "link-target": (Notation.MARKDOWN,),
    "code-lost": (Notation.RST, Notation.MARKDOWN),
    "tag-lost": (Notation.HTML, Notation.MARKDOWN),
    "script": (Notation.HTML, Notation.MARKDOWN),
    "handler": (Notation.HTML, Notation.MARKDOWN),
}


# Facts.


def _numbers(one: Written) -> list[re.Match[str]]:
    """The numbers that stand in both texts alike, alone, outside of code and addresses."""
    found = list(re.finditer(r"(?<![\w.,:/%#{}(`=-])\d+(?![\w.,:/%{}`=-]*[\w%{}`=])", one.translations[0]))
    return [match for match in found if re.search(rf"(?<![\w.,:/-]){match[0]}(?![\w/:-]|[.,]\d)", one.source)]


@_kind("digit")
def _digit(one: Written, random: Random) -> str | None:
    for match in _numbers(one):
        place = random.randrange(match.start(), match.end())
        text = one.translations[0]
        other = random.choice([digit for digit in "23456789" if digit != text[place]])
        return text[:place] + other + text[place + 1 :]
    return None


@_kind("times-ten")
def _times_ten(one: Written, _random: Random) -> str | None:
    for match in _numbers(one):
        return one.translations[0][: match.end()] + "0" + one.translations[0][match.end() :]
    return None


@_kind("number-lost")
def _number_lost(one: Written, _random: Random) -> str | None:
    for match in _numbers(one):
        return (one.translations[0][: match.start()] + one.translations[0][match.end() :]).replace("  ", " ")
    return None


@_kind("unit")
def _other_unit(one: Written, random: Random) -> str | None:
    match = _UNIT.search(one.translations[0])
    if not match or not re.search(rf"\d\s?{re.escape(match[2])}(?![\w/])", one.source):
        return None
    other = random.choice([unit for unit in _UNITS if unit.lower() != match[2].lower()])
    return one.translations[0][: match.start(2)] + other + one.translations[0][match.end(2) :]


@_kind("month")
def _other_month(one: Written, random: Random) -> str | None:
    english = get_month_names("wide", locale="en")
    there = [
        month for month, name in english.items() if month != 5 and re.search(rf"\b{name} \d|\d {name}\b", one.source)
    ]
    for context in ("format", "stand-alone"):
        names = get_month_names("wide", context, locale=one.locale)
        for month in there:
            if len(names[month]) > 3 and not names[month][0].isdigit() and names[month] in one.translations[0]:
                other = random.choice([name for number, name in names.items() if number != month])
                return one.translations[0].replace(names[month], other, 1)
    return None


@_kind("date-order")
def _date_order(one: Written, _random: Random) -> str | None:
    match = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", one.translations[0])
    if not match or match[0] not in one.source or match[2] == match[3]:
        return None
    return one.translations[0].replace(match[0], f"{match[1]}-{match[3]}-{match[2]}", 1)


@_kind("negation")
def _negation_lost(one: Written, _random: Random) -> str | None:
    if len(_NEGATED.findall(one.source)) != 1:
        return None
    language = one.locale.partition("_")[0]
    for word in _NEGATIONS.get(language, "").split():
        edges = ("", "") if language in UNSPACED else (r"(?<!\w)", r"(?!\w) ?")
        found = re.findall(edges[0] + word + edges[1], one.translations[0], re.I)
        if len(found) == 1:
            return re.sub(edges[0] + word + edges[1], "", one.translations[0], count=1, flags=re.I)
    return None


_CODED = r"(?<![\w+.-])(?P<on>[A-Z]{1,3}\d{0,2})(?P<sign>[+−])(?![\w+−=*/>)'\"-])"


def _in_both(pattern: str, by: Callable[[re.Match[str]], str | None]) -> Damage:
    """The first of what a pattern finds in the translation, and the source has just so, in another form."""
    compiled = re.compile(pattern)

    def damage(one: Written, _random: Random) -> str | None:
        text = one.translations[0]
        for match in compiled.finditer(text):
            if match[0] in one.source and (made := by(match)) is not None:
                return text[: match.start()] + made + text[match.end() :]
        return None

    return damage


@_kind("numbers-exchanged")
def _numbers_exchanged(one: Written, _random: Random) -> str | None:
    """Two numbers of two sentences in each other's place."""
    text, numbers = one.translations[0], _numbers(one)
    ends = [match.end() for match in re.finditer(r"[.!?।؟]\s|[。！？]", text)]
    if Counter(re.findall(r"[.!?]\s", one.source.strip())).total() != len(ends):
        return None
    for first in numbers:
        for second in numbers:
            if first[0] != second[0] and any(first.end() < end <= second.start() for end in ends):
                between = text[first.end() : second.start()]
                return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]
    return None


#: What says in a language that something is at most or at least so much, right before a number or behind its unit.
_BOUNDS = {
    "ar": "حتى|على الأقل|أقل من|أكثر من",
    "de": "bis zu|mindestens|höchstens|weniger als|mehr als|über|unter",
    "es": "hasta|al menos|menos de|más de",
    "fr": "jusqu'à|au moins|moins de|plus de",
    "it": "fino a|almeno|meno di|più di",
    "ja": "以上|以下|以内|未満|まで",
    "nl": "tot|minstens|minder dan|meer dan",
    "pl": "do|co najmniej|mniej niż|ponad",
    "pt": "até|pelo menos|menos de|mais de",
    "ru": "до|не менее|менее|более",
    "sv": "upp till|minst|mindre än|mer än",
    "uk": "до|не менше|менше|понад",
    "zh": "至少|最多|超过|不到|以上|以下|以内",
}
_BOUND = re.compile(
    r"\b(?:up to|at least|at most|(?:less|more|fewer) than|over|under) \d+ ?(?:[a-z]{1,3}\b|%|[a-z]+s\b)", re.I
)


@_kind("bound-lost")
def _bound_lost(one: Written, _random: Random) -> str | None:
    words = _BOUNDS.get(one.locale.partition("_")[0], "")
    if not words or len(_BOUND.findall(one.source)) != 1:
        return None
    edge = "" if one.locale.partition("_")[0] in UNSPACED else r"\b"
    before, behind = rf"{edge}(?:{words}) ?(?=\d)", r"(?<=\d)( ?\w{0,4}?)" + f"(?:{words})"
    found = re.findall(before, one.translations[0], re.I)
    if len(found) == 1:
        return re.sub(before, "", one.translations[0], count=1, flags=re.I)
    if not edge and len(re.findall(behind, one.translations[0])) == 1:
        return re.sub(behind, r"\1", one.translations[0], count=1)
    return None


# Attached marks, and what joins two numbers.

DAMAGE |= {
    "sign-turned": _in_both(_CODED, lambda match: match["on"] + "+−"[match["sign"] == "+"]),
    "sign-lost": _in_both(_CODED, lambda match: match["on"]),
    "stage": _in_both(
        r"(?<![\w.,:/#-])\d[abc](?![\w.-])", lambda match: match[0][0] + {"a": "b", "b": "c", "c": "a"}[match[0][1]]
    ),
    "code-letter": _in_both(
        r"(?<![\w.#/-])[A-Z]\d{1,2}(?![\w.-])", lambda match: chr((ord(match[0][0]) - 64) % 26 + 65) + match[0][1:]
    ),
    "scheme": _in_both(
        r"(?<![\w.,:/-])(\d)-(\d)-(\d)(?![\w:/-]|[.,]\d)",
        lambda match: f"{match[2]}-{match[1]}-{match[3]}" if match[1] != match[2] else None,
    ),
    "stroke-turned": _in_both(
        r"(?<![\w.,:/-])(\d{1,3})/(\d{1,3})(?![\w:/-]|[.,]\d)",
        lambda match: f"{match[2]}/{match[1]}" if match[1] != match[2] else None,
    ),
    "cross-to-plus": _in_both(r"(?<=\d)( ?)×( ?)(?=\d)", lambda match: f"{match[1]}+{match[2]}"),
    "power-lost": _in_both(r"(?<=\d )(?<!\w)(m|cm|km|mm)[²³]", lambda match: match[1]),
    "power-added": _in_both(r"(?<=\d)([ \u00a0]?)(mg|ml|cm|km|kg)(?![\w/²³])", lambda match: f"{match[0]}²"),
    "comparison-lost": _in_both(r"(?<![\w<>=-])[<>≤≥] ?(\d+)(?![\w>])", lambda match: match[1]),
    "plus-lost": _in_both(r"(?<![\w+.,:/-])(\d+)\+(?![\w+*/=(]|\.\w|[ -]?\d)", lambda match: match[1]),
}


# What machines read.


def _replaced(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Damage:
    compiled = re.compile(pattern)

    def damage(one: Written, _random: Random) -> str | None:
        made, count = compiled.subn(by, one.translations[0], count=1)
        return made if count else None

    return damage


def _address(one: Written, _random: Random) -> str | None:
    match = _ADDRESS.search(one.translations[0])
    if not match or match[0] not in one.source:
        return None
    return one.translations[0].replace(match[0], match[0] + "x")


def _host(one: Written, _random: Random) -> str | None:
    match = _ADDRESS.search(one.translations[0])
    if not match or match[0] not in one.source:
        return None
    return one.translations[0].replace("://", "://evil-", 1)


DAMAGE |= {
    "address": _address,
    "host": _host,
    "link-target": _replaced(r"(?<!!)\]\(([^()\s]+[a-z])\)", r"](\1x)"),
    "link-lost": _replaced(r"(?<!!)\[([^\[\]]+)\]\([^()\s]+\)", r"\1"),
    "mark-lost": _replaced(r"\*\*(\w[^*]*\w)\*\*", r"**\1"),
    "code-lost": _replaced(r"(?<![`\w])(`{1,2})([^`<>]+)\1(?![`_])", r"\2"),
    "tag-lost": _replaced(r"</(?:a|b|i|u|p|em|strong|code|span|li|small|gui|app|key|cmd|file|sys)>", ""),
    "script": lambda one, _: one.translations[0] + "<script>steal()</script>",
    "handler": _replaced(r"<(\w+)(?=[ >])", r'<\1 onclick="steal()"'),
    "placeholder-lost": _replaced(rf" ?(?:{_PLACEHOLDER.pattern})", ""),
    "placeholder-renamed": _replaced(
        _PLACEHOLDER.pattern, lambda match: f"%({match[1]}e)s" if match[1] else f"{{{match[2]}e}}"
    ),
    "escape": lambda one, _: one.translations[0] + "\\n" if "\\n" not in one.source else None,
    "bidi": lambda one, _: one.translations[0][:5] + "\u202e" + one.translations[0][5:],
}


# Wording.


@_kind("doubled-word")
def _doubled(one: Written, random: Random) -> str | None:
    """A word of three letters or more twice: any of a text's, as a hand slips."""
    if one.locale.partition("_")[0] in UNSPACED:
        return None
    words = [
        word
        for word in re.finditer(r"(?<![^\s])[^\s\d_`'’<>/\[\]():&%{}=.,;!?-]{3,}(?= [^\W\d_])", one.translations[0])
        if all(unicodedata.category(letter)[0] in "LM" for letter in word[0])
    ]
    if not words:
        return None
    word = random.choice(words)
    return one.translations[0][: word.end()] + " " + word[0] + one.translations[0][word.end() :]


@_kind("look-alike")
def _look_alike(one: Written, _random: Random) -> str | None:
    for match in re.finditer(r"(?<![\w`<>/\[(:&%{=_.@-])[^\W\d_]{5,}(?![\w`<>/:=_@(-]|\.\w)", one.translations[0]):
        for place in range(match.start() + 1, match.end()):
            letter = one.translations[0][place]
            for table in (_LATIN_TO_CYRILLIC, _TO_LATIN):
                if ord(letter) in table and match[0] not in one.source:
                    return one.translations[0][:place] + letter.translate(table) + one.translations[0][place + 1 :]
    return None


def _within(character: str) -> Damage:
    def damage(one: Written, _random: Random) -> str | None:
        words = re.findall(r"(?<![\w`<>/\[(:&%{=_.@-])[^\W\d_]{4,}(?![\w`<>/:=_@(-]|\.\w)", one.translations[0])
        if not words or (character == "\u200b" and one.locale.partition("_")[0] in UNSPACED):
            return None
        word = max(words, key=len)
        middle = len(word) // 2
        made = word[:middle] + character + word[middle + (character == "\ufffd") :]
        return one.translations[0].replace(word, made, 1)

    return damage


@_kind("sentence-lost")
def _sentence_lost(one: Written, _random: Random) -> str | None:
    sentences = re.split(r"(?<=\w[.।؟?!])\s+(?=[^\W\d_])|(?<=[。！？])", one.translations[0].strip())
    sentences = [sentence for sentence in sentences if sentence]
    original = re.split(r"(?<=\w[.?!])\s+(?=[A-Z])", one.source.strip())
    if len(sentences) < 2 or len(sentences) != len(original) or len(sentences[-1]) < 15:
        return None
    return one.translations[0].strip()[: -len(sentences[-1])].strip()


def _half(least: int, most: int) -> Damage:
    def damage(one: Written, _random: Random) -> str | None:
        text = one.translations[0]
        if not least <= len(one.source) < most or re.search(r"[`<>\[\]{}%\n]|://", text):
            return None
        if one.locale.partition("_")[0] in UNSPACED:
            return text[: len(text) // 2] if len(text) >= 8 else None
        words = text.split(" ")
        return " ".join(words[: len(words) // 2]) if len(words) >= 4 else None

    return damage


@_kind("misread")
def _misread(one: Written, _random: Random) -> str | None:
    text = one.translations[0]
    return text.encode().decode("cp1252", errors="ignore") if sum(not c.isascii() for c in text) > 3 else None


@_kind("untranslated")
def _untranslated(one: Written, _random: Random) -> str | None:
    words = re.findall(r"(?<![\w`</:.-])[a-z]{2,}(?![\w`>/:.-])", one.source)
    return one.source if len(words) >= 4 and not one.locale.startswith("en") else None


@_kind("end-mark")
def _without_end(one: Written, _random: Random) -> str | None:
    text = one.translations[0]
    pair = one.source[-1:] + text[-1:]
    if (
        len(one.source.split()) < 4
        or one.source.endswith("..")
        or pair not in ("..", "??", "!!", ".。", "?？", ".।", "?؟", "::")
    ):
        return None
    return None if re.search(r"\.\w{1,2}\.$", text) else text[:-1]


@_kind("bracket-lost")
def _bracket_lost(one: Written, _random: Random) -> str | None:
    if (
        one.translations[0].count("(") != 1
        or "](" in one.translations[0]
        or one.source.count("(") != one.source.count(")")
    ):
        return None
    return one.translations[0].replace(")", "", 1)


DAMAGE |= {
    "lost-character": _within("\ufffd"),
    "unseen-character": _within("\u200b"),
    "half-short": _half(20, 80),
    "half-long": _half(80, 3000),
    "two-spaces": _replaced(r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{2})(?![^<]*>)", "  "),
    "space-at-end": lambda one, _: one.translations[0] + " ",
}
