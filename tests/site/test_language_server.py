"""The language server, started as the guide says, completes, explains and marks what is typed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from garden import make_garden, write
from language_server import BIN, SERVER, Editor
from samples import ROOT
from stagecheck.cli import main
from stagecheck.language_server.front_lines import front_lines, only_front

ENOUGH = 200
"""Requests after which a server that still loads its schemas is taken to be stuck."""


@pytest.fixture(scope="module")
def markdown() -> Iterator[Editor]:
    """An editor of Markdown, without settings of its own."""
    command = [str(BIN / "stagecheck"), "language-server", "--server", str(SERVER)]
    with Editor(command, ROOT, {}) as editor:
        # The server answers before it has read its settings, and then knows nothing.
        page = ROOT / "playbook" / "index.md"
        editor.open(page, "markdown", page.read_text("utf-8"))
        for _ in range(ENOUGH):
            if editor.hover(page, 2, 1):
                break
        yield editor


@pytest.fixture(scope="module")
def yaml() -> Iterator[Editor]:
    """An editor of YAML, with a server that has no settings of ours."""
    settings = {"yaml": {"schemaStore": {"enable": False}}}
    with Editor([str(SERVER), "--stdio"], ROOT, settings) as editor:
        yield editor


def place(text: str, words: str) -> tuple[int, int]:
    """Return where the first of some words ends, in lines and columns from 1."""
    before = text[: text.index(words) + len(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def opened(editor: Editor, path: str, text: str) -> Path:
    file = ROOT / path
    editor.open(file, "yaml" if path.endswith(".yml") else "markdown", text)
    return file


def test_a_quiz_is_completed_and_explained(markdown: Editor) -> None:
    """A real quiz, in which somebody types: keys of its rule, values of a key, what a key is."""
    text = (ROOT / "quizzes/champion.md").read_text("utf-8")
    text = text.replace("\nprivate: true\n", "\npri\n")
    file = opened(markdown, "quizzes/champion.md", text)
    assert "private" in markdown.completions(file, *place(text, "\npri"))
    assert "assessment" in markdown.completions(file, *place(text, "kind: "))
    assert "Permanent: small letters" in markdown.hover(file, *place(text, "\ni"))


def test_a_new_quiz_is_offered_every_rule_and_then_its_keys(markdown: Editor) -> None:
    """Whoever begins from nothing is led: first the rules, then what the chosen one needs."""
    text = "---\nid: beds\nrule: \n---\n\n# Beds\n"
    file = opened(markdown, "quizzes/beds.md", text)
    rules = {"attitude", "bands", "gates", "profile", "share"}
    assert rules <= set(markdown.completions(file, *place(text, "rule: ")))
    markdown.change(file, "---\nid: beds\nrule: bands\n\n---\n")
    offered = set(markdown.completions(file, 4, 1))
    assert {"bands", "score", "groups", "stages"} <= offered
    assert not {"gates", "profile", "pass"} & offered


def test_a_play_is_completed_and_explained(markdown: Editor) -> None:
    """A real play: the choices of a key, with what it means."""
    text = (ROOT / "playbook/plays/run-a-pilot.md").read_text("utf-8")
    file = opened(markdown, "playbook/plays/run-a-pilot.md", text)
    kinds = ["change", "conversation", "decision", "exercise", "trial"]
    assert sorted(markdown.completions(file, *place(text, "kind: "))) == kinds
    told = markdown.hover(file, *place(text, "\nrun_ti"))
    assert "the sum of those in their headings" in told


def test_mistakes_are_marked_where_they_stand(markdown: Editor) -> None:
    """A key that is unknown, a value that is none, and one that is missing."""
    text = (ROOT / "playbook/plays/triangles.md").read_text("utf-8")
    spoilt = text.replace("\nstatus: new\n", "\nstatos: new\n").replace("kind: ", "kind: no-")
    file = opened(markdown, "playbook/plays/triangles.md", spoilt)
    marked = markdown.diagnostics(file)
    assert any(re.match(r"\d+:1: Property statos is not allowed", one) for one in marked)
    assert any(re.match(r"\d+:7: Value is not accepted", one) for one in marked)
    assert 'Missing property "status".' in {one.partition(": ")[2] for one in marked}


@pytest.mark.parametrize("path", ["playbook/plays/run-a-pilot.md", "quizzes/team-stage.md"])
def test_the_text_below_is_left_alone(markdown: Editor, path: str) -> None:
    """A sound file has no mark, and nothing is offered for sentences, lists and tables."""
    text = (ROOT / path).read_text("utf-8")
    file = opened(markdown, path, text)
    assert markdown.diagnostics(file) == []
    first = front_lines(text) + 1
    for line in range(first, text.count("\n"), 7):
        assert markdown.completions(file, line, 1) == []
        assert markdown.hover(file, line, 1) == ""


def test_nothing_that_would_change_a_whole_file_is_offered(markdown: Editor) -> None:
    """The server sees a part of each file: to format it would be to empty the rest."""
    assert set(markdown.able) == {"completionProvider", "hoverProvider", "textDocumentSync"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\nid: a\n---\n\n# A\n", 2),
        ("---\r\nid: a\r\n...\r\n# A\r\n", 2),
        ("---\nid: a\n\nrule: gates\n---\n\n---\n", 4),
        ("---\nid: a\n\n# A, not closed yet\n", 2),
        ("# No front matter\n\n---\n", 0),
        ("", 0),
        ("---", 1),
    ],
)
def test_a_front_matter_ends_where_it_is_closed(text: str, lines: int) -> None:
    """What is left empty keeps its lines, so that places stay the same."""
    assert front_lines(text) == lines
    shown = only_front(text)
    assert shown.count("\n") == text.count("\n")
    assert shown.rstrip("\n") == "\n".join(text.split("\n")[:lines])


def test_a_server_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no server for YAML reads how to get one."""
    monkeypatch.chdir(ROOT)
    refused = CliRunner().invoke(main, ["language-server", "--server", "no-such-server"])
    assert refused.exit_code == 1
    assert "there is no no-such-server; `npm install --global yaml-language-server`" in (
        refused.stderr
    )


def test_no_program_of_the_project_is_run_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opens a project that somebody sent runs nothing out of it."""
    monkeypatch.chdir(make_garden(tmp_path))
    planted = tmp_path / SERVER.relative_to(ROOT)
    write(tmp_path, str(SERVER.relative_to(ROOT)), "#!/bin/sh\ntouch ran\n")
    planted.chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    refused = CliRunner().invoke(main, ["language-server"])
    assert "there is no yaml-language-server" in refused.stderr
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("site_config/organisation.yml", "\ncadence:", "\ncadense:", "Property cadense is not"),
        ("playbook/evidence/facts.yml", "strength: read\n", "strength: red\n", "Value is not acc"),
        ("playbook/brief.yml", "\nquiz: team-stage\n", "\n", 'Missing property "quiz"'),
    ],
)
def test_files_of_yaml_need_no_settings(
    yaml: Editor, path: str, old: str, new: str, said: str
) -> None:
    """Each names its schema in its first line: sound as it is, and a mistake is marked."""
    text = (ROOT / path).read_text("utf-8")
    assert re.match(r"# yaml-language-server: \$schema=\S+\n", text)
    file = opened(yaml, path, text)
    assert yaml.diagnostics(file) == []
    spoilt = opened(yaml, path.replace(".yml", "-2.yml"), text.replace(old, new, 1))
    assert any(said in one for one in yaml.diagnostics(spoilt))
