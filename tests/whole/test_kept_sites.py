"""A site that would come out the same is kept; whatever happens in between, it equals a clean build's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result, Site, require_whole
from tests.editing import EDITS, make
from tests.forking import forking_sites
from tests.sequences import digests, on_ground


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make(tmp_path_factory.mktemp("kept") / "site")


@pytest.fixture
def site(made: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(made.root, tmp_path / "site")
    return Site(tmp_path / "site")


def kept(result: Result) -> int:
    return result.output.count("kept: nothing of it has changed")


def begun(site: Site) -> tuple[str, int]:
    """`build` in a process of its own, as people give it: whether it was carried out and why, and its exit code.

    Not from the repository's folder, nor by a module's name: Python would look for modules there, and whatever another
    test or program makes in it meanwhile (.hypothesis) would be news.
    """
    require_whole(arguments := ["-s", str(site.root / "pelicanconf.py"), "build"])
    command = [sys.executable, str(ROOT / "tests" / "explaining.py"), *arguments]
    done = subprocess.run(command, cwd=site.root.parent, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.stdout.splitlines()[-1], done.returncode


@pytest.mark.own_processes
def test_nothing_is_built_again(site: Site) -> None:
    first, again = site.run("build"), site.run("build")
    assert (kept(first), kept(again)) == (0, 2), again.output


#: What the command reads itself, what a site's process reads or looks for in vain, and what is published. Each way to
#: come to be made of something is in `EDITS` and tests/test_reads.py.
SEEN_AT_ONCE = ("a translation", "a snippet", "what a plugin asks for", "a published page", "the record")


@pytest.mark.parametrize(
    "names",
    [
        # Each costs three processes as people start them.
        ("a translation", "what a plugin asks for"),
        pytest.param(SEEN_AT_ONCE, marks=pytest.mark.long),
    ],
    ids=["some", "all"],
)
def test_a_build_that_would_do_nothing_is_not_carried_out_and_each_edit_is_seen(
    site: Site, tmp_path: Path, names: tuple[str, ...]
) -> None:
    begun(site)
    for name in names:
        first, second = begun(site)[0], begun(site)[0]
        # Of what has just been built it is seen that it stands.
        assert (first[:7], second[:7]) == ("carried", "said ag"), (name, first, second)
        EDITS[name](site)
        with on_ground(tmp_path) as ground:
            wanted = ground.built_clean(site)
        told, code = begun(site)
        assert told.startswith("carried out"), name
        assert (code, digests(site.root / "output")) == wanted, name


def test_a_setting_that_the_surroundings_name_is_seen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for edition in ("first", "second"):
        monkeypatch.setenv("EDITION", edition)
        # A process of its own: those that build sites have the surroundings of the one that starts the first of them.
        command = [sys.executable, "-m", "pipeline", "-s", str(site.root / "pelicanconf.py"), "build"]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert f"{edition.upper()}!" in site.read("output/de/first.html")


@pytest.mark.parametrize(
    ("plugin", "languages"),
    [
        ("related_posts", 3),
        ("seo", 0),
        *(pytest.param(one, 3, marks=pytest.mark.long) for one in ("neighbors", "series")),
    ],
)
def test_what_a_plugin_does_decides_whether_sites_are_kept(
    good_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: str, languages: int
) -> None:
    """`seo` writes a report beside the output: nobody knows what else would become of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    plugins = f'PLUGINS = ["pipeline.plugin", "pelican.plugins.{plugin}"]\n'
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + plugins)
    with forking_sites():
        good_site.run("build")
        assert kept(good_site.run("build")) == languages
