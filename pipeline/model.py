"""The nouns. Frozen data that modules hand to each other; no module hands on a dict in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum

from pipeline.characters import blank
from pipeline.language import Language as Language
from pipeline.surroundings import NOWHERE, Surroundings

#: Identity of a message within a domain: msgctxt (or None) and msgid.
Key = tuple[str | None, str]
_HEADLINE = 60
#: The kind, and the context, of the message by which a page's slug is translated.
ADDRESS = "address"
#: Stands for a slug where addresses are made of one: a noncharacter, which no address has.
SLOT = "\ufdd3"


class Notation(Enum):
    """The language a segment's text is written in, and so how it may be rendered."""

    MARKDOWN = "markdown"
    HTML = "html"
    RST = "rst"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable block or field, as a walker offers it.

    `text` is the msgid: the author's own inline markup with white space collapsed and a hard line
    break as one newline. `kind` says what it is ("heading 2", "list item", "title"), `headings` are
    the headings above it, outermost first, `anchors` the ids of the sections and elements it is in,
    `surroundings` what is around it on the page. `cell` names the column and the row of a table that
    it stands in, `picture` is the address of the picture that it tells of.
    """

    text: str
    kind: str
    notation: Notation = Notation.TEXT
    headings: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    context: str | None = None
    comment: str = ""
    surroundings: Surroundings = NOWHERE
    cell: tuple[str, str] = ("", "")
    picture: str = ""

    @property
    def key(self) -> Key:
        """What its message is found by."""
        return self.context, self.text


#: What a walker carries. It returns the text to put in the segment's place; None keeps the source.
Visitor = Callable[[Segment], str | None]


@dataclass(frozen=True, slots=True)
class Message:
    """An entry of a catalog. `translations` holds one msgstr, or one per plural form."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None
    translations: tuple[str, ...] = ("",)
    extracted: tuple[str, ...] = ()
    comment: str = ""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int | None = field(default=None, compare=False)

    @property
    def key(self) -> Key:
        """What the message is found by."""
        return self.msgctxt, self.msgid

    @property
    def fuzzy(self) -> bool:
        """Whether a translator has to look at it again."""
        return "fuzzy" in self.flags

    @property
    def has_text(self) -> bool:
        """Whether there is any text in it, a person's or one that was suggested."""
        return any(map(self._says, self.translations))

    @property
    def complete(self) -> bool:
        """Whether each form has a text."""
        return all(map(self._says, self.translations))

    @property
    def translated(self) -> bool:
        """Whether it is complete and current: the only state in which a build may use it."""
        return self.complete and not self.fuzzy and not self.obsolete

    def _says(self, translation: str) -> bool:
        """Whether there is anything to see in a translation; where its source has nothing either, that is one."""
        return not blank(translation) or (bool(translation) and blank(self.msgid))


@dataclass(frozen=True, slots=True)
class Previous:
    """The source text that a fuzzy translation was made for (`#|`)."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """A template (no locale) or a translated catalog of one domain, in the order of the source.

    `headers` are the fields of the header, and lines of it that are none, which have no name. `comment` stands above
    it, `closing` are the comment lines after the last message, as they are in the file;
    `text` is the file's own text: what is the same when the catalog is written again stays as it is there.
    """

    domain: str
    locale: str | None
    messages: Sequence[Message]
    headers: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    closing: str = ""
    text: str = field(default="", compare=False, repr=False)

    def header(self, name: str) -> str:
        """The header field's value, or nothing."""
        return dict(self.headers).get(name, "")

    def unpacked(self) -> Catalog:
        """The same with its messages at hand, for who looks at them more than once: those of templates are packed."""
        return replace(self, messages=tuple(self.messages))

    def by_key(self) -> dict[Key, Message]:
        """The messages in use, by key."""
        return {message.key: message for message in self.messages if not message.obsolete}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is below its language's site: the way that links name, and the file that it is built into."""

    url: str
    save_as: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source file as it is read.

    `language` is an address's part (pt-br), `identity` what Pelican knows translations of one another by: the slug, if
    the site says nothing else;
    `names` are those of its category, tags and authors, `segments` the fields and the body; `date` is in ISO 8601.
    `save_as` is the file it is built into, `is_translation` what the file says of that itself. `roles` are those that a
    document in reStructuredText defines, each with the one it is based on. `address` is the file it is built into once
    it is published, of one that is to be; `pattern` is where it is then, with `SLOT` in the place of its slug, if it is
    the slug that says where.
    """

    title: str
    slug: str
    language: str
    status: str
    names: tuple[Segment, ...]
    segments: Sequence[Segment]
    date: str = ""
    save_as: str = ""
    is_translation: bool | None = None
    identity: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    address: str = ""
    pattern: Address | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article or page of the source language.

    `path` is relative to the project; `address` is that of the page in the site, of one that its author publishes.
    `slug` is the segment of one whose address is translated, with the `pattern` of its addresses.
    """

    path: str
    source: str
    kind: str
    domain: str
    title: str
    segments: Sequence[Segment]
    status: str = "published"
    address: str = ""
    slug: Segment | None = None
    pattern: Address | None = None

    @property
    def draft(self) -> bool:
        """Whether it is for its authors alone, for now."""
        return self.status == "draft"

    def anchors(self) -> frozenset[str]:
        """The ids of all sections that hold text."""
        return anchors_of(self.segments)

    def texts(self) -> tuple[Segment, ...]:
        """All that is for translators: the text, and the address."""
        return (*self.segments, *((self.slug,) if self.slug else ()))

    def at(self, slug: str) -> Address:
        """Where the page is if its slug is this one."""
        pattern = self.pattern or Address(self.address, self.address)
        return Address(pattern.url.replace(SLOT, slug), pattern.save_as.replace(SLOT, slug))


def anchors_of(segments: Iterable[Segment]) -> frozenset[str]:
    """The ids of all sections that hold one of these texts."""
    return frozenset(anchor for segment in segments for anchor in segment.anchors)


def headline(text: str) -> str:
    """A text as one line quotes it: whole, or its beginning."""
    return text if len(text) <= _HEADLINE else text[: _HEADLINE - 1] + "…"


class Severity(IntEnum):
    """How much a finding weighs."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports: which rule, how bad, where, what, and what to do about it.

    `msgid` and `msgstr` are the texts it is about; `there` and `here` are the parts of them that differ.
    """

    rule: str
    severity: Severity
    path: str
    line: int | None
    message: str
    hint: str = ""
    locale: str | None = None
    msgid: str = ""
    msgstr: str = ""
    there: str = ""
    here: str = ""

    @property
    def place(self) -> str:
        """`path:line`, as compilers print it."""
        return self.path if self.line is None else f"{self.path}:{self.line}"
