"""What the preview's own pages and its panel are made of."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["asset", "assets"]


def asset(name: str) -> str:
    """The text of one of these files."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def assets() -> frozenset[str]:
    """The names of all of them."""
    return frozenset(file.name for file in files(__name__).iterdir())
