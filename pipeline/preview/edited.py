"""What is known of a site when somebody has edited texts of its sources, and nothing else of them.

Only the catalogs of these sources are judged again. Whatever more has changed is for whoever reads all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.errors import PipelineError
from pipeline.model import Document, Language
from pipeline.preview.snapshot import Snapshot
from pipeline.review import Assessment, Gate, RememberingRules
from pipeline.sources.extract import Extraction

# What decisions are made by, but for the documents' own texts.
_SAME = (
    "natives",
    "theme",
    "theme_path",
    "assets",
    "strays",
    "places",
    "template_words",
    "constants",
    "roles",
    "lists",
)


def edited(
    before: Snapshot, extraction: Extraction, rules: Mapping[Language, RememberingRules]
) -> tuple[Gate, dict[Language, Assessment]] | None:
    """The gate, and what each language is worth, with the sources as they are now; None where all is to be judged."""
    known, now = before.extraction, extraction
    is_sound = not before.failures and not before.coming and not any(one.unread for one in before.assessments.values())
    if not is_sound or not _are_alike(known, now):
        return None
    changed = {new.domain for old, new in zip(known.documents, now.documents, strict=True) if old != new}
    gate = before.gate.with_sources(now)
    assessments = dict(before.assessments)
    for language, own in before.assessments.items() if changed else ():
        again = gate.assess_again(own, (own.catalogs[domain] for domain in sorted(changed)), rules[language])
        if again is None:
            return None
        assessments[language] = again
    return gate, assessments


def _are_alike(known: Extraction, now: Extraction) -> bool:
    """Whether two extractions have the same documents, but for what they say, and the same of all else."""
    if len(known.documents) != len(now.documents) or any(getattr(known, one) != getattr(now, one) for one in _SAME):
        return False
    if list(_told(known)) != list(_told(now)):
        return False
    return all(
        _without_texts(old) == _without_texts(new) for old, new in zip(known.documents, now.documents, strict=True)
    )


def _without_texts(document: Document) -> Document:
    return replace(document, title="", segments=())


def _told(extraction: Extraction) -> Iterator[str]:
    """What is said of what cannot be read: two errors are never equal."""
    errors: Iterable[PipelineError] = (*extraction.faults, *extraction.unread)
    return map(str, errors)
