"""Where one team stands, without the reasons: all that a board of many teams' answers needs."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..model import Answers, Placed
from .plays import Aim


class Standing(NamedTuple):
    """The `verdict`, `stages`, `next_stage`, `blockers` and `placed` that a `Result` would have.

    `aim` is what its plays would be chosen for.
    """

    verdict: str
    stages: tuple[str, ...]
    next_stage: str | None
    blockers: tuple[str, ...]
    placed: tuple[Placed, ...]
    aim: Aim


def remembered[T](items: Sequence[str], judge: Callable[[Answers], T]) -> Callable[[Answers], T]:
    """Judge by the answers to `items` alone, and every way to answer them only once."""
    known: dict[tuple[str | None, ...], T] = {}

    def judged(answers: Answers) -> T:
        key = tuple(map(answers.get, items))
        if key not in known:
            known[key] = judge(answers)
        return known[key]

    return judged
