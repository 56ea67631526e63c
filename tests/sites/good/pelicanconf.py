SITENAME = "Tiny"
SITEURL = "https://tiny.example"
AUTHOR = "Ada"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
THEME = "theme"
OUTPUT_PATH = "output"
MENUITEMS = (("Reach us", "pages/reach-us.html"),)
RELATIVE_URLS = True
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
PLUGINS = ["pipeline.plugin"]
GETTEXT = {
    "locales": ["ar", "de"],
    "required_sections": {"disclaimer": "#disclaimer", "contact": "#contact"},
}
