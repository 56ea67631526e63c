"""One language's site, read and ready: a page is written when somebody asks for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pelican import signals
from pelican.contents import Content

from pipeline.build.log import Log, errors_with_their_place
from pipeline.build.one_site import site_settings
from pipeline.build.site_files import write_top
from pipeline.build.written import SiteTask, Written
from pipeline.files import bytes_of
from pipeline.folders import files_in, fresh_folder
from pipeline.observed import observer
from pipeline.pelican_internals import DeferringPelican, are_plain, be_silent, made_again
from pipeline.plugin.finish import finish_file
from pipeline.plugin.handover import source_of
from pipeline.plugin.remembered import REMEMBERED, Remembered
from pipeline.plugin.rereading import READINGS, Readings
from pipeline.plugin.shared_files import Sharing
from pipeline.plugin.site_texts import SiteTexts, take_texts
from pipeline.plugin.templating import begin_pages
from pipeline.plugin.withholding import name_translations
from pipeline.plugin.writing import forget_brought, plain_without_templates, write_plain

#: Of more contents than this the site is read anew.
_MANY = 20


class LiveSite:
    """A site whose pages are written into a folder of its own, one at a time, and are then what `build` would write.

    `sources` are by file those of the pages that show one; one that `is_plain` can be read again in the same process
    when sources were edited. It belongs to its process, as a Pelican does.
    """

    def __init__(self, task: SiteTask, readings: Readings, first: Remembered | None = None) -> None:
        """Read the site, and no source anew whose texts are as they were in these `readings`.

        `first` has seen the readings made, where there are some. Raises PipelineError where Pelican stops, or something
        in it.
        """
        self._task, self._readings = task, readings
        readings.begin(task.site)
        be_silent()
        fresh_folder(task.folder)
        settings = {**site_settings(task), READINGS: readings}
        #: What other processes have read; one that has read the site itself knows it better.
        self._remembered = Remembered(task.site, settings, shown=task.shown) if not readings else None
        settings[REMEMBERED] = self._remembered
        #: Knows of the sources that were read whether they are as they were.
        self.first = self._remembered or first
        self._log = Log(task.site.project, task.site.language)
        written = Written(task.site)
        with errors_with_their_place(task.site.project):
            with _named() as named:
                self._pelican = _ready(settings, self._log, written)
            self._named = frozenset(named)
            self._made = frozenset(files_in(task.folder))
            self._finish()
            if task.site.is_source:
                write_top(task, written, relative=settings["RELATIVE_URLS"])
        self._made, self._done = frozenset(files_in(task.folder)), frozenset[str]()  # with what all sites share
        self.sources = {
            name: str(found.content.relative_source_path)
            for name, found in self._pelican.files.items()
            if found.content is not None
        }

    @property
    def is_plain(self) -> bool:
        """Whether nothing but Pelican, and what is known to keep nothing, has read and found its contents."""
        return self.first is not None and self.first.is_plain and are_plain(self._pelican.generators, "pipeline")

    def take(self, texts: SiteTexts) -> bool:
        """Whether the site has these texts now, and is what it would be if it were read with them.

        If not, it has to be read. Raises whatever Pelican does.
        """
        site, found = self._task.site, self._pelican.contents()
        if not are_plain(self._pelican.generators, "pipeline"):
            return False
        domains, named = texts.translations.keys(), texts.titled()
        own = {
            source
            for source in found
            if site.project.domain_of(source) in domains or site.in_source.get(source) != texts.in_source.get(source)
        }
        told = own | named
        if len(told) > _MANY or not told <= found.keys() or not all(map(self._readings.knows, own)):
            return False
        if any(site.former.get(source) or site.has_versions_by_hand(source) for source in told):
            return False
        take_texts(site, texts)
        fields = {"title", *site.project.fields, *self._pelican.settings["FORMATTED_FIELDS"]}
        for source in sorted(own):
            generator, content = found[source]
            if not made_again(generator, content, fields):
                return False
        for source in sorted(told & self._named):
            name_translations(*found[source])
        context = self._pelican.generators[0].context
        begin_pages(context)
        forget_brought(context)
        self._done = frozenset()
        return True

    def keep(self) -> None:
        """Remember what was read for the next process."""
        heard = observer()
        if heard is not None and self._remembered is not None and self._remembered.has_news():
            self._remembered.keep(heard.reads())

    def files(self) -> frozenset[str]:
        """All files that the site has, written or not."""
        return self._made | self._pelican.files.keys()

    def page(self, name: str) -> bytes | None:
        """What the site has in this file, if it has one. Raises PipelineError if a template stops."""
        if name not in self.files():
            return None
        deferred = self._pelican.files.get(name)
        if deferred is not None and name not in self._done:
            with errors_with_their_place(self._task.site.project):
                deferred.write()
                own = [known for known, found in self._pelican.files.items() if found is deferred]
                for known in own:
                    self._complete(known)
                self._done |= frozenset(own)
        return bytes_of(self._task.folder / name)

    def _complete(self, name: str) -> None:
        if not self._task.site.is_source:
            finish_file(name, self._task.folder, Sharing(self._task.site, self.files()))

    def _finish(self) -> None:
        """What plugins have written is as it is in a build."""
        if not self._task.site.is_source:
            sharing = Sharing(self._task.site, self.files())
            for name in self._made:
                finish_file(name, self._task.folder, sharing)


@contextmanager
def _named() -> Iterator[set[str]]:
    """The sources whose contents are about to be written, and know their versions."""
    named = set[str]()

    def note(_: object, content: Content) -> None:
        named.add(source_of(content))

    with (
        signals.article_generator_write_article.connected_to(note),
        signals.page_generator_write_page.connected_to(note),
    ):
        yield named


def _ready(settings: dict[str, object], log: Log, written: Written) -> DeferringPelican:
    """A Pelican that has done everything but write."""
    signals.static_generator_finalized.connect(written.note_files)
    logging.getLogger().addHandler(log)
    try:
        pelican = DeferringPelican(settings)
        # Pages are still to be made of what catalogs have brought.
        signals.all_generators_finalized.disconnect(write_plain)
        signals.all_generators_finalized.connect(plain_without_templates)
        pelican.run()
    finally:
        logging.getLogger().removeHandler(log)
        signals.static_generator_finalized.disconnect(written.note_files)
    return pelican
