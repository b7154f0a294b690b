"""Checks weights: one that changes nothing misleads whoever reads the file."""

from collections.abc import Iterable

from stagecheck_engine.model import MEAN, Attitude, Bands, Item, Quiz

from .names import Names


def check_weights(names: Names, quiz: Quiz) -> None:
    """Name every weight that changes nothing under the rule of the quiz."""
    match quiz.rule:
        case Bands() as rule if rule.dimension == MEAN or (rule.each and rule.out_of):
            for dimension in quiz.dimensions:
                _alike(names, [one for one in quiz.items if one.dimension == dimension.id])
        case Bands(out_of=None):
            # A sum grows with its weights, even where they are all the same.
            return
        case Attitude():
            for item in quiz.items:
                if item.weight > 1 and item.ordered:
                    _needless(names, item, "gates and profiles count each question once")
        case _:
            _alike(names, quiz.items)


def _alike(names: Names, items: Iterable[Item]) -> None:
    counted = [item for item in items if item.ordered]
    if counted and len({item.weight for item in counted}) == 1:
        for item in counted:
            if item.weight > 1:
                _needless(names, item, f"all it is counted with weigh {item.weight} too")


def _needless(names: Names, item: Item, why: str) -> None:
    place = names.content.places[item.id]
    message = f"the weight of {item.id!r} changes nothing: {why}"
    names.findings.add("QZ038", place, message, "Take the weight out")
