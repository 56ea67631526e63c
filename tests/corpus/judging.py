"""What our rules say of a text of one or more forms, as `check` asks them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogs.plurals import PluralRule, plural_rule
from pipeline.checks.pair import Fault
from pipeline.checks.plural import pairs_of, plural_faults
from pipeline.model import Language, Message, Notation, Severity
from pipeline.rules import RULES
from tests.defects import CHECKER


def judge(
    source: str,
    translations: tuple[str, ...],
    plural: str | None,
    notation: Notation,
    locale: str,
    rule: PluralRule | None = None,
    block: str = "paragraph",
) -> Iterator[tuple[Fault, Severity]]:
    """What is wrong with a translation, and how much it weighs. `rule` is its catalog's, if not the language's own."""
    if plural is not None:
        rule = rule or plural_rule(locale)
    message = Message(source, translations=translations, msgid_plural=plural)
    faults = list(plural_faults(message, rule)) if plural is not None else []
    for original, translation in pairs_of(message, rule, locale) if not faults else ():
        faults += CHECKER.security(original, translation, notation, block)
        faults += CHECKER.remarks(original, translation, notation, block, Language.of(locale))
    for fault in faults:
        yield fault, Severity.WARNING if fault.doubtful else RULES[fault.rule].severity
