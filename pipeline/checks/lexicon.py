"""Words that checks of facts have to know and CLDR does not tell: numbers, negations, signs, by language.

Each entry is a regular expression for one word, in lower case. They only ever excuse a difference (a number
that is written as a word) or, for negations, are looked for when the source has one; a language that is not
here is not judged by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

#: Languages written without spaces between words.
UNSPACED = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    `numbers` from a value to its words, ordinals included; `negations`, `minus` words; `scales` from a word
    (million) to its factor; `units` are written forms beside CLDR's; `doubled` are words that may stand
    twice in a row; `less` and `more` are words that compare; `joined` says that words are not separated by
    spaces, or carry prefixes.
    """

    numbers: Mapping[int, str] = field(default_factory=dict)
    negations: str = ""
    minus: str = ""
    scales: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()
    joined: bool = False
    less: str = ""
    more: str = ""

    def has_number(self, value: int, text: str) -> bool:
        """Whether the text has a word for this number."""
        return value in self.numbers and self._has(self.numbers[value], text)

    def has_negation(self, text: str) -> bool:
        """Whether the text denies something."""
        return bool(self.negations) and self._has(self.negations, text)

    def has_minus(self, text: str) -> bool:
        """Whether the text says "minus" or "below zero"."""
        return bool(self.minus) and self._has(self.minus, text)

    def compares(self, text: str) -> str:
        """Whether the text only says "less" or only "more" (than, or equal); nothing if it says both or neither."""
        less, more = (bool(words) and self._has(words, text) for words in (self.less, self.more))
        return "" if less == more else "less" if less else "more"

    def _has(self, words: str, text: str) -> bool:
        return _compiled(words, self.joined).search(text.lower()) is not None


@cache
def _compiled(words: str, joined: bool) -> re.Pattern[str]:
    return re.compile(words if joined else rf"(?<!\w)(?:{words})(?!\w)")


def _numbers(*words: str) -> dict[int, str]:
    return dict(enumerate(words))


_LEXICONS = {
    "en": Lexicon(
        _numbers(
            "zero|no|none",
            "ones?|once|first|single|an?",
            "two|twice|second|both|pair|double|couple|half",
            "three|thrice|third|triple|thirds",
            "four|fourth|quarters?|quadruple",
            "five|fifth",
            "six|sixth",
            "seven|seventh",
            "eight|eighth",
            "nine|ninth",
            "ten|tenth",
            "eleven|eleventh",
            "twelve|twelfth|dozen",
        ),
        negations=r"not|never|cannot|no longer|\w+n['’]t|neither|nor",
        minus="minus|below zero|below freezing",
        scales={"thousand": 10**3, "million": 10**6, "billion": 10**9},
        units={
            "mass-microgram": ("mcg", "ug", "μg", "µg"),
            "duration-hour": ("hrs", "hr", "hours", "hour"),
            "duration-minute": ("mins", "minutes", "minute"),
        },
        doubled=frozenset({"had", "that", "very", "is"}),
        less="less|under|below|most|up to|maximum|lower|smaller|fewer",
        more="more|over|above|least|from|minimum|higher|greater|exceeds?",
    ),
    "de": Lexicon(
        _numbers(
            r"null|kein\w*",
            r"ein|eine[rsmn]?|eins|einmal\w*|erste\w*|einzige\w*|einfach\w*",
            r"zwei\w*|beid\w*|doppel\w*|hälfte|halb\w*|paar",
            r"drei\w*|dritt\w*",
            r"vier\w*",
            r"fünf\w*",
            r"sechs\w*",
            r"sieb\w*",
            r"acht\w*",
            r"neun\w*",
            r"zehn\w*",
            r"elf\w*",
            r"zwölf\w*|dutzend\w*",
        ),
        negations=r"nicht\w*|nie|niemals|kein\w*|ohne|weder|nirgend\w*|un\w+|verboten|vermeiden|verzichten|tabu",
        minus=r"minus|unter null|unter dem gefrierpunkt",
        scales={"tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9},
        units={
            "USD": ("Dollar", "US-Dollar"),
            "duration-hour": ("stündig", "stündige", "stündigen"),
            "duration-minute": ("minütig", "minütige", "minütigen"),
            "duration-day": ("tagen", "tägig", "tägige", "tägigen", "tages"),
        },
        doubled=frozenset({"die", "der", "das", "den", "dem", "sie", "was", "nach"}),
        less=r"weniger|unter\w*|höchstens|maximal|bis zu|kleiner|niedriger|geringer",
        more=r"mehr|über\w*|mindestens|ab|größer|höher|minimal",
    ),
    "es": Lexicon(
        _numbers(
            "cero|ning[uú]n[oa]?",
            r"un|una|uno|primer\w*|únic[oa]s?",
            r"dos|ambos|ambas|segund\w*|doble|mitad|medi[oa]|par",
            r"tres|tercer\w*|tercio\w*|triple",
            r"cuatro|cuart\w*",
            r"cinco|quint\w*",
            r"seis|sext\w*",
            r"siete|séptim\w*",
            r"ocho|octav\w*",
            r"nueve|noven\w*",
            r"diez|décim\w*",
            r"once|undécim\w*",
            r"doce|duodécim\w*|decimosegund\w*|docena",
        ),
        negations=r"no|nunca|jamás|ni|sin|tampoco|ning[uú]n\w*|nada|nadie|evit\w+|prohib\w+|imposible",
        minus="menos|bajo cero",
        scales={"mil": 10**3, "millón": 10**6, "millones": 10**6},
        doubled=frozenset({"muy"}),
        less=r"menos|menor(?:es)?|inferior(?:es)?|máximo|hasta|debajo",
        more=r"más|mayor(?:es)?|superior(?:es)?|mínimo|partir|encima|supera\w*",
    ),
    "fr": Lexicon(
        _numbers(
            "zéro|aucune?",
            r"un|une|uns|premi[eè]re?s?|1er|1re|unique\w*",
            r"deux|deuxième\w*|seconde?s?|double\w*|moitié|demie?|paire",
            r"trois|troisième\w*|tiers|triple",
            r"quatre|quatrième\w*|quart\w*",
            r"cinq|cinquième\w*",
            r"six|sixième\w*",
            r"sept|septième\w*",
            r"huit|huitième\w*",
            r"neuf|neuvième\w*",
            r"dix|dixième\w*",
            r"onze|onzième\w*",
            r"douze|douzième\w*|douzaine",
        ),
        negations=r"ne|n['’]\w+|non|in\w+able|pas|jamais|sans|ni|aucun\w*|rien|évit\w+|interdi\w+|impossible\w*|plus",
        minus="moins|sous zéro",
        scales={"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
        doubled=frozenset({"nous", "vous"}),
        less=r"moins|inférieure?s?|maximum|dessous|jusqu[’\']à",
        more=r"plus|supérieure?s?|minimum|partir|dessus|dépasse\w*",
    ),
    "pt": Lexicon(
        _numbers(
            r"zero|nenhuma?",
            r"uma?|uns|umas|primeir\w*|únic[oa]s?",
            r"dois|duas|ambos|ambas|segund\w*|dobro|metade|mei[oa]|par",
            r"três|terceir\w*|terço\w*|triplo",
            r"quatro|quart\w*",
            r"cinco|quint\w*",
            r"seis|sext\w*",
            r"sete|sétim\w*",
            r"oito|oitav\w*",
            r"nove|non[oa]",
            r"dez|décim\w*",
            r"onze|undécim\w*",
            r"doze|duodécim\w*|dúzia",
        ),
        negations=r"não|nunca|jamais|sem|nem|nenhum\w*|nada|evit\w+|proibid\w+|impossível",
        minus="menos|abaixo de zero",
        scales={"mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9},
        doubled=frozenset({"muito"}),
        less=r"menos|menor(?:es)?|inferior(?:es)?|máximo|até|abaixo",
        more=r"mais|maior(?:es)?|superior(?:es)?|mínimo|partir|acima|ultrapass\w*",
    ),
    "pl": Lexicon(
        _numbers(
            r"zero|żad\w*",
            r"jed[en]\w*|pierwsz\w*|raz",
            r"dw(?:a|ie|óch|om|oma|aj|u|iema|ukrot\w*)|drug\w*|ob(?:a|ie|u|oje)|podwójn\w*|połow\w*|pół|para|parę",
            r"trzy\w*|trzech|trzem\w*|trzej|trzeci\w*|troje",
            r"czter\w*|czwart\w*|czworo|kwadrans\w*",
            r"pięci?\w*|piąt\w*|pięcioro",
            r"sześ\w*|szóst\w*",
            r"siedem\w*|siedmi\w*|siódm\w*",
            r"osiem\w*|ośmi\w*|ósm\w*",
            r"dziewięć|dziewięci\w*|dziewiąt\w*",
            r"dziesięć|dziesięci\w*|dziesiąt\w*",
            r"jedenaś\w*|jedenast\w*",
            r"dwunast\w*|dwanaś\w*|tuzin\w*",
        ),
        negations=r"nie|nigdy|bez|ani|żad\w*|nic|nikt|nie\w+|unik\w+|zabron\w+|zakaz\w*|niewoln\w*",
        minus=r"minus|poniżej zera|ujemn\w+",
        scales={"tysiąc": 10**3, "tysiące": 10**3, "tysięcy": 10**3, "tys": 10**3, "mln": 10**6, "milion": 10**6}
        | {"miliony": 10**6, "milionów": 10**6, "miliard": 10**9, "miliardów": 10**9},
        units={
            "duration-hour": ("godzinę", "godzinach", "godzinny", "godzinnej"),
            "duration-minute": ("minutę", "minutach", "minutowy", "minutowa"),
            "duration-day": ("dniach", "dniu", "dniowy"),
            "duration-week": ("tygodniu", "tygodniach", "tydzień"),
            "duration-month": ("miesiącu", "miesiącach"),
            "duration-year": ("latach", "roku", "latami", "letni"),
        },
        less=r"mniej\w*|niższ\w*|poniżej|najwyżej|maksymaln\w*|nie więcej|do",
        more=r"więcej|wyższ\w*|powyżej|najmniej|minimaln\w*|większ\w*|co najmniej|od",
    ),
    "ja": Lexicon(
        _numbers(
            "ゼロ|零|〇",
            "一|壱|ひと|最初|初",
            "二|両|ふた|半",
            "三|みっ",
            "四|よっ",
            "五|いつ",
            "六|むっ",
            "七|なな",
            "八|やっ",
            "九|ここの",
            "十|とお",
            "十一",
            "十二|ダース",
        ),
        negations="ない|なかっ|なけれ|ません|なく|せず|ず、|ぬ|無|不|禁|避け|控え|できかね|だめ|なし|以外|おやめ|ご遠慮",
        minus="マイナス|零下|氷点下|－",
        units={
            "duration-hour": ("時間",),
            "duration-minute": ("分", "分間"),
            "duration-day": ("日", "日間"),
            "duration-week": ("週", "週間", "週目"),
            "duration-month": ("か月", "ヶ月", "カ月", "ヵ月", "箇月", "月"),
            "duration-year": ("年", "年間", "歳"),
            "mass-microgram": ("µg", "μg", "mcg", "マイクログラム"),
            "USD": ("ドル", "米ドル", "＄"),
            "concentr-percent": ("パーセント", "％"),
            "temperature-celsius": ("℃", "°C", "度"),
        },
        joined=True,
        less="以下|未満|下回",
        more="以上|超え|超|上回",
    ),
    "zh": Lexicon(
        _numbers(
            "零|〇",
            "一|首|单|第一",
            "二|两|俩|双|半",
            "三",
            "四",
            "五",
            "六",
            "七",
            "八",
            "九",
            "十",
            "十一",
            "十二|打",
        ),
        negations="不|没|無|无|勿|未|别|莫|非|禁|避免|切忌|否",
        minus="零下|负|-",
        units={
            "duration-hour": ("小时", "个小时", "钟头"),
            "duration-minute": ("分钟", "分"),
            "duration-day": ("天", "日"),
            "duration-week": ("周", "星期", "个星期"),
            "duration-month": ("个月", "月"),
            "duration-year": ("年", "岁"),
            "mass-microgram": ("µg", "μg", "mcg", "微克"),
            "pressure-millimeter-ofhg": ("毫米汞柱", "mmHg"),
            "USD": ("美元", "美金", "元"),
            "temperature-celsius": ("℃", "°C", "度", "摄氏度"),
        },
        joined=True,
        less="以下|小于|低于|不超过|不高于|不足",
        more="以上|大于|高于|超过|不低于|不少于",
    ),
    "ar": Lexicon(
        _numbers(
            "صفر",
            "واحد|الأول|أول|مرة|إحدى|أحد",
            r"اثن|إثن|\w{2,}(?:ان|ين|تا|تي)(?!\w)|الثاني|كلا|كلتا|نصف|مرتين",
            "ثلاث|ثالث|ثلث",
            "أربع|اربع|رابع|ربع",
            "خمس|خامس",
            "ست|سادس|سدس",
            "سبع|سابع",
            "ثمان|ثامن|ثماني",
            "تسع|تاسع",
            "عشر|عاشر",
            "أحد عشر|إحدى عشرة|الحادي",
            "اثنا عشر|اثني عشر|اثنتا عشرة|اثنتي عشرة|الثاني عشر|الثانية عشرة",
        ),
        negations="لا |لا$|ليس|لس[نتو]|لم |لن |غير|بدون|دون|ما لم|يمنع|تجنب|ممنوع|عدم|ولا|فلا|ألا|لئلا|بلا|يُمنع|يحظر",
        minus="ناقص|تحت الصفر|سالب",
        scales={"ألف": 10**3, "آلاف": 10**3, "مليون": 10**6, "ملايين": 10**6, "مليار": 10**9},
        units={
            "mass-milligram": (
                "ملغ",
                "ملغم",
                "مغ",
                "مجم",
                "ملجم",
                "مليغرام",
                "ميليغرام",
                "مليجرام",
                "ملّيغرام",
                "ملليغرام",
            ),
            "mass-gram": ("غ", "غم", "جم", "غرام", "جرام", "غرامات", "غرامًا"),
            "mass-kilogram": ("كغ", "كغم", "كجم", "كيلوغرام", "كيلوجرام", "كيلو"),
            "mass-microgram": ("مكغ", "مكغم", "ميكروغرام", "ميكروجرام", "مكجم", "ميكروغ"),
            "volume-milliliter": ("مل", "ملل", "مليلتر", "ميليلتر", "ملليلتر", "ملي لتر", "ملّيلتر", "ملم"),
            "volume-liter": ("ل", "لتر", "ليتر", "لترات", "لترًا"),
            "pressure-millimeter-ofhg": (
                "ملم زئبق",
                "ملم زئبقي",
                "مم زئبق",
                "ملّيمتر زئبق",
                "مليمتر زئبق",
                "ملليمتر زئبق",
                "مم زئبقي",
            ),
            "duration-hour": ("ساعة", "ساعات", "ساعه", "ساعتين", "ساعتان", "س"),
            "duration-minute": ("دقيقة", "دقائق", "دقيقتين", "د"),
            "duration-day": ("يوم", "أيام", "يومًا", "يوما", "يومين"),
            "duration-week": ("أسبوع", "أسابيع", "أسبوعًا", "أسبوعين"),
            "duration-month": ("شهر", "أشهر", "شهور", "شهرًا", "شهرين"),
            "duration-year": ("سنة", "سنوات", "عام", "عامًا", "أعوام", "عاما", "سنين"),
            "concentr-percent": ("في المئة", "في المائة", "بالمئة", "بالمائة", "٪", "%"),
            "temperature-celsius": ("درجة مئوية", "درجات مئوية", "درجة", "°م", "م°", "مئوية", "° م"),
        },
        joined=True,
        less="أقل|دون|تحت|أدنى|يقل",
        more="أكثر|فوق|أكبر|أعلى|يزيد|يتجاوز|تجاوز",
    ),
}
_UNKNOWN = Lexicon()


def lexicon_of(locale: str) -> Lexicon:
    """The words of a locale's language; an empty lexicon for a language that is not known."""
    return _LEXICONS.get(locale.partition("_")[0], _UNKNOWN)
