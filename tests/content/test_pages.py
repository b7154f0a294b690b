"""The playbook's own pages, one by one: what each must say, and that pages and quizzes agree."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from samples import ROOT, catalogue, team_quiz
from stagecheck.playbook import Playbook, load_playbook
from stagecheck.playbook.front import PlayPage
from stagecheck.project import load_pages
from stagecheck.quizfile import QuizFile
from stagecheck.settings import find_project

DOCS = ROOT / "playbook"
PHASES = [stage.id for stage in team_quiz().stages]
PAGES = sorted(DOCS.rglob("*.md"))
OWNERS = {"Community manager", "Sponsor", "Facilitator", "Editor", "Web team"}
RAISERS = sorted(path.stem for path in (DOCS / "objections").glob("*.md") if path.stem != "index")


@cache
def book() -> Playbook:
    """Return the playbook's kept pages, facts and organisation."""
    project = find_project(ROOT)
    return load_playbook(project, load_pages(project)[0])


def plays() -> dict[str, PlayPage]:
    """Return the front matter of every play, by its id."""
    pages = book().pages.items()
    return {Path(path).stem: page.front for path, page in pages if isinstance(page.front, PlayPage)}


def quizzes() -> dict[str, QuizFile]:
    return dict(catalogue().quizzes)


def assessments() -> dict[str, QuizFile]:
    return {name: file for name, file in quizzes().items() if file.quiz.kind == "assessment"}


ASSESSMENTS = list(assessments())
KNOWLEDGE = [name for name in quizzes() if name not in ASSESSMENTS]


def name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def headings(path: Path) -> list[tuple[int, str]]:
    """List a page's headings, code left out."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [(len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", text, re.MULTILINE)]


def test_the_project_has_no_problems() -> None:
    """This repository's own quizzes and pages pass every check."""
    assert [str(problem) for problem in (*catalogue().problems, *book().problems)] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_says_what_it_is_for_whom_and_who_keeps_it(path: Path) -> None:
    """Every page has the whole front matter: a page that fails the checks is not among these."""
    kept = book().pages[name(path)]
    assert kept.front.owner in OWNERS
    assert kept.front.last_reviewed.year >= 2026


def test_titles_and_descriptions_are_told_apart() -> None:
    """No two pages have one title or one description: search shows nothing else."""
    fronts = [page.front for page in book().pages.values()]
    assert len({front.title for front in fronts}) == len(fronts)
    assert len({front.description for front in fronts}) == len(fronts)


def test_every_page_is_in_the_navigation() -> None:
    """Whoever browses by the menu finds what whoever searches finds."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = settings.partition("\nnav:\n")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"(\S+\.md)$", nav, re.MULTILINE)) == sorted(map(name, PAGES))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_headings_begin_with_one_title_and_skip_no_level(path: Path) -> None:
    """Readers who move by headings find their way."""
    levels = [level for level, _ in headings(path)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_page_is_whole(phase: str) -> None:
    """Belief, what people do, signs, when one is not there, what to do and not to, measures."""
    path = DOCS / "phases" / f"{phase}.md"
    text = path.read_text("utf-8")
    assert book().pages[name(path)].front.stage == phase
    assert re.search(r"^> ", text, re.MULTILINE), "the belief, in a team's own words"
    signs = re.search(r"^## [^\n]*signs[^\n]*\n(.*?)^## ", text, re.MULTILINE | re.DOTALL | re.I)
    assert signs
    assert len(re.findall(r"^(?:[-*]|\d\.) ", signs[1], re.MULTILINE)) == 3
    told = " / ".join(title for _, title in headings(path))
    for part in (
        "say and do",
        "not here if",
        "to do",
        "not to do",
        "moves a team|keeps a team",
        "Plays",
        "measure",
    ):
        assert re.search(part, told, re.IGNORECASE), part
    assert "../check.md" in text


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_page_names_the_plays_that_say_they_help_it(phase: str) -> None:
    """The table of plays and the pages of the phases send readers the same ways."""
    told = set(re.findall(r"\.\./plays/([a-z-]+)\.md", (DOCS / f"phases/{phase}.md").read_text()))
    helping = {play for play, front in plays().items() if phase in front.phases}
    assert helping <= told


def test_every_play_is_reached_from_a_phase_and_from_a_question() -> None:
    """A play that no result and no phase leads to would help nobody."""
    from_phases = {play for play, front in plays().items() if set(front.phases) & set(PHASES)}
    from_questions = {play.id for file in assessments().values() for play in file.quiz.plays}
    assert from_phases == set(plays())
    assert from_questions == set(plays())


@pytest.mark.parametrize("quiz", ASSESSMENTS)
def test_every_question_is_served_by_a_play(quiz: str) -> None:
    """No answer leaves a reader without something to do about it, not even at the top."""
    model = assessments()[quiz].quiz
    served = {item for play in model.plays for item in play.items}
    assert served == {item.id for item in model.items}
    kept = {stage for play in model.plays for stage in play.keeps}
    assert model.stages[-1].id in kept


@pytest.mark.parametrize("quiz", ASSESSMENTS)
def test_two_example_teams_reach_every_stage(quiz: str) -> None:
    """One could be a lucky hit; under a rule for each dimension, the stage is one of theirs."""
    examples = catalogue().checked[quiz].examples
    for stage in assessments()[quiz].quiz.stages:
        assert sum(stage.id in example.stages for example in examples) >= 2, stage.id


@pytest.mark.parametrize("quiz", KNOWLEDGE)
def test_a_knowledge_check_has_five_to_eight_questions(quiz: str) -> None:
    """Short enough to finish, long enough to tell; each option says why it is right or wrong."""
    file = catalogue().quizzes[quiz]
    assert 5 <= len(file.quiz.items) <= 8
    for item, wording in file.items.items():
        assert set(wording.feedback) == set(wording.options), item


@pytest.mark.parametrize("play", plays())
def test_a_play_follows_the_template(play: str) -> None:
    """When, why, what it needs, steps, variations, what goes wrong, example, text, measures."""
    text = (DOCS / f"plays/{play}.md").read_text("utf-8")
    told = [title for level, title in headings(DOCS / f"plays/{play}.md") if level == 2]
    why = ("Why it works", "What it shows")  # an exercise illustrates; it has no study behind it
    assert any(title.startswith(why) for title in told)
    parts = ("Use this when", "You need", "Steps", "Variations", "What goes wrong")
    for part in (*parts, "Example", "Copy this", "Measure", "Next"):
        assert any(title.startswith(part) for title in told), part
    assert re.search(r"do not use it", text, re.IGNORECASE)
    assert re.search(r"^## Example.*?\*Made up\.\*", text, re.MULTILINE | re.DOTALL)
    assert re.search(r"^## Copy this.*?^```text\n", text, re.MULTILINE | re.DOTALL)
    assert "**Keep**" in text
    assert "**Drop**" in text
    assert re.search(r"^> ", text, re.MULTILINE), "words to say"


@pytest.mark.parametrize("play", plays())
def test_every_step_of_a_play_has_its_minutes(play: str) -> None:
    """A step without minutes would not count into what the play promises."""
    text = (DOCS / f"plays/{play}.md").read_text("utf-8")
    steps = re.search(r"^## Steps\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert steps
    titles = re.findall(r"^### (.+)$", steps[1], re.MULTILINE)
    assert len(titles) >= 3
    assert [title for title in titles if not re.search(r"\(.*\d+ minutes", title)] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_an_image_says_what_it_shows(path: Path) -> None:
    """A sentence stands for each drawing, for those who do not see it."""
    for alternative in re.findall(r"!\[([^\]]*)\]", path.read_text("utf-8")):
        assert len(alternative.split()) >= 6, alternative


@pytest.mark.parametrize("raiser", RAISERS)
def test_an_objection_has_its_four_parts(raiser: str) -> None:
    """What lies behind it, a fair answer, evidence and a first step, and where it is heard."""
    text = (DOCS / f"objections/{raiser}.md").read_text("utf-8")
    found = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert 3 <= len(found) <= 6
    for objection in found:
        parts = re.findall(r"What lies behind it|A fair answer|Evidence|A first step", objection)
        assert parts == ["What lies behind it", "A fair answer", "Evidence", "A first step"]
        assert re.search(r"\*Often heard in\*: \[", objection)


def test_every_objection_stands_in_the_table() -> None:
    """Objection, who raises it and the phases: the same in the table as on its page."""
    table = (DOCS / "objections/index.md").read_text("utf-8")
    rows = re.findall(
        r"^\| \[[^|]*\]\((\S+?)\.md#[^)]*\) \|[^|]*\| ([^|]*) \|$", table, re.MULTILINE
    )
    told = []
    for raiser in RAISERS:
        text = (DOCS / f"objections/{raiser}.md").read_text("utf-8")
        for line in re.findall(r"^\*Often heard in\*: (.*)$", text, re.MULTILINE):
            told.append((raiser, ", ".join(re.findall(r"\[([^\]]+)\]", line))))
    assert sorted(rows) == sorted(told)


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
