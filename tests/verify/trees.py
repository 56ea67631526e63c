"""Trees of built sites, written from literals."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Language
from pipeline.reports import BuiltPage, SiteReport
from pipeline.verify.links import verify_links
from pipeline.verify.pages import read_pages
from pipeline.verify.tree import Tree
from tests.making import BASE, PROJECT

ENGLISH = '<html lang="en"><body><h2 id="dose">Dose</h2><p>Take one tablet before you go to bed.</p></body></html>'


GERMAN = '<html lang="de"><body><h2 id="dose">Dosis</h2><p>Nehmen Sie vor dem Schlafen eine Tablette.</p></body></html>'


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def published(folder: Path) -> Tree:
    """The article a.html, in English and German."""
    page = (BuiltPage("articles/a.md", "article", "a.html"),)
    sites = tuple(SiteReport(Language.of(locale), page, published=True) for locale in ("en", "de"))
    anchors = [anchor for _, anchor in PROJECT.required_sections]
    return Tree(folder, BASE, read_pages(folder, anchors), PROJECT, sites)


def links(folder: Path, base: str = BASE) -> list[str]:
    return [f"{found.path}: {found.message}" for found in verify_links(Tree(folder, base, read_pages(folder), PROJECT))]
