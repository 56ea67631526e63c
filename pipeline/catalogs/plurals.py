"""Plural forms: how many a catalog has, in which order, and which one a number takes.

A catalog is read, judged and built with the rule of its own header, as `msgfmt` does it: other programs write other
sound rules than ours, and CLDR changes. Where we make a catalog, the rule is CLDR's: the forms that whole numbers take,
in CLDR's order (zero, one, two, few, many, other), which is that of translators' tools and of `msginit`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale
from babel.plural import PluralRule as BabelRule
from babel.plural import to_gettext

from pipeline.catalogs.plural_expression import Choose, compiled
from pipeline.model import Catalog, Message

#: The header field.
FIELD = "Plural-Forms"
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# The numbers on which a rule is tried, as `msgfmt` does, and some beyond: a few languages have forms for
# thousands or millions. When we make a rule, these do not count: no catalog of gettext's times has a form for them.
_USUAL = range(1001)
_NUMBERS = (*_USUAL, *range(2000, 30_000, 1000), 100_000, 1_000_000, 1_000_001, 2_000_000, 10_000_000)
_EXAMPLES = 4
# As gettext's manual and translators' programs write them. Which one a language has CLDR says; how it is written must
# not change with each release of Babel, or new catalogs would.
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
_COUNT = re.compile(r"nplurals[ \t]*=[ \t]*([0-9]{1,2})(?![0-9])")
_EXPRESSION = re.compile(r"plural[ \t]*=([^;\n]*)")
_SMALL = range(1, 21)


@dataclass(frozen=True, slots=True)
class PluralRule:
    """How many forms there are, and the C expression that chooses one. Only sound ones are made."""

    count: int
    expression: str

    @property
    def header(self) -> str:
        """The header field Plural-Forms."""
        return f"nplurals={self.count}; plural={self.expression};"

    def choose(self) -> Choose:
        """The function that gives the form of a number."""
        return compiled(self.expression)

    def numbers(self, form: int) -> list[int]:
        """The numbers that take a form, of those that are tried."""
        chosen = forms_of(self.expression, self.count) or ()
        return [number for number, found in zip(_NUMBERS, chosen, strict=True) if found == form]

    def only_number(self, form: int) -> int | None:
        """The number that a form is for, if it is for one alone, such as the Arabic dual."""
        numbers = self.numbers(form)
        return numbers[0] if len(numbers) == 1 else None

    def examples(self, form: int) -> str:
        """Numbers that take a form, as people are told of them: 1, 21, 31, 41 and so on."""
        numbers = self.numbers(form)
        more = ["…"] * (len(numbers) > _EXAMPLES)
        return ", ".join([*map(str, numbers[:_EXAMPLES]), *more]) or "no whole number"


@lru_cache(maxsize=256)
def plural_rule(locale: str) -> PluralRule:
    """The rule that CLDR gives a locale."""
    cldr = Locale.parse(locale).plural_form
    categories = categories_of(locale)
    choices = [categories.index(cldr(number)) for number in _USUAL]
    for familiar in _FAMILIAR:
        if (forms_of(familiar, len(categories)) or [])[: len(_USUAL)] == choices:
            return PluralRule(len(categories), familiar)
    # What is left when no other rule holds is, for whole numbers, the last category.
    rules = {tag: rule for tag, rule in cldr.rules.items() if tag in categories[:-1]}
    expression = to_gettext(BabelRule(rules)).partition("plural=")[2].rstrip(";")
    return PluralRule(len(categories), expression)


def categories_of(locale: str) -> tuple[str, ...]:
    """CLDR's names of the forms that whole numbers take in a locale, in CLDR's order."""
    cldr = Locale.parse(locale).plural_form
    used = {cldr(number) for number in _USUAL}
    return tuple(category for category in _CATEGORIES if category in used)


def rule_in(field: str) -> PluralRule | None:
    """The rule that a header's Plural-Forms has; None if it has none, or an unsound one."""
    count, expression = _COUNT.search(field), _EXPRESSION.search(field)
    if count is None or expression is None or forms_of(expression[1].strip(), int(count[1])) is None:
        return None
    return PluralRule(int(count[1]), expression[1].strip())


def own_rule(catalog: Catalog) -> PluralRule | None:
    """The rule that a catalog has; None if it has none, or an unsound one."""
    return rule_in(catalog.header(FIELD))


def has_plural_text(catalog: Catalog) -> bool:
    """Whether anybody has written plural forms in a catalog: then what its forms are nobody but its header knows."""
    return any(message.msgid_plural is not None and message.has_text for message in catalog.messages)


def effective_rule(catalog: Catalog, locale: str) -> PluralRule | None:
    """A catalog's own rule; where it has none and no plural texts either, CLDR's; None where it needs one."""
    return own_rule(catalog) or (None if has_plural_text(catalog) else plural_rule(locale))


@lru_cache(maxsize=256)
def forms_of(expression: str, count: int) -> list[int] | None:
    """The form that an expression gives each number that is tried; None if it is no expression, or gives others."""
    try:
        choose = compiled(expression)
        forms = [choose(number) for number in _NUMBERS]
    except (ValueError, ZeroDivisionError):
        return None
    return forms if all(form < count for form in forms) else None


def source_of(message: Message, form: int, rule: PluralRule | None) -> str:
    """What a form says: the singular if it is for 1 alone, the plural for any other numbers, or if nobody knows."""
    if message.msgid_plural is None or (rule is not None and rule.only_number(form) == 1):
        return message.msgid
    return message.msgid_plural


def unclear(message: Message, rule: PluralRule | None) -> str:
    """Why it cannot be told for which numbers a message's forms are, or nothing. `rule` is its catalog's, if sound."""
    if message.msgid_plural is None or not message.has_text:
        return ""
    if rule is None:
        return "the header has no rule that says for which numbers its forms are"
    if len(message.translations) != rule.count:
        return f"it has {len(message.translations)} plural forms, the header's {FIELD} names {rule.count}"
    return ""


def in_forms_of(message: Message, theirs: PluralRule, ours: PluralRule) -> Message:
    """A message with forms by the rule `theirs`, with the forms of `ours`: each takes the text of its numbers.

    Where the numbers of one of ours have several texts, it takes the one that most of them have. No text is lost:
    those that find no form stand in the comment, and the message is fuzzy if they are for any whole number.
    """
    if message.msgid_plural is None or len(message.translations) != theirs.count:
        return message
    chosen = [_served_by(theirs, ours, form) for form in range(ours.count)]
    texts = tuple(message.translations[form] for form in chosen)
    lost = [form for form, text in enumerate(message.translations) if form not in chosen and text and text not in texts]
    notes = [f"plural form for {theirs.examples(form)}: {message.translations[form]}" for form in lost]
    comment = "\n".join(filter(None, (message.comment, *(note.replace("\n", "\\n") for note in notes))))
    unsure = any(theirs.numbers(form) for form in lost) and not message.fuzzy
    return replace(
        message, translations=texts, comment=comment, flags=("fuzzy", *message.flags) if unsure else message.flags
    )


def converted(catalog: Catalog, locale: str, rule: PluralRule) -> Iterator[Message]:
    """The messages of a catalog with the forms of a rule; without those whose forms no sound rule tells apart."""
    own = effective_rule(catalog, locale)
    for message in catalog.messages:
        if message.msgid_plural is None or own == rule:
            yield message
        elif own is not None:
            yield in_forms_of(message, own, rule)


def tells_less(theirs: PluralRule, ours: PluralRule) -> bool:
    """Whether one form of theirs is for small numbers that take several of ours: which of them it suits nobody knows.

    Nothing and millions are left out: languages that have forms for these write the same text in most of them.
    """
    choose, chosen = ours.choose(), theirs.choose()
    pairs = {(chosen(number), choose(number)) for number in _SMALL}
    return len(pairs) > len({form for form, _ in pairs})


def joins_one_with_others(theirs: PluralRule, ours: PluralRule) -> bool:
    """Whether a rule tells numbers apart, and yet not 1 from those that another rule tells it from."""
    choose, chosen = ours.choose(), theirs.choose()
    joined = [number for number in _SMALL if choose(number) != choose(1) and chosen(number) == chosen(1)]
    return bool(joined) and len({chosen(number) for number in _SMALL}) > 1


def _served_by(theirs: PluralRule, ours: PluralRule, form: int) -> int:
    """Which of their forms most numbers of one of ours take; their last one, which is for the rest, if it has none."""
    numbers = ours.numbers(form)
    choose = theirs.choose()
    counted = Counter(map(choose, numbers))
    return counted.most_common(1)[0][0] if counted else theirs.count - 1
