"""What an editor sees of problems under `mkdocs serve`; a built site has nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from markdown import Markdown

from garden import PAGES, add_quiz, make_garden, replace, write
from markup import Element, read_text
from stagecheck.pages import Page
from stagecheck.problems import Problem
from stagecheck.project import Catalogue, Project, load, load_pages
from stagecheck.serving import Editing, shown_instead

FRONT = "---\ntitle: Beds\n---\n\n"
BEDS = f"{FRONT}# Beds\n\nOne bed.\n\n- two\n- three\n\nThe end."


def problem(line: int, path: str = "playbook/beds.md", message: str = "wrong") -> Problem:
    return Problem(path, line, 1, "PB012", message, "Mend it")


def page_of(*problems: Problem, text: str = BEDS) -> Element:
    """Write the page `beds.md` with these problems as the plugin does."""
    pages = {"beds.md": Page("beds.md", "Beds", "", (), text)}
    editing = Editing(Catalogue({}, {}, pages, problems), "playbook", {"beds.md": "beds/"})
    body = text.removeprefix(FRONT)
    html = Markdown().convert(editing.mark("beds.md", body))
    return read_text(editing.fill(html, "beds.md", "../"))


def boxes(page: Element) -> list[Element]:
    """Give the boxes with problems, in order."""
    return [one for one in page.children if one.attributes.get("class") == "stagecheck-told"]


def lines_in(page: Element) -> list[str]:
    """Give every line that is told on a page."""
    return [item.text for box in boxes(page) for item in box.all("li")]


def around(page: Element) -> list[str]:
    """Name the parts of a page in order: elements by tag, boxes by the lines that they tell of."""
    told = ["/".join(code.text.split(":")[1] for code in one.all("code")) for one in boxes(page)]
    return [told.pop(0) if one in boxes(page) else one.tag for one in page.children]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([5], ["h1", "5", "p", "ul", "p"]),
        ([7], ["h1", "p", "7", "ul", "p"]),
        ([10], ["h1", "p", "ul", "10", "p"]),
        ([12], ["h1", "p", "ul", "p", "12"]),
        ([1, 2], ["h1", "1/2", "p", "ul", "p"]),
        ([99], ["h1", "99", "p", "ul", "p"]),
        ([2, 9, 10, 7], ["h1", "2", "p", "7", "ul", "9", "10", "p"]),
    ],
)
def test_a_problem_stands_after_its_block_or_below_the_title(
    lines: list[int], expected: list[str]
) -> None:
    """Those of the front matter, and of lines that are not there, come before all others."""
    page = page_of(*sorted(problem(line) for line in lines))
    assert around(page) == expected


def test_what_is_told_is_the_line_of_the_console() -> None:
    """An editor who searches the page for what the terminal says finds it."""
    one, two = problem(7), problem(7, message="wrong too")
    assert lines_in(page_of(one, two)) == [str(one), str(two)]
    assert boxes(page_of(one, two))[0].all("p")[0].text == "2 problems here"


def test_a_problem_in_what_is_left_open_is_told_all_the_same() -> None:
    """A comment that is being typed swallows the rest of a page, and no problem with it."""
    for opened in ("<!-- not yet", "```text", "<div>"):
        text = f"{FRONT}# Beds\n\n{opened}\n\nOne bed."
        page = page_of(problem(9), text=text)
        whole = [item.text for item in page.all("li")]
        assert whole == [str(problem(9))], opened


def test_a_page_without_a_title_has_its_problems_before_all() -> None:
    """Where no heading leads the page, nothing stands above its front matter's problems."""
    assert around(page_of(problem(2), text=f"{FRONT}One bed.")) == ["2", "p"]


def test_a_text_that_another_plugin_changed_has_its_problems_on_top() -> None:
    """Its lines are no longer those of the file, so none is guessed."""
    pages = {"beds.md": Page("beds.md", "Beds", "", (), BEDS)}
    editing = Editing(Catalogue({}, {}, pages, (problem(7),)), "playbook", {})
    marked = editing.mark("beds.md", "# Beds\n\nAnother bed.")
    assert marked == "# Beds\n\nAnother bed."
    page = read_text(editing.fill(Markdown().convert(marked), "beds.md", ""))
    assert around(page) == ["h1", "7", "p"]


def test_problems_of_other_files_are_in_a_closed_list_with_links() -> None:
    """From any page an editor sees how many there are, and gets to those that have a page."""
    facts = problem(3, "facts.yml")
    page = page_of(facts, problem(7))
    details, _ = boxes(page)
    assert "open" not in details.attributes
    assert details.all("summary")[0].text == "1 problem in other files"
    assert (details.all("li")[0].text, details.all("a")) == (str(facts), [])
    pages = {"beds.md": Page("beds.md", "Beds", "", (), BEDS), "a.md": Page("a.md", "A", "", ())}
    editing = Editing(
        Catalogue({}, {}, pages, (problem(7),)), "playbook", {"beds.md": "beds/", "a.md": "a/"}
    )
    (link,) = read_text(editing.fill("<p>A</p>", "a.md", "../")).all("a")
    assert link.attributes["href"] == "../beds/"


HOSTILE = "<script>alert(1)</script>\"'&{{ 1 }}"


def test_nothing_in_a_file_becomes_markup() -> None:
    """Names, texts and messages stand as they are typed."""
    bad = Problem(f"playbook/{HOSTILE}.md", 1, 1, "QZ005", HOSTILE, HOSTILE)
    here = Problem("playbook/beds.md", 7, 1, "QZ005", HOSTILE, HOSTILE)
    page = page_of(bad, here)
    assert page.all("script") == []
    assert lines_in(page) == [" ".join(str(one).split()) for one in (bad, here)]
    assert "<script>" not in shown_instead(HOSTILE)


def loaded(root: Path) -> tuple[Catalogue, Editing]:
    """Load a garden, as served."""
    pages, problems = load_pages(Project(root))
    catalogue = load(Project(root), pages, problems)
    urls = {path: f"{path.removesuffix('.md')}/" for path in pages}
    return catalogue, Editing(catalogue, "playbook", urls)


def test_every_problem_of_a_garden_is_on_every_page_once(tmp_path: Path) -> None:
    """At its place, in the place of its quiz, or in the list: none is lost, none told twice."""
    root = make_garden(tmp_path)
    add_quiz(root, "knowledge")
    replace(root, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    replace(root, "quizzes/scales.md", "- `shut`", "- `open`")
    write(root, "playbook/beds.md", "# Beds\n\n::: quiz gardn\n\n  ::: quiz garden\n")
    catalogue, editing = loaded(root)
    problems = sorted(map(str, catalogue.problems))
    assert len(problems) >= 5
    for path, page in catalogue.pages.items():
        quizzes = "".join(editing.problems(embed.quiz) for embed in page.embeds)
        html = Markdown().convert(editing.mark(path, page.text))
        whole = read_text(editing.fill(html, path, "") + quizzes)
        assert sorted(item.text for item in whole.all("li") if item.all("code")) == problems


def test_the_bar_offers_every_example_team_with_its_stage(tmp_path: Path) -> None:
    """Each brings its answers, and beside them stands the rule as the file has it."""
    catalogue, editing = loaded(make_garden(tmp_path))
    file = catalogue.quizzes["garden"]
    bar = read_text(editing.bar(file, "quiz.garden"))
    examples = catalogue.checked["garden"].examples
    _, *teams = bar.all("option")
    assert [one.attributes["value"] for one in teams] == [one.team for one in examples]
    titles = {stage.id: stage.title for stage in file.quiz.stages}
    assert [one.text for one in teams] == [f"{e.team}: {titles[e.stage]}" for e in examples]
    assert '"who-sat":' in teams[0].attributes["data-answers"]
    (rule,) = bar.all("div", data_part="rule")
    assert rule.text.startswith("id: garden version: 1")
    assert "profile:" in rule.text


def test_a_knowledge_check_has_a_bar_without_teams(tmp_path: Path) -> None:
    """It places nobody, so there is no one to fill in."""
    root = make_garden(tmp_path)
    add_quiz(root, "knowledge")
    catalogue, editing = loaded(root)
    bar = read_text(editing.bar(catalogue.quizzes["watering"], "quiz.watering"))
    assert bar.all("select") == []
    assert "would change the result" in bar.text


def test_a_built_site_has_nothing_for_editors(tmp_path: Path) -> None:
    """Problems, bars, their script and style are of `mkdocs serve` alone, mistakes or not."""
    root = make_garden(tmp_path)
    add_quiz(root, "knowledge")
    replace(root, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    write(root, "playbook/index.md", PAGES["index.md"] + "\n::: quiz gardn\n")
    command = [sys.executable, "-m", "mkdocs", "build"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "playbook/index.md:5:1: QZ081" in run.stderr
    for path in (root / "site").rglob("*"):
        assert "editing" not in path.name
        if path.suffix in (".html", ".json", ".js", ".css"):
            text = path.read_text("utf-8")
            for sign in ("stagecheck-told", "stagecheck-editing", "QZ0"):
                assert sign not in text, path
