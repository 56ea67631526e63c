"""What was read of a language's sources in builds before: one is read anew if something that it was made of is new.

That is the file itself, the translations of its messages, the settings, the code that is loaded, the surroundings, and
whatever other files were opened meanwhile, as snippets are: Python tells of each (`observer`). Of a reader, extension
or plugin that may keep something from one source to the next nothing is remembered, nor of a source that had something
to say in the log.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, SupportsBytes

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from pipeline.cache import recall, remember
from pipeline.config import THEME_DOMAIN
from pipeline.filed import Filing
from pipeline.files import bytes_of
from pipeline.fingerprints import digest, digest_of
from pipeline.model import Visitor
from pipeline.observed import observer, surroundings, unnoted
from pipeline.observer import Observer
from pipeline.packed import pack, unpack
from pipeline.pelican_internals import TOLD_AROUND_READING, SafeDatetime, markdown_code, receivers_of
from pipeline.plugin.handover import HANDS, SITE_SETTING
from pipeline.plugin.rereading import READINGS
from pipeline.plugin.site import Site
from pipeline.portions import divided
from pipeline.reads import Notes, Reads, digest_in, digest_of_names, is_distribution, state_of
from pipeline.sources.walkers.markdown_extension import GettextExtension
from pipeline.sources.walking_readers import Result

#: The setting that holds it.
REMEMBERED = "GETTEXT_REMEMBERED"
#: Extensions that keep nothing from one text to the next.
_EXTENSIONS = ("markdown.extensions.", "pymdownx.")
_WRAPPERS: Mapping[str, type[URLWrapper]] = {"author": Author, "category": Category, "tag": Tag}
#: Settings that Pelican's own readers do not ask for. The preview has a folder of its own at each start.
_OF_NO_READER = frozenset({SITE_SETTING, READINGS, HANDS, "OUTPUT_PATH", "SITEURL", "FEED_DOMAIN"})
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a source when its text and translations had this digest; each field of it with its kind.

    `reads` is what was read for it besides the source itself.
    """

    made_of: str
    content: str
    metadata: Mapping[str, tuple[str, tuple[str, ...]]]
    reads: Reads


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The code that was loaded for all that was read in a language, and the labels of the portions of that."""

    loaded: Reads
    portions: tuple[str, ...] = ()


class Remembered:
    """The readings of one language's site, by source."""

    def __init__(self, site: Site, settings: Mapping[str, Any], *, shown: str = "", forgets: bool = False) -> None:
        """What was read with these settings on the same day; nothing where other code would be loaded by now.

        `shown` is the way in which the site is shown, where there are several.
        """
        project = site.project
        self._site = site
        self._name = f"readings {project.settings_path} {project.output} {site.language.locale} {shown}"
        here = (sys.version, sys.prefix, sys.path, str(Path.cwd()), date.today().isoformat(), surroundings())
        own = {name: value for name, value in settings.items() if name not in _OF_NO_READER}
        theme = site.translations.get(THEME_DOMAIN, {})
        self._way = digest_of((here, own, project, site.language, site.kept, theme))
        with unnoted():
            shelf = None if forgets else recall(self._name, self._way, _Shelf)
            self._shelf = shelf if shelf is not None and shelf.loaded.hold({}) else None
            self._filing = Filing()
            #: What was read before and now, packed.
            self._before: dict[str, SupportsBytes] = dict(self._recalled()) if self._shelf else {}
        self._found: dict[str, SupportsBytes] = {}
        self._ahead: dict[str, SupportsBytes] = {}
        self._checked: dict[Hashable, bool] = {}
        self._is_plain: bool | None = None

    def read(
        self, source: str, settings: Mapping[str, Any], visitor: Visitor, read: Callable[[Visitor], Result]
    ) -> Result:
        """What `read` returns for a source, or has returned before."""
        if (heard := observer()) is None or not self._reads_plainly(settings):
            return read(visitor)
        path = self._site.project.content / source
        made_of = self._made_of(source, path)
        packed = self._ahead.pop(source, None) or self._before.get(source)
        known = None if packed is None else unpack(packed, _Read)
        if packed is None or known is None or known.made_of != made_of or not known.reads.hold(self._checked):
            with _noted(heard) as notes, logged() as said:
                result = read(visitor)
            known = None if said else _kept(made_of, path, result, notes, (*heard.own, *heard.named))
            with suppress(UnicodeError):  # the name of a file that is in no encoding
                if known is not None:
                    self._found[source] = self._filing.put(pack(known))
            return result
        if not self._found and self._shelf:
            heard.absorb(self._shelf.loaded)
        heard.absorb(known.reads)
        self._found[source] = packed
        return known.content, {name: _value(*told, settings) for name, told in known.metadata.items()}

    def _reads_plainly(self, settings: Mapping[str, Any]) -> bool:
        if self._is_plain is None:
            self._is_plain = _is_plain(settings)
        return self._is_plain

    def unknown(self, sources: Iterable[str], settings: Mapping[str, Any]) -> list[str]:
        """Those of these sources of which nothing is known, if what is read of them can be remembered."""
        is_of_use = observer() is not None and self._reads_plainly(settings)
        return [source for source in sources if source not in self._before] if is_of_use else []

    def found(self, sources: Iterable[str]) -> dict[str, bytes]:
        """What was read of these sources, as it is remembered."""
        return {source: bytes(self._found[source]) for source in sources if source in self._found}

    def know(self, found: Mapping[str, bytes]) -> None:
        """Remember, for this build, what another process has read."""
        self._ahead |= {source: self._filing.put(data) for source, data in found.items()}

    def holding(self) -> Callable[[str], bool]:
        """Whether a source, and whatever was opened to read it, is as it was when it was read here."""
        checked: dict[Hashable, bool] = {}

        def holds(source: str) -> bool:
            packed = self._found.get(source)
            known = None if packed is None else unpack(packed, _Read)
            made_of = self._made_of(source, self._site.project.content / source)
            return known is not None and known.made_of == made_of and known.reads.hold(checked)

        return holds

    @property
    def is_plain(self) -> bool:
        """Whether sources were read, and by nothing that keeps anything from one to the next."""
        return bool(self._is_plain)

    def has_news(self) -> bool:
        """Whether there is something to keep."""
        return bool(self._found) and self._found != self._before

    def keep(self, reads: Reads) -> None:
        """Remember what was read for the next build; `reads` is all that was read in this one."""
        # Where nobody knows what was done, it may have been done by what read a source.
        if reads.beyond or not self.has_news():
            return
        code = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
        code |= (self._shelf.loaded.files if self._shelf else {}).keys()
        files = {path: stamp for path, stamp in reads.files.items() if path in code}
        loaded = replace(reads, files=files, folders={}, missing=(), there=())
        # The code is that of all portions: until they are all there, none counts.
        remember(self._name, self._way, _Shelf(loaded))
        known = _portions(self._before) if self._shelf and self._shelf.portions else {}
        portions = _portions(self._found)
        for label, found in portions.items():
            if found != known.get(label):
                remember(f"{self._name} {label}", self._way, {source: bytes(data) for source, data in found.items()})
        self._shelf, self._before = _Shelf(loaded, tuple(portions)), dict(self._found)
        remember(self._name, self._way, self._shelf)

    def _recalled(self) -> Iterator[tuple[str, SupportsBytes]]:
        for label in self._shelf.portions if self._shelf else ():
            found = recall(f"{self._name} {label}", self._way, dict[str, bytes]) or {}
            yield from ((source, self._filing.put(data)) for source, data in found.items())

    def _made_of(self, source: str, path: Path) -> str:
        return digest_of((digest(bytes_of(path) or b""), self._site.texts_of(source)))


def _portions(found: Mapping[str, SupportsBytes]) -> dict[str, dict[str, SupportsBytes]]:
    """What was read of sources, by the labels of their portions."""
    divisions = divided(found, len(found)).items()
    return {label: {source: found[source] for source in sources} for label, sources in divisions}


def _is_plain(settings: Mapping[str, Any]) -> bool:
    """Whether Pelican's own code reads a source, with nothing that knows of others."""
    made = settings["MARKDOWN"]
    extensions = [one for one in made.get("extensions", ()) if not isinstance(one, GettextExtension)]
    receivers = [known for signal in TOLD_AROUND_READING for known in receivers_of(signal)]
    return (
        all(isinstance(one, str) and one.startswith(_EXTENSIONS) for one in extensions)
        and _is_data({name: value for name, value in made.items() if name != "extensions"})
        and all(_module(code) in ("pelican.readers", "markdown.core") for code in markdown_code())
        and all(_module(receiver).startswith("pipeline.") for receiver in receivers)
    )


def _module(code: object) -> str:
    return str(getattr(code, "__module__", ""))


def _is_data(value: object) -> bool:
    if isinstance(value, dict):
        return all(map(_is_data, (*value, *value.values())))
    return all(map(_is_data, value)) if isinstance(value, list | tuple) else type(value) in _PLAIN


@contextmanager
def _noted(heard: Observer) -> Iterator[Notes]:
    """What is read meanwhile, which counts as read by the process as well."""
    before, own = heard.take(), Notes()
    try:
        yield own
    finally:
        own.add(heard.take())
        before.add(own)
        heard.notes = before


@contextmanager
def logged() -> Iterator[list[object]]:
    """What is logged meanwhile, be it passed over as something that was said before."""
    said: list[object] = []
    make = logging.getLogRecordFactory()

    def note(*arguments: Any, **more: Any) -> logging.LogRecord:
        said.append(arguments)
        return make(*arguments, **more)

    logging.setLogRecordFactory(note)
    try:
        yield said
    finally:
        logging.setLogRecordFactory(make)


def _kept(made_of: str, source: Path, result: Result, notes: Notes, own: tuple[str, ...]) -> _Read | None:
    """What there is to remember; nothing where something would not be noticed, or a field is of a kind of its own.

    The names of one's `own` files are no news in a folder: to find a lexer, Python looks through the one that it is in.
    """
    content, metadata = result
    fields = {name: _told(value) for name, value in metadata.items()}
    known = {name: told for name, told in fields.items() if told is not None}
    if type(content) is not str or len(known) < len(fields):
        return None
    at = time.time_ns()
    files = {path: (*state, digest_in(state, path)) for path, state in notes.opened.items() if path != str(source)}
    if any(
        state_of(path) != stamp[:4] or stamp[4] != notes.young.get(path, stamp[4]) or not stamp[4]
        for path, stamp in files.items()
    ):
        return None
    listed = {path: digest_of_names(path, names, own) for path, names in notes.listed.items()}
    installed = {path: digest_of_names(path, names, own, is_distribution) for path, names in notes.installed.items()}
    missing, there = tuple(notes.missing), tuple(notes.there)
    return _Read(
        made_of,
        content,
        known,
        Reads(at, own, files, listed, {}, missing, notes.asked, (), there, notes.links, installed),
    )


def _told(value: object) -> tuple[str, tuple[str, ...]] | None:
    """A field by its kind and texts; nothing for one of another kind."""
    if isinstance(value, list):
        found = [None if isinstance(one, list) else _told(one) for one in value]
        kinds = {told[0] for told in found if told}
        texts = tuple(told[1][0] for told in found if told)
        is_known = len(kinds) == 1 and len(texts) == len(found)
        return (f"{kinds.pop()} list", texts) if is_known else None
    if type(value) is str:
        return "text", (value,)
    if type(value) is SafeDatetime and value.tzinfo is None:
        return "date", (value.isoformat(),)
    kind = type(value).__name__.lower()
    if type(value) is _WRAPPERS.get(kind) and type(value.name) is str:
        return kind, (value.name,)
    return None


def _value(kind: str, texts: tuple[str, ...], settings: Mapping[str, Any]) -> Any:
    """A field of this kind; a name is made for these settings, and may be translated."""
    if kind.endswith(" list"):
        return [_value(kind.removesuffix(" list"), (text,), settings) for text in texts]
    if kind == "date":
        return SafeDatetime.fromisoformat(texts[0])
    return _WRAPPERS[kind](texts[0], settings) if kind in _WRAPPERS else texts[0]
