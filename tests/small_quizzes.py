"""Small quizzes made by hand, one of each rule, for tests that name the answers they give."""

from fractions import Fraction

from made_up import make_item, make_quiz, several
from stagecheck_engine.model import (
    Answers,
    Attitude,
    Axis,
    Band,
    Bands,
    Gate,
    Group,
    Item,
    Play,
    Point,
    Profile,
    Quiz,
    Share,
)

STAGES = ["early", "growing", "strong"]


def _items() -> tuple[Item, ...]:
    """Make six questions on three topics; the last takes several choices."""
    made = [
        make_item(f"{name}-{at}", name, 4, not_applicable=True)
        for name in ("tools", "time", "trust")
        for at in ("one", "two")
    ]
    return (*made[:-1], several(made[-1]))


def bands() -> Quiz:
    """Make a plain score out of ten, with a group."""
    cuts = (0, Fraction(10, 3), Fraction(20, 3), 10)
    placed = zip(STAGES, cuts, cuts[1:], strict=False)
    group = Group("means", "Means", "sum", ("tools", "time"))
    rule = Bands(tuple(Band(*one) for one in placed), False, "mean", (group,), "mean", 10)
    plays = (
        Play("ask", "Ask", "Somebody answers.", "ask.md", ("tools-one", "trust-two"), ()),
        Play("stay", "Stay", "It lasts.", "stay.md", ("time-one",), ("strong",)),
    )
    return make_quiz(_items(), STAGES, rule)._replace(plays=plays)


def knowledge() -> Quiz:
    """Make a knowledge check of two questions with one right answer, and two with two."""

    def fact(name: str, right: str) -> Item:
        item = make_item(name, name[:5], 4)
        options = (one._replace(value=int(one.key in right)) for one in item.options)
        return item._replace(options=tuple(options), several=len(right) > 1)

    facts = (fact("rules-1", "a"), fact("rules-2", "ab"), fact("media-1", "b"))
    return make_quiz((*facts, fact("media-2", "cd")), [], Share(Fraction(4, 5)))


def bands_of_each() -> Quiz:
    """Give each dimension of the plain score a stage of its own."""
    quiz = bands()
    assert isinstance(quiz.rule, Bands)
    return quiz._replace(rule=quiz.rule._replace(each=True))


def weighed_bands() -> Quiz:
    """Make a plain score of weights and fractions."""
    values = (0, Fraction(1, 2), Fraction(5, 3), 2)
    items = (
        item._replace(
            weight=at % 3 + 1,
            options=tuple(
                option._replace(value=value)
                for option, value in zip(item.options, values, strict=True)
            ),
        )
        for at, item in enumerate(_items())
    )
    return bands()._replace(items=tuple(items))


def gates() -> Quiz:
    """Make a ladder of one gated stage above the first."""
    ladder = (Gate("growing", 2, ("tools-one", "tools-two", "time-one"), "c"),)
    items = tuple(item._replace(not_applicable=False) for item in _items()[:5])
    return make_quiz(items, STAGES[:2], Attitude(ladder, None))


def profile() -> Quiz:
    """Make three attitudes on two axes, one of which takes several choices."""
    axes = (Axis("tools", "more"), Axis("time", "less"))
    points = (Point("early", (0, 0)), Point("growing", (6, 6)), Point("strong", (6, 0)))
    return make_quiz(_items()[:4], STAGES, Attitude((), Profile(axes, points)))


def every_rule() -> list[Quiz]:
    """List one quiz of every rule, and of each way to use it."""
    return [bands(), bands_of_each(), weighed_bands(), gates(), profile(), knowledge()]


def all_right(quiz: Quiz) -> Answers:
    """Answer a knowledge check without a mistake."""
    return {
        item.id: " ".join(option.key for option in item.options if option.value)
        for item in quiz.items
    }
