"""What a text may not have of a template: the marks of Jinja, and those of engines that read pages in browsers.

Vue, AngularJS and their like take what is between two marks in the text of a page for code, and beside Jinja a theme
gives them other marks than `{{ }}`. So what readers see of a translation opens nothing that its source does not open;
and it does not end in the half of a mark, which what follows on the page would complete.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.pair import Fault

_SYNTAX = re.compile(r"\{\{|\}\}|\{%|%\}|\{#(?![\w-]+\})|#\}(?<!\w#\})")
_PART = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
# What opens code in the engines of browsers; round brackets do in sentences, too, but for a call in them.
_OPENING = re.compile(r"\[\[|\{[\[($]|\[\{|[$#@]\{|<%|\(\((?=[^()\n]*[\w\])]\()")
# What is between such marks, and is more than words.
_CODE = re.compile(r"\[\[.*?\]\]|[$#@]\{.*?\}|<%.*?%>|\(\(.*?\)\)|\[\{.*?\}\]|\{[\[($].*?[\])$]\}", re.S)
_WORDS = re.compile(r"\W{2}[\w\s,;:!?'’-]*\W{1,2}")
#: One half of a mark: at the end of a text the next one may begin with the other, and so at the beginning.
_LAST, _FIRST = "{[", "}]"


def template_faults(source: str, translation: str) -> Iterator[Fault]:
    """What the translation has of Jinja's and its source has not."""
    yield from _faults(_SYNTAX, source, translation, "belongs to templates, not to texts")
    yield from _faults(_PART, source, translation, "is not in the source")


def engine_faults(source: str, translation: str) -> Iterator[Fault]:
    """What readers see of the translation, and a browser's engine would take for code; the same of its source."""
    yield from _faults(_OPENING, source, translation, "opens code for the templates of browsers")
    for fault in _faults(_CODE, source, translation, "is not in the source"):
        if not _WORDS.fullmatch(fault.here):
            yield fault
    there, here = source.strip(), translation.strip()
    if here[-1:] in {*_LAST} and here[-1:] != there[-1:]:
        yield Fault("template-syntax", f"it ends in {here[-1]}, which opens code with what follows it", here=here[-1])
    if here[:1] in {*_FIRST} and here[:1] != there[:1]:
        yield Fault(
            "template-syntax", f"it begins with {here[0]}, which ends code with what is before it", here=here[0]
        )


def _faults(pattern: re.Pattern[str], source: str, translation: str, why: str) -> Iterator[Fault]:
    found = pattern.findall(translation)
    for mark in Counter(found) - Counter(pattern.findall(source)) if found else ():
        yield Fault("template-syntax", f"{mark} {why}", here=mark)
