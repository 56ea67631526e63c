"""Top-level domains by which mail programs, telephones and scripts know a host that stands bare in a text.

A country's is its code in two letters, and which codes there are CLDR says. Of all others those are here that are in
wide use; a list of all of them changes by the week, and most of what is on it are words. What a program makes a link of
without a scheme is a host with one of these: linkify-it knows no others, Jinja's `urlize` fewer.
"""

from __future__ import annotations

from babel import Locale

# Codes of CLDR's that are no domains: parts of countries, groups of them, codes for tests (IANA, Root Zone Database).
_NONE = frozenset("bl bq cp cq dg ea eh ez ic mf qo ta um un xa xb xk zz".split())
#: Those of countries and of the European Union.
COUNTRIES = {name.lower() for name in map(str, Locale("en").territories) if len(name) == 2} - _NONE | {"su", "uk"}
#: Those of countries in their own letters.
COUNTRIES_OWN = frozenset(
    """
    бг бел ею қаз мкд мон рф срб укр ελ ευ გე հայ 中国 中國 台湾 台灣 香港 澳门 澳門 新加坡 한국 ไทย ລາວ ලංකා இலங்கை
    இந்தியா சிங்கப்பூர் భారత్ ভারত ভাৰত বাংলা ਭਾਰਤ ભારત ଭାରତ ಭಾರತ ഭാരതം भारत भारतम् भारोत ישראל السعودية الاردن
    الجزائر المغرب امارات ایران بارت بھارت پاکستان تونس سورية سودان عراق عمان فلسطين قطر البحرين موريتانيا مصر مليسيا
    اليمن ڀارت дети ком онлайн орг рус сайт 公司 网络 網絡 在线 网址 商城
    """.split()
)
#: All others that are in wide use.
GENERIC = frozenset(
    """
    com net int edu gov org info mil biz name pro shop web xxx aero asia cat coop jobs mobi museum post tel travel
    academy agency app art bar best bio blog bond buzz cafe care cash casino center chat click clinic cloud club codes
    company consulting cyou dating dental design dev digital directory doctor email energy events express fit fun fund
    games gift global gmbh group guru health help host hospital hosting house icu ink institute kim lat legal life
    link live lol loan ltd market marketing media men mom money mov network news ninja one onl online ooo org page
    party pharmacy photo pics plus porn press promo pub pw quest racing rehab reise ren rest review rip rocks
    run sale school science sexy site skin software solutions space store stream studio style support surf systems
    tech today tokyo tools top trade vip vote vin wang webcam website wiki win work works world wtf xin xyz yachts
    yoga zip zone africa berlin london koeln hamburg wien swiss bayern nyc paris quebec moscow ruhr tirol
    """.split()
)
