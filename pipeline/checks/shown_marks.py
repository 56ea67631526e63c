"""Rules on marks that were meant as markup and are read as text: compared is what readers see of both texts.

Whatever a format makes of a mark is gone from what readers see; so a mark that they see more often in the translation
is one that marks nothing, in whatever format it was meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.model import Notation

# A star within a word is German spelling: Patient*innen.
_PAIRED = re.compile(r"\*\*+|(?<!\w)\*|\*(?!\w)|(?<!\w)_+|_+(?!\w)|`+|~~+")
_STROKE = re.compile(r"(?<!\w)_|_(?!\w)")
#: What readers see of a mark, by what it would have been; each is as narrow as texts in all languages ask for.
_MARKS: dict[str, re.Pattern[str]] = {
    "an attribute list": re.compile(r"""\{\s*:|\{\s*[#.][\w-][^{}\n]*\}|\{(?=[^{}\n]*\})[^{}\n]*\w-*=["'][^{}\n]*\}"""),
    "a link": re.compile(r"\]\s*\(|!\[|\[\[|\]\]"),
    "a footnote": re.compile(r"\[\^(?![^\[\]\s]+\])"),
    "a table of contents": re.compile(r"\[_?TOC_?\]"),
    "a role": re.compile(r"(?<![\w:]):[a-z][\w+.:-]{0,99}:(?=`)", re.I),
    "a substitution": re.compile(r"(?<![\w|])\|(?=[^\s|])[^|\n]*[^\s|]\|_{0,2}(?![\w|])"),
    "a container": re.compile(r":{3,}|^[^\S\n]*[!?]{3}\+?(?=\s)", re.M),
    "a directive": re.compile(r"^[^\S\n]*\.\. [\w-]+::", re.M),
    # Not the braces of TeX, or of a shell.
    "a placeholder": re.compile(r"(?<![\\{}$^%\w])\{\w+\}(?!\})"),
    "a shortcode": re.compile(r"\{[{%<]|[>%}]\}|\[/\w+\]"),
    "a highlight": re.compile(
        r"(?<![\w=])==[^\s=](?:[^=\n]*[^\s=])?==(?!=)|(?<![\w+])\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+"
    ),
    "a superscript or subscript": re.compile(r"\w(?:~[^\s~]+~|\^[^\s^]+\^)"),
    "a tag": re.compile(
        r"""</?[a-z][a-z0-9-]*(?:\s+[\w-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*/?>""", re.I
    ),
    "a comment": re.compile(r"<!--|-->"),
    "a character reference": re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z][a-z0-9]{1,30});", re.I),
    "an escape": re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
}


def shown_mark_faults(pair: Pair) -> Iterator[Fault]:
    """The marks that readers see in the translation more often than in the source; what is code is no mark."""
    there, here = pair.original.prose, pair.translated.prose
    for mark in Counter(_PAIRED.findall(here)) - Counter(_PAIRED.findall(there)):
        if mark == "`" and pair.notation is Notation.TEXT and "`" in there and here.count("`") % 2 == 0:
            continue  # `so' is `so` in quotation marks of a program
        if mark == "_" and pair.notation in (Notation.TEXT, Notation.HTML) and len(_STROKE.findall(here)) % 2:
            continue  # a prefix (ST_) or a key of a program's menu, where no format reads a mark
        yield Fault("marks", f"{mark} is shown as it is: it has no partner, or spaces inside", here=mark)
    for name, pattern in _MARKS.items():
        found = pattern.findall(here)
        if len(found) > len(pattern.findall(there)):
            known = Counter(pattern.findall(there))
            mark = next((mark for mark in found if not known[mark]), found[-1]).strip()
            yield Fault("marks", f"{mark} is shown as it is: readers see what was meant as {name}", here=mark)
