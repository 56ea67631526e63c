"""Pages that were published and are no longer: what readers, and those who publish for them, have to be told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model import Finding, Language, headline
from pipeline.reports import PageStatus
from pipeline.rules import RULES, found


def losses(pages: Iterable[PageStatus], language: Language) -> Iterator[Finding]:
    """A finding for each page of a language that was published and is no longer, with the text that holds it back."""
    for page in pages:
        if page.is_lost:
            reason = max(page.blockers, key=lambda finding: finding.severity)
            message = (
                f"“{headline(page.document.title)}” was published in {language.english} and is no longer: "
                f"{reason.place}: {reason.message}"
            )
            told = found("no-longer-published", page.document.path, message, locale=page.locale)
            yield replace(told, hint=f"{RULES[reason.rule].remedy} {told.hint}", msgid=reason.msgid)
