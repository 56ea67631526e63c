"""What was read of catalogs, so that one that has not changed is not parsed again."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace

from pipeline.cache import recall, remember
from pipeline.config import Project
from pipeline.fingerprints import digest, fingerprint
from pipeline.model import Catalog

_CODE = ("pipeline.catalogs.", "pipeline.characters", "pipeline.encoding", "pipeline.model", "pipeline.spans")


class CatalogCache:
    """A portion of a locale's catalogs as they were read: well-formed ones alone, each by a digest of its text."""

    def __init__(self, project: Project, locale: str, portion: str) -> None:
        """`portion` is the label that tells it from the others (`pipeline.portions`)."""
        modules = [module for name, module in list(sys.modules.items()) if name.startswith(_CODE)]
        self._name = f"catalogs {project.settings_path} {locale} {portion}"
        self._fingerprint = fingerprint({}, (), modules)
        self._found = recall(self._name, self._fingerprint, dict[str, tuple[str, Catalog]]) or {}

    def get(self, domain: str, text: str) -> Catalog | None:
        """The catalog that was read of this text."""
        known, catalog = self._found.get(domain, ("", None))
        if catalog is None or known != _digest(text):
            return None
        return replace(catalog.unpacked(), text=text)

    def replace(self, catalogs: Mapping[str, Catalog]) -> None:
        """Keep these catalogs, and nothing else."""
        kept = {domain: (_digest(catalog.text), replace(catalog, text="")) for domain, catalog in catalogs.items()}
        if _digests(kept) != _digests(self._found):
            remember(self._name, self._fingerprint, kept)


def _digests(kept: Mapping[str, tuple[str, Catalog]]) -> dict[str, str]:
    return {domain: known for domain, (known, _) in kept.items()}


def _digest(text: str) -> str:
    return digest(text.encode(errors="surrogatepass"))
