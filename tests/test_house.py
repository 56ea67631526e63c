"""The house: packages with one sentence and one face each, small rooms, and errors that are told of in docstrings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest

from tests.conftest import ROOT
from tests.trees import PIPELINE, tree

pytestmark = pytest.mark.usefixtures("trees")
PACKAGES = (
    "catalogs",
    "sources",
    "exchange",
    "checks",
    "review",
    "plugin",
    "verify",
    "build",
    "preview",
    "commands",
    "cluster",
)
#: Packages of which others know the face alone; `catalogs` and `sources` are nouns that are used by their rooms' names.
CLOSED = ("cluster", "exchange", "review", "verify", "build", "preview")
MOST_LINES, MEDIAN_LINES = 350, 120


def files() -> list[Path]:
    return sorted(PIPELINE.rglob("*.py"))


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_says_in_one_sentence_what_it_is_and_names_what_others_may_use(name: str) -> None:
    package = import_module(f"pipeline.{name}")
    first = (package.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    assert first.endswith((".", ".\n"))
    assert len(re.findall(r"\.(?= [A-Z]|$)", first)) == 1, first
    assert package.__all__
    assert all(hasattr(package, offered) for offered in package.__all__)


def test_the_ground_and_the_packages_are_all_there_is() -> None:
    ground = {path.stem for path in PIPELINE.glob("*.py")} - {"__init__", "__main__"}
    folders = {path.name for path in PIPELINE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*PACKAGES, "lexicon", "pelican_internals"}
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in (*sorted(ground), *PACKAGES) if not re.search(rf"\b{name}\b", listed)] == []


def test_modules_are_rooms_and_no_corridors() -> None:
    lines = {path.relative_to(PIPELINE).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in files()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
    assert median(count for count in lines.values() if count > 1) <= MEDIAN_LINES


def test_a_closed_package_is_entered_by_its_face() -> None:
    """Which one was not, and by whom, is told."""
    entered = {
        f"{path.relative_to(PIPELINE).as_posix()}: {node.module}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for name in CLOSED
        if (node.module or "").startswith(f"pipeline.{name}.") and path.relative_to(PIPELINE).parts[0] != name
    }
    assert entered == set()


def test_five_modules_write() -> None:
    """Whatever is written goes through `files`, whole or not at all, or as a whole folder through `folders`
    and `changes`. What is kept between runs is a file of SQLite's own; what keeps others away is an empty file.
    """
    writers = {"write_text", "write_bytes", "unlink", "rename", "mkdir", "rmdir", "touch", "symlink_to", "hardlink_to"}
    found = {
        path.relative_to(PIPELINE).as_posix()
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writers
    }
    assert found == {"cache.py", "changes.py", "files.py", "folders.py", "locks.py"}


def test_one_module_reads() -> None:
    """Whatever is read goes through `files`, which waits for nothing and follows no link out."""
    readers = {"read_text", "read_bytes", "open", "fdopen", "resolve"}
    own = {"rules.py", "lexicon/__init__.py", "catalogs/shipped/__init__.py", "preview/assets/__init__.py"}
    in_memory = {"tarfile.open"}
    found = {
        f"{path.relative_to(PIPELINE).as_posix()}: {ast.unparse(node.func)}"
        for path in files()
        if path.relative_to(PIPELINE).as_posix() not in {*own, "files.py"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in readers
    }
    # A project's own `read_bytes`; the streams of a process, and nowhere.
    known = {"sources/theme_files.py: project.read_bytes", "sources/read_all.py: project.read_bytes"}
    known |= {"exchange/imports.py: project.read_bytes", "catalogs/read.py: project.read_bytes"}
    known |= {"config.py: read_text", "config.py: read_bytes", "catalogs/read.py: read_text"}
    known |= {"commands/say/streams.py: open", "cluster/parcels.py: read_bytes", "cluster/snapshot.py: read_bytes"}
    # A file that the process which reads it was told of by the one that has written it.
    known |= {"filed.py: self._path.open"}
    # Whether a file is marked as immutable is asked of an open one; of a list of the system's.
    known |= {"changes.py: os.open", "changes.py: read_bytes", "locks.py: os.open"}
    assert {name for name in found if name.split(": ")[1] not in in_memory} == known


def test_references_are_undone_by_one_function() -> None:
    """Python's own raises where a number has thousands of digits, which a stranger may write."""
    calls = {
        path.relative_to(PIPELINE).as_posix()
        for path in files()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and ast.unparse(node) == "html.unescape")
        or (isinstance(node, ast.ImportFrom) and node.module == "html" and "unescape" in {a.name for a in node.names})
    }
    assert calls == {"characters.py"}


def _ours_alone(form: ast.expr) -> bool:
    """Whether a form of words is written in the program, not made of what others wrote."""
    if isinstance(form, ast.IfExp):
        return _ours_alone(form.body) and _ours_alone(form.orelse)
    return isinstance(form, ast.Constant)


def test_all_that_is_printed_goes_through_one_module_that_makes_texts_of_others_visible() -> None:
    """Nobody else prints; and what is said is a form of ours, in which texts of others are words."""
    printing = {"print", "echo", "secho", "confirm", "prompt", "echo_via_pager"}
    forms = {"line", "ask", "sentence"}
    printers, loose = set(), []
    for path in files():
        module = tree(path)
        name = path.relative_to(PIPELINE).as_posix()
        constants = {
            target.id
            for node in ast.walk(module)
            if isinstance(node, ast.Assign) and _ours_alone(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("stdout", "stderr")
                and ast.unparse(node.value) == "sys"
            ):
                printers.add(name)
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in printing:
                printers.add(name)
            if name.startswith("commands/") and called in forms and node.args and name != "commands/say/reporter.py":
                form = node.args[0]
                known = isinstance(form, ast.Name) and form.id in constants
                if not known and not _ours_alone(form):
                    loose.append(f"{name}:{node.lineno}")
    # Where Pelican runs by itself it is Pelican that speaks: of languages, by their English names.
    # What was said is said again.
    assert printers == {
        "again.py",
        "commands/say/reporter.py",
        "commands/say/streams.py",
        "pelican_internals/process.py",
    }
    assert loose == []


def functions(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef))


def _raises(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(part, ast.Raise) and part.exc is not None and "PipelineError" in ast.dump(part.exc)
        for part in ast.walk(node)
    )


def test_public_functions_that_raise_an_error_for_people_say_when() -> None:
    """Commands end with it; all others, and those that only hand it on from their own module, tell their callers."""
    silent = []
    for path in files():
        module = tree(path)
        raising = {name for name, node in functions(module) if _raises(node)}
        for name, node in functions(module):
            handed_on = {
                call.func.id
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in raising
            }
            told = "PipelineError" in (ast.get_docstring(node) or "")
            if (name in raising or handed_on) and not name.split(".")[-1].startswith("_") and not told:
                silent.append(f"{path.relative_to(PIPELINE).as_posix()}: {name}")
    assert [name for name in silent if not name.startswith("commands/")] == []
