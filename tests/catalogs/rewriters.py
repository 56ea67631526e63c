"""Other programs that open and save a catalog."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
from babel.messages.pofile import read_po, write_po
from translate.storage import pypo


def _by(*command: str) -> Callable[[Path], bytes]:
    return lambda path: subprocess.run([*command, path], capture_output=True, check=True).stdout


def _by_babel(path: Path) -> bytes:
    stream = io.BytesIO()
    with path.open("rb") as file:
        write_po(stream, read_po(file), width=60, sort_output=True, no_location=True)
    return stream.getvalue()


#: What other programs make of a catalog that is opened and saved: wrapped, sorted, stripped of what they do not know.
REWRITERS: dict[str, Callable[[Path], bytes]] = {
    "msgcat, wrapped": _by("msgcat", "--width=40"),
    "msgcat, sorted": _by("msgcat", "--sort-output", "--width=76"),
    "msgcat, indented": _by("msgcat", "--indent"),
    "msgcat, without places": _by("msgcat", "--no-location"),
    "msgcat, for Windows": lambda path: _by("msgcat")(path).replace(b"\n", b"\r\n"),
    "an editor with a byte order mark": lambda path: b"\xef\xbb\xbf" + path.read_bytes(),
    "Weblate (translate toolkit)": lambda path: bytes(pypo.pofile.parsefile(str(path))),
    "as it is": lambda path: path.read_bytes(),
    "polib": lambda path: f"{polib.pofile(str(path), wrapwidth=60)}".encode(),
    "Babel": _by_babel,
    "msgattrib": _by("msgattrib"),
    "msgmerge, with itself": lambda path: _by("msgmerge", "--quiet", "--previous", path)(path),
    "msgconv": _by("msgconv", "--to-code=UTF-8"),
}
