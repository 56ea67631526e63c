"""The documents as a site, by Sphinx: `make docs`. The repository is its source, so that links are right on both."""

from __future__ import annotations

from typing import Any

project = "pelican-gettext"
html_title = project
copyright = "the authors of pelican-gettext"  # noqa: A001
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/*.md"]
html_theme = "furo"
html_additional_pages = {"index": "start.html"}
templates_path = ["."]
html_copy_source = False
myst_heading_anchors = 6  # ids as GitHub makes them
smartquotes = False  # in the rules' remedies there is code

_CONTENTS = """
```{toctree}
:hidden:
:caption: For everyone
TRANSLATING
docs/settings
docs/commands
docs/themes
docs/writing
docs/readers
docs/scale
```

```{toctree}
:hidden:
:caption: Reference
docs/checks
docs/rules
docs/constructs
docs/proofs
```

```{toctree}
:hidden:
:caption: The project
SECURITY
CONTRIBUTING
CHANGELOG
```
"""


def add_contents(_: Any, name: str, text: list[str]) -> None:
    """The README is a page for people first: its table of contents is told to Sphinx alone."""
    if name == root_doc:
        text[0] += _CONTENTS


def setup(app: Any) -> None:
    app.connect("source-read", add_contents)
