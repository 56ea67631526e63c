"""All that the commands say: every sentence, table and progress bar that a person sees."""

from pipeline.commands.say.adopting import (
    adopted,
    found_on_site,
    left_to_do,
    no_language,
    to_mend_first,
    would_adopt,
)
from pipeline.commands.say.build import building, built, cached, copied, covered, look_at, on_cluster, previewing
from pipeline.commands.say.catalogs import (
    accepted,
    addresses,
    conflicts,
    exported,
    extracted,
    fixed,
    imported,
    lagging,
    set_aside,
    strangers,
    to_approve,
    unchanged,
    updated,
)
from pipeline.commands.say.findings import explained, findings, rules, tell
from pipeline.commands.say.pages import status
from pipeline.commands.say.reporter import Reporter

__all__ = [
    "Reporter",
    "accepted",
    "addresses",
    "adopted",
    "building",
    "built",
    "cached",
    "conflicts",
    "copied",
    "covered",
    "explained",
    "exported",
    "extracted",
    "findings",
    "fixed",
    "found_on_site",
    "imported",
    "lagging",
    "left_to_do",
    "look_at",
    "no_language",
    "on_cluster",
    "previewing",
    "rules",
    "set_aside",
    "status",
    "strangers",
    "tell",
    "to_approve",
    "to_mend_first",
    "unchanged",
    "updated",
    "would_adopt",
]
