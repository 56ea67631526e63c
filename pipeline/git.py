"""What git says of the repository that a folder is in. Nothing is changed, and no server is asked.

A project may have come with a repository of its own, whose settings are a stranger's: no program of theirs is run.

Where git cannot say (there is none, the folder is in no repository, or in one of somebody else's), nothing is said.
Commits and contents of files are known by the names that git gives them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# No way to a server is allowed (git(1), GIT_ALLOW_PROTOCOL), and nobody is asked for a password.
_ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
# What a repository's settings have git start when it reads its index (git-config(1)), as `diff-tree` does.
_WITHOUT_PROGRAMS = ("-c", "core.fsmonitor=")
_SECONDS = 60
_PLACES = ("HEAD", "packed-refs", "shallow", "reftable/tables.list")
#: No file that people write is as large: so it is for those of a project (`files`).
MOST_BYTES = 64 * 1024 * 1024
_FILE = "100"  # how the modes of files begin, and not those of links, folders and submodules


@dataclass(frozen=True, slots=True)
class Change:
    """A file of a commit, `held` being what it holds; `before` is what it held in each parent, all of them others.

    None stands for no file. The path is relative to the folder that was asked about.
    """

    commit: str
    path: str
    held: str | None
    before: tuple[str | None, ...]


def said(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says in a folder; nothing where it cannot.

    A clone without all files (`--filter=blob:none`) would fetch them from its server, one commit after another.
    """
    try:
        # Arguments are ours: names that git gave, and folders of the project.
        done = subprocess.run(  # noqa: S603
            ["git", *_WITHOUT_PROGRAMS, *arguments],  # noqa: S607
            cwd=folder,
            input=given,
            capture_output=True,
            env={**_surroundings(os.environ), **_ALONE},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def places(folder: Path) -> list[Path]:
    """The files, be they there or not, of which one changes when a commit is made, fetched or gone to."""
    names = [argument for name in _PLACES for argument in ("--git-path", name)]
    told = said(folder, "rev-parse", *names, "--git-common-dir", "--symbolic-full-name", "HEAD").splitlines()
    *files, common, branch = [os.fsdecode(line) for line in told] or ("", "")
    return [folder / name for name in (*files, f"{common}/{branch}")] if branch else []


def commits(folder: Path, most: int) -> dict[str, tuple[str, ...]]:
    """The parents of each commit from where one stands on, the newest first; in a clone without all of them, those."""
    told = said(folder, "rev-list", "--parents", f"--max-count={most}", "HEAD", "--")  # a file may be called HEAD
    lines = told.decode("ascii", "replace").splitlines()
    return {commit: tuple(parents) for commit, *parents in map(str.split, lines)}


def changes(folder: Path, names: Iterable[str]) -> list[Change]:
    """The files below a folder that are in these commits others than in each of their parents.

    That is git's combined diff (git-diff-tree(1), "-c"): what a merge took whole from one of its parents is not in it.
    """
    given = "".join(f"{name}\n" for name in names).encode("ascii")
    if not given:
        return []
    prefix = os.fsdecode(said(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    found, commit = list[Change](), ""
    command = ("diff-tree", "--stdin", "-r", "-c", "--raw", "-z", "--no-abbrev", "--", ".")
    parts = iter(said(folder, *command, given=given).split(b"\0"))
    for part in map(os.fsdecode, parts):
        if not part.startswith(":"):
            commit = part
            continue
        count = len(part) - len(part.lstrip(":"))
        fields = part.lstrip(":").split(" ")
        *before, held = (
            name if mode.startswith(_FILE) else None
            for mode, name in zip(fields[: count + 1], fields[count + 1 :], strict=False)
        )
        path = os.fsdecode(next(parts, b"")).removeprefix(prefix)
        found.append(Change(commit, path, held, tuple(before)))
    return found


def files_of(folder: Path, commit: str, below: str) -> dict[str, str]:
    """The files of a commit in a folder `below` the one that is asked about: what each holds, by its path."""
    files = dict[str, str]()
    for line in said(folder, "ls-tree", "-r", "-z", commit, "--", f"{below}/").split(b"\0"):
        about, _, path = line.partition(b"\t")
        mode, _, name = about.decode("ascii", "replace").partition(" blob ")
        if mode.startswith(_FILE) and name:
            files[os.fsdecode(path)] = name
    return files


def contents(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """What files hold, by git's names for it; without what is not in this clone, or larger than people write."""
    asked = "".join(f"{name}\n" for name in sorted(set(names))).encode("ascii")
    # A little of what git keeps may become more than there is room for.
    sizes = said(folder, "cat-file", "--batch-check", given=asked).split(b"\n") if asked else []
    kept = (fields for line in sizes if len(fields := line.split(b" ")) == 3 and int(fields[2]) <= MOST_BYTES)
    given = b"".join(fields[0] + b"\n" for fields in kept)
    told, at, found = said(folder, "cat-file", "--batch", given=given) if given else b"", 0, dict[str, bytes]()
    while (end := told.find(b"\n", at)) >= 0:
        name, *about = told[at:end].decode("ascii", "replace").split(" ")
        at = end + 1
        if len(about) == 2:  # its kind and its size; else it is missing
            size = int(about[1])
            found[name] = told[at : at + size]
            at += size + 1
    return found


def _surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what git tells its hooks: where their repository is goes for its own folder alone."""
    if "GIT_WORK_TREE" in environment:
        return dict(environment)
    return {name: value for name, value in environment.items() if name not in ("GIT_DIR", "GIT_PREFIX")}
