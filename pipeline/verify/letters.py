"""What a text says to who sees it: letters that show nothing say nothing, and one that looks like another is that one.

The rules (`pipeline.checks`) have lists of their own on purpose: what is wrong there must not be overlooked here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters with nothing to see: fillers of Hangul, vowels of Khmer that none writes, blanks of hieroglyphs (Unicode
# Standard, sections 18.6, 16.4 and 11.4).
_UNSEEN = re.compile("[\u115f\u1160\u17b4\u17b5\u3164\uffa0\U00013441\U00013442]")
#: Letters that are read as dots and strokes: the dot of Korea, ellipses of Laos and Thailand, clicks, finals.
_DOTS = re.compile("[\u318d\u119e\u11a2\u0eaf\u0e2f\u01c0-\u01c3\u1427\ua78f]")
#: Words elsewhere, and a line, a grid or blanks where nothing else is.
_STROKES = re.compile("[\u3161\u3163\u1173\u1175\u4e00\u4e28\u4e36\u4e3f\u4e40\u4e85\u53e3\u3007]")
_LATIN = {
    # Cyrillic
    **dict(zip("авгекмнопрстухіјѕһԁԛԝѵӏьүґ", "abrekmhonpctyxijshdqwvlbyr", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅԌҺԀԚԜѴӀЬҮ", "abekmhopctyxijsghdqwvlby", strict=True)),
    # Greek
    **dict(zip("αβγεικνορστυχωηϲϳμ", "abyeikvopotuxwncju", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "abezhikmnoptyxcj", strict=True)),
    # Armenian
    **dict(zip("աօոսհցգզյքլվ", "wonuhgqqjplu", strict=True)),
    **dict(zip("ՕՍՏԼՀԱ", "ostlhu", strict=True)),
    # Cherokee
    **dict(zip("ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᏀᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏴᏂᏎ", "drtiyajewmhgzbrwsvslcpkbhu", strict=True)),
    **dict(zip("ᏧᏳꮁᎽ", "dgry", strict=True)),
    # Coptic, Lisu, Canadian syllabics, Tifinagh
    **dict(zip("ⲥⲤⲎⲔⲒⲘⲚⲟⲞⲣⲢⲅⲦⲬⲨ", "cchkimnoopprtxy", strict=True)),
    **dict(zip("ꓮꓐꓚꓒꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcddefghijklmnoprstuvwxyz", strict=True)),
    **dict(zip("ᗅᑲᖯᗷᑯᗞᗪᖴᕼᒍᒪᗰᑭᖇᑌᐯ᙭", "abbbdddfhjlmpruvx", strict=True)),
    **dict(zip("ⴹⵏⵔⵕⴸⵝ", "eloovx", strict=True)),
    # Latin that its name does not tell
    **dict(zip("ıɩɑſƖƄꞴƍǀƽʋɣ", "iiasibbglsuy", strict=True)),
}
_LOOK_ALIKES = str.maketrans(_LATIN)
# A small capital, a letter turned, with a hook or in a circle is called by the letter that it is.
_NAMED = re.compile(r".*\b(?:LATIN|REGIONAL INDICATOR)\b.* LETTER (?:[A-Z-]+ )*?([A-Z])(?: WITH .*)?")
# A character that is a word or a syllable: of China, Japan and Korea.
_DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
#: How many letters such a character counts for; which part of its original's letters a translation has at least, and
#: one different letter for how many of them, up to how many. Of 334,737 translations of four words and more in catalogs
#: of GNU and others 47 have fewer than a tenth, and of the twenty shortest all are broken.
_DENSITY, _LEAST_PART, _FOR_EACH, _MOST_DIFFERENT = 3, 10, 6, 3
#: One stroke, one ring, digits written for letters: these are read as the same.
_ALIKE = str.maketrans("ij1|03457@$", "lllloeastas")


def says_something(text: str) -> bool:
    """Whether a text has a letter or a digit that can be seen, and not only what is written upon letters."""
    seen = _DOTS.sub("", _UNSEEN.sub("", text))
    return any(character.isalnum() and unicodedata.category(character) != "Lm" for character in seen)


def says_enough(text: str, original: str) -> bool:
    """Whether a translation says something, and more than next to nothing where its original has a sentence."""
    if not says_something(text):
        return False
    wanted, letters = len(_letters(original)), _letters(text)
    different = min(wanted // _FOR_EACH, _MOST_DIFFERENT)
    # A number may be in figures.
    return different < 2 or (len(letters) * _LEAST_PART >= wanted and len(set(letters)) >= different)


def _letters(text: str) -> list[str]:
    """The letters of a text without what is written upon them; a dense one counts for several, different ones."""
    found: list[str] = []
    for character in _STROKES.sub("", _DOTS.sub("", _UNSEEN.sub("", text))).casefold():
        if unicodedata.category(character) in ("Ll", "Lo"):
            found += [f"{character}{number}" for number in range(_DENSITY if _DENSE.match(character) else 1)]
    return found


def folded(text: str) -> str:
    """A text by what it looks like, letters alone: two that are folded to the same are read as the same.

    Case, accents, spaces and punctuation are left out, as is all that cannot be seen (Unicode Standard Annex 15, NFKD).
    """
    # A capital letter may look like another letter than its small one does.
    plain = unicodedata.normalize("NFKD", text).translate(_LOOK_ALIKES).casefold().translate(_LOOK_ALIKES)
    if not plain.isascii():
        plain = "".join(map(_plain, plain))
    return "".join(filter(str.isalnum, _UNSEEN.sub("", plain.translate(_ALIKE))))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """The letter of Latin that a character is by its name, or the character itself (Unicode Character Database)."""
    named = None if character.isascii() else _NAMED.fullmatch(unicodedata.name(character, ""))
    return named[1].lower() if named else character
