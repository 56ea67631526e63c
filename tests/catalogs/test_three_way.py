"""Merging two versions of a catalog: by message, and without losing a text."""

from __future__ import annotations

import subprocess
import sys

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.three_way import CONFLICT, merge_versions
from pipeline.model import Catalog, Message, Previous
from tests.conftest import ROOT, Site


def catalog(*messages: Message, **headers: str) -> Catalog:
    return Catalog("d", "de", messages, tuple(headers.items()))


def said(msgid: str, text: str = "", **fields) -> Message:
    return Message(msgid, translations=(text,), **fields)


A, B = said("A", "Ä"), said("B", "Bee")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param((A,), (said("A", "Ah"),), (A,), (said("A", "Ah"),), id="ours changed"),
        pytest.param((A,), (A,), (said("A", "Ah"),), (said("A", "Ah"),), id="theirs changed"),
        pytest.param(
            (A, B), (said("A", "1"), B), (A, said("B", "2")), (said("A", "1"), said("B", "2")), id="both, apart"
        ),
        pytest.param((A,), (said("A", "Ah"),), (said("A", "Ah"),), (said("A", "Ah"),), id="the same change"),
        pytest.param((), (A,), (B,), (B, A), id="both added"),
        pytest.param((A,), (A, B), (A,), (A, B), id="ours added"),
        pytest.param((A, B), (A,), (A, B), (A,), id="ours deleted"),
        pytest.param((A, B), (A,), (A, said("B", "2")), (A, said("B", "2", obsolete=True)), id="deleted and changed"),
        pytest.param((said("A"),), (said("A", "Ah"),), (said("A"),), (said("A", "Ah"),), id="translated"),
        pytest.param(
            (said("A", "Ä", flags=("fuzzy",)),),
            (said("A", "1", flags=("fuzzy",)),),
            (said("A", "2"),),
            (said("A", "2"),),
            id="sure wins",
        ),
        pytest.param(
            (A,),
            (said("A", "Ä", comment="x"),),
            (said("A", "Ä", comment="y"),),
            (said("A", "Ä", comment="x\ny"),),
            id="comments",
        ),
        pytest.param(
            (A,),
            (said("A", "Ä", obsolete=True),),
            (said("A", "Ä", comment="y"),),
            (said("A", "Ä", comment="y"),),
            id="still used",
        ),
    ],
)
def test_what_one_side_did_is_done(base: tuple, ours: tuple, theirs: tuple, merged: tuple) -> None:
    found = merge_versions(catalog(*base), catalog(*ours), catalog(*theirs))
    assert found.catalog.messages == merged
    assert found.conflicts == ()


def test_a_message_changed_on_both_sides_is_a_conflict_that_keeps_both_texts() -> None:
    found = merge_versions(catalog(A), catalog(said("A", "Ah", comment="by me")), catalog(said("A", "Aha")))
    (message,) = found.conflicts
    assert message.fuzzy
    assert message.translations == ("Ah",)
    assert message.comment == f"by me\n{CONFLICT}Aha"


def test_headers_are_merged_field_by_field_and_dates_are_the_later_ones() -> None:
    base = catalog(**{"Last-Translator": "x", "Language-Team": "t", "PO-Revision-Date": "2026-01-01 00:00+0000"})
    ours = catalog(**{"Last-Translator": "x", "Language-Team": "u", "PO-Revision-Date": "2026-01-03 00:00+0000"})
    theirs = catalog(**{"Last-Translator": "y", "Language-Team": "t", "PO-Revision-Date": "2026-01-02 00:00+0000"})
    merged = merge_versions(base, ours, theirs).catalog
    assert dict(merged.headers) == {
        "Last-Translator": "y",
        "Language-Team": "u",
        "PO-Revision-Date": "2026-01-03 00:00+0000",
    }
    assert merge_versions(base, theirs, ours).catalog.header("PO-Revision-Date") == "2026-01-03 00:00+0000"


TEXT = st.sampled_from(["", "one", "two", "three"])
SIDE = st.dictionaries(
    st.sampled_from("ABCDE"), st.tuples(TEXT, st.sampled_from(["live", "fuzzy", "obsolete"])), max_size=5
)


def side(messages: dict) -> Catalog:
    return catalog(
        *(
            said(
                msgid,
                text,
                flags=("fuzzy",) if state == "fuzzy" else (),
                previous=Previous("old") if state == "fuzzy" else None,
                obsolete=state == "obsolete",
            )
            for msgid, (text, state) in messages.items()
        )
    )


@given(SIDE, SIDE, SIDE)
def test_a_text_that_one_side_wrote_is_lost_only_where_the_other_is_certain(
    base: dict, ours: dict, theirs: dict
) -> None:
    merged = merge_versions(side(base), side(ours), side(theirs)).catalog
    assert len({message.key for message in merged.messages}) == len(merged.messages)
    found = {message.msgid: message for message in merged.messages}
    for one, other in ((ours, theirs), (theirs, ours)):
        for msgid, (text, state) in one.items():
            if not text or base.get(msgid) == (text, state) or msgid not in other:
                continue
            message = found[msgid]
            decided = state == "fuzzy" and other[msgid][0] and other[msgid][1] != "fuzzy"
            assert decided or text in (*message.translations, *message.comment.split(CONFLICT))


@given(SIDE, SIDE)
def test_a_side_that_did_nothing_changes_nothing(base: dict, ours: dict) -> None:
    merged = merge_versions(side(base), side(ours), side(base)).catalog
    assert {message.msgid: message.translations for message in merged.messages} == {
        msgid: (text,) for msgid, (text, _) in ours.items()
    }


def git(site: Site, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=check)


@pytest.fixture
def repository(good_site: Site) -> Site:
    good_site.write(".gitattributes", "*.po merge=pelican-gettext\n")
    git(good_site, "init", "-q", "-b", "main")
    driver = f"{sys.executable} -m pipeline merge-driver %O %A %B %P"
    git(good_site, "config", "merge.pelican-gettext.driver", driver)
    git(good_site, "add", "-A")
    git(good_site, "commit", "-qm", "base")
    return good_site


def change(site: Site, branch: str, *edits: tuple[str, str]) -> None:
    git(site, "checkout", "-q", "-B", branch, "main")
    for old, new in edits:
        site.replace("locales/de/articles/first.po", old, new)
    git(site, "commit", "-qam", branch)


FIRST, SECOND = 'msgstr "Erste Schritte"', 'msgstr "Dies ist kein Rat."'


def test_git_merges_neighbouring_messages_and_dates_by_the_driver(repository: Site) -> None:
    dated = polib.pofile(str(repository.root / "locales/de/articles/first.po")).metadata["PO-Revision-Date"]
    change(
        repository,
        "one",
        (FIRST, 'msgstr "Die ersten Schritte"'),
        (f"Revision-Date: {dated}", "Revision-Date: 2027-02-01 00:00+0000"),
    )
    change(
        repository,
        "two",
        (SECOND, 'msgstr "Kein Rat."'),
        (f"Revision-Date: {dated}", "Revision-Date: 2027-03-01 00:00+0000"),
    )
    assert git(repository, "merge", "-q", "one", check=False).returncode == 0
    merged = {
        entry.msgid: entry.msgstr for entry in polib.pofile(str(repository.root / "locales/de/articles/first.po"))
    }
    assert "PO-Revision-Date: 2027-03-01" in repository.read("locales/de/articles/first.po")
    assert merged["First steps"] == "Die ersten Schritte"
    assert merged["This is not advice."] == "Kein Rat."


def test_git_reports_a_conflict_and_the_file_stays_readable(repository: Site) -> None:
    change(repository, "one", (SECOND, 'msgstr "Gar kein Rat."'))
    change(repository, "two", (SECOND, 'msgstr "Kein Rat."'))
    done = git(repository, "merge", "-q", "one", check=False)
    assert done.returncode == 1
    assert "“This is not advice.” was translated differently on both sides" in done.stderr + done.stdout
    assert repository.run("lint", str(repository.root / "locales/de/articles/first.po")).exit_code == 0
    entries = polib.pofile(str(repository.root / "locales/de/articles/first.po"))
    (entry,) = [entry for entry in entries if entry.msgid == "This is not advice."]
    assert (entry.msgstr, entry.fuzzy) == ("Kein Rat.", True)
    assert entry.tcomment.endswith("Gar kein Rat.")


def test_lint_names_file_and_line(good_site: Site) -> None:
    good_site.replace("locales/de/theme.po", 'msgstr "Tiny"', 'msgstr "Tiny')
    paths = [str(path) for path in sorted((good_site.root / "locales").rglob("*.po"))]
    result = good_site.run("lint", *paths)
    assert result.exit_code == 2
    assert "locales/de/theme.po:" in result.output
    assert result.output.count("error:") == 1


def test_the_hooks_name_commands_that_exist() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    for name in ("lint", "check"):
        assert f"entry: pelican-gettext {name}\n" in hooks
