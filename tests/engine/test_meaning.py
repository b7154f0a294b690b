"""What stands in the ledger: everything that is scored, and no wording."""

from collections.abc import Iterator
from fractions import Fraction
from types import GenericAlias, NoneType, UnionType
from typing import Any, TypeAliasType, get_type_hints

import pytest

from stagecheck_engine.codec import dumps
from stagecheck_engine.ledger import meaning
from stagecheck_engine.model import (
    Attitude,
    Axis,
    Band,
    Bands,
    Dimension,
    Gate,
    Group,
    Item,
    Option,
    Play,
    Point,
    Profile,
    Quiz,
    Share,
    Stage,
)

WORDING = {
    "Quiz.title",
    "Quiz.places",
    "Dimension.title",
    "Item.text",
    "Option.text",
    "Stage.title",
    "Stage.belief",
    "Stage.page",
    "Group.title",
}
"""Changing one of these changes nothing in what an answer means."""

BESIDE = {"Quiz.id", "Quiz.version"}
"""The entry has these beside its meaning."""

ADVICE = {"Quiz.plays"}
"""What a team is advised to do; it decides no result."""

RULES = (
    Attitude(
        (Gate("high", 1, ("tree",), "b"),),
        Profile((Axis("care", "more"),), (Point("low", (0,)),)),
    ),
    Bands(
        (Band("low", 0, Fraction(1, 2)), Band("high", Fraction(1, 2), 1)),
        False,
        "mean",
        (Group("all", "All", "mean", ("care",)),),
        "sum",
        10,
    ),
    Share(Fraction(4, 5)),
)


def a_quiz(rule: Attitude | Bands | Share) -> Quiz:
    """Make a quiz in which no list is empty."""
    options = (Option("a", "Nobody.", 0), Option("b", "Somebody.", Fraction(1, 2)))
    return Quiz(
        "garden",
        3,
        "assessment",
        "Garden check",
        "The garden",
        (Dimension("care", "Care"),),
        (Item("tree", "care", "Who?", options, True, False, 1, True, False, False),),
        (Stage("low", "Low", "No.", "low.md"), Stage("high", "High", "Yes.", "high.md")),
        rule,
        (Play("water", "Water", "Growth.", "water.md", ("tree",), ("high",)),),
    )


def changed(value: Any) -> Any:
    """Return another value of the same kind."""
    match value:
        case bool():
            return not value
        case int() | Fraction():
            return value + 7
        case str():
            return f"{value}-changed"
        case tuple() if not hasattr(value, "_fields"):
            return value[1:]
        case _:
            return None


def changes(record: Any) -> Iterator[tuple[str, Any]]:
    """Give a record with each of its fields changed, and with each field of each of its parts."""
    for name, value in zip(record._fields, record, strict=True):
        field = f"{type(record).__name__}.{name}"
        if field != "Quiz.rule":
            yield field, record._replace(**{name: changed(value)})
        if field in ADVICE:
            continue
        if hasattr(value, "_fields"):
            for inner, part in changes(value):
                yield inner, record._replace(**{name: part})
        elif isinstance(value, tuple) and hasattr(value[0], "_fields"):
            for inner, part in changes(value[0]):
                yield inner, record._replace(**{name: (part, *value[1:])})


def all_fields(shape: Any) -> set[str]:
    """List the fields of all records that a shape of the model leads to."""
    if isinstance(shape, TypeAliasType):
        return all_fields(shape.__value__)
    if isinstance(shape, GenericAlias | UnionType):
        return {field for part in shape.__args__ for field in all_fields(part)}
    if shape in (str, int, bool, Fraction, NoneType, Ellipsis):
        return set()
    found = {f"{shape.__name__}.{name}" for name in shape._fields}
    hints = get_type_hints(shape)
    inner = (hints[field.split(".")[1]] for field in found - ADVICE)
    return found | {field for part in inner for field in all_fields(part)}


CHANGES = [(field, rule, quiz) for rule in RULES for field, quiz in changes(a_quiz(rule))]


def test_every_field_of_the_model_is_changed_below() -> None:
    """A field or record that joins the model has to be judged: does it decide a result?"""
    assert {field for field, _, _ in CHANGES} == all_fields(Quiz) - {"Quiz.rule"}


@pytest.mark.parametrize(
    ("field", "rule", "quiz"),
    [
        pytest.param(*case, id=f"{type(case[1]).__name__}-{case[0]}-{number}")
        for number, case in enumerate(CHANGES)
    ],
)
def test_a_field_is_meaning_or_wording(field: str, rule: Any, quiz: Quiz) -> None:
    """What is scored changes the meaning; titles, texts and advice do not."""
    same = dumps(meaning(quiz)) == dumps(meaning(a_quiz(rule)))
    assert same == (field in WORDING | BESIDE | ADVICE)


def test_rules_of_different_kinds_never_mean_the_same() -> None:
    """A quiz that turns to another rule has another meaning."""
    assert len({dumps(meaning(a_quiz(rule))) for rule in RULES}) == len(RULES)
