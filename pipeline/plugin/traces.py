"""Pages and feeds that stand and would come out the same: they are taken as they are, neither rendered nor completed.

As a page is rendered, all that it asks for is noted (`tracing`). At the next build the same is asked of the new
contents (`answers`), in the same order; if all answers are the same, so is the page. A few of those that would be kept
are rendered each time, and compared. What a language's pages have in common is in a digest: its settings, texts of its
theme, which pages there are, the code that was loaded. Where somebody else has a hand in it as files are written, the
site is built whole. What may be published is never decided here.
"""

from __future__ import annotations

import math
import os
import posixpath
import random
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from pelican import signals
from pelican.contents import Content

from pipeline.cache import recall, remember
from pipeline.config import THEME_DOMAIN
from pipeline.files import bytes_of
from pipeline.fingerprints import digest, digest_of
from pipeline.folders import files_in
from pipeline.model import Finding
from pipeline.observed import observer, surroundings, unnoted
from pipeline.pelican_internals import writer_with
from pipeline.plugin.answers import Answers, UnknownError
from pipeline.plugin.asked import Asked, Asking, Trace, digest_of_answers
from pipeline.plugin.handover import HANDS, SITE_SETTING
from pipeline.plugin.hands import BEFORE_WRITING, difference, fed, foreign, reasons
from pipeline.plugin.page_context import moved, withheld
from pipeline.plugin.remembered import REMEMBERED, logged
from pipeline.plugin.rereading import READINGS
from pipeline.plugin.root_links import own_pages
from pipeline.plugin.site import Site
from pipeline.plugin.tracing import Rendering, Tracer
from pipeline.reads import CODE, Reads

#: The setting that holds them.
TRACES = "GETTEXT_TRACES"
#: So many pages that would be kept are rendered all the same, at least, and this share of them.
LEAST, SHARE = 3, 0.01
_OF_NO_PAGE = frozenset({SITE_SETTING, READINGS, REMEMBERED, TRACES, HANDS, "OUTPUT_PATH"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The traces of a language's pages and feeds, the code that made them, and a digest of all its files' names."""

    loaded: Reads
    names: str
    asked: Asked
    pages: Mapping[str, Trace]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of the pages that were kept: why none may be, and which were no longer what they would be."""

    whole: str = ""
    findings: tuple[Finding, ...] = ()


class Ahead(Protocol):
    """Who has made pages already, with what they asked."""

    def page(self, name: str, template: str, variables: Mapping[str, Any]) -> tuple[str, Asked, Trace] | None:
        """The page of a template with these variables, complete, if there is one; `name` is that of its file."""


@dataclass(slots=True)
class _Run:
    """What is known once pages are written."""

    answers: Answers
    name: str
    key: str
    standing: Standing | None


@dataclass(slots=True)
class Traces:
    """Those of one language's site; of a build that `forgets` no page is kept. A `share` of pages is compared."""

    site: Site
    folder: Path
    forgets: bool = False
    share: float = SHARE
    kept: set[str] = field(default_factory=set)
    #: Makes pages before they are asked for, where there are cores for that.
    ahead: Ahead | None = None
    #: Why no page of this site is kept, whatever it asks for; and pages that are made each time, with the reason.
    whole: str = ""
    always: dict[str, str] = field(default_factory=dict)
    tracer: Tracer = field(default_factory=Tracer)
    _generators: list[Any] = field(default_factory=list)
    _asking: Asking = field(default_factory=Asking)
    _made: dict[str, Trace] = field(default_factory=dict)
    _taken: dict[str, Trace] = field(default_factory=dict)
    _templates: dict[str, str] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)
    _complete: set[str] = field(default_factory=set)
    _compared: frozenset[str] = frozenset()
    _run: _Run | None = None

    def meet(self, generators: Iterable[Any]) -> None:
        """Know the generators of a run."""
        self._generators = list(generators)

    def writer(self) -> type | None:
        """Pelican's writer, which asks here for what it writes; none where somebody else has one."""
        return None if foreign(signals.get_writer) else writer_with(self)

    def changed(self, content: Content) -> None:
        """A content is about to be written, and was changed for that: by us, or by who knows whom."""
        if self._run is not None:
            self._run.answers.changed(None if any(map(foreign, BEFORE_WRITING)) else content)

    def page(self, template: Any, shared: dict[str, Any], variables: dict[str, Any]) -> str:
        """The text of a page: as it stands if it would be the same, or else rendered."""
        run, name = self._begin(), _name(variables["output_file"])
        if run is None or variables.get(SITE_SETTING) is not self.site:  # a plugin may have variables of its own
            return str(template.render(variables))
        run.answers.jinja = template.environment
        trace = self._trace_of(name)
        if trace is not None and run.standing and self._holds(trace, variables):
            text = self._standing_text(name, trace)
            if text is not None:
                return text
        if (made := self._made_ahead(name, str(template.name), variables)) is not None:
            return made
        rendering = Rendering(variables, run.answers, templates={str(template.name): None})
        rendering.note(("page",), run.answers.page(variables))
        with logged() as said, self.tracer.rendering(rendering):
            text = str(template.render(variables))
        self._note(name, rendering, str(template.name), "something was said in the log" if said else "")
        return text

    def feed(self, path: str, elements: Any, context: dict[str, Any], made_of: tuple[Any, ...]) -> str | None:
        """The text of a feed that stands and would be the same; nothing of one that is to be made."""
        run, name = self._begin(), _name(path)
        if run is None or context.get(SITE_SETTING) is not self.site:
            return None
        trace, rendering = self._trace_of(name), Rendering(context, run.answers)
        question, answer = ("feed", name), ""
        try:
            answer = run.answers.digest(question, (made_of, *fed(run.answers, elements, context, made_of[1])))
        except UnknownError as error:
            rendering.unknown = str(error)
        rendering.asked[question] = None, answer
        self._note(name, rendering, "", "")
        if trace is None or run.standing is None or run.standing.asked.questions(trace) != [question]:
            return None
        return self._standing_text(name, trace) if trace.answers == digest_of_answers([answer]) else None

    def is_complete(self, path: Path) -> bool:
        """Whether a file is a page or feed that was taken as it stood, or a page that was made ahead."""
        name = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else ""
        return name in self.kept or name in self._complete

    def can_be_ahead(self) -> bool:
        """Whether pages may be made before it is their turn, and there are none that stand."""
        run = self._begin()
        return (
            run is not None and run.standing is None and not (self.tracer.shares or any(map(foreign, BEFORE_WRITING)))
        )

    def begin_anew(self) -> None:
        """Know of no page; in a process that makes some of them for another."""
        self.ahead, self._asking = None, Asking()
        self._made, self._written = {}, set()

    def made(self) -> tuple[Asked, Mapping[str, Trace]]:
        """What the pages asked that were made; nothing of those of which nobody knows what they would be next time."""
        return self._asking.asked(), {} if self.whole or self.tracer.shares else self._made

    def judge(self) -> Verdict:
        """What there is to say of the pages that were kept, once all files of the site are there."""
        findings = []
        for name in sorted(self._compared & self._templates.keys() & self._taken.keys()):
            with unnoted():
                before, now = bytes_of(self._place(name)) or b"", bytes_of(self.folder / name) or b""
            if digest(now) != self._taken[name].file:
                findings.append(difference(self._shown(name), self._templates[name], before, now))
        whole = "a page that would have been kept comes out otherwise" if findings else ""
        if self.kept:
            whole = whole or self.tracer.shares
            if self._run and self._run.standing and self._run.standing.names != self._names():
                whole = whole or "it has other files than before"
        return Verdict(whole, tuple(findings))

    def keep(self, reads: Reads) -> None:
        """Remember what the pages were made of; `reads` is all that was read for them."""
        run = self._run
        if run is None or self.whole or reads.beyond or self.tracer.shares:
            return
        pages = {}
        for name, made in self._made.items():
            if (data := bytes_of(self.folder / name)) is not None:
                pages[name] = replace(made, file=digest(data))
        known = run.standing.asked if run.standing else Asked()
        for name in self.kept:
            trace = self._taken[name]
            pages[name] = self._asking.note_form(known.questions(trace), trace.answers, trace.file)
        files = {path: stamp for path, stamp in reads.files.items() if self._is_code(path)}
        loaded = replace(reads, files=files, folders={}, missing=(), there=(), links={})
        remember(run.name, run.key, Standing(loaded, self._names(), self._asking.asked(), pages))

    def _is_code(self, path: str) -> bool:
        """Whether a file is no text of the project: code, or what a library brings."""
        project = self.site.project
        texts = (project.root, project.content, project.theme)
        return path.endswith(CODE) or not any(Path(path).is_relative_to(folder) for folder in texts)

    def _store(self, context: Mapping[str, Any]) -> str:
        """By what the traces are kept: a build may make several sites one after another, until no page is faulty."""
        project, pages = self.site.project, digest_of(own_pages(context, self.site))
        return f"pages {project.settings_path} {project.output} {self.site.language.locale} {pages}"

    def _shown(self, name: str) -> str:
        return f"{self.site.project.folder_of(self.site.language)}/{name}".lstrip("/")

    def _place(self, name: str) -> Path:
        return self.site.project.output / self._shown(name)

    def _names(self) -> str:
        """A digest of the names of all files: pages of translations lead to those that they share if there are none."""
        return "" if self.site.is_source else digest("\0".join(sorted(files_in(self.folder))).encode(errors="replace"))

    def _begin(self) -> _Run | None:
        if self._run is None and not self.whole:
            self.whole = next(filter(None, reasons(self._generators, self.tracer)), "")
            if not self.whole:
                self._run = self._begun(self._generators[0].context)
        return self._run

    def _begun(self, context: Mapping[str, Any]) -> _Run:
        settings = self._generators[0].settings
        answers = Answers(context, settings, self.site, self.tracer.environments[0])
        name, key = self._store(context), self._key(context, settings)
        with unnoted():
            standing = None if self.forgets else recall(name, key, Standing)
        if standing is not None and not (standing.asked.holds(standing.pages.values()) and standing.loaded.hold({})):
            standing = None
        if standing is not None:
            if (heard := observer()) is not None:
                heard.absorb(standing.loaded)
            least = max(LEAST, math.ceil(self.share * len(standing.pages)))
            chosen = random.SystemRandom().sample(sorted(standing.pages), min(least, len(standing.pages)))
            self._compared = frozenset(chosen)
        return _Run(answers, name, key, standing)

    def _key(self, context: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
        """What all pages have in common, but for what they ask for one by one."""
        site = self.site
        titled = {locale: digest_of(frozenset(titles)) for locale, titles in site.titles.items()}
        published = {locale: digest_of(sources) for locale, sources in site.published.items()}
        theme = {THEME_DOMAIN: site.translations.get(THEME_DOMAIN, {})}
        rest = replace(site, translations=theme, titles={}, published={}, partial=frozenset(), in_source={})
        common = (rest, titled, published)
        here = (sys.version, sys.prefix, sys.path, str(Path.cwd()), date.today().isoformat(), surroundings())
        own = {name: value for name, value in settings.items() if name not in _OF_NO_PAGE}
        jinja = [
            (
                dict(one.globals),
                {name: known for name, known in dict.items(one.filters) if known is not FILTERS.get(name)},
                {name: known for name, known in dict.items(one.tests) if known is not TESTS.get(name)},
            )
            for one in self.tracer.environments
        ]
        pages = own_pages(context, site), withheld(context), moved(context, site)
        return digest_of((here, own, common, jinja, pages))

    def _trace_of(self, name: str) -> Trace | None:
        if name in self._written:
            # One file is written twice: nobody knows which of them it will be.
            self.whole = self.whole or f"{name} is written twice"
            self.kept.discard(name)
            self._complete.discard(name)
            return None
        self._written.add(name)
        return self._run.standing.pages.get(name) if self._run and self._run.standing and not self.whole else None

    def _holds(self, trace: Trace, variables: Mapping[str, Any]) -> bool:
        """Whether all questions of a page are answered as they were."""
        if self._run is None or self._run.standing is None or self.tracer.shares:
            return False
        answers, questions = self._run.answers, self._run.standing.asked.questions(trace)
        try:
            return digest_of_answers(answers.ask(question, variables) for question in questions) == trace.answers
        except UnknownError:
            return False

    def _standing_text(self, name: str, trace: Trace) -> str | None:
        """What stands, if that is what was built, and the page is none that is compared."""
        with unnoted():
            data = bytes_of(self._place(name))
        if data is None or digest(data) != trace.file:
            return None
        self._taken[name] = trace
        if name in self._compared:
            self._templates[name] = "a feed"
            return None
        self.kept.add(name)
        self._made.pop(name, None)
        return data.decode("utf-8").replace(os.linesep, "\n")  # it is written as a text again

    def _made_ahead(self, name: str, template: str, variables: Mapping[str, Any]) -> str | None:
        made = self.ahead.page(name, template, variables) if self.ahead is not None and not self.whole else None
        if made is None:
            return None
        text, asked, trace = made
        self._made[name] = self._asking.note_form(asked.questions(trace), trace.answers)
        self._complete.add(name)
        return text

    def _note(self, name: str, rendering: Rendering, template: str, said: str) -> None:
        if template and name in self._taken:
            self._templates[name] = template
        unknown = rendering.unknown or said
        if unknown and self._run is not None:
            self.always[name] = unknown
            self._run.answers.changed(None)  # what was called may have changed anything
        else:
            self._made[name] = self._asking.note({asked: answer for asked, (_, answer) in rendering.asked.items()})


def _name(path: str) -> str:
    return posixpath.normpath(str(path))
