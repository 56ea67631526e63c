"""Where the preview listens."""

from __future__ import annotations

import socket

import pytest

from pipeline.errors import PipelineError
from pipeline.preview.serving import _socket


def test_a_preview_that_is_started_again_is_where_a_page_that_is_open_looks_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr("pipeline.preview.serving._PORT", taken)
        ports = []
        for _ in range(2):
            with _socket(None) as own:
                ports.append(own.getsockname()[1])
        assert ports[0] == ports[1] != taken
        with pytest.raises(PipelineError, match="port"), _socket(taken):
            pass
