"""Tiny real sites, and the clinic's site built once for all tests that look at it."""

from __future__ import annotations

import compileall
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import pytest_timeout
from click.testing import CliRunner
from filelock import FileLock
from hypothesis import HealthCheck, settings

from pipeline.commands import main
from pipeline.workers import start_method
from tests.lasting import folders_that_may_change, modules_that_may_change

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"

settings.register_profile(
    "normal", max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("normal"), max_examples=25)
settings.load_profile("normal")


def in_each_row() -> settings:
    """Of a property that is tried in many rows each has a quarter of a profile's examples: together they have many."""
    return settings(max_examples=settings.default.max_examples // 4)


# What is kept between runs is kept for this process alone: others, and the user's own store, would only be in the way.
_KEPT = tempfile.TemporaryDirectory(prefix="pelican-gettext-cache-", ignore_cleanup_errors=True)
os.environ["XDG_CACHE_HOME"] = _KEPT.name


def pytest_configure(config: pytest.Config) -> None:
    """Where nobody keeps compiled code, each of hundreds of processes would compile the whole tool anew."""
    if sys.dont_write_bytecode and "PYTEST_XDIST_WORKER" not in os.environ:
        compileall.compile_dir(ROOT / "pipeline", quiet=2)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What pytest makes of the tests' modules is kept, too: half of what it costs to collect them."""
    is_kept, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    try:
        return (yield)
    finally:
        sys.dont_write_bytecode = is_kept


# Nobody changes tests while they run. To a site they are code that is not installed, all of which a command looks at.
_survey = import_module("pipeline.review.survey")
_survey._LASTING = (*_survey._LASTING, f"{ROOT}{os.sep}")
# And nobody installs anything: whoever notes what was read need not look at a thousand modules each time.
_observer = import_module("pipeline.observer")
setattr(_observer, "modules_loaded", modules_that_may_change)
setattr(_observer, "folders_of_modules", folders_that_may_change)


# The quick tier: a test that builds a whole site says so, or fails.

WHOLE = Path(__file__).parent / "whole"
_BUILDING = frozenset({"build", "coverage"})
_WHOLE_FIXTURES = frozenset({"built_site", "clinic", "unfinished_clinic"})
_running: list[pytest.Item] = []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is in tests/whole, or looks at the built clinic, is `whole` without saying so; with a site, `site`."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.path.is_relative_to(WHOLE) or _WHOLE_FIXTURES.intersection(fixtures):
            item.add_marker(pytest.mark.whole)
        if "good_site" in fixtures:
            item.add_marker(pytest.mark.site)
    # What takes long begins first: at the end nobody waits for the last of them.
    items.sort(key=lambda item: (item.get_closest_marker("whole") is None, item.get_closest_marker("heavy") is None))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Remember which test is running."""
    _running.append(item)
    try:
        return (yield)
    finally:
        _running.pop()


def require_whole(arguments: Iterable[object]) -> None:
    """Fail a test that is not marked `whole` and begins a build."""
    if _BUILDING.intersection(map(str, arguments)) and _running and not _running[-1].get_closest_marker("whole"):
        pytest.fail("this builds a whole site: put the test into tests/whole, or mark it @pytest.mark.whole")


_begin_process = subprocess.Popen.__init__


@wraps(_begin_process)
def _begin_seen(self: subprocess.Popen[Any], arguments: object, *given: Any, **named: Any) -> None:
    """Not an audit hook: Python would call it a thousand times for each of these."""
    if isinstance(arguments, list | tuple):
        words = [str(word) for word in arguments]
        plain_pelican = {"build"} if "pelican" in words else set()
        require_whole([*words, *plain_pelican] if {"pelican", "pipeline"}.intersection(words) else ())
    _begin_process(self, arguments, *given, **named)


setattr(subprocess.Popen, "__init__", _begin_seen)


# Time limits


@pytest.hookimpl(tryfirst=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: pytest_timeout.Settings) -> bool | None:
    """At its time limit a test's process ends, and before it the processes that it has forked.

    An exception would not do: hypothesis takes one for a failure and tries the same again, without a limit, and a pool
    waits for its processes wherever one leaves it. Children that outlive the process would hold its end of the pipe
    on which pytest-xdist waits. So xdist sees that its worker has ended, says at which test, and goes on with another.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        return None  # pytest-timeout's own way, which is a thread

    def end(*_: object) -> None:
        for child in multiprocessing.active_children():
            child.kill()
        pytest_timeout.timeout_timer(item, settings)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, settings.timeout)
    item.cancel_timeout = lambda: signal.setitimer(signal.ITIMER_REAL, 0)
    return True


_unforked: list[None] = []


def _sites_in_forks() -> AbstractContextManager[None]:
    """Builds that begin warm cost half, but where a test is about the processes themselves."""
    from tests.forking import forking_sites

    is_about_processes = _unforked or (_running and _running[-1].get_closest_marker("own_processes"))
    return nullcontext() if is_about_processes or start_method() != "fork" else forking_sites()


@dataclass(frozen=True, slots=True)
class Result:
    """What a command printed (both streams) and its exit code."""

    exit_code: int
    output: str


@dataclass(frozen=True, slots=True)
class Site:
    """A project in a folder of its own."""

    root: Path

    def run(self, *arguments: str) -> Result:
        require_whole(arguments)
        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"})
        with _sites_in_forks() if _BUILDING.intersection(arguments) else nullcontext():
            result = runner.invoke(main, ["-s", str(self.root / "pelicanconf.py"), *arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.output)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str, encoding: str = "utf-8") -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding=encoding)

    def replace(self, path: str, old: str, new: str, encoding: str = "utf-8") -> None:
        text = self.read(path)
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new, 1), encoding)

    def untranslate(self, catalog: str, text: str) -> None:
        """Empty the translation of the message that begins with a text."""
        changed, count = re.subn(rf'(msgid "{re.escape(text)}.*\n)msgstr ".*"', r'\1msgstr ""', self.read(catalog))
        assert count == 1, f"{text!r} is in {catalog} {count} times"
        self.write(catalog, changed)

    def files(self, folder: str = ".") -> dict[str, bytes]:
        """All files below a folder, without what only steers concurrent commands."""
        base = self.root / folder
        return {
            path.relative_to(base).as_posix(): path.read_bytes()
            for path in sorted(base.rglob("*"))
            if path.is_file() and path.suffix != ".lock"
        }


@pytest.fixture
def good_site(tmp_path: Path) -> Site:
    """A copy of the tiny site that is in order: two articles, one page, English to German and Arabic."""
    root = tmp_path / "site"
    shutil.copytree(SITES / "good", root, ignore=shutil.ignore_patterns("output", "*.lock"))
    return Site(root)


class Shared(Site):
    """A site that is built once for all tests that only look at it."""

    def run(self, *arguments: str) -> Result:
        assert {"check", "status", "--check"}.intersection(arguments), "all look at this site: change a copy of it"
        return Site.run(self, *arguments)

    def write(self, path: str, text: str, encoding: str = "utf-8") -> None:
        raise AssertionError("all look at this site: change a copy of it")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Shared:
    """A site that the first of all test processes makes that asks for it."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    root, done = folder / name, folder / f"{name}.done"
    with FileLock(folder / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)  # of a process that has failed at it
            _unforked.append(None)  # by processes as the tool has them: what all look at is what people get
            try:
                make(root)
            finally:
                _unforked.pop()
            done.touch()
    return Shared(root)


def _built(root: Path) -> None:
    shutil.copytree(SITES / "good", root, ignore=shutil.ignore_patterns("output", "*.lock"))
    result = Site(root).run("build")
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """The good site, built, to look at."""
    return made_once(tmp_path_factory, "built", _built)


@pytest.fixture
def built_copy(built_site: Shared, tmp_path: Path) -> Site:
    """A copy of the good site that has been built already."""
    root = tmp_path / "site"
    shutil.copytree(built_site.root, root, ignore=shutil.ignore_patterns("*.lock"))
    return Site(root)


def copy_of_clinic(root: Path) -> Site:
    """The repository's own site in a folder of its own, not built yet."""
    root.mkdir(exist_ok=True)
    for name in ("source", "locales", "theme"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "pelicanconf.py", root)
    return Site(root)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """The repository's own site, built once from the sources as they are."""
    return made_once(tmp_path_factory, "clinic", _built_clinic)


def _built_clinic(root: Path) -> None:
    result = copy_of_clinic(root).run("build")
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def unfinished_clinic(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """The clinic's site with all that a site in progress has.

    It offers the languages at /, its lists have several pages, a picture is localized; in Arabic a disclaimer is shown
    in the source's language, in Japanese a paragraph, and in German an article is withheld.
    """
    return made_once(tmp_path_factory, "unfinished", _built_unfinished)


def _built_unfinished(root: Path) -> None:
    site = copy_of_clinic(root)
    site.replace("pelicanconf.py", "DEFAULT_PAGINATION = 10", "DEFAULT_PAGINATION = 1")
    options = 'GETTEXT = {\n    "root": "choose",\n    "policy": {"critical": {"ar": "source"}},'
    site.replace("pelicanconf.py", "GETTEXT = {", options)
    shutil.copy(site.root / "source/images/lab-glassware.svg", site.root / "source/images/lab-glassware.de.svg")
    for locale, text in (
        ("ar", "Reliable resources and studies"),
        ("de", "Reliable resources and studies"),
        ("ja", "This article explains some important terms"),
    ):
        site.untranslate(f"locales/{locale}/articles/how-monitoring-works.po", text)
    assert site.run("build").exit_code == 1


@pytest.fixture(scope="module")
def trees() -> Generator[None]:
    """For a file that looks at all modules of the tool: they are parsed once, and forgotten after it."""
    from tests.trees import tree

    yield
    tree.cache_clear()


@pytest.fixture
def nobody() -> Generator[Path]:
    """A folder of an ordinary user's, who runs the test: to root everything is permitted."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() != 0:
        yield folder
    else:
        user = 65534
        os.chown(folder, user, user)
        os.setegid(user)
        os.seteuid(user)
        try:
            yield folder
        finally:
            os.seteuid(0)
            os.setegid(0)
    shutil.rmtree(folder)


@pytest.fixture
def edit_site(good_site: Site) -> Callable[[str], Site]:
    """Apply a broken site's edits to the good one. See tests/sites/broken."""

    def edit(edits: str) -> Site:
        for part in edits.split("\n@"):
            _apply(good_site, part)
        return good_site

    return edit


def _apply(site: Site, edit: str) -> None:
    head, _, body = edit.partition("\n")
    operation, path, *encoding = head.split()
    if operation == "===":
        site.write(path, body + "\n")
    elif operation == "---":
        (site.root / path).unlink()
    else:
        lines = [line for line in body.split("\n") if line[:1] in "-+"]
        old: list[str] = []
        new: list[str] = []
        for line in [*lines, "-"]:
            if line.startswith("-") and new:
                site.replace(path, "\n".join(old), "\n".join(new), *(encoding or ["utf-8"]))
                old, new = [], []
            (old if line.startswith("-") else new).append(line[2:])
