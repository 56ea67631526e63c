"""Plural forms: how many a language has, in which order, and which one a number takes. All from CLDR.

The forms are those that whole numbers take, in CLDR's order (zero, one, two, few, many, other): the order
that translators' tools show, and that `msginit` writes. No rule is ever taken from a file, but a file whose
rule orders the same forms in another way is understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py

from babel import Locale
from babel.plural import PluralRule as BabelRule
from babel.plural import to_gettext

_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# The numbers on which a rule is tried, as `msgfmt` does. Some languages have a form for millions alone;
# no gettext catalog has it.
_NUMBERS = range(1001)
# As gettext's manual and translators' programs write them. Which one a language has CLDR says; how it is written must
# not change with each release of Babel, or catalogs would.
_FAMILIAR = (
    "0",
    "(n != 1)",
    "(n > 1)",
    "(n%10==1 && n%100!=11 ? 0 : 1)",
    "(n==1 ? 0 : n==2 ? 1 : 2)",
    "(n==0 ? 0 : n==1 ? 1 : 2)",
    "((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2)",
    "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2)",
    "(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2)",
    "(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)",
    "(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4)",
    "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
)
_FIELD = re.compile(r"nplurals=\s*(\d{0,9}).*?(?<!n)plural=([^;\n]{0,1000})", re.S)


@dataclass(frozen=True, slots=True)
class PluralRule:
    """The CLDR categories of a language's forms, in their order, and the C expression that chooses one."""

    categories: tuple[str, ...]
    expression: str

    @property
    def count(self) -> int:
        """How many forms there are."""
        return len(self.categories)

    @property
    def header(self) -> str:
        """The header field Plural-Forms."""
        return f"nplurals={self.count}; plural={self.expression};"

    def serves_one_number(self, form: int) -> bool:
        """Whether a form is for one whole number alone, such as the Arabic dual."""
        return (forms_of(self.expression, self.count) or []).count(form) == 1

    def choose(self) -> Callable[[int], int]:
        """The function that gives the form of a number."""
        return c2py(self.expression)


@lru_cache(maxsize=256)
def plural_rule(locale: str) -> PluralRule:
    """The rule of a locale."""
    cldr = Locale.parse(locale).plural_form
    used = {cldr(number) for number in _NUMBERS}
    categories = tuple(category for category in _CATEGORIES if category in used)
    choices = [categories.index(cldr(number)) for number in _NUMBERS]
    for familiar in _FAMILIAR:
        if forms_of(familiar, len(categories)) == choices:
            return PluralRule(categories, familiar)
    # What is left when no other rule holds is, for whole numbers, the last category.
    rules = {tag: rule for tag, rule in cldr.rules.items() if tag in categories[:-1]}
    expression = to_gettext(BabelRule(rules)).partition("plural=")[2].rstrip(";")
    return PluralRule(categories, expression)


def rule_in(header: str) -> tuple[int, str] | None:
    """How many forms a header's Plural-Forms names, and the expression that chooses one; None without such a field."""
    match = _FIELD.search(header)
    return (int(match[1] or 0), match[2].strip()) if match else None


def is_rule_of(header: str, locale: str) -> bool:
    """Whether a header's Plural-Forms gives each number the form that CLDR gives it, however that is written."""
    named, rule = rule_in(header), plural_rule(locale)
    return named is not None and (
        named[0] == rule.count and forms_of(named[1], named[0]) == forms_of(rule.expression, rule.count)
    )


@lru_cache(maxsize=256)
def forms_of(expression: str, count: int) -> list[int] | None:
    """The form that an expression gives each number; None if it cannot be read or gives one beyond `count`."""
    try:
        choose = c2py(expression)  # of the standard library; it knows arithmetic alone
        forms = [choose(number) for number in _NUMBERS]
    except (ValueError, ZeroDivisionError, RecursionError):
        return None
    return forms if all(0 <= form < count for form in forms) else None


def order_in_file(expression: str, count: int, locale: str) -> tuple[int, ...] | None:
    """For each of the locale's forms, its index in a file with this rule; None if they are other forms."""
    rule = plural_rule(locale)
    theirs, ours = forms_of(expression, count), forms_of(rule.expression, rule.count)
    if theirs is None or ours is None or count != rule.count:
        return None
    pairs = set(zip(ours, theirs, strict=True))
    order = dict(pairs)
    if len(pairs) != count or len(set(order.values())) != count:
        return None
    return tuple(order[form] for form in range(count))
