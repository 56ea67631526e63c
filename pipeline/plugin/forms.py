"""What stands in for characters (`plugin.inert`) in a finished file, however it is written, and what is beside it.

What makes JSON, XML or an address of a text writes a stand-in as it writes any character. And a character that is
harmless by itself may be half of something: of a mark by which engines in browsers know code, of the two slashes before
a host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from pipeline.characters import has_any, unescape
from pipeline.plugin.inert import LEADING, PUNCTUATION, REFERENCES, SEPARATORS, STAND_INS, plain

# What opens or ends code for engines that read pages in browsers (`checks.template_marks`). References do not help:
# they read the page when a browser has undone them. A word joiner shows nothing.
_ENGINE = re.compile(r"\{[{%#$\[(<|@=:?!*~^&]|[$#@%\[(*~^!&]\{|\[\[|\(\(|\[%|\}\}|\]\]|[%#$]\}")
_JOINER, _PUNCTUATION = "\u2060", frozenset(PUNCTUATION.values())

# A stand-in as it is, or as what makes JSON, XML or an address of a text writes it, encoded once or more often.
FORMS: Mapping[str, str] = {
    form: stand_in
    for known in (STAND_INS, REFERENCES, SEPARATORS, PUNCTUATION, LEADING)
    for stand_in in known.values()
    for form in (
        stand_in,
        f"&#{ord(stand_in)};",
        f"&#x{ord(stand_in):x};",
        json.dumps(stand_in)[1:-1],
        quote(stand_in).lower(),
    )
}
# What JSON has escaped, be it a string of JSON in JSON, and Python in its lists; and that in an address.
_ESCAPED = r"(?:u(?:fd[de][0-9a-f]|a7f7)|ud8[37]f{0}+udff[ef]|(?-i:U)000[12]fff[ef])"
FORM = re.compile(
    "|".join(re.escape(form) for form in FORMS if form[0] not in "%\\")
    + rf"|(?P<slashes>\\{{1,64}}){_ESCAPED.format(re.escape(chr(92)))}"
    + rf"|(?P<encoded>%(?P<times>(?:25)*)5C(?:%(?P=times)5C){{0,63}}){_ESCAPED.format('(?:%(?P=times)5C)')}"
    + r"|%(?P<deep>(?:25)*)(?:EF%(?P=deep)B7%(?P=deep)[9A][0-9A-F]|EA%(?P=deep)9F%(?P=deep)B7"
    r"|F0%(?P=deep)[9A]F%(?P=deep)BF%(?P=deep)B[EF])",
    re.I,
)
_CHARACTERS = tuple(frozenset(FORMS.values()))
_WRITTEN_FORM = "|".join(re.escape(form) for form in FORMS if not form.startswith("%"))
# One character, however it is written, behind marks that are taken out yet (`plugin.kept`, `plugin.root_links`).
_TAKEN_OUT = "\ufdd0\ufdd1\ufdd2\ufdea\ufdeb"
_CHARACTER = re.compile(
    rf"[{_TAKEN_OUT}]*(?:(?P<brought>{_WRITTEN_FORM})|&(?:#\w{{1,9}}|[A-Za-z]{{2,9}});|[^\w\s])", re.I
)
# A slash that a text begins with, and a backslash, behind a slash of a theme's, which may end the string before.
_SLASH = re.compile(
    "|".join(
        re.escape(form)
        for form, stand_in in FORMS.items()
        if stand_in in (LEADING["/"], STAND_INS["\\"]) and not form.startswith("%")
    ),
    re.I,
)
_ROOT = re.compile(rf"""(?<=/)(?:["'`]\s*\+\s*["'`])?(?:[\t\n\r]*(?:{_SLASH.pattern}))+""", re.I)


def has_form(text: str) -> bool:
    """Whether a text has a stand-in, however it is written."""
    may_have = has_any(text, _CHARACTERS) or any(sign in text for sign in ("&#", "%", "\\u", "\\U"))
    return may_have and FORM.search(text) is not None


def in_address(text: str) -> str:
    """A text encoded for an address (URL Standard, section 1.3)."""
    return quote(text, safe="")


def read(found: re.Match[str]) -> tuple[str, int]:
    """The stand-in that is meant, which may be none, and how often it is encoded for an address."""
    written = found[0].lower()
    if found["slashes"]:
        return _unescaped(written), 0
    if found["encoded"]:
        return _unescaped(written.replace(f"%{found['times']}5c", "\\")), len(found["times"]) // 2 + 1
    if written[0] != "%":
        return FORMS[written], 0
    return FORMS.get(written.replace(f"%{found['deep']}", "%"), ""), len(found["deep"]) // 2 + 1


def _unescaped(written: str) -> str:
    escape = re.sub(r"\\+", r"\\", written)
    return chr(int(escape[2:], 16)) if escape.startswith("\\u000") else FORMS.get(escape, "")


def in_json(found: re.Match[str], written: str) -> str:
    """What JSON has for a form that it had escaped, if it has its character `written` so.

    Of the backslashes before an escape as many are its own as JSON in JSON makes of one; the others are the text's.
    """
    count = len(found["slashes"] or "") or found["encoded"].lower().count("5c")
    own = count & -count
    return "\\" * (count - own) + re.sub(r"^\\", lambda _: "\\" * own, written)


def below_root(text: str, times: int) -> str:
    """A text in which nothing that catalogs brought makes two slashes, and so a host, of one.

    They are encoded so many `times`, as often as the address is decoded.
    """

    def encode(slash: re.Match[str]) -> str:
        meant = "/" if FORMS[slash[0].lower()] == LEADING["/"] else "\\"
        for _ in range(times):
            meant = in_address(meant)
        return meant

    return _ROOT.sub(lambda root: _SLASH.sub(encode, root[0]), text)


def apart(text: str) -> str:
    """A text in which nothing that catalogs brought opens or ends code for an engine, with what is beside it."""
    done, position, before, was_brought = [], 0, "", False
    for found in _CHARACTER.finditer(text) if has_form(text) else ():
        stand_in = FORMS.get((found["brought"] or "").lower(), "")
        character = plain(stand_in) or unescape(found[0].lstrip(_TAKEN_OUT))
        # What is in a body has no stand-ins for punctuation: it is its source's, or judged.
        brought = stand_in in _PUNCTUATION
        is_beside = found.start() == position and (brought or was_brought)
        joiner = _JOINER if is_beside and _ENGINE.fullmatch(before + character) else ""
        done += [text[position : found.start()], joiner, found[0]]
        position, before, was_brought = found.end(), character, brought
    return "".join(done) + text[position:]
