"""Contents, their addresses and links, and the feeds that list them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlparse

from pelican.contents import Content, Static
from pelican.utils import path_to_url

#: The attribute of a content that says where the files are that it attaches to itself.
ATTACHED_FROM = "gettext_attached_from"
_VERSION_OF = "gettext_version_of"


def context_of(content: Content) -> dict[str, Any]:
    """What all generators and contents of a run share, and templates get; a content has it for its own links only."""
    context: dict[str, Any] = content._context
    return context


def move_to(content: Content, *, url: str | None = None, save_as: str | None = None) -> None:
    """Give a content another address, or another file, than the settings say: what `Url` and `Save_as` in it do.

    They are read as a content is made, into attributes; later there are only those.
    """
    if save_as is not None:
        setattr(content, "override_save_as", save_as)
    if url is not None:
        setattr(content, "override_url", url)


def take_own_address(content: Content) -> None:
    """Give a content in another language, that was just made, the address it would have if that were the default one.

    Which settings it is made of depends on an attribute that is set as the content is made.
    """
    content.in_default_lang = True
    move_to(content, url=content.url, save_as=content.save_as)
    content.in_default_lang = False


def file_once_published(content: Content, kind: str) -> str:
    """The file that an article or page of the source language is built into once it is published.

    Until the date that its author gave it, Pelican has a draft's address for it: that changes by itself.
    """
    own = getattr(content, "override_save_as", None)
    return str(Content._expand_settings(content, "save_as", kind) if own is None else own)


def address_pattern(content: Content, kind: str, slot: str) -> tuple[str, str] | None:
    """The address, and the file, of an article or page once it is published, with `slot` in the place of its slug.

    None where the settings, or the file itself, do not make both of the slug, or make more of it than put it in.
    """

    def made_of(slug: str) -> list[str]:
        content.slug = slug
        own = ((name, getattr(content, f"override_{name}", None)) for name in ("url", "save_as"))
        return [str(Content._expand_settings(content, name, kind) if value is None else value) for name, value in own]

    slug = str(content.slug)
    try:
        url, save_as = made_of(slot)
    finally:
        content.slug = slug
    filled = [text.replace(slot, slug) for text in (url, save_as)]
    return (url, save_as) if slot in url and slot in save_as and filled == made_of(slug) else None


def move_apart(content: Content, *, url: str, save_as: str) -> None:
    """Give a content another address, while the files that it attaches to itself stay where they are without that."""
    setattr(content, ATTACHED_FROM, str(content.save_as))
    move_to(content, url=url, save_as=save_as)


def _as_attaching(content: Content) -> Content:
    """The content as files are attached to it, which go where its own file is."""
    save_as = getattr(content, ATTACHED_FROM, None)
    if save_as is None:
        return content
    other = copy(content)
    move_to(other, save_as=save_as)
    return other


def count_as_translation(content: Content, language: str) -> None:
    """Let Pelican take a content that was just made for a translation, and another with its slug for the original.

    Its language alone does not say so: whether that is the default one is settled as the content is made.
    """
    content.lang, content.in_default_lang = language, False


def forget_translation(content: Content) -> None:
    """Let Pelican settle by its language alone whether a content is an original, whatever `Translation` in it says.

    It looks that up among the metadata, once it has all contents; themes have the attribute.
    """
    content.metadata.pop("translation", None)


def version_of(content: Content, *, language: str, title: Any, url: str) -> Content:
    """The content as themes list it among `translations`: in another language, with a title and an address of its own.

    A second content cannot be made, as plugins are told of each; but a copy has its own values.
    """
    version = copy(content)
    version.lang = language
    version.translations = []
    setattr(version, _VERSION_OF, content)
    setattr(version, "title", title)
    move_to(version, url=url)
    return version


def original_of(content: Content) -> Content | None:
    """What a content is a version of, if `version_of` has made it."""
    found: Content | None = vars(content).get(_VERSION_OF)
    return found


def on_body(content: Content, rewrite: Callable[[str], str]) -> None:
    """Let `rewrite` have the last word on a content's body wherever it is shown; until then it is what plugins make it.

    A content that has a method of this name is asked for its body by it, rather than for the attribute.
    """
    write = getattr(content, "_get_content", lambda: content._content)
    setattr(content, "_get_content", lambda: rewrite(write() or ""))


def replace_field(content: Content, name: str, value: str) -> None:
    """Give a content another value of a metadata field, wherever it keeps it: a summary has a place of its own too."""
    content.metadata[name] = value
    setattr(content, name.lower(), value)
    if name == "summary":
        setattr(content, "_summary", value)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that Pelican writes: the tag up to its address, the address, the site it was written for, all of it."""

    markup: str
    address: str
    siteurl: str
    text: str


def on_link(content: Content, rewrite: Callable[[Link], str]) -> None:
    """Let `rewrite` have the last word on each link of `{filename}` and the like, where Pelican writes its address.

    Only there is it known what a link leads to. Each goes through one method of its content, with a match that has the
    tag's beginning as `markup`; the method gives that, and the address in quotes.
    """
    write_link = content._link_replacer

    def replace(siteurl: str, match: re.Match[str]) -> str:
        text: str = write_link(siteurl, match)
        return rewrite(Link(match["markup"], text[len(match["markup"]) + 1 : -1], siteurl, text))

    setattr(content, "_link_replacer", replace)


def keep_attached_below(static: Static, way: str, own: str = "") -> None:
    """Where a link attaches the file to a page, let the address lead by `way`, which ends in "/", to where it is.

    With the address of another file, its `own`, it has that one, and the one beside it where it is attached. `{attach}`
    sets the file's address through the file's own method, and compares it with what an earlier link set.
    """
    names = posixpath.basename(str(static.source_path)), posixpath.basename(own)
    if own:
        move_to(static, url=own)

    def renamed(url: str, old: str, new: str) -> str:
        return url.removesuffix(old) + new if own else url

    def attach_to(content: Content) -> None:
        known = vars(static).pop("override_url", own)
        if known != own:
            static.override_url = renamed(known.removeprefix(way), *reversed(names))
        Static.attach_to(static, _as_attaching(content))
        if hasattr(static, "override_url"):
            static.override_url = way + renamed(static.override_url, *names)
        elif own:
            static.override_url = own

    setattr(static, "attach_to", attach_to)


def keep_in_place(static: Static) -> None:
    """Let links attach a file to no page: its address stays as it is."""
    setattr(static, "attach_to", lambda _: None)


def attach_with(static: Static, files: Callable[[], Iterable[Static]]) -> None:
    """Where a link attaches a file to a page, let it take others with it, each by its own name."""

    def attach_to(content: Content) -> None:
        Static.attach_to(static, content)
        for file in files() if hasattr(static, "override_save_as") else ():
            name = posixpath.basename(str(file.source_path))
            save_as = posixpath.join(posixpath.dirname(str(static.save_as)), name)
            move_to(file, url=path_to_url(save_as), save_as=save_as)

    setattr(static, "attach_to", attach_to)


def may_attach(content: Content) -> bool:
    """Whether a content's texts may have links that attach a file to it: the first such link to a file counts."""
    return any("attach" in text for text in (content._content, *content.metadata.values()) if isinstance(text, str))


def attach_files(content: Content) -> None:
    """Let a content that is not shown have the files that it attaches to itself, and say nothing of what is missing.

    Pelican attaches a file where it writes the link's address, and tells there which links lead nowhere.
    """
    for how, static in _linked_files(content):
        if how == "attach":
            static.attach_to(content)


def attach_files_in_turn(contents: Sequence[Content], are_absent: Collection[Content]) -> None:
    """The same for those of `contents`, in the order in which Pelican writes them, that are not there to be written.

    A file is where the first link to it puts it: a content's that attaches it, unless another has led to it before.
    """
    led_to: set[Static] = set()
    for content in contents if any("attach" in (content._content or "") for content in are_absent) else ():
        for how, static in _linked_files(content):
            if how == "attach" and content in are_absent and static not in led_to:
                static.attach_to(content)
            led_to.add(static)


def _linked_files(content: Content) -> Iterator[tuple[str, Static]]:
    """The files that a content's body has links to, each with the mark of the link."""
    known = context_of(content)["static_content"]
    for link in content._get_intrasite_link_regex().finditer(content._content or ""):
        path = unquote(urlparse(link["value"]).path)
        if not path.startswith("/"):
            path = content.get_relative_source_path(posixpath.join(content.relative_dir, path)) or ""
        static = known.get(path.removeprefix("/"))
        if static is not None:
            yield link["what"], static


def address_of_static(settings: Mapping[str, Any], path: str) -> str:
    """The address of the static file at a path below PATH, of which there need be no content."""
    shown = settings["EXTRA_PATH_METADATA"].get(path, {}).get("path", path)
    return str(settings["STATIC_URL"].format(path=shown))


def name_feed_language(feed: Any, tag: str) -> None:
    """Let a feed say which language it is in: Pelican makes it without, and has no setting for that."""
    feed.feed["language"] = tag


def date_empty_feed(feed: Any) -> None:
    """Let a feed without entries come out the same each time: what writes it gives it the time at which it does so.

    It has to say since when it is as it is (RFC 4287, section 4.2.15).
    """
    if not feed.items:
        feed.latest_post_date = lambda: datetime.fromtimestamp(0, UTC)
