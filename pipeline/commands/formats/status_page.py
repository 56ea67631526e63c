"""The state of a site as one page and as badges: HTML and SVG that need nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from pipeline.commands.say.reporter import plural
from pipeline.commands.say.visible import visible
from pipeline.config import Project
from pipeline.errors import errors_in
from pipeline.paths import real
from pipeline.review import Assessment, Point, Survey

_LINE_WIDTH, _LINE_HEIGHT = 120, 28
_TITLE_OF_BADGE = re.compile(rb"<title>[^<]* translated[^<]*</title>")
_GOOD, _FAIR, _POOR = "#1a7f5a", "#8a6100", "#b3261e"


def status_page(project: Project, survey: Survey, points: Sequence[Point], made: datetime, folder: Path) -> str:
    """The matrix of pages and locales, with what blocks publication and how the locales came along.

    It is to be put into `folder`, from which its links lead.
    """
    loader = PackageLoader("pipeline.commands.formats", "pages")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_visible_in_pages
    )
    template = environment.get_template("status.html")
    assessments = survey.assessments
    documents = list(dict.fromkeys(page.document for assessment in assessments for page in assessment.pages))
    pages = {(page.document.path, page.locale): page for assessment in assessments for page in assessment.pages}
    return template.render(
        project=project,
        made=made,
        assessments=assessments,
        failures=[(language, one) for language, error in survey.failures for one in errors_in(error)],
        documents=documents,
        pages=pages,
        percent=percent,
        line=lambda locale: trend_line([point.shares[locale] for point in points if locale in point.shares]),
        points=points,
        address=partial(_address, project.root, folder),
        size=(_LINE_WIDTH, _LINE_HEIGHT),
        blocked=[page for page in pages.values() if not page.published],
    )


def _address(root: Path, folder: Path, path: str) -> str:
    """Where a link to a file of the project leads; nothing if that or the page is out of the project."""
    if not path or "\0" in path:
        return ""
    place, home, root = real(root / path), real(folder), real(root)
    if not (place.is_relative_to(root) and home.is_relative_to(root)):
        return ""
    return f"./{quote(os.path.relpath(place, home).replace(os.sep, '/'), errors='surrogateescape')}"


def _visible_in_pages(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def badge(assessment: Assessment) -> str:
    """An SVG picture that says how much of a locale is translated; red if a page is withheld."""
    pages = assessment.pages
    withheld = sum(not page.published for page in pages)
    done = assessment.share
    colour = _POOR if withheld else _GOOD if done >= 1 else _FAIR
    label, text = assessment.language.tag, f"{percent(done)}, {withheld} withheld" if withheld else percent(done)
    left, right = 12 + 7 * len(label), 12 + 6.6 * len(text)
    pages_withheld = f", {plural(withheld, 'page')} withheld" if withheld else ""
    name = escape(f"{assessment.language.english}: {percent(done)} translated{pages_withheld}")
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{left + right:.0f}" height="20" role="img" aria-label="{name}">
<title>{name}</title>
<rect width="{left + right:.0f}" height="20" rx="4" fill="{colour}"/>
<path d="M4 0h{left - 4}v20H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="#3b3b3b"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="{left / 2:.1f}" y="14">{label}</text>
<text x="{left + right / 2:.1f}" y="14">{text}</text>
</g>
</svg>
"""


def why_no_page(data: bytes) -> str:
    """Why a file that holds this is not to be replaced by the page, or nothing."""
    is_own = data.startswith(b"<!DOCTYPE html>") and b"<title>Translations of " in data
    return "" if is_own else "there is another file, and no page of the status"


def why_no_badge(data: bytes) -> str:
    """Why a file that holds this is not to be replaced by a badge, or nothing."""
    is_own = data.startswith(b"<svg ") and _TITLE_OF_BADGE.search(data) is not None
    return "" if is_own else "there is another file, and no badge"


def percent(value: float) -> str:
    """A share for people; 100 % only if nothing is missing."""
    return f"{int(value * 100)} %"


def trend_line(shares: Sequence[float]) -> str:
    """The points of an SVG polyline, from left to right."""
    if len(shares) < 2:
        return ""
    step = _LINE_WIDTH / (len(shares) - 1)
    heights = ((_LINE_HEIGHT - 2) * (1 - value) + 1 for value in shares)
    return " ".join(f"{index * step:.1f},{height:.1f}" for index, height in enumerate(heights))
