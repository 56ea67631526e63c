"""Kinds of findings that were wrong where real catalogs of others were judged, and the defects beside them.

Each row is a sentence of ours in the notation in which somebody's was called wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Notation
from tests.corpus.catalogs import Written
from tests.corpus.damage import DAMAGE, damaged, found_in
from tests.corpus.judging import judge

ROOT = Path(__file__).parents[2]


def said(source: str, translation: str, locale: str, notation: str = "text") -> list[str]:
    return [fault.rule for fault, _ in judge(source, (translation,), None, Notation(notation), locale)]


@pytest.mark.parametrize(
    ("locale", "source", "translation"),
    [
        # A quotation ends with the mark that opens one elsewhere.
        ("de", "He said: “It is good.”", "Er sagte: „Es ist gut.“"),
        ("da", "He said: “It is good.”", "Han sagde: »Det er godt.«"),
        ("cs", "He said: “It is good.”", "Řekl: „Je to dobré.“"),
        # Whoever asks others to remember asks them not to forget.
        ("pl", "More of it in `the wiki <https://example.org>`_:", "Więcej w `wiki <https://example.org>`_:"),
        (
            "zh_Hans",
            "More of it in `the wiki <https://example.org>`_.",
            "更多信息在`我们的 wiki <https://example.org>`_。",
        ),
        ("hu", "Please note that it can be slow.", "Ne feledje, hogy ez lassú lehet."),
        # An item of a list.
        ("fa", "Opening the door for others;", "در را برای دیگران باز کنید."),
        # A space before high marks.
        ("br", "The page was changed:", "Kemmet eo bet ar bajenn :"),
        # Units of time, in forms that nobody lists.
        ("nb", "The last 90 days of it", "De siste 90 dagene av den"),
        ("tr", "The last 90 days of it", "Bunun son 90 gününde"),
        ("io", "The last 90 days of it", "La lasta 90 dii de lu"),
        ("ur", "The last 6 months of it", "اس کے آخری 6 ماہ"),
        ("ko", "It halves every 18 months", "18달마다 절반이 됩니다"),
        ("ru", "%(comment)s See it at: %(app_url)s", "%(comment)s См. в %(app_url)s"),
        # Ten years and half a year have words of their own.
        ("he", "It was registered over 10 years ago", "זה נרשם לפני יותר מעשור"),
        ("da", "Busy over the past 6 months with it", "Optaget af det i det sidste halvår"),
        ("de", "Busy over the past 6 months with it", "Im letzten halben Jahr damit beschäftigt"),
        # What denies, in other letters and by other words.
        ("zh_Hant", "This partner does not have any access.", "此夥伴目前沒有任何取用權。"),
        ("pt_BR", "This language is not known", "Este idioma é desconhecido"),
        ("ja", "We haven't got to it yet.", "まだ未着手のままです。"),
        ("de", "It will not open until you log in.", "Es öffnet sich erst, wenn Sie sich anmelden."),
        # Names among letters of another script; a title without kana.
        ("ru", "gallery-app on GitLab", "gallery-app в GitLab"),
        ("ja", "Simplified Chinese (for all pages)", "簡体字中国語 (Simplified Chinese)"),
        # A vowel with a stress, which keyboards have in Latin alone.
        ("mk", "Not yet reviewed.", "Сè уште не е прегледано."),
        # What is written alike, or grouped as elsewhere.
        ("fr", "The foundation gave $33 377 of it", "La fondation en a donné 33 377 $"),
        ("ko", "HTTP Semantics, Section 15.5.10", "HTTP Semantics, 섹션 15.5.10"),
        ("ko", "Between 17.74M and 18.92M in all", "모두 1,774만~1,892만 사이"),
        ("el", "The first one came at 11PM.", "Το πρώτο ήρθε στις 11μμ."),
        ("zh_Hans", "Starting the unsafe browser now.", "现在正在启动非安全浏览器。"),
        ("fr", "Words without the prefix of ST", "Des mots sans le préfixe ST_ au début"),
        ("de", "Write to ada@site.org now.", "Schreiben Sie jetzt an 'ada@site.org'."),
    ],
)
def test_what_languages_write_is_no_finding(locale: str, source: str, translation: str) -> None:
    assert said(source, translation, locale) == []


@pytest.mark.parametrize(
    ("locale", "source", "translation", "rule"),
    [
        ("de", "He said: “It is good.”", "Er sagte: „Es ist gut“", "end-punctuation"),
        ("de", "The page was changed:", "Die Seite wurde geändert :", "spacing"),
        ("tr", "The last 90 days of it", "Bunun son 90 hafta", "units"),
        ("de", "It is 90 days away from it", "Es ist 90 davon entfernt", "units"),
        (
            "ru",
            "Click on the large button to close the window",
            "Click on the large button to close the ок",
            "language",
        ),
        ("ru", "Read the page now.", "Прочтите cтраницу сейчас.", "mixed-script"),
        ("fr", "The foundation gave $33 377 of it", "La fondation en a donné 33 477 $", "numbers"),
        ("zh_Hans", "Starting the unsafe browser now.", "现在正在启动安全浏览器。", "opposites"),
        ("zh_Hant", "This partner does not have any access.", "此夥伴目前有任何取用權。", "negation"),
        ("es", "Send it to all of your friends. Then wait for an answer.", "Envíelo a todos sus amigos.", "sentences"),
        (
            "pl",
            "You have made at least a few edits to the pages of the last month",
            "co najmniej kilka edycji",
            "length",
        ),
        ("ca", "It is good.  Read the page.", "És  bo. Llegiu la pàgina.", "whitespace"),
    ],
)
def test_the_defect_beside_it_is_found(locale: str, source: str, translation: str, rule: str) -> None:
    assert rule in said(source, translation, locale)


def test_a_text_that_docutils_cannot_read_is_told_once() -> None:
    said_of = said("Now ``sudo x`` runs.", "Теперь ``sudo x``работает.", "ru", "rst")
    assert said_of == ["markup"]


def test_an_escaped_line_break_is_found_in_every_notation() -> None:
    for notation in ("text", "markdown", "html", "rst"):
        assert "damaged" in said("About the page", "Über die Seite\\n", "de", notation)


def test_an_address_without_a_host_is_none() -> None:
    assert said("Use ``http://`` or ``https://`` here.", "Hier ``http://`` oder ``https://``.", "de", "rst") == []
    assert "emails" not in said("Copy `ada@site.org` now.", "Kopieren Sie jetzt ada@site.org.", "de", "markdown")


def test_each_kind_of_damage_is_made_of_some_text_and_leaves_others_alone() -> None:
    texts = [
        (
            "book",
            "Do **not** take 5 mg (see [it](https://a.org/b)) now.",
            "Nehmen Sie **nicht** 5 mg (siehe [hier](https://a.org/b)).",
            "de",
        ),
        (
            "html",
            "Do <b>not</b> open it. Read {name} on 3 May first.",
            "Öffnen Sie es <b>nicht</b>. Lesen Sie {name} am 3. Mai.",
            "de",
        ),
        ("html", "It was made on 2024-03-05 or on 3 March.", "Es wurde am 2024-03-05 oder am 3. März gemacht.", "de"),
        ("rst", "Use ``it`` for the first of the pages that you write.", "Die erste Seite mit ``it`` schreiben.", "de"),
        (
            "text",
            "It is so (we know) now. Then read the page.",
            "È così (però più) già. Dopo ciò leggerà la pagina.",
            "it",
        ),
        (
            "text",
            "Group A+ at stage 2a with L4 and 5 mg, 1-0-1 and 3/10. Then 2 × 5 m in 12 m² at <7 and 18+.",
            "Gruppe A+ im Stadium 2a mit L4 und 5 mg, 1-0-1 und 3/10. Dann 2 × 5 m in 12 m² bei <7 und 18+.",
            "de",
        ),
        (
            "text",
            "Type 1 needs insulin. Type 2 needs tablets.",
            "Typ 1 braucht Insulin. Typ 2 braucht Tabletten.",
            "de",
        ),
        ("text", "Take up to 5 mg of it a day", "Nehmen Sie bis zu 5 mg davon am Tag", "de"),
        ("text", "A text of some words that are here", "Ein Text aus einigen Wörtern hier", "de"),
        ("text", "A text of some words that are here " * 3, "Ein Text aus einigen Wörtern hier " * 3, "de"),
    ]
    made = {
        kind
        for folder, source, translation, locale in texts
        for kind, _ in damaged(Written(Path(folder) / "x.po", locale, source, (translation,), None, None))
    }
    assert made == DAMAGE.keys()


def test_damage_in_the_clinics_own_catalogs_is_found() -> None:
    found = found_in(ROOT / "locales", 3)
    missed = {key: count[False] for key, count in found.items() if count[False]}
    assert sum(missed.values()) <= 0.05 * sum(count.total() for count in found.values()), missed


def test_a_link_that_is_none_compares_nothing() -> None:
    source, translation = (
        "More details are available `in our wiki <https://example.org/a>`_.",
        "更多信息在`我们的 wiki <https://example.org/a>`_ 页面有进一步的说明。",
    )
    assert "comparisons" not in said(source, translation, "zh_Hans", "rst")
