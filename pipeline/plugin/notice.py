"""What readers are told where something is still in the source's language: on a page, and in the place of one. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2.filters import do_striptags
from markupsafe import Markup

from pipeline.model import Language
from pipeline.sources.own_texts import NOT_TRANSLATED, NOTICE_TEXTS, PARTLY, READ_ORIGINAL

_KEPT = Markup(' lang="en" dir="ltr"')
# A theme that knows nothing of the notice has no style for it.
_STYLE = "margin:1rem;padding:.75rem 1rem;border:1px solid;border-inline-start-width:.4rem"
_NOTICE = Markup(
    '<p class="translation-notice" role="note" style="{}"><span{}>{}</span> <a href="{}" hreflang="{}"{}>{}</a></p>\n'
)
_LEADING = Markup("""\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
{canonical}<title>{said}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 15vh auto; max-width: 36rem; padding: 0 1.25rem; font: 1.125rem/1.7 sans-serif; }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
""")
# What is in these alone, whatever a plugin that makes pages small has left of it.
_MARK = re.compile(r'<meta name="?robots"? content="?noindex"?/?>\s*<meta http-equiv="?refresh"? content="0; url=')
_TO_ORIGINAL = Markup("""\
<h1{kept}>{said}</h1>
<p><a href="{target}" lang="{source}" hreflang="{source}" dir="{source_dir}">{title}</a></p>
""")
_TO_PAGE = Markup('<p><a href="{}">{}</a></p>\n')
_CANONICAL = Markup('<link rel="canonical" href="{}">\n')
_BODY = re.compile(r"<!--.*?(?:-->|\Z)|<body\b[^<>]*>\n?", re.I | re.S)


def add_notice(text: str, translate: Callable[[str], str | None], original: str, tag: str) -> str:
    """The page with the notice first in its body; `original` is the address of the original, which is in `tag`."""
    said, link = (translate(text) for text in NOTICE_TEXTS)
    kept = ["" if found else _KEPT for found in (said, link)]
    notice = _NOTICE.format(_STYLE, kept[0], said or PARTLY, original, tag, kept[1], link or READ_ORIGINAL)
    return add_first(text, str(notice))


def add_first(page: str, markup: str) -> str:
    """The page with some markup first in its body; one without a body stays as it is."""
    body = next((found for found in _BODY.finditer(page) if not found[0].startswith("<!--")), None)
    return page if body is None else page[: body.end()] + markup + page[body.end() :]


def redirect_page(
    language: Language, source: Language, translate: Callable[[str], str | None], target: str, title: str
) -> str:
    """The page in the place of a withheld one, which leads to the original: `target` as seen from it, with its title.

    Search engines are not to keep it, nor to take the original for its equal: it will be a page of its own again.
    """
    said = translate(NOT_TRANSLATED)
    body = _TO_ORIGINAL.format(
        kept="" if said else _KEPT,
        said=said or NOT_TRANSLATED,
        source=source.tag,
        source_dir=source.dir,
        target=target,
        title=do_striptags(title),
    )
    return _leading(language, target, said or NOT_TRANSLATED, body)


def moved_page(language: Language, target: str, address: str, title: str) -> str:
    """The page at an address that a page had before: `target` as seen from it, and its `address`, if that is known.

    It says the page's title alone, which needs no translation.
    """
    canonical = _CANONICAL.format(address) if address else ""
    title = do_striptags(title)
    return _leading(language, target, title, _TO_PAGE.format(target, title), canonical)


def leads_on(page: bytes) -> bool:
    """Whether a file is a page of ours that does nothing but lead to another."""
    return _MARK.search(page.decode("utf-8", "replace")) is not None


def _leading(language: Language, target: str, said: str, body: Markup, canonical: str = "") -> str:
    """A page that leads on at once."""
    return _LEADING.format(
        lang=language.tag, dir=language.dir, target=target, said=said, body=body, canonical=canonical
    )
