"""Translations that exist already, brought into the catalogs: never over a text that is there.

They come from the site itself (articles translated by hand, I18N_SUBSITES, catalogs of the theme) or from
files (catalogs of other tools, memories). What is brought in is fuzzy until a person has looked at it,
unless it is accepted; what finds no place is remembered or reported, and never lost in silence.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from pipeline.catalogs.plurals import PluralRule, effective_rule, in_forms_of, plural_rule, tells_less
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.store import change_catalogs, read_catalogs
from pipeline.catalogs.suggestions import IMPORTED, decided, is_as_imported
from pipeline.catalogs.three_way import in_conflict
from pipeline.catalogs.update import Imported
from pipeline.characters import spaced
from pipeline.config import Project
from pipeline.encoding import marked, xml
from pipeline.errors import PipelineError, errors_in
from pipeline.exchange.by_hand import from_natives, from_subsite, subsite_catalogs
from pipeline.exchange.formats import TABLE_SUFFIXES, XML_SUFFIXES
from pipeline.exchange.languages import is_same, language_named, language_of
from pipeline.exchange.match import Origin, from_catalog, match, messages_of
from pipeline.exchange.remarks import with_remarks
from pipeline.exchange.table import read_csv
from pipeline.exchange.units import OWN, TakenBack, Unit, agreed, displaced, doubted, readable, take_back
from pipeline.exchange.xliff import read_xliff
from pipeline.exchange.xml import Exchange, read_tmx
from pipeline.model import Catalog, Key, Language, Message, headline
from pipeline.sources.extract import Extraction


def by_locale(project: Project, origins: Iterable[Origin], *, accept: bool) -> dict[str, dict[str, dict[Key, Message]]]:
    """What `update` is to know: by locale, by domain, by key. Of several translations the first one counts.

    Plural forms are given those of the catalog that they go into. Raises PipelineError if one is malformed.
    """
    rule_of = cache(partial(_rule_of, project))
    known: dict[str, dict[str, dict[Key, Message]]] = {}
    for origin in origins:
        for domain, message in origin.messages:
            guessed = False
            if message.msgid_plural is not None and origin.plurals is not None:
                ours = rule_of(origin.language, domain)
                guessed = tells_less(origin.plurals, ours)
                message = in_forms_of(message, origin.plurals, ours)
            if (guessed or not accept) and not message.fuzzy:
                # A guess is accepted later no more than now.
                notes = () if guessed else (IMPORTED,)
                message = replace(message, flags=("fuzzy", *message.flags), extracted=notes)
            known.setdefault(origin.language.locale, {}).setdefault(domain, {}).setdefault(message.key, message)
    return known


def with_outdone(project: Project, origins: Iterable[Origin]) -> list[Origin]:
    """The origins with those of their finished translations that are not taken, as the catalogs have other ones.

    Where ours is fuzzy, theirs is put into its comment. Of an article by hand nobody asks: it wins as it is. Raises
    PipelineError if a catalog is malformed.
    """
    catalogs = cache(partial(_in_use, project))
    result = []
    for origin in origins:
        if not origin.native:
            found = list(_outdone(origin.messages, catalogs(origin.language)))
            outdone, beside = (
                tuple(theirs for ours, theirs in found if ours.fuzzy is fuzzy) for fuzzy in (False, True)
            )
            origin = replace(origin, outdone=outdone, beside=beside)
        result.append(origin)
    for language in {origin.language for origin in result if origin.beside}:
        own = [message for origin in result if origin.language == language for message in origin.beside]
        change_catalogs(project, language, partial(_kept_beside, own))
    return result


def _kept_beside(theirs: Iterable[Message], catalogs: Mapping[str, Catalog]) -> dict[str, Catalog]:
    """The catalogs with the texts of others in the comments of fuzzy messages of ours."""
    known: dict[Key, list[Message]] = {}
    for message in theirs:
        known.setdefault(message.key, []).append(message)

    def kept(message: Message) -> Message:
        others = known.get(message.key, ()) if message.fuzzy and message.has_text and not message.obsolete else ()
        return in_conflict(message, *others) if others else message

    return {
        domain: replace(catalog, messages=tuple(map(kept, catalog.messages))) for domain, catalog in catalogs.items()
    }


def _in_use(project: Project, language: Language) -> dict[tuple[str, Key], Message]:
    return {
        (domain, message.key): message
        for domain, catalog in read_catalogs(project, language).items()
        for message in catalog.messages
        if message.has_text and not message.obsolete
    }


def _outdone(
    messages: Iterable[tuple[str, Message]], ours: Mapping[tuple[str, Key], Message]
) -> Iterator[tuple[Message, Message]]:
    """Our message and theirs."""
    for domain, message in messages:
        own = ours.get((domain, message.key))
        if own is None or message.fuzzy or message.msgid_plural is not None:
            continue
        if list(map(spaced, own.translations)) != list(map(spaced, message.translations)):
            yield own, message


def accept_waiting(project: Project, known: Mapping[str, Imported]) -> dict[str, tuple[int, int]]:
    """Take the fuzzy mark from what an earlier import has brought in, and this one accepts.

    It is the same text for the very same message; what somebody has written, accepted or doubted since stays as it is.
    By locale, how many are accepted, and how many of the same texts stay fuzzy. Raises PipelineError if a catalog is
    malformed, or was changed meanwhile: then none of its language is written.
    """
    counts: dict[str, tuple[int, int]] = {}
    for language in project.targets:
        own = known.get(language.locale, {})

        def change(
            catalogs: Mapping[str, Catalog], own: Imported = own, locale: str = language.locale
        ) -> dict[str, Catalog]:
            same = {domain: set(_same_and_fuzzy(catalog, own.get(domain, {}))) for domain, catalog in catalogs.items()}
            waiting = [message for messages in same.values() for message in messages]
            taken = sum(map(is_as_imported, waiting))
            counts[locale] = taken, len(waiting) - taken
            return {domain: _accepted(catalog, same[domain]) for domain, catalog in catalogs.items()}

        if own:
            change_catalogs(project, language, change)
    return {locale: count for locale, count in counts.items() if any(count)}


def _same_and_fuzzy(catalog: Catalog, known: Mapping[Key, Message]) -> Iterator[Message]:
    for message in catalog.messages:
        found = known.get(message.key)
        is_same = found is not None and not found.fuzzy and found.translations == message.translations
        if is_same and message.fuzzy and message.previous is None:  # with a previous text its own was changed since
            yield message


def _accepted(catalog: Catalog, same: Container[Message]) -> Catalog:
    messages = (
        decided(message, message.translations, fuzzy=False) if message in same and is_as_imported(message) else message
        for message in catalog.messages
    )
    return replace(catalog, messages=tuple(messages))


def _rule_of(project: Project, language: Language, domain: str) -> PluralRule:
    """The rule for plural forms in a catalog on disk; that of CLDR if there is none yet."""
    path = project.catalog_path(language.locale, domain)
    if path.exists():
        catalog = read_catalog(path, project, domain=domain, locale=language.locale)
        return effective_rule(catalog, language.locale) or plural_rule(language.locale)
    return plural_rule(language.locale)


def from_site(project: Project, settings: dict[str, Any], extraction: Extraction) -> Iterator[Origin]:
    """All that the site itself has: articles by hand, settings per language, catalogs of i18n_subsites.

    A catalog that cannot be read is told of, and the others are taken: it may be a public theme's. Raises PipelineError
    if an article cannot be read.
    """
    yield from from_natives(project, settings, extraction)
    for language in project.targets:
        yield from from_subsite(project, settings, language)
        for path in subsite_catalogs(project, settings, language):
            try:
                yield from_catalog(project, extraction, path, language)
            except PipelineError as error:
                yield Origin(project.shown(path), language, (), refused=tuple(map(_all_of_it, errors_in(error))))


def _all_of_it(error: PipelineError) -> str:
    line = f"line {error.line}: " if error.line else ""
    return f"all of it: {line}{error.message}" + (f" ({error.hint})" if error.hint else "")


def from_file(
    project: Project, extraction: Extraction, path: Path, language: Language | None = None
) -> Iterator[Origin]:
    """The translations in a file: a catalog of another tool, a translation memory, or what `export` wrote.

    Raises PipelineError if it is malformed, too large, of no known format, in no language of the site, or in another
    one than `language`, or if its translations stand beside other texts than before.
    """
    shown, suffix = project.shown(path), path.suffix.lower()
    if suffix == ".po":
        yield from_catalog(project, extraction, path, language)
        return
    if suffix not in (*XML_SUFFIXES, *TABLE_SUFFIXES, ".tmx"):
        raise PipelineError(f"{suffix or 'this'} is no known format", path=shown, hint="known: .po .xlf .csv .tmx")
    text = (marked if suffix in TABLE_SUFFIXES else xml)(project.read_bytes(path), shown)
    if suffix == ".tmx":
        yield from _from_memory(
            project, extraction, read_tmx(text, shown, project.source, project.targets), shown, language
        )
        return
    exchange = read_csv(text, shown) if suffix in TABLE_SUFFIXES else read_xliff(text, shown)
    units, refused = readable(exchange.units)
    language = language_of(project, [exchange.language, *(unit.locale for unit in units)], path, language)
    if moved := displaced(units):
        raise PipelineError(
            f"{len(moved)} texts have the translations that others in this file had when it was made, the first one in "
            f"{moved[0].place}, “{headline(moved[0].source)}”: they were shifted, sorted or filled down by themselves",
            path=shown,
            hint="nothing of it is taken: put them back to their texts, or export anew and write what is new there",
        )
    remarked = tuple(unit for unit in units if unit.is_ours and unit.remarks)
    units, contradictory = agreed(units)
    units, doubts = doubted(units)
    strangers = tuple(unit for unit in units if not unit.is_ours)
    origin = match(extraction, messages_of(strangers), shown, language)
    returned = tuple(unit for unit in units if unit.is_ours)
    yield replace(
        origin,
        returned=returned,
        refused=(*refused, *contradictory, *exchange.beside, *_notes_left(strangers), *origin.refused),
        doubts=doubts,
        read=len(exchange.units),
        translated=len(units),
        remarked=remarked,
    )


def _from_memory(
    project: Project, extraction: Extraction, exchanges: Iterable[Exchange], shown: str, wanted: Language | None
) -> Iterator[Origin]:
    """The translations in a memory, which may hold more languages than are wanted; not one that is."""
    found = [(exchange, language_named(exchange.language, project.targets)) for exchange in exchanges]
    own = [(exchange, language) for exchange, language in found if language and wanted in (None, language)]
    if not own:
        names = ", ".join(exchange.language for exchange, _ in found) or "none"
        into = wanted.english if wanted else "a language of this site"
        hint = "look at the languages that its texts (tuv) are said to be in"
        raise PipelineError(f"it has no translation into {into}; it has: {names}", path=shown, hint=hint)
    left = [
        f"{len(exchange.units)} texts in {exchange.language!r}, which is no language of this site"
        for exchange, language in found
        if language is None and wanted is None
    ]
    # Of several translations the first one counts: that of the very language.
    for number, (exchange, language) in enumerate(sorted(own, key=lambda one: not is_same(one[0].language, one[1]))):
        units, refused = readable(exchange.units)
        origin = match(extraction, messages_of(units), shown, language)
        others = left if number == 0 else ()
        yield replace(origin, refused=(*refused, *_notes_left(units), *origin.refused, *others))


def _notes_left(units: Iterable[Unit]) -> Iterator[str]:
    """That there are notes on texts which no export has sent: whose words they are nobody can tell."""
    count = sum(not all(line.startswith(OWN) for line in unit.remarks) for unit in units)
    if count:
        yield f"the notes on {count} of its texts, as no export of this site has made it: read them there"


def take_back_from(project: Project, extraction: Extraction, origin: Origin) -> tuple[TakenBack, Origin]:
    """Put into the catalogs what came back from people; the units whose message is gone are given as an origin.

    Raises PipelineError if a catalog is malformed, or was changed meanwhile: then none is written.
    """
    results: list[TakenBack] = []
    left: tuple[str, ...] = ()

    def change(catalogs: Mapping[str, Catalog]) -> Mapping[str, Catalog]:
        nonlocal left
        result = take_back(catalogs, origin.returned)
        commented, count, left = with_remarks(result.catalogs, origin.remarked)
        results.append(replace(result, catalogs=commented, remarks=count))
        return commented

    change_catalogs(project, origin.language, change)
    rest = match(extraction, messages_of(results[-1].strangers), origin.path, origin.language)
    misplaced = (
        f"{unit.place}, “{headline(unit.source)}”: its id is that of another text" for unit in results[-1].misplaced
    )
    return results[-1], replace(rest, refused=(*misplaced, *left, *rest.refused))
