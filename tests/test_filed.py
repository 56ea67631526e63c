"""What is in a file without a name is what was put there."""

from __future__ import annotations

import pickle
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.filed import Filed, filed


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.binary()))
def test_what_is_in_a_file_is_what_was_put_there(data: dict[str, bytes]) -> None:
    found = Filed(data)
    assert dict(found) == data
    assert (list(found), len(found)) == (list(data), len(data))


def test_another_process_is_sent_the_bytes_themselves() -> None:
    sent = pickle.loads(pickle.dumps(Filed({"a": b"x", "b": b""})))
    assert sent == {"a": b"x", "b": b""}
    assert type(sent) is dict


def test_where_there_is_no_room_they_stay_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    data = {"a": b"x"}
    assert filed(data) is data


def test_what_is_no_longer_there_is_an_error() -> None:
    found = Filed({"a": b"xyz"})
    found._file.truncate(1)
    with pytest.raises(OSError, match="3 bytes were written"):
        found["a"]
