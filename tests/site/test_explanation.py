"""What readers are told about a score is what the quiz's own data says, for every rule."""

import re
from html import unescape

import pytest

from garden import MISTAKES, PAGES
from stagecheck.check.quiz import Site, check, check_scales
from stagecheck.pages import Page
from stagecheck.parse import parse
from stagecheck.quizfile import QuizFile
from stagecheck.render import Assets, Placement, render_quiz


def read(name: str, *changes: tuple[str, str]) -> QuizFile:
    """Check one of the sound quizzes after some changes; it has no problem."""
    text = (MISTAKES / f"{name}.md").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    site = Site("playbook", {path: Page(path, path, "", ()) for path in PAGES}, {})
    scales, _ = check_scales(parse("quizzes/scales.md", (MISTAKES / "scales.md").read_text()), site)
    checked = check(parse(f"quizzes/{name}.md", text), Site(site.docs, site.pages, scales))
    assert checked.file is not None, checked.problems
    return checked.file


def told(name: str, *changes: tuple[str, str]) -> str:
    """Return the text of a quiz's explanation, its cells parted by bars."""
    urls = {f"playbook/{path}": path for path in PAGES}
    assets = Assets(*(name for name in Assets.__dataclass_fields__))
    html = render_quiz(read(name, *changes), Placement("", "x", "playbook", urls, assets, None))
    how = html.split('<details class="stagecheck-how">')[1].split("</details>")[0]
    texts = re.sub(r"</(?:td|th)>", " | ", how)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", texts)).split())


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("gates", ["the result is Weedy:", "Blooming asks for: All of the 2 questions on"]),
        ("profile", ["The points on each of these", "Fenced | 1 | 2 |", "Fear (0 to 2) |"]),
        (
            "bands",
            [
                "Nothing. 0 About half of it. 0.5 All of it. 1",
                "Beds | Sum of its 2 questions | 0 | 4 |",
                "All together | Sum of Beds, Kitchen | 0 | 6 |",
                "“How much of it is dug?” counts 2 times.",
                "Weedy | 0 | below 3.5 | Blooming | 3.5 | 6 |",
                "The whole score decides the stage.",
            ],
        ),
        ("each", ["Roses | Mean of its 2 questions | 0 | 2 |", "each part decides its own stage"]),
        (
            "knowledge",
            ["passed with 80% of the points: 1.6 of 2", "each right tick gives its part"],
        ),
    ],
)
def test_every_rule_is_told_in_its_own_words(name: str, sentences: list[str]) -> None:
    """Stages, borders, scales and weights stand in the explanation as they score."""
    text = told(name)
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("name", ["gates", "bands", "each", "knowledge"])
def test_no_rule_talks_of_a_profile_that_is_not_there(name: str) -> None:
    """A rule without a profile has no typical results."""
    assert "ypical team" not in told(name)


def test_a_changed_border_or_pass_mark_changes_the_explanation() -> None:
    """The numbers come from the file, not from the template."""
    assert "Weedy | 0 | below 3 | Blooming | 3 | 6 |" in told("bands", ("3.5", "3"))
    assert "62.5% of the points: 1.25 of 2" in told("knowledge", ("pass: 80%", "pass: 62.5%"))


def test_groups_and_a_stretched_scale_are_told_in_order() -> None:
    """Parts come before what they are part of, and the stretch after them all."""
    groups = (
        "score:\n  dimension: sum\n  total: sum\n",
        "score:\n  out_of: 10\ngroups:\n  all: {title: All of it, sum: [beds, kitchen]}\n",
    )
    text = told("bands", groups, ("[0, 3.5]", "[0, 5]"), ("[3.5, 6]", "[5, 10]"))
    assert "All of it | Sum of Beds, Kitchen | 0 |" in text
    assert "The last of these scores is then stretched to go from 0 to 10." in text
