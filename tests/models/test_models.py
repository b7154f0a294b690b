"""Three kinds of model that are in use elsewhere, written as quizzes: the format can say them all.

A checklist with half points; practices from 0 to 3, each the sum of three averages, in domains; a
five-point battery averaged to 0 to 10. Each expected score is worked out here, from the answers
alone, by code that knows nothing of the engine.
"""

import random
import shutil
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import mean

import pytest

from garden import write
from stagecheck.project import Project, load, load_pages
from stagecheck_engine.model import Quiz
from stagecheck_engine.scoring import score

HERE = Path(__file__).parent
MODELS = ("checklist", "practices", "agreement")
PAGES = {
    "checklist": ("closed", "ajar", "open"),
    "practices": ("starting", "working", "steering"),
    "agreement": ("shaky", "mixed", "firm"),
}
CASES = 300
HALVES = {"no": Fraction(0), "partly": Fraction(1, 2), "yes": Fraction(1)}
HOW_FAR = {"none": Fraction(0), "some": Fraction(1, 4), "half": Fraction(1, 2), "all": Fraction(1)}


@pytest.fixture(scope="module")
def quizzes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Quiz]:
    """Check the three files as the site's own quizzes are checked; they have no problem."""
    root = tmp_path_factory.mktemp("models")
    for model in MODELS:
        for stage in PAGES[model]:
            write(root, f"playbook/{stage}.md", f"# {stage.title()}\n")
        write(root, f"playbook/{model}.md", f"# {model.title()}\n\n::: quiz {model}\n")
    shutil.copytree(HERE, root / "quizzes", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    project = Project(root)
    pages, problems = load_pages(project)
    catalogue = load(project, pages, problems)
    assert catalogue.problems == ()
    return {model: catalogue.quizzes[model].quiz for model in MODELS}


def random_answers(quiz: Quiz, seed: int) -> dict[str, str]:
    """Answer every question, now and then with "not applicable" where that is offered."""
    chance = random.Random(seed)  # noqa: S311 - the same cases each time, not a secret
    return {
        item.id: chance.choice([one.key for one in item.options] + ["-"] * item.not_applicable)
        for item in quiz.items
    }


def stage_at(points: Fraction, borders: Sequence[tuple[str, Fraction]]) -> str:
    """Return the last stage whose lower border the points reach."""
    return [stage for stage, border in borders if points >= border][-1]


def given(answers: Mapping[str, str], values: Mapping[str, Fraction]) -> list[Fraction]:
    """Return what the answers count, without those that do not apply."""
    return [values[answer] for answer in answers.values() if answer != "-"]


@pytest.mark.parametrize("seed", range(CASES))
def test_a_checklist_adds_up_points_and_half_points(quizzes: Mapping[str, Quiz], seed: int) -> None:
    """Eight lines give up to eight points; a line that does not apply is made up by the others."""
    answers = random_answers(quizzes["checklist"], seed)
    counted = given(answers, HALVES)
    points = sum(counted, Fraction(0)) * 8 / len(counted)

    result = score(quizzes["checklist"], answers)

    assert result.total is not None
    assert (result.total.low, result.total.high, result.total.most) == (points, points, 8)
    borders = [("closed", Fraction(0)), ("ajar", Fraction(4)), ("open", Fraction(13, 2))]
    assert result.stages == (stage_at(points, borders),)


@pytest.mark.parametrize("seed", range(CASES))
def test_practices_are_sums_of_averages_and_domains_their_mean(
    quizzes: Mapping[str, Quiz], seed: int
) -> None:
    """Two questions make a level, three levels a practice (0 to 3), two practices a domain."""
    quiz = quizzes["practices"]
    answers = random_answers(quiz, seed)
    levels: dict[str, list[Fraction]] = {}
    for item in quiz.items:
        if answers[item.id] != "-":
            levels.setdefault(item.dimension, []).append(HOW_FAR[answers[item.id]])
    practices = {
        practice: sum(
            (mean(levels[f"{practice}-{level}"]) for level in ("one", "two", "three")), Fraction(0)
        )
        for practice in ("asking", "recording", "drafting", "planning")
    }
    domains = {
        "sharing-knowledge": (practices["asking"] + practices["recording"]) / 2,
        "sharing-work": (practices["drafting"] + practices["planning"]) / 2,
    }
    whole = (domains["sharing-knowledge"] + domains["sharing-work"]) / 2

    result = score(quiz, answers)

    found = {group.id: (group.low, group.high, group.most) for group in result.groups}
    assert found == {
        **{name: (points, points, 3) for name, points in practices.items()},
        **{name: (points, points, 3) for name, points in domains.items()},
    }
    assert result.total is not None
    assert (result.total.low, result.total.most) == (whole, 3)
    borders = [("starting", Fraction(0)), ("working", Fraction(1)), ("steering", Fraction(2))]
    assert result.stages == (stage_at(whole, borders),)


@pytest.mark.parametrize("seed", range(CASES))
def test_a_battery_of_agreement_is_averaged_to_ten(quizzes: Mapping[str, Quiz], seed: int) -> None:
    """One to five becomes 0 to 10: the mean of two themes, less one, times ten quarters."""
    quiz = quizzes["agreement"]
    answers = random_answers(quiz, seed)
    themes: dict[str, list[Fraction]] = {}
    for item in quiz.items:
        if answers[item.id] != "-":
            themes.setdefault(item.dimension, []).append(Fraction(answers[item.id]))
    agreement = mean(mean(values) for values in themes.values())
    points = (agreement - 1) * 10 / 4

    result = score(quiz, answers)

    assert {one.id: one.low for one in result.dimensions} == {
        theme: mean(values) for theme, values in themes.items()
    }
    assert result.total is not None
    assert (result.total.low, result.total.most) == (points, 10)
    borders = [("shaky", Fraction(0)), ("mixed", Fraction(5)), ("firm", Fraction(15, 2))]
    assert result.stages == (stage_at(points, borders),)


@pytest.mark.parametrize(
    ("model", "answers", "points"),
    [
        ("checklist", ("partly",) * 8, Fraction(4)),
        ("checklist", ("yes", "yes", "yes", "yes", "no", "partly", "yes", "yes"), Fraction(13, 2)),
        ("practices", ("half",) * 24, Fraction(3, 2)),
        ("practices", ("all",) * 12 + ("none",) * 12, Fraction(3, 2)),
        ("agreement", ("3",) * 5, Fraction(5)),
        ("agreement", ("2", "2", "1", "4", "3"), Fraction(95, 24)),
    ],
)
def test_the_score_is_what_a_person_works_out_on_paper(
    quizzes: Mapping[str, Quiz], model: str, answers: Sequence[str], points: Fraction
) -> None:
    """A few answers whose score was worked out by hand."""
    quiz = quizzes[model]
    named = {item.id: answer for item, answer in zip(quiz.items, answers, strict=True)}
    result = score(quiz, named)
    assert result.total is not None
    assert result.total.low == result.total.high == points


def test_open_answers_give_the_range_that_is_left(quizzes: Mapping[str, Quiz]) -> None:
    """Two lines of the checklist are unknown: the points lie between none and both of them."""
    quiz = quizzes["checklist"]
    answers = {item.id: "yes" for item in quiz.items} | {"draft": "?", "plan": "?"}
    result = score(quiz, answers)
    assert result.total is not None
    assert (result.total.low, result.total.high) == (6, 8)
    assert (result.verdict, result.stages) == ("open", ("ajar", "open"))
