"""What a site costs that is built by processes of this machine, and by workers of dask's on it.

    python benchmarks/scale.py [ARTICLES [LANGUAGES [WORKERS ...]]]

The site of benchmarks/build.py: ARTICLES (default 200) in LANGUAGES (default 4), built, checked and updated by as many
processes as this machine has cores, and by 1, 2 and 4 WORKERS, nothing being remembered. Workers have one thread and a
folder of their own, nothing of the project's, and are sent all of it for the first of their commands; that is told
apart. To these commands 100 articles, and a language's catalogs, are worth an errand. Seconds of processor time are
those of the command with its processes, of what workers start for it, and of dask's own, which have some to do as long
as it takes: the former two count where other work is running on the machine. Memory is that of the command's largest
process.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from build import LOCALES, Site

_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_COMMANDS: dict[str, tuple[str, ...]] = {"check": (), "update": (), "build": ("--fresh",)}
_PROGRAM = """
from pipeline.catalogs import update
from pipeline.review import each
from pipeline.sources import read_all

update._ERRAND = read_all._ERRAND = 100
each._ERRAND = 10_000
from pipeline.__main__ import run

run()
"""
_CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    options = {"processes": True, "threads_per_worker": 1, "dashboard_address": ":0", "local_directory": sys.argv[2]}
    with LocalCluster(n_workers=int(sys.argv[1]), **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def main() -> None:
    """Make the site, have it built by each, and print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    languages = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    _adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        site = Site(folder / "site")
        site.root.mkdir()
        site.make(articles, LOCALES[: languages - 1])
        print(f"{articles} articles in {languages} languages\n")
        print(f"{'':34}{'seconds':>9}{'command':>9}{'errands':>9}{'dask':>9}{'memory':>9}")
        for command in _COMMANDS:
            _show(command, "processes here", site, None, *_COMMANDS[command])
        for workers in map(int, sys.argv[3:] or ("1", "2", "4")):
            with _cluster(folder / f"cluster-{workers}", workers) as (address, process):
                for command in ("check", *_COMMANDS):
                    _show(command, f"{workers} workers", site, process, "--cluster", address, *_COMMANDS[command])


def _adopt_orphans() -> None:
    """Let processes whose parent ends be this one's: their work counts once they have ended (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans(but: psutil.Process | None) -> None:
    own = psutil.Process()
    while left := [one for one in own.children() if one != but]:
        psutil.wait_procs(left)


def _show(command: str, name: str, site: Site, cluster: psutil.Process | None, *arguments: str) -> None:
    before = _work(cluster)
    shutil.rmtree(site.root.parent / "cache", ignore_errors=True)
    cost = site.ours(command, *arguments, program=_PROGRAM)
    _wait_for_orphans(cluster)
    work = [f"{after - one:>9.1f}" for one, after in zip(before, _work(cluster), strict=True)]
    print(f"{f'{command}, {name}':34}{cost.seconds:>9.1f}{''.join(work)}{cost.memory / 1024**2:>7.0f} M", flush=True)


def _work(cluster: psutil.Process | None) -> tuple[float, float, float]:
    """Seconds of processor time of commands with all that they start, of errands, and of dask's own processes."""
    commands = sum(psutil.Process().cpu_times()[2:4])  # not of this process, which looks on
    if cluster is None:
        return commands, 0.0, 0.0
    times = [one.cpu_times() for one in (cluster, *cluster.children(recursive=True))]
    return commands, sum(sum(one[2:4]) for one in times), sum(sum(one[:2]) for one in times)


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[tuple[str, psutil.Process]]:
    folder.mkdir()
    program = folder / "cluster.py"
    program.write_text(_CLUSTER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(program), str(workers), str(folder)],
        cwd=folder,
        env=os.environ | {"HOME": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), psutil.Process(process.pid)
        finally:
            process.stdin.close()
            process.wait()


if __name__ == "__main__":
    main()
