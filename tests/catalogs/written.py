"""A text as the catalog that is read from a file with it."""

from __future__ import annotations

from pipeline.catalogs.read import read_catalog
from pipeline.config import Project
from pipeline.model import Catalog


def written(project: Project, text: str) -> Catalog:
    path = project.root / "x.po"
    path.write_text(text, encoding="utf-8", newline="")
    return read_catalog(path, project, domain="x", locale="de")
