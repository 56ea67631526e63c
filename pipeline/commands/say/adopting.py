"""What a site has, what `adopt` does about it, and what is left to do: a page of a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from babel import Locale, UnknownLocaleError

from pipeline.commands.say.findings import tell
from pipeline.commands.say.reporter import Reporter, plural
from pipeline.commands.say.visible import visible
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.exchange import Adoption, Inventory, Origin
from pipeline.reports import BuildReport

_COLUMNS, _HEAD = 80, 15
#: So many lines of Python, catalogs and findings are told; a page has no room for more.
_MOST_LINES, _MOST = 14, 3


def found_on_site(to: Reporter, site: Inventory) -> None:
    """What a site has."""
    to.out.line("[bold]What the site has[/]")
    for head, text in _rows(site):
        _row(to, head, text)


def _rows(site: Inventory) -> Iterator[tuple[str, str]]:
    counts = (plural(count, kind) for kind, count in sorted(site.sources.items()))
    yield "sources", f"{' and '.join(counts) or 'none'} in {site.language.english}"
    for own in site.by_hand:
        alone = [f"{own.alone} in {own.language.english} alone"] if own.alone else []
        pairs = [
            f"{plural(own.translations, 'translation')} into {own.language.english}, "
            f"of which {own.aligned} have text for text what the original has"
        ]
        yield "by hand", "; ".join([*pairs[: own.translations], *alone])
    if site.unread:
        yield "not read", f"{plural(site.unread, 'fault')}, to be mended first"
    if site.elsewhere:
        yield "elsewhere", ", ".join(f"{count} in {_language(name)}" for name, count in sorted(site.elsewhere.items()))
    if site.subsites:
        yield "i18n_subsites", f"I18N_SUBSITES for {', '.join(site.subsites)}"
    for origin in site.catalogs[:_MOST]:
        yield "catalog", _catalog(origin)
    if len(site.catalogs) > _MOST:
        yield "", f"and {plural(len(site.catalogs) - _MOST, 'more catalog')}"
    whose = "the site's own" if site.theme.is_own else "a public one"
    texts = plural(site.theme.messages, "text")
    if site.theme.words:
        how = f"no gettext call; its visible words are {texts} to translate"
    else:
        styles = f" ({', '.join(site.theme.calls)})" if site.theme.calls else ""
        how = f"{texts} in gettext calls{styles}"
    yield "theme", f"{site.theme.path}, {whose}: {how}"
    yield "plugins", ", ".join(site.plugins) or "none"


def _catalog(origin: Origin) -> str:
    text = f"{origin.path}: {plural(len({message.key for _, message in origin.messages}), 'text')}"
    odd = len(origin.refused) + len(origin.doubts)
    return f"{text}; {odd} not taken as they are: {[*origin.refused, *origin.doubts][0]}" if odd else text


def _language(name: str) -> str:
    try:
        return Locale.parse(name.replace("-", "_")).english_name or name
    except (ValueError, UnknownLocaleError):
        return repr(name)


def to_mend_first(to: Reporter, faults: Sequence[PipelineError]) -> None:
    """What cannot be read: as much of it as a page has room for."""
    shown = faults if to.verbose else faults[:_MOST]
    for error in shown:
        to.error(error)
    if more := len(faults) - len(shown):
        to.err.line("[dim]and {count}; -v shows all[/]", count=plural(more, "more fault"))


def no_language(to: Reporter) -> None:
    """That nothing says which languages the site is to have."""
    to.out.line()
    to.out.line("Nothing is in another language yet: name those that the site is to have.")
    to.out.line("  for example: pelican-gettext adopt de fr")


def would_adopt(to: Reporter, project: Project, adoption: Adoption, site: Inventory) -> None:
    """What would be done."""
    folder, settings = project.shown(project.catalogs), project.settings_path.name
    lines = adoption.lines(folder)
    to.out.line()
    to.out.line("[bold]What pelican-gettext adopt --write does[/]")
    if lines:
        _row(to, "settings", f"adds this at the end of {settings}:")
        _code(to, lines)
    else:
        _row(to, "settings", f"nothing: {settings} has all that is needed")
    _row(to, "catalogs", f"in {folder}/, for {', '.join(language.english for language in project.targets)}")
    if site.by_hand or site.catalogs:
        _row(to, "import", "what the site has of translations goes into them, to be looked at (fuzzy)")
    if lines:
        _row(to, "trial", "all sites are built aside; what the source breaks already becomes a warning")
    to.out.line("No line of yours is changed, and nothing is written until you say --write.")


def adopted(
    to: Reporter, project: Project, adoption: Adoption, report: BuildReport | None, lowered: Sequence[str]
) -> None:
    """What was done, and how the trial went."""
    to.out.line()
    if not adoption.changes:
        to.out.line("{path} has all that is needed.", path=project.settings_path.name)
    if report is None:
        return
    to.out.line("[bold]A trial, built aside[/]")
    for site in report.sites:
        good = plural(len(site.pages), "page") if not site.errors else "not published"
        counts = Counter(finding.rule for finding in site.errors)
        why = ", ".join(f"{rule} ({count})" for rule, count in counts.most_common(_MOST))
        _row(to, site.language.english, f"{good}: {why}" if why else good)
    errors = (finding for site in report.sites for finding in site.errors)
    told = {(error.rule, error.path, error.message): error for error in errors if error.rule != "source-failed"}
    for finding in list(told.values())[:_MOST]:
        tell(to, finding)
    if lowered:
        text = "the source's site has such already, so they are warnings now, by GETTEXT['severities']"
        _row(to, "settings", f"{', '.join(lowered)}: {text}")


def left_to_do(to: Reporter, project: Project, adoption: Adoption, site: Inventory) -> None:
    """What is left to the maintainer."""
    folder, output = project.shown(project.catalogs), project.output.name
    to.out.line()
    to.out.line("[bold]What is left to you[/]")
    _row(to, ".gitignore", f"{output}*/ .{output}* .{project.catalogs.name}.lock")
    _row(to, ".gitattributes", f"{folder}/**/*.po merge=pelican-gettext; then see pelican-gettext merge-driver --help")
    _row(to, "", f"{folder}/addresses.tsv merge=union")
    _row(to, "", f"{folder}/approvals.tsv merge=union")
    for name in adoption.rivals:
        _row(to, "PLUGINS", f"{name} is left out by the new lines: remove it from your own when you like")
    if adoption.addresses:
        names = ", ".join(adoption.addresses)
        _row(to, "addresses", f"{names} lose their {{lang}}: pages in {site.language.english} move")
    if site.by_hand or site.catalogs:
        _row(to, "translations", "look through what was brought in; pelican-gettext import --accept takes the rest")
    if site.by_hand:
        _row(to, "by hand", "they win over the catalogs, and stay until you delete them")
    _row(to, "next", "pelican-gettext status, then pelican-gettext build")


def _row(to: Reporter, head: str, text: str) -> None:
    lines = textwrap.wrap(visible(text), _COLUMNS - max(_HEAD, len(head) + 1), break_on_hyphens=False) or [""]
    to.out.line("{head}{text}", head=f"{head:<{_HEAD - 1}} ", text=lines[0])
    for line in lines[1:]:
        to.out.line("{head}{text}", head=" " * _HEAD, text=line)


def _code(to: Reporter, lines: Iterable[str]) -> None:
    lines = [part for line in lines for part in (textwrap.wrap(line, _COLUMNS - 2, subsequent_indent="    ") or [""])]
    for line in lines[:_MOST_LINES]:
        to.out.line("  [dim]{line}[/]", line=line)
    if len(lines) > _MOST_LINES:
        to.out.line("  [dim]… {count}[/]", count=plural(len(lines) - _MOST_LINES, "more line"))
