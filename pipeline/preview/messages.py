"""What a translator is shown of messages: those of a page, and all that is known of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from rapidfuzz import fuzz, process

from pipeline.catalogs.approvals import read_approvals
from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.marks import MarkedMessage, numbers_in
from pipeline.catalogs.plurals import effective_rule
from pipeline.catalogs.waivers import unreadable_waivers
from pipeline.checks.glossary import glossary_faults, read_glossary, terms_in
from pipeline.checks.pair import Fault
from pipeline.checks.plural import plural_faults
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import ADDRESS, Catalog, Language, Message, Notation, Segment
from pipeline.notes import Note, told_of
from pipeline.preview.answers import (
    Dossier,
    Entry,
    File,
    GlossaryTerm,
    Judged,
    Page,
    Place,
    Reason,
    Remark,
    Similar,
    State,
    Version,
)
from pipeline.preview.edits import Wording
from pipeline.preview.index import identity
from pipeline.preview.pictures import with_pictures
from pipeline.preview.press import Sheet
from pipeline.preview.said import said
from pipeline.preview.snapshot import Snapshot
from pipeline.review import as_segment, refusals, remarks_on
from pipeline.rules import found, told_translators, weighed

_HEAD = 120
_ALIKE, _SIMILAR = 60.0, 3


def page_of(now: Snapshot, sheet: Sheet, marked: Sheet, changed: Iterable[File], *, approves: bool = False) -> Page:
    """What a page is worth, of which there is one with marks as well; `changed` are files that have changed."""
    language, project = sheet.language, now.project
    found = dict.fromkeys(numbers_in(marked.data.decode("utf-8", "replace")))
    numbers = [number for number in found if number in now.index.messages]
    is_source = language == project.source
    entries = {} if is_source else {number: _entry(now, language, now.index.messages[number]) for number in numbers}
    status = now.page(language, sheet.source)
    document = now.index.documents.get(sheet.source)
    is_draft = document is not None and document.draft
    is_shown = is_source or not (sheet.is_withheld or language not in now.published.sites)
    return Page(
        revision=now.revision,
        locale=language.locale,
        language=language.endonym,
        english=language.english,
        lang=language.tag,
        dir=language.dir,
        is_source=is_source,
        title=document.title if document else "",
        source=sheet.source,
        status="draft" if is_draft else "published" if is_shown else "withheld",
        blockers=() if is_shown else tuple(_reasons(now, sheet)),
        versions=tuple(_versions(now, sheet)),
        messages=entries,
        counts=Counter(entry.state for entry in entries.values()),
        words=status.words if status else 0,
        words_done=status.words - status.words_to_do if status else 0,
        approves=approves,
        overview="/-/",
        file=file_of(now, language, document.domain) if document and not is_source else None,
        changed=tuple(changed),
    )


def file_of(now: Snapshot, language: Language, domain: str) -> File | None:
    """The catalog of a domain, if the language has it."""
    catalogs = now.assessments[language].catalogs
    return named_file(now.project, now.project.catalog_path(language.locale, domain)) if domain in catalogs else None


def named_file(project: Project, path: Path) -> File:
    """A file of the project's, as a browser may ask for it."""
    name = project.shown(path)
    return File(name, f"/-/file?{urlencode({'name': name})}")


def dossier(
    now: Snapshot, language: Language, known: MarkedMessage, *, can_approve: bool, to_read: bool = False
) -> Dossier:
    """All that is known of a message in a language; what only helps to write is left out where it is `to_read`.

    Raises PipelineError if its catalog or glossary cannot be read.
    """
    domain, template, project = known.domain, known.message, now.project
    catalog = now.assessments[language].catalogs.get(domain) or Catalog(domain, language.locale, ())
    rule = effective_rule(catalog, language.locale)
    message = now.message(language, domain, template.key)
    count = rule.count if rule is not None and template.msgid_plural is not None else 1
    shown = message or replace(template, translations=("",) * count)
    labels = tuple(rule.examples(form) for form in range(count)) if rule and template.msgid_plural else ("",)
    judged = judge(now, language, known, Wording.of(shown))
    state = state_of(now, language, known)
    critical = _sections(now, known)
    file = project.shown(project.catalog_path(language.locale, domain))
    approved = _is_approved(now, language, shown) if critical and project.require_approval else None
    return Dossier(
        id=identity(domain, template.key),
        locale=language.locale,
        lang=language.tag,
        dir=language.dir,
        source_lang=project.source.tag,
        source_dir=project.source.dir,
        source=(template.msgid, *((template.msgid_plural,) if template.msgid_plural else ())),
        context=template.msgctxt or "",
        forms=shown.translations,
        form_labels=labels,
        fuzzy=shown.fuzzy,
        state=state,
        previous=shown.previous.msgid if shown.previous else None,
        notes=tuple(_notes(now, known, shown)),
        comment=shown.comment,
        flags=tuple(flag for flag in shown.flags if flag != "fuzzy"),
        places=tuple(_places(now, language, known)),
        critical=critical,
        approved=approved,
        can_approve=can_approve and awaits_approval(now, language, known),
        glossary=tuple(
            GlossaryTerm(term.term, " | ".join(term.translations))
            for term in terms_in(template.msgid, read_glossary(project, language.locale))
        ),
        similar=() if to_read else tuple(_similar(now.assessments[language].catalogs.values(), template)),
        findings=judged.findings,
        rendered=judged.rendered,
        file=file,
        line=shown.line,
        edit=project.edit_address(file, shown.line, language.locale) if project.edit_url else "",
        markdown="markdown-text" in template.flags or _uses(now, known)[0].notation is Notation.MARKDOWN,
    )


def judge(now: Snapshot, language: Language, known: MarkedMessage, wording: Wording) -> Judged:
    """What `check` would say of a wording. Of forms that are empty nothing is said."""
    rules, uses = now.rules[language], _uses(now, known)
    if not all(form.strip() for form in wording.forms):
        return Judged((), ("",) * len(wording.forms))
    catalog = now.assessments[language].catalogs.get(known.domain) or Catalog(known.domain, language.locale, ())
    rule = effective_rule(catalog, language.locale)
    message = replace(known.message, translations=wording.forms, flags=(), comment=wording.comment)
    faults = [*plural_faults(message, rule)] or [*refusals(uses, message, rule, rules)]
    if faults:
        return Judged(tuple(_remarks(now, faults, refused=True)), ("",) * len(wording.forms))
    if uses[0].kind != ADDRESS:
        faults = remarks_on(uses[0], message, language, rules, rule)
        faults += glossary_faults(message, read_glossary(now.project, language.locale))
        faults = [
            fault for fault in faults if now.waivers.verdict(language.locale, fault.rule, message) is not Verdict.VALID
        ]
        faults += [Fault("waiver-without-reason", f"“{line}”") for line in unreadable_waivers(message)]
    return Judged(tuple(_remarks(now, faults, refused=False)), tuple(_rendered(now, language, known, wording.forms)))


def state_of(now: Snapshot, language: Language, known: MarkedMessage) -> State:
    """What a message is worth in a language."""
    assessment, key = now.assessments[language], known.message.key
    message = now.message(language, known.domain, key)
    if key in assessment.translations.get(known.domain, {}):
        if message is None or not message.translated:
            return State.SUPPLIED
        findings = judge(now, language, known, Wording.of(message)).findings
        return State.FAULTY if any(one.severity == "error" for one in findings) else State.TRANSLATED
    if message is None:
        return State.MISSING
    if message.fuzzy:
        return State.FUZZY
    if not message.translated:
        # An address stays as it is in the source where nobody has translated it.
        return State.SUPPLIED if message.msgctxt == ADDRESS else State.UNTRANSLATED
    wording = Wording.of(message)
    return (
        State.REFUSED if any(one.refused for one in judge(now, language, known, wording).findings) else State.UNAPPROVED
    )


def awaits_approval(now: Snapshot, language: Language, known: MarkedMessage) -> bool:
    """Whether a message is a critical text that is translated, may be used, and is not approved as it is."""
    message = now.message(language, known.domain, known.message.key)
    if message is None or not now.project.require_approval or not _sections(now, known):
        return False
    return state_of(now, language, known) is State.UNAPPROVED and not _is_approved(now, language, message)


def _is_approved(now: Snapshot, language: Language, message: Message) -> bool:
    return read_approvals(now.project).verdict(language.locale, message) is Verdict.VALID


def _entry(now: Snapshot, language: Language, known: MarkedMessage) -> Entry:
    return Entry(
        id=identity(known.domain, known.message.key),
        state=state_of(now, language, known),
        kind=_uses(now, known)[0].kind,
        critical=_sections(now, known),
        theme=known.domain == THEME_DOMAIN,
        text=known.message.msgid[:_HEAD],
    )


def _uses(now: Snapshot, known: MarkedMessage) -> Sequence[Segment]:
    """The segments that ask for a message."""
    return now.gate.uses.get(known.domain, {}).get(known.message.key) or (as_segment(known.message),)


def _sections(now: Snapshot, known: MarkedMessage) -> tuple[str, ...]:
    """The required sections that a message is in."""
    segments = (segment for _, segment in now.index.uses.get((known.domain, known.message.key), ()))
    return now.project.critical_sections(anchor for segment in segments for anchor in segment.anchors)


def _notes(now: Snapshot, known: MarkedMessage, message: Message) -> Iterator[Note]:
    """The notes on a message as its catalog has them, with their names where it is known what they say."""
    sections = _sections(now, known)
    named = {note.text: note for segment in _uses(now, known) for note in told_of(segment, sections, "")}
    yield from (named.get(text, Note(text)) for text in message.extracted)


def _places(now: Snapshot, language: Language, known: MarkedMessage) -> Iterator[Place]:
    documents = {document.source: document for document, _ in now.index.uses.get((known.domain, known.message.key), ())}
    for source, document in documents.items():
        yield Place(document.title, now.path(language, now.address(language, source)))


def _versions(now: Snapshot, sheet: Sheet) -> Iterator[Version]:
    for language in now.languages():
        if language != sheet.language:
            name = now.address(language, sheet.source) if sheet.source in now.index.documents else sheet.name
            yield Version(language.locale, language.endonym, now.path(language, name))


def _reasons(now: Snapshot, sheet: Sheet) -> Iterator[Reason]:
    if sheet.language not in now.published.sites:
        message = f"no page is published in {sheet.language.english} yet, so its site is not there"
        yield Reason("", message, "translate a page whole: the overview says which lacks least", None, said(message))
    status, document = now.page(sheet.language, sheet.source), now.index.documents.get(sheet.source)
    for finding in status.blockers if status else ():
        segments = document.texts() if document else ()
        key = next((segment.key for segment in segments if finding.msgid and segment.text == finding.msgid), None)
        yield Reason(
            finding.rule,
            finding.message,
            told_translators(finding),
            identity(document.domain, key) if document and key else None,
            # What is said of a text names that: the panel shows it.
            None if finding.msgid else said(finding.message),
        )


def _similar(catalogs: Iterable[Catalog], template: Message) -> Iterator[Similar]:
    known = {
        message.msgid: message
        for catalog in catalogs
        for message in catalog.messages
        if message.translated and message.msgid != template.msgid and message.msgctxt != ADDRESS
    }
    for source, likeness, _ in process.extract(
        template.msgid, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_SIMILAR
    ):
        yield Similar(source, known[source].translations, round(likeness))


def _remarks(now: Snapshot, faults: Iterable[Fault], *, refused: bool) -> Iterator[Remark]:
    findings = (
        found(fault.rule, "", fault.message, lowered=fault.doubtful, there=fault.there, here=fault.here)
        for fault in faults
    )
    for finding in weighed(findings, now.project.severities):
        severity, sentence = finding.severity.name.lower(), said(finding.message, finding.there, finding.here)
        yield Remark(finding.rule, severity, refused, finding.message, told_translators(finding), sentence)


def _rendered(now: Snapshot, language: Language, known: MarkedMessage, forms: Iterable[str]) -> Iterator[str]:
    segment, found = _uses(now, known)[0], now.index.uses.get((known.domain, known.message.key), ())
    source = next((document.source for document, _ in found), "")
    for form in forms:
        if segment.notation is Notation.TEXT:
            yield escape(form)
        else:
            shown = now.gate.checker.renderer.render(form, segment.notation, segment.kind)
            yield with_pictures(shown, now.project, source, language)
