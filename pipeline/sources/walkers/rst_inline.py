"""Texts of reStructuredText by themselves, as docutils' inline parser reads them for a document.

A text that is parsed anew names nothing. Names are the document's: what the source's own texts name stays, and other
texts lead there. A translation that named something as well would take links that lead to the source's, or make
docutils refuse the whole document, as two things have one name (reStructuredText, implicit hyperlink targets).
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.parsers.rst.languages import get_language
from docutils.parsers.rst.states import Inliner

_INFO, _NEVER = 1, 5  # the lowest of docutils' levels of severity, and one above the highest


def parse_inline(text: str, document: nodes.document, parent: nodes.Element) -> list[nodes.Node] | None:
    """Inline nodes of a text, known to the document; None if docutils finds its markup faulty."""
    reporter = document.reporter
    inliner = _nameless(document)
    memo = SimpleNamespace(
        document=document,
        reporter=reporter,
        language=get_language(document.settings.language_code, reporter),
        inliner=inliner,
    )
    noted, halt_level = len(document.transform_messages), reporter.halt_level
    # What is wrong with a translation is not to end the build of the document, nor to be shown in it.
    reporter.halt_level = _NEVER
    try:
        parsed, messages = inliner.parse(text, parent.line or 0, memo, parent)
    finally:
        reporter.halt_level = halt_level
        del document.transform_messages[noted:]
    # Less than a warning is only said to whoever asks, such as that a role has its English name.
    return None if any(message["level"] > _INFO for message in messages) else parsed


def is_anonymous(node: nodes.Node) -> bool:
    """Whether a node is a link (`words`__), or what one leads to (__ address), by its place among all such alone."""
    return isinstance(node, nodes.reference | nodes.target) and bool(node.get("anonymous"))


def _nameless(document: nodes.document) -> Inliner:
    """The parser of docutils, but for what gives names."""
    inliner = Inliner()  # a class of our own will not do: it looks at what its class has by itself
    inliner.init_customizations(document.settings)

    def phrase_ref(before: str, after: str, rawsource: str, escaped: str, text: str | None = None) -> Any:
        # `words <address>`_ would name the address by its words; with two strokes it is the same link.
        has_address = inliner.patterns.embedded_link.search(escaped) is not None
        named = has_address and rawsource.endswith("_") and not rawsource.endswith("__")
        return Inliner.phrase_ref(inliner, before, after, f"{rawsource}_" if named else rawsource, escaped, text)

    def target(_: Inliner, match: re.Match[str], lineno: int) -> Any:
        kind: Any = nodes.target
        before, found, after, messages, _end = inliner.inline_obj(match, lineno, inliner.patterns.target, kind)
        return before, found, after, messages

    vars(inliner).update(phrase_ref=phrase_ref, dispatch={**Inliner.dispatch, "_`": target})
    return inliner
