"""What is in a file without a name is what was put there."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import pickle
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.filed import Filed, FiledMapping, Filing, filed


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.binary()))
def test_what_is_in_a_file_is_what_was_put_there(data: dict[str, bytes]) -> None:
    found = FiledMapping(data)
    assert dict(found) == data
    assert (list(found), len(found)) == (list(data), len(data))


def test_another_process_has_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"a": b"x", "b": b""}
    sent = pickle.dumps(FiledMapping(data))
    assert isinstance(pickle.loads(sent), FiledMapping)
    assert pickle.loads(sent) == data
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert type(pickle.loads(sent)) is dict


def test_where_there_is_no_room_they_stay_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    data = {"a": b"x"}
    assert filed(data) is data


def test_what_is_no_longer_there_is_an_error() -> None:
    found = FiledMapping({"a": b"xyz"})
    found._filing._opened().truncate(1)
    with pytest.raises(OSError, match="3 bytes were written"):
        found["a"]


@given(st.lists(st.binary()))
def test_bytes_are_read_one_after_the_other_in_any_order(data: list[bytes]) -> None:
    filing = Filing()
    found = [filing.put(one) for one in data]
    assert [bytes(one) for one in reversed(found)] == data[::-1]
    assert [type(one) for one in found] == [Filed] * len(data)
    assert found == data
    assert found == [filing.put(one) for one in data]
    assert list(map(hash, found)) == list(map(hash, data))
    assert pickle.loads(pickle.dumps(found)) == data


def test_the_file_stays_as_long_as_something_that_is_in_it() -> None:
    found = Filing().put(b"x")
    assert bytes(found) == b"x"


def test_where_there_is_no_room_bytes_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    data = b"x"
    assert Filing().put(data) is data


def test_what_is_not_the_same_is_not_equal() -> None:
    found = Filing().put(b"x")
    assert (found == b"y", found == "x", found == Filing().put(b"y")) == (False, False, False)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is a copy of another here")
def test_a_copy_of_the_process_reads_and_puts_nothing_there() -> None:
    filing = Filing()
    before = filing.put(b"before")

    def meanwhile(answer: multiprocessing.connection.Connection) -> None:
        own = filing.put(b"its own")
        answer.send((type(own), bytes(before)))

    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=meanwhile, args=(there,))
    process.start()
    assert here.recv() == (bytes, b"before")
    process.join()
    assert [bytes(one) for one in (before, filing.put(b"after"))] == [b"before", b"after"]


def test_a_system_that_cannot_read_at_a_place_goes_there_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    filing = Filing()
    one, other = filing.put(b"one"), filing.put(b"other")
    assert [bytes(other), bytes(one), bytes(filing.put(b"x"))] == [b"other", b"one", b"x"]
