"""One message's translation written into its catalog, unless somebody else has changed it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.catalogs.store import change_catalog
from pipeline.catalogs.suggestions import decided
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Key, Language, Message


@dataclass(frozen=True, slots=True)
class Wording:
    """What a catalog has for a message: a text for each plural form, whether it is to be looked at, and a comment."""

    forms: tuple[str, ...]
    fuzzy: bool = False
    comment: str = ""

    @classmethod
    def of(cls, message: Message) -> Wording:
        """What a message has."""
        return cls(message.translations, message.fuzzy, message.comment)


class ConflictError(PipelineError):
    """Somebody else has changed a message meanwhile: `theirs` is what it has now."""

    def __init__(self, theirs: Wording, path: str, line: int | None) -> None:
        super().__init__(
            "somebody else has changed this translation meanwhile",
            path=path,
            line=line,
            hint="look at both, and choose",
        )
        self.theirs = theirs


def save(
    project: Project,
    language: Language,
    domain: str,
    key: Key,
    seen: Wording,
    wanted: Wording,
    former: Message | None = None,
) -> Message | None:
    """Put a wording into a message that has the `seen` one; what was there, if the file had to change.

    Who wants what a `former` message had gets all of it back: what its translation was made for, and the notes on that.

    Raises ConflictError if it has another one by now, and PipelineError if the catalog has no such message, would not
    be well-formed, or cannot be written.
    """
    path = project.shown(project.catalog_path(language.locale, domain))
    replaced: list[Message] = []

    def change(catalog: Catalog) -> Catalog:
        message = catalog.by_key().get(key)
        if message is None:
            hint = f"run: pelican-gettext update {language.locale}"
            raise PipelineError("the catalog does not have this text yet", path=path, hint=hint)
        if Wording.of(message) not in (seen, wanted):
            raise ConflictError(Wording.of(message), path, message.line)
        if len(wanted.forms) != len(message.translations):
            count = len(message.translations)
            raise PipelineError(f"it has {count} plural forms, not {len(wanted.forms)}", path=path, line=message.line)
        replaced.append(message)
        new = replace(decided(message, wanted.forms, fuzzy=wanted.fuzzy), comment=wanted.comment)
        if former is not None and (former.key, Wording.of(former)) == (key, wanted):
            new = replace(new, flags=former.flags, extracted=former.extracted, previous=former.previous)
        return replace(catalog, messages=tuple(new if known is message else known for known in catalog.messages))

    return replaced[0] if change_catalog(project, language, domain, change) else None
