"""Where a site's own texts are, and what they are called: the same as long as its sources are."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.catalogs.marks import MarkedMessage, marked_as_they_are, numbered
from pipeline.model import Document, Key, Language, Segment
from pipeline.plugin.site import Site
from pipeline.sources.extract import Extraction


def identity(domain: str, key: Key) -> str:
    """What a message is called in an address: it stays the same as long as its text does."""
    context, msgid = key
    name = "\0".join((domain, "" if context is None else f"={context}", msgid))
    return hashlib.blake2b(name.encode(), digest_size=9).hexdigest()


@dataclass(frozen=True)
class Index:
    """Where the texts of an extraction are."""

    extraction: Extraction

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The originals, by source."""
        return {document.source: document for document in self.extraction.documents}

    @cached_property
    def uses(self) -> dict[tuple[str, Key], list[tuple[Document, Segment]]]:
        """Where messages of sources stand: by domain and key, documents with their segments."""
        found: dict[tuple[str, Key], list[tuple[Document, Segment]]] = defaultdict(list)
        for document in self.extraction.documents:
            for segment in document.texts():
                found[document.domain, segment.key].append((document, segment))
        return found

    @cached_property
    def messages(self) -> dict[int, MarkedMessage]:
        """The messages by the numbers that their marks have."""
        return numbered(self.extraction.templates)

    @cached_property
    def names(self) -> dict[str, MarkedMessage]:
        """The messages by what they are called in addresses."""
        return {identity(known.domain, known.message.key): known for known in self.messages.values()}

    @cached_property
    def _last(self) -> dict[Language, tuple[Site, Site]]:
        return {}

    def marked(self, site: Site) -> Site:
        """A language's site with each text marked; what was marked of the same texts before is taken again."""
        before, marked = self._last.get(site.language, (site, None))
        known = marked.translations if marked is not None and before.plurals == site.plurals else {}
        translations: dict[str, Mapping[Key, tuple[str, ...]]] = {}
        first = 0
        for template in self.extraction.templates:
            domain = template.domain
            own = site.translations.get(domain, {})
            if domain not in known or before.translations.get(domain) is not own:
                translations[domain] = marked_as_they_are(template, first, own, site.plurals)
            else:
                translations[domain] = known[domain]
            first += len(template.messages)
        found = replace(site, translations=translations, in_source={}, untranslated=frozenset())
        self._last[site.language] = site, found
        return found
