"""Catalogs on disk and in memory: a strict gate and polib for reading, one canonical writer."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

from pipeline.config import TEMPLATES_FOLDER, Project
from pipeline.errors import ExitCode, PipelineError
from pipeline.files import read_text
from pipeline.model import Catalog, Key, Language, Message, Previous
from pipeline.po_syntax import require_valid

GENERATOR = "pelican-gettext"
_MAX_BYTES = 64 * 1024 * 1024
# The flag line announced for gettext 1.0, which polib refuses.
_STICKY_FLAGS = re.compile(r"^#=", re.M)
_MSGID_LINE = re.compile(r'\s*(?:#~\s*)?msgid[\s"]')
_DATE_FORMAT = "%Y-%m-%d %H:%M%z"


def read_catalog(path: Path, project: Project, *, domain: str, locale: str | None) -> Catalog:
    """The catalog in this file, whole; a file that is not well-formed is refused with its line."""
    shown = project.shown(path)
    if path.is_file() and path.stat().st_size > _MAX_BYTES:
        raise PipelineError(f"larger than {_MAX_BYTES // 1024**2} MiB", path=shown, hint="split the domain")
    text = read_text(path, project.root)
    require_valid(text, shown)
    entries = _parse(text, shown)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _MSGID_LINE.match(line)]
    messages = tuple(map(_to_message, entries, lines[len(lines) - len(entries) :]))
    _require_unique(messages, shown)
    catalog = Catalog(
        domain,
        locale,
        messages,
        headers=tuple(entries.metadata.items()),
        comment=entries.header.strip("\n"),
    )
    _require_plural_count(catalog, shown)
    _require_same_line_ends(catalog, shown)
    return catalog


def missing_catalog(project: Project, language: Language, domain: str) -> PipelineError:
    """What to say when a locale has no catalog for a domain."""
    return PipelineError(
        "the catalog is missing",
        path=project.shown(project.catalog_path(language.locale, domain)),
        hint=f"run: pelican-gettext update {language.locale}",
        exit_code=ExitCode.FINDINGS,
    )


def plural_forms(locale: str) -> tuple[int, str]:
    """Number of plural forms and the expression that chooses one, from CLDR; never from a file."""
    plural = get_plural(locale)
    return plural.num_plurals, plural.plural_expr


def template_headers(project: Project, date: datetime) -> tuple[tuple[str, str], ...]:
    """The header of a template made at this time."""
    return (
        ("Project-Id-Version", project.name),
        ("Report-Msgid-Bugs-To", project.bugs_address),
        ("POT-Creation-Date", date.strftime(_DATE_FORMAT)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", GENERATOR),
    )


def catalog_headers(project: Project, language: Language, date: datetime) -> tuple[tuple[str, str], ...]:
    """The header of a new catalog; translators' tools fill in who and when."""
    count, expression = plural_forms(language.locale)
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
        ("Plural-Forms", f"nplurals={count}; plural={expression};"),
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


def find_catalogs(project: Project, locale: str | None) -> dict[str, Path]:
    """All catalogs of a locale, or all templates, that are on disk, by domain."""
    folder = project.catalogs / (locale or TEMPLATES_FOLDER)
    paths = sorted(folder.rglob("*.po" if locale else "*.pot"))
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in paths}


def _parse(text: str, shown: str) -> polib.POFile:
    # From a file and never from a str: polib would split a str at U+0085 and its like.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".po", newline="\n") as copy:
        copy.write(_STICKY_FLAGS.sub("#,", text))
        copy.flush()
        try:
            return polib.pofile(copy.name, encoding="utf-8", wrapwidth=0)
        except (OSError, ValueError, UnicodeError) as error:
            raise PipelineError(f"polib cannot read it: {error}", path=shown) from None


def _require_unique(messages: Iterable[Message], shown: str) -> None:
    first: dict[Key, Message] = {}
    for message in messages:
        other = first.setdefault(message.key, message)
        if other is not message:
            raise PipelineError(
                f"the message {message.msgid!r} is defined twice",
                path=shown,
                line=message.line,
                hint=f"keep this one or the one in line {other.line}",
            )


def _require_plural_count(catalog: Catalog, shown: str) -> None:
    if catalog.locale is None:
        return
    count, _ = plural_forms(catalog.locale)
    for message in catalog.messages:
        if message.msgid_plural is not None and not message.obsolete and len(message.translations) != count:
            raise PipelineError(
                f"{catalog.locale} has {count} plural forms, the message has {len(message.translations)}",
                path=shown,
                line=message.line,
                hint=f"write msgstr[0] to msgstr[{count - 1}]",
            )


def _require_same_line_ends(catalog: Catalog, shown: str) -> None:
    """As `msgfmt` does: a translation begins and ends with a line break exactly where its source does."""
    for message in catalog.messages:
        for translation in message.translations if message.translated else ():
            for place, has in (("begin", str.startswith), ("end", str.endswith)):
                if has(translation, "\n") != has(message.msgid, "\n"):
                    raise PipelineError(
                        f"msgid and msgstr do not both {place} with a line break",
                        path=shown,
                        line=message.line,
                        hint=f"make the msgstr {place} as the msgid does",
                    )


def _to_message(entry: polib.POEntry, line: int) -> Message:
    plural = entry.msgid_plural or None
    forms = tuple(text for _, text in sorted(entry.msgstr_plural.items())) if plural else (entry.msgstr,)
    previous = None
    if entry.previous_msgid is not None:
        previous = Previous(entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural)
    return Message(
        entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=plural,
        translations=forms,
        extracted=tuple(entry.comment.split("\n")) if entry.comment else (),
        comment=entry.tcomment,
        references=tuple(path if not line else f"{path}:{line}" for path, line in entry.occurrences),
        flags=tuple(entry.flags),
        previous=previous,
        obsolete=bool(entry.obsolete),
        line=line,
    )


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
