"""What a site asks of its critical texts, and what becomes of a page that lacks one."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogs.approvals import Approvals, read_approvals
from pipeline.catalogs.decisions import Verdict
from pipeline.config import Project
from pipeline.model import Language, Message, Segment


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of a site about its required sections; `approvals` are None where it asks for none."""

    project: Project
    approvals: Approvals | None

    @classmethod
    def of(cls, project: Project) -> Policy:
        """A site's policy. Raises PipelineError if its ledger of approvals is not well-formed."""
        return cls(project, read_approvals(project) if project.require_approval else None)

    def sections_of(self, segment: Segment) -> tuple[str, ...]:
        """The required sections a segment belongs to."""
        return self.project.critical_sections(segment.anchors)

    def withholds(self, language: Language) -> bool:
        """Whether an article waits for its required sections in a language."""
        return self.project.withholds("critical", language.locale)

    def remedy(self, language: Language) -> str:
        """The name of the remedy that says what becomes of a required section which is not current."""
        return "withheld" if self.withholds(language) else "shown-in-source"

    def lacks_approval(self, language: Language, message: Message) -> str:
        """Why a critical text may not be published although it is translated; nothing if it may."""
        verdict = Verdict.VALID if self.approvals is None else self.approvals.verdict(language.locale, message)
        if verdict is Verdict.VALID:
            return ""
        return "no reviewer has approved it" if verdict is Verdict.NONE else "it changed since it was approved"
