"""Writes docs/rules.md: the rules of `check`, from pipeline/rules.toml.

Run `python docs/rules.py` after changing a rule; a test fails when the page lags behind.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from pipeline.lexicon import data_files, lexicon_of
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


def _words() -> list[str]:
    """Which languages have words of which kind: in others nothing of it is found."""
    known = {path.stem: lexicon_of(path.stem) for path in data_files()}
    kinds = sorted({kind for lexicon in known.values() for kind in lexicon.terms})
    rows = [
        (
            f"{kind}: {', '.join(dict.fromkeys(known['en'].terms[kind].names))}".replace("_", " "),
            " ".join(name for name, lexicon in known.items() if kind in lexicon.terms),
        )
        for kind in kinds
        if kind in known["en"].terms
    ]
    rows += [
        ("what denies", " ".join(name for name, lexicon in known.items() if lexicon.negations)),
        ("what is counted in doses", " ".join(name for name, lexicon in known.items() if lexicon.counted)),
    ]
    return [
        "",
        "### Words, by language",
        "",
        "What is said in words is compared where both languages have words of the kind. Nothing is found in other",
        "languages, and of other kinds.",
        "",
        "| kinds of words | languages |",
        "|---|---|",
        *(f"| {what} | {languages} |" for what, languages in rows),
    ]


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
        if family is Family.FACTS:
            parts += _words()
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    _PAGE.write_text(page(), encoding="utf-8")
