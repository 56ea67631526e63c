"""The files that people have changed and not sent yet, from one evening to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.fingerprints import digest

#: How it is written down.
_FORM = "1"


@dataclass
class Unsent:
    """Which files differ from what they were when the preview was first started, or when they were last sent.

    Texts are by file, as they are now. What was downloaded is shown until the preview ends, for a download may fail;
    the next one knows of it no more. All of it is a convenience: without a store it begins anew at each start.
    """

    settings_path: Path
    _begun: dict[str, str] = field(default_factory=dict)
    _sent: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        #: Digests of what files were, of those that had changed when the preview last ended.
        self._before: dict[str, str] = recall(self._name, _FORM, dict[str, str]) or {}
        self._kept = dict(self._before)

    def begin(self, texts: Mapping[str, str]) -> None:
        """Files as they are at the start; those that are known already stay what they were."""
        self._begun = {**texts, **self._begun}

    def changed(self, texts: Mapping[str, str]) -> list[str]:
        """The files that have changed."""
        return sorted(name for name, text in texts.items() if self._differs(name, text))

    def sent(self, names: Iterable[str], texts: Mapping[str, str]) -> None:
        """Somebody has downloaded these files."""
        self._sent |= {name: texts[name] for name in names if name in texts}
        self.keep(texts)

    def keep(self, texts: Mapping[str, str]) -> None:
        """Write down for the next start what is not sent yet."""
        left = [name for name in self.changed(texts) if self._sent.get(name) != texts[name]]
        # Another evening's languages may not be shown now.
        elsewhere = {name: before for name, before in self._before.items() if name not in texts}
        known = elsewhere | {name: self._base(name) for name in left}
        if known != self._kept:
            self._kept = known
            remember(self._name, _FORM, known)

    def _differs(self, name: str, text: str) -> bool:
        before = self._before.get(name)
        return self._begun.get(name) != text if before is None else before != _digest(text)

    def _base(self, name: str) -> str:
        if name in self._sent:
            return _digest(self._sent[name])
        return self._before.get(name) or _digest(self._begun.get(name, ""))

    @property
    def _name(self) -> str:
        return f"unsent {self.settings_path}"


def _digest(text: str) -> str:
    return digest(text.encode(errors="surrogateescape"))
