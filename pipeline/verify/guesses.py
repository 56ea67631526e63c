"""Which languages texts seem to be in, remembered: the detector's own data takes longer to load than all else here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.fingerprints import digest, fingerprint
from pipeline.guessing import guessed_language


class Guesses:
    """What was guessed of texts before is kept by a `name`, if there is one."""

    def __init__(self, name: str) -> None:
        self._name = f"guesses {name}" if name else ""
        self._way = fingerprint({}, (), (), _detector()) if name else ""
        self._known = (recall(self._name, self._way, dict[str, str]) if name else None) or {}
        self._asked: dict[str, str] = {}

    def language_of(self, text: str) -> str:
        """The ISO 639 code of the language that a text surely is in; nothing if that is not known."""
        key = digest(text.encode(errors="surrogatepass"))
        if key not in self._asked:
            self._asked[key] = self._known[key] if key in self._known else guessed_language(text)
        return self._asked[key]

    def keep(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self._name and self._asked.keys() != self._known.keys():
            remember(self._name, self._way, self._asked)


def _detector() -> Iterator[Path]:
    """The detector's own files, where it is installed: another version may guess otherwise."""
    spec = find_spec("py3langid")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
