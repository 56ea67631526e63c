"""A catalog's canonical text, through polib, and the headers it has."""

from __future__ import annotations

from datetime import datetime

import polib

from pipeline.catalogs.plurals import plural_rule
from pipeline.config import Project
from pipeline.model import Catalog, Language, Message

GENERATOR = "pelican-gettext"
_DATE_FORMAT = "%Y-%m-%d %H:%M%z"


def template_headers(project: Project, date: datetime) -> tuple[tuple[str, str], ...]:
    """The header of a template made at this time, with the blanks that `msginit` and editors fill in.

    There is no Plural-Forms: `msgfmt -c` refuses the blank that `xgettext` writes for it.
    """
    return (
        ("Project-Id-Version", project.name),
        ("Report-Msgid-Bugs-To", project.bugs_address),
        ("POT-Creation-Date", date.strftime(_DATE_FORMAT)),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", GENERATOR),
    )


def catalog_headers(project: Project, language: Language, date: datetime) -> tuple[tuple[str, str], ...]:
    """The header of a new catalog; translators' tools fill in who and when."""
    stamp = date.strftime(_DATE_FORMAT)
    return (
        ("Project-Id-Version", project.name),
        ("Report-Msgid-Bugs-To", project.bugs_address),
        ("POT-Creation-Date", stamp),
        ("PO-Revision-Date", stamp),
        ("Last-Translator", "Automatically generated"),
        ("Language-Team", "none"),
        ("Language", language.locale),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_rule(language.locale).header),
        ("X-Generator", GENERATOR),
    )


def format_catalog(catalog: Catalog) -> str:
    """The canonical text of a catalog: unwrapped, in the order of its messages, LF, obsolete ones last."""
    entries = polib.POFile(wrapwidth=0)
    entries.header = catalog.comment
    entries.metadata = dict(catalog.headers)
    for message in catalog.messages:
        entries.append(_to_entry(message))
    return f"{entries}".rstrip("\n") + "\n"


def _to_entry(message: Message) -> polib.POEntry:
    previous = message.previous
    singular = message.msgid_plural is None
    return polib.POEntry(
        msgid=message.msgid,
        msgctxt=message.msgctxt,
        msgid_plural=message.msgid_plural or "",
        msgstr=message.translations[0] if singular else "",
        msgstr_plural={} if singular else dict(enumerate(message.translations)),
        comment="\n".join(message.extracted),
        tcomment=message.comment,
        occurrences=[(reference, "") for reference in message.references],
        flags=list(message.flags),
        obsolete=message.obsolete,
        previous_msgid=previous.msgid if previous else None,
        previous_msgctxt=previous.msgctxt if previous else None,
        previous_msgid_plural=previous.msgid_plural if previous else None,
    )
