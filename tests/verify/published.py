"""A published article in two languages, as tests of the witness change it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

from pipeline.model import Language
from pipeline.plugin.sitemap import Entries, Entry, sitemap_files
from pipeline.reports import BuiltPage, SiteReport
from pipeline.verify.pages import read_pages
from pipeline.verify.sitemaps import verify_sitemaps
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_versions
from tests.making import BASE, PROJECT


def entry(name: str) -> Entry:
    versions = ("en", f"{BASE}/{name}"), ("de", f"{BASE}/de/{name}")
    return Entry(f"{BASE}/{name}", versions, f"{BASE}/{name}", "2026-01-02")


def sitemap(*entries: Entry) -> str:
    ((_, data),) = sitemap_files(Entries(entries), Language.of("en"))
    return data.decode()


PAGE = """<!DOCTYPE html><html lang="{lang}"><head><link rel="canonical" href="{base}/{here}">{links}</head></html>"""


REPORTS = tuple(
    SiteReport(Language.of(locale), (BuiltPage("articles/a.md", "article", "a.html"),), published=True)
    for locale in ("en", "de")
)


def site(folder: Path, pages: dict[str, dict[str, str]], sitemap: str | None = None) -> list[str]:
    for here, versions in pages.items():
        links = "".join(
            f'<link rel="alternate" hreflang="{tag}" href="{urljoin(f"{BASE}/", to)}">' for tag, to in versions.items()
        )
        (folder / here).parent.mkdir(parents=True, exist_ok=True)
        (folder / here).write_text(
            PAGE.format(base=BASE, here=here, links=links, lang=here[:2] if here[2:3] == "/" else "en"),
            encoding="utf-8",
        )
    if sitemap is not None:
        (folder / "sitemap.xml").write_text(sitemap, encoding="utf-8")
    sites = tuple(
        report if path in pages else replace(report, pages=())
        for report, path in zip(REPORTS, ("a.html", "de/a.html"), strict=True)
    )
    sites += (SiteReport(Language.of("ar"), published=True),)
    tree = Tree(folder, BASE, read_pages(folder), PROJECT, sites)
    return [f"{finding.path}: {finding.message}" for finding in (*verify_versions(tree), *verify_sitemaps(tree))]


BOTH = {"en": "a.html", "de": "de/a.html", "x-default": "a.html"}


ENTRIES = entry("a.html"), replace(entry("a.html"), address=f"{BASE}/de/a.html")
