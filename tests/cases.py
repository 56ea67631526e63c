"""Golden cases: a title, a source, what is offered of it with a translation each, and the page it gives.

A bug report becomes a case by writing it down in this form. In `messages`, a line `kind | msgid` is a
segment in its order; a line `  = text` below it is its translation, none means that it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docutils.core import publish_parts
from markdown import Markdown
from pelican.readers import PelicanHTMLWriter

from pipeline.model import Segment
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.markdown_extension import GettextExtension, with_walker
from pipeline.sources.walkers.rst import with_walker as with_rst_walker
from pipeline.sources.walkers.trail import Trail

FOLDER = Path(__file__).parent / "cases"
MARKDOWN = {
    "extensions": ["extra", "admonition", "codehilite", "meta", "toc"],
    "output_format": "html5",
}
PYMDOWN = {
    "extensions": [
        "extra",
        "pymdownx.details",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.superfences",
        "pymdownx.blocks.admonition",
        "smarty",
        "toc",
    ],
    "extension_configs": {"pymdownx.tabbed": {"alternate_style": True}},
    "output_format": "html5",
}
KEPT = {"lang": "en", "dir": "ltr"}
_SECTIONS = ("source", "messages", "html")


@dataclass(frozen=True, slots=True)
class Case:
    path: Path
    title: str
    source: str
    messages: str
    html: str

    def translations(self) -> dict[str, str]:
        pairs, text = {}, ""
        for line in self.messages.splitlines():
            if line.startswith("  = "):
                pairs[text] = _unescape(line[4:])
            else:
                text = _unescape(line.split(" | ", 1)[1])
        return pairs


def read(path: Path) -> Case:
    title, _, rest = path.read_text(encoding="utf-8").partition("\n")
    sections = dict.fromkeys(_SECTIONS, "")
    for part in rest.split("\n--- ")[1:]:
        name, _, text = part.partition("\n")
        sections[name.strip()] = text.removesuffix("\n")
    return Case(path, title, *(sections[name] for name in _SECTIONS))


def all_cases(folder: str) -> list[Case]:
    return [read(path) for path in sorted((FOLDER / folder).glob("*.txt"))]


def convert(case: Case, visitor, kept: dict[str, str]) -> str:
    if case.path.parent.name == "html":
        return walk_html(case.source, Trail(visitor), kept)
    if case.path.parent.name == "rst":
        return publish(case.source, with_rst_walker(PelicanHTMLWriter, visitor, kept, ["summary"]))
    return Markdown(**with_walker(_settings(case), GettextExtension(visitor, kept))).convert(case.source)


def plain(case: Case) -> str:
    """What the host makes of the source without us."""
    if case.path.parent.name == "rst":
        return publish(case.source, PelicanHTMLWriter)
    return case.source if case.path.parent.name == "html" else Markdown(**_settings(case)).convert(case.source)


def _settings(case: Case) -> dict:
    return PYMDOWN if case.path.parent.name == "pymdown" else MARKDOWN


def publish(source: str, writer_class: type) -> str:
    """The body that Pelican's reStructuredText reader makes of a source."""
    settings = {"initial_header_level": "2", "halt_level": 2, "warning_stream": "", "syntax_highlight": "short"}
    parts = publish_parts(source, writer=writer_class(), settings_overrides=settings)
    return parts["body"].removesuffix("\n")


def offered(case: Case) -> list[Segment]:
    found: list[Segment] = []
    convert(case, found.append, {})
    return found


def render(case: Case) -> str:
    translations = case.translations()
    return convert(case, lambda segment: translations.get(segment.text), KEPT)


def show(segment: Segment) -> str:
    return f"{segment.kind} | {_escape(segment.text)}"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unescape(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\\\", "\\")
