"""A word that stands twice in a row, as a hand slips.

Where doubling is grammar the words that are doubled are known for the larger languages: they are few, and in published
catalogs hardly two texts of a thousand have one. Of the others' languages only a long word is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import MOST_KNOWN, lexicon_of, lowered

#: The signs of vowels of South Asia are letters of a word.
_SIGNS = (
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03"
    "\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd\u0d00-\u0d03\u0d3e-\u0d4d"
)
_LETTER = rf"(?:[^\W\d_]|[{_SIGNS}])"
_DOUBLED = re.compile(rf"(?<![\w'’{_SIGNS}-])({_LETTER}{{2,}})[ \u00a0\n]+\1(?!{_LETTER}|[\w'’-])", re.I)
# Two characters may well stand twice (看看, 考虑考虑), but for a possessive.
_DOUBLED_IDEOGRAPHS = re.compile(
    "([\u3040-\u30ff\u3400-\u9fff]{0,12}[\u3400-\u9fff][\u3040-\u30ff\u3400-\u9fff]{2,20}?|[\u3400-\u9fff]的)\\1"
)
# Languages that double a word for a plural, a degree or a manner (slowly: yavaş yavaş), or write its halves apart. By
# families: Turkic, Austronesian (but Indonesian and Malay, which join the two by a hyphen), of South Asia and Iran, of
# the Caucasus, Bantu and its neighbours, creoles.
REDUPLICATING = frozenset(
    "tr az tk uz kk ky tt ba cv ug gag sah crh kaa tyv jv su mad min ban ace bjn fil tl ceb ilo hil war pam mg mi"
    " haw sm to fj ty vi km lo th my hmn hi ur bn as or mr ne gu pa sd kok mai bho sa si ta te kn ml brx mni sat doi ks"
    " fa ps ckb ku hy ka eu mn he ko sw zu xh ln rw rn lg sn st tn ny yo ig ha am ti so om ht tpi bi af la".split()
)
#: What is doubled in those of them whose words nobody has listed is a short word, or a root.
_LONG_WORD = 9
#: Words that may stand twice in languages that have no lexicon. Where doubling is grammar: words for each, of its own,
#: several, slowly, again, often, little by little, step by step, very, and numbers.
_MAY_BE_DOUBLED = {
    "ur": (
        "بار الگ ساتھ آہستہ کبھی کہیں کچھ جگہ طرح ایک دو اپنے اپنی اپنا جلدی تھوڑا تھوڑی چھوٹے "
        "چھوٹی بڑے بڑی دن وقت کیا کون جب جہاں ٹھیک کم نئے نئی آگے پیچھے دور پاس جو جس چلتے کرتے "
        "ہوتے قدم رفتہ"
    ),
    "mr": (
        "वेगळे वेगळ्या वेगवेगळ्या हळू पुन्हा कधी कुठे काही एक दोन लहान मोठे मोठ्या आपापल्या वेळो जे "
        "जी जो ज्या थोडे थोडा खूप नवीन बरोबर दूर जवळ घरो पदो पायरी कोण काय सावकाश"
    ),
    "gu": (
        "વાર અલગ ધીમે સાથે ક્યારેક કેટલાક એક બે નાના નાની મોટા મોટી પોતપોતાના જે જ્યાં જ્યારે થોડા "
        "થોડું ઘણા ખૂબ નવા નવી પગલે શું કોણ ફરી"
    ),
    "ne": ("बिस्तारै अलग पटक कहिले कहीं केही एक दुई साना ठूला आफ्नो आफ्ना जहाँ जे जो बारम्बार थोरै धेरै नयाँ साथ घर दिन चरण को के कुन"),
    "ta": (
        "மீண்டும் மிக தனித்தனி வேறு சிறு சிறிது சில பல ஒவ்வொன்றாக ஒன்று அடிக்கடி மெல்ல மெதுவாக யார் "
        "எந்த எங்கு அந்த அந்தந்த படி உள்ளே வீடு நாள் திரும்ப திரும்பத் ஆக மறைந்து"
    ),
    "hy": "կամաց մեկ քիչ օր տարի բառ կողք շատ հաճախ նորից դեմ ձեռք ժամանակ մաս տեղ խումբ այո ոչ մի երբեմն քայլ բարի",
    "ka": "ნელ ნელა ცოტა ცოტ ხშირად ერთი სხვადასხვა ნაბიჯ სულ ძალიან ორ თითო დღე დიდი პატარა მალე ისევ დრო",
    "kk": "бірте кезек қайта әр жиі тез көп бір екі топ жеке түрлі анда бөлек қадам кейде ақырын ауық аз үлкен",
    "skr": "ہݨیں",
    "tok": "tu luka mute",
    "ku": "hêdî cuda car gelek her yek du rind dem gav pir zû deh kêm na erê",
    "az": "tez yavaş ayrı tək addım bir iki təkrar zaman birər dəfə uzun növ çox az yenidən ara sıra bəzi cüt böyük",
}
#: So many each: ikişer ikişer.
_ENDINGS = {"tr": re.compile(r"\w+[aeş]r")}


def doubling_faults(pair: Pair) -> Iterator[Fault]:
    """A word that stands twice, where no language says so and no mark separates the two."""
    source, translation = pair.original.text, pair.translated.text
    if (again := _DOUBLED_IDEOGRAPHS.search(translation)) and not re.search("(.{3,})\\1", source):
        yield Fault("doubled-word", f"“{again[1]}” stands twice", here=again[0])
    if _has_doubled(source):
        return  # names, too: of a name in another script the source has the two
    language = pair.language.locale.partition("_")[0]
    anything = language in REDUPLICATING and not _allowed(language)
    for piece in pair.translated.pieces:
        for doubled in _DOUBLED.finditer(piece):
            word, lower = doubled[1], lowered(doubled[1])
            if doubled[0] in source:
                continue
            if not _is_name(doubled, language):
                if anything and len(word) < _LONG_WORD and lower not in lexicon_of(language).unfinished:
                    continue
                if _may_be_doubled(language, lower):
                    continue
            yield Fault("doubled-word", f"“{word}” stands twice", here=doubled[0])
            return


def _is_name(doubled: re.Match[str], language: str) -> bool:
    """Whether both begin with a capital, or have nothing else: "Sie Sie" is no "Sie sie", and no plural is "DVD DVD".

    But where doubling is grammar all words of a title may: Adım Adım Kurulum.
    """
    word = doubled[1]
    before, behind = doubled.string[: doubled.start()], doubled.string[doubled.end() :]
    if not doubled[0].endswith(word) or not word[0].isupper() or (before + behind).isupper():
        return False
    beside = behind.split()[:1] or before.split()[-1:]
    return word.isupper() or language not in REDUPLICATING or (beside != [] and not beside[0][0].isupper())


@lru_cache(maxsize=MOST_KNOWN)
def _has_doubled(text: str) -> bool:
    return _DOUBLED.search(text) is not None


def _may_be_doubled(language: str, word: str) -> bool:
    ending = _ENDINGS.get(language)
    return word in _allowed(language) or (ending is not None and ending.fullmatch(word) is not None)


@cache
def _allowed(language: str) -> frozenset[str]:
    """The words of a language that may stand twice, where they are known."""
    return lexicon_of(language).doubled | frozenset(map(lowered, _MAY_BE_DOUBLED.get(language, "").split()))
