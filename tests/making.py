"""Values as tests need them, made of little: the tiny site's project, its documents, catalogs and what is extracted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.catalogs.templates import Template
from pipeline.catalogs.texts import Texts
from pipeline.config import Project
from pipeline.model import Catalog, Document, Language, Message, Segment
from pipeline.natives import Native
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate
from pipeline.settings import load_project, load_settings
from pipeline.sources.assets import Assets
from pipeline.sources.extract import Extraction
from pipeline.sources.messages import templates_of

SITES = Path(__file__).parent / "sites"
BASE = "https://tiny.example"
SETTINGS_PATH = SITES / "good" / "pelicanconf.py"
SETTINGS = load_settings(SETTINGS_PATH)
PROJECT = load_project(SETTINGS_PATH, SETTINGS)
EN, DE, AR = (Language.of(locale) for locale in ("en", "de", "ar"))


def project_in(root: Path, **changes: Any) -> Project:
    """The tiny site's project in a folder of its own, where nothing is yet."""
    places = {
        "root": root,
        "settings_path": root / "pelicanconf.py",
        "catalogs": root / "locales",
        "content": root / "source",
        "theme": root / "theme",
        "output": root / "output",
    }
    return replace(PROJECT, **{**places, **changes})


def message(msgid: str, *translations: str, flags: tuple[str, ...] = (), **fields: Any) -> Message:
    """A message and its translation, empty if none is given."""
    return Message(msgid, translations=translations or ("",), flags=flags, **fields)


def fuzzy(msgid: str, translation: str, **fields: Any) -> Message:
    """A message whose translation is to be looked at."""
    return message(msgid, translation, flags=("fuzzy",), **fields)


def catalog(*messages: Message, domain: str = "articles/a", locale: str | None = "de") -> Catalog:
    """A catalog of these messages."""
    return Catalog(domain, locale, messages)


def article(*segments: Segment | str, name: str = "a", **fields: Any) -> Document:
    """An article of these segments; a text alone is a paragraph in no section."""
    parts = tuple(part if isinstance(part, Segment) else Segment(part, "paragraph") for part in segments)
    source = f"articles/{name}.md"
    known = {"path": f"source/{source}", "source": source, "kind": "article", "domain": f"articles/{name}"}
    return Document(**{**known, "title": f"The article {name}", "segments": parts, **fields})


def section(text: str, *anchors: str) -> Segment:
    """A paragraph within sections of these ids."""
    return Segment(text, "paragraph", anchors=anchors)


def texts_of(templates: Iterable[Template]) -> Texts:
    """The texts of these templates."""
    return Texts.of(message.key for template in templates for message in template.catalog.messages)


def extracted(
    *documents: Document,
    natives: Iterable[Native] = (),
    theme: tuple[Message, ...] = (),
    project: Project = PROJECT,
    **fields: Any,
) -> Extraction:
    """What would have been extracted from a site of these documents."""
    known = {"theme_path": "theme", "assets": Assets({}, ()), "strays": ()}
    templates = templates_of(project, documents, theme)
    return Extraction(documents, tuple(natives), theme, templates=templates, **{**known, **fields})


def judged(
    *documents: Document, catalogs: Iterable[Catalog], language: Language = DE, project: Project = PROJECT, **more: Any
) -> Assessment:
    """What the gate says of catalogs, one for each article, of a site of these documents."""
    gate = Gate.of(project, SETTINGS, extracted(*documents, project=project, **more))
    by_domain = {"theme": Catalog("theme", language.locale, ()), **{known.domain: known for known in catalogs}}
    return gate.assess(language, by_domain, gate.checker)
