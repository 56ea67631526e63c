"""What a locale is worth, page by page: gates, findings, history."""

from pipeline.review.assess import assess, assess_all
from pipeline.review.assessment import Assessment, critical_messages, titles_of
from pipeline.review.each import Judged, judge_anew, judge_each
from pipeline.review.gate import Gate, catalog_of
from pipeline.review.history import Point, history
from pipeline.review.kept_outlines import KeptOutlines
from pipeline.review.losses import losses
from pipeline.review.remarks import remarks_on
from pipeline.review.remembered import RememberingRules
from pipeline.review.slugs import Settled, address_findings, entries_of, its_own
from pipeline.review.source_findings import stray_findings
from pipeline.review.survey import Survey, code_of_rules, remembering_rules, survey
from pipeline.review.texts import Texts
from pipeline.review.unread import unread_findings
from pipeline.review.uses import as_segment, refusals

__all__ = [
    "Assessment",
    "Gate",
    "Judged",
    "KeptOutlines",
    "Point",
    "RememberingRules",
    "Settled",
    "Survey",
    "Texts",
    "address_findings",
    "as_segment",
    "assess",
    "assess_all",
    "catalog_of",
    "code_of_rules",
    "critical_messages",
    "entries_of",
    "history",
    "its_own",
    "judge_anew",
    "judge_each",
    "losses",
    "refusals",
    "remarks_on",
    "remembering_rules",
    "stray_findings",
    "survey",
    "titles_of",
    "unread_findings",
]
