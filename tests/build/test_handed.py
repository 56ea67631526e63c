"""What a site's process reads from files is what it would have been sent."""

from __future__ import annotations

import pickle
from pathlib import Path

from pipeline.build.handed import FOLDER, Handed
from pipeline.build.written import SiteTask
from pipeline.filed import FiledTexts, Filing
from pipeline.plugin.site import Site
from pipeline.review import Texts
from tests.making import BASE, DE, EN, PROJECT

_SECRET = "Guten Tag, alle miteinander"
_TEXTS = {"theme": {(None, "Home"): ("Start",)}, "articles/a": {(None, "Hello"): (_SECRET,)}}
_TITLES = {"en": {"a.md": "Hello"}, "de": {"a.md": _SECRET}}


def _task(folder: Path) -> SiteTask:
    filing = Filing()
    titles = {locale: FiledTexts.of(own, filing) for locale, own in _TITLES.items()}
    site = Site(PROJECT, DE, BASE, translations=Texts.of(_TEXTS).filed(), titles=titles)
    return SiteTask(site, folder / "de", folder / "de", {"a.md": "article"})


def texts_of(task: SiteTask) -> Texts:
    assert isinstance(task.site.translations, Texts)
    return task.site.translations


def test_texts_and_titles_are_in_files_and_not_in_what_is_sent(tmp_path: Path) -> None:
    task = _task(tmp_path)
    found = Handed(tmp_path).task(task)
    sent = pickle.dumps(found)
    assert _SECRET.encode() in pickle.dumps(task)
    assert _SECRET.encode() not in sent
    assert all(bytes(packed) not in sent for packed in texts_of(task).domains.values())
    received = pickle.loads(sent)
    assert (dict(received.site.translations), received.site.titles) == (_TEXTS, _TITLES)
    assert (received.expected, received.folder) == (task.expected, task.folder)


def test_what_all_sites_share_is_there_once(tmp_path: Path) -> None:
    task, handed = _task(tmp_path), Handed(tmp_path)
    for _ in range(3):
        handed.task(task)
    assert len([*(tmp_path / FOLDER).iterdir()]) == 2  # texts, and titles of all languages


def test_where_there_is_no_room_it_is_sent_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    received = pickle.loads(pickle.dumps(Handed(tmp_path / "file").task(_task(tmp_path))))
    assert (dict(received.site.translations), received.site.titles) == (_TEXTS, _TITLES)


def test_what_is_in_no_file_stays_as_it_is(tmp_path: Path) -> None:
    task = SiteTask(Site(PROJECT, EN, BASE, translations=_TEXTS, titles=_TITLES), tmp_path, tmp_path, {})
    assert Handed(tmp_path).task(task) == task
    assert not (tmp_path / FOLDER).exists()
