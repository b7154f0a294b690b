"""The command that begins pages, plays and quizzes: what it writes, refuses and takes back.

Run `python tests/site/test_new.py` to write the golden files again, then read the difference.
"""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parent.parent))

from garden import make_garden, replace, write
from stagecheck.cli import main
from stagecheck.playbook.minutes import WORDS_A_MINUTE
from stagecheck.playbook.page import read_kept
from stagecheck.starting.files import AllOrNothing
from stagecheck.starting.refusal import Refused

HERE = Path(__file__).parent
SHELF = HERE / "shelf"
GOLDEN = HERE / "golden" / "new"
MENU = """\
nav:  # as readers see it
  - index.md
  - facts.md
  - how-we-write.md
  - Phases:
      - phases/weedy.md  # the first
  - Plays:
      - plays/index.md
      - To begin:
          - plays/water-it.md
"""
DESCRIPTION = "How everybody in the garden waters, digs and rests, in words that all agreed on."
WHO = ["--owner", "Gardener", "--audience", "employee, sponsor"]
DIGGING = ["--description", "How to dig over a bed: who, with what, for how long, and then what."]
KEPT = ["--description", DESCRIPTION, *WHO]
ON = ["--on", "2026-11-22"]
STAGES = ["--places", "The garden", "--stages", "Weedy, Fenced, In bloom"]
OUTCOME = ["--outcome", "A bed without weeds.", "--kind", "trial", "--phases", "weedy"]
QUIZ = ["--title", "How are the beds?", "--purpose", "To see how the beds are doing."]

PATIENCE = 60
"""Seconds after which a silent command is taken to be stuck."""


class Begun(NamedTuple):
    """A command that begins something, and the files it writes, by their golden files."""

    arguments: list[str]
    files: dict[str, str]


PAGE = Begun(
    ["page", "house-rules", "--title", "House rules", *KEPT, *ON],
    {"page.md": "playbook/house-rules.md"},
)
PLAY = Begun(
    ["play", "dig-it", "--title", "Dig: it over", *WHO, *ON, *OUTCOME, *DIGGING],
    {"play.md": "playbook/plays/dig-it.md"},
)
QUIZZES = [
    Begun(
        ["quiz", f"beds-{rule}", "--rule", rule, "--title", f"How are the beds: {rule}?"]
        + [*QUIZ[2:], "--description", f"{DESCRIPTION} Asked by {rule}.", *WHO, *ON]
        + (STAGES if rule != "share" else []),
        {
            f"{rule}.md": f"quizzes/beds-{rule}.md",
            f"on-{rule}.md": f"playbook/checks/beds-{rule}.md",
        },
    )
    for rule in ("bands", "gates", "profile", "share")
]
ALL = [PAGE, PLAY, *QUIZZES]


def make_shelf(root: Path) -> Path:
    """Copy a playbook whose pages say who keeps them, with a menu and a ledger."""
    shutil.copytree(SHELF, root, dirs_exist_ok=True)
    write(root, "mkdocs.yml", (root / "mkdocs.yml").read_text() + MENU)
    write(root, "quizzes/versions/README.md", "# Versions\n")
    return root


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_shelf(tmp_path)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def new(arguments: list[str]) -> Result:
    return run("new", *arguments)


def files(root: Path) -> dict[str, bytes]:
    """Return every file of a project."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("begun", ALL, ids=lambda one: " ".join(one.arguments[:2]))
def test_what_is_begun_is_what_was_read_and_passes(shelf: Path, begun: Begun) -> None:
    """The files are those that a person has read, and lint finds nothing in the whole project."""
    before = files(shelf)
    assert new(begun.arguments).exit_code == 0
    for golden, path in begun.files.items():
        assert (shelf / path).read_text("utf-8") == (GOLDEN / golden).read_text("utf-8")
    assert run("lint").stdout == ""
    assert run("lint").exit_code == 0
    written = {path for path, data in files(shelf).items() if before.get(path) != data}
    ledger = {f"quizzes/versions/{begun.arguments[1]}/1.json"} if begun in QUIZZES else set()
    assert written == {*begun.files.values(), *ledger, "mkdocs.yml"}


@pytest.mark.usefixtures("shelf")
def test_all_kinds_stand_beside_each_other() -> None:
    """A page, a play and a quiz of each rule pass together, and a second of each: nobody has
    said twice what is still to be written.
    """
    for begun in ALL:
        assert new(begun.arguments).exit_code == 0
        kind, name, *rest = begun.arguments
        told = f"What is told of the second {name}, of which there is a first one in this garden."
        another = ["--title", f"Second {name}", "--description", told]
        second = new([kind, f"{name}-2", *rest, *another])
        assert second.exit_code == 0, second.stderr
    assert run("lint").exit_code == 0


def test_a_menu_gets_a_line_and_keeps_the_rest(shelf: Path) -> None:
    """The line stands behind the neighbours of the page; every other byte is what it was."""
    before = (shelf / "mkdocs.yml").read_text()
    new(PLAY.arguments)
    after = (shelf / "mkdocs.yml").read_text()
    assert after == before + "          - plays/dig-it.md\n"


@pytest.mark.parametrize("section", ["Phases", "phases", "PHASES"])
def test_a_page_goes_to_the_section_that_is_named(shelf: Path, section: str) -> None:
    """Whoever begins a page may say where in the menu it stands."""
    new([*PAGE.arguments, "--section", section])
    menu = (shelf / "mkdocs.yml").read_text()
    assert "phases/weedy.md  # the first\n      - house-rules.md\n" in menu


def test_forgotten_placeholders_are_told_and_refused_when_all_is_to_be_finished(
    shelf: Path,
) -> None:
    """An editor may save half a page; what is published holds no placeholder."""
    new(PAGE.arguments)
    told = run("lint")
    assert told.exit_code == 0
    assert "Still to write: 4 placeholders in playbook/house-rules.md" in told.stderr
    finished = run("lint", "--finished")
    assert finished.exit_code == 1
    places = [line.split(" PB085")[0] for line in finished.stdout.splitlines()]
    page = "playbook/house-rules.md"
    assert places == [f"{page}:15:1:", f"{page}:17:4:", f"{page}:19:1:", f"{page}:23:1:"]
    assert run("lint", "--finished", "playbook/index.md").exit_code == 0
    text = (shelf / page).read_text().replace("TODO: ", "")
    write(shelf, page, text)
    assert run("lint", "--finished").exit_code == 0


def test_a_quiz_changes_freely_until_it_is_published(shelf: Path) -> None:
    """What a quiz began with is in the ledger; the command that it names mends a changed one."""
    assert "stagecheck release beds-share" in new(QUIZZES[3].arguments).stdout
    replace(shelf, "quizzes/beds-share.md", "- [ ] `c` TODO: another wrong answer.\n", "")
    for command in (["init", "--quiet"], ["config", "user.email", "e@example.org"]):
        subprocess.run(["git", *command], cwd=shelf, check=True)
    subprocess.run(["git", "config", "user.name", "E"], cwd=shelf, check=True)
    subprocess.run(["git", "add", "mkdocs.yml"], cwd=shelf, check=True)
    subprocess.run(["git", "commit", "--quiet", "-m", "Begin"], cwd=shelf, check=True)
    replace(shelf, "quizzes/beds-share.md", "  > TODO: why that is wrong.\n", "")
    assert "QZ091" in run("lint").stdout
    assert run("release", "beds-share").exit_code == 0


def test_a_quiz_can_join_a_page_that_exists(garden: Path) -> None:
    """One line embeds it there, nothing else on the page changes, and no page is asked about."""
    before = (garden / "playbook/check.md").read_text()
    quiz = ["quiz", "beds", "--rule", "gates", *QUIZ, *STAGES, "--page", "check.md"]
    assert new(quiz).exit_code == 0
    assert (garden / "playbook/check.md").read_text() == f"{before}\n::: quiz beds\n"
    assert run("lint").exit_code == 0


def test_another_project_gets_plain_pages(garden: Path) -> None:
    """Without owners, facts or a menu a page is its title and text, and nothing is registered."""
    for begun in (["page", "shed"], ["play", "dig-it"]):
        assert new([*begun, "--title", "In the shed"]).exit_code == 0
    assert (garden / "playbook/shed.md").read_text().startswith("# In the shed\n")
    assert (garden / "playbook/plays/dig-it.md").read_text().startswith("# In the shed\n")
    assert run("lint").exit_code == 0
    refused = new(["page", "tools", "--title", "Tools", "--owner", "Gardener"])
    assert refused.exit_code == 2
    assert "--owner has no meaning here" in refused.stderr


@pytest.mark.parametrize("folders", ["true", "false"])
def test_two_pages_of_one_address_are_refused(garden: Path, folders: str) -> None:
    """MkDocs would drop one of the two; large letters are small ones on many servers."""
    replace(garden, "mkdocs.yml", "use_directory_urls: true", f"use_directory_urls: {folders}")
    write(garden, "playbook/about/README.md", "# About\n")
    write(garden, "playbook/Pond/index.md", "# Pond\n")
    address = {"true": ("about/", "Pond/"), "false": ("about/index.html", "Pond/index.html")}
    for name, other, at in (
        ("about/index", "playbook/about/README.md", address[folders][0].lower()),
        ("pond/index", "playbook/Pond/index.md", address[folders][1].lower()),
    ):
        result = new(["page", name, "--title", "All of it"])
        assert result.exit_code
        assert f"{other} has the address {at}" in result.stderr
    write(garden, "playbook/Index/Index.md", "# Other\n")
    assert new(["page", "index/readme", "--title", "All of it"]).exit_code == 0


def test_folders_of_other_names_are_used(garden: Path) -> None:
    """Pages and quizzes go where the settings say that they lie."""
    (garden / "playbook").rename(garden / "docs")
    (garden / "quizzes").rename(garden / "asked")
    write(garden, "mkdocs.yml", "plugins:\n  - stagecheck: {quizzes_dir: asked}\n")
    replace(garden, "asked/garden.md", "../playbook/", "../docs/")
    quiz = ["quiz", "beds", "--rule", "profile", *QUIZ, *STAGES]
    assert new(quiz).stdout.splitlines()[:2] == [
        "Wrote asked/beds.md",
        "Wrote docs/checks/beds.md",
    ]
    assert run("lint").exit_code == 0


def test_a_play_names_the_lines_that_lead_to_it(shelf: Path) -> None:
    """Where a phase or a quiz speaks of a play is for a person to say; the lines are there."""
    told = new(PLAY.arguments).stdout
    assert shelf.is_dir()
    assert "playbook/phases/weedy.md" in told
    assert "- [Dig: it over](../plays/dig-it.md)" in told
    assert "dig-it: {page: plays/dig-it.md, improves: [question]}" in told


REFUSALS = [
    (["page", "index", *PAGE.arguments[2:]], "playbook/index.md exists already"),
    (["page", "House-Rules", *PAGE.arguments[2:]], "'House-Rules' is no id"),
    (["page", "../house", *PAGE.arguments[2:]], "'..' is no id"),
    (["page", "house.md", *PAGE.arguments[2:]], "'house.md' is no id"),
    (["page", "plays", *PAGE.arguments[2:]], "playbook/plays/index.md has the address plays/"),
    (["page", "gone", *PAGE.arguments[2:]], "mkdocs.yml:20 names gone.md already"),
    (["page", "house", "--title", "a\nb"], "write one line"),
    (["page", "house", "--title", "{{ name }}"], "nothing is filled in here"),
    (["page", "house", "--title", "x", "--description", "Short."], "it has 6 characters"),
    (["page", "house", "--title", "Water it"], "another page has 'Water it' already"),
    (["page", "house", "--title", "x", "--audience", "cats"], "there is no 'cats'"),
    (["page", "house", "--title", "x", "--on", "today"], "'today' is no day"),
    ([*PAGE.arguments, "--section", "Tools"], "no section 'Tools'; choose from: Phases, Plays"),
    ([*PLAY.arguments, "--phases", "fenced"], "there is no 'fenced'; choose from: weedy"),
    (["quiz", "taken", *QUIZZES[3].arguments[2:]], "has the id 'taken' already"),
    (["quiz", "old", *QUIZZES[3].arguments[2:]], "quizzes/versions/old/ holds versions"),
    (["quiz", "beds", "--rule", "attitude"], "there is no 'attitude'; choose from: bands"),
    (["quiz", "beds", "--rule", "gates", "--stages", "One"], "name 2 to 6 stages"),
    (["quiz", "beds", "--rule", "gates", "--stages", "A b, a-b"], "these give a-b, a-b"),
    (["quiz", "beds", "--rule", "gates", "--stages", "Ж, B"], "no id can be made from 'Ж'"),
    (["quiz", "beds", "--rule", "gates", "--purpose", "*x*"], "'*x*' holds Markdown"),
    (["quiz", "beds", "--rule", "gates", "--page", "no.md"], "there is no page 'no.md'"),
    (["quiz", "beds", "--rule", "share", "--stages", "A, B"], "--stages has no meaning here"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSALS, ids=lambda one: str(one)[:60])
def test_what_is_in_the_way_is_named(shelf: Path, arguments: list[str], sentence: str) -> None:
    """A taken id, file, address or line of the menu, and answers that are none, write nothing."""
    write(shelf, "mkdocs.yml", (shelf / "mkdocs.yml").read_text() + "  - gone.md\n")
    write(shelf, "quizzes/taken.md", "# No quiz yet\n")
    write(shelf, "quizzes/versions/old/1.json", "{}\n")
    before = files(shelf)
    refused = new(arguments)
    assert refused.exit_code in (1, 2)
    assert sentence in refused.stderr
    assert files(shelf) == before


def test_missing_options_are_listed_where_nobody_can_be_asked(shelf: Path) -> None:
    """All at once, and those that the rest settles are not among them."""
    refused = new(["page", "shed", "--title", "Shed"])
    assert shelf.is_dir()
    assert [line.split()[0] for line in refused.stderr.splitlines() if line[:4] == "  --"] == [
        "--description",
        "--owner",
        "--audience",
    ]


def test_nothing_stays_of_what_does_not_pass(shelf: Path) -> None:
    """A quiz that makes a page longer than it promises is taken back, with the reason."""
    index = (shelf / "playbook/index.md").read_text()
    page = read_kept("playbook", "index.md", index)[0]
    assert page
    missing = WORDS_A_MINUTE * page.front.minutes - page.words
    words = " ".join(f"Bed{number}." for number in range(missing))
    write(shelf, "playbook/index.md", f"{index}\n{words}\n")
    assert run("lint").exit_code == 0
    before = files(shelf)
    refused = new(["quiz", "beds", "--rule", "gates", *QUIZ, *STAGES, "--page", "index.md"])
    assert refused.exit_code == 1
    assert "nothing was written" in refused.stderr
    assert "playbook/index.md:9:1: PB001" in refused.stderr
    assert files(shelf) == before


def test_an_interruption_while_writing_takes_everything_back(shelf: Path) -> None:
    """New files, new folders and changed files; what somebody else put there stays."""
    before = files(shelf)

    def interrupted() -> None:
        with AllOrNothing(shelf) as writing:
            writing.create("playbook/new/page.md", "# Page\n")
            writing.create("playbook/other/page.md", "# Page\n")
            writing.change("mkdocs.yml", before["mkdocs.yml"].decode(), "site_name: Other\n")
            write(shelf, "playbook/other/theirs.md", "# Theirs\n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not (shelf / "playbook/new").exists()
    assert files(shelf) == {**before, "playbook/other/theirs.md": b"# Theirs\n"}


def test_a_file_that_appears_meanwhile_is_not_overwritten(shelf: Path) -> None:
    """Between the question whether it exists and its writing, a file may come into being."""
    write(shelf, "playbook/shed.md", "# Theirs\n")
    with pytest.raises(Refused, match="exists already"), AllOrNothing(shelf) as writing:
        writing.create("playbook/shed.md", "# Ours\n")
    assert (shelf / "playbook/shed.md").read_text() == "# Theirs\n"


def test_a_file_that_changes_meanwhile_keeps_the_change(shelf: Path) -> None:
    """What somebody saves before a file is changed or taken back is never overwritten."""
    write(shelf, "a.md", "theirs")
    with pytest.raises(Refused, match="was changed"), AllOrNothing(shelf) as writing:
        writing.change("a.md", "before", "ours")
    assert (shelf / "a.md").read_text() == "theirs"


def test_what_cannot_be_taken_back_is_named(shelf: Path) -> None:
    """Somebody saves a file with what was added to it: that stays, and a sentence says so."""
    write(shelf, "a.md", "before")

    def refused() -> None:
        with AllOrNothing(shelf) as writing:
            writing.change("a.md", "before", "ours")
            write(shelf, "a.md", "ours and theirs")
            raise Refused("It does not pass.")

    with pytest.raises(Refused, match="It does not pass") as told:
        refused()
    assert "a.md was changed after something was added to it" in str(told.value)
    assert (shelf / "a.md").read_text() == "ours and theirs"


class Terminal:
    """A command with somebody at its terminal."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._controller, theirs = pty.openpty()
        call = "from stagecheck.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", call, *arguments],
            cwd=root,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def until(self, words: str) -> str:
        """Read until some words were written."""
        said = ""
        while words not in said:
            ready, _, _ = select.select([self._controller], [], [], PATIENCE)
            assert ready, f"{words!r} was never said, but {said!r}"
            said += os.read(self._controller, 4096).decode()
        return said

    def interrupt(self) -> None:
        """Press CTRL-C until it is heard: between two reads of a terminal one may be lost."""
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=2)

    def type(self, text: str) -> None:
        os.write(self._controller, text.encode())


def test_a_terminal_asks_for_what_is_missing_and_checks_each_answer(shelf: Path) -> None:
    """An answer that is none is asked for again; a suggestion is taken by the return key."""
    desk = Terminal(shelf, "new", "page", "house-rules", *ON, "--audience", "employee, sponsor")
    desk.until("Title [House rules]: ")
    desk.type("\n")
    desk.until("characters: ")
    desk.type("Too short.\n")
    assert "it has 10 characters" in desk.until("characters: ")
    desk.type(f"{DESCRIPTION}\n")
    desk.until("a role (Gardener) [Gardener]: ")
    desk.type("\n")
    desk.until("lint --finished")
    assert desk.process.wait() == 0
    assert (shelf / "playbook/house-rules.md").read_text() == (GOLDEN / "page.md").read_text()


def test_settings_that_are_saved_while_it_asks_keep_the_edit(shelf: Path) -> None:
    """The line of the menu joins what is there when it is written, not what was there before."""
    desk = Terminal(shelf, "new", "page", "house-rules", *ON, *KEPT)
    desk.until("Title [House rules]: ")
    replace(shelf, "mkdocs.yml", "site_name: ", "site_author: Gardeners\nsite_name: ")
    desk.type("\n")
    desk.until("lint --finished")
    assert desk.process.wait() == 0
    settings = (shelf / "mkdocs.yml").read_text()
    assert "site_author: Gardeners\n" in settings
    assert "  - house-rules.md\n" in settings


def test_a_section_that_goes_while_it_asks_is_named(shelf: Path) -> None:
    """Nothing is written, and a sentence says which section there was."""
    desk = Terminal(shelf, "new", "page", "house-rules", *ON, *KEPT, "--section", "Phases")
    desk.until("Title [House rules]: ")
    replace(shelf, "mkdocs.yml", "- Phases:", "- Six phases:")
    before = files(shelf)
    desk.type("\n")
    desk.until("the menu has no section 'Phases' any more")
    assert desk.process.wait() == 1
    assert files(shelf) == before


@pytest.mark.parametrize("end", ["end of input", "interruption"])
def test_an_interrupted_conversation_leaves_nothing(shelf: Path, end: str) -> None:
    """Whoever goes away in the middle finds the project as it was."""
    before = files(shelf)
    desk = Terminal(shelf, "new", "quiz", "beds", "--rule", "gates")
    desk.until("Title [Beds]: ")
    desk.type("Beds\n")
    desk.until("To see how we are: ")
    if end == "interruption":
        desk.interrupt()
    else:
        desk.type("\x04")
    desk.until("Aborted!")
    assert desk.process.wait() == 1
    assert files(shelf) == before


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(make_shelf(Path(folder)))
        GOLDEN.mkdir(exist_ok=True)
        for begun in ALL:
            result = new(begun.arguments)
            assert result.exit_code == 0, result.output
            for golden, path in begun.files.items():
                (GOLDEN / golden).write_text(Path(path).read_text("utf-8"), "utf-8")
