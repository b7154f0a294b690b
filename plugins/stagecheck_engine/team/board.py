"""The board of a team: where its members stand, how far they agree, and what to do next."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import BoardError
from ..model import Advice, Answers, Bands, Quiz, Share
from ..scoring import Standing, placer
from ..scoring.points import MIN_COVERAGE
from . import plays, stages
from .plays import Blocked, Served
from .spread import Spread, is_unseen, spread
from .stages import DimensionBoard, Holding

COUNTED = MIN_COVERAGE
"""Who answered at least this share of all items counts towards the threshold of a board.

A rule takes less for a guess. Where emptier codes counted, a few people could open the board of the
others with blank sheets. Not to know is an answer here, and a finding of the board: who says so of
every item has not skipped any. What is typed cannot be told from what somebody thinks, so that
nothing holds off made-up answers.
"""


class Board(NamedTuple):
    """What the answers of `people` say together; `counted` of them answered enough to count.

    `holding` is of the whole, `placed` of each dimension where these have stages of their own.
    Where fewer count than the threshold `holding` says just that, and what follows it is empty.

    `spreads` has every item, most mixed first. `unseen` lists the items that at least half do not
    know, and `blocked` those that keep people from their next stage, each by most people first.
    `plays` are at most three. Where the team is split, `for_others` names the one of them that
    serves the largest group other than the one that the first play serves, if there is one.
    """

    quiz: str
    version: int
    people: int
    counted: int
    holding: Holding
    placed: tuple[DimensionBoard, ...]
    spreads: tuple[Spread, ...]
    unseen: tuple[str, ...]
    blocked: tuple[Blocked, ...]
    plays: tuple[Advice, ...]
    for_others: Served | None


def combine(quiz: Quiz, members: Sequence[Answers], threshold: int) -> Board:
    """Put the answers of a team's members together; their order does not matter.

    With fewer members than `threshold` who answered enough, or no member, only their numbers are
    told, and no answer is looked at. Raises BoardError SC551 for a knowledge check, and AnswerError
    (SC301 to SC305) for an answer that the quiz does not offer.
    """
    if isinstance(quiz.rule, Share):
        raise BoardError(
            "SC551",
            f"the quiz {quiz.id!r} is a knowledge check, which places nobody",
            "a board puts the answers to an assessment together: take the codes of one",
        )
    few = _few(quiz, len(members), sum(_is_counted(quiz, answers) for answers in members))
    return few if not members or few.counted < threshold else _filled(few, quiz, members)


def _is_counted(quiz: Quiz, answers: Answers) -> bool:
    return len(answers) >= COUNTED * len(quiz.items)


def _few(quiz: Quiz, people: int, counted: int) -> Board:
    """Return a board that tells nothing but how many there are."""
    return Board(
        quiz=quiz.id,
        version=quiz.version,
        people=people,
        counted=counted,
        holding=stages.NOT_TOLD,
        placed=(),
        spreads=(),
        unseen=(),
        blocked=(),
        plays=(),
        for_others=None,
    )


def _filled(few: Board, quiz: Quiz, members: Sequence[Answers]) -> Board:
    standings = Counter(map(placer(quiz), members))
    spreads = _spreads(quiz, members)
    holding, placed = _held(quiz, standings)
    chosen = plays.chosen(quiz, standings)
    others = plays.for_others(quiz, standings, chosen) if holding.verdict == stages.SPLIT else None
    return few._replace(
        holding=holding,
        placed=placed,
        spreads=tuple(sorted(spreads, key=lambda one: -one.mixed)),
        unseen=_unseen(spreads, few.people),
        blocked=plays.blocked(quiz, standings),
        plays=plays.with_others(quiz, standings, chosen, others) if others else chosen,
        for_others=others,
    )


def _spreads(quiz: Quiz, members: Sequence[Answers]) -> list[Spread]:
    return [
        spread(item, Counter(answers.get(item.id) for answers in members)) for item in quiz.items
    ]


def _unseen(spreads: Sequence[Spread], people: int) -> tuple[str, ...]:
    found = sorted(
        (one for one in spreads if is_unseen(one, people)), key=lambda one: -one.dont_know
    )
    return tuple(one.item for one in found)


def _held(quiz: Quiz, standings: Counter[Standing]) -> tuple[Holding, tuple[DimensionBoard, ...]]:
    """Tell who holds what, of the whole or of each dimension."""
    if isinstance(quiz.rule, Bands) and quiz.rule.each:
        placed, hangs_on = stages.of_each(quiz, standings)
        told = stages.NOT_TOLD._replace(verdict=stages.EACH)
        return told._replace(stable=not hangs_on, hangs_on=hangs_on), placed
    return stages.of_all(quiz, standings), ()
