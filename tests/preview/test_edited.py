"""An edited source: what is known afterwards is what reading all anew finds, and little of it was judged again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.paths import real
from pipeline.preview.snapshot import Snapshot
from pipeline.preview.workshop import Workshop
from tests.conftest import Site

FIRST = "source/articles/first.md"
MOON = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def workshop_of(site: Site) -> Workshop:
    return Workshop(real(site.root / "pelicanconf.py"), (), "http://127.0.0.1:8000")


def refreshed(site: Site, monkeypatch: pytest.MonkeyPatch, path: str, text: str) -> tuple[Snapshot, Snapshot, bool]:
    """What was known, what is with this text in a file, and whether all was read for it."""
    workshop, times = workshop_of(site), list[int]()
    before, read = workshop.now, workshop._read

    def noted(revision: int, epoch: int) -> Snapshot:
        times.append(revision)
        return read(revision, epoch)

    monkeypatch.setattr(workshop, "_read", noted)
    site.write(path, text)
    now = workshop.refresh([real(site.root / path)])
    # Of texts alone whoever makes pages reads sources again; of anything else another process has to.
    changes = now.revision - before.revision, now.epoch - before.epoch, now.edition - before.edition
    assert changes == ((1, 1, 0) if times else (1, 0, 1))
    return before, now, bool(times)


def is_the_same(now: Snapshot, other: Snapshot) -> bool:
    """Whether both know the same of a site."""
    known, others = ((one.extraction, one.assessments, one.complete, one.published, one.whole) for one in (now, other))
    return known == others


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Beginning", "The very beginning"),  # which nobody has translated
        ("Title: First steps", "Title: First step"),  # lists name it
        ("Contact", "Beginning"),  # a required section, and a text that is there twice
        ("Beginning", "Beginning "),  # nothing
    ],
)
def test_what_is_known_is_what_reading_all_anew_finds(
    good_site: Site, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    text = good_site.read(FIRST).replace(old, new, 1)
    before, now, is_all = refreshed(good_site, monkeypatch, FIRST, text)
    assert not is_all
    assert is_the_same(now, workshop_of(good_site).now)
    other = next(one for one in now.extraction.documents if one.source == "articles/second.md")
    known = {one.source: one for one in before.extraction.documents}
    assert known[other.source] == other


def test_a_picture_that_changed_is_no_reason_to_judge_anything(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, now, is_all = refreshed(good_site, monkeypatch, "source/images/moon.svg", MOON)
    assert (is_all, now.assessments) == (False, before.assessments)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIRST, "Tags: ", "Tags: new, "),  # a name of its own
        (FIRST, "Slug: first", "Slug: other"),  # another address
        (FIRST, "Title: ", "Status: draft\nTitle: "),
        ("source/articles/third.md", "", "Title: Third\nDate: 2026-01-02\n\nNew.\n"),
        ("source/articles/first.de.md", "", "Title: Erste\nDate: 2026-01-02\nLang: de\n\nText.\n"),
        ("source/images/moon.de.svg", "", MOON),
        ("theme/templates/base.html", "", "{{ _('new') }}"),
    ],
)
def test_whatever_else_changes_all_is_read(
    good_site: Site, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str
) -> None:
    text = good_site.read(path) if Path(good_site.root / path).exists() else ""
    _, now, is_all = refreshed(good_site, monkeypatch, path, text.replace(old, new, 1) if old else text + new)
    assert is_all
    assert now.extraction == workshop_of(good_site).now.extraction


def test_a_source_and_a_catalog_may_change_at_once(good_site: Site) -> None:
    workshop, catalog = workshop_of(good_site), "locales/de/articles/first.po"
    good_site.replace(FIRST, "Beginning", "The very beginning")
    good_site.untranslate(catalog, "Contact")
    now = workshop.refresh([real(good_site.root / name) for name in (FIRST, catalog)])
    assert is_the_same(now, workshop_of(good_site).now)


def test_a_language_that_cannot_be_read_is_looked_at_again(good_site: Site) -> None:
    workshop, catalog = workshop_of(good_site), "locales/de/articles/first.po"
    whole = good_site.read(catalog)
    good_site.write(catalog, whole.replace('msgstr "Anfang"', 'msgstr "Anfang'))
    workshop.refresh([real(good_site.root / catalog)])
    good_site.replace(FIRST, "Beginning", "The very beginning")
    assert len(workshop.refresh([real(good_site.root / FIRST)]).faults()) == 1
    good_site.write(catalog, whole)
    now = workshop.refresh([real(good_site.root / catalog)])
    assert (now.faults(), is_the_same(now, workshop_of(good_site).now)) == ([], True)
