"""What is read, judged or worked out is so once in a command."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from pipeline.catalogs import read
from tests.conftest import ROOT, Site


@pytest.mark.parametrize(
    "command", ["check", "status", "update", "extract --check", "build", "approve de --by Ada --yes"]
)
def test_each_catalog_is_read_once(command: str, good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {"require_approval": True,')
    times: Counter[str] = Counter()
    parse = read.parse_catalog

    def counted(text: str, shown: str, **options: Any) -> Any:
        times[shown] += 1
        return parse(text, shown, **options)

    monkeypatch.setattr(read, "parse_catalog", counted)
    monkeypatch.setattr("pipeline.workers.cores", lambda: 1)  # to see all of it in this process
    good_site.run(*command.split())
    locales = ("de",) if "approve" in command else ("ar", "de")
    assert times == {
        path.relative_to(good_site.root).as_posix(): 1
        for locale in locales
        for path in (good_site.root / "locales" / locale).rglob("*.po")
    }


def test_each_pair_of_texts_is_judged_once(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[tuple[str, ...]] = Counter()
    monkeypatch.setattr("pipeline.workers.cores", lambda: 1)
    from pipeline.checks import checker

    security = checker.security_faults

    def counted(source: str, translation: str, notation: Any, kind: str, *more: Any) -> Any:
        asked[source, translation, kind] += 1
        return security(source, translation, notation, kind, *more)

    monkeypatch.setattr(checker, "security_faults", counted)
    good_site.run("build")
    assert asked
    # What both languages leave alone, such as a number, is asked of each.
    assert max(asked.values()) <= 2


COUNTING = """
from collections import Counter
from pelican import main
from pipeline.plugin import versions

times, work_out = Counter(), versions._alternates

def counted(context, site):
    times[context["output_file"]] += 1
    return work_out(context, site)

versions._alternates = counted
main(["-s", "pelicanconf.py", "-o", "plain", "--fatal", "errors"])
assert len(times) > 5 and set(times.values()) == {1}, times
"""


def test_a_pages_versions_are_worked_out_once(good_site: Site) -> None:
    command = [sys.executable, "-c", COUNTING]
    done = subprocess.run(command, cwd=good_site.root, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
