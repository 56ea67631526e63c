"""What the build of one language needs to know: frozen data that a worker process is handed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.catalogs.plurals import PluralRule
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import Address, Key, Language, Segment, Visitor


def below(address: str, folder: str) -> str:
    """The address of a folder below another address, or that one itself if the folder has no name."""
    return f"{address}/{folder}" if folder else address


@dataclass(frozen=True, slots=True)
class Site:
    """One language's site: its admissible translations, and which sources each language publishes.

    `base_url` is the address of all sites together, which SITEURL names; `published` maps a locale to the sources
    (relative to the content folder) that its gate lets through. `natives` maps a language's path to its translations
    written by hand: original to translation, `native_names` to the categories, tags and authors of those, as kind and
    the source's name; `homes` are by source the paths of the languages of originals that are in another one than the
    source's: each counts as a translation of itself. `own_addresses` are the translations by hand that are not at their
    originals' addresses. `partial` are the sources whose text is not all translated, `in_source` the ids of their
    sections that are shown as they are in the source. `titles` are by locale and source. `assets` are files that have
    one of their own in this language. `drafts` are by the language's path the translations by hand that stand for
    nothing yet, `hidden` by locale the sources to whose page in that language nothing leads, and `statuses` what counts
    for a source, whatever its file says. `untranslated` are the messages of the theme that have no admissible
    translation. `plurals` is the rule by which its plural forms are in their order; without one it is CLDR's.
    `template_words` says whether words of templates are translated that no call marks, and `constants` are
    those of these that variables and macros are given. `addresses` are by locale and source those of pages that are not
    at their source's, `former` by source the files at which this site's pages were.
    """

    project: Project
    language: Language
    base_url: str
    translations: Mapping[str, Mapping[Key, tuple[str, ...]]] = field(default_factory=dict)
    published: Mapping[str, frozenset[str]] = field(default_factory=dict)
    natives: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    in_source: Mapping[str, frozenset[str]] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    own_addresses: frozenset[str] = frozenset()
    native_names: Mapping[str, Mapping[str, frozenset[tuple[str, str]]]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    assets: Mapping[str, str] = field(default_factory=dict)
    drafts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    untranslated: frozenset[Key] = frozenset()
    plurals: PluralRule | None = None
    template_words: bool = False
    constants: frozenset[str] = frozenset()
    addresses: Mapping[str, Mapping[str, Address]] = field(default_factory=dict)
    former: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_source(self) -> bool:
        """Whether this is the site of the source language, which is built as Pelican would."""
        return self.language == self.project.source

    @property
    def by_cldr(self) -> bool:
        """Whether dates are named by CLDR: those of the source language's site only if it wants that."""
        return not self.is_source or self.project.source_by_cldr

    @property
    def kept(self) -> dict[str, str]:
        """Attributes of an element that keeps the source's text."""
        return {} if self.is_source else {"lang": self.project.source.tag, "dir": self.project.source.dir}

    @property
    def kept_markup(self) -> Markup:
        """The same as they are written in a tag."""
        return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in self.kept.items())

    def texts_of(self, source: str) -> tuple[object, ...]:
        """All that a visitor of a source answers by."""
        translations = self.translations.get(self.project.domain_of(source), {})
        return translations, self.in_source.get(source, ()), self.is_native(source)

    def kept_markup_of(self, text: str) -> str:
        """Those of an element with a text of the theme's, which may be in another language than the source's.

        Many themes speak English on sites in all languages. That a text's language is not known is said by an empty
        `lang` (HTML, 3.2.6.2).
        """
        return self.kept_markup if self.project.source.can_be_of(text) else ' lang="" dir="auto"'

    @property
    def has_address(self) -> bool:
        """Whether SITEURL says where the site will be; what has to be absolute is left out otherwise."""
        return "://" in self.base_url

    @property
    def url(self) -> str:
        """The site's own address."""
        return self.url_of(self.language)

    def url_of(self, language: Language) -> str:
        """The address of a language's site; without a host where SITEURL has none."""
        return below(self.base_url, self.project.folder_of(language))

    @property
    def to_top(self) -> str:
        """The way from this site's folder to the one that holds them all."""
        return self._way_to("")

    @property
    def to_source(self) -> str:
        """The way from this site's folder to the source language's, where the files are that all share."""
        return self.way_to(self.project.source)

    def way_to(self, language: Language) -> str:
        """The way from this site's folder to another language's."""
        return self._way_to(self.project.folder_of(language))

    def _way_to(self, folder: str) -> str:
        return posixpath.relpath(f"/{folder}", f"/{self.project.folder_of(self.language)}")

    def withholds(self, source: str) -> bool:
        """Whether a source is kept out of this site."""
        if self.is_source:  # a translation written by hand is shown in its own language's site
            by_hand = (*(natives.values() for natives in self.natives.values()), *self.drafts.values())
            return any(source in natives for natives in by_hand)
        if source in self.drafts.get(self.language.path, ()):
            return False
        published = self.published.get(self.language.locale, frozenset())
        return self.is_replaced(source) or self.original_of(source) not in published

    def is_partial(self, source: str) -> bool:
        """Whether some of a page's text is still in the source language."""
        return not self.is_source and source in self.partial

    def is_native(self, source: str) -> bool:
        """Whether a source was written by hand in this site's language."""
        path = self.language.path
        return source in self.natives.get(path, {}).values() or source in self.drafts.get(path, ())

    def has_native(self, source: str, language: Language) -> bool:
        """Whether a source, or the one that it translates, was translated by hand in a language."""
        return self.original_of(source) in self.natives.get(language.path, {})

    def has_versions_by_hand(self, source: str) -> bool:
        """Whether a source was written by hand for one that is there in another language, or is that one."""
        pairs = any(source in natives or source in natives.values() for natives in self.natives.values())
        return pairs or any(source in drafts for drafts in self.drafts.values())

    def is_replaced(self, source: str) -> bool:
        """Whether this site has a translation of the source that was written by hand: it wins over the catalog."""
        return self.natives.get(self.language.path, {}).get(source, source) != source

    def languages(self) -> list[Language]:
        """The languages that have a site, the source language first."""
        known = self.project.languages()
        return [language for language in known if language == known[0] or language.locale in self.published]

    def languages_of(self, source: str) -> list[Language]:
        """The languages in which a source is published, the source language first; of others those that lead to it."""
        source = self.original_of(source)
        return [
            language
            for language in self.project.languages()
            if (language in (self.project.source, self.language) and self.publishes(language, source))
            or self.lists(language, source)
        ]

    def publishes(self, language: Language, source: str) -> bool:
        """Whether a language has a page of an original."""
        if language == self.project.source:
            return source not in self.homes
        return source in self.published.get(language.locale, frozenset())

    def home_of(self, source: str) -> Language:
        """The language that an original is in."""
        path = self.homes.get(source)
        return next((language for language in self.project.targets if language.path == path), self.project.source)

    def lists(self, language: Language, source: str) -> bool:
        """Whether a language has a page of an original to which its lists and its versions may lead."""
        return self.publishes(language, source) and source not in self.hidden.get(language.locale, frozenset())

    def sources(self) -> Iterable[str]:
        """All sources in the source language."""
        return self.titles.get(self.project.source.locale, {})

    def all_sources(self) -> frozenset[str]:
        """All sources in the languages of the sites: originals and translations by hand."""
        by_hand = (*(natives.values() for natives in self.natives.values()), *self.drafts.values())
        return frozenset(self.sources()) | {source for sources in by_hand for source in sources}

    def all_natives(self) -> Iterator[tuple[Language, str, str]]:
        """All translations that were written by hand: language, original and translation."""
        for language in self.project.targets:
            for original, native in self.natives.get(language.path, {}).items():
                yield language, original, native

    def source_name(self, kind: str, name: str) -> str | None:
        """The source's name of a category, tag or author that a translation by hand calls by its translation."""
        names = self.translations.get(THEME_DOMAIN, {})
        return next((msgid for (context, msgid), forms in names.items() if context == kind and forms[0] == name), None)

    def original_of(self, source: str) -> str:
        """The source that a translation written by hand translates; any other source itself."""
        originals = {native: original for original, native in self.natives.get(self.language.path, {}).items()}
        return originals.get(source, source)

    def title_of(self, source: str, language: Language) -> str:
        """A page's title in another language; nothing if the page is not known there."""
        return self.titles.get(language.locale, {}).get(self.original_of(source), "")

    def forms(self, domain: str, key: Key) -> tuple[str, ...]:
        """The admissible translation of a message, one text per plural form, or nothing."""
        return self.translations.get(domain, {}).get(key, ())

    def visitor(self, domain: str) -> Visitor:
        """The visitor that translates a domain's segments."""

        def translate(segment: Segment) -> str | None:
            forms = self.forms(domain, segment.key)
            return forms[0] if forms else None

        return translate

    def visitor_of(self, source: str) -> Visitor:
        """The visitor that translates a source, but for the sections that are shown in the source's language."""
        translate, kept = self.visitor(self.project.domain_of(source)), self.in_source.get(source, frozenset())
        return lambda segment: translate(segment) if kept.isdisjoint(segment.anchors) else None

    def theme_text(self, text: str) -> str | None:
        """The translation of a text that belongs to no source file."""
        forms = self.forms(THEME_DOMAIN, (None, text))
        return forms[0] if forms else None

    def theme_visitor(self) -> Visitor:
        """The visitor for settings, taxonomy and the renderer's texts."""
        return self.visitor(THEME_DOMAIN)
