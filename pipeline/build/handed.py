"""What a site's process reads from files instead of being sent it: texts of all its pages, titles of all languages'."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import SupportsBytes

from pipeline.build.written import SiteTask
from pipeline.errors import PipelineError
from pipeline.filed import Copy, FiledMapping, FiledTexts, Filing
from pipeline.folders import make_folder
from pipeline.review import Texts

#: The staging folder that these files are in; no language has this name.
FOLDER = "handed-over"


@dataclass(slots=True)
class Handed:
    """Copies of files without a name, for processes of this machine; they go with what is staged."""

    staging: Path
    _copies: dict[Filing, Copy] = field(default_factory=dict)

    def task(self, task: SiteTask) -> SiteTask:
        """The same task; where there is no room for such files, it is sent as a whole."""
        site = task.site
        titles = {
            locale: FiledTexts(self._copied(own.data)) if isinstance(own, FiledTexts) else own
            for locale, own in site.titles.items()
        }
        translations = site.translations
        if isinstance(translations, Texts):
            translations = Texts(self._copied(translations.domains))
        return replace(task, site=replace(site, titles=titles, translations=translations))

    def _copied(self, data: Mapping[str, SupportsBytes]) -> Mapping[str, SupportsBytes]:
        if not isinstance(data, FiledMapping) or not isinstance(data.file, Filing):
            return data
        with suppress(OSError, PipelineError):
            return data.copied(self._copy_of(data.file))
        return data

    def _copy_of(self, filing: Filing) -> Copy:
        if filing not in self._copies:
            folder = self.staging / FOLDER
            make_folder(folder)
            self._copies[filing] = filing.copied(folder)
        return self._copies[filing]
