"""The board of a team: where its members stand, how far they agree, and what to do next."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import BoardError
from ..model import Advice, Answers, Bands, Quiz, Share
from ..scoring import Standing, placer
from . import plays, stages
from .plays import Blocked, Served
from .spread import Spread, is_unseen, spread
from .stages import DimensionBoard, Held


class Board(NamedTuple):
    """What the answers of `people` say together.

    `verdict` is `stage` (more than half of all people hold `stage`), `split` (no stage is held by
    so many), `each` (every dimension has its own, see `placed`; `stages` is empty), or `few`: there
    are fewer people than the threshold, and everything but `people` is empty.

    `stages` counts who holds each stage of the quiz, none left out; `between` and `open` count
    those whose answers tie, or leave more than one stage possible. They all add up to `people`.
    `stable` tells that no one person's leaving alters verdict or stage; `hangs_on` counts the
    people whose leaving would.

    `spreads` has every item, most mixed first. `unseen` lists the items that at least half do not
    know, and `blocked` those that keep people from their next stage, each by most people first.
    `plays` are at most three. Where the team is split, `for_others` names the one of them that
    serves the largest group other than the one that the first play serves, if there is one.
    """

    quiz: str
    version: int
    people: int
    stages: tuple[Held, ...]
    between: int
    open: int
    verdict: str
    stage: str | None
    stable: bool
    hangs_on: int
    placed: tuple[DimensionBoard, ...]
    spreads: tuple[Spread, ...]
    unseen: tuple[str, ...]
    blocked: tuple[Blocked, ...]
    plays: tuple[Advice, ...]
    for_others: Served | None


def combine(quiz: Quiz, members: Sequence[Answers], threshold: int) -> Board:
    """Put the answers of a team's members together; their order does not matter.

    With fewer members than `threshold`, or none, only their number is told, and no answer is looked
    at. Raises BoardError SC551 for a knowledge check, and AnswerError (SC301 to SC305) for an
    answer that the quiz does not offer.
    """
    if isinstance(quiz.rule, Share):
        raise BoardError(
            "SC551",
            f"the quiz {quiz.id!r} is a knowledge check, which places nobody",
            "a board puts the answers to an assessment together: take the codes of one",
        )
    few = _few(quiz, len(members))
    return few if few.people < max(threshold, 1) else _filled(few, quiz, members)


def _few(quiz: Quiz, people: int) -> Board:
    """Return a board that tells nothing but a number."""
    return Board(
        quiz=quiz.id,
        version=quiz.version,
        people=people,
        stages=(),
        between=0,
        open=0,
        verdict=stages.FEW,
        stage=None,
        stable=False,
        hangs_on=0,
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
    held = _held(few, quiz, standings)
    chosen = plays.chosen(quiz, standings)
    others = plays.for_others(quiz, standings, chosen) if held.verdict == stages.SPLIT else None
    return held._replace(
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


def _held(few: Board, quiz: Quiz, standings: Counter[Standing]) -> Board:
    """Tell who holds what, of the whole or of each dimension."""
    if isinstance(quiz.rule, Bands) and quiz.rule.each:
        placed, hangs_on = stages.of_each(quiz, standings)
        return few._replace(
            verdict=stages.EACH, stable=not hangs_on, hangs_on=hangs_on, placed=placed
        )
    holding = stages.of_all(quiz, standings)
    return few._replace(**holding._asdict())
