"""In which encoding the bytes of a file are: UTF-8, or what a byte order mark or an XML declaration says for sure.

Nothing is guessed, and nothing is written but UTF-8.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import PipelineError

# A mark of UTF-32 begins as one of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# So XML begins without a mark (XML 1.0, appendix F.1).
_BEGINNINGS = tuple(("<?".encode(name), name) for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"))
_DECLARED = re.compile(r"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)[\"']")
# Encodings in which the declaration itself is ASCII.
_KNOWN = re.compile(r"iso8859-\d+|cp125\d|koi8-[ru]|shift_jis|euc_jp|euc_kr|gb2312|gbk|gb18030|big5")
#: So much of a document has its declaration in it.
_DECLARATION = 200
_UTF_8 = frozenset({"utf-8", "ascii"})


def utf_8(data: bytes, shown: str) -> str:
    """The text that the bytes are in UTF-8, as `plain` has it. Raises PipelineError, by line, if they are not."""
    return plain(data, "utf-8", shown)


def is_wide(data: bytes) -> bool:
    """Whether a byte order mark says that the bytes are UTF-16 or UTF-32."""
    return _mark(data) not in _UTF_8


def marked(data: bytes, shown: str) -> str:
    """The text in the encoding that a byte order mark says, else in UTF-8. Raises PipelineError as `plain` does."""
    return plain(data, _mark(data), shown)


def xml(data: bytes, shown: str) -> str:
    """The text of an XML document, in the encoding that its mark or its declaration says, which is left out.

    Raises PipelineError as `plain` does, and where the two say different things or the encoding is not known.
    """
    by_mark = _mark(data, _BEGINNINGS)
    declared = _declared(plain(data[:_DECLARATION], by_mark, shown, errors="replace"))
    # What the bytes of UTF-16 and UTF-32 are, no declaration can say otherwise.
    encoding = by_mark if by_mark not in _UTF_8 else _codec(declared)
    if by_mark in _UTF_8 and encoding not in _UTF_8 and (not _KNOWN.fullmatch(encoding) or _is_utf_8(data)):
        raise PipelineError(
            f"it declares the encoding {declared!r}{', and its bytes are UTF-8' * _is_utf_8(data)}",
            path=shown,
            line=1,
            hint="save the file as UTF-8, and declare that",
        )
    return _DECLARED.sub(_without_encoding, plain(data, encoding, shown), count=1)


def plain(data: bytes, encoding: str, shown: str, *, errors: str = "strict") -> str:
    """A text without its byte order mark, its lines ended by LF. Raises PipelineError, by line, for other bytes."""
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        name = encoding.upper()
        raise PipelineError(
            f"byte 0x{data[error.start]:02x} is not valid {name}",
            path=shown,
            line=line,
            hint="save the file as UTF-8; nothing was changed",
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def with_line_ends_of(data: bytes, before: bytes | None) -> bytes:
    """A text with the line ends of the file that it replaces: no line changes in which nothing has."""
    if before is None or b"\r" in data or 2 * before.count(b"\r\n") <= before.count(b"\n"):
        return data
    return data.replace(b"\n", b"\r\n")


def _mark(data: bytes, more: tuple[tuple[bytes, str], ...] = ()) -> str:
    return next((name for mark, name in (*_MARKS, *more) if data.startswith(mark)), "utf-8")


def _declared(beginning: str) -> str:
    found = _DECLARED.match(beginning)
    return found[1].strip() if found else "utf-8"


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return name


def _is_utf_8(data: bytes) -> bool:
    """Whether the bytes are surely UTF-8: those of other encodings hardly ever are, but for ASCII."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _without_encoding(found: re.Match[str]) -> str:
    return re.sub(r"\sencoding\s*=\s*[\"'][^\"'>]*[\"']", "", found[0])
