"""What the server answers: live pages and the panel's questions."""

from __future__ import annotations

import asyncio
import io
import json
import mimetypes
import zipfile
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.catalogs.approvals import record_approvals
from pipeline.catalogs.decisions import APPROVALS
from pipeline.catalogs.marks import MarkedMessage
from pipeline.clock import now as today
from pipeline.errors import PipelineError, as_one
from pipeline.files import bytes_of
from pipeline.model import Language, Message
from pipeline.plugin.sitemap import is_sitemap
from pipeline.preview.answers import File
from pipeline.preview.assets import asset, assets
from pipeline.preview.edits import ConflictError, Wording, save
from pipeline.preview.guard import Guard
from pipeline.preview.messages import awaits_approval, dossier, judge, named_file, page_of, state_of
from pipeline.preview.overview import error_page, overview_page
from pipeline.preview.pictures import picture
from pipeline.preview.press import Press
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.words import words_for, words_module
from pipeline.preview.workshop import Workshop


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a person was shown before."""

    forms: tuple[str, ...]
    fuzzy: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A body of a request: a message, and what a person writes for it."""

    locale: str
    id: str
    forms: tuple[str, ...] = ()
    fuzzy: bool = False
    comment: str = ""
    seen: _Seen | None = None

    @property
    def wording(self) -> Wording:
        """What is written, without white space that nobody sees in a comment."""
        lines = (line.rstrip() for line in self.comment.strip().splitlines())
        return Wording(self.forms, self.fuzzy, "\n".join(lines))


#: So often, in seconds, who listens is asked whether the server ends.
_LISTENING = 0.4
_OWN_PAGE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}
#: Nothing in it does anything, nor asks for anything.
_HARMLESS = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_KINDS = {".js": "text/javascript", ".css": "text/css"}


class Preview:
    """What the server answers. `reviewer` is who approves critical texts, if anybody does."""

    def __init__(self, workshop: Workshop, press: Press, token: str, reviewer: str = "") -> None:
        self._workshop, self._press, self._token, self._reviewer = workshop, press, token, reviewer
        self._former: dict[tuple[Language, str], Message] = {}
        self._listeners: set[Callable[[str], None]] = set()
        workshop.told = self._tell
        #: Whether the server ends, so that nobody who listens for news keeps it.
        self.is_ending: Callable[[], bool] = lambda: False

    def application(self, hosts: Iterable[str]) -> Starlette:
        """The server's application, asked under these names, each with its port."""
        routes = [
            Route("/-/", self._overview),
            Route("/-/events", self._events),
            Route("/-/marked", self._marked),
            Route("/-/file", self._file),
            Route("/-/changed.zip", self._changed),
            Route("/-/api/page", self._page_facts),
            Route("/-/api/message", self._message),
            Route("/-/api/check", self._check, methods=["POST"]),
            Route("/-/api/save", self._save, methods=["POST"]),
            Route("/-/api/approve", self._approve, methods=["POST"]),
            Route("/-/pictures/{name:path}", self._picture),
            Route("/-/{name}", self._asset),
            Route("/{path:path}", self._page),
        ]
        guard = Middleware(Guard, hosts=frozenset(hosts), token=self._token)
        errors: Any = {PipelineError: self._failed}
        return Starlette(routes=routes, middleware=[guard], exception_handlers=errors)

    def _overview(self, request: Request) -> Response:
        page = overview_page(
            self._workshop.at_first(),
            self._workshop.error,
            self._changed_files(),
            _words_for(request),
            approves=bool(self._reviewer),
        )
        return HTMLResponse(page, headers=_OWN_PAGE)

    def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name == "words.js":
            return Response(words_module(_words_for(request)), media_type=_KINDS[".js"])
        kind = _KINDS.get(Path(name).suffix)
        if kind is None or name not in assets():
            return _nothing("there is no such file of the preview's own")
        return Response(asset(name), media_type=kind)

    def _picture(self, request: Request) -> Response:
        found = picture(self._workshop.now.project, request.path_params["name"])
        if found is None:
            return _nothing("there is no such picture")
        # What a drawing of vectors may do in a page of its own, it does not do here.
        return Response(found[0], media_type=found[1], headers={"Content-Security-Policy": _HARMLESS})

    def _page(self, request: Request) -> Response:
        now, path = self._workshop.at_first(), str(request.scope["path"])
        if now.project.chooser and path == f"{now.base}/":
            return Response(status_code=302, headers={"Location": now.path(now.project.source, "index.html")})
        sheet = self._press.sheet(now, path)
        if sheet is None and now.coming:
            now = self._workshop.complete()
            sheet = self._press.sheet(now, path)
        if sheet is None:
            return HTMLResponse(
                error_page(as_one([_no_page(path), *now.extraction.faults]), _words_for(request)),
                status_code=404,
                headers=_OWN_PAGE,
            )
        kind = mimetypes.guess_type(sheet.name)[0] or "application/octet-stream"
        if sheet.name.endswith("/index.html") and not path.endswith(("/", ".html")):
            return Response(status_code=302, headers={"Location": quote(f"{path}/")})
        if kind != "text/html":
            return Response(now.as_published(sheet.data, kind), media_type=kind)
        script = f'<script type="module" src="/-/panel.js" data-token="{self._token}"></script>\n'
        return Response(sheet.data + script.encode(), media_type="text/html; charset=utf-8")

    def _marked(self, request: Request) -> Response:
        sheet = self._press.sheet(self._workshop.now, _asked_path(request), marked=True)
        # It is read by the panel, and never shown: nothing in it is to do anything.
        headers = {"Content-Security-Policy": _HARMLESS}
        return HTMLResponse(sheet.data, headers=headers) if sheet else _nothing("there is no such page")

    def _file(self, request: Request) -> Response:
        """A file that translators write, to be sent to somebody; a name is looked for among theirs."""
        now, name = self._workshop.now, request.query_params.get("name", "")
        path = now.files().get(name)
        if path is None:
            return _nothing("there is no such file")
        self._sent(request, [path])
        return _download(bytes_of(path) or b"", "application/octet-stream", path.name)

    def _changed(self, request: Request) -> Response:
        """All files that have changed, in their folders: whoever gets it unpacks it where the settings are."""
        project, packed, paths = self._workshop.now.project, io.BytesIO(), self._workshop.changed()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in paths:
                archive.writestr(project.shown(path), bytes_of(path) or b"")
        self._sent(request, paths)
        return _download(packed.getvalue(), "application/zip", "translations.zip")

    def _sent(self, request: Request, paths: Iterable[Path]) -> None:
        """Somebody has downloaded these files: not a page of another host, which gets nothing (Fetch Metadata)."""
        if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
            self._workshop.sent(paths)

    def _changed_files(self) -> list[File]:
        return [named_file(self._workshop.now.project, path) for path in self._workshop.changed()]

    def _page_facts(self, request: Request) -> Response:
        now, path = self._workshop.now, _asked_path(request)
        sheet, marked = self._press.sheet(now, path), self._press.sheet(now, path, marked=True)
        if sheet is None or marked is None:
            return _nothing("there is no such page")
        with self._workshop.alone():
            return _data(page_of(now, sheet, marked, self._changed_files(), approves=bool(self._reviewer)))

    def _message(self, request: Request) -> Response:
        now = self._workshop.now
        language, known = self._named(now, request.query_params.get("locale", ""), request.query_params.get("id", ""))
        with self._workshop.alone():
            return _data(dossier(now, language, known, can_approve=bool(self._reviewer)))

    async def _check(self, request: Request) -> Response:
        return await self._answer(request, self._checked)

    async def _save(self, request: Request) -> Response:
        return await self._answer(request, self._saved)

    async def _approve(self, request: Request) -> Response:
        return await self._answer(request, self._approved)

    async def _answer(self, request: Request, answer: Callable[[_Asked], Response]) -> Response:
        try:
            asked = msgspec.json.decode(await request.body(), type=_Asked)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            return _data({"error": f"this cannot be understood: {error}", "hint": "load the page again"}, 400)
        return await run_in_threadpool(answer, asked)

    def _checked(self, asked: _Asked) -> Response:
        now = self._workshop.now
        language, known = self._named(now, asked.locale, asked.id)
        with self._workshop.alone():
            return _data(judge(now, language, known, asked.wording))

    def _saved(self, asked: _Asked) -> Response:
        now = self._workshop.now
        language, known = self._named(now, asked.locale, asked.id)
        if asked.seen is None:
            return _data({"error": "it is not said what was there before", "hint": "load the page again"}, 400)
        seen, wanted = Wording(asked.seen.forms, asked.seen.fuzzy, asked.seen.comment), asked.wording
        try:
            former = self._former.get((language, asked.id))
            replaced = save(now.project, language, known.domain, known.message.key, seen, wanted, former)
            if replaced is not None:
                self._former[language, asked.id] = replaced
        except ConflictError as conflict:
            self._workshop.refresh([now.project.catalog_path(language.locale, known.domain)])
            return _data({**_words(conflict), "theirs": conflict.theirs}, 409)
        now = self._workshop.refresh([now.project.catalog_path(language.locale, known.domain)])
        with self._workshop.alone():
            return _data({"state": state_of(now, language, known), "revision": now.revision})

    def _approved(self, asked: _Asked) -> Response:
        now = self._workshop.now
        language, known = self._named(now, asked.locale, asked.id)
        message = now.message(language, known.domain, known.message.key)
        if not self._reviewer:
            hint = 'start the preview with --by "Your Name"'
            return _data({"error": "nobody is named who approves", "hint": hint}, 400)
        with self._workshop.alone():
            awaits = awaits_approval(now, language, known)
        if message is None or not awaits:
            hint = "approved are texts of required sections that are translated, and not refused"
            return _data({"error": "there is nothing to approve here", "hint": hint}, 400)
        # What is approved is what the person was shown.
        if asked.forms != message.translations:
            return _data({**_words(ConflictError(Wording.of(message), "", None)), "theirs": Wording.of(message)}, 409)
        record_approvals(now.project, language.locale, [message], self._reviewer, today().date())
        self._workshop.refresh([now.project.catalogs / APPROVALS])
        return _data({"approved": True})

    def _named(self, now: Snapshot, locale: str, name: str) -> tuple[Language, MarkedMessage]:
        language, known = now.language(locale), now.index.names.get(name)
        if language is None or known is None or language == now.project.source:
            raise PipelineError("the site does not have this text any more", hint="load the page again")
        return language, known

    def _failed(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, PipelineError)
        if request.url.path.startswith("/-/"):
            return _data(_words(error), 422)
        return HTMLResponse(error_page(error, _words_for(request)), status_code=500, headers=_OWN_PAGE)

    def _tell(self, now: Snapshot, error: PipelineError | None) -> None:
        """Let all pages that are open know. Called from whichever thread has found out."""
        for listener in tuple(self._listeners):
            listener(_news(now, error))

    async def _events(self, request: Request) -> Response:
        loop, news = asyncio.get_running_loop(), asyncio.Queue[str]()

        def listener(text: str) -> None:
            loop.call_soon_threadsafe(news.put_nowait, text)

        async def stream() -> AsyncIterator[str]:
            self._listeners.add(listener)
            try:
                yield "retry: 1000\n\n"
                if self._workshop.error is not None:  # nobody may have listened when it came
                    yield f"data: {_news(self._workshop.now, self._workshop.error)}\n\n"
                while not self.is_ending():
                    with suppress(TimeoutError):
                        yield f"data: {await asyncio.wait_for(news.get(), _LISTENING)}\n\n"
            finally:
                self._listeners.discard(listener)

        return StreamingResponse(stream(), media_type="text/event-stream")


def _news(now: Snapshot, error: PipelineError | None) -> str:
    return json.dumps({"revision": now.revision, "error": None if error is None else f"{error} {error.hint}".strip()})


def _words_for(request: Request) -> Mapping[str, str]:
    return words_for(request.headers.get("Accept-Language", ""))


def _asked_path(request: Request) -> str:
    """The path of the page that is asked about, which is given as browsers write it."""
    return unquote(request.query_params.get("path", ""))


def _data(data: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(data), status, media_type="application/json")


def _download(data: bytes, kind: str, name: str) -> Response:
    return Response(
        data, media_type=kind, headers={"Content-Disposition": f"attachment; filename*=utf-8''{quote(name)}"}
    )


def _nothing(why: str) -> Response:
    return _data({"error": why, "hint": "load the page again"}, 404)


def _words(error: PipelineError) -> dict[str, str]:
    return {"error": error.message, "hint": error.hint, "place": error.place}


def _no_page(path: str) -> PipelineError:
    if is_sitemap(path):
        message = "sitemaps are made of all pages at once, when the site is built"
        return PipelineError(message, hint="run: pelican-gettext build; it is in the output folder then")
    return PipelineError(f"the site has no page at {path}", hint="all pages are in the overview")
