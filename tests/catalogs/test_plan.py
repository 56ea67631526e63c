"""What is to become of a language's catalogs waits, and nothing is changed yet."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogs.former import Former
from pipeline.catalogs.merged import merged_catalogs
from pipeline.catalogs.plan import Look, Plan, Planner, _keep
from pipeline.catalogs.waiting import Waiting
from pipeline.config import Project
from pipeline.model import Catalog, Language, Message
from tests.catalogs.test_former import put, said, templates
from tests.making import DE, message, project_in, texts_of

Seen = list[tuple[str, list[str]]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


def _commented(message: Message) -> bool:
    return bool(message.comment)


def _told(language: Language, catalogs: list[Catalog]) -> Seen:
    return [(catalog.domain, [message.msgid for message in catalog.messages]) for catalog in catalogs]


def planner(project: Project, *, prune: bool = False, **articles: tuple[str, ...]) -> Planner[Seen]:
    known = templates(project, **articles)
    return Planner(
        project,
        known,
        texts_of(known),
        {},
        Look(_commented, _told),
        prune,
    )


def waits(project: Project, plan: Plan[Seen]) -> dict[str, tuple[bool, bool, bool]]:
    """By article, whether something comes to it, whether something goes, and whether it goes as a whole."""
    with Waiting(project, plan.language) as waiting:
        kinds = [
            {path.stem for path in paths}
            for paths in (
                (text.path for text in waiting.coming()),
                (text.path for text in waiting.going()),
                (path for path, _ in waiting.removals()),
            )
        ]
    return {name: tuple(name in kind for kind in kinds) for name in sorted(set().union(*kinds))}


COMES, GOES, BOTH, REMOVED = (True, False, False), (False, True, False), (True, True, False), (False, False, True)


def files(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.root.rglob("*.po")}


def test_nothing_is_written_and_what_is_as_it_is_to_be_does_not_wait(project: Project) -> None:
    first = planner(project, a=("Hello",), b=("Bye",))(DE)
    assert (waits(project, first), first.files) == ({"a": COMES, "b": COMES, "theme": COMES}, 3)
    assert files(project) == {}


def test_text_that_moved_comes_first_and_goes_then(project: Project) -> None:
    put(project, "a", said("Hello"), said("Bye"))
    before = files(project)
    plan = planner(project, a=("Hello",), b=("Other", "Bye"))(DE)
    assert waits(project, plan) == {"a": BOTH, "b": COMES, "theme": COMES}
    assert (plan.messages.moved, plan.messages.kept, files(project)) == (1, 1, before)


def test_an_obsolete_text_goes_once_it_is_in_use_elsewhere_just_the_same(project: Project) -> None:
    planner(project)  # makes no catalog
    gone = [message(text, f"{text}!", obsolete=True) for text in ("Shared", "Alone", "Other")]
    path = put(project, "a", said("Hello"), *gone)
    for name in ("b", "c"):
        put(project, name, said("Shared", name), *([said("Alone", name)] * (name == "b")))
    plan = planner(project, a=("Hello",), b=("Shared", "Alone"), c=("Shared",))(DE)
    assert waits(project, plan)["a"] in (GOES, BOTH)
    with Waiting(project, DE) as waiting:
        (left,) = [text.text for text in waiting.going() if text.path == path]
    assert [text in left for text in ("Shared!", "Alone!", "Other!")] == [False, False, True]


def test_text_that_moved_to_several_catalogs_goes_where_it_was(project: Project) -> None:
    put(project, "a", said("Hello"), said("Shared"))
    plan = planner(project, a=("Hello",), b=("Shared",), c=("Shared",))(DE)
    assert waits(project, plan)["a"] == BOTH


def test_what_a_catalog_had_found_by_itself_and_others_knew_better_takes_no_obsolete_text_away(
    project: Project,
) -> None:
    text, like = "Take two tablets a day, please.", "Take one tablet a day, please."
    put(project, "y", said("One", "y"), message(text, "better", obsolete=True))
    put(project, "a", said("Two"), message(text, "found", obsolete=True))
    put(project, "b", said("Three", "b"), message(like, "found", references=("source/articles/b.md",)))
    plan = planner(project, y=("One",), a=("Two",), b=("Three", text), c=(text,))(DE)
    with Waiting(project, DE) as waiting:
        (whole,) = [one.text for one in waiting.coming() if one.path.stem == "b"]
        assert f'msgid "{text}"\nmsgstr "better"' in whole
        assert [one.path.stem for one in waiting.going()] == ["y"]
    assert plan.messages.moved == 2


def test_one_without_a_source_goes_as_a_whole_when_all_its_texts_are_elsewhere(project: Project) -> None:
    put(project, "a", said("One"), said("Two"))
    plan = planner(project, b=("One", "Two"))(DE)
    assert waits(project, plan) == {"a": REMOVED, "b": COMES, "theme": COMES}


def test_pruning_takes_what_was_obsolete_and_not_what_becomes_it(project: Project) -> None:
    put(project, "a", said("Hello"), said("Now"), message("Before", "Zuvor", obsolete=True))
    plan = planner(project, prune=True, a=("Hello",))(DE)
    assert [(path, message.msgid) for path, message in plan.pruned] == [("locales/de/articles/a.po", "Before")]


def test_of_a_catalog_that_comes_again_what_comes_last_counts(project: Project) -> None:
    put(project, "a", said("Hello"))
    known = templates(project, a=("Hello", "New"))
    merged = next(
        merged_catalogs(
            project,
            Former(project, known, DE),
            texts_of(known),
            DE,
            {},
        )
    )
    with Waiting(project, DE) as waiting:
        for whole, files in ((merged.whole, 1), (merged.before.found, 0), (merged.whole, 1)):
            _keep(project, waiting, replace(merged, whole=whole))
            assert len(waiting) == files


def test_whoever_looks_sees_what_is_notable_in_the_order_of_the_templates(project: Project) -> None:
    put(project, "b", message("Hello", "Hallo", comment="so"), message("Bye", "Tschüss"))
    put(project, "a", message("Left", "Weg", comment="moves"), message("Stays", "Bleibt"))
    plan = planner(project, b=("Hello", "Bye"), a=("Stays",), c=("Left", "New"))(DE)
    assert plan.seen == [("articles/b", ["Hello"]), ("articles/c", ["Left"])]


def test_who_plans_can_be_sent_to_another_process(project: Project) -> None:
    put(project, "a", message("Hello", "Hallo", comment="so"))
    known = planner(project, a=("Hello", "Bye"))
    plan = known(DE)
    assert plan == pickle.loads(pickle.dumps(known))(DE) == pickle.loads(pickle.dumps(plan))
