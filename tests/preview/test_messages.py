"""What a translator is shown of a message."""

from __future__ import annotations

import pytest

from pipeline.catalogs.marks import MarkedMessage
from pipeline.model import Language
from pipeline.paths import real
from pipeline.preview.answers import State
from pipeline.preview.edits import Wording
from pipeline.preview.index import identity
from pipeline.preview.messages import dossier, judge, state_of
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.workshop import Workshop
from tests.conftest import Site

CATALOG = "locales/de/articles/first.po"
MARKDOWN = '#, markdown-text\nmsgid "Beginning"\n'


def now_of(site: Site) -> tuple[Snapshot, Language]:
    now = Workshop(real(site.root / "pelicanconf.py"), (), "http://127.0.0.1:8000").now
    language = now.language("de")
    assert language is not None
    return now, language


def named(now: Snapshot, msgid: str, domain: str = "articles/first") -> MarkedMessage:
    return now.index.names[identity(domain, (None, msgid))]


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("", "", State.TRANSLATED),
        ('msgstr "Anfang"', 'msgstr ""', State.UNTRANSLATED),
        (MARKDOWN, MARKDOWN.replace("#, ", "#, fuzzy, "), State.FUZZY),
        ('msgstr "Anfang"', 'msgstr "<script>alert(1)</script>"', State.REFUSED),
        ('msgid "Beginning"', 'msgid "Something else"', State.MISSING),
    ],
)
def test_the_state_of_a_message(good_site: Site, old: str, new: str, state: State) -> None:
    good_site.replace(CATALOG, old, new)
    now, language = now_of(good_site)
    assert state_of(now, language, named(now, "Beginning")) is state


def test_a_text_that_check_calls_wrong_says_so_unless_it_is_waived(good_site: Site) -> None:
    msgid = "Take one tablet, see [the second]({filename}second.md) or ![a moon]({static}/images/moon.svg)."
    good_site.replace(CATALOG, "Nehmen Sie eine Tablette", "Nehmen Sie drei Tabletten")
    now, language = now_of(good_site)
    assert state_of(now, language, named(now, msgid)) is State.FAULTY
    good_site.replace(
        CATALOG, "#. paragraph\n#. in: Beginning", "# waive: numbers, so it is\n#. paragraph\n#. in: Beginning"
    )
    now, language = now_of(good_site)
    assert state_of(now, language, named(now, msgid)) is State.TRANSLATED


def test_a_critical_text_waits_for_its_approval(good_site: Site) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['require_approval'] = True\n")
    now, language = now_of(good_site)
    known = named(now, "Contact")
    assert state_of(now, language, known) is State.UNAPPROVED
    told = dossier(now, language, known, can_approve=True)
    assert (told.critical, told.approved, told.can_approve) == (("contact",), False, True)
    assert good_site.run("approve", "de", "--by", "Amal", "--yes").exit_code == 0
    now, language = now_of(good_site)
    told = dossier(now, language, known, can_approve=True)
    assert (told.state, told.approved, told.can_approve) == (State.TRANSLATED, True, False)


def test_what_comes_with_the_tool_needs_nothing(good_site: Site) -> None:
    good_site.untranslate("locales/de/theme.po", "Read the original")
    now, language = now_of(good_site)
    assert state_of(now, language, named(now, "Read the original", "theme")) is State.SUPPLIED


def test_a_dossier_has_source_notes_and_place(good_site: Site) -> None:
    now, language = now_of(good_site)
    told = dossier(now, language, named(now, "Beginning"), can_approve=False)
    assert (told.source, told.forms, told.form_labels) == (("Beginning",), ("Anfang",), ("",))
    assert "heading 2" in [note.text for note in told.notes if note.name == "kind"]
    assert [(place.title, place.path) for place in told.places] == [("First steps", "/de/first.html")]
    assert (told.file, told.line is None, told.markdown) == (CATALOG, False, True)
    assert (told.rendered, told.findings) == (("<div>\n<h2>Anfang</h2>\n</div>\n",), ())
    assert told.approved is None


def test_a_dossier_has_the_glossary_and_what_is_similar(good_site: Site) -> None:
    good_site.write("locales/de/glossary.csv", "source,target\nsteps,Schritte\nnothing,nichts\n")
    good_site.write("source/pages/more.md", "Title: The first steps\n\nText\n")
    assert good_site.run("update").exit_code == 0
    now, language = now_of(good_site)
    told = dossier(now, language, named(now, "The first steps", "pages/more"), can_approve=False)
    assert [(term.term, term.translation) for term in told.glossary] == [("steps", "Schritte")]
    assert ("First steps", ("Erste Schritte",)) in [(found.source, found.forms) for found in told.similar]


def test_a_fuzzy_text_has_the_one_it_was_made_for(good_site: Site) -> None:
    good_site.replace(CATALOG, MARKDOWN, '#, fuzzy, markdown-text\n#| msgid "Begin"\nmsgid "Beginning"\n')
    now, language = now_of(good_site)
    told = dossier(now, language, named(now, "Beginning"), can_approve=False)
    assert (told.fuzzy, told.previous, told.forms) == (True, "Begin", ("Anfang",))


@pytest.mark.parametrize(
    ("msgid", "text", "rule", "refused"),
    [
        ("Beginning", "<script>alert(1)</script>", None, True),
        ("Beginning", "[x](javascript:alert(1))", None, True),
        (
            "Take one tablet, see [the second]({filename}second.md) or ![a moon]({static}/images/moon.svg).",
            "Drei Tabletten, siehe [die zweiten]({filename}second.md) oder ![ein Mond]({static}/images/moon.svg).",
            "numbers",
            False,
        ),
    ],
)
def test_findings_are_those_of_check(good_site: Site, msgid: str, text: str, rule: str | None, refused: bool) -> None:
    now, language = now_of(good_site)
    told = judge(now, language, named(now, msgid), Wording((text,)))
    assert told.findings
    assert all(finding.refused is refused for finding in told.findings)
    assert rule is None or rule in [finding.rule for finding in told.findings]
    assert all(finding.hint for finding in told.findings)
    # What readers would not get is not shown either.
    assert (told.rendered == ("",)) is refused


def test_of_an_empty_text_nothing_is_said(good_site: Site) -> None:
    now, language = now_of(good_site)
    assert judge(now, language, named(now, "Beginning"), Wording((" ",))).findings == ()


def test_plain_text_is_no_markup(good_site: Site) -> None:
    now, language = now_of(good_site)
    told = judge(now, language, named(now, "First steps"), Wording(("1 < 2",)))
    assert told.rendered in ((("1 &lt; 2"),), ("",))
