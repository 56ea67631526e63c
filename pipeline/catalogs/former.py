"""The catalogs of a language before they are brought up to date: found by their domains, read one at a time."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from pipeline.catalogs.ours import require_ours
from pipeline.catalogs.read import read_with_bytes
from pipeline.catalogs.templates import Template, orphans
from pipeline.catalogs.write import is_usual_field
from pipeline.config import MEMORY_DOMAIN, Project
from pipeline.files import changed_meanwhile
from pipeline.model import Catalog, Key, Language
from pipeline.paths import is_there


@dataclass(frozen=True, slots=True)
class OnDisk:
    """One catalog: `held` are its file's bytes, `found` what these say, `old` what its texts are to be taken from.

    That is another one's, of which the source was renamed, or nothing, if it is that one.
    """

    path: Path
    held: bytes | None
    found: Catalog
    old: Catalog


class Former:
    """The catalogs of one language: those of the templates, and those whose source is gone.

    `wanted` are what they are to become: the templates and, for each of the others, one without messages; `ours` are
    the domains of those that were made for a source. Other tools' catalogs are not looked at.
    """

    def __init__(
        self, project: Project, templates: Sequence[Template], language: Language, imported: Iterable[str] = ()
    ) -> None:
        """`imported` are the domains of translations from elsewhere. Raises PipelineError as `read` does."""
        self._project, self._language = project, language
        self._of_sources = {template.catalog.domain for template in templates}
        # A catalog whose source is gone keeps its texts, as obsolete ones; text that moved elsewhere takes them along.
        gone = [*orphans(project, templates, language.locale)]
        if MEMORY_DOMAIN in imported and MEMORY_DOMAIN not in gone:
            gone.append(MEMORY_DOMAIN)
        self.wanted = (*(template.catalog for template in templates), *(Catalog(domain, None, ()) for domain in gone))
        texts: dict[str, list[Key]] = {}
        for domain in gone:
            found = self._found(domain)[1]
            if domain != MEMORY_DOMAIN and self._is_of_a_source(found):
                texts[domain] = [message.key for message in found.messages if message.has_text]
        self.ours = frozenset(texts)
        new = (wanted for wanted in self.wanted if texts and not is_there(self.path(wanted.domain)))
        self._names = _renamed(new, texts)
        # What their texts were taken from: a file that is not this any more has others, and is not to go.
        self._taken: dict[str, bytes | None] = dict.fromkeys(self._names.values())

    def path(self, domain: str) -> Path:
        """Where a domain's catalog is, or will be."""
        return self._project.catalog_path(self._language.locale, domain)

    def read(self, wanted: Catalog) -> OnDisk:
        """The catalog of one that is wanted, as it is now.

        Raises PipelineError if it is malformed, cannot be read, or if another program has made it; so it does for one
        whose texts were taken to another, if it has been saved since.
        """
        domain = wanted.domain
        held, found = self._found(domain)
        old = found
        if domain in self._of_sources:
            require_ours(self._project, wanted, found, held)
        if (name := self._names.get(domain)) is not None:
            taken, texts = self._found(name)
            self._taken[name] = _digest(taken)
            old = replace(texts, domain=domain)
        elif domain in self._taken:
            if self._taken[domain] not in (None, _digest(held)):
                raise changed_meanwhile(self.path(domain), self._project.root)
            usual = tuple(field for field in found.headers if is_usual_field(field[0]))
            old = replace(found, messages=(), closing="", comment="", headers=usual)
        return OnDisk(self.path(domain), held, found, old)

    def _found(self, domain: str) -> tuple[bytes | None, Catalog]:
        """The bytes of a domain's catalog, and what they say; of one that is not there, nothing."""
        path, locale = self.path(domain), self._language.locale
        if not is_there(path):
            return None, Catalog(domain, locale, (), comment=heading(self._project, self._language))
        return read_with_bytes(path, self._project, domain=domain, locale=locale)

    def _is_of_a_source(self, catalog: Catalog) -> bool:
        """Whether it was made for a file of the content folder: another program's catalogs are not ours to move."""
        project = self._project
        if catalog.comment == heading(project, self._language) or project.template_path(catalog.domain).is_file():
            return True
        paths = {project.root / unquote(place) for message in catalog.messages for place in message.references}
        sources = (path.relative_to(project.content) for path in paths if path.is_relative_to(project.content))
        return any(project.domain_of(source.as_posix()) == catalog.domain for source in sources)


def _digest(held: bytes | None) -> bytes:
    return hashlib.sha256(held or b"").digest()


def heading(project: Project, language: Language) -> str:
    """What stands above the header of a new catalog."""
    return f"Translations of {project.name} into {language.english}."


def _renamed(new: Iterable[Catalog], texts: Mapping[str, Sequence[Key]]) -> dict[str, str]:
    """New domains by the former name of their source: most texts of a catalog that has none any more are there.

    `new` are the templates without a catalog, `texts` those of the catalogs without a source, by domain.
    """
    domains: dict[Key, list[str]] = defaultdict(list)
    for domain in sorted(texts):
        for key in texts[domain]:
            domains[key].append(domain)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for template in new:
        shared = Counter(domain for message in template.messages for domain in domains.get(message.key, ()))
        for domain, count in shared.most_common():
            if count * 2 > len(texts[domain]) and domain not in taken:
                names[template.domain] = domain
                taken.add(domain)
                break
    return names
