"""What `check` says of a site, and findings of all sorts for reports."""

from __future__ import annotations

import json

from pipeline.model import Finding, Severity
from tests.conftest import Site

FIRST = "locales/de/articles/first.po"


TITLE = 'msgstr "Erste Schritte"'


def findings(site: Site, *arguments: str) -> list[dict]:
    return json.loads(site.run("check", "--format", "json", *arguments).output)["findings"]


def rules(site: Site, *arguments: str) -> list[str]:
    return [finding["rule"] for finding in findings(site, *arguments)]


def configure(site: Site, options: str) -> None:
    site.replace("pelicanconf.py", '"locales"', f'{options}, "locales"')


FINDINGS = [
    Finding(
        "numbers", Severity.ERROR, "locales/de/a b.po", 3, "“x|<y>`”: 1\nbecame 2", "do", "de", "x\x01", "y", "1", "2"
    ),
    Finding("length", Severity.WARNING, "locales/de/a b.po", None, "short", "", "de"),
    Finding("section-missing", Severity.ERROR, "", None, "no section"),
]
