"""What a number measures: the unit beside it, and those that it is measured by, are the source's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import Quantity, is_near, quantities
from pipeline.checks.units import CURRENCIES, NOT_MISSED, UNITS, Forms, shown_unit
from pipeline.lexicon import lexicon_of

#: Between the two numbers of a range, the first one's unit included.
_TIE = re.compile(r"[^,;.\d]{0,12}(?:\s?[-‐‑–—−~〜～]\s?|\s[^\W\d_]{1,4}\s|から|到|至)")
#: What is said between two numbers that are not in a row: more than "and" or "up to".
_WORDS = re.compile(r"(?:[^\W\d_][^\d]*?){6}")
_POUND = "mass-pound"
#: Texts write m for each of them: only another letter tells which one is meant.
_M = frozenset({"length-meter", "duration-minute", "duration-month"})
_WORD, _WORD_BEFORE = re.compile(r"[ \u00a0\u202f]?[^\W\d_]"), re.compile(r"\w\W?[ \u00a0]$")
# How words for squares and cubes begin, which may follow their side: метров квадратных, metri quadri, متر مربعی.
_SQUARE = r"(?:[ckq]u?|kv|kw)adr|carr[ée]|kare|квадр|кв\b|مربع|वर्ग|רבוע|מרובע|τετραγ|平方|vuông|persegi|pătrat|[čš]tv"
_CUBE = r"k[uy]b|c[uúù]b|küp|куб|مكعب|مکعب|घन|מעוק|κυβ|立方|khối|sześc|krych"
_POWERS = {
    kind: re.compile(rf"\D{{0,20}}?(?:(?<![^\W\d_])|(?<=米))(?:{words})")
    for kind, words in (("area-square-", _SQUARE), ("volume-cubic-", _CUBE))
}
# How English says in words what something is measured by: 5 mg per kg, 5 mg of it for each kg of body weight.
_EACH = re.compile(r"(?: [^\W\d_]+){0,3}? (?:per|(?:for )?(?:each|every))(?= )")
_BARE_M = re.compile(r"[ \u00a0\u202f]?m(?!\w)")


def unit_faults(pair: Pair, one: Quantity, other: Quantity, translation: str) -> Iterator[Fault]:
    """The unit of a number that both texts have; where none is beside it, what is near in another form is meant."""
    if one.unit is None:
        return
    written = shown_unit(one.unit)
    if other.unit is None and is_near(translation, other, one.unit, pair.language.locale):
        return
    if other.unit is not None and one.converted() == other.converted():
        return  # cm³ are ml
    if other.unit is None and (one.unit in NOT_MISSED or _may_be_unknown(pair, one.unit, other, translation)):
        return
    if other.unit is not None and _is_power_in_words(one.unit, other, translation):
        return
    if _POUND in (one.unit, other.unit) and not {one.unit, other.unit}.isdisjoint(CURRENCIES):
        return  # a pound is a price as well, in whatever currency a text gives it
    if other.unit is None:
        yield Fault("units", f"{one.value:f} stands without its unit, {written}", written, doubtful=True)
    else:
        here = shown_unit(other.unit)
        yield Fault("units", f"the unit of {one.value:f} is {here}, not {written}", written, here)


def _is_power_in_words(unit: str, other: Quantity, translation: str) -> bool:
    """Whether a square or a cube is one in words, behind its side."""
    return any(
        unit.startswith(kind)
        and other.unit == f"length-{unit.removeprefix(kind)}"
        and words.match(translation.lower(), other.end) is not None
        for kind, words in _POWERS.items()
    )


def exchanged_faults(pairs: Iterable[tuple[Quantity, Quantity]]) -> Iterator[Fault]:
    """Two lengths of time that exchanged their numbers: for two weeks every six hours, for six weeks every two hours.

    The pairs are of quantities with the same number.
    """
    turned = {
        (one.unit, other.unit): one.value
        for one, other in pairs
        if one.unit and other.unit and one.unit != other.unit
        if one.unit.startswith("duration") and other.unit.startswith("duration")
    }
    for (unit, became), value in turned.items():
        back = turned.get((became, unit))
        if back is not None and back > value:
            there, here = (
                f"{value:f} {shown_unit(first)}, {back:f} {shown_unit(second)}"
                for first, second in ((unit, became), (became, unit))
            )
            yield Fault("units", f"“{there}” became “{here}”", there, here)


def moved_faults(source: str, pairs: Iterable[tuple[Quantity, Quantity]]) -> Iterator[Fault]:
    """A unit that stands beside the other one of two numbers: age 5 and 20 kg are not age 20 and 5 kg.

    The pairs are of quantities with the same number. Of numbers in a row any one may have the unit of all.
    """
    bare, measured = {}, {}
    for one, other in pairs:
        if one.unit is None and other.unit is not None:
            bare[other.unit] = one
        elif one.unit is not None and other.unit is None:
            measured[one.unit] = one
    for unit in bare.keys() & measured.keys() - NOT_MISSED:
        first, last = sorted((bare[unit], measured[unit]), key=lambda one: one.start)
        if _WORDS.search(source, first.end, last.start):
            message = f"{measured[unit].value:f} {shown_unit(unit)} became {bare[unit].value:f} {shown_unit(unit)}"
            yield Fault("units", message, shown_unit(unit), doubtful=True)


def _may_be_unknown(pair: Pair, unit: str, other: Quantity, translation: str) -> bool:
    """Whether a word beside a number may be a unit of time of a language that nobody knows well here."""
    locale = pair.language.locale
    if not unit.startswith("duration"):
        return False
    if unit not in Forms.of(locale).times:
        return True
    beside = _WORD.match(translation, other.end) or _WORD_BEFORE.search(translation[: other.start])
    return not lexicon_of(locale).numbers and beside is not None


def are_both_m(source: str, one: Quantity, translation: str, other: Quantity) -> bool:
    """Whether a bare m of one text is what the other has: 5m are five meters, minutes or months."""
    return {one.unit, other.unit} <= _M and any(
        _BARE_M.match(text, number.end) for text, number in ((source, one), (translation, other))
    )


def rate_faults(pair: Pair, one: Quantity, other: Quantity, source: str, translation: str) -> Iterator[Fault]:
    """The unit that something is measured by: a language may write it out, but not name another one instead."""
    if one.per == other.per:
        return
    there, here = pair.source_language.locale, pair.language.locale
    *_, last = (None, *Forms.of(there).below(source, one.end))
    if last is not None and source[one.start : last.end()] in translation:
        return  # a symbol that one of the languages does not know: TB/mth
    source, translation = _without_rates(source, one, there), _without_rates(translation, other, here)
    gone = [unit for unit in one.per if unit not in other.per and not is_near(translation, other, unit, here)]
    come = [unit for unit in other.per if unit not in one.per and not is_near(source, one, unit, there)]
    if not one.per:
        gone = [unit for unit in _near_times(source, one, there) if not is_near(translation, other, unit, here)]
    if not other.per:
        come = [unit for unit in _near_times(translation, other, here) if not is_near(source, one, unit, there)]
    if gone and come:
        was, became = (", ".join(map(shown_unit, units)) for units in (gone, come))
        yield Fault("units", f"{one.value:f} is per {became}, not per {was}", was, became)
    elif lost := [unit for unit in gone if unit.startswith("duration") and not _says_often(translation, unit, here)]:
        what = ", ".join(map(shown_unit, lost))
        yield Fault("units", f"{one.value:f} is per {what} in the source alone", what, doubtful=True)
    elif gained := [
        unit
        for unit in come
        if unit in other.per and unit.startswith("duration") and not _says_often(source, unit, there)
    ]:
        what = ", ".join(map(shown_unit, gained))
        yield Fault("units", f"{one.value:f} is per {what} in the translation alone", "", what, doubtful=True)
    elif rest := [unit for unit in (*gone, *come) if not unit.startswith("duration")]:
        # How often is said in many ways, but hardly for how much.
        what, where = ", ".join(map(shown_unit, rest)), "in the translation alone" if come else "in the source alone"
        yield Fault("units", f"{one.value:f} is per {what} {where}", what if gone else "", what if come else "", True)


def each_faults(pair: Pair, one: Quantity, source: str, translation: str) -> Iterator[Fault]:
    """The unit that words say something is measured by, if the translation has another one of its kind in its place."""
    there, here = Forms.of(pair.source_language.locale), Forms.of(pair.language.locale)
    known = there.after.match(source, one.end)
    each = _EACH.match(source, known.end()) if known and pair.source_language.path.partition("-")[0] == "en" else None
    found = there.after.match(source, each.end()) if each else None
    unit = there.unit_of(found[1]) if found else ""
    if not unit or unit.startswith("duration") or here.mentions(translation, unit):
        return
    kind = unit.partition("-")[0]
    others = (own for own in here.by_unit if own.partition("-")[0] == kind and not there.mentions(source, own))
    for own in others:
        if here.mentions(translation, own):
            was, became = shown_unit(unit), shown_unit(own)
            yield Fault("units", f"{one.value:f} is per {became}, not per {was}", was, became)
            return


def _says_often(text: str, unit: str, locale: str) -> bool:
    """Whether a text has anything of a unit of time: a rate per day may be a daily dose, in many words."""
    lexicon = lexicon_of(locale)
    kind = unit.partition("-")[2]
    return (
        not lexicon.terms.get("duration")
        or Forms.of(locale).mentions(text, unit)
        or any(lexicon.may_say("interval", name, text) for name in ("daily", "alternate"))
        or lexicon.may_say("duration", kind, text)
    )


def _without_rates(text: str, one: Quantity, locale: str) -> str:
    """A text without what other numbers are measured by, unless they are one range with this one: 5 to 10 mg/kg."""
    forms = Forms.of(locale)
    for other in quantities(text, locale):
        units = list(forms.below(text, other.end)) if other.per and other.start != one.start else []
        if units and not _TIE.fullmatch(text[min(one.end, other.end) : max(one.start, other.start)]):
            start, end = units[0].start(1), units[-1].end(1)
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _near_times(text: str, one: Quantity, locale: str) -> list[str]:
    return [unit for unit in UNITS if unit.startswith("duration") and is_near(text, one, unit, locale)]
