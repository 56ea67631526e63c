"""What of a language's catalogs is on disk, and what each is to be made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs.former import Former
from pipeline.catalogs.templates import Template, current_templates
from pipeline.catalogs.write import catalog_headers, format_catalog
from pipeline.clock import now
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Message
from tests.making import DE, article, catalog, extracted, message, project_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


def templates(project: Project, **articles: tuple[str, ...]) -> list[Template]:
    documents = [article(*texts, name=name) for name, texts in articles.items()]
    return current_templates(project, extracted(*documents, project=project).templates)


def put(project: Project, name: str, *messages: Message) -> Path:
    path = project.catalog_path("de", f"articles/{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    made = catalog(*messages, domain=f"articles/{name}")
    text = format_catalog(made).replace('msgstr ""\n', _header(project), 1)
    path.write_text(text, encoding="utf-8")
    return path


def _header(project: Project) -> str:
    fields = catalog_headers(project, DE, now())
    return 'msgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in fields)


def said(text: str, where: str = "a") -> Message:
    return message(text, f"{text}!", references=(f"source/articles/{where}.md",))


def former(project: Project, *imported: str, **articles: tuple[str, ...]) -> Former:
    return Former(project, templates(project, **articles), DE, imported)


def domains(known: Former) -> list[str]:
    return [wanted.domain for wanted in known.wanted]


def test_what_has_no_source_any_more_comes_after_the_templates(project: Project) -> None:
    put(project, "old", said("Hello", "old"))
    known = former(project, "memory", "articles/a", a=("Bye",))
    assert domains(known) == ["articles/a", "theme", "articles/old", "memory"]
    assert known.ours == {"articles/old"}
    assert [wanted.messages for wanted in known.wanted[2:]] == [(), ()]


def test_a_catalog_that_is_not_there_has_nothing_and_one_that_is_there_its_bytes(project: Project) -> None:
    path = put(project, "a", said("Hello"))
    known = former(project, a=("Hello",), b=("New",))
    here, absent = known.read(known.wanted[0]), known.read(known.wanted[1])
    assert (here.held, here.found.messages[0].translations) == (path.read_bytes(), ("Hello!",))
    assert here.old is here.found
    assert (absent.held, absent.found.messages, absent.found.comment) == (None, (), "Translations of Tiny into German.")


def test_of_a_source_that_was_renamed_the_former_catalog_is_what_its_texts_are_taken_from(project: Project) -> None:
    put(project, "a", said("One"), said("Two"), said("Three"))
    known = former(project, b=("One", "Two"), c=("One", "Two"))
    of = {wanted.domain: known.read(wanted) for wanted in known.wanted}
    assert [m.msgid for m in of["articles/b"].old.messages] == ["One", "Two", "Three"]
    assert of["articles/b"].old.domain == "articles/b"
    assert (of["articles/b"].held, of["articles/b"].found.messages) == (None, ())
    assert of["articles/c"].old.messages == ()  # one alone is the same
    assert (of["articles/a"].old.messages, len(of["articles/a"].found.messages)) == ((), 3)


def test_one_of_which_less_than_half_is_there_is_no_former_name(project: Project) -> None:
    put(project, "a", said("One"), said("Two"), said("Three"), said("Four"))
    known = former(project, b=("One", "Two"))
    assert known.read(known.wanted[0]).old.messages == ()


def test_what_another_program_has_made_is_refused_and_a_malformed_one_by_its_line(project: Project) -> None:
    path = put(project, "a", said("Hello"))
    path.write_text(path.read_text(encoding="utf-8") + "msgid x\n", encoding="utf-8")
    known = former(project, a=("Hello",))
    with pytest.raises(PipelineError, match=r"articles/a\.po:\d+"):
        known.read(known.wanted[0])
    foreign = "".join(f'msgid "{n}"\nmsgstr "{n}"\n\n' for n in range(3))
    path.write_text(f'msgid ""\nmsgstr "Language: de\\n"\n\n{foreign}', encoding="utf-8")
    with pytest.raises(PipelineError, match="another program has made it:"):
        known.read(known.wanted[0])


def test_one_that_is_saved_after_its_texts_were_taken_is_not_to_go(project: Project) -> None:
    """What somebody wrote in between is in none of the others."""
    path = put(project, "a", said("One"), said("Two"))
    known = former(project, b=("One", "Two"))
    new, _theme, left = known.wanted
    known.read(new)
    assert known.read(left).old.messages == ()
    path.write_text(path.read_text(encoding="utf-8").replace("One!", "Eins"), encoding="utf-8")
    with pytest.raises(PipelineError, match=r"articles/a\.po: the file was changed by someone else"):
        known.read(left)
