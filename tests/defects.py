"""The corpus of seeded defects: what each case is, and what our rules say of a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.checker import Checker
from pipeline.checks.pair import Fault
from pipeline.checks.render import Renderer
from pipeline.model import Language, Notation

FOLDER = Path(__file__).parent / "cases" / "defects"
_EXTENSIONS = {"extensions": ["markdown.extensions.extra"], "extension_configs": {}, "output_format": "html5"}
CHECKER = Checker(Renderer(_EXTENSIONS), Language.of("en"))


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of defect in one locale: the source, a correct translation, and one with the defect."""

    kind: str
    locale: str
    source: str
    correct: str
    defect: str
    block: str
    notation: Notation
    about: str

    def faults(self, translation: str) -> list[Fault]:
        """All that our rules say of a translation."""
        security = list(CHECKER.security(self.source, translation, self.notation, self.block))
        language = Language.of(self.locale)
        return [*security, *CHECKER.remarks(self.source, translation, self.notation, self.block, language)]


def kinds() -> dict[str, dict[str, str]]:
    """The kinds of defects: their sources and what goes wrong."""
    return tomllib.loads((FOLDER / "kinds.toml").read_text(encoding="utf-8"))


def locales() -> list[str]:
    """The locales of the corpus."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "kinds")


def cases(locale: str) -> Iterator[Case]:
    """The cases of one locale, in the order of the kinds."""
    texts = tomllib.loads((FOLDER / f"{locale}.toml").read_text(encoding="utf-8"))
    for kind, found in kinds().items():
        yield Case(
            kind,
            locale,
            found["source"],
            texts[kind]["correct"],
            texts[kind]["defect"],
            found.get("block", "paragraph"),
            Notation(found.get("markup", "markdown")),
            found["defect"],
        )
