"""Texts that a merge of git's has made certain, and nobody has: one branch's accepted mark beside the other's text.

Where git merges catalogs without our driver (on a forge's web page, several branches at once, in a clone that was not
set up), it merges lines, and a text's lines are not those of its mark. Nothing in the file tells of it; history does. A
text of a merge is nobody's if it is certain there and in none of the parents, and is not what `update` or our driver
make of one that is; if each line of it is one of a parent's, so that nobody need have written any; and if a parent says
that the text, or the message, is certain, so that nobody need have said so. It is nobody's until a commit accepts it.

Of history the last `COMMITS` commits are looked at. Nothing is known of what is not in this clone, and of merges that
are one commit by now (squashed, rebased, picked).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, dropwhile, takewhile
from pathlib import Path

from pipeline import git
from pipeline.catalogs.approvals import read_approvals
from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.edits import adjust
from pipeline.catalogs.plurals import converted, effective_rule
from pipeline.catalogs.read import parse_catalog
from pipeline.catalogs.suggestions import MERGED, is_looked_at, to_be_looked_at, without_looked_at
from pipeline.catalogs.waivers import read_waivers, waived_in_comment
from pipeline.config import Project
from pipeline.encoding import utf_8
from pipeline.errors import PipelineError
from pipeline.git import Change
from pipeline.model import Catalog, Key, Language, Message
from pipeline.observed import observer, programs_known
from pipeline.paths import is_there

#: The rule that tells of these texts.
RULE = "merged-unseen"
#: So many commits back from where the project stands are looked at.
COMMITS = 500
#: A text and what it translates: what somebody accepts.
Text = tuple[Key, str | None, tuple[str, ...]]
# Of so many files the versions are held at a time.
_AT_A_TIME = 100
_SHORT = 9
# In the bytes of a catalog: lines that say nothing of a text's state, where entries end, and how the header begins.
_REMARK, _GAP = re.compile(rb"^#(?:[.: ].*)?\n", re.M), re.compile(rb"\n[ \t]*\n")
_HEADER = re.compile(rb'^msgid ""\n(?!")', re.M)
_LITERAL = re.compile(r'(?:#~[ \t]*)?(?:msgstr(?:\[\d+\])?[ \t]*)?"(.*)"[ \t]*')


@dataclass(frozen=True, slots=True)
class Merge:
    """A commit of several parents, by their names; whether what it has made certain was accepted since."""

    commit: str
    parents: tuple[str, ...]
    is_accepted: bool = False

    def __str__(self) -> str:
        *others, last = (parent[:_SHORT] for parent in self.parents)
        return f"{self.commit[:_SHORT]} of {', '.join(others)} and {last}"


#: Texts that a merge has made certain and nobody has, by locale.
Unseen = Mapping[str, Mapping[Text, Merge]]


def unseen_texts(project: Project, languages: Iterable[Language]) -> Unseen:
    """These texts in the languages' catalogs as they are committed, as far as git knows here; accepted ones, too.

    What was approved or waived is none of them. Raises PipelineError for a ledger that is not well-formed.
    """
    with programs_known():
        places = git.places(project.catalogs)
    for place in places:
        is_there(place)  # which is heard: as long as these stay as they are, git says the same
    if not places and _is_in_repository(project.catalogs) and (heard := observer()) is not None:
        heard.notes.beyond["is in a repository of which git says nothing"] = None
    with programs_known():
        joined = _joined(project, frozenset(language.locale for language in languages))
    if not joined:
        return {}
    approvals = read_approvals(project) if project.require_approval else None
    waivers, unseen = read_waivers(project), defaultdict[str, dict[Text, Merge]](dict)
    # A text may be of several merges, after one of which nobody has accepted it.
    for (merge, locale), messages in sorted(joined.items(), key=lambda item: item[0][0].is_accepted):
        for message in messages:
            is_approved = approvals is not None and approvals.verdict(locale, message) is Verdict.VALID
            if not is_approved and waivers.verdict(locale, RULE, message) is not Verdict.VALID:
                unseen[locale].setdefault(_text(message), merge)
    return unseen


def _is_in_repository(folder: Path) -> bool:
    """Whether a folder is in some repository, which is heard: there may be one the next time."""
    return any([is_there(place / ".git") for place in (folder, *folder.parents)])  # noqa: C419 - each is heard


def _joined(project: Project, locales: frozenset[str]) -> dict[tuple[Merge, str], list[Message]]:
    history = _History(project, git.commits(project.catalogs, COMMITS))
    return history.since(joined) if (joined := history.joined(locales)) else {}


def merge_of(message: Message, texts: Mapping[Text, Merge]) -> Merge | None:
    """The merge that has made a message certain, of whose text nobody has said anything since."""
    is_said = not _is_certain(message) or is_looked_at(message)
    is_waived = any(rule == RULE for rule, _ in waived_in_comment(message))
    merge = None if is_said or is_waived else texts.get(_text(message))
    return None if merge is None or merge.is_accepted else merge


def why(merge: Merge) -> str:
    """What is wrong with a text that a merge has made certain."""
    return f"the merge {merge} joined one's text with another's mark: nobody has accepted it for this source"


def doubted(catalog: Catalog, texts: Mapping[Text, Merge]) -> tuple[Catalog, list[tuple[Message, Merge]]]:
    """The catalog with such texts fuzzy, and these as they were.

    What is accepted keeps the line that says so as long as the merge is looked at: commits may become one.
    """
    messages, unseen = list[Message](), list[tuple[Message, Merge]]()
    for message in catalog.messages:
        if (merge := merge_of(message, texts)) is not None:
            unseen.append((message, merge))
            messages.append(to_be_looked_at(message))
        else:
            messages.append(message if _text(message) in texts else without_looked_at(message))
    is_same = all(new is old for new, old in zip(messages, catalog.messages, strict=True))
    return catalog if is_same else replace(catalog, messages=tuple(messages)), unseen


class _History:
    """The commits of a project, newest first, and what its catalogs said in them."""

    def __init__(self, project: Project, commits: Mapping[str, tuple[str, ...]]) -> None:
        self._folder, self._commits = project.catalogs, commits
        self._known: dict[tuple[str, str], Sequence[Catalog]] = {}

    def joined(self, locales: frozenset[str]) -> dict[tuple[Merge, str], list[Message]]:
        """What is certain in a merge, and in none of its parents, though nobody need have said so."""
        found = defaultdict[tuple[Merge, str], list[Message]](list)
        merges = [commit for commit, parents in self._commits.items() if len(parents) > 1]
        for change, before, held in self._versions(merges, locales):
            if not _has_new_entries(before, held):
                continue
            catalog, *others = _parsed([held, *filter(None, before)], locale := _locale(change))
            if catalog is None or None in others:
                continue
            known = {_text(message) for other in others if other for message in other.messages if _is_certain(message)}
            lines = None if None in before else {line for other in others if other for line in _lines(other)}
            merge = Merge(change.commit, self._commits[change.commit])
            for message in catalog.messages:
                if not _is_certain(message) or _text(message) in known:
                    continue
                if lines is not None and not _lines_of(catalog, message) <= lines:
                    continue
                sides = [self._catalogs(parent, locale) for parent in merge.parents]
                if _is_joined(catalog, message, [*chain.from_iterable(sides)], locale):
                    found[merge, locale].append(message)
        return found

    def since(self, joined: Mapping[tuple[Merge, str], Sequence[Message]]) -> dict[tuple[Merge, str], list[Message]]:
        """The same, by whether they are accepted: by a commit that came after, or if they are not certain any more."""
        head, locales = next(iter(self._commits)), frozenset(locale for _, locale in joined)
        now = {
            (locale, _text(message))
            for locale in locales
            for catalog in self._catalogs(head, locale)
            for message in catalog.messages
            if _is_certain(message)
        }
        told = ((locale, message) for (_, locale), messages in joined.items() for message in messages)
        still = frozenset(locale for locale, message in told if (locale, _text(message)) in now)
        accepted, found = self._accepted(still), defaultdict[tuple[Merge, str], list[Message]](list)
        for (merge, locale), messages in joined.items():
            before = self._ancestors(merge.commit)
            texts = (texts for (commit, its), texts in accepted.items() if its == locale and commit not in before)
            since = set(chain.from_iterable(texts))
            for message in messages:
                is_open = (locale, _text(message)) in now and _text(message) not in since
                found[replace(merge, is_accepted=not is_open), locale].append(message)
        return found

    def _accepted(self, locales: frozenset[str]) -> dict[tuple[str, str], set[Text]]:
        """What commits of one parent accept, by commit and locale: what was fuzzy, or has the line that says so."""
        was, now = (defaultdict[tuple[str, str], list[Message]](list) for _ in range(2))
        plain = [commit for commit, parents in self._commits.items() if len(parents) == 1 and locales]
        for change, before, held in self._versions(plain, locales):
            if b"fuzzy" not in (before[0] or b"") and MERGED.encode() not in held:
                continue  # most commits
            for messages, data in ((was, before[0]), (now, held)):
                for catalog in _parsed([data] if data else [], _locale(change)):
                    messages[change.commit, _locale(change)] += catalog.messages if catalog else ()
        return {
            task: {_text(m) for m in messages if _is_certain(m) and is_looked_at(m)}
            | ({_text(m) for m in messages if _is_certain(m)} & {_text(m) for m in was[task] if m.fuzzy})
            for task, messages in now.items()
        }

    def _ancestors(self, commit: str) -> set[str]:
        """A commit and what comes before it, as far as it is known."""
        found, ahead = set[str](), [commit]
        while ahead:
            if (one := ahead.pop()) not in found:
                found.add(one)
                ahead += self._commits.get(one, ())
        return found

    def _versions(
        self, commits: Iterable[str], locales: frozenset[str]
    ) -> Iterator[tuple[Change, list[bytes | None], bytes]]:
        """The catalogs that these commits have changed, with their bytes in each parent, and now."""
        changes = [
            change
            for change in git.changes(self._folder, commits)
            if change.held and change.path.endswith(".po") and _locale(change) in locales
        ]
        for start in range(0, len(changes), _AT_A_TIME):
            some = changes[start : start + _AT_A_TIME]
            names = {name for change in some for name in (change.held, *change.before) if name}
            contents = git.contents(self._folder, names)
            for change in some:
                held = contents.get(change.held or "")
                before = [contents.get(name) if name else None for name in change.before]
                if held is not None and [data is None for data in before] == [name is None for name in change.before]:
                    yield change, before, held

    def _catalogs(self, commit: str, locale: str) -> Sequence[Catalog]:
        """All catalogs of a language in a commit; without those that could not be read."""
        if (commit, locale) not in self._known:
            names = git.files_of(self._folder, commit, locale)
            contents = git.contents(self._folder, (name for path, name in names.items() if path.endswith(".po")))
            self._known[commit, locale] = [*filter(None, _parsed(contents.values(), locale))]
        return self._known[commit, locale]


def _is_joined(catalog: Catalog, message: Message, sides: Sequence[Catalog], locale: str) -> bool:
    """Whether a merge's lines make a message of its catalog certain, which is so in none of its parents' catalogs."""
    if not _lines_of(catalog, message) <= {line for side in sides for line in _lines(side)}:
        return False  # somebody has written something, or a program that knows what it does
    rule = effective_rule(catalog, locale)
    told = [m for side in sides for m in (converted(side, locale, rule) if rule else side.messages)]
    if any(_makes(other, message) for other in told):
        return False
    return any(not m.fuzzy and (m.key == message.key or m.translations == message.translations) for m in told)


def _makes(other: Message, message: Message) -> bool:
    """Whether a message is what `update`, or our driver, make of another one without asking anybody."""
    if other.fuzzy:
        return False
    if _text(other) == _text(message):
        return _is_certain(other)
    if other.msgctxt != message.msgctxt or other.msgid_plural is not None or message.msgid_plural is not None:
        return False
    return (
        other.msgid != message.msgid
        and adjust(other.msgid, message.msgid, other.translations[0]) == (message.translations[0])
    )


def _has_new_entries(before: Sequence[bytes | None], held: bytes) -> bool:
    """Whether any entry, but for remarks, is none that was there: in most merges none is, and this is quick."""
    known = set(chain.from_iterable(_entries(data) for data in before if data))
    return any(b"msgstr" in entry and not _HEADER.search(entry) for entry in _entries(held) if entry not in known)


def _entries(data: bytes) -> list[bytes]:
    return _GAP.split(_REMARK.sub(b"", data.replace(b"\r\n", b"\n")).strip())


def _lines(catalog: Catalog) -> set[str]:
    """All lines in quotation marks that may be a text's."""
    return set(map(_literal, catalog.text.split("\n")))


def _lines_of(catalog: Catalog, message: Message) -> set[str]:
    """The lines of the texts of a message as they are in its file, in their quotation marks."""
    after = catalog.text.split("\n")[(message.line or 1) - 1 :]
    texts = dropwhile(lambda line: "msgstr" not in line.partition('"')[0], after)
    return {line for line in map(_literal, takewhile(_LITERAL.fullmatch, texts)) if line}


def _literal(line: str) -> str:
    found = _LITERAL.fullmatch(line)
    return found[1] if found else ""


def _parsed(versions: Iterable[bytes], locale: str) -> list[Catalog | None]:
    return [_catalog(data, locale) for data in versions]


def _catalog(data: bytes, locale: str) -> Catalog | None:
    """What a version of a catalog says; nothing of one that is not well-formed, or a pointer to what is elsewhere."""
    try:
        return parse_catalog(utf_8(data, locale), locale, domain=locale, locale=locale)
    except PipelineError:
        return None


def _is_certain(message: Message) -> bool:
    return message.complete and not message.fuzzy


def _text(message: Message) -> Text:
    return message.key, message.msgid_plural, message.translations


def _locale(change: Change) -> str:
    return change.path.partition("/")[0]
