"""Who else has a hand in it as a site is written, what feeds are made of, and how a page differs from what it was."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pelican import signals
from pelican.contents import Content

from pipeline.model import Finding
from pipeline.pelican_internals import is_own_writer, own_generators, receivers_of
from pipeline.plugin.answers import Answers, UnknownError
from pipeline.plugin.tracing import Tracer
from pipeline.rules import found

_WHILE_WRITING = {
    name: getattr(signals, name)
    for name in "content_written feed_generated feed_written article_writer_finalized page_writer_finalized".split()
} | {"finalized": signals.finalized, "get_writer": signals.get_writer}
BEFORE_WRITING = (signals.article_generator_write_article, signals.page_generator_write_page)


def reasons(generators: list[Any], tracer: Tracer) -> Iterator[str]:
    """Why nobody knows whether a page would come out the same."""
    for name, signal in _WHILE_WRITING.items():
        if module := foreign(signal):
            yield f"{module} hears {name}"
    yield from (f"{module} writes files" for module, is_own in own_generators(generators) if not is_own)
    if not is_own_writer():
        yield "something else writes Pelican's files"
    yield tracer.cannot_hear()
    if not tracer.environments or not generators:
        yield "nothing is known of its templates"


def foreign(signal: Any) -> str:
    """The first module that hears a signal and is none of ours."""
    modules = (str(getattr(receiver, "__module__", "")) for receiver in receivers_of(signal) if receiver is not None)
    return next((module for module in modules if not module.startswith("pipeline.")), "")


def fed(answers: Answers, elements: Any, context: Mapping[str, Any], kind: str) -> Iterator[object]:
    """What a feed has of its elements, in the order in which Pelican asks for it."""
    settings = context
    yield from (context.get(name) for name in ("SITENAME", "SITESUBTITLE", "SITEURL", "FEED_DOMAIN"))
    for item in elements[: settings["FEED_MAX_ITEMS"]]:
        name = answers.name_of(item) if isinstance(item, Content) else None
        if name is None:
            raise UnknownError("nobody knows what led to an entry")
        is_short = kind == "rss" and settings.get("RSS_FEED_SUMMARY_ONLY")
        body = [] if is_short else [answers.ask(("body", name, str(context["SITEURL"])), context)]
        summary = [] if kind == "rss" and not is_short else [answers.ask(("attribute", name, "summary"), context)]
        yield name, item.title, item.url, body, summary
        yield from (getattr(item, part, None) for part in ("category", "tags", "author", "date", "modified"))


def difference(path: str, template: str, before: bytes, now: bytes) -> Finding:
    """A page that would have been kept although it is another one now."""
    old, new = (_lines(data) for data in (before, now))
    line = next((number for number, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), -1)
    shown = (
        (f"“{_short(old[line : line + 1])}” has become “{_short(new[line : line + 1])}”")
        if line >= 0
        else "it has other lines"
    )
    message = (
        f"would have been kept, and comes out otherwise ({template}): {shown}, which nothing that it asks for tells"
    )
    return found("kept-page", path, message, line=line + 1 if line >= 0 else None)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()


def _short(lines: Collection[str]) -> str:
    text = " ".join(lines).strip()
    return text if len(text) <= 80 else f"{text[:79]}…"
