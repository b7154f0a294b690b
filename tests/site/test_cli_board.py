"""The commands `combine` and `report`: a team's board without a browser, equal to the page's."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from garden import add_quiz, make_garden, replace, write
from made_up import pack
from samples import ROOT, catalogue, team_quiz, team_stage
from stagecheck.cli import main
from stagecheck.commands.board import ANCHOR
from stagecheck.project import load, load_pages
from stagecheck.settings import find_project
from stagecheck_engine import codes
from stagecheck_engine.bridge import handle

SITE = "https://intranet.example/playbook/"
TAG = 77
LETTER = "Dear all,\n\n{}\n\n<b>4ABC-DEFG-HJKM-NPQR</b>\n"


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a mail with the codes of all example teams, and one that is none."""
    monkeypatch.chdir(ROOT)
    quiz = team_quiz()
    lines = [
        codes.encode(quiz, example.answers, number, TAG)
        for number, example in enumerate(team_stage().examples)
    ]
    path = tmp_path / "codes.txt"
    path.write_text(LETTER.format("\n".join(lines)), "utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def on_page(text: str, **others: object) -> dict[str, object]:
    """Ask the engine as the page does."""
    request = {
        "op": "board",
        "quiz": pack(team_quiz()),
        "ledger": catalogue().shipped_ledgers()["team-stage"],
        "codes": text,
        "round": "",
        "threshold": 5,
        "base": "",
        "anchor": ANCHOR,
        "site": "",
        **others,
    }
    told: dict[str, object] = json.loads(handle(json.dumps(request)))
    assert told["ok"], told
    return told


def test_combine_prints_the_board_of_the_page(letter: Path) -> None:
    """The same bytes: the canonical JSON of what the engine answers."""
    result = run("combine", "team-stage", str(letter))
    assert result.exit_code == 0
    board = on_page(letter.read_text("utf-8"))["board"]
    dumped = json.dumps(board, sort_keys=True, separators=(",", ":"))
    assert result.stdout == f"{dumped}\n"


def test_report_prints_what_the_page_says(letter: Path) -> None:
    """The same bytes, as HTML and as Markdown; links of this lead to the site."""
    told = on_page(letter.read_text("utf-8"), site=SITE)
    html = run("report", "quizzes/team-stage.md", str(letter), "--format", "html")
    assert html.stdout == f"{told['html']}\n"
    markdown = run("report", "team-stage", str(letter), "--format", "markdown", "--site", SITE)
    assert markdown.stdout == told["markdown"]
    assert f"](<{SITE}plays/" in markdown.stdout


@pytest.mark.parametrize("written", [SITE[:-1], f" {SITE} ", f"{SITE}index.html"])
def test_the_address_of_the_site_is_completed(letter: Path, written: str) -> None:
    """Without its slash, or with the name of its first page, it leads to the same pages."""
    whole = run("report", "team-stage", str(letter), "--site", SITE).stdout
    assert run("report", "team-stage", str(letter), "--site", written).stdout == whole


@pytest.mark.parametrize(
    "written",
    ["javascript:x/", "intranet.example", "https://", "https://ada:pot@x.example", "https://x/?a"],
)
def test_what_is_no_address_of_a_site_is_refused(letter: Path, written: str) -> None:
    """With an example, before any code is read; nobody is told to reload a page."""
    result = run("report", "team-stage", str(letter), "--site", written)
    assert result.exit_code == 2
    assert f"found {written!r}" in result.stderr
    assert "such as https://intranet.example/playbook/" in result.stderr


def test_what_is_refused_is_named_on_the_standard_error(letter: Path) -> None:
    """With its line; the rest goes in, and the status is 0."""
    result = run("report", "team-stage", str(letter))
    assert result.exit_code == 0
    line = 4 + len(team_stage().examples)
    assert result.stderr.startswith(f"Line {line}: '4ABC-DEFG-HJKM-NPQR': A code has at least")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_without_a_code_ends_with_1(letter: Path) -> None:
    """A script notices; what is printed says that nobody answered, and what is not printed why."""
    write(letter.parent, "empty.txt", "Dear all,\n")
    path = letter.parent / "empty.txt"
    result = run("report", "team-stage", str(path))
    assert (result.exit_code, result.stderr) == (1, f"No code was found in {path}.\n")
    assert "Nobody has answered yet" in result.stdout
    bad = "\n".join(f"4ABC-DEFG-HJKM-{number:04}" for number in range(60))
    write(letter.parent, "bad.txt", bad)
    result = run("combine", "team-stage", str(letter.parent / "bad.txt"))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 51
    assert result.stderr.endswith("And 10 more that look like codes were refused.\n")


def test_round_and_threshold_are_those_of_the_page(letter: Path) -> None:
    """A code of another round is refused; of too few people nothing is told."""
    people = len(team_stage().examples)
    few = run("report", "team-stage", str(letter), "--threshold", str(people + 1))
    assert f"the board shows results from {people + 1}." in few.stdout
    assert team_quiz().items[0].text not in few.stdout
    here = run("combine", "team-stage", str(letter), "--round", codes.written_tag(TAG))
    assert json.loads(here.stdout)["people"] == people
    there = run("combine", "team-stage", str(letter), "--round", codes.written_tag(TAG + 1))
    assert (there.exit_code, json.loads(there.stdout)["people"]) == (1, 0)
    assert "belongs to the round" in there.stderr


def test_what_cannot_be_meant_is_refused_with_a_sentence(letter: Path) -> None:
    """A board of two, a round that is none, a private quiz, and a file that is far too long."""
    path = str(letter)
    assert run("combine", "team-stage", path, "--threshold", "2").exit_code == 2
    assert "SC401" in run("combine", "team-stage", path, "--round", "A").stderr
    assert "is private" in run("combine", "champion", path).stderr
    assert "the quizzes are:" in run("combine", "roses", path).stderr
    letter.write_text("x " * 2_500_001, "utf-8")
    result = run("combine", "team-stage", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "SC553" in result.stderr


def test_a_file_of_any_alphabet_is_read(letter: Path) -> None:
    """Codes are the same letters in all of them; what else stands there is passed over."""
    whole = run("combine", "team-stage", str(letter)).stdout
    for encoding in ("latin-1", "utf-8-sig", "cp1252"):
        letter.write_bytes(
            f"Grüße\n{letter.read_text('utf-8-sig', 'replace')}".encode(encoding, "replace")
        )
        assert run("combine", "team-stage", str(letter)).stdout == whole


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_codes_in_utf_16_are_named(letter: Path, encoding: str) -> None:
    """What Windows calls Unicode holds no code that can be read: the way out is said."""
    bom = "\ufeff" * (encoding == "utf-16-be")
    letter.write_bytes((bom + letter.read_text("utf-8")).encode(encoding))
    for command in ("report", "combine"):
        result = run(command, "team-stage", str(letter))
        said = f"No code was found in {letter}: save it in the encoding UTF-8 instead of UTF-16.\n"
        assert (result.exit_code, result.stderr) == (1, said)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def test_a_project_without_a_ledger_has_boards_too(garden: Path) -> None:
    """Codes of the quiz as it is now are read; a knowledge check has no board."""
    write(garden, "codes.txt", "")
    assert json.loads(run("combine", "garden", "codes.txt").stdout)["people"] == 0
    assert "SC551" in run("combine", add_quiz(garden, "knowledge"), "codes.txt").stderr


@pytest.mark.parametrize(
    ("setting", "first", "second"),
    [
        ("true", "phases/", "phases/the%20fence/"),
        ("false", "phases/index.html", "phases/the%20fence.html"),
    ],
)
def test_links_lead_to_where_mkdocs_puts_pages(
    garden: Path, setting: str, first: str, second: str
) -> None:
    """As folders or as files, as the project sets it, and quoted as MkDocs does."""
    replace(garden, "mkdocs.yml", "use_directory_urls: true", f"use_directory_urls: {setting}")
    replace(garden, "quizzes/garden.md", "phases/weedy.md", "phases/index.md")
    write(garden, "playbook/phases/index.md", "# Weedy\n")
    replace(garden, "quizzes/garden.md", "phases/fenced.md", "phases/the fence.md")
    write(garden, "playbook/phases/the fence.md", "# Fenced\n")
    project = find_project(garden)
    checked = load(project, load_pages(project)[0]).checked["garden"]
    assert checked.file
    for example, link in zip(checked.examples, (first, second), strict=False):
        quiz, answers = checked.file.quiz, example.answers
        lines = [codes.encode(quiz, answers, number, None) for number in range(5)]
        write(garden, "codes.txt", "\n".join(lines))
        html = run("report", "garden", "codes.txt", "--format", "html").stdout
        assert f'<a href="{link}">' in html
