"""Articles of Pelican's own as its generators have them, of a site of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pelican.contents import Article

from pipeline.plugin.handover import SITE_SETTING
from pipeline.plugin.site import Site
from tests.making import PROJECT, SETTINGS


def content(site: Site, name: str = "a", text: str = "<p>Text</p>", **metadata: Any) -> Article:
    """The article `articles/<name>.md`, as Pelican makes it."""
    settings = {**SETTINGS, SITE_SETTING: site, "DEFAULT_LANG": site.language.path}
    known = {"title": name.upper(), "slug": name, "date": datetime(2026, 1, 2, tzinfo=UTC), "lang": site.language.path}
    return Article(
        text,
        {**known, **metadata},
        settings=settings,
        source_path=str(PROJECT.content / f"articles/{name}.md"),
        context={"generated_content": {}, "static_content": {}},
    )
