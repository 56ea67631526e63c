"""One catalog's messages judged against the segments that ask for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogs.approvals import Approvals
from pipeline.catalogs.plurals import plural_rule
from pipeline.model import Catalog, Finding, Language, Message, Notation, Segment
from pipeline.review.gate import Gate
from pipeline.review.policy import Policy
from pipeline.review.verdicts import Verdicts
from pipeline.sources.messages import MAX_TEXT
from tests.making import DE, PROJECT, SETTINGS, article, catalog, extracted, fuzzy, message, section

CHECKER = Gate.of(PROJECT, SETTINGS, extracted()).checker


def verdicts(found: Catalog, policy: Policy | None = None) -> Verdicts:
    return Verdicts(policy or Policy(PROJECT, None), CHECKER, DE, found)


def judge(found: Catalog, segment: Segment, policy: Policy | None = None) -> Finding | None:
    return verdicts(found, policy).judge(segment, "source/articles/a.md")


HELLO = Segment("Hello", "paragraph")


def test_what_says_that_it_is_in_another_language_is_not_used() -> None:
    judging = verdicts(replace(catalog(message("Hello", "Hallo")), headers=(("Language", "pl"),)))
    finding = judging.judge(section("Hello"), "a.md")
    assert finding is not None
    assert (finding.rule, judging.admissible) == ("untranslated", {})
    assert "its catalog says that it is in another language (Language: pl)" in finding.message
    assert (
        verdicts(replace(catalog(message("Hello", "Hallo")), headers=(("Language", "de_AT"),))).judge(
            section("Hello"), "a.md"
        )
        is None
    )


def test_a_fuzzy_translation_is_never_used() -> None:
    judging = verdicts(catalog(fuzzy("Hello", "Hallo")))
    finding = judging.judge(HELLO, "x")
    assert finding is not None
    assert (finding.rule, judging.admissible) == ("fuzzy", {})
    assert judging.words == {"all": 1, "translated": 0, "fuzzy": 1, "unapproved": 0}


@pytest.mark.parametrize("nothing", ["", "  ", "\u00a0", "\u3000", "\u200b", "&nbsp;"])
def test_a_translation_that_shows_nothing_is_none(nothing: str) -> None:
    judging = verdicts(catalog(message("Hello", nothing)))
    finding = judging.judge(HELLO, "x")
    assert finding is not None
    assert (finding.rule, judging.admissible) == ("untranslated", {})
    assert judging.words == {"all": 1, "translated": 0, "fuzzy": 0, "unapproved": 0}


def test_an_obsolete_translation_is_none() -> None:
    finding = judge(catalog(replace(message("Hello", "Hallo"), obsolete=True)), HELLO)
    assert finding is not None
    assert "not in the catalog yet" in finding.message


def test_half_a_plural_is_no_translation() -> None:
    days = message("a day", "ein Tag", "", msgid_plural="%(n)s days")
    finding = judge(catalog(days), Segment("a day", "template"))
    assert finding is not None
    assert finding.rule == "untranslated"


def test_what_may_be_used_is_kept_under_its_key_with_all_its_forms() -> None:
    days = message("%(n)s day", "%(n)s Tag", "%(n)s Tage", msgid_plural="%(n)s days")
    judging = verdicts(replace(catalog(days), headers=(("Plural-Forms", "nplurals=2; plural=n>1;"),)))
    assert judging.judge(Segment("%(n)s day", "template"), "x") is None
    assert judging.admissible == {(None, "%(n)s day"): ("%(n)s Tag", "%(n)s Tage")}


def test_plural_forms_of_which_nobody_says_what_they_are_for_are_not_used() -> None:
    days = message("%(n)s day", "%(n)s Tag", "%(n)s Tage", msgid_plural="%(n)s days")
    for field in ("", "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=3; plural=n%3;"):
        judging = verdicts(replace(catalog(days), headers=(("Plural-Forms", field),)))
        finding = judging.judge(Segment("%(n)s day", "template"), "x")
        assert finding is not None
        assert (finding.rule, judging.admissible) == ("plural-forms", {})


BEDS = Message("One bed", msgid_plural="%(count)s beds")


@pytest.mark.parametrize(
    ("locale", "forms", "is_used"),
    [
        ("ja", ("%(count)s個の花壇",), True),
        ("ja", ("花壇",), False),
        ("ru", ("%(count)s грядка", "%(count)s грядки", "%(count)s грядок"), True),
        ("ru", ("Одна грядка", "%(count)s грядки", "%(count)s грядок"), False),  # for 21 as well
        ("fr", ("Un lit", "%(count)s lits"), False),  # for 0 as well
        ("fr", ("%(count)s lit", "%(count)s lits"), True),
        ("de", ("Ein Beet", "%(count)s Beete"), True),
        ("de", ("Ein Beet", "Beete"), False),
        ("de", ("Ein Beet %(x)s", "%(count)s Beete"), False),
        ("ar", ("لا أسرّة", "سرير واحد", "سريران", "%(count)s أسرة", "%(count)s سريرًا", "%(count)s سرير"), True),
    ],
)
def test_a_plural_form_says_the_number_unless_it_is_for_one_alone(
    locale: str, forms: tuple[str, ...], is_used: bool
) -> None:
    found = Catalog("a", locale, (replace(BEDS, translations=forms),), (("Plural-Forms", plural_rule(locale).header),))
    judging = Verdicts(Policy(PROJECT, None), CHECKER, Language.of(locale), found)
    finding = judging.judge(Segment("One bed", "template"), "x")
    assert (finding is None) is is_used
    assert finding is None or finding.rule == "placeholders"


def test_the_context_is_part_of_what_a_message_is_found_by() -> None:
    other = replace(HELLO, context="greeting")
    assert judge(catalog(message("Hello", "Hallo")), other) is not None
    assert judge(catalog(message("Hello", "Hallo", msgctxt="greeting")), other) is None


def test_a_translation_that_is_not_safe_is_not_used_and_the_rule_is_named() -> None:
    judging = verdicts(catalog(message("Hello", "<script>x</script>")))
    finding = judging.judge(HELLO, "x")
    assert finding is not None
    assert finding.rule == "plain-text"
    assert judging.admissible == {}


def test_a_text_that_is_asked_for_in_a_required_section_later_is_judged_as_one() -> None:
    """The same text may stand in an introduction first: what is found of it has to say what it holds up."""
    judging = verdicts(catalog(message("Hello")))
    assert getattr(judging.judge(HELLO, "x"), "rule", "") == "untranslated"
    assert getattr(judging.judge(section("Hello", "disclaimer"), "x"), "rule", "") == "critical-untranslated"
    assert [found.rule for found in judging.findings()] == ["critical-untranslated"]
    assert judging.words["all"] == 1


def test_a_block_that_is_too_large_is_never_asked_for() -> None:
    long = "x" * (MAX_TEXT + 1)
    judging = verdicts(catalog(message(long, "y")))
    finding = judging.judge(Segment(long, "paragraph"), "source/a.md")
    assert finding is not None
    assert (finding.rule, judging.words["all"]) == ("segment-too-large", 0)


def test_messages_that_the_catalog_lacks_are_told_of_once_and_first() -> None:
    judging = verdicts(catalog(message("A")))
    for text in ("A", "B", "C", "B"):
        judging.judge(Segment(text, "paragraph"), "x")
    first, *others = judging.findings()
    assert (first.rule, first.message) == ("out-of-step", "2 messages of the source not in the catalog yet")
    assert [found.rule for found in others] == ["untranslated"] * 3


def test_where_approval_is_required_only_required_sections_wait_for_it() -> None:
    policy = Policy(PROJECT, Approvals({}))
    german = catalog(message("Hello", "Hallo"))
    assert judge(german, HELLO, policy) is None
    finding = judge(german, section("Hello", "disclaimer"), policy)
    assert finding is not None
    assert finding.rule == "critical-unapproved"


def test_a_finding_names_the_place_the_kind_and_the_beginning_of_the_text() -> None:
    finding = judge(catalog(message("x" * 80, line=7)), Segment("x" * 80, "list item"))
    assert finding is not None
    assert finding.place == "locales/de/articles/a.po:7"
    assert finding.message == f"list item “{'x' * 59}…”: no translation"
    assert (finding.locale, finding.msgid) == ("de", "x" * 80)


def test_a_translation_has_to_do_for_every_text_that_is_the_same() -> None:
    """What may stand in a paragraph may not stand in a title; which of them comes first does not matter."""
    bold = catalog(message("Hello", "**Hallo** <b>Du</b>"))
    paragraph, title = Segment("Hello", "paragraph", Notation.MARKDOWN), Segment("Hello", "title")
    assert judge(bold, paragraph) is None
    for first, *others in ((paragraph, title), (title, paragraph)):
        judging = Verdicts(Policy(PROJECT, None), CHECKER, DE, bold, {paragraph.key: (first, *others)})
        finding = judging.judge(first, "x")
        assert finding is not None
        assert (finding.rule, judging.admissible) == ("plain-text", {})


def test_the_same_text_of_two_kinds_is_asked_for_twice_and_of_one_kind_once() -> None:
    paragraph, title = Segment("Hello", "paragraph", Notation.MARKDOWN), Segment("Hello", "title")
    source = extracted(article(title, paragraph, paragraph), article(paragraph, name="b"))
    uses = Gate.of(PROJECT, SETTINGS, source).uses
    assert uses["articles/a"] == {paragraph.key: (title, paragraph)}
    assert uses["articles/b"] == {paragraph.key: (paragraph,)}


@pytest.mark.parametrize(
    ("segment", "is_same"),
    [
        (Segment("2024", "paragraph"), True),
        (Segment("1,234.50 – 5 %", "table cell"), True),
        (Segment("`pip install x`", "paragraph", Notation.MARKDOWN), True),
        (Segment("v1.2.3 (B12)", "paragraph"), True),
        (Segment("https://a.example/some/words", "paragraph"), True),
        (Segment("Ann Lee", "author"), True),
        (Segment("Ann Lee", "tag"), False),
        (Segment("5 mg", "paragraph"), False),
        (Segment("1日2錠を服用してください", "paragraph"), False),
        (Segment("第3章", "heading 2"), False),
        (Segment("Kapitel3a: Übung", "heading 2"), False),
        (Segment("See [it](a.html)", "paragraph", Notation.MARKDOWN), False),
        (section("2024"), True),
        (section("2024", "disclaimer"), False),
    ],
)
def test_numbers_codes_and_authors_need_no_translation(segment: Segment, is_same: bool) -> None:
    for found in (catalog(message(segment.text)), catalog()):
        judging = verdicts(found)
        assert (judging.judge(segment, "x") is None) is is_same
        assert (judging.words["translated"] == judging.words["all"]) is is_same
