"""Access control lists stay where files are replaced, and are passed on to what is published."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path

import pytest

from pipeline.access import inherit_access, keep_access, passes_on
from pipeline.build.manifest import Manifest, Publication
from pipeline.build.publication import publish
from pipeline.files import write_text
from tests.verify.trees import put

_OWNER, _USER, _GROUP, _MASK, _OTHERS = 1, 2, 4, 16, 32
_NOBODYS = 0xFFFFFFFF
_READER = 12345


def list_of(mask: int) -> bytes:
    """A list by which one more user may read, in the form in which Linux has it (posix_acl_xattr.h)."""
    entries = [(_OWNER, 7, _NOBODYS), (_USER, 5, _READER), (_GROUP, 5, _NOBODYS), (_MASK, mask, _NOBODYS)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in [*entries, (_OTHERS, 0, _NOBODYS)])


def give(path: Path, kind: str) -> None:
    try:
        os.setxattr(path, f"system.posix_acl_{kind}", list_of(7))
    except (OSError, AttributeError):
        pytest.skip("there are no access control lists here")


def may_read(path: Path) -> bool:
    """Whether the user of the list may read a file: its entry is there, and the mask lets it count."""
    try:
        found = os.getxattr(path, "system.posix_acl_access")
    except OSError:
        return False
    entries = {(tag, number): allowed for tag, allowed, number in struct.iter_unpack("<HHI", found[4:])}
    return bool(entries.get((_USER, _READER), 0) & entries.get((_MASK, _NOBODYS), 7) & 4)


def test_a_catalog_that_is_written_can_be_read_by_whom_it_could(tmp_path: Path) -> None:
    put(tmp_path, {"a.po": "a"})
    give(tmp_path / "a.po", "access")
    assert write_text(tmp_path / "a.po", "b", tmp_path)
    assert may_read(tmp_path / "a.po")


def test_what_is_published_can_be_read_by_whom_its_folder_says(tmp_path: Path) -> None:
    put(tmp_path, {"out/old.html": "old", "out/held.html": "held"})
    put(tmp_path, {f"tree/{name}": "new" for name in ("old.html", "held.html", "de/new.html")})
    give(tmp_path / "out", "default")
    give(tmp_path / "out/held.html", "access")
    for path in (tmp_path / "tree").rglob("*.html"):
        path.chmod(0o640)
    files = frozenset({"old.html", "held.html", "de/new.html"})
    publish(
        tmp_path / "tree",
        tmp_path / "out",
        Manifest({}, frozenset(), ""),
        Publication(frozenset(), Manifest({}, files, "")),
    )
    assert may_read(tmp_path / "out/held.html")
    assert may_read(tmp_path / "out/de/new.html")
    assert passes_on(tmp_path / "out/de")
    assert not (tmp_path / "out/de/new.html").stat().st_mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IROTH)


def test_where_nothing_is_passed_on_nothing_changes(tmp_path: Path) -> None:
    put(tmp_path, {"a": "a", "b": "b"})
    (tmp_path / "a").chmod(0o604)
    inherit_access(tmp_path / "a", tmp_path)
    keep_access(tmp_path / "a", tmp_path / "b")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o604
