"""Builds that begin warm: each language's site in a process that is forked from the one that tests, and ends then."""

from __future__ import annotations

import gc
import hashlib
import marshal
import multiprocessing
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any
from unittest.mock import patch

from blinker import Signal
from jinja2 import Environment, TemplateSyntaxError
from pelican import signals

from tests.lasting import is_lasting, is_lasting_module

_PLUGINS, _OF_PELICAN = "pelican.plugins.", frozenset({"pelican.plugins._utils", "pelican.plugins.signals"})
#: What Jinja has made of templates so far: it costs a fifth of a small site.
_COMPILED: dict[bytes, bytes] = {}
_COMPILE = Environment.compile


class Forking(Executor):
    """Carries out one task after another, each in a process of its own that starts with all that is loaded here."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Carry it out."""
        future: Future[Any] = Future()
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_carry_out, args=(there, work, given, named))
        with warnings.catch_warnings():  # Python 3.12 tells of other threads: xdist has one
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        there.close()
        try:
            is_done, found, compiled = here.recv()
            _COMPILED.update(compiled)
        except EOFError:
            is_done, found = False, RuntimeError("the process of a site has ended")
        process.join()
        process.close()
        here.close()
        if is_done:
            future.set_result(found)
        else:
            future.set_exception(found)
        return future


def _carry_out(there: Connection, work: Callable[..., Any], given: Any, named: Any) -> None:
    gc.freeze()  # as the product's own processes do
    for name, module in list(sys.modules.items()):  # a site's own modules are loaded anew, and plugins have no past
        if not is_lasting_module(module) or (name.startswith(_PLUGINS) and name not in _OF_PELICAN):
            del sys.modules[name]
    for signal in vars(signals).values():
        if isinstance(signal, Signal):
            signal._clear_state()
    known = set(_COMPILED)
    try:
        answer: tuple[bool, Any] = True, work(*given, **named)
    except BaseException as error:
        answer = False, error
    there.send((*answer, {key: code for key, code in _COMPILED.items() if key not in known}))


def _compiled_once(
    self: Environment, source: Any, name: str | None = None, filename: str | None = None, *given: Any, **named: Any
) -> Any:
    """As `Environment.compile`; of a text that reads the same, by all extensions, the same code is made.

    What filters make of constants is in it, too: none of the sites has one of its own that it gives constants.
    """
    try:
        tokens = [(token.lineno, token.type, token.value) for token in self._tokenize(source, name, filename)]
    except (AttributeError, TemplateSyntaxError):
        return _COMPILE(self, source, name, filename, *given, **named)
    way = sorted(self.extensions), getattr(self, "newstyle_gettext", None), sorted(self.filters), sorted(self.tests)
    key = hashlib.sha256(repr((name, filename, given, named, way, tokens)).encode()).digest()
    if key not in _COMPILED:
        code = _COMPILE(self, source, name, filename, *given, **named)
        _COMPILED[key] = marshal.dumps(code)
    return marshal.loads(_COMPILED[key])


@contextmanager
def forking_sites() -> Iterator[None]:
    """While `build` and `coverage` fork their processes from this one, which has what the product's begin with."""
    import_module("pipeline.build.preload")
    # The modules of commands are hidden by the commands of the same names.
    build, coverage = (import_module(f"pipeline.commands.{name}") for name in ("build", "coverage"))
    survey = import_module("pipeline.review.survey")
    with (
        patch.object(Environment, "compile", _compiled_once),
        patch.object(build, "local_executor", lambda jobs=None: Forking()),
        patch.object(coverage, "local_executor", lambda jobs=None: Forking()),
        patch.object(survey, "_is_installed", is_lasting),
    ):
        yield
