"""What every example team is told, in a file to read: `golden/team-stage.md`.

Run `python tests/engine/test_golden.py` to write it again, then read the difference: it is what
readers will notice of a change to the quiz or to the engine.
"""

import re
import sys
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from samples import team_quiz, team_stage
from stagecheck.check.examples import Example
from stagecheck_engine.report import words
from stagecheck_engine.report.page import Context, report
from stagecheck_engine.scoring import score

GOLDEN = Path(__file__).parent / "golden" / "team-stage.md"


def as_text(html: str) -> str:
    """Write a report as lines of text, headings and list items marked."""
    html = re.sub(r"<(h4|summary)[^>]*>", "\n\n### ", html)
    html = re.sub(r"<(p|table|ul|ol)[^>]*>", "\n", html)
    html = re.sub(r"<li[^>]*>", "\n- ", html)
    html = re.sub(r"<tr[^>]*>", "\n", html)
    html = re.sub(r"</?(span|th|td|div)[^>]*>", " ", html)
    text = unescape(re.sub(r"<[^>]+>", "", html))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def told(example: Example) -> str:
    """Word all that one team is told."""
    quiz = team_quiz()
    result = score(quiz, example.answers)
    links = {page.page: page.page for page in (*quiz.stages, *quiz.plays)}
    html = report(Context(quiz, example.answers, result, links, "team-stage"))
    return f"## {example.team}\n\n{words.headline(quiz, result)}\n\n{as_text(html)}\n"


def golden() -> str:
    """Word what all teams are told."""
    title = "# What the example teams of the team stage check are told\n"
    return "\n".join([title, *(told(example) for example in team_stage().examples)])


def test_every_example_team_is_told_what_the_file_says() -> None:
    """Stage, margin, drivers, blockers, plays, scores and open questions, word for word."""
    assert golden() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(golden(), "utf-8")
