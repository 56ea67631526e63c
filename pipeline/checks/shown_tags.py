"""What a theme's script makes an element of that takes texts for HTML: for a search, a tooltip, a list of headings.

Such a script does no harm in a site whose author writes no `<img src=x onerror=...>` as a text, and nothing that is
written in a page helps: the text is what readers are to see. So what reads as a tag in a translation does so in its
source, where it has values or does something by its name alone. Names of one's own, `<your name>`, are translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.pair import Fault
from pipeline.markup import attribute_kind, attribute_use

_TAG = re.compile(r"<(?:(?P<name>[A-Za-z][^\s/<>]*)(?P<rest>[^<>]*)(?P<end>>?)|[!?])")
_VALUE = re.compile(
    r"""(?<![^\s=/"'<>])(?P<name>[^\s=/"'<>]+)\s*=\s*"""
    r"""(?:"(?P<double>[^"]*)"?|'(?P<single>[^']*)'?|(?P<bare>[^\s"']*))"""
)
# Elements that without an attribute run, load, ask, cover, or hide what follows them (HTML, section 4; SVG 2; MathML).
_DOING = frozenset(
    """
    animate animatemotion animatetransform applet audio base body button details dialog embed fieldset foreignobject
    form frame frameset head html iframe image img input isindex keygen link listing marquee math meta noembed noframes
    noscript object option picture plaintext portal script select set source style svg table template textarea title use
    video xmp
    """.split()
)

_Tag = tuple[object, ...]


def shown_tag_faults(there: str, here: str) -> Iterator[Fault]:
    """What reads as a tag in the translation, as readers see it, and is not in what they see of the source."""
    found = _tags(here)
    known = _tags(there) if found else {}
    for tag, written in found.items():
        if tag not in known:
            message = f"{written} reads as a tag: a script of the theme that takes texts for HTML makes one of it"
            yield Fault("markup", message, here=written)


def _tags(text: str) -> dict[_Tag, str]:
    """What reads as a tag that does something, as it is compared with others, and as it is written."""
    tags: dict[_Tag, str] = {}
    for found in _TAG.finditer(text) if "<" in text else ():
        name = (found["name"] or "").lower()
        values = tuple(_values(name, found["rest"] or ""))
        if values or not found["end"] or name in _DOING:
            tags[name or found[0][:2], values, found["end"]] = found[0].strip()
    return tags


def _values(tag: str, rest: str) -> Iterator[tuple[str, str | None]]:
    """The names and values of attributes; a value that readers read is another one in a translation."""
    for found in _VALUE.finditer(rest):
        name, value = found["name"].lower(), found["double"] or found["single"] or found["bare"] or ""
        is_read = attribute_kind(tag, {}, name) is not None and attribute_use(tag, {}, name) is None
        yield name, None if is_read else value
