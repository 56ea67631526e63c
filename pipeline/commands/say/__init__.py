"""Every sentence, table and progress bar that a person sees."""

from pipeline.commands.say.build import building, built, covered, look_at
from pipeline.commands.say.catalogs import (
    accepted,
    conflicts,
    exported,
    extracted,
    fixed,
    imported,
    lagging,
    set_aside,
    strangers,
    to_approve,
    updated,
)
from pipeline.commands.say.findings import explained, findings, rules
from pipeline.commands.say.pages import status
from pipeline.commands.say.reporter import Reporter

__all__ = [
    "Reporter",
    "accepted",
    "building",
    "built",
    "conflicts",
    "covered",
    "explained",
    "exported",
    "extracted",
    "findings",
    "fixed",
    "imported",
    "lagging",
    "look_at",
    "rules",
    "set_aside",
    "status",
    "strangers",
    "to_approve",
    "updated",
]
