"""What has one cause is told once: most that is wrong with pages is a theme's, and on all of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from dataclasses import replace

from pipeline.model import Finding

# Each page with a fault of any other rule has to be looked at.
_OF_THEMES = frozenset({"canonical", "hreflang", "lost-id", "other-class", "page-language"})
#: These, too, where nothing more is to be decided by which pages have a fault.
OF_PAGES = _OF_THEMES | {"other-address", "other-element"}


def once(
    findings: Iterable[Finding],
    site_of: Callable[[str], Hashable] = lambda _: None,
    rules: Container[str] = _OF_THEMES,
) -> Iterator[Finding]:
    """The findings; what these `rules` say of several pages of a site in the same words as one, with their number."""
    told: dict[tuple[Hashable, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        same = (finding.rule, site_of(finding.path), finding.severity, finding.message)
        told.setdefault(same if finding.rule in rules else (number,), []).append(finding)
    for first, *others in told.values():
        pages = len({first.path, *(other.path for other in others)})
        yield replace(first, message=f"{first.message} (on {pages} pages)") if pages > 1 else first
