"""A command that has changed nothing is not carried out again: what it said is said."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import again, clock
from pipeline.clock import is_ahead


@dataclass
class Command:
    """A command that reads a file and says what is in it, on both streams."""

    root: Path
    arguments: list[str] = field(default_factory=lambda: ["-q", "check"])
    code: object = 1
    settings: Callable[[], object] = lambda: "settings"
    more: Callable[[], object] = lambda: None
    output: str = ""
    settles: bool = True

    def carry_out(self) -> None:
        again.watch(self.root, [self.root], self.settings(), self.settings)
        if self.output:
            again.state_of_output(self.root / self.output)
        text = (self.root / "a.txt").read_text(encoding="utf-8")
        print(f"it says {text}")  # noqa: T201
        print("ünd", file=sys.stderr)  # noqa: T201
        print("again")  # noqa: T201
        self.more()
        if self.settles:
            again.settle([self.root / ".lock"], listed=[self.root])
        sys.exit(self.code)  # type: ignore[arg-type]

    def give(self) -> tuple[bool, int | None, str, str]:
        """Whether it was carried out, its exit code, what was said on either stream."""
        plain, streams = (sys.stdout, sys.stderr), [io.BytesIO(), io.BytesIO()]
        sys.stdout, sys.stderr = texts = [io.TextIOWrapper(one, "utf-8") for one in streams]
        try:
            code, carried_out = again.say_again(self.arguments), False
            if code is None:
                carried_out = True
                with suppress(SystemExit), again.listening(self.arguments):
                    self.carry_out()
        finally:
            sys.stdout, sys.stderr = plain
        for text in texts:
            text.flush()
        said = [one.getvalue().decode() for one in streams]
        return carried_out, code, said[0], said[1]

    def is_repeated(self) -> bool:
        self.give()
        return not self.give()[0]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("pipeline.observer._LOADED", 10**20)  # whoever works on this code has just saved it
    monkeypatch.setattr(clock._Moments, "first", None)
    root = tmp_path / "site"
    (root / "output").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (root / "link").symlink_to(tmp_path / "empty")
    (root / "a.txt").write_text("one", encoding="utf-8")
    (root / "output" / "a.html").write_text("page", encoding="utf-8")
    # Of an output that a build has a record of, files do not count as read: how it stands is asked of itself.
    (root / ".output.published.json").write_text("{}", encoding="utf-8")
    return Command(root)


def test_it_says_the_same_on_the_same_streams_and_ends_with_the_same_code(command: Command) -> None:
    first, second = command.give(), command.give()
    assert first == (True, None, "it says one\nagain\n", "ünd\n")
    assert second == (False, 1, "it says one\nagain\n", "ünd\n")
    assert command.give() == second


CHANGES: dict[str, Callable[[Command], object]] = {
    "what it read": lambda command: (command.root / "a.txt").write_text("two", encoding="utf-8"),
    "a new file": lambda command: (command.root / "b.txt").touch(),
    "where a link leads": lambda command: (
        (command.root / "link").unlink(),
        (command.root.parent / "void").mkdir(),
        (command.root / "link").symlink_to(command.root.parent / "void"),
    ),
    "its arguments": lambda command: command.arguments.append("de"),
    "the day": lambda command: setattr(again, "_days", lambda: ("2031-05-06", "2031-05-06")),
    "where one is": lambda command: os.chdir(command.root),
    "the surroundings": lambda command: os.environ.update(LANG="tr_TR"),
    "Python": lambda command: setattr(sys, "prefix", "/elsewhere"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_has_it_carried_out(command: Command, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    monkeypatch.chdir(command.root.parent)
    monkeypatch.setattr(sys, "prefix", sys.prefix)
    monkeypatch.setattr(again, "_days", again._days)
    assert command.is_repeated()
    CHANGES[change](command)
    assert command.give()[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda output: (output / "a.html").write_text("egap", encoding="utf-8"),
        lambda output: (output / "a.html").unlink(),
        lambda output: (output / "b.html").touch(),
        lambda output: (output / "d").symlink_to("a.html"),
    ],
)
def test_what_is_published_has_to_stand_as_it_did(command: Command, change: Callable[[Path], object]) -> None:
    command.output = "output"
    assert command.is_repeated()
    change(command.root / "output")
    assert command.give()[0]


UNKNOWN: dict[str, Callable[[Command], object]] = {
    "it does not say so": lambda command: setattr(command, "settles", False),
    "it wrote a file": lambda command: setattr(command, "more", (command.root / "b.txt").touch),
    "it ran a program": lambda command: setattr(command, "more", lambda: os.system("true")),
    "it failed": lambda command: setattr(command, "code", 2),
    "it said why it failed": lambda command: setattr(command, "code", "no"),
    "its settings are others each time": lambda command: setattr(command, "settings", lambda: time.time_ns()),
    "it is another command": lambda command: setattr(command, "arguments", ["status"]),
    "what is published changed meanwhile": lambda command: (
        setattr(command, "output", "output"),
        setattr(command, "more", lambda: (command.root / "output" / "b.html").write_text("", encoding="utf-8")),
    ),
}


@pytest.mark.parametrize("why", UNKNOWN)
def test_where_it_is_not_known_that_it_would_do_the_same_it_is_carried_out(command: Command, why: str) -> None:
    UNKNOWN[why](command)
    assert not command.is_repeated()


def test_what_it_makes_itself_and_sweeps_away_is_no_change(command: Command) -> None:
    command.more = lambda: (command.root / ".lock").write_text("", encoding="utf-8")
    command.give()
    assert command.is_repeated()


def test_it_is_true_until_the_first_moment_that_was_ahead(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "_days", lambda: ("2031-05-06", "2031-05-06"))
    now = datetime.now(UTC)
    command.more = lambda: [is_ahead(now + timedelta(minutes=number), now) for number in (70, 60, -5)]
    assert command.is_repeated()
    monkeypatch.setattr(again.time, "time", lambda: (now + timedelta(minutes=59)).timestamp())
    assert not command.give()[0]
    monkeypatch.setattr(again.time, "time", lambda: (now + timedelta(minutes=60)).timestamp())
    assert command.give()[0]


def test_where_nobody_reads_on_it_is_carried_out_as_ever(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    command.give()

    def nobody(*_: object) -> int:
        raise BrokenPipeError

    with monkeypatch.context() as closed:
        closed.setattr(again, "_say", nobody)
        assert command.give()[0]
