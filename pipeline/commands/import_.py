"""The command `import`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.catalogs.store import contents
from pipeline.catalogs.templates import current_templates, write_templates
from pipeline.catalogs.update import NOBODY, update_catalogs
from pipeline.commands.loading import Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.errors import ExitCode
from pipeline.exchange import accept_waiting, by_locale, from_file, from_site, take_back_from, with_outdone
from pipeline.files import exclusive
from pipeline.paths import absolute


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--locale", help="The language of the files, where they do not say it.")
@click.option("--accept", is_flag=True, help="Bring them in as translated, not as fuzzy.")
@pass_loader
def import_(load: Loader, paths: tuple[Path, ...], locale: str | None, accept: bool) -> None:
    """Bring existing translations into the catalogs, as fuzzy.

    PATH is a catalog (.po) of another tool: mdpo, po4a, sphinx-intl, a compendium; a translation memory (.tmx);
    or a file that `export` wrote (.xlf, .csv). Without PATH it is all that the site itself has: articles
    translated by hand (same slug, `Lang: fr`), the settings in I18N_SUBSITES, catalogs in the theme's
    `translations` or where I18N_GETTEXT_LOCALEDIR says. A text that a catalog has is never replaced, except by a
    file of `export` that was made from this very text. With --accept, what an earlier import has brought in and
    nobody has changed is accepted too.

    \b
    Example:
      pelican-gettext import
      pelican-gettext import --locale de old/de.po
    """
    site = load()
    project, extraction = site.project, site.extraction()
    language = project.select([locale])[0] if locale else None
    if paths:
        origins = [origin for path in paths for origin in from_file(project, extraction, absolute(path), language)]
    else:
        origins = [
            origin for origin in from_site(project, site.settings, extraction) if language in (None, origin.language)
        ]
    sent = [origin for origin in origins if origin.returned or origin.remarked]
    # What others write goes before all of it, or after.
    with exclusive(project.catalogs, project.root):
        before = contents(project)
        returned = [take_back_from(project, extraction, origin) for origin in sent]
        origins += [rest for _, rest in returned if rest.messages or rest.refused]
        origins = with_outdone(project, origins)
        templates = current_templates(project, extraction.templates)
        known = by_locale(project, origins, accept=accept)
        languages = [language for language in project.targets if language.locale in known]
        accepted = accept_waiting(project, known)
        reports = update_catalogs(project, templates, languages, known, look=NOBODY)
        write_templates(project, templates)
        is_unchanged = contents(project) == before
    back = {origin.path: result for origin, (result, _) in zip(sent, returned, strict=True)}
    say.imported(site.reporter, origins, back)
    say.accepted(site.reporter, accepted)
    if is_unchanged:
        say.unchanged(site.reporter)
    else:
        say.updated(site.reporter, reports)
    conflicts = [message for result, _ in returned for message in result.conflicts]
    if conflicts:
        say.conflicts(site.reporter, conflicts, ", ".join(map(str, paths)))
    if conflicts or any(origin.doubts for origin in origins):
        raise click.exceptions.Exit(ExitCode.FINDINGS)
