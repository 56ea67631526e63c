"""What the witness says of an assembled tree, site by site, before it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.build.assemble import Assembled
from pipeline.build.plan import Plan
from pipeline.config import Project
from pipeline.model import Finding, Language
from pipeline.reports import SiteReport
from pipeline.rules import found, weighed
from pipeline.verify import Memory, Pages, Tree, look_at_each, verify_tree

_NAMED = 5


def verify(
    plan: Plan, assembled: Assembled, reports: Mapping[Language, SiteReport], memory: str = ""
) -> dict[Language, SiteReport]:
    """The reports with what is wrong in the tree, by the site's severities; others' own is not in it.

    What is read of its files is kept by the name `memory`, if there is one; what follows is found anew.
    """
    project = plan.project
    verified = {language: replace(report, published=language in assembled.anew) for language, report in reports.items()}
    by_folder = {project.folder_of(language): language for language in project.languages()}

    def is_new(name: str) -> bool:
        language = by_folder.get(name.partition("/")[0], project.source)
        return language in assembled.anew and not reports[language].kept

    known = Memory(memory, is_new)
    tree = Tree(assembled.folder, plan.base_url, Pages(), project, tuple(verified.values()), assembled.foreign, known)
    tree, looked = look_at_each(tree, (anchor for _, anchor in project.required_sections))
    languages = {language.locale: language for language in reversed(project.languages())}
    problems: dict[Language, list[Finding]] = {language: [] for language in verified}
    stale: Counter[Language] = Counter()
    for finding in weighed(verify_tree(tree, looked), project.severities):
        # What is wrong in a source or catalog says for which language; all else is a file of its site.
        language = languages.get(finding.locale or "") or tree.language_at(finding.path)
        if language in assembled.anew:
            problems[language].append(finding)
        else:  # what a site says that stays as it was is as old as the site
            stale[language] += 1
    problems[project.source] += [stale_site(language, count, project) for language, count in stale.items()]
    if not assembled.remembered:
        problems[project.source] += unknown_pages(assembled.foreign)
    return {
        language: replace(report, problems=(*report.problems, *problems[language]))
        for language, report in verified.items()
    }


def unknown_pages(foreign: Iterable[str]) -> Iterator[Finding]:
    """Pages in the output of which nobody knows whether a build has written them: told once."""
    pages = sorted(path for path in foreign if path.endswith(".html"))
    if pages:
        named = ", ".join(pages[:_NAMED]) + (f" and {len(pages) - _NAMED} more" if len(pages) > _NAMED else "")
        yield found("unknown-pages", pages[0], f"stays published, and nobody knows who has written it: {named}")


def stale_site(language: Language, count: int, project: Project) -> Finding:
    """What a site that was not built anew says of the others, in so many places."""
    message = (
        f"the site in {language.english} was not built anew; in {count} place{'s' * (count > 1)} it says of the others "
        "what is no longer true"
    )
    return found("stale-site", project.folder_of(language), message)
