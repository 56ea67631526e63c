"""How far the translations were, commit by commit, where git knows. Reads only."""

from __future__ import annotations

import io
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline import git
from pipeline.catalogs.read import parse_catalog
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.paths import relative
from pipeline.review.uses import count_words

#: So many points make a line; each costs reading all catalogs of a commit.
_POINTS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A commit's date (ISO 8601) and the share of words that were translated in each locale, 0.0 to 1.0."""

    date: str
    shares: dict[str, float]


def history(project: Project) -> list[Point]:
    """Up to a dozen points, the oldest first; none without git or without commits of catalogs."""
    folder = relative(project.catalogs, project.root)
    log = git.said(project.root, "log", "--format=%H %cs", "--", folder)
    commits = [line.split() for line in log.decode("ascii", "replace").splitlines()][::-1]
    if len(commits) > _POINTS:
        step = (len(commits) - 1) / (_POINTS - 1)
        commits = [commits[round(index * step)] for index in range(_POINTS)]
    known: dict[bytes, tuple[int, int]] = {}
    locales = {language.locale for language in project.targets}
    archives = ((date, git.said(project.root, "archive", commit, folder)) for commit, date in commits)
    return [Point(date, _shares(archive, locales, known)) for date, archive in archives]


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
