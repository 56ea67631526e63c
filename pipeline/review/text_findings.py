"""What is said of one text of a locale that may not be used: one finding per text, by its place in the catalog."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Finding, Language, Message, Segment, headline
from pipeline.review.policy import Policy
from pipeline.rules import NO_REMEDY, found


@dataclass(frozen=True, slots=True)
class TextFindings:
    """Says why texts of one catalog may not be used."""

    policy: Policy
    language: Language
    domain: str

    @property
    def path(self) -> str:
        """The catalog's path, as people see it."""
        return self.policy.project.shown(self.policy.project.catalog_path(self.language.locale, self.domain))

    def waiting(
        self, rule: str, fault: str, segment: Segment, sections: tuple[str, ...], message: Message | None
    ) -> Finding:
        """A text that waits for its translation; in a required section that is a rule of its own."""
        if not sections:
            return self.faulty(rule, fault, segment, sections, message, NO_REMEDY)
        return self.faulty(
            f"critical-{rule}",
            fault,
            segment,
            sections,
            message,
            self.policy.remedy(self.language),
            lowered=not self.policy.withholds(self.language),
        )

    def faulty(
        self,
        rule: str,
        fault: str,
        segment: Segment,
        sections: tuple[str, ...],
        message: Message | None,
        remedy: str,
        *,
        lowered: bool = False,
    ) -> Finding:
        """A text of which a rule says what is wrong."""
        where = f"required section {sections[0]!r}, " if sections else ""
        return found(
            rule,
            self.path,
            f"{where}{segment.kind} “{headline(segment.text)}”: {fault}",
            line=message.line if message else None,
            locale=self.language.locale,
            lowered=lowered,
            remedy=remedy,
            msgid=segment.text,
            msgstr=message.translations[0] if message else "",
            language=self.policy.project.source.english,
        )
