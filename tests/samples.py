"""What many tests start from: the real quiz, and small quizzes that hypothesis makes up."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from stagecheck.check import Checked
from stagecheck.project import Catalogue, load, load_pages
from stagecheck.settings import find_project
from stagecheck_engine.model import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Answers,
    Attitude,
    Axis,
    Dimension,
    Gate,
    Item,
    Option,
    Play,
    Point,
    Profile,
    Quiz,
    Stage,
)

ROOT = Path(__file__).parent.parent


@cache
def catalogue() -> Catalogue:
    """Load this repository's own quizzes and pages."""
    project = find_project(ROOT)
    pages, _ = load_pages(project)
    return load(project, pages)


def team_stage() -> Checked:
    """Return the team stage check, with its example teams."""
    return catalogue().checked["team-stage"]


def team_quiz() -> Quiz:
    """Return the model of the team stage check."""
    file = team_stage().file
    assert file is not None, team_stage().problems
    return file.quiz


def tied_answers() -> Answers:
    """Answer the team stage check so that Folly and Flippant are equally near."""
    higher = {"last-help": "b", "how-spoken-of": "b", "rules": "b", "named-purpose": "b"}
    return {item.id: higher.get(item.id, "a") for item in team_quiz().items}


KEYS = "abcd"


def make_item(name: str, dimension: str, options: int, *, not_applicable: bool = False) -> Item:
    """Make an item with the options a, b, c, … worth 0, 1, 2, …"""
    keys = [Option(key, f"{name} at {key}", rank) for rank, key in enumerate(KEYS[:options])]
    return Item(
        name, dimension, f"How is {name}?", tuple(keys), True, False, 1, True, False, not_applicable
    )


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Make up a small quiz: two axes below one or two gated stages, seven to nine items."""
    options = draw(st.integers(2, 4))
    free = [
        make_item(f"{axis}{number}", axis, options, not_applicable=draw(st.booleans()))
        for axis in ("worth", "fear")
        for number in range(draw(st.integers(1, 2)))
    ]
    gated = [make_item(f"daily{number}", "daily", options) for number in range(3)]
    both = [make_item(f"worth-gate{number}", "worth", options) for number in range(2)]
    items = (*free, *both, *gated)
    points = draw(
        st.lists(
            st.tuples(st.integers(0, 6), st.integers(0, 4)), min_size=2, max_size=3, unique=True
        )
    )
    below = [f"below{number}" for number in range(len(points))]
    above = [f"above{number}" for number in range(draw(st.integers(1, 2)))]
    gates = [draw(_gates(stage, (*both, *gated), options)) for stage in above]
    profile = Profile(
        (Axis("worth", "more"), Axis("fear", "less")),
        tuple(Point(stage, at) for stage, at in zip(below, points, strict=True)),
    )
    return Quiz(
        id="made-up",
        version=1,
        kind="assessment",
        title="Made up",
        places="Your team's place",
        dimensions=tuple(Dimension(name, name.title()) for name in ("worth", "fear", "daily")),
        items=items,
        stages=tuple(
            Stage(stage, stage.title(), "A belief.", f"{stage}.md") for stage in below + above
        ),
        rule=Attitude(tuple(gate for group in gates for gate in group), profile),
        plays=draw(st.sampled_from([(), _plays(items, above[-1])])),
    )


def _plays(items: tuple[Item, ...], top: str) -> tuple[Play, ...]:
    ids = tuple(item.id for item in items)
    return (
        Play("start", "Start", "A start.", "start.md", ids[:4], ()),
        Play("go-on", "Go on", "Progress.", "go-on.md", ids[3:], (top,)),
    )


@st.composite
def _gates(draw: st.DrawFn, stage: str, items: tuple[Item, ...], options: int) -> list[Gate]:
    gates = []
    for _ in range(draw(st.integers(1, 2))):
        chosen = draw(st.lists(st.sampled_from(items), min_size=1, max_size=3, unique=True))
        at_least = draw(st.integers(1, len(chosen)))
        option = KEYS[draw(st.integers(1, options - 1))]
        gates.append(Gate(stage, at_least, tuple(item.id for item in chosen), option))
    return gates


def offered(item: Item) -> list[str]:
    """List every answer that an item takes."""
    keys = [option.key for option in item.options]
    return keys + [DONT_KNOW] * item.dont_know + [NOT_APPLICABLE] * item.not_applicable


def answers_to(quiz: Quiz) -> st.SearchStrategy[Answers]:
    """Answer some of a quiz's items in every way they offer, or all of them by an option."""
    some = {item.id: st.sampled_from(offered(item)) for item in quiz.items}
    keys = {
        item.id: st.sampled_from([option.key for option in item.options]) for item in quiz.items
    }
    return st.fixed_dictionaries({}, optional=some) | st.fixed_dictionaries(keys)


@st.composite
def answered_quizzes(draw: st.DrawFn) -> tuple[Quiz, Answers]:
    """Make up a quiz and answers to it."""
    quiz = draw(quizzes())
    return quiz, draw(answers_to(quiz))
