"""The tool's own sentences that readers of a site see; they are messages like the theme's."""

from __future__ import annotations

PARTLY = "Parts of this page have not been translated yet and are shown in the original language."
READ_ORIGINAL = "Read the original"
NOT_TRANSLATED = "This page has not been translated yet."
#: What a theme calls that has a notice of its own.
CALL = "partly_translated"
#: The texts of the notice, for themes without one, and of the page in the place of a withheld one.
NOTICE_TEXTS, REDIRECT_TEXTS = (PARTLY, READ_ORIGINAL), (NOT_TRANSLATED,)
#: What translators are told of these, and of what the parsers of Markdown say.
COMES_TRANSLATED = "Comes translated into many languages; a translation here takes the place of that one."
PARSERS_TEXTS = ("Jump back to footnote {} in the text", "Permanent link")
