"""The tool's own sentences that readers of a site see; they are messages like the theme's."""

from __future__ import annotations

PARTLY = "Parts of this page have not been translated yet and are shown in the original language."
READ_ORIGINAL = "Read the original"
NOT_TRANSLATED = "This page has not been translated yet."
LANGUAGES = "Languages"
#: What is said on a page that is translated in part, where the theme does not ask whether it is, and in the place of
#: one that is withheld; and of the menu of languages, where the theme does not ask for a page's versions.
NOTICE_TEXTS, REDIRECT_TEXTS, MENU_TEXTS = (PARTLY, READ_ORIGINAL), (NOT_TRANSLATED,), (LANGUAGES,)
ASKED_BY = {"partly_translated": NOTICE_TEXTS, "alternates": MENU_TEXTS}
#: What translators are told of these, of what the parsers of Markdown say, and of the words of Pelican's own themes.
COMES_TRANSLATED = "Comes translated into many languages; a translation here takes the place of that one."
PARSERS_TEXTS = ("Jump back to footnote {} in the text", "Permanent link")
