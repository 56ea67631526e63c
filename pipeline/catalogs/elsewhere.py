"""What a catalog may be given from the others of its language, of which no more is held than somebody may ask for."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from pipeline.catalogs.candidates import Memory, Unused
from pipeline.catalogs.language_field import other_languages
from pipeline.catalogs.merge import unused_messages
from pipeline.catalogs.plurals import PluralRule, converted
from pipeline.catalogs.suggestions import is_doubted
from pipeline.catalogs.texts import Texts
from pipeline.config import MEMORY_DOMAIN
from pipeline.model import Catalog, Key, Language, Message


class Elsewhere:
    """What is known of a language's catalogs once they are read: what several ask for, and what is no longer in use.

    A translation in use of a text that one template alone has is of no use to any other.
    """

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts, self._locale = texts, language.locale
        self._kept: list[tuple[Catalog, frozenset[Key]]] = []
        self._certain: set[Key] = set()
        self._memories: dict[PluralRule, Memory] = {}
        #: What one branch has doubted, while another one had it moved from there: where it is now nobody has heard.
        self.doubts: dict[Key, Message] = {}

    def note(self, wanted: Catalog, catalog: Catalog) -> None:
        """Keep of a catalog, as it was, what others may ask for; `wanted` is its template."""
        # What says it is in another language may well be: it is not spread to the others.
        if any(other_languages(catalog, self._locale)):
            return
        if catalog.domain != MEMORY_DOMAIN:
            doubted = (message for message in catalog.messages if message.obsolete and is_doubted(message))
            self.doubts |= {message.key: message for message in doubted if message.key in self._texts}
        unused = frozenset(message.key for message in unused_messages(wanted, catalog))
        # What became unused in this very run may have been moved and edited; what is obsolete already was not.
        may_have_moved = frozenset(
            message.key
            for message in catalog.messages
            if message.key in unused and (not message.obsolete or catalog.domain == MEMORY_DOMAIN)
        )
        kept = tuple(
            message
            for message in catalog.messages
            if message.key in may_have_moved or self._is_asked_for(message, is_unused=message.key in unused)
        )
        if kept:
            self._kept.append((replace(catalog, messages=kept, text=""), may_have_moved))

    def _is_asked_for(self, message: Message, *, is_unused: bool) -> bool:
        key = message.key
        if not (self._texts.is_shared(key) or (is_unused and key in self._texts)) or key in self._certain:
            return False
        if message.fuzzy or not message.has_text:
            return False
        if message.msgid_plural is not None:
            return True  # in the forms of another rule it may be complete, or to be looked at
        if message.complete and not message.obsolete:
            self._certain.add(key)  # where catalogs differ, the first one's counts
        return message.complete

    def memory(self, rule: PluralRule) -> Memory:
        """All that is known, in the forms of a rule, once all catalogs are noted; what is in use wins."""
        if rule not in self._memories:
            known = [(catalog, tuple(converted(catalog, self._locale, rule)), keys) for catalog, keys in self._kept]
            translations: dict[Key, Message] = {}
            for obsolete in (False, True):
                for message in chain.from_iterable(messages for _, messages, _ in known):
                    if message.obsolete is obsolete and message.complete and not message.fuzzy:
                        translations.setdefault(message.key, message)
            unused = {
                catalog.domain: tuple(message for message in messages if message.key in keys and message.has_text)
                for catalog, messages, keys in known
                if keys
            }
            self._memories[rule] = Memory(translations, Unused(unused), self.doubts)
        return self._memories[rule]
