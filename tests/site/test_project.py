"""A whole project is checked in one run: files that cannot be read, embeds, ids across files."""

import re
from pathlib import Path

import pytest

from garden import QUIZZES, add_quiz, make_garden, replace, write
from stagecheck.problems import TITLES
from stagecheck.project import load, load_pages
from stagecheck.settings import find_project
from stagecheck.source import MAX_BYTES


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return make_garden(tmp_path)


def problems(root: Path) -> list[str]:
    project = find_project(root)
    pages, found = load_pages(project)
    return [str(problem) for problem in load(project, pages, found).problems]


def starts(root: Path) -> list[str]:
    """Return each problem's place and code."""
    return [" ".join(problem.split(" ", 2)[:2]) for problem in problems(root)]


def test_a_sound_project_has_no_problems(garden: Path) -> None:
    """The project that the other tests spoil is in order."""
    assert problems(garden) == []


def test_quizzes_of_every_rule_stand_beside_each_other(garden: Path) -> None:
    """Assessments of each rule and a knowledge check share pages and scales without a problem."""
    ids = {add_quiz(garden, name) for name in QUIZZES if name != "quiz"}
    assert problems(garden) == []
    project = find_project(garden)
    assert load(project, load_pages(project)[0]).quizzes.keys() == ids | {"garden"}


def test_a_scale_may_be_of_one_choice_or_several(garden: Path) -> None:
    """The values of a scale count wherever it is taken."""
    replace(garden, "quizzes/scales.md", "is shut.", "is shut. {value=1/2}")
    replace(garden, "quizzes/scales.md", "Nothing.", "Nothing. {value=0}")
    replace(garden, "quizzes/scales.md", "is locked.", "is locked. {value=1.25}")
    add_quiz(garden, "bands")
    text = (garden / "quizzes/harvest.md").read_text()
    start, end = text.index("### How often"), text.index("## Examples")
    question = '### What is around it? {#around scale=fence .several none="Nothing"}\n\n'
    write(garden, "quizzes/harvest.md", text[:start] + question + text[end:])
    row = "| around | ~ | ? | shut locked |"
    replace(garden, "quizzes/harvest.md", "| cooked | a | - | c |", row)
    replace(garden, "quizzes/harvest.md", "[3.5, 6]", "[3.5, 5.75]")
    project = find_project(garden)
    quiz = load(project, load_pages(project)[0]).checked["harvest"]
    assert [problem.code for problem in quiz.problems] == ["QZ065"]
    assert "'Sandwich'" in str(quiz.problems[0])


def test_an_example_team_may_have_no_stage_in_a_dimension(garden: Path) -> None:
    """`-` stands for a dimension of which nothing applies, also where it is the only one."""
    add_quiz(garden, "each")
    path = "quizzes/beds.md"
    replace(garden, path, "{#around-beans ", '{#around-beans not-applicable="No beans" ')
    replace(garden, path, "| Car park | Guards |", "| Car park | Guards | Beanless |")
    replace(garden, path, "| --- | --- | --- |", "| --- | --- | --- | --- |")
    replace(garden, path, "| fenced weedy |", "| fenced weedy | weedy - |")
    replace(garden, path, "| open | shut |", "| open | shut | open |")
    replace(garden, path, "| shut | locked |", "| shut | locked | shut |")
    replace(garden, path, "| open | open |", "| open | open | - |")
    assert problems(garden) == []
    text = (garden / path).read_text()
    roses, beans = text.index("## Roses"), text.index("## Beans")
    text = text[:roses] + text[beans:]
    text = re.sub(r"\| (around|before)-roses .*\n", "", text)
    text = text.replace("weedy weedy | fenced weedy | weedy -", "weedy | fenced | -")
    write(garden, path, text.replace("| open | open | - |", "| open | locked | - |"))
    assert problems(garden) == []


def test_a_quiz_that_no_page_embeds_is_named(garden: Path) -> None:
    """A quiz without a page is work that nobody will see."""
    replace(garden, "playbook/check.md", "::: quiz garden", "Soon.")
    assert problems(garden) == [
        "quizzes/garden.md:1:1: QZ080 no page embeds the quiz 'garden'. "
        "Put the line `::: quiz garden` on a page, or delete the file."
    ]


def test_an_embed_of_no_quiz_is_named_with_the_nearest(garden: Path) -> None:
    """A misspelt embed is found at its line, not in the reader's browser."""
    replace(garden, "playbook/check.md", "quiz garden", "quiz gardn")
    assert starts(garden) == [
        "playbook/check.md:5:1: QZ081",
        "quizzes/garden.md:1:1: QZ080",
    ]
    assert problems(garden)[0].endswith("there is no quiz 'gardn'. Did you mean 'garden'?")


@pytest.mark.parametrize(
    "line",
    [
        *("  ::: quiz garden", "::: quiz", "::: quiz The Garden", ":::quiz"),
        *(":::: quiz garden", "::: quizz garden", ":: quiz garden"),
    ],
)
def test_an_embed_out_of_shape_is_named(garden: Path, line: str) -> None:
    """What is nearly an embed is never published as text."""
    replace(garden, "playbook/index.md", "Welcome.", line)
    (found,) = starts(garden)
    assert found == f"playbook/index.md:3:{len(line) - len(line.lstrip()) + 1}: QZ082"


def test_an_embed_in_a_block_of_code_is_text(garden: Path) -> None:
    """A page may show editors how to embed a quiz."""
    write(garden, "playbook/index.md", "# Garden\n\n```text\n::: quiz roses\n```\n")
    assert problems(garden) == []


def test_one_id_for_two_quizzes_is_named(garden: Path) -> None:
    """The second file that claims an id is told which file has it."""
    text = (garden / "quizzes/garden.md").read_text()
    write(garden, "quizzes/roses.md", text)
    assert starts(garden) == ["quizzes/roses.md:2:1: QZ013"]
    assert "taken by quizzes/garden.md" in problems(garden)[0]


def test_a_file_in_another_encoding_is_named_at_the_byte(garden: Path) -> None:
    """Latin-1 in a quiz is found at its line and column, and no other problem is invented."""
    text = (garden / "quizzes/garden.md").read_text().replace("Nobody needs", "Nöbody needs")
    (garden / "quizzes/garden.md").write_bytes(text.encode("latin-1"))
    assert problems(garden) == [
        "quizzes/garden.md:13:14: QZ001 the byte 0xf6 is not UTF-8. "
        "Save the file in the encoding UTF-8."
    ]


def test_a_page_in_another_encoding_is_named(garden: Path) -> None:
    """Pages are read with the same care as quizzes."""
    (garden / "playbook/index.md").write_bytes(b"# Garden\n\nCaf\xe9\n")
    assert starts(garden) == ["playbook/index.md:3:4: QZ001"]


def test_a_file_over_the_size_limit_is_named_and_not_read(garden: Path) -> None:
    """A huge file costs nothing but its own problem."""
    write(garden, "quizzes/garden.md", "x" * (MAX_BYTES + 1))
    assert starts(garden) == ["quizzes/garden.md:1:1: QZ002"]


def test_a_quiz_with_windows_line_ends_and_a_byte_order_mark_is_read(garden: Path) -> None:
    """Editors on Windows see the same quiz."""
    text = (garden / "quizzes/garden.md").read_text()
    (garden / "quizzes/garden.md").write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    )
    assert problems(garden) == []


def test_a_broken_scale_breaks_the_quizzes_that_use_it(garden: Path) -> None:
    """The mistake is named in the scale's file, and each question that uses it says so once."""
    replace(garden, "quizzes/scales.md", "- `shut`", "- `open`")
    assert starts(garden) == ["quizzes/garden.md:51:1: QZ027", "quizzes/scales.md:6:3: QZ022"]


def test_a_link_to_a_page_with_an_umlaut_resolves(garden: Path) -> None:
    """What a Git host escapes in an address is the same page."""
    write(garden, "playbook/plays/gießen.md", "# Gießen\n")
    for target in ("gießen.md", "gie%C3%9Fen.md"):
        replace(garden, "quizzes/garden.md", "water-it.md)", f"{target})")
        assert problems(garden) == []
        replace(garden, "quizzes/garden.md", f"{target})", "water-it.md)")


def test_a_quiz_without_plays_is_sound(garden: Path) -> None:
    """Plays may be left out; the result then suggests none."""
    text = (garden / "quizzes/garden.md").read_text()
    start, end = text.index("plays:\n"), text.index("---\n\n# Garden")
    write(garden, "quizzes/garden.md", text[:start] + text[end:])
    assert problems(garden) == []


def test_a_profile_too_large_to_try_is_named(garden: Path) -> None:
    """A quiz that no browser could score is found before a reader waits for it."""
    item = "### Who came {n}? {{#who-came-{n}}}\n\n" + "".join(
        f"- `{key}` {key} came.\n" for key in "abcdefgh"
    )
    more = "\n".join(item.format(n=number) for number in range(700))
    replace(garden, "quizzes/garden.md", "## Fear", f"{more}\n## Fear")
    assert "quizzes/garden.md:27:3: QZ052" in starts(garden)


def test_a_missing_folder_is_named(garden: Path) -> None:
    """A misspelt folder is not a project without quizzes."""
    replace(garden, "mkdocs.yml", "quizzes_dir: quizzes", "quizzes_dir: quizes")
    assert starts(garden)[0] == "mkdocs.yml:1:1: QZ083"


def test_an_embed_in_a_comment_is_none(garden: Path) -> None:
    """A quiz that only a comment embeds is on no page."""
    replace(garden, "playbook/check.md", "::: quiz garden", "<!--\n::: quiz garden\n-->")
    assert starts(garden) == ["quizzes/garden.md:1:1: QZ080"]


def test_an_embed_in_the_code_of_an_admonition_is_text(garden: Path) -> None:
    """Blocks of code are indented with the text they stand in."""
    text = "# Garden\n\n!!! note\n\n    ```text\n    ::: quiz garden\n    ```\n"
    write(garden, "playbook/index.md", text)
    assert problems(garden) == []


def test_every_code_is_shown_by_a_test() -> None:
    """No problem has a code that no test has seen."""
    here = Path(__file__).parent
    tests = [*here.glob("*.py"), *here.glob("*/*cases.md")]
    seen = {
        code for test in tests for code in re.findall(r"[QP][ZB]\d{3}", test.read_text("utf-8"))
    }
    assert set(TITLES) <= seen


def test_problems_of_several_files_come_in_one_run_in_order(garden: Path) -> None:
    """Quizzes, scales and pages are all judged, whatever else is wrong."""
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    replace(garden, "quizzes/scales.md", "{#fence}", "")
    replace(garden, "playbook/index.md", "Welcome.", "::: quiz tulips")
    found = [start.split(":")[0] + start[-5:] for start in starts(garden)]
    assert found == sorted(found, key=lambda one: one.split("QZ")[0])
    assert {
        "playbook/index.mdQZ081",
        "quizzes/garden.mdQZ005",
        "quizzes/garden.mdQZ025",
        "quizzes/scales.mdQZ011",
    } <= set(found)
