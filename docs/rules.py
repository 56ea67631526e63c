"""Writes docs/rules.md: the rules of `check`, from pipeline/rules.toml.

Run `python docs/rules.py` after changing a rule; a test fails when the page lags behind.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from pipeline.rules import RULES, Family

_PAGE = Path(__file__).with_suffix(".md")
_FAMILIES = {
    Family.SECURITY: "Catalogs are data from strangers. A translation that fails one of these rules is not used: the "
    "text stays in the source language. They cannot be turned off, lowered or waived.",
    Family.STRUCTURE: "Source and translation are rendered with the site's own settings and compared as a browser gets "
    "them, in any order.",
    Family.FACTS: "What readers act on. All notations of a locale are understood through CLDR.",
    Family.WORDING: "What a careful reader would mark in the margin.",
    Family.CATALOG: "Whether the files are what they should be.",
    Family.COMPLETENESS: "What is missing, and what that means for publication.",
    Family.SITE: "What `build` finds where it reads the sites that it has built.",
}


def _as_text(words: str) -> str:
    """What a rule says of Markdown, `[^name]` for instance, as words of Markdown."""
    return re.sub(r"(`[^`]*`)|\[", lambda found: found[1] or r"\[", words)


def page() -> str:
    """The page as the rules are."""
    parts = [
        "# Rules",
        "",
        'A site sets severities in `GETTEXT["severities"]`, for instance `{"end-punctuation": "off"}`: off, note, '
        "warning",
        "or error. A single finding is waived by a comment above the message, with a reason:",
        "",
        "```po",
        "# waive: unchanged, the name of the programme",
        'msgid "Quiet Hours Programme"',
        "```",
        "",
        "`update` writes it into `locales/waivers.toml` as well, because some tools drop comments. A waiver ends when",
        "the source or the translation changes. `pelican-gettext check --explain RULE` prints what stands here.",
    ]
    for family, rules in groupby(RULES.values(), key=lambda rule: rule.family):
        parts += ["", f"## {family.value.capitalize()}", "", _FAMILIES[family]]
        for rule in rules:
            weight = f"*{rule.severity.name.capitalize()}{', always' if rule.fixed else ''}.*"
            parts += ["", f"### {rule.id}", "", f"{_as_text(rule.about)} {weight}", "", _as_text(rule.remedy)]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    _PAGE.write_text(page(), encoding="utf-8")
