"""A build that is ended, in whatever way and wherever it is: its exit code says so, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT, Site

FAR_ENOUGH = ".output.staging/en"


def ended(site: Site, number: signal.Signals, marker: str, *, group: bool) -> tuple[int, bytes]:
    """Build, send a signal as soon as a file is there, and wait until nobody holds standard output and error."""
    command = [sys.executable, "-m", "pipeline", "-s", str(site.root / "pelicanconf.py"), "build"]
    # What a shell starts in its background ignores interrupts, what `nohup` starts hang-ups, and so would the build.
    before = {ending: signal.signal(ending, signal.SIG_DFL) for ending in (signal.SIGINT, signal.SIGHUP)}
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    for ending, heeded in before.items():
        signal.signal(ending, heeded)
    try:
        while not (site.root / marker).exists():
            assert process.poll() is None
            time.sleep(0.005)
        (os.killpg if group else os.kill)(process.pid, number)
        told, _ = process.communicate(timeout=120)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, told


@pytest.mark.parametrize(
    ("number", "code", "group"),
    [(signal.SIGINT, 130, True), (signal.SIGTERM, 143, False), (signal.SIGTERM, 143, True), (signal.SIGHUP, 129, True)],
)
def test_a_build_that_is_ended_says_so_and_leaves_nothing(
    good_site: Site, number: signal.Signals, code: int, group: bool
) -> None:
    """From the keyboard a signal goes to all processes of the command; from elsewhere to the first."""
    result, told = ended(good_site, number, FAR_ENOUGH, group=group)
    assert (result, told.decode()) == (code, "interrupted\n")
    assert [path.name for path in good_site.root.glob("*output*")] == [".output.lock"]


def test_what_is_being_published_is_published_whole_before_the_build_ends(good_site: Site) -> None:
    assert ended(good_site, signal.SIGINT, ".output.published.json", group=True)[0] == 130
    names = {path.name for path in good_site.root.glob("*output*")}
    assert names == {"output", ".output.lock", ".output.published.json"}
    assert {"en", "de", "ar"} - {"en"} <= {path.name for path in (good_site.root / "output").iterdir()}


def test_when_a_build_is_killed_its_processes_end_and_the_next_build_is_as_any(
    good_site: Site,
) -> None:
    """They would hold standard output open, for which whoever started the build waits."""
    code, _ = ended(good_site, signal.SIGKILL, FAR_ENOUGH, group=False)
    assert code == -signal.SIGKILL
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert not (good_site.root / ".output.staging").exists()
