"""What HTML's elements and attributes are to readers and translators: told once, for walkers, checks and catalogs.

They are constants, compiled into patterns as modules are loaded: no setting reaches them. The witness
(`pipeline.verify`) has lists of its own on purpose: what is wrong here must not be overlooked there.
Sections are those of the HTML standard, https://html.spec.whatwg.org/multipage/, names are in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from html.parser import HTMLParser

#: Elements without an end (section 13.1.2, void elements).
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

#: Phrasing content (section 3.2.5.2.5) that is written within sentences; all else bounds a segment.
INLINE = frozenset(
    """
    a abbr b bdi bdo br cite code data del dfn em font i img ins kbd mark q rp rt ruby s samp small span
    strong sub sup time tspan tt u var wbr
    """.split()
)

#: Elements whose content is raw text: no tags, no character references, up to the end tag (section 13.1.2). A browser
#: that runs scripts takes `noscript` for one as well (section 13.2.6.4.7).
RAW_TEXT = frozenset("iframe noembed noframes plaintext script style xmp".split())
#: Elements whose content has character references and no tags (section 13.1.2, escapable raw text).
ESCAPABLE_RAW_TEXT = frozenset({"textarea", "title"})
#: Elements whose raw text is code, in pictures too (sections 4.2.6 and 4.12.1).
CODE = frozenset({"script", "style"})
#: Where elements of other languages begin: there none of the above holds (section 13.2.6.5).
FOREIGN = frozenset({"math", "svg"})

#: Elements whose text is not for translators: code (sections 4.5.15 to 4.5.19), mathematics, what is not shown
#: (a frame shows its page and never its content, section 4.8.5; section 16.2), and what a reader is to write.
OPAQUE = frozenset("code kbd math pre samp template textarea".split()) | RAW_TEXT

#: What a block element is, in the words of the catalogs' `#.` lines.
BLOCK_KINDS: Mapping[str, str] = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "dt": "term",
    "dd": "definition",
    "figcaption": "caption",
    "caption": "caption",
    "button": "button",
    "option": "option",
    "label": "label",
    "summary": "summary element",
    "title": "title",
}

#: Attributes whose value is prose on every element, and what each is, in the same words. The HTML standard
#: (section 3.2.6.2) and WAI-ARIA 1.3 (translatable attributes) say which are translated.
PROSE_ANYWHERE: Mapping[str, str] = {
    "alt": "image text",
    "title": "title attribute",
    "aria-label": "label",
    "aria-description": "description",
    "aria-roledescription": "label",
    "aria-valuetext": "label",
    "placeholder": "placeholder",
    "aria-placeholder": "placeholder",
}
#: The names of all attributes whose value is prose on some element at least; for which, ask `attribute_kind`.
PROSE_ATTRIBUTES = (*PROSE_ANYWHERE, "label", "value", "content")

#: Attributes by which browsers, style sheets and links know an element or are told what to do; none is read by people
#: (HTML Standard, index of attributes). Languages and directions are not among them: these a translation may well say.
INSTRUCTIONS = frozenset(
    """
    accept accept-charset accesskey allow allowfullscreen as async autocapitalize autocomplete autocorrect autofocus
    autoplay blocking charset checked class closedby color cols colspan command commandfor contenteditable controls
    coords crossorigin datetime decoding default defer disabled download draggable enctype enterkeyhint fetchpriority
    for form formenctype formmethod formnovalidate formtarget headers height hidden high http-equiv id imagesizes inert
    inputmode integrity is ismap itemid itemprop itemref itemscope itemtype kind list loading loop low max maxlength
    media method min minlength multiple muted name nomodule nonce novalidate open optimum part pattern playsinline
    popover popovertarget popovertargetaction preload readonly referrerpolicy rel required reversed role rows rowspan
    sandbox scope selected shadowrootmode shape size sizes slot span spellcheck start step tabindex target translate
    type usemap width wrap writingsuggestions
    aria-activedescendant aria-atomic aria-busy aria-checked aria-controls aria-current aria-describedby aria-details
    aria-disabled aria-errormessage aria-expanded aria-flowto aria-haspopup aria-hidden aria-invalid aria-labelledby
    aria-level aria-live aria-modal aria-multiline aria-orientation aria-owns aria-pressed aria-readonly aria-relevant
    aria-required aria-selected aria-sort
    """.split()
)

#: Inline tags that a language may need where the source has none, and the attributes that they may have.
HARMLESS_TAGS = frozenset("em strong b i sub sup br wbr bdi abbr q span code".split())
_HARMLESS_ATTRIBUTES = {
    **dict.fromkeys(("span", "bdi", "q"), frozenset({"lang", "dir"})),
    "abbr": frozenset({"title"}),
}

_LABELLED = frozenset({"optgroup", "option", "track"})  # sections 4.10.9, 4.10.10 and 4.8.13
_BUTTONS = frozenset({"button", "submit", "reset"})  # section 4.10.5.1: on others, `value` is data
#: What a `meta` says that is read, by its name or property: section 4.2.5.1, a name that themes add, and what is shown
#: of a page elsewhere (ogp.me, and Twitter's names for it).
_DESCRIPTIONS: Mapping[str, str] = {
    "description": "description",
    "summary": "summary",
    "og:title": "description",
    "og:description": "description",
    "og:site_name": "description",
    "og:image:alt": "image text",
    "twitter:title": "description",
    "twitter:description": "description",
    "twitter:image:alt": "image text",
}
_KNOWN_SECTION = re.compile(r"<!\[(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-\w.])", re.I | re.A)
_HEADING = re.compile(r"h([1-6])")


def attribute_kind(tag: str, attributes: Mapping[str, str | None], name: str) -> str | None:
    """What the value of an element's attribute is, in the words of the catalogs; None if it is not prose.

    The element's other attributes decide, too: a submit button's `value` is read, a hidden field's is sent.
    """
    if name == "value":
        return "button" if tag == "input" and (attributes.get("type") or "").lower() in _BUTTONS else None
    if name == "content":
        described = (attributes.get("name") or attributes.get("property") or "").lower()
        # With `http-equiv` it is an instruction to the browser, whatever the name (section 4.2.5.3).
        return _DESCRIPTIONS.get(described) if tag == "meta" and "http-equiv" not in attributes else None
    if name == "label":
        return "label" if tag in _LABELLED else None
    return PROSE_ANYWHERE.get(name)


# What is in an element of these classes stays as it is: a name by which a font has an icon, and what no service is to
# translate.
_KEPT_CLASS = re.compile(r"(?<!\S)(?:notranslate|material-(?:icons|symbols)(?:-[\w-]+)?)(?!\S)", re.I)
_ICONS = frozenset({"mat-icon", "md-icon"})


def is_kept(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's text is not for translators, because it says so or is the name of an icon."""
    return (
        tag in _ICONS
        or (attributes.get("translate") or "").lower() == "no"
        or _KEPT_CLASS.search(attributes.get("class") or "") is not None
    )


def is_harmless(tag: str, attributes: Iterable[str]) -> bool:
    """Whether a tag with attributes of these names may be in a translation, whatever is in its source."""
    return tag in HARMLESS_TAGS and frozenset(attributes) <= _HARMLESS_ATTRIBUTES.get(tag, frozenset())


# Styles that show nothing, and the classes by which widely used style sheets do so. What is struck out is not said.
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip(?:-path)?\s*:"
    r"|(?:opacity|font-size)\s*:\s*0*\.?0+(?![.\d])"
)
_HIDING_CLASSES = frozenset(
    """
    d-none display-none dn element-invisible hidden hide invisible is-hidden is-invisible is-sr-only offscreen
    screen-reader screen-reader-only screen-reader-text show-for-sr sr-only u-hidden uk-hidden visually-hidden
    visuallyhidden w3-hide
    """.split()
)
_STRUCK = frozenset({"del", "s", "strike"})
_NOT_SHOWN = frozenset("datalist dialog noscript script style template".split())


def hides(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element with these attributes shows its text to no eye, or strikes it out (sections 4.7 and 6.1)."""
    return (
        tag in _STRUCK
        or tag in _NOT_SHOWN
        or not attributes.keys().isdisjoint(("hidden", "inert", "popover"))
        or (tag == "details" and "open" not in attributes)
        or (attributes.get("aria-hidden") or "").strip().lower() == "true"
        or _HIDING_STYLE.search((attributes.get("style") or "").lower()) is not None
        or not _HIDING_CLASSES.isdisjoint((attributes.get("class") or "").lower().split())
    )


def spans_several(attributes: Mapping[str, str | None]) -> bool:
    """Whether a table's cell with these attributes takes the place of several (section 4.9.11)."""
    return any(attributes.get(name) not in (None, "", "1") for name in ("colspan", "rowspan"))


def picture_of(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The address of the picture that an element is, unless it is in the page itself; nothing if it is none."""
    address = (attributes.get("src") or "") if tag == "img" else ""
    return "" if address.lower().startswith("data:") else address


def attributes_of(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str | None]:
    """A start tag's attributes by name; of two with one name the first counts (section 13.2.5.33)."""
    attributes: dict[str, str | None] = {}
    for name, value in pairs:
        attributes.setdefault(name, value)
    return attributes


def heading_level(tag: str) -> int | None:
    """1 to 6 for `h1` to `h6` (section 4.3.6), None for other elements."""
    match = _HEADING.fullmatch(tag)
    return int(match[1]) if match else None


# Attributes that are addresses (the index of attributes, and those of section 16.2 that browsers still follow; SVG 2,
# section 16.1; XML Base), and those that scripts which load pictures and parts of pages take for addresses.
_ADDRESSES = frozenset(
    """
    action archive background cite classid codebase data data-hx-delete data-hx-get data-hx-patch data-hx-post
    data-hx-put dynsrc formaction href hx-delete hx-get hx-patch hx-post hx-put icon imagesrcset itemid itemtype
    longdesc lowsrc manifest ping poster profile src srcset usemap xlink:href xml:base
    """.split()
)
_DATA_ADDRESS = re.compile(
    r"data-(?:[\w-]*-)?(?:action|background|bg|href|image|img|link|poster|src|srcset|uri|url)(?:-\w+)?"
)
_META_ADDRESS = re.compile(
    r"(?:.*[:.-])?(?:audio|config|image|player|secure_url|src|starturl|stream|tileimage|url|video)"
)
# Event handlers (section 8.1.8), and attributes in which libraries for scripts have code: Alpine, Vue, Angular, htmx,
# hyperscript, Knockout, Stimulus, Datastar, Unpoly, Polymer, and whatever has a namespace that is none of XML's.
_HANDLER = re.compile(
    r"on.+|_|script|[@:(\[*#].*|(?:data-)?(?:v|x|ng|hx)-.+|data-(?:on-.+|on|bind|action|script)|up-on-.+"
    r"|data-(?:computed|effect|init)(?:[-:].+)?|bind-.+"
    r"|(?!(?:xml|xmlns|xlink|epub|rdf|cc|dc|sodipodi|inkscape):)[^:]+:.+"
)
# What htmx shows to people.
_NO_HANDLERS = frozenset({"hx-confirm", "hx-prompt", "data-hx-confirm", "data-hx-prompt"})
_ANIMATIONS = frozenset({"animate", "animatemotion", "animatetransform", "set"})
_ANIMATED = frozenset({"attributename", "by", "from", "to", "values"})


class AttributeUse(Enum):
    """What a browser does with an attribute's value, beyond having it."""

    ADDRESS = "address"
    HANDLER = "handler"
    STYLE = "style"
    MARKUP = "markup"


def attribute_use(tag: str, attributes: Mapping[str, str | None], name: str) -> AttributeUse | None:
    """What the value of an element's attribute is used for; None if for nothing but to be read."""
    return _use_of_content(attributes) if name == "content" and tag == "meta" else _use_of(tag, name)


@lru_cache(4096)
def _use_of(tag: str, name: str) -> AttributeUse | None:
    if name in _ADDRESSES:
        return AttributeUse.ADDRESS
    if (_HANDLER.fullmatch(name) and name not in _NO_HANDLERS) or (tag in _ANIMATIONS and name in _ANIMATED):
        return AttributeUse.HANDLER
    if _DATA_ADDRESS.fullmatch(name) or (tag == "param" and name == "value"):
        return AttributeUse.ADDRESS
    return {"style": AttributeUse.STYLE, "srcdoc": AttributeUse.MARKUP}.get(name)


def _use_of_content(attributes: Mapping[str, str | None]) -> AttributeUse | None:
    """What the content of a `meta` is used for (section 4.2.5; the Open Graph protocol)."""
    instruction = (attributes.get("http-equiv") or "").strip().lower()
    if instruction and instruction not in ("content-language", "content-type"):
        return AttributeUse.ADDRESS if instruction == "refresh" else AttributeUse.HANDLER
    names = (attributes.get(name) or "" for name in ("property", "name", "itemprop"))
    return AttributeUse.ADDRESS if any(_META_ADDRESS.fullmatch(name.strip().lower()) for name in names) else None


class TolerantParser(HTMLParser):
    """Python's own tolerant tokenizer, tolerant of `<![` too, which is not always a section that Python knows.

    Some releases of Python raise AssertionError for the others. To browsers each is a comment that ends at the next `>`
    (section 13.2.5.42).
    """

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: D102
        if _KNOWN_SECTION.match(self.rawdata, i):
            return super().parse_marked_section(i, report)
        end = self.rawdata.find(">", i + 3)
        if end < 0:
            return -1
        if report:
            self.unknown_decl(self.rawdata[i + 3 : end])
        return end + 1
