"""Catalogs read strictly: whole, or refused by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.catalogs.syntax import Entry, parse
from pipeline.characters import spaced
from pipeline.config import Project
from pipeline.encoding import is_wide, marked, utf_8
from pipeline.errors import PipelineError
from pipeline.files import read_text
from pipeline.model import Catalog, Key, Message, Previous

# Newer gettext puts a path with spaces between isolates.
# GNU gettext has a comma or white space between two flags.
_FLAGS = re.compile(r"[,\s]+")
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "charset"})
_WIDE = frozenset({"utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "ucs-2", "unicode"})


def read_catalog(path: Path, project: Project, *, domain: str, locale: str | None) -> Catalog:
    """The catalog in this file, whole; a file that is not well-formed is refused with its line.

    Raises PipelineError for it, or if the file cannot be read or is too large.
    """
    return read_with_bytes(path, project, domain=domain, locale=locale)[1]


def read_with_bytes(path: Path, project: Project, *, domain: str, locale: str | None) -> tuple[bytes, Catalog]:
    """The same, with the very bytes of the file that say so. Raises PipelineError as `read_catalog` does."""
    data, shown = project.read_bytes(path), project.shown(path)
    return data, parse_catalog(utf_8(data, shown), shown, domain=domain, locale=locale)


def read_foreign_catalog(path: Path, shown: str, within: Iterable[Path] = ()) -> Catalog:
    """A catalog of whatever language; a link in one of these folders leads out of none of them.

    Raises PipelineError if it does, if the catalog is not well-formed, or cannot be read.
    """
    return parse_catalog(read_text(path, shown, within), shown, domain=path.stem, locale=None)


def read_catalog_of_others(path: Path, project: Project) -> Catalog:
    """A catalog of another tool, with whatever characters it has, for others to judge; in UTF-16, too, with its mark.

    It may have a message more than once. Raises PipelineError if it is not well-formed, cannot be read or is too large.
    """
    data, shown = project.read_bytes(path), project.shown(path)
    encodings = _ENCODINGS | (_WIDE if is_wide(data) else frozenset())
    text = spaced(marked(data, shown))
    return parse_catalog(text, shown, domain=path.stem, locale=None, ours=False, encodings=encodings)


def parse_catalog(
    text: str,
    shown: str,
    *,
    domain: str,
    locale: str | None,
    ours: bool = True,
    encodings: frozenset[str] = _ENCODINGS,
) -> Catalog:
    """The catalog that a text is, with the plural forms that it has. `shown` names it in errors.

    Its header may name one of these `encodings`. One that is not `ours` may have control characters, and a message
    more than once.

    Raises PipelineError, by line, for a text that is no well-formed catalog, whole and in UTF-8.
    """
    entries = parse(text, shown, controls=not ours)
    header = next((entry for entry in entries if _is_header(entry)), None)
    if header is None or not header.forms[0]:
        raise PipelineError("the header is missing", path=shown, hint='it is an entry with an empty msgid: msgid ""')
    messages = tuple(_to_message(entry) for entry in entries if entry is not header)
    if ours:
        _require_unique(messages, shown)
    catalog = Catalog(
        domain,
        locale,
        messages,
        headers=_headers(header),
        comment=_comment(header.comments),
        closing="\n".join(text.split("\n")[entries[-1].last :]).strip(),
        text=text,
    )
    _require_encoding(catalog, shown, header.line, encodings)
    _require_same_line_ends(catalog, shown)
    return catalog


def written_in(catalog: Catalog) -> tuple[tuple[str, Catalog], dict[Message, str]]:
    """The text that a catalog was read from, in pieces: the header's (with what it says), and each message's."""
    lines = catalog.text.split("\n")
    header, messages = ("", Catalog("", None, ())), {}
    for entry in parse(catalog.text, catalog.domain) if catalog.text else ():
        block = "\n".join(lines[entry.first - 1 : entry.last])
        if _is_header(entry):
            header = block, Catalog("", None, (), headers=_headers(entry), comment=_comment(entry.comments))
        else:
            messages[_to_message(entry)] = block
    return header, messages


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


def _require_encoding(catalog: Catalog, shown: str, line: int, encodings: frozenset[str]) -> None:
    _, named, encoding = catalog.header("Content-Type").partition("charset=")
    if named and encoding.strip().lower() not in encodings:
        raise PipelineError(
            f"the header names the encoding {encoding!r}",
            path=shown,
            line=line,
            hint="save the file as UTF-8, and write charset=UTF-8",
        )


def _require_same_line_ends(catalog: Catalog, shown: str) -> None:
    """As `msgfmt` does: a translation begins and ends with a line break exactly where its source does."""
    for message in catalog.messages:
        for text in (message.msgid_plural or message.msgid, *message.translations) if message.translated else ():
            for place, has in (("begin", str.startswith), ("end", str.endswith)):
                if has(text, "\n") != has(message.msgid, "\n"):
                    raise PipelineError(
                        f"msgid and msgstr do not both {place} with a line break",
                        path=shown,
                        line=message.line,
                        hint=f"make the msgstr {place} as the msgid does",
                    )


def _is_header(entry: Entry) -> bool:
    return not entry.obsolete and entry.parts.get("msgid") == "" and "msgctxt" not in entry.parts


def _headers(header: Entry) -> tuple[tuple[str, str], ...]:
    """Its fields in their order; a line that is none has no name."""
    fields = []
    for line in filter(str.strip, header.forms[0].split("\n")):
        name, colon, value = (part.strip() for part in line.partition(":"))
        fields.append((name, value) if name and colon else ("", line.strip()))
    return tuple(fields)


def _to_message(entry: Entry) -> Message:
    parts, previous = entry.parts, None
    if "|msgid" in parts:
        previous = Previous(parts["|msgid"], parts.get("|msgctxt"), parts.get("|msgid_plural"))
    return Message(
        parts["msgid"],
        msgctxt=parts.get("msgctxt"),
        msgid_plural=parts.get("msgid_plural"),
        translations=tuple(entry.forms),
        extracted=tuple(line[2:].removeprefix(" ") for line in entry.comments if line.startswith("#.")),
        comment=_comment(entry.comments),
        references=tuple(
            reference for line in entry.comments if line.startswith("#:") for reference in _REFERENCE.findall(line[2:])
        ),
        flags=tuple(
            flag for line in entry.comments if line[:2] in ("#,", "#=") for flag in _FLAGS.split(line[2:]) if flag
        ),
        previous=previous,
        obsolete=entry.obsolete,
        line=entry.line,
    )


def _comment(lines: list[str]) -> str:
    """What a translator wrote above an entry."""
    return "\n".join(line[1:].removeprefix(" ") for line in lines if line[1:2] not in (".", ":", ",", "="))
