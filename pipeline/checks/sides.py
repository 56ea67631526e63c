"""Signs that a line from right to left shows on the other side than they are written (Unicode Standard Annex 9).

A sign belongs to no direction. Between a letter from left to right and the line, it goes with the line: A+ is shown as
+A, and <5 as 5<. So are the parts of what has an order of its own: 1-0-2 is shown as 2-0-1, and a telephone number by
its last group first. An element that isolates (`bdi`, `dir`) keeps it together, and so does the left-to-right mark
(U+200E), which a line takes for a letter. Of ranges nothing is told: whoever reads from right to left reads 5–10 so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from pipeline.checks.directions import is_directed, lines_in
from pipeline.checks.pair import Fault, Fragment, Pair

_PLUS, _MINUS = "+＋⁺", "−⁻"
#: A short code or a name with its sign: A+, CD4−, O-, C++, F#; a hyphen behind a word divides it.
_CODE = re.compile(
    rf"(?<![A-Za-z0-9_.+#-])(?<![^{_PLUS}{_MINUS}-]/)"
    rf"(?:[A-Za-z][A-Za-z0-9²³]{{0,5}}(?:[{_PLUS}]{{1,2}}|[{_MINUS}#])|[A-Z]{{1,2}}[A-Z0-9]{{0,4}}-)"
    rf"(?![\w{_PLUS}{_MINUS}#*'\"(<-]|/(?![A-Z]))"
)
#: A sign before a number.
_BEFORE = re.compile(r"(?<![\w<>=)\]/.,-])(?:[<>≤≥≦≧⩽⩾][ \u00a0]?|[-−])[0-9]+(?:[.,][0-9]+)*(?![\w<>/:-])")
#: So many in the morning, at noon, in the evening and at night; years and telephone numbers are longer.
_SCHEME = re.compile(r"(?<![\w.,:/+–-])[0-9]{1,2}(?:[-‐‑–−][0-9]{1,2}){2,3}(?![\w:/–-]|[.,][0-9])")
_PHONE = re.compile(r"(?<![\w.,:/+-])(?:\+|\(?0)[0-9]*[ \u00a0()-]+[0-9][0-9 \u00a0()-]{3,}[0-9](?![\w/-])")
_FEWEST_DIGITS = 6
#: Between two digits, after a letter from right to left that is not Arabic, these keep them together (rule W4).
_KEEPING = re.compile(r"[0-9]+(?:[-−][0-9]+)*")
_STRONG = frozenset({"L", "R", "AL"})
#: What invisible characters isolate, where a site lets them pass.
_ISOLATED = re.compile("[\u2066\u2068\u202a][^\u2069\u202c]*[\u2069\u202c]?")
_MAY_BE = re.compile(r"[A-Za-z0-9²³][+＋⁺−⁻#-]|[<>≤≥≦≧⩽⩾−-]\s?[0-9]|[0-9][\s()/‐‑–-]+[0-9]")


def side_faults(pair: Pair) -> Iterator[Fault]:
    """What a translation into a language from right to left shows on the other side, and its source does not."""
    if pair.language.dir != "rtl" or not _MAY_BE.search(pair.translated.text):
        return
    known = Counter(shown for shown, _ in _turned(pair.original)) if pair.source_language.dir == "rtl" else Counter()
    for written, shown in _turned(pair.translated):
        known[written] -= 1
        if known[written] < 0 and not any(written in code for code in pair.translated.codes):
            yield Fault("shown-side", f"{written} is shown as {shown} in a line from right to left", here=written)


def _turned(fragment: Fragment) -> Iterator[tuple[str, str]]:
    """What is turned in a text, as it is written and as it is shown."""
    lines = lines_in(fragment.rendered, "rtl") if is_directed(fragment) else [("rtl", fragment.text)]
    for direction, text in lines:
        for line in _ISOLATED.sub(" ", text).splitlines():
            base = _first(line) if direction == "auto" else direction
            if base == "rtl":
                for pattern, is_turned, shown in _KINDS:
                    yield from (
                        (found[0], shown(found[0])) for found in pattern.finditer(line) if is_turned(line, found)
                    )


def _first(line: str) -> str:
    first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in _STRONG), "L")
    return "ltr" if first == "L" else "rtl"


def _ends_a_run(line: str, found: re.Match[str]) -> bool:
    """Whether nothing from left to right follows in the line before something from right to left, or its end."""
    kinds = (unicodedata.bidirectional(one) for one in line[found.end() :])
    return next((kind for kind in kinds if kind in _STRONG or kind in ("EN", "AN")), "R") not in ("L", "EN")


def _begins_a_run(line: str, found: re.Match[str]) -> bool:
    return _before(line, found) != "L"


def _is_parted(line: str, found: re.Match[str]) -> bool:
    """Whether the parts of something are put in order one by one, from right to left."""
    before = _before(line, found)
    is_kept = before != "AL" and _KEEPING.fullmatch(found[0]) is not None
    return before != "L" and not is_kept and _reversed(found[0]) != found[0]


def _is_number_to_call(line: str, found: re.Match[str]) -> bool:
    return sum(map(str.isdigit, found[0])) >= _FEWEST_DIGITS and _is_parted(line, found)


def _before(line: str, found: re.Match[str]) -> str:
    """The class of the last letter before a place in a line, or of a mark that counts as one."""
    kinds = (unicodedata.bidirectional(one) for one in reversed(line[: found.start()]))
    return next((kind for kind in kinds if kind in _STRONG), "R")


def _other_side(written: str) -> str:
    """What has its sign at one end, with that at the other."""
    sign = re.search(r"[^\w.,\s²³]+", written)
    if sign is None:
        return written
    rest = written[: sign.start()] + written[sign.end() :]
    return f"{sign[0]}{rest}" if sign.start() else f"{rest.strip()}{sign[0]}"


def _reversed(written: str) -> str:
    return "".join(reversed(re.findall(r"[0-9]+|[^0-9]", written)))


_KINDS: tuple[
    tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool], Callable[[str], str]],
    ...,
] = (
    (_CODE, _ends_a_run, _other_side),
    (_BEFORE, _begins_a_run, _other_side),
    (_SCHEME, _is_parted, _reversed),
    (_PHONE, _is_number_to_call, _reversed),
)
