"""How answers become a stage: `score` is pure, deterministic and exact."""

from ..model import Answers, Bands, Quiz, Result, Share
from . import bands, given, reasons, share

__all__ = ["score"]


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
