"""What others say of the built pages: the Nu HTML Checker and Lighthouse, as `.ci/run` installs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Site
from tests.serving import QUIET, chromium, served

TOOLS = ROOT / ".cache"
CHECKER = Path(os.environ.get("VNU_JAR", TOOLS / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"))
LIGHTHOUSE = shutil.which("lighthouse") or TOOLS / "lighthouse/node_modules/.bin/lighthouse"


def faults(*folders: Path) -> list[str]:
    """What the Nu HTML Checker says of all pages, style sheets and SVG pictures below some folders."""
    if not CHECKER.is_file() or shutil.which("java") is None:
        pytest.skip("the Nu HTML Checker is not there: npm install --prefix .cache/vnu vnu-jar")
    options = ["--format", "json", "--skip-non-html", "--also-check-css", "--also-check-svg"]
    command = ["java", "-jar", str(CHECKER), *options, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{message['url']}:{message.get('lastLine')}: {message['message']}" for message in messages]


def test_every_page_in_every_language_is_valid_html(clinic: Site, unfinished_clinic: Site, tmp_path: Path) -> None:
    """Those of a site in progress, too, and a page of which the checker sees what is wrong: it starts slowly.

    There are the choice of languages, a page that leads on, sections in the source's language, lists of several pages.
    """
    folder, wrong = clinic.root / "output", tmp_path / "a.html"
    assert len(list(folder.rglob("*.html"))) > 100
    assert "http-equiv" in unfinished_clinic.read("output/de/how-monitoring-works.html")
    assert 'lang="en"' in unfinished_clinic.read("output/ar/how-monitoring-works.html")
    assert "translation-notice" in unfinished_clinic.read("output/ja/how-monitoring-works.html")
    assert "lab-glassware.de.svg" in unfinished_clinic.read("output/de/index.html")
    wrong.write_text("<!DOCTYPE html><html lang=en><title>x</title><p><div></p>", encoding="utf-8")
    found = faults(folder, unfinished_clinic.root / "output", wrong)
    assert found
    assert [fault for fault in found if not fault.startswith(wrong.as_uri().replace("file:///", "file:/"))] == []


def lighthouse(address: str, folder: Path) -> dict[str, Any]:
    """What Lighthouse finds: scores from 0 to 1, and the audits that are not passed."""
    report = folder / f"{abs(hash(address))}.json"
    command = [str(LIGHTHOUSE), address, "--only-categories=seo,accessibility", "--output=json", "--quiet"]
    command += [f"--output-path={report}", f"--chrome-flags=--headless {' '.join(QUIET)}"]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    found = json.loads(report.read_text(encoding="utf-8"))
    failed = [name for name, audit in found["audits"].items() if audit["score"] is not None and audit["score"] < 1]
    return {**{name: category["score"] for name, category in found["categories"].items()}, "failed": failed}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (("ar/",), ("how-monitoring-works.html",)),
        pytest.param(("", "ar/"), ("index.html", "how-monitoring-works.html"), marks=pytest.mark.long),
    ],
    ids=["a page", "all of them"],
)
def test_lighthouse_gives_full_marks_for_search_engines_and_accessibility(
    clinic: Site, tmp_path: Path, folders: tuple[str, ...], names: tuple[str, ...]
) -> None:
    if not Path(LIGHTHOUSE).exists():
        pytest.skip("Lighthouse is not there: npm install --prefix .cache/lighthouse lighthouse")
    pages = [f"{folder}{name}" for folder in folders for name in names]
    with served(clinic.root / "output") as address, ThreadPoolExecutor(2) as pool:
        found = dict(zip(pages, pool.map(lambda page: lighthouse(f"{address}/{page}", tmp_path), pages), strict=True))
    assert found == {page: {"accessibility": 1, "seo": 1, "failed": []} for page in pages}
