"""Serves a site's live pages, to this machine alone, until somebody interrupts."""

from __future__ import annotations

import logging
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from pipeline.errors import PipelineError, system_error
from pipeline.folders import temporary_folder
from pipeline.model import Language
from pipeline.preview.press import Press
from pipeline.preview.server import Preview
from pipeline.preview.watch import watched
from pipeline.preview.workshop import Workshop
from pipeline.workers import end_children


@dataclass(frozen=True, slots=True)
class Started:
    """What whoever started the server may want to know: where it is, and the languages that it shows."""

    address: str
    languages: tuple[Language, ...]


#: The preview is for this machine alone.
_HERE, _PORT, _NEARBY = "127.0.0.1", 8000, 10
#: In seconds, how often whoever works for the preview is told that it ends.
_STEP = 0.05
#: The port that browsers leave out.
_USUAL = 80


@contextmanager
def _socket(port: int | None) -> Iterator[socket.socket]:
    """A socket of this machine's own, at a port that was asked for or else at the usual one or any other."""
    try:
        found = _listening(port) if port is not None else _listening_nearby()
    except OSError as error:
        raise system_error(error, f"port {port}", doing="the preview cannot listen") from None
    with found:
        yield found


def _listening_nearby() -> socket.socket:
    """At the usual port or one close to it, so that a page that is open finds a preview that is started again."""
    for port in range(_PORT, _PORT + _NEARBY):
        with suppress(OSError):
            return _listening(port)
    return _listening(0)


def _listening(port: int) -> socket.socket:
    """A socket that listens already: whoever is told where it is may ask, and waits."""
    return socket.create_server((_HERE, port))


def serve(
    settings_path: Path,
    locales: tuple[str, ...],
    port: int | None,
    reviewer: str,
    started: Callable[[Started], None],
) -> None:
    """Serve a site until somebody interrupts. Raises PipelineError if it cannot be read now, or the port is taken."""
    with _socket(port) as own, temporary_folder("pelican-gettext-preview-") as folder:
        number = own.getsockname()[1]
        address = f"http://{_HERE}:{number}"
        workshop = Workshop(settings_path, locales, address, with_first=True)
        press, token = Press(folder), secrets.token_urlsafe(24)
        names = (_HERE, "localhost") if number == _USUAL else (f"{_HERE}:{number}", f"localhost:{number}")
        preview = Preview(workshop, press, token, reviewer)
        application = preview.application(names)
        server = uvicorn.Server(uvicorn.Config(application, log_level="error", timeout_graceful_shutdown=1))
        preview.is_ending = lambda: server.should_exit
        # Whoever ends the preview does not wait for the pages that others still ask for; to uvicorn that is an error.
        logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
        with watched(workshop.now.project, workshop.refresh) as watcher:
            press.heard = watcher.also
            others = [
                threading.Thread(target=workshop.complete, daemon=True),
                threading.Thread(target=_warm, args=(press, workshop), daemon=True),
            ]
            try:
                for thread in others:
                    thread.start()
                started(Started(f"{address}/-/", (*workshop.now.assessments, *workshop.now.coming)))
                with _ended_by_hanging_up(server):
                    server.run(sockets=[own])
            finally:
                press.close()
                while running := [thread for thread in others if thread.is_alive()]:
                    end_children()  # what is still being judged is for nobody
                    running[0].join(_STEP)


@contextmanager
def _ended_by_hanging_up(server: uvicorn.Server) -> Iterator[None]:
    """Whoever closes the terminal ends a server in order, as with Ctrl-C, which is all that uvicorn knows of.

    What is being saved is saved, and told to whoever has asked.
    """
    number = getattr(signal, "SIGHUP", None)
    before = signal.getsignal(number) if number is not None else signal.SIG_IGN
    if number is None or before is signal.SIG_IGN:  # `nohup` makes it so
        yield
        return
    heard: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        server.handle_exit(number, frame)

    signal.signal(number, end)
    try:
        yield
    finally:
        signal.signal(number, before)
    if heard:
        signal.raise_signal(number)


def _warm(press: Press, workshop: Workshop) -> None:
    """Have the first pages ready before somebody asks: all others share the source language's files."""
    now = workshop.at_first()
    for language in (now.project.source, *[*now.assessments][:1]):
        with suppress(PipelineError):  # whoever asks for a page is told
            press.warm(now, language)
