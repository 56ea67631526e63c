"""Sequences of edits: after each edit a build that keeps what it can equals a clean one, byte for byte.

`python -m tests.sequences 2000` tries so many, prints each difference with the number of its sequence, and tries a
single one again by `python -m tests.sequences 1 --seed NUMBER`. A number says all: the site, its edits, their order.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jinja2 import Environment

from pipeline.build import build as build_sites
from pipeline.config import Project
from pipeline.reports import BuildReport
from pipeline.sources.theme_files import Templates, read_templates
from pipeline.sources.theme_templates import template_places
from tests.conftest import Result, Site
from tests.editing import MAKERS, ONLY_NASTY, PAGE_EDITS
from tests.forking import forking_sites

#: Of edits that can be taken back, so many are.
_TAKEN_BACK = 0.4
#: A clean build's exit code, and by path a digest of each file that is published then.
_Clean = tuple[int, Mapping[str, bytes]]


def sequence(number: int) -> tuple[str, list[str]]:
    """A site and three to five edits, the same for the same number; some take back what one of them has done.

    Each begins with another edit than the one before, so that a few sequences have all of them.
    """
    dice, edits = random.Random(number), sorted(PAGE_EDITS)
    begin = 2 * number % len(edits)
    names = [edits[begin], edits[(begin + 1) % len(edits)]]
    for _ in range(dice.randint(1, 3)):
        names.append(dice.choice(names if dice.random() < _TAKEN_BACK else edits))
    dice.shuffle(names)
    return "nasty" if ONLY_NASTY.intersection(names) and dice.random() < 0.7 else dice.choice(list(MAKERS)), names


@dataclass(slots=True)
class Ground:
    """A folder in which sites are edited and built, all of them at one place, and what clean builds have made there.

    Of the same files a clean build makes the same, so that it need not be carried out twice. What is kept of the one
    that is tried is its own: clean builds have another store.
    """

    folder: Path
    made: dict[str, Site] = field(default_factory=dict)
    clean: dict[bytes, _Clean] = field(default_factory=dict)
    builds: int = 0

    def begin(self, name: str) -> Site:
        """A copy of a site, never built before."""
        if name not in self.made:
            self.made[name] = MAKERS[name](self.folder / "made" / name)
        for place in ("some", "cache"):
            shutil.rmtree(self.folder / place, ignore_errors=True)
        shutil.copytree(self.made[name].root, self.folder / "some" / "site")
        return Site(self.folder / "some" / "site")

    def require_equal(self, site: Site, of: str, *options: str) -> Result:
        """Build as usual, and in a copy with nothing kept: the same comes out, and no comparison finds anything."""
        key = hashlib.sha256(repr(sorted(digests(site.root).items())).encode()).digest()
        if key not in self.clean:
            self.clean[key] = self.built_clean(site)
        result = site.run("build", *options)
        exit_code, files = self.clean[key]
        here = digests(site.root / "output")
        differing = sorted(path for path in files.keys() | here.keys() if files.get(path) != here.get(path))
        assert (result.exit_code, differing) == (exit_code, []), (of, exit_code, differing, result)
        assert "would have been kept" not in result.output, (of, result.output)
        return result

    def built_clean(self, site: Site) -> _Clean:
        clean = Site(self.folder / "clean" / "site")
        shutil.rmtree(clean.root, ignore_errors=True)
        shutil.copytree(site.root, clean.root, symlinks=True)
        self.builds += 1
        command = sys.modules["pipeline.commands.build"]
        with (
            patch.dict(os.environ, XDG_CACHE_HOME=str(self.folder / "clean-cache")),
            patch.object(command, "build_sites", _build_unnoted),
        ):
            result = clean.run("build", "--fresh")
        return result.exit_code, digests(clean.root / "output")

    def carry_out(self, number: int) -> None:
        """Carry out a sequence. Raises AssertionError at the first difference."""
        name, edits = sequence(number)
        site = self.begin(name)
        begun = site.run("build")
        assert begun.exit_code == 0, begun
        for count, edit in enumerate(edits, 1):
            PAGE_EDITS[edit](site)
            self.require_equal(site, f"{number} {name}: {' > '.join(edits[:count])}")


@contextmanager
def on_ground(folder: Path) -> Iterator[Ground]:
    """A ground in a folder, with a store of its own; processes of sites are forked."""
    with patch.dict(os.environ, XDG_CACHE_HOME=str(folder / "cache")), forking_sites(), _templates_read_once():
        yield Ground(folder)


def _build_unnoted(*given: Any, **named: Any) -> BuildReport:
    """A build of which nothing is kept later, so that pages are rendered without anybody who notes what they ask."""
    return build_sites(*given, **{**named, "here": False})


#: Of these no template is made, in any of the sites.
_NO_TEMPLATES = ("source/", "locales/", "output/", ".output", ".cache")
_LAST_READ = 50


@contextmanager
def _templates_read_once() -> Iterator[None]:
    """While templates that are as they were are not read anew: that is a third of what a command does on a small site.

    Each command reads all of them, and keeps nothing of it, so that it makes no difference to what is tried here.
    """
    read: dict[object, Templates] = {}
    placed: dict[int, tuple[Mapping[Any, Any], Any]] = {}

    def read_once(project: Project, settings: Mapping[str, Any], environment: Environment) -> Templates:
        files = Site(project.root).files()
        key = project.root, tuple(one for one in files.items() if not one[0].startswith(_NO_TEMPLATES))
        if key not in read:
            if len(read) == _LAST_READ:
                placed.pop(id(read.pop(next(iter(read)))), None)
            read[key] = read_templates(project, settings, environment)
        return read[key]

    def place_once(templates: Templates) -> tuple[dict[Any, Any], Any]:
        if id(templates) not in placed:
            placed[id(templates)] = template_places(templates)
        places, constants = placed[id(templates)]
        return dict(places), constants

    with patch.multiple(sys.modules["pipeline.sources.extract"], read_templates=read_once, template_places=place_once):
        yield


def digests(folder: Path) -> dict[str, bytes]:
    return {path: hashlib.sha256(data).digest() for path, data in Site(folder).files().items()}


def main() -> int:
    """Carry out sequences and tell of them; 1 if there is a difference."""
    asked = argparse.ArgumentParser(prog="python -m tests.sequences", description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("count", type=int, help="how many sequences")
    asked.add_argument("--seed", type=int, default=0, help="the number of the first of them")
    asked.add_argument("--seconds", type=float, default=float("inf"), help="begin none after so long")
    options = asked.parse_args()
    began, faults, done = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="sequences-") as folder, on_ground(Path(folder)) as here:
        numbers = range(options.seed, options.seed + options.count)
        for number in numbers:
            if time.monotonic() - began > options.seconds:
                break
            try:
                here.carry_out(number)
            except Exception as error:  # the next ones are tried all the same
                faults += 1
                print(f"sequence {number}: {error!r}", flush=True)
            done += 1
            if done % 25 == 0 or number == numbers[-1]:
                used = os.times()
                each = (used.user + used.system + used.children_user + used.children_system) / done
                told = f"{done} of {options.count}, {faults} with a difference; {here.builds} clean builds"
                print(f"{told}; {each:.2f} CPU-s each", flush=True)
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
