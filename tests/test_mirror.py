"""Each module that decides something has its tests where one looks for them."""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import ROOT

PIPELINE, TESTS = ROOT / "pipeline", ROOT / "tests"
#: A module with more branches than this decides something.
_FEW = 2
#: Modules without a test file of their name, and where their decisions are seen.
ELSEWHERE = {
    "verify/kept_looks": "tests/verify/test_each.py",
    "review/text_findings": "tests/review/test_gate.py, test_verdicts.py",
    "verify/outline": "tests/verify/test_pages.py, test_each.py",
    "preview/snapshot": "tests/preview/test_workshop.py makes them",
    "__main__": "tests/commands/test_commands.py runs it",
    "lexicon/reading": "tests/test_lexicon.py",
    "lexicon/words": "tests/test_lexicon.py",
    "interpreter": "tests/test_reads.py",
    "observed": "tests/test_reads.py",
    "observer": "tests/test_reads.py",
    "build/coverage": "tests/whole/test_coverage.py: it builds a site",
    "build/live": "tests/build/test_live_process.py asks it for its pages",
    "build/executors": "it starts processes: tests/whole/test_build.py",
    "build/one_site": "it runs Pelican: tests/whole",
    "build/order": "tests/whole/test_build.py",
    "build/build": "it builds sites: tests/whole/test_build.py, tests/whole/test_publish.py",
    "checks/day_ranges": "tests/checks/test_terms.py asks it by the tables of cases",
    "checks/multiples": "tests/checks/test_facts.py asks it by the tables of cases",
    "cluster/dask": "tests/cluster/test_conditions.py",
    "cluster/pieces": "tests/cluster/test_client.py counts them",
    "cluster/process": "a worker starts it: tests/cluster/test_client.py",
    "cluster/worker": "dask runs it: tests/cluster/test_client.py, tests/whole/test_cluster.py",
    "commands/build": "tests/whole, which build",
    "commands/coverage": "tests/whole/test_coverage.py, tests/whole/test_cluster.py",
    "pools": "tests/test_workers.py",
    "commands/approve": "tests/catalogs/test_approvals.py",
    "commands/cache": "tests/test_cache.py, and every command is run in tests/commands/test_commands.py",
    "commands/export": "tests/exchange/test_imports.py",
    "commands/lint": "tests/catalogs/test_three_way.py",
    "commands/group": "tests/commands/test_commands.py",
    "commands/merge_driver": "tests/catalogs/test_three_way.py",
    "commands/import_": "tests/exchange/test_imports.py",
    "exchange/marks": "tests/exchange/test_codes.py",
    "commands/extract": "tests/catalogs/test_update.py",
    "commands/update": "tests/catalogs/test_update.py, tests/review/test_slugs.py",
    "commands/loading": "tests/commands/test_commands.py",
    "commands/preview": "tests/whole/test_preview.py runs it",
    "commands/status": "tests/commands/test_commands.py",
    "commands/formats/status_page": "tests/commands/test_status_page.py",
    "plugin/ahead": "tests/whole/test_kept_pages.py",
    "pelican_internals/process": "tests/test_pelican_internals.py, which is run on the newest Pelican as one",
    "pelican_internals/readers": "tests/test_pelican_internals.py",
    "pelican_internals/bodies": "tests/test_pelican_internals.py",
    "pelican_internals/contents": "tests/test_pelican_internals.py",
    "pelican_internals/translations": "tests/test_pelican_internals.py",
    "pelican_internals/writers": "tests/test_pelican_internals.py",
    "settings": "tests/test_config.py",
    "checks/said_days": "tests/checks/test_facts.py asks it by the tables of cases",
    "plugin/traces": "tests/whole/test_kept_pages.py",
    "plugin/steady": "tests/plugin/test_tracing.py",
    "plugin/hands": "tests/whole/test_kept_pages.py: it is about whole sites",
    "plugin/site_texts": "tests/build/test_live_process.py",
    "preview/index": "tests/preview/test_saves.py",
    "pelican_internals/remaking": "tests/build/test_live_process.py",
    "pelican_internals/generators": "tests/test_pelican_internals.py",
    "plugin/walks": "tests/sources/test_walking_readers.py",
    "sources/place_kinds": "tests/sources/test_template_places.py",
    "sources/template_expressions": "tests/sources/test_template_places.py",
    "sources/template_filters": "tests/sources/test_template_places.py",
    "sources/template_nodes": "tests/sources/test_template_places.py",
    "sources/template_pages": "tests/sources/test_template_places.py",
    "sources/template_strings": "tests/sources/test_template_places.py",
    "sources/template_variables": "tests/sources/test_template_places.py",
    "sources/template_values": "tests/sources/test_template_places.py",
    "sources/source_reader": "tests/sources/test_read_all.py",
    "sources/walkers/markdown_extension": "tests/sources/walkers/test_markdown.py",
}
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.Try, ast.comprehension, ast.BoolOp)
MODULES = [path for path in sorted(PIPELINE.rglob("*.py")) if path.name != "__init__.py"]


def name_of(module: Path) -> str:
    return module.relative_to(PIPELINE).with_suffix("").as_posix()


def branches(module: Path) -> int:
    return sum(isinstance(node, _BRANCHES) for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))))


def mirror_of(module: Path) -> Path:
    relative = module.relative_to(PIPELINE)
    return TESTS / relative.parent / f"test_{relative.name}"


def test_a_module_that_decides_has_a_test_file_of_its_name_or_a_reason() -> None:
    alone = [path for path in MODULES if not mirror_of(path).is_file() and name_of(path) not in ELSEWHERE]
    assert [name_of(path) for path in alone if branches(path) > _FEW] == []


def test_no_reason_outlives_what_it_is_given_for() -> None:
    excused = {PIPELINE / f"{name}.py" for name in ELSEWHERE}
    assert [name_of(path) for path in excused if not path.is_file() or mirror_of(path).is_file()] == []


def test_every_test_is_found(request: pytest.FixtureRequest) -> None:
    """pytest passes by folders of some names without a word: "build" is one of them unless we say otherwise."""
    passed_by = request.config.getini("norecursedirs")
    folders = {parent.name for path in TESTS.rglob("test_*.py") for parent in path.parents if TESTS in parent.parents}
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_by)] == []
