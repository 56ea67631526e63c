"""What a text may not have of a template: the marks of Jinja, of plugins, and of engines that read pages in browsers.

Vue, AngularJS and their like take what is between two marks in the text of a page for code, and beside Jinja a theme
gives them other marks than `{{ }}`. So what readers see of a translation opens nothing that its source does not open;
and it does not end in the half of a mark, which what follows on the page would complete.

Plugins of Pelican put links, footnotes and scripts of others in the place of marks, in texts that are read already.
Which marks those are is not known; here are the forms that published ones have.
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
# [gist:id=1], [/ref], [caption id=…], [% x %], @name, then [!note]-, [#label, !youtube(id), :smile: and what begins
# where the source has an end, [ref]. Of what is between, readers' words may change.
_PLUGINS = re.compile(
    r"\[[a-z][\w-]*[:=](?=[^\s\]])(?:[^\s\[\]]*[\d=/][^\s\[\]]*)?|\[/[a-z][\w-]*\]|\[[a-z][\w-]*\s+[\w-]+=|\[%"
    r"|\[![a-z][\w-]*\]?[+-]?|\[#\w[\w:-]*|![a-z]\w*\((?=[^\s()])[^()]*|(?<![\w:]):[a-z][\w+-]*:(?![:`])"
    r"|\[(?:ref|jtable)\b"
    r"|(?<![\w@])@(?:[^\W\d]\w*(?:/\w+/\d+)?|\d+(?:/\w+/\d+))",
    re.I,
)
# {music}. Names that a source has in such marks are translated, too, and stand for nothing.
_NAMED = re.compile(r"\{[a-z][\w-]*\}", re.I)
#: One half of a mark: at the end of a text the next one may begin with the other, and so at the beginning.
_LAST, _FIRST = "{[", "}]"


def template_faults(source: str, translation: str) -> Iterator[Fault]:
    """What the translation has of Jinja's and its source has not."""
    yield from _faults(_SYNTAX, source, translation, "belongs to templates, not to texts")
    yield from _faults(_PART, source, translation, "is not in the source")


def engine_faults(source: str, translation: str) -> Iterator[Fault]:
    """What readers see of the translation, and an engine of browsers or a plugin would take for code."""
    yield from _faults(_OPENING, source, translation, "opens code for the templates of browsers")
    yield from _faults(_PLUGINS, source, translation, "is not in the source; plugins make links and more of such marks")
    if len(_NAMED.findall(translation)) > len(_NAMED.findall(source)):
        names = {name: None for name in _NAMED.findall(translation) if name not in source}
        for name in names:
            yield Fault("template-syntax", f"{name} is not in the source; plugins put markup in such places", here=name)
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
