"""What has one cause is told once: most that is wrong with pages is a theme's, and on all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace

from pipeline.model import Finding

# Each page with a fault of any other rule has to be looked at.
_OF_THEMES = frozenset({"canonical", "hreflang", "lost-id", "other-class", "page-language"})


def _is_of_theme(finding: Finding) -> bool:
    return finding.rule in _OF_THEMES


def once(
    findings: Iterable[Finding],
    site_of: Callable[[str], Hashable] = lambda _: None,
    is_one: Callable[[Finding], bool] = _is_of_theme,
) -> Iterator[Finding]:
    """The findings; those that say the same of one site's pages, and may be told as one, with the number of pages."""
    told: dict[tuple[Hashable, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        same = (finding.rule, site_of(finding.path), finding.severity, finding.message)
        told.setdefault(same if is_one(finding) else (number,), []).append(finding)
    for first, *others in told.values():
        pages = len({first.path, *(other.path for other in others)})
        yield replace(first, message=f"{first.message} (on {pages} pages)") if pages > 1 else first
