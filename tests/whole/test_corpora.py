"""Proofs on documents and catalogs that others wrote: set PELICAN_GETTEXT_CORPUS to a folder of them.

Identity: walked with every text answered by itself, a document gives what Pelican's own reader gives,
content and metadata. No leak: all documents of the folder, as one site, show nothing that is no message.
Catalogs: how much the rules find in all that are there.
"""

from __future__ import annotations

import copy
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.readers import BaseReader, HTMLReader, MarkdownReader, RstReader
from pelican.settings import DEFAULT_CONFIG

from pipeline.model import Segment, Severity
from pipeline.sources.walking_readers import Walk, walking
from tests.conftest import Site
from tests.corpus.catalogs import judged, per_thousand

CORPUS = os.environ.get("PELICAN_GETTEXT_CORPUS", "")
pytestmark = pytest.mark.skipif(not CORPUS, reason="set PELICAN_GETTEXT_CORPUS to a folder of documents")
FORMATS: dict[str, tuple[type[BaseReader], tuple[str, ...]]] = {
    "Markdown": (MarkdownReader, (".md", ".txt")),
    "reStructuredText": (RstReader, (".rst",)),
    "HTML": (HTMLReader, (".html",)),
}


def documents(*suffixes: str) -> list[Path]:
    return sorted(path for path in Path(CORPUS).rglob("*") if path.suffix in suffixes and path.is_file())


def settings() -> dict[str, Any]:
    chosen = copy.deepcopy(DEFAULT_CONFIG)
    chosen["MARKDOWN"]["extensions"] = ["extra", "admonition", "codehilite", "meta", "toc"]
    chosen["MARKDOWN"]["extension_configs"] = {"markdown.extensions.codehilite": {"guess_lang": False}}
    return chosen


@pytest.mark.parametrize("name", FORMATS)
def test_identity_holds_for_every_document(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader_class, suffixes = FORMATS[name]
    different, segments, found = [], 0, documents(*suffixes)

    def repeat(segment: Segment) -> str:
        nonlocal segments
        segments += 1
        return segment.text

    walked = walking(reader_class, lambda _settings, _path: Walk(repeat, {}, "en"), lambda _settings: repeat)(
        settings()
    )
    plain = reader_class(settings())
    for path in found:
        # Some are in other encodings, to which Pelican's readers have no answer.
        document = tmp_path / f"document{path.suffix}"
        document.write_text(path.read_text(encoding="utf-8", errors="replace"), encoding="utf-8")
        if str(plain.read(str(document))) != str(walked.read(str(document))):
            different.append(path)
    with capsys.disabled():
        print(f"\n{name}: {len(found)} documents, {segments} segments, {len(different)} differ")  # noqa: T201
    assert found
    assert different == []


def _as_pages(folder: Path) -> None:
    """All Markdown documents, each with the metadata that Pelican asks for."""
    for path in documents(".md", ".txt"):
        name = re.sub(r"\W+", "-", str(path.relative_to(CORPUS).with_suffix("")))
        text = path.read_text(encoding="utf-8", errors="replace")
        text = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
        (folder / f"{name}.md").write_text(f"Title: Document\nSlug: {name}\n\n{text}", encoding="utf-8")


def _as_they_are(folder: Path) -> None:
    """All others that Pelican itself can read, without the fields that only their own site understands."""
    for path in documents(".rst", ".html"):
        name = re.sub(r"\W+", "-", str(path.relative_to(CORPUS).with_suffix("")))
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html" and "<title>" not in text:
            continue
        text = re.sub(r"^:(template|slug|lang|url|save_as|status):.*\n", "", text, flags=re.M)
        text = re.sub(r'<meta name="(template|slug|url|save_as|status)".*?>', "", text)
        (folder / f"{name}{path.suffix}").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("fill", [_as_pages, _as_they_are])
def test_no_text_escapes_from_any_document(
    good_site: Site, fill: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("source", "locales"):
        shutil.rmtree(good_site.root / folder)
    pages = good_site.root / "source/pages"
    pages.mkdir(parents=True)
    fill(pages)
    good_site.replace("pelicanconf.py", '"required_sections"', '"invariants": ["Ada", "Tiny"], "required_sections"')
    good_site.replace("pelicanconf.py", 'MENUITEMS = (("Reach us", "pages/reach-us.html"),)', "")
    good_site.replace("pelicanconf.py", "RELATIVE_URLS", 'SLUGIFY_SOURCE = "basename"\nRELATIVE_URLS')
    result = good_site.run("-v", "coverage")
    # What a theme does not show of a document appears nowhere; that is no leak.
    leaks = [line for line in result.output.splitlines() if "error: " in line and "appears nowhere" not in line]
    with capsys.disabled():
        print("\n" + "\n".join(line for line in result.output.splitlines() if "note: " not in line))  # noqa: T201
    assert leaks == []


def test_catalogs_of_others_are_judged(capsys: pytest.CaptureFixture[str]) -> None:
    findings, messages = judged(Path(CORPUS))
    with capsys.disabled():
        print("\n" + per_thousand(findings, messages))  # noqa: T201
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    assert errors <= messages.total() / 25, "read them: most of what others publish is right"
