"""How soon other servers show what was saved: `pelican -r` and, where it is installed, `hugo server`.

Both have the sources of one language alone, for neither knows catalogs; Hugo has no more templates than it needs.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{{ .Title }}</title></head><body>
<h1>{{ .Title }}</h1>{{ .Content }}
<p>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p></body></html>
"""
_LIST = """<!DOCTYPE html>
<html lang="en"><head><title>{{ .Title }}</title></head><body>
{{ range (.Paginate .Pages).Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ .Summary }}{{ end }}
</body></html>
"""
#: So long, in seconds, a server may take to begin, or to show something.
_PATIENCE = 300.0
_STEP = 0.005

#: Says whether a server shows a text by now.
Shows = Callable[[str], bool]


def peers(root: Path) -> Iterator[tuple[str, Path, Callable[[], contextmanager[Shows]]]]:
    """Each by its name, with the source that is to be changed, and how it is started."""
    source = root / "source/articles/article-1.md"
    yield "`pelican -r`, with its cache", source, lambda: _pelican(root)
    if hugo := shutil.which("hugo"):
        folder = root.parent / "hugo"
        _to_hugo(root, folder)
        yield "`hugo server`", folder / "content/articles/article-1.md", lambda: _hugo(hugo, folder)


def until(shows: Shows, text: str) -> float:
    """The seconds until it shows a text."""
    started = time.perf_counter()
    while not shows(text):
        if time.perf_counter() - started > _PATIENCE:
            raise SystemExit(f"{text!r} is not shown after {_PATIENCE:.0f} s")
        time.sleep(_STEP)
    return time.perf_counter() - started


@contextmanager
def _pelican(root: Path) -> Iterator[Shows]:
    output = root.parent / "pelican"
    cache = ("CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true", f'CACHE_PATH="{root.parent}/pelican-cache"')
    command = [sys.executable, "-m", "pelican", "-q", "-s", "plain.py", "-o", str(output), "-r", "-e", *cache]
    with _running(command, root):
        yield lambda text: _holds(output / "article-1.html", text)


@contextmanager
def _hugo(hugo: str, folder: Path) -> Iterator[Shows]:
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        port = own.getsockname()[1]
    address = f"http://127.0.0.1:{port}/articles/article-1/"

    def shows(text: str) -> bool:
        with suppress(OSError), urllib.request.urlopen(address) as answer:
            return text in answer.read().decode()
        return False

    with _running([hugo, "server", "--port", str(port), "--bind", "127.0.0.1", "--disableLiveReload"], folder):
        yield shows


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def _holds(path: Path, text: str) -> bool:
    with suppress(OSError):
        return text in path.read_text(encoding="utf-8")
    return False


def _to_hugo(root: Path, folder: Path) -> None:
    """The same articles as Hugo reads them."""
    for name, text in (("single", _PAGE), ("list", _LIST)):
        path = folder / "layouts/_default" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "config.toml").write_text('baseURL = "http://example.org/"\npaginate = 10\n', encoding="utf-8")
    target = folder / "content/articles"
    target.mkdir(parents=True)
    for source in (root / "source/articles").iterdir():
        head, _, body = source.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        date = fields["Date"].replace(" ", "T") + ":00Z"
        front = {"title": fields["Title"], "date": date, "tags": fields["Tags"].split(", ")}
        text = f"---\n{yaml.safe_dump(front)}---\n{body}".replace("{filename}", "").replace("{static}", "")
        (target / source.name).write_text(text, encoding="utf-8")
