"""Sites built by a cluster, whose workers have nothing of the project's: the same sites, or none, and one is told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from tests.clusters import Running, running
from tests.conftest import ROOT, SITES, Site

# In a worker's process it does what it gets word of: it ends the worker, or waits.
PLUGIN = """
import os, time
from pathlib import Path
from pelican import signals

def obey(pelican):
    word = os.environ.get("WORD")
    if not word:
        return
    while Path(word, "wait").exists():
        Path(word, "waits").touch()
        time.sleep(0.05)
    for once in sorted(Path(word).glob("once-*")):
        try:
            once.unlink()
        except FileNotFoundError:
            continue
        os.kill(os.getppid(), 9)
        time.sleep(100)

def register():
    signals.initialized.connect(obey)
    signals.article_generator_init.connect(obey)
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projects")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, projects: Path) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("cluster"), projects) as found:
        yield found


@pytest.fixture(scope="module")
def site(projects: Path) -> Site:
    """The good site, with what is not there everywhere: a plugin of its own, a name of the environment, a secret."""
    site = Site(projects / "site")
    shutil.copytree(SITES / "good", site.root, ignore=shutil.ignore_patterns("output", "*.lock"))
    site.write("plugins/obedient.py", PLUGIN)
    site.write(".env", "SECRET=1")
    site.replace("pelicanconf.py", '"https://tiny.example"', '__import__("os").environ["SITE_AT"]')
    site.replace("pelicanconf.py", '"pipeline.plugin"]', '"pipeline.plugin", "obedient"]\nPLUGIN_PATHS = ["plugins"]')
    site.replace(
        "pelicanconf.py", '"locales"', '"root": "choose",\n    "cluster_environment": ["SITE_AT"],\n    "locales"'
    )
    return site


def begun(site: Site, *arguments: str, at: str = "https://tiny.example", output: str = "output") -> Popen[str]:
    """A build that has begun."""
    return command(site, "build", "--output", str(site.root / output), *arguments, at=at)


# A command to which each file, and each language's catalogs, are worth an errand.
EAGER = """
import sys
from pipeline.catalogs import update
from pipeline.review import each
from pipeline.sources import read_all

update._ERRAND = each._ERRAND = read_all._ERRAND = update.MANY = read_all.MANY = read_all._LARGE = 1
from pipeline.__main__ import run

run()
"""


def command(
    site: Site,
    *arguments: str,
    at: str = "https://tiny.example",
    home: Path | None = None,
    errors: int = subprocess.STDOUT,
) -> Popen[str]:
    """A command that has begun; in a home of its own nothing is remembered, and it is always the same time."""
    own = {"XDG_CACHE_HOME": str(home), "SOURCE_DATE_EPOCH": "1790000000"} if home else {}
    return Popen(
        [sys.executable, "-c", EAGER, "-s", site.root / "pelicanconf.py", *arguments],
        env=os.environ | {"SITE_AT": at, "PYTHONPATH": str(ROOT)} | own,
        cwd=site.root,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def build(site: Site, *arguments: str, expected: int = 0, **more: str) -> str:
    """What a build says that ends with this exit code."""
    with begun(site, *arguments, **more) as process:
        said, _ = process.communicate(timeout=300)
    assert process.returncode == expected, said
    return said


@pytest.fixture(scope="module")
def built(site: Site, cluster: Running) -> dict[str, bytes]:
    """The files that the cluster has made, as they are published."""
    assert "2 workers on the cluster, 2 tasks at a time" in build(site, "--cluster", cluster.address)
    return site.files("output")


def test_the_sites_are_those_that_are_built_here_byte_for_byte(
    site: Site, cluster: Running, built: dict[str, bytes]
) -> None:
    build(site, "--jobs", "2", output="here")
    assert built == site.files("here")
    assert {path.partition("/")[0] for path in built} >= {"ar", "de", "en", "index.html", "sitemap.xml"}
    assert not cluster.seen.exists(), cluster.seen.read_text()
    assert not list(cluster.word.parent.rglob(".env"))


def said(site: Site, home: Path, *arguments: str) -> tuple[int, str, str]:
    """How a command ends, what it says, and what it tells of itself."""
    with command(site, *arguments, home=home, errors=subprocess.PIPE) as process:
        out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def test_what_is_read_and_judged_there_is_what_it_would_be_here_and_is_remembered_here(
    site: Site, projects: Path, cluster: Running, tmp_path: Path
) -> None:
    site = copied(site, projects / "judged")
    catalog = site.read("locales/de/articles/first.po")
    site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "7 Erste Schritte"')
    site.write("source/articles/broken.md", "Title: Broken\nDate: never\n\nNo date.\n")
    cluster.done()
    here = said(site, tmp_path / "here", "check", "--cluster", "")
    code, out, told = said(site, tmp_path / "there", "check", "--cluster", cluster.address)
    assert (code, out) == here[:2]
    assert "locales/de/articles/first.po" in out
    assert "source/articles/broken.md" in out
    assert str(cluster.word.parent) not in out
    assert "2 workers on the cluster, 2 tasks at a time" in told
    assert cluster.done() == 6  # four sources, two languages
    (site.root / "source/articles/broken.md").unlink()
    site.write("locales/de/articles/first.po", catalog)
    # What is remembered is not sent; a cluster that was not asked for by name is not connected to for it.
    assert said(site, tmp_path / "there", "check") == said(site, tmp_path / "here", "check")
    assert said(site, tmp_path / "there", "check", "--cluster", cluster.address)[0] == 0
    assert cluster.done() == 0


def copied(site: Site, root: Path) -> Site:
    """The site once more."""
    shutil.copytree(site.root, root, ignore=shutil.ignore_patterns("output*", "here", "*.lock", ".output*"))
    return Site(root)


def test_catalogs_that_are_merged_there_are_written_here(
    site: Site, projects: Path, cluster: Running, tmp_path: Path
) -> None:
    site, twin = copied(site, projects / "merged"), copied(site, tmp_path / "merged")
    cluster.done()
    for one, address in ((site, cluster.address), (twin, "")):
        one.replace("source/articles/first.md", "\n\n", "\n\nIt is new.\n\n")
        (one.root / "source/articles/second.md").unlink()
        code, _, err = said(one, tmp_path / "home", "update", "--prune", "--cluster", address)
        assert code == 0, err
    assert site.files("locales") == twin.files("locales")
    assert b"It is new." in site.files("locales")["de/articles/first.po"]
    assert cluster.done() > 0
    site.write("locales/de/pages/reach-us.po", 'msgid "open\n')
    files = site.files("locales")
    code, _, err = said(site, tmp_path / "home", "update", "--cluster", cluster.address)
    assert (code, "locales/de/pages/reach-us.po" in err) == (2, True), err
    assert site.files("locales") == files


def test_the_proof_of_coverage_is_the_same(site: Site, cluster: Running, tmp_path: Path) -> None:
    here = said(site, tmp_path / "here", "coverage", "--cluster", "")
    assert said(site, tmp_path / "there", "coverage", "--cluster", cluster.address)[:2] == here[:2]


@pytest.mark.long
def test_accented_sites_are_the_same(site: Site, cluster: Running) -> None:
    build(site, "--pseudo", "--cluster", cluster.address)
    there = site.files("output-pseudo")
    build(site, "--pseudo", "--jobs", "2")
    assert site.files("output-pseudo") == there


@pytest.mark.long
def test_where_two_workers_are_killed_in_the_middle_the_sites_are_the_same(
    site: Site, cluster: Running, built: dict[str, bytes]
) -> None:
    for number in (1, 2):
        (cluster.word / f"once-{number}").touch()
    build(site, "--cluster", cluster.address, at="https://second.example")
    assert not list(cluster.word.glob("once-*"))
    made = site.files("output")
    assert made == {path: held.replace(b"tiny.example", b"second.example") for path, held in built.items()}


@pytest.mark.long
def test_where_two_workers_are_killed_while_they_read_what_is_found_is_the_same(
    site: Site, cluster: Running, tmp_path: Path
) -> None:
    for number in (1, 2):
        (cluster.word / f"once-{number}").touch()
    code, out, err = said(site, tmp_path / "there", "check", "--cluster", cluster.address)
    assert not list(cluster.word.glob("once-*"))
    assert (code, out) == said(site, tmp_path / "here", "check", "--cluster", "")[:2], err


@pytest.mark.long
def test_a_build_that_is_interrupted_or_whose_scheduler_goes_ends_and_what_is_published_stays(
    site: Site, cluster: Running, built: dict[str, bytes]
) -> None:
    before = site.files("output")
    with waiting(site, cluster) as process:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 130, said
    assert site.files("output") == before
    with waiting(site, cluster) as process:
        os.killpg(cluster.process.pid, signal.SIGKILL)
        said, _ = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 2, said
    assert "the cluster's scheduler is gone" in said
    assert "Traceback" not in said
    assert site.files("output") == before


#: So long, in seconds, nobody waits for a worker that has something to do: it hangs.
_PATIENCE = 300


@contextmanager
def waiting(site: Site, cluster: Running) -> Iterator[Popen[str]]:
    """A build that workers are at, who wait."""
    (cluster.word / "wait").touch()
    (cluster.word / "waits").unlink(missing_ok=True)
    with begun(site, "--cluster", cluster.address, at="https://third.example") as process:
        began = time.monotonic()
        try:
            while not (cluster.word / "waits").exists():
                assert process.poll() is None, process.communicate()
                assert time.monotonic() - began < _PATIENCE
                time.sleep(0.1)
            yield process
        finally:
            process.kill()  # who waits for one that hangs does so for ever
