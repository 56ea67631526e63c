"""What is in a file without a name is what was put there."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.filed import Filed, FiledMapping, FiledTexts, Filing, filed


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.binary()))
def test_what_is_in_a_file_is_what_was_put_there(data: dict[str, bytes]) -> None:
    found = filed(data)
    assert isinstance(found, FiledMapping)
    assert dict(found) == data
    assert (list(found), len(found)) == (list(data), len(data))


def test_another_process_has_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"a": b"x", "b": b""}
    sent = pickle.dumps(filed(data))
    assert isinstance(pickle.loads(sent), FiledMapping)
    assert pickle.loads(sent) == data
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert type(pickle.loads(sent)) is dict


def test_where_there_is_no_room_they_stay_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    data = {"a": b"x"}
    assert filed(data) is data


def test_what_is_no_longer_there_is_an_error() -> None:
    filing = Filing()
    found = filed({"a": b"xyz"}, filing)
    filing._opened().truncate(1)
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


def _in_a_copy(function: Callable[[], object]) -> Any:
    """What a function says in a process that is a copy of this one."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=lambda: there.send(function()))
    process.start()
    found = here.recv()
    process.join()
    return found


copies = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is a copy of another here")


@copies
def test_a_copy_of_the_process_reads_and_puts_nothing_there() -> None:
    filing = Filing()
    before = filing.put(b"before")
    assert _in_a_copy(lambda: (type(filing.put(b"its own")), bytes(before))) == (bytes, b"before")
    assert [bytes(one) for one in (before, filing.put(b"after"))] == [b"before", b"after"]


@copies
def test_what_a_copy_puts_into_a_file_that_is_lent_is_there() -> None:
    filing = Filing().lend()
    told = _in_a_copy(lambda: [filing.told(filing.put(one)) for one in (b"one", b"other")])
    assert told == [(0, 3), (3, 5)]
    assert [bytes(filing.heard(one)) for one in told] == [b"one", b"other"]
    assert bytes(filing.put(b"after")) == b"after"


def test_what_is_in_no_lent_file_is_told_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    filing, lent = Filing(), Filing().lend()
    assert filing.told(filing.put(b"x")) == b"x"
    assert lent.told(Filing().put(b"x")) == lent.told(b"x") == lent.heard(b"x") == b"x"
    sent = pickle.loads(pickle.dumps(lent))
    assert sent.told(sent.put(b"x")) == b"x"
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert Filing().lend().told(b"x") == b"x"


def test_a_copy_of_the_file_is_read_by_whoever_is_sent_it(tmp_path: Path) -> None:
    filing = Filing()
    one, other = filed({"a": b"x", "b": b""}, filing), filed({"a": b"yz", "b": b"!"}, filing)
    copy = filing.copied(tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == b"xyz!"
    sent = pickle.dumps([found.copied(copy) for found in (one, other) if isinstance(found, FiledMapping)])
    assert b"yz" not in sent
    assert pickle.loads(sent) == [one, other]
    path.unlink()
    with pytest.raises(FileNotFoundError):
        dict(pickle.loads(sent)[0])


def test_names_that_are_the_same_are_there_once() -> None:
    one, other = filed({"a": b"1", "b": b"2"}), filed({"a": b"3", "b": b"4"})
    assert isinstance(one, FiledMapping)
    assert isinstance(other, FiledMapping)
    assert one._numbers is other._numbers
    assert filed({"b": b"1", "a": b"2"}) == {"a": b"2", "b": b"1"}
    assert "c" not in one


def test_what_is_in_the_file_already_stays_where_it_is() -> None:
    filing = Filing()
    data = {"a": filing.put(b"here"), "b": Filing().put(b"elsewhere"), "c": b"nowhere"}
    assert filed(data, filing) == {"a": b"here", "b": b"elsewhere", "c": b"nowhere"}
    assert filing._opened().seek(0, os.SEEK_END) == len(b"hereelsewherenowhere")


@given(st.dictionaries(st.text(), st.text()))
def test_texts_are_what_they_were(texts: dict[str, str]) -> None:
    found = FiledTexts.of(texts, Filing())
    assert found == texts
    assert found.get("", "none") == texts.get("", "none")
    assert pickle.loads(pickle.dumps(found)) == texts


def test_a_system_that_cannot_read_at_a_place_goes_there_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    filing = Filing()
    one, other = filing.put(b"one"), filing.put(b"other")
    assert [bytes(other), bytes(one), bytes(filing.put(b"x"))] == [b"other", b"one", b"x"]
