"""A build that is ended, in whatever way and wherever it is: its exit code says so, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT, Site

#: Pelican has written a page, or all is in its place but for the record: there a build waits to be ended.
BEGUN, IN_PLACE = "begun", "in-place"
_PLUGIN = """
import time
from pathlib import Path
from pelican import signals

def wait(path, context):
    here = Path(__file__).parent
    (here / "begun").touch()
    while (here / "wait").exists():
        time.sleep(0.01)

def register():
    signals.content_written.connect(wait)
"""
_COMMAND = """
import sys, time
from pathlib import Path
from pipeline.__main__ import run
from pipeline.changes import Changes

merge, here = Changes.merge, Path(sys.argv[2]).parent

def merge_and_wait(*arguments):
    merge(*arguments)
    (here / "in-place").touch()
    while (here / "wait").exists():
        time.sleep(0.01)

Changes.merge = merge_and_wait
run()
"""


@pytest.fixture
def site(good_site: Site) -> Site:
    """A site whose builds wait as long as there is a file `wait`."""
    good_site.write("waiting.py", _PLUGIN)
    return good_site


def ended(site: Site, number: signal.Signals, place: str, *, group: bool) -> tuple[int, bytes]:
    """Build, send a signal where the build waits, and wait until nobody holds standard output and error."""
    if place == BEGUN:
        site.replace("pelicanconf.py", 'PLUGINS = ["', 'PLUGIN_PATHS = ["."]\nPLUGINS = ["waiting", "')
    site.write("wait", "")
    command = [sys.executable, "-c", _COMMAND, "-s", str(site.root / "pelicanconf.py"), "build"]
    # What a shell starts in its background ignores interrupts, what `nohup` starts hang-ups, and so would the build.
    before = {ending: signal.signal(ending, signal.SIG_DFL) for ending in (signal.SIGINT, signal.SIGHUP)}
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    for ending, heeded in before.items():
        signal.signal(ending, heeded)
    try:
        while not (site.root / place).exists():
            assert process.poll() is None
            time.sleep(0.005)
        (os.killpg if group else os.kill)(process.pid, number)
        if place == IN_PLACE:
            (site.root / "wait").unlink()
        told, _ = process.communicate()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        (site.root / "wait").unlink(missing_ok=True)
    return process.returncode, told


@pytest.mark.parametrize(
    ("number", "code", "group"),
    [
        (signal.SIGINT, 130, True),
        (signal.SIGTERM, 143, False),
        pytest.param(signal.SIGTERM, 143, True, marks=pytest.mark.long),
        pytest.param(signal.SIGHUP, 129, True, marks=pytest.mark.long),
    ],
)
def test_a_build_that_is_ended_says_so_and_leaves_nothing(
    site: Site, number: signal.Signals, code: int, group: bool
) -> None:
    """From the keyboard a signal goes to all processes of the command; from elsewhere to the first."""
    result, told = ended(site, number, BEGUN, group=group)
    assert (result, told.decode()) == (code, "interrupted\n")
    assert [path.name for path in site.root.glob("*output*")] == [".output.lock"]


def test_what_is_being_published_is_published_whole_before_the_build_ends(site: Site) -> None:
    assert ended(site, signal.SIGINT, IN_PLACE, group=True)[0] == 130
    names = {path.name for path in site.root.glob("*output*")}
    assert names == {"output", ".output.lock", ".output.published.json"}
    assert {"en", "de", "ar"} - {"en"} <= {path.name for path in (site.root / "output").iterdir()}


def test_when_a_build_is_killed_its_processes_end_and_the_next_build_is_as_any(site: Site) -> None:
    """They would hold standard output open, for which whoever started the build waits."""
    code, _ = ended(site, signal.SIGKILL, BEGUN, group=False)
    assert code == -signal.SIGKILL
    result = site.run("build")
    assert result.exit_code == 0, result.output
    assert not (site.root / ".output.staging").exists()
