"""How answers become a stage: `score` and `place` are pure, deterministic and exact."""

from collections.abc import Callable

from ..model import Answers, Bands, Quiz, Result, Share
from . import bands, given, reasons, share
from .standing import Standing

__all__ = ["Standing", "place", "placer", "score"]


def score(quiz: Quiz, answers: Answers) -> Result:
    """Place a team by its answers, or mark them, and say why.

    Raises AnswerError (SC301 to SC305) for an answer that the quiz does not offer.
    """
    given.check(quiz, answers)
    match quiz.rule:
        case Bands() as rule:
            return bands.result(quiz, rule, answers)
        case Share() as rule:
            return share.result(quiz, rule, answers)
        case _:
            return reasons.result(quiz, answers)


def place(quiz: Quiz, answers: Answers) -> Standing:
    """Tell where the answers lead, as `score` does, without the reasons. Raises as `score` does."""
    return placer(quiz)(answers)


def placer(quiz: Quiz) -> Callable[[Answers], Standing]:
    """Make what places one team after the other, for many of them in a small part of the time.

    It remembers the answers that it was given: for one board, not for good.
    """
    checked, placed = given.checker(quiz), _placer(quiz)

    def checked_and_placed(answers: Answers) -> Standing:
        checked(answers)
        return placed(answers)

    return checked_and_placed


def _placer(quiz: Quiz) -> Callable[[Answers], Standing]:
    match quiz.rule:
        case Bands() as rule:
            return bands.placer(quiz, rule)
        case Share() as rule:
            return share.placer(quiz, rule)
        case _:
            return reasons.placer(quiz)
