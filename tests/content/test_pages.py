"""The playbook's own pages, one by one: what each must say, and that pages and quizzes agree."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from samples import ROOT, catalogue, team_quiz

DOCS = ROOT / "playbook"
PHASES = [stage.id for stage in team_quiz().stages]
PLAYS = {play.id: play for play in team_quiz().plays}
PAGES = sorted(DOCS.rglob("*.md"))

PLAY_KEYS = {
    *("title", "description", "outcome", "phases", "audience", "people", "preparation"),
    *("run_time", "difficulty", "dimensions", "improves", "owner", "last_reviewed"),
    *("review_in", "status", "sources"),
}


def front(path: Path) -> dict[str, Any]:
    """Read a page's front matter."""
    match = re.match(r"---\n(.*?)\n---\n", path.read_text("utf-8"), re.DOTALL)
    assert match, f"{path} has no front matter"
    return dict(yaml.safe_load(match[1]))


def name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def headings(path: Path) -> list[tuple[int, str]]:
    """List a page's headings, code left out."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [(len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", text, re.MULTILINE)]


def test_the_project_has_no_problems() -> None:
    """This repository's own quizzes and pages pass every check."""
    assert [str(problem) for problem in catalogue().problems] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_says_what_it_is_and_who_keeps_it(path: Path) -> None:
    """Title, description, owner (a role) and the dates of review stand on every page."""
    matter = front(path)
    for key in ("title", "description", "owner", "last_reviewed", "review_in"):
        assert matter.get(key), key
    assert re.fullmatch(r"\d+ (months?|weeks?)", matter["review_in"])


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_headings_begin_with_one_title_and_skip_no_level(path: Path) -> None:
    """Readers who move by headings find their way."""
    levels = [level for level, _ in headings(path)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_page_leads_on(phase: str) -> None:
    """Belief, three signs, when one is not there, what is next, and the play that serves it."""
    path = DOCS / "phases" / f"{phase}.md"
    text = path.read_text("utf-8")
    assert front(path)["stage"] == phase
    signs = re.search(r"^## [^\n]*signs[^\n]*\n(.*?)^## ", text, re.MULTILINE | re.DOTALL | re.I)
    assert signs
    assert len(re.findall(r"^(?:[-*]|\d\.) ", signs[1], re.MULTILINE)) == 3
    assert re.search(r"not here if", text, re.IGNORECASE)
    assert re.search(r"\.\./plays/[a-z-]+\.md", text)
    assert "../check.md" in text


def test_every_phase_has_a_play_of_its_own() -> None:
    """Six plays, one that moves a team on from each phase; for Fusing, one that keeps it there."""
    served = {phase for play in PLAYS for phase in front(DOCS / f"plays/{play}.md")["phases"]}
    assert served >= set(PHASES)
    assert len(PLAYS) == 6


@pytest.mark.parametrize("play", PLAYS)
def test_a_play_is_complete(play: str) -> None:
    """All that the template asks for stands in the front matter."""
    assert front(DOCS / f"plays/{play}.md").keys() >= PLAY_KEYS


@pytest.mark.parametrize("play", PLAYS)
def test_a_play_and_the_check_agree_on_what_it_improves(play: str) -> None:
    """The items that a play's page names are those that the check sends there."""
    assert set(front(DOCS / f"plays/{play}.md")["improves"]) == set(PLAYS[play].items)


@pytest.mark.parametrize("play", PLAYS)
def test_the_minutes_of_the_steps_add_up(play: str) -> None:
    """What the page promises for its run is the sum of its steps."""
    path = DOCS / f"plays/{play}.md"
    minutes = [re.search(r"(\d+) minutes", title) for level, title in headings(path) if level == 3]
    assert sum(int(match[1]) for match in minutes if match) == front(path)["run_time"]


def test_every_question_is_served_by_a_play() -> None:
    """No answer leaves a team without something to do about it."""
    served = {item for play in PLAYS.values() for item in play.items}
    assert served == {item.id for item in team_quiz().items}


def test_the_team_stage_check_is_the_one_that_was_agreed() -> None:
    """Sixteen questions: three each on value, threat, purpose and daily work, four on leaders."""
    quiz = team_quiz()
    sizes = [
        sum(item.dimension == dimension.id for item in quiz.items) for dimension in quiz.dimensions
    ]
    assert sizes == [3, 3, 3, 3, 4]


def test_every_question_names_its_window_of_time() -> None:
    """An answer is about a stated stretch of time that somebody can look back on."""
    file = catalogue().quizzes["team-stage"]
    for item, wording in file.items.items():
        text = " ".join(block.prose.plain for block in wording.help)
        assert re.search(r"week|month|meetings|today|in force", text), item


def test_no_option_asks_for_agreement() -> None:
    """Options say what somebody would see; nobody is asked how far they agree."""
    texts = [option.text for item in team_quiz().items for option in item.options]
    assert not [text for text in texts if re.match(r"(strongly |dis)*agree", text, re.IGNORECASE)]
    assert all(text.endswith(".") for text in texts)
