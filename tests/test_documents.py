"""What documents say of each other, and of the settings and commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click import Context

from pipeline.commands import main
from pipeline.options import Options
from tests.conftest import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.M | re.S)


def anchors(path: Path) -> set[str]:
    """The ids of headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    named = re.findall(r'<a id="([^"]+)"', text)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings} | set(named)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    text = _CODE.sub("", document.read_text(encoding="utf-8"))
    for address in _LINK.findall(text):
        if address != "..." and "://" not in address and not address.startswith("mailto:"):
            path, _, fragment = address.partition("#")
            target = (document.parent / path) if path else document
            assert target.exists(), address
            assert not fragment or target.suffix != ".md" or fragment in anchors(target), address


def test_every_setting_and_command_is_documented() -> None:
    settings = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert [key for key in Options.KEYS if f"| `{key}` |" not in settings] == []
    commands = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert [name for name in main.list_commands(Context(main)) if f"| `{name}" not in commands] == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 2000
