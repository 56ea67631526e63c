"""Which languages texts seem to be in, remembered: the detector's own data takes longer to load than all else here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.fingerprints import digest, fingerprint
from pipeline.guessing import guessed_language
from pipeline.workers import map_on_all_cores, without_copies


class Guesses:
    """What was guessed of texts before is kept by a `name`, if there is one.

    The detector takes 100 MB. Where that is much to have beside what a process holds, it is asked `apart`, by another.
    """

    def __init__(self, name: str, *, apart: bool = False) -> None:
        self._name = f"guesses {name}" if name else ""
        self._apart = apart
        self._way = fingerprint({}, (), (), _detector()) if name else ""
        self._known = (recall(self._name, self._way, dict[str, str]) if name else None) or {}

    def languages_of(self, texts: Iterable[str]) -> dict[str, str]:
        """The ISO 639 code of the language that each text surely is in; nothing if that is not known.

        What was asked for is kept, and nothing else.
        """
        keys = {text: digest(text.encode(errors="surrogatepass")) for text in texts}
        unknown = [text for text, key in keys.items() if key not in self._known]
        known = self._known | dict(zip(map(keys.get, unknown), self._guessed(unknown), strict=True))
        asked = {key: known[key] for key in keys.values()}
        if self._name and asked.keys() != self._known.keys():
            remember(self._name, self._way, asked)
        self._known = asked
        return {text: asked[key] for text, key in keys.items()}

    def _guessed(self, texts: list[str]) -> list[str]:
        if not (texts and self._apart and any(_detector())):
            return _all_guessed(texts)
        with without_copies():  # a copy of this process would have all that it has as well
            return map_on_all_cores(_all_guessed, [texts], worthwhile=0)[0]


def _all_guessed(texts: list[str]) -> list[str]:
    return [guessed_language(text) for text in texts]


def _detector() -> Iterator[Path]:
    """The detector's own files, where it is installed: another version may guess otherwise."""
    spec = find_spec("py3langid")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
