"""The notice on a page of which some text is still in the source's language, where the theme has none of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

_TEXT = "Parts of this page have not been translated yet and are shown in the original language."
_LINK = "Read the original"
#: What a theme calls that has a notice of its own.
CALL = "partly_translated"
#: What is shown if there is no translation, and the language it is in.
TEXTS = (_TEXT, _LINK)
_KEPT = Markup(' lang="en" dir="ltr"')
# A theme that knows nothing of the notice has no style for it.
_STYLE = "margin:1rem;padding:.75rem 1rem;border:1px solid;border-inline-start-width:.4rem"
_NOTICE = Markup(
    '<p class="translation-notice" role="note" style="{}"><span{}>{}</span> <a href="{}" hreflang="{}"{}>{}</a></p>\n'
)
_BODY = re.compile(r"<!--.*?-->|<body\b[^>]*>\n?", re.I | re.S)


def add_notice(text: str, translate: Callable[[str], str | None], original: str, tag: str) -> str:
    """The page with the notice first in its body; `original` is the address of the original, which is in `tag`."""
    body = next((found for found in _BODY.finditer(text) if not found[0].startswith("<!--")), None)
    if body is None:
        return text
    said, link = (translate(text) for text in TEXTS)
    kept = ["" if found else _KEPT for found in (said, link)]
    notice = _NOTICE.format(_STYLE, kept[0], said or _TEXT, original, tag, kept[1], link or _LINK)
    return text[: body.end()] + str(notice) + text[body.end() :]
