"""A preview of a site, served on this machine, and requests as a browser or somebody else would send them."""

from __future__ import annotations

import http.client
import json
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from pipeline.paths import real
from pipeline.preview.press import Press
from pipeline.preview.server import Preview
from pipeline.preview.watch import watched
from pipeline.preview.workshop import Workshop
from tests.conftest import Site

TOKEN = "a token of the tests"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.data)


@dataclass(frozen=True, slots=True)
class Served:
    """A preview that is served."""

    site: Site
    port: int
    workshop: Workshop
    press: Press

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Send a request as it stands, whatever is in it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": self.host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, data: object, **headers: str) -> Answer:
        own = {"Origin": self.address, "X_Token": TOKEN, "Content_Type": "application/json"}
        return self.ask("POST", path, json.dumps(data).encode(), **{**own, **headers})


@contextmanager
def previewed(
    site: Site, *locales: str, reviewer: str = "", watching: bool = False, with_first: bool = False
) -> Iterator[Served]:
    """A site's preview, until the block ends."""
    with socket.socket() as own, tempfile.TemporaryDirectory() as folder:
        own.bind(("127.0.0.1", 0))
        port = own.getsockname()[1]
        workshop = Workshop(
            real(site.root / "pelicanconf.py"), locales, f"http://127.0.0.1:{port}", with_first=with_first
        )
        press = Press(Path(folder))
        application = Preview(workshop, press, TOKEN, reviewer).application((f"127.0.0.1:{port}",))
        server = uvicorn.Server(uvicorn.Config(application, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [own]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            if watching:
                with watched(workshop.now.project, workshop.refresh) as watcher:
                    press.heard = watcher.also
                    yield Served(site, port, workshop, press)
            else:
                yield Served(site, port, workshop, press)
        finally:
            server.should_exit = True
            thread.join()
            press.close()
