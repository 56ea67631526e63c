"""What strangers write into texts and names to be obeyed where these are printed, and findings that quote it."""

from __future__ import annotations

from pipeline.model import Finding, Severity

COMMANDS = (
    "::error file=x,line=1::you lost",
    "\u00a0::stop-commands::token",
    "##[error]you lost",
    "##[group]hidden",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[buildStatus status='SUCCESS']",
    "section_start:0:x[collapsed=true]\r\x1b[0Khidden",
)
UNSEEN = (
    "\u202eright to left",
    "\u2066isolate\u2069",
    "a\u200bb\ufeffc\u00add\u2060e",
    "\U000e0041\U000e0042",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m\x85next\x7f\x00\x0b\x0c",
    "\u2028line\u2029paragraph",
    "\udc80not utf-8",
    "\ufffe\uffff",
    "\u3164\u115f\u2800",
)
MARKDOWN = (
    "[x](https://evil.example/)",
    "`[x](https://evil.example/)`",
    "``` ` [x](//evil.example) `` ",
    "| a | b |",
    "\\| \\` \\\\| ![x](//evil.example)",
    "<img src=x onerror=alert(1)> <https://evil.example> https://evil.example @everyone #1",
    "[bold]x[/] [link=https://evil.example]x[/link] :bomb:",
)
TEXTS = tuple(f"{before}{text}" for before in ("", "a\r\n") for text in (*COMMANDS, *UNSEEN, *MARKDOWN))


def quoting(text: str) -> list[Finding]:
    """Findings that have a text in each of their fields, in two ways: of a file's whole, and of two texts."""
    return [
        Finding("numbers", Severity.ERROR, text, 3, text, text, "de", f"a {text}", text, text, text),
        Finding("length", Severity.WARNING, text, None, text),
    ]
