"""A cluster on this machine whose workers have folders and homes of their own, and never look into a project's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

# A scheduler, and workers that are started again as often as they die, as dask does.
_CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    options = {"processes": True, "threads_per_worker": 1, "dashboard_address": ":0", "local_directory": sys.argv[2]}
    with LocalCluster(n_workers=int(sys.argv[1]), **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
# Each Python begins with it: what is opened or listed in a forbidden folder is taken down, and that it does an errand.
_GUARD = """
import os, sys

def see(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith(os.environ["FORBIDDEN"]):
        log = os.open(os.environ["SEEN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(log, f"{event} {arguments[0]}\\n".encode())

sys.addaudithook(see)
if "pipeline.cluster.process" in sys.orig_argv:
    log = os.open(os.environ["ERRANDS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, b".")
    os.close(log)
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A cluster: where its scheduler is, what its workers have seen that they must not, and where they get word."""

    process: subprocess.Popen[str]
    address: str
    seen: Path
    word: Path
    errands: Path

    def done(self) -> int:
        """How many errands workers have begun since this was last asked."""
        count = self.errands.stat().st_size if self.errands.exists() else 0
        self.errands.unlink(missing_ok=True)
        return count


@contextmanager
def running(folder: Path, forbidden: Path, workers: int = 2) -> Iterator[Running]:
    """A cluster that has a folder, and never looks into another."""
    for name in ("home", "local", "guard", "word"):
        (folder / name).mkdir(parents=True)
    (folder / "guard/sitecustomize.py").write_text(_GUARD, encoding="utf-8")
    (folder / "cluster.py").write_text(_CLUSTER, encoding="utf-8")
    own = {
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home/cache"),
        "PYTHONPATH": f"{folder / 'guard'}{os.pathsep}{ROOT}",
        "FORBIDDEN": str(forbidden),
        "SEEN": str(folder / "seen"),
        "WORD": str(folder / "word"),
        "ERRANDS": str(folder / "errands"),
    }
    with subprocess.Popen(
        [sys.executable, "cluster.py", str(workers), str(folder / "local")],
        cwd=folder,
        env=os.environ | own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield Running(
                process, process.stdout.readline().strip(), folder / "seen", folder / "word", folder / "errands"
            )
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)
