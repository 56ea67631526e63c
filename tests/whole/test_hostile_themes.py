"""Hostile translations of every kind on public themes, in a browser and for a parser: nothing runs, nothing is added.

A part of it in the suite; all themes and all vectors in the long profile, which prints its figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Language
from pipeline.review.gate import Gate
from pipeline.review.judgement import Judgement
from tests.conftest import Site
from tests.matrix import GATHER, VECTORS, Fact, Matrix, added, facts, facts_of, unjudged, write_own_theme
from tests.serving import QUIET, chromium, served
from tests.themes import NAMES, SETTINGS, names, theme_folder
from tests.whole.conftest import tags_admitted

#: The part in the suite: a public theme with what the rules admit, our own, which has all places, with all values as
#: they are; and of the vectors every so many, and what ends a string.
PART, SOME = [("simple", True), ("own", False)], (*VECTORS[::24], "'-alert(1)-'")
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
LISTENER = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = what => window.ran.push(`${name} ${what}`);
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install 'pelican-gettext[test]'")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=[*QUIET, OFFLINE])
        yield browser
        browser.close()


Found = dict[str, Counter[Fact]]


def built(
    site: Site, theme: str, vectors: tuple[str, ...], monkeypatch: pytest.MonkeyPatch | None, *, judged: bool
) -> Matrix:
    """The matrix's site, published with what the rules admit, or with all values as they are."""
    folder = write_own_theme(site, len(vectors)) if theme == "own" else theme_folder(theme)
    matrix = Matrix.of(site, folder, vectors, sum(map(ord, theme)), SETTINGS.get(theme, ""))
    matrix = replace(matrix, messages=matrix.translate())
    if not judged:
        judge = Gate.judge

        def admit(gate: Gate, language: Language, domain: str, found: Any, rules: Any) -> Judgement:
            return unjudged(judge(gate, language, domain, found, rules), found, gate.extraction)

        monkeypatch.setattr(Gate, "judge", admit)
    with tags_admitted():  # else most of these would be on no page
        result = site.run("build", "-j", "2")
    assert matrix.pages(), result.output[:3000]
    return matrix


def parsed(matrix: Matrix) -> Found:
    """What pages have more of than the source's, by a parser without scripting."""
    output = matrix.site.root / "output"
    return {page: added(facts_of(output / "de" / page), facts_of(output / page)) for page in matrix.pages()}


def opened(matrix: Matrix, browser: Any) -> Found:
    """What ran on pages, what they asked of other hosts, and what they have more of than the source's, in a browser."""
    found = {}
    with served(matrix.site.root / "output") as address:
        page = browser.new_page()
        page.set_default_timeout(0)
        page.add_init_script(LISTENER)
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url.split("/")[2]) if "//" in request.url else None)

        def look(path: str) -> Counter[Fact]:
            asked.clear()
            page.goto(f"{address}/{path}")
            ran = page.evaluate("""() => {
              for (const node of document.querySelectorAll("[onfocus], [tabindex], input, a")) node.focus?.();
              return window.ran;
            }""")
            known = facts((tag, attributes, script) for tag, attributes, script in page.evaluate(GATHER))
            known.update(("ran", what) for what in ran)
            known.update(("asked", host) for host in set(asked))
            return known

        for name in matrix.pages_to_open():
            here = look(f"de/{name}")
            there = facts_of(matrix.site.root / "output" / name)
            # The source's page has to be opened where a browser's work, or the page's own scripts', may be the cause.
            if added(here, there) and (more := added(here, look(name))):
                found[name] = more
        page.close()
    return found


def told(matrix: Matrix, *ways: Found) -> str:
    """What was found, each kind of it with pages and the place on the first of them."""
    pages: dict[Fact, list[str]] = {}
    for found in ways:
        for page, more in found.items():
            for fact in more:
                pages.setdefault(fact, []).append(page)
    return "\n".join(
        f"{fact}: {len(on)} pages, {on[:3]}: {_place(matrix, fact, on[0])}" for fact, on in sorted(pages.items())
    )


def _place(matrix: Matrix, fact: Fact, page: str) -> str:
    text = matrix.site.read(f"output/de/{page}")
    own = re.search(rf"q[a-j]{{3}}q[^\n]{{0,200}}?{re.escape(fact[-1])}", text, re.I)
    at = own.start() if own else max(0, text.lower().find(fact[-1]))
    return text[max(0, at - 60) : at + 200].replace("\n", " ")


def examine(
    theme: str, vectors: tuple[str, ...], folder: Path, browser: Any, monkeypatch: Any, *, judged: bool
) -> None:
    """Build, parse and open a theme's matrix."""
    matrix = built(Site(folder), theme, vectors, monkeypatch, judged=judged)
    pages = matrix.pages()
    found = told(matrix, parsed(matrix), opened(matrix, browser))
    print(f"\n{theme}: {len(vectors)} vectors, {matrix.messages} messages, {len(pages)} pages")  # noqa: T201
    assert found == ""


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "judged"), PART, ids=["as it is", "values unjudged"])
def test_nothing_of_a_translation_runs_or_is_added(
    theme: str, judged: bool, tmp_path: Path, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine(theme, SOME, tmp_path, browser, monkeypatch, judged=judged)


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("judged", [True, False], ids=["as it is", "values unjudged"])
@pytest.mark.parametrize("theme", [*names(), "own"])
def test_nothing_of_any_translation_runs_or_is_added_on_any_theme(
    theme: str, judged: bool, tmp_path: Path, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine(theme, VECTORS, tmp_path, browser, monkeypatch, judged=judged)


def test_there_are_twelve_public_themes_at_least() -> None:
    assert len(NAMES) >= 12
