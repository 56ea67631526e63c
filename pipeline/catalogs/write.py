"""A catalog's text, through polib, and the headers it has."""

from __future__ import annotations

import re
from datetime import datetime

import polib

from pipeline.catalogs.plurals import plural_rule
from pipeline.catalogs.read import written_in
from pipeline.config import Project
from pipeline.model import Catalog, Language, Message

GENERATOR = "pelican-gettext"
#: Fields that a new catalog has, and that `update` does not add again where a program left them out.
OPTIONAL_FIELDS = frozenset({"Report-Msgid-Bugs-To", "POT-Creation-Date", "X-Generator"})
#: Fields that each catalog is to have (GNU gettext's manual, Filling in the Header Entry).
REQUIRED_FIELDS = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
_USUAL_FIELDS = OPTIONAL_FIELDS.union(REQUIRED_FIELDS, ("Plural-Forms", "Generated-By"))
_OF_PROGRAMS = ("X-Generator", "X-Poedit", "X-Crowdin", "X-Loco", "X-Pootle", "X-Qt", "X-Launchpad", "X-Source")
_DATE_FORMAT = "%Y-%m-%d %H:%M%z"
_EMPTY_COMMENT = re.compile(r"^#(\.?) +$", re.M)


def is_usual_field(name: str) -> bool:
    """Whether programs write a field of this name into a header by themselves."""
    return name in _USUAL_FIELDS or name.casefold().startswith(tuple(map(str.casefold, _OF_PROGRAMS)))


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
    """The text of a catalog: LF, in the order of its messages, obsolete ones last.

    What is the same in the text that it was read from stays as it is written there, wrapped or not: no line changes of
    a message that did not, so git can merge what others have changed meanwhile. What is new is unwrapped.
    """
    (header, as_read), blocks = written_in(catalog)
    if not header or (as_read.headers, as_read.comment) != (catalog.headers, catalog.comment):
        header = _header(catalog)
    live = [message for message in catalog.messages if not message.obsolete]
    obsolete = [message for message in catalog.messages if message.obsolete]
    messages = (blocks.get(message) or _written(message) for message in (*live, *obsolete))
    return "\n\n".join(filter(None, (header, *messages, catalog.closing))) + "\n"


def _header(catalog: Catalog) -> str:
    fields = "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalog.headers)
    return _block(polib.POEntry(msgid="", msgstr=fields, tcomment=catalog.comment))


def _written(message: Message) -> str:
    """A message as a file has it, without what polib would leave out of an obsolete one."""
    block = _block(_to_entry(message))
    if not message.obsolete:
        return block
    told = [f"#. {line}" if line else "#." for line in message.extracted]
    told += [f"#: {' '.join(message.references)}"] if message.references else []
    lines = block.split("\n")
    own = message.comment.count("\n") + 1 if message.comment else 0
    return "\n".join((*lines[:own], *told, *lines[own:]))


def _block(entry: polib.POEntry) -> str:
    # polib leaves a blank at the end of a comment line that is empty.
    return _EMPTY_COMMENT.sub(r"#\1", entry.__unicode__(0).rstrip("\n"))


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
