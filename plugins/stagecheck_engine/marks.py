"""What a form on paper shows at its boxes, and which answers are meant by what is typed from it.

In an assessment every answer shows its mark, which is its key, and where a rule counts it the
number that it counts. Both can be typed, and mean what they mean on the form: a number is never a
place. A knowledge check shows neither, for they would tell too much; there places are typed.
"""

from collections.abc import Iterator, Mapping

from .model import DONT_KNOW, NONE, NOT_APPLICABLE, Item, Quiz, Share
from .scoring.points import written

SURE = "#"
"""Stands before a key that is also the number of another answer; no key and no number has it."""


def counts(quiz: Quiz, item: Item) -> Mapping[str, str]:
    """Return what each answer to an item counts, as it is printed, by key; nothing where none does.

    A question that no rule counts has no numbers; in a knowledge check they would tell too much.
    """
    if isinstance(quiz.rule, Share) or not item.ordered:
        return {}
    printed = {option.key: written(option.value) for option in item.options}
    return printed | ({NONE: "0"} if item.none else {})


def marks(quiz: Quiz, item: Item) -> Mapping[str, str]:
    """Return the mark of each answer that an item offers, by key: what is typed for it.

    It is printed beside the box, but not in a knowledge check: there it is the place, from 1.
    """
    keys = [option.key for option in item.options]
    others = {way: way for way in others_of(item)}
    if isinstance(quiz.rule, Share):
        return {key: str(place) for place, key in enumerate(keys, 1)} | others
    doubtful = any(len(meant(quiz, item, key)) > 1 for key in keys)
    return {key: SURE * doubtful + key for key in keys} | others


def meant(quiz: Quiz, item: Item, typed: str) -> tuple[str, ...]:
    """List the keys of the answers that may be meant: none for a slip, several where it is open."""
    return tuple(dict.fromkeys(key for way, key in _ways(quiz, item) if way == typed))


def others_of(item: Item) -> list[str]:
    """List the answers that an item offers beside its options."""
    offered = (
        (DONT_KNOW, item.dont_know),
        (NOT_APPLICABLE, item.not_applicable),
        (NONE, item.none),
    )
    return [way for way, is_offered in offered if is_offered]


def _ways(quiz: Quiz, item: Item) -> Iterator[tuple[str, str]]:
    """Give whatever can be typed for an answer, with the answer's key."""
    yield from ((way, way) for way in others_of(item))
    if isinstance(quiz.rule, Share):
        yield from ((mark, key) for key, mark in marks(quiz, item).items())
        return
    for option in item.options:
        yield from ((way, option.key) for way in (option.key, SURE + option.key))
    yield from ((number, key) for key, number in counts(quiz, item).items())
