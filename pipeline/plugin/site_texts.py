"""What of a site a person changes while its pages are looked at: its texts, of the same pages at the same addresses."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, fields

from pipeline.config import THEME_DOMAIN
from pipeline.model import Key
from pipeline.plugin.site import Site

_TEXTS = frozenset({"translations", "titles", "partial", "in_source"})


@dataclass(frozen=True, slots=True)
class SiteTexts:
    """The texts of a site that are other ones than they were: those of sources by their domain, titles by locale.

    `partial` and `in_source` are all that a site has.
    """

    translations: Mapping[str, Mapping[Key, tuple[str, ...]]]
    titles: Mapping[str, Mapping[str, str]]
    partial: frozenset[str]
    in_source: Mapping[str, frozenset[str]]

    def titled(self) -> set[str]:
        """The sources whose title in some language is another one."""
        return {source for own in self.titles.values() for source in own}


def texts_between(old: Site, new: Site) -> SiteTexts | None:
    """What makes one site another; None if it is more than such texts.

    The theme's are on all pages, and in settings.
    """
    if any(_differ(getattr(old, name), getattr(new, name)) for name in _others()):
        return None
    if old.translations.keys() != new.translations.keys() or _sources(old) != _sources(new):
        return None
    translations = {domain: own for domain, own in new.translations.items() if _differ(old.translations[domain], own)}
    titles = {
        locale: {source: title for source, title in own.items() if old.titles[locale][source] != title}
        for locale, own in new.titles.items()
        if _differ(old.titles[locale], own)
    }
    if THEME_DOMAIN in translations:
        return None
    return SiteTexts(translations, titles, new.partial, new.in_source)


def take_texts(site: Site, texts: SiteTexts) -> None:
    """Let a site have other texts.

    It is the one of a process that shows it and nothing else: whatever was made of it there asks it each time.
    """
    titles = {locale: {**own, **texts.titles.get(locale, {})} for locale, own in site.titles.items()}
    for name, value in (
        ("translations", {**site.translations, **texts.translations}),
        ("titles", titles),
        ("partial", texts.partial),
        ("in_source", texts.in_source),
    ):
        object.__setattr__(site, name, value)


def _differ(one: object, other: object) -> bool:
    """Whether two are not equal; most are one."""
    return one is not other and one != other


def _others() -> list[str]:
    return [known.name for known in fields(Site) if known.name not in _TEXTS]


def _sources(site: Site) -> dict[str, Set[str]]:
    return {locale: own.keys() for locale, own in site.titles.items()}
