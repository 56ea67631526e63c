"""The witness to a page's versions: each way in which they can be wrong is seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Language, Severity
from pipeline.reports import SiteReport
from pipeline.verify import verify_tree
from pipeline.verify.guesses import Guesses
from pipeline.verify.pages import read_pages
from pipeline.verify.shared import shared_sentences, verify_shared
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_languages, verify_texts, verify_versions
from tests.making import BASE, PROJECT, project_in
from tests.verify.published import BOTH, ENTRIES, PAGE, REPORTS, site, sitemap
from tests.verify.trees import ENGLISH, GERMAN, published, put


def test_versions_that_name_each_other_are_right(tmp_path: Path) -> None:
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, sitemap(*ENTRIES)) == []


@pytest.mark.parametrize(
    ("english", "german", "faults"),
    [
        (
            BOTH,
            {"de": "de/a.html", "x-default": "de/a.html"},
            [
                f"a.html: {BASE}/de/a.html (de) does not name it in return",
                "de/a.html: its versions do not include en, where it is published",
            ],
        ),
        (
            {"de": "de/a.html", "x-default": "de/a.html"},
            BOTH,
            [
                "a.html: its versions do not include en, where it is published",
                "a.html: its versions do not include itself",
            ],
        ),
        (
            {"en": "a.html", "de": "de/a.html"},
            BOTH,
            ["a.html: there is no x-default among its versions"],
        ),
        (
            {**BOTH, "ar": "mailto:x"},
            BOTH,
            ["a.html: mailto:x (ar) is no absolute address"],
        ),
        (
            {},
            {},
            [
                f"{page}: {fault}"
                for page, missing in (("a.html", "de, en"), ("de/a.html", "de, en"))
                for fault in (
                    f"its versions do not include {missing}, where it is published",
                    "its versions do not include itself",
                    "there is no x-default among its versions",
                )
            ],
        ),
    ],
    ids=["no answer", "without itself", "without default", "not absolute", "none"],
)
def test_versions_that_are_wrong_are_found(
    tmp_path: Path, english: dict[str, str], german: dict[str, str], faults: list[str]
) -> None:
    assert site(tmp_path, {"a.html": english, "de/a.html": german}) == faults


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<head>", '<head><meta name="robots" content="noindex">', "is withheld, or not for search engines"),
        ("ar/a.html", "ar/b.html", f"says that its address is {BASE}/ar/b.html"),
        ('lang="ar"', 'lang="fr"', "is in fr"),
    ],
)
def test_a_version_that_is_withheld_or_has_another_address_is_found(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    site(tmp_path, {"ar/a.html": {}})
    page = (tmp_path / "ar/a.html").read_text(encoding="utf-8")
    (tmp_path / "ar/a.html").write_text(page.replace(old, new), encoding="utf-8")
    put = {"a.html": {**BOTH, "ar": "ar/a.html"}, "de/a.html": BOTH}
    assert site(tmp_path, put) == [f"a.html: {BASE}/ar/a.html (ar) {fault}"]


def test_what_a_site_that_was_not_built_anew_does_not_know_yet_is_its_own_affair(tmp_path: Path) -> None:
    put(tmp_path, {"a.html": _page(BOTH, "a.html", "en"), "de/a.html": _page({}, "de/a.html", "de")})
    english, german = REPORTS
    for is_new, place in ((True, "a.html"), (False, "de/a.html")):
        sites = english, replace(german, published=is_new, pages=())
        tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites)
        fault = f"{BASE}/de/a.html (de) does not name it in return"
        assert [(found.path, found.message) for found in verify_versions(tree)] == [(place, fault)]


def _page(versions: dict[str, str], here: str, lang: str) -> str:
    links = "".join(f'<link rel="alternate" hreflang="{tag}" href="{BASE}/{to}">' for tag, to in versions.items())
    return PAGE.format(base=BASE, here=here, links=links, lang=lang)


@pytest.mark.parametrize("named", ["", "xx", "de"])
def test_the_source_languages_pages_are_in_it_whatever_their_theme_says(tmp_path: Path, named: str) -> None:
    put(tmp_path, {"a.html": _page(BOTH, "a.html", named), "de/a.html": _page(BOTH, "de/a.html", "de")})
    assert list(verify_versions(Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, REPORTS))) == []


def test_a_page_that_names_no_address_or_another_pages_is_found(tmp_path: Path) -> None:
    site(tmp_path, {"b.html": {}})
    pages = {"a.html": BOTH, "de/a.html": BOTH}
    for old, new, fault in (
        (f'<link rel="canonical" href="{BASE}/a.html">', "", "it does not name its address"),
        (f"{BASE}/a.html", f"{BASE}/b.html", f"{BASE}/b.html is named as its address, which is another page's"),
    ):
        site(tmp_path, pages)
        path = tmp_path / "a.html"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, REPORTS)
        assert f"a.html: {fault}" in [f"{found.path}: {found.message}" for found in verify_versions(tree)]


def test_versions_whose_languages_are_swapped_are_found(tmp_path: Path) -> None:
    swapped = {"de": "a.html", "en": "de/a.html", "x-default": "a.html"}
    assert f"a.html: {BASE}/a.html (de) is in en" in site(tmp_path, {"a.html": swapped, "de/a.html": BOTH})


def test_a_list_that_does_not_answer_is_found(tmp_path: Path) -> None:
    lists = {"en": "tags.html", "de": "de/tags.html", "x-default": "tags.html"}
    assert site(tmp_path, {"tags.html": lists, "de/tags.html": {}}) == [
        f"tags.html: {BASE}/de/tags.html (de) does not name it in return"
    ]


def versions(folder: Path, german: str, english: str = ENGLISH) -> list[str]:
    put(folder, {"a.html": english, "de/a.html": german})
    tree = published(folder)
    shared = verify_shared(tuple(shared_sentences(tree)), tree.project.source, Guesses(""))
    return [f"{found.path}: {found.rule}: {found.message}" for found in (*verify_texts(tree), *shared)]


def test_pages_that_are_translated_whole_are_in_order(tmp_path: Path) -> None:
    assert versions(tmp_path, GERMAN) == []


NOTICE = '<h2 id="disclaimer">{}</h2><p>{}</p><div class="footnote"><p>x</p></div></body>'


def test_a_required_section_in_the_originals_words_is_found_whatever_it_says_of_its_language(tmp_path: Path) -> None:
    english = ENGLISH.replace("</body>", NOTICE.format("Disclaimer", "No advice."))
    for title, text, found in (
        (
            "Disclaimer",
            "No advice.",
            ["de/a.html: section: the required section 'disclaimer' has the original's words"],
        ),
        ("Haftung", "No advice.", ["de/a.html: section: the required section 'disclaimer' has the original's words"]),
        ("Disclaimer", "Kein Rat.", []),
        ("Disclaimer", '<span lang="en">No advice.</span>', []),
    ):
        assert versions(tmp_path, GERMAN.replace("</body>", NOTICE.format(title, text)), english) == found


@pytest.mark.parametrize("address", ["Luna Clinic, 12 Main Street, London", "Luna, 12 rue de la Paix, 75002 Paris"])
def test_a_section_of_names_and_numbers_is_the_same_in_all_languages(tmp_path: Path, address: str) -> None:
    english = ENGLISH.replace("</body>", NOTICE.format("Contact", address))
    german = GERMAN.replace("</body>", NOTICE.format("Kontakt", address))
    assert [one for one in versions(tmp_path, german, english) if "section:" in one] == [
        "de/a.html: section: the required section 'disclaimer' has words of the original's, and no lang='en' says so"
    ]


def test_a_list_that_does_not_say_which_language_it_is_in_is_found(tmp_path: Path) -> None:
    put(tmp_path, {"de/index.html": '<html lang="en"><body>x</body></html>'})
    sites = tuple(SiteReport(Language.of(locale), published=True) for locale in ("en", "de"))
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites)
    assert [f"{found.path}: {found.message}" for found in verify_tree(tree)] == [
        'de/index.html: <html> is not lang="de"'
    ]


def test_an_id_that_a_translation_lacks_is_found(tmp_path: Path) -> None:
    assert versions(tmp_path, GERMAN.replace('id="dose"', 'id="dosis"')) == [
        "de/a.html: lost-id: the id 'dose' of the original is not there: links to it break"
    ]


@pytest.mark.parametrize(
    ("template", "name", "severity"),
    [
        ('<a id="{{ title }}-link">', "Blog-link", Severity.WARNING),
        ('<a id="{{ title }}-link">', "Dose-link", Severity.ERROR),
        ('<a id="{{ title }}">', "Blog", Severity.ERROR),
        ('<a id="blog-link">', "Blog-link", Severity.ERROR),
        ('<a id="{{ title }}er">', "disclaimer", Severity.ERROR),
    ],
)
def test_an_id_that_a_template_makes_of_a_text_of_the_settings_withholds_nothing(
    tmp_path: Path, template: str, name: str, severity: Severity
) -> None:
    files = {"pelicanconf.py": 'LINKS = (("Blog", "x"), ("disclaim", "x"))', "theme/templates/base.html": template}
    put(tmp_path, files)
    english, german = (
        text.replace("</body>", f'<a id="{own}"></a></body>') for text, own in ((ENGLISH, name), (GERMAN, "x"))
    )
    put(tmp_path / "site", {"a.html": english, "de/a.html": german})
    tree = published(tmp_path / "site")
    found = [one for one in verify_texts(replace(tree, project=project_in(tmp_path))) if one.rule == "lost-id"]
    assert [one.severity for one in found] == [severity]


@pytest.mark.parametrize(
    ("there", "here", "told"),
    [
        ("post news", "post neues", "has the class 'neues' where the original has 'news': style sheets know that one"),
        ("post news", "post hidden", "has the class 'hidden' where the original has 'news'"),
        ("post News", "post news", ""),
        ("post lang-en", "post lang-de rtl", ""),
        ("post related", "post", ""),
        ("post", "post translation-notice", ""),
        ("post news", "post translation-notice", ""),
    ],
)
def test_a_class_that_is_another_in_a_translation_is_found(tmp_path: Path, there: str, here: str, told: str) -> None:
    english, german = (
        text.replace("</body>", f'<p class="{name}">x</p></body>') for text, name in ((ENGLISH, there), (GERMAN, here))
    )
    findings = [found for found in versions(tmp_path, german, english) if "class" in found]
    assert (told in findings[0]) if told else not findings


def test_a_block_of_the_source_that_does_not_say_so_is_found(tmp_path: Path) -> None:
    kept = GERMAN.replace("Nehmen Sie vor dem Schlafen eine Tablette.", "Take <b>one tablet</b> before you go to bed.")
    assert versions(tmp_path, kept, ENGLISH.replace("one tablet", "<b>one tablet</b>")) == [
        "de/a.html: mixed-language: “Take one tablet before you go to bed.” is the source's text, "
        "and no lang='en' says so"
    ]
    assert versions(tmp_path, kept.replace("<p>", '<p lang="en">')) == []
    assert versions(tmp_path, kept.replace("<p>", '<p lang="">')) == []  # it says that nobody knows


@pytest.mark.parametrize(
    "block",
    [
        "<pre>ls and cat and grep and sed are commands</pre>",
        "<p><code>ls and cat and grep and sed are commands</code></p>",
        '<p translate="no">ls and cat and grep and sed are commands</p>',
        "<p><a>https://tiny.example/of/many/words/in/a/long/way</a></p>",
        "<p>See: www.tiny.example/of/many/words/in/a/long/way</p>",
    ],
)
def test_code_addresses_and_what_is_not_for_translators_may_be_the_same(tmp_path: Path, block: str) -> None:
    pages = (text.replace("</body>", f"{block}</body>") for text in (GERMAN, ENGLISH))
    assert versions(tmp_path, *pages) == []


@pytest.mark.parametrize(
    ("german", "found"),
    [
        ("<p>Kein Rat.</p><p>Fragen Sie Ihren Arzt.</p>", None),
        ("<p></p><p>Fragen Sie Ihren Arzt.</p>", "is empty, or nearly so, where the original has text"),
        ("<p>Kein Rat.</p><p>x x x x x</p>", "is empty, or nearly so, where the original has text"),
        ("<p>Kein Rat.</p><p> </p>", "is empty, or nearly so, where the original has text"),
        ("<p>Kein Rat.</p>", "has 4 elements, and in the original 5"),
        ("<p>This is not advice.</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
        ("<p>This is not advice \u200b.</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
        ("<p>Thіs іs not advіce.</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
        ("<p>THIS&nbsp;IS NOT&nbsp;ADVICE!</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
        ("<p>Hinweis: This is not advice.</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
        ("<p>Tʜɪs ɪs ɴᴏᴛ ᴀᴅᴠɪᴄᴇ.</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
        ("<p>Kein Rat.</p><p>Hinweis: Ask your doctor.</p>", "has the original's words"),
        ("<p>Fragen Sie Ihren Arzt.</p><p>Hinweis: This is not advice.</p>", "has the original's words"),
        (
            "<p>Kein Rat. Im Zweifel gilt: This is not advice.</p><p>Fragen Sie Ihren Arzt.</p>",
            "has words of the original's, and no lang='en' says so",
        ),
        (
            '<p>Kein Rat. Im Zweifel gilt: <q lang="en">This is not advice.</q></p><p>Fragen Sie Ihren Arzt.</p>',
            "is partly in what says it is in another language, unlike the original",
        ),
        *(
            (
                f"<p>{text}</p><p>Fragen Sie Ihren Arzt.</p>",
                f"is {much} in what says it is in another language, unlike the original",
            )
            for text, much in (
                ('Hinweis: <span lang="en">This is not advice.</span>', "mostly"),
                ('Hinweis: <q lang="EN-us">This is not advice.</q>', "mostly"),
                ('注: <bdi lang="en">This is not advice.</bdi>', "mostly"),
                ('Hinweis: <span lang="fr">Ceci <b>n’est pas</b> un avis.</span>', "mostly"),
                ('Hinweis: <span lang="">This is not advice.</span>', "mostly"),
                ('Hinweis: <span lang="zxx">Dies ist kein Rat.</span>', "mostly"),
            )
        ),
        ('<p>Kein Rat für Ihre <span lang="en">App</span>.</p><p>Fragen Sie Ihren Arzt.</p>', None),
        ("<p>Kein Rat.</p><p>\u3164\u115f\u3164</p>", "is empty, or nearly so, where the original has text"),
        *(
            (f"<p>Kein Rat.</p><p>x {hidden}</p>", "is empty, or nearly so, where the original has text")
            for hidden in (
                "<span hidden>Fragen Sie Ihren Arzt.</span>",
                "<s>Fragen Sie Ihren Arzt.</s>",
            )
        ),
    ],
)
def test_what_a_theme_puts_after_a_required_section_hides_nothing(
    tmp_path: Path, german: str, found: str | None
) -> None:
    english = "<p>This is not advice.</p><p>Ask your doctor.</p>"
    heading, theme = '<h2 id="disclaimer">{}</h2>', "<p>{}</p><footer>x</footer><script>do it and that</script></body>"
    messages = versions(
        tmp_path,
        GERMAN.replace("</body>", heading.format("Haftung") + german + theme.format("Schlagwort")),
        ENGLISH.replace("</body>", heading.format("Disclaimer") + english + theme.format("Tag")),
    )
    told = [message for message in messages if "other-style" not in message]
    assert told == ([f"de/a.html: section: the required section 'disclaimer' {found}"] if found else [])


@pytest.mark.parametrize("hiding", ['<span class="sr-only">{}</span>', '<b style="display: none">{}</b>', "<s>{}</s>"])
def test_what_the_source_hides_does_not_take_in_what_it_shows(tmp_path: Path, hiding: str) -> None:
    section = '<h2 id="disclaimer">{}</h2><p>{}</p></body>'
    english = ENGLISH.replace("</body>", section.format("Disclaimer", "No advice here. " + hiding.format("A note.")))
    for text, is_found in (
        ("Kein Rat hier. " + hiding.format("x"), False),
        (hiding.format("Kein Rat hier.") + "x", True),
    ):
        messages = versions(tmp_path, GERMAN.replace("</body>", section.format("Haftung", text)), english)
        assert bool(messages) is is_found


@pytest.mark.parametrize(
    ("block", "is_found"),
    [
        ("<pre>{}</pre>", True),
        ("<p><code>{}</code></p>", True),
        ('<p translate="no">{}</p>', True),
        ("<pre>Tiny Clinic, 12 Moon Street, Springfield, +1 555 0100</pre>", False),
        ("<p>Type <code>pip install x</code></p>", False),
    ],
)
def test_sentences_of_a_required_section_that_nobody_can_translate_are_told_of(
    tmp_path: Path, block: str, is_found: bool
) -> None:
    section = '<h2 id="disclaimer">{}</h2>' + block.format("This text is no advice for anybody.") + "<p>{}</p></body>"
    messages = versions(
        tmp_path,
        GERMAN.replace("</body>", section.format("Haftung", "Fragen Sie Ihren Arzt.")),
        ENGLISH.replace("</body>", section.format("Disclaimer", "Ask your doctor.")),
    )
    assert any("that nobody can translate" in message for message in messages) is is_found


def test_a_page_that_is_not_to_be_found_and_that_a_plugin_writes_alike_in_all_sites_withholds_none(
    tmp_path: Path,
) -> None:
    leads = (
        '<html lang="en"><head><meta name="robots" content="noindex, nofollow"></head><body>Redirecting</body></html>'
    )
    put(tmp_path, {"random/index.html": leads, "de/random/index.html": leads})
    sites = tuple(SiteReport(Language.of(locale), published=True) for locale in ("en", "de"))
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites)
    assert [(found.path, found.severity) for found in verify_languages(tree)] == [
        ("de/random/index.html", Severity.WARNING)
    ]


def test_a_list_without_its_direction_is_found(tmp_path: Path) -> None:
    lists = {"ar/tags.html": '<html lang="ar">', "de/tags.html": '<html lang="de" dir="ltr">', "de/authors.html": "\n"}
    put(tmp_path, lists)  # for authors this theme has an empty template
    sites = tuple(SiteReport(Language.of(locale), published=True) for locale in ("ar", "de"))
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites)
    assert [f"{found.path}: {found.message}" for found in verify_languages(tree)] == [
        'ar/tags.html: <html> is not dir="rtl"'
    ]


SECTION = '<h2 id="disclaimer">D</h2><p>No advice of a doctor.</p>'
#: What is around the section in English and in German, and the fault in German.
AROUND: list[tuple[str, str, str]] = [
    *(
        (f'class="post {name}"', f'class="post {translated}"', translated.split()[-1] if is_fault else "")
        for name, translated, is_fault in [
            ("news", "neues", True),
            ("news", "collapse", True),
            ("news", "post", False),
            ("news", "news", False),
            ("news", "", False),
            ("news", "news h-0", True),
            ("lang-en", "lang-de", False),
            ("ltr", "rtl", False),
            ("", "de", False),
            ("", "lang-de dir-rtl", False),
            ("", "de-hidden", True),
            ("is-en", "is-de", False),
            ("category-first-steps", "category-erste-schritte", False),
            ("category-first-steps", "first-erste-schritte", True),
            ("post-3", "post-14", False),
            ("w-3", "w-100", False),
            ("w-3", "w-auto", True),
            ("", "category-erste-schritte", True),
        ]
    ),
    *(
        (f'style="{style}"', f'style="{translated}"', translated if is_fault else "")
        for style, translated, is_fault in [
            ("color: red", "color:red;", False),
            ("color: red", "color: transparent", True),
            ("", "font-size: 0", True),
            ("", "position:absolute;left:-9999px", True),
            ("", "max-height:0;overflow:hidden", True),
            ("", "text-indent: -9em", True),
            ("text-align: left", "direction: rtl; text-align: right; font-family: Amiri", False),
            ("--name: 'News'; background: url(a.png)", "--name: 'Neues; x'; background: url('../a.de.png')", False),
            ("--name: 'News'", "--name: 'News'; top: -99em", True),
        ]
    ),
    ("data-category=Care", "data-category=Pflege x-cloak", "x-cloak"),
    ("data-category=Care", "data-category=Pflege contenteditable", "contenteditable"),
    ("data-category=Care x-cloak", "data-category=Pflege x-cloak", ""),
    ("", "lang=de dir=ltr title=Pflege data-lang=de", ""),
]


@pytest.mark.parametrize(("english", "german", "fault"), AROUND)
def test_on_and_around_a_required_section_a_translation_has_no_other_class_or_style(
    english: str, german: str, fault: str, tmp_path: Path
) -> None:
    outside = '<html lang="{}"><body><div {}>' + SECTION + "</div>"
    inside = '<html lang="{}"><body><div>' + SECTION.replace("<p>", "<p {}>") + "</div>"
    on = '<html lang="{}"><body><div id="disclaimer" {}><p>No advice.</p></div>'
    for form in (outside, inside, on):
        put(tmp_path, {"a.html": form.format("en", english), "de/a.html": form.format("de", german)})
        found = [one for one in verify_texts(published(tmp_path)) if one.rule in ("other-class", "other-style")]
        found = [one for one in found if one.severity is Severity.ERROR]
        assert [(one.here.replace(" ", ""), one.path) for one in found] == (
            [(fault.replace(" ", "").replace("'News'", ""), "de/a.html")] if fault else []
        )


def test_what_the_original_has_in_another_language_a_translation_may_have(tmp_path: Path) -> None:
    section = '<h2 id="disclaimer">{}</h2><p>{} <q lang="la">Primum non nocere, deinde cautum esse</q></p></body>'
    english, german = section.format("Disclaimer", "No advice."), section.format("Haftung", "Kein Rat.")
    assert versions(tmp_path, GERMAN.replace("</body>", german), ENGLISH.replace("</body>", english)) == []
