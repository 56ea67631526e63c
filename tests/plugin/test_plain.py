"""Plain `pelican` with the plugin, by whichever of its names."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.errors import PipelineError
from pipeline.plugin.plain import _build_all
from pipeline.settings import load_project, load_settings
from tests.conftest import ROOT, Site


def pelican(site: Site, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pelican", *arguments],
        cwd=site.root,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200", **environment},
    )


@pytest.mark.whole
def test_it_says_once_which_languages_it_does_not_build(good_site: Site) -> None:
    said = pelican(good_site)
    assert said.returncode == 0, said.stderr
    assert said.stdout.count("This builds the site in English alone. For ar, de as well: pelican-gettext build") == 1
    assert not (good_site.root / "output/de").exists()


@pytest.mark.whole
def test_it_builds_all_sites_where_the_settings_ask_for_it(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '"locales"', '"pelican": "all", "locales"')
    good_site.write(
        "publishconf.py",
        "import sys\nsys.path.insert(0, '.')\nfrom pelicanconf import *\n"
        "SITEURL = 'https://published.example'\nDELETE_OUTPUT_DIRECTORY = True\n",
    )
    said = pelican(good_site, "-s", "publishconf.py", "-o", "public")
    assert said.returncode == 0, said.stdout + said.stderr
    assert "https://published.example/de/first.html" in good_site.read("public/de/first.html")
    good_site.replace("locales/de/articles/first.po", 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    failed = pelican(good_site, "-s", "publishconf.py", "-o", "public")
    assert failed.returncode == 1
    assert "not all sites were built" in failed.stdout + failed.stderr
    other = pelican(good_site, "source/articles", "-e", "MINE=1", "-s", "publishconf.py", "-o", "public")
    told = " ".join((other.stdout + other.stderr).split())
    assert "PATH is " in told
    assert "with which all sites are built: write it there" in told


def test_a_setting_that_the_command_line_gives_otherwise_is_named(good_site: Site) -> None:
    path = good_site.root / "pelicanconf.py"
    known = load_settings(path)
    pelican = cast("Any", SimpleNamespace(settings={**known, "MINE": 1}))
    with pytest.raises(PipelineError, match=r"^pelicanconf\.py: MINE is 1 for this run and None in the settings"):
        _build_all(pelican, load_project(path, known), ["MINE"])


@pytest.mark.whole
def test_it_is_one_of_pelicans_own_plugins_and_a_module_of_the_site_may_have_our_name(good_site: Site) -> None:
    good_site.write("pipeline.py", "TITLE = 'Tiny pipes'\n")
    good_site.replace("pelicanconf.py", 'SITENAME = "Tiny"', "from pipeline import TITLE as SITENAME")
    good_site.replace("pelicanconf.py", '"pipeline.plugin"', '"pelican.plugins.gettext"')
    said = pelican(good_site, PYTHONPATH=f"{ROOT}{os.pathsep}{good_site.root}")
    assert said.returncode == 0, said.stdout + said.stderr
    assert "This builds the site in English alone." in said.stdout
    assert "Tiny pipes" in good_site.read("output/index.html")


@pytest.mark.whole
def test_a_site_without_gettext_does_not_meet_the_plugin(good_site: Site) -> None:
    good_site.write("plain.py", 'PATH = "source"\nSITENAME = "x"\nPLUGINS = ["pelican.plugins.gettext"]\n')
    said = pelican(good_site, "-s", "plain.py", PYTHONPATH=str(ROOT))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "alone" not in said.stdout
