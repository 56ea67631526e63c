"""What a locale is worth, page by page: gates, findings, history."""

from pipeline.review.assess import assess, assess_all
from pipeline.review.assessment import Assessment, critical_messages
from pipeline.review.gate import Gate
from pipeline.review.history import Point, history
from pipeline.review.losses import losses
from pipeline.review.slugs import Settled, address_findings, entries_of, its_own
from pipeline.review.source_findings import stray_findings
from pipeline.review.survey import Survey, survey

__all__ = [
    "Assessment",
    "Gate",
    "Point",
    "Settled",
    "Survey",
    "address_findings",
    "assess",
    "assess_all",
    "critical_messages",
    "entries_of",
    "history",
    "its_own",
    "losses",
    "stray_findings",
    "survey",
]
