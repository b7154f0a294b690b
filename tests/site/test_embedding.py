"""Only a line that is meant as an embed becomes a quiz or a sentence; a slip takes no text away."""

import pytest
from markdown import Markdown

from markup import read_text
from stagecheck.embedding import ABSENT, mark
from stagecheck.findings import Findings
from stagecheck.lines import LINES, in_html
from stagecheck.pages import read_page
from stagecheck.problems import Problem
from stagecheck.project import Catalogue
from stagecheck.render import render_absence
from stagecheck.serving import Editing

SLIPS = [
    "# Garden\n\nWelcome <!-- note\n\nTo all of you.\n",
    "# Garden\n\n```sh\nwater all\n\nThen rest.\n",
    "# Garden\n\n::: fact\n\nAll of them.\n",
    "# Garden\n\nTake ::: quiz garden today.\n",
]
"""Pages each with one slip that is no embed line."""


def problems(text: str) -> list[Problem]:
    findings = Findings("playbook/index.md")
    read_page(findings, "index.md", text)
    return findings.problems


def html(text: str) -> str:
    return str(Markdown(extensions=["admonition", "pymdownx.superfences"]).convert(text))


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_that_is_no_embed_leaves_the_page_as_it_is_written(text: str) -> None:
    """Readers of a lenient build find every word of it, and no sentence about a quiz."""
    assert problems(text)
    assert mark(text) == text


@pytest.mark.parametrize("text", SLIPS)
def test_an_editor_finds_such_a_slip_below_its_text(text: str) -> None:
    """Under `mkdocs serve` it is told after the block that holds it, and the text stays there."""
    findings = Findings("playbook/index.md")
    page = read_page(findings, "index.md", text)
    (problem,) = findings.problems
    catalogue = Catalogue({}, {}, {"index.md": page}, (problem,))
    editing = Editing(catalogue, "playbook", {"index.md": ""})
    served = editing.fill(html(mark(editing.mark("index.md", text))), "index.md", "./")
    shown = read_text(served).text
    _, slip, *more = text.split("\n\n")
    # A heading would be followed at once by what has no place in the page.
    assert shown.index(slip.split()[0]) < shown.index(problem.code)
    assert all(part.strip() in shown for part in more)


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\n    ::: quiz garden\n\nMore.\n",
        "!!! note\n\n    Text.\n\n    ::: quiz garden\n\n    More.\n",
        "- one\n\n    ::: quiz garden\n\n- two\n",
        "> ::: quiz garden\n",
        "::: quizz garden\n",
    ],
)
def test_an_embed_that_is_not_well_formed_is_a_sentence_wherever_it_stands(text: str) -> None:
    """No reader sees the line, nor markup in its place."""
    shown = html(mark(text))
    assert ":::" not in shown
    assert "&lt;div" not in shown
    assert 'data-stagecheck-embed=""' in shown or ABSENT in shown
    assert ABSENT in render_absence("")


@pytest.mark.parametrize("line", LINES)
def test_spaces_at_the_end_of_a_line_take_no_list_away(line: str) -> None:
    """Nobody sees them, and Markdown keeps them; a page that shows the line as code still does."""
    found = in_html(line)
    for written in (line, f"{line}  ", f"  {line}"):
        assert found.fullmatch(html(f"{written}\n"))
    for shown in (f"`{line}`", f"    {line}", f"```\n{line}\n```"):
        assert not found.search(html(f"{shown}\n"))
