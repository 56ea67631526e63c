"""Who may ask the preview."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from pipeline.preview.guard import MOST, refusal

HOSTS, TOKEN = ("127.0.0.1:8000", "localhost:8000"), "secret"
OWN = {"host": HOSTS[0]}
WRITING = {
    **OWN,
    "origin": "http://127.0.0.1:8000",
    "x-token": TOKEN,
    "content-type": "application/json",
    "content-length": "12",
}


def refused(method: str, headers: dict[str, str]) -> str:
    return refusal(method, Headers(headers), HOSTS, TOKEN)


@pytest.mark.parametrize("host", HOSTS)
def test_this_machine_may_read(host: str) -> None:
    assert refused("GET", {"host": host}) == ""


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:8001",
        "localhost:8000.evil.example",
        "127.0.0.1:8000@evil.example",
        "[::1]:8000",
    ],
)
def test_a_name_that_was_led_here_may_not(host: str) -> None:
    assert "this machine only" in refused("GET", {"host": host} if host else {})


def test_two_hosts_are_none() -> None:
    raw = [(b"host", b"127.0.0.1:8000"), (b"host", b"evil.example")]
    assert "this machine only" in refusal("GET", Headers(raw=raw), HOSTS, TOKEN)


def test_pages_of_the_preview_may_write() -> None:
    assert refused("POST", WRITING) == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"origin": "http://evil.example"}, "only pages of the preview"),
        ({"origin": "null"}, "only pages of the preview"),
        ({"origin": "https://127.0.0.1:8000"}, "only pages of the preview"),
        ({"origin": ""}, "only pages of the preview"),
        ({"x-token": ""}, "started anew"),
        ({"x-token": "secreT"}, "started anew"),
        ({"x-token": "sécret"}, "started anew"),
        ({"content-type": "text/plain"}, "comes as JSON"),
        ({"content-length": str(MOST + 1)}, "too large"),
        ({"content-length": ""}, "too large"),
        ({"content-length": "-1"}, "too large"),
        ({"host": "evil.example"}, "this machine only"),
    ],
)
def test_others_may_not(change: dict[str, str], why: str) -> None:
    assert why in refused("POST", {**WRITING, **change})


def test_a_request_without_an_origin_writes_nothing() -> None:
    assert refused("POST", {name: value for name, value in WRITING.items() if name != "origin"})


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
def test_there_are_no_other_methods(method: str) -> None:
    assert "nothing to be done" in refused(method, WRITING)
