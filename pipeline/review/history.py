"""How far the translations were, commit by commit, where git knows. Reads only."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.catalogs.read import parse_catalog
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.paths import relative
from pipeline.review.uses import count_words

#: So many points make a line; each costs reading all catalogs of a commit.
_POINTS = 12
# No way to a server is allowed (git(1), GIT_ALLOW_PROTOCOL), and nobody is asked for a password.
_ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


@dataclass(frozen=True, slots=True)
class Point:
    """A commit's date (ISO 8601) and the share of words that were translated in each locale, 0.0 to 1.0."""

    date: str
    shares: dict[str, float]


def history(project: Project) -> list[Point]:
    """Up to a dozen points, the oldest first; none without git or without commits of catalogs."""
    folder = relative(project.catalogs, project.root)
    log = _git(project, "log", "--format=%H %cs", "--", folder)
    commits = [line.split() for line in log.decode("ascii", "replace").splitlines()][::-1]
    if len(commits) > _POINTS:
        step = (len(commits) - 1) / (_POINTS - 1)
        commits = [commits[round(index * step)] for index in range(_POINTS)]
    known: dict[bytes, tuple[int, int]] = {}
    locales = {language.locale for language in project.targets}
    return [Point(date, _shares(_git(project, "archive", commit, folder), locales, known)) for commit, date in commits]


def _git(project: Project, *arguments: str) -> bytes:
    """What git says of what is here; nothing where it cannot.

    A clone without all files (`--filter=blob:none`) would fetch them from its server, one commit after another.
    """
    try:
        # Arguments are ours: hashes that git gave, and a folder of the project.
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=project.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, **_ALONE},
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _shares(archive: bytes, locales: set[str], known: dict[bytes, tuple[int, int]]) -> dict[str, float]:
    words: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, data in _files(archive):
        locale = next((part for part in PurePosixPath(name).parts if part in locales), None)
        if locale is None or not name.endswith(".po"):
            continue
        if data not in known:
            known[data] = _counted(data)
        for index, count in enumerate(known[data]):
            words[locale][index] += count
    return {locale: translated / total for locale, (total, translated) in words.items() if total}


def _files(archive: bytes) -> Iterator[tuple[str, bytes]]:
    if not archive:
        return
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            if member.isfile() and (stream := tar.extractfile(member)) is not None:
                yield member.name, stream.read()


def _counted(data: bytes) -> tuple[int, int]:
    """Words of a catalog, and those that are translated; nothing for one that could not be read."""
    try:
        catalog = parse_catalog(data.decode("utf-8"), "catalog", domain="", locale=None)
    except (PipelineError, UnicodeDecodeError):
        return 0, 0
    counts = [(count_words(m.msgid), m.translated) for m in catalog.messages if not m.obsolete]
    return sum(count for count, _ in counts), sum(count for count, translated in counts if translated)
