"""The action for GitHub and the component for GitLab: their commands, run here on a good site and a broken one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from docs import rules as rules_page
from tests.conftest import ROOT, Site

FIRST = "locales/de/articles/first.po"
DEFAULTS = {"settings": "pelicanconf.py", "fail-on": "error"}


def run(script: str, site: Site, env: dict[str, str]) -> int:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=site.root,
        env={**os.environ, "PATH": path, **env},
        capture_output=True,
        text=True,
    )
    return done.returncode


def run_action(site: Site, *steps: int, **inputs: str) -> list[int]:
    """The exit codes of the action's steps, or of these, but for what needs GitHub: installing."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    values = {name: str(found["default"]) for name, found in action["inputs"].items()} | inputs
    work = []
    for step in action["runs"]["steps"]:
        if "run" not in step or step["name"] == "Install" or ("if" in step and not values["sarif"]):
            continue
        env = {
            name: values[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in step["env"].items()
        }
        # Whatever an input says, it reaches the shell as a variable: nothing is pasted into a script.
        assert "${{" not in step["run"]
        work.append((step["run"], env | {"GITHUB_STEP_SUMMARY": str(site.root / "summary.md")}))
    return [run(work[at][0], site, work[at][1]) for at in steps or range(len(work))]


def run_component(site: Site, *lines: int, **inputs: str) -> list[int]:
    _, job = yaml.safe_load_all((ROOT / "templates" / "check.yml").read_text(encoding="utf-8"))
    values = DEFAULTS | inputs
    env = {"SETTINGS": values["settings"], "FAIL_ON": values["fail-on"]}
    script = job["check-translations"]["script"]
    return [run(script[at], site, env) for at in lines or range(len(script))]


def test_a_good_site_passes(good_site: Site) -> None:
    assert run_action(good_site) == [0, 0]
    assert "| de | – | – |" in good_site.read("summary.md")
    assert run_component(good_site) == [0, 0, 0]
    assert ElementTree.parse(good_site.root / "translations.xml").getroot().get("failures") == "0"


def test_a_broken_translation_fails(good_site: Site) -> None:
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist kein Rat.<script>x</script>")
    assert run_action(good_site, sarif="found.sarif") == [0, 0, 1]
    assert json.loads(good_site.read("found.sarif"))["runs"][0]["results"]
    assert run_component(good_site) == [0, 0, 1]
    assert ElementTree.parse(good_site.root / "translations.xml").getroot().get("failures") == "1"


def test_a_source_that_was_not_extracted_fails(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Take one tablet", "Take two tablets")
    assert run_action(good_site, 0) == [1]
    assert run_component(good_site, 0) == [1]


@pytest.mark.parametrize("fail_on", [pytest.param("error", marks=pytest.mark.long), "warning"])
def test_the_severity_is_an_input(good_site: Site, fail_on: str) -> None:
    good_site.replace(FIRST, 'msgstr "Erste Schritte"', 'msgstr "Erste  Schritte"')
    wanted = 1 if fail_on == "warning" else 0
    assert run_action(good_site, -1, **{"fail-on": fail_on}) == [wanted]
    assert run_component(good_site, -1, **{"fail-on": fail_on}) == [wanted]


def test_the_page_of_rules_is_that_of_the_rules() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page.page(), "run: python docs/rules.py"


def test_what_was_read_and_judged_is_kept_between_runs() -> None:
    """In the user's cache folder on GitHub; on GitLab within the project, where none that came with it is used."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    kept = {step["uses"].partition("@")[0]: step for step in steps if step.get("uses", "").startswith("actions/cache")}
    restored, saved = kept["actions/cache/restore"], kept["actions/cache/save"]
    assert restored["with"]["path"] == saved["with"]["path"] == "~/.cache/pelican-gettext"
    assert restored["with"]["key"] == saved["with"]["key"]
    assert restored["with"]["key"].startswith(restored["with"]["restore-keys"])
    assert saved["if"] == f"always() && {restored['if']}"  # what is known of a site with findings, too
    events = set(re.findall(r'"(\w+)"', restored["if"]))
    assert "pull_request" in events
    assert not events & {"pull_request_target", "workflow_run", "issue_comment"}  # strangers', with the rights of ours
    assert steps[-1] is saved
    _, job = yaml.safe_load_all((ROOT / "templates" / "check.yml").read_text(encoding="utf-8"))
    found = job["check-translations"]
    assert found["variables"]["XDG_CACHE_HOME"] == "$CI_PROJECT_DIR/.cache"
    assert found["cache"]["paths"] == [".cache/pelican-gettext"]


def as_git_has_it(site: Site, *known: str, link: str = "", module: bool = False) -> None:
    """A repository with a store in its folder, of which git knows these paths; or with a link or a module there."""
    root = site.root / "elsewhere" if link or module else site.root / ".cache"
    (root / "pelican-gettext").mkdir(parents=True)
    (root / "pelican-gettext/store-1.sqlite").touch()
    if link:
        (site.root / ".cache").symlink_to(link)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    commands = [["init", "-q"], *(["add", "-f", path] for path in known)]
    if module:
        root.rename(site.root / ".cache")
        inside = ["-C", ".cache"]
        commands = [[*inside, "init", "-q"], [*inside, "add", "-f", "."], [*inside, "commit", "-qm", "x"], *commands]
    for command in commands:
        subprocess.run([*git, *command], cwd=site.root, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("state", "is_used"),
    [
        (lambda site: as_git_has_it(site), True),
        (lambda site: as_git_has_it(site, ".cache"), False),
        (lambda site: as_git_has_it(site, ".cache", "elsewhere", link="elsewhere"), False),
        (lambda site: as_git_has_it(site, ".cache", module=True), False),
        (lambda site: None, False),  # git cannot say
    ],
    ids=["kept by the server", "among the files", "behind a link", "in a submodule", "unknown"],
)
def test_a_store_that_came_with_a_project_is_not_used(
    good_site: Site, state: Callable[[Site], None], is_used: bool
) -> None:
    _, job = yaml.safe_load_all((ROOT / "templates" / "check.yml").read_text(encoding="utf-8"))
    lines = job["check-translations"]["before_script"]
    asked = lines[: next(at for at, line in enumerate(lines) if "pip install" in line)]
    state(good_site)
    assert (run("\n".join(asked), good_site, {"CI_PROJECT_DIR": str(good_site.root)}) == 0) is is_used
