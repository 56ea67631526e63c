"""What a filter makes a link of, wherever a text goes through one: addresses that stand bare, targets of links.

Which filters a theme, a plugin, a reader of feeds or a mail program puts a text through is not known: Jinja's
`urlize`, a `markdown` filter, those that find addresses by a pattern. So a text has no other addresses than its source,
as readers see it. Of web addresses the host counts: another page of the same host is a matter of facts
(`pipeline.checks.facts`), and another page of the site itself one of its markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.pair import Fault
from pipeline.checks.top_level_domains import COUNTRIES, COUNTRIES_OWN, GENERIC

#: Schemes by which a telephone calls, or a program opens that is paid for (IANA, URI schemes; those of programs).
_CALLS = "tel sms smsto mms skype callto facetime whatsapp tg viber sip sips xmpp geo webcal magnet bitcoin".split()
# Any scheme with a host; those of the web with none of the slashes too (URL Standard, section 4.4); those that run
# code, open files or write mails; hosts without a scheme, as browsers go on from where they are, or as `urlize` and
# mail programs know them. What is before a colon, an at sign or a top-level domain has a limit, so that no run of
# characters is read again from each of them (RFC 5321, section 4.5.3.1.1; RFC 1035, section 2.3.4).
_ADDRESS = re.compile(
    rf"""
    (?P<web>https?):[/\\]*(?P<web_host>[^\s/?#<>"'`()\[\]{{}}|]+)
    |(?P<scheme>[a-z][a-z0-9+.-]{{0,30}}):[/\\]{{2}}(?P<host>[^\s/?#<>"'`()\[\]{{}}|]*)
    |(?P<opaque>(?<![a-z0-9+.-])(?:(?:javascript|vbscript|livescript|mailto|file|blob|filesystem|view-source|intent|jar)
        :[^\s).,;:>’“”«»]\S*|data:[\w.+-]*[/,;]\S+|(?<=[(<])\s*(?:javascript|vbscript|data)\s*:[^)>]*
        |data:\s*[a-z]{{1,30}}/[a-z0-9.+-]{{1,60}}\s*[;,]\S*))
    |(?<![a-z0-9+.-])(?P<call>(?:{"|".join(_CALLS)}):[^\s).,;:>’”“«»]\S*|(?<!\w)\+(?:[ ()\u00a0\u2011-]?\d){{8,17}})
    |(?<![:\w/\\])[/\\]{{2}}(?P<other_host>[\w-]+(?:\.[\w-]+)+)
    |(?P<user>[a-z0-9.!#$%&'*+/=?^_{{|}}~-]{{1,64}}@)(?P<mail_host>[\w-]+(?:\.[\w-]+)+)
    |(?<![a-z0-9])(?P<bare>www\.[^\s/?#<>"'`()\[\]{{}}|]+
        |(?:[\w%-]{{1,63}}+\.){{1,9}}(?:{"|".join(sorted(GENERIC))})(?![\w-]))
    |(?<![a-z0-9/\\.-])(?P<country>(?:[\w%-]{{2,63}}+\.){{1,9}}(?:{"|".join(sorted(COUNTRIES))})(?![\w-]|\.\w)
        |(?:[\w%-]{{1,63}}+\.){{1,9}}(?:{"|".join(sorted(COUNTRIES))})(?=/\w))
    |(?P<own>(?:[\w%-]{{2,63}}+\.){{1,9}}(?:{"|".join(sorted(COUNTRIES_OWN))})(?![\w-]))
    """,
    re.I | re.VERBOSE,
)
# A text that is code from its first word on, if a theme has it for an address; "JavaScript: a guide" is none.
_IS_CODE = re.compile(r"[\W_]*(?:javascript|vbscript|livescript)[\s:]*:(?=[^\n]*[(=\[`+])", re.I)
_HOSTS = "web_host", "host", "other_host", "mail_host", "bare", "country", "own", "call", "opaque"
# A sentence that follows without a space, and a number with a unit; before these no host is.
_IS_SENTENCE = re.compile(r".*\.[A-Z][a-z]|(?:.*\.)?[\d%_-]+\.[a-z]+", re.S)
# What browsers, and programs that look for addresses, take for the same (UTS 46, section 4).
_WIDE = [*range(0xFF0E, 0xFF1A), *range(0xFF20, 0xFF3B), *range(0xFF41, 0xFF5B)]
_SAME = str.maketrans({"\u2024": ".", **{chr(code): chr(code - 0xFEE0) for code in _WIDE}})
_FULL_STOP = re.compile("(?<=[A-Za-z0-9])[\u3002\uff61](?=[a-z0-9])")
# Scripts that put no space between a word and an address.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]+(?=[a-z0-9])", re.I
)
# What a link of Markdown, or a reference of it, leads to by any other scheme.
_TARGET = re.compile(
    r"(?:\]\(|^\s*\[[^\]\n]+\]:)\s*<?\s*(?P<target>(?:[a-z][a-z0-9+.-]{0,30}:|[/\\]{2})[^\s)>]*)", re.I | re.M
)
_MAY_BE_ADDRESS = re.compile(r"[:@+\u2024\uff0e\uff20]|[\u3002\uff61][a-z0-9]|\.\w|[/\\]{2}|\]\(")
# Where no space follows an address, as in Japanese, what follows is no part of it, unless a host goes on there.
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_GOES_ON = re.compile(r"[.\uff0e\u3002\uff61][a-z0-9-]+(?:[./:?#]|$)|[^a-z0-9]@", re.I)
_PROSE_OF_A_MAIL = re.compile(r"(?<=[?&])(subject|body)=[^&]*")  # RFC 6068, section 2
_EDGES = ".,;:!*_~\\"
_QUOTE = "'`"


def autolink_faults(source: str, translation: str, allowed_hosts: frozenset[str]) -> Iterator[Fault]:
    """The addresses that readers of the translation see, and that its source does not have."""
    if not _MAY_BE_ADDRESS.search(translation):
        return
    if _IS_CODE.match(translation) and not any(map(_IS_CODE.match, source.split("\n"))):
        yield Fault("bare-address", "it begins as an address that is code")
    in_source, numbers = {key for key, _, _ in _addresses(source)}, _digits(source)
    for key, host, shown in dict.fromkeys(_addresses(translation)):
        is_known = key in in_source or (key.isdecimal() and key in numbers)
        if not is_known and host not in allowed_hosts and f"www.{host}" not in allowed_hosts:
            yield Fault("bare-address", f"{shown} is no address of the source's", here=shown)


def _addresses(text: str) -> Iterator[tuple[str, str, str]]:
    """Each address by what is compared of it, its host and how it is written."""
    text = _WITHOUT_SPACES.sub(" ", _FULL_STOP.sub(".", text.translate(_SAME)))
    found = _ADDRESS.search(text)
    while found is not None:
        group = next(name for name in _HOSTS if name == "opaque" or found[name] is not None)
        end = found.end()
        if group == "opaque":
            shown = found[0].strip().rstrip(_EDGES)
            yield _PROSE_OF_A_MAIL.sub(r"\1=", shown.lower()), "", shown
        elif group == "call":
            shown = found[0].rstrip(_EDGES)
            yield _digits(shown) or shown.lower(), "", shown
        elif group != "country" or not _IS_SENTENCE.fullmatch(found[group]):
            written = found[group] if group == "own" else _of_host(found[group])
            end = found.start(group) + max(len(written), 1)
            host = written.lower().strip(_EDGES).removeprefix("www.")
            shown = text[found.start() : end].rstrip(_EDGES)
            if found["scheme"] or not host:
                yield f"{(found['scheme'] or found['web'] or '').lower()}://{host}", "", shown
            else:
                # An apostrophe before a name opens a quotation: 'ada@site.org'.
                yield f"{(found['user'] or '').lower().lstrip(_QUOTE)}{host}", host, shown
        found = _ADDRESS.search(text, end)
    for target in _TARGET.finditer(text):
        address = target["target"]
        if not _ADDRESS.match(address):  # else it is among those above
            yield f"]({address}", "", address


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _of_host(written: str) -> str:
    """What of a run of characters is a host: there need not be a space behind it."""
    foreign = _FOREIGN.search(written)
    return written if foreign is None or _GOES_ON.search(written, foreign.start()) else written[: foreign.start()]
