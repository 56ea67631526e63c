"""What each published site holds, remembered beside the output: a site that is not built anew stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.files import bytes_of, write_text
from pipeline.model import SiteReport


def read_manifest(output: Path) -> dict[str, frozenset[str]]:
    """The sources that the published site of each locale holds; nothing if that is not known."""
    try:
        found = json.loads(bytes_of(_path(output)) or b"{}")
        return {str(locale): frozenset(map(str, sources)) for locale, sources in found.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def write_manifest(
    output: Path, before: Mapping[str, frozenset[str]], now: Mapping[str, frozenset[str]], sites: Iterable[SiteReport]
) -> None:
    """Remember what the sites that were published `now` hold; of the others what was known `before`."""
    swapped = {site.language.locale for site in sites if site.swapped}
    held = {**before, **{locale: sources for locale, sources in now.items() if locale in swapped}}
    text = json.dumps({locale: sorted(sources) for locale, sources in sorted(held.items())}, indent=1)
    write_text(_path(output), f"{text}\n", output.parent)


def _path(output: Path) -> Path:
    return output.with_name(f".{output.name}.published.json")
