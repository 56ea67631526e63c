"""What has to be the same wherever a site is built, and what of it is not."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.cluster.conditions import conditions_of, differing_settings, differing_versions, settings_by_name
from pipeline.cluster.places import Places
from pipeline.config import ClusterOptions
from pipeline.errors import PipelineError
from tests.conftest import Site
from tests.making import project_in

SETTINGS = {"PLUGINS": ["pipeline.plugin"]}


def places(root: Path) -> Places:
    return Places.of(root, root / ".output.staging", root / "output")


def test_python_and_all_libraries_that_are_loaded_count_but_dasks_own(good_site: Site) -> None:
    project = project_in(good_site.root)
    found = conditions_of(project, SETTINGS, places(good_site.root), frozenset({"tornado"})).versions
    assert found["Python"] == platform.python_version()
    assert {"pelican", "Markdown", "Jinja2", "docutils", "babel"} <= {
        name.replace("jinja2", "Jinja2") for name in found
    }
    assert "tornado" not in found
    # It is installed in the same namespace as others; another test may have loaded it.
    assert ("pelican-search" in found) == ("pelican.plugins.search" in sys.modules)
    assert differing_versions(found) == []


def test_other_versions_are_named_with_both() -> None:
    here = platform.python_version()
    found = differing_versions({"Python": "3.0.1", "pelican-of-mine": "1.0", "pelican": "0.1"})
    assert [(name, wanted) for name, wanted, _ in found] == [
        ("Python", "3.0.1"),
        ("pelican", "0.1"),
        ("pelican-of-mine", "1.0"),
    ]
    assert (found[0][2], found[2][2]) == (here, "")


def test_where_no_plugins_are_named_those_that_are_installed_count(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, where = project_in(good_site.root), places(good_site.root)
    found = conditions_of(project, {"PLUGINS": None}, where, frozenset()).versions
    monkeypatch.setattr("pipeline.cluster.conditions.found_plugins", lambda: ["pelican.plugins.more"])
    assert [here for _, _, here in differing_versions(found)] == ["more"]
    assert conditions_of(project, SETTINGS, where, frozenset()).versions.keys() == found.keys() - {
        "plugins of Pelican's own"
    }


def test_code_of_the_same_version_that_is_another_counts(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = conditions_of(project_in(good_site.root), SETTINGS, places(good_site.root), frozenset()).versions
    monkeypatch.setattr("pipeline.cluster.conditions._code", lambda: "another")
    assert [name for name, _, _ in differing_versions(found)] == ["pelican-gettext"]


def test_settings_are_the_same_in_another_folder_and_what_differs_is_named(good_site: Site, tmp_path: Path) -> None:
    text = 'import os\nHERE = os.path.dirname(__file__)\nFILTERS = {"x": lambda value: value + 1}\n'
    text += good_site.read("pelicanconf.py") + 'STAMP = {"a": [1, 2]}\n'
    good_site.write("pelicanconf.py", text)
    there = Site(shutil.copytree(good_site.root, tmp_path / "there"))
    wanted = settings_by_name(good_site.root / "pelicanconf.py", places(good_site.root))
    assert differing_settings(wanted, there.root / "pelicanconf.py", places(there.root)) == []
    there.replace("pelicanconf.py", "[1, 2]", "[1, 3]")
    there.replace("pelicanconf.py", "value + 1", "value + 2")
    there.write("pelicanconf.py", there.read("pelicanconf.py") + "MORE = 1\n")
    found = differing_settings(wanted, there.root / "pelicanconf.py", places(there.root))
    assert found == ["FILTERS", "MORE", "STAMP"]


def test_what_programs_heed_of_the_surroundings_counts_and_what_the_project_names(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("TOKEN", "secret")
    monkeypatch.setenv("NAMED", "1")
    monkeypatch.delenv("ABSENT", raising=False)
    options = ClusterOptions(environment=("NAMED", "ABSENT"))
    project = replace(project_in(good_site.root), cluster=options)
    found = conditions_of(project, SETTINGS, places(good_site.root), frozenset()).environment
    assert (found["TZ"], found["NAMED"], found["ABSENT"]) == ("Asia/Tokyo", "1", None)
    assert found.keys().isdisjoint({"PYTHONPATH", "TOKEN", "HOME", "PATH"})


def test_a_plugin_that_is_elsewhere_is_refused_by_name(good_site: Site, tmp_path: Path) -> None:
    plugin = ModuleType("of_mine")
    plugin.__file__ = str(tmp_path / "plugins/of_mine.py")
    project = project_in(good_site.root)
    with pytest.raises(PipelineError, match="the plugin of_mine is not in the project's folder"):
        conditions_of(project, {"PLUGINS": [plugin]}, places(good_site.root), frozenset())
    plugin.__file__ = str(good_site.root / "plugins/of_mine.py")
    assert conditions_of(project, {"PLUGINS": [plugin]}, places(good_site.root), frozenset()).settings
