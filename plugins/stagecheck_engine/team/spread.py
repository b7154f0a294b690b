"""How the answers to one item spread, and how far people agree.

Only ordered options are compared, by their ranks: the least is 0, the next 1, and so on. Who does
not know, skipped the item, or finds that it does not apply, says nothing about agreement.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Item, Number
from ..scoring.points import chosen, exact, is_given

AGREE = "agree"
LEAN = "lean"
MIXED = "mixed"
SPLIT = "split"
UNKNOWN = "unknown"

AGREE_WITHIN = Fraction(1, 6)
"""People agree where the average deviation is at most this share of the number of options.

The average deviation from the median is an index of agreement: M. J. Burke, L. M. Finkelstein and
M. S. Dusig, "On average deviation indices for estimating interrater agreement", Organizational
Research Methods 2(1), 1999. Its upper limit, c/6 of c options, is that of M. J. Burke and
W. P. Dunlap, "Estimating interrater agreement with the average deviation index: a user's guide",
Organizational Research Methods 5(2), 2002.
"""

LEAN_ABOVE = Fraction(1, 2)
"""Where they do not agree, more than this share giving one same answer is a leaning.

It is the plain majority by which a team holds a stage.
"""

SPLIT_SHARE = Fraction(1, 4)
"""Of those who answered, at least this share stands at each end of a split item.

A quarter is too many to be called exceptions, and two opposite quarters leave at most half to hold
the middle.
"""

SPLIT_PEOPLE = 2
"""At least so many people stand at each end: one alone would be pointed at, not talked with."""

PEOPLE_TO_AGREE = 5
"""With fewer answers nothing is said about agreement, whatever the threshold of a board is.

Random answers to five options look like agreement in 23% of groups of three and 10% of four, but
6% of five (this project's own count, published as fact F28 of the playbook).
"""

UNSEEN_SHARE = Fraction(1, 2)
"""An item is unseen where at least this share of all people do not know."""


class Count(NamedTuple):
    """How many people chose one option."""

    key: str
    people: int


class Spread(NamedTuple):
    """The answers to one item, in numbers of people.

    `counts` has every option in order; of several choices, each that was ticked counts, and `none`
    counts those who ticked none of them. `deviation` is the average absolute deviation of the
    answers' ranks from their median, 0 or more; None where nobody answered, or where the options
    have no order or several may be chosen. `mixed` is its share of the largest that so many options
    allow, 0 to 1; 0 where there is none. `split` tells that people stand at both ends. `agreement`
    is `split`, `agree`, `lean` (most gave one same answer), `mixed`, or `unknown`: too few people,
    or no order.
    """

    item: str
    counts: tuple[Count, ...]
    none: int
    dont_know: int
    not_applicable: int
    skipped: int
    deviation: Number | None
    mixed: Number
    split: bool
    agreement: str


def spread(item: Item, given: Mapping[str | None, int]) -> Spread:
    """Describe how answers to an item spread; `given` counts people by answer, None is skipped."""
    counts = _counts(item, given)
    compared = item.ordered and not item.several and sum(counts) > 0
    apart = deviation(counts) if compared else None
    split = compared and is_split(counts)
    return Spread(
        item=item.id,
        counts=tuple(Count(one.key, n) for one, n in zip(item.options, counts, strict=True)),
        none=given.get(NONE, 0),
        dont_know=given.get(DONT_KNOW, 0),
        not_applicable=given.get(NOT_APPLICABLE, 0),
        skipped=given.get(None, 0),
        deviation=None if apart is None else exact(apart),
        mixed=0 if apart is None else exact(apart / largest_deviation(len(counts))),
        split=split,
        agreement=UNKNOWN if apart is None else _agreement(counts, apart, split),
    )


def deviation(counts: Sequence[int]) -> Fraction:
    """Average how far answers lie from their median; `counts` has people by rank, one at least."""
    people = sum(counts)
    # Any point between the two middle answers of an even number has the same deviation.
    median, below = 0, counts[0]
    while 2 * below < people:
        median += 1
        below += counts[median]
    return Fraction(sum(n * abs(rank - median) for rank, n in enumerate(counts)), people)


def largest_deviation(options: int) -> Fraction:
    """Return the deviation of people who stand half at each end, the largest that there is."""
    return Fraction(max(options - 1, 1), 2)


def is_split(counts: Sequence[int]) -> bool:
    """Tell whether people stand at both ends, and fewer between than at either.

    `counts` has people by rank.
    """
    fewest = min(counts[0], counts[-1])
    enough = fewest >= SPLIT_PEOPLE and fewest >= SPLIT_SHARE * sum(counts)
    return enough and len(counts) > 1 and sum(counts[1:-1]) < fewest


def is_unseen(of: Spread, people: int) -> bool:
    """Tell whether at least half of the people do not know."""
    return of.dont_know >= UNSEEN_SHARE * people


def _agreement(counts: Sequence[int], apart: Fraction, split: bool) -> str:
    """Put it in one word; what is split is split, even if the average deviation is small."""
    if sum(counts) < PEOPLE_TO_AGREE:
        return UNKNOWN
    if split:
        return SPLIT
    if apart <= AGREE_WITHIN * len(counts):
        return AGREE
    return LEAN if max(counts) > LEAN_ABOVE * sum(counts) else MIXED


def _counts(item: Item, given: Mapping[str | None, int]) -> list[int]:
    found: Counter[str] = Counter()
    for answer, people in given.items():
        if answer is not None and is_given(answer) and answer != NONE:
            for key in chosen(item, answer):
                found[key] += people
    return [found[option.key] for option in item.options]
