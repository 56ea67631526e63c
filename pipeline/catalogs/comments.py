"""The comments of translators, and what becomes of them when texts change or come together. Pure."""

from __future__ import annotations

from pipeline.model import Message

#: How the line of a translator's comment begins that keeps a plural form for which there is no place any more.
ANOTHER_FORM = "another plural form: "
#: How a line of a translator's comment begins that waives a finding.
WAIVE = "waive:"
#: What stands before a waiver that was given for the text as it was.
FORMER = "for the previous text: "
#: What stands there once that text is not the one that would come back.
EARLIER = "for an earlier text: "


def for_another_text(message: Message) -> str:
    """A message's comment for another text, for which nothing is waived that was waived for this one, or before."""
    return "\n".join(_for_another(line, certain=not message.fuzzy) for line in message.comment.split("\n"))


def _for_another(line: str, *, certain: bool) -> str:
    if line.strip().startswith(WAIVE):
        return FORMER + line
    return EARLIER + line.removeprefix(FORMER) if certain and line.startswith(FORMER) else line


def for_the_former_text(comment: str) -> str:
    """A comment for the text that it was written for, which is back."""
    return "\n".join(line.removeprefix(FORMER) for line in comment.split("\n"))


def joined(*comments: str) -> str:
    """Comments one below the other, of each but the first those lines that are not there yet."""
    lines, known = list[str](), set[str]()
    for comment in filter(None, comments):
        more = [line for line in comment.split("\n") if line not in known]
        lines += more
        known.update(more)
    return "\n".join(lines)
