"""Who may ask: this machine's browser, on pages of this server. A page of another host may neither read nor write."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The header by which a page shows that this server gave it out.
TOKEN_HEADER = "X-Token"  # noqa: S105 - the name of it
#: No request has more than this, in bytes.
MOST = 1_000_000
_READING = frozenset({"GET", "HEAD"})
_ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI middleware. `hosts` are the names, with the port, under which this server may be asked.

    Another name in `Host` is that of a page which had its name lead here (DNS rebinding).
    """

    app: ASGIApp
    hosts: frozenset[str]
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be asked; refuse the rest in words."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        why = refusal(scope["method"], Headers(scope=scope), self.hosts, self.token)
        answer = PlainTextResponse(f"{why}\n", status_code=403) if why else self.app
        await answer(scope, receive, send_guarded)


def refusal(method: str, headers: Headers, hosts: Iterable[str], token: str) -> str:
    """Why a request is refused; nothing if it is not."""
    hosts = frozenset(hosts)
    if (headers.getlist("host") and not hosts.issuperset(headers.getlist("host"))) or not headers.get("host"):
        return "the preview answers on this machine only; from another one use: ssh -L PORT:127.0.0.1:PORT"
    if method in _READING:
        return ""
    if method != "POST":
        return "there is nothing to be done in this way"
    origin = headers.get("origin")
    if origin is None or not any(origin == f"http://{host}" for host in hosts):
        return "only pages of the preview itself may write"
    if not secrets.compare_digest(headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        return "the preview was started anew: load the page again"
    if not headers.get("content-type", "").startswith("application/json"):
        return "what is written comes as JSON"
    length = headers.get("content-length", "")
    return "" if length.isascii() and length.isdigit() and int(length) <= MOST else "this is too large"
