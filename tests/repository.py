"""A repository of catalogs as git makes it, on a machine without our driver."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Project
from tests.making import project_in

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
WHO = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")


def entry(msgid: str, *lines: str, fuzzy: bool = False, previous: str = "", context: str = "", note: str = "") -> str:
    """An entry as programs write it; a text of several lines begins with an empty one."""
    return "".join(
        [
            f"#. {note}\n" if note else "",
            "#, fuzzy\n" * fuzzy,
            f'#| msgid "{previous}"\n' if previous else "",
            f'msgctxt "{context}"\n' if context else "",
            f'msgid "{msgid}"\n',
            f'msgstr "{lines[0]}"\n'
            if len(lines) == 1
            else "".join(["msgstr ", *(f'"{line}"\n' for line in ("", *lines))]),
        ]
    )


def po(*entries: str) -> str:
    """A catalog of these entries."""
    return "\n".join([HEADER, *entries])


@dataclass(frozen=True)
class Repository:
    """The repository in a folder; its project may be in a folder of it."""

    root: Path
    project: Project

    @classmethod
    def at(cls, root: Path, below: str = ".") -> Repository:
        """A new one, of which the project is in the folder `below` it."""
        (root / below).mkdir(parents=True, exist_ok=True)
        made = cls(root, project_in(root / below))
        made.git("init", "-q", "-b", "main")
        return made

    def git(self, *arguments: str, check: bool = True) -> str:
        """What git says; it is to succeed."""
        done = subprocess.run(["git", *WHO, *arguments], cwd=self.root, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def path(self, domain: str = "a", locale: str = "de") -> Path:
        """Where a catalog is."""
        return self.project.catalog_path(locale, domain)

    def write(self, text: str, domain: str = "a", locale: str = "de") -> None:
        """A catalog's text."""
        self.path(domain, locale).parent.mkdir(parents=True, exist_ok=True)
        self.path(domain, locale).write_text(text, encoding="utf-8")

    def commit(self, text: str | None = None, domain: str = "a", locale: str = "de") -> None:
        """Commit all that there is, and this text of a catalog."""
        if text is not None:
            self.write(text, domain, locale)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a commit")

    def branch(self, name: str, text: str | None = None, change: Callable[[], object] | None = None) -> None:
        """A branch of `main` that has this catalog, and on which something else happens."""
        self.git("checkout", "-q", "-b", name, "main")
        if change is not None:
            change()
        self.commit(text)
        self.git("checkout", "-q", "main")

    def merge(self, *arguments: str) -> None:
        """Merge other branches; git is to find no conflict."""
        self.git("merge", "-q", "--no-ff", "-m", "a merge", *arguments)
