"""Which of a project's files go to a cluster, and which stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cluster import snapshot
from pipeline.cluster.snapshot import Manifest, manifest_of
from pipeline.config import ClusterOptions, Project
from pipeline.errors import PipelineError
from tests.making import project_in

GOES = """
    pelicanconf.py source/articles/a.md source/images/a.png source/.well-known/security.txt source/.htaccess
    theme/a.html locales/de/articles/a.po plugins/own.py data/prices.csv locales/addresses.tsv keys.md
""".split()
STAYS = """
    .env .env.local .git/config .git .netrc server.pem certs/id_rsa certs/id_ed25519.pub secrets/token secrets.toml
    .idea/x
    output/index.html output/de/index.html .output.published.json .output.lock .output.staging/de/x output-pseudo/x
    old-output/index.html .old-output.published.json
    .venv/bin/python venv/pyvenv.cfg venv/lib/x.py node_modules/x/index.js .mypy_cache/x cache/CACHEDIR.TAG cache/x
    plugins/__pycache__/own.pyc source/.git/x source/.env theme/key.pem credentials.json .pypirc
""".split()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for way in (*GOES, *STAYS):
        if way != ".git":
            path = tmp_path / way
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(way, encoding="utf-8")
    return project_in(tmp_path)


def sent(project: Project) -> set[str]:
    return {file.path for file in manifest_of(project).files}


def test_what_a_site_is_made_of_goes_and_secrets_programs_and_output_stay(project: Project) -> None:
    assert sent(project) == set(GOES)


@pytest.mark.parametrize(
    ("options", "more", "less"),
    [
        ({"sends": ("secrets.toml", ".idea")}, {"secrets.toml", ".idea/x"}, set()),
        ({"sends": ("secrets/token",)}, {"secrets/token"}, set()),
        ({"keeps": ("data", "*.tsv")}, set(), {"data/prices.csv", "locales/addresses.tsv"}),
        ({"keeps": ("plugins/",), "sends": ("plugins/own.py",)}, set(), set()),
    ],
)
def test_a_project_says_what_else_goes_and_stays(
    project: Project, options: dict[str, tuple[str, ...]], more: set[str], less: set[str]
) -> None:
    assert sent(replace(project, cluster=ClusterOptions(**options))) == (set(GOES) | more) - less


def test_a_link_within_the_project_is_followed_once_and_one_that_leads_out_is_not(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("secret", encoding="utf-8")
    (project.root / "source/again").symlink_to(project.root / "source/images")
    (project.root / "source/round").symlink_to(project.root / "source")
    (project.root / "linked.md").symlink_to(outside)
    found = sent(project)
    assert "source/again/a.png" in found
    assert "linked.md" not in found
    (project.root / "source/linked.md").symlink_to(outside)
    with pytest.raises(PipelineError, match="leads out of the project") as caught:
        sent(project)
    assert caught.value.path == "source/linked.md"
    assert "source/linked.md" not in sent(replace(project, cluster=ClusterOptions(keeps=("source/linked.md",))))


def test_folders_with_nothing_in_them_are_there_as_well(project: Project) -> None:
    (project.root / "source/pages").mkdir()
    assert set(manifest_of(project).folders) == {"certs", "source/pages"}  # whose keys stay


def test_a_manifest_is_the_same_for_the_same_files_and_says_all_of_each(project: Project) -> None:
    manifest = manifest_of(project)
    assert Manifest.decoded(manifest.encoded()) == manifest == manifest_of(project)
    file = next(file for file in manifest.files if file.path == "keys.md")
    state = (project.root / "keys.md").stat()
    assert (file.size, file.written, file.mode) == (state.st_size, state.st_mtime_ns, state.st_mode & 0o777)


def test_what_is_far_more_than_a_site_is_not_sent(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "MOST_FILES", 5)
    with pytest.raises(PipelineError, match="more than 5 files") as caught:
        sent(project)
    assert "cluster_keeps" in caught.value.hint
