"""The clinic's site, as it is built for looking at it on one's own machine.

`publishconf.py` builds on this file for the real web address.
"""

from __future__ import annotations

# --- What to change before publishing -----------------------------------------------------------
# Values at example.org are placeholders: put the clinic's own here.
SITEURL = "https://luna.example.org"
CONTACT_EMAIL = "hello@luna.example.org"
CONTACT_PAGE = "contact.html"

# --- The site -----------------------------------------------------------------------------------
SITENAME = "Luna"
SITESUBTITLE = "Medical ketamine infusion therapy, explained with care"
AUTHOR = "Luna editorial team"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
MENUITEMS = (
    ("Articles", "archives.html"),
    ("About", "about.html"),
    ("Contact", "contact.html"),
)
# Shown with links to pages without a picture of their own (Open Graph, 1200 x 630).
SOCIAL_IMAGE = "images/social/infusion-room.png"
SOCIAL = (
    ("Facebook", "https://www.facebook.com/example"),
    ("Instagram", "https://www.instagram.com/example"),
    ("X", "https://x.com/example"),
)

# --- Sources and addresses ----------------------------------------------------------------------
PATH = "source"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
OUTPUT_PATH = "output"
THEME = "theme"
USE_FOLDER_AS_CATEGORY = False
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{slug}-{lang}.html"
DISPLAY_PAGES_ON_MENU = False
DEFAULT_PAGINATION = 10
RELATIVE_URLS = True
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.admonition": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {"permalink": False},
    },
    "output_format": "html5",
}

# --- Feeds: one per language --------------------------------------------------------------------
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# --- Translation --------------------------------------------------------------------------------
PLUGINS = ["pipeline.plugin"]
GETTEXT = {
    "locales": ["ar", "de", "es", "fr", "ja", "pl", "pt_BR", "zh_Hans"],
    "catalogs": "locales",
    "fields": ["cover_alt"],
    "required_sections": {"disclaimer": "#disclaimer", "contact": "#contact"},
    "publish_at": 0.8,
    "require_approval": True,
}
