"""One catalog's messages judged against the segments that ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogs.language_field import other_languages
from pipeline.catalogs.plurals import effective_rule
from pipeline.checks.checker import Rules
from pipeline.checks.plural import plural_faults
from pipeline.model import Catalog, Finding, Key, Language, Message, Previous, Segment
from pipeline.review.policy import Policy
from pipeline.review.supplied import supplied
from pipeline.review.text_findings import TextFindings
from pipeline.review.uses import Uses, count_words, has_words, refusals
from pipeline.rules import RULES, Family, found
from pipeline.sources.messages import oversize


@dataclass(frozen=True, slots=True)
class Slug:
    """The slug of a page, and the message that translates it; none if it is the source's, which needs no translation.

    `refused` says what is wrong with a translation that may not be used.
    """

    segment: Segment
    message: Message | None
    refused: Finding | None = None


class Verdicts:
    """One catalog's messages judged against the segments that ask for them, each key once.

    `admissible` are the translations that may be used, by key; `words` counts words of the source. What the catalog has
    no translation for may have one that comes with the tool.
    """

    def __init__(
        self, policy: Policy, rules: Rules, language: Language, catalog: Catalog, uses: Uses | None = None
    ) -> None:
        """`uses` are all segments that may ask for a message: a translation has to do for each."""
        self._policy = policy
        self._rules = rules
        self._language = language
        self._told = TextFindings(policy, language, catalog.domain)
        self._messages = catalog.by_key()
        self._rule = effective_rule(catalog, language.locale)
        self._other_language = next(other_languages(catalog, language.locale), None)
        self._uses = uses or {}
        self._judged: dict[Key, Finding | None] = {}
        self._slugs: set[Key] = set()
        self._supplied: set[Key] = set()
        self._of_drafts: set[Key] = set()
        self._lagging = 0
        self.admissible: dict[Key, tuple[str, ...]] = {}
        self.words = {"all": 0, "translated": 0, "fuzzy": 0, "unapproved": 0}

    def judge(self, segment: Segment, source_path: str, *, is_draft: bool = False) -> Finding | None:
        """What keeps this segment from being shown in the locale's language; None if nothing does.

        What only drafts say waits for nobody yet: it is no finding, nor is it counted. All other sources come first.
        """
        sections = self._policy.sections_of(segment)
        judged = self._judged.get(segment.key)
        if is_draft and segment.key not in self._judged:
            self._of_drafts.add(segment.key)
        if segment.key not in self._judged or (sections and (judged is not None or segment.key in self._supplied)):
            self._judged[segment.key] = self._verdict(segment, sections, source_path)
        return self._judged[segment.key]

    def slug(self, segment: Segment) -> Slug:
        """What is made of the slug of a page."""
        message = self._messages.get(segment.key)
        if segment.key not in self._slugs:
            self._slugs.add(segment.key)
            self._lagging += message is None
        if message is None or not message.translated or self._other_language is not None:
            return Slug(segment, None)
        for fault in refusals(self._uses.get(segment.key, (segment,)), message, self._rule, self._rules):
            refused = self._told.faulty(fault.rule, fault.message, segment, (), message, "refused")
            return Slug(segment, None, refused)
        return Slug(segment, message)

    def findings(self) -> Iterator[Finding]:
        """All that was found, the catalog's lag first; of slugs that alone."""
        if self._lagging:
            locale = self._language.locale
            fault = f"{self._lagging} message{'s' * (self._lagging > 1)} of the source not in the catalog yet"
            yield found("out-of-step", self._told.path, fault, locale=locale, remedy="catalog")
        for key, finding in self._judged.items():
            if finding is not None and (
                key not in self._of_drafts or RULES[finding.rule].family is not Family.COMPLETENESS
            ):
                yield finding

    def _verdict(self, segment: Segment, sections: tuple[str, ...], source_path: str) -> Finding | None:
        if oversize(segment):
            why = f"{oversize(segment)} (in {source_path})"
            return self._told.waiting("segment-too-large", why, segment, sections, None)
        message = self._messages.get(segment.key)
        first_time = segment.key not in self._judged
        words = count_words(segment.text) * (first_time and segment.key not in self._of_drafts)
        self.words["all"] += words
        self._lagging += first_time and message is None
        if self._is_supplied(segment, sections, message) or self._says_the_same(segment, sections, message):
            self.words["translated"] += words
            return None
        if message is None:
            why = f"not in the catalog yet (from {source_path})"
            return self._told.waiting("untranslated", why, segment, sections, None)
        if message.fuzzy:
            self.words["fuzzy"] += words
            return self._told.waiting("fuzzy", _why_fuzzy(message), segment, sections, message)
        if not message.translated:
            return self._told.waiting("untranslated", "no translation", segment, sections, message)
        if self._other_language is not None:
            why = "its catalog says that it is in another language ({}: {})".format(*self._other_language)
            return self._told.waiting("untranslated", why, segment, sections, message)
        for fault in plural_faults(message, self._rule):
            return self._told.faulty(fault.rule, fault.message, segment, sections, message, "refused")
        uses = self._uses.get(segment.key, (segment,))
        for fault in refusals(uses, message, self._rule, self._rules):
            remedy = self._policy.remedy(self._language) if sections else "refused"
            return self._told.faulty(fault.rule, fault.message, segment, sections, message, remedy)
        if sections and (why := self._policy.lacks_approval(self._language, message)):
            self.words["unapproved"] += words
            return self._told.waiting("unapproved", why, segment, sections, message)
        self.words["translated"] += words
        self.admissible[segment.key] = message.translations
        return None

    def _is_supplied(self, segment: Segment, sections: tuple[str, ...], message: Message | None) -> bool:
        """Whether there is a translation that comes with the tool, and the site has none of its own.

        What required sections say is for the site's own people.
        """
        key = segment.key
        if sections:
            self._supplied.discard(key)
            self.admissible.pop(key, None)
            return False
        if message is not None and (message.translated or message.msgid_plural is not None):
            return False
        uses = self._uses.get(key, (segment,))
        found = supplied(key, uses, self._language, self._policy.project.source)
        if found is None or any(refusals(uses, found, self._rule, self._rules)):
            return False
        self._supplied.add(key)
        self.admissible[key] = found.translations
        return True

    def _says_the_same(self, segment: Segment, sections: tuple[str, ...], message: Message | None) -> bool:
        """Whether a text needs no translation, and has none: a number, a code, an author's name."""
        if sections or (message is not None and message.has_text):
            return False
        return segment.kind == "author" or not has_words(segment.text, self._policy.project.invariants)


def _why_fuzzy(message: Message) -> str:
    """Why a translation is to be looked at: a fuzzy mark alone does not say that the source changed."""
    if message.previous in (None, Previous(message.msgid, message.msgctxt, message.msgid_plural)):
        return "the translation is marked fuzzy: it is to be looked at"
    return "the source changed: the translation is to be looked at"
