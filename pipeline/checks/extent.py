"""Whether all of a text is there: how long it is, how many sentences it has, and whether it breaks off.

How much longer one language is than another, nobody can say of a short text: a half of it is found where it breaks off
behind a word or mark with which nothing ends (the lexicon's `unfinished`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.sentences import CLOSING, NO_STOPS, STOPS, sentences_of
from pipeline.lexicon import UNSPACED, lexicon_of, lowered
from pipeline.model import headline

#: Characters of a translation for one of English: medians of 12,000 messages of public catalogs.
_LENGTHS = {
    language: length
    for length, languages in (
        (0.33, "zh yue"),
        (0.5, "ja ko"),
        (0.77, "he"),
        (0.85, "ar"),
        (0.9, "th lo km"),
        (0.95, "fa ur gu mr hi bn as"),
        (1.0, "vi tr az sl hr sr bs cs sk lv eo nb nn da sv"),
        (1.18, "fr ca es it ro de el ta ga"),
    )
    for language in languages.split()
}
_USUAL_LENGTH = 1.08
#: From so many characters on a text is too short below such a share of what is usual: of halves that are lost these
#: find two of five in short texts and nine of ten in others, and one in a thousand correct texts is as short.
_SHORTEST = ((200, 0.62), (80, 0.58), (55, 0.55), (30, 0.42))
_IDEOGRAPHIC = frozenset({"ja", "zh", "yue"})
#: Ideographs say a thing in two characters or in six.
_DENSE = 0.75
_LONG, _LONGEST, _WHOLE, _SENTENCE_LESS = 80, 2.6, 0.75, 0.72
#: The same for a sentence of which next to nothing is left.
_SENTENCE, _LEFT = 30, 0.15
#: Search engines and lists cut titles off at about 60 characters, summaries at 160; twice as much is surely wrong.
_FIELD_LENGTHS = {"title": 120, "summary": 400}
#: What the square of a sentence's difference in length from what is expected may be for each of its characters (Gale
#: and Church, "A Program for Aligning Sentences in Bilingual Corpora", 1993).
_VARIANCE = 6.8
#: A sentence is lost, and no two are joined, where the others fit so much better without it, and the text is so short.
_FITS, _NOT_WHOLE = 1.0, 0.95
#: A source that ends so may go on elsewhere, as its translation does.
_GOES_ON = (",", "，", "、", "،", ":", "：", ";", "-", "–", "—", "(", "/", "=", "+", "&", "…", "...", "}", "%s")


def extent_faults(pair: Pair) -> Iterator[Fault]:
    """What is missing, or too much, in the translation."""
    language = pair.language.locale.partition("_")[0]
    source, translation = pair.original.text, pair.translated.text
    usual = _LENGTHS.get(language, _USUAL_LENGTH)
    expected = len(source) * usual
    ratio = len(translation) / expected if expected else 1.0
    yield from _length_faults(source, translation, ratio, language)
    if language not in NO_STOPS:
        yield from _sentence_faults(pair, ratio, usual)
    yield from _unfinished_faults(pair)
    most = _FIELD_LENGTHS.get(pair.kind)
    if most is not None:
        width = len(translation) * (2 if language in UNSPACED else 1)
        if width > most and len(translation) > 1.5 * expected:
            yield Fault("field-length", f"{len(translation)} characters are too many for a {pair.kind}")


def _length_faults(source: str, translation: str, ratio: float, language: str) -> Iterator[Fault]:
    is_lost = len(source) >= _SENTENCE and ratio < _LEFT and source.rstrip(CLOSING).endswith(tuple(STOPS))
    share = next((share for length, share in _SHORTEST if len(source) >= length), 0)
    is_short = ratio < share * (_DENSE if language in _IDEOGRAPHIC else 1)
    if is_lost or is_short or (len(source) >= _LONG and ratio > _LONGEST):
        what = "much shorter" if ratio < 1 else "much longer"
        yield Fault("length", f"it is {what} than the source: {len(translation)} characters for {len(source)}")


def _sentence_faults(pair: Pair, ratio: float, usual: float) -> Iterator[Fault]:
    """Code ends no sentence; and what is as long as it should be has joined its sentences, by commas in Chinese."""
    there, here = sentences_of(pair.original.prose), sentences_of(pair.translated.prose)
    if len(there) < 2:
        return
    if len(here) == len(there) - 1 and ratio < _NOT_WHOLE:
        lost = _lost_sentence([len(sentence) * usual for sentence in there], [len(sentence) for sentence in here])
        if lost is not None:
            said = f"“{headline(there[lost])}” has no sentence of its own: {len(here)} for {len(there)}"
            yield Fault("sentences", said, there[lost])
            return
    is_lost = len(here) < len(there) and ratio < (_WHOLE if len(here) <= len(there) - 2 else _SENTENCE_LESS)
    if is_lost or len(here) >= len(there) * 2 + 1:
        yield Fault("sentences", f"{len(here)} sentences for {len(there)}")


def _lost_sentence(there: Sequence[float], here: Sequence[int]) -> int | None:
    """Which sentence of the source was left out, by their lengths; None if it is more likely that two were joined.

    `there` are the lengths that are expected, `here` those that are, one less.
    """

    def misfit(lengths: Sequence[float]) -> float:
        return sum(
            (own - wanted) ** 2 / (_VARIANCE * max(wanted, 1)) for wanted, own in zip(lengths, here, strict=True)
        )

    without = [misfit([*there[:at], *there[at + 1 :]]) for at in range(len(there))]
    joined = (misfit([*there[:at], there[at] + there[at + 1], *there[at + 2 :]]) for at in range(len(there) - 1))
    best = min(without)
    return without.index(best) if min(joined, default=inf) - best > _FITS else None


def _unfinished_faults(pair: Pair) -> Iterator[Fault]:
    """A text that breaks off: behind an article or what joins two things, where its source does not."""
    source, translation = pair.original.text.strip(), pair.translated.text.strip()
    if pair.translated.said_aside or not source or source.endswith(_GOES_ON) or len(source.split()) < 2:
        return
    if lowered(source).split()[-1] in lexicon_of(pair.source_language.locale).unfinished:
        return
    unfinished = lexicon_of(pair.language.locale).unfinished
    if pair.language.locale.partition("_")[0] in UNSPACED:
        last = next(filter(translation.endswith, sorted(unfinished)), "")
    else:
        last = _last_word(translation) if " " in translation else ""
    if last in unfinished and last not in source.split():
        yield Fault("unfinished", f"it breaks off behind “{last}”", here=last)


def _last_word(text: str) -> str:
    """The last word as it is written, if it is in lower case."""
    word = text.rsplit(None, 1)[-1] if text else ""
    return word if lowered(word) == word else ""
