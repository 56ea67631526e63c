"""Writes docs/constructs.md: what is translated in each format, one row per golden case.

Run `python docs/constructs.py` after adding a case; a test fails when the page lags behind.
"""

from __future__ import annotations

from pathlib import Path

_CASES = Path(__file__).parent.parent / "tests" / "cases"
_PAGE = Path(__file__).with_suffix(".md")
_FORMATS = {
    "markdown": "Markdown",
    "pymdown": "Markdown with pymdown-extensions",
    "rst": "reStructuredText",
    "html": "HTML, as sources and as raw blocks in Markdown",
}


def page() -> str:
    """The page as the cases are."""
    parts = [
        "# What is translated",
        "",
        "Each row is a golden case in `tests/cases/`: a source, what is offered of it to translators, and the page",
        "that their translations give. This page is made from the cases by `docs/constructs.py`.",
    ]
    for folder, name in _FORMATS.items():
        parts += ["", f"## {name}", "", "| construct | case |", "|---|---|"]
        for path in sorted((_CASES / folder).glob("*.txt")):
            title = path.read_text(encoding="utf-8").split("\n", 1)[0].replace("|", "\\|")
            parts.append(f"| {title} | [{path.stem}](../{path.relative_to(_CASES.parent.parent).as_posix()}) |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    _PAGE.write_text(page(), encoding="utf-8")
