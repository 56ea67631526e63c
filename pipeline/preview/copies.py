"""A copy of the live pages as files, for a review: they can only be read, from any host or from a folder."""

from __future__ import annotations

import json
import mimetypes
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import msgspec

from pipeline.errors import PipelineError, shown_path
from pipeline.files import put_bytes, put_text, text_of
from pipeline.folders import files_in, move_into, remove_folder, remove_working_folder, temporary_folder, working_folder
from pipeline.model import Language
from pipeline.paths import is_there, real
from pipeline.preview.answers import Dossier
from pipeline.preview.assets import asset
from pipeline.preview.messages import dossier, page_of
from pipeline.preview.overview import overview_page
from pipeline.preview.pictures import picture, pictures_in
from pipeline.preview.press import Press, Sheet
from pipeline.preview.snapshot import COPIED, Snapshot
from pipeline.preview.words import all_words, words_for
from pipeline.preview.workshop import Workshop

#: Where links of a site lead that name its address, until each is made relative to its page (RFC 2606).
_NOWHERE = "https://copy.invalid"
_OWN = "-"
#: What a review has written, so that what others put into its folder is not taken for it.
_RECORD = f"{_OWN}/files.json"
_MODULES = ("elements.js", "copy.js", "differences.js", "editor.js", "list.js", "marks.js", "overlay.js", "renewal.js")
_IMPORT = re.compile(r"^import [^;]*;\n", re.M)
_EXPORT = re.compile(r"^export (?=async|class|const|function)", re.M)
_PICKED = """
const WORDS = (() => {
  const full = (tag) => new Intl.Locale(tag).maximize();
  for (const tag of navigator.languages) {
    const { language, script } = full(tag);
    const found = ALL[`${language}_${script}`] ?? (full(language).script === script && ALL[language]);
    if (found) return found;
  }
  return ALL.en;
})();
"""


def write_copy(settings_path: Path, locales: tuple[str, ...], target: Path) -> int:
    """Write a site's live pages into a folder of their own; how many there are.

    Raises PipelineError if the site cannot be read, a page cannot be made, or the folder is something else's.
    """
    target = real(target)
    workshop = Workshop(settings_path, locales, _NOWHERE, is_copy=True)
    now = workshop.now
    _require_own(now, target)
    work = target.with_name(f".{target.name}.new")
    staging = working_folder(work, shown_path(str(work))) / "copy"
    try:
        words = words_for(now.project.source.tag)
        put_text(staging / "index.html", overview_page(now, workshop.error, (), words), staging)
        for name, text in (("base.css", asset("base.css")), ("panel.js", panel())):
            put_text(staging / _OWN / name, text, staging)
        count = 0
        for language in now.languages():
            with temporary_folder("pelican-gettext-copy-") as folder:
                count += _copy(now, language, Press(folder), staging)
        put_text(staging / _RECORD, json.dumps(sorted(files_in(staging)), indent=0), staging)
        remove_folder(target)
        move_into(staging, target)
    finally:
        remove_working_folder(work)
    return count


def _require_own(now: Snapshot, target: Path) -> None:
    """Refuse to replace what no copy is."""
    project, shown = now.project, shown_path(str(target))
    taken = (project.content, project.catalogs, project.theme, project.output, project.settings_path)
    if any(real(path).is_relative_to(target) or target.is_relative_to(real(path)) for path in taken):
        raise PipelineError("a folder of the site itself", path=shown, hint="name one of its own for the review")
    record = target / _RECORD
    if is_there(target) and not (target.is_dir() and (record.is_file() or not any(target.iterdir()))):
        raise PipelineError("there is something else already", path=shown, hint="name another folder, or remove this")
    own = {_RECORD}
    with suppress(ValueError, TypeError, RecursionError):
        own |= set(json.loads(text_of(record) if record.is_file() else "[]"))
    if strange := next((path for path in sorted(files_in(target)) if path not in own), ""):
        path = shown_path(str(target / strange))
        raise PipelineError("no review has put this here", path=path, hint="move it elsewhere, or name another folder")


def panel() -> str:
    """The panel as one script, in which no module has to be asked for: a browser does not ask in a folder."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", asset(name))) for name in (*_MODULES, "panel.js")]
    constants = {"STYLES": asset("panel.css"), "ALL": all_words()}
    told = "".join(f"const {name} = {_json(value)};\n" for name, value in constants.items())
    return f'(() => {{\n"use strict";\n{told}{_PICKED}\n' + "\n".join(parts) + "\n})();\n"


def _copy(now: Snapshot, language: Language, press: Press, staging: Path) -> int:
    """A language's files, with what is known of their pages and messages; how many pages."""
    folder, count = now.project.folder_of(language), 0
    try:
        for name in sorted(press.names(now, language)):
            sheet = press.made(now, language, [name])
            if sheet is None:
                continue
            path = "/".join(filter(None, (COPIED, folder, name)))
            _require_room(staging / path, path)
            data = sheet.data
            if (mimetypes.guess_type(name)[0] or "").startswith("text/"):
                data = data.replace(_NOWHERE.encode(), _root(path, COPIED).rstrip("/").encode())
            if name.endswith((".html", ".htm")):
                marked = press.made(now, language, [name], marked=True)
                assert marked is not None
                data += _scripts(now, replace(sheet, data=data), marked, path, staging).encode()
                count += 1
            put_bytes(staging / path, data, staging)
    finally:
        press.close()
    if language != now.project.source:
        for domain, messages in _dossiers(now, language):
            put_text(staging / _OWN / _data_file(language, domain), _part({"messages": messages}), staging)
            for name in pictures_in(text for message in messages.values() for text in message.rendered):
                if found := picture(now.project, name):
                    put_bytes(staging / _OWN / "pictures" / name, found[0], staging)
    return count


def _require_room(place: Path, path: str) -> None:
    """Refuse a file whose place another one of the same site has taken: the disk takes their names for one."""
    if is_there(place):
        hint = "give one of them another slug or name"
        fault = "this disk takes another file's name for it, which differs in its case"
        raise PipelineError(fault, path=path, hint=hint)


def _scripts(now: Snapshot, sheet: Sheet, marked: Sheet, path: str, staging: Path) -> str:
    """The elements that show a page's texts; what is known of the page is written beside."""
    page, root = page_of(now, sheet, marked, ()), _root(path)
    page = replace(page, overview="index.html", file=None)
    facts = {"page": page, "root": root, "path": quote(path), "marked": marked.data.decode("utf-8", "replace")}
    own = f"pages/{path}.js"
    put_text(staging / _OWN / own, _part(facts), staging)
    domains = sorted({now.index.messages[number].domain for number in page.messages})
    files = (own, *(_data_file(sheet.language, domain) for domain in domains), "panel.js")
    return "".join(f'<script src="{root}{_OWN}/{quote(name)}"></script>\n' for name in files)


def _dossiers(now: Snapshot, language: Language) -> Iterator[tuple[str, Mapping[str, Dossier]]]:
    found: dict[str, dict[str, Dossier]] = defaultdict(dict)
    for name, known in now.index.names.items():
        found[known.domain][name] = dossier(now, language, known, can_approve=False, to_read=True)
    yield from found.items()


def _data_file(language: Language, domain: str) -> str:
    return f"messages/{language.locale}/{domain}.js"


def _root(path: str, below: str = "") -> str:
    """The way from a file up to the folder of the copy, or to one in it."""
    return f"{os.path.relpath(below or '.', os.path.dirname(path) or '.')}/"  # noqa: PTH120 - these are no files yet


def _part(facts: Mapping[str, object]) -> str:
    return f"(globalThis.gettextReview ??= []).push({_json(facts)});\n"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
