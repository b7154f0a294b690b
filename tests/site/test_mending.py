"""`lint --fix` mends what can be meant in one way only, tells it, and leaves every other byte.

Run `python tests/site/test_mending.py` to write what is mended of the planted mistakes into
`mistakes/mended.txt` again; then read the difference.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent))

from cases import Case, read_cases
from garden import MISTAKES, QUIZZES, SETTINGS, add_quiz, make_garden, replace, write
from stagecheck.cli import main
from stagecheck.commands.fixing import fix
from stagecheck.commands.reading import read_all
from stagecheck.mending import Mended, trial
from stagecheck.mending.edit import edited
from stagecheck.problems import Mend, Place, sure
from stagecheck.replacement import Unwritten
from stagecheck.replacement import replace_file as put
from stagecheck.settings import find_project
from stagecheck_engine import codec

SHELF = Path(__file__).parent / "shelf"
GOLDEN = MISTAKES / "mended.txt"
PLANTED = [
    *(("quizzes", case) for case in read_cases(MISTAKES / "cases.md")),
    *(("pages", case) for case in read_cases(SHELF / "cases.md")),
]
QUIZ = "quizzes/garden.md"


def planted(kind: str, case: Case, root: Path) -> str:
    """Make a project with one mistake below `root`; return the path of the file that holds it."""
    if kind == "pages":
        shutil.copytree(SHELF, root, dirs_exist_ok=True)
        path = case.file or "playbook/index.md"
    else:
        make_garden(root)
        name = (case.file or "quiz.md").removesuffix(".md")
        if name in QUIZZES and name != "quiz":
            add_quiz(root, name)
        path = f"quizzes/{QUIZZES.get(name, name)}.md"
    write(root, path, case.applied_to((root / path).read_text("utf-8")))
    return path


def kinds(root: Path) -> list[tuple[str, str]]:
    """Name what is wrong, without places."""
    problems = read_all(find_project(root))[0].problems
    return sorted((one.code, re.sub(r"line \d+", "line", one.message)) for one in problems)


def mend(root: Path) -> tuple[Mended, ...]:
    done, left = fix(find_project(root), lambda _: True)
    assert left == ()
    return done


def told(root: Path) -> str:
    return "".join(f"{one}\n" for one in mend(root))


def mended_of(kind: str, case: Case) -> str:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        planted(kind, case, root)
        return told(root)


def golden() -> str:
    """Return what is mended of all planted mistakes, each below the title of its case."""
    parts = {case.title: mended_of(kind, case) for kind, case in PLANTED}
    return "\n".join(f"{title}\n{text}" for title, text in parts.items() if text)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lint", *arguments])


def test_what_is_mended_of_the_planted_mistakes_is_what_was_read() -> None:
    """Of every mistake that is known, exactly these are mended, into exactly this."""
    assert golden() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "case"), [pytest.param(*one, id=f"{one[0]}: {one[1].title}") for one in PLANTED]
)
def test_mending_only_ever_helps(kind: str, case: Case, tmp_path: Path) -> None:
    """Never a new problem, never a sound quiz altered, twice is once, and no other byte changes."""
    path = planted(kind, case, tmp_path)
    file = tmp_path / path
    # As some editors on Windows save it: a mark at the beginning, and line ends of two characters.
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before, files, sound = kinds(tmp_path), contents(tmp_path), packed(tmp_path)
    done = mend(tmp_path)
    after = kinds(tmp_path)
    assert set(after) <= set(before)
    assert (len(after) < len(before)) == bool(done)
    assert packed(tmp_path).items() >= sound.items()
    for name, data in contents(tmp_path).items():
        assert data == redone(files[name], [one for one in done if one.path == name])
    once = contents(tmp_path)
    assert mend(tmp_path) == ()
    assert contents(tmp_path) == once


def contents(root: Path) -> dict[str, bytes]:
    files = (one for one in sorted(root.rglob("*")) if one.is_file())
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in files}


def packed(root: Path) -> dict[str, str]:
    """Return what browsers get of each sound quiz."""
    files = read_all(find_project(root))[0].quizzes
    return {quiz: codec.dumps(codec.plain(file.quiz)) for quiz, file in files.items()}


def redone(before: bytes, done: list[Mended]) -> bytes:
    """Make the changes that were told, line by line, by hand."""
    mark = b"\xef\xbb\xbf" * before.startswith(b"\xef\xbb\xbf")
    before = before[len(mark) :]
    for one in done:
        lines = before.split(b"\n")
        end = b"\r" * lines[one.line - 1].endswith(b"\r")
        assert lines[one.line - 1] == one.before.encode() + end
        new = [] if one.after is None else [one.after.encode() + end]
        before = b"\n".join([*lines[: one.line - 1], *new, *lines[one.line :]])
    return mark + before


@given(
    st.lists(st.sampled_from(["minutes: 5", "é « x", "", "##A", "\u2028", "a\x0cb"]), min_size=1),
    st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=12, max_size=12),
    st.booleans(),
)
def test_an_edit_keeps_every_byte_beside_it(lines: list[str], ends: list[str], mark: bool) -> None:
    """Line ends of any kind, a byte order mark and odd characters stay as they are."""
    pairs = list(zip(lines, ends, strict=False))
    text = "\ufeff" * mark + "".join(line + end for line, end in pairs)
    mends = [Mend(Place(number, 1), "##", "## ") for number in range(1, len(lines) + 3)]
    data, changes = edited(text.encode(), mends)
    assert data.decode() == text.replace("##A", "## A")
    count = sum(line == "##A" for line, _ in pairs)
    assert len(changes) == count


def test_an_edit_of_what_is_not_there_is_none() -> None:
    """A place that holds something else, or lies beyond the file, is left alone."""
    mends = [Mend(Place(1, 2), "b", "c"), Mend(Place(9, 1), "a", "b"), Mend(Place(1, 9), "a", "b")]
    assert edited(b"aab", mends) == (b"aab", [])


def test_a_line_is_taken_out_with_its_end() -> None:
    """No empty line stays where a line that stood twice was."""
    data, (change,) = edited(b"a: 1\r\na: 1\r\nb: 2", [Mend(Place(2, 1), "a: 1\n", "")])
    assert (data, change.after) == (b"a: 1\r\nb: 2", None)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("minuts", "minutes"), ("MINUTES", "minutes"), ("page", "pages")),
        *(("stage", None), ("purple", None), ("x", None), ("", None)),
    ],
)
def test_a_word_is_sure_where_it_is_like_one_alone(word: str, meant: str | None) -> None:
    """Two that are alike, or one that is only somewhat alike, are for a person to choose."""
    assert sure(word, ["minutes", "pages", "stages", "staged", "purpose"]) == meant
    assert sure(word, []) is None


def test_fix_shows_what_it_did_and_what_is_left(garden: Path) -> None:
    """Each change is a line with its place; the rest is named as ever, in any format."""
    replace(garden, QUIZ, "minutes: 2", "minuts: 2")
    replace(garden, QUIZ, "- `b` Somebody.", "- Somebody.")
    result = run("--fix", "--format", "json")
    assert result.exit_code == 1
    assert f"Mended {QUIZ}:5:1: QZ005 'minuts: 2' → 'minutes: 2'\n" in result.stderr
    assert '"code": "QZ021"' in result.stdout
    assert '"after": "minutes: 2"' in result.stdout
    assert run("--fix").stderr.splitlines()[-1] == "1 problem"


def test_fix_of_one_path_leaves_the_others_alone(garden: Path) -> None:
    """What an editor did not ask for is not touched."""
    replace(garden, QUIZ, "minutes: 2", "minuts: 2")
    write(garden, "playbook/check.md", "# Check\n\n:: quiz garden\n")
    assert run("--fix", "playbook").exit_code == 0
    assert "::: quiz garden" in (garden / "playbook/check.md").read_text()
    assert "minuts: 2" in (garden / QUIZ).read_text()


def test_one_mend_that_does_harm_keeps_no_other_back(garden: Path) -> None:
    """A key whose value is wrong under its right name stays; the heading is mended."""
    replace(garden, QUIZ, "purpose: To see how the office garden is doing.", "purpos: [1, 2]")
    replace(garden, QUIZ, "## Fear", "##Fear")
    line = "QZ018 '##Fear {#fear}' → '## Fear {#fear}'"
    assert told(garden) == f"Mended {QUIZ}:49:1: {line}\n"


def test_what_hides_behind_a_mistake_is_mended_with_it(garden: Path) -> None:
    """Bad YAML hides its misspelt keys; both go, and neither alone would have done."""
    replace(garden, QUIZ, "purpose: To see", "purpose: Remember: to see")
    replace(garden, QUIZ, "minutes: 2", "minuts: 2")
    lines = told(garden).splitlines()
    assert [line.split(": ")[1].split(" ")[0] for line in lines] == ["QZ004", "QZ005"]
    assert run().exit_code == 0


def test_two_keys_in_one_line_are_not_put_in_quotes(garden: Path) -> None:
    """The first would swallow the second without a word."""
    replace(garden, QUIZ, "doing.\nplaces", "doing. dont_know: Cannot tell\nplaces")
    replace(garden, QUIZ, "dont_know: I cannot tell\n", "")
    assert told(garden) == ""


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What an editor saves in that second is not overwritten, and nothing is left beside it."""
    write(tmp_path, "a.md", "newer")
    with pytest.raises(Unwritten, match="was changed meanwhile"):
        put(tmp_path, "a.md", b"older", b"mended")
    assert contents(tmp_path) == {"a.md": b"newer"}


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    """Replacing a file wholly changes nothing but what it holds."""
    write(tmp_path, "real.md", "a")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("real.md")
    put(tmp_path, "link.md", b"a", b"b")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"b"
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_a_file_that_may_not_be_written_is_named(garden: Path) -> None:
    """The run goes on, and says which file it left."""
    replace(garden, QUIZ, "minutes: 2", "minuts: 2")
    (garden / "quizzes").chmod(0o500)
    result = run("--fix")
    (garden / "quizzes").chmod(0o700)
    assert f"Note: {QUIZ} cannot be written" in result.stderr
    assert result.exit_code == 1


def test_readers_of_a_file_never_see_half_of_it(tmp_path: Path) -> None:
    """While it is replaced again and again, whoever reads it finds one text or the other."""
    texts = [b"a" * 200_000, b"b" * 300_000]
    (tmp_path / "a.md").write_bytes(texts[0])

    def replace_often() -> None:
        for turn in range(100):
            put(tmp_path, "a.md", texts[turn % 2], texts[(turn + 1) % 2])

    writer = Thread(target=replace_often)
    writer.start()
    seen = set()
    while writer.is_alive():
        seen.add((tmp_path / "a.md").read_bytes())
    writer.join()
    assert seen <= set(texts)


def test_links_between_folders_are_followed_no_further_than_lint_does(garden: Path) -> None:
    """A link to the folder that holds it, or to another, is one in the copy too."""
    (garden / "playbook/loop").symlink_to(".")
    (garden / "playbook/quizzes").symlink_to("../quizzes")
    (garden / "quizzes/pages").symlink_to("../playbook")
    (garden / "playbook/gone").symlink_to("nowhere")
    replace(garden, QUIZ, "minutes: 2", "minuts: 2")
    result = run("--fix")
    assert (result.exit_code, result.exception) == (0, None)
    assert "minutes: 2" in (garden / QUIZ).read_text("utf-8")


def test_the_copy_has_all_that_lint_reads(garden: Path) -> None:
    """So that nothing is wrong in it that is not wrong in the project."""
    write(garden, "mkdocs.yml", SETTINGS + "      changelog: CHANGELOG.md\nINHERIT: base.yml\n")
    write(garden, "base.yml", "theme: {name: mkdocs}\n")
    write(garden, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n")
    write(garden, "playbook/changes.md", "# Changes\n\n::: changes\n")
    project = find_project(garden)
    with trial(project) as copy:
        assert read_all(copy.project)[0].problems == read_all(project)[0].problems == ()


def test_a_folder_outside_the_project_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link may lead there. It could not be tried in a copy; the message names it."""
    make_garden(tmp_path / "site")
    shutil.move(tmp_path / "site/quizzes", tmp_path / "quizzes")
    (tmp_path / "site/quizzes").symlink_to("../quizzes")
    monkeypatch.chdir(tmp_path / "site")
    result = run("--fix")
    assert result.exit_code == 1
    assert "quizzes lies outside" in result.stderr


if __name__ == "__main__":
    GOLDEN.write_text(golden(), "utf-8")
