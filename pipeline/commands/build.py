"""The command `build`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from pipeline.build import SHARE, build_pseudo, local_executor, pseudo_output, staging_of
from pipeline.build import build as build_sites
from pipeline.commands.clusters import CLUSTER, address_of, helping
from pipeline.commands.loading import LOCALES, Loader, needing_the_extra, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.config import Project
from pipeline.errors import ExitCode
from pipeline.model import Severity
from pipeline.paths import real
from pipeline.reports import BuildReport
from pipeline.rules import weighed


@click.command()
@LOCALES
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Instead of OUTPUT_PATH.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at a time.  [default: one per core]")
@CLUSTER
@click.option("--fresh", is_flag=True, help="Build all sites, those as well that would come out the same.")
@click.option(
    "--audit",
    type=click.FloatRange(0, 1),
    default=SHARE,
    metavar="SHARE",
    help="Compare so many of the pages that are kept with new ones: 1.0 for all, at least three.  [default: 0.01]",
)
@click.option("--pseudo", is_flag=True, help="Build accented, longer, bracketed text instead, into a folder beside.")
@click.option(
    "--review",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write the live pages as files instead, for a reviewer who has nothing but a browser.",
)
@pass_loader
def build(
    load: Loader,
    locales: tuple[str, ...],
    output: Path | None,
    jobs: int | None,
    cluster: str | None,
    fresh: bool,
    audit: float,
    pseudo: bool,
    review: Path | None,
) -> None:
    """Build the source language's site and the other languages'.

    Each is built aside, verified, and put in the place of the published one. Pages whose required
    sections are not current are withheld; a site that fails keeps its last good state. One that would
    come out the same is kept as it stands.

    With --review no site is built: the pages of all languages, withheld ones too, are written into a folder, each text
    leading to its message, its findings and, with GETTEXT["edit_url"], the place where it can be edited.

    With --cluster, GETTEXT["cluster"] or DASK_SCHEDULER_ADDRESS the sites are built by other machines, which run the
    project's own code. --jobs says that they are built here.

    \b
    Example:
      pelican-gettext -s publishconf.py build --jobs 4
    """
    site = load()
    if review is not None:
        with needing_the_extra("preview"):
            from pipeline.preview import write_copy
        say.copied(site.reporter, write_copy(site.project.settings_path, locales, review), review)
        return
    project = site.project if output is None else site.project.with_output(real(output))
    languages = project.select(locales)
    address = address_of(project, cluster, jobs)
    total = 3 if pseudo else len(languages) + 1
    made = staging_of(pseudo_output(project.output) if pseudo else project.output)
    with helping(site, project, made, address) as crew:
        extraction = site.extraction()
        building = nullcontext(crew()) if address else local_executor(jobs)
        with building as executor, say.building(site.reporter, total) as progress:
            if pseudo:
                project, report = build_pseudo(project, site.settings, extraction, executor, progress)
            else:
                report = build_sites(
                    project,
                    site.settings,
                    extraction,
                    languages,
                    executor,
                    progress,
                    fresh=fresh,
                    here=not address,
                    audit=audit,
                )
    say.built(site.reporter, report, project)
    lead_away = "://" in str(site.settings["SITEURL"]) and not site.settings["RELATIVE_URLS"]
    if any(found.published for found in report.sites) and not lead_away:
        say.look_at(site.reporter, project)
    raise click.exceptions.Exit(_exit_code(report, project))


def _exit_code(report: BuildReport, project: Project) -> ExitCode:
    errors = [finding for site in report.sites for finding in site.errors]
    if any(finding.rule == "broken-input" for finding in errors):
        return ExitCode.BROKEN_INPUT
    built = {site.language.locale for site in report.sites}
    reasons = (reason for page in report.withheld() if page.locale in built for reason in page.blockers)
    found = (*errors, *report.refused, *report.lost, *weighed(reasons, project.severities))
    return ExitCode.FINDINGS if any(finding.severity is Severity.ERROR for finding in found) else ExitCode.FINE
