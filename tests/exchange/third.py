"""An article of the site for which nobody has catalogs yet, a catalog of another tool's, and those that it gets."""

from __future__ import annotations

import polib

from tests.conftest import Site

ORIGINAL = """\
Title: Third thing
Slug: third
Date: 2026-01-03
Category: Care
Tags: rest, sleep
Summary: A *third* start.

Take 5 mg, see [the first]({filename}first.md).

- One
- Two

## Contact {#contact}

Write to [us]({filename}/pages/reach-us.md).

## Disclaimer {#disclaimer}

This is not advice.
"""

FOREIGN = """\
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=17; plural=n;\\n"

msgid "This is not advice. It is information."
msgstr "Dies ist kein Rat, sondern Auskunft."

msgid "Take *5 mg*, see the first."
msgstr "Nimm *5 mg*, siehe das erste."

#, fuzzy
msgid "One"
msgstr "Einer"

msgid "Two"
msgstr "Zwei"
"""


def catalog(site: Site, domain: str, locale: str = "de") -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(site.root / "locales" / locale / f"{domain}.po"))}
