"""Whatever the operating system refuses, a command ends with a message that names the path and the remedy."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Result, Site

CALLS = ("open", "lstat", "fstat", "fsync", "replace", "scandir")
ERRORS = ("EACCES", "EPERM", "ENOSPC", "EROFS", "EIO", "ELOOP", "ENAMETOOLONG", "EMFILE", "ESTALE", "EDQUOT", "EINVAL")


def sound(result: Result) -> None:
    """It ended as a command ends, and what is wrong is told with a remedy."""
    assert result.exit_code in (0, 1, 2)
    assert "Traceback" not in result.output
    if result.exit_code == 2:
        assert "error: " in result.output
        assert "remedy: " in result.output


@pytest.mark.parametrize(
    ("call", "errors"),
    [
        # At each call some of the errors, each of them at two: the whole table is for the long profile.
        pytest.param(call, errors, marks=marks, id=f"{call} {name}")
        for row, call in enumerate(CALLS)
        for name, errors, marks in (("some", ("EACCES", *ERRORS[row % 3 :: 3]), []), ("all", ERRORS, pytest.mark.long))
    ],
)
@pytest.mark.heavy
def test_no_call_that_fails_ends_in_a_traceback(
    good_site: Site, monkeypatch: pytest.MonkeyPatch, call: str, errors: tuple[str, ...]
) -> None:
    """At every call that concerns the project: at reading, at writing, at listing."""
    good_site.replace("theme/templates/base.html", "<main>", "{{ _('A new text') }}<main>")
    original: Callable[..., Any] = getattr(os, call)
    code = errno.EACCES

    def fail(target: Any, *arguments: Any, **more: Any) -> Any:
        concerned = isinstance(target, int) or str(good_site.root) in os.fspath(target)
        if concerned and not str(target).endswith((".py", ".pyc", "__pycache__", ".lock")):
            raise OSError(code, os.strerror(code), None if isinstance(target, int) else str(target))
        return original(target, *arguments, **more)

    for name in errors:
        code = getattr(errno, name)
        for command in (["update"], ["check"]) if name == "EACCES" else (["update"],):
            with monkeypatch.context() as patch:
                patch.setattr(os, call, fail)
                result = good_site.run(*command)
            sound(result)


def replaced(name: str, kind: str) -> Callable[[Site], None]:
    def put(site: Site) -> None:
        path = site.root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        if kind == "file":
            path.write_text("x", encoding="utf-8")
        elif kind == "folder":
            path.mkdir(parents=True)
        elif kind == "circle":
            path.symlink_to(path.name)
        elif kind == "nowhere":
            path.symlink_to("/nowhere/at/all")

    return put


SITUATIONS = {
    f"{name} is a {kind}": replaced(name, kind)
    for name, kinds in {
        "locales": ("file", "circle", "nowhere"),
        "locales/de": ("file", "circle", "nowhere"),
        "locales/templates": ("file", "circle"),
        "source": ("file", "circle", "none"),
        "source/articles": ("file", "circle"),
        "theme": ("file", "none", "circle"),
        "theme/templates": ("file", "none"),
        ".locales.lock": ("folder", "circle", "nowhere"),
        "output": ("circle", "nowhere"),
    }.items()
    for kind in kinds
}


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.heavy
def test_whatever_stands_in_a_place_is_told_of(good_site: Site, situation: str) -> None:
    SITUATIONS[situation](good_site)
    for command in (["check"], ["update"], ["extract", "--check"]):
        sound(good_site.run(*command))


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "de", "--output", "locales/de/theme.po/x.xlf"],
        ["export", "de", "--output", f"{'x' * 300}.xlf"],
        ["export", "de", "--output", "/proc/nothing.xlf"],
        ["status", "--badges", "locales/de/theme.po/badges"],
        ["status", "--format", "html", "--output", "/proc/status.html"],
        ["import", "--locale", "de", "locales"],
        ["lint", "locales"],
        ["merge-driver", "locales", "locales", "locales"],
    ],
    ids=" ".join,
)
def test_whatever_is_named_on_the_command_line_is_told_of(
    good_site: Site, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good_site.root)
    result = good_site.run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.heavy
def test_a_project_that_nobody_may_write_in_is_told_of(nobody: Path) -> None:
    site = Site(nobody / "site")
    shutil.copytree(ROOT / "tests/sites/good", site.root)
    site.write("source/articles/second.md", site.read("source/articles/second.md") + "\nA new text.\n")
    folders = [path for path in (site.root / "locales").rglob("*") if path.is_dir()]
    for path in (*folders, site.root / "locales", site.root):
        path.chmod(0o555)
    try:
        result = site.run("update")
        assert result.exit_code == 2
        assert "permission denied" in result.output
        assert "change its permissions" in result.output
        assert site.run("check").exit_code in (0, 1)
        (site.root / "locales/de/theme.po").chmod(0)
        result = site.run("check")
        assert "locales/de/theme.po: error: the file cannot be read: permission denied" in result.output
    finally:
        for path in (site.root, site.root / "locales", *folders):
            path.chmod(0o755)


@pytest.mark.heavy
def test_a_user_without_a_home_or_a_name_leaves_nothing_in_the_folder_at_hand(good_site: Site) -> None:
    """`~` would be a folder's name."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "-s", str(good_site.root / "pelicanconf.py"), "check"],
        cwd=good_site.root,
        env={"PYTHONPATH": str(ROOT), "HOME": "~", "PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert not (good_site.root / "~").exists()


@pytest.mark.heavy
def test_a_folder_that_is_removed_while_one_is_in_it_is_told_of(good_site: Site, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    program = "import os, pipeline.commands; from pipeline.__main__ import run; os.rmdir(os.getcwd()); run()"
    for settings in ("pelicanconf.py", str(good_site.root / "pelicanconf.py")):
        (tmp_path / "gone").mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-c", program, "-s", settings, "check"],
            cwd=tmp_path / "gone",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 2), done.stderr
        assert done.returncode == 0 or "remedy: " in done.stderr
