"""Texts that a merge of git's has made certain, and nobody has: on real git, without our driver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogs.approvals import record_approvals
from pipeline.catalogs.decisions import WAIVERS, digest, digest_of_translation
from pipeline.catalogs.merges import RULE, _text, doubted, unseen_texts
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.suggestions import IMPORTED, SUGGESTED, marked, to_be_looked_at
from pipeline.catalogs.waivers import Waiver, record_waivers
from pipeline.catalogs.write import format_catalog
from pipeline.model import Message
from pipeline.observed import observed
from tests.making import DE, project_in
from tests.repository import Repository, entry, po

BASE = po(entry("One.", "Eins?", fuzzy=True), entry("Two.", "Zwei.", note="item"))
ACCEPTED = po(entry("One.", "Eins?"), entry("Two.", "Zwei.", note="item"))
REWRITTEN = po(entry("One.", "Einz.", fuzzy=True), entry("Two.", "Zwei.", note="item"))
JOINED = ["Einz."]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.at(tmp_path)
    made.commit(BASE)
    return made


def unseen(repository: Repository) -> list[str]:
    known = unseen_texts(repository.project, [DE]).get("de", {})
    return [texts[0] for (_, _, texts), merge in known.items() if not merge.is_accepted]


def joined(repository: Repository, *strategy: str) -> None:
    repository.branch("accepts", ACCEPTED)
    repository.branch("rewrites", REWRITTEN)
    repository.merge(*strategy, "accepts")
    repository.merge(*strategy, "rewrites")


@pytest.mark.parametrize("strategy", ["ort", "recursive", "resolve"])
def test_a_mark_of_one_branch_and_the_text_of_another_are_nobodys(repository: Repository, strategy: str) -> None:
    joined(repository, "-s", strategy)
    assert repository.path().read_text(encoding="utf-8") == REWRITTEN.replace("#, fuzzy\n", "")
    assert unseen(repository) == JOINED
    (merge,) = unseen_texts(repository.project, [DE])["de"].values()
    assert merge.commit == repository.git("rev-parse", "HEAD").strip()
    assert list(merge.parents) == repository.git("rev-parse", "HEAD^1", "HEAD^2").split()


def test_several_branches_at_once_are_one_merge(repository: Repository) -> None:
    repository.branch("accepts", ACCEPTED)
    repository.branch("rewrites", REWRITTEN)
    repository.commit("", domain="other")
    repository.merge("accepts", "rewrites")
    assert len(repository.git("rev-parse", "HEAD^1", "HEAD^2", "HEAD^3").split()) == 3
    assert unseen(repository) == JOINED


@pytest.mark.parametrize(("strategy", "found"), [("ours", JOINED), ("theirs", [])])
def test_where_git_takes_one_side_of_a_conflict_the_mark_may_still_be_the_others(
    repository: Repository, strategy: str, found: list[str]
) -> None:
    repository.branch("accepts", ACCEPTED.replace("Eins?", "Eins."))
    repository.branch("rewrites", REWRITTEN)
    repository.merge("rewrites")
    repository.merge("-X", strategy, "accepts")
    assert unseen(repository) == found


CERTAIN = entry("One.", "Take one ", "at nine ", "and ten ", "with food.")
MIXED = {
    "lines of two texts": (
        CERTAIN,
        CERTAIN.replace("one ", "1 "),
        CERTAIN.replace("food", "water"),
    ),
    "the source of one, the text of the other": (
        entry("One.", "Eins?", fuzzy=True, previous="Won.", context="c"),
        entry("One.", "Eins?", context="c"),
        entry("One more.", "Eins?", fuzzy=True, previous="Won.", context="c"),
    ),
    "another source, and another text of several lines": (
        entry("One.", "Eins ", "und mehr."),
        entry("One more.", "Eins ", "und mehr."),
        entry("One.", "Eins ", "und viel mehr."),
    ),
    "the text that there was before": (
        entry("One.", "Eins?", fuzzy=True, previous="Won.", context="c"),
        entry("One.", "Eins?", context="c"),
        entry("One?", "Eins?", fuzzy=True, previous="Won.", context="c"),
    ),
    "forms of a plural": (
        '#, fuzzy\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        '#, fuzzy\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "e"\n',
    ),
}


@pytest.mark.parametrize("kind", MIXED)
def test_whatever_is_put_together_of_two_branches_is_nobodys(repository: Repository, kind: str) -> None:
    base, one, other = map(po, MIXED[kind])
    repository.commit(base)
    repository.branch("one", one)
    repository.branch("other", other)
    repository.merge("one")
    repository.merge("other")
    assert len(unseen(repository)) == 1


def test_a_catalog_that_one_branch_renames_is_the_same_one(repository: Repository) -> None:
    def rename() -> None:
        repository.git("mv", "locales/de/a.po", "locales/de/b.po")

    long = [entry(f"Text {number}.", f"Text {number}.") for number in range(20)]
    repository.commit(po(*long, entry("One.", "Eins?", fuzzy=True)))
    repository.branch("accepts", change=rename)
    repository.git("checkout", "-q", "accepts")
    repository.commit(po(*long, entry("One.", "Eins?")), domain="b")
    repository.git("checkout", "-q", "main")
    repository.branch("rewrites", po(*long, entry("One.", "Einz.", fuzzy=True)))
    repository.merge("rewrites")
    repository.merge("accepts")
    assert repository.path("b").read_text(encoding="utf-8") == po(*long, entry("One.", "Einz."))
    assert unseen(repository) == JOINED


def test_the_project_may_be_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    made = Repository.at(tmp_path, "site/de")
    made.commit(BASE)
    joined(made)
    assert unseen(made) == JOINED


def test_the_catalogs_may_be_in_a_repository_of_their_own(repository: Repository) -> None:
    """As a submodule is; the project's says nothing of them."""
    within = Repository.at(repository.root / "locales")
    within = replace(within, project=repository.project)
    within.commit(BASE)
    joined(within)
    assert unseen(within) == JOINED


def test_of_a_tree_beside_the_repository_its_own_branch_counts(repository: Repository, tmp_path: Path) -> None:
    joined(repository)
    for branch, found in (("main", JOINED), ("accepts", [])):
        repository.git("worktree", "add", "-q", "--detach", str(tmp_path / branch), branch)
        assert unseen(Repository(tmp_path / branch, project_in(tmp_path / branch))) == found


def not_set_up(repository: Repository, text: str) -> None:
    """Commit as a merge what somebody has made of it."""
    repository.git("merge", "-q", "--no-commit", "--no-ff", "other", check=False)
    repository.commit(text)


SEEN = {
    "a text of one, remarks of the other": (
        (entry("One.", "Eins."), entry("One.", "Einz."), entry("One.", "Eins.", note="title")),
        entry("One.", "Einz.", note="title"),
    ),
    "what one has accepted, for all that the other says": (
        (entry("One.", "A", fuzzy=True), entry("One.", "A"), entry("One.", "B", fuzzy=True)),
        entry("One.", "A"),
    ),
    "what somebody has written into the merge": (
        (entry("One.", "A", fuzzy=True), entry("One.", "A"), entry("One.", "B", fuzzy=True)),
        entry("One.", "C"),
    ),
    "what nobody was sure of, and somebody has accepted in the merge": (
        (entry("One.", "A", fuzzy=True), entry("One.", "A ", fuzzy=True), entry("One.", "B", fuzzy=True)),
        entry("One.", "B"),
    ),
    "the same change of an address in source and text": (
        (
            entry("Go [on](a).", "Los, [los](a)."),
            entry("Go [on](b).", "Los, [los](b)."),
            entry("Go [on](a).", "Und [los](a)."),
        ),
        entry("Go [on](b).", "Und [los](b)."),
    ),
    "another source, by marks that translations have as they like": (
        (entry("Go “on”.", "Los."), entry('Go \\"on\\".', "Los."), entry("Go “on”.", "Und los.")),
        entry('Go \\"on\\".', "Und los."),
    ),
    "a doubt": (
        (entry("One.", "A"), entry("One.", "A", fuzzy=True), entry("One.", "B")),
        entry("One.", "B", fuzzy=True),
    ),
    "nothing": ((entry("One.", "A"), entry("One.", "A", fuzzy=True), entry("One.", "B")), entry("One.", "")),
}


@pytest.mark.parametrize("kind", SEEN)
def test_what_somebody_has_decided_on_is_not_doubted(repository: Repository, kind: str) -> None:
    (base, one, other), merged = SEEN[kind]
    repository.commit(po(base))
    repository.branch("one", po(one))
    repository.branch("other", po(other))
    repository.merge("one")
    not_set_up(repository, po(merged))
    assert len(repository.git("rev-parse", "HEAD^1", "HEAD^2").split()) == 2
    assert unseen(repository) == []


def test_a_text_that_a_catalog_of_a_parent_has_elsewhere_is_accepted(repository: Repository) -> None:
    repository.commit(po(entry("One.", "Einz.")), domain="b")
    joined(repository)
    assert unseen(repository) == []


def test_an_edit_that_the_merge_takes_back_leaves_its_text_certain(repository: Repository) -> None:
    was = Message("One.", translations=("Eins.",))
    suggestion = marked(Message("Won.", translations=("Eins.",), flags=("fuzzy",)), was)
    (mark,) = suggestion.extracted
    later = po(entry("Won.", "Eins.", fuzzy=True, previous="One.", note=mark))
    repository.commit(po(entry("One.", "Eins.")))
    repository.branch("one", later)
    repository.branch("other", later.replace("Eins", "Einz"))
    repository.merge("one")
    not_set_up(repository, po(entry("One.", "Eins.")))
    assert unseen(repository) == []


def test_forms_by_another_rule_are_the_same_texts(repository: Repository) -> None:
    def forms(count: int, *texts: str) -> str:
        rule = f'"Plural-Forms: nplurals={count}; plural={"n != 1" if count == 2 else "n==1 ? 0 : n==2 ? 1 : 2"};\\n"\n'
        lines = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(texts))
        return po(f'msgid "a"\nmsgid_plural "b"\n{lines}').replace('"Content', f'{rule}"Content')

    repository.commit(forms(2, "c", "d"))
    repository.branch("one", forms(2, "c", "e"))
    repository.branch("other", forms(2, "f", "d"))
    repository.merge("one")
    not_set_up(repository, forms(3, "c", "e", "e"))
    assert unseen(repository) == []


def accept(repository: Repository) -> None:
    repository.commit(REWRITTEN)
    repository.commit(REWRITTEN.replace("#, fuzzy\n", ""))


def test_a_text_that_was_fuzzy_and_is_accepted_after_the_merge_is_somebodys(repository: Repository) -> None:
    joined(repository)
    accept(repository)
    assert unseen(repository) == []


def test_a_text_that_was_accepted_before_the_merge_and_doubted_again_is_not(repository: Repository) -> None:
    """A branch on which it was fuzzy, and goes on so, says nothing of it."""
    accept(repository)
    repository.commit(BASE)
    joined(repository)
    assert unseen(repository) == JOINED


def test_a_branch_that_goes_on_with_the_fuzzy_text_accepts_nothing(repository: Repository) -> None:
    joined(repository)
    repository.git("checkout", "-q", "rewrites")
    repository.commit(REWRITTEN.replace("Zwei.", "Zwei!"))
    repository.git("checkout", "-q", "main")
    repository.merge("rewrites")
    assert unseen(repository) == JOINED


def test_a_branch_that_accepts_the_text_meanwhile_does(repository: Repository) -> None:
    joined(repository)
    repository.git("checkout", "-q", "rewrites")
    repository.commit(REWRITTEN.replace("#, fuzzy\n", ""))
    repository.git("checkout", "-q", "main")
    repository.merge("rewrites")
    assert unseen(repository) == []


@pytest.mark.parametrize("text", [REWRITTEN, REWRITTEN.replace("Einz", "Eins"), po()])
def test_what_is_certain_no_more_need_not_be_told(repository: Repository, text: str) -> None:
    joined(repository)
    repository.commit(text)
    assert unseen(repository) == []


def test_a_text_that_another_text_took_the_place_of_and_that_is_back_is_still_nobodys(repository: Repository) -> None:
    """As of a merge that is reverted, and the revert with it."""
    joined(repository)
    repository.git("revert", "-m", "1", "--no-edit", "HEAD")
    assert unseen(repository) == []
    repository.git("revert", "--no-edit", "HEAD")
    assert unseen(repository) == JOINED


def test_what_is_waived_or_approved_is_not_told(repository: Repository) -> None:
    joined(repository)
    message = Message("One.", translations=tuple(JOINED))
    waiver = Waiver("de", RULE, digest(message), digest_of_translation(message), "it is right", "One.")
    record_waivers(repository.project, [waiver])
    assert unseen(repository) == []
    (repository.project.catalogs / WAIVERS).unlink()
    assert unseen(repository) == JOINED
    record_approvals(repository.project, "de", [message], "Amal", date(2030, 1, 1))
    assert unseen(repository) == JOINED
    asks = replace(repository.project, require_approval=True)
    assert unseen_texts(asks, [DE]) == {}


def test_what_is_doubted_is_fuzzy_and_what_is_accepted_then_stays_so(repository: Repository) -> None:
    joined(repository)
    texts = unseen_texts(repository.project, [DE])["de"]
    catalog = read_catalog(repository.path(), repository.project, domain="a", locale="de")
    doubt, ((before, merge),) = doubted(catalog, texts)
    one, two = doubt.messages
    assert (before, merge) == (catalog.messages[0], texts[_text(one)])
    assert (one.fuzzy, one.translations, two) == (True, ("Einz.",), catalog.messages[1])
    assert doubted(doubt, texts) == (doubt, [])
    # A translator's program removes the mark; one of another text's, or in another place, says nothing.
    accepted = replace(doubt, messages=(replace(one, flags=()), two))
    assert doubted(accepted, texts) == (accepted, [])
    other = replace(before, translations=("Einzz.",))
    strange = replace(doubt, messages=(replace(one, flags=(), extracted=to_be_looked_at(other).extracted), two))
    assert doubted(strange, texts)[1] != []
    # What an import or a suggestion has left says nothing of this text any more.
    left = replace(catalog, messages=(replace(before, extracted=("title", IMPORTED, f"{SUGGESTED}1")), two))
    title, *marks = doubted(left, texts)[0].messages[0].extracted
    assert (title, *marks) == ("title", *one.extracted)
    # The line stays while the merge is looked at: the commits that say so may be squashed.
    assert doubted(accepted, {text: replace(merge, is_accepted=True) for text in texts}) == (accepted, [])
    assert doubted(catalog, {text: replace(merge, is_accepted=True) for text in texts}) == (catalog, [])
    assert doubted(accepted, {}) == (catalog, [])
    waived = replace(catalog, messages=(replace(before, comment=f"waive: {RULE}, it is right"), two))
    assert doubted(waived, texts) == (waived, [])


def test_a_text_that_is_doubted_and_accepted_within_one_commit_is_somebodys(repository: Repository) -> None:
    joined(repository)
    texts = unseen_texts(repository.project, [DE])["de"]
    catalog = read_catalog(repository.path(), repository.project, domain="a", locale="de")
    doubt, _ = doubted(catalog, texts)
    repository.commit(format_catalog(doubt).replace("#, fuzzy\n", ""))
    assert unseen(repository) == []
    (merge,) = unseen_texts(repository.project, [DE])["de"].values()
    assert merge.is_accepted


def test_what_was_doubted_and_accepted_in_commits_that_are_one_by_now_is_somebodys(repository: Repository) -> None:
    """As where a forge squashes the branch: in the one commit nothing has changed but the line."""

    def update() -> str:
        catalog = read_catalog(repository.path(), repository.project, domain="a", locale="de")
        return format_catalog(doubted(catalog, unseen_texts(repository.project, [DE])["de"])[0])

    joined(repository)
    repository.git("checkout", "-q", "-b", "looks")
    repository.commit(update())
    repository.write(repository.path().read_text(encoding="utf-8").replace("#, fuzzy\n", ""))
    repository.commit(update())
    repository.commit(update())
    assert unseen(repository) == []
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--squash", "looks")
    repository.commit()
    assert unseen(repository) == []


def clone(repository: Repository, tmp_path: Path, *arguments: str) -> Repository:
    place = tmp_path / "clone"
    repository.git("clone", "-q", *arguments, repository.root.as_uri(), str(place))
    return Repository(place, project_in(place))


@pytest.mark.parametrize(("depth", "found"), [(1, []), (2, JOINED), (3, JOINED)])
def test_of_a_clone_of_some_commits_those_count(
    repository: Repository, tmp_path: Path, depth: int, found: list[str]
) -> None:
    joined(repository)
    assert unseen(clone(repository, tmp_path, f"--depth={depth}")) == found


def test_a_clone_without_files_is_not_to_fetch_any(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(repository)
    repository.git("config", "uploadpack.allowFilter", "true")
    partial = clone(repository, tmp_path, "--filter=blob:none")
    partial.git("config", "remote.origin.url", "ssh://git.example/none")
    monkeypatch.setenv("GIT_SSH_COMMAND", f"touch '{tmp_path / 'asked'}'; false")
    assert unseen(partial) == []
    assert not (tmp_path / "asked").exists()


def test_nothing_is_told_of_a_merge_that_is_one_commit(repository: Repository) -> None:
    repository.branch("accepts", ACCEPTED)
    repository.branch("rewrites", REWRITTEN)
    repository.git("merge", "-q", "accepts")
    repository.git("merge", "-q", "--squash", "rewrites")
    repository.commit()
    assert "Einz" in repository.path().read_text(encoding="utf-8")
    assert unseen(repository) == []


@pytest.mark.parametrize(
    "text",
    ["version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", 'msgid "', "", BASE.replace("Zwei", "\xe4")],
)
def test_what_is_no_catalog_says_nothing(repository: Repository, text: str) -> None:
    """Of one that is stored elsewhere git has a pointer; of another the encoding is not known."""
    repository.path().write_bytes(text.encode("latin-1"))
    repository.commit()
    repository.branch("accepts", ACCEPTED)
    repository.branch("rewrites", text.replace("9", "8"))
    repository.git("merge", "-q", "-X", "ours", "accepts", check=False)
    repository.git("merge", "-q", "-X", "ours", "rewrites", check=False)
    repository.git("add", "-A")
    assert unseen(repository) == []


def test_line_ends_are_no_texts(repository: Repository) -> None:
    """In the repository too, where nobody has told git to mend them."""
    repository.path().write_bytes(BASE.replace("\n", "\r\n").encode())
    repository.commit()
    repository.branch("accepts", ACCEPTED.replace("\n", "\r\n"))
    repository.branch("rewrites", REWRITTEN.replace("\n", "\r\n"))
    repository.merge("accepts")
    repository.merge("rewrites")
    assert unseen(repository) == JOINED


def test_without_git_or_a_repository_or_a_commit_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unseen_texts(project_in(tmp_path), [DE]) == {}
    made = Repository.at(tmp_path / "empty")
    made.write(BASE)
    assert unseen(made) == []
    made.commit()
    joined(made)
    monkeypatch.setenv("PATH", "")
    assert unseen_texts(made.project, [DE]) == {}


def test_only_the_last_commits_are_looked_at(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    joined(repository)
    monkeypatch.setattr("pipeline.catalogs.merges.COMMITS", 3)
    assert unseen(repository) == JOINED
    for _ in range(3):
        repository.commit()
    assert unseen(repository) == []


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_command_is_given_again_for_as_long_as_git_says_the_same(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, is_packed: bool
) -> None:
    # Other tests of this process have loaded modules, and have changed them.
    monkeypatch.setattr("pipeline.observer.modules_loaded", lambda: iter(()))
    joined(repository)
    if is_packed:
        repository.git("pack-refs", "--all")
    with observed() as observer:
        assert unseen(repository) == JOINED
    reads = observer.reads(digests=False)
    assert list(reads.beyond) == []
    assert reads.hold({})
    repository.git("commit", "-q", "--allow-empty", "-m", "a commit")
    assert not reads.hold({})


def test_a_command_is_not_given_again_where_git_says_nothing_of_a_repository_or_there_is_one_by_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.observer.modules_loaded", lambda: iter(()))
    project = project_in(tmp_path / "site")
    (tmp_path / "site").mkdir(exist_ok=True)
    with observed() as observer:
        assert unseen_texts(project, [DE]) == {}
    alone = observer.reads(digests=False)
    assert alone.hold({})
    Repository.at(tmp_path / "site")
    assert not alone.hold({})
    with observed() as observer:
        assert unseen_texts(project, [DE]) == {}
    assert list(observer.reads(digests=False).beyond) == ["is in a repository of which git says nothing"]
