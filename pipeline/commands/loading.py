"""What a command begins with that is about a site: the site, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from pipeline.build import known_by_hand, published_now
from pipeline.commands.say.reporter import Reporter
from pipeline.config import Project
from pipeline.errors import CompoundError, PipelineError
from pipeline.review import Survey, survey
from pipeline.sources.extract import Extraction
from pipeline.sources.extract import extract as extract_source


@contextmanager
def needing_the_extra(name: str) -> Iterator[None]:
    """Import what an extra installs. Raises PipelineError, with what to install, where that is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise PipelineError(
            f"this needs a library that is not installed: {error.name}",
            hint=f'install it with: pip install "pelican-gettext[{name}]"',
        ) from None


LOCALES = click.argument("locales", nargs=-1, metavar="[LOCALE]...")


@dataclass(frozen=True, slots=True)
class Site:
    """What every command begins with."""

    project: Project
    settings: dict[str, Any]
    reporter: Reporter

    def extraction(self) -> Extraction:
        """All text of the site, read now. Raises PipelineError, for all of them, if there are sources without any."""
        found = self.extraction_in_part()
        if found.faults:
            raise CompoundError(found.faults)
        return found

    def extraction_in_part(self) -> Extraction:
        """The text of all sources that can be read, and why others cannot."""
        return extract_source(self.project, self.settings)

    def survey(self, locales: Sequence[str]) -> Survey:
        """What these locales are worth, or all of them, beside what is published now."""
        languages = self.project.select(locales)
        standing, by_hand = published_now(self.project), known_by_hand(self.project)
        return survey(self.project, self.settings, self.extraction_in_part(), languages, standing, by_hand)


#: What a command is handed: its site is loaded when it calls this, which raises PipelineError for faulty settings.
Loader = Callable[[], Site]
pass_loader = click.pass_obj
