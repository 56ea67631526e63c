"""Words of letters that look like others: no language mixes Latin with Cyrillic, Greek, Armenian or Cherokee in a word.

Such a word is another one to programs, and the same to readers: a filter of words, a search and the witness are
deceived by it, or a writer's keyboard was in the wrong layout. Units, terms and endings that have letters of both
(kΩ, TNFα, PDF-файл, SMSки) have a letter in each script that no letter of the other looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.pair import Fault, Pair

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
_OTHERS = {
    "Cyrillic": "\u0400-\u0482\u048a-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Armenian": "\u0531-\u0556\u0560-\u0588",
    "Cherokee": "\u13a0-\u13fd\uab70-\uabbf",
}
# Letters that look like these of Latin in most typefaces. Greek letters that sciences use beside Latin ones (α, ν, ρ,
# μ) are none: they are meant as they are.
_LOOK_ALIKES = {
    "Cyrillic": dict(
        zip(
            "аеорсухіїёјѕһԁԛԝѵӏАВЕКМНОРСТУХІЇЁЈЅҮԌԚԜѴӀ",
            "aeopcyxiïëjshdqwvlABEKMHOPCTYXIÏËJSYGQWVI",
            strict=True,
        )
    ),
    "Greek": dict(zip("οϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ocjABEZHIKMNOPTYXCJ", strict=True)),
    "Armenian": dict(zip("օոսհցգզյՕՍՏԼ", "onuhgqqjOSSL", strict=True)),
    "Cherokee": dict(zip("ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏕᏙᏚᏞᏟᏢᏦ", "DRTiYAJEWMHGZRWSVSLCPK", strict=True)),
}
# The letters of those that languages of today have on their keyboards.
_USUAL = {
    "Cyrillic": frozenset("aeopcyxiïëjABEKMHOPCTYXIÏËJ"),
    "Greek": frozenset("oABEZHIKMNOPTYX"),
    "Armenian": frozenset("onuhgqjOSL"),
    "Cherokee": frozenset(_LOOK_ALIKES["Cherokee"].values()),
}
# An abbreviation with an ending: PDFа.
_INFLECTED = re.compile("[A-Z]{2,}[\u0430-\u045f]{1,3}")
# Vowels with the mark of a stress, which keyboards have as Latin letters alone: Macedonian сè.
_STRESSED = frozenset("èìàòùÈÌÀÒÙ")
_WORD = re.compile(r"[^\W\d_]+")
_IS_LATIN = re.compile(f"[{_LATIN}]")
_IS_OTHER = {script: re.compile(f"[{letters}]") for script, letters in _OTHERS.items()}
_HAS_OTHER = re.compile(f"[{''.join(_OTHERS.values())}]")
_NO_WORD = re.compile(r"%\(\w+\)\w|\{\w*\}|\\[a-z]|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def disguise_faults(source: str, translation: str) -> Iterator[Fault]:
    """The words of Latin letters that have letters of another script among them, and do not look like it."""
    for word, script, is_latin in _mixed_words(source, translation):
        if is_latin:
            yield Fault("look-alikes", f"“{word}” looks like a Latin word and has {script} letters", here=word)


def script_faults(pair: Pair) -> Iterator[Fault]:
    """The words that have letters of another keyboard layout among them: in no language's spelling, and unseen."""
    for word, script, is_latin in _mixed_words(pair.original.prose, pair.translated.prose):
        if not is_latin:
            yield Fault("mixed-script", f"“{word}” has Latin letters among {script} ones that look the same", here=word)


def _mixed_words(source: str, translation: str) -> Iterator[tuple[str, str, bool]]:
    """Each word whose letters of one script all look like letters of the other, and whether it is Latin to the eye."""
    if not _HAS_OTHER.search(translation):
        return
    known = set(_WORD.findall(_NO_WORD.sub("", source)))
    for word in dict.fromkeys(_WORD.findall(_NO_WORD.sub(_gap, translation))):
        latin = _IS_LATIN.findall(word)
        if not latin or word in known or _INFLECTED.fullmatch(word) or _STRESSED.issuperset(latin):
            continue
        for script, look_alikes in _LOOK_ALIKES.items():
            other = _IS_OTHER[script].findall(word)
            seems_latin = set(other) <= look_alikes.keys()
            # A Greek letter beside Latin ones is a sign of a science: ΔT, MΩ.
            seems_other = set(latin) <= _USUAL[script] and (script != "Greek" or len(other) > 1)
            if other and (seems_latin or seems_other):
                yield word, script, seems_latin and (not seems_other or len(latin) > len(other))


def _gap(found: re.Match[str]) -> str:
    """What stands in a word unseen is no gap in it."""
    return "" if len(found[0]) == 1 else " "
