"""What a quiz's rule does with answers: exactly where they can be counted, else by a sample."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from stagecheck_engine.model import Quiz
from stagecheck_engine.scoring.share import FAILED, PASSED

from .blocks import TooManyTotals
from .counting import count
from .outcome import Outcome
from .patterns import ItemWeight
from .sampling import sample
from .tallies import Dependence, dependences
from .ways import ways


@dataclass(frozen=True, slots=True)
class Part:
    """The whole quiz, or one `dimension` of it where each has a stage of its own.

    `sets` are the answer sets that were looked at, all of them or a sample; `outcomes` say how many
    of them lead where, in the order of the stages, then ties. `unreached` are the stages to which
    none of them leads.
    """

    dimension: str
    sets: int
    outcomes: tuple[tuple[Outcome, int], ...]
    unreached: tuple[str, ...]
    items: tuple[ItemWeight, ...]

    def share(self, outcome: Outcome) -> Fraction:
        """Return the share, 0 to 1, of the sets that lead to an outcome."""
        return Fraction(dict(self.outcomes).get(outcome, 0), self.sets)

    @property
    def never(self) -> tuple[str, ...]:
        """The items that alter nothing, in the quiz's order."""
        return tuple(one.item for one in self.items if not one.alters)

    @property
    def always(self) -> tuple[str, ...]:
        """The items of which, beside any answers to the others, some change alters the outcome."""
        return tuple(one.item for one in self.items if one.alters == 1)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A quiz weighed. `ways` is the number of its answer sets; `seed` is None where all counted."""

    quiz: Quiz
    ways: int
    seed: int | None
    parts: tuple[Part, ...]


def weigh(quiz: Quiz, size: int, seed: int, *, by_sample: bool = False) -> Weighing:
    """Weigh a quiz: exactly if that is possible and not refused, else by a sample of `size`.

    Raises TooManyWays.
    """
    number = prod(len(ways(item)) for item in quiz.items)
    found = dependences(quiz)
    if not by_sample:
        try:
            parts = tuple(_part(quiz, one, *count(one)) for one in found)
        except TooManyTotals:
            pass
        else:
            return Weighing(quiz, number, None, parts)
    parts = tuple(_part(quiz, one, *sample(one, size, seed)) for one in found)
    return Weighing(quiz, number, seed, parts)


def _part(
    quiz: Quiz, dependence: Dependence, outcomes: Counter[Outcome], items: list[ItemWeight]
) -> Part:
    order = [stage.id for stage in quiz.stages]
    reached = {one.stages[0] for one in outcomes if len(one.stages) == 1}
    verdicts = [PASSED, FAILED]
    ordered = sorted(
        outcomes.items(),
        key=lambda one: (
            len(one[0].stages),
            [order.index(stage) for stage in one[0].stages],
            verdicts.index(one[0].verdict) if one[0].verdict in verdicts else 0,
        ),
    )
    unreached = tuple(stage for stage in order if stage not in reached)
    sets = sum(outcomes.values())
    return Part(dependence.dimension, sets, tuple(ordered), unreached, tuple(items))
